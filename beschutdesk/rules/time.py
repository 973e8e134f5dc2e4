"""What holds on a day: terms, phases, and weeks within them."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

from beschutdesk.dossier.values import MONTHS


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


def months_after(day: date, months: int) -> date:
    """The same day so many months on (back when negative), or the last day of that month when it has no such day."""
    year, month = _month(day, months)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def full_months(first: date, months: int) -> date:
    """The first day after a period of so many months that begins on *first*.

    A month that begins on the 1st runs to the end of it; one that begins on 31 January ends on the last of February, so
    that this gives 1 March.
    """
    same = months_after(first, months)
    return same if same.day == first.day else days_after(same, 1)


def days_after(day: date, days: int) -> date:
    """So many days on; the last day that exists when there are not that many. Somebody types 31-12-9999 for *never*."""
    return day + timedelta(days=days) if days <= (date.max - day).days else date.max


def _month(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


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


def in_words(day: date) -> str:
    """A day as it stands in a Dutch sentence: ``1 maart 2027``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
