"""Instellingen on a real vault: what is changed counts at once, and nothing is changed without the secret of now."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.checking import Finding
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.ui.cut_off import cut_off
from tests.ui.fixtures import context_of, put_away, show_desk, throw_away
from tests.ui.walker import name_of, settle, walk
from ui import theme
from ui.context import DeskContext
from ui.desk_window import DeskWindow
from ui.dialogs.act import ActDialog
from ui.dialogs.new_code import NewCodeDialog, ProveCodeDialog, RenewDialog
from ui.dialogs.secret import PassphraseDialog, PinDialog, SecretDialog
from ui.settings.about import FindingRow
from ui.settings.dialog import ABOUT, BACKUPS, ENTRIES, LOGBOOK, SECURITY, YOU, SettingsDialog
from ui.widgets import Banner, Chip

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


def until(qtbot: QtBot, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(ready, timeout=LATER_MS)


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


# -- all sections ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("both_themes")
@pytest.mark.parametrize("section", [entry.key for entry in ENTRIES])
def test_the_keyboard_reaches_everything(dialog: SettingsDialog, qtbot: QtBot, section: str) -> None:
    dialog.show_section(section)
    dialog.list.setFocus()
    qtbot.wait(150)  # what is read beside the window has arrived
    found = walk(dialog, (940, 640))
    assert found.stops[0] == "Onderdelen van de instellingen"
    assert "Sluiten" in found.stops


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("size", [(940, 640), (700, 400)])
def test_no_word_is_cut(context: DeskContext, qtbot: QtBot, size: tuple[int, int], percent: int) -> None:
    theme.current().set_text_size(percent)
    made = SettingsDialog(context, context.window)
    made.resize(*size)
    made.show()
    for entry in ENTRIES:
        made.show_section(entry.key)
        qtbot.wait(100)
        assert not cut_off(made), entry.key
    throw_away(made)


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


def test_escape_closes_and_the_list_goes_by_arrows(dialog: SettingsDialog) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.security.isVisible()
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    assert dialog.about.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# -- jij ---------------------------------------------------------------------------------------------------------------


def test_a_name_counts_at_once_and_can_be_taken_back(dialog: SettingsDialog, context: DeskContext) -> None:
    fill(dialog, "Naam", "Roos de Wit")
    by_name(dialog, "Organisatie").setFocus()
    settle()
    assert dialog.note.startswith("Opgeslagen om ")
    assert context.desk.caseworker().name == "Roos de Wit"
    context.desk.audit.note(Act.CHECK)
    line = context.desk.audit.lines(context.desk.audit.numbers(Filter())[:1])[0]
    assert line.by == "Roos de Wit", "later stamps bear the new name"
    press(dialog, "Ongedaan maken")
    assert context.desk.caseworker().name == "R. Jansen"
    assert by_name(dialog, "Naam").text() == "R. Jansen"
    assert dialog.note == "Ongedaan gemaakt."


def test_what_was_typed_last_stands(dialog: SettingsDialog, context: DeskContext) -> None:
    owner = context.desk.caseworker()
    context.desk.dossiers.save([Edit("caseworker", owner.id, owner.version, {"phone": "088 000 00 00"})])
    fill(dialog, "Telefoon", "06 11 22 33 44")
    by_name(dialog, "Naam").setFocus()
    settle()
    assert context.desk.caseworker().phone == "06 11 22 33 44"
    press(dialog, "Ongedaan maken")
    assert context.desk.caseworker().phone == "088 000 00 00"


def test_what_is_half_typed_is_kept_when_the_dialog_closes(dialog: SettingsDialog, context: DeskContext) -> None:
    fill(dialog, "Functie", "jobcoach")
    dialog.reject()
    assert context.desk.caseworker().role == "jobcoach"
    assert not context.desk.drafts.all()


# -- beveiliging -------------------------------------------------------------------------------------------------------


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
    assert context.desk.settings.idle_minutes == 25, "the rest works meanwhile"
    answer.set()
    until(qtbot, lambda: "antwoordt nog niet" not in words_in(made))
    assert by_name(made, "Pincode instellen").isEnabled()
    throw_away(made)


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


# -- reservekopieën ----------------------------------------------------------------------------------------------------


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


# -- logboek en over ---------------------------------------------------------------------------------------------------


def test_the_log_opens_from_here(dialog: SettingsDialog) -> None:
    from ui.dialogs.logbook import LogbookDialog

    dialog.show_section(LOGBOOK)
    settle()
    press(dialog, "Logboek openen…")
    assert [made for made in dialog.findChildren(LogbookDialog) if made.isVisible()]


def test_a_look_at_all_of_it(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show_section(ABOUT)
    settle()
    press(dialog, "Controleren…")
    asked = opened(dialog, SecretDialog)
    fill(asked, "Wachtzin of herstelcode van nu", PASSPHRASE)
    press(asked, "Controleren")
    until(qtbot, lambda: bool(dialog.note))
    assert dialog.note.startswith("Alles is heel")
    until(qtbot, lambda: "In orde" in words_in(dialog))


def test_what_was_found_has_three_marks(dialog: SettingsDialog) -> None:
    dialog.show_section(ABOUT)
    dialog.about.show_findings(
        [
            Finding("sleutelbestand", True, "Het sleutelbestand is heel."),
            Finding("reservekopie", True, "Er is nog geen reservekopie.", advice=True),
            Finding("bijlagen", False, "Eén bijlage ontbreekt."),
        ]
    )
    names = [row.accessibleName() for row in dialog.findChildren(FindingRow)]
    assert names == [
        "Bijlagen, Zorg: Eén bijlage ontbreekt.",
        "Reservekopie, Let op: Er is nog geen reservekopie.",
        "Sleutelbestand, In orde: Het sleutelbestand is heel.",
    ]
    assert dialog.note == "Niet alles is heel: kijk bij bijlagen."


def test_the_notices_can_be_read(dialog: SettingsDialog) -> None:
    dialog.show_section(ABOUT)
    settle()
    press(dialog, "Vrije software hierin…")
    text = by_name(next(made for made in dialog.findChildren(QDialog) if made.isVisible()), "Licenties")
    assert "SQLCipher" in text.toPlainText()
    QApplication.processEvents()
