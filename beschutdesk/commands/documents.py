"""Commands for what is printed."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.commands.common import Add, candidate, day, open_desk
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_NOTHING = "Er is niets gemaakt."


def register(add: Add) -> None:
    """Add the commands of this group."""
    printing = add("print", _print, "maak een document als pdf")
    printing.add_argument("document", choices=["portfolio", "timeline"])
    about = printing.add_mutually_exclusive_group(required=True)
    about.add_argument("--candidate", metavar="ID-OF-NAAM")
    about.add_argument("--employer", metavar="ID-OF-NAAM", help="alleen voor een tijdlijn")
    readers = ["floor", "supervisor", "municipality", "colleague", "candidate"]
    printing.add_argument("--audience", required=True, choices=readers)
    printing.add_argument("--kind", action="append", metavar="SOORT", help="alleen deze soort; mag vaker")
    printing.add_argument("--since", type=day, metavar="JJJJ-MM-DD", help="eerste dag van de tijdlijn")
    printing.add_argument("--until", type=day, metavar="JJJJ-MM-DD", help="laatste dag van de tijdlijn")
    printing.add_argument("--words", default="", metavar="TEKST", help="alleen regels met deze woorden")
    printing.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf")


def _print(options: Namespace) -> None:
    asked = options.kind or options.since or options.until or options.words
    if options.document == "portfolio" and (options.employer or asked):
        raise Trouble("Een portfolio is altijd van een kandidaat, en altijd heel.", _NOTHING, "Gebruik --candidate.")
    with open_desk(options) as desk:
        (_timeline if options.document == "timeline" else _portfolio)(desk, options)


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
        record, key = "employer", _employer(desk, options.employer)
    audience, today = Audience.from_key(options.audience), date.today()  # noqa: DTZ011
    order = desk.timeline_paper.order(record, key, audience, today, asked)
    printed = desk.timeline_paper.render(order)
    write_whole(options.output, printed.data)
    desk.timeline_paper.issue(order, printed, way="pdf")
    _tell(options, audience.label, printed.dropped)
    if order.left_out:
        print(f"Niet voor deze lezer, dus niet erin: {order.left_out} van {order.left_out + len(order.events)}.")


def _tell(options: Namespace, reader: str, dropped: tuple[str, ...]) -> None:
    print(f"Weggeschreven: {options.output.name}, voor {reader}.")
    if dropped:
        print(f"Deze tekens kunnen niet op papier en staan er als □: {' '.join(dropped)}")


def _employer(desk: "Desk", wanted: str) -> UUID:
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
