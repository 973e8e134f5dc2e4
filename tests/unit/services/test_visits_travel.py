"""Visits with several people: each file tells of one, two files make one visit, destroying one person spares others."""

import json
from datetime import date, time
from pathlib import Path
from uuid import UUID

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import CarvedTask, TaskList
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import (
    ABOUT_SUBJECTS,
    LearningMoment,
    Tryout,
    Visit,
    VisitAgreement,
    VisitSubject,
)
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.services.notes import QuickNote, as_draft
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE

ANN, BO = Candidate(name_used="Ann"), Candidate(name_used="Bo")
BAKER = Employer(name="Bakker")
PLACE = Placement(candidate=ANN.id, employer=BAKER.id)
ALONE = Visit(
    employer=BAKER.id, notes="Alleen", present=("Ann",), subjects=[VisitSubject(candidate=ANN.id, notes="A1")]
)
BOTH = Visit(
    at=Appointment(date(2026, 11, 19), time(10)),
    employer=BAKER.id,
    notes="Bo was stil",
    present=("Ann", "Bo"),
    subjects=[
        VisitSubject(candidate=ANN.id, placement=PLACE.id, notes="A2"),
        VisitSubject(candidate=BO.id, notes="GEHEIM-B2"),
    ],
)
NOBODY = Visit(employer=BAKER.id, notes="Acquisitie")


@pytest.fixture
def full(desk: Desk) -> Desk:
    desk.dossiers.add([ANN, BO, BAKER, PLACE, ALONE, BOTH, NOBODY])
    return desk


@pytest.fixture
def other(tmp_path: Path) -> Desk:
    return profile.create(tmp_path / "ander", PASSPHRASE, Caseworker(name="Ander"))[0]


def took(desk: Desk, key: UUID, path: Path) -> Path:
    path.write_bytes(desk.transfer.take_out(key))
    return path


def test_whole_has_visits_only_when_asked(full: Desk) -> None:
    bare, whole = full.dossiers.whole(BO.id), full.dossiers.whole(BO.id, everything=True)
    assert bare is not None
    assert whole is not None
    assert (bare.visits, bare.employers) == ((), ())
    assert [visit.id for visit in whole.visits] == [BOTH.id]
    assert [employer.id for employer in whole.employers] == [BAKER.id]
    full.dossiers.trash("visit", BOTH.id)
    assert full.dossiers.whole(BO.id, everything=True).visits == ()  # type: ignore[union-attr]


def test_a_file_tells_of_one_person_only(full: Desk) -> None:
    data = full.transfer.take_out(ANN.id)
    for secret in ("GEHEIM-B2", "Bo was stil", str(BO.id), str(BOTH.subjects[1].id), "Acquisitie"):
        assert secret.encode() not in data
    plain = json.loads(data)
    assert [visit["id"] for visit in plain["visits"]] == [str(ALONE.id), str(BOTH.id)]
    assert plain["visits"][0]["notes"] == "Alleen"
    assert {"notes", "present"}.isdisjoint(plain["visits"][1])
    assert [subject["notes"] for subject in plain["visits"][1]["subjects"]] == ["A2"]


def test_a_reference_to_what_lies_in_the_trash_is_left_out(full: Desk) -> None:
    full.dossiers.trash("placement", PLACE.id)
    assert "placement" not in json.loads(full.transfer.take_out(ANN.id))["visits"][1]["subjects"][0]


def test_two_files_make_one_visit_again(full: Desk, other: Desk, tmp_path: Path) -> None:
    with other:
        other.transfer.bring_in([took(full, ANN.id, tmp_path / "ann.json")])
        saved = other.transfer.bring_in([took(full, BO.id, tmp_path / "bo.json")])
        visit = other.dossiers.get("visit", BOTH.id)
        assert [(s.candidate, s.notes) for s in visit.subjects] == [(ANN.id, "A2"), (BO.id, "GEHEIM-B2")]
        assert visit.notes == ""
        assert saved.save_id is not None
        other.dossiers.undo(saved.save_id)
        assert [s.candidate for s in other.dossiers.get("visit", BOTH.id).subjects] == [ANN.id]


def test_both_files_at_once(full: Desk, other: Desk, tmp_path: Path) -> None:
    with other:
        other.transfer.bring_in([took(full, key, tmp_path / f"{key}.json") for key in (BO.id, ANN.id)])
        assert len(other.dossiers.get("visit", BOTH.id).subjects) == 2
        with pytest.raises(Trouble, match="staat al in de kluis"):
            other.transfer.bring_in([tmp_path / f"{ANN.id}.json"])
        assert len(other.dossiers.get("visit", BOTH.id).subjects) == 2


# -- destroying --------------------------------------------------------------------------------------------------------


def test_who_is_destroyed_goes_out_of_visits_and_others_stay(full: Desk) -> None:
    subject = str(BOTH.subjects[1].id)
    full.drafts.keep(
        as_draft(QuickNote(who=("candidate", BO.id), text="GEHEIM-notitie")),
        Draft("visit", BOTH.id, 1, {f"subjects/{subject}/notes": "GEHEIM-concept", "notes": "blijft"}),
    )
    full.dossiers.trash("candidate", BO.id)
    full.dossiers.destroy("candidate", BO.id)
    visit = full.dossiers.get("visit", BOTH.id)
    assert [s.candidate for s in visit.subjects] == [ANN.id]
    assert full.notes.unfinished() == []
    draft = full.drafts.find(BOTH.id)
    assert draft is not None
    assert draft.changes == {"notes": "blijft"}
    with full._store.reading() as connection:
        for table in ("history", "draft", "visit_subject"):
            assert "GEHEIM" not in repr(connection.exec_driver_sql(f"SELECT * FROM {table}").all())
    assert full.dossiers.save([]).save_id is None


@pytest.mark.parametrize("instead", [None, ANN.id], ids=["taken out", "about another"])
def test_what_was_said_before_goes_out_of_the_history_too(full: Desk, instead: UUID | None) -> None:
    first, second = (str(subject.id) for subject in BOTH.subjects)
    gone = {"subjects": [first]}
    other = {f"subjects/{second}/candidate": str(instead), f"subjects/{second}/notes": "Toch Ann"}
    full.dossiers.save([Edit("visit", BOTH.id, 1, gone if instead is None else other)])
    full.drafts.keep(Draft("visit", BOTH.id, 2, {f"subjects/{second}/notes": "getypt"}))
    full.dossiers.trash("candidate", BO.id)
    full.dossiers.destroy("candidate", BO.id)
    draft = full.drafts.find(BOTH.id)
    assert draft is not None
    if instead is None:
        assert draft.changes == {}
    else:
        assert [s.notes for s in full.dossiers.get("visit", BOTH.id).subjects] == ["A2", "Toch Ann"]
        assert list(draft.changes.values()) == ["getypt"]
    with full._store.reading() as connection:
        told = repr(connection.exec_driver_sql("SELECT * FROM history").all())
    assert "GEHEIM" not in told
    assert str(BO.id) not in told


def test_the_last_person_takes_the_visit_along(full: Desk) -> None:
    for person in (ANN, BO):
        full.dossiers.trash("candidate", person.id)
    gone = full.dossiers.destroy("candidate", ANN.id)
    assert {("visit", ALONE.id), ("placement", PLACE.id)} <= gone
    assert ("visit", BOTH.id) not in gone
    assert ("visit", BOTH.id) in full.dossiers.destroy("candidate", BO.id)
    assert full.dossiers.ids("visit") == [NOBODY.id]


def test_a_placement_that_is_destroyed_leaves_what_was_said(full: Desk) -> None:
    full.dossiers.trash("placement", PLACE.id)
    full.dossiers.destroy("placement", PLACE.id)
    assert [(s.placement, s.notes) for s in full.dossiers.get("visit", BOTH.id).subjects[:1]] == [(None, "A2")]


# -- rows beside the subjects ------------------------------------------------------------------------------------------


def talked() -> Visit:
    """A trip with two people: something was agreed, tried and learnt about each, and about the trip as a whole."""
    ann, bo = VisitSubject(candidate=ANN.id, placement=PLACE.id), VisitSubject(candidate=BO.id)
    made = Visit(
        at=Appointment(date(2026, 11, 19), time(10)),
        employer=BAKER.id,
        no_contact_because="GEHEIM-waarom",
        moved_because="GEHEIM-verzet",
        subjects=[ann, bo],
    )
    for about, word in ((ann.id, "ANN"), (bo.id, "GEHEIM-BO"), (None, "GEHEIM-samen")):
        made.agreements.append(VisitAgreement(subject=about, what=f"{word} afspraak"))
        made.tryouts.append(Tryout(subject=about, name=f"{word} taak"))
        made.learning_moments.append(LearningMoment(subject=about, question=f"{word} vraag"))
    return made


def test_rows_about_another_do_not_travel(full: Desk, other: Desk, tmp_path: Path) -> None:
    visit = talked()
    full.dossiers.add([visit])
    data = full.transfer.take_out(ANN.id)
    assert b"GEHEIM" not in data
    assert data.count(b"ANN ") == 3
    with other:
        other.transfer.bring_in([took(full, key, tmp_path / f"{key}.json") for key in (BO.id, ANN.id)])
        there = other.dossiers.get("visit", visit.id)
        mine = [subject.id for subject in visit.subjects]
        for name in ABOUT_SUBJECTS:
            assert sorted(row.subject for row in getattr(there, name)) == sorted(mine)


def test_what_leads_out_of_the_file_is_emptied(full: Desk) -> None:
    guide, task = Supervisor(name="Gids"), CarvedTask(name="Vegen")
    shop = Employer(name="Winkel", supervisors=[guide])
    tasks = TaskList(placement=PLACE.id, tasks=[task])
    visit = talked()
    visit.subjects[0].supervised_by, visit.tryouts[0].task = guide.id, task.id
    full.dossiers.add([shop, tasks, visit])
    (plain,) = (one for one in json.loads(full.transfer.take_out(ANN.id))["visits"] if one["id"] == str(visit.id))
    assert "supervised_by" not in plain["subjects"][0]  # of an employer that does not travel
    assert plain["tryouts"][0]["task"] == str(task.id)
    full.dossiers.trash("task_list", tasks.id)
    (plain,) = (one for one in json.loads(full.transfer.take_out(ANN.id))["visits"] if one["id"] == str(visit.id))
    assert "task" not in plain["tryouts"][0]


def test_rows_about_who_is_destroyed_go_everywhere(full: Desk) -> None:
    visit = talked()
    full.dossiers.add([visit])
    ann, bo = visit.subjects
    mine, theirs = visit.agreements[:2]
    # what was once said about Bo, and is about Ann by now; and a row that is only being typed
    once = {f"tryouts/{visit.tryouts[0].id}/subject": str(bo.id), f"tryouts/{visit.tryouts[0].id}/name": "GEHEIM-eens"}
    full.dossiers.save([Edit("visit", visit.id, 1, once)])
    now = {f"tryouts/{visit.tryouts[0].id}/subject": str(ann.id), f"tryouts/{visit.tryouts[0].id}/name": "ANN nu"}
    full.dossiers.save([Edit("visit", visit.id, 2, now)])
    new = str(VisitAgreement().id)
    typed = {
        "agreements": [str(mine.id), str(theirs.id), new],
        f"agreements/{new}/subject": str(bo.id),
        f"agreements/{new}/what": "GEHEIM-getypt",
        f"agreements/{theirs.id}/what": "GEHEIM-getypt",
        f"agreements/{mine.id}/what": "blijft",
    }
    full.drafts.keep(Draft("visit", visit.id, 3, typed))
    report = IssuedDocument(
        kind=DocumentKind.VISIT_REPORT, candidate=BO.id, visit=visit.id, issued_on=date(2026, 11, 20)
    )
    whole = IssuedDocument(kind=DocumentKind.VISIT_REPORT, visit=visit.id, issued_on=date(2026, 11, 20))
    of_ann = IssuedDocument(kind=DocumentKind.VISIT_REPORT, candidate=ANN.id, visit=visit.id)
    full.dossiers.add([report, whole, of_ann])
    full.dossiers.trash("candidate", BO.id)
    full.dossiers.destroy("candidate", BO.id)
    left = full.dossiers.get("visit", visit.id)
    for name in ABOUT_SUBJECTS:
        assert [row.subject for row in getattr(left, name)] == [ann.id, None]
    assert left.tryouts[0].name == "ANN nu"
    draft = full.drafts.find(visit.id)
    assert draft is not None
    assert draft.changes == {"agreements": [str(mine.id)], f"agreements/{mine.id}/what": "blijft"}
    assert full.dossiers.ids("issued_document") == [of_ann.id]
    with full._store.reading() as connection:
        for table in ("history", "draft", "visit_agreement", "tryout", "learning_moment"):
            text = repr(connection.exec_driver_sql(f"SELECT * FROM {table}").all())
            assert not [word for word in ("GEHEIM-BO", "GEHEIM-eens", "GEHEIM-getypt") if word in text], table


def test_what_is_half_typed_about_who_is_destroyed_goes_too(full: Desk) -> None:
    visit = talked()
    full.dossiers.add([visit])
    ann, bo = (str(subject.id) for subject in visit.subjects)
    row = str(visit.agreements[1].id)
    typed = {
        f"~subjects/{bo}/next_on": "GEHEIM half",
        f"~agreements/{row}/due_on": "GEHEIM half",
        f"~subjects/{ann}/next_on": "over 2 w",
        "~agreements": json.dumps({bo: {"what": "GEHEIM half"}, ann: {"what": "nog half"}}),
        "~learning_moments": json.dumps({bo: {"question": "GEHEIM half"}}),
        "~subjects": json.dumps({"visit": str(visit.id), "subject": bo, "theme": "private", "caret": 3}),
    }
    full.drafts.keep(Draft("visit", visit.id, 1, typed))
    full.dossiers.trash("candidate", BO.id)
    full.dossiers.destroy("candidate", BO.id)
    draft = full.drafts.find(visit.id)
    assert draft is not None
    assert draft.changes == {
        f"~subjects/{ann}/next_on": "over 2 w",
        "~agreements": json.dumps({ann: {"what": "nog half"}}),
    }


def test_who_is_destroyed_was_not_there_any_more(full: Desk) -> None:
    kept = BOTH.present
    full.dossiers.save([Edit("visit", BOTH.id, 1, {"present": ["Ann en Bo", "Gids"]})])
    full.drafts.keep(Draft("visit", BOTH.id, 2, {"present": ["Ann", "Bo", "Kok"]}))
    full.dossiers.trash("candidate", BO.id)
    full.dossiers.destroy("candidate", BO.id)
    assert kept == ("Ann", "Bo")
    assert full.dossiers.get("visit", BOTH.id).present == ("Ann", "Gids")
    draft = full.drafts.find(BOTH.id)
    assert draft is not None
    assert draft.changes == {"present": ["Ann", "Kok"]}
    with full._store.reading() as connection:
        told = repr(connection.exec_driver_sql("SELECT old, new FROM history WHERE path = 'present'").all())
    assert "Bo" not in told


def test_a_name_that_somebody_who_stays_has_too_stays(full: Desk) -> None:
    other = Candidate(name_used="Bo", family_name="Kok")
    visit = Visit(
        present=("Bo", "Ann", "Bo Kok"),
        subjects=[VisitSubject(candidate=person.id) for person in (ANN, BO, other)],
    )
    full.dossiers.add([other, visit])
    for person in (BO, ANN):
        full.dossiers.trash("candidate", person.id)
        full.dossiers.destroy("candidate", person.id)
    left = full.dossiers.get("visit", visit.id)
    assert left.present == ("Bo", "Bo Kok")
    assert [subject.candidate for subject in left.subjects] == [other.id]


def test_a_visit_about_one_person_goes_with_its_reports_and_a_task_only_loses_the_link(full: Desk) -> None:
    task = CarvedTask(name="Vegen")
    tasks = TaskList(placement=PLACE.id, tasks=[task])
    visit = talked()
    visit.tryouts[0].task = task.id
    alone = Visit(subjects=[VisitSubject(candidate=BO.id)])
    report = IssuedDocument(kind=DocumentKind.VISIT_REPORT, visit=alone.id)
    full.dossiers.add([tasks, visit, alone, report])
    full.dossiers.trash("placement", PLACE.id)
    full.dossiers.destroy("placement", PLACE.id)
    assert full.dossiers.get("task_list", tasks.id) is None
    assert full.dossiers.get("visit", visit.id).tryouts[0].task is None
    full.dossiers.trash("candidate", BO.id)
    full.dossiers.destroy("candidate", BO.id)
    assert full.dossiers.get("visit", alone.id) is None
    assert full.dossiers.get("issued_document", report.id) is None


def test_rows_go_with_who_is_taken_out_and_come_back(full: Desk) -> None:
    visit = talked()
    full.dossiers.add([visit])
    ann, bo = visit.subjects
    saved = full.dossiers.save([Edit("visit", visit.id, 1, {"subjects": [str(ann.id)]})])
    left = full.dossiers.get("visit", visit.id)
    for name in ABOUT_SUBJECTS:
        assert [row.subject for row in getattr(left, name)] == [ann.id, None]
    assert saved.save_id is not None
    full.dossiers.undo(saved.save_id)
    back = full.dossiers.get("visit", visit.id)
    for name in ABOUT_SUBJECTS:
        assert [row.subject for row in getattr(back, name)] == [ann.id, bo.id, None]
        assert all(
            left == right
            for left, right in zip(map(said, getattr(back, name)), map(said, getattr(visit, name)), strict=True)
        )


def said(row: object) -> dict[str, object]:
    return {key: value for key, value in vars(row).items() if key in ("what", "name", "question", "subject")}


def test_the_list_has_every_contact_in_order_and_nothing_of_what_was_said(full: Desk) -> None:
    rows = full.lists.table("visits", date(2026, 11, 22))
    assert [(row["id"], row["day"], row["candidate"], row["employer"]) for row in rows] == [
        (str(ALONE.id), "", "Ann", "Bakker"),
        (str(NOBODY.id), "", "", "Bakker"),
        (str(BOTH.id), "2026-11-19", "Ann, Bo", "Bakker"),
    ]
    assert "GEHEIM" not in str(rows)
    full.dossiers.trash("candidate", BO.id)
    assert full.lists.table("visits", date(2026, 11, 22))[-1]["candidate"] == "Ann"
