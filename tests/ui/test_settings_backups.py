"""The backups in Instellingen: where they go, how they stand, and one more now."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.fixtures import throw_away
from tests.ui.settings import LATER_MS, context, dialog, press, until, window, words_in
from tests.ui.walker import settle
from ui.context import DeskContext
from ui.settings.dialog import BACKUPS, SECURITY, SettingsDialog
from ui.widgets import Banner

__all__ = ["context", "dialog", "window"]


def test_a_backup_now_and_what_there_is(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show_section(BACKUPS)
    page = dialog.backups
    until(qtbot, lambda: page.state is not None)
    assert "alleen op deze laptop" in words_in(page)
    before = page.list.count()
    press(dialog, "Nu een reservekopie maken")
    until(qtbot, lambda: dialog.note.startswith("De reservekopie is gemaakt"))
    until(qtbot, lambda: page.list.count() == before + 1)
    assert page.list.current() is not None
    assert "Laatste goede: " in words_in(page)


def test_another_folder_and_what_is_wrong_with_it(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.show_section(BACKUPS)
    place = tmp_path / "kopieen"
    place.mkdir()
    dialog.backups.ask_folder = lambda _parent, _title: place
    press(dialog, "Map kiezen…")
    until(qtbot, lambda: context.desk.settings.backup_folder == place)
    until(qtbot, lambda: "op dezelfde schijf als de kluis" in words_in(dialog))


def test_a_failure_is_told_in_its_parts(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    context.desk.settings.backup_folder = place
    place.rmdir()
    dialog.show_section(BACKUPS)
    until(qtbot, lambda: "Sluit de schijf of stick weer aan" in words_in(dialog))
    assert any(
        banner.accessibleName().startswith("Zorg") for banner in dialog.findChildren(Banner) if banner.isVisible()
    )


def test_a_folder_counts_though_the_keyring_is_silent_and_the_dialog_closes(
    context: DeskContext, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = threading.Event()
    monkeypatch.setattr(context.desk.keys, "pin_possible", lambda: answer.wait(LATER_MS / 1000) and None)
    made = SettingsDialog(context, context.window, SECURITY)
    made.show()
    made.show_section(BACKUPS)
    until(qtbot, lambda: made.backups.state is not None)
    place = tmp_path / "stick"
    place.mkdir()
    made.backups.ask_folder = lambda _parent, _title: place
    press(made, "Map kiezen…")
    throw_away(made)
    until(qtbot, lambda: context.desk.settings.backup_folder == place)
    assert not answer.is_set()
    answer.set()


def test_a_backup_ends_well_though_the_dialog_closes(
    context: DeskContext, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    made = SettingsDialog(context, context.window, BACKUPS)
    made.show()
    until(qtbot, lambda: made.backups.state is not None)
    before = len(context.desk.backups.found())
    press(made, "Nu een reservekopie maken")
    throw_away(made)
    until(qtbot, lambda: len(context.desk.backups.found()) > before)
    context.jobs.call(int)
    settle()  # what it returned finds nobody, and nothing breaks
    assert not caplog.records
