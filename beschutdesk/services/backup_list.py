"""Backups as they stand in a folder, and the words about them. Needs no key: what a manifest says is proven later."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.blame import Cause, blame, cause
from beschutdesk.services.stage import ATTACHMENTS
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.storage.attachments import Attachments
    from beschutdesk.storage.manifest import Manifest
    from beschutdesk.vault.keys import DataKey

MANIFEST = "manifest.json"
FALLBACK = "reservekopieen"
"""In the profile: where backups go until the user chose a folder, and when that folder is out of reach."""
_PREFIX = "BeschutDesk-"
UNFINISHED = ".deel"
PURPOSE = "backup manifest"

WHY = {
    "daily": "dagelijks",
    "asked": "zelf gemaakt",
    "migration": "voor een nieuwe versie",
    "rekey": "voor het vernieuwen van de sleutel",
    "import": "voor het inlezen van dossiers",
}
"""Dutch words for the reasons."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its manifest tells it; nothing personal is in that.

    Attributes:
        path: its own folder.
        made_at: UTC moment.
        why: key in :data:`WHY`.
        dossiers: number of candidates outside the trash.
        last_change: UTC moment of the last save in it.
        size: bytes, with its attachments.
        schema: revision of the database.
    """

    path: Path
    made_at: datetime
    why: str
    dossiers: int
    last_change: datetime | None
    size: int
    schema: str

    @property
    def label(self) -> str:
        """What it was made for, in Dutch."""
        return WHY.get(self.why, self.why)


def found_in(folder: Path) -> list[Backup]:
    """The backups in a folder, latest first: of every vault that has some there, or of one when its folder is given.

    For a vault that is closed, damaged or gone: it needs no key. What a manifest says is proven when it is opened.
    """
    try:
        places = [folder, folder.parent, *(path for path in folder.glob(f"{_PREFIX}*") if path.is_dir())]
        made = {backup.path: backup for place in places for backup in listed(place)}
    except OSError as error:
        raise blamed(error) from None
    wanted = [one for one in made.values() if one.path == folder] or [
        one for one in made.values() if one.path.parent != folder.parent
    ]
    return sorted(wanted, key=lambda backup: backup.made_at, reverse=True)


def backup_at(path: Path) -> Backup | None:
    """The backup in this folder; ``None`` when it is none, or not complete."""
    made = _manifest(path)
    return None if made is None else backup_of(path, made)


def shared(backup: Path) -> Path:
    """The folder with the attachments of a backup."""
    return backup.parent / ATTACHMENTS


def listed(place: Path) -> list[Backup]:
    """The finished backups in the folder of one vault, in no order."""
    if not place.is_dir():
        return []
    read = [(path, _manifest(path)) for path in place.iterdir()]
    return [backup_of(path, made) for path, made in read if made is not None]


def backup_of(path: Path, made: "Manifest") -> Backup:
    """A backup as its manifest tells it."""
    return Backup(path, made.made_at, made.why, made.dossiers, made.last_change, made.size, made.schema)


def _manifest(path: Path) -> "Manifest | None":
    """What a folder says of itself, when it is a finished backup whose files stand there."""
    from beschutdesk.storage.manifest import Manifest, is_there

    if path.name.endswith(UNFINISHED) or not path.is_dir():
        return None
    made = Manifest.load(path / MANIFEST)
    return made if made is not None and is_there(path, made) else None


def own_folder(vault: str) -> str:
    """Name of the folder in which the backups of one vault stand."""
    return _PREFIX + vault[-8:]


def attachments_of(folder: Path, key: "DataKey") -> "Attachments":
    """The attachments in a folder, under a data key."""
    from beschutdesk.storage.attachments import Attachments

    return Attachments(folder, key.derive("attachment content"), key.derive("attachment name"))


def trouble_of(kept: str) -> Trouble | None:
    """The trouble that was kept in the vault; ``None`` when none was."""
    try:
        parts = json.loads(kept) if kept else []
    except ValueError:
        return None
    return Trouble(*(str(part) for part in parts[:3])) if isinstance(parts, list) and parts else None


def gone() -> Trouble:
    """The chosen folder is out of reach."""
    return Trouble(
        "De map voor reservekopieën is er niet.",
        "De kluis zelf is in orde; er is alleen geen nieuwe reservekopie.",
        "Sluit de schijf of stick weer aan, of kies een andere map.",
    )


def not_verified() -> Trouble:
    """The copy is not what was copied."""
    return Trouble(
        "De nieuwe reservekopie bleek bij het nakijken niet heel.",
        "Ze is weggegooid; de kluis en de eerdere reservekopieën zijn niet veranderd.",
        "Probeer het nog eens. Gebeurt het weer, kies dan een andere schijf.",
    )


_HAPPENED = {
    Cause.FULL: "De schijf voor reservekopieën is vol.",
    Cause.READ_ONLY: "In de map voor reservekopieën kan niet worden geschreven: ze is alleen-lezen.",
    Cause.NOT_ALLOWED: "In de map voor reservekopieën mag je niet schrijven.",
    Cause.GONE: "De map voor reservekopieën is er niet.",
}


def blamed(error: OSError, words: str = "De reservekopie kon niet worden weggeschreven.") -> Trouble:
    """An error of the disk, told of backups."""
    found = cause(error)
    known = blame(error)
    return Trouble(
        _HAPPENED.get(found, words) if found else words,
        "De kluis en de eerdere reservekopieën zijn niet veranderd.",
        known.todo if known else "Kies een andere map.",
    )
