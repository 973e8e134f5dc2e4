"""What inventories and the import of tasks share: finding and filling an inventory or a task list in one save."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_inventory import InventoryStep, InventoryTask, TaskInventory
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.rules.folding import words
from beschutdesk.rules.task_copy import is_named
from beschutdesk.services.dossiers import refuse_trashed
from beschutdesk.storage import drafts, reading
from beschutdesk.storage.unit_of_work import UnitOfWork
from beschutdesk.trouble import Trouble

RECORD: Final = "task_inventory"
UNCHANGED: Final = "Er is niets veranderd."
_Row = TypeVar("_Row", bound=Record)
_Root = TypeVar("_Root", bound=Record)

New = Sequence[tuple[InventoryTask, Sequence[InventoryStep]]]
"""New tasks, each with its steps."""


def inventory(work: UnitOfWork, key: UUID) -> TaskInventory:
    """An inventory in this unit of work.

    Raises:
        Trouble: it is not there, or lies in the trash.
    """
    root = work.find(RECORD, key)
    if not isinstance(root, TaskInventory) or root.deleted_at is not None:
        raise _gone()
    return root


def known(work: UnitOfWork, key: UUID) -> TaskInventory:
    """A copy of an inventory, to take from; quicker than :func:`inventory`, with the same words."""
    found: list[TaskInventory] = reading.by_id(work.session.connection(), RECORD, [key])
    if not found or found[0].deleted_at is not None:
        raise _gone()
    return found[0]


def inventory_of(work: UnitOfWork, employer: UUID, department: str, made_on: date | None = None) -> TaskInventory:
    """The inventory of a department; a new one, not kept yet, when there is none: :func:`put` keeps it.

    Raises:
        Trouble: the employer is not there, or the name of the department cannot be.
    """
    house = work.find("employer", employer)
    if not isinstance(house, Employer) or house.deleted_at is not None:
        raise Trouble("Deze werkgever is er niet meer.", UNCHANGED, "Kijk in de prullenbak.")
    named = words(department)
    there: list[TaskInventory] = reading.pointing(work.session.connection(), RECORD, "employer", [employer])
    for one in there:
        if words(one.department) == named:
            return inventory(work, one.id)
    root = TaskInventory(employer=employer, made_on=made_on)
    try:
        codec.apply(root, {"department": " ".join(department.split())})
    except WrongValue as error:
        raise Trouble(f"Deze afdeling kan niet: {error}.", UNCHANGED) from None
    return root


def task_list(work: UnitOfWork, key: UUID) -> TaskList:
    """A task list in this unit of work.

    Raises:
        Trouble: it is not there, or lies in the trash.
    """
    root = work.find("task_list", key)
    if not isinstance(root, TaskList) or root.deleted_at is not None:
        raise Trouble("Deze takenlijst is er niet meer.", UNCHANGED, "Sla de takenlijst eerst op.")
    return root


def task_list_of(work: UnitOfWork, placement: UUID) -> TaskList:
    """The task list of a placement; a new one, not kept yet, when there is none: :func:`put` keeps it.

    One that is typed and not saved keeps the id of its draft.
    """
    connection = work.session.connection()
    known: list[TaskList] = reading.pointing(connection, "task_list", "placement", [placement])
    if known:
        return task_list(work, known[0].id)
    for draft in drafts.all_drafts(connection):
        if draft.record == "task_list" and draft.changes.get("placement") == str(placement):
            return TaskList(id=draft.id, placement=placement)
    return TaskList(placement=placement)


def place(work: UnitOfWork, key: UUID | None) -> Placement:
    """A placement of somebody who is there.

    Raises:
        Trouble: it or its candidate is not there, or lies in the trash.
    """
    found = None if key is None else work.find("placement", key)
    if not isinstance(found, Placement) or found.deleted_at is not None:
        raise Trouble("Deze plaatsing is er niet meer.", UNCHANGED, "Kijk in de prullenbak.")
    person: Any = None if found.candidate is None else work.find("candidate", found.candidate)
    if person is not None:
        refuse_trashed(person, UNCHANGED)
    return found


def refuse_elsewhere(work: UnitOfWork, source: TaskInventory, placement: UUID | None) -> None:
    """Tasks of an inventory go to placements at the same employer; for another one they are copied first.

    Raises:
        Trouble: the placement is at another employer, or see :func:`place`.
    """
    employer = place(work, placement).employer
    if employer is not None and employer != source.employer:
        raise Trouble(
            "Deze inventaris is van een andere werkgever dan de plaatsing.",
            UNCHANGED,
            "Kopieer de taken eerst naar een inventaris van die werkgever.",
        )


def goal_of(work: UnitOfWork, source: TaskList, key: UUID | None) -> TaskInventory:
    """The inventory in which tasks of a list come; ``None`` for that of the whole organisation, new when need be.

    Raises:
        Trouble: it is not there, or is of another employer than the placement.
    """
    if key is not None:
        goal = inventory(work, key)
        refuse_elsewhere(work, goal, source.placement)
        return goal
    employer = place(work, source.placement).employer
    if employer is None:
        raise Trouble("Bij deze plaatsing staat geen werkgever.", UNCHANGED, "Vul de werkgever eerst in.")
    return inventory_of(work, employer, "")


def names_of(work: UnitOfWork, source: TaskList) -> tuple[str, ...]:
    """By which names the person of a list is called."""
    key = place(work, source.placement).candidate
    person: Any = None if key is None else work.find("candidate", key)
    return () if person is None else (person.name_used, person.family_name)


def refuse_named(name: str, names: Iterable[str]) -> None:
    """What others may read is not called after one person.

    Raises:
        Trouble: it is.
    """
    if is_named(name, names):
        raise Trouble(
            "Een taak heet naar de kandidaat: de naam staat erin.", UNCHANGED, "Geef die taak eerst een andere naam."
        )


def chosen(rows: Sequence[_Row], wanted: Iterable[UUID] | None) -> list[_Row]:
    """These rows in their own order; all of them when nothing is said.

    Raises:
        Trouble: nothing was chosen, or one is not there (any more).
    """
    keys = {row.id for row in rows} if wanted is None else set(wanted)
    if not keys:
        raise nothing()
    found = [row for row in rows if row.id in keys]
    if len(found) < len(keys):
        raise Trouble("Een van deze taken is er niet meer.", UNCHANGED, "Kijk of iemand hem weghaalde, en kies weer.")
    return found


def fill(work: UnitOfWork, root: TaskInventory, new: New) -> TaskInventory:
    """Put tasks with their steps behind the others; see :func:`put`."""
    filled: TaskInventory = codec.copy(root)
    for task, steps in new:
        filled.tasks.append(task)
        filled.steps += steps
    return put(work, root, filled)


def put(work: UnitOfWork, root: _Root, new: _Root) -> _Root:
    """Write a changed copy of a root, or keep it when the root is new: in one go, so that undo takes it away whole.

    Returns:
        The root that is kept.

    Raises:
        Trouble: a value cannot be.
    """
    if root.created_at is None:
        work.add(new)
        return new
    try:
        work.change(root, codec.changes(codec.flatten(root), codec.flatten(new)))
    except WrongValue as error:
        raise Trouble(f"Deze taak kan niet: {error}.", UNCHANGED) from None
    return root


def _gone() -> Trouble:
    return Trouble("Deze inventaris is er niet meer.", UNCHANGED, "Kijk in de prullenbak.")


def nothing() -> Trouble:
    """No task was chosen."""
    return Trouble("Er is geen taak gekozen.", UNCHANGED, "Kies een taak.")


class AlreadyThere(Trouble):
    """Every task that was chosen is there already.

    Attributes:
        names: what they are called.
    """

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__("Deze taken staan er al.", UNCHANGED, "Kies een andere taak.")
        self.names = tuple(names)


def all_there() -> Trouble:
    """Every task that was chosen is there already."""
    return Trouble("Deze taken staan er al.", UNCHANGED, "Kies een andere taak.")
