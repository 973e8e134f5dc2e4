"""Ctrl+Z and Ctrl+Shift+Z on rows that are not saved yet: what was done last is undone first, from wherever one is."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.ui.candidate_keys import CTRL, press
from tests.ui.fixtures import candidates_page, open_person, shown
from ui.desk_window import DeskWindow
from ui.forms.session import EditSession
from ui.tabs.candidates import CandidatesPage

__all__ = ["shown"]

KEYS = Qt.Key
AGAIN = CTRL | Qt.KeyboardModifier.ShiftModifier


def placement(page: CandidatesPage) -> EditSession:
    session = page.dossier.session("placement")
    assert session is not None
    return session


def saved_page(shown: DeskWindow) -> CandidatesPage:
    """Somebody whose department was just saved."""
    page = candidates_page(shown)
    open_person(page)
    placement(page).set("department", "Kas 4")
    assert page.acts.save()
    return page


def add_phase(page: CandidatesPage) -> list[UUID]:
    """Add a phase by its button."""
    page.form.row_list("placement", "phases").add.setFocus()
    press(KEYS.Key_Space)
    return placement(page).rows("phases")


def said(made: DeskWindow) -> str:
    return made.window._toast.accessibleName()


def test_ctrl_z_takes_the_row_that_was_just_added(shown: DeskWindow) -> None:
    page = saved_page(shown)
    before = placement(page).rows("phases")
    after = add_phase(page)
    shown.window._toast.dismiss()
    combo = next(one for one in page.form.row_list("placement", "phases").findChildren(QComboBox) if one.isVisible())
    combo.setFocus()
    press(KEYS.Key_Z, CTRL)
    assert placement(page).rows("phases") == before
    assert placement(page).value("department") == "Kas 4", "the save stays"
    assert "Fase weggehaald. Opnieuw doen" in said(shown)
    assert QApplication.focusWidget() is page.form.row_list("placement", "phases").add
    press(KEYS.Key_Z, AGAIN)
    assert placement(page).rows("phases") == after
    press(KEYS.Key_Z, CTRL)
    shown.window._toast.dismiss()
    press(KEYS.Key_Z, CTRL)
    assert placement(page).value("department") != "Kas 4", "then the save"


def test_redo_works_on_the_rail_and_the_toast_offers_it(shown: DeskWindow, qtbot: QtBot) -> None:
    page = saved_page(shown)
    shown.window.rail.setFocus()
    press(KEYS.Key_Z, CTRL)
    assert placement(page).value("department") != "Kas 4"
    assert said(shown) == "Ongedaan gemaakt. Opnieuw doen: Ctrl+Shift+Z."
    press(KEYS.Key_Z, CTRL)  # nothing more to undo: it does not do it again
    assert placement(page).value("department") != "Kas 4"
    shown.window._toast.dismiss()
    shown.window.rail.setFocus()
    press(KEYS.Key_Z, AGAIN)
    assert placement(page).value("department") == "Kas 4"
    assert said(shown) == "Opnieuw gedaan. Ongedaan maken: Ctrl+Z."


def test_what_was_taken_out_comes_back_also_when_the_toast_is_gone(shown: DeskWindow) -> None:
    page = saved_page(shown)
    before = placement(page).rows("phases")
    assert before
    phases = page.form.row_list("placement", "phases")
    phases.take_out(before[0])
    shown.window._toast.dismiss()
    shown.window.rail.setFocus()
    press(KEYS.Key_Z, CTRL)
    assert placement(page).rows("phases") == before
    assert placement(page).value("department") == "Kas 4"
    shown.window._toast.undo()
    assert placement(page).rows("phases") == before[1:]


def test_a_save_ends_what_can_be_undone_by_row(shown: DeskWindow) -> None:
    page = saved_page(shown)
    before = placement(page).rows("phases")
    add_phase(page)
    assert page.acts.save()
    assert len(placement(page).rows("phases")) == len(before) + 1
    shown.window._toast.dismiss()
    shown.window.rail.setFocus()
    press(KEYS.Key_Z, CTRL)
    assert placement(page).rows("phases") == before
    assert said(shown).startswith("Ongedaan gemaakt.")
