"""What is done with a visit before it is held, by keyboard: preparing, moving, no contact, beginning."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.lasting import AgreementResult
from beschutdesk.dossier.visit import Answer, VisitState
from beschutdesk.services.desk import Desk
from tests.ui.visiting import KEYS, Visitor, put_away, visitor
from tests.ui.visits_tab import kept, lines, page_of, planned, rest
from ui.going import _to_draft
from ui.looking import current as looking


@pytest.fixture
def me(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    made = visitor(qtbot, desk)
    yield made
    put_away(made.window)
    looking().set_on(False)


# -- preparing ---------------------------------------------------------------------------------------------------------


def test_preparing_tells_what_was_agreed_and_a_letter_settles_it(me: Visitor) -> None:
    planned(me)
    page = page_of(me)
    made = lines(page, "Afspraken met")
    assert "Dagplanning met pictogrammen" in made.lines()[0].title
    assert "te laat" in made.lines()[0].detail
    made.setFocus()
    me.press(KEYS.Key_D)
    me.until(lambda: kept(me, me.people.before).agreements[0].result is AgreementResult.PARTLY)
    rest(me, page)
    assert me.focus is lines(page, "Afspraken met"), "the keyboard stays where it was"
    assert page.undo()
    assert kept(me, me.people.before).agreements[0].result is None


def test_an_agreement_can_be_opened_again(me: Visitor) -> None:
    planned(me)
    page = page_of(me)
    lines(page, "Afspraken met").setFocus()
    me.press(KEYS.Key_V)
    me.until(lambda: kept(me, me.people.before).agreements[0].result is AgreementResult.DROPPED)
    rest(me, page)
    page.list.enter()
    me.press(KEYS.Key_Down)
    rest(me, page)
    lines(page, "Afspraken").setFocus()
    me.press(KEYS.Key_O)
    me.until(lambda: kept(me, me.people.before).agreements[0].result is None)


def test_preparing_asks_whether_the_tip_worked(me: Visitor) -> None:
    planned(me)
    page = page_of(me)
    lines(page, "Leermomenten").setFocus()
    me.press(KEYS.Key_J)
    me.until(lambda: kept(me, me.people.before).learning_moments[0].worked is Answer.YES)


def test_the_preparation_holds_nobody_else(me: Visitor) -> None:
    planned(me)
    page = page_of(me)
    said = " ".join(label.text() for label in page.shown.findChildren(type(page.list.number)) if label.isVisible())
    assert "Roos" not in said
    assert "Hoe gaat het met Jorn?" in said
    assert "Slaapt slecht." in said, "what is private is one's own, and stands on the screen"


def test_moving_asks_why(me: Visitor) -> None:
    key = planned(me)
    page = page_of(me)
    dialog = page.do("move")
    me.settle()
    me.type("vr 11.15")
    me.press(KEYS.Key_Return)
    dialog.act()
    assert kept(me, key).moved_from is None, "first why"
    dialog.reason.setFocus()
    me.type("Begeleider is vrij")
    me.press(KEYS.Key_Return)
    me.until(lambda: kept(me, key).moved_from == date(2026, 11, 26))
    at = kept(me, key).at
    assert at is not None
    assert (at.day, at.at) == (date(2026, 11, 27), time(11, 15))
    rest(me, page)
    assert page.undo()
    assert kept(me, key).moved_from is None


def test_no_contact_is_an_attempt_with_a_reason(me: Visitor) -> None:
    key = planned(me)
    page = page_of(me)
    dialog = page.do("no_contact")
    me.settle()
    me.press(KEYS.Key_Return)
    assert dialog.box.message
    me.type("Niemand nam op")
    me.press(KEYS.Key_Return)
    me.until(lambda: kept(me, key).state is VisitState.NO_CONTACT)
    assert kept(me, key).no_contact_because == "Niemand nam op"


def test_starting_opens_the_page_to_write_in(me: Visitor) -> None:
    key = planned(me)
    page = page_of(me)
    page.list.enter()
    me.press(KEYS.Key_Return)
    assert me.focus is page.shown.acts["start"], "Enter goes to what is to be done"
    me.press(KEYS.Key_Space)
    me.until(lambda: me.window.window.mode is not None)
    assert me.page.visit.id == key
    assert kept(me, key).state is VisitState.CONCEPT
    me.press(KEYS.Key_Escape)
    me.until(lambda: me.window.window.mode is None)
    rest(me, page)
    assert kept(me, key).state is VisitState.PLANNED, "nothing was written: it is planned again"


def test_what_was_begun_is_finished_from_the_list(me: Visitor) -> None:
    me.start()
    me.type("Meten gaat zelf")
    me.press(KEYS.Key_Escape)
    page = page_of(me)
    page.list.choose_show("open")
    rest(me, page)
    page.list.enter()
    rest(me, page)
    assert list(page.shown.acts)[:2] == ["start", "finish"]
    page.do("finish")
    me.settle()
    assert me.window.window.mode is not None
    dialog = me.dialog
    assert dialog is not None, "the last questions"
    dialog.reject()
    me.page.leave()
    me.settle()


def test_a_note_that_was_never_saved_opens_again_from_vandaag(me: Visitor) -> None:
    from ui.dialogs.quick_note import QuickNoteDialog, take_note

    context = me.window.context
    assert context is not None
    note = take_note(context, ("candidate", me.people.thijs), "Thijs Hoekstra", me.window.window)
    me.settle()
    me.type("Belt terug")
    note.reject()
    me.until(me.desk.drafts.all)
    (draft,) = me.desk.drafts.all()
    _to_draft(context, f"draft:visit:{draft.id}")
    me.settle()
    assert isinstance(me.dialog, QuickNoteDialog)
    assert me.dialog.text.words() == "Belt terug"
    me.dialog.reject()
