"""Deadlines of a placement: the right days, and no word that anybody typed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import (
    Absence,
    Contract,
    ContractDecision,
    ContractKind,
    Instrument,
    InstrumentKind,
    InstrumentState,
    WageValue,
    WageValueKind,
)
from beschutdesk.dossier.lasting import Agreement, AgreementParty, AgreementResult
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.rules.deadlines import Due, deadlines
from beschutdesk.rules.signals import signals
from beschutdesk.rules.signals.situation import situation
from beschutdesk.rules.time import months_after

TODAY = date(2026, 11, 22)


def full() -> Placement:
    return Placement(
        next_contact_on=date(2026, 12, 1),
        phases=[
            PlacementPhase(kind=PhaseKind.TRIAL, since=date(2026, 10, 1), until=date(2026, 11, 25), goal="zqdoel"),
            PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2026, 11, 26), until=date(2027, 5, 25)),
            PlacementPhase(until=date(2027, 9, 1)),
        ],
        contracts=[
            Contract(kind=ContractKind.TEMPORARY, since=date(2026, 11, 26), until=date(2027, 5, 25), remark="zqbij")
        ],
        wage_values=[WageValue(kind=WageValueKind.FLAT, percentage=Decimal(50), measured_on=date(2026, 11, 26))],
        agreements=[
            Agreement(what="zqafspraak", who="zqnaam", party=AgreementParty.ME, due_on=date(2026, 12, 9)),
            Agreement(due_on=date(2026, 12, 10), result=AgreementResult.DROPPED),
            Agreement(due_on=date(2026, 12, 10), done_on=date(2026, 11, 20)),
            Agreement(due_on=TODAY - timedelta(days=1)),
        ],
        instruments=[
            Instrument(kind=InstrumentKind.JOB_COACH, state=InstrumentState.GRANTED, until=date(2027, 3, 1)),
            Instrument(kind=InstrumentKind.TRAINING, state=InstrumentState.REFUSED, until=date(2027, 3, 1)),
        ],
        absences=[Absence(since=date(2026, 11, 1))],
    )


def test_every_kind_once_in_order() -> None:
    assert [(one.day, one.words) for one in deadlines(full(), TODAY)] == [
        (date(2026, 11, 25), "Einde proefplaatsing"),
        (date(2026, 12, 1), "Contact opnemen"),
        (date(2026, 12, 9), "Afspraak van jou, laatste dag"),
        (date(2027, 3, 1), "Einde jobcoach"),
        (date(2027, 4, 25), "Aanzegging, laatste dag"),
        (date(2027, 5, 25), "Contract loopt af"),
    ]
    assert [one.words for one in deadlines(full(), date(2026, 11, 27)) if "waarde" in one.words] == [
        "Loonwaarde meten",
        "Forfaitaire loonwaarde, laatste dag",
    ]


def test_after_the_end_only_the_next_contact_is_left() -> None:
    placement = full()
    placement.ended_on = TODAY - timedelta(days=1)
    assert [one.words for one in deadlines(placement, TODAY)] == ["Contact opnemen"]
    placement.ended_on = TODAY
    assert [one.words for one in deadlines(placement, TODAY)] == [
        "Einde proefplaatsing",
        "Contact opnemen",
        "Afspraak van jou, laatste dag",
        "Einde jobcoach",
    ]  # the contract ends with the placement, and no aanzegging is asked of that
    assert deadlines(Placement(), TODAY) == ()


def contract(since: date, until: date | None, **more: Any) -> Contract:
    return Contract(kind=ContractKind.TEMPORARY, since=since, until=until, **more)


def told(placement: Placement) -> set[tuple[Due, date]]:
    return {(one.due, one.day) for one in deadlines(placement, TODAY)}


def test_a_contract_that_goes_on_has_no_end_to_think_of() -> None:
    first, end = contract(date(2026, 1, 1), date(2026, 12, 31)), date(2026, 12, 31)
    both = {(Due.NOTICE, date(2026, 11, 30)), (Due.CONTRACT, end)}
    assert told(Placement(contracts=[first])) == both
    next_day = contract(date(2027, 1, 1), date(2027, 12, 31))
    last = {(Due.NOTICE, date(2027, 11, 30)), (Due.CONTRACT, date(2027, 12, 31))}
    telling = {(Due.NOTICE, date(2026, 11, 30))}  # the law asks for it on paper all the same
    assert told(Placement(contracts=[first, next_day])) == telling | last
    forever = Contract(kind=ContractKind.PERMANENT, since=date(2027, 1, 1))
    assert told(Placement(contracts=[first, forever])) == telling
    gap = contract(date(2027, 1, 2), date(2027, 12, 31))
    assert told(Placement(contracts=[first, gap])) == both | last
    drawn = PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=date(2027, 1, 1))
    assert told(Placement(contracts=[first], phases=[drawn])) == telling
    pause = PlacementPhase(kind=PhaseKind.BREAK, since=date(2027, 1, 1))
    assert told(Placement(contracts=[first], phases=[pause])) == both


def test_a_decision_leaves_only_what_the_law_asks() -> None:
    decided = contract(date(2026, 1, 1), date(2026, 12, 31), decision=ContractDecision.END)
    assert told(Placement(contracts=[decided])) == {(Due.NOTICE, date(2026, 11, 30))}
    decided.notice_on = date(2026, 11, 10)
    assert told(Placement(contracts=[decided])) == set()


def test_a_known_end_leaves_what_the_law_asks_of_a_contract_that_comes_to_its_own_end() -> None:
    end = date(2026, 12, 31)
    first, day = contract(date(2026, 1, 1), end), timedelta(days=1)
    assert told(Placement(contracts=[first], ended_on=end)) == {(Due.NOTICE, date(2026, 11, 30))}
    assert told(Placement(contracts=[first], ended_on=end - day)) == set()


def test_a_contract_that_is_only_a_phase() -> None:
    lent = PlacementPhase(kind=PhaseKind.SECONDMENT, since=date(2026, 1, 1), until=date(2026, 12, 31))
    assert told(Placement(phases=[lent])) == {(Due.CONTRACT, date(2026, 12, 31))}
    signed = Contract(kind=ContractKind.SECONDMENT, since=date(2026, 1, 1), until=date(2026, 12, 15))
    assert told(Placement(phases=[lent], contracts=[signed])) == {(Due.CONTRACT, date(2026, 12, 15))}
    firm = PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=date(2026, 1, 1), until=date(2026, 12, 31))
    assert told(Placement(phases=[firm])) == {(Due.PHASE, date(2026, 12, 31))}
    paper = Contract(kind=ContractKind.PERMANENT, since=firm.since, until=firm.until)
    assert told(Placement(phases=[firm], contracts=[paper])) == {(Due.CONTRACT, date(2026, 12, 31))}
    assert told(Placement(contracts=[Contract(until=date(2026, 12, 15))])) == {(Due.CONTRACT, date(2026, 12, 15))}


SPANS = st.lists(st.tuples(st.integers(-200, 200), st.none() | st.integers(0, 300)), max_size=4)


@given(SPANS, st.booleans())
def test_the_calendar_and_vandaag_know_the_same_ends(spans: list[tuple[int, int | None]], decided: bool) -> None:
    rows = []
    for start, length in spans:
        since = TODAY + timedelta(start)
        rows.append(contract(since, None if length is None else since + timedelta(length)))
    if rows and decided:
        rows[0].decision = ContractDecision.EXTEND
    place = Placement(contracts=rows)
    dated = {one.key: one for one in deadlines(place, TODAY) if one.due is Due.CONTRACT}
    found = situation(place, None, None, TODAY)
    by_rule = {one.where.row: one for one in signals(found, TODAY, only=["contract_decision"])}
    for key, one in by_rule.items():
        assert key is not None
        assert dated[key].day == one.due
    soon = months_after(TODAY, 3)
    begun = {one.id for one in rows if one.since is not None and one.since <= TODAY}
    assert {key for key, one in dated.items() if one.day < soon and key in begun} <= set(by_rule)


@pytest.mark.parametrize("word", ["zq", "afwezig", "ziek"])
def test_nothing_typed_and_no_absence(word: str) -> None:
    assert not any(word in one.words.lower() for one in deadlines(full(), TODAY))
