"""Small charts, the same on the screen and on paper.

What a chart says (:class:`Chart`) is made from the numbers; :func:`laid_out` turns it into lines, boxes, dots and words
in a box of points, with the origin at the lower left. A painter (``documents/chart.py``, ``ui``) only draws those: it
measures words and knows the colours, and has no other say.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Final

from beschutdesk.dossier.values import SHORT_MONTHS
from beschutdesk.rules.chart_labels import Room, Spot, placed
from beschutdesk.rules.disclosure import HIDDEN, ShownTable
from beschutdesk.rules.time import days_after, in_words, months_after
from beschutdesk.rules.wage_value import WageCheck

SIZE, SMALL = 9.0, 8.0
"""Type sizes in points."""
ROW: Final = 17.0
"""Height of one bar with its white space."""
_BAR, _TOP, _FOOT, _LEFT, _GAP, _DOT = 9.0, 16.0, 16.0, 28.0, 6.0, 2.6
_ELLIPSIS = "…"
_AHEAD: Final = "volgende meting"
_LEAST_GAP = 4.0
_ROOM, _BROKEN = 0.72, 0.8
"""How much of the axis the measurements take when something comes after them, and from where on it has no scale."""
_LEAST_SPAN: Final = 7
"""Days that the axis tells of at least."""


class Ink(Enum):
    """Colours by what they are for; a painter has its own."""

    TEXT = "text"
    SOFT = "soft"
    ACCENT = "accent"
    RULE = "rule"
    PAPER = "paper"


class Shape(Enum):
    """Sorts of chart."""

    STEPS = "steps"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is shown.

    Attributes:
        label: beside a bar, or under a point.
        value: in words, beside the mark.
        at: place on the horizontal axis, 0 to 1; for bars the length.
        height: place on the vertical axis, 0 to 1; of no use for bars.
        open: an open dot or an empty bar: not measured, or not shown.
    """

    label: str
    value: str
    at: float
    height: float = 0.0
    open: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its words."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart says.

    Attributes:
        shape: sort.
        title: Dutch; stands above it, and opens the words.
        marks: in order; empty for nothing to show.
        across, up: the axes; bars have none.
        until: how far a line goes on after the last mark, 0 to 1.
        ahead: a day to come, drawn as a dotted line, with the day at the foot.
        broken: where the axis stops being one of time; ``None`` when it goes on to the edge.
        words: all of it in Dutch sentences, for who does not see it.
    """

    shape: Shape
    title: str
    marks: tuple[Mark, ...]
    words: str
    across: tuple[Tick, ...] = ()
    up: tuple[Tick, ...] = ()
    until: float = 1.0
    ahead: Tick | None = None
    broken: float | None = None


# -- what it says ------------------------------------------------------------------------------------------------------


def wage_chart(check: WageCheck, today: date) -> Chart:
    """Loonwaarde over the years: a stair, with open dots for what was not measured, and when it is measured again.

    The axis has the scale of the measurements: those of one autumn are told apart, also when the next one is years off.
    What comes after the last one stands behind a break in the axis: that its value still counts, and the next day.
    """
    title = "Loonwaarde"
    points = check.points
    if not points:
        return Chart(Shape.STEPS, title, (), "Er is nog geen loonwaarde.")
    first, last = points[0].day, points[-1].day
    ahead = check.next_on if check.next_on is not None and check.next_on > max(last, today) else None
    goes_on = ahead is not None or today > last
    room = _ROOM if goes_on else 1.0
    span = max((last - first).days, _LEAST_SPAN)
    top = max(100.0, *(float(point.percentage) for point in points))

    def across(day: date) -> float:
        return room * (day - first).days / span

    marks = tuple(
        Mark(
            in_words(point.day),
            f"{_number(float(point.percentage))}%",
            across(point.day),
            max(0.0, float(point.percentage)) / top,
            point.flat,
        )
        for point in points
    )
    said = [f"{in_words(p.day)} {_number(float(p.percentage))}%{' (forfaitair)' if p.flat else ''}" for p in points]
    words = f"{title}: {', '.join(said)}."
    if check.next_on is not None:
        words += f" Volgende meting: {in_words(check.next_on)}."
    up = tuple(Tick(value / top, f"{value}%") for value in (0, 50, 100))
    dotted = None if ahead is None else Tick(1.0, in_words(ahead))
    ticks = tuple(Tick(across(day), label) for day, label in _days(first, days_after(first, span)))
    until = _BROKEN if goes_on and last <= today else across(last)
    return Chart(Shape.STEPS, title, marks, words, ticks, up, until, dotted, _BROKEN if goes_on else None)


def _days(first: date, last: date) -> Iterable[tuple[date, str]]:
    """Days to name on an axis, at most eight: years, months where there are few years, or the first day."""
    years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    if len(years) > 2:  # of two, months say more
        return [(day, str(day.year)) for day in years[:: -(-len(years) // 8)]]
    begin = date(first.year, first.month, 1)
    months = [day for day in (months_after(begin, number) for number in range(1, 37)) if day <= last]
    shown = months[:: -(-len(months) // 6)] if months else []
    return (
        [(day, f"{SHORT_MONTHS[day.month - 1]} {day.year}") for day in shown]
        if len(shown) > 1
        else [(first, in_words(first))]
    )


def bars(table: ShownTable) -> Chart:
    """A table of numbers as bars. Rows that are 0 are left out; one that is not shown is empty."""
    of = table.table
    title = f"{of.title}, {of.when}"
    rows = [row for row in table.rows if row.count != 0]
    most = max((row.count or 0 for row in rows), default=0) or 1
    marks = tuple(
        Mark(
            row.label,
            HIDDEN if row.count is None else f"{row.count:,}".replace(",", "."),
            (row.count or 0) / most,
            open=row.count is None,
        )
        for row in rows
    )
    if not rows:
        return Chart(Shape.BARS, title, (), f"{title}: er is niets te tellen.")
    said = "; ".join(f"{mark.label} {mark.value}" for mark in marks)
    return Chart(Shape.BARS, title, marks, f"{title}: {said}.")


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


# -- where it stands ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two points; *dotted* for what is to come."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    weight: float
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, or an outline when *open*."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    open: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc, or a ring when *open*."""

    x: float
    y: float
    radius: float
    ink: Ink
    open: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; *x* is its left side, *y* the foot of its letters."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink
    strong: bool = False


Item = Line | Box | Dot | Words
Measure = Callable[[str, float, bool], float]
"""Width of a text in points: the text, its size, whether it is semibold."""


def height(chart: Chart, wanted: float = 110.0) -> float:
    """How high a chart is: bars by their number, a stair as asked."""
    if not chart.marks:
        return ROW
    return len(chart.marks) * ROW if chart.shape is Shape.BARS else wanted


def laid_out(chart: Chart, width: float, high: float, measure: Measure) -> tuple[Item, ...]:
    """What to draw, in the order of drawing; nothing stands outside the box.

    Args:
        chart: what it says.
        width, high: of the box.
        measure: how wide words are.
    """
    if not chart.marks:
        return (Words(0.0, high / 2 - SIZE * 0.33, _fitting(chart.words, width, SIZE, measure), SIZE, Ink.SOFT),)
    return tuple(
        _bars(chart, width, high, measure) if chart.shape is Shape.BARS else _steps(chart, width, high, measure)
    )


def _bars(chart: Chart, width: float, high: float, measure: Measure) -> Iterable[Item]:
    side = min(max(measure(mark.label, SIZE, False) for mark in chart.marks), width * 0.5)
    right = max(measure(mark.value, SIZE, True) for mark in chart.marks)
    room = max(width - side - right - 3 * _GAP, 1.0)
    row = high / len(chart.marks)
    for number, mark in enumerate(chart.marks):
        middle = high - (number + 0.5) * row
        foot = middle - SIZE * 0.33
        yield Words(0.0, foot, _fitting(mark.label, side, SIZE, measure), SIZE, Ink.TEXT)
        length = max(room * mark.at, 1.0)
        if not mark.open:
            yield Box(side + _GAP, middle - _BAR / 2, length, _BAR, Ink.ACCENT)
        start = side + 2 * _GAP + (0.0 if mark.open else length)
        yield Words(start, foot, mark.value, SIZE, Ink.SOFT if mark.open else Ink.TEXT, not mark.open)
    yield Line(side + _GAP, 0.0, side + _GAP, high, Ink.RULE, 0.6)


def _steps(chart: Chart, width: float, high: float, measure: Measure) -> Iterable[Item]:
    left, right, foot, top = _LEFT, width - _DOT - 1, _FOOT, high - _TOP

    def place(at: float, up: float) -> tuple[float, float]:
        return left + (right - left) * at, foot + (top - foot) * up

    for tick in chart.up:
        _, y = place(0, tick.at)
        yield Line(left, y, right, y, Ink.RULE, 0.8 if tick.at == 0 else 0.4)
        wide = measure(tick.label, SMALL, False)
        yield Words(max(left - _GAP - wide, 0.0), y - SMALL * 0.33, tick.label, SMALL, Ink.SOFT)
    taken: list[Spot] = []
    limit = width
    if chart.ahead is not None:
        x, _ = place(chart.ahead.at, 0)
        yield Line(x, foot, x, top, Ink.SOFT, 0.8, dotted=True)
        wide = measure(_AHEAD, SMALL, False)
        start = max(x - wide, left)
        yield Words(start, high - SMALL, _AHEAD, SMALL, Ink.SOFT)
        taken.append((start, high - SMALL - 2, start + wide, high))
        wide = measure(chart.ahead.label, SMALL, False)
        limit = max(min(x + _DOT, width) - wide, 0.0)
        yield Words(limit, foot - 4 - SMALL, chart.ahead.label, SMALL, Ink.TEXT)
        limit -= _LEAST_GAP
    free = 0.0
    for tick in chart.across:
        x, _ = place(tick.at, 0)
        wide = measure(tick.label, SMALL, False)
        start = min(max(x - wide / 2, 0.0), width - wide)
        yield Line(x, foot, x, foot - 3, Ink.RULE, 0.6)
        if start >= free and start + wide <= limit:
            yield Words(start, foot - 4 - SMALL, tick.label, SMALL, Ink.SOFT)
            free = start + wide + _LEAST_GAP
    if chart.broken is not None:
        x, _ = place(chart.broken, 0)
        x += _GAP
        yield Box(x - 1.5, foot - 1.0, 3.0, 2.0, Ink.PAPER)
        for aside in (-1.5, 1.5):
            yield Line(x + aside - 1.5, foot - 3.5, x + aside + 1.5, foot + 3.5, Ink.SOFT, 0.8)
    spots = [place(mark.at, mark.height) for mark in chart.marks]
    ends = [x for x, _ in spots[1:]] + [max(place(chart.until, 0)[0], spots[-1][0])]
    for (x, y), after, mark in zip(spots, ends, chart.marks, strict=True):
        yield Line(x, y, after, y, Ink.ACCENT, 1.4, dotted=mark.open)
    for (_, low), (x, y) in pairwise(spots):
        yield Line(x, low, x, y, Ink.ACCENT, 0.7)
    widths = [measure(mark.value, SIZE, True) for mark in chart.marks]
    room = Room(left + 1, foot + 1, width - 1, high)
    for found in placed(spots, widths, SIZE * 0.75, _DOT, room, taken):
        (x, y), wide = spots[found.number], widths[found.number]
        if found.away:
            near = min(max(x, found.x), found.x + wide)
            yield Line(x, y, near, found.y + (SIZE * 0.75 if found.y < y else 0.0), Ink.SOFT, 0.5)
        yield Box(found.x - 1, found.y - 1, wide + 2, SIZE * 0.75 + 1, Ink.PAPER)
        yield Words(found.x, found.y, chart.marks[found.number].value, SIZE, Ink.TEXT, strong=True)
    for (x, y), mark in zip(spots, chart.marks, strict=True):
        yield Dot(x, y, _DOT, Ink.ACCENT, mark.open)


def _fitting(text: str, width: float, size: float, measure: Measure) -> str:
    """As much of a text as fits."""
    if measure(text, size, False) <= width:
        return text
    for length in range(len(text) - 1, 0, -1):
        short = text[:length].rstrip(" ,;.") + _ELLIPSIS
        if measure(short, size, False) <= width:
            return short
    return _ELLIPSIS
