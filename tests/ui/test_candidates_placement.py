"""The placement in a dossier: everything of it can be reached and filled in by keyboard, with little typing."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.contract import Contract, ContractKind, EmployingParty
from beschutdesk.dossier.fields import REGISTRY, shape_of
from beschutdesk.dossier.lasting import Agreement
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.rules.signals import RULES
from tests.ui.candidate_keys import press, write
from tests.ui.fixtures import candidates_page, open_person, shown, shown_empty, throw_away, today
from ui.desk_window import DeskWindow
from ui.forms.editors import Helpers
from ui.forms.row_head import RowHead
from ui.forms.rows import RowForm, RowsEditor, RowsPlan
from ui.forms.session import EditSession
from ui.tabs.candidates.arriving import section_of
from ui.tabs.candidates.layout_placement import AGREEMENTS, CONTRACTS, PHASES, SECTIONS
from ui.tabs.candidates.placement_notices import TO_SUBSIDY
from ui.tabs.candidates.row_marks import chain_marks, holding
from ui.tabs.dossiers.plan import Fields

__all__ = ["shown", "shown_empty"]

_OWN = {"evaluations", "success_checks"}
"""Lists with a part of their own."""


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def head(form: RowForm) -> RowHead:
    assert isinstance(form.head, RowHead)
    return form.head


# -- all of it ---------------------------------------------------------------------------------------------------------


def test_every_field_of_a_placement_stands_in_the_form_once() -> None:
    parts = [part for plan in SECTIONS for part in plan.parts]
    fields = [name for part in parts if isinstance(part, Fields) for name in part.attributes]
    shape = shape_of("placement")
    assert sorted(fields) == sorted(set(shape.specs) - {"candidate", "employer"})
    lists = {part.attribute: part for part in parts if isinstance(part, RowsPlan)}
    assert set(lists) == set(shape.children) - _OWN
    for attribute, plan in lists.items():
        row = REGISTRY[shape.children[attribute]]
        assert sorted(name for line in plan.lines for name in line) == sorted(set(row.specs) - {"readers"}), attribute


def test_every_signal_on_a_dossier_leads_somewhere() -> None:
    placed = [rule for rule in RULES.values() if rule.record in ("placement", "portfolio", "candidate")]
    lost = {rule.section for rule in placed if section_of(rule.section) is None}
    assert placed
    assert lost == {TO_SUBSIDY}, "that one leads to another tab"


# -- rows that fold ----------------------------------------------------------------------------------------------------


@pytest.fixture
def agreements(qtbot: QtBot) -> Iterator[RowsEditor]:
    made = RowsEditor(AGREEMENTS, Helpers(today))
    made.resize(700, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.bind(EditSession(Placement(version=1, agreements=[Agreement(what="Bellen"), Agreement(what="Rooster")])))
    yield made
    made.bind(None)
    throw_away(made)


def test_a_row_is_one_line_until_it_is_opened(agreements: RowsEditor) -> None:
    first, second = agreements.forms()
    assert agreements.findChildren(QLineEdit) == [], "nothing was made for what nobody looks at"
    assert (head(first).words, head(first).mark) == ("Bellen", "open")
    head(first).setFocus()
    QTest.keyClick(head(first), Qt.Key.Key_Return)
    assert (first.is_open, second.is_open) == (True, False)
    QTest.keyClick(head(first), Qt.Key.Key_Tab)
    editor = first.binder.editor("what").buddy
    assert agreements.window().focusWidget() is editor
    QTest.keyClicks(editor, "Terug")
    assert head(first).words.startswith("Terug")
    QTest.keyClick(head(first), Qt.Key.Key_Left)
    assert not first.is_open
    assert agreements.window().focusWidget() is head(first), "the focus is not left in what is folded"


def test_tab_goes_from_heading_to_heading_past_what_is_folded(agreements: RowsEditor) -> None:
    first, second = agreements.forms()
    head(first).setFocus()
    QTest.keyClick(head(first), Qt.Key.Key_Tab)
    assert agreements.window().focusWidget() is head(second)
    first.open()
    first.out.setFocus()
    QTest.keyClick(first.out, Qt.Key.Key_Tab)
    assert agreements.window().focusWidget() is head(second), "what is made later has its place as well"
    QTest.keyClick(head(second), Qt.Key.Key_Tab)
    assert agreements.window().focusWidget() is agreements.add


def test_delete_takes_a_row_out_and_what_was_open_stays_open(agreements: RowsEditor) -> None:
    undo: list[object] = []
    agreements.taken_out.connect(lambda _name, back: undo.append(back))
    first, second = agreements.forms()
    second.open()
    QTest.keyClick(head(first), Qt.Key.Key_Delete)
    (left,) = agreements.forms()
    assert (left.value("what"), left.is_open) == ("Rooster", True)
    assert callable(undo[0])
    undo[0]()
    assert [(form.value("what"), form.is_open) for form in agreements.forms()] == [("Bellen", False), ("Rooster", True)]


def test_what_cannot_be_saved_is_seen_on_a_folded_row(agreements: RowsEditor) -> None:
    first = agreements.forms()[0]
    day = first.binder.editor("due_on").buddy
    day.setFocus()
    QTest.keyClicks(day, "32-13")
    first.open(False)
    assert head(first).mark == "kijk dit na"


def test_another_root_and_a_lock_leave_nothing_behind(agreements: RowsEditor) -> None:
    first = agreements.forms()[0]
    first.binder.editor("remark").set_value("Geheim")
    agreements.bind(EditSession(Placement(version=1, agreements=[Agreement(what="Ander")])))
    assert not agreements.forms()[0].is_open
    agreements.forms()[0].open()
    assert "Geheim" not in [line.text() for line in agreements.findChildren(QLineEdit)]
    agreements.bind(None)
    texts = [line.text() for line in agreements.findChildren(QLineEdit)]
    texts += [edit.toPlainText() for edit in agreements.findChildren(QPlainTextEdit)]
    assert not any(texts)


def test_a_row_that_shifts_under_the_focus_brings_nothing_along(qtbot: QtBot) -> None:
    """What a choice brings along is counted for the row it was made in, also when another one takes its form."""
    made = RowsEditor(PHASES, Helpers(today))
    with qtbot.waitExposed(made):
        made.show()
    first = PlacementPhase(kind=PhaseKind.STAGE)
    second = PlacementPhase(kind=PhaseKind.TRIAL)
    third = PlacementPhase(kind=PhaseKind.TRIAL, since=date(2026, 9, 1))
    session = EditSession(Placement(version=1, phases=[first, second, third]))
    made.bind(session)
    kind = made.forms()[1].binder.editor("kind").buddy
    kind.setFocus()
    assert made.window().focusWidget() is kind
    session.remove_row("phases", first.id)
    assert [row.until for row in session.build().phases] == [None, None]
    made.bind(None)
    throw_away(made)


def test_a_form_without_a_row_keeps_no_words(agreements: RowsEditor) -> None:
    second = agreements.forms()[1]
    assert second.key is not None
    agreements.take_out(second.key)
    assert (head(second).words, head(second).accessibleName(), head(second).toolTip()) == ("", "", "")


# -- little typing -----------------------------------------------------------------------------------------------------


def test_a_choice_fills_what_follows_and_never_what_was_typed(qtbot: QtBot) -> None:
    made = RowsEditor(PHASES, Helpers(today))
    qtbot.addWidget(made)
    place = Placement(version=1, phases=[PlacementPhase(since=date(2026, 9, 1), until=date(2026, 9, 30))])
    session = EditSession(place)
    made.bind(session)
    made.make_row()
    row = made.forms()[1]
    assert row.value("since") == date(2026, 10, 1)
    kind = row.binder.editor("kind").widget
    QTest.keyClicks(kind, "proef")
    assert row.value("kind") is PhaseKind.TRIAL
    assert row.value("until") == date(2026, 11, 25)
    until = row.binder.editor("until")
    until.buddy.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(until.buddy, "1-11-2026")
    QTest.keyClicks(kind, "sta")
    QTest.keyClicks(kind, "proef")
    assert row.value("until") == date(2026, 11, 1)
    made.bind(None)


def test_the_number_in_the_chain_stands_beside_each_contract(qtbot: QtBot) -> None:
    begins = [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1), date(2027, 1, 1)]
    papers = [
        Contract(
            party=EmployingParty.EMPLOYER,
            kind=ContractKind.TEMPORARY,
            since=since,
            until=since.replace(year=since.year + 1) - timedelta(1),
        )
        for since in begins
    ]
    place = Placement(version=1, contracts=papers[:3])
    made = RowsEditor(CONTRACTS, Helpers(today))
    qtbot.addWidget(made)
    made.tell(chain_marks([place]))  # before or after the rows are there
    made.bind(EditSession(place))
    assert [head(form).mark for form in made.forms()] == ["1 van 3", "2 van 3", "3 van 3"]
    assert "contract" in head(made.forms()[2]).accessibleDescription()
    marks = chain_marks([Placement(contracts=papers)])
    assert marks[papers[3].id].words == "vast door de keten"
    papers[1].until = None
    assert chain_marks([Placement(contracts=papers[:2])])[papers[1].id].words == "2 van 3", "its end is still to come"
    made.bind(None)


def test_what_holds_today_is_marked_when_there_is_a_choice() -> None:
    old = PlacementPhase(kind=PhaseKind.TRIAL, since=date(2026, 1, 1), until=date(2026, 2, 1))
    new = PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2026, 2, 2))
    assert list(holding(Placement(phases=[old, new]), today())[0]) == [new.id]
    assert holding(Placement(phases=[new]), today()) == ({}, {})


# -- in the window -----------------------------------------------------------------------------------------------------


def test_without_a_placement_its_sections_are_not_there(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown_empty)
    page.acts.begin()
    write("Bo")
    page.form.finish()
    keys = [plan.key for plan in SECTIONS]
    assert [key for key in page.form.shown() if key in keys] == ["placement"]
    page.acts.add_placement()
    QApplication.processEvents()
    assert [key for key in page.form.shown() if key in keys] == keys
    qtbot.waitUntil(lambda: {entry.key for entry in page.form.entries()} >= set(keys))
    assert focus() is page.form.row_list("placement", "phases").forms()[0].binder.editor("kind").buddy


def test_going_to_a_row_a_list_and_a_field(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, 1)
    place = page.dossier.session("placement")
    assert place is not None
    row = place.add_row("agreements", {"what": "Bellen"})
    page.go_to(place.id, "agreements", row)
    form = page.form.row_list("placement", "agreements").forms()[-1]
    assert form.key == row
    assert focus() is form.binder.editor("what").buddy
    assert page.index.current_key() == "lasting"
    middle = focus().mapTo(page.view.viewport(), focus().rect().center())
    assert page.view.viewport().rect().contains(middle), "it is in view"
    page.go_to(None, "next_contact_on", None)
    assert focus() is page.form.binder("placement").editor("next_contact_on").buddy
    page.go_to(None, "expectations", None)
    assert page.form.row_list("placement", "expectations").isAncestorOf(focus())
    before = focus()
    page.go_to(None, "no such place", None)
    assert focus() is before


def test_going_to_another_placement_opens_it(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, 1)
    first = page.dossier.session("placement")
    assert first is not None
    page.acts.add_placement()
    press(Qt.Key.Key_Tab)
    page.go_to(first.id, "contracts", None)
    now = page.dossier.session("placement")
    assert now is not None
    assert now.id == first.id
    assert page.form.row_list("placement", "contracts").isAncestorOf(focus())
