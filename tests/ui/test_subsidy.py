"""The tab Subsidie by keyboard: the list, beginning, filling in, what is missing, the amount, steps, renewing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.supervision_subsidy import Applicant, SubsidyState
from beschutdesk.services.desk import Desk
from tests.ui import subsidizing as at
from tests.ui.fixtures import TODAY
from tests.ui.subsidy_window import KEYS, fields, keys, made, opened, press, window
from ui.desk_window import DeskWindow
from ui.dialogs.subsidy_begin import SubsidyBeginDialog
from ui.main_window import CANDIDATES, EMPLOYERS, SUBSIDY

__all__ = ["made", "window"]


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
