"""How long something took, as people type it: never cut, never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.rules.minutes import DAY, read_minutes

HOURS = st.integers(0, 23)
MINUTES = st.integers(0, 59)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 uur", 120),
        ("1 uur", 60),
        ("1,5 uur", 90),
        ("1.5 uur", 90),
        ("0,75 uur", 45),
        ("1u30", 90),
        ("1 u 30", 90),
        ("1:30", 90),
        ("1 uur en 20 minuten", 80),
        ("1 uur 5", 65),
        ("45 min", 45),
        ("45", 45),
        (" 45 Minuten. ", 45),
        ("half uur", 30),
        ("Anderhalf uur", 90),
        ("drie kwartier", 45),
        ("0", 0),
        ("24 uur", DAY),
    ],
)
def test_it_is_read_as_people_say_it(text: str, minutes: int) -> None:
    assert read_minutes(text) == Decimal(minutes)


@pytest.mark.parametrize(
    "text", ["veel", "-5", "99999", "1441", "25 uur", "1,5", "1u75", "uur", "min", "1e3", "1.234", "30 uur", "2 dagen"]
)
def test_the_rest_is_refused_in_words(text: str) -> None:
    with pytest.raises(WrongValue, match="Schrijf minuten"):
        read_minutes(text)


def test_what_can_be_two_things_is_asked() -> None:
    with pytest.raises(WrongValue, match="Bedoel je 1u30"):
        read_minutes("1.30 uur")


def test_nothing_is_nothing() -> None:
    assert read_minutes("  ") is None


@given(number=st.integers(0, DAY), unit=st.sampled_from(["", " min", " minuten", "m"]))
def test_every_number_of_a_day_is_itself(number: int, unit: str) -> None:
    assert read_minutes(f"{number}{unit}") == number


@given(hours=HOURS, minutes=MINUTES, between=st.sampled_from(["u", ":", " uur ", "h", " u "]))
def test_hours_and_minutes_add_up(hours: int, minutes: int, between: str) -> None:
    assert read_minutes(f"{hours}{between}{minutes:02}") == 60 * hours + minutes


@given(halves=st.integers(0, 48), comma=st.sampled_from([",", "."]), unit=st.sampled_from([" uur", "u", " uren"]))
def test_half_hours_are_exact(halves: int, comma: str, unit: str) -> None:
    assert read_minutes(f"{halves // 2}{comma}{5 * (halves % 2)}{unit}") == 30 * halves


@given(text=st.text(max_size=12) | st.from_regex(r"[0-9uh:., min-]{1,10}", fullmatch=True))
def test_whatever_is_typed_it_fits_in_a_day_or_is_refused(text: str) -> None:
    try:
        found = read_minutes(text)
    except WrongValue:
        return
    assert found is None or (found == int(found) and 0 <= found <= DAY)
