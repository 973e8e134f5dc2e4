"""Parts of a period: where it is cut, how many months it is, how much of a year.

Both ways of counting a part of a year add up: what two parts come to is exactly what the whole comes to.
"""

from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from beschutdesk.rules.time import days_after, in_words, months_after

LONGEST_YEARS: Final = 10
"""A longer period was typed wrong."""


def is_period(since: date, until: date) -> bool:
    """Whether there is a day in it, and no more than ten years."""
    return since <= until < months_after(since, 12 * LONGEST_YEARS)


def cut(since: date, until: date, begins: Iterable[date | None]) -> Iterator[tuple[date, date]]:
    """The parts of a period, cut before each of these days that lies in it."""
    days = sorted({since, *(day for day in begins if day is not None and since < day <= until)})
    for first, after in zip(days, [*days[1:], None], strict=True):
        yield first, until if after is None else days_after(after, -1)


def years(since: date, until: date) -> list[date]:
    """The first days of the calendar years that begin in a period."""
    return [date(year, 1, 1) for year in range(since.year + 1, until.year + 1)]


def days(since: date, until: date) -> int:
    """How many days, the last one included."""
    return (until - since).days + 1


def days_in(year: int) -> int:
    """365 or 366."""
    return 366 if isleap(year) else 365


def year_share(since: date, until: date) -> Fraction:
    """How much of a year by days: each day is a 365th or a 366th of its calendar year."""
    parts = cut(since, until, years(since, until))
    return sum((Fraction(days(first, last), days_in(first.year)) for first, last in parts), Fraction(0))


def months(since: date, until: date) -> Fraction:
    """How many months: a whole calendar month is one, a part of it counts by the days of that month."""
    total, month = Fraction(0), date(since.year, since.month, 1)
    while month <= until:
        length = monthrange(month.year, month.month)[1]
        last = date(month.year, month.month, length)
        total += Fraction(days(max(since, month), min(until, last)), length)
        if last == date.max:
            break
        month = days_after(last, 1)
    return total


def told(since: date, until: date) -> str:
    """A period as it stands in a Dutch sentence: ``1 januari t/m 30 juni 2021``."""
    if since == until:
        return in_words(since)
    first = in_words(since).removesuffix(f" {since.year}") if since.year == until.year else in_words(since)
    return f"{first} t/m {in_words(until)}"
