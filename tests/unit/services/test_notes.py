"""The quick note: ten seconds, undoable, and not lost when something comes between."""

from datetime import date, time
from uuid import UUID

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState
from beschutdesk.services.desk import Desk
from beschutdesk.services.drafts import Draft
from beschutdesk.services.notes import QuickNote, Who, as_draft, from_draft, now
from beschutdesk.services.timeline import EventKind
from beschutdesk.trouble import Trouble

AT = Appointment(date(2026, 11, 20), time(10, 15))


@pytest.fixture
def person(desk: Desk) -> Candidate:
    made = Candidate(name_used="Ann")
    employer = Employer(name="Bakker")
    over = Placement(candidate=made.id, employer=employer.id, ended_on=date(2026, 1, 1))
    runs = Placement(candidate=made.id, employer=employer.id, job_title="bakt")
    desk.dossiers.add([made, employer, runs, over])
    return made


def visits(desk: Desk) -> list[Visit]:
    return [desk.dossiers.get("visit", key) for key in desk.dossiers.ids("visit")]


def test_a_note_about_a_person_stands_at_the_placement_that_runs(desk: Desk, person: Candidate) -> None:
    desk.notes.quick(("candidate", person.id), Medium.PHONE, "  Belt morgen.\nVraagt vrij.  ", AT)
    (visit,) = visits(desk)
    (subject,) = visit.subjects
    assert (visit.at, visit.medium, visit.state, visit.employer, visit.notes) == (
        AT,
        Medium.PHONE,
        VisitState.DONE,
        None,
        "",
    )
    assert (subject.candidate, subject.notes) == (person.id, "Belt morgen.\nVraagt vrij.")
    assert subject.placement is not None
    assert desk.dossiers.get("placement", subject.placement).job_title == "bakt"


def test_a_note_about_an_employer_has_no_subject(desk: Desk, person: Candidate) -> None:
    (employer,) = desk.dossiers.ids("employer")
    desk.notes.quick(("employer", employer), None, "Wil wel een tweede.", AT)
    (visit,) = visits(desk)
    assert (visit.employer, visit.notes, visit.subjects, visit.medium) == (employer, "Wil wel een tweede.", [], None)


def test_without_a_moment_it_is_now(desk: Desk, person: Candidate) -> None:
    before = now().moment
    desk.notes.quick(("candidate", person.id), Medium.APP, "x")
    (visit,) = visits(desk)
    assert visit.at is not None
    assert before <= visit.at.moment <= now().moment
    assert visit.at.at.second == 0


def test_it_is_undone_and_done_again(desk: Desk, person: Candidate) -> None:
    saved = desk.notes.quick(("candidate", person.id), Medium.APP, "x", AT)
    assert saved.save_id is not None
    undone = desk.dossiers.undo(saved.save_id)
    assert visits(desk) == []
    assert undone.save_id is not None
    desk.dossiers.undo(undone.save_id)
    assert len(visits(desk)) == 1


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_note_is_refused(desk: Desk, person: Candidate, text: str) -> None:
    with pytest.raises(Trouble, match="nog niets"):
        desk.notes.quick(("candidate", person.id), Medium.APP, text, AT)
    assert visits(desk) == []


def test_about_nobody_is_refused_and_the_draft_stays(desk: Desk, person: Candidate) -> None:
    note = QuickNote(who=("candidate", person.id), text="typt")
    desk.drafts.keep(as_draft(note))
    desk.dossiers.trash("candidate", person.id)
    for who in (("candidate", person.id), ("candidate", new_id()), ("placement", new_id())):
        with pytest.raises(Trouble, match="is er niet meer"):
            desk.notes.quick(who, None, "typt", AT, draft=note)
    assert desk.notes.unfinished() == [note]


@pytest.mark.parametrize("who", [None, ("candidate", UUID(int=7)), ("employer", UUID(int=8))])
@pytest.mark.parametrize("medium", [None, Medium.MAIL])
def test_what_was_typed_comes_back(desk: Desk, who: Who | None, medium: Medium | None) -> None:
    note = QuickNote(who=who, medium=medium, text="half een zi\nn")
    desk.drafts.keep(as_draft(note))
    (found,) = desk.notes.unfinished()
    assert (found.key, found.who, found.medium, found.text) == (note.key, who, medium, note.text)
    if who is None or who[0] == "candidate":
        assert found.subject == note.subject


def test_saving_forgets_the_draft(desk: Desk, person: Candidate) -> None:
    note = QuickNote(who=("candidate", person.id), medium=Medium.APP, text="typt")
    desk.drafts.keep(as_draft(note))
    desk.notes.quick(("candidate", person.id), note.medium, note.text, AT, draft=note)
    assert desk.notes.unfinished() == []
    assert [visit.id for visit in visits(desk)] == [note.key]
    assert [event.kind for event in desk.timeline.of("candidate", person.id, kinds={EventKind.CONTACT})] == [
        EventKind.CONTACT
    ]


def test_drafts_of_other_things_are_no_notes() -> None:
    assert from_draft(Draft("candidate", new_id(), 0, {})) is None
    assert from_draft(Draft("visit", new_id(), 3, {"notes": "x"})) is None
    found = from_draft(Draft("visit", new_id(), 0, {}))
    assert found is not None
    assert (found.who, found.text) == (None, "")
