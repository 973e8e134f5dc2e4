"""The waiting list follows from advice and phases."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.around import Advice, AdviceEnd, AdviceOutcome
from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.contract import Contract, ContractKind
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.contracts import PHASES, runs
from beschutdesk.rules.waiting import (
    ACQUAINTANCE,
    LOOKING_AROUND,
    Standing,
    Stretch,
    counting,
    is_on_list,
    stretches,
    wait,
)

TODAY = date(2026, 11, 22)
YES, NO, STOPPED = AdviceOutcome.POSITIVE, AdviceOutcome.NEGATIVE, AdviceOutcome.STOPPED
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
ADVICES = st.lists(
    st.builds(
        Advice,
        requested_on=DAYS,
        decided_on=DAYS,
        outcome=st.sampled_from([None, *AdviceOutcome]),
        ended_on=DAYS,
        end_reason=st.sampled_from([None, *AdviceEnd]),
    ),
    max_size=4,
)
PLACES = st.lists(st.builds(Stretch, st.sampled_from([None, *PhaseKind]), DAYS, DAYS), max_size=4)


def day(month: int, number: int = 1) -> date:
    return date(2026, month, number)


def positive(month: int = 6) -> Advice:
    return Advice(decided_on=day(month), outcome=YES)


@pytest.mark.parametrize(
    ("advices", "standing"),
    [
        ([], Standing.NO_ADVICE),
        ([Advice()], Standing.NO_ADVICE),
        ([Advice(requested_on=day(1))], Standing.ASKED),
        ([Advice(requested_on=day(1), outcome=STOPPED)], Standing.NO_ADVICE),
        ([Advice(decided_on=day(2), outcome=NO)], Standing.REFUSED),
        ([positive()], Standing.WAITING),
        ([Advice(outcome=YES)], Standing.WAITING),
        ([Advice(decided_on=date(2026, 12, 1), outcome=YES)], Standing.NO_ADVICE),
        ([Advice(outcome=YES, ended_on=TODAY)], Standing.ENDED),
        ([Advice(outcome=YES, ended_on=TODAY + timedelta(days=1))], Standing.WAITING),
        ([Advice(outcome=YES, end_reason=AdviceEnd.MOVED)], Standing.ENDED),
        ([positive(), Advice(decided_on=day(7), outcome=NO)], Standing.REFUSED),
        ([Advice(decided_on=day(7), outcome=NO), positive()], Standing.REFUSED),
        ([Advice(decided_on=day(7), outcome=NO), positive(8)], Standing.WAITING),
        ([Advice(outcome=YES, ended_on=day(5)), Advice(requested_on=day(9))], Standing.ASKED),
        ([positive(6), Advice(decided_on=day(6), outcome=NO)], Standing.REFUSED),
    ],
)
def test_what_advices_make_of_it(advices: list[Advice], standing: Standing) -> None:
    assert wait(advices, (), TODAY).standing is standing


def test_days_count_from_the_decision() -> None:
    found = wait([positive()], (), TODAY)
    assert (found.since, found.days) == (day(6), 174)
    assert wait([Advice(outcome=YES)], (), TODAY).days is None
    assert wait([positive()], (), day(6)).days == 0


def test_after_a_place_the_waiting_begins_anew() -> None:
    past = Stretch(PhaseKind.TRIAL, day(7), day(9, 30))
    assert wait([positive()], [past], TODAY).since == day(10)
    look = Stretch(PhaseKind.TASTER, day(7), day(9, 30))
    assert wait([positive()], [look], TODAY).since == day(6)


@pytest.mark.parametrize("kind", PhaseKind)
def test_what_each_phase_makes_of_it(kind: PhaseKind) -> None:
    found = wait([positive()], [Stretch(kind, day(11), None)], TODAY).standing
    if kind in LOOKING_AROUND:
        assert found is Standing.WAITING
    else:
        assert found is (Standing.MEETING if kind in ACQUAINTANCE else Standing.PLACED)


def test_a_phase_ends_with_its_placement() -> None:
    phases = [(PhaseKind.TRIAL, day(7), None), (PhaseKind.CONTRACT_TEMPORARY, day(9), day(12)), (None, None, None)]
    assert stretches(phases, day(8)) == [Stretch(PhaseKind.TRIAL, day(7), day(8)), Stretch(None, None, day(8))]
    assert stretches(phases, None)[0].until is None
    assert stretches(phases, date(2027, 1, 1))[1].until == day(12)


@given(ADVICES, PLACES)
def test_who_waits_has_an_advice_that_counts_and_no_place(advices: list[Advice], places: list[Stretch]) -> None:
    found = wait(advices, places, TODAY)
    runs = any(one.runs(TODAY) and one.is_place for one in places)
    advice = counting(advices, TODAY)
    assert (found.standing is Standing.WAITING) == (advice is not None and not runs)
    assert (found.standing in (Standing.MEETING, Standing.PLACED)) == runs
    if found.since is not None:
        assert found.standing is Standing.WAITING
        assert advice is not None
        assert advice.decided_on is not None
        assert advice.decided_on <= found.since <= TODAY
        assert found.days == (TODAY - found.since).days
    assert advice is None or (advice.outcome is YES and advice in advices)


@given(ADVICES)
def test_ending_every_advice_empties_the_list(advices: list[Advice]) -> None:
    for advice in advices:
        advice.ended_on, advice.end_reason = TODAY, AdviceEnd.NOT_WANTED
    assert wait(advices, (), TODAY).standing in (Standing.NO_ADVICE, Standing.REFUSED, Standing.ENDED)


def test_who_is_on_the_list_waits_and_was_not_closed() -> None:
    for kept in (None, *CandidateState):
        there = [standing for standing in Standing if is_on_list(kept, standing)]
        assert there == ([] if kept is CandidateState.CLOSED else [Standing.WAITING])


SPAN = st.tuples(st.integers(-30, 30), st.none() | st.integers(-2, 40))
CONTRACTS = st.lists(st.tuples(st.sampled_from([None, *ContractKind]), st.none() | st.just(0), SPAN), max_size=3)


@pytest.mark.parametrize("kind", ContractKind)
def test_a_contract_that_nobody_drew_is_a_place(kind: ContractKind) -> None:
    signed = Contract(kind=kind, since=TODAY, until=TODAY)
    for today, standing in ((-1, Standing.WAITING), (0, Standing.PLACED), (1, Standing.WAITING)):
        found = wait([positive()], stretches([], None, [signed]), TODAY + timedelta(today))
        assert found.standing is standing
    assert found.since == TODAY + timedelta(1), "after a place the waiting begins anew"
    assert [one.kind for one in stretches([], None, [signed])] == [PHASES[kind]]
    assert stretches([], TODAY - timedelta(1), [signed]) == []
    assert wait([], stretches([], None, [Contract(kind=kind, until=TODAY)]), TODAY).standing is Standing.NO_ADVICE
    assert wait([], stretches([], None, [Contract(since=TODAY)]), TODAY).standing is Standing.NO_ADVICE


def test_what_was_drawn_says_what_a_contract_is_for() -> None:
    signed = Contract(kind=ContractKind.TEMPORARY, since=day(6), until=day(12, 31))
    lent = (PhaseKind.SECONDMENT, day(7), day(9, 30))
    assert stretches([lent], None, [signed]) == [
        Stretch(*lent),
        Stretch(PhaseKind.CONTRACT_TEMPORARY, day(6), day(6, 30)),
        Stretch(PhaseKind.CONTRACT_TEMPORARY, day(10), day(12, 31)),
    ]
    assert stretches([(PhaseKind.INTERNAL_SOB, None, None)], None, [signed])[1:] == []
    trial = (PhaseKind.TRIAL, day(6), None)
    assert wait([], stretches([trial], None, [signed]), TODAY).standing is Standing.PLACED


@given(
    CONTRACTS,
    st.lists(st.tuples(st.sampled_from([None, *PhaseKind]), SPAN), max_size=4),
    st.none() | st.integers(-9, 9),
)
def test_a_contract_counts_on_each_day_that_was_not_drawn(
    signed: list[tuple[ContractKind | None, int | None, tuple[int, int | None]]],
    drawn: list[tuple[PhaseKind | None, tuple[int, int | None]]],
    ended: int | None,
) -> None:
    def days(span: tuple[int, int | None]) -> tuple[date, date | None]:
        since = TODAY + timedelta(span[0])
        return since, None if span[1] is None else since + timedelta(span[1])

    contracts = []
    for kind, open_start, span in signed:
        since, until = days(span)
        contracts.append(Contract(kind=kind, since=None if open_start == 0 else since, until=until))
    phases = [(kind, *days(span)) for kind, span in drawn]
    end = None if ended is None else TODAY + timedelta(ended)
    added = stretches(phases, end, contracts)[len(stretches(phases, end)) :]
    firm = {*PHASES.values(), PhaseKind.INTERNAL_SOB}
    for number in range(-35, 80):
        today = TODAY + timedelta(number)
        there = any(one in firm and since <= today <= (until or date.max) for one, since, until in phases)
        over = end is not None and today > end
        expected = [PHASES[one.kind] for one in contracts if one.kind and runs(one, today) and not there and not over]
        assert sorted(one.kind.key for one in added if one.kind and one.runs(today)) == sorted(
            one.key for one in expected
        )
