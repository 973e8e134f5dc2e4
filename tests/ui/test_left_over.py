"""What looks for leaks finds the words wherever they stand, and keeps nothing alive by looking."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import left_over
from tests.ui.fixtures import throw_away
from ui.widgets import ItemModel

WORDS = "Roos van Heuvelen en haar zonnebloemen"
PHRASES = [WORDS.encode("utf-16-be")]


def model() -> ItemModel:
    made = ItemModel(str)
    made.set_items([WORDS])
    return made


def combo_over(shown: ItemModel) -> QWidget:
    made = QComboBox()
    made.setModel(shown)
    made.setCurrentIndex(-1)
    return made


def line_over(shown: ItemModel) -> QWidget:
    made = QLineEdit()
    completer = QCompleter(made)
    completer.setModel(shown)
    made.setCompleter(completer)
    return made


@pytest.mark.parametrize("over", [combo_over, line_over])
def test_looking_keeps_no_model_alive(qtbot: QtBot, over: Callable[[ItemModel], QWidget]) -> None:
    shown = weakref.ref(made := model())
    widget = over(made)
    del made
    assert "ItemModel" in left_over.in_widgets(PHRASES)
    throw_away(widget)
    del widget
    gc.collect()
    assert shown() is None
    assert left_over.in_widgets(PHRASES) == []


def test_a_model_that_nobody_shows_is_found(qtbot: QtBot) -> None:
    forgotten = model()
    assert left_over.in_widgets(PHRASES) == ["ItemModel"]
    del forgotten
    gc.collect()
    assert left_over.in_widgets(PHRASES) == []


def test_models_that_qt_made_are_found(qtbot: QtBot) -> None:
    host = QWidget()
    combo, typed = QComboBox(host), QLineEdit(host)
    combo.addItems(["", WORDS])
    assert left_over.in_widgets(PHRASES) == ["QStandardItemModel"]
    combo.clear()
    typed.setCompleter(QCompleter([WORDS], typed))
    assert "QStringListModel" in left_over.in_widgets(PHRASES)
    throw_away(host)
    assert left_over.in_widgets(PHRASES) == []
