"""What came from here is taken off the clipboard; what another program put there is left alone."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.walker import settle, shown
from ui.clipboard import Clipboard


@pytest.fixture
def board() -> Clipboard:
    QGuiApplication.clipboard().clear()
    return Clipboard()


def words() -> str:
    return QGuiApplication.clipboard().text()


def test_what_was_copied_by_the_program_goes(board: Clipboard) -> None:
    board.copy("Thijs Hoekstra")
    assert words() == "Thijs Hoekstra"
    assert QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint") == b"secret"
    board.clear()
    assert words() == ""


def test_what_was_copied_in_a_field_goes(board: Clipboard, qtbot: QtBot) -> None:
    line = QLineEdit("Thijs Hoekstra")
    shown(qtbot, line)
    line.selectAll()
    line.copy()
    assert words() == "Thijs Hoekstra"
    board.clear()
    assert words() == ""


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_what_was_copied_in_a_field_is_words_only_and_asks_to_be_kept_nowhere(
    board: Clipboard, qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit | QTextEdit]
) -> None:
    field = kind("Thijs Hoekstra")
    shown(qtbot, field)
    heard: list[int] = []
    QGuiApplication.clipboard().dataChanged.connect(lambda: heard.append(1))
    field.selectAll()
    field.copy()
    settle()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Thijs Hoekstra"
    assert data.data("x-kde-passwordManagerHint") == b"secret"
    assert not data.hasHtml()
    for name in ("ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory"):
        assert f'application/x-qt-windows-mime;value="{name}"' in data.formats()
    assert len(heard) == 2, "once by the field, once by us, and then it is still"
    board.clear()


def test_a_manager_that_takes_our_text_over_is_not_fought(board: Clipboard, qtbot: QtBot) -> None:
    shown(qtbot, QLineEdit())
    board.copy("Thijs Hoekstra")
    heard: list[int] = []
    QGuiApplication.clipboard().dataChanged.connect(lambda: heard.append(1))
    plain = QMimeData()
    plain.setText("Thijs Hoekstra")
    QGuiApplication.clipboard().setMimeData(plain)
    settle()
    assert len(heard) == 1
    board.clear()
    assert words() == "", "it is ours all the same"


def test_what_another_program_put_there_stays(board: Clipboard) -> None:
    board.copy("Thijs Hoekstra")
    settle()
    other = QMimeData()
    other.setText("een boodschappenlijst")
    assert QGuiApplication.focusWindow() is None
    QGuiApplication.clipboard().setMimeData(other)
    board.clear()
    assert words() == "een boodschappenlijst"
    QGuiApplication.clipboard().clear()
