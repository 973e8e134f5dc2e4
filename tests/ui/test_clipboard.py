"""What came from here is taken off the clipboard; what another program put there is left alone."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
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
