"""Everything of one person that can be edited at once, without a widget: open, change, save, take up drafts."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import REGISTRY, Record
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.rules import sources
from beschutdesk.rules.review import review_day
from beschutdesk.services.desk import Desk
from beschutdesk.services.drafts import Draft
from ui.forms.keeper import DraftKeeper
from ui.forms.session import EditSession
from ui.jobs import Lane
from ui.tabs.dossiers.opened import OpenRoots


class OpenDossier(OpenRoots):
    """The sessions of one person: candidate, one placement with its employer, and the portfolio.

    Attributes:
        placements: id and words of all placements, the latest first.
        others: the placements that are not open, as they were kept.
    """

    root = "candidate"
    records = ("candidate", "employer", "placement", "portfolio")

    def __init__(self, desk: Desk, lane: Lane, keeper: DraftKeeper, parent: QObject | None = None) -> None:
        super().__init__(desk, lane, keeper, parent)
        self.placements: list[tuple[UUID, str]] = []
        self.others: list[Placement] = []

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
        self.others = [p for p in found if chosen is None or p.id != chosen.id]
        if chosen is not None:
            self._take(chosen, drafts)
            self._take_employer(drafts, employers)
        if portfolios:
            of_place = [p for p in portfolios if chosen is not None and p.placement == chosen.id]
            self._take((of_place or portfolios)[-1], drafts)
        self.opened.emit()
        return True

    def _new_root(self) -> Candidate:
        self.placements, self.others = [], []
        return Candidate(state=CandidateState.ACTIVE)

    def close(self) -> None:
        self._leave()
        self.placements, self.others = [], []
        self.opened.emit()

    def forget_all(self) -> None:
        super().forget_all()
        self.placements, self.others = [], []

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

    def _placement_words(self, place: Placement, employers: dict[UUID, Employer]) -> str:
        employer = employers.get(place.employer) if place.employer else None
        name = employer.name if employer and employer.name else "nieuwe plaatsing"
        if place.ended_on is not None:
            return f"{name}, tot {place.ended_on:%d-%m-%Y}"
        begun = min((p.since for p in place.phases if p.since), default=None)
        return f"{name}, vanaf {begun:%d-%m-%Y}" if begun else name

    # -- new roots -----------------------------------------------------------------------------------------------------

    def add_placement(self) -> EditSession:
        """Begin a placement; its employer is chosen next."""
        if (before := self._sessions.get("placement")) is not None:
            self.others = [before.build(), *self.others]
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
        place, person = self._sessions.get("placement"), self._sessions["candidate"]
        portfolio = Portfolio(
            candidate=self.key,
            placement=None if place is None else place.id,
            review_on=review_day(today, self._desk.today.figures(person.value("municipality"))),
        )
        sources.fill_empty(portfolio, person.build())
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

    def _discard_out_of_view(self, key: UUID) -> list[Draft]:
        here = {session.id for session in self.sessions()}
        drafts = {k: d for k, d in self._drafts().items() if not d.base_version and k not in here}
        drafts |= {k: s.draft() for k, s in self._pool.items() if s.is_new and k not in here}
        gone = [draft for draft in drafts.values() if draft.changes.get("candidate") == str(key)]
        placed = {draft.changes.get("employer") for draft in gone}
        gone += [draft for k, draft in drafts.items() if draft.record == "employer" and str(k) in placed]
        for draft in gone:
            if (session := self._pool.pop(draft.id, None)) is not None:
                self._keeper.settled(session)
                self._keeper.forget(session, self)
            self._lane.call(self._desk.drafts.drop, draft.id)
        return gone

    def _open_again(self, key: UUID) -> bool:
        place = self._sessions.get("placement")
        return self.open(key, place.id if place else None)


def _running(placements: list[Placement]) -> Placement | None:
    """The placement that is shown first: the latest that has not ended, or else the latest."""
    return next((p for p in placements if p.ended_on is None), placements[0] if placements else None)
