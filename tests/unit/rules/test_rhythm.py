"""The next visit: by phase and agreement, at the borders."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import Absence
from beschutdesk.dossier.placement import PhaseKind, PlacementPhase, Terms
from beschutdesk.dossier.visit import Medium, VisitState
from beschutdesk.rules.figures import standard
from beschutdesk.rules.rhythm import Basis, Due, next_visit
from tests.unit.rules.signals.asking import DAY, DAYS, at, contact, contract

KNOWN = standard()
LEAST, WEEK = 13 * 7, 7


def due(found: object, today: date) -> Due:
    told = next_visit(found, today, KNOWN)  # type: ignore[arg-type]
    assert told is not None
    return told


def trial(since: date, until: date | None = None) -> PlacementPhase:
    return PlacementPhase(kind=PhaseKind.TRIAL, since=since, until=until)


def permanent(since: date) -> PlacementPhase:
    return PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=since)


def each(weeks: object, since: date | None = None) -> Terms:
    return Terms(valid_from=since, visit_weeks=Decimal(str(weeks)))


@given(DAYS, st.integers(0, 40), st.integers(1, 60))
def test_while_getting_acquainted_it_is_each_week_or_more_often(day: date, days: int, weeks: int) -> None:
    seen = day + days * DAY
    bare = due(at(phases=[trial(day)], contacts=[contact(seen)]), seen)
    assert (bare.day, bare.basis, bare.weeks) == (seen + WEEK * DAY, Basis.INTRODUCTION, Decimal(1))
    agreed = due(at(phases=[trial(day)], terms=[each(weeks)], contacts=[contact(seen)]), seen)
    assert agreed.day == seen + WEEK * DAY
    assert agreed.basis is (Basis.AGREED if weeks == 1 else Basis.INTRODUCTION)
    often = due(at(phases=[trial(day)], terms=[each("0.5")], contacts=[contact(seen)]), seen)
    assert (often.day, often.basis) == (seen + 3 * DAY, Basis.AGREED)


@given(DAYS, st.integers(1, 60))
def test_after_that_as_agreed_and_never_less_than_the_preventive_visit(day: date, weeks: int) -> None:
    found = due(at(phases=[permanent(day)], terms=[each(weeks)]), day)
    assert found.day == day + min(7 * weeks, LEAST) * DAY
    assert found.basis is (Basis.AGREED if weeks <= 13 else Basis.LEAST)
    assert bool(found.source) is (found.basis is Basis.LEAST)
    assert due(at(phases=[permanent(day)]), day).day == day + LEAST * DAY


@given(DAYS, st.integers(1, 13))
def test_a_detachering_under_a_contract_follows_what_was_agreed(day: date, weeks: int) -> None:
    lent = PlacementPhase(kind=PhaseKind.SECONDMENT, since=day)
    under = at(phases=[lent], contracts=[contract(day, None)], terms=[each(weeks)])
    assert due(under, day).days == 7 * weeks
    assert due(at(phases=[lent], contracts=[contract(day, None)]), day).days == WEEK
    assert due(at(phases=[lent], terms=[each(weeks)]), day).days == WEEK


@given(DAYS)
def test_the_rhythm_changes_on_the_day_the_phase_does(day: date) -> None:
    phases = [trial(day - 56 * DAY, day - DAY), permanent(day)]
    found = at(phases=phases, terms=[each(2)], contacts=[contact(day - 2 * DAY)])
    assert due(found, day - DAY).day == day + 5 * DAY
    assert due(found, day).day == day + 12 * DAY


@given(DAYS)
def test_the_rhythm_of_the_terms_that_hold(day: date) -> None:
    found = at(phases=[permanent(day - 100 * DAY)], terms=[each(4), each(2, day)], contacts=[contact(day - 3 * DAY)])
    assert due(found, day - DAY).days == 28
    assert due(found, day).days == 14
    none = at(phases=[permanent(day)], terms=[each(0)])
    assert due(none, day).basis is Basis.LEAST


@given(DAYS, st.integers(1, 90))
def test_only_who_was_seen_counts_unless_somebody_is_away(day: date, days: int) -> None:
    call = contact(day + days * DAY, Medium.PHONE)
    phases = [permanent(day)]
    assert due(at(phases=phases, terms=[each(4)], contacts=[call]), day + 90 * DAY).since == day
    away = [Absence(since=day + days * DAY)]
    found = due(at(phases=phases, terms=[each(4)], contacts=[call], absences=away), day + 90 * DAY)
    assert (found.since, found.any_contact) == (call.day, True)
    back = [Absence(since=day, until=day + 89 * DAY)]
    assert due(at(phases=phases, terms=[each(4)], contacts=[call], absences=back), day + 90 * DAY).since == day


@given(DAYS)
def test_an_attempt_a_plan_and_what_was_before_do_not_count(day: date) -> None:
    others = [
        contact(day + DAY, state=VisitState.NO_CONTACT),
        contact(day + 2 * DAY, state=VisitState.PLANNED),
        contact(day - DAY),
        contact(day + 30 * DAY),
    ]
    found = due(at(phases=[permanent(day)], terms=[each(4)], contacts=others), day + 9 * DAY)
    assert found.since == day
    begun = contact(day + 9 * DAY, state=VisitState.CONCEPT)
    today = due(at(phases=[permanent(day)], terms=[each(4)], contacts=[*others, begun]), day + 9 * DAY)
    assert today.day == day + 37 * DAY  # what is being written counts


@given(DAYS)
def test_no_next_visit(day: date) -> None:
    assert next_visit(at(), day, KNOWN) is None
    assert next_visit(at(phases=[trial(day)]), day - DAY, KNOWN) is None
    assert next_visit(at(phases=[permanent(day)], ended_on=day), day + DAY, KNOWN) is None
    assert next_visit(at(phases=[permanent(day)], ended_on=day), day, KNOWN) is not None
    assert next_visit(at(phases=[PlacementPhase(kind=PhaseKind.TRIAL)]), day, KNOWN) is None
    hold = [PlacementPhase(kind=PhaseKind.BREAK, since=day)]
    assert next_visit(at(phases=hold), day, KNOWN) is None
    assert due(at(phases=hold, terms=[each(30)]), day).days == LEAST


@given(DAYS, st.integers(1, 200), st.sampled_from(list(PhaseKind)), st.decimals("0.1", "60", places=1))
def test_never_later_than_the_preventive_visit(day: date, days: int, kind: PhaseKind, weeks: Decimal) -> None:
    phases = [PlacementPhase(kind=kind, since=day)]
    found = next_visit(at(phases=phases, terms=[each(weeks)]), day + days * DAY, KNOWN)
    assert found is not None
    assert timedelta(1) <= found.day - found.since <= LEAST * DAY
    assert found.why.endswith(".")
    assert found.why[0].isupper()


def test_the_end_of_time() -> None:
    assert due(at(phases=[permanent(date(9999, 12, 1))]), date(9999, 12, 31)).day == date.max
