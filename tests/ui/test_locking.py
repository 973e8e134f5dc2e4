"""Behind a lock nothing is left, and what cannot be locked away is covered and said once."""

import gc
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from beschutdesk.services import profile as profiles
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.ui import left_over
from tests.ui.doors import closed, lock_page, unlock
from tests.ui.fixtures import candidates_page, context_of, open_person, put_away, show_desk, shown
from ui.desk_window import DeskWindow
from ui.dialogs import handing
from ui.dialogs.batch_dialog import BatchDialog
from ui.dialogs.portfolio import PortfolioDialog
from ui.dialogs.saving import ask_folder, write_pdf
from ui.dialogs.trouble import TroubleDialog
from ui.heap import heap
from ui.main_window import JOBCARVING
from ui.widgets.field import FieldBox

__all__ = ["closed", "shown"]


def test_a_lock_lets_go_of_the_key(demo_desk: Desk, qtbot: QtBot) -> None:
    folder = demo_desk.profile
    demo_desk.close()
    desk = profiles.open_with_passphrase(folder, PASSPHRASE)
    made = show_desk(qtbot, desk)
    open_person(candidates_page(made))
    made.window.show_tab(JOBCARVING)
    whole: list[object] = [desk, desk._store.engine, context_of(made).keeper]
    held = [weakref.ref(part) for part in whole]
    whole.clear()
    del desk
    assert made.lock()
    gc.collect()
    assert [ref() for ref in held] == [None, None, None]
    put_away(made)


def test_who_waits_for_the_lock_hears_of_it_before_the_lock_page_looks_around(
    shown: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(shown.doors, "look", lambda: order.append("look"))
    shown.locked.connect(lambda: order.append("locked"))
    assert shown.lock()
    assert order == ["locked", "look"]


def type_on_a_full_disk(made: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    page = candidates_page(made)
    open_person(page)
    care = page.form.binder("candidate").editor("care").buddy
    care.setFocus()
    QTest.keyClicks(care, "Z")

    def full(*_drafts: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(context_of(made).desk.drafts, "keep", full)
    return monkeypatch.undo


def told(made: DeskWindow) -> list[TroubleDialog]:
    return [dialog for dialog in made.window.findChildren(TroubleDialog) if dialog.isVisible()]


def test_a_window_that_stays_open_says_so_once(
    shown: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = type_on_a_full_disk(shown, monkeypatch)
    for _ in range(2):
        assert not shown.frame.close()
        assert len(told(shown)) == 1
        assert shown.window._root.currentWidget() is shown.window._body
    told(shown)[0].accept()
    assert not shown.frame.close()
    assert len(told(shown)) == 1, "it is said again once it was read"
    repair()
    assert shown.lock()


def test_nothing_is_swapped_while_a_text_is_not_on_disk(
    shown: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = type_on_a_full_disk(shown, monkeypatch)
    begun: list[int] = []

    def work(report: Callable[[int, int], None]) -> Desk:
        del report
        begun.append(1)
        raise AssertionError

    context_of(shown).swap("Sleutel vernieuwen", work)
    assert shown.context is not None
    assert len(told(shown)) == 1
    assert not begun
    repair()


def test_what_cannot_even_be_sealed_is_covered(
    shown: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = type_on_a_full_disk(shown, monkeypatch)
    care = candidates_page(shown).form.binder("candidate").editor("care").buddy
    window = shown.window

    def refuse(_pending: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(context_of(shown).desk.drafts, "sealed", refuse)
    shown._idle.minutes = lambda: 0.0
    shown._idle._look()
    assert shown.context is not None
    assert len(told(shown)) == 1
    assert window._root.currentWidget() is window._blank
    told(shown)[0].accept()
    window._blank.left.emit()
    assert care.isVisible()
    assert care.hasFocus()
    repair()
    shown._idle._look()
    assert shown.context is None


def open_everything(made: DeskWindow, qtbot: QtBot, folder: Path) -> None:
    """A form with a draft, a preview, a batch that runs, a search, a toast, and a text on the clipboard."""
    context = context_of(made)
    page = candidates_page(made)
    open_person(page, 1)
    notes = page.form.binder("candidate").editor("private_notes").buddy
    assert isinstance(notes, QPlainTextEdit)
    notes.setFocus()
    notes.selectAll()
    notes.copy()
    batch = BatchDialog(context.desk, context.jobs, context.desk.dossiers.ids("candidate") * 5, made.window)
    batch.ask_folder = lambda _parent, _title: folder
    page.acts.portfolio()
    dialog = made.window.findChild(PortfolioDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)
    batch.open()
    batch.start()
    qtbot.waitUntil(lambda: batch.bar.value() > 0, timeout=20_000)
    QTest.keyClicks(page.form.binder("candidate").editor("care").buddy, "Zonneschijn ")
    made.window.open_search("a")
    made.window.toast("Dossier van " + page.dossier.title)


def test_a_form_that_is_half_made_is_not_finished_for_a_lock(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    page.list.view.go_to(0)
    form = page.form
    assert page.dossier.key is not None
    assert not form.is_whole
    before = [one for one in QApplication.topLevelWidgets() if one is not shown.frame]
    assert before, "parts that wait for their place"
    assert shown.lock()
    assert not form.is_whole
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, FieldBox)]


class Knot:
    """Refers to itself: only Python's search for what nobody uses any more finds it."""

    def __init__(self) -> None:
        self.itself = self


def test_a_lock_also_looks_at_what_is_passed_over(
    shown: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heap, "kept", heap.kept)
    knot = Knot()
    gone = weakref.ref(knot)
    heap.keep()  # as after the start, for the sake of speed; by then something of a dossier may hang on it
    del knot
    gc.collect()
    assert gone() is not None
    assert shown.lock()
    qtbot.waitUntil(lambda: gone() is None)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_nothing_of_a_dossier_is_left_behind_the_lock(closed: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    before = left_over.alive()
    unlock(closed, qtbot)
    phrases = left_over.phrases_of(context_of(closed).desk)
    assert len(phrases) > 50
    key = bytearray(byte ^ 0xFF for byte in bytes(context_of(closed).desk._store.key))
    folder = closed.folder
    open_everything(closed, qtbot, tmp_path)
    assert left_over.in_widgets(phrases), "there is something to find"
    assert left_over.in_memory(phrases, key, before)
    assert left_over.open_files(folder)
    assert closed.lock()
    assert left_over.in_widgets(phrases) == []
    assert left_over.open_files(folder) == []
    assert not left_over.in_memory(phrases, key, before)
    assert {thread.name for thread in threading.enumerate()} & {"database"} == set()
    assert QGuiApplication.clipboard().text() == ""
    assert [shown for shown in QApplication.topLevelWidgets() if shown.isVisible()] == [closed.frame]
    assert lock_page(closed).isVisible()
    with profiles.open_with_passphrase(folder, PASSPHRASE) as again:
        assert any("Zonneschijn" in str(draft.changes) for draft in again.drafts.all())


def wait_for_a_folder(made: DeskWindow) -> list[Path | None]:
    """A dialog, and in front of it one whose answer is waited for; locked meanwhile. Returns the answer."""
    answers: list[Path | None] = []
    open_person(candidates_page(made), whole=False)
    dialog = BatchDialog(context_of(made).desk, context_of(made).jobs, [], made.window)
    dialog.open()
    loop = QEventLoop()

    def ask() -> None:
        answers.append(ask_folder(dialog, "Map"))
        loop.quit()

    QTimer.singleShot(0, ask)
    QTimer.singleShot(300, made.lock)
    loop.exec()
    return answers


def test_a_dialog_that_somebody_waits_for_ends_too(shown: DeskWindow, qtbot: QtBot) -> None:
    keeper = weakref.ref(context_of(shown).keeper)
    assert wait_for_a_folder(shown) == [None]
    assert shown.context is None
    qtbot.waitUntil(lambda: keeper() is None)
    qtbot.waitUntil(lambda: not [d for d in QApplication.topLevelWidgets() if isinstance(d, QDialog)])


def test_a_file_that_was_written_is_also_recorded(
    shown: DeskWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = candidates_page(shown)
    open_person(page, 1, whole=False)
    person = page.dossier.key
    page.acts.portfolio()
    dialog = shown.window.findChild(PortfolioDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)
    target, written = tmp_path / "p.pdf", threading.Event()

    def slowly(path: Path, data: bytes, what: str) -> None:
        write_pdf(path, data, what)
        written.set()
        time.sleep(0.5)

    monkeypatch.setattr(handing, "write_pdf", slowly)
    dialog.ask_path = lambda _parent, _name: target
    dialog.save_button.click()
    assert written.wait(5)
    assert shown.lock()
    with profiles.open_with_passphrase(shown.folder, PASSPHRASE) as desk:
        assert person is not None
        assert len(desk.documents.issued(person)) == 1
    assert target.exists()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_half_a_date_in_a_dialog_is_kept(shown: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = candidates_page(shown)
    open_person(page, 1, whole=False)
    page.acts.portfolio()
    dialog = shown.window.findChild(PortfolioDialog)
    assert dialog is not None
    flushed: list[int] = []
    monkeypatch.setattr(dialog, "flush", lambda: flushed.append(1))
    assert shown.lock()
    assert flushed


def test_sleep_and_a_locked_screen_lock(shown: DeskWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shown._session is not None)
    assert shown._session is not None
    shown._session._wake.woke.emit()
    assert shown.context is None
    assert "in rust" in lock_page(shown)._status.text()


def test_the_time_of_the_settings_counts(shown: DeskWindow) -> None:
    context_of(shown).desk.settings.idle_minutes = 3
    assert shown._idle.minutes() == 3
    shown._idle._last = time.monotonic() - 2 * 60
    shown._idle._look()
    assert shown.context is not None
    shown._idle._last = time.monotonic() - 3 * 60
    shown._idle._look()
    assert shown.context is None


def test_a_backup_is_made_once_a_day(shown: DeskWindow, qtbot: QtBot) -> None:
    desk = context_of(shown).desk
    assert desk.backups.state().due
    assert shown._upkeep is not None
    shown._upkeep._begin()
    qtbot.waitUntil(lambda: not desk.backups.state().due, timeout=20_000)
    qtbot.waitUntil(lambda: shown._upkeep is not None and shown._upkeep._job is None)
    assert len(desk.backups.found()) == 1
    shown._upkeep._begin()
    qtbot.wait(200)
    assert len(desk.backups.found()) == 1


def test_a_lock_stops_a_backup(shown: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def make(_why: str, report: Callable[[int, int], None]) -> None:
        begun.set()
        try:
            while True:
                report(1, 100)
                time.sleep(0.01)
        finally:
            ended.set()

    monkeypatch.setattr(context_of(shown).desk.backups, "make", make)
    assert shown._upkeep is not None
    shown._upkeep.back_up()
    assert begun.wait(5)
    qtbot.wait(50)
    assert shown.lock()
    assert ended.is_set()
    assert shown.window._busy.strip.isHidden()
