"""Commands for dossiers: the demo, in, out, and lists."""

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

from beschutdesk.commands.common import Add, candidate, open_desk


def register(add: Add) -> None:
    """Add the commands of this group."""
    add("demo", _demo, "zet de verzonnen demodossiers in de kluis")
    bring = add("import", _import, "lees dossierbestanden in: alle of geen")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE.json")
    out = add("export", _export, "schrijf een dossier weg")
    out.add_argument("--candidate", required=True, metavar="ID-OF-NAAM")
    out.add_argument("file", type=Path, metavar="FILE.json")
    listing = add("list", _list, "toon wat er in de kluis staat")
    listing.add_argument("what", choices=["candidates", "employers", "placements", "visits", "tasks"])
    listing.add_argument("--json", action="store_true", help="als JSON")


def _demo(options: Namespace) -> None:
    with open_desk(options) as desk:
        saved = desk.transfer.bring_in_demo()
        number = sum(1 for record, _ in saved.changed if record == "candidate")
    print(f"{number} demodossiers ingelezen." if number else "De demodossiers staan al in de kluis.")


def _import(options: Namespace) -> None:
    with open_desk(options) as desk:
        saved = desk.transfer.bring_in(options.files)
    number = sum(1 for record, _ in saved.changed if record == "candidate")
    print("1 dossier ingelezen." if number == 1 else f"{number} dossiers ingelezen.")


def _export(options: Namespace) -> None:
    from beschutdesk.files import write_whole

    with open_desk(options) as desk:
        data = desk.transfer.take_out(candidate(desk, options.candidate))
    write_whole(options.file, data)
    print(f"Weggeschreven: {options.file.name}. Dit bestand is niet versleuteld.")


def _list(options: Namespace) -> None:
    with open_desk(options) as desk:
        rows = desk.lists.table(options.what, date.today())  # noqa: DTZ011 - a person's today
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        print(
            "  ".join(
                str(value) for key, value in row.items() if key not in ("id", "state") and value not in ("", None)
            )
        )
