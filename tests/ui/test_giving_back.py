"""A task that was found out with one person goes to the inventory of the employer, by key and by menu."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from beschutdesk.dossier.task_inventory import InventoryTask, TaskInventory
from beschutdesk.dossier.task_list import TaskState
from tests.ui.test_jobcarving import CTRL, Bench, bench

__all__ = ["bench"]

SHIFT = Qt.KeyboardModifier.ShiftModifier


def offered(bench: Bench) -> list[list[str]]:
    house = bench.page.tasks.workplace
    assert house is not None
    return [[task.name for task in heap.tasks] for heap in bench.desk.inventories.of(house.id)]


def entry(menu: QMenu, words: str) -> QAction:
    (found,) = [one for one in menu.actions() if one.text().startswith(words)]
    return found


def test_to_the_inventory_by_key_and_by_menu_and_back(bench: Bench) -> None:
    page, view = bench.page, bench.page.board
    bench.enter("Badrand schrobben 20 min")  # not saved yet
    bench.choose("Badrand schrobben")
    bench.press(Qt.Key.Key_I, CTRL | SHIFT)
    assert offered(bench) == [["Badrand schrobben"]]
    assert bench.window.toasts[-1][0] == "‘Badrand schrobben’ staat nu in de inventaris van Zwembad De Golf."
    assert not bench.dirty()
    assert bench.chosen is not None
    assert bench.chosen.name == "Badrand schrobben"
    bench.press(Qt.Key.Key_I, CTRL | SHIFT)
    assert bench.window.toasts[-1] == ("‘Badrand schrobben’ staat al in de inventaris van Zwembad De Golf.", None)
    assert page.undo()
    assert offered(bench) == []
    assert page.redo()
    assert offered(bench) == [["Badrand schrobben"]]
    bench.choose("Badrand schrobben")
    bench.press(Qt.Key.Key_Right, CTRL)
    menu = view.menu.menu(bench.key("Badrand schrobben"), view.board.column(TaskState.TRYING), "uitproberen")
    entry(menu, "2 taken bij ‘uitproberen’ naar de inventaris").trigger()
    assert offered(bench) == [["Badrand schrobben", "Kassa klaarzetten"]]
    said = "‘Kassa klaarzetten’ staat nu in de inventaris van Zwembad De Golf. ‘Badrand schrobben’ staat er al."
    assert bench.window.toasts[-1][0] == said


def test_where_there_are_more_inventories_one_is_asked_for(bench: Bench) -> None:
    house = bench.page.tasks.workplace
    assert house is not None
    more = [TaskInventory(employer=house.id, department=name, tasks=[InventoryTask(name=name)]) for name in "AB"]
    bench.desk.dossiers.add(more)
    view = bench.page.board
    key = bench.key("Kassa klaarzetten")
    asked = view.menu.which(key)
    assert asked is not None
    assert [one.text() for one in asked.actions()] == ["A", "B"]
    offers = view.menu.menu(key, [key], "uitproberen")
    assert [one.text() for one in offers.actions() if one.menu() is not None] == ["Naar de inventaris"]
    asked.actions()[1].trigger()
    assert offered(bench) == [["A"], ["B", "Kassa klaarzetten"]]
    assert bench.window.toasts[-1][0].endswith("in de inventaris van Zwembad De Golf, B.")
