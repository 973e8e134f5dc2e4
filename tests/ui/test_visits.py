"""The tab Bezoeken by keyboard: the list, reading, undoing, and the ways to it."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Judgement, Medium, Visit, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from tests.ui.visiting import KEYS, Visitor, plan_dialog, put_away, visitor
from tests.ui.visits_tab import kept, page_of, planned, rest, waits
from tests.ui.walker import walk
from ui.going import go_to_signal, to_visit
from ui.looking import current as looking
from ui.main_window import CANDIDATES, EMPLOYERS, VISITS
from ui.shell.backup_mark import BackupMark
from ui.tabs.visits import VisitsPage
from ui.tabs.visits.prepare_view import PrepareView
from ui.tabs.visits.read_view import ReadView


@pytest.fixture
def me(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    made = visitor(qtbot, desk)
    yield made
    put_away(made.window)
    looking().set_on(False)


# -- the list ----------------------------------------------------------------------------------------------------------


def test_an_empty_vault_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    from tests.ui.fixtures import show_desk

    window = show_desk(qtbot, desk)
    window.window.show_tab(VISITS)
    page = window.window.page(VISITS)
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page._pages.currentIndex() == 1, timeout=5000)
    put_away(window)


def test_the_list_opens_the_latest_and_the_arrows_walk_through_it(me: Visitor) -> None:
    later = planned(me)
    page = page_of(me)
    assert page.list.number.text() == "2 bezoeken"
    assert page.dossier.key == later, "the latest is opened"
    page.list.enter()
    me.press(KEYS.Key_Down)
    rest(me, page)
    assert page.dossier.key == me.people.before
    assert [type(view) for view in page.shown.view] == [ReadView]
    me.press(KEYS.Key_Up)
    rest(me, page)
    assert [type(view) for view in page.shown.view] == [PrepareView]


def test_the_parts_of_the_list_narrow_it_and_are_counted(me: Visitor) -> None:
    key = planned(me)
    page = page_of(me)
    words = [page.list.show_.itemText(at) for at in range(page.list.show_.count())]
    assert "gepland (1)" in words
    assert "nog te delen (1)" in words
    assert "afgerond (1)" in words
    page.list.choose_show("planned")
    rest(me, page)
    assert [line.id for line in me.desk.visit_lists.lines(page.list.model.listed(), date(2026, 11, 23))] == [key]
    page.list.choose_show("no_contact")
    rest(me, page)
    assert page.list.model.rowCount() == 0
    assert page.list._none.isVisible()
    page.list.clear_all()
    rest(me, page)
    assert page.list.model.rowCount() == 2


def test_typing_finds_people_and_employers(me: Visitor) -> None:
    planned(me, me.people.daan)
    page = page_of(me)
    page.list.filter.setFocus()
    me.type("daan")
    rest(me, page)
    assert page.list.model.rowCount() == 1
    page.list.filter.clear()
    me.type("zwembad")
    rest(me, page)
    assert page.list.model.rowCount() == 1
    assert page.list.model.key_at(0) == me.people.before
    page.list.filter.clear()
    me.type("zzz")
    rest(me, page)
    assert page.list._none.isVisible()


def test_days_kind_and_the_chosen_person_narrow_too(me: Visitor) -> None:
    planned(me, me.people.daan)
    page = page_of(me)
    assert me.window.context is not None
    me.window.context.choose(me.people.thijs)
    me.settle()
    page.list.more.click()
    page.list.only.click()
    rest(me, page)
    assert [page.list.model.key_at(row) for row in range(page.list.model.rowCount())] == [me.people.before]
    page.list.only.click()
    page.list.since.setFocus()
    me.type("20-11-2026")
    rest(me, page)
    assert page.list.model.rowCount() == 1
    page.list.wipe.click()
    rest(me, page)
    assert page.list.model.rowCount() == 2
    assert page.list.wanted.since is None


def test_delete_puts_a_visit_away_and_undo_brings_it_back(me: Visitor) -> None:
    key = planned(me)
    page = page_of(me)
    page.list.enter()
    me.press(KEYS.Key_Delete)
    me.until(lambda: kept(me, key).deleted_at is not None)
    rest(me, page)
    assert page.list.model.rowCount() == 1
    assert page.undo()
    rest(me, page)
    assert kept(me, key).deleted_at is None
    assert page.list.model.rowCount() == 2


def test_what_lies_in_the_trash_can_be_put_back(me: Visitor) -> None:
    key = planned(me)
    me.desk.dossiers.trash("visit", key)
    page = page_of(me)
    page.list.choose_show("trash")
    rest(me, page)
    page.list.enter()
    rest(me, page)
    assert page.dossier.key == key
    assert list(page.shown.acts) == ["back"]
    page.do("back")
    me.until(lambda: kept(me, key).deleted_at is None)


# -- reading -----------------------------------------------------------------------------------------------------------


def test_a_visit_that_was_held_is_read_with_judgements_in_words(me: Visitor) -> None:
    page = page_of(me)
    said = [label.text() for label in page.shown.findChildren(type(page.list.number)) if label.isVisible()]
    assert Judgement.GOOD.label in said
    assert "Jorn is net begonnen." in said
    assert "Slaapt slecht." in said


def test_two_people_on_a_trip_each_have_their_own_part(me: Visitor) -> None:
    subjects = [
        VisitSubject(candidate=one, team=words) for one, words in ((me.people.thijs, "A"), (me.people.roos, "B"))
    ]
    at = Appointment(date(2026, 11, 20), time(9, 0))
    me.desk.dossiers.add([Visit(at=at, medium=Medium.VISIT, state=VisitState.DONE, subjects=subjects)])
    page = page_of(me)
    said = [label.text() for label in page.shown.findChildren(type(page.list.number)) if label.isVisible()]
    order = [said.index(words) for words in ("Thijs Hoekstra", "A", "Roos Kuiper", "B")]
    assert order == sorted(order)


def test_not_sharing_on_purpose_and_sharing_after_all(me: Visitor) -> None:
    page = page_of(me)
    assert waits(page)
    page.do("not_share")
    me.settle()
    me.type("Op verzoek van Thijs")
    me.press(KEYS.Key_Return)
    me.until(lambda: kept(me, me.people.before).subjects[0].not_shared_because == "Op verzoek van Thijs")
    rest(me, page)
    assert not waits(page)
    page.do("share_again")
    me.until(lambda: kept(me, me.people.before).subjects[0].not_shared_because == "")


def test_reopening_makes_it_a_concept_again_and_can_be_undone(me: Visitor) -> None:
    page = page_of(me)
    page.do("reopen")
    me.until(lambda: kept(me, me.people.before).state is VisitState.CONCEPT)
    rest(me, page)
    assert list(page.shown.acts)[:2] == ["start", "finish"]
    assert page.shown.acts["start"].text() == "Verder gaan bij Thijs"
    assert page.undo()
    assert kept(me, me.people.before).state is VisitState.DONE


# -- going here, and who looks along -----------------------------------------------------------------------------------


def test_the_timeline_and_today_lead_here(me: Visitor) -> None:
    planned(me)
    page = page_of(me)
    context = me.window.context
    assert context is not None
    for tab in (CANDIDATES, EMPLOYERS):
        me.window.window.show_tab(tab)
        page.list.choose_show("planned")
        to_visit(context, me.people.before)
        rest(me, page)
        assert me.window.window.tab == VISITS
        assert page.dossier.key == me.people.before
        assert page.list.current() == me.people.before, "the list shows it, whatever it was narrowed to"


def test_a_visit_that_is_due_can_be_planned_from_vandaag_and_a_result_leads_to_its_visit(me: Visitor) -> None:
    page = page_of(me)
    context = me.window.context
    assert context is not None
    me.window.window.show_tab(CANDIDATES)
    whole = me.desk.dossiers.whole(me.people.daan)
    assert whole is not None
    found = me.desk.today.of(whole.placements[0].id, date(2026, 11, 23))
    due = next(one for one in found if one.rule in ("visit_rhythm", "visit_least"))
    go_to_signal(context, due)
    dialog = plan_dialog(me)
    assert [one.name for one in dialog.people] == ["Daan Vos"]
    assert dialog.people[0].about.placement == whole.placements[0].id
    assert me.window.window.tab == VISITS
    dialog.reject()
    me.settle()
    me.window.frame.activateWindow()
    whole = me.desk.dossiers.whole(me.people.thijs)
    assert whole is not None
    found = me.desk.today.of(whole.placements[0].id, date(2026, 11, 30))
    go_to_signal(context, next(one for one in found if one.rule == "result_not_shared"))
    rest(me, page)
    assert page.dossier.key == me.people.before
    assert me.focus is page.shown.acts["report"]


def test_nothing_is_seen_while_somebody_looks_along(me: Visitor) -> None:
    page = page_of(me)
    looking().set_on(True)
    me.settle()
    assert not page.list.isVisible()
    assert page.plan() is None
    looking().set_on(False)
    me.settle()
    assert page.list.isVisible()


def test_nothing_stays_after_a_lock(me: Visitor) -> None:
    page = page_of(me)
    page.close_page()
    me.settle()
    assert page.shown.found is None
    assert page.list.model.rowCount() == 0


@pytest.mark.parametrize("size", [(1366, 728), (1280, 720)])
def test_all_of_it_by_tab(me: Visitor, size: tuple[int, int]) -> None:
    planned(me)
    page = page_of(me)
    mark = me.window.window.findChild(BackupMark)
    assert mark is not None
    me.until(mark.isVisible)  # it comes from a lane, and may come in the middle of a walk
    me.window.frame.resize(*size)
    found = walk(me.window.frame, size)
    assert "Bezoeken" in found.stops
    assert "Start bezoek bij Thijs" in found.stops
    assert any(name.startswith("Afspraken met") for name in found.stops)
    page.list.more.click()
    me.settle()
    found = walk(me.window.frame, size)
    assert {"Soort contact", "Werkgever", "Vanaf", "Tot en met", "Filters wissen"} <= set(found.stops)
