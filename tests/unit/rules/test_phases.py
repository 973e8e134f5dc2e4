"""The line of a placement: what does not fit is said, and everything is drawn."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.phases import BESIDE, Problem, in_order, next_switch, now, pieces, remarks, trials

K = PhaseKind
DAY = timedelta(days=1)
DATES = st.dates(date(2019, 12, 1), date(2029, 3, 31))
ANY_DAY = st.none() | DATES | st.sampled_from([date.min, date.max, date(2024, 2, 29), date(2028, 2, 29)])


@dataclass(frozen=True)
class Phase:
    kind: PhaseKind | None
    since: date | None = None
    until: date | None = None


LINES = st.lists(st.builds(Phase, st.none() | st.sampled_from(K), ANY_DAY, ANY_DAY), max_size=6)


def problems(*phases: Phase, ended_on: date | None = None) -> list[tuple[Problem, tuple[int, ...]]]:
    return [(one.problem, one.phases) for one in remarks(phases, ended_on)]


STAGE = Phase(K.STAGE, date(2025, 9, 1), date(2026, 2, 28))
TRIAL = Phase(K.TRIAL, date(2026, 3, 1), date(2026, 4, 25))
JOB = Phase(K.CONTRACT_TEMPORARY, date(2026, 4, 26), date(2027, 4, 25))


def test_a_line_without_gaps_has_nothing_to_say() -> None:
    assert problems(JOB, STAGE, TRIAL) == []
    assert in_order([STAGE, TRIAL, JOB])
    assert not in_order([STAGE, JOB])


def test_a_gap_is_told_with_its_days() -> None:
    (one,) = remarks([STAGE, JOB])
    assert (one.problem, one.phases, one.since, one.until) == (Problem.GAP, (0, 1), date(2026, 3, 1), date(2026, 4, 25))
    assert one.reason == "Tussen 28 februari 2026 en 26 april 2026 staat niets: 56 dagen."


def test_the_29th_of_february_is_a_gap_of_one_day() -> None:
    before, after = Phase(K.STAGE, date(2024, 1, 1), date(2024, 2, 28)), Phase(K.TRIAL, date(2024, 3, 1), None)
    assert remarks([before, after])[0].reason.endswith("1 dag.")
    assert not in_order([before, after])


def test_two_phases_at_once() -> None:
    late = Phase(K.TRIAL, date(2026, 2, 28), date(2026, 4, 25))
    (one,) = remarks([STAGE, late])
    assert (one.problem, one.since, one.until) == (Problem.OVERLAP, date(2026, 2, 28), date(2026, 2, 28))
    assert one.reason.startswith("Stage en proefplaatsing lopen tegelijk")


def test_a_long_phase_over_two_later_ones_overlaps_both_and_leaves_no_gap() -> None:
    long = Phase(K.GROWTH, date(2026, 1, 1), date(2027, 12, 31))
    assert problems(long, TRIAL, JOB) == [(Problem.OVERLAP, (0, 1)), (Problem.OVERLAP, (0, 2))]


def test_a_break_interrupts_and_does_not_overlap() -> None:
    assert problems(JOB, Phase(K.BREAK, date(2026, 7, 1), date(2026, 7, 31))) == []


def test_an_open_end_before_another_phase() -> None:
    assert problems(Phase(K.STAGE, date(2026, 1, 1)), TRIAL, JOB) == [(Problem.OPEN_END, (0, 1))]
    assert problems(Phase(K.CONTRACT_PERMANENT, date(2026, 1, 1))) == []


def test_backwards_and_without_a_start() -> None:
    wrong = Phase(K.TRIAL, date(2026, 3, 1), date(2026, 2, 1))
    assert problems(wrong, Phase(None)) == [(Problem.NO_START, (1,)), (Problem.BACKWARDS, (0,))]
    assert problems(Phase(None), TRIAL) == [(Problem.NO_START, (0,))]


def test_what_goes_on_after_the_placement() -> None:
    assert problems(TRIAL, JOB, ended_on=date(2026, 12, 31)) == [(Problem.AFTER_END, (1,))]
    assert problems(TRIAL, JOB, ended_on=date(2027, 4, 25)) == []


@given(LINES, ANY_DAY, DATES)
@settings(max_examples=150)
def test_any_line_can_be_told_and_drawn(line: list[Phase], ended_on: date | None, today: date) -> None:
    for one in remarks(line, ended_on):
        assert one.reason.endswith(".")
        assert one.problem is Problem.NO_START or one.since is not None
    drawn = pieces(line, today, ended_on)
    assert len({piece.index for piece in drawn}) == len(drawn)
    for piece in drawn:
        assert piece.since <= piece.until
        assert ended_on is None or piece.until <= ended_on
        assert (piece.lane == 0) <= (piece.kind not in BESIDE)
    for one_piece, other in combinations(drawn, 2):
        if one_piece.lane == other.lane:
            assert one_piece.until < other.since or other.until < one_piece.since
    trials(line, today)
    now(line, today)
    next_switch(line, today)


@given(DATES, st.lists(st.integers(1, 400), min_size=1, max_size=6))
def test_phases_that_follow_on_each_other_are_in_order_however_they_are_given(start: date, lengths: list[int]) -> None:
    line = []
    for length in lengths:
        line.append(Phase(K.CONTRACT_TEMPORARY, start, start + timedelta(days=length - 1)))
        start += timedelta(days=length)
    assert in_order(line)
    assert remarks(line[::-1]) == ()
    assert {piece.lane for piece in pieces(line, start)} == {0}


def test_the_week_of_now() -> None:
    found = now([STAGE, TRIAL, JOB], date(2026, 4, 5))
    assert found is not None
    assert (found.index, found.week, found.weeks, found.days_left) == (1, 6, 8, 20)
    assert found.words == "proefplaatsing, week 6 van 8"
    assert now([STAGE, TRIAL, JOB], date(2027, 4, 26)) is None


def test_a_break_goes_before_what_it_interrupts() -> None:
    pause = Phase(K.BREAK, date(2026, 7, 1), None)
    found = now([JOB, pause], date(2026, 7, 8))
    assert found is not None
    assert found.words == "onderbreking, week 2"


def test_the_summer_clock_costs_no_day() -> None:
    """29 March 2026 has 23 hours; a week stays a week."""
    trial = Phase(K.TRIAL, date(2026, 3, 23), date(2026, 5, 17))
    weeks = [now([trial], date(2026, 3, day)) for day in (29, 30)]
    assert [one.week for one in weeks if one] == [1, 2]


def trial_until(until: date | None, today: date = date(2026, 3, 1)) -> tuple[bool | None, str]:
    (one,) = trials([Phase(K.TRIAL, date(2026, 1, 1), until)], today)
    assert (one.usual_end, one.first_end, one.last_end) == (date(2026, 2, 25), date(2026, 2, 28), date(2026, 6, 30))
    return one.fits, one.reason


@pytest.mark.parametrize(
    ("until", "fits", "words"),
    [
        (date(2026, 2, 25), True, "Gewoon is 8 weken"),
        (date(2026, 2, 26), True, "Langer dan 8 weken"),
        (date(2026, 2, 28), True, "Langer dan 8 weken"),
        (date(2026, 3, 1), True, "is verlenging nodig"),
        (date(2026, 6, 30), True, "is verlenging nodig"),
        (date(2026, 7, 1), False, "Langer dan 6 maanden mag niet: 30 juni 2026"),
    ],
)
def test_a_proefplaatsing_has_eight_weeks_two_months_and_six_at_most(until: date, fits: bool, words: str) -> None:
    found, reason = trial_until(until)
    assert found is fits
    assert words in reason


def test_an_open_proefplaatsing_is_too_long_only_when_today_is() -> None:
    assert trial_until(None, date(2026, 6, 30))[0] is None
    assert trial_until(None, date(2026, 7, 1))[0] is False


def test_an_extension_counts_from_the_first_day_and_a_new_start_does_not() -> None:
    first = Phase(K.TRIAL, date(2026, 1, 1), date(2026, 2, 28))
    extended = Phase(K.TRIAL_EXTENDED, date(2026, 3, 1), date(2026, 7, 1))
    later = Phase(K.TRIAL_EXTENDED, date(2026, 3, 2), date(2026, 7, 1))
    assert [one.fits for one in trials([extended, first], date(2026, 3, 1))] == [False]
    assert [one.fits for one in trials([later, first], date(2026, 3, 1))] == [True, True]


def test_what_changes_next() -> None:
    assert next_switch([STAGE, TRIAL], date(2026, 3, 1)) == (date(2026, 4, 25), 1)
    assert next_switch([STAGE, JOB], date(2026, 3, 1)) == (date(2026, 4, 26), 1)
    assert next_switch([JOB], date(2027, 4, 26)) is None
