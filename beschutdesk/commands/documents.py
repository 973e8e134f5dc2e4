"""Commands for what is printed."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.commands import subsidies, tasks, visits
from beschutdesk.commands.common import Do, Group, candidate, day, open_desk
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_NOTHING = "Er is niets gemaakt."


def register(group: Group) -> None:
    """Add the commands of this group."""
    add = group("print", "maak een document als pdf")
    portfolio = add("portfolio", _print(_portfolio), "het overdraagbaar portfolio")
    timeline = add("timeline", _print(_timeline), "de tijdlijn van een kandidaat of een werkgever")
    introduction = add("introduction", _print(_introduction), "de evaluatie van de kennismaking")
    about = timeline.add_mutually_exclusive_group(required=True)
    about.add_argument("--candidate", metavar="ID-OF-NAAM")
    about.add_argument("--employer", metavar="ID-OF-NAAM")
    timeline.add_argument("--kind", action="append", metavar="SOORT", help="alleen deze soort; mag vaker")
    timeline.add_argument("--since", type=day, metavar="JJJJ-MM-DD", help="eerste dag van de tijdlijn")
    timeline.add_argument("--until", type=day, metavar="JJJJ-MM-DD", help="laatste dag van de tijdlijn")
    timeline.add_argument("--words", default="", metavar="TEKST", help="alleen regels met deze woorden")
    for alone in (portfolio, introduction):
        alone.add_argument("--candidate", required=True, metavar="ID-OF-NAAM")
    introduction.add_argument("--placement", metavar="ID-OF-WERKGEVER", help="van welke plaatsing")
    readers = ["floor", "supervisor", "employer", "municipality", "colleague", "candidate"]
    for printing in (portfolio, timeline, introduction):
        printing.add_argument("--audience", required=True, choices=readers)
        printing.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf")
    visits.register(add)
    subsidies.register(add)
    tasks.register(add)


def _print(make: "Callable[[Desk, Namespace], None]") -> Do:
    def do(options: Namespace) -> None:
        with open_desk(options) as desk:
            make(desk, options)

    return do


def _portfolio(desk: "Desk", options: Namespace) -> None:
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.files import write_whole

    key = candidate(desk, options.candidate)
    order = desk.documents.portfolio_order(key, Audience.from_key(options.audience), date.today())  # noqa: DTZ011
    printed = desk.documents.render(order)
    write_whole(options.output, printed.data)
    desk.documents.issue(order, printed, way="pdf")
    _tell(options, order.audience.label, printed.dropped)


def _timeline(desk: "Desk", options: Namespace) -> None:
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.files import write_whole
    from beschutdesk.services.timeline_paper import Asked, choices_of

    asked = Asked(choices_of(options.kind or ()), options.since, options.until, options.words)
    if options.candidate:
        record, key = "candidate", candidate(desk, options.candidate)
    else:
        record, key = "employer", employer_of(desk, options.employer)
    audience, today = Audience.from_key(options.audience), date.today()  # noqa: DTZ011
    order = desk.timeline_paper.order(record, key, audience, today, asked)
    printed = desk.timeline_paper.render(order)
    write_whole(options.output, printed.data)
    desk.timeline_paper.issue(order, printed, way="pdf")
    _tell(options, audience.label, printed.dropped)
    if order.left_out:
        print(f"Niet voor deze lezer, dus niet erin: {order.left_out} van {order.left_out + len(order.events)}.")


def _introduction(desk: "Desk", options: Namespace) -> None:
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.files import write_whole

    key, audience = candidate(desk, options.candidate), Audience.from_key(options.audience)
    chosen = placement_of(desk, key, options.placement) if options.placement else None
    order = desk.introductions.order(key, audience, date.today(), placement=chosen)  # noqa: DTZ011 - a person's today
    printed = desk.introductions.render(order)
    write_whole(options.output, printed.data)
    desk.introductions.issue(order, printed, way="pdf")
    _tell(options, audience.label, printed.dropped)


def _tell(options: Namespace, reader: str, dropped: tuple[str, ...]) -> None:
    print(f"Weggeschreven: {options.output.name}, voor {reader}.")
    if dropped:
        print(f"Deze tekens kunnen niet op papier en staan er als □: {' '.join(dropped)}")


def placement_of(desk: "Desk", person: UUID, wanted: str) -> UUID:
    """Which placement of a candidate an id, or the name of the employer, means.

    Raises:
        Trouble: none, or more than one.
    """
    whole = desk.dossiers.whole(person)
    names = {one.id: one.name.casefold() for one in whole.employers} if whole is not None else {}
    at = {one.id: one.employer for one in whole.placements} if whole is not None else {}
    places = {key: names.get(employer, "") if employer is not None else "" for key, employer in at.items()}
    try:
        found = [key for key in places if key == UUID(wanted)]
    except ValueError:
        asked = wanted.casefold()
        found = [key for key, name in places.items() if name.startswith(asked)]
        found = [key for key in found if places[key] == asked] or found
    if not found:
        what = "Deze kandidaat heeft geen plaatsing met dit kenmerk of bij deze werkgever."
        raise Trouble(what, _NOTHING, "Zie: beschutdesk list placements --json")
    if len(found) > 1:
        what = f"Deze kandidaat heeft {len(found)} plaatsingen bij een werkgever met deze naam."
        raise Trouble(what, _NOTHING, "Geef het kenmerk uit: list placements --json")
    return found[0]


def employer_of(desk: "Desk", wanted: str) -> UUID:
    """Which employer a name or an id means.

    Raises:
        Trouble: none, or more than one.
    """
    try:
        return UUID(wanted)
    except ValueError:
        known = desk.lists.table("employers", date.today())  # noqa: DTZ011
    asked = wanted.casefold()
    found = [one for one in known if str(one["name"]).casefold().startswith(asked)]
    found = [one for one in found if str(one["name"]).casefold() == asked] or found
    if not found:
        raise Trouble("Er is geen werkgever met deze naam.", "", "Zie: beschutdesk list employers")
    if len(found) > 1:
        what = f"Er zijn {len(found)} werkgevers met deze naam."
        raise Trouble(what, "", "Geef het kenmerk uit: list employers --json")
    return UUID(str(found[0]["id"]))
