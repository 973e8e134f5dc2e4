"""Somebody new with the name and birthday of somebody who is here: asked about once, before it is saved."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from beschutdesk.dossier.candidate import Candidate
from tests.ui.candidate_keys import CTRL, go, press, write
from tests.ui.cut_off import cut_off
from tests.ui.fixtures import candidates_page, context_of, shown
from tests.ui.walker import focused, settle, walk
from ui.desk_window import DeskWindow
from ui.tabs.candidates import CandidatesPage
from ui.tabs.candidates.alike import AlikeDialog

__all__ = ["shown"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NAME, BORN = "Zeger", date(1991, 2, 3)


@pytest.fixture
def page(shown: DeskWindow) -> CandidatesPage:
    context_of(shown).desk.dossiers.add([Candidate(name_used=NAME, born=BORN, place="Ommen")])
    return candidates_page(shown)


def begin(page: CandidatesPage, name: str = "zeger", born: str = "3-2-1991") -> None:
    press(Qt.Key.Key_N, CTRL)
    write(name)
    go(page, "born")
    write(born)
    press(Qt.Key.Key_S, CTRL)
    settle()


def asked() -> AlikeDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, AlikeDialog)
    return found


def count(shown: DeskWindow) -> int:
    return len(context_of(shown).desk.dossiers.ids("candidate"))


def test_enter_goes_to_the_one_who_is_here(shown: DeskWindow, page: CandidatesPage) -> None:
    before = count(shown)
    begin(page)
    dialog = asked()
    assert dialog.windowTitle() == "Deze kandidaat staat er al"
    assert focused() is dialog.others[0]
    mine = page.dossier.key
    press(Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    assert page.dossier.title == NAME
    assert page.dossier.main is not None
    assert page.dossier.main.value("born") == BORN
    assert page.window().focusWidget() is page.list.view
    assert count(shown) == before
    drafts = context_of(shown).desk.drafts
    assert [draft.changes["name_used"] for draft in drafts.all() if draft.id == mine] == ["zeger"], "nothing is lost"


def test_it_is_saved_all_the_same_and_asked_once(shown: DeskWindow, page: CandidatesPage) -> None:
    before = count(shown)
    begin(page)
    asked().save.click()
    settle()
    assert QApplication.activeModalWidget() is None
    assert count(shown) == before + 1
    assert not page.dossier.is_dirty


def test_esc_goes_back_to_the_form(shown: DeskWindow, page: CandidatesPage) -> None:
    before = count(shown)
    begin(page)
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert count(shown) == before
    assert page.dossier.title == "zeger"
    shown.frame.activateWindow()  # as a window manager does
    settle()
    press(Qt.Key.Key_S, CTRL)
    asked().reject()


def test_another_birthday_is_somebody_else(shown: DeskWindow, page: CandidatesPage) -> None:
    before = count(shown)
    begin(page, born="4-2-1991")
    assert QApplication.activeModalWidget() is None
    assert count(shown) == before + 1


def test_every_stop_has_a_name_and_nothing_is_cut(shown: DeskWindow, page: CandidatesPage, both_themes: bool) -> None:
    begin(page)
    dialog = asked()
    size = dialog.size()
    assert walk(dialog, (size.width(), size.height())).stops == ["Naar Zeger, Ommen", "Terug", "Toch opslaan"]
    assert not cut_off(dialog)
    dialog.reject()
