"""Everything of one person that can be edited at once, without a widget: open, change, save, take up drafts."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import REGISTRY, Record
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.rules import sources
from beschutdesk.rules.time import six_months_after
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Conflict, Saved
from beschutdesk.services.drafts import Draft
from beschutdesk.services.store import ChangeSet
from ui.forms.keeper import DraftKeeper
from ui.forms.session import EditSession
from ui.jobs import Lane

ROOTS: Final = ("candidate", "employer", "placement", "portfolio")


class OpenDossier(QObject):
    """The sessions of one person: candidate, one placement with its employer, and the portfolio.

    Attributes:
        opened: another person, placement, employer or portfolio is open; bind all views again.
        touched: something of this person changed: name of the record and path.
    """

    opened = Signal()
    touched = Signal(str, str)

    def __init__(self, desk: Desk, lane: Lane, keeper: DraftKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = lane
        self._keeper = keeper
        self._pool: dict[UUID, EditSession] = {}  # what is typed and not saved, also of people left behind
        self._sessions: dict[str, EditSession] = {}
        self.placements: list[tuple[UUID, str]] = []

    # -- what is open --------------------------------------------------------------------------------------------------

    @property
    def key(self) -> UUID | None:
        """The id of the candidate."""
        session = self._sessions.get("candidate")
        return None if session is None else session.id

    def session(self, record: str) -> EditSession | None:
        """The session of a root, or ``None`` when this person has none yet."""
        return self._sessions.get(record)

    def sessions(self) -> Iterator[EditSession]:
        """All that is open."""
        yield from self._sessions.values()

    @property
    def is_dirty(self) -> bool:
        """Whether anything of this person is typed and not saved."""
        return any(session.is_dirty for session in self.sessions())

    @property
    def title(self) -> str:
        """The name as it is on the screen."""
        session = self._sessions.get("candidate")
        if session is None:
            return ""
        return " ".join(p for p in (session.value("name_used"), session.value("family_name")) if p)

    # -- opening -------------------------------------------------------------------------------------------------------

    def open(self, key: UUID, placement: UUID | None = None) -> bool:
        """Show a person, with drafts where there are any. ``False`` when there is no such person any more."""
        whole = self._desk.dossiers.whole(key)
        drafts = self._drafts()
        if whole is None and key not in drafts and key not in self._pool:
            return False
        self._leave()
        person = whole.candidate if whole else Candidate(id=key)
        found: list[Placement] = list(whole.placements) if whole else []
        found = [*(self._new_of("placement", key, drafts)), *found]
        employers = {employer.id: employer for employer in (whole.employers if whole else ())}
        portfolios = [*(whole.portfolios if whole else ()), *self._new_of("portfolio", key, drafts)]
        self._take(person, drafts)
        chosen = next((p for p in found if p.id == placement), None) or _running(found)
        self.placements = [(p.id, self._placement_words(p, employers)) for p in found]
        if chosen is not None:
            self._take(chosen, drafts)
            self._take_employer(drafts, employers)
        if portfolios:
            of_place = [p for p in portfolios if chosen is not None and p.placement == chosen.id]
            self._take((of_place or portfolios)[-1], drafts)
        self.opened.emit()
        return True

    def open_new(self) -> UUID:
        """Begin a dossier. It exists as a draft from the first key on, and not before."""
        self._leave()
        self.placements = []
        person = Candidate(state=CandidateState.ACTIVE)
        self._take(person, {})
        self.opened.emit()
        return person.id

    def close(self) -> None:
        """Show nobody; what is typed stays a draft."""
        self._leave()
        self.placements = []
        self.opened.emit()

    def forget_all(self) -> None:
        """Behind a lock: let go of everything that was read."""
        self._leave()
        for session in self._pool.values():
            self._keeper.forget(session)
        self._pool.clear()
        self.placements = []

    def _drafts(self) -> dict[UUID, Draft]:
        return {draft.id: draft for draft in self._desk.drafts.all() if draft.record in ROOTS}

    def _new_of(self, record: str, candidate: UUID, drafts: dict[UUID, Draft]) -> list[Any]:
        """Roots of this person that were never saved: in the pool, or as a draft on disk."""
        pooled = [s for s in self._pool.values() if s.record == record and s.is_new]
        found = {s.id for s in pooled if s.plain("candidate") == str(candidate)}
        found |= {
            draft.id
            for draft in drafts.values()
            if draft.record == record and not draft.base_version and draft.changes.get("candidate") == str(candidate)
        }
        return [REGISTRY[record].type(id=key) for key in sorted(found)]

    def _take(self, root: Record, drafts: dict[UUID, Draft]) -> EditSession:
        session = self._pool.pop(root.id, None)
        if session is None:
            session = EditSession(root)  # no parent: a form may hold it a moment longer than we do
            if draft := drafts.get(root.id):
                session.restore(draft)
        elif root.version:
            session.follow(root)
        self._sessions[session.record] = session
        self._keeper.watch(session)
        session.changed.connect(self._session_changed)
        return session

    def _take_employer(self, drafts: dict[UUID, Draft], known: dict[UUID, Employer]) -> None:
        place = self._sessions["placement"]
        key: UUID | None = place.value("employer")
        if key is None:
            return
        employer = known.get(key) or self._desk.dossiers.get("employer", key)
        if employer is None and (key in drafts or key in self._pool):
            employer = Employer(id=key)
        if employer is not None:
            self._take(employer, drafts)

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
            self._keeper.forget(session)

    def _session_changed(self, path: str) -> None:
        session = self.sender()
        if isinstance(session, EditSession):
            self.touched.emit(session.record, path)

    def _placement_words(self, place: Placement, employers: dict[UUID, Employer]) -> str:
        employer = employers.get(place.employer) if place.employer else None
        name = employer.name if employer and employer.name else "nieuwe plaatsing"
        if place.ended_on is not None:
            return f"{name}, tot {place.ended_on:%d-%m-%Y}"
        begun = min((p.since for p in place.phases if p.since), default=None)
        return f"{name}, sinds {begun:%d-%m-%Y}" if begun else name

    # -- new roots -----------------------------------------------------------------------------------------------------

    def add_placement(self) -> EditSession:
        """Begin a placement; its employer is chosen next."""
        for record in ("placement", "employer"):
            if record in self._sessions:
                self._put_away(record)
        place = Placement(candidate=self.key)
        self.placements.insert(0, (place.id, "nieuwe plaatsing"))
        return self._begin(place)

    def choose_employer(self, key: UUID | None) -> None:
        """Take an employer that is known for the open placement."""
        place = self._sessions["placement"]
        if place.value("employer") == key:
            return
        place.set("employer", key)
        if "employer" in self._sessions:
            self._put_away("employer")
        self._take_employer(self._drafts(), {})
        self.opened.emit()

    def new_employer(self) -> EditSession:
        """Begin an employer and place the person there."""
        if "employer" in self._sessions:
            self._put_away("employer")
        employer = Employer()
        self._sessions["placement"].set("employer", employer.id)
        return self._begin(employer)

    def begin_portfolio(self, today: date) -> EditSession:
        """Begin a portfolio with what the dossier says already."""
        place = self._sessions.get("placement")
        portfolio = Portfolio(
            candidate=self.key,
            placement=None if place is None else place.id,
            review_on=six_months_after(today),
        )
        sources.fill_empty(portfolio, self._sessions["candidate"].build())
        return self._begin(portfolio)

    def _begin(self, root: Record) -> EditSession:
        session = self._take(root, {})
        session.changed.emit("")  # a new root is a draft at once: someone asked for it
        person = self._sessions["candidate"]
        if person.is_new and not person.is_touched:
            person.changed.emit("")  # and belongs to someone, who has to be found again
        self.opened.emit()
        return session

    # -- keeping -------------------------------------------------------------------------------------------------------

    def save(self) -> Saved | None:
        """Save all that is open together; ``None`` when there is nothing to save.

        Raises:
            Conflict, Trouble: nothing was saved.
        """
        sessions = [s for s in self.sessions() if s.is_dirty or (s.record == "candidate" and s.is_new)]
        if sessions and self._sessions["candidate"].is_new and self._sessions["candidate"] not in sessions:
            sessions.append(self._sessions["candidate"])
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
        """Throw away what was typed and not saved; a dossier that was never saved is gone then.

        Returns what was thrown away.
        """
        key, was_new = self.key, any(s.is_new for s in self.sessions() if s.record == "candidate")
        gone = [session.draft() for session in self.sessions() if session.is_dirty]
        if key is not None and was_new:
            gone += self._discard_out_of_view(key)
        for session in list(self.sessions()):
            self._keeper.settled(session)
            self._lane.call(self._desk.drafts.drop, session.id)
            self._sessions.pop(session.record)
            session.changed.disconnect(self._session_changed)
            self._keeper.forget(session)
        if key is None or was_new or not self.open(key):
            self.close()
        return gone

    def _discard_out_of_view(self, key: UUID) -> list[Draft]:
        """The same for what was begun for this person and is not open: nobody could find it any more."""
        here = {session.id for session in self.sessions()}
        drafts = {k: d for k, d in self._drafts().items() if not d.base_version and k not in here}
        drafts |= {k: s.draft() for k, s in self._pool.items() if s.is_new and k not in here}
        gone = [draft for draft in drafts.values() if draft.changes.get("candidate") == str(key)]
        placed = {draft.changes.get("employer") for draft in gone}
        gone += [draft for k, draft in drafts.items() if draft.record == "employer" and str(k) in placed]
        for draft in gone:
            if (session := self._pool.pop(draft.id, None)) is not None:
                self._keeper.settled(session)
                self._keeper.forget(session)
            self._lane.call(self._desk.drafts.drop, draft.id)
        return gone

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
                if root.deleted_at is not None and session.record != "candidate":
                    self._keeper.forget(session)
                session.follow(root)
        key = self.key
        place = self._sessions.get("placement")
        if key is not None:
            self.open(key, place.id if place else None)


def _running(placements: list[Placement]) -> Placement | None:
    """The placement that is shown first: the latest that has not ended, or else the latest."""
    return next((p for p in placements if p.ended_on is None), placements[0] if placements else None)
