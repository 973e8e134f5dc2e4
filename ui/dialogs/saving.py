"""A PDF goes to the one place that the user chose, whole or not at all, and its errors have words."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from beschutdesk.files import write_whole
from beschutdesk.trouble import Trouble

SUFFIX: Final = ".pdf"
_FULL: Final = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_CLOSED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE: Final = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.EIO}

AskPath = Callable[[QWidget, str], Path | None]
"""Asks where a file with this proposed name goes; ``None`` is never mind."""


class NotWritten(Trouble):
    """The file could not be written; what stood there before is still whole."""


def ask_save_path(parent: QWidget, name: str) -> Path | None:
    """The file dialog of the system. It also asks whether an existing file may be replaced."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(parent, "Opslaan als pdf", str(Path(start) / name), "Pdf-bestand (*.pdf)")
    return with_suffix(Path(chosen)) if chosen else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """The folder dialog of the system."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(chosen) if chosen else None


def with_suffix(path: Path) -> Path:
    """The path with ``.pdf`` behind it; a name such as ``portfolio v1.2`` keeps its own point."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def write_pdf(path: Path, data: bytes) -> None:
    """Write a document in one step.

    Raises:
        NotWritten: the disk is full, the place is closed or gone.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise NotWritten(*_words(error)) from None


def _words(error: OSError) -> tuple[str, str, str]:
    safe = "Het portfolio staat nog in de kluis. Er is geen half bestand blijven staan."
    if error.errno in _FULL:
        return "De schijf is vol. Het bestand is niet opgeslagen.", safe, "Maak ruimte of kies een andere plek."
    if error.errno in _CLOSED:
        return (
            "In deze map mag je niet schrijven. Het bestand is niet opgeslagen.",
            safe,
            "Kies een andere map. Staat het bestand nog open in een ander programma? Sluit het dan eerst.",
        )
    if error.errno in _GONE:
        return "Deze map is er niet meer. Het bestand is niet opgeslagen.", safe, "Kies een andere map."
    what = error.strerror or type(error).__name__
    return f"Opslaan is niet gelukt ({what}).", safe, "Probeer het nog eens of kies een andere map."


def free_name(folder: Path, name: str, taken: set[str]) -> Path:
    """A path in the folder that is not there yet and was not given out before: ``naam (2).pdf`` when it is.

    Args:
        folder: where it goes.
        name: the proposed file name.
        taken: names given out, folded; the new one is added, for Windows and macOS see no capitals.
    """
    wanted = with_suffix(Path(name))
    number, tried = 1, wanted.name
    while tried.casefold() in taken or (folder / tried).exists():
        number += 1
        tried = f"{wanted.stem} ({number}){wanted.suffix}"
    taken.add(tried.casefold())
    return folder / tried
