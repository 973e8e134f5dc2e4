"""What the week of the day plan shows, and where each thing stands; no widget and no painting."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF

from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.dossier.values import WEEKDAYS
from beschutdesk.rules.plan_moves import QUARTER
from ui.forms.parse import SHORT_DAYS, format_time

LEAST: Final = 5
"""Minutes of a block whose end is dragged to its beginning."""
HOUR: Final = 76.0
"""Least height of an hour: a quarter holds one line of text."""
_BRIEF: Final = 10
"""Minutes of the shortest block for which an hour is drawn higher; what is shorter stands beside what follows it."""
GUTTER: Final = 50.0
NARROW_DAY: Final = 74.0
SLIM_DAY: Final = 34.0
"""A day without work, where the days with work need the room."""
_ROOMY: Final = 150.0
"""Width of a day with work in which two blocks beside each other can be read."""
_PAD: Final = 4.0
_LEAST: Final = 16.0
_LINE: Final = 19.0
_WEEKDAYS: Final = 5
_FIRST, _LAST = 8 * 60, 16 * 60
"""What is drawn at least while nobody knows from and to when somebody works."""
_STRETCH: Final = 2.0
"""So much higher than the least a short day becomes in a high window."""


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block on the screen.

    Attributes:
        start, end: minutes from midnight; both 0 when the time is not known.
        title: what is done.
        note: what else there is to know, short: with whom.
        trying: the task is not in the package but tried out.
        clash: what is the matter, in a word or two; empty when all is well.
        told: the same in sentences.
        differs: this is not so on the other days.
    """

    id: UUID
    weekday: int
    start: int
    end: int
    kind: PlanKind
    title: str
    note: str = ""
    trying: bool = False
    clash: str = ""
    told: tuple[str, ...] = ()
    differs: bool = False

    @property
    def timed(self) -> bool:
        """Whether its time is known."""
        return self.end > self.start

    @property
    def times(self) -> str:
        """``8.45 – 9.45``."""
        return f"{clock(self.start)} – {clock(self.end)}" if self.timed else "nog geen tijd"


@dataclass(frozen=True, slots=True)
class DayShown:
    """A weekday on the screen: its heading, and the blocks below it.

    Attributes:
        weekday: 0 is Monday.
        blocks: in the order of the day.
        works: whether somebody works here on this day.
        free: why not, where that is known.
        sums: hours and supervision, long and short.
        odd: that it differs, in a few words, and in fewer.
        differs: how it differs from the other days, a sentence each.
        hours: from and to when somebody works, in minutes from midnight.
    """

    weekday: int
    blocks: tuple[BlockShown, ...] = ()
    works: bool = True
    free: str = ""
    sums: tuple[str, str] = ("", "")
    odd: tuple[str, str] = ("", "")
    differs: tuple[str, ...] = ()
    hours: tuple[tuple[int, int], ...] = ()

    @property
    def name(self) -> str:
        """``maandag``."""
        return WEEKDAYS[self.weekday]

    @property
    def open(self) -> bool:
        """Whether it has a wide column: somebody works then, or something stands there."""
        return self.works or bool(self.blocks)


Entry = DayShown | BlockShown


def clock(minute: int) -> str:
    """``8.45``."""
    return format_time(time(minute // 60 % 24, minute % 60))


def sentence(entry: Entry) -> str:
    """The whole of it, for who does not see the picture."""
    if isinstance(entry, BlockShown):
        when = f"{clock(entry.start)} tot {clock(entry.end)}" if entry.timed else "nog geen tijd"
        kind = "" if entry.kind is PlanKind.TASK else entry.kind.label
        said = (
            f"{WEEKDAYS[entry.weekday]} {when}: {entry.title}",
            kind if kind and kind not in entry.title.lower() else "",
            "uitproberen" if entry.trying else "",
            entry.note,
            "anders dan op andere dagen" if entry.differs else "",
        )
        return ". ".join([", ".join(part for part in said if part), *(told.rstrip(".") for told in entry.told)])
    if not entry.open:
        return f"{entry.name}: {entry.free or 'geen werk'}"
    parts = (f"{entry.name}, {entry.sums[0] or 'nog niets ingedeeld'}", entry.odd[0], *entry.differs)
    return ". ".join(part.rstrip(".") for part in parts if part)


def entries(days: Sequence[DayShown]) -> list[Entry]:
    """Heading and blocks of each day, from Monday on: the list behind the picture."""
    found = list[Entry]()
    for day in days:
        found += [day, *day.blocks]
    return found


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the things of a week stand, in logical pixels; the top of the first hour lies at 0.

    Attributes:
        first, last: minutes from midnight that the picture begins and ends with.
        columns: left edge and width per day, in the order of the days.
        minute: height of a minute.
        rects: the blocks.
        height: of the whole picture.
    """

    first: int
    last: int
    columns: tuple[tuple[float, float], ...]
    minute: float
    rects: dict[UUID, QRectF]
    height: float

    def y(self, minute: int) -> float:
        """Where a minute of the day lies."""
        return _PAD + (minute - self.first) * self.minute

    def minute_at(self, y: float) -> int:
        """The minute of the day at a height, at a whole quarter."""
        at = self.first + (y - _PAD) / self.minute
        return min(max(round(at / QUARTER) * QUARTER, 0), 24 * 60)

    def near(self, y: float, own: int, edges: Iterable[int] = ()) -> int:
        """The minute that something dragged lands on at a height, whichever is nearest.

        Args:
            y: the height.
            own: where it stood; whole quarters from there are landed on, so that dragging there and back is exact.
            edges: where another block begins or ends.
        """
        at = self.first + (y - _PAD) / self.minute
        steps = own + round((at - own) / QUARTER) * QUARTER
        found = min((steps, *edges), key=lambda minute: abs(minute - at))
        return min(max(found, 0), 24 * 60)

    def column_at(self, x: float) -> int:
        """The number of the column at a place; the nearest one beside the picture."""
        for number, (left, wide) in enumerate(self.columns):
            if x < left + wide:
                return number
        return len(self.columns) - 1


def span(days: Sequence[DayShown]) -> tuple[int, int]:
    """From the first to the last minute that anything happens, at whole half hours: no empty hours are drawn."""
    timed = [block for day in days for block in day.blocks if block.timed]
    found = [(block.start, max(block.end, block.start + _BRIEF)) for block in timed]
    found += [hours for day in days for hours in day.hours] or [(_FIRST, _LAST)]
    first, last = min(start for start, _ in found), max(end for _, end in found)
    return first // 30 * 30, -(-last // 30) * 30


def outside_hours(day: DayShown, first: int, last: int) -> list[tuple[int, int]]:
    """The stretches of a day with work in which nobody works; none when the hours are not known."""
    if not day.open or not day.hours:
        return []
    ends = [first, *(end for _, end in sorted(day.hours))]
    begins = [*(start for start, _ in sorted(day.hours)), last]
    return [(end, start) for end, start in zip(ends, begins, strict=True) if end < start]


def placed(days: Sequence[DayShown], wide: float, high: float, scale: float) -> Placed:
    """Put everything in its place.

    Args:
        days: what is shown.
        wide: room for the whole picture.
        high: room below the headings; a picture that needs less is stretched.
        scale: how much larger letters are than at 100 %.
    """
    first, last = span(days)
    untimed = max((sum(not block.timed for block in day.blocks) for day in days), default=0)
    below = untimed * _LINE * scale
    brief = min((block.end - block.start for day in days for block in day.blocks if block.timed), default=QUARTER)
    least = max(HOUR / 60, _LINE / max(brief, _BRIEF)) * scale
    minute = max(least, min(least * _STRETCH, (high - 2 * _PAD - below) / max(last - first, 1)))
    columns = _columns(days, wide - GUTTER * scale, GUTTER * scale, scale)
    made = Placed(first, last, columns, minute, {}, _PAD * 2 + (last - first) * minute + below)
    for day, (left, room) in zip(days, columns, strict=True):
        inner = room - 6
        lowest = math.ceil((_LEAST * scale + 2) / minute)
        for block, lane, lanes in in_lanes([block for block in day.blocks if block.timed], lowest):
            part = inner / lanes
            top = made.y(block.start) + 1
            tall = max((block.end - block.start) * minute - 2, _LEAST * scale)
            made.rects[block.id] = QRectF(left + 3 + lane * part, top, part - (2 if lane < lanes - 1 else 0), tall)
        for number, block in enumerate(block for block in day.blocks if not block.timed):
            top = made.y(last) + number * _LINE * scale
            made.rects[block.id] = QRectF(left + 3, top, inner, _LINE * scale - 2)
    return made


def _columns(days: Sequence[DayShown], wide: float, left: float, scale: float) -> tuple[tuple[float, float], ...]:
    """Days without work are narrow, and slim where the others would be tight; these share the rest."""
    open_ = sum(day.open for day in days)
    shut = max(len(days) - open_, 1)
    spare = (wide - open_ * _ROOMY * scale) / shut
    narrow = min(max(spare, SLIM_DAY * scale), NARROW_DAY * scale, wide / max(len(days), 1))
    room = (wide - narrow * (len(days) - open_)) / max(open_, 1)
    if not open_:
        narrow = wide / max(len(days), 1)
    found = []
    for day in days:
        part = room if day.open else narrow
        found.append((left, part))
        left += part
    return tuple(found)


def in_lanes(blocks: Sequence[BlockShown], lowest: int = 0) -> Iterator[tuple[BlockShown, int, int]]:
    """Each block with its lane, and how many lanes the blocks that it meets need.

    Args:
        blocks: of one day, with times.
        lowest: minutes that a block takes in the picture at least.
    """
    groups: list[list[tuple[BlockShown, int]]] = []
    end = -1
    for block in sorted(blocks, key=lambda one: (one.start, one.end)):
        if block.start >= end:
            groups.append([])
        taken = {lane for other, lane in groups[-1] if max(other.end, other.start + lowest) > block.start}
        groups[-1].append((block, next(lane for lane in range(len(blocks)) if lane not in taken)))
        end = max(end, block.end, block.start + lowest)
    for group in groups:
        lanes = 1 + max(lane for _, lane in group)
        for block, lane in group:
            yield block, lane, lanes


def shown_days(plan: Sequence[int], works: Sequence[int]) -> list[int]:
    """The weekdays in view: Monday to Friday, and the weekend when something is on it."""
    return list(range(max([_WEEKDAYS - 1, *plan, *works]) + 1))


def short_name(day: DayShown) -> str:
    """``ma``."""
    return SHORT_DAYS[day.weekday]
