"""What holds on a day: terms, phases, and weeks within them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar


class _Terms(Protocol):
    @property
    def valid_from(self) -> date | None: ...


class _Phase(Protocol):
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


T = TypeVar("T", bound=_Terms)
P = TypeVar("P", bound=_Phase)


def in_force(terms: Iterable[T], today: date) -> T | None:
    """The terms that hold today: the latest that have begun. Terms without a date have always held."""
    begun = [t for t in terms if t.valid_from is None or t.valid_from <= today]
    return max(begun, key=lambda t: t.valid_from or date.min, default=None)


def current_phase(phases: Iterable[P], today: date) -> P | None:
    """The phase that runs today: of those that have begun and not ended, the latest."""
    running = [p for p in phases if (p.since or date.min) <= today <= (p.until or date.max)]
    return max(running, key=lambda p: p.since or date.min, default=None)


def week_of(phase: _Phase, today: date) -> tuple[int, int] | None:
    """Which week of how many: ``(6, 8)``. ``None`` when begin or end is unknown, or today lies outside."""
    if phase.since is None or phase.until is None or not phase.since <= today <= phase.until:
        return None
    return (today - phase.since).days // 7 + 1, -(-((phase.until - phase.since).days + 1) // 7)


def six_months_after(day: date) -> date:
    """The same day six months on, or the last day of that month: the usual term to look at a portfolio again."""
    month = day.month + 6
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    for back in range(4):
        try:
            return date(year, month, day.day - back)
        except ValueError:
            continue
    raise AssertionError("a month has at least 28 days")  # pragma: no cover


def age(born: date, today: date) -> int:
    """Completed years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def week_start(day: date) -> date:
    """The Monday of this day's week."""
    return day - timedelta(days=day.weekday())


class _Placement(Protocol):
    @property
    def ended_on(self) -> date | None: ...


L = TypeVar("L", bound=_Placement)


def current_placement(placements: Iterable[L], today: date) -> L | None:
    """The first of these that has not ended; the caller lists the latest first."""
    return next((p for p in placements if p.ended_on is None or p.ended_on >= today), None)
