"""The quick note, by keyboard, over a form that has a draft."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.visit import Medium, Visit
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.ui.employer_keys import employers_page, open_row
from tests.ui.fixtures import WITHIN_MS, candidates_page, context_of, open_person, put_away, show_desk, shown
from tests.ui.walker import focused, press, settle, walk
from ui.desk_window import DeskWindow
from ui.dialogs.quick_note import QuickNoteDialog
from ui.looking import KEYS
from ui.looking import current as looking

__all__ = ["shown"]

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def begin(shown: DeskWindow) -> QuickNoteDialog:
    shown.frame.activateWindow()
    settle()
    QTest.keyClick(QApplication.focusWidget() or shown.window, Qt.Key.Key_N, CTRL | SHIFT)
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QuickNoteDialog)
    return dialog


def visits(desk: Desk) -> list[Visit]:
    found: list[Any] = [desk.dossiers.get("visit", key) for key in desk.dossiers.ids("visit")]
    return found


def notes_of(desk: Desk) -> set[str]:
    return {words for visit in visits(desk) for words in (visit.notes, *(s.notes for s in visit.subjects)) if words}


def test_ten_seconds_by_keyboard_and_the_form_behind_keeps_its_draft(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page)
    desk, person = context_of(shown).desk, page.dossier.session("candidate")
    assert person is not None
    name = page.form.binder("candidate").editor("name_used").buddy
    name.setFocus()
    QTest.keyClicks(name, "X")
    typed = person.changes
    before = notes_of(desk)
    dialog = begin(shown)
    assert dialog.chosen == ("candidate", person.id)
    assert QApplication.focusWidget() is dialog.text
    press(Qt.Key.Key_1, ALT)
    QTest.keyClicks(focused(), "Belde: morgen later.")
    press(Qt.Key.Key_Return, CTRL)
    assert notes_of(desk) - before == {"Belde: morgen later."}
    made = next(visit for visit in visits(desk) if any(s.notes == "Belde: morgen later." for s in visit.subjects))
    assert made.medium is Medium.PHONE
    assert made.subjects[0].candidate == person.id
    assert person.is_dirty
    assert person.changes == typed
    assert desk.notes.unfinished() == []
    qtbot.waitUntil(lambda: "Belde: morgen later." in [event.detail for event in page.timeline.events()])
    for there in (set(), {"Belde: morgen later."}, set()):  # and it comes back, as often as one likes
        shown.window._toast.undo()
        assert notes_of(desk) - before == there
    assert person.changes == typed


def test_somebody_else_is_found_by_a_few_letters(shown: DeskWindow) -> None:
    desk = context_of(shown).desk
    dialog = begin(shown)
    assert QApplication.focusWidget() is dialog.who
    QTest.keyClicks(dialog.who, "graan")
    assert dialog.list.isVisible()
    press(Qt.Key.Key_Return)
    assert dialog.chosen is not None
    assert dialog.chosen[0] == "employer"
    QTest.keyClicks(focused(), "De oven is stuk.")
    press(Qt.Key.Key_Return, CTRL)
    made = next(visit for visit in visits(desk) if visit.notes == "De oven is stuk.")
    assert made.employer == dialog.chosen[1]
    assert made.subjects == []


def test_among_the_employers_it_is_about_the_open_one(shown: DeskWindow) -> None:
    open_person(candidates_page(shown), whole=False)
    page = employers_page(shown)
    key = open_row(page, 1)
    dialog = begin(shown)
    assert dialog.chosen == ("employer", key)
    assert dialog.who.text() == page.dossier.title
    assert QApplication.focusWidget() is dialog.text
    dialog.reject()
    settle()
    shown.frame.activateWindow()
    settle()
    press(Qt.Key.Key_N, CTRL)
    dialog = begin(shown)
    assert dialog.chosen is not None
    assert dialog.chosen[0] == "candidate", "one that was never saved cannot have a note"
    dialog.reject()


@pytest.mark.alone
def test_esc_keeps_a_draft_and_the_next_time_it_stands_there(shown: DeskWindow, qtbot: QtBot) -> None:
    open_person(candidates_page(shown), whole=False)
    desk = context_of(shown).desk
    dialog = begin(shown)
    who = dialog.chosen
    press(Qt.Key.Key_4, ALT)
    QTest.keyClicks(dialog.text, "Nog niet af")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(desk.notes.unfinished()) == 1, timeout=WITHIN_MS)
    assert not any("Nog niet af" in words for words in notes_of(desk))
    again = begin(shown)
    assert again.text.words() == "Nog niet af"
    assert (again.chosen, again.kind.chosen) == (who, 3)
    again.throw.click()
    assert desk.notes.unfinished() == []
    shown.window._toast.undo()
    assert len(desk.notes.unfinished()) == 1


def test_a_lock_keeps_what_is_typed(shown: DeskWindow, demo_desk: Desk, qtbot: QtBot) -> None:
    open_person(candidates_page(shown), whole=False)
    dialog = begin(shown)
    QTest.keyClicks(dialog.text, "Half getypt")
    folder = demo_desk.profile
    assert shown.lock()
    with profile.open_with_passphrase(folder, PASSPHRASE) as desk:
        assert [note.text for note in desk.notes.unfinished()] == ["Half getypt"]


def test_nothing_typed_leaves_nothing(shown: DeskWindow) -> None:
    open_person(candidates_page(shown), whole=False)
    dialog = begin(shown)
    QTest.keyClicks(dialog.text, "a")
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Escape)
    context_of(shown).keeper.flush()
    assert context_of(shown).desk.notes.unfinished() == []


def test_what_is_missing_is_said(shown: DeskWindow) -> None:
    dialog = begin(shown)
    press(Qt.Key.Key_Return, CTRL)
    assert "over wie" in dialog.who_box.message
    QTest.keyClicks(dialog.who, "graan")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CTRL)
    assert "nog niets" in dialog.text_box.message
    assert dialog.isVisible()
    press(Qt.Key.Key_Escape)


def test_behind_a_lock_the_keys_do_nothing(shown: DeskWindow) -> None:
    shown.lock()
    QTest.keyClick(shown.window, Qt.Key.Key_N, CTRL | SHIFT)
    settle()
    assert QApplication.activeModalWidget() is None


def test_every_stop_has_a_name_and_shows_its_focus(shown: DeskWindow) -> None:
    open_person(candidates_page(shown), whole=False)
    dialog = begin(shown)
    QTest.keyClicks(dialog.text, "Iets")
    found = walk(dialog, (dialog.width(), dialog.height()))
    assert {"Over wie", "Notitie", "Bewaren", "Later", "Weggooien"} <= set(found.stops)
    dialog.discard()


def test_it_fits_in_the_least_window(qtbot: QtBot, demo_desk: Desk) -> None:
    made = show_desk(qtbot, demo_desk)
    made.frame.resize(911, 485)
    settle()
    dialog = begin(made)
    assert dialog.height() <= 485
    assert dialog.width() <= 911
    dialog.reject()
    put_away(made)


# -- whom it is about --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("jelte", "Jelte Roossien"), ("roosen", ""), ("e", ""), ("femke", "")],
    ids=["the only one", "a name that is only close", "one out of many", "the name of a supervisor there"],
)
def test_leaving_the_field_puts_it_in_nobody_else_s_dossier(shown: DeskWindow, typed: str, taken: str) -> None:
    dialog = begin(shown)
    QTest.keyClicks(dialog.text, "Iets over iemand.")
    dialog.who.setFocus()
    QTest.keyClicks(dialog.who, typed)
    assert dialog.list.isVisible()
    dialog.text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert (dialog.chosen is not None) == bool(taken)
    if not taken:
        assert dialog.who.text() == typed
        press(Qt.Key.Key_Return, CTRL)
        assert "over wie" in dialog.who_box.message
        assert dialog.list.isVisible(), "to choose from"
        press(Qt.Key.Key_Return)
        assert dialog.chosen is not None
    else:
        assert dialog.who.text() == taken
    dialog.discard()


def test_what_the_arrows_point_at_is_taken_by_tab(shown: DeskWindow) -> None:
    dialog = begin(shown)
    QTest.keyClicks(dialog.who, "e")
    press(Qt.Key.Key_Down)
    name = dialog.list.current_item()
    press(Qt.Key.Key_Tab)
    assert dialog.chosen is not None
    assert dialog.who.text() == getattr(name, "title", None)
    dialog.discard()


# -- somebody looks as well --------------------------------------------------------------------------------------------


@pytest.fixture
def _looks_no_more() -> Iterator[None]:
    yield
    looking().set_on(False)


@pytest.mark.alone
@pytest.mark.usefixtures("_looks_no_more")
def test_an_unfinished_note_about_another_is_not_shown(shown: DeskWindow, qtbot: QtBot) -> None:
    page, desk = candidates_page(shown), context_of(shown).desk
    open_person(page, whole=False)
    dialog = begin(shown)
    about = dialog.chosen
    QTest.keyClicks(dialog.text, "Niet voor de volgende")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(desk.notes.unfinished()) == 1, timeout=WITHIN_MS)
    open_person(page, 1, whole=False)
    looking().set_on(True)
    dialog = begin(shown)
    assert dialog.chosen != about
    assert dialog.text.words() == ""
    dialog.reject()
    looking().set_on(False)
    dialog = begin(shown)
    assert (dialog.chosen, dialog.text.words()) == (about, "Niet voor de volgende")
    QTest.keySequence(dialog, KEYS)  # also from on top of the window
    settle()
    assert looking().on
    assert QApplication.activeModalWidget() is None
    qtbot.wait(WITHIN_MS)
    assert [note.text for note in desk.notes.unfinished()] == ["Niet voor de volgende"]


@pytest.mark.usefixtures("_looks_no_more")
def test_a_note_about_the_person_beside_you_stays(shown: DeskWindow) -> None:
    open_person(candidates_page(shown), whole=False)
    dialog = begin(shown)
    QTest.keyClicks(dialog.text, "Samen getypt")
    QTest.keySequence(dialog, KEYS)
    settle()
    assert looking().on
    assert dialog.isVisible()
    assert dialog.text.words() == "Samen getypt"
    dialog.discard()
