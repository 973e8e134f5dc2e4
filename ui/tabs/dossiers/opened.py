"""What is open of one root and the records around it, without a widget: open, change, save, take up drafts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.dossier.fields import REGISTRY, Record
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Conflict, Saved
from beschutdesk.services.drafts import Draft
from beschutdesk.services.store import ChangeSet
from ui.forms.keeper import DraftKeeper
from ui.forms.session import EditSession
from ui.jobs import Lane


class OpenRoots(QObject):
    """The sessions of one root and what belongs to it. A subclass says what that is.

    A record that is open on two pages is one session for both: what is typed on the one stands on the other.

    Attributes:
        root: name of the record that gives its id to the whole.
        records: names of all records that may be open.
        opened: another root, or another record around it, is open; bind all views again.
        touched: something changed: name of the record and path.
    """

    opened = Signal()
    touched = Signal(str, str)
    root = ""
    records: tuple[str, ...] = ()

    def __init__(self, desk: Desk, lane: Lane, keeper: DraftKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = lane
        self._keeper = keeper
        self._pool: dict[UUID, EditSession] = {}  # what is typed and not saved, also of what was left behind
        self._sessions: dict[str, EditSession] = {}

    # -- what is open --------------------------------------------------------------------------------------------------

    @property
    def main(self) -> EditSession | None:
        """The session of the root itself."""
        return self._sessions.get(self.root)

    @property
    def key(self) -> UUID | None:
        """The id of the root."""
        return None if self.main is None else self.main.id

    def session(self, record: str) -> EditSession | None:
        """The session of a record, or ``None`` when there is none yet."""
        return self._sessions.get(record)

    def sessions(self) -> Iterator[EditSession]:
        """All that is open."""
        yield from self._sessions.values()

    @property
    def is_dirty(self) -> bool:
        """Whether anything is typed and not saved."""
        return any(session.is_dirty for session in self.sessions())

    @property
    def title(self) -> str:
        """The name as it is on the screen."""
        raise NotImplementedError

    # -- opening -------------------------------------------------------------------------------------------------------

    def open(self, key: UUID) -> bool:
        """Show one, with drafts where there are any. ``False`` when it is not there any more."""
        drafts = self._drafts()
        found = self._desk.dossiers.get(self.root, key)
        if found is None and key not in drafts and key not in self._pool:
            return False
        self._leave()
        self._take(found or REGISTRY[self.root].type(id=key), drafts)
        self.opened.emit()
        return True

    def open_new(self) -> UUID:
        """Begin one. It exists as a draft from the first key on, and not before."""
        self._leave()
        made = self._new_root()
        self._take(made, {})
        self.opened.emit()
        return made.id

    def _new_root(self) -> Record:
        return REGISTRY[self.root].type()

    def close(self) -> None:
        """Show nothing; what is typed stays a draft."""
        self._leave()
        self.opened.emit()

    def forget_all(self) -> None:
        """Behind a lock: let go of everything that was read."""
        self._leave()
        for session in self._pool.values():
            self._keeper.forget(session, self)
        self._pool.clear()

    def _drafts(self) -> dict[UUID, Draft]:
        return {draft.id: draft for draft in self._desk.drafts.all() if draft.record in self.records}

    def _take(self, root: Record, drafts: Mapping[UUID, Draft]) -> EditSession:
        session = self._pool.pop(root.id, None) or self._keeper.session(root.id)
        if session is None:
            session = EditSession(root)  # no parent: a form may hold it a moment longer than we do
        elif root.version:
            session.follow(root)
        if not session.is_dirty and (draft := drafts.get(root.id)):
            session.restore(draft)
        self._sessions[session.record] = session
        self._keeper.watch(session, self)
        session.changed.connect(self._session_changed)
        return session

    def _leave(self) -> None:
        self._keeper.write_now()
        for record in list(self._sessions):
            self._put_away(record)

    def _put_away(self, record: str) -> None:
        session = self._sessions.pop(record)
        session.changed.disconnect(self._session_changed)
        if (session.is_dirty and session.is_touched) or session.is_waiting:
            self._pool[session.id] = session
        else:
            self._keeper.forget(session, self)

    def _session_changed(self, path: str) -> None:
        session = self.sender()
        if isinstance(session, EditSession):
            self.touched.emit(session.record, path)

    # -- keeping -------------------------------------------------------------------------------------------------------

    def save(self) -> Saved | None:
        """Save all that is open together; ``None`` when there is nothing to save.

        Raises:
            Conflict, Trouble: nothing was saved.
        """
        main = self.main
        sessions = [s for s in self.sessions() if s.is_dirty or (s is main and s.is_new)]
        if sessions and main is not None and main.is_new and main not in sessions:
            sessions.append(main)
        if not sessions:
            return None
        saved: Saved = self._lane.call(self._desk.dossiers.save, [session.edit() for session in sessions])
        for session in sessions:
            self._keeper.settled(session)
            root = self._desk.dossiers.get(session.record, session.id)
            if root is not None:
                session.begin_again(root)
            if session.is_dirty:  # texts that are no value yet stay, as a draft over the new version
                self._keeper.touch(session)
        return saved

    def settle(self, conflict: Conflict, theirs: Iterable[tuple[UUID, str]]) -> None:
        """After a conflict: the fields for which the other text was chosen."""
        given_up = set(theirs)
        for key in {clash.id for clash in conflict.clashes}:
            session = next((s for s in self.sessions() if s.id == key), None)
            root = None if session is None else self._desk.dossiers.get(session.record, key)
            if session is not None and root is not None:
                session.settle_on(root, [path for at, path in given_up if at == key])

    def discard(self) -> list[Draft]:
        """Throw away what was typed and not saved; what was never saved is gone then.

        Returns what was thrown away.
        """
        key, was_new = self.key, self.main is not None and self.main.is_new
        gone = [session.draft() for session in self.sessions() if session.is_dirty]
        if key is not None and was_new:
            gone += self._discard_out_of_view(key)
        for session in list(self.sessions()):
            self._keeper.settled(session)
            self._lane.call(self._desk.drafts.drop, session.id)
            self._sessions.pop(session.record)
            session.changed.disconnect(self._session_changed)
            session.abandon()
            self._keeper.forget(session, self)
        if key is None or was_new or not self.open(key):
            self.close()
        return gone

    def _discard_out_of_view(self, key: UUID) -> list[Draft]:
        """The same for what was begun for this root and is not open: nobody could find it any more."""
        return []

    def refresh(self, changed: ChangeSet) -> None:
        """Something was saved elsewhere, or taken back."""
        here = {(s.record, s.id) for s in self.sessions()}
        if not changed & here:
            return
        for session in list(self.sessions()):
            if (session.record, session.id) in changed:
                root = self._desk.dossiers.get(session.record, session.id)
                if root is None:
                    continue
                if root.deleted_at is not None and session.record != self.root:
                    self._keeper.forget(session, self)
                session.follow(root)
        if (key := self.key) is not None:
            self._open_again(key)

    def _open_again(self, key: UUID) -> Any:
        return self.open(key)
