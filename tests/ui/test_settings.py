"""Instellingen on a real vault: reached by keyboard, nothing cut, and what is changed counts at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.checking import Finding
from beschutdesk.services.dossiers import Edit
from tests.conftest import PASSPHRASE
from tests.ui.cut_off import cut_off, cut_off_at_rest
from tests.ui.fixtures import throw_away
from tests.ui.settings import arrived, by_name, context, dialog, fill, opened, press, until, window, words_in
from tests.ui.walker import settle, walk
from ui import theme
from ui.context import DeskContext
from ui.dialogs.secret import SecretDialog
from ui.settings.about import FindingRow
from ui.settings.dialog import ABOUT, ENTRIES, LOGBOOK, SettingsDialog
from ui.settings.notices import NoticesDialog
from ui.settings.page import SettingsPage

__all__ = ["context", "dialog", "window"]


@pytest.mark.usefixtures("both_themes")
@pytest.mark.parametrize("section", [entry.key for entry in ENTRIES])
def test_the_keyboard_reaches_everything(
    dialog: SettingsDialog, context: DeskContext, qtbot: QtBot, section: str
) -> None:
    dialog.show_section(section)
    dialog.list.setFocus()
    qtbot.wait(150)
    arrived(dialog, context)
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
        assert not cut_off_at_rest(made), entry.key
    throw_away(made)


def test_escape_closes_and_the_list_goes_by_arrows(dialog: SettingsDialog) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.security.isVisible()
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    assert dialog.about.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


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
    assert "in het Engels" in words_in(text.window())
    QApplication.processEvents()


def test_the_notices_fit_the_screen_at_any_size_of_text(context: DeskContext) -> None:
    theme.current().set_text_size(200)
    made = NoticesDialog(context.window)
    made.show()
    room = context.window.window().size()
    assert made.width() <= room.width()
    assert made.height() <= room.height()
    assert not cut_off(made)
    throw_away(made)


def test_a_section_is_made_when_it_is_shown(dialog: SettingsDialog) -> None:
    assert [type(page).__name__ for page in dialog.findChildren(SettingsPage)] == ["YouPage"]
    dialog.show_section(ABOUT)
    assert [type(page).__name__ for page in dialog.findChildren(SettingsPage)] == ["YouPage", "AboutPage"]
