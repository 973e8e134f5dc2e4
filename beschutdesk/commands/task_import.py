"""A table of tasks into an inventory or a task list: ``import --csv tasks FILE --employer …`` or ``--candidate …``."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.commands.common import BAD_INPUT, DONE, candidate, open_desk
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.task_import import Goal, Mapping, Opened, TaskPlan

NAME = "tasks"
_NOTHING = "Er is niets ingelezen."


def arguments(parser: ArgumentParser) -> None:
    """Add what only this table needs to the command ``import``; ``--candidate`` and ``--placement`` are there."""
    parser.add_argument("--employer", metavar="ID-OF-NAAM", help="bij tasks: de taken gaan naar de inventaris hiervan")
    parser.add_argument("--department", default="", metavar="NAAM", help="bij tasks: afdeling van die inventaris")


def run(options: Namespace) -> int:
    """Look at a table and bring its tasks in, unless asked only to look."""
    from beschutdesk.commands.intake import numbers  # it imports this file

    if len(options.files) != 1:
        raise Trouble("Een lijst gaat per bestand.", _NOTHING, "Geef één bestand.")
    if bool(options.candidate) is bool(options.employer):
        raise Trouble(
            "Zeg erbij waar de taken naartoe gaan.",
            _NOTHING,
            "Geef --employer voor een inventaris, of --candidate voor een takenlijst.",
        )
    if options.employer and options.placement:
        raise Trouble(
            "--placement hoort bij een takenlijst.",
            _NOTHING,
            "Laat --placement weg, of geef --candidate, niet --employer.",
        )
    (path,) = options.files
    also = numbers(options.also)
    with open_desk(options) as desk:
        service = desk.task_import
        goal = _goal(desk, options)
        opened = service.open(path, options.sheet)
        for said in opened.remarks:
            sys.stderr.write(f"beschutdesk: let op: {_about(said.column)}{said.message}\n")
        plan = service.preview(goal, opened.sheet, _mapping(desk, options, opened))
        _show(plan)
        if options.check:
            return BAD_INPUT if plan.bad else DONE
        if plan.bad and not options.skip_bad:
            raise Trouble(
                f"{len(plan.bad)} {'rij heeft' if len(plan.bad) == 1 else 'rijen hebben'} een fout.",
                _NOTHING,
                "Verbeter de lijst, of gebruik --skip-bad om die rijen over te slaan.",
            )
        brought = service.take(goal, plan, skip=[row.number for row in plan.bad], also=also)
    count = "1 taak" if len(brought.made) == 1 else f"{len(brought.made)} taken"
    print(f"{count} ingelezen. Terughalen kan met --undo {brought.saved.save_id}.")
    return DONE


def _goal(desk: "Desk", options: Namespace) -> "Goal":
    from beschutdesk.commands.documents import employer_of, placement_of
    from beschutdesk.services.task_import import Goal

    if options.employer:
        return Goal(employer=employer_of(desk, options.employer), department=options.department)
    if options.department:
        raise Trouble("--department hoort bij een inventaris.", _NOTHING, "Geef --employer in plaats van --candidate.")
    person = candidate(desk, options.candidate)
    if options.placement:
        return Goal(placement=placement_of(desk, person, options.placement))
    return Goal(placement=_placement(desk, person))


def _placement(desk: "Desk", person: UUID) -> UUID:
    """The placement that runs, else the latest: the one whose tasks the window shows."""
    from beschutdesk.rules.time import current_placement

    whole = desk.dossiers.whole(person)
    places = whole.placements if whole is not None else ()
    found = current_placement(places, date.today()) or next(iter(places), None)  # noqa: DTZ011 - a person's today
    if found is None:
        raise Trouble("Deze kandidaat heeft nog geen plaatsing.", _NOTHING, "Maak er eerst een in het dossier.")
    return found.id


def _mapping(desk: "Desk", options: Namespace, opened: "Opened") -> "Mapping":
    from beschutdesk.services.task_import import NAME as TASK

    if options.mapping is not None:
        return desk.intake.read_mapping(options.mapping)
    if opened.remembered is not None:
        sys.stderr.write("beschutdesk: de kolommen worden gelezen zoals de vorige keer.\n")
    mapping = opened.mapping
    if not any(TASK in column.to for column in mapping.columns):
        print(desk.intake.write_mapping(mapping, opened.sheet.header), end="")
        raise Trouble(
            "In deze lijst is niet te zien in welke kolom de taak staat.",
            _NOTHING,
            "Hierboven staat een voorstel: vul het aan, bewaar het in een bestand en geef dat met --mapping.",
        )
    return mapping


def _show(plan: "TaskPlan") -> None:
    print(plan.table.form)
    print(f"{len(plan.new)} nieuw, {len(plan.doubles)} al bekend, {len(plan.bad)} fout.")
    if plan.left:
        sys.stderr.write(f"beschutdesk: deze kolommen worden overgeslagen: {', '.join(plan.left)}.\n")
    for row in plan.rows:
        for said in row.errors:
            print(f"rij {row.number}: fout: {_about(said.column)}{said.message}.")
        for said in row.remarks:
            print(f"rij {row.number}: let op: {_about(said.column)}{said.message}.")
    for row in plan.doubles:
        print(f"rij {row.number}: staat er al.")


def _about(column: str) -> str:
    return f"{column}: " if column else ""
