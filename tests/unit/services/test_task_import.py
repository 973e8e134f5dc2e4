"""Tasks out of a table, into an inventory or a task list: look first, all or nothing, all of it back again."""

from pathlib import Path
from uuid import UUID

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import CarvedTask, TaskList, TaskState
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.task_import import Goal, Standing, TaskPlan, mapping_of
from beschutdesk.trouble import Trouble

TABLE = (
    "Klus;Minuten;Stappen;Extra\nvloer vegen;20;pak de bezem; x\nkast soppen;veel;;\nballen tellen;5;tel / schrijf;\n"
)


@pytest.fixture
def goal(desk: Desk) -> Goal:
    house = Employer(name="De Proeftuin")
    desk.dossiers.add([house])
    return Goal(employer=house.id, department="Kas 2")


def preview(desk: Desk, goal: Goal, tmp_path: Path, text: str = TABLE) -> TaskPlan:
    path = tmp_path / "taken.csv"
    path.write_text(text, "utf-8")
    opened = desk.task_import.open(path)
    return desk.task_import.preview(goal, opened.sheet, opened.mapping)


def test_a_table_begins_an_inventory_and_goes_out_again(desk: Desk, goal: Goal, tmp_path: Path) -> None:
    plan = preview(desk, goal, tmp_path)
    assert ([row.number for row in plan.bad], plan.left) == ([3], ("Extra",))
    assert goal.employer is not None
    assert desk.inventories.of(goal.employer) == ()  # looking keeps nothing
    with pytest.raises(Trouble, match="Rij 3 heeft een fout"):
        desk.task_import.take(goal, plan)
    assert desk.inventories.of(goal.employer) == ()
    brought = desk.task_import.take(goal, plan, skip=[3])
    (heap,) = desk.inventories.of(goal.employer)
    assert (heap.id, heap.department) == (brought.root, "Kas 2")
    assert [task.name for task in heap.tasks] == ["vloer vegen", "ballen tellen"]
    assert [(step.task, step.words) for step in heap.steps] == [
        (heap.tasks[0].id, "pak de bezem"),
        (heap.tasks[1].id, "tel / schrijf"),
    ]
    (line,) = desk.audit.lines(desk.audit.numbers(Filter(acts=frozenset({Act.IMPORT}))))
    assert (line.record, dict(line.detail)) == ("task_inventory", {"rows": 2})
    assert brought.saved.save_id is not None
    desk.intake.undo(brought.saved.save_id)
    assert desk.inventories.of(goal.employer) == ()


def test_the_same_list_again_brings_in_what_is_new_in_it(desk: Desk, goal: Goal, tmp_path: Path) -> None:
    first = preview(desk, goal, tmp_path, "Taak;Min\nvegen;5\n")
    desk.task_import.take(goal, first)
    again = preview(desk, goal, tmp_path, "Taak;Min\nVegen;5\nsoppen;7\n")
    assert [row.standing for row in again.rows] == [Standing.DOUBLE, Standing.NEW]
    assert desk.task_import.take(goal, again).already == ("Vegen",)
    with pytest.raises(Trouble, match="Intussen"):
        desk.task_import.take(goal, again)
    known = preview(desk, goal, tmp_path, "Taak;Min\nVegen;5\n")
    with pytest.raises(Trouble, match="geen nieuwe rij"):
        desk.task_import.take(goal, known)
    desk.task_import.take(goal, known, also=[2])
    assert goal.employer is not None
    (heap,) = desk.inventories.of(goal.employer)
    assert [task.name for task in heap.tasks] == ["vegen", "soppen", "Vegen"]
    other = Goal(employer=goal.employer)
    assert desk.task_import.preview(other, known.table, known.mapping).new


def test_into_the_task_list_of_a_placement_as_ideas(desk: Desk, tmp_path: Path) -> None:
    person, house = Candidate(name_used="Sem"), Employer(name="De Proeftuin")
    place = Placement(candidate=person.id, employer=house.id)
    mine = TaskList(placement=place.id, tasks=[CarvedTask(name="Ballen tellen", state=TaskState.PACKAGE)])
    desk.dossiers.add([person, house, place, mine])
    goal = Goal(placement=place.id)
    brought = desk.task_import.take(goal, preview(desk, goal, tmp_path), skip=[3])
    found = desk.dossiers.get("task_list", mine.id)
    assert [(task.name, task.state) for task in found.tasks] == [
        ("Ballen tellen", TaskState.PACKAGE),
        ("vloer vegen", TaskState.IDEA),
    ]
    assert found.tasks[1].source is None
    assert [(step.task, step.words) for step in found.steps] == [(found.tasks[1].id, "pak de bezem")]
    assert brought.already == ("ballen tellen",)
    assert brought.saved.save_id is not None
    undone = desk.intake.undo(brought.saved.save_id)
    assert undone.saved.changed == {("task_list", mine.id)}
    assert [task.name for task in desk.dossiers.get("task_list", mine.id).tasks] == ["Ballen tellen"]


def test_a_mapping_is_remembered_when_the_header_is_known(desk: Desk, goal: Goal, tmp_path: Path) -> None:
    path = tmp_path / "taken.csv"
    path.write_text("Nr;Klus;Waar\n1;vegen;hal\n", "utf-8")
    opened = desk.task_import.open(path)
    assert (opened.remembered, opened.remarks) == (None, ())
    chosen = mapping_of({"inventory_task.name": "Klus", "inventory_task.tools": "Waar", "inventory_task.place": ""})
    desk.task_import.take(goal, desk.task_import.preview(goal, opened.sheet, chosen))
    assert desk.task_import.open(path).mapping == chosen
    with pytest.raises(Trouble, match="twee keer gekozen"):
        mapping_of({"inventory_task.name": "Klus", "inventory_task.tools": "Klus"})


def test_a_first_row_that_is_a_task_is_told_and_not_remembered(desk: Desk, goal: Goal, tmp_path: Path) -> None:
    path = tmp_path / "taken.csv"
    path.write_text("de kas van boven wassen;20\nvegen;5\n", "utf-8")
    opened = desk.task_import.open(path)
    assert len(opened.remarks) == 1
    with pytest.raises(Trouble, match="Geen kolom vult"):
        desk.task_import.preview(goal, opened.sheet, opened.mapping)
    chosen = mapping_of({"inventory_task.name": "de kas van boven wassen"})
    desk.task_import.take(goal, desk.task_import.preview(goal, opened.sheet, chosen))
    assert desk.task_import.open(path).remembered is None


def test_what_cannot_be_read_or_is_not_there_says_so(desk: Desk, goal: Goal, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"weg\.csv"):
        desk.task_import.open(tmp_path / "weg.csv")
    empty = tmp_path / "leeg.csv"
    empty.write_text("", "utf-8")
    with pytest.raises(Trouble, match=r"leeg\.csv: dit bestand is leeg"):
        desk.task_import.open(empty)
    plan = preview(desk, goal, tmp_path, "Taak\nvegen\n")
    for wrong, said in (
        (Goal(), "waar de taken naartoe"),
        (Goal(placement=UUID(int=3)), "plaatsing is er niet meer"),
        (Goal(employer=UUID(int=3)), "werkgever is er niet meer"),
    ):
        with pytest.raises(Trouble, match=said):
            desk.task_import.take(wrong, plan)
