"""A visit that is being planned is a draft: found by whom it is about, no quick note, and gone when it is planned."""

from datetime import date, time

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Visit, VisitState
from beschutdesk.services.desk import Desk
from beschutdesk.services.drafts import Draft
from beschutdesk.services.notes import QuickNote, as_draft
from beschutdesk.services.visit_plans import Plan, is_plan, plan_of, unfinished
from beschutdesk.services.visits import About
from beschutdesk.trouble import Trouble

AT = Appointment(date(2026, 11, 27), time(9, 30))


def draft_of(*about: About, **more: str) -> Draft:
    """As the dialog keeps it."""
    rows = [new_id() for _ in about]
    changes: dict[str, object] = {"state": "planned", "subjects": [str(row) for row in rows], **more}
    for row, one in zip(rows, about, strict=True):
        changes[f"subjects/{row}/candidate"] = str(one.candidate)
        if one.placement is not None:
            changes[f"subjects/{row}/placement"] = str(one.placement)
    return Draft("visit", new_id(), 0, changes)


def test_what_was_typed_is_read_back() -> None:
    about = (About(new_id(), new_id()), About(new_id()))
    house = new_id()
    draft = draft_of(*about, employer=str(house), medium="phone", **{"~at": "over 2 wek"})
    assert plan_of(draft) == Plan(about, house, "phone", "over 2 wek")
    assert plan_of(Draft("visit", new_id(), 0, {"state": "planned"})) == Plan()


def test_a_plan_is_no_note_and_a_note_no_plan(desk: Desk) -> None:
    plan, note = draft_of(About(new_id())), QuickNote(text="typt")
    desk.drafts.keep(plan, as_draft(note))
    assert [one.key for one in desk.notes.unfinished()] == [note.key]
    found = unfinished(desk.drafts)
    assert found is not None
    assert found.id == plan.id
    assert not is_plan(Draft("visit", new_id(), 2, {"state": "planned"})), "a visit that was saved before"
    assert not is_plan(Draft("candidate", new_id(), 0, {"state": "planned"}))


def test_it_is_found_by_whom_it_is_about(desk: Desk) -> None:
    thijs, roos = new_id(), new_id()
    first, second = draft_of(About(thijs)), draft_of(About(roos))
    desk.drafts.keep(first)
    desk.drafts.keep(second)
    for person, draft in ((thijs, first), (roos, second)):
        found = unfinished(desk.drafts, person)
        assert found is not None
        assert found.id == draft.id
    assert unfinished(desk.drafts, new_id()) is None


def test_planning_takes_the_draft_along_and_a_refusal_leaves_it(desk: Desk) -> None:
    person = Candidate(name_used="Ann")
    place = Placement(candidate=person.id)
    desk.dossiers.add([person, place])
    draft = draft_of(About(person.id, place.id))
    desk.drafts.keep(draft)
    with pytest.raises(Trouble):
        desk.visits.plan([About(new_id())], AT, Medium.VISIT, draft=draft.id)
    assert desk.drafts.find(draft.id) is not None
    saved = desk.visits.plan([About(person.id, place.id)], AT, Medium.VISIT, draft=draft.id)
    assert ("visit", draft.id) in saved.changed
    visit = desk.dossiers.get("visit", draft.id)
    assert isinstance(visit, Visit)
    assert (visit.state, visit.at) == (VisitState.PLANNED, AT)
    assert desk.drafts.find(draft.id) is None
