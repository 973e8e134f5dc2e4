"""Driving the lists of dossiers by keys."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from beschutdesk.services.lists import CandidateFilter
from ui.models.roles import ITEM
from ui.tabs.dossiers.list_pane import ListPane

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    for _ in range(times):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)
        QApplication.processEvents()


def write(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)
    QApplication.processEvents()


def names(listing: Any) -> list[str]:
    model = listing.model
    return [model.index(row, 0).data(ITEM).title for row in range(model.rowCount())]


def towns(listing: Any) -> list[str]:
    return [listing.model.line(row).municipality for row in range(listing.model.rowCount())]


def focused_name() -> str:
    focus = QApplication.focusWidget()
    return "" if focus is None else focus.accessibleName()


def tab_to(name: str) -> None:
    for _ in range(40):
        if focused_name() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {name}; it is at {focused_name()}")


def choose_town(listing: ListPane, town: str) -> None:
    """With the panel open: go to the gemeente and type its first letters."""
    tab_to("Gemeente")
    write(town[:4])
    press(Qt.Key.Key_Return)
    assert listing.narrowed.wanted == CandidateFilter(state="active", municipality=town)
