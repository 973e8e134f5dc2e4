"""A list of rows in order of a day: the oldest first, and nothing moves under the hands of who is typing."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.contract import WageValue
from beschutdesk.dossier.placement import Placement
from tests.ui.fixtures import throw_away, today
from tests.ui.walker import settle, shown
from ui.forms.editors import Helpers
from ui.forms.rows import RowsEditor
from ui.forms.session import EditSession
from ui.tabs.candidates.layout_placement import WAGE_VALUES
from ui.widgets import box, button, rows


def value(percentage: int, day: date | None) -> WageValue:
    return WageValue(percentage=Decimal(percentage), measured_on=day)


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[RowsEditor]:
    made = RowsEditor(WAGE_VALUES, Helpers(today))
    elsewhere = button("Elders")
    window = shown(qtbot, box(rows(made, elsewhere, None)), 800, 700)
    elsewhere.setFocus()
    yield made
    made.bind(None)
    throw_away(window)


def percentages(editor: RowsEditor) -> list[Decimal]:
    return [form.value("percentage") for form in editor.forms()]


def test_the_oldest_stands_first_and_what_has_no_day_last(editor: RowsEditor) -> None:
    kept = [value(60, None), value(50, date(2025, 5, 1)), value(40, date(2023, 5, 1)), value(45, date(2024, 5, 1))]
    session = EditSession(Placement(version=1, wage_values=kept))
    editor.bind(session)
    assert percentages(editor) == [40, 45, 50, 60]
    assert not session.is_dirty, "only what one sees is in order"


def test_a_day_that_is_typed_moves_nothing_until_one_is_elsewhere(editor: RowsEditor) -> None:
    session = EditSession(Placement(version=1, wage_values=[value(40, date(2024, 5, 1)), value(50, date(2025, 5, 1))]))
    editor.bind(session)
    first = editor.forms()[0]
    first.focus_first()
    settle()
    field = first.binder.editor("measured_on").buddy
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "1-6-2026")
    key = first.key
    assert first.value("measured_on") == date(2026, 6, 1)
    session.reset_done.emit()  # as after Ctrl+S
    assert editor.forms()[0].key == key
    assert editor.forms()[0].is_open
    assert editor.window().focusWidget() is field
    editor.add.setFocus()
    editor.bind(session)
    assert percentages(editor) == [50, 40]


def test_a_new_row_opens_where_it_was_asked_for(editor: RowsEditor) -> None:
    session = EditSession(Placement(version=1, wage_values=[value(40, date(2024, 5, 1))]))
    editor.bind(session)
    QTest.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    settle()
    added = editor.forms()[-1]
    focus = editor.window().focusWidget()
    assert focus is not None
    assert added.isAncestorOf(focus)
    assert percentages(editor)[0] == 40
    assert added.up.isHidden(), "the day says where it stands"
    order = session.rows("wage_values")
    QTest.keyClick(focus, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert session.rows("wage_values") == order
