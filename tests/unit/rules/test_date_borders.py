"""Days that are hard: leap years, ends before starts, overlaps, open ends, and the borders of the chain to the day."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.contract import (
    Absence,
    Contract,
    ContractKind,
    EmployingParty,
    Instrument,
    InstrumentKind,
    InstrumentState,
    WageValue,
    WageValueKind,
)
from beschutdesk.dossier.fields import Kind, Row, Spec, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.lasting import Agreement, AgreementParty, BriefingReason, TeamBriefing
from beschutdesk.dossier.placement import PhaseKind, PlacementPhase
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.chain import Paper, chains, next_contract
from beschutdesk.rules.notice import NoticeState, notice
from beschutdesk.rules.phases import pieces, remarks, trials
from beschutdesk.rules.signals import RULES, signals
from beschutdesk.rules.time import full_months, months_after
from tests.unit.rules.signals.asking import DAY, at

HARD = [
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2027, 2, 28),
    date(2028, 2, 29),
    date(2026, 8, 31),
    date(2027, 12, 31),
]
CLOCKS = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
"""Sundays on which the clock is put forward or back."""
DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31)) | st.sampled_from(HARD + CLOCKS)
HERE, SOB, OTHER = EmployingParty.EMPLOYER, EmployingParty.SOB, EmployingParty.OTHER
BOSS = UUID(int=1)
Parties = st.sampled_from([(HERE, HERE), (SOB, HERE), (OTHER, HERE), (HERE, SOB), (SOB, SOB)])


def paper(since: date, until: date | None, party: EmployingParty = HERE) -> Paper:
    return Paper(since, until, party=party, employer=BOSS, name=party.key, same_work=YesNo.YES)


# -- the chain, to the day ---------------------------------------------------------------------------------------------


@given(DAYS, Parties, st.integers(1, 900))
def test_36_months_to_the_day_also_over_successive_employers(
    start: date, parties: tuple[EmployingParty, EmployingParty], days: int
) -> None:
    beyond = full_months(start, 36)
    first = paper(start, start + days * DAY, parties[0])
    fits, long = (paper(start + (days + 1) * DAY, end, parties[1]) for end in (beyond - DAY, beyond))
    (chain,) = chains([fits, first])
    assert (chain.number, chain.permanent_since) == (2, None)
    (chain,) = chains([long, first])
    assert chain.permanent_since == beyond
    assert chain.by_law


@given(DAYS, Parties, st.integers(1, 900))
def test_a_gap_of_6_months_to_the_day_also_over_successive_employers(
    ends: date, parties: tuple[EmployingParty, EmployingParty], days: int
) -> None:
    first, border = paper(ends - days * DAY, ends, parties[0]), full_months(ends + DAY, 6)
    assert len(chains([first, paper(border, None, parties[1])])) == 1
    assert len(chains([first, paper(border + DAY, None, parties[1])])) == 2
    if parties[0] is HERE:
        assert next_contract(chains([first])[0]).free_from == border + DAY


@given(DAYS)
def test_three_months_more_to_the_day(start: date) -> None:
    """BW art. 7:668a lid 3: one contract of three months at most, at once after one of 36 months or longer."""
    beyond = full_months(start, 36)
    long, border = paper(start, beyond - DAY), full_months(beyond, 3)
    (chain,) = chains([long, paper(beyond, border - DAY)])
    assert chain.permanent_since is None
    (chain,) = chains([long, paper(beyond, border)])
    assert chain.permanent_since == beyond


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 900)), min_size=1, max_size=5), st.randoms())
def test_contracts_that_overlap_or_are_open_count_the_same_in_any_order(
    spans: list[tuple[date, int | None]], dice: Any
) -> None:
    contracts = [paper(since, None if days is None else since + days * DAY) for since, days in spans]
    mixed = contracts[:]
    dice.shuffle(mixed)

    def told(found: list[Paper]) -> list[tuple[object, ...]]:
        return [(one.number, one.permanent_since, one.last_fit, one.last_end) for one in chains(found)]

    assert told(contracts) == told(mixed)


# -- aanzegging --------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_six_months_to_the_day_must_be_told_and_a_day_less_need_not(since: date) -> None:
    until = full_months(since, 6) - DAY
    told = notice(ContractKind.TEMPORARY, since, until, None, since)
    assert told.state is NoticeState.TO_DO
    assert told.by == months_after(until, -1)
    assert notice(ContractKind.TEMPORARY, since, until - DAY, None, since).state is NoticeState.NOT_NEEDED


@given(DAYS, st.integers(0, 1500))
def test_a_later_end_is_never_told_earlier(since: date, days: int) -> None:
    until = since + (200 + days) * DAY
    sooner, later = (notice(ContractKind.TEMPORARY, since, end, None, since).by for end in (until, until + DAY))
    assert sooner is not None
    assert later is not None
    assert sooner <= later


# -- a rule speaks once ------------------------------------------------------------------------------------------------


def contract(day: date) -> Row:
    return Contract(kind=ContractKind.TEMPORARY, party=HERE, since=day - 300 * DAY, until=day)


def instrument(state: InstrumentState, **days: Any) -> Row:
    return Instrument(kind=InstrumentKind.JOB_COACH, state=state, **days)


ONE_ROW: dict[str, Callable[[date], dict[str, list[Row]]]] = {
    "contract_decision": lambda day: {"contracts": [contract(day)]},
    "contract_notice": lambda day: {"contracts": [contract(day)]},
    "ran_out": lambda day: {"contracts": [contract(day)]},
    "wage_subsidy_ask": lambda day: {"contracts": [contract(day)]},
    "introduction_end": lambda day: {"phases": [PlacementPhase(kind=PhaseKind.STAGE, since=day, until=day + 90 * DAY)]},
    "trial_limit": lambda day: {"phases": [PlacementPhase(kind=PhaseKind.TRIAL, since=day, until=day + 75 * DAY)]},
    "absence_report": lambda day: {"absences": [Absence(since=day)]},
    "absence_recovery": lambda day: {"absences": [Absence(since=day, until=day + 9 * DAY, reported_on=day)]},
    "flat_end": lambda day: {
        "wage_values": [WageValue(kind=WageValueKind.FLAT, percentage=Decimal(50), measured_on=day)]
    },
    "wage_value_due": lambda day: {
        "wage_values": [WageValue(kind=WageValueKind.MEASURED, percentage=Decimal(50), measured_on=day, next_on=day)]
    },
    "instrument_renew": lambda day: {"instruments": [instrument(InstrumentState.GRANTED, since=day, until=day)]},
    "instrument_settle": lambda day: {"instruments": [instrument(InstrumentState.GRANTED, since=day, until=day)]},
    "instrument_answer": lambda day: {"instruments": [instrument(InstrumentState.ASKED, asked_on=day)]},
    "instrument_ask": lambda day: {"instruments": [instrument(InstrumentState.TO_ASK, since=day)]},
    "agreement_theirs": lambda day: {"agreements": [Agreement(party=AgreementParty.EMPLOYER, due_on=day)]},
    "new_colleague": lambda day: {"team_briefings": [TeamBriefing(reason=BriefingReason.OTHER, from_on=day)]},
}


@pytest.mark.parametrize("key", sorted(ONE_ROW))
@pytest.mark.parametrize("day", [*HARD, *CLOCKS], ids=str)
def test_a_rule_speaks_in_one_stretch_of_days(key: str, day: date) -> None:
    """Nothing flickers where a month is short, a year is long or a clock is put back, and the last day stays."""
    found = at(**ONE_ROW[key](day))
    looks = [day + days * DAY for days in range(-130, 260)]
    heard = [(today, one) for today in looks for one in signals(found, today, only=[key])]
    assert heard
    days = [today for today, _ in heard]
    assert days == [days[0] + number * DAY for number in range(len(days))]
    assert len({(one.key, one.due, one.since) for _, one in heard}) == 1
    haste = [one.severity for _, one in heard]
    assert haste == sorted(haste, reverse=True)  # it only gets more pressing


# -- whatever was typed ------------------------------------------------------------------------------------------------


def anything(spec: Spec) -> st.SearchStrategy[Any]:
    """A value for a field, its days anywhere: also backwards, at the ends of time, or missing."""
    if spec.kind is Kind.DAY:
        return st.none() | DAYS | st.sampled_from([date.min, date.max])
    if spec.kind in (Kind.CHOICE, Kind.YES_NO):
        return st.sampled_from([None, *(spec.options or ())])
    if spec.kind is Kind.NUMBER:
        return st.none() | st.integers(0, 90).map(Decimal)
    return st.just(spec.empty)


def made(record: str) -> st.SearchStrategy[Any]:
    shape = shape_of(record)
    return st.builds(shape.type, id=st.builds(new_id), **{name: anything(spec) for name, spec in shape.specs.items()})


def _first(row: Row) -> date:
    """The day that a row is ordered by; one without is the earliest."""
    name = next(name for name, spec in shape_of(row).specs.items() if spec.kind is Kind.DAY)
    return getattr(row, name) or date.min


LISTS = {name: child for name, child in shape_of("placement").children.items() if name != "adjustments"}


@pytest.mark.parametrize("pair", [("phases", name) for name in sorted(LISTS)], ids=lambda pair: pair[1])
@settings(max_examples=40)
@given(st.data())
def test_any_rows_can_be_looked_at_on_any_day(pair: tuple[str, str], data: st.DataObject) -> None:
    rows = {name: data.draw(st.lists(made(LISTS[name]), max_size=3)) for name in set(pair)}
    today = data.draw(DAYS)
    found = at(**rows)
    told = list(signals(found, today))
    assert len({one.key for one in told}) == len(told)  # each occasion has a name of its own
    assert {one.rule for one in told} <= set(RULES)
    if any(len({_first(one) for one in of}) < len(of) for of in rows.values()):
        return  # of two that begin on the same day, the order in which they were written down may decide
    back = at(**{name: list(reversed(of)) for name, of in rows.items()})
    same = lambda one: (one.key, one.severity, one.due, one.since)  # noqa: E731
    assert sorted(map(same, signals(back, today)), key=str) == sorted(map(same, told), key=str)


@given(st.lists(made("placement_phase"), max_size=4), DAYS, st.none() | DAYS)
def test_a_line_of_phases_that_overlap_run_backwards_or_never_end(
    phases: list[PlacementPhase], today: date, ended_on: date | None
) -> None:
    for piece in pieces(phases, today, ended_on):
        assert piece.since <= piece.until
        assert ended_on is None or piece.until <= ended_on
    backwards = {n for n, one in enumerate(phases) if one.since and one.until and one.until < one.since}
    assert backwards <= {index for one in remarks(phases, ended_on) for index in one.phases}
    assert not backwards & {piece.index for piece in pieces(phases, today, ended_on)}
    for trial in trials(phases, today):
        if trial.since.year < date.max.year - 1:  # there are no days after the last
            assert trial.usual_end <= trial.first_end <= trial.last_end


@given(DAYS)
def test_a_contract_that_ends_before_it_begins_asks_nothing(day: date) -> None:
    backwards = Contract(kind=ContractKind.TEMPORARY, party=HERE, since=day, until=day - DAY)
    found = at(contracts=[backwards])
    only = ("contract_decision", "contract_notice", "chain_last", "chain_permanent")
    for days in (-40, -2, -1, 0, 1, 40):
        assert list(signals(found, day + timedelta(days), only=only)) == []
