"""Inputs, fields and sections of a form."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.walker import name_of, settle, shown
from ui import theme
from ui.theme import font, paint, px, tokens
from ui.widgets import (
    Combo,
    DateEdit,
    FieldBox,
    Prose,
    Secret,
    Section,
    SectionEntry,
    SectionIndex,
    Segmented,
    Spin,
    box,
    button,
    line_edit,
    rows,
)

KEYS = Qt.Key


# ---- inputs ----------------------------------------------------------------------------------------------------------
def test_a_choice_is_as_high_as_its_letters_also_when_those_become_smaller(qtbot: QtBot) -> None:
    theme.current().set_text_size(150)
    combo = Combo()
    shown(qtbot, box(rows(combo, None)))
    settle()
    assert combo.height() == 54
    theme.current().set_text_size(100)
    settle()
    assert combo.height() == 36


def test_the_wheel_changes_nothing_one_is_not_in(qtbot: QtBot) -> None:
    combo, spin, date = Combo(), Spin(0, 10), DateEdit()
    combo.addItems(["een", "twee", "drie"])
    shown(qtbot, box(rows(line_edit(), combo, spin, date)))
    before = (combo.currentIndex(), spin.value(), date.date())
    for widget in (combo, spin, date):
        wheel = QWheelEvent(
            QPointF(5, 5),
            QPointF(widget.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, wheel)
        assert not wheel.isAccepted()
    assert (combo.currentIndex(), spin.value(), date.date()) == before


class TestProse:
    def test_it_grows_from_two_lines_to_nine_without_a_scroll_bar(self, qtbot: QtBot) -> None:
        prose = Prose()
        shown(qtbot, prose, 500, 600)
        heights = []
        for count in range(1, 12):
            prose.set_words("\n".join(["regel"] * count))
            settle()
            heights.append(prose.height())
            assert prose.verticalScrollBar().isVisible() == (count > 9)
        assert heights[0] == heights[1]
        assert heights[1:9] == sorted(set(heights[1:9]))
        assert heights[8] == heights[9] == heights[10]

    def test_it_grows_when_it_gets_narrow(self, qtbot: QtBot) -> None:
        prose = Prose("Een tekst die op een breed scherm op één regel past. " * 2)
        host = shown(qtbot, prose, 900, 600)
        wide = prose.height()
        host.resize(240, 600)
        settle()
        assert prose.height() > wide
        assert prose.verticalScrollBar().maximum() == 0

    def test_only_the_user_edits(self, qtbot: QtBot) -> None:
        prose = Prose()
        shown(qtbot, prose)
        said: list[str] = []
        prose.edited.connect(lambda: said.append(prose.words()))
        prose.set_words("gevuld")
        prose.setFocus()
        prose.moveCursor(prose.textCursor().MoveOperation.End)
        QTest.keyClicks(prose, "!")
        assert said == ["gevuld!"]

    def test_tab_leaves_it(self, qtbot: QtBot) -> None:
        prose, after = Prose(), line_edit()
        shown(qtbot, box(rows(prose, after)))
        prose.setFocus()
        QTest.keyClick(prose, KEYS.Key_Tab)
        assert after.hasFocus()
        assert prose.words() == ""

    def test_paste_is_plain(self, qtbot: QtBot) -> None:
        prose = Prose()
        qtbot.addWidget(prose)
        rich = QMimeData()
        rich.setHtml("<b>vet</b><img src='x'>")
        assert not prose.canInsertFromMimeData(rich)
        rich.setText("vet")
        prose.insertFromMimeData(rich)
        assert prose.words() == "vet"


def test_a_secret_is_hidden_until_asked(qtbot: QtBot) -> None:
    secret = Secret("Wachtzin")
    shown(qtbot, secret)
    QTest.keyClicks(secret.line, "vier losse woorden")
    modes = QLineEdit.EchoMode
    assert secret.line.echoMode() is modes.Password
    assert name_of(secret.eye) == "Wachtzin tonen"
    QTest.mouseClick(secret.eye, Qt.MouseButton.LeftButton)
    assert secret.line.echoMode() is modes.Normal
    assert name_of(secret.eye) == "Wachtzin verbergen"
    secret.clear()
    assert secret.text() == ""
    assert secret.line.echoMode() is modes.Password


# ---- fields and sections ---------------------------------------------------------------------------------------------
class TestFieldBox:
    def test_the_label_is_the_buddy_and_the_name(self, qtbot: QtBot) -> None:
        editor = line_edit()
        field = FieldBox("Naam & adres", editor, "Zoals op de post", "vloer, werkgever")
        shown(qtbot, field)
        title = next(part for part in field.findChildren(QLabel) if part.buddy() is editor)
        assert editor.accessibleName() == "Naam & adres"
        assert editor.accessibleDescription() == "Zoals op de post"
        assert title.text() == "Naam && adres"
        QTest.mouseClick(title, Qt.MouseButton.LeftButton)
        assert editor.hasFocus()

    def test_a_message_takes_the_place_of_the_hint(self, qtbot: QtBot) -> None:
        editor = line_edit()
        field = FieldBox("IBAN", editor, "Achttien tekens")
        shown(qtbot, field)
        high = field.height()
        field.say("Dit nummer kan niet bestaan.")
        settle()
        assert field.message == "Dit nummer kan niet bestaan."
        assert editor.property("state") == "care"
        assert editor.accessibleDescription() == "Zorg: Dit nummer kan niet bestaan."
        assert field.height() == high
        field.say("Eén cijfer te weinig?", "warn")
        assert editor.property("state") == ""
        field.say("")
        assert field.message == ""
        assert editor.accessibleDescription() == "Achttien tekens"

    def test_a_wrong_field_is_seen_as_wrong(self, qtbot: QtBot) -> None:
        editor = line_edit("NL02")
        field = FieldBox("IBAN", editor)
        shown(qtbot, box(rows(button("eerst"), field)))
        editor.clearFocus()
        field.say("Dit nummer kan niet bestaan.")
        image = editor.grab().toImage()
        assert image.pixelColor(1, editor.height() // 2) == theme.colours().care

    def test_a_compound_editor_names_its_parts(self, qtbot: QtBot) -> None:
        segmented = Segmented(["ja", "nee"])
        field = FieldBox("Rijbewijs", segmented)
        qtbot.addWidget(field)
        assert segmented.segments()[1].accessibleName() == "Rijbewijs: nee"

    def test_long_readers_do_not_push_the_label_away(self, qtbot: QtBot) -> None:
        field = FieldBox("Contact gaat het liefst", line_edit(), "", "vloer, begeleider, werkgever, SOB, collega")
        shown(qtbot, field, 260)
        title = next(part for part in field.findChildren(QLabel) if part.buddy() is field.editor)
        assert title.width() >= title.sizeHint().width()
        assert field.width() <= 260


def test_a_section_turns_at_its_breakpoint(qtbot: QtBot) -> None:
    inner = line_edit()
    section = Section("Zo werkt het goed", rows(FieldBox("Naam", inner)), "4 van 5 ingevuld")
    host = shown(qtbot, section, 1400)
    assert section.width() == tokens.W_FORM
    assert inner.mapTo(host, QPoint(0, 0)).x() > tokens.W_HEAD
    host.resize(500, 400)
    settle()
    assert inner.mapTo(host, QPoint(0, 0)).x() < 40
    section.set_note("")
    section.set_note("5 van 5 ingevuld")
    assert section.title == "Zo werkt het goed"


ENTRIES = [SectionEntry("person", "Persoon en contact", 4, 4), SectionEntry("work", "Zo werkt het goed", 4, 5)]


def test_a_count_that_changes_moves_nothing_in_the_index(qtbot: QtBot) -> None:
    index = SectionIndex([SectionEntry(f"s{n}", f"Onderdeel {n}", 0, 4) for n in range(30)])
    index.resize(220, 200)
    qtbot.addWidget(index)
    index.show()
    index.set_current("s20")
    bar = index.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > 0
    index.set_entries([SectionEntry(f"s{n}", f"Onderdeel {n}", 1, 4) for n in range(30)])
    assert bar.value() == before
    assert index.current_key() == "s20"


@pytest.mark.parametrize("size", [100, 150])
def test_a_long_title_of_the_index_is_whole_at_any_size(qtbot: QtBot, size: int) -> None:
    look = theme.current()
    look.set_text_size(size)
    try:
        entries = [SectionEntry("log", "Begeleiding bijgehouden"), SectionEntry("notes", "Plan", 1, 1)]
        index = SectionIndex(entries)
        qtbot.addWidget(index)
        index.resize(224, 200)
        index.show()
        long, short = (index.visualRect(index.model().index(row, 0)).height() for row in (0, 1))
        assert short == px(tokens.H_INDEX)
        assert (long > short) == (size == 150)
        used, room = font("strong"), index.viewport().width() - 26 - 8
        assert paint.fit("Begeleiding bijgehouden", used, room, 2) == "Begeleiding bijgehouden"
        assert paint.wrapped_height("Begeleiding bijgehouden", used, room) <= long
    finally:
        look.set_text_size(100)


def test_the_index_and_its_picker_go_together(qtbot: QtBot) -> None:
    index = SectionIndex(ENTRIES)
    host = QWidget()
    qtbot.addWidget(host)
    host.setLayout(rows(index, index.picker))
    host.show()
    said: list[str] = []
    index.section_chosen.connect(said.append)
    index.set_current("work")
    assert said == []
    assert index.picker.currentText() == "Zo werkt het goed  4/5"
    index.set_entries([*ENTRIES, SectionEntry("mine", "Alleen voor mij", 0, 3)])
    assert index.current_key() == "work"
    index.setFocus()
    QTest.keyClick(index, KEYS.Key_Down)
    assert said == ["mine"]
    index.picker.activated.emit(0)
    assert said == ["mine", "person"]
    assert index.current_key() == "person"
