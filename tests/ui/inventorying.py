"""An inventory view on a real vault, for its tests."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_inventory import InventoryTask, TaskInventory
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.ui.stand_in import Window
from ui import jobs
from ui.context import DeskContext
from ui.forms.keeper import DraftKeeper
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.inventory import InventoryView

TODAY = date(2026, 11, 22)
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Bench:
    """The view with everything around it."""

    desk: Desk
    view: InventoryView
    acts: Acts
    keeper: DraftKeeper
    context: DeskContext
    window: Window
    qtbot: QtBot
    house: UUID
    place: UUID
    troubles: list[Trouble]

    def type(self, *lines: str, mark: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for one in lines:
            self.view.entry.field.setFocus()
            QTest.keyClicks(self.view.entry.field, one)
            QTest.keyClick(self.view.entry.field, Qt.Key.Key_Return, mark)

    def names(self) -> list[str]:
        return [one.name for one in self.view.dossier.lines()]

    def press(self, key: Qt.Key, mark: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view.list, key, mark)

    def kept(self) -> TaskInventory:
        return self.desk.inventories.of(self.house)[0]

    def board(self) -> list[str]:
        lists = [self.desk.dossiers.get("task_list", key) for key in self.desk.dossiers.ids("task_list")]
        return [task.name for one in lists for task in one.tasks]

    def said(self) -> str:
        return self.window.toasts[-1][0] if self.window.toasts else ""


def offered(*tasks: tuple[str, int | None, Frequency | None], **more: Any) -> TaskInventory:
    """An inventory with these tasks: name, minutes and how often."""
    made = [
        InventoryTask(name=name, minutes=None if minutes is None else Decimal(minutes), frequency=often)
        for name, minutes, often in tasks
    ]
    return TaskInventory(tasks=made, **more)


@contextmanager
def inventory_bench(
    desk: Desk, qtbot: QtBot, tasks: Sequence[tuple[str, int | None, Frequency | None]] = ()
) -> Iterator[Bench]:
    """The view, shown, for an employer where Thijs has a placement."""
    person, house = Candidate(name_used="Thijs"), Employer(name="Zwembad De Golf")
    place = Placement(candidate=person.id, employer=house.id)
    more = [offered(*tasks, employer=house.id)] if tasks else []
    desk.dossiers.add([person, house, place, TaskList(placement=place.id), *more])
    lane, database = jobs.JobsLane(), jobs.DatabaseLane()
    keeper = DraftKeeper(database, desk.drafts)
    window, host, troubles = Window(), QWidget(), list[Trouble]()
    context = DeskContext(
        desk, database, lane, keeper, window,  # type: ignore[arg-type]
        lambda _changed: None, lambda _key: None, lambda _key: None, lambda: TODAY,
    )  # fmt: skip
    acts = Acts(context, host)
    acts.say_trouble = lambda _parent, _title, trouble: troubles.append(trouble)
    view = InventoryView(context, acts)
    context.announce = view.refresh
    acts.sessions = lambda: [view.dossier.main] if view.dossier.main is not None else []
    for made in (host, view):
        qtbot.addWidget(made)
    view.resize(1274, 640)
    view.show()
    view.set_employer(house.id, place.id, "Thijs")
    yield Bench(desk, view, acts, keeper, context, window, qtbot, house.id, place.id, troubles)
    view.close_page()
    keeper.flush()
    assert lane.close()
    assert database.close()
