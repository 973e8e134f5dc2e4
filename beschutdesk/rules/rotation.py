"""Which backups stay: seven days, four weeks, twelve months."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

DAYS, WEEKS, MONTHS = 7, 4, 12
_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was verified.

    Attributes:
        at: the moment, with time zone.
        why: what it was made for: ``daily``, ``migration``, …
    """

    at: datetime
    why: str = "daily"


def due(made: Iterable[datetime], now: datetime) -> bool:
    """Whether today has no backup yet. One from the future counts for nothing: then a clock stood wrong.

    Args:
        made: moments with time zone.
        now: this moment, in the time zone that decides when a day begins.
    """
    return all(moment.astimezone(now.tzinfo).date() != now.date() for moment in made)


def kept(made: Iterable[Made], now: datetime) -> set[Made]:
    """Those that stay: the latest of each of the last 7 days, 4 weeks and 12 months that have one.

    Days without a backup take no place, so a long holiday costs none. The latest of each reason stays too, or a
    handful of imports would push out what was made before a migration. What lies more than a day ahead was made, or is
    looked at now, under a wrong clock: it is thinned apart, so that neither side pushes the other out.
    """
    past: list[Made] = []
    ahead: list[Made] = []
    for one in made:
        (ahead if one.at > now + _AHEAD else past).append(one)
    return _thinned(past, now) | _thinned(ahead, now)


def _thinned(made: list[Made], now: datetime) -> set[Made]:
    latest_first = sorted(made, key=lambda one: one.at, reverse=True)
    stay: set[Made] = set()
    for spans, name in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        stay |= _latest_per(latest_first, lambda one, name=name: name(one.at.astimezone(now.tzinfo)), spans)  # type: ignore[misc]
    return stay | _latest_per(latest_first, lambda one: one.why, len(latest_first))


def _latest_per(latest_first: list[Made], name: Callable[[Made], Hashable], most: int) -> set[Made]:
    found: dict[Hashable, Made] = {}
    for one in latest_first:
        if len(found) < most:
            found.setdefault(name(one), one)
    return set(found.values())


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month
