"""Loonwaarde over the years: what holds, whether it fell, and when it is measured again.

Participatiewet art. 10d: a flat 50% holds for at most six months (lid 5); when a measured one is set again, gemeente,
person and employer decide (lid 6). Three years is what gemeenten do, so it is a default and never a rule. A fall is a
sign that support is needed; a flat value says nothing about the person and is never compared with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from beschutdesk.dossier.contract import WageValueKind
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.time import days_after, full_months, in_words


class _WageValue(Protocol):
    @property
    def kind(self) -> WageValueKind | None: ...
    @property
    def percentage(self) -> Decimal | None: ...
    @property
    def measured_on(self) -> date | None: ...
    @property
    def next_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Point:
    """A loonwaarde for a chart.

    Attributes:
        day: from when it holds.
        percentage: 0 to 100, mostly.
        flat: whether it was not measured.
    """

    day: date
    percentage: Decimal
    flat: bool


@dataclass(frozen=True, slots=True)
class WageCheck:
    """What follows from the loonwaarden of one placement.

    Attributes:
        points: with a day and a percentage, the oldest first.
        current: the one that holds today; ``None`` when there is none.
        change: points between the last two measured ones, negative when it fell; ``None`` with fewer than two.
        fell: whether that is enough to look at.
        next_on: when it is measured again; ``None`` when there is nothing to count from.
        agreed: whether that day was written down, and not counted.
        flat_until: last day that a flat one may hold; ``None`` when a measured one holds.
        reason: in Dutch.
        source: where the term or the limit comes from.
    """

    points: tuple[Point, ...]
    current: Point | None
    change: Decimal | None
    fell: bool
    next_on: date | None
    agreed: bool
    flat_until: date | None
    reason: str
    source: str

    def overdue(self, today: date) -> bool:
        """Whether measuring again is late."""
        return self.next_on is not None and self.next_on < today


def wage_check(values: Iterable[_WageValue], today: date, figures: Figures | None = None) -> WageCheck:
    """What follows from the loonwaarden of one placement, as known today; later ones do not count yet.

    Args:
        values: in any order; one without a day or a percentage is passed over.
        today: the day that is asked about.
        figures: numbers to count with.
    """
    known = figures or standard()
    rows = [
        (one.measured_on, one.percentage, one)
        for one in values
        if one.measured_on is not None and one.percentage is not None
    ]
    rows.sort(key=lambda row: row[0])
    points = tuple(Point(day, percentage, one.kind is WageValueKind.FLAT) for day, percentage, one in rows)
    begun = [(point, row[2]) for point, row in zip(points, rows, strict=True) if point.day <= today]
    if not begun:
        source = known.source("wage_value_months")
        return WageCheck(points, None, None, False, None, False, None, "Er is nog geen loonwaarde.", source)
    current, row = begun[-1]
    measured = [point for point, _ in begun if not point.flat]
    change = measured[-1].percentage - measured[-2].percentage if len(measured) > 1 else None
    fell = change is not None and not current.flat and -change >= known.on("wage_value_fall", today)
    key = "flat_months" if current.flat else "wage_value_months"
    counted = full_months(current.day, known.on("flat_measure_months" if current.flat else key, current.day))
    flat_until = days_after(full_months(current.day, known.on(key, current.day)), -1) if current.flat else None
    reason = _reason(current, change if fell else None, row.next_on or counted, row.next_on is not None, flat_until)
    source = known.source("wage_value_fall" if fell else key)
    next_on = row.next_on or counted
    return WageCheck(points, current, change, fell, next_on, row.next_on is not None, flat_until, reason, source)


def in_points(change: Decimal) -> str:
    """A change in words, whichever way it went: ``3,5 punten``."""
    told = f"{abs(change):f}".rstrip("0").rstrip(".") if change % 1 else f"{abs(change):.0f}"
    return f"{told.replace('.', ',')} {'punt' if told == '1' else 'punten'}"


def _reason(current: Point, fall: Decimal | None, next_on: date, agreed: bool, flat_until: date | None) -> str:
    when = f"{'Afgesproken' if agreed else 'Gewone termijn'} voor de volgende meting: {in_words(next_on)}."
    if fall is not None:
        return f"De loonwaarde daalde {in_points(fall)}: kijk of er genoeg steun is. {when}"
    if flat_until is not None:
        return f"Forfaitair mag tot en met {in_words(flat_until)}. {when}"
    return when
