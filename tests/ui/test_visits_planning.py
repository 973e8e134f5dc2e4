"""Planning a visit: what is typed outlives a lock, and can be taken up, given up, and taken back."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.visit import Medium, Visit, VisitState
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.ui.visiting import CTRL, KEYS, Visitor, plan_dialog, put_away, visitor
from tests.ui.visits_tab import kept, page_of, rest
from ui.going import _to_draft
from ui.looking import current as looking
from ui.main_window import CANDIDATES
from ui.tabs.candidates.placement_notices import PLAN_VISIT


@pytest.fixture
def me(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    made = visitor(qtbot, desk)
    yield made
    put_away(made.window)
    looking().set_on(False)


def typed(me: Visitor) -> None:
    """Type a visit to two people, by phone, on a day that is not the proposed one."""
    page_of(me).plan(me.people.thijs)
    me.settle()
    dialog = plan_dialog(me)
    dialog.who.setFocus()
    me.type("Roos")
    me.press(KEYS.Key_Return)
    dialog.medium.setFocus()
    me.press(KEYS.Key_Down)
    dialog.when.line.setFocus()
    dialog.when.line.selectAll()
    me.type("over 2 wek")


def stands(me: Visitor) -> None:
    """All of it stands there."""
    dialog = plan_dialog(me)
    assert [one.name for one in dialog.people] == ["Thijs Hoekstra", "Roos Kuiper"]
    assert dialog.medium.currentData() is Medium.PHONE
    assert dialog.when.line.text() == "over 2 wek"


def planned(desk: Desk) -> list[Visit]:
    """The visits that are planned."""
    found = [desk.dossiers.get("visit", key) for key in desk.dossiers.ids("visit")]
    return [one for one in found if isinstance(one, Visit) and one.state is VisitState.PLANNED]


@pytest.mark.alone
def test_what_is_typed_is_on_disk_within_a_second_and_planned_once(me: Visitor) -> None:
    typed(me)
    me.until(me.desk.drafts.all, timeout=1000)
    (draft,) = me.desk.drafts.all()
    assert me.desk.notes.unfinished() == [], "it is no quick note"
    me.type("en")
    me.press(KEYS.Key_Return, CTRL)
    me.until(lambda: planned(me.desk))
    (visit,) = planned(me.desk)
    assert visit.id == draft.id
    assert visit.at is not None
    assert (visit.at.day, visit.medium) == (date(2026, 12, 7), Medium.PHONE)
    assert [one.candidate for one in visit.subjects] == [me.people.thijs, me.people.roos]
    assert me.desk.drafts.all() == []
    me.qtbot.wait(800)
    assert me.desk.drafts.all() == [], "nothing is written after it"


def test_nothing_chosen_leaves_nothing(me: Visitor) -> None:
    page_of(me).plan(me.people.thijs)
    me.settle()
    plan_dialog(me).reject()
    me.qtbot.wait(800)
    assert me.desk.drafts.all() == []


def test_a_lock_keeps_it_and_the_next_time_it_stands_there(me: Visitor) -> None:
    typed(me)
    folder = me.window.folder
    assert me.window.lock()
    me.desk = profile.open_with_passphrase(folder, PASSPHRASE)
    me.window.open(me.desk)
    me.settle(10)
    page_of(me)
    me.window.frame.activateWindow()  # without a window manager nobody else does
    me.until(QApplication.focusWidget)
    me.press(KEYS.Key_N, CTRL)
    stands(me)
    plan_dialog(me).reject()


def test_vandaag_leads_back_to_it(me: Visitor) -> None:
    typed(me)
    me.until(me.desk.drafts.all)
    looking().set_on(True)
    me.settle()
    assert me.dialog is None, "names of others stand there"
    looking().set_on(False)
    (draft,) = me.desk.drafts.all()
    assert me.window.context is not None
    _to_draft(me.window.context, f"draft:visit:{draft.id}")
    me.settle()
    stands(me)
    plan_dialog(me).reject()


def test_giving_up_can_be_taken_back(me: Visitor) -> None:
    typed(me)
    me.until(me.desk.drafts.all)
    me.press(KEYS.Key_Escape)
    assert me.dialog is None
    assert me.desk.drafts.all() == []
    me.window.frame.activateWindow()
    me.window.window._undo()
    me.until(lambda: me.dialog is not None)
    stands(me)
    plan_dialog(me).reject()


def test_somebody_else_gets_an_empty_one(me: Visitor) -> None:
    typed(me)
    me.until(me.desk.drafts.all)
    looking().set_on(True)
    looking().set_on(False)
    me.settle()
    dialog = page_of(me).plan(me.people.daan)
    assert [one.name for one in dialog.people] == ["Daan Vos"]
    assert not dialog._own
    dialog.reject()
    dialog = page_of(me).plan(me.people.roos)
    stands(me)
    dialog.reject()


def test_the_keys_of_looking_along_are_heard_and_close_it(me: Visitor) -> None:
    typed(me)
    me.press(KEYS.Key_F12, CTRL)
    assert looking().on
    assert me.dialog is None
    me.until(me.desk.drafts.all)


def test_a_part_of_a_day_plans_at_its_usual_hour_and_says_so(me: Visitor) -> None:
    page_of(me).plan(me.people.thijs)
    me.settle()
    dialog = plan_dialog(me)
    dialog.when.line.setFocus()
    dialog.when.line.selectAll()
    me.type("vrijdagmiddag")
    assert "Vrijdag 27 november 2026, om 14.00 uur als je geen tijd typt" in dialog.when._note.text()
    me.press(KEYS.Key_Return, CTRL)
    me.until(lambda: planned(me.desk))
    (visit,) = planned(me.desk)
    assert visit.at is not None
    assert (visit.at.day, visit.at.at) == (date(2026, 11, 27), time(14))


def test_the_notice_of_a_placement_plans_a_visit_for_that_placement(me: Visitor) -> None:
    whole = me.desk.dossiers.whole(me.people.daan)
    assert whole is not None
    (first,) = whole.placements
    context = me.window.context
    assert context is not None
    context.choose(me.people.daan)
    me.window.window.show_tab(CANDIDATES)
    page: Any = me.window.window.page(CANDIDATES)
    says = page.form.says
    me.until(lambda: any(one.section == PLAN_VISIT for one in says.notices))
    note = next(one for one in says._notes if one.notice is not None and one.notice.section == PLAN_VISIT)
    assert note.findChild(QPushButton).text() == "Bezoek plannen"
    note.acted.emit()
    me.settle()
    dialog = plan_dialog(me)
    assert [one.about.placement for one in dialog.people] == [first.id]
    assert me.window.window.tab == CANDIDATES, "one stays where one was"
    me.press(KEYS.Key_Return, CTRL)
    me.until(lambda: planned(me.desk))
    me.until(lambda: not any(one.section == PLAN_VISIT for one in says.notices))


def test_a_name_that_was_typed_and_not_taken_is_not_left_out_in_silence(me: Visitor) -> None:
    page_of(me).plan(me.people.thijs)
    me.settle()
    dialog = plan_dialog(me)
    dialog.who.setFocus()
    me.type("Roos")
    me.press(KEYS.Key_Tab)
    me.press(KEYS.Key_Return, CTRL)
    assert dialog.isVisible()
    assert "maak dit veld leeg" in dialog.who_box.message
    assert me.focus is dialog.who
    me.press(KEYS.Key_Return)
    me.press(KEYS.Key_Return, CTRL)
    me.until(lambda: planned(me.desk))
    (visit,) = planned(me.desk)
    assert len(visit.subjects) == 2


def test_ctrl_n_plans_a_visit_for_two_by_keyboard(me: Visitor) -> None:
    page = page_of(me)
    page.list.enter()
    me.press(KEYS.Key_N, CTRL)
    dialog = plan_dialog(me)
    me.type("Thijs")
    me.press(KEYS.Key_Return)
    me.type("Roos")
    me.press(KEYS.Key_Return)
    assert [one.name for one in dialog.people] == ["Thijs Hoekstra", "Roos Kuiper"]
    assert "Zwembad De Golf" in dialog._where.text(), "the employer comes from the placement"
    assert dialog.when.value is not None, "proposed from the rhythm"
    assert "kennismaking" in dialog.when._note.text()
    dialog.when.line.setFocus()
    dialog.when.line.selectAll()
    me.type("over 2 weken")
    assert "2026" in dialog.when._note.text(), "the full date is shown while typing"
    me.press(KEYS.Key_Return, CTRL)
    me.until(lambda: len(me.desk.visit_lists.rids(page.list.wanted, today=date(2026, 11, 23))) == 2)
    rest(me, page)
    visit = kept(me, page.list.model.key_at(0))
    assert visit.state is VisitState.PLANNED
    assert [one.candidate for one in visit.subjects] == [me.people.thijs, me.people.roos]
    assert visit.at is not None
    assert visit.at.day == date(2026, 12, 7)
    assert page.undo()
    assert kept(me, visit.id).deleted_at is not None


def test_planning_refuses_nobody_and_a_day_that_was_is_written_up(me: Visitor) -> None:
    page = page_of(me)
    dialog = page.plan()
    me.settle()
    dialog.act()
    assert dialog.who_box.message
    me.type("Daan")
    me.press(KEYS.Key_Return)
    dialog.when.line.setFocus()
    dialog.when.line.selectAll()
    assert dialog.act_button.text() == "Plannen"
    me.type("19-11-2026 om 14 uur")
    assert "schrijft dit bezoek nu op" in dialog.when._note.text()
    assert dialog.act_button.text() == "Opschrijven"
    me.press(KEYS.Key_Return)
    me.until(lambda: me.window.window.mode is not None)
    visit = me.kept()
    assert visit.at is not None
    assert (visit.at.day, visit.at.at, visit.state) == (date(2026, 11, 19), time(14), VisitState.CONCEPT)
    assert [one.candidate for one in visit.subjects] == [me.people.daan]
    assert planned(me.desk) == []
    assert me.desk.drafts.find(visit.id) is None, "what was typed became the visit"


def test_planning_an_employer_alone(me: Visitor) -> None:
    page = page_of(me)
    dialog = page.plan()
    me.settle()
    me.type("Kringloop")
    assert dialog.list.current_item().payload[0] == "employer"
    me.press(KEYS.Key_Return)
    assert dialog._house is not None
    dialog.when.line.setFocus()
    me.type("do 9.30")
    dialog.act()
    me.until(lambda: any(not kept(me, key).subjects for key in me.desk.dossiers.ids("visit")))
    rest(me, page)
