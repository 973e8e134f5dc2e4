"""Driving the tab Werkgevers by keys."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from beschutdesk.dossier.employer import Employer
from tests.ui.fixtures import (
    context_of,
)
from ui.desk_window import DeskWindow
from ui.main_window import EMPLOYERS
from ui.models.roles import ITEM
from ui.tabs.employers import EmployersPage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def press(keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, keys, held)
    QApplication.processEvents()


def write(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def employers_page(made: DeskWindow) -> EmployersPage:
    made.window.show_tab(EMPLOYERS)
    page = made.window.page(EMPLOYERS)
    assert isinstance(page, EmployersPage)
    QApplication.processEvents()
    return page


def open_row(page: EmployersPage, row: int = 0) -> UUID:
    page.list.view.go_to(row)
    page.open(page.list.current())
    page.form.finish()
    QApplication.processEvents()
    assert page.dossier.key is not None
    return page.dossier.key


def field(page: EmployersPage, attribute: str) -> Any:
    return page.form.binder("employer").editor(attribute).buddy


def go(page: EmployersPage, attribute: str) -> Any:
    widget = field(page, attribute)
    widget.setFocus()
    QApplication.processEvents()
    return widget


def names(page: EmployersPage) -> list[str]:
    model = page.list.model
    return [model.index(row, 0).data(ITEM).title for row in range(model.rowCount())]


def kept(made: DeskWindow, key: UUID) -> Employer:
    found = context_of(made).desk.dossiers.get("employer", key)
    assert isinstance(found, Employer)
    return found
