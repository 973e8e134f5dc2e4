"""The numbers of a year: ``overview --year 2026 --municipality Kampen -o FILE.xlsx``."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from beschutdesk.commands.common import Add, open_desk
from beschutdesk.trouble import Trouble


def register(add: Add) -> None:
    """Add the command of this group."""
    numbers = add("overview", _overview, "schrijf de cijfers van een jaar weg, zonder namen")
    numbers.add_argument("--year", type=int, metavar="JAAR", help="gewoon: dit jaar")
    numbers.add_argument("--municipality", default="", metavar="NAAM", help="gewoon: alle gemeenten samen")
    numbers.add_argument("--exact", action="store_true", help="voor jezelf: toon ook aantallen van 1 tot en met 4")
    numbers.add_argument("--target", type=int, metavar="AANTAL", help="onthoud de taakstelling van deze gemeente")
    numbers.add_argument("--source", default="", metavar="TEKST", help="waar de taakstelling staat; hoort bij --target")
    numbers.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.xlsx")


def _overview(options: Namespace) -> None:
    from beschutdesk.files import write_whole

    today = date.today()  # noqa: DTZ011 - a person's today
    year = today.year if options.year is None else options.year
    if options.source and options.target is None:
        raise Trouble("Bij --source hoort ook --target.", "Er is niets gemaakt.")
    with open_desk(options) as desk:
        found = desk.overview.numbers(year, options.municipality, today=today)
        if options.target is not None:
            desk.overview.set_target(options.municipality, year, options.target, options.source)
            found = desk.overview.numbers(year, options.municipality, today=today)
        data = desk.overview.export(found, exact=options.exact)
        write_whole(options.output, data)
        desk.overview.handed_out(found, exact=options.exact)
    print(f"Weggeschreven: {options.output.name}.")
    if options.exact:
        print("Dit bestand is alleen voor jou: kleine aantallen staan erin.")
