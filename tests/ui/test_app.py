"""The window as a whole: start, welcome, lock, unlock, closing, faults."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.services import profile as profiles
from tests.conftest import PASSPHRASE
from tests.ui.doors import closed, cover, unlock
from tests.ui.fixtures import candidates_page, context_of, open_person, put_away, shown, today
from ui import app
from ui.desk_window import DeskWindow
from ui.dialogs.portfolio import PortfolioDialog
from ui.main_window import CANDIDATES, JOBCARVING, TABS, TODAY
from ui.pages.lock import LockPage
from ui.pages.welcome import Welcome, WelcomePage
from ui.tabs.candidates import CandidatesPage

__all__ = ["closed", "shown"]

HEAVY = ("sqlalchemy", "sqlcipher3", "alembic", "reportlab", "keyring", "argon2", "cryptography", "zxcvbn")


# -- start -------------------------------------------------------------------------------------------------------------


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ui.app", "--profile", str(tmp_path / "x"), "--quit-after-paint"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines() if "|" in line}
    assert "PySide6" in imported
    assert not imported & set(HEAVY)
    assert not (tmp_path / "x").exists()


def test_the_demo_runs_and_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from PySide6.QtCore import QTimer; from ui import app, desk_window\n"
        "def quit_when_open(desk):\n"
        "    desk.opened.connect(lambda: QTimer.singleShot(50, desk.frame.close))\n"
        "old = desk_window.DeskWindow.open_demo\n"
        "desk_window.DeskWindow.open_demo = lambda self: (quit_when_open(self), old(self))[1]\n"
        "sys.exit(app.main(['--demo']))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert list(tmp_path.iterdir()) == []


def test_qt_speaks_dutch(qapp: QApplication) -> None:
    before = QLocale()
    app.make_application()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuleren"
    assert QLocale().language() == QLocale.Language.Dutch
    QLocale.setDefault(before)


def test_a_first_start_makes_a_vault(qtbot: QtBot, tmp_path: Path) -> None:
    made = DeskWindow(tmp_path / "profiel", today, warm=False)
    made.begin()
    made.frame.show()
    page = cover(made)
    assert isinstance(page, WelcomePage)
    code = profiles.new_recovery_code()
    page.finished.emit(Welcome("Bo", "", "", "", PASSPHRASE, code, True, True))
    qtbot.waitUntil(lambda: made.context is not None, timeout=10_000)
    assert context_of(made).desk.caseworker().name == "Bo"
    assert len(context_of(made).desk.lists.candidates()) == 8
    put_away(made)
    profiles.open_with_code(tmp_path / "profiel", code).close()


# -- lock --------------------------------------------------------------------------------------------------------------


def test_a_wrong_passphrase_is_told_calmly(closed: DeskWindow, qtbot: QtBot) -> None:
    page = cover(closed)
    assert isinstance(page, LockPage)
    page._secret.line.setText("fout")
    page.unlock.emit("fout")
    qtbot.waitUntil(
        lambda: page._by_secret.message.startswith("Deze wachtzin klopt niet. Er is niets gewist;"), timeout=5000
    )
    assert closed.context is None
    unlock(closed, qtbot)
    assert closed.window.tab == TODAY


def test_a_damaged_vault_is_told_apart(closed: DeskWindow, qtbot: QtBot) -> None:
    (closed.folder / "vault.json").write_text("{}")
    page = cover(closed)
    assert isinstance(page, LockPage)
    page.unlock.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: "beschadigd" in page._trouble.accessibleName(), timeout=5000)
    assert page._trouble._restore.isVisible()


def test_locking_keeps_the_draft_and_comes_back_where_one_was(closed: DeskWindow, qtbot: QtBot) -> None:
    unlock(closed, qtbot)
    page = candidates_page(closed)
    open_person(page, 2)
    key = page.dossier.key
    care = page.form.binder("candidate").editor("care").buddy
    care.setFocus()
    QTest.keyClicks(care, "Zonneschijn ")
    QTest.keyClick(care, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert closed.context is None
    lock = cover(closed)
    assert isinstance(lock, LockPage)
    assert "bewaard" in lock._safe.accessibleName()
    unlock(closed, qtbot)
    assert closed.window.tab == CANDIDATES
    again = closed.window.page(CANDIDATES)
    assert isinstance(again, CandidatesPage)
    assert again is not page
    assert again.dossier.key == key
    assert again.list.current() == key
    again.form.finish()
    text = again.form.binder("candidate").editor("care").buddy
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText().startswith("Zonneschijn ")


def test_what_cannot_be_kept_stays_on_the_screen(
    shown: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = candidates_page(shown)
    open_person(page)
    care = page.form.binder("candidate").editor("care").buddy
    care.setFocus()
    QTest.keyClicks(care, "Z")

    def full(*_drafts: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(context_of(shown).desk.drafts, "keep", full)
    assert not shown.frame.close()
    assert shown.context is not None
    assert not shown.window._cover
    assert "Niet bewaard sinds" in page.bar.told.words
    monkeypatch.undo()
    for dialog in shown.window.findChildren(QDialog):
        dialog.close()
    assert context_of(shown).keeper.flush()


def test_a_lock_after_a_while_without_input(shown: DeskWindow) -> None:
    shown._idle.minutes = lambda: 1e9
    shown._idle._look()
    assert shown.context is not None
    shown._idle.minutes = lambda: 0.0
    shown._idle._look()
    assert shown.context is None


# -- tabs, search, person ----------------------------------------------------------------------------------------------


def test_every_tab_opens(shown: DeskWindow) -> None:
    for tab in TABS:
        shown.window.show_tab(tab.key)
        QApplication.processEvents()
        assert shown.window.page(tab.key) is not None


def test_the_chosen_person_stays_on_all_tabs(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, 1, whole=False)
    name = page.dossier.title
    shown.window.show_tab(JOBCARVING)
    header = shown.window.header
    assert name in f"{header.findChildren(QWidget)[0].accessibleName()} {_words(header)}"
    hit = next(result for result in shown._find(name.split()[-1]) if result.group == "Mensen")
    assert hit.title == name
    other = next(r for r in shown._find("e") if r.group == "Mensen" and r.title != name)
    shown._go_to(other)
    assert shown.window.tab == CANDIDATES
    assert page.dossier.title == other.title
    assert page.list.current() == other.payload[1]


def _words(widget: QWidget) -> str:
    return " ".join(child.accessibleName() for child in widget.findChildren(QWidget))


def test_acts_are_found_by_their_words(shown: DeskWindow) -> None:
    assert [result.title for result in shown._find("nieuwe")][-2:] == ["Nieuwe kandidaat", "Nieuwe werkgever"]
    shown._go_to(shown._find("nieuwe kand")[-1])
    page = shown.window.page(CANDIDATES)
    assert isinstance(page, CandidatesPage)
    assert page.dossier.session("candidate").is_new  # type: ignore[union-attr]


# -- faults ------------------------------------------------------------------------------------------------------------


def test_closing_the_window_keeps_what_was_typed(closed: DeskWindow, qtbot: QtBot) -> None:
    unlock(closed, qtbot)
    page = candidates_page(closed)
    open_person(page, 0)
    key = page.dossier.key
    assert key is not None
    care = page.form.binder("candidate").editor("care").buddy
    care.setFocus()
    QTest.keyClicks(care, "Zonneschijn ")
    assert closed.frame.close()
    qtbot.waitUntil(lambda: closed.context is None)
    with profiles.open_with_passphrase(closed.folder, PASSPHRASE) as desk:
        draft = desk.drafts.find(key)
        assert draft is not None
        assert draft.changes["care"].startswith("Zonneschijn ")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_portfolio_opens_on_what_was_just_typed(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, 1)
    step = page.form.binder("portfolio").editor("next_step").buddy
    step.setFocus()
    QTest.keyClicks(step, "Zonneschijn ")
    page.acts.portfolio()
    dialog = shown.window.findChild(PortfolioDialog)
    assert dialog is not None
    assert not page.dossier.is_dirty
    qtbot.waitUntil(lambda: dialog.ready is not None, timeout=20_000)
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_next_person_by_key_from_another_tab(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, 0, whole=False)
    shown.window.show_tab(JOBCARVING)
    QTest.keyClick(shown.window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert shown.window.tab == JOBCARVING
    assert page.list.view.currentIndex().row() == 1
    assert shown._chosen == page.list.current()
