"""The task list of one person as it is being edited, without a widget: open, add, order, change state, save."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.task_list import ABOUT_TASKS, CarvedTask, TaskList, TaskState
from beschutdesk.rules.board import Board, Card, Move, Place, moved, shifted, stepped
from beschutdesk.rules.folding import words
from beschutdesk.rules.time import current_placement, in_force
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Saved
from beschutdesk.services.store import ChangeSet
from beschutdesk.services.tries import VisitTry
from ui.forms.keeper import DraftKeeper
from ui.forms.session import EditSession
from ui.jobs import Lane
from ui.tabs.jobcarving.half import enter_half_step

TASKS: Final = "tasks"
STEPS_OF: Final = "steps"
TRYOUTS: Final = "tryouts"
PLAN: Final = "plan"

Back = Callable[[], object]
"""Takes back what was done."""
_BETWEEN: Final = (TASKS, STEPS_OF, TRYOUTS, PLAN)


class OpenTasks(QObject):
    """The session of the task list that goes with the placement of the chosen person.

    Attributes:
        opened: another person, placement or list is open.
        changed: something in the list is different: its path; empty when it may be anything.
        show_wanted: somebody asks for another view (``board``, ``package``, ``plan``, ``inventory``), and in it for the
            record with this id, or ``None``.
    """

    opened = Signal()
    changed = Signal(str)
    show_wanted = Signal(str, object)

    def __init__(
        self, desk: Desk, lane: Lane, keeper: DraftKeeper, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._lane, self._keeper, self._today = desk, lane, keeper, today
        self._pool: dict[UUID, EditSession] = {}  # typed and not saved, by placement, also of people left behind
        self.session: EditSession | None = None
        self.person: Candidate | None = None
        self.placement: Placement | None = None
        self.workplace: Employer | None = None
        self._built: TaskList | None = None
        self._keys: list[UUID] | None = None
        self._tries: tuple[VisitTry, ...] | None = None
        keeper.kept.connect(self._somebody_wrote)
        self.changed.connect(self._forget_built)

    # -- who and where -------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What the person is called."""
        return (self.person.name_used.strip() if self.person else "") or "deze kandidaat"

    @property
    def employer(self) -> str:
        """What the employer is called; empty when there is none."""
        return self.workplace.name if self.workplace is not None else ""

    @property
    def terms(self) -> Terms | None:
        """What holds today at this placement: hours, days, who guides."""
        return in_force(self.placement.terms, self._today()) if self.placement is not None else None

    @property
    def supervisors(self) -> tuple[Supervisor, ...]:
        """Who may guide at the employer."""
        return tuple(self.workplace.supervisors) if self.workplace is not None else ()

    @property
    def visit_tries(self) -> tuple[VisitTry, ...]:
        """What was tried at visits here with this person, also at one that still runs; read when it is asked for."""
        if self._tries is None:
            place = self.placement.id if self.placement is not None else None
            found = self._desk.tries.of(self.person.id) if self.person is not None else ()
            self._tries = tuple(one for one in found if one.placement in (None, place))
        return self._tries

    @property
    def tried_elsewhere(self) -> tuple[str, ...]:
        """Names of tasks that were tried at visits here and do not stand in this list."""
        tries = [one.row for one in self.visit_tries if one.row.name.strip()]
        if not tries:
            return ()
        here = {words(str(self.value(key, "name"))) for key in self.keys()}
        named = {words(row.name): row.name.strip() for row in tries if not self.has(row.task)}
        return tuple(name for folded, name in named.items() if folded not in here)

    # -- opening -------------------------------------------------------------------------------------------------------

    def open(self, candidate: UUID | None) -> None:
        """Show the tasks of a person, with a draft where there is one; nobody with ``None``."""
        self._leave()
        whole = self._desk.dossiers.whole(candidate) if candidate is not None else None
        if whole is not None and whole.candidate.deleted_at is not None:
            whole = None  # who lies in the trash is nobody here
        self.person = whole.candidate if whole else None
        placements = whole.placements if whole else ()
        self.placement = current_placement(placements, self._today()) or next(iter(placements), None)
        if whole is not None and self.placement is not None:
            place = self.placement
            self.workplace = next((e for e in whole.employers if e.id == place.employer), None)
            self._take(next((t for t in whole.task_lists if t.placement == place.id), None), place.id)
        self.opened.emit()

    def _take(self, kept: TaskList | None, place: UUID) -> None:
        session = self._pool.pop(place, None)
        if session is None:
            session = EditSession(kept, self) if kept is not None else self._begun(place)
            if (draft := self._desk.drafts.find(session.id)) is not None:
                session.restore(draft)
                enter_half_step(session)
        elif kept is not None and kept.id == session.id:
            session.follow(kept)
        self.session, self._keys = session, None
        self._keeper.watch(session)
        session.changed.connect(self.changed)
        session.reset_done.connect(self._reset)

    def _begun(self, place: UUID) -> EditSession:
        for draft in self._desk.drafts.all():
            if draft.record == "task_list" and draft.changes.get("placement") == str(place):
                return EditSession(TaskList(id=draft.id, placement=place), self)
        return EditSession(TaskList(placement=place), self)

    def _reset(self) -> None:
        self.changed.emit("")

    def _leave(self) -> None:
        session, place = self.session, self.placement
        self.session = self.placement = self.person = self.workplace = None
        self._built = self._keys = self._tries = None
        if session is None:
            return
        self._keeper.write_now()
        session.changed.disconnect(self.changed)
        session.reset_done.disconnect(self._reset)
        if session.is_dirty and session.is_touched and place is not None:
            self._pool[place.id] = session
        else:
            self._keeper.forget(session)
            session.deleteLater()

    def forget_all(self) -> None:
        """Behind a lock: let go of everything that was read."""
        self._leave()
        for session in self._pool.values():
            self._keeper.forget(session)
            session.deleteLater()
        self._pool.clear()

    def refresh(self, changed: ChangeSet) -> None:
        """Something was saved elsewhere, or taken back."""
        person, session, place = self.person, self.session, self.placement
        if person is None:
            return
        if session is not None and ("task_list", session.id) in changed:
            root = self._desk.dossiers.get("task_list", session.id)
            if root is None or root.deleted_at is not None:
                self._keeper.forget(session)
                self.session = self._keys = None
                session.deleteLater()
                self.open(person.id)
                return
            if root.version != session.version:
                session.follow(root)
        elif session is not None and session.is_new and any(record == "task_list" for record, _ in changed):
            self.open(person.id)  # somebody else may have begun the list, with tasks of an inventory
            return
        seen = {("candidate", person.id), ("employer", place.employer if place else None)}
        if seen & changed or any(record == "placement" for record, _ in changed):
            self.open(person.id)  # another name, or another placement to show
        elif any(record == "visit" for record, _ in changed):
            self._look_again()

    def _somebody_wrote(self, key: UUID, _at: object) -> None:
        """A draft was kept: perhaps of the visit that is being written, with a try in it."""
        if self._tries is not None and (self.session is None or key != self.session.id):
            self._look_again()

    def _look_again(self) -> None:
        self._tries = None
        self.changed.emit(TRYOUTS)

    def _forget_built(self, path: str) -> None:
        self._built = None
        if path in (TASKS, ""):
            self._keys = None

    # -- reading -------------------------------------------------------------------------------------------------------

    @property
    def _open(self) -> EditSession:
        if self.session is None:
            raise RuntimeError("no task list is open")
        return self.session

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.session is not None and self.session.is_dirty and self.session.is_touched

    def keys(self) -> list[UUID]:
        """The tasks, in order."""
        if self._keys is None:
            self._keys = self.session.rows(TASKS) if self.session is not None else []
        return list(self._keys)

    def has(self, key: UUID | None) -> bool:
        """Whether a task is in the list."""
        return key is not None and key in self.keys()

    def value(self, key: UUID, attribute: str, part: str = TASKS) -> Any:
        """The value of a field of a task, or of another row."""
        return self._open.value(path_of(key, attribute, part))

    def state(self, key: UUID) -> TaskState:
        """In which column a task stands."""
        state: TaskState | None = self.value(key, "state")
        return state or TaskState.IDEA

    def column(self, state: TaskState) -> list[UUID]:
        """The tasks of a column, in order."""
        return [key for key in self.keys() if self.state(key) is state]

    def task(self, key: UUID) -> CarvedTask | None:
        """A task as it is on the screen; not to be changed."""
        return self.row(TASKS, key) if self.has(key) else None

    def tasks_in(self, *states: TaskState) -> tuple[CarvedTask, ...]:
        """The tasks in these columns, in the order of the list."""
        return tuple(self.row(TASKS, key) for key in self.keys() if self.state(key) in states)

    def row(self, part: str, key: UUID) -> Any:
        """A row of a list as it is on the screen; not to be changed."""
        return self._open.row(part, key)

    def about(self, part: str, key: UUID) -> list[UUID]:
        """The rows of a list (``steps``, ``tryouts``, ``plan``) that are about a task."""
        if self.session is None:
            return []
        return [row for row in self.session.rows(part) if self.value(row, "task", part) == key]

    def record(self) -> TaskList | None:
        """The whole list as it is on the screen; made once after a change, and not to be changed."""
        if self._built is None and self.session is not None:
            self._built = self.session.build()
        return self._built

    # -- changing ------------------------------------------------------------------------------------------------------

    def add(self, name: str, state: TaskState = TaskState.IDEA) -> UUID:
        """A new task, at the end.

        Raises:
            WrongValue: this cannot be a name.
        """
        return self._open.add_row(TASKS, {"name": name, "state": state})

    def add_row(self, part: str, values: Mapping[str, Any]) -> UUID:
        """A new row at the end of a list; values by attribute.

        Raises:
            WrongValue: a field cannot hold its value.
        """
        return self._open.add_row(part, dict(values))

    def take_row(self, part: str, key: UUID) -> Back:
        """Take a row out of its list; returns how to put it back."""
        session = self._open
        place = session.remove_row(part, key)
        return lambda: session.put_row_back(part, key, place)

    def take_out(self, key: UUID) -> Back:
        """Take a task out of the list with all that is about it; returns how to put it back."""
        backs = [self.take_row(part, row) for part in ABOUT_TASKS for row in reversed(self.about(part, key))]
        backs.append(self.take_row(TASKS, key))
        return both(backs)

    def set(self, path: str, value: Any) -> Back:
        """Put a value at a path; returns how to take that back.

        Raises:
            WrongValue: the field cannot hold it; nothing is changed.
        """
        session = self._open
        before, typed = session.value(path), session.raw(path)
        session.set(path, value)
        return partial(put_back, session, path, before, typed)

    def set_all(self, key: UUID, values: Mapping[str, Any]) -> Back:
        """Set fields of a task, by attribute; returns how to take that back."""
        return both([self.set(path_of(key, attribute), value) for attribute, value in values.items()])

    def put(self, key: UUID, state: TaskState, at: int | None = None) -> Back | None:
        """Put a task in a column, at a place among the others there or at the end.

        Returns how to take that back, to the very same order; ``None`` when it stands there already.
        """
        return self._moved(moved(self._board(), key, state, at))

    def step(self, key: UUID, step: int) -> Back | None:
        """Put a task at the end of the next column (1) or of the one before (-1); ``None`` at the end."""
        return self._moved(stepped(self._board(), key, step))

    def shift(self, key: UUID, step: int) -> Back | None:
        """Move a task up (-1) or down (1) in its column; ``None`` at the end."""
        return self._moved(shifted(self._board(), key, step))

    def _board(self) -> Board:
        return Board(tuple(Card(key, self.value(key, "state")) for key in self.keys()))

    def _moved(self, move: Move | None) -> Back | None:
        if move is None or move.place == move.back:
            return None
        self._write(move.place)
        return lambda: self._write(move.back)

    def _write(self, place: Place) -> None:
        session, order = self._open, self.keys()
        if place.id in order and place.index is not None:
            goal = min(place.index, len(order) - 1)
            session.move_row(TASKS, place.id, goal - order.index(place.id))
            session.set(path_of(place.id, "state"), place.state)

    # -- keeping -------------------------------------------------------------------------------------------------------

    def save(self) -> Saved | None:
        """Save the list; ``None`` when there is nothing to save. Raises Conflict or Trouble when nothing was saved."""
        session = self.session
        if session is None or not self.is_dirty:
            return None
        saved: Saved = self._lane.call(self._desk.dossiers.save, [session.edit()])
        self._keeper.settled(session)
        root = self._desk.dossiers.get("task_list", session.id)
        if root is not None:
            session.begin_again(root)
        if session.is_dirty:  # half a number stays, as a draft over the new version
            self._keeper.touch(session)
        return saved

    def settle(self, theirs: Iterable[tuple[UUID, str]]) -> None:
        """After a conflict: give up the fields for which the other text was chosen; the rest stays."""
        session = self.session
        root = None if session is None else self._desk.dossiers.get("task_list", session.id)
        if session is not None and root is not None:
            session.settle_on(root, [path for key, path in theirs if key == session.id])


def path_of(key: UUID, attribute: str, part: str = TASKS) -> str:
    """Where a field of a task stands in the session, or of a row of another list."""
    return f"{part}/{key}/{_KEYS[part][attribute]}"


def put_back(session: EditSession, path: str, before: Any, typed: str | None) -> None:
    """Put back what stood at a path, also a text that was no value yet."""
    session.set(path, before)
    if typed is not None:
        session.set_raw(path, typed)


def both(backs: Iterable[Back]) -> Back:
    """One way back for several acts, the last one first."""
    done = list(backs)

    def back() -> None:
        for one in reversed(done):
            one()

    return back


_KEYS: Final = {
    part: {name: spec.key for name, spec in shape_of(shape_of(TaskList).children[part]).specs.items()}
    for part in _BETWEEN
}
"""The keys of the fields of each list, by attribute: asked a thousand times while a board is filled."""
