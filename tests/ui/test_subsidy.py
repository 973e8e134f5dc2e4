"""The tab Subsidie by keyboard: the list, beginning, filling in, what is missing, the amount, steps, renewing."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.supervision_subsidy import Applicant, SubsidyState
from beschutdesk.rules.signals.signal import Where
from beschutdesk.services.desk import Desk
from tests.ui import subsidizing as at
from tests.ui.fixtures import TODAY, put_away, show_desk
from tests.ui.walker import walk
from ui.desk_window import DeskWindow
from ui.dialogs.subsidy_begin import SubsidyBeginDialog
from ui.dialogs.subsidy_step import SubsidyStepDialog
from ui.finding import find
from ui.going import _to_record, go, to_subsidy
from ui.looking import current as looking
from ui.main_window import CANDIDATES, EMPLOYERS, SUBSIDY
from ui.shell.backup_mark import BackupMark
from ui.tabs.subsidy import SubsidyPage

KEYS, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(desk: Desk) -> at.Made:
    desk.schemes.save(at.SCHEME)
    return at.dossiers(desk)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, made: at.Made, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskWindow]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    shown = show_desk(qtbot, desk)
    yield shown
    put_away(shown)
    looking().set_on(False)


def press(key: Qt.Key, hold: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, hold)
    QApplication.processEvents()


def keys(text: str) -> None:
    """Type where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def opened(qtbot: QtBot, window: DeskWindow, made: at.Made) -> SubsidyPage:
    """The page with the application of the first one, begun with Ctrl+N."""
    page = at.page_of(qtbot, window, person=made.person)
    if page.dossier.key is None:
        page.acts.begin()
        at.rest(qtbot, page)
    return page


def fields(page: SubsidyPage, *, blocks: bool = True) -> list[str]:
    """The fields that something is missing in."""
    return [one.field for one in page.form.missing.checks if one.blocks is blocks]


# -- the list ----------------------------------------------------------------------------------------------------------


def test_an_empty_vault_says_what_to_do_and_does_it(qtbot: QtBot, window: DeskWindow) -> None:
    page = at.page_of(qtbot, window)
    assert page._whole.currentIndex() == 1, "nothing was ever asked for"
    press(KEYS.Key_Space)  # the one act has the focus
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SubsidyBeginDialog)
    QTest.keyClicks(dialog.who, "thijs")
    QTest.keyClick(dialog.who, KEYS.Key_Return)
    assert QApplication.focusWidget() is dialog.places
    press(KEYS.Key_Return)
    qtbot.waitUntil(lambda: page.dossier.key is not None, timeout=5000)
    qtbot.waitUntil(lambda: page.dossier.title == "Zwembad De Golf voor Thijs Hoekstra", timeout=5000)


def test_somebody_without_a_placement_is_told_to_make_one_first(qtbot: QtBot, window: DeskWindow, desk: Desk) -> None:
    from beschutdesk.dossier.candidate import Candidate

    nobody = Candidate(name_used="Daan")
    desk.dossiers.add([nobody])
    page = at.page_of(qtbot, window, person=nobody.id)
    dialog = page.acts.begin()
    assert isinstance(dialog, SubsidyBeginDialog)
    assert "Zet die eerst in het dossier" in dialog.who_box.message
    dialog.act()
    assert desk.dossiers.ids("supervision_subsidy") == []
    dialog.reject()


def test_another_name_lets_go_of_the_placement_that_was_chosen(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made
) -> None:
    page = at.page_of(qtbot, window)
    dialog = page.acts.begin()
    assert isinstance(dialog, SubsidyBeginDialog)
    for typed in ("thijs", "zzzz"):
        dialog.who.clear()
        QTest.keyClicks(dialog.who, typed)
        QTest.keyClick(dialog.who, KEYS.Key_Return)
    assert "Niemand gevonden" in dialog.who_box.message
    dialog.act()
    assert dialog.isVisible()
    assert desk.dossiers.ids("supervision_subsidy") == []
    dialog.reject()


def test_the_list_is_narrowed_by_part_state_and_name(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made
) -> None:
    sent = at.begun(desk, made.place)
    desk.subsidies.advance(sent, SubsidyState.READY, TODAY)
    at.begun(desk, made.elsewhere)
    page = at.page_of(qtbot, window)
    assert page.list.number.text() == "2 aanvragen"
    page.list.choose_show("to_send")
    assert page.list.model.rowCount() == 2
    page.list.choose_show("state:ready")
    assert page.list.number.text() == "1 aanvraag"
    assert page.list.current() is None
    page.list.filter.setText("kringloop")
    page.list.load()
    assert page.list.model.rowCount() == 0
    page.list.clear_filter()
    assert page.list.model.rowCount() == 2
    told = [str(page.list.model.data(page.list.model.index(row, 0), Qt.ItemDataRole.ToolTipRole)) for row in range(2)]
    assert any("klaar voor ondertekening" in one and "Zwembad De Golf" in one for one in told), told


def test_ctrl_n_begins_one_for_the_only_placement_and_goes_on_with_it(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made
) -> None:
    page = at.page_of(qtbot, window, person=made.person)
    window.begin_here()
    at.rest(qtbot, page)
    (key,) = desk.dossiers.ids("supervision_subsidy")
    assert page.dossier.key == key
    assert at.kept(desk, key).signatory == "H. Wit", "filled in from the dossier"
    window.begin_here()
    assert desk.dossiers.ids("supervision_subsidy") == [key], "a second one for the same place is not begun"
    assert page.undo()
    assert desk.dossiers.ids("supervision_subsidy") == []


def test_another_person_shows_that_application_or_offers_to_begin(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made
) -> None:
    first = at.begun(desk, made.place)
    page = at.page_of(qtbot, window, person=made.person)
    assert page.dossier.key == first
    assert window.context is not None
    window.context.choose(made.alone)
    QApplication.processEvents()
    assert not list(page.dossier.sessions())
    assert page._pick_one.accessibleName() == "Nog geen aanvraag voor Roos"
    page.list.step(1)
    at.rest(qtbot, page)
    assert page.dossier.key == first
    person = window.window.header.person
    assert person is not None
    assert "Thijs" in person.name


# -- filling in --------------------------------------------------------------------------------------------------------


def test_what_is_missing_leads_to_its_field_and_goes_when_it_is_there(
    qtbot: QtBot, window: DeskWindow, made: at.Made
) -> None:
    page = opened(qtbot, window, made)
    assert {"why_more", "without", "consent_on", "goals", "answers:space", "signed_on"} <= set(fields(page))
    at_ = [one.field for one in page.form.missing.checks].index("consent_on")
    page.enter_missing()
    page.form.missing.list.go_to(at_)
    press(KEYS.Key_Return)
    assert page.form.field_in_focus() == "consent_on"
    keys("vandaag")
    press(KEYS.Key_Tab)
    qtbot.waitUntil(lambda: "consent_on" not in fields(page), timeout=5000)
    page.go_to_field("answers:space")
    assert page.form.field_in_focus() == "answers:space"
    keys("In de kantine.")
    qtbot.waitUntil(lambda: "answers:space" not in fields(page), timeout=5000)


def test_f8_walks_through_what_is_missing(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    wanted = [one for one in dict.fromkeys(fields(page)) if "." not in one]
    seen = []
    for _ in wanted:
        page.next_missing()
        seen.append(page.form.field_in_focus())
    assert seen == wanted


def test_f8_goes_on_behind_what_stands_elsewhere(
    qtbot: QtBot, window: DeskWindow, made: at.Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at.page_of(qtbot, window, person=made.alone)
    page.acts.begin()
    at.rest(qtbot, page)
    wanted = list(dict.fromkeys(one.field for one in page.form.missing.checks))
    assert {"employer.iban", "candidate.municipality", "attachments:contract", "signed_on"} <= set(wanted)
    gone: list[str] = []
    go = page.go_to_field

    def follow(field: str) -> None:
        gone.append(field)
        go(field)

    monkeypatch.setattr(page, "go_to_field", follow)
    for _ in wanted:
        page.next_missing()
        QApplication.processEvents()
        if window.window.tab != SUBSIDY:
            window.window.show_tab(SUBSIDY)
            at.rest(qtbot, page)
    assert gone == wanted


def test_a_point_of_the_dossier_leads_to_the_dossier(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = at.page_of(qtbot, window, person=made.alone)
    page.acts.begin()
    at.rest(qtbot, page)
    assert {"employer.kvk", "employer.iban", "candidate.municipality", "placement.terms"} <= set(fields(page))
    page.go_to_field("employer.iban")
    assert window.window.tab == EMPLOYERS
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "IBAN"
    window.window.show_tab(SUBSIDY)
    page.go_to_field("placement.terms")
    assert window.window.tab == CANDIDATES


def test_proposals_fill_only_on_request_and_are_taken_back(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    session = page.dossier.main
    assert session is not None
    assert session.value("why_more") == ""
    session.set("why_more", at.WHY)
    page.acts.fill(("why_more", "without", "goals"))
    assert session.value("why_more").startswith(at.WHY), "what stood there is not lost"
    assert "kleedhokjes" in session.value("why_more")
    assert len(session.rows("goals")) == 2
    assert page.undo()
    assert session.value("why_more") == at.WHY
    assert session.value("without") == ""
    assert session.rows("goals") == []


def test_a_proposal_that_was_changed_since_is_not_taken_away(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    session = page.dossier.main
    assert session is not None
    page.acts.fill(("without",))
    session.set("without", "Eigen woorden.")
    page.undo()
    assert session.value("without") == "Eigen woorden."


def test_the_plan_has_three_goals_at_most(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    editor = page.form.row_list("supervision_subsidy", "goals")
    for _ in range(3):
        assert not editor.add.isHidden()
        editor.make_row()
    assert editor.add.isHidden()
    editor.take_out(editor.forms()[0].key)
    assert not editor.add.isHidden()


def test_somebody_else_asks_and_only_then_is_asked_who(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    session, other = page.dossier.main, page.form._other
    assert session is not None
    assert other is not None
    assert other.isHidden()
    assert ("IBAN", "NL91ABNA0417164300") in page.form.employer.facts
    session.set("applicant", Applicant.SOB)
    assert not other.isHidden()
    assert page.form.employer.isHidden()


def test_what_is_typed_is_a_draft_and_comes_back(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    key = page.dossier.key
    assert key is not None
    page.go_to_field("usual")
    keys("Een praatje per dag.")
    qtbot.waitUntil(lambda: desk.drafts.find(key) is not None, timeout=5000)
    draft = desk.drafts.find(key)
    assert draft is not None
    assert draft.changes["usual"] == "Een praatje per dag."
    assert page.acts.save()
    assert at.kept(desk, key).usual == "Een praatje per dag."
    assert desk.drafts.find(key) is None


def test_a_save_elsewhere_of_the_same_field_asks(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    from ui.tabs.candidates.conflict import ConflictDialog

    page = opened(qtbot, window, made)
    key, session = page.dossier.key, page.dossier.main
    assert key is not None
    assert session is not None
    session.set("notes", "Van mij.")
    at.change(desk, key, notes="Van elders.")
    assert not page.acts.save()
    dialog = page.findChild(ConflictDialog)
    assert dialog is not None
    dialog.reject()
    assert session.value("notes") == "Van mij.", "nothing that was typed is lost"


# -- the amount --------------------------------------------------------------------------------------------------------


def test_the_amount_follows_what_is_typed_line_by_line(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    session, panel = page.dossier.main, page.form.reckoning
    assert session is not None
    session.set("since", date(2026, 1, 1))
    session.set("until", date(2026, 12, 31))
    exact = (Decimal(7800) * 24 / 31).quantize(Decimal("0.01"))
    qtbot.waitUntil(lambda: panel.total is None and not page.gatherer.waits, timeout=5000)
    assert panel.list.isHidden() or panel.total is None, "hours before October are not known"
    session.set("since", date(2026, 10, 1))
    qtbot.waitUntil(lambda: panel.total is not None, timeout=5000)
    assert panel.total is not None
    assert Decimal(0) < panel.total < exact
    what, _, amount, total = panel.list.sums()[-1]
    assert (what, amount, total) == ("Aan te vragen", panel.total, True)
    assert "Besluit Waterdam 2026" in panel.words
    assert "Concept Waterdam 2027" not in panel.words, "no year that does not count"


def test_an_unverified_rate_is_said_in_words(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    session = page.dossier.main
    assert session is not None
    session.set("since", date(2027, 1, 1))
    session.set("until", date(2027, 6, 30))
    qtbot.waitUntil(lambda: "geverifieerd" in page.form.reckoning.words, timeout=5000)
    assert not page.form.reckoning._unsure.isHidden()


def test_an_unknown_year_is_asked_and_never_guessed(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    session = page.dossier.main
    assert session is not None
    session.set("since", date(2028, 1, 1))
    session.set("until", date(2028, 12, 31))
    qtbot.waitUntil(lambda: not page.form.reckoning._asks.isHidden(), timeout=5000)
    assert page.form.reckoning.total is None
    assert "‘Regelingen bekijken of toevoegen’" in page.form.reckoning.words


def test_more_hours_than_the_scheme_names_ask_whether_that_pays_more(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made
) -> None:
    from beschutdesk.dossier import codec
    from beschutdesk.services.dossiers import Edit

    place: Any = desk.dossiers.get("placement", made.place)
    new = codec.copy(place)
    new.terms[0].hours = Decimal(36)
    changes = codec.changes(codec.flatten(place), codec.flatten(new))
    desk.dossiers.save([Edit("placement", place.id, place.version, changes)])
    page = opened(qtbot, window, made)
    assert page.form._cap is not None
    assert not page.form._cap.isHidden()


# -- steps -------------------------------------------------------------------------------------------------------------


def in_front(dialog: QWidget) -> bool:
    """Whether the keys go to a dialog."""
    focus = QApplication.focusWidget()
    return focus is not None and dialog.isAncestorOf(focus)


def stands(page: SubsidyPage, state: SubsidyState) -> bool:
    """Whether what is open has come in a state."""
    return page.found is not None and page.found.state is state


def whole(desk: Desk, made: at.Made) -> UUID:
    """An application in which nothing is missing."""
    from beschutdesk.dossier.supervision_subsidy import SubsidyAnswer

    return at.begun(
        desk, made.place, why_more=at.WHY, without="Dan blijft het werk liggen.", consent_on=TODAY, signed_on=TODAY,
        goals=[at.goal()], answers=[SubsidyAnswer(asked="space", answer="In de kantine.")],
    )  # fmt: skip


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


# -- around it ---------------------------------------------------------------------------------------------------------


def test_signals_and_search_lead_here(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    key = at.begun(desk, made.place)
    context = window.context
    assert context is not None
    to_subsidy(context, key, "consent_on")
    page = window.window.page(SUBSIDY)
    assert isinstance(page, SubsidyPage)
    qtbot.waitUntil(lambda: page.form.field_in_focus() == "consent_on", timeout=10_000)
    context.choose(None)
    window.window.show_tab(CANDIDATES)
    where = Where("placement", made.elsewhere, "subsidy")
    _to_record(context, where.record, where.id, made.alone, (where.section, None))
    assert window.window.tab == SUBSIDY
    assert page.person == made.alone
    window.window.show_tab(CANDIDATES)
    (result,) = (one for one in find(desk, "hoekstra") if one.group == "Subsidie")
    assert go(context, result.payload)
    assert window.window.tab == SUBSIDY
    assert page.dossier.key == key


def test_nobody_reads_other_names_over_a_shoulder(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    at.begun(desk, made.elsewhere)
    page = opened(qtbot, window, made)
    assert page.list.isVisible()
    looking().set_on(True)
    QApplication.processEvents()
    assert not page.list.isVisible()
    assert page.right.isVisible()
    notes = page.form.binder("supervision_subsidy").field_box("notes")
    assert not notes.editor.isVisibleTo(page)
    looking().set_on(False)
    QApplication.processEvents()
    assert page.list.isVisible()


def test_throwing_away_and_taking_back(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    key = page.dossier.key
    assert key is not None
    page.list.view.setFocus()
    press(KEYS.Key_Delete)
    assert page.dossier.key is None
    page.list.choose_show("trash")
    assert page.list.in_trash
    page.list.view.setFocus()
    page.list.view.go_to(0)
    press(KEYS.Key_Return)
    at.rest(qtbot, page)
    assert page.dossier.key == key
    assert at.kept(desk, key).deleted_at is None


def test_every_stop_has_a_name_and_is_reached(qtbot: QtBot, window: DeskWindow, made: at.Made) -> None:
    page = opened(qtbot, window, made)
    page.acts.fill(("goals",))
    at.rest(qtbot, page)
    mark = window.window.findChild(BackupMark)
    assert mark is not None
    qtbot.waitUntil(mark.isVisible, timeout=10_000)  # else it comes in the middle of the walk
    found = walk(window.frame, pictures=False)
    assert "Wat is gewone begeleiding bij dit werk" in found.stops


def test_tab_follows_the_form_from_top_to_bottom(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    asked = '[[scheme.paper]]\nkey = "contract"\nlabel = "Contract"\nneeded_when = "always"\nsource = "Proef"\n'
    desk.schemes.save(f"{at.SCHEME}\n{asked}")
    page = opened(qtbot, window, made)
    page.acts.fill(("goals",))
    at.rest(qtbot, page)
    page.form.go_to_first("why")
    first, found = QApplication.focusWidget(), list[str]()
    for _ in range(60):
        press(KEYS.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or focus is first or not page.form.isAncestorOf(focus):
            break
        found.append(focus.accessibleName() or getattr(focus, "text", str)())
    stops = ("Wat is het doel", "Waar krijgt de werknemer begeleiding", "Contract: bestand kiezen", "Andere bijlage")
    steps = ("Dag", "Klaar voor ondertekening…", "Ingetrokken…", "Aantekeningen bij de aanvraag")
    places = [found.index(one) for one in (*stops, *steps)]
    assert places == sorted(places)


def test_the_index_counts_papers_and_questions(qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made) -> None:
    asked = '[[scheme.paper]]\nkey = "contract"\nlabel = "Contract"\nneeded_when = "always"\nsource = "Proef"\n'
    desk.schemes.save(f"{at.SCHEME}\n{asked}")
    page = opened(qtbot, window, made)

    def counted() -> dict[str, tuple[int, int]]:
        return {one.key: (one.done, one.total) for one in page.form.entries() if one.key in ("papers", "questions")}

    assert counted() == {"papers": (0, 1), "questions": (0, 1)}
    page.go_to_field("answers:space")
    keys("In de kantine.")
    assert counted()["questions"] == (1, 1)


def test_another_application_is_shown_once_and_nothing_of_the_former_one(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, window, made)
    other = at.begun(desk, made.elsewhere)
    shown: list[object] = []
    tell = page.form.missing.show_checks

    def show(found: Any, *rest: Any, **more: Any) -> None:
        shown.append(found)
        tell(found, *rest, **more)

    monkeypatch.setattr(page.form.missing, "show_checks", show)
    page.show_subsidy(other)
    at.rest(qtbot, page)
    assert shown[0] is None, "what was read around the former one is not this one's"
    assert len(shown) == 2
    assert page.form.missing.checks


def test_what_is_done_beside_the_fields_is_told_in_its_own_words(
    qtbot: QtBot, window: DeskWindow, desk: Desk, made: at.Made
) -> None:
    page = opened(qtbot, window, made)
    told: list[str] = []
    window.window.toast = lambda words, *_, **__: told.append(words)  # type: ignore[method-assign]
    page.go_to_field("log")
    keys("gisteren")
    press(KEYS.Key_Tab)
    keys("45")
    press(KEYS.Key_Return)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == ["De regel staat in het logboek."]
