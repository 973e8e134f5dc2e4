"""What is not shared on purpose, when a trip saw two people: of one of them, or of both."""

from collections.abc import Iterator
from datetime import date, time
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from tests.ui.visiting import ALT, CTRL, KEYS, Visitor, put_away, visitor
from ui.dialogs.visit_print import VisitReportDialog
from ui.looking import current as looking
from ui.main_window import VISITS
from ui.tabs.visits import VisitsPage


@pytest.fixture
def me(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    made = visitor(qtbot, desk)
    yield made
    put_away(made.window)
    looking().set_on(False)


def page_of(me: Visitor, key: UUID) -> VisitsPage:
    """The tab, with this visit read."""
    me.window.window.show_tab(VISITS)
    page = me.window.window.page(VISITS)
    assert isinstance(page, VisitsPage)
    page.show_visit(key)
    me.until(lambda: page.shown.found is not None and page.shown.found.visit.id == key)
    return page


def kept(me: Visitor, key: UUID) -> Visit:
    """The record as it is in the vault."""
    found = me.desk.dossiers.get("visit", key)
    assert isinstance(found, Visit)
    return found


def two(me: Visitor) -> UUID:
    """A trip to Thijs and Roos."""
    subjects = [VisitSubject(candidate=one, team="Goed.") for one in (me.people.thijs, me.people.roos)]
    at = Appointment(date(2026, 11, 20), time(9, 0))
    visit = Visit(at=at, medium=Medium.VISIT, state=VisitState.DONE, subjects=subjects)
    me.desk.dossiers.add([visit])
    return visit.id


def test_of_two_people_one_result_can_be_withheld(me: Visitor) -> None:
    key = two(me)
    page = page_of(me, key)
    dialog = page.do("not_share")
    me.settle()
    assert [dialog.who.itemText(at) for at in range(3)] == ["iedereen", "Thijs Hoekstra", "Roos Kuiper"]
    dialog.who.setFocus()
    me.press(KEYS.Key_Down)
    dialog.reason.setFocus()
    me.type("Op verzoek van Thijs")
    me.press(KEYS.Key_Return)
    me.until(lambda: kept(me, key).subjects[0].not_shared_because == "Op verzoek van Thijs")
    assert kept(me, key).subjects[1].not_shared_because == ""
    me.until(lambda: "share_again" in page.shown.acts)
    assert {"not_share", "share_again"} <= set(page.shown.acts), "of the other one it can still be said"
    assert page.undo()
    assert kept(me, key).subjects[0].not_shared_because == ""


def test_who_looks_along_reads_no_names_in_a_question_about_two(me: Visitor) -> None:
    page = page_of(me, two(me))
    dialog = page.do("not_share")
    me.settle()
    me.press(KEYS.Key_F12, CTRL)
    assert looking().on, "the keys are heard in the dialog too"
    said = [str(one.text()) for one in dialog.findChildren(QLabel) if one.isVisible()]
    assert not any("Roos" in words for words in said)
    assert not dialog.who.isVisible()
    looking().set_on(False)
    assert dialog.who.isVisible()
    dialog.reject()


def finish_two(me: Visitor) -> UUID:
    """Write about two people and finish, up to the last question."""
    me.start()
    me.type("Goed")
    me.press(KEYS.Key_W, ALT)
    me.until(lambda: me.dialog is not None)
    me.type("Roos")
    me.press(KEYS.Key_Return)
    me.until(lambda: me.dialog is None)
    me.window.frame.activateWindow()  # without a window manager nobody else does
    me.until(QApplication.focusWidget)
    key = me.page.visit.id
    for _ in range(3):
        me.press(KEYS.Key_Return, CTRL)
    assert me.dialog.share is not None
    return key


def test_at_the_end_of_a_visit_the_reason_may_be_about_who_is_in_front(me: Visitor) -> None:
    key = finish_two(me)
    share = me.dialog.share
    share.never.click()
    me.settle()
    assert share.who.isVisible()
    assert [share.who.itemText(at) for at in range(2)] == ["iedereen in dit bezoek", "alleen Roos"]
    share.who.setFocus()
    me.press(KEYS.Key_Down)
    share._reason.setFocus()
    me.type("Op verzoek van Roos")
    me.press(KEYS.Key_Return)
    me.until(lambda: me.window.window.mode is None)
    thijs, roos = kept(me, key).subjects
    assert (thijs.not_shared_because, roos.not_shared_because) == ("", "Op verzoek van Roos")
    me.window.window._undo()
    again = kept(me, key)
    assert again.state is VisitState.CONCEPT
    assert [one.not_shared_because for one in again.subjects] == ["", ""], "all of the end is taken back"


def test_what_is_still_open_says_about_whom_and_names_nobody_else(me: Visitor) -> None:
    finish_two(me)
    (said,) = [one.text() for one in me.dialog.share.findChildren(QLabel) if one.text().startswith("Nog open")]
    assert "·  Roos: Hoe ga je hier weg" in said
    assert "·  Bij een ander in dit bezoek: Hoe ga je hier weg" in said
    assert "Thijs" not in said


def test_who_looks_along_gets_no_dialog_that_names_both(me: Visitor) -> None:
    key = finish_two(me)
    looking().set_on(True)
    me.press(KEYS.Key_Return, CTRL)
    me.until(lambda: me.window.window.mode is None)
    me.settle()
    assert not any(isinstance(one, VisitReportDialog) for one in QApplication.topLevelWidgets() if one.isVisible())
    assert kept(me, key).state is VisitState.DONE
