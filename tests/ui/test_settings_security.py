"""The ways in: nothing is changed without the secret of now, and no keyring keeps anything from working."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.ui.cut_off import cut_off
from tests.ui.fixtures import context_of, throw_away
from tests.ui.settings import (
    LATER_MS,
    NEW,
    by_name,
    context,
    dialog,
    fill,
    opened,
    opens,
    press,
    security,
    until,
    window,
    words_in,
)
from tests.ui.walker import settle, walk
from ui import theme
from ui.context import DeskContext
from ui.desk_window import DeskWindow
from ui.dialogs.act import ActDialog
from ui.dialogs.new_code import NewCodeDialog, ProveCodeDialog, RenewDialog
from ui.dialogs.secret import PassphraseDialog, PinDialog, SecretDialog
from ui.settings.dialog import BACKUPS, SECURITY, YOU, SettingsDialog
from ui.widgets import Chip

__all__ = ["context", "dialog", "window"]


ASKING: dict[str, Callable[[Any], ActDialog]] = {
    "wachtzin": lambda lane: PassphraseDialog(lane, lambda secret, new: None),
    "pincode": lambda lane: PinDialog(lane, lambda secret, pin: None),
    "code": lambda lane: NewCodeDialog(lane, lambda secret, code, typed: None, Caseworker(name="R. Jansen")),
    "bewijs": lambda lane: ProveCodeDialog(lane, lambda typed: None),
    "vernieuwen": lambda lane: RenewDialog(lane, lambda secret: None, Caseworker(name="R. Jansen")),
    "vraag": lambda lane: SecretDialog("Pincode verwijderen", "Daarna opent…", "Doen", lane, lambda secret: None),
}


@pytest.mark.usefixtures("both_themes")
@pytest.mark.parametrize("name", ASKING)
def test_what_asks_a_secret_by_keyboard(context: DeskContext, name: str) -> None:
    made = ASKING[name](context.jobs)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    settle()
    stops = walk(made, (540, made.height())).stops
    assert stops[-2:] == ["Annuleren", made.act_button.text()]
    throw_away(made)


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("name", ASKING)
def test_what_asks_a_secret_has_room(context: DeskContext, name: str, percent: int) -> None:
    theme.current().set_text_size(percent)
    made = ASKING[name](context.jobs)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    settle()
    if isinstance(made, RenewDialog):
        made.other.setChecked(True)
    made.say_trouble(Trouble("De schijf is vol.", "Er is niets veranderd.", "Maak ruimte vrij en probeer het opnieuw."))
    settle()
    assert not cut_off(made)
    assert made.height() <= made.screen().availableSize().height()
    throw_away(made)


def test_the_last_way_in_is_explained_before_it_is_tried(dialog: SettingsDialog) -> None:
    security(dialog)
    assert "Typ eerst de herstelcode over." in words_in(dialog)
    assert not by_name(dialog, "Wachtzin verwijderen").isEnabled()
    assert by_name(dialog, "Herstelcode verwijderen").isEnabled(), "the passphrase would be left"
    assert any(chip.words == "Nog niet overgetypt" for chip in dialog.findChildren(Chip))


def test_another_passphrase(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    press(security(dialog), "Wachtzin wijzigen")
    asked = opened(dialog, PassphraseDialog)
    fill(asked, "Wachtzin of herstelcode van nu", "iets heel anders hier")
    fill(asked, "Nieuwe wachtzin", NEW)
    press(asked, "Wachtzin wijzigen")
    assert "Typ hem nog een keer" in words_in(asked)
    fill(asked, "Nieuwe wachtzin nog een keer", NEW)
    press(asked, "Wachtzin wijzigen")
    until(qtbot, lambda: not asked.busy)
    assert "klopt" in asked.secret.message, "wrong secret: said at its field, and nothing has changed"
    assert opens(context.desk.profile, PASSPHRASE)
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    press(asked, "Wachtzin wijzigen")
    until(qtbot, lambda: bool(dialog.note))
    assert dialog.note == "De nieuwe wachtzin opent nu de kluis."
    assert opens(context.desk.profile, NEW)
    assert not opens(context.desk.profile, PASSPHRASE)


def test_the_old_code_goes_only_after_the_new_one_was_typed_back(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot
) -> None:
    press(security(dialog), "Nieuwe herstelcode")
    asked = opened(dialog, NewCodeDialog)
    code = asked.proof.code
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    press(asked, "Deze code gaan gebruiken")
    assert not asked.busy
    assert not opens(context.desk.profile, code)
    typed = asked.proof.typed
    QGuiApplication.clipboard().setText(code)
    typed.setFocus()
    QTest.keySequence(typed, QKeySequence(QKeySequence.StandardKey.Paste))
    assert typed.text() == "", "what was pasted proves nothing"
    QTest.keyClicks(typed, code.lower().replace("-", " "))
    press(asked, "Deze code gaan gebruiken")
    until(qtbot, lambda: bool(dialog.note))
    assert opens(context.desk.profile, code)
    assert any(chip.words == "Overgetypt" for chip in dialog.findChildren(Chip))
    assert by_name(dialog, "Wachtzin verwijderen").isEnabled(), "the proven code would be left"
    QGuiApplication.clipboard().clear()


def test_the_sheet_with_the_code_goes_where_the_user_says(dialog: SettingsDialog, qtbot: QtBot, tmp_path: Path) -> None:
    press(security(dialog), "Nieuwe herstelcode")
    asked = opened(dialog, NewCodeDialog)
    path = tmp_path / "code.pdf"
    asked.sheet.ask_path = lambda _parent, _name: path
    press(asked, "Opslaan als pdf…")
    until(qtbot, path.exists)
    until(qtbot, lambda: "opent alles" in words_in(asked))
    assert path.read_bytes().startswith(b"%PDF")


def test_a_code_on_paper_is_proven(window: DeskWindow, qtbot: QtBot, desk: Desk) -> None:
    code = profile.new_recovery_code()
    desk.keys.set_recovery(PASSPHRASE, code, code)
    asked = ProveCodeDialog(context_of(window).jobs, desk.keys.prove_recovery)
    proven: list[object] = []
    asked.happened.connect(proven.append)
    asked.show()
    fill(asked, "Typ de code over van je papier", profile.new_recovery_code())
    press(asked, "Nakijken")
    until(qtbot, lambda: not asked.busy)
    assert not proven
    assert asked.field.message
    fill(asked, "Typ de code over van je papier", code)
    while profile.wait(desk.profile):
        qtbot.wait(100)
    press(asked, "Nakijken")
    until(qtbot, lambda: bool(proven))


def test_a_way_is_removed(dialog: SettingsDialog, context: DeskContext, qtbot: QtBot) -> None:
    press(security(dialog), "Herstelcode verwijderen")
    asked = opened(dialog, SecretDialog)
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    QTest.keyClick(asked.secret.secret.line, Qt.Key.Key_Return)
    until(qtbot, lambda: bool(dialog.note))
    assert [way.kind for way in context.desk.keys.all()] == ["passphrase"]
    assert not by_name(dialog, "Wachtzin verwijderen").isEnabled()


def test_a_keyring_that_answers_late_leaves_the_window_alive(
    context: DeskContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = threading.Event()
    monkeypatch.setattr(context.desk.keys, "pin_possible", lambda: answer.wait(LATER_MS / 1000) and None)
    monkeypatch.setattr("ui.settings.security._SLOW_MS", 50)
    made = SettingsDialog(context, context.window, SECURITY)
    made.security._slow.setInterval(50)
    made.security.show_page()
    made.show()
    until(qtbot, lambda: "antwoordt nog niet" in words_in(made))
    assert not by_name(made, "Pincode instellen").isEnabled()
    made.security.minutes.setValue(25)
    until(qtbot, lambda: made.note.startswith("Opgeslagen"))
    assert context.desk.settings.idle_minutes == 25, "the rest works meanwhile: a setting,"
    press(made, "Wachtzin wijzigen")
    asked = opened(made, PassphraseDialog)
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    fill(asked, "Nieuwe wachtzin", NEW)
    fill(asked, "Nieuwe wachtzin nog een keer", NEW)
    press(asked, "Wachtzin wijzigen")
    until(qtbot, lambda: opens(context.desk.profile, NEW))  # the keys,
    made.show_section(BACKUPS)
    until(qtbot, lambda: made.backups.state is not None)  # and the disks
    assert not answer.is_set()
    answer.set()
    made.show_section(SECURITY)
    until(qtbot, lambda: "antwoordt nog niet" not in words_in(made))
    assert by_name(made, "Pincode instellen").isEnabled()
    throw_away(made)


@pytest.mark.alone
def test_a_lock_does_not_wait_for_the_keyring(
    window: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, asked = threading.Event(), threading.Event()

    def silent() -> None:
        asked.set()
        answer.wait(LATER_MS / 1000)

    monkeypatch.setattr(context_of(window).desk.keys, "pin_possible", silent)
    SettingsDialog(context_of(window), window.window, SECURITY).show()
    until(qtbot, asked.is_set)
    begin = time.monotonic()
    assert window.lock()
    assert time.monotonic() - begin < 3
    answer.set()  # what comes now, finds nobody
    qtbot.wait(100)


def test_a_pin_asks_the_secret_of_now(window: DeskWindow, qtbot: QtBot) -> None:
    taken: list[tuple[str, str]] = []
    asked = PinDialog(context_of(window).jobs, lambda secret, pin: taken.append((secret, pin)))
    asked.show()
    fill(asked, "Pincode", "730251")
    fill(asked, "Pincode nog een keer", "730251")
    press(asked, "Pincode instellen")
    assert not asked.busy
    assert "Typ eerst je wachtzin" in asked.secret.message
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    press(asked, "Pincode instellen")
    until(qtbot, lambda: taken == [(PASSPHRASE, "730251")])


@pytest.mark.parametrize(("pin", "why"), [("8264", "ten minste 6"), ("123456", "rijtje"), ("718718", "herhaalt")])
def test_a_pin_that_is_easy_is_said_at_its_field(window: DeskWindow, pin: str, why: str) -> None:
    asked = PinDialog(context_of(window).jobs, lambda secret, pin: pytest.fail("it was tried"))
    asked.show()
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    fill(asked, "Pincode", pin)
    fill(asked, "Pincode nog een keer", pin)
    press(asked, "Pincode instellen")
    assert not asked.busy
    assert why in asked._first_box.message
    assert asked.first.line.hasFocus()


def test_what_the_vault_finds_easy_is_said_at_its_field(window: DeskWindow, qtbot: QtBot) -> None:
    def refuse(_secret: str, _pin: str) -> None:
        raise profile.WeakSecret("Deze pincode raadt iedereen.", "Er is niets veranderd.", "Neem een andere.")

    asked = PinDialog(context_of(window).jobs, refuse)
    asked.show()
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    fill(asked, "Pincode", "730251")
    fill(asked, "Pincode nog een keer", "730251")
    press(asked, "Pincode instellen")
    until(qtbot, lambda: "raadt iedereen" in asked._first_box.message)
    assert not asked.trouble.isVisible()


def test_a_closed_dialog_forgets_what_was_typed(window: DeskWindow) -> None:
    asked = PassphraseDialog(context_of(window).jobs, lambda secret, new: None)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    asked.show()
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    fill(asked, "Nieuwe wachtzin", NEW)
    asked.reject()
    assert all(not line.text() for line in asked.findChildren(QLineEdit))
    throw_away(asked)


def test_a_new_key_locks_renews_and_opens_again(window: DeskWindow, qtbot: QtBot) -> None:
    context = context_of(window)
    folder = context.desk.profile
    dialog = SettingsDialog(context, window.window, SECURITY)
    dialog.show()
    settle()
    press(dialog, "Sleutel vernieuwen…")
    asked = opened(dialog, RenewDialog)
    code = asked.proof.code
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    press(asked, "Neem een nieuwe wachtzin")
    fill(asked, "Nieuwe wachtzin", NEW)
    fill(asked, "Nieuwe wachtzin nog een keer", NEW)
    QTest.keyClicks(asked.proof.typed, code)
    del dialog, context
    with qtbot.waitSignal(window.opened, timeout=30_000):
        press(asked, "Vergrendelen en vernieuwen")
        del asked
    assert opens(folder, NEW)
    assert opens(folder, code)
    assert not opens(folder, PASSPHRASE)


def test_minutes_before_the_lock(dialog: SettingsDialog, context: DeskContext) -> None:
    security(dialog)
    spin = dialog.security.minutes
    assert (spin.minimum(), spin.maximum(), spin.value()) == (1, 60, 10)
    spin.setValue(30)
    dialog.show_section(YOU)
    assert context.desk.settings.idle_minutes == 30, "kept when the section is left"


def test_lock_now(dialog: SettingsDialog, window: DeskWindow, qtbot: QtBot) -> None:
    fill(dialog, "Telefoon", "06 98 76 54 32")
    security(dialog)
    with qtbot.waitSignal(window.locked):
        dialog.security.lock_button.click()
    assert window.context is None
    with profile.open_with_passphrase(window.folder, PASSPHRASE) as again:
        assert again.caseworker().phone == "06 98 76 54 32"
