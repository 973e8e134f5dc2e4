"""Tags: several of a list, by keyboard, and what is said under a field that cannot be right."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.around import AdviceCriterion
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Kind, shape_of
from beschutdesk.dossier.tags import WorkKind
from tests.ui.cut_off import cut_off
from tests.ui.walker import focused, press, settle, shown, walk
from ui.forms.binder import Binder
from ui.forms.choosing import ChoicesEditor, TagsEditor
from ui.forms.editors import Editor, Helpers
from ui.forms.make import make_editor
from ui.forms.session import EditSession
from ui.widgets import FieldBox, Tags, box, line_edit, rows

WORDS = ["buiten", "binnen", "rustig, weinig prikkels", "druk en levendig", "lawaai of machines", "een vaste plek"]


@pytest.fixture
def tags(qtbot: QtBot) -> Tags:
    made = Tags(WORDS)
    field = line_edit()
    field.setAccessibleName("Daarna")
    shown(qtbot, box(rows(FieldBox("Zo is het er", made), field)), 420, 300)
    made.buddy().setFocus()
    settle()
    return made


def name() -> str:
    return focused().accessibleName()


def test_one_stop_for_all_and_space_puts_one_on(tags: Tags, qtbot: QtBot) -> None:
    stops = walk(tags.window(), (420, 300)).stops
    assert stops == ["Zo is het er: buiten", "Daarna"]
    tags.buddy().setFocus()
    with qtbot.waitSignal(tags.edited):
        press(Qt.Key.Key_Space)
    assert tags.chosen == [0]
    press(Qt.Key.Key_Space)
    assert tags.chosen == []


def test_arrows_go_along_and_between_lines(tags: Tags) -> None:
    press(Qt.Key.Key_Right)
    assert name() == "Zo is het er: binnen"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert name() == "Zo is het er: buiten"
    press(Qt.Key.Key_Down)
    below = focused()
    assert below.y() > tags.tags()[0].y()
    press(Qt.Key.Key_Up)
    assert focused().y() == tags.tags()[0].y()
    press(Qt.Key.Key_End)
    assert name().endswith("een vaste plek")
    press(Qt.Key.Key_Down)
    assert name().endswith("een vaste plek")
    press(Qt.Key.Key_Home)
    assert name().endswith("buiten")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Space)
    assert tags.chosen == [0, 5]


def test_a_letter_goes_to_the_next_word_that_begins_with_it(tags: Tags) -> None:
    press(Qt.Key.Key_L)
    assert name().endswith("lawaai of machines")
    press(Qt.Key.Key_B)
    assert name().endswith("buiten")
    press(Qt.Key.Key_B)
    assert name().endswith("binnen")
    press(Qt.Key.Key_X)
    assert name().endswith("binnen")
    assert tags.chosen == []


def test_the_focus_stays_where_it_was(tags: Tags) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Tab)
    assert name() == "Daarna"
    press(Qt.Key.Key_Backtab)
    assert name().endswith("een vaste plek")


def test_a_click_anywhere_on_a_word_counts(tags: Tags) -> None:
    tag = tags.tags()[3]
    QTest.mouseClick(tag, Qt.MouseButton.LeftButton, pos=tag.rect().topRight() - tag.rect().topLeft() / 2)
    QTest.mouseClick(tag, Qt.MouseButton.LeftButton, pos=tag.rect().center())
    QTest.mouseClick(tag, Qt.MouseButton.LeftButton, pos=tag.rect().center())
    assert tags.chosen == [3]
    press(Qt.Key.Key_Right)
    assert name().endswith("lawaai of machines")


@pytest.mark.parametrize("width", [200, 420, 900])
def test_no_word_is_cut_at_any_width(qtbot: QtBot, both_themes: bool, width: int) -> None:
    made = Tags([kind.label for kind in WorkKind], "Werk")
    window = shown(qtbot, made, width, 900)
    assert cut_off(window) == []
    for tag in made.tags():
        assert tag.geometry().right() <= made.width() or tag.x() == 0
    for one in made.tags():
        assert not any(one.geometry().intersects(other.geometry()) for other in made.tags() if other is not one)


def editor_of(qtbot: QtBot, record: str, attribute: str) -> Editor:
    made = make_editor(shape_of(record).specs[attribute], Helpers())
    qtbot.addWidget(made.widget)
    return made


def test_short_words_are_tags_and_long_ones_are_lines(qtbot: QtBot) -> None:
    assert isinstance(editor_of(qtbot, "employer", "work_kinds"), TagsEditor)
    criteria = shape_of("advice").specs["criteria"]
    assert criteria.options is AdviceCriterion
    assert criteria.kind is Kind.CHOICES
    assert isinstance(editor_of(qtbot, "advice", "criteria"), ChoicesEditor)


def test_the_editor_reads_in_the_order_of_the_list(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "employer", "work_kinds")
    editor.set_value((WorkKind.SHOP, WorkKind.GREEN))
    assert editor.read().value == (WorkKind.GREEN, WorkKind.SHOP)
    editor.set_value(())
    assert editor.read().value == ()


# -- what cannot be right ----------------------------------------------------------------------------------------------


@pytest.fixture
def bound(qtbot: QtBot) -> tuple[Binder, EditSession]:
    binder = Binder("employer", Helpers())
    fields: list[QWidget] = [binder.box(attribute) for attribute in ("name", "kvk", "iban")]
    window = shown(qtbot, box(rows(*fields)), 500, 400)
    binder.setParent(window)
    session = EditSession(Employer(name="Bakkerij", version=1))
    binder.bind(session)
    binder.session_kept = session  # type: ignore[attr-defined]  # the binder holds signals of it only
    return binder, session


def test_a_remark_comes_when_the_keys_rest_and_goes_when_it_is_right(
    bound: tuple[Binder, EditSession], qtbot: QtBot
) -> None:
    binder, session = bound
    line: Any = binder.editor("kvk").buddy
    field = binder.field_box("kvk")
    line.setFocus()
    QTest.keyClicks(line, "1234")
    assert field.message == "", "who types on is not told what is missing yet"
    qtbot.waitUntil(lambda: field.message == "Een KvK-nummer heeft acht cijfers.", timeout=10_000)
    assert line.property("state") != "care", "it is kept, so it is no error"
    QTest.keyClicks(line, "5678")
    qtbot.waitUntil(lambda: field.message == "", timeout=100)
    assert session.value("kvk") == "12345678"
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    binder.editor("name").buddy.setFocus()
    settle()
    assert field.message, "who leaves is told at once"
    assert session.value("kvk") == "1234567", "what cannot be right is kept all the same"


def test_a_remark_stands_there_for_what_was_kept(bound: tuple[Binder, EditSession]) -> None:
    binder, _ = bound
    wrong = EditSession(Employer(iban="NL00 FOUT 0000 0000 00", version=1))
    right = EditSession(Employer(iban="NL91 ABNA 0417 1643 00", version=1))
    binder.bind(wrong)
    assert "IBAN klopt niet" in binder.field_box("iban").message
    binder.bind(right)
    assert not binder.field_box("iban").message
    binder.bind(None)
