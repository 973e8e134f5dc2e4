"""What the board says of each task: made once, and again only when something of that task is different."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from beschutdesk.dossier.task_list import CarvedTask, Independence, Opinion, PlanPart, TaskState, TaskTryout
from beschutdesk.rules.board import COLUMNS
from beschutdesk.rules.day_plan import Sums, sums
from beschutdesk.rules.package import in_week
from beschutdesk.rules.task_time import together, working_days
from beschutdesk.rules.tries import Try, tries
from ui.forms.parse import format_number
from ui.tabs.jobcarving.tasks import PLAN, TASKS, TRYOUTS, OpenTasks

_ABOUT: Final = "task"
MAIN: Final = "hoofdtaak"
_LONG: Final = re.compile(r"\S{25,}")
_PART: Final = re.compile(r".{1,16}")
_BREAK: Final = "\u200b"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A card.

    Attributes:
        often: how long and how often, in words.
        weekly: minutes a week, as the package counts them; ``None`` when nobody knows.
        main: whether it counts as a main task.
        remark: one short line more: how often it was tried, or why it was dropped.
        tried: whether it was tried at all.
    """

    id: UUID
    name: str
    state: TaskState
    often: str = ""
    weekly: Decimal | None = None
    main: bool = False
    independence: Independence | None = None
    own: Opinion | None = None
    supervisor: Opinion | None = None
    remark: str = ""
    pictogram: str = ""
    tried: bool = False

    @property
    def title(self) -> str:
        """The name, or that there is none yet."""
        return self.name or "(taak zonder naam)"

    @property
    def shown(self) -> str:
        """The title as it is drawn: a very long word may be broken."""
        return breakable(self.title)

    @property
    def opinions(self) -> str:
        """``zelf: goed · begeleider: let op``."""
        said = (("zelf", self.own), ("begeleider", self.supervisor))
        return " · ".join(f"{who}: {what.label}" for who, what in said if what is not None)

    @property
    def sentence(self) -> str:
        """The whole card in words, for a screen reader."""
        how = self.independence.label if self.independence else ""
        main = MAIN if self.main else ""
        said = self.opinions.replace(" · ", ", ")
        parts = (self.title, self.state.label, self.often, main, how, said, self.remark)
        return ", ".join(part for part in parts if part)


class Lines:
    """The cards of the open list.

    Args:
        tasks: the list.
    """

    def __init__(self, tasks: OpenTasks) -> None:
        self._tasks = tasks
        self._made: dict[UUID, TaskLine] = {}
        self._plan: tuple[list[PlanPart], Sums] | None = None
        tasks.changed.connect(self._changed)
        tasks.opened.connect(self._forget)

    def _forget(self) -> None:
        self._made.clear()
        self._plan = None

    def _changed(self, path: str) -> None:
        part, _, rest = path.partition("/")
        row, _, field = rest.partition("/")
        if part == TASKS and row:
            self._made.pop(UUID(row), None)
        elif part == TRYOUTS and row and field != _ABOUT:
            self._made.pop(self._tasks.value(UUID(row), _ABOUT, TRYOUTS), None)
        elif part in (TRYOUTS, PLAN, ""):
            self._forget()  # about which task such a row is, may be just what changed

    def all(self) -> list[TaskLine]:
        """All cards, in the order of the list."""
        keys = self._tasks.keys()
        wanted = [key for key in keys if key not in self._made]
        if wanted:
            plan, planned = self._planned()
            days = working_days(self._tasks.terms, plan)
            for key, (task, tried) in histories(self._tasks, wanted).items():
                self._made[key] = self._line(task, tried, planned, days)
        return [self._made[key] for key in keys]

    def _planned(self) -> tuple[list[PlanPart], Sums]:
        """The plan and what it comes to; read again only when the plan is another."""
        if self._plan is None:
            session = self._tasks.session
            keys = session.rows(PLAN) if session is not None else []
            plan: list[PlanPart] = [self._tasks.row(PLAN, key) for key in keys]
            self._plan = plan, sums(plan)
        return self._plan

    def _line(self, task: CarvedTask, tried: tuple[Try, ...], planned: Sums, days: int) -> TaskLine:
        terms = self._tasks.terms
        found = in_week(task, planned.task(task.id), days, terms.hours if terms is not None else None)
        return TaskLine(
            task.id,
            task.name.strip(),
            task.state or TaskState.IDEA,
            _often(task),
            found.weekly,
            found.main is True,
            task.independence,
            task.own_opinion,
            task.supervisor_opinion,
            _remark(task, tried),
            task.pictogram,
            bool(tried),
        )


def histories(tasks: OpenTasks, keys: Iterable[UUID]) -> dict[UUID, tuple[CarvedTask, tuple[Try, ...]]]:
    """Each of these tasks with all that was tried of it, the newest first."""
    session, found = tasks.session, {}
    if session is None:
        return {}
    about: dict[UUID, list[TaskTryout]] = {key: [] for key in keys}
    for row in session.rows(TRYOUTS):
        task_of = tasks.value(row, _ABOUT, TRYOUTS)
        if task_of in about:
            about[task_of].append(tasks.row(TRYOUTS, row))
    for key, tried in about.items():
        task: CarvedTask = tasks.row(TASKS, key)
        found[key] = task, tries(task, tried, tasks.visit_tries)
    return found


def _often(task: CarvedTask) -> str:
    """``3 keer 20 min per week``: as :func:`beschutdesk.rules.task_time.often`, short enough for a card."""
    length = f"{format_number(task.minutes, 0)} min" if task.minutes else ""
    times = f"{format_number(task.times, 1)} keer" if task.times and task.times != 1 else ""
    how_often = (
        task.frequency.label.replace("werkdag", "dag") if task.frequency is not None and (length or times) else ""
    )
    return " ".join(part for part in (times, length, how_often) if part)


def _remark(task: CarvedTask, tried: tuple[Try, ...]) -> str:
    if not tried:
        return "nog niet geprobeerd" if task.state is TaskState.TRYING else ""
    last = tried[0]
    when = f"{last.day:%d-%m}" if last.day is not None else ""
    if task.state in (TaskState.DROPPED, TaskState.LATER) and last.row.why:
        return ", ".join(part for part in (last.row.why.strip(), when) if part)
    if len(tried) == 1:
        return f"geprobeerd op {when}" if when else "geprobeerd"
    return f"{len(tried)} keer geprobeerd, {when}" if when else f"{len(tried)} keer geprobeerd"


def breakable(words: str) -> str:
    """Words of which a very long one may go on in the next line, where it would be cut otherwise."""
    return _LONG.sub(lambda found: _BREAK.join(_PART.findall(found[0])), words)


def columns(lines: Iterable[TaskLine]) -> dict[TaskState, list[TaskLine]]:
    """The cards by column, each in the order of the list."""
    found: dict[TaskState, list[TaskLine]] = {state: [] for state in COLUMNS}
    for line in lines:
        found[line.state].append(line)
    return found


def weekly_of(lines: Iterable[TaskLine]) -> Decimal:
    """Minutes a week of these tasks together, as far as they are known."""
    return together(line.weekly for line in lines)
