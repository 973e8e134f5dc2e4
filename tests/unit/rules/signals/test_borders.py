"""Rules at their borders: the day before, the day itself, the day after, in leap years too. Visits, ends, people."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import (
    Absence,
    Contract,
    ContractDecision,
    ContractKind,
    EmployingParty,
)
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.introduction import IntroductionEvaluation, Verdict
from beschutdesk.dossier.placement import PhaseKind, PlacementPhase, Terms
from beschutdesk.dossier.values import Appointment, YesNo
from beschutdesk.dossier.visit import Medium, VisitState
from beschutdesk.rules.chain import Paper
from beschutdesk.rules.signals import Severity, Trip, signals
from beschutdesk.rules.signals.situation import UNTOLD_DAYS
from beschutdesk.rules.time import full_months, months_after
from tests.unit.rules.signals.asking import DAY, DAYS, LATER, ROOT, ask, at, begins, contact, contract, haste, stops

# -- visits ------------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_a_planned_visit(day: date) -> None:
    found = Trip(root=new_id(), at=Appointment(day, time(9, 30)), medium=Medium.VISIT, state=VisitState.PLANNED)
    begins("visit_planned", found, day - 7 * DAY)
    stops("visit_planned", found, day)
    begins("visit_missed", found, day + DAY)
    assert haste("visit_planned", found, day - 2 * DAY) is Severity.KNOW
    assert haste("visit_planned", found, day - DAY) is Severity.SOON
    assert haste("visit_planned", found, day) is Severity.TODAY
    done = Trip(root=new_id(), at=Appointment(day, time(9, 30)), medium=Medium.VISIT, state=VisitState.DONE)
    assert list(signals(done, day)) == []


@pytest.mark.parametrize(("weeks", "words"), [(1, "Elke week; "), (4, "Om de 4 weken; ")])
def test_every_week_is_not_every_other_week(weeks: int, words: str) -> None:
    day = date(2026, 1, 5)
    phases = [PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=day)]
    told = ask("visit_rhythm", at(phases=phases, terms=[Terms(visit_weeks=Decimal(weeks))]), day + 70 * DAY)
    assert told is not None
    assert told.why.startswith(words)


def test_a_visit_tells_its_own_age() -> None:
    day = date(2026, 10, 14)
    told = ask("result_not_shared", at(contacts=[contact(day)]), day + 39 * DAY)
    assert told is not None
    assert (
        told.why == "Het bezoek was op 14 oktober 2026, 39 dagen geleden; de uitkomst hoort er binnen een week te zijn."
    )


@given(DAYS, st.integers(1, 13))
def test_the_agreed_rhythm(day: date, weeks: int) -> None:
    phases = [PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=day)]
    terms = [Terms(valid_from=day, visit_weeks=Decimal(weeks))]
    found = at(phases=phases, terms=terms)
    due = day + weeks * 7 * DAY
    begins("visit_rhythm", found, due)
    assert haste("visit_rhythm", found, due) is Severity.TODAY
    assert haste("visit_rhythm", found, due + DAY) is Severity.OVERDUE
    visited = at(phases=phases, terms=terms, contacts=[contact(day + 3 * DAY), contact(day + 5 * DAY, Medium.PHONE)])
    begins("visit_rhythm", visited, due + 3 * DAY)
    planned = contact(due + 4 * DAY, state=VisitState.PLANNED)
    assert ask("visit_rhythm", at(phases=phases, terms=terms, contacts=[planned]), due) is None
    far = contact(due + (7 * weeks + 1) * DAY, state=VisitState.PLANNED)
    assert ask("visit_rhythm", at(phases=phases, terms=terms, contacts=[far]), due) is not None
    untold = at(phases=phases, terms=terms, contacts=[contact(due, state=VisitState.PLANNED)])
    begins("visit_rhythm", untold, due + (UNTOLD_DAYS + 1) * DAY)  # until then another line asks how it went
    later = at(phases=phases, terms=terms, contacts=[contact(day + DAY), contact(day, state=VisitState.PLANNED)])
    begins("visit_rhythm", later, due + DAY)  # planned before the last visit: that says nothing about the next
    tried = contact(due - DAY, state=VisitState.NO_CONTACT)
    assert ask("visit_rhythm", at(phases=phases, terms=terms, contacts=[tried]), due) is not None
    over = at(phases=phases, terms=terms, ended_on=due - DAY)
    assert ask("visit_rhythm", over, due) is None
    turns = [told.turn for told in (ask("visit_rhythm", found, due + n * 7 * weeks * DAY) for n in range(3)) if told]
    assert turns == [1, 2, 3]


@given(DAYS)
def test_getting_acquainted_asks_for_a_visit_a_week(day: date) -> None:
    phases = [PlacementPhase(kind=PhaseKind.TRIAL, since=day)]
    begins("visit_rhythm", at(phases=phases), day + 7 * DAY)
    away = [Absence(since=day + DAY)]
    called = [contact(day + 2 * DAY, Medium.PHONE)]
    begins("visit_rhythm", at(phases=phases, absences=away, contacts=called), day + 9 * DAY)
    assert ask("visit_rhythm", at(), day) is None


@given(DAYS)
def test_a_contract_without_a_rhythm(day: date) -> None:
    phases = [PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=day)]
    begins("visit_least", at(phases=phases), day + 91 * DAY)
    assert ask("visit_rhythm", at(phases=phases), day + 500 * DAY) is None
    agreed = at(phases=phases, terms=[Terms(visit_weeks=Decimal(30))])
    begins("visit_least", agreed, day + 91 * DAY)  # never less often than that
    assert ask("visit_rhythm", agreed, day + 500 * DAY) is None


@given(DAYS)
def test_a_contract_of_which_nobody_drew_a_phase(day: date) -> None:
    begins("visit_least", at(contracts=[contract(day, None)]), day + 91 * DAY)
    ended = at(contracts=[contract(day, day + 90 * DAY)])
    assert ask("visit_least", ended, day + 91 * DAY) is None
    agreed = at(contracts=[contract(day, None)], terms=[Terms(visit_weeks=Decimal(4))])
    begins("visit_rhythm", agreed, day + 28 * DAY)
    before = at(contracts=[contract(day, None)], contacts=[contact(day - DAY)])
    begins("visit_least", before, day + 91 * DAY)
    stage = PlacementPhase(kind=PhaseKind.STAGE, since=day - 60 * DAY, until=day - DAY)
    begins("visit_least", at(phases=[stage], contracts=[contract(day, None)], contacts=[contact(day)]), day + 91 * DAY)


@given(DAYS)
def test_a_result_is_shared_in_a_week(day: date) -> None:
    seen = [contact(day)]
    begins("result_not_shared", at(contacts=seen), day + 8 * DAY)
    stops("result_not_shared", at(contacts=seen), day + 56 * DAY)
    told = ask("result_not_shared", at(contacts=seen, shared=(day, None)), day + 8 * DAY)
    assert told is not None
    assert told.words == "Deel de uitkomst met begeleider."
    assert ask("result_not_shared", at(contacts=seen, shared=(day, day + DAY)), day + 8 * DAY) is None
    assert ask("result_not_shared", at(contacts=seen, shared=(day - DAY, day)), day + 8 * DAY) is not None
    assert ask("result_not_shared", at(contacts=[contact(day, Medium.PHONE)]), day + 8 * DAY) is None


# -- ends --------------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_the_end_of_getting_acquainted(day: date) -> None:
    phase = PlacementPhase(kind=PhaseKind.TRIAL, since=day - 55 * DAY, until=day)
    found = at(phases=[phase])
    begins("introduction_end", found, day - 21 * DAY)
    stops("introduction_end", found, day)
    told = ask("introduction_end", found, day)
    assert told is not None
    assert told.words.startswith("Houd de evaluatie")
    held = [IntroductionEvaluation(held_on=day - 3 * DAY, verdict=Verdict.GO)]
    told = ask("introduction_end", at(phases=[phase], evaluations=held), day)
    assert told is not None
    assert told.words.startswith("Leg vast")
    more = PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=day + DAY)
    assert ask("introduction_end", at(phases=[phase, more]), day) is None


@given(DAYS)
def test_the_limits_of_a_proefplaatsing(day: date) -> None:
    first, last = full_months(day, 2) - DAY, full_months(day, 6) - DAY
    inside = at(phases=[PlacementPhase(kind=PhaseKind.TRIAL, since=day, until=first)])
    assert ask("trial_limit", inside, first) is None
    beyond = at(phases=[PlacementPhase(kind=PhaseKind.TRIAL, since=day)])
    begins("trial_limit", beyond, first - 21 * DAY)
    assert haste("trial_limit", beyond, first) is Severity.TODAY
    assert haste("trial_limit", beyond, first + DAY) is Severity.OVERDUE
    told = ask("trial_limit", beyond, last - 22 * DAY)
    assert told is not None
    assert told.due == first
    told = ask("trial_limit", beyond, last - 21 * DAY)
    assert told is not None
    assert told.due == last
    extended = PlacementPhase(kind=PhaseKind.TRIAL_EXTENDED, since=first + DAY, until=last, permitted_on=first)
    one = PlacementPhase(kind=PhaseKind.TRIAL, since=day, until=first)
    assert ask("trial_limit", at(phases=[one, extended]), last) is None
    too_long = PlacementPhase(kind=PhaseKind.TRIAL_EXTENDED, since=first + DAY, until=last + DAY, permitted_on=first)
    begins("trial_limit", at(phases=[one, too_long]), last - 21 * DAY)
    assert haste("trial_limit", at(phases=[one, too_long]), last + DAY) is Severity.OVERDUE


@given(DAYS)
def test_a_contract_that_ends(until: date) -> None:
    since = until - 364 * DAY
    found = at(contracts=[contract(since, until)])
    begins("contract_decision", found, months_after(until, -3))
    stops("contract_decision", found, until)
    decided = contract(since, until, decision=ContractDecision.EXTEND)
    assert ask("contract_decision", at(contracts=[decided]), until) is None
    following = contract(until + DAY, until + 300 * DAY)
    assert ask("contract_decision", at(contracts=[contract(since, until), following]), until) is None
    phase = PlacementPhase(kind=PhaseKind.SECONDMENT, since=since, until=until)
    begins("contract_decision", at(phases=[phase]), months_after(until, -3))
    assert ask("contract_decision", at(phases=[phase], ended_on=until), until) is None
    forever = Contract(kind=ContractKind.PERMANENT, since=since, until=until)
    assert ask("contract_decision", at(contracts=[forever]), until) is None


@given(DAYS)
def test_telling_it_on_paper(until: date) -> None:
    since = until - 364 * DAY
    by = months_after(until, -1)
    found = at(contracts=[contract(since, until)])
    begins("contract_notice", found, by - 28 * DAY)
    assert haste("contract_notice", found, by) is Severity.TODAY
    assert haste("contract_notice", found, by + DAY) is Severity.OVERDUE
    stops("contract_notice", found, until)
    told = contract(since, until, notice_on=by)
    assert ask("contract_notice", at(contracts=[told]), by) is None
    following = contract(until + DAY, until + 365 * DAY)
    begins("contract_notice", at(contracts=[contract(since, until), following]), by - 28 * DAY)
    assert ask("contract_decision", at(contracts=[contract(since, until), following]), until) is None
    assert ask("contract_notice", at(contracts=[told, following]), by) is None
    forever = [PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=until + DAY)]
    begins("contract_notice", at(contracts=[contract(since, until)], phases=forever), by - 28 * DAY)
    short = contract(full_months(until, -6) + 5 * DAY, until)
    assert ask("contract_notice", at(contracts=[short]), by) is None


@given(DAYS)
def test_a_contract_that_another_one_replaced_comes_to_no_end(until: date) -> None:
    old, by = contract(until - 364 * DAY, until), months_after(until, -1)
    for since, party, asked in (
        (by, None, False),
        (by + DAY, None, True),  # by then it had to be told
        (by, EmployingParty.SOB, True),  # the one with the employer ends all the same
        (by, EmployingParty.OTHER, True),
    ):
        other = Contract(kind=ContractKind.PERMANENT, since=since, party=party)
        assert (ask("contract_notice", at(contracts=[old, other]), by) is not None) is asked
    lent = Contract(kind=ContractKind.SECONDMENT, since=by, until=until + 90 * DAY)
    assert ask("contract_notice", at(contracts=[old, lent]), by) is not None


@given(LATER)
def test_the_last_contract_of_a_chain(until: date) -> None:
    starts = [until - days * DAY for days in (900, 600, 300)]
    rows = [contract(since, since + 299 * DAY) for since in starts[:2]] + [contract(starts[2], until)]
    papers = [Paper(one.since or until, one.until, key=one.id, placement=ROOT) for one in rows]
    found = at(contracts=rows, papers=papers)
    begins("chain_last", found, months_after(until, -6))
    stops("chain_last", found, months_after(until, -3) - DAY)
    told = ask("contract_decision", found, until)
    assert told is not None
    assert told.words.endswith("Dit is tijdelijk contract 3 van 3: het volgende is vast.")
    second = at(contracts=rows[:2], papers=papers[:2])
    assert ask("chain_last", second, months_after(starts[2], -4)) is None


@given(LATER)
def test_a_contract_that_the_law_made_permanent(day: date) -> None:
    key = new_id()
    papers = [Paper(day, day + 99 * DAY), Paper(day + 100 * DAY, None, key=key, placement=ROOT)]
    found = at(papers=papers)
    begins("chain_permanent", found, full_months(day, 36))
    elsewhere = at(papers=[papers[0], Paper(day + 100 * DAY, None, key=key, placement=new_id())])
    assert ask("chain_permanent", elsewhere, full_months(day, 40)) is None


# -- absence -----------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_a_report_in_six_weeks(day: date) -> None:
    found = at(absences=[Absence(since=day, to_report=YesNo.YES)])
    begins("absence_report", found, day + 14 * DAY)
    assert haste("absence_report", found, day + 42 * DAY) is Severity.TODAY
    assert haste("absence_report", found, day + 43 * DAY) is Severity.OVERDUE
    unsaid = at(absences=[Absence(since=day)])
    begins("absence_report", unsaid, day + 14 * DAY)
    stops("absence_report", unsaid, day + 70 * DAY)
    for quiet in (Absence(since=day, to_report=YesNo.NO), Absence(since=day, reported_on=day)):
        assert ask("absence_report", at(absences=[quiet]), day + 42 * DAY) is None
    back = at(absences=[Absence(since=day, until=day + 9 * DAY, reported_on=day)])
    begins("absence_recovery", back, day + 10 * DAY)
    assert haste("absence_recovery", back, day + 12 * DAY) is Severity.OVERDUE
    stops("absence_recovery", back, day + 37 * DAY)
