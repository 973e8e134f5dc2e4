"""Fixtures with an open desk in a real window, for tests of forms and pages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.services.desk import Desk
from ui.context import DeskContext
from ui.desk_window import DeskWindow
from ui.main_window import CANDIDATES
from ui.tabs.candidates import CandidatesPage

TODAY: Final = date(2026, 11, 23)
WITHIN_MS: Final = 1000
"""What was typed is on disk within a second."""


def today() -> date:
    return TODAY


def throw_away(*widgets: QWidget) -> None:
    """Delete widgets now and not at some later moment."""
    for widget in widgets:
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def show_desk(qtbot: QtBot, desk: Desk, folder: Path | None = None) -> DeskWindow:
    """A window with an open desk."""
    made = DeskWindow(folder or desk.profile, today, warm=False)
    made.frame.resize(1366, 728)
    made.open(desk)
    with qtbot.waitExposed(made.frame):
        made.frame.show()
    made.frame.activateWindow()
    return made


def put_away(made: DeskWindow) -> None:
    """Close a window without asking."""
    made.close()
    throw_away(made.frame)
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def shown(qtbot: QtBot, demo_desk: Desk) -> Iterator[DeskWindow]:
    """The window on the demo dossiers."""
    made = show_desk(qtbot, demo_desk)
    yield made
    put_away(made)


@pytest.fixture
def shown_empty(qtbot: QtBot, desk: Desk) -> Iterator[DeskWindow]:
    """The window on an empty vault."""
    made = show_desk(qtbot, desk)
    yield made
    put_away(made)


def candidates_page(made: DeskWindow) -> CandidatesPage:
    """The tab Kandidaten, in front."""
    made.window.show_tab(CANDIDATES)
    page = made.window.page(CANDIDATES)
    assert isinstance(page, CandidatesPage)
    QApplication.processEvents()
    return page


def open_person(page: CandidatesPage, row: int = 0, *, whole: bool = True) -> None:
    """Choose someone in the list.

    Args:
        page: where.
        row: of the list.
        whole: make all of the form, which takes longest. ``False`` in a test that looks elsewhere: the form stays as it
            is when somebody is just opened, until something in it is asked for.
    """
    page.list.view.go_to(row)
    page.open(page.list.current())
    if whole:
        page.form.finish()
    else:
        page.form._filling.stop()  # between the events of the test
    QApplication.processEvents()


def context_of(made: DeskWindow) -> DeskContext:
    """What its pages are given."""
    assert made.context is not None
    return made.context
