"""Time of a task: reckoned where it can be, and nowhere guessed."""

from datetime import time
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.task import Frequency, Work
from beschutdesk.dossier.task_list import CarvedTask, PlanPart
from beschutdesk.dossier.values import Slot, YesNo
from beschutdesk.rules.task_time import (
    daily_minutes,
    frees_somebody,
    how_long,
    how_long_in_short,
    often,
    together,
    weekly_minutes,
    working_days,
)


def work(minutes: object, times: object, frequency: Frequency | None) -> Work:
    def number(value: object) -> Decimal | None:
        return None if value is None else Decimal(str(value))

    return CarvedTask(minutes=number(minutes), times=number(times), frequency=frequency)


@pytest.mark.parametrize(
    ("minutes", "times", "frequency", "days", "expected"),
    [
        (20, None, Frequency.DAY, 4, "80"),
        (20, 2, Frequency.DAY, 4, "160"),
        (45, 3, Frequency.WEEK, 4, "135"),
        (45, "0.5", Frequency.WEEK, 0, "22.5"),
        (60, 1, Frequency.MONTH, 5, "13.8"),  # 60 x 12 / 52 = 13.846
        (65, 2, Frequency.MONTH, 5, "30.0"),
        (20, None, Frequency.DAY, 0, None),
        (20, None, Frequency.SEASON, 5, None),
        (20, 3, Frequency.SOMETIMES, 5, None),
        (20, 3, None, 5, None),
        (None, 3, Frequency.WEEK, 5, None),
        (0, 3, Frequency.WEEK, 5, None),
        (20, 0, Frequency.WEEK, 5, None),
        (-20, 1, Frequency.WEEK, 5, None),
    ],
)
def test_minutes_a_week(
    minutes: object, times: object, frequency: Frequency | None, days: int, expected: str | None
) -> None:
    found = weekly_minutes(work(minutes, times, frequency), days)
    assert found == (None if expected is None else Decimal(expected))


def test_a_day_is_the_mean_of_the_working_days() -> None:
    assert daily_minutes(work(120, 1, Frequency.WEEK), 4) == 30
    assert daily_minutes(work(25, 2, Frequency.DAY), 3) == 50
    assert daily_minutes(work(120, 1, Frequency.WEEK), 0) is None
    assert daily_minutes(work(120, 1, Frequency.SEASON), 4) is None


@given(st.integers(1, 600), st.integers(1, 50), st.sampled_from([Frequency.DAY, Frequency.WEEK]), st.integers(1, 7))
def test_a_week_is_its_days(minutes: int, tenths: int, frequency: Frequency, days: int) -> None:
    one = work(minutes, Decimal(tenths) / 10, frequency)
    weekly, daily = weekly_minutes(one, days), daily_minutes(one, days)
    assert weekly is not None
    assert daily is not None
    assert weekly == weekly.quantize(Decimal("0.1"))
    assert abs(daily * days - weekly) < Decimal("1e-15")


def test_working_days_are_those_agreed_and_otherwise_those_planned() -> None:
    plan = [PlanPart(at=(Slot(day, time(9), time(10)),)) for day in (0, 0, 2)]
    assert working_days(Terms(days=(Slot(1), Slot(1), Slot(4), Slot(2))), plan) == 3
    assert working_days(Terms(), plan) == 2
    assert working_days(None) == 0


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minuten"),
        (1, "1 minuut"),
        (45, "45 minuten"),
        (60, "1 uur"),
        (155, "2 uur 35"),
        (125, "2 uur 05"),
        ("22.5", "23 minuten"),
        ("59.5", "1 uur"),
        (-75, "-1 uur 15"),
    ],
)
def test_lengths_are_said(minutes: object, words: str) -> None:
    assert how_long(Decimal(str(minutes))) == words


def test_what_is_shown_adds_up() -> None:
    parts = [Decimal("13.8")] * 3  # a task of an hour a month
    assert [how_long(one) for one in parts] == ["14 minuten"] * 3
    assert how_long(together(parts)) == "42 minuten"
    assert together([Decimal("22.5"), None, Decimal(30)]) == 53
    assert together([]) == 0


@given(st.lists(st.decimals(0, 3000, places=1), max_size=9))
def test_the_lines_add_up_to_the_total(times: list[Decimal]) -> None:
    def shown(minutes: Decimal) -> int:
        """The number that somebody reads."""
        hours, _, rest = how_long(minutes).partition(" uur")
        return int(hours) * 60 + int(rest or 0) if "uur" in how_long(minutes) else int(hours.split()[0])

    assert sum(map(shown, times)) == shown(together(times))
    assert all(abs(one - shown(one)) <= Decimal("0.5") for one in times)


def test_how_often_is_said() -> None:
    assert often(work(20, 3, Frequency.WEEK)) == "20 minuten, 3 keer per week"
    assert often(work(20, 1, Frequency.DAY)) == "20 minuten, per werkdag"
    assert often(work(90, "2.5", Frequency.MONTH)) == "1 uur 30, 2,5 keer per maand"
    assert often(work(None, 2, None)) == "2 keer"
    assert often(CarvedTask(id=UUID(int=1))) == ""


@pytest.mark.parametrize(
    ("done_by", "left_lying", "frees"),
    [
        ("Hovenier", None, True),
        ("Hovenier", YesNo.NO, True),
        ("Hovenier", YesNo.UNKNOWN, True),
        ("Hovenier", YesNo.YES, False),
        ("", None, False),
        (" – ", None, False),
        ("Niemand", None, False),
        ("niemand echt", YesNo.NO, False),
    ],
)
def test_what_is_left_lying_frees_nobody(done_by: str, left_lying: YesNo | None, frees: bool) -> None:
    assert frees_somebody(CarvedTask(done_by=done_by, left_lying=left_lying)) is frees


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 u"), (Decimal("59.5"), "1 u"), (1275, "21 u 15"), (305, "5 u 05")],
)
def test_a_heading_says_the_same_in_short(minutes: Decimal | int, words: str) -> None:
    assert how_long_in_short(minutes) == words
