"""Rules at their borders: loonwaarde, subsidies, agreements, portfolio, what stops, and the desk itself."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import (
    Absence,
    Instrument,
    InstrumentKind,
    InstrumentState,
    WageValue,
    WageValueKind,
)
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.lasting import (
    Agreement,
    AgreementParty,
    AgreementResult,
    BriefingReason,
    Development,
    Expectation,
    TeamBriefing,
)
from beschutdesk.dossier.placement import EndReason, NextStep, PhaseKind, PlacementPhase, Terms
from beschutdesk.dossier.visit import Medium
from beschutdesk.rules.signals import DeskState, Person, Severity, signals
from beschutdesk.rules.signals.situation import Paperwork, Unsaved
from beschutdesk.rules.time import full_months, months_after
from tests.unit.rules.signals.asking import (
    DAY,
    DAYS,
    ROOT,
    WHO,
    ask,
    at,
    begins,
    contact,
    contract,
    haste,
    stops,
)

# -- money -------------------------------------------------------------------------------------------------------------


def wage(day: date, percentage: int, kind: WageValueKind = WageValueKind.MEASURED, **more: Any) -> WageValue:
    return WageValue(kind=kind, percentage=Decimal(percentage), measured_on=day, **more)


@given(DAYS)
def test_loonwaarde(day: date) -> None:
    flat = at(wage_values=[wage(day, 50, WageValueKind.FLAT)])
    last = full_months(day, 6) - DAY
    begins("flat_end", flat, full_months(day, 4))
    assert haste("flat_end", flat, last) is Severity.TODAY
    assert haste("flat_end", flat, last + DAY) is Severity.OVERDUE
    assert ask("wage_value_due", flat, last) is None
    measured = at(wage_values=[wage(day - 100 * DAY, 50, WageValueKind.FLAT), wage(day, 40)])
    due = full_months(day, 36)
    begins("wage_value_due", measured, due - 42 * DAY)
    assert haste("wage_value_due", measured, due + DAY) is Severity.OVERDUE
    agreed = at(wage_values=[wage(day, 40, next_on=day + 90 * DAY)])
    begins("wage_value_due", agreed, day + 48 * DAY)
    assert ask("wage_value_fell", measured, day) is None


@given(DAYS)
def test_a_fall_of_three_points(day: date) -> None:
    before = wage(day - 400 * DAY, 45)
    assert ask("wage_value_fell", at(wage_values=[before, wage(day, 43)]), day) is None
    fell = at(wage_values=[before, wage(day, 42)])
    begins("wage_value_fell", fell, day)
    stops("wage_value_fell", fell, full_months(day, 6) - DAY)


@given(DAYS)
def test_asking_for_wage_subsidy_in_time(day: date) -> None:
    last = full_months(day, 6) - DAY
    found = at(contracts=[contract(day, None)])
    begins("wage_subsidy_ask", found, last - 60 * DAY)
    assert haste("wage_subsidy_ask", found, last) is Severity.TODAY
    stops("wage_subsidy_ask", found, last + 28 * DAY)
    asked = [Instrument(kind=InstrumentKind.WAGE_SUBSIDY, state=InstrumentState.ASKED)]
    assert ask("wage_subsidy_ask", at(contracts=[contract(day, None)], instruments=asked), last) is None


@given(DAYS)
def test_a_subsidy_from_asking_to_settling(day: date) -> None:
    kind = InstrumentKind.SUPERVISION_SUBSIDY
    to_ask = at(instruments=[Instrument(kind=kind, state=InstrumentState.TO_ASK, since=day)])
    begins("instrument_ask", to_ask, day - 28 * DAY)
    assert haste("instrument_ask", to_ask, day + 28 * DAY) is Severity.TODAY
    assert haste("instrument_ask", to_ask, day + 29 * DAY) is Severity.OVERDUE
    asked = at(instruments=[Instrument(kind=kind, state=InstrumentState.ASKED, asked_on=day)])
    begins("instrument_answer", asked, day + 57 * DAY)
    granted = Instrument(kind=kind, state=InstrumentState.GRANTED, since=day - 364 * DAY, until=day)
    begins("instrument_renew", at(instruments=[granted]), day - 56 * DAY)
    stops("instrument_renew", at(instruments=[granted]), day)
    begins("instrument_settle", at(instruments=[granted]), day + DAY)
    assert haste("instrument_settle", at(instruments=[granted]), day + 91 * DAY) is Severity.TODAY
    following = Instrument(kind=kind, state=InstrumentState.ASKED, asked_on=day - 40 * DAY)
    assert ask("instrument_renew", at(instruments=[granted, following]), day) is None
    closed = Instrument(kind=kind, state=InstrumentState.ENDED, until=day)
    assert ask("instrument_settle", at(instruments=[closed]), day + DAY) is None


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 12, 17), False),
        (date(2026, 12, 18), True),
        (date(2027, 1, 1), True),
        (date(2027, 2, 1), True),
        (date(2027, 2, 2), False),
    ],
)
def test_new_year(today: date, told: bool) -> None:
    assert (ask("new_year", DeskState(wage_subsidies=2), today) is not None) is told
    assert ask("new_year", DeskState(), today) is None


# -- what lasts --------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_agreements(day: date) -> None:
    mine = at(agreements=[Agreement(what="bellen", party=AgreementParty.ME, due_on=day)])
    begins("agreement_mine", mine, day - 7 * DAY)
    assert haste("agreement_mine", mine, day + DAY) is Severity.OVERDUE
    theirs = at(agreements=[Agreement(what="rooster", party=AgreementParty.EMPLOYER, due_on=day)])
    begins("agreement_theirs", theirs, day)
    loose = at(agreements=[Agreement(what="rooster", party=AgreementParty.EMPLOYER, made_on=day)])
    begins("agreement_theirs", loose, day + 28 * DAY)
    for closed in (Agreement(due_on=day, done_on=day), Agreement(due_on=day, result=AgreementResult.DROPPED)):
        assert ask("agreement_mine", at(agreements=[closed]), day) is None
    assert ask("agreement_mine", at(agreements=[Agreement(what="x", due_on=day)]), day) is not None


@given(DAYS)
def test_a_new_colleague(day: date) -> None:
    row = TeamBriefing(reason=BriefingReason.NEW_COLLEAGUE, from_on=day)
    begins("new_colleague", at(team_briefings=[row]), day - 14 * DAY)
    assert haste("new_colleague", at(team_briefings=[row]), day + DAY) is Severity.OVERDUE
    told = TeamBriefing(reason=BriefingReason.NEW_COLLEAGUE, from_on=day, done_on=day)
    assert ask("new_colleague", at(team_briefings=[told]), day) is None


@given(DAYS)
def test_each_year_again(day: date) -> None:
    begins("expectation_repeat", at(expectations=[Expectation(told_on=day)]), months_after(day, 12))
    again = Expectation(told_on=day, reminded_on=day + 100 * DAY)
    begins("expectation_repeat", at(expectations=[again]), months_after(day + 100 * DAY, 12))
    begins("development_yearly", at(contracts=[contract(day, None)]), months_after(day, 12) - 14 * DAY)
    looked = at(contracts=[contract(day - 800 * DAY, None)], developments=[Development(looked_on=day)])
    begins("development_yearly", looked, months_after(day, 12) - 14 * DAY)
    assert haste("development_yearly", looked, months_after(day, 12)) is Severity.SOON
    assert ask("development_yearly", at(), day) is None


@given(DAYS)
def test_a_portfolio(day: date) -> None:
    paper = Paperwork(new_id(), None, day)
    begins("portfolio_review", at(paperwork=[paper]), months_after(day, 6) - 7 * DAY)
    own = Paperwork(new_id(), day + 40 * DAY, day)
    begins("portfolio_review", at(paperwork=[own]), day + 33 * DAY)
    old, new = new_id(), new_id()
    terms = [Terms(supervisor=old), Terms(valid_from=day + 10 * DAY, supervisor=new)]
    changed = at(paperwork=[paper], terms=terms)
    begins("portfolio_supervisor", changed, day + 10 * DAY)
    assert ask("portfolio_review", changed, months_after(day, 7)) is None  # one line for one portfolio
    same = [Terms(supervisor=old), Terms(valid_from=day + 10 * DAY, supervisor=old)]
    assert ask("portfolio_supervisor", at(paperwork=[paper], terms=same), day + 10 * DAY) is None
    fresh = Paperwork(new_id(), None, day + 10 * DAY)
    assert ask("portfolio_supervisor", at(paperwork=[fresh], terms=terms), day + 10 * DAY) is None


# -- what stops --------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_a_line_that_ran_out(day: date) -> None:
    phase = PlacementPhase(kind=PhaseKind.STAGE, since=day - 50 * DAY, until=day)
    begins("ran_out", at(phases=[phase]), day + DAY)
    assert ask("ran_out", at(phases=[phase], contracts=[contract(day, None)]), day + DAY) is None
    assert ask("ran_out", at(phases=[phase], ended_on=day), day + DAY) is None
    assert ask("ran_out", at(), day) is None


@given(DAYS)
def test_nobody_drops_out_of_sight(day: date) -> None:
    ended = at(ended_on=day)
    begins("ended_without_next", ended, day + DAY)
    stops("ended_without_next", ended, full_months(day, 12) - DAY)
    for quiet in (
        at(ended_on=day, follows=True),
        at(ended_on=day, end_reason=EndReason.DIED),
        at(ended_on=day, next_step=NextStep.NONE),
    ):
        assert list(signals(quiet, day + DAY)) == []
    home = at(ended_on=day, next_step=NextStep.HOME)
    begins("out_of_sight", home, months_after(day, 3))
    stops("out_of_sight", home, full_months(day, 12) - DAY)
    called = at(ended_on=day, next_step=NextStep.HOME, contacts=[contact(day + 50 * DAY, Medium.PHONE)])
    begins("out_of_sight", called, months_after(day + 50 * DAY, 3))
    promised = at(ended_on=day, next_step=NextStep.HOME, next_contact_on=day + 60 * DAY)
    begins("next_contact", promised, day + 53 * DAY)
    assert ask("out_of_sight", promised, months_after(day, 4)) is None
    kept = at(next_contact_on=day, contacts=[contact(day - 7 * DAY, Medium.PHONE)])
    assert ask("next_contact", kept, day) is None
    early = at(next_contact_on=day, contacts=[contact(day - 8 * DAY, Medium.PHONE)])
    assert ask("next_contact", early, day) is not None
    begins("retention", Person(root=WHO, last_day=day), full_months(day, 24))


def test_the_desk() -> None:
    day = date(2026, 11, 22)
    assert haste("backup", DeskState(dossiers=1), day) is Severity.SOON
    assert ask("backup", DeskState(), day) is None
    fresh = DeskState(dossiers=1, last_backup=day)
    begins("backup", fresh, day + 8 * DAY)
    failed = ask("backup", DeskState(dossiers=1, last_backup=day, backup_failed="De schijf is vol."), day)
    assert failed is not None
    assert failed.why == "De schijf is vol. De laatste goede is van 22 november 2026."
    made = [Unsaved(record="candidate", id=new_id(), title="Jelte", kept_on=day) for _ in range(4)]
    assert len(list(signals(DeskState(unsaved=made[:3]), day))) == 3
    assert len(list(signals(DeskState(unsaved=made), day))) == 1


def test_a_closed_dossier_is_quiet() -> None:
    day = date(2026, 11, 22)
    loud = {"contracts": [contract(day - 300 * DAY, day + DAY)]}
    assert list(signals(at(**loud), day))
    assert list(signals(at(**loud, closed=True), day)) == []


@given(DAYS, st.data())
def test_words_are_whole_sentences(day: date, data: st.DataObject) -> None:
    builders: list[Callable[[], Any]] = [
        lambda: at(contracts=[contract(day - 364 * DAY, day)]),
        lambda: at(absences=[Absence(since=day)], next_contact_on=day),
        lambda: at(wage_values=[wage(day, 50, WageValueKind.FLAT)], ended_on=None),
    ]
    found = data.draw(st.sampled_from(builders))()
    for one in signals(found, day + data.draw(st.integers(-100, 300)) * DAY):
        assert one.words[0].isupper()
        assert one.words[-1] in ".?"
        assert one.why[-1] == "."
        assert one.source
        assert one.key.startswith(f"{one.rule}:{ROOT}")
