"""The mark on the rail: there only when backups need care, in words and shape as well as colour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.services.backups import Backup, State
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.ui.fixtures import context_of, put_away, show_desk, throw_away
from tests.ui.walker import settle
from ui.desk_window import DeskWindow
from ui.settings.dialog import SettingsDialog
from ui.shell.backup_mark import BackupMark, look_of

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GOOD = Backup(Path("kopie"), NOW - timedelta(hours=3), "daily", 4, NOW, 600_000, "0002")
FINE = State(Path("stick"), chosen=True, last=GOOD, failed=None, due=False)
LATER_MS = 10_000


def test_nothing_to_say_when_all_is_well() -> None:
    assert look_of(FINE, NOW) is None
    assert look_of(replace(FINE, last=None, due=True), NOW) is None, "the first one is made in a moment"


@pytest.mark.parametrize(
    ("state", "word", "tone"),
    [
        (replace(FINE, failed=Trouble("De schijf is vol.", "De kluis is heel.", "Maak ruimte.")), "Mislukt", "care"),
        (replace(FINE, last=replace(GOOD, made_at=NOW - timedelta(days=8))), "Te oud", "warn"),
        (replace(FINE, chosen=False), "Alleen hier", "warn"),
        (replace(FINE, last=None), "Geen kopie", "warn"),
    ],
)
def test_what_needs_care(state: State, word: str, tone: str) -> None:
    look = look_of(state, NOW)
    assert look is not None
    assert (look.word, look.tone) == (word, tone)
    assert len(look.words) > len(word)


def test_a_failure_says_what_to_do() -> None:
    look = look_of(replace(FINE, failed=Trouble("De schijf is vol.", "De kluis is heel.", "Maak ruimte.")), NOW)
    assert look is not None
    assert "Maak ruimte." in look.words


def test_seven_days_are_not_too_old() -> None:
    assert look_of(replace(FINE, last=replace(GOOD, made_at=NOW - timedelta(days=7))), NOW) is None


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[DeskWindow]:
    made = show_desk(qtbot, desk)
    yield made
    put_away(made)


@pytest.fixture
def mark(window: DeskWindow, desk: Desk, qtbot: QtBot) -> BackupMark:
    found = window.window.findChild(BackupMark)
    assert isinstance(found, BackupMark)
    desk.backups.make("asked")
    found.refresh()
    qtbot.waitUntil(found.isVisible, timeout=LATER_MS)
    return found


def test_it_tells_a_screen_reader_and_the_mouse(mark: BackupMark) -> None:
    assert mark.accessibleName() == (
        "Reservekopieën: De reservekopieën staan alleen op deze laptop. Kies een andere plek."
    )
    assert "alleen op deze laptop" in mark.toolTip()
    assert mark.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_it_leads_to_the_settings(mark: BackupMark, window: DeskWindow) -> None:
    mark.setFocus()
    QTest.keyClick(mark, Qt.Key.Key_Space)
    settle()
    made = next(found for found in window.window.findChildren(SettingsDialog) if found.isVisible())
    assert made.backups.isVisible()
    throw_away(made)


def test_it_goes_once_all_is_well(
    mark: BackupMark, window: DeskWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    made = SettingsDialog(context_of(window), window.window, "backups")
    made.show()
    made.backups.ask_folder = lambda _parent, _title: place
    made.backups.folder_button.click()
    qtbot.waitUntil(lambda: not mark.isVisible(), timeout=LATER_MS)
    throw_away(made)
