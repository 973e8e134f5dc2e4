"""Commands for what is printed."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from beschutdesk.commands.common import Add, candidate, open_desk


def register(add: Add) -> None:
    """Add the commands of this group."""
    printing = add("print", _print, "maak een document als pdf")
    printing.add_argument("document", choices=["portfolio"])
    printing.add_argument("--candidate", required=True, metavar="ID-OF-NAAM")
    printing.add_argument("--audience", required=True, choices=["floor", "supervisor", "colleague", "candidate"])
    printing.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf")


def _print(options: Namespace) -> None:
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.files import write_whole

    with open_desk(options) as desk:
        key = candidate(desk, options.candidate)
        order = desk.documents.portfolio_order(key, Audience.from_key(options.audience), date.today())  # noqa: DTZ011
        printed = desk.documents.render(order)
        write_whole(options.output, printed.data)
        desk.documents.issue(order, printed, way="pdf")
    print(f"Weggeschreven: {options.output.name}, voor {order.audience.label}.")
    if printed.dropped:
        print(f"Deze tekens kunnen niet op papier en staan er als □: {' '.join(printed.dropped)}")
