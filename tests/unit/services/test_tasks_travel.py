"""Tasks with what is about them: taken out and back together, changed on two sides, destroyed, sent and received."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.rows_about import ABOUT
from beschutdesk.dossier.task_inventory import InventoryStep, InventoryTask, TaskInventory
from beschutdesk.dossier.task_list import CarvedTask, PlanKind, PlanPart, TaskList, TaskStep, TaskTryout
from beschutdesk.dossier.values import Slot
from beschutdesk.dossier.visit import Tryout, Visit, VisitSubject
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.storage import directory, search
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE

ANN = Candidate(name_used="Ann")
GIDS, ELDERS = Supervisor(name="Gids"), Supervisor(name="Elders")
BATH, MILL = Employer(name="Bad", supervisors=[GIDS]), Employer(name="Molen", supervisors=[ELDERS])
PLACE = Placement(candidate=ANN.id, employer=BATH.id)
MONDAY = (Slot(0, time(9), time(9, 30)),)


def carved() -> TaskList:
    """Two tasks, each with a step, a try and a block; and a break, which is about nothing."""
    sweep, fold = CarvedTask(name="Vegen"), CarvedTask(name="Vouwen")
    return TaskList(
        placement=PLACE.id,
        tasks=[sweep, fold],
        steps=[TaskStep(task=task.id, words=f"Stap bij {task.name}") for task in (sweep, fold)],
        tryouts=[TaskTryout(task=task.id, own_words="Fijn", tried_on=date(2026, 11, 2)) for task in (sweep, fold)],
        plan=[
            PlanPart(at=MONDAY, kind=PlanKind.TASK, task=sweep.id),
            PlanPart(at=MONDAY, kind=PlanKind.TASK, task=fold.id, supervisor=GIDS.id, backup=ELDERS.id),
            PlanPart(at=MONDAY, kind=PlanKind.BREAK),
        ],
    )


def offered() -> TaskInventory:
    """The same at the employer."""
    sweep, fold = InventoryTask(name="Hal vegen", place="Zaal"), InventoryTask(name="Was vouwen")
    steps = [InventoryStep(task=task.id, words="Eén keer") for task in (sweep, fold)]
    return TaskInventory(employer=BATH.id, department="Kelder", tasks=[sweep, fold], steps=steps)


@pytest.fixture
def full(desk: Desk) -> Desk:
    desk.dossiers.add([ANN, BATH, MILL, PLACE])
    return desk


def owners_of(root: Any) -> set[UUID]:
    """What the rows of a record are about."""
    about = ABOUT[shape_of(root).name]
    return {getattr(row, about.by) for name in about.lists for row in getattr(root, name)} - {None}


@pytest.mark.parametrize("make", [carved, offered])
def test_what_is_about_a_task_goes_with_it_and_comes_back(full: Desk, make: Any) -> None:
    root = make()
    name = shape_of(root).name
    full.dossiers.add([root])
    before = codec.flatten(full.dossiers.get(name, root.id))
    stays = root.tasks[1].id
    saved = full.dossiers.save([Edit(name, root.id, 1, {"tasks": [str(stays)]})])
    left = full.dossiers.get(name, root.id)
    assert [task.id for task in left.tasks] == [stays]
    assert owners_of(left) == {stays}
    if name == "task_list":
        assert [part.kind for part in left.plan] == [PlanKind.TASK, PlanKind.BREAK]
    assert saved.save_id is not None
    full.dossiers.undo(saved.save_id)
    assert codec.flatten(full.dossiers.get(name, root.id)) == before


@pytest.mark.parametrize("make", [carved, offered])
def test_a_task_returns_when_somebody_wrote_about_it_meanwhile(full: Desk, make: Any) -> None:
    """Taken out at one side while the other adds a step to it, or changes the one that it had."""
    root = make()
    name = shape_of(root).name
    full.dossiers.add([root])
    gone, stays = (str(task.id) for task in root.tasks)
    step = str(root.steps[0].id)
    full.dossiers.save([Edit(name, root.id, 1, {"tasks": [stays]})])
    full.dossiers.save([Edit(name, root.id, 1, {f"steps/{step}/words": "Anders"})])
    back = full.dossiers.get(name, root.id)
    assert [str(task.id) for task in back.tasks] == [stays, gone]
    assert back.tasks[1].name == root.tasks[0].name
    assert {str(one.id): one.words for one in back.steps}[step] == "Anders"
    full.dossiers.save([Edit(name, root.id, back.version, {"tasks": [stays]})])
    new = str(type(root.steps[0])().id)
    listed = [*(str(one.id) for one in back.steps), new]
    typed = {"steps": listed, f"steps/{new}/task": gone, f"steps/{new}/words": "Nieuw"}
    full.dossiers.save([Edit(name, root.id, back.version, typed)])
    again = full.dossiers.get(name, root.id)
    assert [str(task.id) for task in again.tasks] == [stays, gone]
    assert "Nieuw" in [one.words for one in again.steps if str(one.task) == gone]


def test_taken_out_on_this_side_it_stays_out(full: Desk) -> None:
    root = carved()
    full.dossiers.add([root])
    gone, stays = (str(task.id) for task in root.tasks)
    new = str(TaskStep().id)
    listed = [*(str(one.id) for one in root.steps), new]
    typed = {"steps": listed, f"steps/{new}/task": gone, f"steps/{new}/words": "Nieuw"}
    full.dossiers.save([Edit("task_list", root.id, 1, typed)])
    full.dossiers.save([Edit("task_list", root.id, 1, {"tasks": [stays]})])
    left = full.dossiers.get("task_list", root.id)
    assert owners_of(left) == {UUID(stays)}


def test_what_was_tried_at_a_visit_is_not_thrown_away(full: Desk) -> None:
    root = carved()
    tried = Tryout(task=root.tasks[0].id, name="Vegen")
    full.dossiers.add([root, Visit(subjects=[VisitSubject(candidate=ANN.id)], tryouts=[tried])])
    with pytest.raises(Trouble, match="gebruikt bij een contactmoment"):
        full.dossiers.save([Edit("task_list", root.id, 1, {"tasks": [str(root.tasks[1].id)]})])
    assert len(full.dossiers.get("task_list", root.id).tasks) == 2


def test_a_supervisor_in_a_plan_is_not_thrown_away_either(full: Desk) -> None:
    full.dossiers.add([carved()])
    with pytest.raises(Trouble, match="gebruikt bij een takenlijst"):
        full.dossiers.save([Edit("employer", BATH.id, 1, {"supervisors": []})])


# -- destroying --------------------------------------------------------------------------------------------------------


def test_inventories_go_with_their_employer_and_leave_nothing(full: Desk, tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), (9, 99, 9)).save(tmp_path / "foto.png")
    made, other = offered(), TaskInventory(employer=MILL.id, tasks=[InventoryTask(name="Malen")])
    made.steps[0].photo = full.transfer.photo(tmp_path / "foto.png")
    full.dossiers.add([made, other])
    full.drafts.keep(Draft("task_inventory", made.id, 1, {"department": "half"}))
    full.drafts.keep(Draft("task_inventory", TaskInventory().id, 0, {"employer": str(BATH.id), "notes": "nieuw"}))
    full.dossiers.trash("placement", PLACE.id)
    full.dossiers.destroy("placement", PLACE.id)
    full.dossiers.trash("employer", BATH.id)
    gone = full.dossiers.destroy("employer", BATH.id)
    assert ("task_inventory", made.id) in gone
    assert full.dossiers.ids("task_inventory") == [other.id]
    assert full.drafts.all() == []
    assert list((full.profile / "attachments").iterdir()) == []
    with full._store.reading() as connection:
        for table in ("inventory_task", "inventory_step", "directory_task", "history"):
            assert b"vegen" not in repr(connection.exec_driver_sql(f"SELECT * FROM {table}").all()).lower().encode()


def test_a_person_goes_with_all_of_the_tasks_and_the_inventory_stays(full: Desk) -> None:
    root, made = carved(), offered()
    root.tasks[0].taken_from = str(made.tasks[0].id)
    full.dossiers.add([root, made])
    full.dossiers.trash("candidate", ANN.id)
    full.dossiers.destroy("candidate", ANN.id)
    assert full.dossiers.get("task_list", root.id) is None
    assert codec.flatten(full.dossiers.get("task_inventory", made.id)) == codec.flatten(made)
    with full._store.reading() as connection:
        for table in ("carved_task", "task_step", "task_tryout", "plan_part"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


# -- out and in --------------------------------------------------------------------------------------------------------


def test_tasks_travel_with_all_that_is_about_them_and_the_inventory_does_not(full: Desk, tmp_path: Path) -> None:
    root, made = carved(), offered()
    Image.new("RGB", (40, 40), (9, 99, 9)).save(tmp_path / "foto.png")
    root.steps[0].photo = photo = full.transfer.photo(tmp_path / "foto.png")
    root.tasks[0].taken_from = "van elders"  # another program may write anything here
    full.dossiers.add([root, made])
    (tmp_path / "a.json").write_bytes(full.transfer.take_out(ANN.id))
    plain = json.loads((tmp_path / "a.json").read_text())
    assert "Hal vegen" not in json.dumps(plain)
    other = profile.create(tmp_path / "ander", PASSPHRASE, Caseworker(name="Ander"))[0]
    with other:
        other.transfer.bring_in([tmp_path / "a.json"])
        there = other.dossiers.get("task_list", root.id)
        root.plan[1].backup = None  # of an employer that does not travel
        assert codec.flatten(there) == codec.flatten(root)
        assert there.tasks[0].source is None
        assert len(other._store.attachments.get(photo.digest)) == photo.size
        assert other.dossiers.ids("task_inventory") == []


# -- found by words ----------------------------------------------------------------------------------------------------


def found(desk: Desk, typed: str) -> list[tuple[str, str, str, str]]:
    with desk._store.reading() as connection:
        return [(hit.title, hit.text, hit.kind, hit.place) for hit in search.tasks_on_offer(connection, typed, 9)]


def test_tasks_of_an_inventory_are_found_until_they_or_their_employer_are_in_the_trash(full: Desk) -> None:
    made = offered()
    full.dossiers.add([made, carved()])
    assert found(full, "veg") == [("Hal vegen", "Zaal", "Kelder", "Bad")]
    assert found(full, "zaal") == found(full, "hal veg")
    full.dossiers.save([Edit("task_inventory", made.id, 1, {f"tasks/{made.tasks[0].id}/name": "Hal dweilen"})])
    assert found(full, "veg") == []
    assert [hit[0] for hit in found(full, "dweil")] == ["Hal dweilen"]
    with full._store.writing() as connection:
        directory.rebuild(connection)
    assert [hit[0] for hit in found(full, "dweil")] == ["Hal dweilen"]
    full.dossiers.trash("task_inventory", made.id)
    assert found(full, "dweil") == []
    full.dossiers.restore("task_inventory", made.id)
    full.dossiers.trash("employer", BATH.id)
    assert found(full, "dweil") == []
