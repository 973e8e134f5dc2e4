"""Tasks out of a table, into an inventory or into the task list of a placement: look first, then all in one save."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.task_inventory import TaskInventory
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.exchange import columns, task_sheet
from beschutdesk.exchange.columns import Guess, Mapping
from beschutdesk.exchange.contents import BadDossier
from beschutdesk.exchange.intake import Said, Standing
from beschutdesk.exchange.sheet import Sheet
from beschutdesk.exchange.task_sheet import NAME, TARGETS, TaskPlan, TaskRow
from beschutdesk.rules import task_copy
from beschutdesk.rules.folding import words
from beschutdesk.services import inventory_parts as parts
from beschutdesk.services import tables
from beschutdesk.services.dossiers import saved_of
from beschutdesk.services.inventories import Brought
from beschutdesk.services.inventory_parts import New
from beschutdesk.services.store import Store
from beschutdesk.services.tables import NOTHING, Opened
from beschutdesk.storage import reading, settings
from beschutdesk.storage.audit import Act, Note
from beschutdesk.storage.unit_of_work import UnitOfWork
from beschutdesk.trouble import Trouble

__all__ = [
    "NAME", "TARGETS", "Goal", "Guess", "Mapping", "Opened", "Said", "Standing", "TaskImport", "TaskPlan", "TaskRow",
    "mapping_of",
]  # fmt: skip

_NO_HEADER: Final = (
    "In de eerste rij staan geen namen van kolommen die wij kennen. Die rij wordt niet ingelezen: staat er een taak "
    "in, zet er dan een rij met namen boven, zoals ‘Taak’."
)


@dataclass(frozen=True, slots=True)
class Goal:
    """Where the tasks go: to an inventory of an employer, or to the task list of a placement.

    Attributes:
        employer, department: of which inventory; it is begun when there is none.
        placement: of whose task list, as ideas; it goes before an employer.
    """

    employer: UUID | None = None
    department: str = ""
    placement: UUID | None = None


class TaskImport:
    """Import of tables of tasks into one profile."""

    def __init__(self, store: Store, before: Callable[[str], object] = lambda why: None) -> None:
        """*before* is called before rows are kept: it makes a backup."""
        self._store = store
        self._before = before

    def open(self, path: Path, name: str = "") -> Opened:
        """Read a table and say what its columns may mean.

        Args:
            path: CSV or Excel.
            name: of a sheet; the first one when empty.

        Raises:
            Trouble: it cannot be read.
        """
        table, names = tables.read(path, name)
        remarks = tables.remarks(task_sheet.RECORD, table, _NO_HEADER)
        with self._store.reading() as connection:
            text = settings.get(connection, tables.kept_at(task_sheet.RECORD, table.header))
        return Opened(table, names, task_sheet.guess(table.header), task_sheet.remembered(text), remarks)

    def preview(self, goal: Goal, table: Sheet, mapping: Mapping) -> TaskPlan:
        """What would happen to each row of a table. Nothing is kept, no inventory begun.

        Raises:
            Trouble: the mapping does not fit the table.
        """
        try:
            return task_sheet.plan(table, mapping, self._known(goal))
        except BadDossier as error:
            raise tables.unfit(error) from None

    def take(self, goal: Goal, plan: TaskPlan, *, skip: Collection[int] = (), also: Collection[int] = ()) -> Brought:
        """Keep the new rows of a plan in one save, and remember its mapping: all of it or nothing.

        ``desk.dossiers.undo(brought.saved.save_id)`` takes all of it back.

        Args:
            goal: where they go.
            plan: of :meth:`preview`.
            skip: numbers of rows to pass over; bad ones have to be named here.
            also: numbers of rows that seem to be here already and are kept all the same.

        Raises:
            Trouble: a bad row is not skipped, there is nothing to keep, the goal is not there, or part of the list
                came in meanwhile.
        """
        if wrong := [row.number for row in plan.bad if row.number not in skip]:
            raise Trouble(tables.bad_rows(wrong), NOTHING, "Verbeter ze in de lijst, of sla de foute rijen over.")
        rows = [
            row
            for row in plan.rows
            if row.task is not None and row.number not in skip and (row.standing is Standing.NEW or row.number in also)
        ]
        if not rows:
            raise Trouble("Er is geen nieuwe rij om in te lezen.", NOTHING)
        known = {words(name) for name in self._known(goal)}
        if any(row.standing is Standing.NEW and words(row.title) in known for row in rows):
            raise Trouble("Intussen staat een deel van deze lijst er al.", NOTHING, "Bekijk de lijst opnieuw.")
        new = [(row.task, row.steps) for row in rows if row.task is not None]
        self._before("import")
        with self._store.work() as work:
            root, made = _into(work, goal, new)
            work.note(Note(Act.IMPORT, shape_of(root).name, root.id, detail={"rows": len(made)}))
            if columns.is_header(task_sheet.RECORD, plan.table.header):
                at = tables.kept_at(task_sheet.RECORD, plan.table.header)
                settings.put(work.session.connection(), at, columns.to_toml(plan.mapping))
            work.commit()
            already = tuple(row.title for row in plan.doubles if row.number not in also)
            return Brought(saved_of(work, [root]), root.id, made, already)

    def _known(self, goal: Goal) -> list[str]:
        """Names of the tasks that are there."""
        with self._store.reading() as connection:
            if goal.placement is not None:
                lists: list[TaskList] = reading.pointing(connection, "task_list", "placement", [goal.placement])
                return [task.name for one in lists[:1] for task in one.tasks]
            if goal.employer is None:
                return []
            heaps: list[TaskInventory] = reading.pointing(connection, parts.RECORD, "employer", [goal.employer])
        named = words(goal.department)
        return [task.name for one in heaps if words(one.department) == named for task in one.tasks]


def mapping_of(chosen: dict[str, str]) -> Mapping:
    """The mapping in which each field is filled by one column; an empty name is none.

    Raises:
        Trouble: one column is chosen twice.
    """
    return tables.mapping_of(task_sheet.RECORD, chosen)


def _into(work: UnitOfWork, goal: Goal, new: New) -> tuple[Record, tuple[UUID, ...]]:
    """Put the tasks where they go; the root they are in, and their ids."""
    if goal.placement is not None:
        parts.place(work, goal.placement)
        root = parts.task_list_of(work, goal.placement)
        filled: TaskList = codec.copy(root)
        made = []
        for task, steps in new:
            one = task_copy.carved(task)
            one.taken_from, one.remark = "", task.remark
            filled.tasks.append(one)
            filled.steps += task_copy.carved_steps(steps, one.id)
            made.append(one.id)
        return parts.put(work, root, filled), tuple(made)
    if goal.employer is None:
        raise Trouble("Er is niet gezegd waar de taken naartoe gaan.", NOTHING, "Kies een werkgever of een kandidaat.")
    heap = parts.inventory_of(work, goal.employer, goal.department)
    return parts.fill(work, heap, new), tuple(task.id for task, _ in new)
