"""What was tried at visits: read by person, also from the draft of a visit that is being written."""

from datetime import date, time
from uuid import UUID

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import CarvedTask, Opinion, TaskList
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Tryout, Visit, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.services.drafts import Draft

ON = date(2026, 11, 19)


def kept(desk: Desk) -> tuple[Candidate, Candidate, CarvedTask, Visit]:
    """A visit to two people, each of whom tried something."""
    one, other, employer = Candidate(name_used="Thijs"), Candidate(name_used="Noor"), Employer(name="De Golf")
    place = Placement(candidate=one.id, employer=employer.id)
    task = CarvedTask(name="Kassa klaarzetten")
    first, second = VisitSubject(candidate=one.id, placement=place.id), VisitSubject(candidate=other.id)
    tried = [
        Tryout(subject=first.id, task=task.id, name=task.name, own_opinion=Opinion.GOOD),
        Tryout(subject=second.id, name="Vloer vegen"),
    ]
    at = Appointment(ON, time(9, 30), "Europe/Amsterdam")
    visit = Visit(employer=employer.id, at=at, subjects=[first, second], tryouts=tried)
    desk.dossiers.add([one, other, employer, place, TaskList(placement=place.id, tasks=[task]), visit])
    return one, other, task, visit


def test_by_person(desk: Desk) -> None:
    one, other, task, visit = kept(desk)
    (found,) = desk.tries.of(one.id)
    assert (found.visit, found.day, found.open) == (visit.id, ON, False)
    assert (found.row.task, found.row.own_opinion) == (task.id, Opinion.GOOD)
    assert [seen.row.name for seen in desk.tries.of(other.id)] == ["Vloer vegen"]
    desk.dossiers.trash("visit", visit.id)
    assert desk.tries.of(one.id) == ()


def test_with_what_is_being_typed(desk: Desk) -> None:
    one, other, _, visit = kept(desk)
    old, gone = visit.tryouts
    new = UUID(int=5)
    row = f"tryouts/{new}/"
    changes = {
        "tryouts": [str(old.id), str(new)],
        f"{row}subject": str(visit.subjects[0].id),
        f"{row}name": "Ramen lappen",
        f"~{row}minutes": "tien",
        f"tryouts/{old.id}/own_words": "Ging goed",
    }
    desk.drafts.keep(Draft("visit", visit.id, 1, changes))
    found = desk.tries.of(one.id)
    assert [(seen.row.name, seen.row.own_words, seen.open) for seen in found] == [
        ("Kassa klaarzetten", "Ging goed", False),
        ("Ramen lappen", "", True),
    ]
    assert desk.tries.of(other.id) == ()
    unreadable = {"tryouts": [str(old.id)], f"tryouts/{old.id}/own_opinion": "no such opinion"}
    desk.drafts.keep(Draft("visit", visit.id, 1, unreadable))
    assert [seen.row.name for seen in desk.tries.of(other.id)] == [gone.name]  # then what was kept counts
