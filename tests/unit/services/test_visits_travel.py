"""Visits with several people: each file tells of one, two files make one visit, destroying one person spares others."""

import json
from datetime import date, time
from pathlib import Path
from uuid import UUID

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Visit, VisitSubject
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
    bare, whole = full.dossiers.whole(BO.id), full.dossiers.whole(BO.id, visits=True)
    assert bare is not None
    assert whole is not None
    assert (bare.visits, bare.employers) == ((), ())
    assert [visit.id for visit in whole.visits] == [BOTH.id]
    assert [employer.id for employer in whole.employers] == [BAKER.id]
    full.dossiers.trash("visit", BOTH.id)
    assert full.dossiers.whole(BO.id, visits=True).visits == ()  # type: ignore[union-attr]


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
