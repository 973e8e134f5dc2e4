"""A window before a locked vault, and how one goes in and out."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.ui.fixtures import put_away, today
from ui.desk_window import DeskWindow
from ui.pages.lock import By, LockPage


@pytest.fixture
def closed(qtbot: QtBot, demo_desk: Desk) -> Iterator[DeskWindow]:
    """The window before a locked vault with the demo dossiers."""
    demo_desk.close()
    made = DeskWindow(demo_desk.profile, today, warm=False)
    made.begin()
    with qtbot.waitExposed(made.frame):
        made.frame.show()
    made.frame.activateWindow()
    yield made
    put_away(made)


def cover(made: DeskWindow) -> QWidget:
    """The page in front of everything."""
    found = made.window._cover
    assert found is not None
    return found


def lock_page(made: DeskWindow) -> LockPage:
    """The lock page, which is in front."""
    page = cover(made)
    assert isinstance(page, LockPage)
    return page


def type_secret(made: DeskWindow, words: str, by: By = By.PASSPHRASE) -> LockPage:
    """Type a secret on the lock page and press Enter."""
    page = lock_page(made)
    if page.by != by:
        page.use(by)
    page._line.setText(words)
    QTest.keyClick(page._line, Qt.Key.Key_Return)
    return page


def unlock(made: DeskWindow, qtbot: QtBot, words: str = PASSPHRASE) -> None:
    """Open the vault."""
    type_secret(made, words)
    qtbot.waitUntil(lambda: made.context is not None, timeout=10_000)
    QApplication.processEvents()
