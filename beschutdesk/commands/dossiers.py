"""Commands for dossiers: the demo, in, out, and lists."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from beschutdesk.commands import intake
from beschutdesk.commands.common import Add, candidate, open_desk
from beschutdesk.trouble import Trouble


def register(add: Add) -> None:
    """Add the commands of this group."""
    demo = add("demo", _demo, "zet de verzonnen demodossiers in de kluis")
    demo.add_argument("--scale", type=int, metavar="N", help="verzin N kandidaten, met werkgevers en notities erbij")
    demo.add_argument("--yes", action="store_true", help="ook als er al andere dossiers in de kluis staan")
    bring = add("import", _import, "lees dossierbestanden of een lijst (CSV, Excel) in: alles of niets")
    bring.add_argument("files", nargs="*", type=Path, metavar="FILE", help="dossiers (.json), of met --csv één lijst")
    intake.arguments(bring)
    out = add("export", _export, "schrijf een dossier weg")
    out.add_argument("--candidate", required=True, metavar="ID-OF-NAAM")
    out.add_argument("file", type=Path, metavar="FILE.json")
    listing = add("list", _list, "toon wat er in de kluis staat")
    listing.add_argument("what", choices=["candidates", "employers", "placements", "visits", "tasks"])
    listing.add_argument("--json", action="store_true", help="als JSON")
    waiting = add("waiting", _waiting, "toon per gemeente wie er op een plek wacht, en hoe lang")
    waiting.add_argument("--municipality", metavar="GEMEENTE", help="alleen deze")
    waiting.add_argument("--json", action="store_true", help="als JSON")


def _demo(options: Namespace) -> None:
    if options.scale is not None:
        _invent(options)
        return
    with open_desk(options) as desk:
        saved = desk.transfer.bring_in_demo()
        number = sum(1 for record, _ in saved.changed if record == "candidate")
    print(f"{number} demodossiers ingelezen." if number else "De demodossiers staan al in de kluis.")


def _invent(options: Namespace) -> None:
    def report(done: int, total: int) -> None:
        sys.stderr.write(f"\r{done} van {total} kandidaten" + ("\n" if done == total else ""))
        sys.stderr.flush()

    with open_desk(options) as desk:
        today = date.today()  # noqa: DTZ011 - a person's today
        number = desk.inventing.fill(options.scale, today, anyway=options.yes, report=report)
    print(f"{options.scale} verzonnen kandidaten ingelezen, {number} records in totaal. Zonder geschiedenis.")


def _import(options: Namespace) -> int | None:
    if intake.is_asked(options):
        return intake.run(options)
    if not options.files:
        raise Trouble("Er is geen bestand genoemd.", "Er is niets ingelezen.", "Geef een dossierbestand (.json).")
    with open_desk(options) as desk:
        saved = desk.transfer.bring_in(options.files)
    number = sum(1 for record, _ in saved.changed if record == "candidate")
    print("1 dossier ingelezen." if number == 1 else f"{number} dossiers ingelezen.")
    return None


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
    if options.what == "visits":
        for row in rows:
            print(_visit_line(row))
        return
    for row in rows:
        print(
            "  ".join(
                str(value) for key, value in row.items() if key not in ("id", "state") and value not in ("", None)
            )
        )


def _visit_line(row: dict[str, Any]) -> str:
    """``2026-11-25  werkbezoek  gepland  Merlien Kartosemito  Kringloop  ID``, in the words of the screen."""
    from beschutdesk.dossier.visit import Medium, VisitState

    medium = Medium.from_key(row["medium"]).label if row["medium"] else "contact"
    state = VisitState.from_key(row["state"]).label if row["state"] else ""
    day = row["day"] or "zonder dag"
    return "  ".join(part for part in (day, medium, state, row["candidate"], row["employer"], row["id"]) if part)


def _waiting(options: Namespace) -> None:
    from beschutdesk.rules.folding import words

    with open_desk(options) as desk:
        places = desk.waiting.list(date.today())  # noqa: DTZ011 - a person's today
    if options.municipality is not None:
        places = [place for place in places if words(place.municipality) == words(options.municipality)]
    if options.json:
        print(json.dumps([asdict(place) for place in places], ensure_ascii=False, indent=2, default=str))
        return
    for place in places:
        print(f"{place.municipality}: {len(place.lines)}")
        for line in place.lines:
            since = f"sinds {line.since} ({line.days} dagen)" if line.since else "dag van het besluit niet ingevuld"
            print(f"  {line.name}  {since}")
    if not places:
        print("Niemand wacht op een plek.")
