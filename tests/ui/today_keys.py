"""Driving Vandaag by keys."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.rules.signals import Kind, Severity, Signal, Where
from ui.desk_window import DeskWindow
from ui.main_window import TODAY
from ui.pages_of_desk import Today
from ui.tabs.today.listing import DayList
from ui.tabs.today.model import Line, Place
from ui.tabs.today.page import DayPage


def day_page(made: DeskWindow, qtbot: QtBot) -> DayPage:
    """The tab Vandaag, in front and read."""
    made.window.show_tab(TODAY)
    tab = made.window.page(TODAY)
    assert isinstance(tab, Today)
    page = tab.page
    assert page is not None
    wait_for(qtbot, lambda: page.page is not None)
    QApplication.processEvents()
    return page


def attention(page: DayPage) -> DayList:
    """The list at the left."""
    return page.lists[Place.ATTENTION]


def titles(rows: DayList) -> list[str]:
    """The keys of its lines."""
    return [row.signal.key for row in rows.items.items() if isinstance(row, Line)]


def press(widget: QWidget | None, key: Qt.Key) -> None:
    """Press a key there."""
    assert widget is not None
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def wait_for(qtbot: QtBot, ready: Callable[[], bool]) -> None:
    """Until the lane has answered."""
    qtbot.waitUntil(ready, timeout=5000)
    QApplication.processEvents()


def signal(key: str) -> Signal:
    """A line about nobody."""
    where = Where("placement", UUID(int=7))
    return Signal(
        key, "visit_due", Kind.ATTENTION, Severity.OVERDUE, f"Doe {key}.", "Daarom.", "Eigen regel", None, None, where
    )
