"""The supervision log of one application: minutes per day and month, against what was granted and agreed, with gaps.

A payer of supervision asks for hours that were really given, with the reason that they were needed, and never pays more
than was granted (UWV on jobcoaches, research/domain §1.2). Lines come from three sides: typed, read out of a table, and
read from visits, where the supervisor says how it was that day. Of one supervisor on one day a written line counts and
the visit does not, or the same half hour would be there twice. A gap is a working day without a line: told, never
filled in.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final
from uuid import UUID

from beschutdesk.dossier.supervision_subsidy import LogOrigin
from beschutdesk.rules.holidays import holiday
from beschutdesk.rules.log_inputs import Away, Entry, Granted, Seen, TermsOf
from beschutdesk.rules.time import days_after, in_force, week_start

__all__ = ["DAY_MINUTES", "Away", "Day", "Entry", "Granted", "Line", "Log", "Month", "Seen", "Source", "TermsOf", "log"]

DAY_MINUTES: Final = Decimal(24 * 60)
"""More than this on one day cannot be."""
MOST_DAYS: Final = 3 * 366
"""A period that is longer is looked at for so many days only: somebody typed a wrong year."""
_WHOLE: Final = Decimal(1)
_WEEKEND: Final = 5
"""Number of a Saturday. Where nobody knows on which days is worked, a weekend alone asks for no line."""


class Source(Enum):
    """Where a line comes from, with its Dutch word."""

    TYPED = "getypt"
    IMPORTED = "ingelezen"
    VISIT = "werkbezoek"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log.

    Attributes:
        key: id of the entry, or of the visit.
        by: who gave it, in words, when that is nobody of the list.
        counted: whether its minutes are in the totals; not for a visit beside a written line on the same day.
    """

    key: UUID
    day: date
    minutes: Decimal
    supervisor: UUID | None
    by: str
    why: str
    source: Source
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """All lines of a day: the written ones first; ``minutes`` of those that count."""

    day: date
    lines: tuple[Line, ...]
    minutes: Decimal


@dataclass(frozen=True, slots=True)
class Month:
    """What was given in a month.

    Attributes:
        first: the first day of the month.
        days: how many days have a line.
        gaps: how many working days have none.
    """

    first: date
    minutes: Decimal
    days: int
    gaps: int


@dataclass(frozen=True, slots=True)
class Log:
    """The log of one application.

    Attributes:
        since, until: the period; ``None`` where it is not known.
        days: with a line, inside the period, oldest first.
        months: with a line or a gap, oldest first.
        total: minutes in the period.
        outside: lines before or after the period; they are in no total.
        unclear: ids of entries without a day or minutes.
        gaps: working days until yesterday without a line, on which nobody was away.
        weeks: Mondays of weeks that are past, without any line.
        days_unknown: for a part of the period nobody said on which days is worked: there only weeks are looked at.
        average: minutes per day with a line, whole; ``None`` without lines.
        agreed: minutes per day that were agreed for those days, whole; ``None`` when that is not known for all.
        granted: hours.
        used: minutes within what was granted; ``None`` when nothing was.
        expected: minutes by yesterday if they were spread evenly, whole; ``None`` when unknown.
    """

    since: date | None
    until: date | None
    days: tuple[Day, ...] = ()
    months: tuple[Month, ...] = ()
    total: Decimal = Decimal(0)
    outside: tuple[Line, ...] = ()
    unclear: tuple[UUID, ...] = ()
    gaps: tuple[date, ...] = ()
    weeks: tuple[date, ...] = ()
    days_unknown: bool = False
    average: Decimal | None = None
    agreed: Decimal | None = None
    granted: Granted | None = None
    used: Decimal | None = None
    expected: Decimal | None = None

    @property
    def left(self) -> Decimal | None:
        """Minutes of what was granted that are not given yet; negative when more was given. ``None`` when unknown."""
        return None if self.granted is None or self.used is None else self.granted.hours * 60 - self.used

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in the period, oldest first."""
        return tuple(line for one in self.days for line in one.lines)


def log(
    entries: Iterable[Entry],
    visits: Iterable[Seen],
    granted: Granted | None,
    terms: Sequence[TermsOf],
    *,
    since: date | None,
    until: date | None,
    today: date,
    absences: Sequence[Away] = (),
) -> Log:
    """The log of an application on a day.

    Args:
        entries: typed and imported lines.
        visits: what was said at visits to this placement.
        granted: what was granted; ``None`` while nothing is.
        terms: of the placement, in any order.
        since, until: the period of the application.
        today: a day that is not over is no gap.
        absences: days on which the worker was away are no gap.
    """
    written, unclear = _written(entries)
    lines = _merged(written, visits)
    inside = [one for one in lines if _within(one.day, since, until)]
    days = _days(inside)
    past = list(_past(since, until, today, days))
    asked, unknown = _asked(past, terms, absences)
    has = {one.day for one in days}
    gaps = tuple(day for day in asked if day not in has)
    used, expected = _against(granted, lines, since, until, today)
    return Log(
        since,
        until,
        days,
        _months(days, gaps),
        sum((one.minutes for one in days), Decimal(0)),
        tuple(one for one in lines if not _within(one.day, since, until)),
        unclear,
        gaps,
        _weeks(past, {*asked, *(day for day in unknown if day.weekday() < _WEEKEND)}, has, today),
        bool(unknown),
        _mean([one.minutes for one in days]),
        _agreed(days, terms),
        granted,
        used,
        expected,
    )


# -- lines -------------------------------------------------------------------------------------------------------------


def _written(entries: Iterable[Entry]) -> tuple[list[Line], tuple[UUID, ...]]:
    found, unclear = [], []
    for one in entries:
        if one.given_on is None or one.minutes is None:
            unclear.append(one.id)
            continue
        source = Source.IMPORTED if one.entered is LogOrigin.IMPORTED else Source.TYPED
        found.append(Line(one.id, one.given_on, one.minutes, one.supervisor, one.by.strip(), one.why, source))
    return found, tuple(unclear)


def _merged(written: Sequence[Line], visits: Iterable[Seen]) -> list[Line]:
    """All lines by day. A visit counts when nothing is written of that supervisor on that day, and only once."""
    by_day: dict[date, list[Line]] = defaultdict(list)
    for line in written:
        by_day[line.day].append(line)
    # of two visits on one day that name the same person, what is more: it was said later, or of a longer part
    for one in sorted(visits, key=lambda seen: (seen.day, -seen.minutes, seen.visit.bytes)):
        if one.minutes <= 0:
            continue
        counted = not any(_same_giver(one.supervisor, line) for line in by_day[one.day])
        by_day[one.day].append(
            Line(one.visit, one.day, one.minutes, one.supervisor, "", "", Source.VISIT, counted=counted)
        )
    return [line for day in sorted(by_day) for line in by_day[day]]


def _same_giver(supervisor: UUID | None, line: Line) -> bool:
    """Whether a line may be about the same minutes: the same person, or nobody said who."""
    if not line.counted:
        return False
    if supervisor is None or (line.supervisor is None and not line.by):
        return True
    return line.supervisor is None or line.supervisor == supervisor


def _days(lines: Iterable[Line]) -> tuple[Day, ...]:
    by_day: dict[date, list[Line]] = defaultdict(list)
    for line in lines:
        by_day[line.day].append(line)
    return tuple(
        Day(day, tuple(found), sum((one.minutes for one in found if one.counted), Decimal(0)))
        for day, found in sorted(by_day.items())
    )


def _months(days: Iterable[Day], gaps: Iterable[date]) -> tuple[Month, ...]:
    minutes: dict[date, Decimal] = defaultdict(Decimal)
    count: dict[date, int] = defaultdict(int)
    without: dict[date, int] = defaultdict(int)
    for one in days:
        first = one.day.replace(day=1)
        minutes[first] += one.minutes
        count[first] += 1
    for day in gaps:
        without[day.replace(day=1)] += 1
    return tuple(
        Month(first, minutes[first], count[first], without[first]) for first in sorted(count.keys() | without.keys())
    )


# -- gaps --------------------------------------------------------------------------------------------------------------


def _past(since: date | None, until: date | None, today: date, days: Sequence[Day]) -> Iterable[date]:
    """The days of the period that are over. Without a first day it begins at the first line."""
    first = since or (days[0].day if days else None)
    if first is None:
        return
    last = min(until or date.max, today - timedelta(days=1) if today > date.min else today)
    for number in range(min((last - first).days + 1, MOST_DAYS)):
        yield first + timedelta(days=number)


def _asked(
    days: Iterable[date], terms: Sequence[TermsOf], absences: Sequence[Away]
) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Days on which was worked, and days of which nobody knows; no holidays, and none on which the worker was away."""
    asked, unknown = [], []
    for day in days:
        known = (one for one in absences if one.since or one.until)
        if holiday(day) or any((one.since or date.min) <= day <= (one.until or date.max) for one in known):
            continue
        holds = in_force(terms, day)
        if holds is None or not holds.days:
            unknown.append(day)
        elif any(slot.weekday == day.weekday() for slot in holds.days):
            asked.append(day)
    return tuple(asked), tuple(unknown)


def _weeks(past: Sequence[date], asked: set[date], has: set[date], today: date) -> tuple[date, ...]:
    """Mondays of weeks that are over in which something was to be expected and nothing stands."""
    wanted = {week_start(day) for day in past if day in asked}
    done = {week_start(day) for day in has}
    return tuple(sorted(one for one in wanted - done if days_after(one, 6) < today))


# -- against what was granted and agreed -------------------------------------------------------------------------------


def _against(
    granted: Granted | None, lines: Iterable[Line], since: date | None, until: date | None, today: date
) -> tuple[Decimal | None, Decimal | None]:
    if granted is None:
        return None, None
    first, last = granted.since or since, granted.until or until
    used = sum((one.minutes for one in lines if one.counted and _within(one.day, first, last)), Decimal(0))
    if first is None or last is None or last < first:
        return used, None
    length = (last - first).days + 1
    over = min(max((today - first).days, 0), length)
    expected = granted.hours * 60 * over / length
    return used, expected.quantize(_WHOLE, ROUND_HALF_UP)


def _agreed(days: Sequence[Day], terms: Sequence[TermsOf]) -> Decimal | None:
    found = []
    for one in days:
        holds = in_force(terms, one.day)
        if holds is None or holds.supervision_minutes is None:
            return None
        found.append(holds.supervision_minutes)
    return _mean(found)


def _mean(numbers: Sequence[Decimal]) -> Decimal | None:
    if not numbers:
        return None
    return (sum(numbers, Decimal(0)) / len(numbers)).quantize(_WHOLE, ROUND_HALF_UP)


def _within(day: date, since: date | None, until: date | None) -> bool:
    return (since or date.min) <= day <= (until or date.max)
