"""An error that nobody caught: told once, calmly, without a word of what was typed; and work goes on."""

import errno
import gc
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRunnable,
    QThreadPool,
    QTimer,
    qWarning,
)
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.blame import Cause
from beschutdesk.storage.errors import DamagedDatabase
from beschutdesk.trouble import Trouble
from ui import theme
from ui.dialogs.report import ReportDialog
from ui.dialogs.trouble import TroubleDialog
from ui.jobs import calm
from ui.reporting import Reporter

PLANTED = "Thijs Hoekstra"
pytestmark = pytest.mark.qt_no_exception_capture


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def reporter(window: QWidget, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reporter]:
    monkeypatch.setattr(logging, "logThreads", False)  # a record that names its thread leaves a stand-in for it behind
    made = Reporter(window, clock)
    made.install(tmp_path / "log")
    yield made
    made.uninstall()


def fail(words: str = PLANTED) -> None:
    secret = {"name": words}
    raise ValueError(f"{words} {secret}")


class Painting(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        fail()


class Broken(QAbstractTableModel):
    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 4

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 4

    def data(self, _index: QModelIndex | QPersistentModelIndex, _role: int = 0) -> Any:
        fail()


class Work(QRunnable):
    def run(self) -> None:
        fail()


class Leaving:
    def __del__(self) -> None:
        fail()


def in_a_slot(_: QWidget) -> None:
    QTimer.singleShot(0, fail)


def in_a_paint_event(window: QWidget) -> None:
    widget = Painting(window)
    widget.resize(50, 50)
    widget.show()


def in_a_model(window: QWidget) -> None:
    view = QTableView(window)
    view.setModel(Broken(view))
    view.resize(400, 300)
    view.show()


def in_a_runnable(_: QWidget) -> None:
    QThreadPool.globalInstance().start(Work())


def in_a_thread(_: QWidget) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def at_the_end_of_an_object(_: QWidget) -> None:
    Leaving()
    gc.collect()


def texts(widget: QWidget) -> str:
    names = [f"{one.accessibleName()} {one.accessibleDescription()}" for one in [widget, *widget.findChildren(QWidget)]]
    return " ".join([*names, *(one.text() for one in widget.findChildren(QLabel)), widget.windowTitle()])


def dialogs() -> list[ReportDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ReportDialog)]


def shown(reporter: Reporter, qtbot: QtBot) -> ReportDialog:
    qtbot.waitUntil(lambda: reporter.dialog is not None and reporter.dialog.isVisible(), timeout=10_000)
    assert reporter.dialog is not None
    return reporter.dialog


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:
        return caught


def meet(reporter: Reporter, error: BaseException) -> None:
    caught = raised(error)
    reporter.hook(type(caught), caught, caught.__traceback__)
    QApplication.processEvents()


@pytest.mark.parametrize(
    "happen", [in_a_slot, in_a_paint_event, in_a_model, in_a_runnable, in_a_thread, at_the_end_of_an_object]
)
def test_an_error_anywhere_gives_one_calm_dialog_without_a_name(
    happen: Callable[[QWidget], None], reporter: Reporter, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    happen(window)
    dialog = shown(reporter, qtbot)
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(100)
    assert len(dialogs()) == 1
    assert not dialog.isModal()
    assert len(reporter.counts) == 1
    (fault,) = reporter.counts
    assert fault.kind == "ValueError"
    dialog.copy_button.click()
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "log").iterdir())
    everything = texts(dialog) + dialog.report.toPlainText() + QGuiApplication.clipboard().text() + written
    everything += repr(vars(reporter))
    assert "ValueError" in written
    assert "× ValueError" in QGuiApplication.clipboard().text()
    for word in (*PLANTED.split(), "name", str(Path(__file__).parent), str(Path.home()) + "/"):
        assert word not in everything.replace("accessibleName", "")
    assert window.isEnabled()


def test_a_broken_cell_is_told_once_and_counted(reporter: Reporter, window: QWidget, qtbot: QtBot) -> None:
    in_a_model(window)
    dialog = shown(reporter, qtbot)
    qtbot.waitUntil(lambda: sum(reporter.counts.values()) >= 16, timeout=10_000)
    QApplication.processEvents()
    assert len(reporter.counts) == 1
    qtbot.waitUntil(lambda: f"{sum(reporter.counts.values())} keer." in texts(dialog), timeout=10_000)


def test_what_was_read_does_not_come_back(reporter: Reporter, qtbot: QtBot) -> None:
    for _ in range(2):
        meet(reporter, KeyError(PLANTED))
    shown(reporter, qtbot).close_button.click()
    meet(reporter, KeyError(PLANTED))
    assert reporter.dialog is None


def test_another_place_is_another_fault_in_the_same_dialog(reporter: Reporter, qtbot: QtBot) -> None:
    meet(reporter, KeyError(PLANTED))
    dialog = shown(reporter, qtbot)
    meet(reporter, TypeError(PLANTED))
    assert reporter.dialog is dialog
    assert len(dialogs()) == 1
    assert "plaatsen in het programma" in texts(dialog)
    assert "KeyError" in dialog.report.toPlainText()
    assert "TypeError" in dialog.report.toPlainText()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, PLANTED, f"/huis/{PLANTED}/x"), "De schijf is vol."),
        (DamagedDatabase("Het is stuk.", cause=Cause.DAMAGED), "Het is stuk."),
        (Trouble("Dit mag niet.", "Er is niets veranderd.", "Doe het anders."), "Dit mag niet."),
    ],
)
def test_what_the_world_does_is_not_called_our_fault(
    reporter: Reporter, qtbot: QtBot, error: Exception, said: str
) -> None:
    meet(reporter, error)
    dialog = shown(reporter, qtbot)
    assert said in texts(dialog)
    assert "programma zelf" not in texts(dialog)
    assert dialog.see_button.isHidden()
    assert dialog.copy_button.isHidden()
    assert "Hoekstra" not in texts(dialog) + reporter.report()


def test_a_disk_that_stays_full_is_told_again_after_a_minute(reporter: Reporter, qtbot: QtBot, clock: Clock) -> None:
    def shut() -> None:
        shown(reporter, qtbot).close_button.click()

    for wait, again in ((0.0, True), (59.0, False), (2.0, True)):
        clock.now += wait
        meet(reporter, OSError(errno.ENOSPC, ""))
        assert (reporter.dialog is not None) is again
        if again:
            shut()


def test_a_full_disk_stands_on_top_of_a_fault_of_ours(reporter: Reporter, qtbot: QtBot) -> None:
    meet(reporter, KeyError(PLANTED))
    dialog = shown(reporter, qtbot)
    meet(reporter, OSError(errno.ENOSPC, ""))
    assert dialog.trouble.happened == "De schijf is vol."
    meet(reporter, TypeError(PLANTED))
    assert dialog.trouble.happened == "De schijf is vol."
    assert not dialog.see_button.isHidden(), "the report on our own faults can still be had"


def test_the_report_opens_and_says_what_it_holds(reporter: Reporter, qtbot: QtBot) -> None:
    meet(reporter, KeyError(PLANTED))
    dialog = shown(reporter, qtbot)
    low = dialog.height()
    assert not dialog.report.isVisible()
    dialog.see_button.click()
    assert dialog.report.isVisible()
    assert dialog.height() > low
    assert "Niets uit je dossiers" in texts(dialog)
    assert dialog.report.toPlainText().startswith("BeschutDesk ")
    dialog.see_button.click()
    assert (dialog.report.isVisible(), dialog.height()) == (False, low)


def test_what_qt_says_is_logged_without_its_words(reporter: Reporter, tmp_path: Path) -> None:
    qWarning(f"cannot open {PLANTED}")
    written = (tmp_path / "log" / "beschutdesk.log").read_text("utf-8")
    assert "WARNING qt at " in written
    assert "Hoekstra" not in written
    assert reporter.dialog is None


def test_a_dialog_that_fails_is_not_tried_for_ever(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tried: list[int] = []

    def refuse(*_: object) -> None:
        tried.append(1)
        raise RuntimeError(PLANTED)

    monkeypatch.setattr(ReportDialog, "show_fault", refuse)
    for _ in range(5):
        meet(reporter, KeyError(PLANTED))
    assert len(tried) <= 5
    assert "RuntimeError" in (tmp_path / "log" / "beschutdesk.log").read_text("utf-8")


def test_everything_is_given_back(window: QWidget, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook, list(logging.getLogger().handlers))
    made = Reporter(window)
    made.install(tmp_path / "log")
    assert sys.excepthook == made.hook
    made.uninstall()
    assert before == (sys.excepthook, threading.excepthook, sys.unraisablehook, logging.getLogger().handlers)


# -- in a lane ---------------------------------------------------------------------------------------------------------


def test_in_a_lane_the_disk_gets_the_blame_and_the_text_is_still_there() -> None:
    told = calm(raised(OSError(errno.ENOSPC, PLANTED)))
    assert told.happened == "De schijf is vol."
    assert "staat nog op het scherm" in told.safe


def test_in_a_lane_our_own_fault_is_logged_by_kind_and_place(caplog: pytest.LogCaptureFixture) -> None:
    assert calm(raised(ValueError(PLANTED))).happened == "Er ging iets mis in het programma zelf."
    assert caplog.records[0].getMessage().startswith("fault: <class 'ValueError'> at ")
    assert "Hoekstra" not in caplog.text


def test_what_is_calm_already_stays() -> None:
    trouble = Trouble("Zo is het.")
    assert calm(trouble) is trouble


@pytest.mark.parametrize("size", [100, 150])
def test_every_word_fits(reporter: Reporter, qapp: QApplication, qtbot: QtBot, size: int) -> None:
    theme.apply(qapp).set_text_size(size)
    meet(reporter, KeyError(PLANTED))
    dialog = shown(reporter, qtbot)
    dialog.see_button.click()
    qtbot.wait(20)
    for found in dialog.findChildren(QLabel):
        if found.isVisible():
            assert found.height() >= found.heightForWidth(found.width()) > 0 or not found.wordWrap()
    assert isinstance(dialog, TroubleDialog)


def test_a_low_window_scrolls_the_report_and_keeps_the_buttons(
    reporter: Reporter, window: QWidget, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp).set_text_size(150)
    window.resize(880, 480)
    for error in (KeyError, TypeError):
        meet(reporter, error())
    dialog = shown(reporter, qtbot)
    dialog.see_button.click()
    qtbot.wait(20)
    assert dialog.height() <= 480
    assert dialog._said.verticalScrollBar().maximum() > 0
    for one in (dialog.see_button, dialog.copy_button, dialog.close_button):
        assert dialog.rect().contains(one.rect().translated(one.mapTo(dialog, QPoint())))
    dialog.report.setFocus()
    assert not dialog.report.visibleRegion().isEmpty()
