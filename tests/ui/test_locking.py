"""Behind a lock nothing is left, and what cannot be locked away is covered and said once."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.services import profile as profiles
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.ui.fixtures import candidates_page, context_of, open_person, put_away, show_desk, shown
from ui.desk_window import DeskWindow
from ui.dialogs.trouble import TroubleDialog
from ui.main_window import JOBCARVING

__all__ = ["shown"]


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


def test_nobody_there_and_a_full_disk(shown: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    repair = type_on_a_full_disk(shown, monkeypatch)
    care = candidates_page(shown).form.binder("candidate").editor("care").buddy
    window = shown.window
    shown._idle.minutes = 0
    for _ in range(3):
        shown._idle._look()
        assert shown.context is not None
        assert len(told(shown)) == 1
        assert window._root.currentWidget() is window._blank
        assert not care.isVisible()
    told(shown)[0].accept()
    shown._idle._look()
    assert len(told(shown)) == 1, "it is said again once it was read"
    told(shown)[0].accept()
    window._blank.left.emit()
    assert care.isVisible()
    assert care.hasFocus()
    repair()
    shown._idle._look()
    assert shown.context is None


def test_a_lock_that_was_asked_for_leaves_the_text_in_view(
    shown: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = type_on_a_full_disk(shown, monkeypatch)
    assert not shown.lock()
    assert not shown.lock()
    assert len(told(shown)) == 1
    assert shown.window._root.currentWidget() is shown.window._body
    repair()
    assert shown.lock()
