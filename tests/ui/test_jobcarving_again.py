"""Jobcarving: what was taken back is done again, Ctrl+Z takes the last act, and half a line is a draft."""

import random
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.task_list import TaskState
from beschutdesk.rules.task_typed import TypedTask
from tests.ui.test_jobcarving import ALT, CTRL, Bench, bench
from ui.forms.session import RAW, EditSession
from ui.tabs.jobcarving import JobcarvingPage
from ui.tabs.jobcarving.half import enter_half_step
from ui.tabs.jobcarving.inventory import InventoryView
from ui.tabs.jobcarving.tasks import path_of
from ui.tabs.jobcarving.views import BOARD, INVENTORY

__all__ = ["bench"]


def state(bench: Bench) -> Mapping[str, Any]:
    session = bench.page.tasks.session
    assert session is not None
    return session.draft().changes


def test_any_acts_that_were_taken_back_can_be_done_again(bench: Bench) -> None:
    view, tasks, dice = bench.page.board, bench.page.tasks, random.Random(16)
    seen = [state(bench)]
    for number in range(40):
        key = dice.choice(tasks.keys())
        view.board.choose(key)
        match dice.randrange(5):
            case 0:
                view._enter([TypedTask(f"Taak {number}")])
            case 1 if len(tasks.keys()) > 2:
                view._remove()
            case 2:
                view._move(dice.choice((-1, 1)))
            case _:
                view._dropped(key, dice.choice(list(TaskState)), dice.randrange(4))
        if state(bench) != seen[-1]:
            seen.append(state(bench))
    assert len(seen) > 20
    for turn in (bench.page.undo, bench.page.redo, bench.page.undo):
        backwards = turn == bench.page.undo
        for expected in reversed(seen[:-1]) if backwards else seen[1:]:
            assert turn()
            assert state(bench) == expected
        assert not turn()


def test_redo_of_a_save_and_of_an_act_by_its_keys(bench: Bench) -> None:
    bench.enter("Badrand schrobben")
    QTest.keyClick(bench.list, Qt.Key.Key_S, CTRL)
    kept = bench.kept()
    assert kept is not None
    assert len(kept.tasks) == 5
    for keys, number in ((Qt.Key.Key_Y, 5), (None, 4), (Qt.Key.Key_Y, 5), (None, 4)):
        if keys is None:
            assert bench.page.undo()
        else:
            bench.press(keys, CTRL)
        kept = bench.kept()
        assert kept is not None
        assert len(kept.tasks) == number
    bench.enter("Iets anders")  # who does something else cannot do again what was taken back
    assert not bench.page.redo()


def test_what_was_typed_over_it_is_not_overwritten(bench: Bench) -> None:
    page = bench.page
    bench.choose("Lijnen oprollen")
    key = bench.key("Lijnen oprollen")
    page.acts.did("", page.tasks.set(path_of(key, "place"), "bad"))
    assert page.undo()
    page.tasks.set(path_of(key, "place"), "hal")
    assert page.redo()  # it says that this cannot be
    assert page.tasks.value(key, "place") == "hal"
    assert bench.window.toasts[-1][0].startswith("Opnieuw doen kan niet")
    assert not page.redo()


def test_ctrl_z_takes_the_last_act_and_not_the_one_of_the_toast(bench: Bench) -> None:
    bench.choose("Lijnen oprollen")
    bench.press(Qt.Key.Key_Left, CTRL)
    assert not bench.window.hushed  # the toast of this act is in view
    bench.press(Qt.Key.Key_Up, ALT)
    assert bench.window.hushed


def test_half_a_line_is_a_draft_and_comes_back(bench: Bench, qtbot: QtBot) -> None:
    session = bench.page.tasks.session
    assert session is not None
    QTest.keyClicks(bench.page.entry, "Badrand schr")

    def kept() -> Mapping[str, Any]:
        draft = bench.desk.drafts.find(session.id)
        return draft.changes if draft is not None else {}

    qtbot.waitUntil(lambda: kept().get(f"{RAW}tasks") == "Badrand schr", timeout=3000)
    again = JobcarvingPage(bench.page._context)  # as after a kill: nobody flushed
    qtbot.addWidget(again)
    bench.page._soon.stop()
    again.set_candidate(bench.person)
    assert again.entry.text() == "Badrand schr"
    again.entry.clear()
    assert not again.tasks.is_dirty
    again.close_page()
    bench.page.entry.clear()
    assert not bench.dirty()


def test_half_a_step_is_a_draft_and_becomes_a_step(bench: Bench, qtbot: QtBot) -> None:
    page, key = bench.page, bench.key("Lijnen oprollen")
    page.show_task(key)
    page.board.open_form()
    steps, session = page.form.steps, page.tasks.session
    assert session is not None
    QTest.keyClicks(steps.entry, "Haspel dra")
    qtbot.waitUntil(lambda: session.raw("steps") is not None)
    draft = session.draft()
    steps.enter()
    assert session.raw("steps") is None
    again = EditSession(session.root)  # as after a kill
    again.restore(draft)
    enter_half_step(again)
    assert [again.value(f"steps/{row}/words") for row in again.rows("steps")] == ["Haspel dra"]
    assert [again.value(f"steps/{row}/task") for row in again.rows("steps")] == [key]
    assert again.raw("steps") is None


def test_one_key_to_the_inventory(bench: Bench) -> None:
    page = bench.page
    bench.choose("Lijnen oprollen")
    bench.press(Qt.Key.Key_I, CTRL)
    assert page.view == INVENTORY
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.front.isAncestorOf(focus)
    page.show_view(BOARD)


def test_the_inventory_is_read_when_one_goes_there(bench: Bench) -> None:
    page, other = bench.page, Candidate(name_used="Noor")
    bench.desk.dossiers.add([other])
    page.show_view(INVENTORY)
    inventory = page.front
    assert isinstance(inventory, InventoryView)
    assert inventory.employer is not None
    assert inventory.entry.field.hasFocus()
    page.show_view(BOARD)
    bench.settle()
    assert inventory.employer is not None  # still the one of this person
    for person in (other.id, bench.person):
        page.set_candidate(person)
        bench.settle()
        assert inventory.employer is None
    page.show_view(INVENTORY)
    assert inventory.employer is not None


def test_another_session_of_the_same_list_forgets_its_acts(bench: Bench) -> None:
    path, tasks = path_of(bench.key("Lijnen oprollen"), "place"), bench.page.tasks
    bench.page.acts.did("", tasks.set(path, "bad"))
    tasks.set(path, "")  # as it was: nothing is typed
    assert not bench.dirty()
    place = bench.page.tasks.placement
    assert place is not None
    bench.page.refresh(frozenset({("placement", place.id)}))
    said: list[str] = []
    bench.page.acts.say_trouble = lambda _parent, title, _trouble: said.append(title)
    assert not bench.page.undo()
    assert said == []
