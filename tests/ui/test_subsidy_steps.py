"""The steps of an application by keyboard: sending in, what was decided, a change, renewing."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.services.desk import Desk
from tests.ui import subsidizing as at
from tests.ui.fixtures import TODAY
from tests.ui.subsidy_window import KEYS, fields, in_front, made, opened, press, stands, whole, window
from ui.desk_window import DeskWindow
from ui.dialogs.subsidy_step import SubsidyStepDialog

__all__ = ["made", "window"]


def test_sending_in_is_blocked_only_by_what_blocks(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    assert page.acts.step(SubsidyState.SUBMITTED) is None
    assert page.form.missing.list.hasFocus()
    dialog = page.acts.step(SubsidyState.READY)
    assert isinstance(dialog, SubsidyStepDialog), "laying it ready to be signed is always possible"
    dialog.act()
    qtbot.waitUntil(lambda: page.head.chip.words == "klaar voor ondertekening", timeout=5000)
    key = page.dossier.key
    assert key is not None
    assert [one.state for one in at.kept(desk, key).steps] == [SubsidyState.READY]


def test_the_way_to_granted_by_keyboard(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    key = whole(desk, made)
    page = at.page_of(qtbot, window, person=made.person)
    assert page.form.missing.words.startswith("Alles is er") or not fields(page)
    for state in (SubsidyState.READY, SubsidyState.SUBMITTED, SubsidyState.GRANTED):
        page.activateWindow()
        assert page.head.next is state
        page.acts.step(page.head.next)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SubsidyStepDialog)
        qtbot.waitUntil(partial(in_front, dialog), timeout=5000)
        press(KEYS.Key_Return)
        qtbot.waitUntil(partial(stands, page, state), timeout=10_000)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=5000)
    steps = at.kept(desk, key).steps
    assert [one.state for one in steps] == [SubsidyState.READY, SubsidyState.SUBMITTED, SubsidyState.GRANTED]
    assert steps[-1].amount == page.form.reckoning.total
    assert [one.words for one in page.head.track.stops if one.stage == 0] == ["Toegekend"]
    assert not page.form.sections["renewal"].isHidden()
    assert page.undo()
    at.rest(qtbot, page)
    assert at.kept(desk, key).steps[-1].state is SubsidyState.SUBMITTED


def test_a_grant_without_an_amount_is_asked_about_once(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made
) -> None:
    key = whole(desk, made)
    desk.subsidies.advance(key, SubsidyState.SUBMITTED, TODAY)
    page = at.page_of(qtbot, window, person=made.person)
    dialog = page.acts.step(SubsidyState.GRANTED)
    assert isinstance(dialog, SubsidyStepDialog)
    dialog.editors["amount"].set_value(None)
    dialog.act()
    assert dialog._boxes["amount"].message.startswith("Er staat geen bedrag.")
    assert at.kept(desk, key).steps[-1].state is SubsidyState.SUBMITTED
    dialog.act()
    qtbot.waitUntil(partial(stands, page, SubsidyState.GRANTED), timeout=10_000)
    assert at.kept(desk, key).steps[-1].amount is None


def test_a_refusal_shows_until_when_one_can_object(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    key = whole(desk, made)
    desk.subsidies.advance(key, SubsidyState.SUBMITTED, TODAY)
    page = at.page_of(qtbot, window, person=made.person)
    dialog = page.acts.step(SubsidyState.REFUSED)
    assert isinstance(dialog, SubsidyStepDialog)
    due = dialog.editors["due_on"].read().value
    assert due is not None
    assert due > TODAY
    dialog.editors["reason"].set_value("Te laat.")
    dialog.act()
    qtbot.waitUntil(lambda: "bezwaar" in page.form.state.term, timeout=5000)
    assert f"uiterlijk {due:%d-%m-%Y}" in page.head.told.words.lower()
    assert at.kept(desk, key).steps[-1].due_on == due


def test_a_step_on_a_day_that_comes_is_refused(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    dialog = page.acts.step(SubsidyState.READY)
    assert isinstance(dialog, SubsidyStepDialog)
    dialog.editors["happened_on"].set_value(date(2026, 12, 24))
    dialog.act()
    assert "komt nog" in dialog._boxes["happened_on"].message
    dialog.reject()


def test_a_change_is_told_and_then_gone(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    from beschutdesk.services.dossiers import Edit

    key = whole(desk, made)
    desk.subsidies.advance(key, SubsidyState.SUBMITTED, TODAY)
    house: Any = desk.dossiers.get("employer", made.house)
    desk.dossiers.save([Edit("employer", house.id, house.version, {"iban": "NL02ABNA0123456789"})])
    page = at.page_of(qtbot, window, person=made.person)
    assert not page.form.sections["changes"].isHidden()
    page.form.changes.list.setFocus()
    press(KEYS.Key_G)
    qtbot.waitUntil(page.form.sections["changes"].isHidden, timeout=5000)
    assert any(one.told_on == TODAY for one in at.kept(desk, key).facts)


def test_renewing_marks_what_changed(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    key = whole(desk, made)
    for state in (SubsidyState.SUBMITTED, SubsidyState.GRANTED):
        desk.subsidies.advance(key, state, TODAY)
    page = at.page_of(qtbot, window, person=made.person)
    page.acts.renew()
    at.rest(qtbot, page)
    new = page.dossier.key
    assert new is not None
    assert new != key
    assert at.kept(desk, new).renews == key
    assert at.kept(desk, new).why_more == at.WHY
    assert not page.form.sections["renewal"].isHidden()
    fields_ = [line.what.field for line in page.form.renewal.list.lines()]
    assert "since" in fields_
    page.form.renewal.before.click()
    at.rest(qtbot, page)
    assert page.dossier.key == key
