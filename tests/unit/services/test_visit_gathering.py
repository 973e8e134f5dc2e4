"""What a report looks back at: earlier visits, cut down to this person, this workplace and this reader."""

from datetime import date, time
from typing import Any

import pytest

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import LearningMoment, Medium, Visit, VisitAgreement, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.visit_papers import Reader
from tests.documents import invented_visits
from tests.documents.invented_visits import DAY, TODAY, Trip


@pytest.fixture
def one(desk: Desk) -> Trip:
    """A visit to Thijs, with the one before it."""
    trip = invented_visits.full()
    made = trip.dossier
    desk.dossiers.add([made.candidate, made.employer, made.placement, *trip.before, trip.visit])
    return trip


def test_the_visit_before_is_looked_back_at(desk: Desk, one: Trip) -> None:
    person = one.dossier.candidate.id
    call = Visit(
        at=Appointment(date(2026, 11, 15), time(9)),
        medium=Medium.PHONE,
        state=VisitState.DONE,
        subjects=[VisitSubject(candidate=person)],
    )
    older = Visit(
        at=Appointment(date(2026, 9, 1), time(9)),
        medium=Medium.VISIT,
        state=VisitState.DONE,
        subjects=[part := VisitSubject(candidate=person)],
        agreements=[
            VisitAgreement(subject=part.id, what="Nog steeds open"),
            VisitAgreement(subject=part.id, what="Lang geleden klaar", done_on=date(2026, 9, 20)),
        ],
    )
    later = Visit(
        at=Appointment(date(2026, 11, 21), time(9)),
        medium=Medium.VISIT,
        state=VisitState.DONE,
        subjects=[part := VisitSubject(candidate=person)],
        agreements=[VisitAgreement(subject=part.id, what="Pas later afgesproken")],
    )
    desk.dossiers.add([call, older, later])
    order = desk.visit_papers.order(one.visit.id, Reader.EMPLOYER, TODAY)
    text = order.text()
    for there in ("Bord bij de balie hangen", "Dagplanning met", "Nog steeds open", "Gehoorkappen bestellen"):
        assert there in text
    for gone in ("Lang geleden klaar", "Pas later"):
        assert gone not in text
    assert order.parts[0].since == date(2026, 11, 6)


def _earlier(person: Any, what: str, **more: Any) -> Visit:
    """A visit a day before that of the report, of which something is still open."""
    return Visit(
        at=Appointment(date(2026, 11, 19), time(9)),
        medium=Medium.VISIT,
        state=more.pop("state", VisitState.DONE),
        employer=more.pop("employer", None),
        subjects=[part := VisitSubject(candidate=person, **more)],
        agreements=[VisitAgreement(subject=part.id, what=what)],
        learning_moments=[LearningMoment(subject=part.id, question=f"{what}?", tip="Rustig aan")],
    )


@pytest.mark.parametrize("reader", Reader)
def test_a_workplace_hears_nothing_of_another_one(desk: Desk, one: Trip, reader: Reader) -> None:
    person, house = one.dossier.candidate.id, one.dossier.employer.id
    shop = Employer(name="Winkel", supervisors=[Supervisor(name="Wim")])
    elsewhere = Placement(candidate=person, employer=shop.id)
    again = Placement(candidate=person, employer=house)
    desk.dossiers.add([shop, elsewhere, again])
    desk.dossiers.add(
        [
            _earlier(person, "ELDERS-plaats", placement=elsewhere.id),
            _earlier(person, "ELDERS-werkgever", employer=shop.id),
            _earlier(person, "HIER-eerdere plaats", placement=again.id),
            _earlier(person, "HIER-zonder plaats", employer=house),
        ]
    )
    order = desk.visit_papers.order(one.visit.id, reader, TODAY)
    assert ("ELDERS" in repr(order)) == (reader not in (Reader.EMPLOYER, Reader.SUPERVISOR))
    assert ("ELDERS" in order.text()) == (reader not in (Reader.EMPLOYER, Reader.SUPERVISOR))
    assert order.text().count("HIER") >= 2
    assert order.parts[0].since == date(2026, 11, 19)


@pytest.mark.parametrize("reader", Reader)
def test_nothing_comes_out_of_the_trash(desk: Desk, one: Trip, reader: Reader) -> None:
    desk.dossiers.trash("placement", one.dossier.placement.id)
    order = desk.visit_papers.order(one.visit.id, reader, TODAY)
    assert order.parts[0].placement is None
    assert "Gehoorkappen bestellen" not in repr(order)
    assert "Donderdag neemt Youssef de dag door" in order.text()


@pytest.mark.parametrize("reader", Reader)
def test_what_was_closed_then_is_closed_now(desk: Desk, one: Trip, reader: Reader) -> None:
    person, place = one.dossier.candidate.id, one.dossier.placement.id
    closed = _earlier(person, "DICHT", placement=place, readers=(Audience.COLLEAGUE,))
    closed.learning_moments[0].subject = None
    both = _earlier(person, "BEIDE", placement=place, readers=(Audience.EMPLOYER, Audience.COLLEAGUE))
    both.agreements[0].readers = (Audience.SUPERVISOR,)
    nobody = _earlier(person, "SAMEN", placement=place, readers=(Audience.SUPERVISOR,))
    nobody.agreements[0].readers = (Audience.SUPERVISOR, Audience.EMPLOYER)
    desk.dossiers.add([closed, both, nobody])
    text = desk.visit_papers.order(one.visit.id, reader, TODAY).text()
    own = reader is Reader.DOSSIER
    lines = [line for line in text.splitlines() if line.startswith("- Wie")]
    assert ("DICHT" in text) == own
    assert any("BEIDE" in line for line in lines) == own
    assert any("SAMEN" in line for line in lines) == (own or reader is Reader.SUPERVISOR)


def test_a_contact_that_was_kept_without_a_state_was_held(desk: Desk, one: Trip) -> None:
    person, place = one.dossier.candidate.id, one.dossier.placement.id
    desk.dossiers.add([before := _earlier(person, "Eerder gezegd", placement=place, state=None)])
    order = desk.visit_papers.order(one.visit.id, Reader.EMPLOYER, TODAY)
    assert "Eerder gezegd" in order.text()
    assert not desk.visit_papers.order(before.id, Reader.EMPLOYER, TODAY).concept
    batch = desk.visit_papers.batch(date(2026, 11, 19), DAY, Reader.EMPLOYER, TODAY)
    assert [visit for visit, _ in batch.pairs] == [before.id, one.visit.id]


def test_what_came_of_an_agreement_later_shows(desk: Desk, one: Trip) -> None:
    key = one.visit.agreements[0].id
    before = desk.visit_papers.order(one.visit.id, Reader.EMPLOYER, TODAY)
    version = desk.dossiers.get("visit", one.visit.id).version
    path = f"agreements/{key}/done_on"
    desk.dossiers.save([Edit("visit", one.visit.id, version, {path: "2026-11-21"})])
    after = desk.visit_papers.order(one.visit.id, Reader.EMPLOYER, TODAY)
    assert "✓ gedaan" not in before.text().split("Afspraken van eerder")[0]
    assert "✓ gedaan" in after.text().split("Afspraken van eerder")[0]
