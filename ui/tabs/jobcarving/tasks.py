"""The task list of one person as it is being edited, without a widget: open, add, order, change state, save."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.task_list import Independence, Opinion, TaskList, TaskState
from beschutdesk.rules.time import current_placement
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Saved
from beschutdesk.services.store import ChangeSet
from ui.forms.keeper import DraftKeeper
from ui.forms.session import EditSession
from ui.jobs import Lane

TASKS: Final = "tasks"
SHOWN: Final = (TaskState.PACKAGE, TaskState.TRYING, TaskState.IDEA, TaskState.LATER, TaskState.DROPPED)
"""The groups from top to bottom: what is done now comes first."""
STEPS: Final = (TaskState.IDEA, TaskState.TRYING, TaskState.PACKAGE, TaskState.LATER, TaskState.DROPPED)
"""The way a task goes; Ctrl+→ takes the next step."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What the list shows of a task."""

    id: UUID
    name: str
    state: TaskState
    minutes: Decimal | None
    independence: Independence | None
    own: Opinion | None
    supervisor: Opinion | None
    who: str = "zelf"

    @property
    def title(self) -> str:
        """The name, or that there is none yet."""
        return self.name or "(taak zonder naam)"


class OpenTasks(QObject):
    """The session of the task list that goes with the placement of the chosen person.

    Attributes:
        opened: another person, placement or list is open.
        changed: something in the list is different.
    """

    opened = Signal()
    changed = Signal(str)

    def __init__(
        self, desk: Desk, lane: Lane, keeper: DraftKeeper, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._lane, self._keeper, self._today = desk, lane, keeper, today
        self._pool: dict[UUID, EditSession] = {}  # typed and not saved, by placement, also of people left behind
        self.session: EditSession | None = None
        self.person: Candidate | None = None
        self.placement: Placement | None = None
        self.employer = ""

    @property
    def name(self) -> str:
        """What the person is called."""
        return (self.person.name_used.strip() if self.person else "") or "deze kandidaat"

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
            self.employer = next((e.name for e in whole.employers if e.id == place.employer), "")
            self._take(next((t for t in whole.task_lists if t.placement == place.id), None), place.id)
        self.opened.emit()

    def _take(self, kept: TaskList | None, place: UUID) -> None:
        session = self._pool.pop(place, None)
        if session is None:
            session = EditSession(kept, self) if kept is not None else self._begun(place)
            if (draft := self._desk.drafts.find(session.id)) is not None:
                session.restore(draft)
        elif kept is not None and kept.id == session.id:
            session.follow(kept)
        self.session = session
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
        self.session = self.placement = self.person = None
        self.employer = ""
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
                self.session = None
                session.deleteLater()
                self.open(person.id)
                return
            if root.version != session.version:
                session.follow(root)
        seen = {("candidate", person.id), ("employer", place.employer if place else None)}
        if seen & changed or any(record == "placement" for record, _ in changed):
            self.open(person.id)  # another name, or another placement to show

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

    def value(self, key: UUID, attribute: str) -> Any:
        """The value of a field of a task."""
        return self._open.value(path_of(key, attribute))

    def lines(self) -> list[TaskLine]:
        """All tasks in their order."""
        return [self._line(key) for key in self.session.rows(TASKS)] if self.session is not None else []

    def _line(self, key: UUID) -> TaskLine:
        return TaskLine(
            key,
            self.value(key, "name").strip(),
            self.value(key, "state") or TaskState.IDEA,
            self.value(key, "minutes"),
            self.value(key, "independence"),
            self.value(key, "own_opinion"),
            self.value(key, "supervisor_opinion"),
            self.name if self.person is not None and self.person.name_used else "zelf",
        )

    # -- changing ------------------------------------------------------------------------------------------------------

    def add(self, name: str) -> UUID:
        """A new task, as an idea, at the end.

        Raises:
            WrongValue: this cannot be a name.
        """
        return self._open.add_row(TASKS, {"name": name, "state": TaskState.IDEA})

    def take_out(self, key: UUID) -> Callable[[], object]:
        """Take a task out of the list; returns how to put it back."""
        session = self._open
        place = session.remove_row(TASKS, key)
        return lambda: session.put_row_back(TASKS, key, place)

    def set_state(self, key: UUID, state: TaskState) -> Callable[[], object]:
        """Put a task in another state; returns how to take that back."""
        session, path = self._open, path_of(key, "state")
        before = session.value(path)
        session.set(path, state)
        return lambda: session.set(path, before)

    def step(self, key: UUID, step: int) -> TaskState | None:
        """The state a step further (or back); ``None`` at the end."""
        at = STEPS.index(self.value(key, "state") or TaskState.IDEA) + step
        return STEPS[at] if 0 <= at < len(STEPS) else None

    def move(self, key: UUID, step: int) -> bool:
        """Move a task up (-1) or down (1) among those of the same state; ``False`` at the end."""
        lines = self.lines()
        state = next(line.state for line in lines if line.id == key)
        group = [line.id for line in lines if line.state is state]
        goal = group.index(key) + step
        if not 0 <= goal < len(group):
            return False
        order = [line.id for line in lines]
        return self._open.move_row(TASKS, key, order.index(group[goal]) - order.index(key))

    # -- keeping -------------------------------------------------------------------------------------------------------

    def save(self) -> Saved | None:
        """Save the list; ``None`` when there is nothing to save.

        Raises:
            Conflict, Trouble: nothing was saved.
        """
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

    def undo_save(self, save_id: UUID) -> Saved:
        """Take a save back.

        Raises:
            Trouble: nothing of it is left to take back.
        """
        return self._lane.call(self._desk.dossiers.undo, save_id)


def path_of(key: UUID, attribute: str) -> str:
    """Where a field of a task stands in the session."""
    return f"{TASKS}/{key}/{shape_of('carved_task').specs[attribute].key}"
