"""Kandidaten: what is typed is kept, saved, taken back and thrown away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.services.desk import Desk
from tests.ui.candidate_keys import ALT, CTRL, all_texts, field, go, names, press, write
from tests.ui.fixtures import (
    WITHIN_MS,
    candidates_page,
    context_of,
    open_person,
    put_away,
    show_desk,
    shown,
    shown_empty,
)
from ui.desk_window import DeskWindow
from ui.models.roles import ITEM, SPOKEN

__all__ = ["shown", "shown_empty"]


# -- typing and keeping ------------------------------------------------------------------------------------------------


@pytest.mark.alone
def test_a_new_dossier_is_a_draft_from_the_first_key_on(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown_empty)
    desk = context_of(shown_empty).desk
    page._nobody.acted.emit()
    QApplication.processEvents()
    assert QApplication.focusWidget() is field(page, "name_used")
    key = page.dossier.key
    assert key is not None
    assert desk.drafts.all() == []
    write("S")
    qtbot.waitUntil(lambda: desk.drafts.find(key) is not None, timeout=WITHIN_MS)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1, timeout=WITHIN_MS)
    write("am & Co")
    assert names(page) == ["Sam & Co"]
    assert "niet opgeslagen" in page.list.model.index(0, 0).data(SPOKEN)
    assert page.list.current() == key
    assert page.bar.chip.isVisible()
    press(Qt.Key.Key_S, CTRL)
    assert desk.drafts.all() == []
    person = desk.dossiers.get("candidate", key)
    assert person.name_used == "Sam & Co"
    assert person.state is CandidateState.ACTIVE
    assert not page.bar.chip.isVisible()
    assert names(page) == ["Sam & Co"]
    assert shown_empty.window.header is not None


def test_a_dossier_nobody_touched_leaves_no_trace(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    press(Qt.Key.Key_N, CTRL)
    open_person(page, 1)
    context_of(shown).keeper.flush()
    assert context_of(shown).desk.drafts.all() == []
    assert len(names(page)) == 4


@pytest.mark.alone
def test_continuous_typing_is_on_disk_within_a_second(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    go(page, "works_best")
    key = page.dossier.key
    assert key is not None
    for _ in range(45):
        write("a")
        qtbot.wait(20)
    draft = desk.drafts.find(key)
    assert draft is not None
    assert "aaaaaaaa" in draft.changes["works_best"]
    assert "concept bewaard om" in page.bar.told.words


def test_save_undo_and_redo_by_keyboard(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    before = desk.dossiers.get("candidate", key).phone
    line = go(page, "phone")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    write("06 98 76 54 32")
    press(Qt.Key.Key_S, CTRL)
    assert desk.dossiers.get("candidate", key).phone == "06 98 76 54 32"
    page.list.view.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert desk.dossiers.get("candidate", key).phone == before
    assert line.text() == before
    press(Qt.Key.Key_Y, CTRL)
    assert desk.dossiers.get("candidate", key).phone == "06 98 76 54 32"
    assert line.text() == "06 98 76 54 32"


def test_undo_inside_a_text_comes_before_undo_of_a_save(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    line = go(page, "municipality")
    assert isinstance(line, QLineEdit)
    line.end(False)
    write("x")
    press(Qt.Key.Key_S, CTRL)
    saved = desk.dossiers.get("candidate", key).municipality
    assert saved.endswith("x")
    write("y")
    press(Qt.Key.Key_Z, CTRL)
    assert line.text() == saved
    assert desk.dossiers.get("candidate", key).municipality == saved


def test_several_records_are_saved_together(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    for record, attribute in (("candidate", "care"), ("placement", "notes"), ("employer", "notes")):
        go(page, attribute, record)
        write("Z")
    go(page, "next_step", "portfolio")
    write("Z")
    press(Qt.Key.Key_S, CTRL)
    key = page.dossier.key
    assert key is not None
    whole = desk.dossiers.whole(key)
    assert whole is not None
    assert whole.candidate.care.startswith("Z")
    assert whole.placements[0].notes.startswith("Z")
    assert whole.employers[0].notes.startswith("Z")
    assert whole.portfolios[0].next_step.startswith("Z")
    assert desk.drafts.all() == []


def test_what_cannot_be_saved_stays(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    line = go(page, "born")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    write("31-2-1990")
    go(page, "care")
    write("Z")
    born = desk.dossiers.get("candidate", key).born
    press(Qt.Key.Key_S, CTRL)
    assert desk.dossiers.get("candidate", key).care.startswith("Z")
    assert desk.dossiers.get("candidate", key).born == born
    assert line.text() == "31-2-1990"
    assert page.form.binder("candidate").field_box("born").message
    context_of(shown).keeper.flush()
    draft = desk.drafts.find(key)
    assert draft is not None
    assert draft.changes == {"~born": "31-2-1990"}


def test_switching_keeps_and_gives_back_what_was_typed(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, 0)
    go(page, "care")
    write("Zonneschijn ")
    page.list.view.setFocus()
    press(Qt.Key.Key_Down, ALT)
    page.form.finish()
    assert page.list.view.currentIndex().row() == 1
    assert "Zonneschijn" not in all_texts(page)
    assert page.list.model.index(0, 0).data(ITEM).typed
    press(Qt.Key.Key_Up, ALT)
    page.form.finish()
    assert "Zonneschijn" in all_texts(page)
    assert page.bar.chip.isVisible()


def test_no_text_of_the_former_person_stays(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page, 0)
    key = page.dossier.key
    assert key is not None
    former = desk.dossiers.whole(key)
    assert former is not None
    open_person(page, 2)
    shown_now = all_texts(page)
    for text in (former.candidate.family_name, former.candidate.works_best, former.candidate.private_notes):
        assert text
        assert text not in shown_now
    press(Qt.Key.Key_N, CTRL)
    assert not all_texts(page.form).replace("actief", "").strip()


def test_a_restart_gives_everything_back(shown: DeskWindow, demo_desk: Desk, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, 1)
    go(page, "works_best")
    write("Nog niet bewaard. ")
    assert isinstance(go(page, "born"), QLineEdit)
    field(page, "born").selectAll()  # type: ignore[attr-defined]
    write("3-4-")
    press(Qt.Key.Key_N, CTRL)
    write("Nieuw")
    page.flush()
    context_of(shown).keeper.flush()
    again = show_desk(qtbot, demo_desk)
    other = candidates_page(again)
    assert names(other)[0] == "Nieuw"
    open_person(other, 2)
    assert "Nog niet bewaard." in field(other, "works_best").toPlainText()  # type: ignore[attr-defined]
    assert field(other, "born").text() == "3-4-"  # type: ignore[attr-defined]
    assert other.form.binder("candidate").field_box("born").message
    assert other.bar.chip.isVisible()
    put_away(again)


def test_throwing_typed_text_away_can_be_undone(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    go(page, "care")
    write("Zonneschijn ")
    context_of(shown).keeper.flush()
    page.acts.discard()
    page.form.finish()
    assert "Zonneschijn" not in all_texts(page)
    assert context_of(shown).desk.drafts.all() == []
    shown.window._toast.undo()
    page.form.finish()
    assert "Zonneschijn" in all_texts(page)


# -- trash -------------------------------------------------------------------------------------------------------------


def test_trash_undo_and_restore_by_keyboard(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, 1)
    name = names(page)[1]
    page.list.view.setFocus()
    press(Qt.Key.Key_Delete)
    assert name not in names(page)
    assert page.list.view.currentIndex().row() == 1
    press(Qt.Key.Key_Z, CTRL)
    assert name in names(page)
    assert page.dossier.title == name, "the next key must fall on the same person"
    page.list.view.go_to(1)
    page.list.view.setFocus()
    press(Qt.Key.Key_Delete)
    assert page.list.trash.isVisible()
    page.list.trash.setFocus()
    press(Qt.Key.Key_Space)
    assert names(page) == [name]
    page.list.view.go_to(0)
    page.list.view.setFocus()
    press(Qt.Key.Key_Return)
    assert name in names(page)
    assert not page.list.in_trash
    assert page.dossier.title == name
