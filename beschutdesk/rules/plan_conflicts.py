"""What cannot be right in the plan of a week, each with its reason in words. It is shown, never refused."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import combinations
from typing import Protocol
from uuid import UUID

from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.task_list import CarvedTask, PlanKind, PlanPart, TaskState
from beschutdesk.dossier.values import WEEKDAYS, Slot
from beschutdesk.rules.day_plan import Block, Plan, at_clock, days, sums, title, untimed
from beschutdesk.rules.plan_cost import guided
from beschutdesk.rules.plan_people import GuidedBy, guides, has_guide, lies_in
from beschutdesk.rules.supervision import is_there
from beschutdesk.rules.task_time import how_long


class Agreed(GuidedBy, Protocol):
    """As much of terms as a plan is held against."""

    @property
    def hours(self) -> Decimal | None:
        """A week."""
        ...

    @property
    def days(self) -> tuple[Slot, ...]:
        """On which somebody works, with times."""
        ...


class ConflictKind(Enum):
    """What is the matter, with a short Dutch word for on the block."""

    OVERLAP = "overlapt"
    OTHER_DAY = "geen werkdag"
    OUTSIDE = "buiten werktijd"
    ABSENT = "begeleider is er niet"
    NOBODY = "geen begeleider"
    MORE_SUPERVISION = "meer begeleiding dan er tijd is"
    MORE_HOURS = "meer uren dan afgesproken"
    NOT_IN_PACKAGE = "niet in het pakket"
    NO_TASK = "nog geen taak"
    NO_TIME = "nog geen tijd"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that cannot be right.

    Attributes:
        kind: what.
        weekday: 0 is Monday; ``None`` when it is about the whole week.
        parts: ids of the rows of the plan that it is about, in the order of the day.
        words: a Dutch sentence, with day and time.
    """

    kind: ConflictKind
    weekday: int | None
    parts: tuple[UUID, ...]
    words: str


@dataclass(frozen=True)
class _Known:
    """What a plan is held against."""

    terms: Agreed | None
    supervisors: Mapping[UUID, Supervisor]
    tasks: Mapping[UUID, CarvedTask] | None
    today: date | None

    def title(self, block: Block) -> str:
        task = self.tasks.get(block.task) if self.tasks is not None and block.task is not None else None
        return title(block, {task.id: task.name} if task is not None else {})


def conflicts(
    plan: Plan,
    terms: Agreed | None,
    supervisors: Iterable[Supervisor] = (),
    tasks: Iterable[CarvedTask] | None = None,
    today: date | None = None,
) -> tuple[Conflict, ...]:
    """Everything that cannot be right in a plan, in the order of the week.

    What is about the whole week, or has no time yet, comes last. A moment with who guides may lie in a block of any
    task. Other things that lie over each other are told: two tasks, two moments, and what lies in a break. What nobody
    filled in is no conflict: without agreed days every day is a working day, and who guides is there when their days
    are not known.

    Args:
        plan: rows or blocks.
        terms: that hold; ``None`` when there are none yet.
        supervisors: of the employer.
        tasks: of the list, in every state; ``None`` does not look at them.
        today: who has left or is away on that day is not there.
    """
    rows = tuple(plan)
    known = _Known(
        terms,
        {one.id: one for one in supervisors},
        None if tasks is None else {task.id: task for task in tasks},
        today,
    )
    found: list[tuple[int, int, Conflict]] = []
    for day in days(rows):
        for block in day.blocks:
            found += [(day.weekday, block.start, one) for one in _of_block(block, known)]
        found += [(day.weekday, at, one) for at, one in _overlaps(day.blocks, known)]
        found += [(day.weekday, at, one) for at, one in _too_much(day.blocks, known)]
    found.sort(key=lambda one: one[:2])
    return (*(one for _, _, one in found), *_of_week(rows, known))


def _of_block(block: Block, known: _Known) -> Iterator[Conflict]:
    def says(kind: ConflictKind, words: str) -> Conflict:
        when = f"{WEEKDAYS[block.weekday]} {at_clock(block.start)}"
        return Conflict(kind, block.weekday, (block.id,), f"{when}: {known.title(block)} {words}.")

    terms = known.terms
    if terms is not None and terms.days and block.kind is not PlanKind.BREAK:
        if all(slot.weekday != block.weekday for slot in terms.days):
            yield says(ConflictKind.OTHER_DAY, "staat op een dag die geen werkdag is")
        elif not lies_in(block, terms.days):
            yield says(ConflictKind.OUTSIDE, "valt buiten de afgesproken werktijd")
    if has_guide(block.kind, block.supervisor):
        yield from _guided(block, known, says)
    if block.kind is PlanKind.TASK:
        if block.task is None:
            if not block.name.strip():
                yield says(ConflictKind.NO_TASK, "is nog niet gekozen")
        elif known.tasks is not None:
            task = known.tasks.get(block.task)
            if task is None:
                yield says(ConflictKind.NOT_IN_PACKAGE, "staat niet in de takenlijst")
            elif task.state not in (TaskState.PACKAGE, TaskState.TRYING):
                where = (task.state or TaskState.IDEA).label
                yield says(ConflictKind.NOT_IN_PACKAGE, f"zit niet in het pakket, maar staat bij ‘{where}’")


class _Says(Protocol):
    def __call__(self, kind: ConflictKind, words: str) -> Conflict: ...


def _guided(block: Block, known: _Known, says: _Says) -> Iterator[Conflict]:
    who = guides(block, known.terms, known.supervisors, known.today)
    if who.there is not None:
        return
    if who.first is None and who.second is None:
        if block.kind is PlanKind.SUPERVISION:
            yield says(ConflictKind.NOBODY, "heeft nog niemand die begeleidt")
        return
    if who.first is None:
        yield says(ConflictKind.ABSENT, f"heeft alleen een vervanger, en {_why(who.second, block, known)}")
        return
    instead = "er is geen vervanger" if who.second is None else f"vervanger {_why(who.second, block, known)}"
    yield says(ConflictKind.ABSENT, f"kan zo niet: {_why(who.first, block, known)}, en {instead}")


def _why(one: Supervisor | None, block: Block, known: _Known) -> str:
    name = (one.name if one is not None else "") or "de begeleider"
    if one is not None and known.today is not None and not is_there(one, known.today):
        gone = one.leaves_on is not None and one.leaves_on <= known.today
        return f"{name} is {'weg' if gone else 'nu afwezig'}"
    on_day = one is not None and any(slot.weekday == block.weekday for slot in one.days)
    return f"{name} is er {'dan' if on_day else f'op {WEEKDAYS[block.weekday]}'} niet"


def _overlaps(found: Sequence[Block], known: _Known) -> Iterator[tuple[int, Conflict]]:
    for one, other in combinations(found, 2):
        minutes = min(one.end, other.end) - max(one.start, other.start)
        if minutes <= 0 or _goes_along(one, other) or _goes_along(other, one):
            continue
        at = max(one.start, other.start)
        late, early = (one, other) if one.start > other.start else (other, one)
        words = (
            f"{WEEKDAYS[one.weekday]} {at_clock(at)}: {known.title(late)} overlapt met {known.title(early)}, "
            f"{how_long(minutes)}."
        )
        yield at, Conflict(ConflictKind.OVERLAP, one.weekday, (one.id, other.id), words)


def _goes_along(guide: Block, work: Block) -> bool:
    """Whether somebody comes along during a task, whichever task the moment is about: so supervision is given."""
    return guide.kind is PlanKind.SUPERVISION and work.kind is PlanKind.TASK


def _too_much(found: Sequence[Block], known: _Known) -> Iterator[tuple[int, Conflict]]:
    """More moments of supervision on a day than who gives them has time for.

    Who is named with a task is not counted here: what that costs is shown, and is no conflict.
    """
    moments_only = [block for block in found if block.kind is PlanKind.SUPERVISION]
    for who, moments, minutes in guided(moments_only, known.terms, known.supervisors, known.today):
        if who is None or who.minutes is None or minutes <= who.minutes:
            continue
        name = who.name or "de begeleider"
        words = (
            f"{WEEKDAYS[moments[0].weekday]}: {how_long(minutes)} begeleiding door {name}, die er "
            f"{how_long(who.minutes)} voor heeft."
        )
        parts = tuple(block.id for block in moments)
        yield moments[0].start, Conflict(ConflictKind.MORE_SUPERVISION, moments[0].weekday, parts, words)


def _of_week(rows: Sequence[PlanPart | Block], known: _Known) -> Iterator[Conflict]:
    terms = known.terms
    work = sums(rows).week.work
    if terms is not None and terms.hours is not None and work > terms.hours * 60:
        words = f"De week heeft {how_long(work)} werk; afgesproken is {how_long(terms.hours * 60)}."
        yield Conflict(ConflictKind.MORE_HOURS, None, (), words)
    for part in untimed(rows):
        day = next((slot.weekday for slot in part.at), None)
        name = known.title(Block(part.id, 0, 0, 1, part.kind or PlanKind.TASK, part.task, part.name))
        when = f"{WEEKDAYS[day]}: " if day is not None else ""
        yield Conflict(ConflictKind.NO_TIME, day, (part.id,), f"{when}{name} heeft nog geen tijd.")
