"""Saving: together, over what others saved, and back again."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Record, roots, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.task_list import CarvedTask, TaskList
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Conflict, Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.strategies import records


def begin(desk: Desk, **fields: Any) -> UUID:
    person = Candidate(**fields)
    desk.dossiers.add([person])
    return person.id


def change(desk: Desk, record: str, key: UUID, base: int, **fields: Any) -> Any:
    return desk.dossiers.save([Edit(record, key, base, fields)])


@given(st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_record_comes_back_as_it_went_in(desk: Desk, data: st.DataObject) -> None:
    record: Record = data.draw(st.sampled_from(roots()).flatmap(records))
    record.id = new_id()
    for name in shape_of(record).children:
        for row in getattr(record, name):
            row.id = new_id()
    desk.dossiers.add([record])
    again = desk.dossiers.get(shape_of(record).name, record.id)
    assert again is not None
    assert codec.flatten(again) == codec.flatten(record)


def test_a_save_gives_version_stamp_and_change_set(desk: Desk) -> None:
    key = begin(desk, name_used="Sem")
    saved = change(desk, "candidate", key, 1, pace="Rustig.")
    again = desk.dossiers.get("candidate", key)
    assert saved.changed == {("candidate", key)}
    assert (again.version, saved.versions[key]) == (2, 2)
    assert (again.updated_by, again.created_by) == ("R. Jansen", "R. Jansen")
    assert again.origin


def test_what_comes_out_is_a_copy(desk: Desk) -> None:
    key = begin(desk, name_used="Sem")
    desk.dossiers.get("candidate", key).name_used = "Anders"
    assert desk.dossiers.get("candidate", key).name_used == "Sem"


def test_a_changed_row_bumps_its_root(desk: Desk) -> None:
    tasks = TaskList(tasks=[CarvedTask(name="Was draaien")])
    desk.dossiers.add([tasks])
    desk.dossiers.save([Edit("task_list", tasks.id, 1, {f"tasks/{tasks.tasks[0].id}/name": "Was vouwen"})])
    again = desk.dossiers.get("task_list", tasks.id)
    assert (again.version, again.tasks[0].name) == (2, "Was vouwen")


def test_other_fields_merge_and_the_same_field_asks(desk: Desk) -> None:
    key = begin(desk, name_used="Sem")
    change(desk, "candidate", key, 1, pace="Rustig.")
    change(desk, "candidate", key, 1, explain="Voordoen.")
    merged = desk.dossiers.get("candidate", key)
    assert (merged.pace, merged.explain) == ("Rustig.", "Voordoen.")
    with pytest.raises(Conflict, match="Tempo en pauzes") as caught:
        desk.dossiers.save([Edit("candidate", key, 1, {"pace": "Vlot.", "changes": "Op tijd."})])
    (clash,) = caught.value.clashes
    assert (clash.mine, clash.theirs) == ("Vlot.", "Rustig.")
    assert desk.dossiers.get("candidate", key).changes == ""


def test_the_same_text_twice_is_no_conflict(desk: Desk) -> None:
    key = begin(desk)
    change(desk, "candidate", key, 1, pace="Rustig.")
    change(desk, "candidate", key, 1, pace="Rustig.")


def test_rows_added_on_both_sides_are_all_there(desk: Desk) -> None:
    old = CarvedTask(name="oud")
    tasks = TaskList(tasks=[old])
    desk.dossiers.add([tasks])
    one, two = str(new_id()), str(new_id())
    for key in (one, two):
        desk.dossiers.save(
            [Edit("task_list", tasks.id, 1, {"tasks": [str(old.id), key], f"tasks/{key}/name": f"taak {key[-2:]}"})]
        )
    names = [task.name for task in desk.dossiers.get("task_list", tasks.id).tasks]
    assert sorted(names) == sorted(["oud", f"taak {one[-2:]}", f"taak {two[-2:]}"])


def test_several_roots_save_together_or_not_at_all(desk: Desk) -> None:
    key = begin(desk, name_used="Sem")
    with pytest.raises(Trouble, match="jjjj-mm-dd"):
        desk.dossiers.save(
            [Edit("candidate", key, 1, {"pace": "Rustig."}), Edit("candidate", new_id(), 0, {"born": "morgen"})]
        )
    assert desk.dossiers.get("candidate", key).pace == ""


def test_a_save_forgets_the_draft_and_a_refused_one_keeps_it(desk: Desk) -> None:
    key = begin(desk)
    desk.drafts.keep(Draft("candidate", key, 1, {"pace": "Rustig."}))
    with pytest.raises(Trouble):
        change(desk, "candidate", key, 1, born="nooit")
    assert desk.drafts.find(key) is not None
    change(desk, "candidate", key, 1, pace="Rustig.")
    assert desk.drafts.find(key) is None


def test_what_was_typed_in_a_row_that_went_brings_the_row_back(desk: Desk) -> None:
    boss = Supervisor(name="M. de Boer", phone="06")
    employer = Employer(name="De Golf", supervisors=[boss])
    desk.dossiers.add([employer])
    desk.dossiers.save([Edit("employer", employer.id, 1, {"supervisors": []})])
    desk.dossiers.save([Edit("employer", employer.id, 1, {f"supervisors/{boss.id}/role": "teamleider"})])
    (back,) = desk.dossiers.get("employer", employer.id).supervisors
    assert (back.name, back.phone, back.role) == ("M. de Boer", "06", "teamleider")


def test_a_row_taken_out_on_both_sides_stays_out(desk: Desk) -> None:
    boss = Supervisor(name="M. de Boer")
    employer = Employer(supervisors=[boss])
    desk.dossiers.add([employer])
    desk.dossiers.save([Edit("employer", employer.id, 1, {"supervisors": []})])
    typed = {"supervisors": [], f"supervisors/{boss.id}/role": "teamleider"}
    desk.dossiers.save([Edit("employer", employer.id, 1, typed)])
    assert desk.dossiers.get("employer", employer.id).supervisors == []


def test_what_cannot_be_saved_yet_stays_a_draft_in_the_same_transaction(desk: Desk) -> None:
    key = begin(desk)
    desk.drafts.keep(Draft("candidate", key, 1, {"pace": "Rustig.", "~born": "12 m"}))
    desk.dossiers.save([Edit("candidate", key, 1, {"pace": "Rustig."}, rest={"~born": "12 m"})])
    kept = desk.drafts.find(key)
    assert kept is not None
    assert (kept.base_version, kept.changes) == (2, {"~born": "12 m"})


def test_a_save_without_a_change_has_nothing_to_undo(desk: Desk) -> None:
    key = begin(desk, name_used="Sem")
    saved = change(desk, "candidate", key, 1, name_used="Sem")
    assert (saved.save_id, saved.changed) == (None, frozenset())


def test_two_dossiers_may_bring_the_same_employer(demo_desk: Desk, tmp_path: Path) -> None:
    one, two = demo_desk.dossiers.ids("candidate")[:2]
    whole = demo_desk.dossiers.whole(one)
    assert whole is not None
    other = Placement(candidate=two, employer=whole.employers[0].id)
    demo_desk.dossiers.add([other])
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for key, path in zip((one, two), files, strict=True):
        path.write_bytes(demo_desk.transfer.take_out(key))
    elsewhere, _ = profile.create(tmp_path / "elders", PASSPHRASE, Caseworker())
    with elsewhere:
        elsewhere.transfer.bring_in(files)
        assert len(elsewhere.dossiers.ids("candidate")) == 2


def test_a_dossier_in_the_trash_leaves_in_no_form(demo_desk: Desk) -> None:
    key = demo_desk.dossiers.ids("candidate")[0]
    demo_desk.dossiers.trash("candidate", key)
    with pytest.raises(Trouble, match="prullenbak"):
        demo_desk.transfer.take_out(key)
    with pytest.raises(Trouble, match="prullenbak"):
        demo_desk.documents.portfolio_order(key, Audience.FLOOR, date(2026, 11, 22))


# -- undo --------------------------------------------------------------------------------------------------------------


@given(st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_undo_takes_any_change_back_and_undoing_that_does_it_again(desk: Desk, data: st.DataObject) -> None:
    shape = data.draw(st.sampled_from([shape for shape in roots() if shape.name != "issued_document"]))
    old, new = data.draw(records(shape)), data.draw(records(shape))
    old.id = new_id()
    for record in (old, new):
        for name in shape.children:
            for row in getattr(record, name):
                row.id = new_id()
    desk.dossiers.add([old])
    before, goal = codec.flatten(old), codec.flatten(new)
    saved = desk.dossiers.save([Edit(shape.name, old.id, 1, codec.changes(before, goal))])
    if saved.save_id is None or before == goal:
        return
    undone = desk.dossiers.undo(saved.save_id)
    assert codec.flatten(desk.dossiers.get(shape.name, old.id)) == before
    assert undone.save_id is not None
    desk.dossiers.undo(undone.save_id)
    assert codec.flatten(desk.dossiers.get(shape.name, old.id)) == goal


def test_undo_leaves_what_was_changed_since(desk: Desk) -> None:
    key = begin(desk, name_used="Sem")
    saved = change(desk, "candidate", key, 1, pace="Rustig.", explain="Voordoen.")
    change(desk, "candidate", key, 2, pace="Vlot.")
    desk.dossiers.undo(saved.save_id)
    again = desk.dossiers.get("candidate", key)
    assert (again.pace, again.explain) == ("Vlot.", "")


def test_undoing_a_new_dossier_puts_it_in_the_trash(desk: Desk) -> None:
    saved = change(desk, "candidate", new_id(), 0, name_used="Sem")
    desk.dossiers.undo(saved.save_id)
    assert desk.lists.candidates() == []
    assert len(desk.lists.candidates(trash=True)) == 1


def test_nothing_left_to_undo_is_said(desk: Desk) -> None:
    with pytest.raises(Trouble, match="niets meer"):
        desk.dossiers.undo(new_id())


# -- trash -------------------------------------------------------------------------------------------------------------


def test_trash_and_back(desk: Desk) -> None:
    key = begin(desk, name_used="Łucja", family_name="Nowak")
    saved = desk.dossiers.trash("candidate", key)
    assert desk.lists.search("lucja") == []
    assert desk.lists.candidate_counts() == {"trash": 1}
    assert desk.dossiers.trash("candidate", key).save_id is None
    assert saved.save_id is not None
    desk.dossiers.undo(saved.save_id)
    assert [found.title for found in desk.lists.search("lucja")] == ["Łucja Nowak"]
    desk.dossiers.trash("candidate", key)
    desk.dossiers.restore("candidate", key)
    assert len(desk.lists.candidates(state="active")) == 1


def test_a_supervisor_in_use_cannot_go(desk: Desk) -> None:
    boss = Supervisor(name="M. de Boer")
    employer = Employer(name="De Golf", supervisors=[boss])
    placement = Placement(employer=employer.id, terms=[Terms(supervisor=boss.id)])
    desk.dossiers.add([placement, employer])  # in any order: the check waits for the end
    with pytest.raises(Trouble, match="wordt nog gebruikt bij een plaatsing"):
        change(desk, "employer", employer.id, 1, supervisors=[])
    desk.dossiers.save([Edit("placement", placement.id, 1, {f"terms/{placement.terms[0].id}/supervisor": None})])
    change(desk, "employer", employer.id, 1, supervisors=[])


def test_twice_the_same_record_is_refused(desk: Desk) -> None:
    person = Candidate(name_used="Sem")
    desk.dossiers.add([person])
    with pytest.raises(Trouble, match="staat al in de kluis"):
        desk.dossiers.add([person])


def test_a_draft_of_a_vanished_dossier_is_not_lost(desk: Desk) -> None:
    with pytest.raises(Trouble, match="concept"):
        change(desk, "candidate", new_id(), 3, pace="Rustig.")


def test_the_owner_is_the_caseworker_of_the_profile(desk: Desk) -> None:
    (key,) = desk.dossiers.ids("caseworker")
    assert desk.dossiers.owner().id == key
    assert desk.dossiers.owner().name == desk.caseworker().name != ""
