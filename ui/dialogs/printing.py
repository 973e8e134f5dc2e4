"""Printing a finished PDF, from memory.

Qt has no call for it. Where the print system takes PDF by itself (Linux and macOS, ``lp``) it gets the bytes through a
pipe: sharp, small, and no file of ours in between. Elsewhere each page is drawn as a picture of 300 dots per inch.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.saving import write_pdf

DPI: Final = 300
"""Enough for text of nine points; twice as much takes four times as long and shows nothing more."""
_PATIENCE: Final = 60
_SAFE: Final = "Er is niets veranderd en er staat niets op schijf."

Report = Callable[[int, int], None]


class NotPrinted(Trouble):
    """The printer did not take it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen in the print dialog.

    Attributes:
        printer: set up by the dialog.
        name: of the printer; empty when it goes to a file.
        copies: how many.
        first, last: pages, from 1; 0 for all.
        file: where it goes when "print to file" was chosen.
    """

    printer: QPrinter
    name: str
    copies: int = 1
    first: int = 0
    last: int = 0
    file: Path | None = None


AskPrinter = Callable[[QWidget, int], Choice | None]
"""Asks which printer, for a document of so many pages; ``None`` is never mind."""


def ask_printer(parent: QWidget, pages: int) -> Choice | None:
    """The print dialog of the system."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName("Document")  # this name is seen in the queue of a shared printer: it says nothing of anybody
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Afdrukken")
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintSelection, False)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return choice_of(printer)


def choice_of(printer: QPrinter) -> Choice:
    """What a printer that was set up by hand stands for."""
    file = printer.outputFileName()
    return Choice(
        printer,
        printer.printerName(),
        max(1, printer.copyCount()),
        printer.fromPage(),
        printer.toPage(),
        Path(file) if file else None,
    )


def lp_path() -> str | None:
    """The ``lp`` of this machine, when its print system takes PDF."""
    return shutil.which("lp") if sys.platform != "win32" else None


def lp_command(lp: str, choice: Choice) -> list[str]:
    """The words that hand a PDF on standard input to the queue."""
    command = [lp, "-t", "Document", "-n", str(choice.copies), "-o", "media=A4"]
    if choice.name:
        command += ["-d", choice.name]
    if choice.first:
        command += ["-P", f"{choice.first}-{choice.last or choice.first}"]
    return command


def send(data: bytes, choice: Choice, report: Report = lambda done, total: None, what: str = "Het dossier") -> None:
    """Print a PDF. Call it in the jobs lane; *what* is as for :func:`ui.dialogs.saving.write_pdf`.

    Raises:
        NotPrinted: the printer did not take it.
        NotWritten: it was to go to a file and that failed.
    """
    if choice.file is not None and not choice.first:
        write_pdf(choice.file, data, what)  # the file as it is: a picture of it would lose its text for screen readers
    elif choice.file is None and (lp := lp_path()):
        _through_lp(data, lp_command(lp, choice))
    else:
        rasterise(data, choice, report)


def _through_lp(data: bytes, command: list[str]) -> None:
    try:
        # The dialog gave the printer's name; there is no shell that could read more into it.
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired:
        raise NotPrinted("De printer antwoordt niet.", _SAFE, "Kijk of hij aanstaat en probeer het opnieuw.") from None
    except OSError:
        raise NotPrinted("Afdrukken is niet gelukt.", _SAFE, "Sla het op als pdf en druk het daar af.") from None
    if done.returncode:
        raise NotPrinted(
            "De printer neemt het document niet aan.", _SAFE, "Kies een andere printer of sla het op als pdf."
        )


def rasterise(data: bytes, choice: Choice, report: Report = lambda done, total: None) -> None:
    """Draw each page as a picture on the printer.

    Raises:
        NotPrinted: the document or the printer does not open.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        if document.status() != QPdfDocument.Status.Ready:
            raise NotPrinted("Het document is niet te lezen.", _SAFE, "Sluit dit venster en open het opnieuw.")
        _draw(document, choice, report)
    finally:
        document.close()  # before the buffer it reads from
        buffer.close()


def _draw(document: QPdfDocument, choice: Choice, report: Report) -> None:
    printer = choice.printer
    printer.setFullPage(True)
    if printer.resolution() > DPI:
        printer.setResolution(DPI)
    first = max(choice.first, 1) - 1
    last = min(choice.last or document.pageCount(), document.pageCount())
    # where the driver makes no copies itself, the pages come again
    rounds = 1 if printer.supportsMultipleCopies() else choice.copies
    pages = [page for _ in range(rounds) for page in range(first, last)]
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted("De printer antwoordt niet.", _SAFE, "Kijk of hij aanstaat of kies een andere.")
    try:
        for number, page in enumerate(pages):
            report(number, len(pages))
            if number:
                printer.newPage()
            paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
            size = document.pagePointSize(page)
            scale = min(paper.width() / size.width(), paper.height() / size.height())
            picture = document.render(page, QSize(round(size.width() * scale), round(size.height() * scale)))
            painter.drawImage(paper.topLeft(), picture)
    except jobs.Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
