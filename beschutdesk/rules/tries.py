"""What was tried of a task, on the board or at a visit: all of it, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from beschutdesk.dossier.task_list import CarvedTask, TaskTryout, Tried
from beschutdesk.dossier.visit import Tryout
from beschutdesk.rules.board import decided
from beschutdesk.rules.folding import words


class VisitTried(Protocol):
    """A try that was noted at a visit, with what the visit says of it."""

    @property
    def day(self) -> date | None:
        """The day of the visit."""
        ...

    @property
    def row(self) -> Tryout:
        """What was noted."""
        ...

    @property
    def visit(self) -> UUID:
        """Which visit."""
        ...

    @property
    def open(self) -> bool:
        """Whether the visit is still being written."""
        ...


@dataclass(frozen=True, slots=True)
class Try:
    """One try of one task.

    Attributes:
        day: on which; ``None`` when nobody wrote it down.
        row: both opinions, the help, the decision and why.
        visit: the visit at which it was noted; ``None`` for the board.
        open: whether that visit is still being written.
        linked: whether it says itself which task it is about; otherwise its name says so.
    """

    day: date | None
    row: Tried
    visit: UUID | None = None
    open: bool = False
    linked: bool = True


def tries(task: CarvedTask, tryouts: Iterable[TaskTryout] = (), visits: Iterable[VisitTried] = ()) -> tuple[Try, ...]:
    """Everything that was tried of a task, the newest first; of one day the last that was noted; without a day last.

    Args:
        task: which.
        tryouts: those of the board; of other tasks too.
        visits: those of visits about this person at this placement; of other tasks too. One without a reference that
            has the same name counts, and is told apart.
    """
    found = [Try(one.tried_on, one) for one in tryouts if one.task == task.id]
    found += [
        Try(seen.day, seen.row, seen.visit, seen.open, seen.row.task == task.id)
        for seen in visits
        if seen.row.task == task.id or _same_name(seen.row, task)
    ]
    order = sorted(enumerate(found), key=lambda at: (at[1].day or date.min, at[0]), reverse=True)
    return tuple(one for _, one in order)


def _same_name(row: Tryout, task: CarvedTask) -> bool:
    return row.task is None and words(row.name) != "" and words(row.name) == words(task.name)


def takes_over(row: Tried, task: CarvedTask) -> dict[str, Any]:
    """What a try changes in its task, by attribute; what the try does not say stays, and so does an aid that is there.

    Args:
        row: the try.
        task: as it is.
    """
    said: dict[str, Any] = {
        "state": decided(row.decision),
        "own_opinion": row.own_opinion,
        "supervisor_opinion": row.supervisor_opinion,
        "independence": row.help,
        "aids": "" if task.aids.strip() else row.aid.strip(),
    }
    return {name: value for name, value in said.items() if value not in (None, "") and value != getattr(task, name)}
