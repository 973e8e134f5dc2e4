"""A file goes to the one place that the user chose, whole or not at all, and its errors have words."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from beschutdesk.blame import Cause, cause
from beschutdesk.files import free_path, write_whole
from beschutdesk.trouble import Trouble

SUFFIX: Final = ".pdf"
_CLOSED: Final = "In deze map mag je niet schrijven.", "Kies een andere map."
_GONE: Final = "Deze map is er niet meer.", "Kies een andere map."
_SAYS: Final = {
    Cause.FULL: ("De schijf is vol.", "Maak ruimte of kies een andere plek."),
    Cause.NOT_ALLOWED: _CLOSED,
    Cause.READ_ONLY: _CLOSED,
    Cause.IN_USE: (
        "Dit bestand staat nog open in een ander programma.",
        "Sluit het daar en sla opnieuw op, of kies een andere naam.",
    ),
    Cause.GONE: _GONE,
    Cause.BROKEN: _GONE,
    Cause.UNUSABLE: ("Deze naam kan niet.", "Kies een andere naam."),
}

AskPath = Callable[[QWidget, str], Path | None]
"""Asks where a file with this proposed name goes; ``None`` is never mind."""


class NotWritten(Trouble):
    """The file could not be written; what stood there before is still whole."""


def ask_save_path(parent: QWidget, name: str) -> Path | None:
    """The file dialog of the system, for a PDF."""
    return ask_file(parent, name, "Opslaan als pdf", "Pdf-bestand", SUFFIX)


def ask_file(parent: QWidget, name: str, title: str, kind: str, suffix: str) -> Path | None:
    """The file dialog of the system. It also asks whether an existing file may be replaced.

    Args:
        parent: the window below.
        name: proposed file name.
        title: of the dialog.
        kind: Dutch words for such a file.
        suffix: with its point.
    """
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(start) / name), f"{kind} (*{suffix})")
    return with_suffix(Path(chosen), suffix) if chosen else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """The folder dialog of the system."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(chosen) if chosen else None


def with_suffix(path: Path, suffix: str = SUFFIX) -> Path:
    """The path with its suffix behind it; a name such as ``portfolio v1.2`` keeps its own point."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def write_pdf(path: Path, data: bytes, what: str = "Het dossier") -> None:
    """Write a document in one step; see :func:`write_file`."""
    write_file(path, data, what)


def write_file(path: Path, data: bytes, what: str) -> None:
    """Write a file in one step.

    Args:
        path: where it goes.
        data: all that will be in it.
        what: of the vault it shows, in words that begin a sentence; said to be safe when this fails.

    Raises:
        NotWritten: the disk is full, the place is closed or gone.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise NotWritten(*_words(error, what)) from None


def _words(error: OSError, what: str) -> tuple[str, str, str]:
    safe = f"{what} staat nog in de kluis. Er is geen half bestand blijven staan."
    happened, todo = _SAYS.get(cause(error) or Cause.BROKEN, _GONE)
    return f"{happened} Het bestand is niet opgeslagen.", safe, todo


def free_name(folder: Path, name: str, taken: set[str]) -> Path:
    """A path in the folder that is not there yet and was not given out before: ``naam (2).pdf`` when it is.

    Args:
        folder: where it goes.
        name: the proposed file name.
        taken: names given out, folded; the new one is added, for Windows and macOS see no capitals.
    """
    return free_path(folder, with_suffix(Path(name)).name, taken)
