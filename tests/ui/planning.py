"""A task list with a package and a plan, and a view on it without the rest of the window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.contract import WageValue, WageValueKind
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_list import CarvedTask, PlanKind, PlanPart, TaskList, TaskState
from beschutdesk.dossier.values import Slot, YesNo
from beschutdesk.services.desk import Desk
from tests.ui.stand_in import Window
from ui import jobs, theme
from ui.context import DeskContext
from ui.forms.keeper import DraftKeeper
from ui.forms.session import EditSession
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.tasks import TASKS, OpenTasks

TODAY: Final = date(2026, 11, 23)
MON, TUE, WED, THU, FRI = range(5)


@dataclass
class Bench:
    """A view with what it stands on."""

    desk: Desk
    tasks: OpenTasks
    acts: Acts
    window: Window
    view: Any
    qtbot: QtBot
    announced: list[Any]

    def show(self) -> None:
        """What the page does after a change."""
        self.view.show_tasks()
        QApplication.processEvents()

    def key(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(widget, key, held)

    def plan(self) -> list[tuple[int, str, str]]:
        """Weekday, times and what, of every block."""
        record = self.tasks.record()
        assert record is not None
        names = {task.id: task.name for task in record.tasks}
        found = []
        for part in record.plan:
            slot = part.at[0]
            assert slot.start is not None
            assert slot.end is not None
            what = names.get(part.task, "") if part.task else part.name or (part.kind.label if part.kind else "")
            found.append((slot.weekday, f"{slot.start:%H:%M}-{slot.end:%H:%M}", what))
        return sorted(found)

    def state(self) -> dict[str, Any]:
        """Everything that is kept of the list, to compare before and after."""
        assert self.tasks.session is not None
        return dict(self.tasks.session.draft().changes)


def names_in(bench: Bench) -> list[str]:
    """What a view still says of the people and their tasks."""
    said = [one.accessibleName() for one in bench.view.findChildren(QWidget)]
    said += [one.text() for one in bench.view.findChildren(QLabel)]
    said += [one.text() for one in bench.view.findChildren(QLineEdit)]
    said += [one.itemText(n) for one in bench.view.findChildren(QComboBox) for n in range(one.count())]
    words = ("Boer", "Water", "Lijnen", "Vuilnis", "Banken", "Kassa", "Golf", "42%")
    return [one for one in said if any(word in one for word in words)]


def at(weekday: int, start: str, end: str) -> tuple[Slot, ...]:
    """When: ``at(MON, "8.45", "9.45")``."""
    return (Slot(weekday, _time(start), _time(end)),)


def _time(words: str) -> time:
    hour, minute = map(int, words.split("."))
    return time(hour, minute)


def a_task(name: str, minutes: int | None, **more: Any) -> CarvedTask:
    return CarvedTask(
        name=name,
        minutes=None if minutes is None else Decimal(minutes),
        **{"state": TaskState.PACKAGE, "frequency": Frequency.DAY, **more},
    )


def at_the_pool() -> tuple[Candidate, Employer, Placement, TaskList]:
    """Thijs, three days a week at a swimming pool, with a plan in which a few things are not right."""
    boss = Supervisor(name="M. de Boer", minutes=Decimal(60), days=(Slot(MON), Slot(TUE), Slot(THU)))
    person = Candidate(name_used="Thijs", day_activity_week=(Slot(WED), Slot(FRI)))
    employer = Employer(name="Zwembad De Golf", supervisors=[boss])
    days = tuple(at(day, "8.30", "14.30")[0] for day in (MON, TUE, THU))
    terms = Terms(hours=Decimal(16), days=days, supervisor=boss.id, supervision_minutes=Decimal(45))
    values = [
        WageValue(kind=WageValueKind.FLAT, percentage=Decimal(50), measured_on=date(2026, 5, 4)),
        WageValue(kind=WageValueKind.MEASURED, percentage=Decimal(42), measured_on=date(2026, 10, 26)),
    ]
    place = Placement(candidate=person.id, employer=employer.id, terms=[terms], wage_values=values)
    water = a_task("Waterwaarden meten", 60, own_territory=YesNo.YES)
    ropes = a_task("Lijnen oprollen", 60)
    bins = a_task("Vuilnis rondgang", 30)
    bench = a_task("Banken verplaatsen", 20, frequency=Frequency.WEEK)
    till = a_task("Kassa klaarzetten", 25, state=TaskState.TRYING)
    sorting = a_task("Zwembandjes sorteren", None, state=TaskState.IDEA)
    tasks = TaskList(placement=place.id, tasks=[water, ropes, bins, bench, till, sorting])

    def put(day: int, start: str, end: str, what: CarvedTask | PlanKind, name: str = "") -> None:
        task = what if isinstance(what, CarvedTask) else None
        kind = what if isinstance(what, PlanKind) else PlanKind.TASK
        tasks.plan.append(PlanPart(at=at(day, start, end), kind=kind, task=task.id if task else None, name=name))

    for day in (MON, TUE, THU):
        put(day, "8.30", "8.45", PlanKind.SUPERVISION, "Dag doornemen")
        put(day, "8.45", "9.45", water)
        put(day, "10.15", "10.30", PlanKind.BREAK)
        put(day, "10.30", "11.30", ropes)
    put(MON, "9.45", "10.15", bins)
    put(TUE, "9.45", "10.15", bench)
    put(THU, "9.30", "10.15", till)
    put(MON, "12.00", "12.45", till)
    return person, employer, place, tasks


class ListAlone(QObject):
    """An open list without a desk and without a window."""

    opened = Signal()
    changed = Signal(str)

    def __init__(self, kept: TaskList) -> None:
        super().__init__()
        kept.version = 1
        self.session = EditSession(kept, self)
        self.terms = at_the_pool()[2].terms[0]
        self.visit_tries = ()
        self.session.changed.connect(self.changed)

    def keys(self) -> list[UUID]:
        return self.session.rows(TASKS)

    def row(self, part: str, key: UUID) -> Any:
        shape = shape_of(self.session.shape.children[part])
        values = {name: self.session.value(f"{part}/{key}/{spec.key}") for name, spec in shape.specs.items()}
        return shape.type(id=key, **values)

    def task(self, key: UUID) -> Any:
        return self.row(TASKS, key) if key in self.keys() else None


@contextmanager
def showing(desk: Desk, qtbot: QtBot, make: Callable[[DeskContext, OpenTasks, Acts], QWidget]) -> Iterator[Bench]:
    """A view on the tasks of Thijs."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, dark=False)
    person, *rest = at_the_pool()
    desk.dossiers.add([person, *rest])
    lane, database = jobs.JobsLane(), jobs.DatabaseLane()
    keeper = DraftKeeper(database, desk.drafts)
    window, announced, opened = Window(), list[Any](), list[UUID]()
    host = QWidget()
    context = DeskContext(
        desk,
        database,
        lane,
        keeper,
        window,  # type: ignore[arg-type]
        announced.append,
        lambda _key: None,
        opened.append,
        lambda: TODAY,
    )
    tasks = OpenTasks(desk, database, keeper, lambda: TODAY, host)
    acts = Acts(context, host)
    view: Any = make(context, tasks, acts)
    bench = Bench(desk, tasks, acts, window, view, qtbot, announced)
    acts.changed.connect(view.show_tasks)
    tasks.open(person.id)
    view.resize(1274, 560)
    view.show_tasks()
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    yield bench
    view.close_page()
    tasks.forget_all()
    keeper.flush()
    assert lane.close()
    assert database.close()
    view.deleteLater()
    host.deleteLater()
