"""A table of supervision into the log of an application: ``import --csv supervision-log FILE --candidate …``."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.commands.common import BAD_INPUT, DONE, day, open_desk
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.supervision_log import LogPlan

NAME = "supervision-log"
_NOTHING = "Er is niets ingelezen."


def arguments(parser: ArgumentParser) -> None:
    """Add what only this table needs to the command ``import``."""
    parser.add_argument("--candidate", metavar="ID-OF-NAAM", help="bij supervision-log en tasks: over wie")
    parser.add_argument("--placement", metavar="ID-OF-WERKGEVER", help="bij supervision-log en tasks: welke plaatsing")
    parser.add_argument(
        "--period", type=day, metavar="JJJJ-MM-DD", help="bij supervision-log: een dag in de periode van de aanvraag"
    )


def run(options: Namespace) -> int:
    """Look at a table and bring it into the log, unless asked only to look."""
    if len(options.files) != 1:
        raise Trouble("Een lijst gaat per bestand.", _NOTHING, "Geef één bestand.")
    if not options.candidate:
        raise Trouble("Zeg erbij over wie de lijst gaat.", _NOTHING, "Geef --candidate met een naam of id.")
    (path,) = options.files
    today = date.today()  # noqa: DTZ011 - a person's today
    with open_desk(options) as desk:
        service = desk.supervision_log
        key = _application(desk, options, today)
        opened = service.open(path, options.sheet)
        mapping = desk.intake.read_mapping(options.mapping) if options.mapping is not None else opened.mapping
        plan = service.preview(key, opened.sheet, mapping, today)
        _show(plan)
        if options.check:
            return BAD_INPUT if plan.bad else DONE
        if plan.bad and not options.skip_bad:
            raise Trouble(
                f"{len(plan.bad)} {'rij heeft' if len(plan.bad) == 1 else 'rijen hebben'} een fout.",
                _NOTHING,
                "Verbeter de lijst, of gebruik --skip-bad om die rijen over te slaan.",
            )
        saved = service.take(key, plan, skip=[row.number for row in plan.bad], also=_numbers(options.also))
    print(f"{_lines(len(plan.new))} ingelezen. Terughalen kan met --undo {saved.save_id}.")
    return DONE


def _application(desk: "Desk", options: Namespace, today: date) -> UUID:
    """The application whose log is meant: of the period that was named, else the one that runs today or the latest."""
    from beschutdesk.commands.subsidies import place_of

    found = desk.subsidies.of(place_of(desk, options, today))
    if not found:
        raise Trouble("Er is bij deze plaatsing nog geen aanvraag.", _NOTHING, "Maak er een bij Subsidie.")
    on = options.period or today
    within = [one for one in found if (one.since or date.min) <= on <= (one.until or date.max)]
    if options.period is not None and not within:
        raise Trouble("Er is bij deze plaatsing geen aanvraag in deze periode.", _NOTHING)
    return (within or found)[-1].id


def _show(plan: "LogPlan") -> None:
    from beschutdesk.services.supervision_log import span

    print(plan.table.form)
    print(f"{len(plan.new)} nieuw, samen {span(plan.minutes)}; {len(plan.doubles)} al bekend, {len(plan.bad)} fout.")
    if plan.left:
        sys.stderr.write(f"beschutdesk: deze kolommen worden overgeslagen: {', '.join(plan.left)}.\n")
    for row in plan.rows:
        for said in row.errors:
            print(f"rij {row.number}: fout: {said.column}: {said.message}.")
        for said in row.remarks:
            print(f"rij {row.number}: let op: {said.column}: {said.message}.")


def _lines(count: int) -> str:
    return "1 regel is" if count == 1 else f"{count} regels zijn"


def _numbers(text: str) -> list[int]:
    from beschutdesk.commands.intake import numbers  # it imports this file

    return numbers(text)
