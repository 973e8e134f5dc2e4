"""Commands for the papers of a begeleidingssubsidie: application, step plan, cost picture, supervision log."""

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.commands.common import Add, candidate, day, open_desk

if TYPE_CHECKING:
    from beschutdesk.dossier.issued_document import DocumentKind
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.subsidy_papers import SubsidyOrder

_WITH_GEMEENTE = ["municipality", "employer", "sob"]
_WORKPLACE = ["employer", "sob"]
_MOST_SLIPS = 8
_LARGEST = Decimal(1_000_000)


def register(add: Add) -> None:
    """Add what can be printed of a begeleidingssubsidie."""
    application = add("subsidy-application", _do("SUBSIDY_APPLICATION"), "de aanvraag begeleidingssubsidie")
    plan = add("step-plan", _do("STEP_PLAN"), "het stappenplan voor de werkgever")
    picture = add("cost-picture", _do("COST_PICTURE"), "het kostenplaatje voor de werkgever; een schatting")
    log = add("supervision-log", _do("SUPERVISION_LOG"), "het overzicht van de begeleiding per dag")
    for one in (application, plan, picture, log):
        readers = _WITH_GEMEENTE if one in (application, log) else _WORKPLACE
        one.add_argument("--candidate", required=True, metavar="ID-OF-NAAM")
        one.add_argument("--placement", metavar="ID-OF-WERKGEVER", help="van welke plaatsing; anders die nu loopt")
        one.add_argument("--period", type=day, metavar="JJJJ-MM-DD", help="een dag in de periode van de aanvraag")
        one.add_argument("--audience", default=readers[0], choices=readers, help=f"voor wie; anders {readers[0]}")
        one.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf")
    picture.add_argument("--wage", type=_money, metavar="EURO", help="bruto uurloon; anders het minimumloon")
    picture.add_argument(
        "--minimum-wage", type=_money, metavar="EURO", help="minimumloon per maand, als het programma dat niet weet"
    )
    picture.add_argument("--full-time", type=_money, metavar="UREN", help="uren van een volle werkweek in de sector")
    picture.add_argument("--fee", type=_money, metavar="EURO", help="inleenvergoeding per maand bij detachering")


def _do(kind: str) -> Callable[[Namespace], None]:
    def do(options: Namespace) -> None:
        from beschutdesk.dossier.issued_document import DocumentKind

        with open_desk(options) as desk:
            _print(desk, options, DocumentKind[kind])

    return do


def _print(desk: "Desk", options: Namespace, kind: "DocumentKind") -> None:
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.dossier.issued_document import DocumentKind
    from beschutdesk.files import write_whole

    today = date.today()  # noqa: DTZ011 - a person's today
    audience, answers = Audience.from_key(options.audience), None
    if kind is DocumentKind.COST_PICTURE:
        from beschutdesk.services.subsidy_papers import CostAnswers

        answers = CostAnswers(options.wage, options.minimum_wage, options.full_time, options.fee)
    place = place_of(desk, options, today)
    order = desk.subsidy_papers.order_for(place, kind, audience, today, period=options.period, answers=answers)
    printed = desk.subsidy_papers.render(order)
    write_whole(options.output, printed.data)
    desk.subsidy_papers.issue(order, printed, way="pdf")
    print(f"Weggeschreven: {options.output.name}, voor {audience.label}.")
    if printed.dropped:
        print(f"Deze tekens kunnen niet op papier en staan er als □: {' '.join(printed.dropped)}")
    if order.missing:
        print(f"Concept. Nog niet ingevuld: {', '.join(order.missing)}.")
    if left := desk.subsidy_papers.left_out(order):
        print("Niet voor deze lezer, dus niet erin:")
        for one in left:
            print(f"- {one.words} ({one.why})")
    _look_at(desk, order)


def _look_at(desk: "Desk", order: "SubsidyOrder") -> None:
    """What may have slipped into it; on stderr, for it says what somebody typed."""
    found = desk.subsidy_papers.slips(order)
    if not found:
        return
    sys.stderr.write("beschutdesk: kijk dit na voordat je het deelt:\n")
    for slip in found[:_MOST_SLIPS]:
        sys.stderr.write(f"- {slip.words}\n")
    if len(found) > _MOST_SLIPS:
        sys.stderr.write(f"- en nog {len(found) - _MOST_SLIPS}\n")


def place_of(desk: "Desk", options: Namespace, today: date) -> UUID:
    """The placement that is meant: the named one, else the one that the period or today tells."""
    from beschutdesk.commands.documents import placement_of

    person = candidate(desk, options.candidate)
    if options.placement:
        return placement_of(desk, person, options.placement)
    return desk.subsidy_papers.place_of(person, today, options.period)


def _money(text: str) -> Decimal:
    """An amount or a number as it is typed in an option.

    Raises:
        ArgumentTypeError: it is none, or too large.
    """
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ArgumentTypeError(f"{text} is geen getal; schrijf 14,40") from None
    if not value.is_finite() or not 0 < value <= _LARGEST:
        raise ArgumentTypeError(f"{text} kan niet; schrijf 14,40")
    return value
