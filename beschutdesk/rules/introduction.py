"""How an evaluation of the introduction begins: with what is known already, so that there is little left to type.

The three subjects are those of DOMAIN.md §2.3: tasks, team and supervision.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.introduction import IntroductionEvaluation
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import CarvedTask, Opinion, TaskState
from beschutdesk.rules.supervision import is_there
from beschutdesk.rules.time import in_force


@dataclass(frozen=True, slots=True)
class Around:
    """What stands outside the placement and says something about its introduction.

    Attributes:
        tasks: carved for this person, in order.
        supervisors: of the employer.
        called: what the person is called.
    """

    tasks: Sequence[CarvedTask] = ()
    supervisors: Sequence[Supervisor] = ()
    called: str = ""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Tasks by what the trying out showed.

    Attributes:
        fit: both like it, or it is in the package.
        not_fit: it was dropped, or one of them does not like it.
        open: tried or thought of, and nobody knows yet.
    """

    fit: tuple[str, ...]
    not_fit: tuple[str, ...]
    open: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.fit, *self.open, *self.not_fit)


def sorted_tasks(tasks: Iterable[CarvedTask]) -> Sorted:
    """Which tasks suit, as far as jobcarving says; without a name they do not count."""
    fit, not_fit, open_ = dict[str, None](), dict[str, None](), dict[str, None]()
    for task in tasks:
        name = task.name.strip()
        if not name:
            continue
        opinions = (task.own_opinion, task.supervisor_opinion)
        if task.state is TaskState.DROPPED or Opinion.NOT_FIT in opinions:
            not_fit[name] = None
        elif task.state is TaskState.PACKAGE or opinions == (Opinion.GOOD, Opinion.GOOD):
            fit[name] = None
        else:
            open_[name] = None
    return Sorted(tuple(fit), tuple(not_fit), tuple(open_))


def begun(placement: Placement, around: Around, today: date) -> IntroductionEvaluation:
    """An evaluation that begins today with what is known; what is not, stays empty.

    Args:
        placement: as it is on the screen.
        around: tasks, supervisors and the name.
        today: the day of the talk.
    """
    terms = in_force(placement.terms, today)
    tasks = sorted_tasks(around.tasks)
    guide = next((one for one in around.supervisors if terms is not None and one.id == terms.supervisor), None)
    there = guide is not None and is_there(guide, today)  # who is registered away was not at the table
    names = (around.called.strip(), guide.name.strip() if guide is not None and there else "")
    return IntroductionEvaluation(
        held_on=today,
        present=tuple(name for name in names if name),
        tasks_fit=tasks.fit,
        tasks_not=tasks.not_fit,
        minutes_needed=terms.supervision_minutes if terms is not None else None,
        minutes_available=guide.minutes if guide is not None else None,
    )


def minutes_short(needed: Decimal | None, available: Decimal | None) -> Decimal | None:
    """How many minutes a day the supervisor has too few, 0 for none; ``None`` when one of them is not known."""
    if needed is None or available is None:
        return None
    return max(Decimal(0), needed - available)
