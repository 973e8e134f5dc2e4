"""Printing, many portfolios at once, and the dialog that says what went wrong."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.ui.desktop import TODAY, Desktop, desktop
from tests.ui.walker import walk
from ui.dialogs import printing
from ui.dialogs.batch import BatchResult, kept_words, progress_words, start_batch
from ui.dialogs.batch_dialog import BatchDialog
from ui.dialogs.printing import Choice, choice_of, lp_command, rasterise
from ui.dialogs.trouble import TroubleDialog
from ui.looking import KEYS
from ui.looking import current as looking


@pytest.fixture
def top(demo_desk: Desk, qtbot: QtBot) -> Iterator[Desktop]:
    with desktop(demo_desk, qtbot) as made:
        yield made


# -- printing ----------------------------------------------------------------------------------------------------------


def a_pdf(top: Desktop) -> bytes:
    return top.desk.documents.render(top.desk.documents.portfolio_order(top.ids[0], Audience.FLOOR, TODAY)).data


def pages_of(data: bytes) -> int:
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    count = document.pageCount()
    document.close()
    return count


def test_rasterised_on_a_pdf_printer(top: Desktop, tmp_path: Path) -> None:
    data, path = a_pdf(top), tmp_path / "print.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    told: list[tuple[int, int]] = []
    rasterise(data, Choice(printer, "", first=1, last=2), lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 2
    picture = document.render(0, document.pagePointSize(0).toSize()).convertToFormat(QImage.Format.Format_RGB32)
    seen = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    assert len(seen) > 20  # there is something on the paper
    document.close()


def test_print_to_a_file_keeps_the_document_as_it_is(top: Desktop, tmp_path: Path) -> None:
    data, path = a_pdf(top), tmp_path / "print.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printing.send(data, choice_of(printer))
    assert path.read_bytes() == data


def test_lp_gets_the_bytes_through_a_pipe(top: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[list[str], bytes]] = []

    def run(command: list[str], *, input: bytes, **_more: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: A002
        ran.append((command, input))
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(printing, "lp_path", lambda: "lp")
    monkeypatch.setattr(subprocess, "run", run)
    dialog = top.dialog()
    assert dialog.ready is not None
    data = dialog.ready.printed.data
    dialog.ask_printer = lambda _parent, pages: Choice(QPrinter(), "Kantoor", 2, 1, pages)
    with top.qtbot.waitSignal(dialog.kept, timeout=10_000):
        dialog.print_button.click()
    ((command, given),) = ran
    assert given == data
    assert command == [
        "lp",
        "-t",
        "Document",
        "-n",
        "2",
        "-o",
        "media=A4",
        "-d",
        "Kantoor",
        "-P",
        f"1-{dialog.preview.pages}",
    ]
    assert top.desk.documents.issued(top.ids[0])[0].way == "print"
    assert "printer" in dialog.done_banner.accessibleName()


def test_the_queue_sees_no_name(top: Desktop) -> None:
    command = lp_command("lp", Choice(QPrinter(), "Kantoor"))
    assert "Jelte" not in " ".join(command)


def test_a_printer_that_refuses(top: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **_more: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, 1, b"", b"lp: error")

    monkeypatch.setattr(printing, "lp_path", lambda: "lp")
    monkeypatch.setattr(subprocess, "run", run)
    dialog = top.dialog()
    dialog.ask_printer = lambda _parent, pages: Choice(QPrinter(), "Kantoor")
    dialog.print_button.click()
    top.qtbot.waitUntil(lambda: bool(top.troubles), timeout=10_000)
    assert top.desk.documents.issued(top.ids[0]) == []


# -- many at once ------------------------------------------------------------------------------------------------------


def run_batch(
    top: Desktop, ids: list[UUID], folder: Path, progress: Callable[[int, int], None] | None = None
) -> BatchResult:
    results: list[BatchResult] = []
    tell = progress or (lambda _done, _total: None)
    start_batch(top.desk, top.lane, ids, Audience.FLOOR, folder, tell, results.append)
    top.qtbot.waitUntil(lambda: bool(results), timeout=60_000)
    return results[0]


def test_a_batch_saves_each_under_its_own_name(top: Desktop, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    folder.mkdir()
    twin = Candidate(name_used=top.desk.dossiers.get("candidate", top.ids[0]).name_used)
    top.desk.dossiers.add([twin])
    (folder / "Portfolio.pdf").write_bytes(b"van iemand anders")
    told: list[tuple[int, int]] = []
    ids = [*top.ids[:2], twin.id, twin.id]
    result = run_batch(top, ids, folder, lambda done, total: told.append((done, total)))
    assert result.trouble is None
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert len({path.name.casefold() for path in result.paths}) == 4
    assert all(pages_of(path.read_bytes()) for path in result.paths)
    assert len(top.desk.documents.issued(top.ids[1])) == 1
    assert result.words == "De 4 portfolio’s zijn opgeslagen."
    assert (folder / "Portfolio.pdf").read_bytes() == b"van iemand anders"


def test_stopping_a_batch_keeps_what_is_done(top: Desktop, tmp_path: Path) -> None:
    results: list[BatchResult] = []
    batch = start_batch(
        top.desk,
        top.lane,
        top.ids,
        Audience.FLOOR,
        tmp_path,
        lambda done, _total: batch.stop() if done == 1 else None,
        results.append,
    )
    top.qtbot.waitUntil(lambda: bool(results), timeout=60_000)
    assert results[0].stopped
    assert 1 <= len(results[0].paths) < len(top.ids)
    assert kept_words(len(results[0].paths)) in results[0].words
    assert all(path.exists() for path in results[0].paths)


def test_a_batch_to_a_folder_that_is_gone(top: Desktop, tmp_path: Path) -> None:
    result = run_batch(top, top.ids[:2], tmp_path / "weg")
    assert result.trouble is not None
    assert "map is er niet meer" in result.trouble.happened
    assert result.paths == ()


def test_batch_dialog(top: Desktop, tmp_path: Path) -> None:
    dialog = BatchDialog(top.desk, top.lane, top.ids[:2])
    top.qtbot.addWidget(dialog)
    dialog.ask_folder = lambda _parent, _title: tmp_path
    dialog.show()
    with top.qtbot.waitSignal(dialog.kept, timeout=60_000):
        dialog.start_button.click()
        assert dialog.words.text() == progress_words(0, 2)
    assert dialog.ended is not None
    assert len(dialog.ended.paths) == 2
    assert dialog.words.text() == "De 2 portfolio’s zijn opgeslagen."


def test_no_batch_while_somebody_looks_as_well(top: Desktop, tmp_path: Path) -> None:
    asked: list[str] = []
    looking().set_on(True)
    try:
        dialog = BatchDialog(top.desk, top.lane, top.ids[:1])
        top.qtbot.addWidget(dialog)
        dialog.ask_folder = lambda _parent, title: asked.append(title)
        with top.qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        top.qtbot.waitUntil(dialog.isActiveWindow)
        assert not dialog.start_button.isEnabled()
        assert "Iemand kijkt mee" in dialog.words.text()
        dialog.start()
        assert asked == []
        QTest.keySequence(dialog, KEYS)
        assert not looking().on
        assert dialog.start_button.isEnabled()
        assert "Iemand kijkt mee" not in dialog.words.text()
        dialog.start()
        assert len(asked) == 1
    finally:
        looking().set_on(False)


# -- the error dialog --------------------------------------------------------------------------------------------------


def test_trouble_has_three_parts(qtbot: QtBot) -> None:
    dialog = TroubleDialog(
        "Opslaan is niet gelukt", Trouble("De schijf is vol.", "Je tekst is bewaard.", "Maak ruimte.")
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert "De schijf is vol." in dialog.accessibleDescription()
    assert dialog.close_button.isDefault()


def test_keyboard_walk_of_the_batch(top: Desktop) -> None:
    dialog = BatchDialog(top.desk, top.lane, top.ids)
    top.qtbot.addWidget(dialog)
    walk(dialog, (540, 260))
