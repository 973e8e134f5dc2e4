"""The tab Kandidaten, driven as people drive it: by keys, with a real vault."""

from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from tests.ui.candidate_keys import CTRL, names, press, write
from tests.ui.fixtures import (
    candidates_page,
    context_of,
    open_person,
    shown,
    shown_empty,
)
from tests.ui.walker import walk
from ui.desk_window import DeskWindow
from ui.dialogs.batch_dialog import BatchDialog
from ui.models.candidates import PAGE, CandidatesModel
from ui.models.roles import ITEM, SPOKEN
from ui.tabs.candidates.list_pane import new_line

__all__ = ["shown", "shown_empty"]


# -- list --------------------------------------------------------------------------------------------------------------


def test_the_list_reads_only_what_is_in_view(qapp: QApplication) -> None:
    read: list[int] = []

    def lines(rids: Any) -> list[Any]:
        read.append(len(rids))
        return [replace(new_line(UUID(int=rid), f"Persoon {rid}", "active"), rid=rid, has_draft=False) for rid in rids]

    model = CandidatesModel(lines)
    model.show(list(range(1, 10_001)), [])
    assert model.rowCount() == 10_000
    assert not read
    assert model.index(5000, 0).data(ITEM).title == "Persoon 5001"
    assert read == [PAGE]
    model.index(5001, 0).data(ITEM)
    assert read == [PAGE]
    assert "Persoon 5001" in model.index(5000, 0).data(SPOKEN)
    assert model.row_of(UUID(int=77), 77) == 76
    for row in range(0, 10_000, PAGE):
        model.line(row)
    assert len(model._pages) <= 24
    model.clear()
    assert model.rowCount() == 0


def test_filter_and_states(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    assert len(names(page)) == 4
    assert page.list.states.segments()[0].words == "Actief 4"
    page.list.filter.setFocus()
    write("mer")
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    write("xyz")
    qtbot.waitUntil(page.list._none.isVisible)
    page.list._none.other_acted.emit()
    assert len(names(page)) == 4
    page.list.states.choose(2)
    page.list.states.edited.emit(2)
    assert names(page) == []
    assert page.list._none.isVisible()


def test_no_candidates_at_all_has_two_acts(shown_empty: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown_empty)
    assert page._nobody.isVisible()
    page._nobody.other_acted.emit()
    qtbot.waitUntil(lambda: len(names(page)) == 8)
    assert not page._nobody.isVisible()


# -- keys and room -----------------------------------------------------------------------------------------------------


def test_sections_by_keyboard(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page)
    page.list.view.setFocus()
    press(Qt.Key.Key_Down, CTRL)
    assert page.index.current_key() == "works"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.form.sections["works"].isAncestorOf(focus)
    press(Qt.Key.Key_Up, CTRL)
    assert page.index.current_key() == "person"


@pytest.mark.parametrize(
    ("width", "list_shown", "index_shown", "back_shown"),
    [(1366, True, True, False), (1150, True, False, False), (1000, True, False, False), (911, False, False, True)],
)
def test_breakpoints(shown: DeskWindow, width: int, list_shown: bool, index_shown: bool, back_shown: bool) -> None:
    page = candidates_page(shown)
    open_person(page)
    shown.frame.resize(width, 600)
    QApplication.processEvents()
    assert page.list.isVisible() == list_shown
    assert page.index.isVisible() == index_shown
    assert page.bar.picker.isVisible() == (not index_shown)
    assert page.bar.back.isVisible() == back_shown
    assert page.form.width() <= page.view.viewport().width()
    if back_shown:
        page.bar.back.click()
        QApplication.processEvents()
        assert page.list.isVisible()
        page.list.view.setFocus()
        press(Qt.Key.Key_Return)
        assert not page.list.isVisible()


def test_two_slots_of_a_day_survive_the_form(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    desk = context_of(shown).desk
    open_person(page)
    key = page.dossier.key
    assert key is not None
    week: Any = page.form.binder("candidate").editor("day_activity_week").widget
    week.times[0].setFocus()
    week.times[0].selectAll()
    write("8.30-12 en 13-15")
    press(Qt.Key.Key_S, CTRL)
    person: Candidate = desk.dossiers.get("candidate", key)
    monday = [slot for slot in person.day_activity_week if slot.weekday == 0]
    assert [(slot.start, slot.end) for slot in monday] == [(time(8, 30), time(12)), (time(13), time(15))]


def test_the_window_title_names_nobody(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, whole=False)
    assert shown.frame.windowTitle() == "BeschutDesk"


def test_portfolios_of_the_whole_list(shown: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = candidates_page(shown)
    open_person(page, whole=False)
    page.acts.batch()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BatchDialog)
    dialog.ask_folder = lambda *_: tmp_path
    QTest.keyClick(dialog.start_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.ended is not None, timeout=20_000)
    assert len(list(tmp_path.glob("*.pdf"))) == 4
    dialog.reject()


# -- pictures and the walk by Tab --------------------------------------------------------------------------------------


def test_the_pictures_say_in_words_what_they_show(shown: DeskWindow, qtbot: QtBot) -> None:
    page = candidates_page(shown)
    open_person(page, 2)
    assert "maandag: werk" in page.form.week.accessibleDescription()
    assert "donderdag: dagbesteding" in page.form.week.accessibleDescription()
    assert "Tijdelijk contract: 01-05-2026" in page.form.phases.accessibleDescription()
    page.form.phases.setFocus()
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    first = page.form.row_list("placement", "phases").forms()[0]
    assert QApplication.focusWidget() is first.binder.editor("kind").buddy
    week: Any = page.form.binder("candidate").editor("day_activity_week").widget
    week.times[4].setFocus()
    week.times[4].selectAll()
    write("9-10")
    qtbot.waitUntil(lambda: "vrijdag: dagbesteding 9.00-10.00" in page.form.week.accessibleDescription())


@pytest.mark.slow
def test_every_tab_stop_has_a_name_and_shows_its_focus(shown: DeskWindow) -> None:
    page = candidates_page(shown)
    open_person(page, 2)
    page.form.row_list("placement", "terms").forms()[0].open()
    page.list.view.setFocus()
    found = walk(shown.window)
    assert found.problems == []
    assert {"Roepnaam", "Werkdagen: maandag", "Privéomstandigheden"} <= set(found.stops)
