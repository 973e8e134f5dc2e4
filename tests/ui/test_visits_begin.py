"""Beginning a visit: the one in view, for whom the button says, on the day that it was."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, VisitState
from beschutdesk.services.desk import Desk
from beschutdesk.services.visits import About
from tests.ui.fixtures import TODAY
from tests.ui.visiting import CTRL, KEYS, Visitor, put_away, visitor
from tests.ui.visits_tab import kept, page_of, planned, rest
from ui.looking import current as looking
from ui.main_window import TODAY as VANDAAG


@pytest.fixture
def me(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    made = visitor(qtbot, desk)
    yield made
    put_away(made.window)
    looking().set_on(False)


def said(me: Visitor) -> str:
    """What the toast says."""
    return me.window.window._toast._words.words


def test_on_the_page_of_the_visits_ctrl_b_begins_the_one_in_view(me: Visitor) -> None:
    key = planned(me, me.people.thijs)
    assert me.window.context is not None
    me.window.context.choose(me.people.daan)
    page = page_of(me)
    page.show_visit(key)
    rest(me, page)
    assert page.shown.acts["start"].text() == "Start bezoek bij Thijs"
    act = me.window.window.header.findChildren(QPushButton)
    assert "Start bezoek bij Daan" in [one.text() or one.accessibleName() for one in act]
    page.list.enter()
    me.press(KEYS.Key_B, CTRL)
    me.until(lambda: me.window.window.mode is not None)
    assert me.page.visit.id == key
    assert [one.candidate for one in me.kept().subjects] == [me.people.thijs]


def test_a_visit_that_is_over_is_no_reason_to_begin_with_somebody_else(me: Visitor) -> None:
    assert me.window.context is not None
    me.window.context.choose(me.people.daan)
    page = page_of(me)
    page.show_visit(me.people.before)
    rest(me, page)
    page.list.enter()
    me.press(KEYS.Key_B, CTRL)
    assert me.window.window.mode is None
    assert "voorbij" in said(me)


def test_with_nobody_chosen_ctrl_b_says_what_to_do(me: Visitor) -> None:
    me.window.window.show_tab(VANDAAG)
    me.settle()
    me.press(KEYS.Key_B, CTRL)
    assert me.window.window.mode is None
    assert "Kies eerst bij wie" in said(me)


def test_after_a_lock_no_button_names_anybody(me: Visitor) -> None:
    assert me.window.context is not None
    me.window.context.choose(me.people.daan)
    me.settle()
    assert me.window.lock()
    found = me.window.window.header.findChildren(QPushButton)
    assert not [one for one in found if "Daan" in one.text() + one.toolTip() + one.accessibleName()]


def test_a_planned_visit_of_yesterday_is_written_up_on_its_day(me: Visitor) -> None:
    key = planned(me, me.people.thijs, day=TODAY.day - 1)
    page = page_of(me)
    page.show_visit(key)
    rest(me, page)
    assert list(page.shown.acts)[:2] == ["write_up", "start"]
    page.do("write_up")
    me.until(lambda: me.window.window.mode is not None)
    visit = me.kept()
    assert (visit.id, visit.state) == (key, VisitState.CONCEPT)
    assert visit.at == Appointment(date(2026, 11, TODAY.day - 1), time(10))
    assert visit.moved_from is None


def test_what_was_planned_is_the_one_in_view_and_a_second_one_is_pointed_out(me: Visitor) -> None:
    planned(me, me.people.roos, day=25)
    page = page_of(me)
    page.list.choose_show("to_share")
    rest(me, page)
    dialog = page.plan(me.people.roos)
    me.settle()
    assert dialog._words.text() == "Er staat al een bezoek op wo 25 november 2026."
    assert dialog._words.isVisible()
    dialog.when.line.setFocus()
    dialog.when.line.selectAll()
    me.type("vr 11.30")
    me.press(KEYS.Key_Return)
    me.until(lambda: me.dialog is None)
    rest(me, page)
    found = page.shown.found
    assert found is not None
    assert found.visit.at == Appointment(date(2026, 11, 27), time(11, 30)), "Enter plans"
    assert page.list.current() == found.visit.id
    me.until(lambda: me.window.frame.focusWidget() is page.list.view)


def test_the_usual_time_is_proposed_and_told(me: Visitor) -> None:
    page = page_of(me)
    dialog = page.plan(me.people.thijs)
    me.settle()
    assert dialog.when.value is not None
    assert dialog.when.value.at == time(9, 30)
    assert "Meestal kom je om 9.30 uur" in dialog.when._note.text()
    dialog.reject()


def test_no_contact_before_its_day_says_that_it_stands_today(me: Visitor) -> None:
    key = planned(me, me.people.thijs, day=27)
    page = page_of(me)
    page.show_visit(key)
    rest(me, page)
    dialog = page.do("no_contact")
    me.settle()
    assert "gepland op vr 27-11-2026. Deze poging komt op vandaag te staan" in dialog._about.text()
    me.type("Ziek")
    me.press(KEYS.Key_Return)
    me.until(lambda: kept(me, key).state is VisitState.NO_CONTACT)
    rest(me, page)
    visit = kept(me, key)
    assert visit.at is not None
    assert (visit.at.day, visit.moved_from) == (TODAY, date(2026, 11, 27))
    me.until(lambda: me.window.frame.focusWidget() is page.list.view)


def test_no_contact_on_its_day_stays_there(me: Visitor) -> None:
    about = [About(me.people.thijs)]
    saved = me.desk.visits.plan(about, Appointment(TODAY, time(8)), Medium.PHONE)
    key = next(key for _, key in saved.changed)
    page = page_of(me)
    page.show_visit(key)
    rest(me, page)
    dialog = page.do("no_contact")
    assert "poging komt" not in dialog._about.text()
    dialog.reject()
