"""Rounding happens once, and lines add up to what stands below them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.rules.amounts import CENT, Rounding, allot, euro, number, percent, rounded

PARTS = st.lists(st.fractions(min_value=-100_000, max_value=100_000, max_denominator=400), max_size=12)


@pytest.mark.parametrize(
    ("exact", "how", "amount"),
    [
        (Fraction(5, 1000), Rounding.CENT, "0.01"),
        (Fraction(-5, 1000), Rounding.CENT, "-0.01"),
        (Fraction(4999, 1_000_000), Rounding.CENT, "0.00"),
        (Decimal("10.50"), Rounding.EURO, "11.00"),
        (Decimal("10.49"), Rounding.EURO, "10.00"),
        (Decimal("10.01"), Rounding.EURO_UP, "11.00"),
        (Decimal("10.99"), Rounding.EURO_DOWN, "10.00"),
        (Decimal("10.00"), Rounding.EURO_UP, "10.00"),
        (Decimal("-10.50"), Rounding.EURO_DOWN, "-11.00"),
    ],
)
def test_a_half_goes_away_from_zero(exact: Fraction | Decimal, how: Rounding, amount: str) -> None:
    assert rounded(exact, how) == Decimal(amount)
    assert rounded(exact, how).as_tuple().exponent == -2


def test_thirds_add_up() -> None:
    assert allot([Fraction(100, 3)] * 3) == (Decimal("33.34"), Decimal("33.33"), Decimal("33.33"))
    assert allot([Fraction(1, 1000), Fraction(999, 1000)]) == (Decimal("0.00"), Decimal("1.00"))
    assert allot([]) == ()


@given(PARTS)
def test_lines_add_up_and_none_is_a_cent_off(parts: list[Fraction]) -> None:
    lines = allot(parts)
    assert sum(lines, Decimal(0)) == rounded(sum(parts, Fraction(0)))
    assert all(abs(Fraction(line) - part) < Fraction(CENT) for line, part in zip(lines, parts, strict=True))


def test_a_dutch_amount() -> None:
    assert euro(Decimal(7800)) == "€ 7.800,00"
    assert euro(Decimal("-1234567.5")) == "−€ 1.234.567,50"
    assert number(Decimal("31.00")) == "31"
    assert number(Decimal("37.50")) == "37,5"
    assert number(Decimal(100)) == "100"
    assert number(Fraction(171, 31)) == "5,5161"
    assert number(Fraction(12)) == "12"
    assert percent(Decimal("0.235")) == "23,5 %"
    assert percent(Decimal("0.70")) == "70 %"


def test_the_rounding_is_told() -> None:
    assert Rounding.CENT.words.endswith("op hele centen; een half telt naar boven.")
    assert Rounding.EURO_DOWN.words.endswith("naar beneden op hele euro’s.")
