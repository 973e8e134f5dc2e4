"""Days, times, weeks and numbers are read as people write them; what cannot be read keeps its text."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Kind
from beschutdesk.dossier.values import Appointment, Slot
from tests.ui.fixtures import TODAY
from tests.ui.one_editor import Make, make, spec_of, typed
from ui.forms import parse
from ui.forms.moments import CalendarPopup, DayEditor, WeekEditor

__all__ = ["make"]


# -- days --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("23-11-2026", date(2026, 11, 23)),
        ("23-11-26", date(2026, 11, 23)),
        ("23/11/2026", date(2026, 11, 23)),
        ("23.11.2026", date(2026, 11, 23)),
        ("23 november 2026", date(2026, 11, 23)),
        ("ma 23-11-2026", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("23112026", date(2026, 11, 23)),
        ("5 mrt 1985", date(1985, 3, 5)),
        ("5-3-85", date(1985, 3, 5)),
        ("29-2-2028", date(2028, 2, 29)),
        ("over 2 weken", date(2026, 12, 7)),
        ("volgende week di", date(2026, 12, 1)),
        ("eind van de maand", date(2026, 11, 30)),
        ("3 weken geleden", date(2026, 11, 2)),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(words: str, day: date | None) -> None:
    assert parse.parse_day(words, TODAY)[0] == day


@pytest.mark.parametrize("words", ["23 nov", "vandaag", "morgen", "5-3-85", "1-1", "over een maand", "ma week 50"])
def test_what_was_filled_in_is_said(words: str) -> None:
    day, note = parse.parse_day(words, TODAY)
    assert day is not None
    assert parse.format_day(day) in note


@pytest.mark.parametrize(
    "words",
    # a bare weekday may be behind us or ahead, and another weekday than the date is a slip in one of them
    [
        *("x", "31-2-2026", "32-1-2026", "1-13-2026", "1-1-1", "1-1-12345", "23", "1-1-", "1-1-1500"),
        *("vr", "di 23-11-2026", "volgende vrijdag", "week 50", "begin januari"),
    ],
)
def test_no_day_is_guessed(words: str) -> None:
    with pytest.raises(WrongValue):
        parse.parse_day(words, TODAY)


@given(day=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_every_day_is_written_as_it_is_read(day: date) -> None:
    assert parse.parse_day(parse.format_day(day), TODAY) == (day, "")


def test_a_day_is_read_when_one_leaves_the_field(make: Make, qtbot: QtBot) -> None:
    editor: DayEditor = make(spec_of(Kind.DAY))
    typed(qtbot, editor, "1-2-19")
    assert editor.read().raw == "1-2-19", "it may become 1-2-1990"
    typed(qtbot, editor, "90")
    assert editor.read().value == date(1990, 2, 1)
    assert editor.settle().value == date(1990, 2, 1)
    assert editor.widget.line.text() == "01-02-1990"


def test_a_wrong_day_keeps_its_text(make: Make, qtbot: QtBot) -> None:
    editor: DayEditor = make(spec_of(Kind.DAY))
    typed(qtbot, editor, "31-2-2026")
    reading = editor.settle()
    assert reading.raw == "31-2-2026"
    assert "feb" in reading.message
    assert editor.widget.line.text() == "31-2-2026"
    with pytest.raises(WrongValue):
        editor.value()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_calendar_opens_by_key_and_gives_a_day(make: Make, qtbot: QtBot) -> None:
    editor: DayEditor = make(spec_of(Kind.DAY))
    editor.set_value(date(2026, 5, 6))
    QTest.keyClick(editor.buddy, Qt.Key.Key_F4)
    popup = editor.widget.findChild(CalendarPopup)
    assert popup is not None
    with qtbot.waitSignal(editor.edited):
        QTest.keyClick(popup.calendar.focusWidget(), Qt.Key.Key_Right)
        QTest.keyClick(popup.calendar.focusWidget(), Qt.Key.Key_Return)
    assert editor.value() == date(2026, 5, 7)


def test_an_appointment_needs_both(make: Make, qtbot: QtBot) -> None:
    editor = make(spec_of(Kind.APPOINTMENT))
    typed(qtbot, editor, "1-12-2026")
    editor.buddy.clearFocus()
    assert "tijd" in editor.settle().message
    editor.widget.findChildren(QLineEdit)[1].setText("9:30")
    assert editor.value() == Appointment(date(2026, 12, 1), time(9, 30))
    other = make(spec_of(Kind.APPOINTMENT))
    other.show_raw("1-12 | kwart voor")
    assert str(other.settle().raw).endswith("| kwart voor")


# -- weeks -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "at"), [("9", time(9)), ("9.30", time(9, 30)), ("0930", time(9, 30)), ("9u30", time(9, 30)), ("", None)]
)
def test_a_time_is_read_as_people_write_it(words: str, at: time | None) -> None:
    assert parse.parse_time(words) == at


@pytest.mark.parametrize("words", ["25", "9.75", "x", "12345"])
def test_no_time_is_guessed(words: str) -> None:
    with pytest.raises(WrongValue):
        parse.parse_time(words)


def test_a_week_by_keyboard(make: Make, qtbot: QtBot) -> None:
    editor: WeekEditor = make(spec_of(Kind.WEEK))
    field = editor.widget
    field.days[1].setFocus()
    QTest.keyClick(field.days[1], Qt.Key.Key_Space)
    assert editor.value() == (Slot(1),)
    QTest.keyClick(field.days[1], Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is field.times[1]
    QTest.keyClicks(focus, "8.30-12.30 en 13-15")
    assert editor.value() == (Slot(1, time(8, 30), time(12, 30)), Slot(1, time(13), time(15)))
    assert "6 uur per week" in field.sum.text()
    assert not field.days[5].isVisible()
    editor.set_value((Slot(6),))
    assert field.days[5].isVisible()


def test_wrong_times_keep_their_text(make: Make, qtbot: QtBot) -> None:
    editor: WeekEditor = make(spec_of(Kind.WEEK))
    field = editor.widget
    QTest.keyClicks(field.times[3], "15-13")
    reading = editor.settle()
    assert reading.raw is not None
    assert "Donderdag" in reading.message
    other: WeekEditor = make(spec_of(Kind.WEEK))
    other.show_raw(reading.raw)
    assert other.widget.times[3].text() == "15-13"
    assert other.widget.days[3].isChecked()


# -- numbers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("18", Decimal(18)),
        ("18,5", Decimal("18.5")),
        ("18.5", Decimal("18.5")),
        ("1.234,56", Decimal("1234.56")),
        ("€ 1.234", Decimal(1234)),
        ("12 uur", Decimal(12)),
        ("-3,25", Decimal("-3.25")),
        ("", None),
    ],
)
def test_a_number_is_read_as_people_write_it(words: str, number: Decimal | None) -> None:
    assert parse.parse_number(words, 2, "uur") == number


@pytest.mark.parametrize("words", ["x", "1,2,3", "1,234", "--1", "1e5", "nan"])
def test_no_number_is_guessed(words: str) -> None:
    with pytest.raises(WrongValue):
        parse.parse_number(words, 2)


@given(number=st.decimals(-100_000, 100_000, places=2))
def test_every_number_is_written_as_it_is_read(number: Decimal) -> None:
    assert parse.parse_number(parse.format_number(number, 2), 2) == number
    assert parse.parse_number(parse.format_number(number, 2, always=True), 2) == number


def test_a_wrong_number_keeps_its_text(make: Make, qtbot: QtBot) -> None:
    editor = make(spec_of(Kind.NUMBER, unit="uur", decimals=1))
    typed(qtbot, editor, "veel")
    assert editor.read().message == ""
    assert editor.settle().raw == "veel"
    assert editor.settle().message
    assert editor.buddy.accessibleName() == "Veld"


def test_money_is_written_in_full(make: Make, qtbot: QtBot) -> None:
    editor = make(spec_of(Kind.MONEY, unit="€", decimals=2))
    typed(qtbot, editor, "1234,5")
    assert editor.value() == Decimal("1234.50")
    assert editor.buddy.text() == "1.234,50"
