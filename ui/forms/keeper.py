"""Keeps drafts: what is typed is on disk within a second, whatever happens next."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.trouble import Trouble
from ui import jobs
from ui.forms.session import EditSession
from ui.timers import one_shot

if TYPE_CHECKING:
    from beschutdesk.services.drafts import Draft, Drafts

DELAY_MS: Final = 600
"""From the oldest key that is not on disk to the start of writing; a write takes less than the 400 ms left."""
RETRY_MS: Final = 3000


class DraftKeeper(QObject):
    """Writes the drafts of all open sessions, drafts first in the database lane.

    The timer starts at the first unsaved change and typing on does not postpone it. The UI thread only copies a dict.

    Attributes:
        kept: the drafts of this root are on disk: id and local moment.
        gone: this root was saved or what was typed of it thrown away: its id.
        failing: nothing is kept since this local moment: the :class:`Trouble` and the moment.
    """

    kept = Signal(object, object)
    gone = Signal(object)
    failing = Signal(object, object)

    def __init__(self, lane: jobs.Lane, drafts: "Drafts", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._drafts = drafts
        self._sessions: dict[UUID, EditSession] = {}
        self._holders: dict[UUID, set[int]] = {}
        self._dirty: dict[UUID, EditSession] = {}
        self._flying: dict[int, dict[UUID, EditSession]] = {}
        self._number = 0
        self._since: datetime | None = None
        self._timer = one_shot(self, self._write)

    @property
    def failing_since(self) -> datetime | None:
        """Local moment of the oldest key that could not be kept."""
        return self._since

    def session(self, key: UUID) -> EditSession | None:
        """The session of this root that is watched: who opens the same root takes it, or the two would fight.

        One that belongs to a dialog goes with that dialog, and is nobody else's.
        """
        found = self._sessions.get(key)
        return None if found is None or found.parent() is not None else found

    def watch(self, session: EditSession, by: object = None) -> None:
        """Keep the drafts of a session from now on.

        Args:
            session: one root that is edited.
            by: who has it open; it is watched as long as anybody has.
        """
        known = self._sessions.get(session.id)
        if known is session:
            self._holders[session.id].add(id(by))
            return
        if known is not None:
            self._let_go(known)
        self._sessions[session.id] = session
        self._holders[session.id] = {id(by)}
        session.changed.connect(self._touched)

    def forget(self, session: EditSession, by: object = None) -> None:
        """Watch it no longer, unless somebody else has it open. What is not written yet still is."""
        if self._sessions.get(session.id) is session:
            holders = self._holders[session.id]
            holders.discard(id(by))
            if not holders:
                self._let_go(session)

    def _let_go(self, session: EditSession) -> None:
        del self._sessions[session.id], self._holders[session.id]
        session.changed.disconnect(self._touched)

    def settled(self, session: EditSession) -> None:
        """The session was saved or thrown away: what waits of it is not written any more."""
        self._dirty.pop(session.id, None)
        self._drafts.release(session.id)
        for flying in self._flying.values():
            flying.pop(session.id, None)
        if not self._dirty:
            self._timer.stop()
            self._since = None
        self.gone.emit(session.id)

    def touch(self, session: EditSession) -> None:
        """Write the draft of this session within the delay."""
        self._dirty[session.id] = session
        if not self._timer.isActive():
            self._timer.start(DELAY_MS)

    def _touched(self, _path: str) -> None:
        session = self.sender()
        if isinstance(session, EditSession):
            self.touch(session)

    def write_now(self) -> None:
        """Start writing what waits, without waiting for it: focus, tab or person changes."""
        if self._waits:
            self._write()

    @property
    def _waits(self) -> bool:
        return bool(self._dirty or self._drafts.held)

    def pending(self) -> "list[Draft]":
        """What could not be written."""
        return [session.draft() for session in self._dirty.values()]

    def flush(self, patience: float = 20.0) -> bool:
        """Write what waits and wait for it, at most so many seconds: lock, close. Returns whether all is on disk.

        What is being written just now counts as not written: how that ends is known only later.
        """
        self._timer.stop()
        for flying in self._flying.values():
            self._dirty = flying | self._dirty
        self._flying.clear()
        if not self._waits:
            return True
        batch, drafts = self._take()
        try:
            at = self._lane.call(self._drafts.keep, *drafts, priority=jobs.FIRST, patience=patience)
        except Exception as error:  # nothing typed may be lost because of an unexpected error
            self._failed(batch, jobs.calm(error))
            return False
        self._kept(batch, at)
        return True

    def _take(self) -> "tuple[dict[UUID, EditSession], list[Draft]]":
        drafts = self.pending()
        batch, self._dirty = self._dirty, {}
        return batch, drafts

    def _write(self) -> None:
        self._timer.stop()
        if not self._waits:
            return
        held = self._drafts.held
        batch, drafts = self._take()
        self._number += 1
        number = self._number
        self._flying[number] = batch

        def done(at: datetime) -> None:
            if self._flying.pop(number, None) is not None:
                self._kept({*batch, *held}, at)

        def failed(trouble: Trouble) -> None:
            if self._flying.pop(number, None) is not None:
                self._failed(batch, trouble)

        self._lane.submit(self._drafts.keep, *drafts, done=done, failed=failed, priority=jobs.FIRST)

    def _kept(self, keys: Iterable[UUID], at: datetime) -> None:
        self._since = None
        local = at.astimezone()
        for key in keys:
            self.kept.emit(key, local)

    def _failed(self, batch: dict[UUID, EditSession], trouble: Trouble) -> None:
        # what was changed meanwhile is newer and stays in front
        self._dirty = batch | self._dirty
        if self._since is None:
            self._since = datetime.now().astimezone()
        self._timer.start(RETRY_MS)
        self.failing.emit(trouble, self._since)
