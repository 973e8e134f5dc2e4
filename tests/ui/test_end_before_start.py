"""The end of something is read after its start, and told when it lies before it."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import REGISTRY, Kind
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from tests.ui.fixtures import TODAY, today
from ui.forms import parse
from ui.forms.editors import Helpers
from ui.forms.row_form import RowForm
from ui.forms.rows import RowsEditor
from ui.forms.session import EditSession
from ui.tabs.candidates.layout_placement import PHASES

START = date(2026, 11, 23)


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[RowsEditor]:
    """A list with one empty phase."""
    made = RowsEditor(PHASES, Helpers(today))
    qtbot.addWidget(made)
    made.bind(EditSession(Placement(version=1, phases=[PlacementPhase()])))
    made.show()
    yield made
    made.bind(None)


def fill(row: RowForm, attribute: str, words: str) -> None:
    """Type in a field and leave it."""
    line = row.binder.editor(attribute).buddy
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("words", "start", "day"),
    [
        ("5-1", START, date(2027, 1, 5)),
        ("23 nov", START, START),
        ("22 nov", START, date(2027, 11, 22)),
        ("5-12", START, date(2026, 12, 5)),
        ("5-1", date(2024, 3, 1), date(2026, 1, 5)),
        ("5-1", date(2028, 3, 1), date(2029, 1, 5)),
        ("5-1-2026", START, date(2026, 1, 5)),
        ("05-01-26", START, date(2026, 1, 5)),
    ],
)
def test_without_a_year_it_is_the_first_such_day_after_the_start(words: str, start: date, day: date) -> None:
    found, note = parse.parse_day(words, TODAY, start)
    assert found == day
    if words in ("5-1", "22 nov"):
        assert parse.format_day(day) in note


def test_a_leap_day_that_is_not_there_is_told() -> None:
    with pytest.raises(WrongValue, match="29 februari 2027 bestaat niet"):
        parse.parse_day("29-2", TODAY, START)


def test_the_form_reads_it_so_and_shows_it_in_full(editor: RowsEditor) -> None:
    (row,) = editor.forms()
    fill(row, "since", "23-11-2026")
    fill(row, "until", "5-1")
    assert row.value("until") == date(2027, 1, 5)
    line = row.binder.editor("until").buddy
    assert isinstance(line, QLineEdit)
    assert line.text() == "05-01-2027"
    assert "dinsdag 05-01-2027" in row.binder.field_box("until").message


def test_an_end_before_its_start_is_told_and_kept(editor: RowsEditor) -> None:
    (row,) = editor.forms()
    box = row.binder.field_box("until")
    fill(row, "since", "23-11-2026")
    fill(row, "until", "5-1-2026")
    assert "vóór “Vanaf” (23-11-2026)" in box.message
    assert row.value("until") == date(2026, 1, 5)
    fill(row, "since", "1-1-2026")
    assert not box.message, "the start was wrong"
    fill(row, "since", "6-1-2026")
    assert box.message


def test_a_trial_gets_its_end_whatever_comes_first(editor: RowsEditor) -> None:
    (row,) = editor.forms()
    kind = row.binder.editor("kind").widget
    QTest.keyClicks(kind, "proef")
    assert row.value("kind") is PhaseKind.TRIAL
    assert row.value("until") is None
    fill(row, "since", "23-11-2026")
    assert row.value("until") == date(2027, 1, 17)
    fill(row, "since", "30-11-2026")
    assert row.value("until") == date(2027, 1, 24), "what was proposed goes along"
    fill(row, "until", "15-1-2027")
    fill(row, "since", "23-11-2026")
    assert row.value("until") == date(2027, 1, 15), "what was typed stays"


def test_an_end_that_was_emptied_stays_empty(editor: RowsEditor) -> None:
    (row,) = editor.forms()
    QTest.keyClicks(row.binder.editor("kind").widget, "proef")
    fill(row, "since", "23-11-2026")
    fill(row, "until", "")
    fill(row, "since", "24-11-2026")
    assert row.value("until") is None


def test_every_end_says_what_it_comes_after() -> None:
    known = {f"{shape.name}.{spec.name}" for shape in REGISTRY.values() for spec in shape.specs.values() if spec.after}
    days = [spec for shape in REGISTRY.values() for spec in shape.specs.values() if spec.kind is Kind.DAY]
    ends = {f"{spec.record}.{spec.name}" for spec in days if spec.name.endswith("until")}
    assert ends <= known
