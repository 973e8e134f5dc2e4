"""Opening again: where one was, the ways in, and what to do when it does not open."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from beschutdesk.services import profile as profiles
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.ui.doors import closed, lock_page, type_secret, unlock
from tests.ui.fixtures import candidates_page, open_person, put_away, shown, today
from tests.ui.left_over import open_files
from tests.ui.walker import settle
from ui.desk_window import DeskWindow
from ui.dialogs import saving
from ui.main_window import CANDIDATES, JOBCARVING
from ui.pages.lock import By
from ui.tabs.candidates import CandidatesPage
from ui.tabs.jobcarving import JobcarvingPage

__all__ = ["closed", "shown"]


# -- where one was -----------------------------------------------------------------------------------------------------


def test_the_cursor_comes_back_in_its_field(closed: DeskWindow, qtbot: QtBot) -> None:
    unlock(closed, qtbot)
    page = candidates_page(closed)
    open_person(page, 2)
    key = page.dossier.key
    care = page.form.binder("candidate").editor("care").buddy
    assert isinstance(care, QPlainTextEdit)
    care.setFocus()
    QTest.keyClicks(care, "Zonneschijn ")
    cursor = care.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    care.setTextCursor(cursor)
    scrolled = page.view.verticalScrollBar().value()
    del page, care, cursor
    assert closed.lock()
    assert "Zonneschijn" not in repr(closed._where)
    unlock(closed, qtbot)
    assert closed.window.tab == CANDIDATES
    again = closed.window.page(CANDIDATES)
    assert isinstance(again, CandidatesPage)
    assert again.dossier.key == key
    focus = closed.frame.focusWidget()
    assert focus is again.form.binder("candidate").editor("care").buddy
    assert isinstance(focus, QPlainTextEdit)
    assert focus.toPlainText().startswith("Zonneschijn ")
    assert (focus.textCursor().anchor(), focus.textCursor().position()) == (3, 7)
    settle()
    assert abs(again.view.verticalScrollBar().value() - scrolled) <= 2
    QTest.keyClicks(focus, "x")
    assert focus.toPlainText().startswith("Zonxhijn ")


def test_a_field_of_a_row_comes_back(closed: DeskWindow, qtbot: QtBot) -> None:
    unlock(closed, qtbot)
    page = candidates_page(closed)
    for row in range(page.list.model.rowCount()):
        open_person(page, row)
        forms = page.form.row_list("placement", "phases").forms()
        if len(forms) > 1:
            break
    form = forms[1]
    key, name = form.key, list(form.binder.attributes())[-1]
    form.binder.editor(name).buddy.setFocus()
    del form, forms, page
    assert closed.lock()
    unlock(closed, qtbot)
    again = closed.window.page(CANDIDATES)
    assert isinstance(again, CandidatesPage)
    form = next(f for f in again.form.row_list("placement", "phases").forms() if f.key == key)
    assert closed.frame.focusWidget() is form.binder.editor(name).buddy


def test_a_task_comes_back(closed: DeskWindow, qtbot: QtBot) -> None:
    unlock(closed, qtbot)
    open_person(candidates_page(closed), 0, whole=False)
    page: Any = None
    for row in range(4):
        open_person(candidates_page(closed), row, whole=False)
        closed.window.show_tab(JOBCARVING)
        page = closed.window.page(JOBCARVING)
        assert isinstance(page, JobcarvingPage)
        QApplication.processEvents()
        if len(page.tasks.keys()) > 2:
            break
    page.show_task(page.tasks.keys()[2])
    page.board.open_form()
    name = page.form.binder.editor("name").buddy
    name.setFocus()
    name.setCursorPosition(2)
    key = page.form.key
    del page, name
    assert closed.lock()
    unlock(closed, qtbot)
    assert closed.window.tab == JOBCARVING
    page = closed.window.page(JOBCARVING)
    assert page.form.key == key
    name = page.form.binder.editor("name").buddy
    assert closed.frame.focusWidget() is name
    assert isinstance(name, QLineEdit)
    assert name.cursorPosition() == 2


# -- a lock in between -------------------------------------------------------------------------------------------------


class SlowDoor:
    """Opens a vault when it is told to."""

    def __init__(self) -> None:
        self.go, self.inside = threading.Event(), threading.Event()
        self.desks: list[Desk] = []

    def __call__(self, folder: Path, _secret: str) -> Desk:
        self.inside.set()
        assert self.go.wait(20)
        self.desks.append(profiles.open_with_secret(folder, PASSPHRASE))
        return self.desks[-1]


@pytest.fixture
def slow() -> Iterator[SlowDoor]:
    made = SlowDoor()
    yield made
    made.go.set()


def test_an_unlock_that_ends_after_a_lock_stays_locked(
    closed: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, slow: SlowDoor
) -> None:
    monkeypatch.setattr(profiles, "open_with_passphrase", slow)
    page = type_secret(closed, PASSPHRASE)
    assert slow.inside.wait(5)
    assert not page._go.isEnabled()
    assert closed.lock()
    assert page._go.isEnabled()
    slow.go.set()
    qtbot.waitUntil(lambda: len(slow.desks) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: open_files(closed.folder) == [], timeout=5000)
    qtbot.wait(50)
    assert closed.context is None
    with pytest.raises(Trouble):
        slow.desks[0].dossiers.ids("candidate")


# -- a PIN and its keyring ---------------------------------------------------------------------------------------------


@pytest.fixture
def with_pin(closed: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> DeskWindow:
    """The lock page of a vault that has a PIN on this device."""
    monkeypatch.setattr(profiles, "ways", lambda _folder: profiles.Ways(True, True, True, False))
    closed.doors.show_lock()
    closed.doors.look()
    return closed


def test_the_pin_is_asked_first(with_pin: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    qtbot.waitUntil(lambda: lock_page(with_pin).by == By.PIN)
    monkeypatch.setattr(profiles, "open_with_pin", lambda folder, _pin: profiles.open_with_secret(folder, PASSPHRASE))
    page = lock_page(with_pin)
    settle()
    assert page._pin.line.hasFocus()
    assert [b.text() for b in page._others.values() if b.isVisible()] == ["Wachtzin gebruiken", "Herstelcode gebruiken"]
    type_secret(with_pin, "2468", By.PIN)
    qtbot.waitUntil(lambda: with_pin.context is not None, timeout=10_000)


def test_a_keyring_that_is_silent_keeps_nobody_out(
    with_pin: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, slow: SlowDoor
) -> None:
    qtbot.waitUntil(lambda: lock_page(with_pin).by == By.PIN)
    monkeypatch.setattr(profiles, "open_with_pin", slow)
    with_pin.doors.keyring_ms = 60
    page = type_secret(with_pin, "2468", By.PIN)
    assert slow.inside.wait(5)
    qtbot.waitUntil(lambda: page.by == By.PASSPHRASE)
    assert page._field.message == "De sleutelbos antwoordt niet; gebruik je wachtzin."
    unlock(with_pin, qtbot)
    with_pin.lock()
    slow.go.set()
    qtbot.waitUntil(lambda: len(slow.desks) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: open_files(with_pin.folder) == [], timeout=5000)
    assert with_pin.context is None


def test_another_way_while_the_keyring_thinks(
    with_pin: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, slow: SlowDoor
) -> None:
    qtbot.waitUntil(lambda: lock_page(with_pin).by == By.PIN)
    monkeypatch.setattr(profiles, "open_with_pin", slow)
    page = type_secret(with_pin, "2468", By.PIN)
    assert slow.inside.wait(5)
    QTest.mouseClick(page._others[By.PASSPHRASE], Qt.MouseButton.LeftButton)
    assert page.by == By.PASSPHRASE
    unlock(with_pin, qtbot)
    slow.go.set()
    qtbot.waitUntil(lambda: len(slow.desks) == 1, timeout=10_000)


@pytest.mark.parametrize(
    "trouble",
    [
        profiles.PinBlocked("De pincode is vijf keer verkeerd getypt.", "Er is niets gewist.", "Gebruik je wachtzin."),
        profiles.NoKeyring("De sleutelbos is er niet.", "De kluis is heel.", "Gebruik je wachtzin."),
    ],
)
def test_without_the_pin_the_passphrase_is_asked(
    with_pin: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, trouble: Trouble
) -> None:
    qtbot.waitUntil(lambda: lock_page(with_pin).by == By.PIN)

    def refuse(_folder: Path, _pin: str) -> Desk:
        raise trouble

    monkeypatch.setattr(profiles, "open_with_pin", refuse)
    page = type_secret(with_pin, "2468", By.PIN)
    qtbot.waitUntil(lambda: page.by == By.PASSPHRASE)
    assert str(trouble) in page._field.message


# -- waiting, and what does not open -----------------------------------------------------------------------------------


def test_after_wrong_tries_the_button_rests(closed: DeskWindow, qtbot: QtBot) -> None:
    page = lock_page(closed)
    for _ in range(20):
        type_secret(closed, "fout")
        qtbot.waitUntil(lambda: not page._busy and bool(page._field.message), timeout=10_000)
        settle()
        qtbot.wait(30)
        if not page._go.isEnabled():
            break
    assert "Weer proberen over" in page._go.text()
    assert "seconde" in page._go.text()
    tried: list[str] = []
    page.unlock.connect(tried.append)
    type_secret(closed, PASSPHRASE)
    assert tried == [], "Enter waits too"
    qtbot.waitUntil(page._go.isEnabled, timeout=10_000)
    assert page._go.text() == "Ontgrendelen"


TROUBLES: list[tuple[type[Trouble], bool, bool]] = [
    (profiles.DamagedDatabase, True, True),
    (profiles.DamagedEnvelope, True, False),
    (profiles.EmptyDatabase, True, False),
    (profiles.ForeignDatabase, True, False),
    (profiles.NoProfile, True, False),
    (profiles.NewerDatabase, False, False),
    (profiles.NewerEnvelope, False, False),
    (profiles.UnreachableDatabase, False, False),
]


@pytest.mark.parametrize(("kind", "restore", "rescue"), TROUBLES, ids=lambda value: getattr(value, "__name__", ""))
def test_trouble_comes_with_its_next_step(
    closed: DeskWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Trouble],
    restore: bool,
    rescue: bool,
) -> None:
    def refuse(_folder: Path, _words: str) -> Desk:
        raise kind("Het bestand is stuk.", "Er is niets veranderd.", "Doe dit.")

    monkeypatch.setattr(profiles, "open_with_passphrase", refuse)
    page = type_secret(closed, PASSPHRASE)
    qtbot.waitUntil(page._trouble.isVisible, timeout=5000)
    assert "Het bestand is stuk. Er is niets veranderd. Doe dit." in page._trouble.accessibleName()
    assert page._trouble._restore.isVisible() == restore
    assert page._trouble._rescue.isVisible() == rescue


def test_a_damaged_vault_is_restored_from_the_lock(closed: DeskWindow, qtbot: QtBot) -> None:
    from ui.dialogs.restoring import RestoreDialog

    with profiles.open_with_passphrase(closed.folder, PASSPHRASE) as desk:
        desk.backups.make("asked")
    page = lock_page(closed)
    page.tell_trouble(profiles.DamagedDatabase("x"), restore=True)
    settle()
    QTest.mouseClick(page._trouble._restore, Qt.MouseButton.LeftButton)
    dialog = closed.window.findChild(RestoreDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.current() is not None, timeout=5000)
    dialog.secret.secret.line.setText(PASSPHRASE)
    QTest.mouseClick(dialog.look_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.restore_button.isEnabled, timeout=10_000)
    QTest.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: closed.context is not None, timeout=20_000)
    assert closed.doors._dialog is None


def test_a_doubtful_place_is_told_quietly(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = DeskWindow(tmp_path / "OneDrive" / "profiel", today, warm=False)
    made.begin()
    made.frame.show()
    page = made.doors._page
    assert page is not None
    qtbot.waitUntil(page._warning.isVisible, timeout=5000)
    assert "OneDrive" in page._warning.accessibleName()
    put_away(made)


def test_the_vault_is_swapped_behind_the_lock(shown: DeskWindow, qtbot: QtBot) -> None:
    folder = shown.folder
    assert shown.context is not None
    seen: list[list[str]] = []

    def work(report: Any) -> Desk:
        seen.append(open_files(folder))
        report(1, 2)
        return profiles.open_with_passphrase(folder, PASSPHRASE)

    shown.context.swap("Sleutel vernieuwen", work)
    assert lock_page(shown)._busy
    qtbot.waitUntil(lambda: shown.context is not None, timeout=10_000)
    assert seen == [[]]


def test_a_swap_that_fails_is_told_and_stays_locked(shown: DeskWindow, qtbot: QtBot) -> None:
    assert shown.context is not None

    def work(report: Any) -> Desk:
        del report
        raise Trouble("De schijf is vol.", "De kluis is zoals hij was.", "Maak ruimte.")

    shown.context.swap("Sleutel vernieuwen", work)
    qtbot.waitUntil(lock_page(shown)._trouble.isVisible, timeout=5000)
    assert shown.context is None


def test_what_can_be_read_is_rescued_from_the_lock(
    closed: DeskWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "gered"
    target.mkdir()
    monkeypatch.setattr(saving, "ask_folder", lambda _parent, _title: target)
    page = lock_page(closed)
    page.tell_trouble(profiles.DamagedDatabase("Het bestand is beschadigd."), restore=True, rescue=True)
    settle()
    QTest.mouseClick(page._trouble._rescue, Qt.MouseButton.LeftButton)
    assert "Typ eerst" in page._field.message
    page._line.setText(PASSPHRASE)
    QTest.mouseClick(page._trouble._rescue, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page._result.isVisible, timeout=20_000)
    assert "Gered: 4 dossiers." in page._result.accessibleName()
    (made,) = target.iterdir()
    with profiles.open_with_passphrase(made, PASSPHRASE) as rescued:
        assert len(rescued.dossiers.ids("candidate")) == 4
    assert closed.context is None
    assert open_files(closed.folder) == []
