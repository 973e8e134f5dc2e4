"""Fields that are not always there: those that are off until one turns them on, and those that nobody reads along."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.contract import WageValue
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.trouble import Trouble
from tests.ui.candidate_keys import CTRL, field, go, press, write
from tests.ui.employer_keys import employers_page, open_row
from tests.ui.fixtures import candidates_page, context_of, open_person, shown, shown_empty, throw_away, today
from tests.ui.walker import settle
from ui.desk_window import DeskWindow
from ui.forms.editors import Helpers
from ui.forms.rows import RowsEditor
from ui.forms.session import EditSession
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.settings.dialog import DATA, SettingsDialog
from ui.tabs.candidates import CandidatesPage
from ui.tabs.candidates.layout_placement import PHASES, WAGE_VALUES

__all__ = ["shown", "shown_empty"]


def turn(made: DeskWindow, qtbot: QtBot, *, on: bool) -> None:
    """Turn *BSN vastleggen* on or off, as people do."""
    context = context_of(made)
    dialog = SettingsDialog(context, context.window, DATA)
    dialog.show()
    settle()
    assert dialog.data.bsn.isChecked() is not on
    dialog.data.bsn.setFocus()
    QTest.keyClick(dialog.data.bsn, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.note.startswith("Opgeslagen"))
    assert context.desk.settings.record_bsn is on
    throw_away(dialog)
    made.frame.activateWindow()
    settle()


def bsn_box(page: CandidatesPage) -> Any:
    page.form.finish()
    return page.form.binder("candidate").field_box("bsn")


def says(parent: QWidget) -> str:
    return " ".join(one.text() for one in parent.findChildren(QLabel) if one.isVisibleTo(parent))


def full(*_: object) -> None:
    raise Trouble("De schijf is vol.", "De instelling is niet veranderd.")


def test_a_bsn_is_asked_for_as_soon_as_that_is_turned_on(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page)
    assert not bsn_box(page).isVisible()
    turn(shown, qtbot, on=True)
    assert bsn_box(page).isVisible()
    go(page, "bsn")
    write("111222334")
    qtbot.waitUntil(lambda: "elfproef" in bsn_box(page).message)
    press(Qt.Key.Key_A, CTRL)
    write("111222333")
    qtbot.waitUntil(lambda: not bsn_box(page).message)
    page.acts.save()
    turn(shown, qtbot, on=False)
    assert bsn_box(page).isVisible(), "what was recorded is shown"
    open_person(page, 1)
    assert not bsn_box(page).isVisible()
    open_person(page, 0)
    assert bsn_box(page).isVisible()
    assert field(page, "bsn").text() == "111222333"  # type: ignore[attr-defined]


def test_a_switch_that_is_not_kept_springs_back(shown: DeskWindow, qtbot: QtBot) -> None:
    context = context_of(shown)
    dialog = SettingsDialog(context, context.window, DATA)
    dialog.show()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(context.desk.settings), "_set", full)
        dialog.data.bsn.click()
        qtbot.waitUntil(dialog.data.trouble.isVisible)
    assert not dialog.data.bsn.isChecked()
    throw_away(dialog)


def test_what_one_kind_of_reader_may_see_folds_by_its_declaration(shown_empty: DeskWindow) -> None:
    desk = context_of(shown_empty).desk
    firm = Employer(name="Bakkerij", notes="De baas is ongeduldig.", supervisors=[Supervisor(name="Els")])
    person = Candidate(name_used="Sem", bsn="111222334", phone="06 12345678")
    desk.dossiers.add([firm, person, Placement(candidate=person.id, employer=firm.id, notes="Loopt stroef.")])
    page = candidates_page(shown_empty)
    page.list.load()
    open_person(page)
    page.form.finish()
    binders = {name: page.form.binder(name) for name in ("candidate", "placement", "employer")}
    private = [("candidate", "bsn"), ("placement", "notes"), ("employer", "notes"), ("candidate", "care")]
    looking().set_on(True)
    try:
        for record, name in private:
            made = binders[record].field_box(name)
            assert not made.editor.isVisibleTo(page), name
            assert FOLDED in says(made)
            assert "elfproef" not in says(made)
        assert binders["candidate"].field_box("phone").editor.isVisible()
        employers = employers_page(shown_empty)
        open_row(employers)
        employers.form.finish()
        assert not employers.form.binder("employer").field_box("notes").editor.isVisibleTo(employers)
    finally:
        looking().set_on(False)
    for record, name in private:
        assert binders[record].field_box(name).editor.isVisibleTo(page), name
    assert "elfproef" in binders["candidate"].field_box("bsn").message


def test_supervisors_are_whole_in_the_dossier_of_a_person(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    page.form.finish()
    editor = page.form.row_list("employer", "supervisors")
    first = editor.forms()[0].binder
    assert {"minutes", "backup", "leaves_on"} <= set(first.attributes())
    editor.make_row()
    settle()
    backup: Any = first.editor("backup").buddy
    assert "begeleider zonder naam" in [backup.itemText(at) for at in range(backup.count())]


def test_nobody_steps_to_somebody_else_while_somebody_looks_along(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    before = page.dossier.key
    looking().set_on(True)
    try:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            QTest.keyClick(page, key, Qt.KeyboardModifier.AltModifier)
            settle()
            assert page.dossier.key == before
    finally:
        looking().set_on(False)
    QTest.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    assert page.dossier.key != before


def test_a_phase_asks_only_what_belongs_to_its_kind(qtbot: QtBot) -> None:
    made = RowsEditor(PHASES, Helpers(today))
    qtbot.addWidget(made)
    lent = PlacementPhase(kind=PhaseKind.STAGE, lender="SOB Noord")
    session = EditSession(Placement(version=1, phases=[PlacementPhase(), lent]))
    made.bind(session)
    made.show()
    empty, other = made.forms()
    permitted, lender = (empty.binder.field_box(name) for name in ("permitted_on", "lender"))
    kind = empty.binder.editor("kind").widget
    assert (permitted.isVisible(), lender.isVisible()) == (False, False)
    QTest.keyClicks(kind, "proef")
    assert (permitted.isVisible(), lender.isVisible()) == (True, False)
    session.set(f"phases/{empty.key}/kind", PhaseKind.SECONDMENT)
    assert (permitted.isVisible(), lender.isVisible()) == (False, True)
    assert other.binder.field_box("lender").isVisible(), "what was filled in is shown"
    assert not other.binder.field_box("permitted_on").isVisible()
    made.bind(None)


def test_a_wage_value_without_a_day_says_so_kindly(qtbot: QtBot) -> None:
    made = RowsEditor(WAGE_VALUES, Helpers(today))
    qtbot.addWidget(made)
    known = WageValue(percentage=Decimal(38), measured_on=date(2026, 5, 1))
    made.bind(EditSession(Placement(version=1, wage_values=[WageValue(percentage=Decimal(40)), known])))
    marks = {form.value("percentage"): form.head.mark for form in made.forms()}  # type: ignore[union-attr]
    assert marks == {Decimal(40): "dag ontbreekt", Decimal(38): ""}
    made.bind(None)
