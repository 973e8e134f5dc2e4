"""Dutch holidays: known years, and a proposed day that is never one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.rules.holidays import easter, holiday, working_day

DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 6), "tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag"),
        (date(2025, 4, 27), ""),
        (date(2025, 5, 5), "Bevrijdingsdag"),
        (date(2026, 5, 5), ""),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "tweede pinksterdag"),
        (date(2026, 12, 25), "eerste kerstdag"),
        (date(2026, 12, 28), ""),
    ],
)
def test_holidays_by_name(day: date, name: str) -> None:
    assert holiday(day) == name


def test_christmas_goes_past_the_weekend_and_says_why() -> None:
    assert working_day(date(2026, 12, 25)) == (
        date(2026, 12, 28),
        "Een werkdag later, want 25-12 is eerste kerstdag.",
    )


@given(day=DAYS)
def test_what_is_proposed_instead_is_a_working_day_soon_after(day: date) -> None:
    found, why = working_day(day)
    assert not holiday(found)
    assert bool(why) == (found != day) == bool(holiday(day))
    assert 0 <= (found - day).days <= 5
    assert found == day or found.weekday() < 5
