"""Putting a backup back from the window: beside an open desk, and while the vault is locked, damaged or gone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from tests.conftest import PASSPHRASE
from tests.ui.cut_off import cut_off
from tests.ui.fixtures import context_of, put_away, show_desk, throw_away
from tests.ui.walker import settle, walk
from tests.vaults import Moulds
from ui import theme
from ui.dialogs.backup_contents import here_of
from ui.dialogs.restoring import RestoreDialog
from ui.settings.dialog import BACKUPS, SettingsDialog

LATER_MS = 20_000


@pytest.fixture
def folder(profile_dir: Path, moulds: Moulds) -> Path:
    """A closed vault with one backup, and something that was done afterwards."""
    with moulds.cast(profile_dir, demo=True) as desk:
        desk.backups.make("asked")
        desk.dossiers.add([Candidate(name_used="Later")])
    return profile_dir


@pytest.fixture
def dialog(folder: Path, qtbot: QtBot) -> Iterator[RestoreDialog]:
    made = show(folder, qtbot)
    yield made
    if isValid(made):
        throw_away(made)


def show(folder: Path, qtbot: QtBot, **more: Any) -> RestoreDialog:
    made = RestoreDialog(folder, **more)
    made.show()
    until(qtbot, lambda: bool(made._none.text()))
    settle()
    return made


def until(qtbot: QtBot, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(ready, timeout=LATER_MS)


def words_in(parent: QWidget) -> str:
    return " ".join(made.text() for made in parent.findChildren(QLabel) if made.isVisible())


def look(made: RestoreDialog, qtbot: QtBot, secret: str = PASSPHRASE) -> None:
    line = made.secret.secret.line
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, secret)
    QTest.keyClick(line, Qt.Key.Key_Return)
    until(qtbot, lambda: made._job is None)
    settle()


def people(desk: Desk) -> int:
    return len(desk.dossiers.ids("candidate"))


def test_nothing_is_put_back_unseen(dialog: RestoreDialog, qtbot: QtBot) -> None:
    assert dialog.list.count() == 1
    assert not dialog.restore_button.isEnabled()
    look(dialog, qtbot, "een heel andere zin")
    assert "klopt" in dialog.secret.message
    assert not dialog.restore_button.isEnabled()
    look(dialog, qtbot)
    assert dialog.contents is not None
    assert dialog.contents.dossiers == 4
    seen = words_in(dialog)
    assert "Nu in de kluis" in seen
    assert "vervangen-" in seen
    assert "op slot" in seen, "a closed vault is not opened for this"
    assert dialog.restore_button.isEnabled()


def test_a_locked_vault_is_replaced_and_opened(dialog: RestoreDialog, folder: Path, qtbot: QtBot) -> None:
    look(dialog, qtbot)
    with qtbot.waitSignal(dialog.restored, timeout=LATER_MS) as signal:
        dialog.restore_button.click()
    (desk,) = signal.args
    assert isinstance(desk, Desk)
    assert people(desk) == 4
    desk.close()
    assert list(folder.glob("vervangen-*")), "what was replaced is kept"
    profile.open_with_passphrase(folder, PASSPHRASE).close()


def test_a_damaged_vault(folder: Path, qtbot: QtBot) -> None:
    (folder / "dossiers.db").write_bytes(b"\x00" * 8192)
    made = show(folder, qtbot)
    look(made, qtbot)
    with qtbot.waitSignal(made.restored, timeout=LATER_MS) as signal:
        made.restore_button.click()
    assert people(signal.args[0]) == 4
    signal.args[0].close()
    throw_away(made)


def test_no_vault_at_all_and_backups_elsewhere(folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / "stick"
    shutil.move(folder / "reservekopieen", place)
    shutil.rmtree(folder)
    made = show(folder, qtbot)
    assert "geen reservekopieën" in words_in(made)
    assert not made.look_button.isEnabled()
    made.ask_folder = lambda _parent, _title: place
    made._other.click()
    until(qtbot, lambda: made.list.count() == 1)
    look(made, qtbot)
    assert "er is geen kluis" in words_in(made)
    with qtbot.waitSignal(made.restored, timeout=LATER_MS) as signal:
        made.restore_button.click()
    assert people(signal.args[0]) == 4
    signal.args[0].close()
    throw_away(made)


def test_a_damaged_backup_is_refused(dialog: RestoreDialog, folder: Path, qtbot: QtBot) -> None:
    backup = dialog.list.current()
    assert backup is not None
    database = backup.path / "dossiers.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    look(dialog, qtbot)
    assert dialog.trouble.isVisible()
    assert "reservekopie" in dialog.trouble.accessibleName()
    assert not dialog.restore_button.isEnabled()
    with profile.open_with_passphrase(folder, PASSPHRASE) as desk:
        assert people(desk) == 5, "the vault is as it was"


def test_who_leaves_while_it_runs_leaves_no_open_desk(dialog: RestoreDialog, folder: Path, qtbot: QtBot) -> None:
    look(dialog, qtbot)
    taken: list[object] = []
    dialog.restored.connect(taken.append)
    lane = dialog._lane
    dialog.restore_button.click()
    dialog.reject()
    ready: list[bool] = []
    lane.submit(lambda: True, done=ready.append)
    until(qtbot, lambda: bool(ready))
    assert not taken
    assert all(not line.text() for line in dialog.findChildren(QLineEdit))
    profile.open_with_passphrase(folder, PASSPHRASE).close()  # and nobody holds it


def test_beside_an_open_desk(folder: Path, qtbot: QtBot) -> None:
    window = show_desk(qtbot, profile.open_with_passphrase(folder, PASSPHRASE))
    context = context_of(window)
    assert here_of(context.desk).dossiers == 5
    settings = SettingsDialog(context, window.window, BACKUPS)
    settings.show()
    until(qtbot, lambda: settings.backups.list.count() >= 1)
    settings.backups.restore_button.click()
    made = settings.findChildren(RestoreDialog)[0]
    until(qtbot, lambda: made.list.count() >= 1)
    made.list.go_to(made.list.count() - 1)
    look(made, qtbot)
    seen = words_in(made)
    assert "Wat je na die laatste wijziging hebt gedaan" in seen
    with qtbot.waitSignal(window.opened, timeout=LATER_MS):
        made.restore_button.click()
    assert people(context_of(window).desk) == 4
    put_away(window)


@pytest.mark.usefixtures("both_themes")
def test_the_keyboard_reaches_everything(dialog: RestoreDialog, qtbot: QtBot) -> None:
    look(dialog, qtbot)
    dialog.list.setFocus()
    assert walk(dialog, (860, 620)).stops == [
        "Reservekopieën in deze map",
        "Wachtzin of herstelcode van toen",
        "Wachtzin of herstelcode van toen tonen",
        "Bekijken",
        "Annuleren",
        "Terugzetten",
        "Andere map…",
    ]


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("size", [(860, 620), (680, 400)])
def test_no_word_is_cut(folder: Path, qtbot: QtBot, size: tuple[int, int], percent: int) -> None:
    theme.current().set_text_size(percent)
    made = show(folder, qtbot)
    made.resize(*size)
    look(made, qtbot)
    assert made.contents is not None
    assert not cut_off(made)
    throw_away(made)
