"""The plan of the open list and the tasks in it, read from the session once after a change.

A board of two hundred tasks is not built anew for a block that moves a quarter of an hour.
"""

from uuid import UUID

from beschutdesk.dossier.task_list import CarvedTask, PlanPart, TaskList, TaskState
from ui.tabs.jobcarving.tasks import PLAN, TASKS, OpenTasks

_SHOWN = frozenset({TaskState.PACKAGE, TaskState.TRYING})


class PlanSource:
    """What the week is made of.

    Attributes:
        stamp: another number after every change that may matter here.
    """

    def __init__(self, tasks: OpenTasks) -> None:
        self._tasks = tasks
        self._plan: tuple[PlanPart, ...] | None = None
        self._known: dict[UUID, CarvedTask] = {}
        self._shown: list[UUID] | None = None
        self.stamp = 0
        tasks.changed.connect(self._changed)
        tasks.opened.connect(lambda: self._changed(""))

    def _changed(self, path: str) -> None:
        part = path.partition("/")[0]
        if part in ("", PLAN):
            self._plan = None
        if part in ("", TASKS):
            self._known, self._shown = {}, None
        if part in ("", PLAN, TASKS):
            self.stamp += 1

    def forget(self) -> None:
        """Let go of everything that was read."""
        self._changed("")

    def plan(self) -> tuple[PlanPart, ...]:
        """The rows of the plan as they are on the screen; not to be changed."""
        if self._plan is None:
            session = self._tasks.session
            keys = session.rows(PLAN) if session is not None else []
            self._plan = tuple(self._tasks.row(PLAN, key) for key in keys)
        return self._plan

    def task(self, key: UUID) -> CarvedTask | None:
        """A task as it is on the screen; not to be changed."""
        if key not in self._known:
            if (found := self._tasks.task(key)) is None:
                return None
            self._known[key] = found
        return self._known[key]

    def record(self) -> TaskList | None:
        """The plan with the tasks of the package, those that are tried out, and those that stand in the plan."""
        if self._tasks.session is None:
            return None
        planned = [part.task for part in self.plan() if part.task is not None]
        found = (self.task(key) for key in dict.fromkeys([*self._shown_keys(), *planned]))
        return TaskList(plan=list(self.plan()), tasks=[task for task in found if task is not None])

    def to_plan(self) -> list[CarvedTask]:
        """The tasks of the package and those that are tried out, in the order of the list; not to be changed."""
        found = (self.task(key) for key in self._shown_keys())
        return [task for task in found if task is not None]

    def _shown_keys(self) -> list[UUID]:
        if self._shown is None:
            session = self._tasks.session
            keys = session.rows(TASKS) if session is not None else []
            self._shown = [key for key in keys if self._tasks.state(key) in _SHOWN]
        return self._shown
