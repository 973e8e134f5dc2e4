"""Instellingen on a real vault, and what the tests of its sections do with it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from tests.ui.fixtures import context_of, put_away, show_desk, throw_away
from tests.ui.walker import name_of, settle
from ui.context import DeskContext
from ui.desk_window import DeskWindow
from ui.dialogs import own_lane
from ui.dialogs.act import ActDialog
from ui.jobs import LATER, Lane
from ui.settings.dialog import SECURITY, SettingsDialog
from ui.settings.page import SettingsPage

NEW = "acht paarse kranen zingen"
LATER_MS = 10_000


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[DeskWindow]:
    made = show_desk(qtbot, desk)
    yield made
    put_away(made)


@pytest.fixture
def context(window: DeskWindow) -> DeskContext:
    return context_of(window)


@pytest.fixture
def dialog(context: DeskContext) -> Iterator[SettingsDialog]:
    made = SettingsDialog(context, context.window)
    made.show()
    settle()
    yield made
    if isValid(made):  # a lock has let go of it already
        throw_away(made)
    for late in own_lane._ending:  # a keyring that is asked for the first time takes its time
        assert late.close(patience=LATER_MS / 1000)


def until(qtbot: QtBot, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(ready, timeout=LATER_MS)


def arrived(dialog: SettingsDialog, context: DeskContext) -> None:
    """Wait until what a section reads beside the window has come: from the database, disks and the keyring."""
    own = [vars(page).get(name) for page in dialog.findChildren(SettingsPage) for name in ("lane", "_ring")]
    for lane in (context.database, context.jobs, *own):
        if isinstance(lane, Lane):
            lane.call(lambda: None, priority=LATER)
    settle()


def by_name(parent: QWidget, name: str) -> Any:
    """The visible widget with this name."""
    found = [w for w in parent.findChildren(QWidget) if w.isVisible() and name_of(w) == name]
    found = [w for w in found if not isinstance(w, QLabel) and w.focusProxy() is None] or found
    assert found, (
        f"no {name!r}; there are {sorted({name_of(w) for w in parent.findChildren(QWidget) if w.isVisible()})}"
    )
    return found[0]


def fill(parent: QWidget, name: str, words: str) -> None:
    field = by_name(parent, name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, words)


def press(parent: QWidget, name: str) -> None:
    made = by_name(parent, name)
    assert isinstance(made, QAbstractButton)
    assert made.isEnabled(), name
    made.click()
    settle()


def opened(parent: QWidget, kind: type[ActDialog]) -> Any:
    """The dialog that was opened on top."""
    settle()
    return next(made for made in parent.findChildren(kind) if made.isVisible())


def opens(folder: Path, secret: str) -> bool:
    try:
        profile.data_key(folder, secret)
    except (profile.WrongSecret, profile.TooSoon):
        return False
    return True


def words_in(parent: QWidget) -> str:
    return " ".join(made.text() for made in parent.findChildren(QLabel) if made.isVisible())


def security(dialog: SettingsDialog) -> SettingsDialog:
    dialog.show_section(SECURITY)
    settle()
    return dialog
