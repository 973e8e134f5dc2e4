"""Tables of candidates, employers, supervision or tasks: ``import --csv candidates FILE --mapping FILE.toml``."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.commands import supervision_log, task_import
from beschutdesk.commands.common import BAD_INPUT, DONE, open_desk
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.intake import Mapping, Opened, Plan, Row

_WORDS = {"candidate": ("kandidaat", "kandidaten"), "employer": ("werkgever", "werkgevers")}
_NOTHING = "Er is niets ingelezen."
_LOG, _TASKS = supervision_log.NAME, task_import.NAME
_KINDS = {
    "--candidate": (_LOG, _TASKS),
    "--placement": (_LOG, _TASKS),
    "--period": (_LOG,),
    "--employer": (_TASKS,),
    "--department": (_TASKS,),
}
"""Options that do something with some kinds of tables only."""


def arguments(parser: ArgumentParser) -> None:
    """Add what a table needs to the command ``import``, which has ``files`` itself."""
    parser.add_argument(
        "--csv",
        choices=["candidates", "employers", _LOG, _TASKS],
        help="het bestand is een lijst: CSV of Excel (.xlsx)",
    )
    parser.add_argument("--mapping", type=Path, metavar="FILE.toml", help="welke kolom in welk veld komt")
    parser.add_argument("--sheet", default="", metavar="NAAM", help="blad van de werkmap; gewoon: het eerste")
    parser.add_argument("--check", action="store_true", help="toon wat er zou gebeuren en lees niets in")
    parser.add_argument("--skip-bad", action="store_true", help="sla rijen met een fout over; anders: alle of geen")
    parser.add_argument(
        "--also", default="", metavar="RIJ,RIJ", help="lees deze rijen in, ook al staan ze er misschien al"
    )
    supervision_log.arguments(parser)
    task_import.arguments(parser)
    parser.add_argument("--undo", default="", metavar="NUMMER", help="haal een ingelezen lijst terug uit de kluis")


def is_asked(options: Namespace) -> bool:
    """Whether ``import`` is about a table.

    Raises:
        Trouble: an option of tables was given and no table.
    """
    if options.csv or options.undo:
        return True
    if alone := _given(options):
        kind = _KINDS.get(alone[0], ("candidates",))[0]
        raise Trouble(f"{alone[0]} hoort bij een lijst.", _NOTHING, f"Geef erbij wat erin staat: --csv {kind}.")
    return False


def _given(options: Namespace) -> list[str]:
    """The options about a table that were given."""
    given = {
        "--mapping": options.mapping,
        "--sheet": options.sheet,
        "--check": options.check,
        "--skip-bad": options.skip_bad,
        "--also": options.also,
        "--candidate": options.candidate,
        "--placement": options.placement,
        "--period": options.period,
        "--employer": options.employer,
        "--department": options.department,
    }
    return [name for name, value in given.items() if value]


def _refuse_idle(options: Namespace) -> None:
    """Who gives an option means something by it: one that this kind of table does nothing with is refused."""
    for name in _given(options):
        kinds = _KINDS.get(name, (options.csv,))
        if options.csv not in kinds:
            belongs = " of ".join(f"--csv {kind}" for kind in kinds)
            raise Trouble(
                f"{name} hoort bij {belongs}, en doet niets bij --csv {options.csv}.", _NOTHING, f"Laat {name} weg."
            )


def run(options: Namespace) -> int:
    """Look at a table and bring it in unless asked only to look; or take one back."""
    if options.undo:
        return _take_back(options)
    _refuse_idle(options)
    if options.csv == _LOG:
        return supervision_log.run(options)
    if options.csv == _TASKS:
        return task_import.run(options)
    from beschutdesk.services.intake import RECORDS

    record = RECORDS[options.csv]
    if len(options.files) != 1:
        raise Trouble("Een lijst gaat per bestand.", _NOTHING, "Geef één bestand.")
    (path,) = options.files
    also = numbers(options.also)
    with open_desk(options) as desk:
        opened = desk.intake.open(path, record, options.sheet)
        for said in opened.remarks:
            sys.stderr.write(f"beschutdesk: let op: {_about(said.column)}{said.message}\n")
        mapping = _mapping(desk, options, opened)
        if mapping is None:
            print(desk.intake.write_mapping(opened.guess.mapping, opened.sheet.header), end="")
            for column, question in opened.guess.ask.items():
                print(f"# {column}: {question}")
            raise Trouble(
                "Deze kolommen zijn nog niet eerder ingelezen.",
                _NOTHING,
                "Hierboven staat een voorstel: bewaar het in een bestand, kijk het na en geef het met --mapping.",
            )
        plan = desk.intake.preview(opened.sheet, record, mapping)
        _show(plan)
        if options.check:
            return BAD_INPUT if plan.bad else DONE
        if plan.bad and not options.skip_bad:
            raise Trouble(
                f"{_counted(len(plan.bad), 'rij heeft', 'rijen hebben')} een fout.",
                _NOTHING,
                "Verbeter de lijst, of gebruik --skip-bad om die rijen over te slaan.",
            )
        saved = desk.intake.run(plan, skip=[row.number for row in plan.bad], also=also)
    print(f"{_counted(len(saved.changed), *_WORDS[record])} ingelezen. Terughalen kan met --undo {saved.save_id}.")
    return DONE


def _take_back(options: Namespace) -> int:
    if options.files or options.csv or _given(options):
        raise Trouble("Bij --undo hoort alleen een nummer.", "Er is niets teruggehaald.")
    try:
        save_id = UUID(options.undo)
    except ValueError:
        raise Trouble(
            "Dit is geen nummer van een ingelezen lijst.",
            "Er is niets teruggehaald.",
            "Neem het nummer dat na het inlezen achter --undo stond.",
        ) from None
    with open_desk(options) as desk:
        undone = desk.intake.undo(save_id)
    if any(record == "supervision_subsidy" for record, _ in undone.saved.changed):
        print("De regels zijn weer uit het logboek gehaald.")
        return DONE
    if any(record in ("task_inventory", "task_list") for record, _ in undone.saved.changed):
        print("De taken zijn weer weg.")
        return DONE
    print(f"{_counted(len(undone.saved.changed), 'dossier ligt', 'dossiers liggen')} nu in de prullenbak.")
    if undone.stayed:
        left = _counted(len(undone.stayed), "dossier blijft", "dossiers blijven")
        print(f"{left} staan: daar is sindsdien in gewerkt.")
    return DONE


def _mapping(desk: "Desk", options: Namespace, opened: "Opened") -> "Mapping | None":
    if options.mapping is not None:
        return desk.intake.read_mapping(options.mapping)
    if opened.remembered is not None:
        sys.stderr.write("beschutdesk: de kolommen worden gelezen zoals de vorige keer.\n")
    return opened.remembered


def _show(plan: "Plan") -> None:
    print(plan.form)
    print(f"{len(plan.new)} nieuw, {len(plan.doubles)} al bekend, {len(plan.bad)} fout.")
    if plan.left:
        print(f"Deze kolommen worden overgeslagen: {', '.join(plan.left)}.")
    for row in plan.rows:
        for said in row.errors:
            print(f"rij {row.number}: fout: {_about(said.column)}{said.message}.")
        if row.twin is not None:
            print(f"rij {row.number}: {row.standing.value}: {_twin(row)}")
        for said in row.remarks:
            print(f"rij {row.number}: let op: {_about(said.column)}{said.message}")


def _about(column: str) -> str:
    return f"{column}: " if column else ""


def _twin(row: "Row") -> str:
    assert row.twin is not None  # noqa: S101 - see its caller
    return row.twin.title if row.twin.row is None else f"{row.twin.title} in rij {row.twin.row}"


def numbers(text: str) -> list[int]:
    """The numbers of rows in an option.

    Raises:
        Trouble: they are none.
    """
    if not text.strip():
        return []
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise Trouble("Bij --also horen nummers van rijen, zoals 12,15.", _NOTHING)
    return [int(part) for part in parts]


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
