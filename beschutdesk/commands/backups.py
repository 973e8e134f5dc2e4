"""Commands for what must never be lost: backups, putting one back, checking the vault, saving what can be saved."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.commands.common import CANNOT_OPEN, DONE, Add, open_desk, profile_of, secret_of, there, warn_of
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.backups import Backup
    from beschutdesk.services.restoring import Contents


_TODO = "Zet een reservekopie terug, of: beschutdesk rescue -o DIR"


def register(add: Add) -> None:
    """Add the commands of this group."""
    make = add("backup", _backup, "maak een reservekopie")
    make.add_argument("--to", type=Path, metavar="DIR", help="in deze map; gewoon: de gekozen map")
    listing = add("backups", _backups, "toon de reservekopieën, de nieuwste eerst")
    listing.add_argument("--from", dest="source", type=Path, metavar="DIR", help="uit deze map, zonder wachtzin")
    listing.add_argument("--json", action="store_true", help="als JSON")
    back = add("restore", _restore, "toon wat er in een reservekopie zit en zet hem met --yes terug")
    back.add_argument("backup", type=Path, metavar="BACKUP-DIR", help="map van de reservekopie; zie: backups")
    back.add_argument("--yes", action="store_true", help="zet hem ook echt terug; wat er stond, blijft ernaast bewaard")
    look = add("check", _check, "kijk de hele kluis na; uitkomst 3 als er iets beschadigd is")
    look.add_argument("--json", action="store_true", help="als JSON")
    save = add("rescue", _rescue, "red uit een beschadigde kluis wat nog te lezen is")
    save.add_argument(
        "-o", "--output", required=True, type=Path, metavar="DIR", help="lege of nieuwe map, voor de nieuwe kluis"
    )


def _backup(options: Namespace) -> None:
    from beschutdesk.services.audit import Act
    from beschutdesk.services.backups import write
    from beschutdesk.services.profile import data_key

    if options.to is not None and not options.to.is_dir():  # a slip of the pen must not become a folder
        raise Trouble("De map voor de reservekopie bestaat niet.", "", "Maak de map of sluit de schijf aan.")
    secret = secret_of(options)
    with open_desk(options, secret) as desk:
        if options.to is None:
            made = desk.backups.make("asked")
        else:  # elsewhere for once: the chosen folder stays chosen
            warn_of(options.to)
            made = write(desk.profile, data_key(desk.profile, secret)[1], options.to, "asked")
            desk.audit.note(Act.BACKUP, why="asked", dossiers=made.dossiers)
    print(f"Reservekopie gemaakt en nagekeken: {_counted(made.dossiers)}, {made.path}")


def _backups(options: Namespace) -> None:
    from beschutdesk.services.backups import found_in

    if options.source is not None:
        found = found_in(options.source)
    else:
        with open_desk(options) as desk:
            found = desk.backups.found()
    if options.json:
        print(json.dumps([_plain(backup) for backup in found], ensure_ascii=False, indent=2))
        return
    if not found:
        print("Er zijn nog geen reservekopieën.")
    for backup in found:
        print(f"{_moment(backup.made_at)}  {backup.label}  {_counted(backup.dossiers)}  {backup.path}")


def _plain(backup: "Backup") -> dict[str, object]:
    return {
        "path": str(backup.path),
        "made_at": backup.made_at.isoformat(),
        "why": backup.why,
        "dossiers": backup.dossiers,
        "last_change": None if backup.last_change is None else backup.last_change.isoformat(),
        "size": backup.size,
        "schema": backup.schema,
    }


def _restore(options: Namespace) -> None:
    from beschutdesk.services.restoring import look_inside, restore

    profile, secret = profile_of(options), secret_of(options)
    if not options.backup.is_dir():
        raise Trouble("Er is geen reservekopie in deze map.", "Er is niets veranderd.", "Zie: beschutdesk backups")
    _tell(look_inside(options.backup, secret, profile))
    if not options.yes:
        print("Er is niets veranderd. Terugzetten: dezelfde opdracht met --yes.")
        return
    warn_of(profile)
    restore(profile, options.backup, secret).close()
    print("Teruggezet. Wat er stond, is bewaard in de map van de kluis, in vervangen-….")


def _tell(inside: "Contents") -> None:
    print(f"Reservekopie van {_moment(inside.backup.made_at)}: {_counted(inside.dossiers)}.")
    if inside.last_change is not None:
        print(f"Laatste wijziging: {_moment(inside.last_change)}.")
    if inside.destroyed_since:
        print(f"Sindsdien vernietigd, en komt niet terug: {_counted(inside.destroyed_since)}.")
    if inside.attachments_missing:
        print(f"Bijlagen die ontbreken: {inside.attachments_missing}.")
    if inside.afterwards:
        print(inside.afterwards)


def _check(options: Namespace) -> int:
    from beschutdesk.services.checking import check

    findings = check(there(options), secret_of(options))
    good = all(finding.good for finding in findings)
    if options.json:
        rows = [asdict(finding) for finding in findings]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            mark = "BESCHADIGD" if not finding.good else "let op" if finding.advice else "in orde"
            print(f"{mark}: {finding.words}")
    if good:
        return DONE
    bad = ", ".join(finding.part for finding in findings if not finding.good)
    words = Trouble(f"De kluis is beschadigd ({bad}).", "Er is niets veranderd.", _TODO)
    sys.stderr.write(f"beschutdesk: {words}\n")
    return CANNOT_OPEN


def _rescue(options: Namespace) -> None:
    from beschutdesk.services.audit import record_label
    from beschutdesk.services.rescuing import rescue

    saved = rescue(there(options), secret_of(options), options.output)
    print(f"Gered in een nieuwe kluis: {saved.target}. Ze gaat open met dezelfde wachtzin en herstelcode.")
    for table in {**saved.read, **saved.lost}:
        word, lost = record_label(table), saved.lost.get(table, 0)
        if word != table or lost:
            print(f"  {word}: {saved.read.get(table, 0)} gelezen" + (f", {lost} verloren" if lost else ""))
    if saved.rebuilt:
        print(f"  weer opgebouwd: {saved.rebuilt}")
    if saved.attachments_lost:
        print(f"  bijlagen verloren: {saved.attachments_lost}")


def _counted(number: int) -> str:
    return "1 dossier" if number == 1 else f"{number} dossiers"


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%d-%m-%Y %H:%M}"
