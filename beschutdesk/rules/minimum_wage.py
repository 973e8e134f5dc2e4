"""The minimum wage on a day, out of ``resources/rates``: an hour, and the reference month that LKS is counted with.

Wet minimumloon en minimumvakantiebijslag: an amount an hour since 2024, set on 1 January and 1 July. Only for who is 21
or older: of younger people the program knows no amount and asks. Of a half year that is not in the file it asks too.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from beschutdesk import resources
from beschutdesk.rules import rate_text
from beschutdesk.rules.rate_text import BadRate
from beschutdesk.rules.time import age

FILE: Final = "minimum_wage.toml"
ADULT: Final = 21
"""Years from which the whole amount holds (Wml art. 8)."""
_NAMES: Final = ("since", "until", "hour", "month", "verified", "inferred", "source")


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """The minimum wage of a half year.

    Attributes:
        since, until: first and last day.
        hour: euro an hour.
        month: euro a month, the reference amount; ``None`` when not known, for it does not follow from the hour.
        verified: whether it was read in the source that is named.
        inferred: what was concluded and not read, in Dutch; mostly empty.
        source: where it stands, in Dutch.
    """

    since: date
    until: date
    hour: Decimal
    month: Decimal | None
    verified: bool
    source: str
    inferred: str = ""


@dataclass(frozen=True, slots=True)
class MinimumWages:
    """All that are known, oldest first."""

    all: tuple[MinimumWage, ...]

    def on(self, day: date) -> MinimumWage | None:
        """The one that holds on a day; ``None`` when it is not known."""
        return next((one for one in self.all if one.since <= day <= one.until), None)


@cache
def standard() -> MinimumWages:
    """What comes with the program."""
    return parse(resources.read_text("rates", FILE))


def parse(text: str) -> MinimumWages:
    """The wages in a text with groups ``[[wage]]``.

    Raises:
        BadRate: it cannot be read; one Dutch line that names the key.
    """
    plain = rate_text.group("dit bestand", rate_text.load(text), ("wage",))
    found = [_wage(f"wage {at}", one) for at, one in enumerate(rate_text.rows("wage", plain.get("wage")), 1)]
    found.sort(key=lambda one: one.since)
    rate_text.in_order("wage", ((one.since, one.until) for one in found))
    return MinimumWages(tuple(found))


def is_adult(born: date | None, day: date) -> bool | None:
    """Whether the whole minimum wage holds for somebody on a day; ``None`` when nobody knows how old."""
    return None if born is None else age(born, day) >= ADULT


def _wage(where: str, plain: object) -> MinimumWage:
    group = rate_text.group(where, plain, _NAMES)
    until = rate_text.day(where, group, "until")
    if until is None:  # pragma: no cover - needed
        raise BadRate(f"{where}: ‘until’ ontbreekt")
    return MinimumWage(
        rate_text.begin(where, group),
        until,
        rate_text.amount(where, group, "hour", 1000),
        rate_text.amount(where, group, "month", 100_000) if "month" in group else None,
        rate_text.flag(where, group, "verified"),
        rate_text.words(where, group, "source"),
        rate_text.words(where, group, "inferred") if "inferred" in group else "",
    )
