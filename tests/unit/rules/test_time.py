from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.placement import Placement, PlacementPhase, Terms
from beschutdesk.rules.time import (
    age,
    current_phase,
    current_placement,
    in_force,
    six_months_after,
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
    assert six_months_after(date(*day)) == date(*later)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_six_months_is_never_the_wrong_month(day: date) -> None:
    later = six_months_after(day)
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
