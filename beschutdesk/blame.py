"""Whose fault an error is when it is not the program's: the disk, a right, or another program that holds the file.

One declaration for the window and the command line. A leaf: it knows errors by their numbers, so that telling them
apart costs no import of what raises them.
"""

import errno
import os
import shutil
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

from beschutdesk.trouble import Trouble


class Cause(StrEnum):
    """What outside the program went wrong."""

    FULL = "full"
    READ_ONLY = "read only"
    IN_USE = "in use"
    GONE = "gone"
    BROKEN = "broken"
    NOT_ALLOWED = "not allowed"
    UNUSABLE = "unusable"
    DAMAGED = "damaged"


SAVED: Final = "Wat al opgeslagen was, is er nog."

_OF_FILES: Final = {
    Cause.FULL: (
        "De schijf is vol.",
        SAVED,
        "Maak ruimte vrij, bijvoorbeeld door de prullenbak van de computer te legen, en probeer het opnieuw.",
    ),
    Cause.READ_ONLY: (
        "Deze plek is alleen-lezen: hier kan niets worden geschreven.",
        SAVED,
        "Haal de schrijfbeveiliging eraf of kies een andere plek.",
    ),
    Cause.IN_USE: (
        "Dit bestand is in gebruik door een ander programma.",
        SAVED,
        "Sluit het bestand daar, wacht tot een back-up of virusscanner klaar is en probeer het opnieuw.",
    ),
    Cause.GONE: (
        "Dit bestand of deze map bestaat niet.",
        SAVED,
        "Kijk of de naam klopt en of de schijf of het netwerk nog verbonden is.",
    ),
    Cause.BROKEN: (
        "De schijf geeft een fout bij het lezen of schrijven.",
        "Er is niets half opgeslagen.",
        "Kijk of de schijf of het netwerk nog verbonden is en probeer het opnieuw. Maak daarna een reservekopie.",
    ),
    Cause.NOT_ALLOWED: (
        "Op deze plek mag je niet lezen of schrijven.",
        SAVED,
        "Vraag rechten op deze map of kies een andere plek.",
    ),
    Cause.UNUSABLE: (
        "Dit is geen bestand om te gebruiken, maar een map of een naam die niet kan.",
        SAVED,
        "Geef de naam van een gewoon bestand.",
    ),
}

_OF_THE_DATABASE: Final = {
    Cause.FULL: _OF_FILES[Cause.FULL],
    Cause.READ_ONLY: (
        "Het dossierbestand is alleen-lezen: er kan niets worden opgeslagen.",
        SAVED,
        "Haal de schrijfbeveiliging van de schijf of de map en probeer het opnieuw.",
    ),
    Cause.IN_USE: (
        "Het dossierbestand is in gebruik door een ander programma.",
        SAVED,
        "Sluit andere vensters van BeschutDesk, wacht tot een back-up of virusscanner klaar is en probeer het opnieuw.",
    ),
    Cause.GONE: (
        "Het dossierbestand staat niet meer op zijn plek.",
        "Er is niets overschreven.",
        "Sluit de schijf of map weer aan en ontgrendel opnieuw. Is het bestand weg, zet dan een reservekopie terug.",
    ),
    Cause.BROKEN: _OF_FILES[Cause.BROKEN],
    Cause.NOT_ALLOWED: (
        "Het dossierbestand is niet te openen: op deze plek mag je niet lezen of schrijven.",
        SAVED,
        "Kijk of je rechten hebt op de map van de kluis en probeer het opnieuw.",
    ),
    Cause.DAMAGED: (
        "Een deel van het dossierbestand is beschadigd en niet meer te lezen.",
        "Er is niets overschreven; wat op andere plekken in het bestand staat, is nog te lezen.",
        "Sla nu niets belangrijks meer op. Zet een reservekopie terug of kies ‘Redden wat er te redden is’.",
    ),
}

_DURING_WORK: Final = frozenset(words[1] for words in (*_OF_FILES.values(), *_OF_THE_DATABASE.values()))

_NUMBERS: Final = {
    errno.ENOSPC: Cause.FULL,
    errno.EDQUOT: Cause.FULL,
    errno.EFBIG: Cause.FULL,
    errno.EROFS: Cause.READ_ONLY,
    errno.EBUSY: Cause.IN_USE,
    errno.ETXTBSY: Cause.IN_USE,
    errno.EAGAIN: Cause.IN_USE,
    errno.ENOENT: Cause.GONE,
    errno.ENOTDIR: Cause.GONE,
    errno.ESTALE: Cause.GONE,
    errno.ENODEV: Cause.GONE,
    errno.ENXIO: Cause.GONE,
    errno.EIO: Cause.BROKEN,
    errno.EACCES: Cause.NOT_ALLOWED,
    errno.EPERM: Cause.NOT_ALLOWED,
    errno.EISDIR: Cause.UNUSABLE,
    errno.ENAMETOOLONG: Cause.UNUSABLE,
    errno.EINVAL: Cause.UNUSABLE,
    errno.ELOOP: Cause.UNUSABLE,
}
_OF_WINDOWS: Final = {
    2: Cause.GONE,
    3: Cause.GONE,
    5: Cause.NOT_ALLOWED,
    19: Cause.READ_ONLY,
    21: Cause.GONE,  # the drive is not ready
    23: Cause.BROKEN,  # a checksum of the disk
    32: Cause.IN_USE,  # sharing violation
    33: Cause.IN_USE,  # lock violation
    39: Cause.FULL,
    53: Cause.GONE,  # the network path
    55: Cause.GONE,
    64: Cause.GONE,
    112: Cause.FULL,
    123: Cause.UNUSABLE,  # a name that cannot be
    1117: Cause.BROKEN,  # an I/O device error
    1167: Cause.GONE,  # the device was taken out
    1224: Cause.IN_USE,  # mapped into memory by another program
}
"""Windows' own numbers say more than the ``errno`` made of them."""

_CODES: Final = {
    3: Cause.NOT_ALLOWED,  # PERM
    5: Cause.IN_USE,  # BUSY
    6: Cause.IN_USE,  # LOCKED
    8: Cause.READ_ONLY,
    10: Cause.BROKEN,  # IOERR
    11: Cause.DAMAGED,  # CORRUPT
    13: Cause.FULL,
    14: Cause.NOT_ALLOWED,  # CANTOPEN: of a file that is there
    26: Cause.DAMAGED,  # NOTADB
}
_MOVED: Final = 8 | 4 << 8
"""READONLY_DBMOVED: the file has gone while it was open."""


def of_code(code: int) -> Cause | None:
    """What a result code of SQLite, primary or extended, says of the world; ``None`` when it is our own fault."""
    return Cause.GONE if code == _MOVED else _CODES.get(code & 0xFF)


_NO_ROOM: Final = 128 * 1024
"""Bytes: less than this and SQLite cannot make the small files that it needs to open a database."""


def asked(folder: Path, found: Cause | None) -> Cause | None:
    """The cause once the disk itself was asked: SQLite may call a full or read-only one broken or closed to us.

    Args:
        folder: where it went wrong.
        found: what the error said.
    """
    if found in (Cause.BROKEN, Cause.NOT_ALLOWED):
        with suppress(OSError):
            if shutil.disk_usage(folder).free < _NO_ROOM:
                return Cause.FULL
            if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
                return Cause.READ_ONLY
    return found


def cause(error: BaseException) -> Cause | None:
    """What outside the program caused an error; ``None`` when the program did."""
    known = getattr(error, "cause", None)
    if isinstance(known, Cause):
        return known
    if isinstance(error, OSError):
        number = getattr(error, "winerror", None)
        return _OF_WINDOWS.get(number or 0) or _NUMBERS.get(error.errno or 0)
    return of_code(_sqlite_code(error))


def blame(error: BaseException) -> Trouble | None:
    """What to tell when the world is to blame; ``None`` when the program itself is."""
    if isinstance(error, Trouble):
        return error
    found = cause(error)
    if found is None:
        return None
    return Trouble(*_OF_FILES[found]) if isinstance(error, OSError) else Trouble(*of_database(found))


def on_screen(trouble: Trouble) -> Trouble:
    """Add what is true in the window only: that the text which could not be saved is still to be seen."""
    if trouble.safe in _DURING_WORK:
        trouble.safe = f"{trouble.safe} Wat je net typte, staat nog op het scherm."
    return trouble


def of_database(found: Cause) -> tuple[str, str, str]:
    """What to tell of the database file: what happened, what is safe, what to do."""
    return _OF_THE_DATABASE.get(found) or _OF_FILES[found]


def _sqlite_code(error: BaseException) -> int:
    """The result code that the driver noted on its error, or on the one that SQLAlchemy wrapped around it."""
    code = getattr(getattr(error, "orig", None) or error, "sqlite_errorcode", 0)
    return code if isinstance(code, int) else 0
