"""A lock in the middle of something else: a fault, a blank screen, a report, a swap, a disk that is full or busy."""

import gc
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.services import profile as profiles
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.disks import full, memory_disk
from tests.ui import left_over
from tests.ui.doors import closed, lock_page, type_secret, unlock
from tests.ui.fixtures import candidates_page, context_of, open_person, put_away, show_desk, shown
from ui.desk_window import DeskWindow
from ui.dialogs.portfolio import PortfolioDialog
from ui.dialogs.report import ReportDialog
from ui.dialogs.trouble import TroubleDialog, show_trouble
from ui.jobs import Lane
from ui.reporting import Reporter
from ui.settings.dialog import open_settings

__all__ = ["closed", "shown"]
pytestmark = [
    pytest.mark.qt_no_exception_capture,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]
CTRL = Qt.KeyboardModifier.ControlModifier


def boom(*_: object) -> None:
    raise RuntimeError("a fault of ours")


def is_shut(made: DeskWindow) -> bool:
    return made.context is None and lock_page(made).isVisible() and left_over.open_files(made.folder) == []


@pytest.fixture
def reporter(shown: DeskWindow, tmp_path: Path) -> Iterator[Reporter]:
    made = Reporter(shown.frame)
    made.install(tmp_path / "log")
    yield made
    made.uninstall()


def report_a_fault(reporter: Reporter, qtbot: QtBot, error: type[Exception] = KeyError) -> ReportDialog:
    def fail() -> None:
        raise error

    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: reporter.dialog is not None and reporter.dialog.isVisible())
    assert reporter.dialog is not None
    return reporter.dialog


# -- a fault of ours ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["flush", "close_page"])
def test_a_fault_in_a_page_keeps_nothing_open(shown: DeskWindow, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    page = candidates_page(shown)
    open_person(page, 1)
    monkeypatch.setattr(page, what, boom)
    shown._idle.minutes = lambda: 0.0
    shown._idle._look()
    assert is_shut(shown)
    assert not shown.window._pages


def test_a_fault_in_a_dialog_keeps_nothing_open(shown: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = open_settings(context_of(shown))
    monkeypatch.setattr(dialog, "abandon", boom)
    assert shown.lock()
    assert is_shut(shown)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def test_what_cannot_be_locked_at_all_is_covered(shown: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "lock", boom)
    shown._lock_unasked("")
    assert shown.window._root.currentWidget() is shown.window._blank


# -- a blank screen, and keys in dialogs -------------------------------------------------------------------------------


def open_portfolio(made: DeskWindow, qtbot: QtBot) -> PortfolioDialog:
    page = candidates_page(made)
    open_person(page, 1, whole=False)
    page.acts.portfolio()
    dialog = made.window.findChild(PortfolioDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)
    return dialog


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def test_a_blank_screen_holds_nothing_after_a_lock(closed: DeskWindow, qtbot: QtBot) -> None:
    unlock(closed, qtbot)
    dialog = open_portfolio(closed, qtbot)
    title = dialog.windowTitle()
    closed.window.blank()
    assert dialog.windowTitle() != title
    closed.window.unblank()
    assert dialog.windowTitle() == title
    closed.window.blank()
    held: list[Any] = [weakref.ref(dialog), weakref.ref(context_of(closed).desk)]
    del dialog
    assert closed.lock()
    gc.collect()
    assert [one() for one in held] == [None, None]
    unlock(closed, qtbot)
    settings = open_settings(context_of(closed))
    qtbot.waitUntil(lambda: settings.isAncestorOf(QApplication.focusWidget() or closed.frame))
    press(Qt.Key.Key_F12)
    assert closed.window._root.currentWidget() is closed.window._blank
    assert settings.windowTitle() == "BeschutDesk"


def open_one(made: DeskWindow, what: str) -> QWidget | None:
    if what == "logbook":
        made.open_logbook()
    elif what == "settings":
        open_settings(context_of(made))
    elif what == "passphrase":
        open_settings(context_of(made), "security").security._change_passphrase()
    elif what == "trouble":
        show_trouble(made.window, "x", Trouble("a", "b", "c"))
    elif what == "portfolio":
        page = candidates_page(made)
        open_person(page, 1, whole=False)
        page.acts.portfolio()
    return QApplication.activeModalWidget()


@pytest.mark.parametrize("what", ["logbook", "settings", "passphrase", "trouble", "portfolio"])
def test_ctrl_l_locks_from_every_dialog(shown: DeskWindow, qtbot: QtBot, what: str) -> None:
    dialog = open_one(shown, what)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or shown.frame))
    press(Qt.Key.Key_L, CTRL)
    assert shown.context is None
    qtbot.waitUntil(lambda: is_shut(shown))  # a file that was just being read


# -- what was reported -------------------------------------------------------------------------------------------------


def test_python_forgets_the_error_and_its_frames(shown: DeskWindow, reporter: Reporter, qtbot: QtBot) -> None:
    names = ("last_exc", "last_value", "last_traceback")
    report_a_fault(reporter, qtbot)
    assert [getattr(sys, name, None) for name in names] == [None] * 3
    sys.last_value = ValueError()
    assert shown.lock()
    assert getattr(sys, "last_value", None) is None


def test_after_a_lock_the_next_fault_is_told(shown: DeskWindow, reporter: Reporter, qtbot: QtBot) -> None:
    report_a_fault(reporter, qtbot)
    assert shown.lock()
    assert reporter.dialog is None
    assert report_a_fault(reporter, qtbot, TypeError).isVisible()


def test_a_report_in_front_of_a_dialog_can_be_closed(shown: DeskWindow, reporter: Reporter, qtbot: QtBot) -> None:
    settings = open_settings(context_of(shown))
    dialog = report_a_fault(reporter, qtbot)
    window = dialog.windowHandle()
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: reporter.dialog is None)
    dialog = report_a_fault(reporter, qtbot, TypeError)
    settings.accept()
    assert reporter.dialog is dialog
    assert dialog.isVisible(), "what was not read yet stays when the dialog below it goes"
    at = dialog.close_button.mapTo(dialog, dialog.close_button.rect().center())
    window = dialog.windowHandle()
    assert window is not None
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(lambda: reporter.dialog is None)


# -- something that takes long -----------------------------------------------------------------------------------------


def test_a_swap_that_a_lock_stops_frees_the_page(shown: DeskWindow, qtbot: QtBot) -> None:
    steps: list[int] = []
    stopped = threading.Event()

    def work(report: Any) -> Desk:
        try:
            for step in range(10_000):  # longer than any hiccup of the machine
                steps.append(step)
                report(step, 10_000)
                time.sleep(0.01)
        finally:
            stopped.set()
        raise AssertionError

    context_of(shown).swap("Sleutel vernieuwen", work)
    page = lock_page(shown)
    qtbot.waitUntil(lambda: len(steps) > 3)
    assert not page._go.isEnabled()
    shown.lock()
    assert stopped.wait(20)
    qtbot.waitUntil(page._go.isEnabled)
    assert page._secret.isEnabled()
    unlock(shown, qtbot)


def hold(lane: Lane, go: threading.Event) -> threading.Event:
    """Keep a lane busy until ``go``. Returns what is set as soon as it is."""
    held = threading.Event()

    def wait() -> None:
        held.set()
        go.wait(60)

    lane.submit(wait)
    return held


@pytest.mark.alone
def test_nothing_can_be_read_while_it_is_being_locked(shown: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = candidates_page(shown)
    open_person(page, 1)
    care = page.form.binder("candidate").editor("care").buddy
    go = threading.Event()
    held = [hold(lane, go) for lane in (context_of(shown).database, context_of(shown).jobs)]
    try:
        assert all(lane.wait(20) for lane in held)  # drafts go before all that still waits in a lane
        QTest.keyClicks(care, "Zonne")  # the disk is busy before the first letter, so none of it can be there already
        settings = open_settings(context_of(shown))
        seen: list[tuple[bool, str]] = []
        monkeypatch.setattr(page, "flush", lambda: seen.append((care.isVisible(), settings.windowTitle())))
        begun = time.monotonic()
        assert shown.lock()
        assert time.monotonic() - begun < 4.9
        assert seen == [(False, "BeschutDesk")]
        assert shown._sealed, "the disk was not there in time"
    finally:
        go.set()
        shown._sealed = b""


def test_a_restore_leaves_nothing_of_what_was_seen(closed: DeskWindow, qtbot: QtBot) -> None:
    unlock(closed, qtbot)
    context_of(closed).desk.backups.make("asked")
    assert closed.lock()
    closed.doors.restore()
    dialog = closed.doors._dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.current() is not None, timeout=5000)
    dialog.secret.secret.line.setText(PASSPHRASE)
    dialog.look()
    qtbot.waitUntil(lambda: dialog.contents is not None, timeout=10_000)
    dialog.restore()
    qtbot.waitUntil(lambda: closed.context is not None, timeout=20_000)
    assert closed.doors._dialog is None
    assert dialog.contents is None


# -- who typed may have left -------------------------------------------------------------------------------------------


def test_a_secret_on_the_lock_page_goes_with_the_screen(closed: DeskWindow, qtbot: QtBot) -> None:
    page = lock_page(closed)
    page._secret.line.setText("halve wachtzin")
    closed._lock_unasked("")
    assert page.typed == ""
    page._secret.show_words(True)
    type_secret(closed, "foute zin")
    qtbot.waitUntil(lambda: bool(page._field.message), timeout=8000)
    assert page._line.selectedText() or page._line.hasSelectedText()
    assert page._line.echoMode() == page._line.EchoMode.Password


def test_an_input_method_counts_as_somebody(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page)
    care = page.form.binder("candidate").editor("care").buddy
    care.setFocus()
    qtbot.waitUntil(care.hasFocus)
    shown._idle.start(lambda: 10)
    shown._idle._last = before = time.monotonic() - 500
    letters = QInputMethodEvent()
    letters.setCommitString("z")
    QApplication.sendEvent(care, letters)
    assert shown._idle._last > before


# -- a full disk -------------------------------------------------------------------------------------------------------


@pytest.fixture
def on_a_small_disk(qtbot: QtBot, demo_desk: Desk, tmp_path: Path) -> Iterator[tuple[DeskWindow, bool]]:
    """The window on a vault that stands on a disk of a few MB."""
    from shutil import copytree

    demo_desk.close()
    with memory_disk(tmp_path / "schijf", "24m") as mounted:
        folder = tmp_path / "schijf" / "profiel"
        copytree(demo_desk.profile, folder)
        made = show_desk(qtbot, profiles.open_with_passphrase(folder, PASSPHRASE))
        yield made, mounted
        made._sealed = b""
        put_away(made)


def type_words(made: DeskWindow, words: str) -> None:
    page = candidates_page(made)
    open_person(page, 1)
    care = page.form.binder("candidate").editor("care").buddy
    care.setFocus()
    QTest.keyClicks(care, words)


def care_of(made: DeskWindow) -> str:
    care = candidates_page(made).form.binder("candidate").editor("care").buddy
    assert isinstance(care, QPlainTextEdit)
    return care.toPlainText()


def told(made: DeskWindow) -> list[TroubleDialog]:
    return [dialog for dialog in made.window.findChildren(TroubleDialog) if dialog.isVisible()]


def test_a_full_disk_seals_the_last_text_and_gives_it_back(
    on_a_small_disk: tuple[DeskWindow, bool], qtbot: QtBot
) -> None:
    made, mounted = on_a_small_disk
    words = "Zonneschijn " * 500
    with full(made.folder.parent, mounted):
        type_words(made, words[:60])
        care = candidates_page(made).form.binder("candidate").editor("care").buddy
        assert isinstance(care, QPlainTextEdit)
        care.insertPlainText(words)
        del care
        shown_text = care_of(made)
        made._idle.minutes = lambda: 0.0
        made._idle._look()
        assert is_shut(made)
        assert made._sealed
        assert b"Zonneschijn" not in made._sealed
        assert "versleuteld in het geheugen" in lock_page(made)._safe.accessibleName()
        assert not made.frame.close()
        (dialog,) = told(made)
        assert "ontgrendel de kluis" in dialog.trouble.todo
        dialog.accept()
        if mounted:
            unlock(made, qtbot)
            assert care_of(made) == shown_text, "it can be read and typed on while the disk is still full"
            assert not made.frame.close()
            assert made.lock()
            assert made._sealed, "it is kept through one more lock"
    unlock(made, qtbot)
    assert care_of(made) == shown_text
    qtbot.waitUntil(lambda: not context_of(made).desk.drafts.held, timeout=8000)
    assert made.lock()
    assert not made._sealed
    with profiles.open_with_passphrase(made.folder, PASSPHRASE) as desk:
        assert any("Zonneschijn" in str(draft.changes.get("care")) for draft in desk.drafts.all())


def test_what_was_sealed_with_another_key_is_told(shown: DeskWindow, qtbot: QtBot) -> None:
    assert shown.lock()
    shown._sealed = bytes(60)
    unlock(shown, qtbot)
    (dialog,) = told(shown)
    assert "andere kluis" in dialog.trouble.happened
    assert shown._sealed == b""
