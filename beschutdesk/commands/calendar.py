"""Visits and deadlines for another calendar: ``calendar -o FILE.ics``."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from beschutdesk.commands.common import Add, open_desk


def register(add: Add) -> None:
    """Add the command of this group."""
    calendar = add("calendar", _calendar, "schrijf bezoeken en termijnen weg voor je agenda, alleen met initialen")
    calendar.add_argument("--places", action="store_true", help="met de plaatsnaam van de werkgever bij een bezoek")
    calendar.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.ics")


def _calendar(options: Namespace) -> None:
    from beschutdesk.files import write_whole

    with open_desk(options) as desk:
        today = date.today()  # noqa: DTZ011 - a person's today
        data = desk.calendar.export(today, places=options.places)
        write_whole(options.output, data)
        desk.calendar.handed_out(places=options.places)
    number = data.count(b"BEGIN:VEVENT")
    what = "afspraak of termijn" if number == 1 else "afspraken en termijnen"
    print(f"Weggeschreven: {options.output.name}, met {number} {what}.")
