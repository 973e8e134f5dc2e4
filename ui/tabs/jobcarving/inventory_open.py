"""The inventory of an employer or department as it is being edited, without a widget."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.task import Work
from beschutdesk.dossier.task_inventory import TaskInventory
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.folding import words as folded
from beschutdesk.rules.task_time import often, weekly_minutes
from beschutdesk.rules.task_typed import TypedTask
from beschutdesk.services.desk import Desk
from beschutdesk.services.drafts import Draft
from ui.forms.keeper import DraftKeeper
from ui.forms.session import EditSession
from ui.jobs import Lane
from ui.tabs.dossiers.opened import OpenRoots
from ui.tabs.jobcarving.half import enter_half_step

RECORD: Final = "task_inventory"
TASKS: Final = "tasks"
STEPS: Final = "steps"
WHOLE: Final = "Hele organisatie"
WORKING_DAYS: Final = 5
"""An inventory belongs to nobody: a task per working day is counted for a whole week, and that is said."""
Back = Callable[[], object]


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What the list shows of a task.

    Attributes:
        often: how long and how often, in words.
        weekly: minutes a week; ``None`` when nobody can reckon them.
        place, done_by: where, and who does it now.
        left_lying: whether nobody comes to it today.
    """

    id: UUID
    name: str
    often: str = ""
    weekly: Decimal | None = None
    place: str = ""
    done_by: str = ""
    left_lying: bool = False
    pictogram: str = ""

    @property
    def title(self) -> str:
        """The name, or that there is none yet."""
        return self.name or "(taak zonder naam)"


@dataclass(frozen=True, slots=True)
class Heap:
    """One of the inventories of an employer.

    Attributes:
        id: its id.
        department: or place; empty for the whole organisation.
        count: how many tasks are kept in it.
    """

    id: UUID
    department: str
    count: int

    @property
    def title(self) -> str:
        """What it is called."""
        return self.department or WHOLE


class OpenInventory(OpenRoots):
    """The session of one inventory, and which others its employer has.

    Attributes:
        employer: whose they are.
        heaps: all of them, also those that were begun and not saved yet.
        trashed: those in the trash.
    """

    root = RECORD
    records = (RECORD,)

    def __init__(self, desk: Desk, lane: Lane, keeper: DraftKeeper, today: Callable[[], date]) -> None:
        super().__init__(desk, lane, keeper)
        self._today = today
        self.employer: UUID | None = None
        self.heaps: tuple[Heap, ...] = ()
        self.trashed: tuple[Heap, ...] = ()
        self._lines: dict[UUID, OfferLine] = {}
        self.opened.connect(self._lines.clear)
        self.touched.connect(self._forget_line)

    # -- opening -------------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return "" if self.main is None else str(self.main.value("department")) or WHOLE

    @property
    def is_dirty(self) -> bool:
        main = self.main
        return main is not None and main.is_dirty and (main.is_touched or not main.is_new)

    def show_employer(self, employer: UUID | None) -> None:
        """Show the first inventory of an employer, begun when there is none; ``None`` shows nothing."""
        self.employer = employer
        self.look_again()
        if employer is None:
            self.close()
        elif not (self.heaps and self.open(self.heaps[0].id)):
            self.open_new()

    def look_again(self) -> None:
        """Read which inventories there are."""
        employer = self.employer
        if employer is None:
            self.heaps = self.trashed = ()
            return
        self.trashed = tuple(Heap(*one) for one in self._desk.inventories.heaps(employer, trash=True))
        kept = [Heap(*one) for one in self._desk.inventories.heaps(employer)]
        known = {heap.id for heap in kept}
        begun = [
            Heap(draft.id, str(draft.changes.get("department") or ""), len(draft.changes.get(TASKS) or ()))
            for draft in self._drafts().values()
            if draft.changes.get("employer") == str(employer) and draft.id not in known and not draft.base_version
        ]
        self.heaps = tuple(sorted((*kept, *begun), key=lambda heap: folded(heap.department)))

    def _take(self, root: Record, drafts: Mapping[UUID, Draft]) -> EditSession:
        known = root.id in self._pool or self._keeper.session(root.id) is not None
        session = super()._take(root, drafts)
        if not known:
            enter_half_step(session)
        return session

    def _new_root(self) -> TaskInventory:
        return TaskInventory(employer=self.employer, made_on=self._today())

    def after_refresh(self) -> None:
        """What is open may have gone to the trash, by undoing the save that made it: show another."""
        self.look_again()
        main = self.main
        if main is None or main.root.deleted_at is not None or (main.is_new and not self.is_dirty and self.heaps):
            key = self.heaps[0].id if self.heaps else None
            if key is None or not self.open(key):
                self.open_new()

    # -- reading -------------------------------------------------------------------------------------------------------

    @property
    def _open(self) -> EditSession:
        if self.main is None:
            raise RuntimeError("no inventory is open")
        return self.main

    def keys(self) -> list[UUID]:
        """The tasks, in order."""
        return self.main.rows(TASKS) if self.main is not None else []

    def value(self, key: UUID, attribute: str) -> Any:
        """The value of a field of a task."""
        return self._open.value(path_of(key, attribute))

    def lines(self) -> list[OfferLine]:
        """All tasks in their order; only what changed is made anew."""
        return [self._line(key) for key in self.keys()]

    def _line(self, key: UUID) -> OfferLine:
        made = self._lines.get(key)
        if made is None:
            work: Work = self._open.row(TASKS, key)
            made = self._lines[key] = OfferLine(
                key,
                work.name.strip(),
                often(work),
                weekly_minutes(work, WORKING_DAYS),
                work.place.strip(),
                work.done_by.strip(),
                work.left_lying is YesNo.YES,
                work.pictogram,
            )
        return made

    def _forget_line(self, _record: str, path: str) -> None:
        part, _, rest = path.partition("/")
        if not path:
            self._lines.clear()
        elif part == TASKS and rest:
            self._lines.pop(UUID(rest.partition("/")[0]), None)

    # -- changing ------------------------------------------------------------------------------------------------------

    def add(self, typed: Sequence[TypedTask]) -> list[UUID]:
        """New tasks, at the end.

        Raises:
            WrongValue: one cannot be a name; those before it stay.
        """
        return [self._open.add_row(TASKS, one.values) for one in typed]

    def take_out(self, keys: Iterable[UUID], of: EditSession | None = None) -> Back:
        """Take tasks out of the list; returns how to put them back. Their steps go with them when it is saved.

        Args:
            keys: the tasks.
            of: the inventory that they are in; the one that is open when left out.
        """
        session = of or self._open
        taken = [(key, session.remove_row(TASKS, key)) for key in keys]

        def back() -> None:
            for key, place in reversed(taken):
                session.put_row_back(TASKS, key, place)

        return back

    def steps_of(self, keys: Iterable[UUID]) -> list[UUID]:
        """The steps of these tasks, as they are typed; a task that is taken out has them until that is saved."""
        session, about = self._open, {str(key) for key in keys}
        return [step for step in session.rows(STEPS) if session.plain(f"{STEPS}/{step}/task") in about]

    def move(self, key: UUID, step: int) -> bool:
        """Move a task so many places up (less than 0) or down; ``False`` past the end."""
        return self._open.move_row(TASKS, key, step)


def path_of(key: UUID, attribute: str) -> str:
    """Where a field of a task stands in the session."""
    return f"{TASKS}/{key}/{shape_of('inventory_task').specs[attribute].key}"
