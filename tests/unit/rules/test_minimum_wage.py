"""The minimum wage of a day, and nothing for a day of which it is not known."""

from datetime import date
from decimal import Decimal

import pytest

from beschutdesk.rules.minimum_wage import is_adult, parse, standard
from beschutdesk.rules.rate_text import BadRate

ONE = '[[wage]]\nsince = 2026-01-01\nuntil = 2026-06-30\nhour = 14.71\nmonth = 2294.40\nverified = true\nsource = "x"\n'


@pytest.mark.parametrize(
    ("day", "hour", "month"),
    [
        (date(2024, 1, 1), "13.27", "2069.40"),
        (date(2024, 12, 31), "13.68", "2133.60"),
        (date(2025, 1, 1), "14.06", "2191.80"),
        (date(2025, 12, 31), "14.40", "2245.80"),
        (date(2026, 6, 30), "14.71", "2294.40"),
        (date(2026, 7, 1), "14.99", "2337.00"),
        (date(2026, 12, 31), "14.99", "2337.00"),
    ],
)
def test_the_table(day: date, hour: str, month: str) -> None:
    found = standard().on(day)
    assert found is not None
    assert (found.hour, found.month) == (Decimal(hour), Decimal(month))
    assert found.source


def test_before_and_after_the_table_nothing_is_known() -> None:
    assert standard().on(date(2023, 12, 31)) is None
    assert standard().on(date(2027, 1, 1)) is None


def test_a_month_is_not_counted_from_an_hour() -> None:
    found = parse(ONE.replace("month = 2294.40\n", 'inferred = "afgeleid"\n')).on(date(2026, 2, 1))
    assert found is not None
    assert found.month is None
    assert found.inferred == "afgeleid"


def test_the_whole_amount_begins_on_the_21st_birthday() -> None:
    born = date(2005, 6, 1)
    assert is_adult(born, date(2026, 5, 31)) is False
    assert is_adult(born, date(2026, 6, 1)) is True
    assert is_adult(None, date(2026, 6, 1)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[wage", "dit is geen TOML"),
        ("", "wage: hier hoort een lijst"),
        ("wage = [1]", "wage 1: hier hoort een groep"),
        ("loon = 1", "dit bestand: ‘loon’ kent"),
        (ONE.replace("since = 2026-01-01", "since = 2026"), "wage 1: ‘since’ is een datum"),
        (ONE.replace("until = 2026-06-30\n", ""), "wage 1: ‘until’ is een datum"),
        (ONE.replace("2026-06-30", "2025-06-30"), "wage: ‘until’ ligt vóór ‘since’ 2026-01-01"),
        (ONE + ONE.replace("2026-01-01", "2026-06-30"), "wage: ‘since’ 2026-06-30 valt in de regel ervoor"),
        (ONE.replace("14.71", '"14,71"'), "wage 1: ‘hour’ is een getal, met een punt"),
        (ONE.replace("14.71", "0"), "wage 1: ‘hour’ is meer dan 0"),
        (ONE.replace("14.71", "nan"), "wage 1: ‘hour’ is meer dan 0"),
        (ONE.replace("2294.40", "229440"), "wage 1: ‘month’ is meer dan 0, en hooguit 100000"),
        (ONE.replace("true", "1"), "wage 1: ‘verified’ is true of false"),
        (ONE.replace('"x"', '""'), "wage 1: ‘source’ is één regel tekst"),
        (ONE.replace("month", "maand"), "wage 1: ‘maand’ kent het programma niet"),
    ],
)
def test_a_bad_table_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadRate) as caught:
        parse(text)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)
