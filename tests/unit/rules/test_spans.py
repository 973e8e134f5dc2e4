"""A period is cut without a day lost, and both ways of counting a part of a year add up."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.rules.spans import cut, is_period, months, told, year_share, years

DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("since", "until", "share"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), Fraction(1)),
        (date(2024, 1, 1), date(2024, 12, 31), Fraction(1)),
        (date(2024, 2, 29), date(2024, 2, 29), Fraction(1, 366)),
        (date(2023, 12, 31), date(2024, 1, 1), Fraction(1, 365) + Fraction(1, 366)),
        (date(2023, 7, 1), date(2024, 6, 30), Fraction(184, 365) + Fraction(182, 366)),
    ],
)
def test_part_of_a_year_by_days(since: date, until: date, share: Fraction) -> None:
    assert year_share(since, until) == share


@pytest.mark.parametrize(
    ("since", "until", "many"),
    [
        (date(2024, 2, 1), date(2024, 2, 29), Fraction(1)),
        (date(2023, 2, 1), date(2023, 2, 14), Fraction(1, 2)),
        (date(2023, 3, 15), date(2024, 3, 14), Fraction(12)),
        (date(2023, 7, 1), date(2024, 6, 30), Fraction(12)),
        (date(9999, 12, 1), date(9999, 12, 31), Fraction(1)),
    ],
)
def test_months(since: date, until: date, many: Fraction) -> None:
    assert months(since, until) == many


@given(DAYS, st.integers(0, 900), st.data())
def test_parts_are_the_whole(since: date, length: int, data: st.DataObject) -> None:
    until = since + timedelta(days=length)
    begins = data.draw(st.lists(DAYS, max_size=5))
    parts = list(cut(since, until, [*begins, None]))
    assert parts[0][0] == since
    assert parts[-1][1] == until
    for (_, last), (first, _) in pairwise(parts):
        assert first == last + timedelta(days=1)
    assert sum((months(*part) for part in parts), Fraction(0)) == months(since, until)
    assert sum((year_share(*part) for part in parts), Fraction(0)) == year_share(since, until)


def test_what_a_period_is() -> None:
    assert is_period(date(2026, 1, 1), date(2026, 1, 1))
    assert not is_period(date(2026, 1, 2), date(2026, 1, 1))
    assert is_period(date(2026, 1, 1), date(2035, 12, 31))
    assert not is_period(date(2026, 1, 1), date(2036, 1, 1))
    assert years(date(2023, 5, 1), date(2025, 1, 1)) == [date(2024, 1, 1), date(2025, 1, 1)]


def test_a_period_in_words() -> None:
    assert told(date(2021, 1, 1), date(2021, 6, 30)) == "1 januari t/m 30 juni 2021"
    assert told(date(2021, 7, 1), date(2022, 6, 30)) == "1 juli 2021 t/m 30 juni 2022"
    assert told(date(2021, 7, 1), date(2021, 7, 1)) == "1 juli 2021"
