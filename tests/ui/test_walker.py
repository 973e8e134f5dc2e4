"""The walker itself finds what it is there to find."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.walker import walk
from ui.widgets import button, line_edit, rows


def window_with(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.setLayout(rows(*widgets, None))
    return host


class Invisible(QWidget):
    """Takes the focus and does not show it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Verborgen")
        self.setMinimumSize(60, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).end()


class Trap(QLineEdit):
    """Keeps Tab for itself."""

    def event(self, event: QEvent) -> bool:
        return event.type() == QEvent.Type.KeyPress or super().event(event)


def test_a_good_window_passes(qtbot: QtBot) -> None:
    named = line_edit()
    named.setAccessibleName("Naam")
    assert walk(window_with(qtbot, named, button("Opslaan"))).stops == ["Naam", "Opslaan"]


def test_a_field_without_a_name(qtbot: QtBot) -> None:
    with pytest.raises(AssertionError, match="has no name"):
        walk(window_with(qtbot, line_edit("tekst is geen naam"), button("Opslaan")))


def test_a_focus_that_cannot_be_seen(qtbot: QtBot) -> None:
    with pytest.raises(AssertionError, match="cannot be seen on Invisible"):
        walk(window_with(qtbot, Invisible(), button("Opslaan")))


def test_a_field_that_keeps_tab(qtbot: QtBot) -> None:
    trap = Trap()
    trap.setAccessibleName("Val")
    with pytest.raises(AssertionError, match="Tab does not leave Trap"):
        walk(window_with(qtbot, button("Opslaan"), trap, button("Later")))
