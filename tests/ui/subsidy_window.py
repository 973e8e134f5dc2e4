"""The tab Subsidie in a window with two dossiers, and somebody at its keys."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.services.desk import Desk
from tests.ui import subsidizing as at
from tests.ui.fixtures import TODAY, put_away, show_desk
from ui.desk_window import DeskWindow
from ui.looking import current as looking
from ui.tabs.subsidy import SubsidyPage

KEYS, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(desk: Desk) -> at.Made:
    desk.schemes.save(at.SCHEME)
    return at.dossiers(desk)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, made: at.Made, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskWindow]:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard of the machine
    shown = show_desk(qtbot, desk)
    yield shown
    put_away(shown)
    looking().set_on(False)


def press(key: Qt.Key, hold: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, hold)
    QApplication.processEvents()


def keys(text: str) -> None:
    """Type where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def opened(qtbot: QtBot, window: DeskWindow, made: at.Made) -> SubsidyPage:
    """The page with the application of the first one, begun with Ctrl+N."""
    page = at.page_of(qtbot, window, person=made.person)
    if page.dossier.key is None:
        page.acts.begin()
        at.rest(qtbot, page)
    return page


def fields(page: SubsidyPage, *, blocks: bool = True) -> list[str]:
    """The fields that something is missing in."""
    return [one.field for one in page.form.missing.checks if one.blocks is blocks]


# -- steps -------------------------------------------------------------------------------------------------------------


def in_front(dialog: QWidget) -> bool:
    """Whether the keys go to a dialog."""
    focus = QApplication.focusWidget()
    return focus is not None and dialog.isAncestorOf(focus)


def stands(page: SubsidyPage, state: SubsidyState) -> bool:
    """Whether what is open has come in a state."""
    return page.found is not None and page.found.state is state


def whole(desk: Desk, made: at.Made) -> UUID:
    """An application in which nothing is missing."""
    from beschutdesk.dossier.supervision_subsidy import SubsidyAnswer

    return at.begun(
        desk, made.place, why_more=at.WHY, without="Dan blijft het werk liggen.", consent_on=TODAY, signed_on=TODAY,
        goals=[at.goal()], answers=[SubsidyAnswer(asked="space", answer="In de kantine.")],
    )  # fmt: skip
