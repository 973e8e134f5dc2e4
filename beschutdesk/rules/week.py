"""The rhythm of a week: work, dagbesteding, school, care and the rest as blocks per day, with what lies over another.

Combining work and dagbesteding in one week is normal (DOMAIN.md §1), so nothing here is an error: an overlap is shown,
never refused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from itertools import combinations

from beschutdesk.dossier.around import WeekPart, WeekPartKind
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import WEEKDAYS, Slot
from beschutdesk.rules.time import in_force

DAYS = 7


class BlockKind(Enum):
    """What fills a block, with its Dutch word."""

    WORK = "werk"
    DAY_ACTIVITY = "dagbesteding"
    SCHOOL = "school"
    CARE = "zorg"
    VOLUNTEER = "vrijwilligerswerk"
    OTHER = "anders"


_PARTS = {
    WeekPartKind.SCHOOL: BlockKind.SCHOOL,
    WeekPartKind.CARE: BlockKind.CARE,
    WeekPartKind.VOLUNTEER: BlockKind.VOLUNTEER,
    WeekPartKind.OTHER: BlockKind.OTHER,
    None: BlockKind.OTHER,
}


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one weekday that is taken.

    Attributes:
        kind: by what.
        what: where or which, in the words of the dossier; may be empty.
        slot: weekday and times; a day without both times is known to be taken, and not how long.
    """

    kind: BlockKind
    what: str
    slot: Slot

    @property
    def minutes(self) -> int:
        """Length, 0 when it is not known."""
        return self.slot.minutes


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two blocks at the same time.

    Attributes:
        first, second: in the order of the day.
        minutes: how long both are there.
    """

    first: Block
    second: Block
    minutes: int

    def __str__(self) -> str:
        """In Dutch: ``dinsdag: werk en zorg, 30 minuten tegelijk``."""
        names = f"{self.first.kind.value} en {self.second.kind.value}"
        return f"{WEEKDAYS[self.first.slot.weekday]}: {names}, {self.minutes} minuten tegelijk"


@dataclass(frozen=True, slots=True)
class Week:
    """What a week looks like.

    Attributes:
        days: blocks per weekday from Monday on, each in the order of the day, those without times last.
        overlaps: what lies over another.
    """

    days: tuple[tuple[Block, ...], ...]
    overlaps: tuple[Overlap, ...]

    def blocks(self) -> Iterator[Block]:
        """All blocks, from Monday on."""
        for day in self.days:
            yield from day

    def minutes(self, kind: BlockKind | None = None) -> int:
        """Minutes that are taken, by one kind or by anything; what overlaps is counted once."""
        return sum(_covered(block.slot for block in day if kind in (None, block.kind)) for day in self.days)

    @property
    def untimed(self) -> bool:
        """Whether some block has no times, so that the hours are too few."""
        return any(not block.minutes for block in self.blocks())


def week(candidate: Candidate, placements: Iterable[Placement], today: date) -> Week:
    """The week as it is today: terms in force at every placement that runs, and what else is written down."""
    return arranged([*_work(placements, today), *_beside(candidate, today)])


def arranged(blocks: Iterable[Block]) -> Week:
    """Blocks put in their days, with what overlaps."""
    days: list[list[Block]] = [[] for _ in range(DAYS)]
    for block in blocks:
        days[block.slot.weekday].append(block)
    for day in days:
        day.sort(key=_order)
    overlaps = [found for day in days for pair in combinations(day, 2) if (found := _overlap(*pair)) is not None]
    return Week(tuple(map(tuple, days)), tuple(overlaps))


def _work(placements: Iterable[Placement], today: date) -> Iterator[Block]:
    for placement in placements:
        if placement.ended_on is not None and placement.ended_on < today:
            continue
        begun = [phase.since for phase in placement.phases if phase.since is not None]
        over = [phase.until for phase in placement.phases]
        if (begun and min(begun) > today) or (over and all(end is not None and end < today for end in over)):
            continue
        if (terms := in_force(placement.terms, today)) is not None:
            for slot in terms.days:
                yield Block(BlockKind.WORK, placement.job_title, slot)


def _beside(candidate: Candidate, today: date) -> Iterator[Block]:
    for slot in candidate.day_activity_week:
        yield Block(BlockKind.DAY_ACTIVITY, candidate.day_activity, slot)
    for part in candidate.week_parts:
        if _holds(part, today):
            for slot in part.days:
                yield Block(_PARTS[part.kind], part.where, slot)


def _holds(part: WeekPart, today: date) -> bool:
    return (part.since or date.min) <= today <= (part.until or date.max)


def _order(block: Block) -> tuple[bool, time, time, str, str]:
    slot = block.slot
    return slot.start is None, slot.start or time.min, slot.end or time.max, block.kind.value, block.what


def _stretch(slot: Slot) -> tuple[int, int] | None:
    """First minute of the day and first minute after it; ``None`` without length."""
    if slot.start is None or slot.end is None or slot.end <= slot.start:
        return None
    return slot.start.hour * 60 + slot.start.minute, slot.end.hour * 60 + slot.end.minute


def _overlap(first: Block, second: Block) -> Overlap | None:
    one, two = _stretch(first.slot), _stretch(second.slot)
    if one is None or two is None:
        return None
    minutes = min(one[1], two[1]) - max(one[0], two[0])
    return Overlap(first, second, minutes) if minutes > 0 else None


def _covered(slots: Iterable[Slot]) -> int:
    """Minutes of one day under at least one of these."""
    total = end = 0
    for start, stop in sorted(found for slot in slots if (found := _stretch(slot)) is not None):
        total += max(0, stop - max(start, end))
        end = max(end, stop)
    return total
