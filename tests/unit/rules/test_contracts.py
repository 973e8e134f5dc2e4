"""Contracts in the line of a placement: which runs, which was never drawn, which ends with nothing after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import Contract, ContractKind
from beschutdesk.dossier.placement import PhaseKind, PlacementPhase
from beschutdesk.rules.contracts import PHASES, Drawn, endings, latest, never_drawn, runs, undrawn

TODAY = date(2026, 11, 22)
DAY = timedelta(1)
SPANS = st.tuples(st.integers(-30, 30), st.none() | st.integers(-2, 40))
PAPERS = st.lists(st.tuples(st.sampled_from(ContractKind), SPANS), max_size=3)
LINES = st.lists(st.tuples(st.sampled_from([None, *PhaseKind]), SPANS), max_size=3)


def span(found: tuple[int, int | None]) -> tuple[date, date | None]:
    start, length = found
    return TODAY + start * DAY, None if length is None else TODAY + (start + length) * DAY


def papers(found: list[tuple[ContractKind, tuple[int, int | None]]]) -> list[Contract]:
    return [Contract(kind=kind, since=days[0], until=days[1]) for kind, of in found for days in [span(of)]]


def drawn(found: list[tuple[PhaseKind | None, tuple[int, int | None]]]) -> list[Drawn]:
    return [(kind, *span(of)) for kind, of in found]


def test_the_latest_that_runs() -> None:
    long, short = Contract(kind=ContractKind.SECONDMENT, since=TODAY - 99 * DAY), Contract(since=TODAY - DAY)
    assert latest([long, short], TODAY) is long, "nobody knows what the other is"
    short.kind, short.until = ContractKind.TEMPORARY, TODAY
    assert latest([long, short], TODAY) is short
    assert latest([long, short], TODAY + DAY) is long
    assert latest([long, short], TODAY - 100 * DAY) is None
    twin = Contract(kind=ContractKind.PERMANENT, since=long.since)
    assert latest([long, twin], TODAY) is long


@given(PAPERS, LINES)
def test_what_was_never_drawn_is_whole_and_what_was_drawn_in_part_is_not_there(
    signed: list[tuple[ContractKind, tuple[int, int | None]]],
    phases: list[tuple[PhaseKind | None, tuple[int, int | None]]],
) -> None:
    rows, lines = papers(signed), drawn(phases)
    whole, parts = list(never_drawn(rows, lines)), list(undrawn(rows, lines))
    assert all(one in parts for one in whole)
    wanted = [(PHASES[one.kind], one.since, one.until) for one in rows if one.kind is not None]
    assert sorted(map(str, whole)) == sorted(str(one) for one in wanted if one in parts)


def test_a_contract_that_was_drawn_a_few_days_too_short_is_no_second_phase() -> None:
    one = Contract(kind=ContractKind.TEMPORARY, since=TODAY, until=TODAY + 30 * DAY)
    line = (PhaseKind.CONTRACT_TEMPORARY, TODAY + 3 * DAY, TODAY + 29 * DAY)
    assert len(list(undrawn([one], [line]))) == 2
    assert list(never_drawn([one], [line])) == []
    assert list(never_drawn([one], [(PhaseKind.TRIAL, *line[1:])])) == [(line[0], one.since, one.until)]


@given(PAPERS, LINES, st.integers(-40, 80))
def test_the_phase_of_a_day_is_the_contract_where_nothing_was_drawn(
    signed: list[tuple[ContractKind, tuple[int, int | None]]],
    phases: list[tuple[PhaseKind | None, tuple[int, int | None]]],
    later: int,
) -> None:
    rows, lines, day = papers(signed), drawn(phases), TODAY + later * DAY
    if any((since or date.min) <= day <= (until or date.max) for _, since, until in lines):
        return
    there = [
        kind for kind, since, until in undrawn(rows, lines) if since is not None and since <= day <= (until or day)
    ]
    found = latest(rows, day)
    assert (found is None) == (there == []) == (not any(runs(one, day) for one in rows))
    assert found is None or (found.kind is not None and PHASES[found.kind] in there)


@pytest.mark.parametrize(("ended", "found"), [(None, [False]), (-1, []), (0, [True]), (1, [True])])
def test_with_a_known_end_only_telling_it_is_left(ended: int | None, found: list[bool]) -> None:
    until = TODAY + 60 * DAY
    ended_on = None if ended is None else until + ended * DAY
    signed = Contract(kind=ContractKind.TEMPORARY, since=TODAY - 300 * DAY, until=until)
    line = PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=signed.since, until=until)
    assert [one.decided for one in endings([signed], [], ended_on)] == found
    assert [one.decided for one in endings([], [line], ended_on)] == found
    assert [one.row for one in endings([signed], [line], ended_on)] == [signed.id] * len(found)
