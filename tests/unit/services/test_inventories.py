"""Inventories in the vault: one for each department, taken from and given back to, every act undone."""

from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task import DEMANDS, Demand, Frequency
from beschutdesk.dossier.task_inventory import InventoryStep, InventoryTask, TaskInventory
from beschutdesk.dossier.task_list import CarvedTask, PlanKind, PlanPart, TaskList, TaskState, TaskStep
from beschutdesk.dossier.values import Attachment, YesNo
from beschutdesk.rules.task_copy import THEIRS
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.services.inventories import AlreadyThere
from beschutdesk.trouble import Trouble

PHOTO = Attachment("0" * 64, "kast.jpg", "image/jpeg", 7)


class World(NamedTuple):
    """An employer with an inventory of two tasks, and two placements there."""

    house: UUID
    other: UUID
    heap: UUID
    sweep: UUID
    fold: UUID
    sem: UUID
    ann: UUID
    away: UUID


@pytest.fixture
def world(desk: Desk) -> World:
    house, other = Employer(name="Zwembad De Golf"), Employer(name="De Proeftuin")
    sem, ann = Candidate(name_used="Sem", family_name="Proef"), Candidate(name_used="Ann")
    all_little: dict[str, Any] = dict.fromkeys(DEMANDS, Demand.LITTLE)
    sweep = InventoryTask(
        name="vloer vegen",
        minutes=Decimal(20),
        times=Decimal(2),
        frequency=Frequency.DAY,
        place="hal 3",
        done_by="badmeester",
        freed_for="toezicht",
        left_lying=YesNo.YES,
        remark="niet met H. bespreken",
        pictogram="broom",
        **all_little,
    )
    fold = InventoryTask(name="handdoeken vouwen")
    heap = TaskInventory(
        employer=house.id,
        tasks=[sweep, fold],
        steps=[
            InventoryStep(task=sweep.id, words="pak de bezem", photo=PHOTO),
            InventoryStep(task=sweep.id, words="veeg naar de put", mind="nat"),
            InventoryStep(task=fold.id, words="vouw dubbel"),
        ],
    )
    places = [
        Placement(candidate=sem.id, employer=house.id),
        Placement(candidate=ann.id, employer=house.id),
        Placement(candidate=ann.id, employer=other.id),
    ]
    desk.dossiers.add([house, other, sem, ann, *places, heap])
    return World(house.id, other.id, heap.id, sweep.id, fold.id, *(place.id for place in places))


def listed(desk: Desk, placement: UUID) -> TaskList:
    (found,) = [
        one
        for key in desk.dossiers.ids("task_list")
        if (one := desk.dossiers.get("task_list", key)).placement == placement
    ]
    assert isinstance(found, TaskList)
    return found


def heap_of(desk: Desk, key: UUID) -> TaskInventory:
    found = desk.dossiers.get("task_inventory", key)
    assert isinstance(found, TaskInventory)
    return found


# -- taking ------------------------------------------------------------------------------------------------------------


def test_taking_copies_tasks_and_steps_as_ideas_and_is_undone_whole(desk: Desk, world: World) -> None:
    brought = desk.inventories.take(world.heap, [world.fold, world.sweep], world.sem)
    found = listed(desk, world.sem)
    first, second = found.tasks
    assert (first.name, first.state, first.source) == ("vloer vegen", TaskState.IDEA, world.sweep)
    assert (first.minutes, first.times) == (Decimal(20), Decimal(2))
    assert (first.pictogram, first.freed_for, first.physical) == ("broom", "toezicht", Demand.LITTLE)
    assert first.remark == ""
    assert second.name == "handdoeken vouwen"  # in the order of the inventory
    assert [(step.task, step.words, step.mind) for step in found.steps] == [
        (first.id, "pak de bezem", ""),
        (first.id, "veeg naar de put", "nat"),
        (second.id, "vouw dubbel", ""),
    ]
    assert found.steps[0].photo == PHOTO
    assert {first.id, second.id}.isdisjoint({world.sweep, world.fold})
    assert (brought.root, brought.made, brought.already) == (found.id, (first.id, second.id), ())
    assert brought.saved.save_id is not None
    desk.dossiers.undo(brought.saved.save_id)
    assert desk.dossiers.get("task_list", found.id).deleted_at is not None
    assert len(heap_of(desk, world.heap).tasks) == 2


def test_the_same_task_twice_is_pointed_out_and_not_made(desk: Desk, world: World) -> None:
    desk.inventories.take(world.heap, [world.sweep], world.sem)
    assert desk.inventories.taken(world.heap, world.sem) == {world.sweep}
    again = desk.inventories.take(world.heap, None, world.sem)
    assert again.already == ("vloer vegen",)
    assert [task.name for task in listed(desk, world.sem).tasks] == ["vloer vegen", "handdoeken vouwen"]
    with pytest.raises(Trouble, match="staan er al"):
        desk.inventories.take(world.heap, [world.fold], world.sem)
    assert len(listed(desk, world.sem).tasks) == 2


def test_taking_and_undoing_gives_the_list_back_exactly(desk: Desk, world: World) -> None:
    own = CarvedTask(name="ballen oppompen", state=TaskState.PACKAGE)
    block = PlanPart(task=own.id, kind=PlanKind.TASK)
    root = TaskList(placement=world.sem, tasks=[own], steps=[TaskStep(task=own.id, words="pak")], plan=[block])
    desk.dossiers.add([root])

    def now() -> dict[str, Any]:
        return codec.flatten(listed(desk, world.sem))

    before = now()
    taken = desk.inventories.take(world.heap, None, world.sem).saved
    after = now()
    assert taken.save_id is not None
    undone = desk.dossiers.undo(taken.save_id)
    assert now() == before
    assert undone.save_id is not None
    desk.dossiers.undo(undone.save_id)
    assert now() == after
    assert len(after["tasks"]) == 3


def test_several_placements_take_from_one_inventory(desk: Desk, world: World) -> None:
    desk.inventories.take(world.heap, [world.sweep], world.sem)
    desk.inventories.take(world.heap, [world.sweep, world.fold], world.ann)
    mine = listed(desk, world.sem)
    desk.dossiers.save([Edit("task_list", mine.id, 1, {f"tasks/{mine.tasks[0].id}/state": "package"})])
    used = desk.inventories.used_by(world.heap)
    assert [(use.name, use.state) for use in used[world.sweep]] == [
        ("Sem Proef", TaskState.PACKAGE),
        ("Ann", TaskState.IDEA),
    ]
    assert [(use.name, use.placement) for use in used[world.fold]] == [("Ann", world.ann)]
    desk.dossiers.trash("candidate", used[world.fold][0].candidate)
    assert set(desk.inventories.used_by(world.heap)) == {world.sweep}


def test_a_list_that_is_typed_and_not_saved_keeps_its_id(desk: Desk, world: World) -> None:
    draft = TaskList(placement=world.sem)
    desk.drafts.keep(Draft("task_list", draft.id, 0, {"placement": str(world.sem)}))
    assert desk.inventories.take(world.heap, [world.sweep], world.sem).root == draft.id


def test_nothing_is_taken_to_another_employer_or_into_the_trash(desk: Desk, world: World) -> None:
    with pytest.raises(Trouble, match="andere werkgever"):
        desk.inventories.take(world.heap, None, world.away)
    with pytest.raises(Trouble, match="geen taak gekozen"):
        desk.inventories.take(world.heap, [], world.sem)
    with pytest.raises(Trouble, match="er niet meer"):
        desk.inventories.take(world.heap, [world.sem], world.sem)
    desk.dossiers.trash("task_inventory", world.heap)
    with pytest.raises(Trouble, match="inventaris is er niet meer"):
        desk.inventories.take(world.heap, None, world.sem)
    assert desk.dossiers.ids("task_list") == []
    assert desk.inventories.of(world.house) == ()
    assert desk.inventories.home_of(world.sweep) is None


# -- beginning and copying ---------------------------------------------------------------------------------------------


def test_a_department_has_one_inventory(desk: Desk, world: World) -> None:
    first = desk.inventories.begin(world.house, "  Kleed kamers ")
    again = desk.inventories.begin(world.house, "kleed kamers")
    assert first.saved.save_id is not None
    assert (again.root, again.saved.save_id) == (first.root, None)
    assert [one.department for one in desk.inventories.of(world.house)] == ["", "Kleed kamers"]
    assert desk.inventories.begin(world.house).root == world.heap
    desk.dossiers.undo(first.saved.save_id)
    assert len(desk.inventories.of(world.house)) == 1
    with pytest.raises(Trouble, match="werkgever is er niet meer"):
        desk.inventories.begin(world.heap)


def test_a_template_fills_an_inventory_and_passes_over_what_is_there(desk: Desk, world: World) -> None:
    made = desk.inventories.from_template(world.house, "zwembad", ["toilets", "bins"], department="kleedkamers")
    found = heap_of(desk, made.root)
    assert [task.name for task in found.tasks] == ["Toiletten schoonmaken", "Afvalbakken legen"]
    assert {step.task for step in found.steps} == {task.id for task in found.tasks}
    more = desk.inventories.from_template(world.house, "zwembad", ["bins", "toys"], department="Kleedkamers")
    assert (more.root, more.already, len(more.made)) == (made.root, ("Afvalbakken legen",), 1)
    with pytest.raises(Trouble, match="staan er al"):
        desk.inventories.from_template(world.house, "zwembad", ["toys"], department="Kleedkamers")
    with pytest.raises(KeyError):
        desk.inventories.from_template(world.house, "vuurtoren")
    assert made.saved.save_id is not None
    desk.dossiers.undo(made.saved.save_id)
    assert len(desk.inventories.of(world.house)) == 1


def test_to_another_employer_goes_the_work_and_nothing_of_its_people(desk: Desk, world: World) -> None:
    copied = desk.inventories.copy_to(world.heap, [world.sweep], world.other)
    found = heap_of(desk, copied.root)
    (task,) = found.tasks
    assert (task.name, task.minutes, task.pictogram) == ("vloer vegen", Decimal(20), "broom")
    assert not any(getattr(task, name) for name in (*THEIRS, "remark"))
    assert [(step.words, step.photo) for step in found.steps] == [("pak de bezem", None), ("veeg naar de put", None)]
    assert {step.task for step in found.steps} == {task.id}
    assert found.employer == world.other
    assert len(heap_of(desk, world.heap).tasks) == 2


def test_to_another_department_goes_all_of_it(desk: Desk, world: World) -> None:
    found = heap_of(desk, desk.inventories.copy_to(world.heap, None, world.house, "buiten").root)
    task = found.tasks[0]
    assert (task.place, task.done_by, task.remark) == ("hal 3", "badmeester", "niet met H. bespreken")
    assert found.steps[0].photo == PHOTO
    with pytest.raises(Trouble, match="staan er al"):
        desk.inventories.copy_to(world.heap, None, world.house)


# -- giving back -------------------------------------------------------------------------------------------------------


def test_what_was_found_out_with_one_person_comes_into_the_inventory_without_them(desk: Desk, world: World) -> None:
    own = CarvedTask(
        name="ballen oppompen",
        minutes=Decimal(10),
        tools="pomp",
        safety="Sems rug",
        how="Sem legt eerst alles klaar",
        ask="Corrie",
    )
    taken = CarvedTask(name="vegen", taken_from=str(world.sweep))
    steps = [
        TaskStep(task=own.id, words="pak de pomp", photo=PHOTO, mind="Schrikt van het geluid"),
        TaskStep(task=own.id, words="roep Sem Proef erbij"),
    ]
    root = TaskList(placement=world.sem, tasks=[own, taken], steps=steps)
    desk.dossiers.add([root])
    brought = desk.inventories.give_back(root.id, [own.id, taken.id], world.heap)
    assert (brought.root, brought.already) == (world.heap, ("vegen",))
    found = heap_of(desk, world.heap)
    task = found.tasks[-1]
    assert (task.id, task.name, task.minutes) == (brought.made[0], "ballen oppompen", Decimal(10))
    assert (task.tools, task.safety) == ("pomp", "")
    came = [(step.words, step.photo, step.mind) for step in found.steps if step.task == task.id]
    assert came == [("pak de pomp", None, "")]  # what to mind is about who does it, and so is a step that names them
    assert "Sem" not in str(codec.flatten(found))
    assert [step.mind for step in listed(desk, world.sem).steps][:1] == ["Schrikt van het geluid"]
    assert [one.source for one in listed(desk, world.sem).tasks] == [task.id, world.sweep]
    assert desk.inventories.used_by(world.heap)[task.id][0].name == "Sem Proef"
    with pytest.raises(AlreadyThere, match="staan er al") as told:
        desk.inventories.give_back(root.id, [own.id], world.heap)
    assert told.value.names == ("ballen oppompen",)
    assert brought.saved.save_id is not None
    desk.dossiers.undo(brought.saved.save_id)
    assert len(heap_of(desk, world.heap).tasks) == 2
    assert listed(desk, world.sem).tasks[0].source is None


def test_what_is_in_the_inventory_by_name_is_pointed_out_and_does_not_come_twice(desk: Desk, world: World) -> None:
    twin, own = CarvedTask(name="Vloer  vegen"), CarvedTask(name="ballen oppompen")
    root = TaskList(placement=world.sem, tasks=[twin, own])
    desk.dossiers.add([root])
    with pytest.raises(Trouble, match="staan er al"):
        desk.inventories.give_back(root.id, [twin.id], world.heap)
    assert desk.inventories.give_back(root.id, [twin.id, own.id], world.heap).already == ("Vloer  vegen",)
    names = [task.name for task in heap_of(desk, world.heap).tasks]
    assert names == ["vloer vegen", "handdoeken vouwen", "ballen oppompen"]
    assert listed(desk, world.sem).tasks[0].source is None


def test_two_cards_of_one_name_come_into_the_inventory_once(desk: Desk, world: World) -> None:
    cards = [CarvedTask(name="ballen oppompen"), CarvedTask(name="Ballen  oppompen")]
    root = TaskList(placement=world.sem, tasks=cards)
    desk.dossiers.add([root])
    brought = desk.inventories.give_back(root.id, [card.id for card in cards], world.heap)
    assert (len(brought.made), brought.already) == (1, ("Ballen  oppompen",))
    assert [task.name for task in heap_of(desk, world.heap).tasks][2:] == ["ballen oppompen"]


def test_it_goes_to_the_inventory_of_that_employer_only(desk: Desk, world: World) -> None:
    task = CarvedTask(name="ballen oppompen")
    root = TaskList(placement=world.away, tasks=[task])
    desk.dossiers.add([root])
    with pytest.raises(Trouble, match="andere werkgever"):
        desk.inventories.give_back(root.id, [task.id], world.heap)
    brought = desk.inventories.give_back(root.id, [task.id])
    assert brought.saved.save_id is not None
    (made,) = desk.inventories.of(world.other)  # begun for the whole organisation
    assert (made.id, made.department, [one.name for one in made.tasks]) == (brought.root, "", ["ballen oppompen"])
    desk.dossiers.undo(brought.saved.save_id)
    assert desk.inventories.of(world.other) == ()
    assert listed(desk, world.away).tasks[0].source is None


def test_what_is_called_after_somebody_is_not_for_others(desk: Desk, world: World) -> None:
    task = CarvedTask(name="Sem’s hoek vegen")
    root = TaskList(placement=world.sem, tasks=[task])
    desk.dossiers.add([root])
    with pytest.raises(Trouble, match="heet naar de kandidaat"):
        desk.inventories.give_back(root.id, [task.id], world.heap)
    assert len(heap_of(desk, world.heap).tasks) == 2


# -- found -------------------------------------------------------------------------------------------------------------


def test_a_task_of_an_inventory_is_found_and_says_where(desk: Desk, world: World) -> None:
    desk.inventories.copy_to(world.heap, [world.fold], world.house, "kleedkamers")
    found: dict[str, Any] = {group.kind: group.hits for group in desk.search.find("vloer")}
    (hit,) = found["inventory"]
    assert (hit.record, hit.id, hit.title, hit.candidate) == ("inventory_task", world.sweep, "vloer vegen", None)
    assert (hit.where, hit.excerpt) == ("Zwembad De Golf", "hal 3")
    home = desk.inventories.home_of(hit.id)
    assert home is not None
    assert (home.id, home.employer) == (world.heap, world.house)
    (group,) = desk.search.find("vouwen")
    assert {one.where for one in group.hits} == {"Zwembad De Golf", "Zwembad De Golf · kleedkamers"}
    desk.dossiers.trash("task_inventory", world.heap)
    assert desk.search.find("vloer") == ()
