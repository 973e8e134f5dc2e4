"""What visits ask for afterwards: agreements, supervision that is not in order, a concern, sharing."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.lasting import AgreementParty, AgreementResult, FactorState, SuccessCheck
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Answer, Judgement, Medium, Visit, VisitAgreement, VisitState, VisitSubject
from beschutdesk.rules.signals import Severity, Situation, Trip, Where
from beschutdesk.rules.signals.situation import situation
from beschutdesk.rules.signals.visited import Contact, Promise, judged_at
from tests.unit.rules.signals.asking import DAY, DAYS, ask, at, begins, contact, haste, stops

ANN = Candidate(name_used="Ann")
PHASE = PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=date(2000, 1, 1))
PLACE = Placement(candidate=ANN.id, phases=[PHASE])
OTHER = Placement(candidate=ANN.id)


def visit(day: date, state: VisitState = VisitState.DONE, place: Placement | None = PLACE, **more: Any) -> Visit:
    part = VisitSubject(candidate=ANN.id, placement=place.id if place else None, **more)
    return Visit(at=Appointment(day, time(9)), medium=Medium.VISIT, state=state, subjects=[part])


def on(today: date, *visits: Visit, **more: Any) -> Situation:
    return situation(PLACE, ANN, None, today, visits=visits, **more)


# -- agreements --------------------------------------------------------------------------------------------------------


def agreed(day: date, of: Visit, **more: Any) -> VisitAgreement:
    row = VisitAgreement(subject=of.subjects[0].id, what="Mat leggen", made_on=day, **more)
    of.agreements.append(row)
    return row


@given(DAYS)
def test_an_agreement_of_a_visit_is_asked_for_and_leads_there(day: date) -> None:
    held = visit(day)
    mine = agreed(day, held, party=AgreementParty.ME, due_on=day + 20 * DAY)
    theirs = agreed(day, held, party=AgreementParty.EMPLOYER, who="Gerben", due_on=day + 20 * DAY)
    found = on(day, held)
    begins("agreement_mine", found, day + 13 * DAY)
    begins("agreement_theirs", found, day + 20 * DAY)
    for rule, row in (("agreement_mine", mine), ("agreement_theirs", theirs)):
        told = ask(rule, found, day + 20 * DAY)
        assert told is not None
        assert told.where == Where("visit", held.id, "agreements", row.id)
        assert told.severity is Severity.TODAY
        row.result = AgreementResult.NOT_DONE
        assert ask(rule, on(day, held), day + 20 * DAY) is None


@given(DAYS)
def test_what_is_about_another_placement_or_nobody_is_not_asked_here(day: date) -> None:
    for held in (visit(day, place=OTHER), visit(day, place=None)):
        agreed(day, held, party=AgreementParty.ME)
        assert on(day, held).promises == []
    whole = visit(day)
    whole.agreements.append(VisitAgreement(what="Iets", party=AgreementParty.ME))
    assert on(day, whole).promises == []


@given(DAYS)
def test_an_agreement_with_an_employer_alone_is_asked_for_too(day: date) -> None:
    row = VisitAgreement(what="Folder sturen", party=AgreementParty.ME, due_on=day)
    trip = Trip(root=new_id(), at=None, medium=Medium.VISIT, state=VisitState.DONE, beside="Bakker", agreements=[row])
    begins("trip_agreement_mine", trip, day - 7 * DAY)
    told = ask("trip_agreement_mine", trip, day)
    assert told is not None
    assert told.where == Where("visit", trip.root, "agreements", row.id)
    row.party = AgreementParty.EMPLOYER
    assert ask("trip_agreement_mine", trip, day) is None
    begins("trip_agreement_theirs", trip, day)


def test_one_key_wherever_an_agreement_is_read_from() -> None:
    row = VisitAgreement(what="Mat", party=AgreementParty.ME, due_on=date(2026, 1, 1))
    keys = {
        told.key
        for found in (at(promises=[Promise(new_id(), row)]), at(agreements=[row]))
        if (told := ask("agreement_mine", found, date(2026, 1, 1)))
    }
    assert len(keys) == 1


# -- supervision -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "good"),
    [
        ({}, None),
        ({"supervision_judgement": Judgement.GOOD}, True),
        ({"supervision_judgement": Judgement.ATTENTION}, False),
        ({"supervision_judgement": Judgement.CONCERN}, False),
        ({"enough_worker": Answer.YES}, True),
        ({"form_supervisor": Answer.NO}, False),
        ({"enough_supervisor": Answer.PARTLY}, False),
        ({"supervision_judgement": Judgement.GOOD, "form_worker": Answer.NO}, False),
        ({"supervision_judgement": Judgement.ATTENTION, "enough_worker": Answer.YES}, False),
        ({"tasks_judgement": Judgement.CONCERN, "minutes": None}, None),
    ],
)
def test_one_doubt_is_a_doubt(values: dict[str, Any], good: bool | None) -> None:
    values.pop("minutes", None)
    assert judged_at(VisitSubject(**values)) is good


@given(DAYS)
def test_twice_not_in_order_at_visits_or_looking_back(day: date) -> None:
    doubt: dict[str, Any] = {"form_worker": Answer.NO}
    fine: dict[str, Any] = {"supervision_judgement": Judgement.GOOD}
    first, second = visit(day, **doubt), visit(day + 10 * DAY, **doubt)
    found = on(day, first, second)
    begins("supervision_judged", found, day + 10 * DAY)
    told = ask("supervision_judged", found, day + 10 * DAY)
    assert told is not None
    assert told.where == Where("visit", second.id, "supervision")
    assert ask("supervision_judged", on(day, first, visit(day + 10 * DAY, **fine)), day + 99 * DAY) is None
    after = visit(day + 20 * DAY, **fine)
    assert ask("supervision_judged", on(day, first, second, after), day + 19 * DAY) is not None
    assert ask("supervision_judged", on(day, first, second, after), day + 20 * DAY) is None
    silent = on(day, first, visit(day + 5 * DAY), second)
    assert ask("supervision_judged", silent, day + 10 * DAY) is not None  # who says nothing does not judge
    for state in (VisitState.PLANNED, VisitState.NO_CONTACT):
        assert ask("supervision_judged", on(day, first, visit(day + 10 * DAY, state, **doubt)), day + 99 * DAY) is None


@given(DAYS)
def test_a_visit_and_looking_back_count_together(day: date) -> None:
    row = SuccessCheck(factor=SuccessFactor.SUPERVISOR_TIME, state=FactorState.NO, looked_on=day + 20 * DAY)
    place = Placement(candidate=ANN.id, success_checks=[row])
    held = visit(day, place=place, enough_supervisor=Answer.NO)
    found = situation(place, ANN, None, day, visits=[held])
    begins("supervision_judged", found, day + 20 * DAY)
    told = ask("supervision_judged", found, day + 20 * DAY)
    assert told is not None
    assert told.where == Where("placement", place.id, "success_checks")


# -- a concern ---------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_a_concern_asks_for_contact_soon(day: date) -> None:
    held = visit(day, concern=Judgement.CONCERN)
    found = on(day, held)
    begins("visit_concern", found, day)
    assert [haste("visit_concern", found, day + n * DAY) for n in (0, 6, 7, 8)] == [
        Severity.SOON,
        Severity.SOON,
        Severity.TODAY,
        Severity.OVERDUE,
    ]
    told = ask("visit_concern", found, day)
    assert told is not None
    assert told.where == Where("visit", held.id, "concern")
    stops("visit_concern", on(day, held, visit(day + 9 * DAY)), day + 8 * DAY)
    tried = on(day, held, visit(day + 3 * DAY, VisitState.NO_CONTACT))
    assert ask("visit_concern", tried, day + 5 * DAY) is not None
    assert ask("visit_concern", on(day, visit(day, concern=Judgement.ATTENTION)), day) is None
    again = on(day, held, visit(day + 3 * DAY, concern=Judgement.CONCERN))
    assert ask("visit_concern", again, day + 3 * DAY) != ask("visit_concern", found, day + 3 * DAY)


@given(DAYS)
def test_a_plan_within_the_term_is_enough(day: date) -> None:
    held = visit(day, concern=Judgement.CONCERN)
    for days, quiet in ((7, True), (8, False)):
        found = on(day, held, visit(day + days * DAY, VisitState.PLANNED))
        assert (ask("visit_concern", found, day) is None) is quiet
    soon = on(day, held, visit(day + 3 * DAY, VisitState.PLANNED))
    assert ask("visit_concern", soon, day + 3 * DAY) is None
    assert ask("visit_concern", soon, day + 4 * DAY) is not None  # it went by and nobody said how
    over = at(contacts=[Contact(new_id(), day, Medium.VISIT, VisitState.DONE, Judgement.CONCERN)], ended_on=day)
    stops("visit_concern", over, day)


# -- sharing -----------------------------------------------------------------------------------------------------------


def papers(of: Visit | None, issued: date, **more: Any) -> list[IssuedDocument]:
    values: dict[str, Any] = {"kind": DocumentKind.VISIT_REPORT, "candidate": ANN.id, "issued_on": issued, **more}
    values["visit"] = of.id if of else None
    return [IssuedDocument(audience=reader, **values) for reader in ("employer", "supervisor")]


@given(DAYS)
def test_only_the_report_of_that_visit_or_a_later_one_counts(day: date) -> None:
    first, last = visit(day), visit(day + 10 * DAY)
    asked = day + 18 * DAY

    def told(*issued: IssuedDocument) -> bool:
        return ask("result_not_shared", on(asked, first, last, issued=issued), asked) is not None

    assert told()
    assert told(*papers(first, day + 12 * DAY))  # issued after the last visit, and about the one before
    assert not told(*papers(last, day + 12 * DAY))
    assert told(papers(last, day + 12 * DAY)[0])  # the employer alone
    assert not told(*papers(None, day + 10 * DAY))
    assert told(*papers(None, day + 9 * DAY))
    assert not told(*papers(last, day + 12 * DAY, candidate=None))  # on the trip as a whole
    assert told(*papers(visit(day + 10 * DAY, place=OTHER), day + 9 * DAY, candidate=None))


@given(DAYS)
def test_what_is_not_shared_on_purpose_is_not_asked_for(day: date) -> None:
    kept = visit(day, not_shared_because="Ann vertelt het zelf")
    assert ask("result_not_shared", on(day, kept), day + 10 * DAY) is None
    later = on(day, kept, visit(day + DAY))
    begins("result_not_shared", later, day + 9 * DAY)
    spoken = at(contacts=[contact(day, Medium.PHONE)])
    assert ask("result_not_shared", spoken, day + 10 * DAY) is None


@given(DAYS)
def test_a_concept_or_the_next_visit_does_not_hide_an_older_one(day: date) -> None:
    first, asked = visit(day), day + 8 * DAY
    begun = on(asked, first, visit(asked, VisitState.CONCEPT))
    begins("result_not_shared", begun, asked)
    told = ask("result_not_shared", begun, asked)
    assert told is not None
    assert told.where == Where("visit", first.id, "share")
    assert ask("result_not_shared", on(asked, visit(day, VisitState.CONCEPT)), day + 20 * DAY) is None
    weekly = [visit(day + n * 7 * DAY) for n in range(10)]
    for today in (day + n * DAY for n in (8, 14, 20, 56)):
        told = ask("result_not_shared", on(today, *weekly), today)
        assert told is not None
        assert told.where == Where("visit", weekly[0].id, "share")
    later = ask("result_not_shared", on(day + 57 * DAY, *weekly), day + 57 * DAY)  # of the first nobody asks any more
    assert later is not None
    assert later.where == Where("visit", weekly[1].id, "share")


@given(DAYS)
def test_what_was_settled_comes_back_when_the_term_of_another_visit_goes_by(day: date) -> None:
    first, second = visit(day), visit(day + 7 * DAY)
    found = on(day + 20 * DAY, first, second)
    before = [ask("result_not_shared", found, day + n * DAY) for n in (8, 14)]
    after = ask("result_not_shared", found, day + 15 * DAY)
    assert before[0] is not None
    assert before[1] is not None
    assert after is not None
    assert before[0].key == before[1].key != after.key
    assert after.where.id == first.id
