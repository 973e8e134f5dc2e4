"""When a block is: another begin moves it, another end makes it longer or shorter."""

from datetime import time
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.task_list import PlanPart
from beschutdesk.dossier.values import Slot
from ui.forms.editors import Reading
from ui.tabs.jobcarving.plan_form import MomentEditor

AFTERNOON = Slot(0, time(16, 30), time(17))


@pytest.fixture
def editor(qtbot: QtBot) -> MomentEditor:
    made = MomentEditor(shape_of(PlanPart).specs["at"])
    qtbot.addWidget(made.widget)
    made.set_value((AFTERNOON,))
    return made


def typed(field: Any, words: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, words)


def stretch(reading: Reading) -> str:
    (slot,) = reading.value
    return f"{slot.start:%H:%M}-{slot.end:%H:%M}"


@pytest.mark.parametrize(
    ("begin", "expected"),
    [("9.00", "09:00-09:30"), ("0915", "09:15-09:45"), ("10:45", "10:45-11:15"), ("23.45", "23:45-23:59")],
)
def test_the_end_goes_along_with_the_begin(editor: MomentEditor, begin: str, expected: str) -> None:
    typed(editor._start, begin)
    assert stretch(editor.read()) == stretch(editor.settle()) == expected


def test_half_a_begin_waits_until_the_field_is_left(editor: MomentEditor) -> None:
    typed(editor._start, "9")
    assert editor.read().raw is not None
    assert editor._end.text() == "17.00"
    assert stretch(editor.settle()) == "09:00-09:30"
    typed(editor._start, "8.15")  # and the length is still that of the block
    assert stretch(editor.settle()) == "08:15-08:45"


def test_another_end_is_another_length_and_stays_with_the_next_begin(editor: MomentEditor) -> None:
    typed(editor._end, "18.00")
    assert stretch(editor.settle()) == "16:30-18:00"
    typed(editor._start, "10.00")
    assert stretch(editor.settle()) == "10:00-11:30"


def test_a_begin_that_is_no_time_or_a_block_without_times_moves_nothing(editor: MomentEditor) -> None:
    typed(editor._start, "99")
    assert editor.settle().raw is not None
    assert editor._end.text() == "17.00"
    editor.set_value((Slot(0),))
    typed(editor._start, "9.00")
    assert editor.settle().raw is not None
    assert editor._end.text() == ""
