from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.placement import Placement, PlacementPhase, Terms
from beschutdesk.rules import time
from beschutdesk.rules.time import (
    age,
    current_phase,
    current_placement,
    in_force,
    months_after,
    week_of,
    week_start,
)

TODAY = date(2026, 11, 22)


def test_terms_in_force_are_the_latest_begun() -> None:
    old, now, later = (Terms(valid_from=date(2026, m, 1)) for m in (1, 11, 12))
    assert in_force([later, old, now], TODAY) is now
    assert in_force([later], TODAY) is None
    undated = Terms()
    assert in_force([undated, later], TODAY) is undated


def test_phase_and_its_week() -> None:
    trial = PlacementPhase(since=date(2026, 10, 19), until=date(2026, 12, 13))
    stage = PlacementPhase(since=date(2026, 9, 1), until=date(2026, 10, 18))
    assert current_phase([trial, stage], TODAY) is trial
    assert week_of(trial, TODAY) == (5, 8)
    assert week_of(stage, TODAY) is None
    assert current_phase([stage], TODAY) is None


def test_a_placement_runs_until_its_last_day() -> None:
    ended = Placement(ended_on=TODAY - timedelta(1))
    last_day = Placement(ended_on=TODAY)
    assert current_placement([ended, last_day], TODAY) is last_day
    assert current_placement([ended], TODAY) is None


@pytest.mark.parametrize(
    ("day", "later"),
    [((2026, 11, 22), (2027, 5, 22)), ((2026, 8, 31), (2027, 2, 28)), ((2027, 8, 31), (2028, 2, 29))],
)
def test_six_months(day: tuple[int, int, int], later: tuple[int, int, int]) -> None:
    assert months_after(date(*day), 6) == date(*later)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_six_months_is_never_the_wrong_month(day: date) -> None:
    later = months_after(day, 6)
    assert (later.month - day.month) % 12 == 6
    assert later > day


def test_age_on_the_birthday() -> None:
    assert age(date(2002, 11, 22), TODAY) == 24
    assert age(date(2002, 11, 23), TODAY) == 23


@given(st.dates())
def test_weeks_begin_on_monday(day: date) -> None:
    if day - date.min >= timedelta(7):
        assert week_start(day).weekday() == 0
        assert timedelta(0) <= day - week_start(day) < timedelta(7)


# -- months ------------------------------------------------------------------------------------------------------------

MONTHS = st.integers(0, 60)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("first", "months", "after"),
    [
        (date(2023, 1, 1), 36, date(2026, 1, 1)),
        (date(2024, 2, 29), 36, date(2027, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 3, 1)),
        (date(2023, 8, 31), 6, date(2024, 3, 1)),
        (date(2025, 9, 1), 6, date(2026, 3, 1)),
        (date(2026, 10, 31), 1, date(2026, 12, 1)),
        (date.max, 1, date.max),
    ],
)
def test_the_first_day_after_full_months(first: date, months: int, after: date) -> None:
    assert time.full_months(first, months) == after


@given(DAYS, MONTHS)
def test_full_months_end_on_the_same_day_or_on_the_first(first: date, months: int) -> None:
    after = time.full_months(first, months)
    assert after.day in (first.day, 1)
    assert time.full_months(first, months + 1) > after
    assert time.months_after(first, months) <= after <= time.months_after(first, months) + timedelta(days=1)


@given(DAYS, MONTHS, MONTHS)
def test_a_later_start_never_ends_earlier(first: date, later: int, months: int) -> None:
    assert time.full_months(first + timedelta(days=later), months) >= time.full_months(first, months)


@given(DAYS, st.integers(-60, 60))
def test_so_many_months_on_is_in_that_month(day: date, months: int) -> None:
    found = time.months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day


def test_there_is_no_day_after_the_last() -> None:
    assert time.days_after(date.max, 1) == date.max
    assert time.days_after(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert time.months_after(date.min, -1) == date.min
