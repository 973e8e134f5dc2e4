"""Every kind of field has an editor that gives back what it was given, and that loses nothing that was typed."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import COLLEAGUE, FLOOR, WORKING
from beschutdesk.dossier.fields import REGISTRY, Kind, Shape, Spec
from beschutdesk.dossier.portfolio import PortfolioSection
from beschutdesk.dossier.values import Appointment, Attachment, Slot, YesNo
from tests.ui.fixtures import throw_away, today
from tests.ui.one_editor import OTHER, PHOTO, Make, helpers, make, press, spec_of, typed
from ui.forms.choosing import ChoiceEditor, ChoicesEditor, Combo, ReadersEditor, SegmentEditor
from ui.forms.editors import Helpers, clean
from ui.forms.files import AttachmentEditor
from ui.forms.make import make_editor

__all__ = ["make"]


SPECS = [(shape, spec) for shape in REGISTRY.values() for spec in shape.specs.values() if spec.kind is not Kind.MARKS]


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
