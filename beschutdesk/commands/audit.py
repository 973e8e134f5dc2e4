"""The command for the audit log."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.commands.common import CANNOT_OPEN, Add, day, open_desk
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.audit import Line, Verdict

_ACTS = [
    "create",
    "change",
    "trash",
    "untrash",
    "undo",
    "destroy",
    "view",
    "print",
    "export",
    "import",
    "handover",
    "unlock",
    "unlock_failed",
    "keys",
    "backup",
    "restore",
    "settings",
    "rescue",
    "check",
]
"""Named here too, so that showing the help reads no database library."""


_TODO = "Kijk de hele kluis na: beschutdesk check"


def register(add: Add) -> None:
    """Add the commands of this group."""
    log = add("audit", _audit, "toon het logboek, het nieuwste eerst")
    log.add_argument("--since", type=day, metavar="JJJJ-MM-DD", help="vanaf deze dag")
    log.add_argument("--until", type=day, metavar="JJJJ-MM-DD", help="tot en met deze dag")
    log.add_argument("--act", choices=_ACTS, action="append", default=[], metavar="HANDELING", help="alleen deze")
    shape = log.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="als JSON")
    shape.add_argument("--csv", type=Path, metavar="FILE.csv", help="naar een tabel voor een rekenblad")
    log.add_argument("--verify", action="store_true", help="kijk na of er niets gewijzigd of weggehaald is")


def _audit(options: Namespace) -> int | None:
    from beschutdesk.services.audit import Act, Filter

    chosen = Filter(acts=frozenset(Act(act) for act in options.act), since=options.since, until=options.until)
    with open_desk(options) as desk:
        if options.csv is not None:
            desk.audit.export(chosen, options.csv)
            print(f"Weggeschreven: {options.csv.name}. Dit bestand is niet versleuteld.")
        elif options.json:
            lines = desk.audit.lines(desk.audit.numbers(chosen))
            print(json.dumps([_plain(line) for line in lines], ensure_ascii=False, indent=2))
        elif not options.verify:
            for line in desk.audit.lines(desk.audit.numbers(chosen)):
                print(_said(line))
        return _judge(desk.audit.verify(), beside=options.json) if options.verify else None


def _plain(line: "Line") -> dict[str, object]:
    return {
        "number": line.number,
        "at": line.at.isoformat(),
        "by": line.by,
        "origin": line.origin,
        "act": str(line.act),
        "record": line.record,
        "id": None if line.root_id is None else str(line.root_id),
        "result": line.result,
        "detail": dict(line.detail),
    }


def _said(line: "Line") -> str:
    from beschutdesk.services.audit import record_label

    failed = "" if line.result == "ok" else "mislukt"
    about = record_label(line.record) if line.record else ""
    key = "" if line.root_id is None else str(line.root_id)
    parts = (str(line.number), f"{line.at.astimezone():%d-%m-%Y %H:%M}", line.by, line.act.label, about, failed, key)
    return "  ".join(part for part in parts if part)


def _judge(verdict: "Verdict", *, beside: bool) -> int | None:
    """Say it on standard output, or ``beside`` that, where a program reads the lines there."""
    if verdict.good:
        out = sys.stderr if beside else sys.stdout
        out.write(f"{verdict.why or 'Het logboek is heel:'} {verdict.count} regels.\nLaatste schakel: {verdict.head}\n")
        return None
    what = f"Het logboek klopt niet vanaf regel {verdict.broken_at}: {verdict.why}".rstrip(". :") + "."
    sys.stderr.write(f"beschutdesk: {Trouble(what, 'De dossiers zelf zijn hier niet bij nagekeken.', _TODO)}\n")
    return CANNOT_OPEN
