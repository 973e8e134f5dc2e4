"""Begeleidingssubsidie against cases that were counted by hand, and what must hold of every case."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.rules import subsidy_amount
from beschutdesk.rules.amounts import Rounding, rounded
from beschutdesk.rules.schemes import Intensity, JobcoachRule, Proration, Rate, Scheme, standard
from beschutdesk.rules.subsidy_amount import Line, Reckoning, Stretch, reckon

COUNTRY = standard().by_key("landelijk")
assert COUNTRY is not None
NATIONAL = COUNTRY
FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)


def rate(year: int, per_year: str, hours: str, *, cap: bool | None = True, verified: bool = True) -> Rate:
    return Rate(
        date(year, 1, 1), date(year, 12, 31), Decimal(per_year), Decimal(hours), cap, verified, f"Brief van {year}"
    )


LOCAL = Scheme(
    key="hier",
    name="Regeling van hier",
    municipality="Hier",
    rates=(rate(2023, "7500", "30"), rate(2024, "8000", "32")),
)


def hours(many: str | None, since: date | None = None) -> Stretch:
    return Stretch(since, None if many is None else Decimal(many))


def total(found: Reckoning) -> str:
    assert found.asks == ()
    assert sum((line.amount for line in found.lines), Decimal(0)) == found.total
    return str(found.total)


@pytest.mark.parametrize(
    ("weekly", "cap", "amount"),
    [
        ("24", None, "6038.71"),  # 7800 × 24/31
        ("30", None, "7548.39"),  # 7800 × 30/31
        ("31", None, "7800.00"),
        ("36", False, "9058.06"),  # 7800 × 36/31
        ("36", True, "7800.00"),
        ("31", True, "7800.00"),
        ("0", None, "0.00"),
    ],
)
def test_a_whole_year_of_2021(weekly: str, cap: bool | None, amount: str) -> None:
    assert total(reckon(NATIONAL, FIRST, LAST, [hours(weekly)], cap=cap)) == amount


def test_what_more_hours_give_is_asked() -> None:
    found = reckon(NATIONAL, FIRST, LAST, [hours("36")])
    assert found.total is None
    assert found.asks == ("Er is meer dan 31 uur per week. Vraag de gemeente of dat meer oplevert.",)
    assert reckon(NATIONAL, FIRST, LAST, [hours("31")]).asks == ()


@pytest.mark.parametrize(
    ("scheme", "since", "until", "terms", "amount"),
    [
        # 7800 × 275/365
        (NATIONAL, date(2021, 4, 1), LAST, [hours("31")], "5876.71"),
        # 7800 × 1/365
        (NATIONAL, LAST, LAST, [hours("31")], "21.37"),
        # 7800 × 24/31 × 181/365 + 7800 × 184/365
        (NATIONAL, FIRST, LAST, [hours("24"), hours("31", date(2021, 7, 1))], "6926.59"),
        # a leap year: 8000 × 24/32, 8000 × 91/366, 8000 × 1/366
        (LOCAL, date(2024, 1, 1), date(2024, 12, 31), [hours("24")], "6000.00"),
        (LOCAL, date(2024, 1, 1), date(2024, 3, 31), [hours("32")], "1989.07"),
        (LOCAL, date(2024, 2, 29), date(2024, 2, 29), [hours("32")], "21.86"),
        # the rate and its hours change: 7500 × 184/365 + 8000 × 30/32 × 182/366
        (LOCAL, date(2023, 7, 1), date(2024, 6, 30), [hours("30")], "7510.33"),
        # by months that is half a year of each
        (
            replace(LOCAL, proration=Proration.MONTHS),
            date(2023, 7, 1),
            date(2024, 6, 30),
            [hours("30")],
            "7500.00",
        ),
        # by months, a part of one: 8000 × 32/32 × (1 + 15/29) / 12
        (
            replace(LOCAL, proration=Proration.MONTHS),
            date(2024, 1, 1),
            date(2024, 2, 15),
            [hours("36")],
            "1011.49",
        ),
    ],
)
def test_parts_of_a_year(scheme: Scheme, since: date, until: date, terms: list[Stretch], amount: str) -> None:
    assert total(reckon(scheme, since, until, terms)) == amount


def test_each_line_says_how() -> None:
    found = reckon(LOCAL, date(2023, 7, 1), date(2024, 6, 30), [hours("36", date(2020, 5, 5))])
    assert found.lines == (
        Line(
            "1 juli t/m 31 december 2023, 36 uur per week",
            "€ 7.500,00 per jaar × 30/30 uur × 184/365 dagen; meer dan 30 uur telt niet mee",
            Decimal("3780.82"),
        ),
        Line(
            "1 januari t/m 30 juni 2024, 36 uur per week",
            "€ 8.000,00 per jaar × 32/32 uur × 182/366 dagen; meer dan 32 uur telt niet mee",
            Decimal("3978.14"),
        ),
    )
    assert found.rounding.startswith("Elk deel is precies berekend. Alleen het totaal is afgerond")
    assert found.cautions == ("Deze periode is een heel jaar, maar telt door het schrikkeljaar als 1,0014 jaar.",)


def test_terms_that_change_something_else_are_one_line() -> None:
    terms = [hours("24", date(2021, 1, 1)), hours("24", date(2021, 5, 1)), hours("24.00", date(2021, 9, 1))]
    found = reckon(NATIONAL, FIRST, LAST, terms)
    assert [line.what for line in found.lines] == ["1 januari t/m 31 december 2021, 24 uur per week"]


def test_by_days_each_calendar_year_is_a_line_of_its_own() -> None:
    long = replace(LOCAL, rates=(replace(LOCAL.rates[0], until=date(2024, 12, 31)),))
    found = reckon(long, date(2023, 7, 1), date(2024, 6, 30), [hours("30")])
    assert [(line.how.rpartition(" × ")[2], str(line.amount)) for line in found.lines] == [
        ("184/365 dagen", "3780.82"),
        ("182/366 dagen", "3729.51"),
    ]
    by_months = reckon(replace(long, proration=Proration.MONTHS), date(2023, 7, 1), date(2024, 6, 30), [hours("30")])
    assert [line.how.rpartition(" × ")[2] for line in by_months.lines] == ["12/12 maanden"]


@pytest.mark.parametrize("year", [2020, 2022, 2023, 2024, 2025, 2026, 2027])
def test_another_year_is_asked_and_never_guessed(year: int) -> None:
    found = reckon(NATIONAL, date(year, 1, 1), date(year, 12, 31), [hours("24")])
    assert found.total is None
    assert found.lines == ()
    (asked,) = found.asks
    assert asked == f"Voor 1 januari t/m 31 december {year} is in ‘{NATIONAL.name}’ geen bedrag bekend."
    assert found.questions == (f"{asked} {subsidy_amount._FILL_IN}",), "only the screen says where to fill it in"


def test_where_to_fill_in_is_said_of_amounts_only() -> None:
    found = reckon(NATIONAL, date(2021, 12, 1), date(2022, 1, 31), [hours("24", date(2021, 12, 15))])
    rate, none = found.asks
    assert found.questions == (f"{rate} {subsidy_amount._FILL_IN}", none)
    assert "uren per week" in none


def test_of_a_period_that_is_half_known_the_other_half_is_asked() -> None:
    found = reckon(NATIONAL, date(2021, 7, 1), date(2023, 6, 30), [hours("31")])
    assert found.total is None
    assert [line.amount for line in found.lines] == [Decimal("3932.05")]  # 7800 × 184/365
    assert len(found.asks) == 1
    assert "1 januari 2022 t/m 30 juni 2023" in found.asks[0]


def test_hours_that_are_not_known_are_asked() -> None:
    found = reckon(NATIONAL, FIRST, LAST, [hours("24", date(2021, 3, 1)), hours(None, date(2021, 11, 1))])
    assert found.total is None
    assert found.asks == (
        "Voor 1 januari t/m 28 februari 2021 staat er geen aantal uren per week bij de afspraken.",
        "Voor 1 november t/m 31 december 2021 staat er geen aantal uren per week bij de afspraken.",
    )
    assert reckon(NATIONAL, FIRST, LAST, []).total is None
    assert reckon(NATIONAL, FIRST, LAST, [hours("-3")]).total is None


@pytest.mark.parametrize("until", [date(2020, 12, 31), date(2031, 1, 1), date.max])
def test_a_period_that_cannot_be_is_said(until: date) -> None:
    found = reckon(NATIONAL, FIRST, until, [hours("24")])
    assert found.total is None
    assert "De periode klopt niet" in found.asks[0]


SCALE = replace(
    LOCAL,
    intensities=(Intensity("light", "licht", Decimal("0.5")), Intensity("full", "intensief", Decimal(1))),
    jobcoaching=JobcoachRule.DEDUCTED,
)
YEAR = (date(2023, 1, 1), date(2023, 12, 31), [hours("30")])


def test_intensity_multiplies_and_is_asked() -> None:
    light = reckon(SCALE, *YEAR, intensity="light")
    assert total(light) == "3750.00"
    assert light.lines[0].how == "€ 7.500,00 per jaar × 30/30 uur × 365/365 dagen × 0,5 (licht)"
    assert total(reckon(SCALE, *YEAR, intensity="full")) == "7500.00"
    for unknown in ("", "heavy"):
        found = reckon(SCALE, *YEAR, intensity=unknown)
        assert found.total is None
        assert found.asks == ("Kies de zwaarte van de begeleiding; ‘Regeling van hier’ rekent daarmee.",)
    assert total(reckon(LOCAL, *YEAR, intensity="heavy")) == "7500.00"


def test_jobcoaching_goes_off() -> None:
    found = reckon(SCALE, *YEAR, intensity="full", jobcoaching=Decimal("1200.50"))
    assert total(found) == "6299.50"
    assert found.lines[-1] == Line("Jobcoaching in dezelfde periode", "gaat ervan af", Decimal("-1200.50"))
    assert found.cautions == ()
    assert total(reckon(SCALE, *YEAR, intensity="light", jobcoaching=Decimal(9000))) == "0.00"
    kept = replace(SCALE, jobcoaching=JobcoachRule.KEPT)
    assert total(reckon(kept, *YEAR, intensity="full", jobcoaching=Decimal(1200))) == "7500.00"
    unsure = reckon(replace(SCALE, jobcoaching=JobcoachRule.UNKNOWN), *YEAR, intensity="full", jobcoaching=Decimal(1))
    assert total(unsure) == "7499.00"
    assert unsure.cautions == ("Of jobcoaching van het bedrag afgaat, is niet bekend. Vraag het de gemeente.",)


@pytest.mark.parametrize(
    ("how", "amount", "last"),
    [
        (Rounding.CENT, "6038.71", None),
        (Rounding.EURO, "6039.00", "0.29"),
        (Rounding.EURO_UP, "6039.00", "0.29"),
        (Rounding.EURO_DOWN, "6038.00", "-0.71"),
    ],
)
def test_rounding_is_a_rule_of_the_scheme_and_a_line(how: Rounding, amount: str, last: str | None) -> None:
    found = reckon(replace(NATIONAL, rounding=how), FIRST, LAST, [hours("24")])
    assert total(found) == amount
    assert found.lines[1:] == (() if last is None else (Line("Afronding", how.label, Decimal(last)),))
    assert how.label in found.rounding


def test_what_the_amount_rests_on_is_said() -> None:
    assert reckon(NATIONAL, FIRST, LAST, [hours("24")]).cautions == ()
    unsure = replace(LOCAL, rates=(rate(2023, "7500", "30", verified=False),))
    (said,) = reckon(unsure, *YEAR).cautions
    assert said == "Het bedrag van € 7.500,00 bij 30 uur is niet geverifieerd. Bron: Brief van 2023."
    old = replace(LOCAL, rates=(replace(rate(2021, "7800", "31"), until=None),))
    found = reckon(old, *YEAR)
    assert total(found) == "7548.39"
    assert found.cautions == (
        "Het bedrag van € 7.800,00 bij 31 uur geldt vanaf 1 januari 2021. Of het in 2023 nog zo is, is niet bekend.",
    )
    example = standard().by_key("voorbeeld")
    assert example is not None
    said = reckon(example, date(2026, 1, 1), date(2026, 12, 31), [hours("30")], intensity="full").cautions[0]
    assert "verzonnen bedragen" in said


# -- what must hold of every case --------------------------------------------------------------------------------------

WEEKLY = st.decimals(0, 40, places=2)
BEGINS = st.dates(date(2023, 1, 1), date(2024, 12, 30))
SCHEMES = st.builds(
    lambda proration, cap, factor: replace(
        LOCAL,
        proration=proration,
        rates=tuple(replace(one, cap=cap) for one in LOCAL.rates),
        intensities=(Intensity("x", "x", factor),),
    ),
    st.sampled_from(list(Proration)),
    st.booleans(),
    st.decimals("0.1", 2, places=2),
)
TERMS = st.lists(st.builds(Stretch, BEGINS, WEEKLY), max_size=4)


@given(SCHEMES, BEGINS, WEEKLY, WEEKLY)
def test_more_hours_never_give_less(scheme: Scheme, since: date, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    found = [reckon(scheme, since, date(2024, 12, 31), [Stretch(None, many)], intensity="x") for many in (less, more)]
    assert found[0].exact <= found[1].exact
    assert found[0].total is not None
    assert found[1].total is not None
    assert found[0].total <= found[1].total
    if less < more <= 30:
        assert found[0].exact < found[1].exact


@given(SCHEMES, BEGINS, st.integers(1, 700), st.integers(0, 10_000), TERMS, WEEKLY)
def test_the_parts_of_a_period_are_the_whole(
    scheme: Scheme, since: date, length: int, where: int, terms: list[Stretch], first: Decimal
) -> None:
    until = min(since + timedelta(days=length), date(2024, 12, 31))
    split = since + timedelta(days=where % max((until - since).days, 1))
    known = [Stretch(None, first), *terms]
    whole = reckon(scheme, since, until, known, intensity="x")
    parts = [reckon(scheme, since, split, known, intensity="x")]
    if split < until:
        parts.append(reckon(scheme, split + timedelta(days=1), until, known, intensity="x"))
    assert sum((part.exact for part in parts), Fraction(0)) == whole.exact
    assert rounded(sum((part.exact for part in parts), Fraction(0))) == whole.total
    for found in (whole, *parts):
        assert sum((line.amount for line in found.lines), Decimal(0)) == found.total == rounded(found.exact)
