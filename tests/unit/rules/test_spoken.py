"""A part of a day behind a day: it is that day, and a time that does not lie in it is asked."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.values import WEEKDAYS
from beschutdesk.rules.when import State, read_moment, read_when

TODAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
HOURS = {"ochtend": range(6, 12), "middag": range(12, 18), "avond": range(18, 24)}


@given(
    today=TODAYS, number=st.integers(0, 6), part=st.sampled_from(sorted(HOURS)), glue=st.sampled_from(["", " ", "-"])
)
def test_a_part_of_a_day_is_that_day(today: date, number: int, part: str, glue: str) -> None:
    bare = read_when(WEEKDAYS[number], today)
    for text in (f"{WEEKDAYS[number]}{glue}{part}", f"uiterlijk {WEEKDAYS[number]}{glue}{part}"):
        assert read_when(text, today) == bare, "shown as a full date, like the day alone"
        found = read_moment(text, today)
        assert (found.day, found.time) == (bare.day, None)
        assert found.usual is not None
        assert found.usual.hour in HOURS[part]
    assert read_moment(WEEKDAYS[number], today).usual is None


@given(today=TODAYS, number=st.integers(0, 6), part=st.sampled_from(sorted(HOURS)), hour=st.integers(0, 23))
def test_a_time_outside_that_part_is_asked_never_guessed(today: date, number: int, part: str, hour: int) -> None:
    found = read_moment(f"{WEEKDAYS[number]}{part} {hour}.30", today)
    if hour in HOURS[part]:
        assert (found.state, found.time) == (State.READ, time(hour, 30))
    else:
        assert (found.state, found.day) == (State.MORE, None)
        assert f"{hour}.30 uur is niet in de {part}" in found.shown


def test_two_o_clock_in_the_afternoon_is_asked_with_what_is_meant() -> None:
    found = read_moment("vrijdagmiddag 2 uur", date(2026, 11, 23))
    assert found.day is None
    assert "Bedoel je 14.00 uur?" in found.shown
