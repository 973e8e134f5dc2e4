"""Official Dutch holidays, on which nobody proposes a visit. Other days off differ by sector and are not known here.

Source: rijksoverheid.nl, "Officiële feestdagen"; Bevrijdingsdag counts here only once in five years, when most have it
off. Easter by the method of Meeus, Jones and Butcher.
"""

from datetime import date, timedelta
from typing import Final

_FIXED: Final = {(1, 1): "Nieuwjaarsdag", (12, 25): "eerste kerstdag", (12, 26): "tweede kerstdag"}
_FROM_EASTER: Final = {
    0: "eerste paasdag",
    1: "tweede paasdag",
    39: "Hemelvaartsdag",
    49: "eerste pinksterdag",
    50: "tweede pinksterdag",
}
_SATURDAY, _SUNDAY = 5, 6
_KINGS: Final = 2014
"""The first year with Koningsdag."""


def easter(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def holiday(day: date) -> str:
    """The name of the holiday; empty when it is none."""
    if name := _FIXED.get((day.month, day.day)):
        return name
    if name := _FROM_EASTER.get((day - easter(day.year)).days):
        return name
    if day.year >= _KINGS and day == _kings_day(day.year):
        return "Koningsdag"
    return "Bevrijdingsdag" if (day.month, day.day) == (5, 5) and day.year % 5 == 0 else ""


def _kings_day(year: int) -> date:
    day = date(year, 4, 27)
    return day - timedelta(1) if day.weekday() == _SUNDAY else day


def working_day(day: date) -> tuple[date, str]:
    """The first working day from a day on, and why it is not that day itself.

    Args:
        day: that is proposed.

    Returns:
        The day itself with nothing to say, when it is no holiday; else the first later day that is no holiday and not
        in a weekend, with a Dutch sentence.
    """
    name = holiday(day)
    if not name:
        return day, ""
    found = day
    while found.weekday() >= _SATURDAY or holiday(found):
        found += timedelta(1)
    return found, f"Een werkdag later, want {day.day}-{day.month} is {name}."
