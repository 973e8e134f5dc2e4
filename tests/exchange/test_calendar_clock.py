"""Appointments on a day on which the clock is put forward or back go out at the hour that was agreed."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from beschutdesk.dossier.identity import new_id
from beschutdesk.exchange.calendar import Entry, write

HOME = ZoneInfo("Europe/Amsterdam")
CLOCKS = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def out(day: date, at: time) -> datetime:
    """The start of an appointment as a calendar reads it."""
    entry = Entry(new_id(), "visit", datetime.combine(day, at, HOME), 60, "Bezoek, J.R.")
    (event,) = Calendar.from_ical(write([entry], NOW)).walk("VEVENT")
    start = event.decoded("dtstart")
    assert isinstance(start, datetime)
    return start


@given(st.sampled_from(CLOCKS), st.integers(0, 23), st.integers(0, 59))
def test_the_agreed_hour(day: date, hour: int, minute: int) -> None:
    start = out(day, time(hour, minute))
    assert (start.date(), start.time().replace(tzinfo=None)) == (day, time(hour, minute))


@pytest.mark.parametrize(
    ("day", "utc"), [(CLOCKS[0], 7), (CLOCKS[1], 8), (date(2026, 3, 28), 8), (date(2026, 10, 24), 7)], ids=str
)
def test_nine_in_the_morning_is_an_hour_earlier_in_summer(day: date, utc: int) -> None:
    assert out(day, time(9)).astimezone(UTC) == datetime.combine(day, time(utc), UTC)
