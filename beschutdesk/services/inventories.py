"""The heaps of tasks of an employer: begin one, fill it, take from it for a placement, and give back to it.

Every act is one save that ``desk.dossiers.undo`` takes back. Single tasks are edited like any record: a session on a
``task_inventory`` and ``desk.dossiers.save``; to the trash by ``desk.dossiers.trash("task_inventory", id)``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.task_inventory import TaskInventory
from beschutdesk.dossier.task_list import TaskList, TaskState
from beschutdesk.rules import task_copy
from beschutdesk.rules.folding import words
from beschutdesk.rules.task_templates import Template, template
from beschutdesk.services import inventory_parts as parts
from beschutdesk.services.dossiers import Saved, saved_of
from beschutdesk.services.inventory_parts import (
    RECORD,
    AlreadyThere,
    New,
    all_there,
    chosen,
    fill,
    inventory_of,
    nothing,
    put,
    refuse_elsewhere,
    task_list_of,
)
from beschutdesk.services.store import Store
from beschutdesk.storage import queries, reading, task_use
from beschutdesk.storage.unit_of_work import UnitOfWork

__all__ = ["AlreadyThere", "Brought", "Inventories", "Template", "Use"]


@dataclass(frozen=True, slots=True)
class Brought:
    """What an act on inventories did.

    Attributes:
        saved: the save; its ``save_id`` is ``None`` when nothing had to be done.
        root: the inventory or task list that the tasks are in now.
        made: ids of the new tasks there, in their order.
        already: names of the tasks that were there already and were passed over: tell them.
    """

    saved: Saved
    root: UUID
    made: tuple[UUID, ...] = ()
    already: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """Who has a task of an inventory in the own task list.

    Attributes:
        candidate, placement: ids, to go there.
        name: of the candidate.
        state: where it stands on their board.
    """

    candidate: UUID
    placement: UUID
    name: str
    state: TaskState


class Inventories:
    """The inventories of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- reading -------------------------------------------------------------------------------------------------------

    def of(self, employer: UUID) -> tuple[TaskInventory, ...]:
        """Copies of the inventories of an employer, that of the whole organisation first, then by department."""
        with self._store.reading() as connection:
            found: list[TaskInventory] = reading.pointing(connection, RECORD, "employer", [employer])
        return tuple(sorted(found, key=lambda one: words(one.department)))

    def heaps(self, employer: UUID, *, trash: bool = False) -> tuple[tuple[UUID, str, int], ...]:
        """What :meth:`of` gives, of each only the id, the department and the number of tasks: for a choice of them.

        Args:
            employer: whose.
            trash: those in the trash instead; ``desk.dossiers.restore`` takes one out.
        """
        with self._store.reading() as connection:
            found = task_use.heaps(connection, employer, trash=trash)
        return tuple(sorted(found, key=lambda one: words(one[1])))

    def home_of(self, task: UUID) -> TaskInventory | None:
        """A copy of the inventory that a task is in, to go there; ``None`` when it is gone or in the trash."""
        with self._store.reading() as connection:
            key = queries.root_of(connection, "inventory_task", task)
            found: list[TaskInventory] = [] if key is None else reading.by_id(connection, RECORD, [key])
        return next((one for one in found if one.deleted_at is None), None)

    def used_by(self, inventory: UUID) -> dict[UUID, tuple[Use, ...]]:
        """By task: who took it, in the order in which they did. Tasks that nobody took are not in it.

        Read from the tables past all records: quick, also at an employer with many placements.
        """
        with self._store.reading() as connection:
            uses = task_use.uses(connection, inventory)
        by_task: dict[UUID, tuple[Use, ...]] = {}
        for one in uses:
            state = TaskState.from_key(one.state) if one.state else TaskState.IDEA
            use = Use(one.candidate, one.placement, one.name, state)
            by_task[one.task] = (*by_task.get(one.task, ()), use)
        return by_task

    def taken(self, inventory: UUID, placement: UUID) -> frozenset[UUID]:
        """The tasks of an inventory that are in the task list of a placement already."""
        found = self._store.load(RECORD, inventory)
        with self._store.reading() as connection:
            lists: list[TaskList] = reading.pointing(connection, "task_list", "placement", [placement])
        own = {task.id for task in found.tasks} if isinstance(found, TaskInventory) else set[UUID]()
        return frozenset(own & {task.source for one in lists[:1] for task in one.tasks if task.source is not None})

    # -- an inventory --------------------------------------------------------------------------------------------------

    def begin(self, employer: UUID, department: str = "", *, made_on: date | None = None) -> Brought:
        """Begin an inventory; the one that this department has already is given back as it is.

        Args:
            employer: whose.
            department: or place; empty for the whole organisation.
            made_on: the day on which the tasks are collected.

        Raises:
            Trouble: the employer is not there, or the name cannot be.
        """
        with self._store.work() as work:
            root = inventory_of(work, employer, department, made_on)
            root = put(work, root, codec.copy(root))
            work.commit()
            return Brought(saved_of(work, [root]), root.id)

    def from_template(
        self, employer: UUID, chosen_from: str, tasks: Iterable[str] | None = None, *, department: str = ""
    ) -> Brought:
        """Put tasks of a template in an inventory of this employer; it is begun when there is none.

        Args:
            employer: whose.
            chosen_from: key of the template.
            tasks: keys of the tasks; ``None`` for all. They come in the order of the template.
            department: of which inventory.

        Raises:
            Trouble: the employer is not there, nothing was chosen, or all of it is there already (by name).
            KeyError: there is no such template.
        """
        found = template(chosen_from)
        wanted = None if tasks is None else set(tasks)
        new = [one.make() for one in found.tasks if wanted is None or one.key in wanted]
        with self._store.work() as work:
            root = inventory_of(work, employer, department)
            return self._offer(work, root, new)

    def copy_to(self, inventory: UUID, tasks: Iterable[UUID] | None, employer: UUID, department: str = "") -> Brought:
        """Copy tasks with their steps to an inventory of another employer or department; begun when there is none.

        To another employer goes the work, and nothing of the people, the place and the photos of this one.

        Args:
            inventory: where they are.
            tasks: which ones; ``None`` for all.
            employer, department: where they go.

        Raises:
            Trouble: one of both is not there, nothing was chosen, or all of it is there already (by name).
        """
        with self._store.work() as work:
            source = parts.known(work, inventory)
            elsewhere = source.employer != employer
            new, about = [], task_copy.by_task(source.steps)
            for task in chosen(source.tasks, tasks):
                copied = task_copy.again(task, elsewhere=elsewhere)
                steps = task_copy.offered_steps(
                    about.get(task.id, ()), copied.id, without=("photo",) if elsewhere else ()
                )
                new.append((copied, steps))
            root = inventory_of(work, employer, department)
            return self._offer(work, root, new)

    def give_back(self, task_list: UUID, tasks: Iterable[UUID], inventory: UUID | None = None) -> Brought:
        """Put tasks of one person in the inventory, so that others can do them too.

        The work goes, with its steps. How this person does it, what to mind at a step, photos, tries and opinions
        stay, and so does a text or a step that names them. The task in the list is from then on one that was taken
        from the inventory.

        Args:
            task_list: where they are, as it was saved.
            tasks: which ones.
            inventory: of the employer of that placement; ``None`` for that of the whole organisation, begun when there
                is none.

        Raises:
            AlreadyThere: all of it is there already (by name too).
            Trouble: one of both is not there, it is of another employer, or a task is called after the person.
        """
        with self._store.work() as work:
            source = parts.task_list(work, task_list)
            goal = parts.goal_of(work, source, inventory)
            names = parts.names_of(work, source)
            there, known = {task.id for task in goal.tasks}, {words(task.name) for task in goal.tasks}
            new, already, linked = [], list[str](), codec.copy(source)
            links = {task.id: task for task in linked.tasks}
            about = task_copy.by_task(source.steps)
            for task in chosen(source.tasks, tasks):
                if task.source in there or words(task.name) in known:
                    already.append(task.name)
                    continue
                parts.refuse_named(task.name, names)
                known.add(words(task.name))
                offered = task_copy.offered(task, names)
                steps = about.get(task.id, ())
                new.append((offered, task_copy.offered_steps(steps, offered.id, without=task_copy.OF_ONE, names=names)))
                links[task.id].taken_from = str(offered.id)
            if not new:
                raise AlreadyThere(already)
            goal = fill(work, goal, new)
            put(work, source, linked)
            work.commit()
            made = tuple(task.id for task, _ in new)
            return Brought(saved_of(work, [goal, source]), goal.id, made, tuple(already))

    # -- a placement ---------------------------------------------------------------------------------------------------

    def take(self, inventory: UUID, tasks: Iterable[UUID] | None, placement: UUID) -> Brought:
        """Copy tasks with their steps into the task list of a placement, as ideas; the list is begun if need be.

        Save or flush an open session on that list first: what is typed there and not saved keeps its own order.
        A task that was taken already is passed over and told in :attr:`Brought.already`.

        Args:
            inventory: where they are.
            tasks: which ones; ``None`` for all.
            placement: at the same employer.

        Raises:
            Trouble: one of both is not there, the placement is at another employer, or all of it was taken already.
        """
        with self._store.work() as work:
            source = parts.known(work, inventory)
            refuse_elsewhere(work, source, placement)
            root = task_list_of(work, placement)
            had = {task.source for task in root.tasks}
            picked = chosen(source.tasks, tasks)
            new = [(task, task_copy.carved(task)) for task in picked if task.id not in had]
            if not new:
                raise all_there()
            filled: TaskList = codec.copy(root)
            about = task_copy.by_task(source.steps)
            for task, made in new:
                filled.tasks.append(made)
                filled.steps += task_copy.carved_steps(about.get(task.id, ()), made.id)
            root = put(work, root, filled)
            work.commit()
            return Brought(
                saved_of(work, [root]),
                root.id,
                tuple(made.id for _, made in new),
                tuple(task.name for task in picked if task.id in had),
            )

    # -- parts ---------------------------------------------------------------------------------------------------------

    @staticmethod
    def _offer(work: UnitOfWork, root: TaskInventory, new: New) -> Brought:
        """Put tasks in an inventory, but for those whose name is there; commits."""
        if not new:
            raise nothing()
        names = {words(task.name) for task in root.tasks}
        fresh = [(task, steps) for task, steps in new if words(task.name) not in names]
        if not fresh:
            raise all_there()
        root = fill(work, root, fresh)
        work.commit()
        made = tuple(task.id for task, _ in fresh)
        already = tuple(task.name for task, _ in new if words(task.name) in names)
        return Brought(saved_of(work, [root]), root.id, made, already)
