"""Whose fault an error is when it is not the program's: the disk, or another program that holds the file."""

import errno
from typing import Final

from beschutdesk.trouble import Trouble

_SAFE: Final = "Wat al opgeslagen was, is er nog. Wat je net typte, staat nog op het scherm."
_FULL: Final = "full"
_IN_USE: Final = "in use"
_CLOSED: Final = "closed"
_BROKEN: Final = "broken"
_SAYS: Final = {
    _FULL: (
        "De schijf is vol.",
        _SAFE,
        "Maak ruimte vrij, bijvoorbeeld door de prullenbak van de computer te legen, en probeer het opnieuw.",
    ),
    _IN_USE: (
        "Het dossierbestand is in gebruik door een ander programma.",
        _SAFE,
        "Sluit andere vensters van BeschutDesk, wacht tot een back-up of virusscanner klaar is en probeer het opnieuw.",
    ),
    _CLOSED: (
        "Er mag op deze plek niet worden gelezen of geschreven.",
        _SAFE,
        "Kijk of je rechten hebt op de map en of de schijf niet tegen schrijven beveiligd is. Probeer het dan opnieuw.",
    ),
    _BROKEN: (
        "De schijf geeft een fout bij het lezen of schrijven.",
        _SAFE,
        "Kijk of de schijf of het netwerk nog verbonden is en probeer het opnieuw. Maak daarna een back-up.",
    ),
}
_NUMBERS: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: _CLOSED,
    errno.EBUSY: _IN_USE,
}
_SHARING: Final = frozenset({32, 33})
"""What Windows calls a file that another program holds, or a part of it."""
_WORDS: Final = {
    "full": _FULL,
    "locked": _IN_USE,
    "busy": _IN_USE,
    "readonly": _CLOSED,
    "read-only": _CLOSED,
    "i/o": _BROKEN,
    "unable to open": _BROKEN,
}
"""As SQLite says it."""
_OF_A_DATABASE: Final = frozenset({"OperationalError", "DatabaseError"})


def blame(error: BaseException) -> Trouble | None:
    """What to tell when the disk or another program is to blame; ``None`` when the program itself is.

    Errors of the database are known by their name: importing what raises them would cost a slow start.
    """
    cause = None
    if isinstance(error, OSError):
        shared = getattr(error, "winerror", None) in _SHARING
        cause = _IN_USE if shared else _NUMBERS.get(error.errno or 0, _BROKEN)
    elif any(kind.__name__ in _OF_A_DATABASE for kind in type(error).__mro__):
        said = str(getattr(error, "orig", None) or error).lower()
        cause = next((cause for words, cause in _WORDS.items() if words in said), None)
    return None if cause is None else Trouble(*_SAYS[cause])
