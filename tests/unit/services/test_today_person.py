"""The signals of one person, and the first contact that is planned."""

from datetime import date, time, timedelta

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.contract import Contract, ContractKind, EmployingParty
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.services.today import NextContact

TODAY = date(2026, 11, 22)
DAY = timedelta(1)


def ending(person: Candidate) -> Placement:
    """A placement with a contract that ends without a decision."""
    paper = Contract(
        party=EmployingParty.EMPLOYER,
        kind=ContractKind.TEMPORARY,
        since=TODAY - 300 * DAY,
        until=TODAY + 60 * DAY,
    )
    return Placement(candidate=person.id, contracts=[paper])


def planned(day: date, at: time, *people: Candidate, state: VisitState = VisitState.PLANNED) -> Visit:
    subjects = [VisitSubject(candidate=person.id) for person in people]
    return Visit(at=Appointment(day, at), medium=Medium.VISIT, state=state, subjects=subjects)


def test_about_a_person_is_what_the_page_says_of_their_placements(desk: Desk) -> None:
    one, other = Candidate(name_used="Jelte"), Candidate(name_used="Femke")
    place = ending(one)
    desk.dossiers.add([one, other, place, ending(other)])
    found = desk.today.about(one.id, TODAY)
    assert {line.where.id for line in found} == {place.id}
    page = desk.today.lines(TODAY)
    assert not page.folds
    assert [line.key for line in found] == [line.key for line in page.lines if line.people == (one.id,)]
    assert "contract_decision" in {line.rule for line in found}


def test_what_was_put_off_is_not_told_again(desk: Desk) -> None:
    person = Candidate(name_used="Jelte")
    desk.dossiers.add([person, ending(person)])
    before = desk.today.about(person.id, TODAY)
    desk.today.mute(before[0], TODAY + 7 * DAY, TODAY)
    assert desk.today.about(person.id, TODAY) == before[1:]
    assert desk.today.about(Candidate().id, TODAY) == ()


def test_the_next_contact_is_the_first_that_is_planned_whatever_its_day(desk: Desk) -> None:
    person = Candidate(name_used="Jelte", family_name="Zilver", municipality="Kampen")
    boss = Employer(name="Bakkerij Korst")
    assert desk.today.next_contact(TODAY) is None
    far = planned(TODAY + 200 * DAY, time(9), person)
    far.employer = boss.id
    late = planned(TODAY - DAY, time(9), person)
    done = planned(TODAY + DAY, time(9), person, state=VisitState.DONE)
    desk.dossiers.add([person, boss, far, late, done])
    assert desk.today.next_contact(TODAY) == NextContact(
        TODAY + 200 * DAY, time(9), "werkbezoek", "Jelte Zilver", "Bakkerij Korst"
    )
    desk.dossiers.add([planned(TODAY, time(14)), planned(TODAY, time(8, 30), person)])
    first = desk.today.next_contact(TODAY)
    assert first is not None
    assert (first.day, first.at) == (TODAY, time(8, 30))


def test_the_next_contact_of_a_gemeente_is_not_that_of_another(desk: Desk) -> None:
    here, there = Candidate(name_used="Jelte", municipality="Kampen"), Candidate(municipality="Zwolle")
    desk.dossiers.add([here, there, planned(TODAY + DAY, time(9), there), planned(TODAY + 5 * DAY, time(9), here)])
    found = desk.today.next_contact(TODAY, "kampen")
    assert found is not None
    assert found.day == TODAY + 5 * DAY


def test_trips_of_one_day_come_by_the_hour(desk: Desk) -> None:
    names = ("Anna", "Bas", "Cor")
    people = [Candidate(name_used=name) for name in names]
    hours = (time(14), time(9), time(11, 15))
    desk.dossiers.add([*people, *(planned(TODAY, at, one) for at, one in zip(hours, people, strict=True))])
    trips = [line for line in desk.today.lines(TODAY).lines if line.rule == "visit_planned"]
    assert [line.at for line in trips] == sorted(hours)
