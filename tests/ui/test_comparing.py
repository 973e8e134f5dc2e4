"""Who fits where, side by side by keyboard; an employer of one's own; copying; somebody who looks along."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import MatchType
from beschutdesk.rules.fit import Verdict
from beschutdesk.services.desk import Desk
from tests.ui.fixtures import candidates_page, context_of, open_person, shown
from tests.ui.walker import press, settle, walk
from ui import clipboard as clipboards
from ui.clipboard import Clipboard
from ui.desk_window import DeskWindow
from ui.dialogs.comparing import MOST, ComparingDialog, Side, open_comparing
from ui.dialogs.copying import CopyDialog
from ui.finding import find
from ui.looking import current as looking
from ui.main_window import VISITS
from ui.shell.looking_strip import LookingStrip
from ui.tabs.candidates import CandidatesPage
from ui.tabs.visits import VisitsPage
from ui.widgets import ACCESSIBLE

__all__ = ["shown"]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(shown: DeskWindow) -> CandidatesPage:
    made = candidates_page(shown)
    open_person(made, 2, whole=False)
    return made


@pytest.fixture
def dialog(page: CandidatesPage) -> Iterator[ComparingDialog]:
    page.fits.compare.setFocus()
    press(Qt.Key.Key_Space)
    made = QApplication.activeModalWidget()
    assert isinstance(made, ComparingDialog)
    made.work.choose(())
    made.look_up()
    yield made
    made.reject()
    settle()


def words_in(dialog: ComparingDialog) -> list[str]:
    model: Any = dialog.table.model()
    return [
        str(model.index(row, column).data(ACCESSIBLE))
        for row in range(model.rowCount())
        for column in range(1, model.columnCount())
    ]


# -- side by side ------------------------------------------------------------------------------------------------------


def test_three_beside_each_other_by_keyboard(dialog: ComparingDialog) -> None:
    dialog.list.setFocus()
    for row in range(3):
        dialog.list.go_to(row)
        press(Qt.Key.Key_Space)
    model: Any = dialog.table.model()
    assert model.columnCount() == 4
    said = words_in(dialog)
    assert {verdict.value for verdict in Verdict if any(f": {verdict.value}. " in words for words in said)} == {
        "past",
        "botst",
        "onbekend",
    }
    assert all(words.partition(". ")[2] or "speelt hier niet" in words for words in said)
    press(Qt.Key.Key_Tab)
    dialog.table.setFocus()
    at = dialog.table.currentIndex()
    press(Qt.Key.Key_Down)
    assert dialog.table.currentIndex().row() == at.row() + 1
    dialog.list.setFocus()
    press(Qt.Key.Key_Space)
    assert model.columnCount() == 3


def test_no_more_than_fit(shown: DeskWindow, page: CandidatesPage) -> None:
    desk = context_of(shown).desk
    desk.dossiers.add([Employer(name=f"Bedrijf {n}") for n in range(MOST)])
    page.acts.compare()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ComparingDialog)
    dialog.work.choose(())
    dialog.look_up()
    for row in range(MOST + 1):
        dialog.turn(row)
    assert dialog.table.model().columnCount() == MOST + 1
    assert dialog._banner.isVisible()
    dialog.reject()


def test_filters_narrow_the_list(dialog: ComparingDialog, qtbot: QtBot) -> None:
    every = dialog.list.model().rowCount()
    dialog.words.setFocus()
    QTest.keyClicks(dialog.words, "graan")
    qtbot.waitUntil(lambda: dialog.list.model().rowCount() == 1)
    dialog.words.clear()
    qtbot.waitUntil(lambda: dialog.list.model().rowCount() == every)
    kind = dialog.work.menu_of_choices.actions()[0]
    kind.trigger()
    assert dialog.work.text() == "Werk: schoonmaak"
    qtbot.waitUntil(lambda: dialog.list.model().rowCount() < every)
    dialog.work.choose(())
    QTest.keyClicks(dialog.place, "Nergenshuizen")
    qtbot.waitUntil(lambda: dialog.list.model().rowCount() == 0)
    assert "Niets gevonden" in dialog._count.text()


def test_it_begins_with_the_work_that_somebody_wants(shown: DeskWindow, page: CandidatesPage) -> None:
    page.acts.compare()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ComparingDialog)
    person: Any = context_of(shown).desk.dossiers.get("candidate", page.dossier.key)  # type: ignore[arg-type]
    assert dialog.work.chosen() == frozenset(person.wants_work)
    dialog.reject()


def test_the_other_way_round(shown: DeskWindow, demo_desk: Desk) -> None:
    employer = demo_desk.dossiers.ids("employer")[0]
    dialog = open_comparing(context_of(shown), Side.EMPLOYER, employer, "de bakker", shown.window)
    dialog.turn(0)
    dialog.turn(1)
    assert dialog.table.model().columnCount() == 3
    dialog.reject()


@pytest.mark.parametrize("size", [(1180, 660), (880, 425)])
def test_every_stop_has_a_name_and_shows_its_focus(dialog: ComparingDialog, size: tuple[int, int]) -> None:
    dialog.turn(0)
    dialog.turn(1)
    found = walk(dialog, size)
    assert {"Werkgevers", "Werk: alles", "Werkplek: alles", "Plaats", "Werkgevers naast elkaar"} <= set(found.stops)


# -- an employer of one's own ------------------------------------------------------------------------------------------


def test_a_proposed_employer_comes_with_its_placement_and_can_be_undone(
    page: CandidatesPage, shown: DeskWindow
) -> None:
    page.form.finish()
    desk = context_of(shown).desk
    places, employers = len(page.dossier.placements), len(desk.dossiers.ids("employer"))
    page.fits.name.setFocus()
    QTest.keyClicks(page.fits.name, "Molen De Wachter")
    page.fits.place.setFocus()
    QTest.keyClicks(page.fits.place, "Zuidlaren")
    press(Qt.Key.Key_Return)
    place = page.dossier.session("placement")
    assert place is not None
    assert place.value("match_type") is MatchType.CANDIDATE_PROPOSED
    assert len(page.dossier.placements) == places + 1
    assert "aangedragen" in page.form.guidance.words
    page.undo()
    assert len(desk.dossiers.ids("employer")) == employers
    assert len(page.dossier.placements) == places


def test_an_employer_that_is_here_already_is_offered(page: CandidatesPage, shown: DeskWindow) -> None:
    desk = context_of(shown).desk
    employers = len(desk.dossiers.ids("employer"))
    QTest.keyClicks(page.fits.name, "bakkerij graan & gloed")
    page.fits.name.setFocus()
    press(Qt.Key.Key_Return)
    take = page.fits.twins()[0]
    assert take.hasFocus()
    assert "Graan && Gloed" in take.text()
    press(Qt.Key.Key_Space)
    assert len(desk.dossiers.ids("employer")) == employers
    session = page.dossier.session("employer")
    assert session is not None
    assert session.value("name") == "Bakkerij Graan & Gloed"


def test_a_name_is_asked_for(page: CandidatesPage) -> None:
    page.fits.add.click()
    assert "naam" in page.fits.name_box.message


# -- what follows from a dossier ---------------------------------------------------------------------------------------


def test_guidance_stands_beside_the_type_of_match(page: CandidatesPage, qtbot: QtBot) -> None:
    page.form.finish()
    session = page.dossier.session("placement")
    assert session is not None
    session.set("match_type", MatchType.VACANCY)
    qtbot.waitUntil(lambda: "Eerst kennismaken: ja." in page.form.guidance.words)
    session.set("match_type", None)
    qtbot.waitUntil(lambda: not page.form.guidance.words)


def test_the_waiting_list_follows_from_the_advice(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    page.acts.begin()
    assert page.form.standing.words == "Nog geen advies."
    session = page.dossier.session("candidate")
    assert session is not None
    from datetime import date

    from beschutdesk.dossier.around import AdviceOutcome

    values = {"decided_on": date(2026, 11, 3), "outcome": AdviceOutcome.POSITIVE}
    session.add_row("advices", values)
    qtbot.waitUntil(lambda: page.form.standing.words == "Op de wachtlijst sinds 03-11-2026 (20 dagen).")
    page.acts.discard()


# -- copying -----------------------------------------------------------------------------------------------------------


def test_a_section_is_copied_for_one_reader(page: CandidatesPage, shown: DeskWindow) -> None:
    page.go_to_section("person")
    page.list.view.setFocus()
    press(Qt.Key.Key_C, CTRL | SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CopyDialog)
    assert dialog.section.currentData() == "person"
    seen = dialog.preview.toPlainText()
    assert "Merlien" in seen
    dialog.reader.setCurrentIndex(list(Audience).index(Audience.FLOOR))
    assert "Geboortedatum" not in dialog.preview.toPlainText()
    dialog.reader.setCurrentIndex(list(Audience).index(Audience.MUNICIPALITY))
    walk(dialog, (dialog.width(), dialog.height()))
    dialog.section.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    assert QGuiApplication.clipboard().text() == seen
    shown.clipboard.clear()


def test_the_clipboard_is_empty_after_its_time(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(clipboards, "SECONDS", 0.02)
    board = Clipboard()
    board._timer.setInterval(20)
    board.copy("Merlien")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")
    board.copy("Merlien")
    QGuiApplication.clipboard().setText("een boodschappenlijst")
    qtbot.waitUntil(lambda: not board._timer.isActive())
    assert QGuiApplication.clipboard().text() == "een boodschappenlijst"
    QGuiApplication.clipboard().clear()


# -- somebody looks as well --------------------------------------------------------------------------------------------


def test_nobody_reads_other_names_over_ones_shoulder(page: CandidatesPage, shown: DeskWindow, demo_desk: Desk) -> None:
    key = page.dossier.key
    assert key is not None
    page.list.view.setFocus()
    press(Qt.Key.Key_F12, CTRL)
    assert looking().on
    assert not page.list.isVisible()
    assert page.form.isVisible()
    private = page.form.binder("candidate").editor("private_notes").widget
    assert not private.isVisible()
    assert {r.title for r in find(demo_desk, "e", key) if r.group == "Mensen"} <= {"Merlien Kartosemito"}
    assert [r.title for r in find(demo_desk, "Jelte", key) if r.group != "Doen"] == []
    strip = shown.window.findChildren(LookingStrip)[0]
    assert strip.isVisible()
    shown.frame.resize(911, 485)
    settle()
    assert not page.list.isVisible()
    assert not page.bar.back.isVisible()
    shown.frame.resize(1366, 728)
    press(Qt.Key.Key_F12, CTRL)
    assert not looking().on
    assert page.list.isVisible()
    assert private.isVisibleTo(page.form)
    assert not strip.isVisible()


def test_acts_are_found_in_the_search(demo_desk: Desk) -> None:
    def acts(words: str) -> list[tuple[str, str]]:
        return [(r.title, r.keys) for r in find(demo_desk, words) if r.group == "Doen"]

    assert acts("snelle") == [("Snelle notitie", "Ctrl+Shift+N")]
    assert acts("meekijk") == [("Meekijkstand aan", "Ctrl+F12")]
    looking().set_on(True)
    assert acts("meekijk") == [("Meekijkstand uit", "Ctrl+F12")]
    looking().set_on(False)


def test_a_note_is_found_and_leads_to_where_it_stands_whole(
    page: CandidatesPage, shown: DeskWindow, qtbot: QtBot
) -> None:
    context, key = context_of(shown), page.dossier.key
    assert isinstance(key, UUID)
    saved = context.desk.notes.quick(("candidate", key), None, "Sprak over de pannenkoekenboot.")
    (note,) = saved.versions
    open_person(page, 0)
    found = next(r for r in find(context.desk, "pannenkoekenboot") if r.group == "Notities")
    assert "pannenkoekenboot" in found.subtitle
    shown.window.result_chosen.emit(found)
    visits = shown.window.page(VISITS)
    assert isinstance(visits, VisitsPage)
    assert shown.window.tab == VISITS
    assert visits.dossier.key == note
    qtbot.waitUntil(lambda: "pannenkoekenboot" in " ".join(label.text() for label in visits.findChildren(QLabel)))
