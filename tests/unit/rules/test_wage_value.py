from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import WageValue, WageValueKind
from beschutdesk.rules.wage_value import wage_check

M, F = WageValueKind.MEASURED, WageValueKind.FLAT
TODAY = date(2026, 11, 22)


def value(percentage: str, on: date | None, kind: WageValueKind | None = M, next_on: date | None = None) -> WageValue:
    return WageValue(kind=kind, percentage=Decimal(percentage), measured_on=on, next_on=next_on)


OLD = value("42.50", date(2023, 6, 1))


@pytest.mark.parametrize(("new", "fell"), [("39.51", False), ("39.50", True), ("30", True), ("45", False)])
def test_three_points_less_is_a_fall(new: str, fell: bool) -> None:
    found = wage_check([value(new, date(2026, 6, 1)), OLD], TODAY)
    assert found.fell is fell
    assert found.change == Decimal(new) - Decimal("42.50")
    assert ("daalde" in found.reason) is fell


def test_a_fall_in_words() -> None:
    assert wage_check([OLD, value("38", date(2026, 6, 1))], TODAY).reason.startswith("De loonwaarde daalde 4,5 punten")
    assert wage_check([OLD, value("32.5", date(2026, 6, 1))], TODAY).reason.startswith("De loonwaarde daalde 10 punten")


def test_a_flat_value_is_compared_with_nothing() -> None:
    found = wage_check([value("50", date(2026, 1, 1), F), value("30", date(2026, 6, 1))], TODAY)
    assert (found.change, found.fell) == (None, False)
    assert found.current is not None
    assert found.current.percentage == 30


def test_a_flat_value_holds_six_months_and_is_measured_in_the_fifth() -> None:
    found = wage_check([value("50", date(2026, 8, 31), F)], TODAY)
    assert (found.flat_until, found.next_on) == (date(2027, 2, 28), date(2026, 12, 31))
    assert not found.overdue(date(2026, 12, 31))
    assert found.overdue(date(2027, 1, 1))


def test_three_years_unless_another_day_was_agreed() -> None:
    assert wage_check([OLD], TODAY).next_on == date(2026, 6, 1)
    assert not wage_check([OLD], TODAY).agreed
    agreed = wage_check([value("42", date(2023, 6, 1), next_on=date(2027, 1, 1))], TODAY)
    assert (agreed.next_on, agreed.agreed) == (date(2027, 1, 1), True)
    assert wage_check([value("42", date(2024, 2, 29))], TODAY).next_on == date(2027, 3, 1)


def test_what_is_not_known_or_not_yet_does_not_count() -> None:
    nothing = wage_check([value("40", None), WageValue(measured_on=TODAY), value("10", date(2026, 12, 1))], TODAY)
    assert (nothing.current, nothing.next_on, len(nothing.points)) == (None, None, 1)


@given(
    st.lists(
        st.tuples(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 100), st.sampled_from([M, F, None])),
        max_size=6,
    ),
    st.dates(date(2015, 1, 1), date(2030, 1, 1)),
)
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple[date, int, WageValueKind | None]], today: date) -> None:
    unique = list({day: (day, percentage, kind) for day, percentage, kind in rows}.values())
    values = [value(str(percentage), day, kind) for day, percentage, kind in unique]
    found = wage_check(values, today)
    assert wage_check(values[::-1], today) == found
    assert [point.day for point in found.points] == sorted(day for day, _, _ in unique)
    if found.current is not None:
        assert found.current.day <= today
        assert found.next_on is not None
        assert found.next_on > found.current.day
