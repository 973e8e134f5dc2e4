"""LKS against cases that were counted by hand: the formula of Participatiewet art. 10d, its limits and its days."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk import resources
from beschutdesk.dossier.contract import WageValue, WageValueKind
from beschutdesk.rules.rate_text import BadRate
from beschutdesk.rules.subsidy_amount import Stretch
from beschutdesk.rules.wage_subsidy import FILE, KEYS, Basis, Estimate, at, estimate, parse, standard

MEASURED, FLAT = WageValueKind.MEASURED, WageValueKind.FLAT
JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 30)


def value(kind: WageValueKind, day: date, percentage: str | None = None) -> WageValue:
    return WageValue(kind=kind, measured_on=day, percentage=None if percentage is None else Decimal(percentage))


def months(found: Estimate) -> list[tuple[str, str | None]]:
    return [(part.since.isoformat(), None if part.month is None else str(part.month)) for part in found.parts]


@pytest.mark.parametrize(
    ("hours", "percentage", "amount"),
    [
        ("31", "40", "1581.14"),  # research/domain.md §1.3: 2294.40 × 1.08 × 60 % × 1.235 × 31/36
        ("24", "40", "1224.11"),
        ("36", "40", "1836.16"),
        ("40", "40", "2040.18"),
        ("31", "30", "1844.66"),  # exactly 70 %
        ("31", "20", "1844.66"),  # 80 % is missing, 70 % is the most
        ("31", "0", "1844.66"),
        ("31", "100", "0.00"),
        ("31", "110", "0.00"),
        ("31", "62.5", "988.21"),
        ("0", "40", "0.00"),
        ("31", None, "1317.62"),  # flat: 50 %
    ],
)
def test_a_month_in_the_first_half_of_2026(hours: str, percentage: str | None, amount: str) -> None:
    share = None if percentage is None else Decimal(percentage)
    found = at(JANUARY, JUNE, Decimal(hours), share, flat=share is None)
    assert found.asks == ()
    assert str(found.month) == amount
    assert found.capped == (percentage in ("20", "0"))
    assert found.steps[-1].amount == found.month


def test_the_formula_is_shown_step_by_step() -> None:
    found = at(JANUARY, JUNE, Decimal(31), Decimal(40))
    assert [(step.what, step.how, str(step.amount)) for step in found.steps] == [
        ("Minimumloon per maand met vakantiebijslag", "€ 2.294,40 + 8 %", "2477.95"),
        ("Wat er aan loonwaarde ontbreekt", "€ 2.477,95 − 40 % van € 2.477,95", "1486.77"),
        ("Met vergoeding voor werkgeverslasten", "€ 1.486,77 + 23,5 %", "1836.16"),
        ("LKS per maand", "€ 1.836,16 × 31/36 uur", "1581.14"),
    ]
    capped = at(JANUARY, JUNE, Decimal(31), Decimal(20))
    assert capped.steps[1].how == "€ 2.477,95 − 20 % van € 2.477,95; hooguit 70 % van € 2.477,95"
    assert capped.steps[1].amount == Decimal("1734.57")


def test_hours_count_up_to_the_full_week_of_the_sector() -> None:
    found = at(JANUARY, JUNE, Decimal(40), Decimal(40), basis=Basis(full_time=Decimal(38)))
    assert str(found.month) == "1938.17"
    assert not any("volle werkweek" in one for one in found.cautions)
    assert any("volle werkweek" in one for one in at(JANUARY, JUNE, Decimal(40), Decimal(40)).cautions)
    assert not any("volle werkweek" in one for one in at(JANUARY, JUNE, Decimal(36), Decimal(40)).cautions)


def test_what_is_not_verified_is_said() -> None:
    (said,) = at(JANUARY, JUNE, Decimal(31), Decimal(40)).cautions
    assert said.startswith("Vergoeding voor werkgeverslasten van 23,5 % is niet geverifieerd. Bron: ")


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2015, 1, 1), "0.23"),
        (date(2016, 12, 31), "0.23"),
        (date(2017, 6, 1), None),
        (date(2018, 1, 1), "0.235"),
        (date(2021, 12, 31), "0.235"),
        (date(2026, 1, 1), "0.235"),
    ],
)
def test_the_percentage_for_employer_costs_has_its_years(day: date, share: str | None) -> None:
    found = standard()["employer_share"].on(day)
    assert (None if found is None else str(found.value)) == share
    assert found is None or found.verified == (day.year < 2022)


def test_what_is_not_known_is_asked() -> None:
    assert at(date(2027, 1, 1), date(2027, 6, 30), Decimal(31), Decimal(40)).asks == (
        "Het minimumloon per maand op 1 januari 2027 is niet bekend. Vul het in.",
    )
    assert "is voor 2017 niet bekend" in at(date(2017, 5, 1), date(2017, 5, 31), Decimal(31), Decimal(40)).asks[0]
    assert "geen aantal uren" in at(JANUARY, JUNE, None, Decimal(40)).asks[0]
    assert "geen gemeten loonwaarde" in at(JANUARY, JUNE, Decimal(31), None).asks[0]
    typed = Basis(month=Decimal("2400.00"))
    found = at(date(2027, 1, 1), date(2027, 6, 30), Decimal(36), Decimal(50), basis=typed)
    assert str(found.month) == "1600.56"  # 2400 × 1.08 × 50 % × 1.235


def test_before_the_flat_one_existed_a_measured_one_can_be_counted() -> None:
    typed = Basis(month=Decimal("1500.00"))
    found = at(date(2016, 1, 1), date(2016, 6, 30), Decimal(36), Decimal(50), basis=typed)
    assert str(found.month) == "996.30"  # 1500 × 1.08 × 50 % × 1.23
    flat = at(date(2016, 1, 1), date(2016, 6, 30), Decimal(36), None, flat=True, basis=typed)
    assert "Forfaitaire LKS" in flat.asks[0]


TERMS = [Stretch(None, Decimal(31))]


def test_flat_first_and_then_measured() -> None:
    values = [value(MEASURED, date(2026, 8, 1), "40"), value(FLAT, date(2026, 3, 1))]
    found = estimate(date(2026, 3, 1), date(2026, 12, 31), TERMS, values, begun=date(2026, 3, 1))
    assert months(found) == [("2026-03-01", "1317.62"), ("2026-08-01", "1581.14")]
    assert [part.flat for part in found.parts] == [True, False]
    assert (found.flat_since, found.flat_until) == (date(2026, 3, 1), date(2026, 7, 31))
    assert not found.assumed_flat


def test_flat_ends_after_six_months_and_then_the_loonwaarde_is_asked() -> None:
    found = estimate(date(2026, 3, 1), date(2026, 12, 31), TERMS, [value(FLAT, date(2026, 3, 1), "50")])
    assert months(found) == [("2026-03-01", "1317.62"), ("2026-09-01", None)]
    assert found.flat_until == date(2026, 8, 31)
    assert found.parts[1].asks == ("Voor 1 september t/m 31 december 2026 is er geen gemeten loonwaarde.",)


def test_without_a_loonwaarde_the_first_six_months_are_taken_to_be_flat() -> None:
    found = estimate(date(2026, 3, 1), date(2026, 12, 31), TERMS, begun=date(2026, 2, 1))
    assert months(found) == [("2026-03-01", "1317.62"), ("2026-08-01", None)]
    assert found.assumed_flat
    assert (found.flat_since, found.flat_until) == (date(2026, 2, 1), date(2026, 7, 31))
    later = estimate(date(2026, 9, 1), date(2026, 12, 31), TERMS, begun=date(2026, 2, 1))
    assert months(later) == [("2026-09-01", None)]
    assert (later.flat_since, later.flat_until, later.assumed_flat) == (None, None, False)
    gap = estimate(date(2026, 3, 1), date(2026, 12, 31), TERMS, [value(MEASURED, date(2026, 6, 1), "40")])
    assert months(gap) == [("2026-03-01", "1317.62"), ("2026-06-01", "1581.14")]
    assert (gap.flat_until, gap.assumed_flat) == (date(2026, 5, 31), True)


def test_lks_follows_the_minimum_wage_of_1_january_only() -> None:
    values = [value(MEASURED, date(2025, 1, 15), "40")]
    found = estimate(date(2025, 6, 1), date(2026, 12, 31), TERMS, values, begun=date(2025, 1, 1))
    # 2191.80 and 2294.40, not 2245.80 or 2337.00
    assert months(found) == [("2025-06-01", "1510.44"), ("2026-01-01", "1581.14")]
    july = estimate(date(2026, 8, 1), date(2026, 12, 31), TERMS, values, begun=date(2026, 8, 1))
    assert months(july) == [("2026-08-01", "1610.50")]  # who begins in August: 2337.00


def test_other_hours_and_another_loonwaarde_begin_a_new_stretch() -> None:
    values = [value(MEASURED, date(2026, 1, 1), "40"), value(MEASURED, date(2026, 5, 1), "50")]
    terms = [Stretch(None, Decimal(24)), Stretch(date(2026, 3, 1), Decimal(36))]
    found = estimate(JANUARY, JUNE, terms, values)
    assert months(found) == [("2026-01-01", "1224.11"), ("2026-03-01", "1836.16"), ("2026-05-01", "1530.14")]
    assert found.flat_until is None


def test_a_row_without_day_or_percentage_says_nothing() -> None:
    values = [value(MEASURED, JANUARY), WageValue(kind=MEASURED, percentage=Decimal(40))]
    assert estimate(JANUARY, JUNE, TERMS, values).assumed_flat


HOURS, SHARE = st.decimals(0, 36, places=2), st.decimals(0, 100, places=2)


@given(HOURS, HOURS, SHARE, SHARE)
def test_more_hours_never_give_less_and_more_loonwaarde_never_more(
    a: Decimal, b: Decimal, c: Decimal, d: Decimal
) -> None:
    (few, many), (low, high) = sorted((a, b)), sorted((c, d))
    assert at(JANUARY, JUNE, few, low).exact <= at(JANUARY, JUNE, many, low).exact
    assert at(JANUARY, JUNE, many, high).exact <= at(JANUARY, JUNE, many, low).exact
    assert at(JANUARY, JUNE, many, low).exact <= at(JANUARY, JUNE, many, Decimal(30)).exact


# -- the file ----------------------------------------------------------------------------------------------------------

TEXT = resources.read_text("rates", FILE)


def test_every_number_says_where_it_comes_from() -> None:
    assert tuple(standard()) == KEYS
    for rule in standard().values():
        assert rule.label
        assert all(one.source for one in rule.values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[full_hours", "dit is geen TOML"),
        ("", "full_hours: dit getal ontbreekt"),
        (TEXT + "\n[more]\n", "dit bestand: ‘more’ kent het programma niet"),
        (TEXT.replace('label = "Vakantiebijslag"', "label = 8"), "holiday_share: ‘label’ is één regel tekst"),
        (TEXT.replace("[holiday_share]", "[holiday_share]\nmax = 1"), "holiday_share: ‘max’ kent het programma niet"),
        (TEXT.replace("value = 36", "value = 0"), "full_hours, regel 1: ‘value’ is meer dan 0"),
        (TEXT.replace("value = 36", "value = 360"), "full_hours, regel 1: ‘value’ is meer dan 0, en hooguit 100"),
        (TEXT.replace("value = 36, verified = true", "value = 36"), "full_hours, regel 1: ‘verified’ is true of false"),
        (TEXT.replace("until = 2016-12-31", "until = 2018-01-01"), "employer_share: ‘since’ 2018-01-01 valt in"),
        (TEXT.replace("until = 2016-12-31", "until = 2014-12-31"), "employer_share: ‘until’ ligt vóór"),
        (TEXT.replace("since = 2017-01-01", "since = 2017"), "flat_share, regel 1: ‘since’ is een datum"),
    ],
)
def test_a_bad_file_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadRate) as caught:
        parse(text)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)
