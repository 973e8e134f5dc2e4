"""The plan of the week: blocks per day, what they come to, and where one day differs from the others.

A block is a task, a break, a moment with who guides, or something else. What counts as working time is everything but
breaks, and what lies over each other is counted once. Changing blocks stands in
:mod:`beschutdesk.rules.plan_moves`, what cannot be right in :mod:`beschutdesk.rules.plan_conflicts`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any, Final
from uuid import UUID

from beschutdesk.dossier.task_list import PlanKind, PlanPart
from beschutdesk.dossier.values import WEEKDAYS, Slot

DAYS: Final = 7
LAST: Final = 24 * 60 - 1
"""The last minute at which a block can end: a time of day has no 24.00."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the plan, with its times as minutes from midnight.

    Attributes:
        id: of the row.
        weekday: 0 is Monday.
        start: first minute.
        end: first minute after it; later than the start.
        kind: what it is; nothing chosen is a task when there is one, otherwise something else.
        task: what is done.
        name: what else it is; empty follows the kind.
        supervisor, backup: who guides, and who when that one is not there; ``None`` follows the terms.
        cover: what it costs in the own day of who guides.
    """

    id: UUID
    weekday: int
    start: int
    end: int
    kind: PlanKind = PlanKind.TASK
    task: UUID | None = None
    name: str = ""
    supervisor: UUID | None = None
    backup: UUID | None = None
    cover: str = ""

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.end - self.start

    @property
    def slot(self) -> Slot:
        """Its day and times, as they are kept."""
        return Slot(self.weekday, time(*divmod(self.start, 60)), time(*divmod(self.end, 60)))

    @property
    def what(self) -> tuple[PlanKind, UUID | None, str]:
        """What is done, apart from when and with whom."""
        return self.kind, self.task, self.name.strip()


Plan = Iterable[PlanPart | Block]
"""A plan as every function takes it: rows as they are kept, or blocks."""


@dataclass(frozen=True, slots=True)
class Day:
    """One weekday.

    Attributes:
        weekday: 0 is Monday.
        blocks: in the order of the day.
    """

    weekday: int
    blocks: tuple[Block, ...] = ()

    def block(self, key: UUID) -> Block | None:
        """The block with this id."""
        return next((block for block in self.blocks if block.id == key), None)


def blocks(plan: Plan) -> tuple[Block, ...]:
    """The blocks with a day and both times, in the order of the week.

    A row that has more than one stretch counts with the first that has times; a row has one.
    """
    return tuple(sorted(_blocks(plan), key=_order))


def _blocks(plan: Plan) -> Iterator[Block]:
    for part in plan:
        if isinstance(part, Block):
            yield part
        elif (slot := stretch_of(part.at)) is not None:
            yield Block(
                part.id,
                slot.weekday,
                minute_of(slot.start),
                minute_of(slot.end),
                kind_of(part.kind, part.task),
                part.task,
                part.name,
                part.supervisor,
                part.backup,
                part.cover,
            )


def stretch_of(at: Iterable[Slot]) -> Slot | None:
    """The stretch of a row that counts: the first with both times."""
    return next((one for one in at if one.minutes), None)


def kind_of(kind: PlanKind | None, task: object) -> PlanKind:
    """What a row is: nothing chosen is a task when there is one, otherwise something else."""
    return kind or (PlanKind.TASK if task is not None else PlanKind.OTHER)


def _order(block: Block) -> tuple[int, int, int, str]:
    return block.weekday, block.start, block.end, str(block.id)


def untimed(plan: Plan) -> tuple[PlanPart, ...]:
    """The rows without a day and both times: they count for nothing yet."""
    return tuple(part for part in plan if isinstance(part, PlanPart) and stretch_of(part.at) is None)


def minute_of(at: time | None) -> int:
    """Minutes from midnight; 0 for no time."""
    return 0 if at is None else at.hour * 60 + at.minute


def at_clock(minute: int) -> str:
    """``8.45``."""
    return f"{minute // 60}.{minute % 60:02d}"


def days(plan: Plan) -> tuple[Day, ...]:
    """The seven days from Monday on, each with its blocks."""
    found = blocks(plan)
    return tuple(Day(day, tuple(one for one in found if one.weekday == day)) for day in range(DAYS))


def row_values(block: Block) -> dict[str, Any]:
    """The fields of a row of the plan that say what this block says."""
    return {
        "at": (block.slot,),
        "kind": block.kind,
        "task": block.task,
        "name": block.name,
        "supervisor": block.supervisor,
        "backup": block.backup,
        "cover": block.cover,
    }


# -- sums --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sum:
    """Minutes of a day or a week, by what they go to.

    Attributes:
        task, pause, supervision, other: the lengths of all blocks of that kind.
        doubled: minutes of tasks, supervision and other things that lie over each other and count once.
    """

    task: int = 0
    pause: int = 0
    supervision: int = 0
    other: int = 0
    doubled: int = 0

    @property
    def work(self) -> int:
        """Working time: everything but breaks, each minute once."""
        return self.task + self.supervision + self.other - self.doubled

    def __add__(self, more: "Sum") -> "Sum":
        """Both together."""
        return Sum(
            self.task + more.task,
            self.pause + more.pause,
            self.supervision + more.supervision,
            self.other + more.other,
            self.doubled + more.doubled,
        )


@dataclass(frozen=True, slots=True)
class Sums:
    """What a plan comes to.

    Attributes:
        week: all days together.
        by_day: seven, from Monday on.
        by_task: minutes a week per task, ``None`` for blocks of work without one. Blocks of one task that lie over each
            other count once: nobody does a task twice at the same time.
        by_task_day: the same per task and weekday.
    """

    week: Sum
    by_day: tuple[Sum, ...]
    by_task: Mapping[UUID | None, int]
    by_task_day: Mapping[tuple[UUID | None, int], int] = field(default_factory=dict)

    def day(self, weekday: int) -> Sum:
        """One weekday, 0 is Monday."""
        return self.by_day[weekday]

    def task(self, key: UUID | None) -> int:
        """Minutes a week of one task; 0 when it is not planned."""
        return self.by_task.get(key, 0)


def sums(plan: Plan) -> Sums:
    """What a plan comes to per day, per week and per task."""
    week, by_task, by_task_day = days(plan), Counter[UUID | None](), Counter[tuple[UUID | None, int]]()
    for day in week:
        work = [block for block in day.blocks if block.kind is PlanKind.TASK]
        for task in {block.task for block in work}:
            minutes = covered(block for block in work if block.task == task)
            by_task[task] += minutes
            by_task_day[task, day.weekday] = minutes
    by_day = tuple(_sum(day) for day in week)
    return Sums(sum(by_day, Sum()), by_day, by_task, by_task_day)


def _sum(day: Day) -> Sum:
    length = Counter[PlanKind]()
    for block in day.blocks:
        length[block.kind] += block.minutes
    working = [block for block in day.blocks if block.kind is not PlanKind.BREAK]
    return Sum(
        length[PlanKind.TASK],
        length[PlanKind.BREAK],
        length[PlanKind.SUPERVISION],
        length[PlanKind.OTHER],
        sum(block.minutes for block in working) - covered(working),
    )


def covered(found: Iterable[Block]) -> int:
    """Minutes of one day that lie in at least one of these blocks."""
    total, until = 0, 0
    for block in sorted(found, key=_order):
        total += max(0, block.end - max(until, block.start))
        until = max(until, block.end)
    return total


# -- one day beside the others -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that goes otherwise on one day than on most days.

    Attributes:
        weekday: of the day that differs.
        parts: ids of the blocks of that day that it is about; empty when something is missing there.
        words: a short Dutch sentence without the name of the day.
    """

    weekday: int
    parts: tuple[UUID, ...]
    words: str


def usual_day(plan: Plan) -> int | None:
    """The weekday that most other days are like; of several the first. ``None`` with fewer than two planned days.

    A day is not like itself: one that has more blocks is not the usual one for that.
    """
    planned = [day for day in days(plan) if day.blocks]
    if len(planned) < 2:
        return None
    alike = Counter(_pattern(day) for day in planned)
    shared = {day.weekday: sum(len(_shared(day, other)) for other in planned if other is not day) for day in planned}
    return min(planned, key=lambda day: (-alike[_pattern(day)], -shared[day.weekday], day.weekday)).weekday


def differences(plan: Plan, names: Mapping[UUID, str] | None = None) -> tuple[Difference, ...]:
    """Where a day differs from the usual one: another moment, another length, with somebody else, more, or missing.

    Args:
        plan: the whole week.
        names: of tasks and of who guides, by id.
    """
    week = days(plan)
    usual = usual_day([block for day in week for block in day.blocks])
    if usual is None:
        return ()
    found = (day for day in week if day.blocks and day.weekday != usual)
    return tuple(one for day in found for one in _differences(week[usual], day, names or {}))


def _differences(usual: Day, day: Day, names: Mapping[UUID, str]) -> Iterator[Difference]:
    on_usual = f"op {WEEKDAYS[usual.weekday]}"
    left, matched = list(usual.blocks), list[tuple[Block, Block]]()
    more = []
    same = _shared(usual, day)
    taken = {block.id for _, block in same}
    for was, block in same:
        left.remove(was)
        matched.append((was, block))
    for block in day.blocks:
        if block.id in taken:
            continue
        was_at = next((was for was in left if was.what == block.what), None)
        if was_at is None:
            more.append(block)
        else:
            left.remove(was_at)
            matched.append((was_at, block))
    for was, block in sorted(matched, key=lambda pair: _order(pair[1])):
        if words := _otherwise(was, block, names):
            yield Difference(day.weekday, (block.id,), f"{title(block, names)}: {words}, anders dan {on_usual}.")
    for block in more:
        words = f"{title(block, names)} om {at_clock(block.start)}: dat is er {on_usual} niet."
        yield Difference(day.weekday, (block.id,), words)
    for was in left:
        words = f"{title(was, names)} van {on_usual.removeprefix('op ')} {at_clock(was.start)} is er niet."
        yield Difference(day.weekday, (), words)


def _otherwise(was: Block, block: Block, names: Mapping[UUID, str]) -> str:
    words = []
    if was.start != block.start:
        words.append(f"om {at_clock(block.start)} in plaats van {at_clock(was.start)}")
    if was.minutes != block.minutes:
        words.append(f"{block.minutes} in plaats van {was.minutes} minuten")
    if was.supervisor != block.supervisor:
        who = names.get(block.supervisor, "") if block.supervisor is not None else ""
        words.append(f"met {who}" if who else "met iemand anders")
    return ", ".join(words)


def title(block: Block, names: Mapping[UUID, str] | Callable[[UUID], str]) -> str:
    """What a block is called: its task, its own name, or its kind; with a capital.

    Args:
        block: which.
        names: of tasks by id.
    """
    of_task = ""
    if block.kind is PlanKind.TASK and block.task is not None:
        of_task = (names(block.task) if callable(names) else names.get(block.task, "")).strip()
    words = of_task or block.name.strip() or block.kind.label
    return f"{words[:1].upper()}{words[1:]}"


_Shape = tuple[int, int, tuple[PlanKind, UUID | None, str], UUID | None]


def _shape(block: Block) -> _Shape:
    return block.start, block.end, block.what, block.supervisor


def _pattern(day: Day) -> tuple[_Shape, ...]:
    return tuple(_shape(block) for block in sorted(day.blocks, key=lambda one: (one.start, one.end, str(one.what))))


def _shared(one: Day, other: Day) -> list[tuple[Block, Block]]:
    """Blocks of two days that are the same in everything, each of them once."""
    left = list(other.blocks)
    found = []
    for block in one.blocks:
        twin = next((each for each in left if _shape(each) == _shape(block)), None)
        if twin is not None:
            left.remove(twin)
            found.append((block, twin))
    return found
