"""The line of a placement at work in the real window: Enter, Insert and Delete on a phase, and undo."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from tests.ui.candidate_keys import press
from tests.ui.fixtures import candidates_page, open_person, shown
from ui.desk_window import DeskWindow
from ui.forms.rows import RowsEditor
from ui.forms.session import EditSession
from ui.tabs.candidates import CandidatesPage
from ui.tabs.candidates.drawn import PhaseLine
from ui.tabs.candidates.phase_acts import begin_after

__all__ = ["shown"]

KEYS = Qt.Key
DAYS = (date(2026, 1, 5), date(2026, 3, 1), date(2026, 6, 1), date(2026, 12, 31))


@pytest.fixture
def page(shown: DeskWindow) -> CandidatesPage:
    """Somebody with a line of two phases."""
    made = candidates_page(shown)
    open_person(made)
    session = placement(made)
    for key in session.rows("phases"):
        session.remove_row("phases", key)
    for kind, since, until in ((PhaseKind.STAGE, DAYS[0], DAYS[1]), (PhaseKind.TRIAL, DAYS[2], DAYS[3])):
        session.add_row("phases", {"kind": kind, "since": since, "until": until})
    made.go_to_section("placement")
    made.form.draw()
    QApplication.processEvents()
    return made


def placement(page: CandidatesPage) -> EditSession:
    session = page.dossier.session("placement")
    assert session is not None
    return session


def line(page: CandidatesPage) -> PhaseLine:
    page.form.phases.canvas.setFocus()
    QApplication.processEvents()
    return page.form.phases


def editor(page: CandidatesPage) -> RowsEditor:
    return page.form.row_list("placement", "phases")


def in_row(page: CandidatesPage, key: UUID) -> bool:
    """Whether the focus is in the row of a phase."""
    focus = QApplication.focusWidget()
    form = next(one for one in editor(page).forms() if one.key == key)
    return focus is not None and form.isAncestorOf(focus)


def test_enter_goes_to_the_row_of_the_phase(page: CandidatesPage) -> None:
    shown_line = line(page)
    assert [bar.name for bar in shown_line.canvas.picture.bars] == ["Stage", "Proefplaatsing"]
    first, second = placement(page).rows("phases")
    press(KEYS.Key_Return)
    assert in_row(page, second)
    line(page)
    press(KEYS.Key_Home)
    press(KEYS.Key_Return)
    assert in_row(page, first)


def test_insert_makes_a_phase_after_the_chosen_one(page: CandidatesPage) -> None:
    line(page)
    press(KEYS.Key_Insert)  # after the last one: it begins the day after
    *_, last = placement(page).rows("phases")
    assert in_row(page, last)
    assert placement(page).value(f"phases/{last}/since") == date(2027, 1, 1)
    assert len(page.form.phases.canvas.picture.bars) == 3
    line(page)
    press(KEYS.Key_Home)
    press(KEYS.Key_Insert)  # between two: nothing is guessed
    rows = placement(page).rows("phases")
    assert len(rows) == 4
    assert in_row(page, rows[1])
    assert placement(page).value(f"phases/{rows[1]}/since") is None


def test_delete_takes_it_out_and_ctrl_z_brings_it_back(page: CandidatesPage, qtbot: QtBot) -> None:
    shown_line = line(page)
    first, second = placement(page).rows("phases")
    said: list[str] = []
    page.form.taken_out.connect(lambda name, _back: said.append(name))
    press(KEYS.Key_Delete)
    assert placement(page).rows("phases") == [first]
    assert shown_line.canvas.hasFocus()
    assert shown_line.words.startswith("Stage")
    assert said == ["Fase"]
    QTest.keyClick(shown_line.canvas, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert placement(page).rows("phases") == [first, second]
    qtbot.waitUntil(lambda: len(shown_line.canvas.picture.bars) == 2)


def test_the_last_one_can_go_too(page: CandidatesPage) -> None:
    shown_line = line(page)
    press(KEYS.Key_Delete)
    press(KEYS.Key_Delete)
    assert placement(page).rows("phases") == []
    assert shown_line.isHidden()
    assert QApplication.focusWidget() is editor(page).add


def test_what_is_typed_in_the_row_moves_the_line(page: CandidatesPage, qtbot: QtBot) -> None:
    shown_line = line(page)
    second = placement(page).rows("phases")[1]
    placement(page).set(f"phases/{second}/until", date(2027, 6, 30))
    qtbot.waitUntil(lambda: shown_line.canvas.picture.bars[1].until == date(2027, 6, 30))
    assert "30-06-2027" in shown_line.words


def test_a_phase_between_two_others_begins_empty() -> None:
    first = PlacementPhase(kind=PhaseKind.STAGE, since=DAYS[0], until=DAYS[1])
    second = PlacementPhase(kind=PhaseKind.TRIAL, since=DAYS[2], until=DAYS[3])
    away = PlacementPhase(kind=PhaseKind.BREAK, since=DAYS[2], until=DAYS[3])
    record = Placement(phases=[second, first, away])
    assert begin_after(record, first.id, DAYS[3]) == {}
    assert begin_after(record, away.id, DAYS[3]) == {}
    assert begin_after(record, second.id, DAYS[3]) == {"since": date(2027, 1, 1)}
