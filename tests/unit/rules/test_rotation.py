"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.rules.rotation import Made, due, kept

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def made(*days: float, why: str = "daily") -> list[Made]:
    return [Made(NOW - DAY * ago, why) for ago in days]


def test_seven_days_four_weeks_twelve_months() -> None:
    stay: set[Made] = set()
    for day in range(800, -1, -1):  # two years of a backup a day, thinned each day as the program does
        stay = kept([*stay, *made(day)], NOW - DAY * day)
    ages = sorted(round((NOW - one.at) / DAY) for one in stay)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len({one.at.isocalendar()[:2] for one in stay if NOW - one.at < DAY * 28}) == 4
    assert len({(one.at.year, one.at.month) for one in stay}) == 12
    assert len(stay) <= 7 + 4 + 12


def test_a_holiday_costs_none() -> None:
    assert kept(made(60, 61, 62), NOW) == set(made(60, 61, 62))


def test_of_one_day_the_latest_stays() -> None:
    assert kept(made(0.3, 0.2, 0.1), NOW) == set(made(0.1))


def test_imports_do_not_push_out_what_was_made_before_a_migration() -> None:
    before = made(400, why="migration")
    later = [*made(*range(380)), *(one for n in range(9) for one in made(n / 100, why="import"))]
    assert before[0] in kept([*before, *later], NOW)


def test_a_clock_set_back_a_year_rotates_nothing_away() -> None:
    good = kept(made(*range(800)), NOW)
    wrong = NOW - DAY * 365
    fresh = Made(wrong)
    stay = kept([*good, fresh], wrong)
    assert fresh in stay
    assert {one for one in good if one.at > wrong + DAY} <= stay


def test_after_a_clock_that_ran_ahead_the_new_ones_stay() -> None:
    ahead = made(*(-400 - n for n in range(20)))
    assert set(made(*range(7))) <= kept([*ahead, *made(*range(7))], NOW)


def test_due_once_a_day_whatever_the_clock_did() -> None:
    assert due([], NOW)
    assert due([NOW - DAY], NOW)
    assert not due([NOW - timedelta(hours=2)], NOW)
    assert due([NOW + DAY * 365], NOW)


@given(st.lists(st.integers(-900, 900), max_size=60))
def test_the_newest_stays_and_thinning_again_takes_nothing(days: list[int]) -> None:
    all_made = made(*days)
    stay = kept(all_made, NOW)
    past = [one for one in all_made if one.at <= NOW + DAY]
    if past:
        assert max(past, key=lambda one: one.at) in stay
    assert kept(stay, NOW) == stay
    assert len(stay) <= 2 * (7 + 4 + 12)
