"""What stands around an employer: the same one on another tab, who works there, who fits."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.tags import WorkKind
from tests.ui.doors import closed, unlock
from tests.ui.employer_keys import CTRL, employers_page, field, go, kept, open_row, press, write
from tests.ui.fixtures import (
    candidates_page,
    context_of,
    open_person,
    shown,
    shown_empty,
)
from ui.desk_window import DeskWindow
from ui.dialogs.copying import CopyDialog
from ui.looking import current as looking
from ui.main_window import CANDIDATES, EMPLOYERS
from ui.shell.palette import Result
from ui.tabs.employers import EmployersPage

__all__ = ["closed", "shown", "shown_empty"]


# -- the same employer on two tabs -------------------------------------------------------------------------------------


def test_what_is_typed_at_a_candidate_stands_here_and_is_saved_once(shown: DeskWindow) -> None:
    people = candidates_page(shown)
    open_person(people)
    employer = people.dossier.session("employer")
    assert employer is not None
    page = employers_page(shown)
    page.show_again(employer.id)
    page.form.finish()
    assert page.dossier.main is employer, "two sessions of one record would overwrite each other's draft"
    go(page, "sector").selectAll()
    write("Getypt bij Werkgevers")
    shown.window.show_tab(CANDIDATES)
    line: Any = people.form.binder("employer").editor("sector").buddy
    assert line.text() == "Getypt bij Werkgevers"
    line.setFocus()
    press(Qt.Key.Key_S, CTRL)
    assert kept(shown, employer.id).sector == "Getypt bij Werkgevers"
    shown.window.show_tab(EMPLOYERS)
    assert not page.dossier.is_dirty
    assert not page.bar.chip.isVisible()
    go(page, "sector").selectAll()
    write("weg ermee")
    page.acts.discard()
    assert line.text() == "Getypt bij Werkgevers"
    shown.window._toast.undo()
    page.form.finish()
    assert field(page, "sector").text() == "weg ermee"


def test_leaving_the_one_tab_keeps_drafts_of_the_other(shown: DeskWindow) -> None:
    people = candidates_page(shown)
    open_person(people)
    employer = people.dossier.session("employer")
    assert employer is not None
    page = employers_page(shown)
    page.show_again(employer.id)
    page.open(page.list.model.key_at(3))
    shown.window.show_tab(CANDIDATES)
    line: Any = people.form.binder("employer").editor("sector").buddy
    line.setFocus()
    line.selectAll()
    write("nog bewaakt")
    context_of(shown).keeper.flush()
    draft = context_of(shown).desk.drafts.find(employer.id)
    assert draft is not None
    assert draft.changes["sector"] == "nog bewaakt"


def test_an_employer_of_a_new_placement_is_not_thrown_away_here(shown: DeskWindow) -> None:
    people = candidates_page(shown)
    open_person(people)
    people.dossier.add_placement()
    people.form._begin_employer()
    people.form.finish()
    write("Nieuw bij plaatsing")
    key = people.dossier.session("employer").id  # type: ignore[union-attr]
    page = employers_page(shown)
    page.show_again(key)
    assert page.dossier.title == "Nieuw bij plaatsing"
    page.acts.discard()
    context_of(shown).keeper.flush()
    assert context_of(shown).desk.drafts.find(key) is not None
    assert page.dossier.key == key


# -- what stands around it ---------------------------------------------------------------------------------------------


def test_who_works_here_and_enter_goes_there(shown: DeskWindow, qtbot: QtBot) -> None:
    people = candidates_page(shown)
    open_person(people, whole=False)
    person, employer = people.dossier.key, people.dossier.session("employer")
    assert employer is not None
    context_of(shown).choose(None)
    page = employers_page(shown)
    page.show_again(employer.id)
    page.form.finish()
    qtbot.waitUntil(lambda: [item.id for item in page.here.items.items()] == [person])
    page.go_to_section("here")
    page.here.view.setFocus()
    page.here.view.go_to(0)
    press(Qt.Key.Key_Return)
    assert shown.window.tab == CANDIDATES
    assert people.dossier.key == person


def test_who_looks_for_this_work(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    desk = context_of(shown_empty).desk
    place = Employer(name="Kas", work_kinds=(WorkKind.GREEN,))
    looks = [Candidate(name_used=n, state=CandidateState.WAITING, wants_work=(WorkKind.GREEN,)) for n in ("Bo", "Sam")]
    works = Candidate(name_used="Noor", state=CandidateState.ACTIVE, wants_work=(WorkKind.GREEN,))
    desk.dossiers.add([place, *looks, works, Placement(candidate=works.id, employer=place.id)])
    page = employers_page(shown_empty)
    page.list.load()
    open_row(page)
    qtbot.waitUntil(lambda: page.fits.words.startswith("2 kandidaten"))
    assert len(page.here.items.items()) == 1, "who works here already is not counted"
    press_tag = go(page, "work_kinds")
    assert press_tag.accessibleName() == "Werk dat er is: schoonmaak"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.fits.words.startswith("Kies bij"))


def test_names_of_people_fold_while_somebody_looks_as_well(shown: DeskWindow, qtbot: QtBot) -> None:
    page = employers_page(shown)
    open_row(page)
    qtbot.waitUntil(lambda: bool(page.here.items.items()))
    page.go_to_section("here")
    QApplication.processEvents()
    assert page.here.isVisible()
    looking().set_on(True)
    try:
        assert not page.here.isVisible()
        assert not page.timeline.isVisible()
    finally:
        looking().set_on(False)
    assert page.here.isVisible()


def test_search_opens_it_here(shown: DeskWindow) -> None:
    key = employers_page(shown).list.model.key_at(2)
    shown.window.show_tab(CANDIDATES)
    shown.window.result_chosen.emit(Result("Werkgevers", "building-2", "x", payload=("employer", key)))
    page = employers_page(shown)
    assert page.dossier.key == key
    assert page.list.current() == key


def test_after_a_lock_the_same_employer_is_open_again(closed: DeskWindow, qtbot: QtBot) -> None:
    unlock(closed, qtbot)
    page = employers_page(closed)
    key = open_row(page)
    go(page, "sector").selectAll()
    write("half gety")
    assert closed.lock()
    assert "half gety" not in repr(closed._where)
    unlock(closed, qtbot)
    assert closed.window.tab == EMPLOYERS
    again = closed.window.page(EMPLOYERS)
    assert isinstance(again, EmployersPage)
    assert again is not page
    assert again.dossier.key == key
    assert QApplication.focusWidget() is field(again, "sector")
    assert field(again, "sector").text() == "half gety"


# -- as text -----------------------------------------------------------------------------------------------------------


def test_an_employer_is_copied_as_text_by_keyboard(shown: DeskWindow) -> None:
    page = employers_page(shown)
    open_row(page, 0)
    assert page.dossier.main is not None
    page.go_to_section("contacts")
    page.index.setFocus()
    press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CopyDialog)
    assert dialog.section.currentData() == "contacts", "it begins with the section that one is in"
    dialog.section.setCurrentIndex(dialog.section.findData("employer"))
    assert page.dossier.title in dialog.preview.toPlainText()
    press(Qt.Key.Key_Return, CTRL)
    assert page.dossier.title in QApplication.clipboard().text()
    words = [action.text() for action in page.bar.menu().actions()]
    assert "Kopieer als tekst… (Ctrl+Shift+C)" in words
