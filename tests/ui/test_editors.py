"""Every kind of field has an editor that gives back what it was given, and that loses nothing that was typed."""

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import COLLEAGUE, EVERYONE, FLOOR, WORKING
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import REGISTRY, Kind, Shape, Spec
from beschutdesk.dossier.portfolio import PortfolioSection
from beschutdesk.dossier.values import Appointment, Attachment, Slot, YesNo
from tests.ui.fixtures import TODAY, throw_away, today
from ui.forms import parse
from ui.forms.choosing import ChoiceEditor, ChoicesEditor, Combo, ReadersEditor, SegmentEditor
from ui.forms.editors import Editor, Helpers, clean
from ui.forms.files import AttachmentEditor
from ui.forms.make import make_editor
from ui.forms.moments import CalendarPopup, DayEditor, WeekEditor

Make = Callable[..., Any]
SPECS = [(shape, spec) for shape in REGISTRY.values() for spec in shape.specs.values() if spec.kind is not Kind.MARKS]
SOMEONE, OTHER = UUID(int=7), UUID(int=8)
PHOTO = Attachment("a" * 64, "foto & co.jpg", "image/jpeg", 340_000)


def helpers() -> Helpers:
    return Helpers(today, lambda _target: [(SOMEONE, "Els & Bo"), (OTHER, "Ann")], lambda _p, stored: stored(PHOTO))


def a_value(spec: Spec) -> Any:
    """Something that the field can hold."""
    examples: dict[Kind, Any] = {
        Kind.TEXT: "Els & <b>Bo</b>",
        Kind.PROSE: "Eerst dit.\n\nDan dat & dat.",
        Kind.DAY: date(2026, 2, 28),
        Kind.APPOINTMENT: Appointment(date(2026, 12, 1), time(9, 30)),
        Kind.NUMBER: Decimal("12.5") if spec.decimals else Decimal(60),
        Kind.MONEY: Decimal("1234.50"),
        Kind.YES_NO: YesNo.UNKNOWN,
        Kind.WEEK: (
            Slot(0, time(8, 30), time(12, 30)),
            Slot(0, time(13), time(15)),
            Slot(2),
            Slot(6, time(9), time(10)),
        ),
        Kind.LINES: ("vegen", "tillen & dragen"),
        Kind.REFERENCE: OTHER,
        Kind.ATTACHMENT: PHOTO,
        Kind.READERS: (FLOOR, COLLEAGUE),
    }
    if spec.kind in (Kind.CHOICE, Kind.CHOICES):
        assert spec.options is not None
        options = list(spec.options)
        return options[-1] if spec.kind is Kind.CHOICE else (options[0], options[-1])
    return examples[spec.kind]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[QWidget] = []

    def show(spec: Spec, shape: Shape | None = None) -> Editor:
        editor = make_editor(spec, helpers(), shape)
        editor.widget.resize(500, 200)
        with qtbot.waitExposed(editor.widget):
            editor.widget.show()
        made.append(editor.widget)
        return editor

    yield show
    throw_away(*made)


def spec_of(kind: Kind, **more: Any) -> Spec:
    return Spec("Veld", kind, EVERYONE, key="x", name="x", record="test", **more)


def typed(qtbot: QtBot, editor: Editor, words: str) -> None:
    editor.buddy.setFocus()
    QTest.keyClicks(editor.buddy, words)


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


# -- all kinds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shape", "spec"), SPECS, ids=[f"{shape.name}.{spec.name}" for shape, spec in SPECS])
def test_every_field_round_trips(shape: Shape, spec: Spec, qapp: QApplication) -> None:
    editor = make_editor(spec, helpers(), shape)
    edits: list[int] = []
    editor.edited.connect(lambda: edits.append(1))
    value = a_value(spec)
    if spec.kind is Kind.READERS:
        value = tuple(audience for audience in value if any(audience in s.share for s in shape.specs.values())) or None
    for given_value in (value, spec.empty, value):
        editor.set_value(given_value)
        assert editor.read().value == given_value
        assert editor.value() == given_value
        codec.decode(spec, codec.encode(spec, editor.value()))
    assert not edits, "filling is no edit"
    assert spec.label in editor.buddy.accessibleName()
    throw_away(editor.widget)


@given(text=st.text())
@settings(max_examples=200, deadline=None)
def test_pasted_text_can_always_be_kept(text: str) -> None:
    codec.check_text(clean(text)[:1000], 20_000, one_line=False)
    codec.check_text(clean(text, one_line=True)[:200], 200, one_line=True)


def test_text_without_what_cannot_be_printed() -> None:
    assert clean("a\r\nb\x0bc\x00\x1f\u2028d\ud800") == "a\nb\nc\nd\ufffd"
    assert clean("a\nb\tc", one_line=True) == "a b c"


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


# -- choosing ----------------------------------------------------------------------------------------------------------


def test_an_answer_can_be_chosen_and_taken_back_by_keyboard(make: Make, qtbot: QtBot) -> None:
    editor: SegmentEditor = make(spec_of(Kind.YES_NO, options=YesNo))
    editor.widget.segments()[0].setFocus()
    press(Qt.Key.Key_Space)
    assert editor.value() is YesNo.YES
    press(Qt.Key.Key_Right)
    assert editor.value() is YesNo.NO
    press(Qt.Key.Key_Delete)
    assert editor.value() is None


def test_a_choice_has_an_empty_entry(make: Make, qtbot: QtBot) -> None:
    editor: ChoiceEditor = make(spec_of(Kind.CHOICE, options=PortfolioSection))
    QTest.keyClick(editor.widget, Qt.Key.Key_Down)
    assert editor.value() is PortfolioSection.SUMMARY
    QTest.keyClick(editor.widget, Qt.Key.Key_Home)
    assert editor.value() is None


def test_choices_are_ticked_by_keyboard(make: Make, qtbot: QtBot) -> None:
    editor: ChoicesEditor = make(spec_of(Kind.CHOICES, options=PortfolioSection))
    QTest.keyClick(editor.boxes()[2], Qt.Key.Key_Space)
    assert editor.value() == (PortfolioSection.ENJOYS,)


def test_the_wheel_changes_no_value(make: Make, qtbot: QtBot) -> None:
    for spec in (spec_of(Kind.CHOICE, options=PortfolioSection), spec_of(Kind.REFERENCE, target="supervisor")):
        combo = make(spec).widget
        assert isinstance(combo, Combo)
        combo.setFocus()
        down = QWheelEvent(
            QPointF(5, 5),
            QPointF(combo.mapToGlobal(QPoint(5, 5))),
            QPoint(0, 0),
            QPoint(0, -240),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(combo, down)
        assert combo.currentIndex() == 0


def test_readers_of_a_row_can_only_be_narrowed(make: Make) -> None:
    editor = ReadersEditor(spec_of(Kind.READERS), WORKING)
    menu = editor.menu
    words = {action.text() for action in menu.actions()}
    assert "gemeente" not in words
    menu.actions()[0].trigger()
    narrowed = editor.value()
    assert narrowed is not None
    assert set(narrowed) < WORKING
    menu.actions()[0].trigger()
    assert editor.value() is None
    throw_away(editor.widget)


# -- words and files ---------------------------------------------------------------------------------------------------


def test_each_line_is_an_item(make: Make, qtbot: QtBot) -> None:
    editor = make(spec_of(Kind.LINES))
    typed(qtbot, editor, "vegen")
    QTest.keyClick(editor.buddy, Qt.Key.Key_Return)
    QTest.keyClick(editor.buddy, Qt.Key.Key_Return)
    QTest.keyClicks(editor.buddy, " tillen ")
    assert editor.value() == ("vegen", "tillen")


def test_tab_leaves_a_text_of_several_lines(make: Make, qtbot: QtBot) -> None:
    editor = make(spec_of(Kind.PROSE))
    typed(qtbot, editor, "a")
    QTest.keyClick(editor.buddy, Qt.Key.Key_Tab)
    assert editor.value() == "a"


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.PROSE])
def test_undo_goes_to_the_page_when_the_field_has_none(make: Make, qtbot: QtBot, kind: Kind) -> None:
    editor = make(spec_of(kind))
    editor.set_value("kern")
    widget = editor.buddy
    assert isinstance(widget, QLineEdit | QPlainTextEdit)
    typed(qtbot, editor, "x")
    QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == "kern"
    QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == "kern"


def test_a_file_can_be_chosen_and_taken_away(make: Make, qtbot: QtBot) -> None:
    editor: AttachmentEditor = make(spec_of(Kind.ATTACHMENT))
    with qtbot.waitSignals([editor.edited, editor.left]):
        editor.take(Path("foto.jpg"))
    assert editor.value() == PHOTO
    remove = editor.widget.findChildren(QPushButton)[1]
    QTest.keyClick(remove, Qt.Key.Key_Space)
    assert editor.value() is None


def test_a_file_that_comes_late_is_not_put_with_someone_else(qapp: QApplication) -> None:
    answers: list[Callable[[Attachment | None], None]] = []
    editor = AttachmentEditor(
        spec_of(Kind.ATTACHMENT), Helpers(today, store=lambda _path, stored: answers.append(stored))
    )
    editor.take(Path("foto.jpg"))
    editor.set_value(None)
    answers[0](PHOTO)
    assert editor.value() is None
    throw_away(editor.widget)
