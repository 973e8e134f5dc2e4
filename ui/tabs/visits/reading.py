"""What is read of one visit to show it: the record with names, the preparation, and who got which version."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.visit import Visit, VisitState, VisitSubject
from beschutdesk.services.preparing import Preparation
from beschutdesk.services.visits import Missing
from beschutdesk.trouble import Trouble
from ui.tabs.visits.words import NOBODY

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Found:
    """One visit.

    Attributes:
        visit: the record.
        names: of those it is about, by id of the subject; who is in the trash is not in it.
        employer: name of where it is; empty without one.
        supervisors: names by id, of who works there.
        prepared: what to know before it, per person; only before it is finished.
        issued: what was handed out of it, the latest first.
        missing: what a finished visit lacks.
        to_share: whether a result waits for employer or supervisor.
    """

    visit: Visit
    names: dict[UUID, str]
    employer: str
    supervisors: dict[UUID, str]
    prepared: tuple[Preparation, ...] = ()
    issued: tuple[IssuedDocument, ...] = ()
    missing: tuple[Missing, ...] = ()
    to_share: bool = False

    @property
    def subjects(self) -> list[VisitSubject]:
        """The parts about people who are there."""
        return [one for one in self.visit.subjects if one.id in self.names]

    @property
    def who(self) -> str:
        """All names, or where it is."""
        return ", ".join(self.names.values()) or self.employer or NOBODY

    @property
    def before(self) -> bool:
        """Whether it is still to be held or finished."""
        return self.visit.state in (VisitState.PLANNED, VisitState.CONCEPT)


def read(desk: "Desk", key: UUID, today: date) -> Found | None:
    """In a lane: all of it; ``None`` when there is no such visit."""
    visit: Any = desk.dossiers.get("visit", key)
    if not isinstance(visit, Visit):
        return None
    names = {}
    for subject in visit.subjects:
        person: Any = desk.dossiers.get("candidate", subject.candidate) if subject.candidate is not None else None
        if person is not None and person.deleted_at is None:
            parts = (person.name_used, person.family_name)
            names[subject.id] = " ".join(part for part in parts if part) or "zonder naam"
    house: Any = desk.dossiers.get("employer", visit.employer) if visit.employer is not None else None
    there = house is not None and house.deleted_at is None
    found = Found(
        visit,
        names,
        str(house.name) if there else "",
        {one.id: one.name for one in house.supervisors} if there else {},
        issued=tuple(desk.visit_papers.issued(key)),
    )
    if visit.deleted_at is not None:
        return found
    if found.before:
        return Found(visit, names, found.employer, found.supervisors, _prepared(desk, visit, found, today))
    rid = desk.visit_lists.rid(key)
    lines = desk.visit_lists.lines([rid], today) if rid is not None else []
    missing = desk.visits.missing(visit) if visit.state is VisitState.DONE else ()
    to_share = any(line.to_share for line in lines)
    return Found(visit, names, found.employer, found.supervisors, (), found.issued, missing, to_share)


def _prepared(desk: "Desk", visit: Visit, found: Found, today: date) -> tuple[Preparation, ...]:
    from beschutdesk.services.visits import About

    made = []
    for one in found.subjects:
        if one.candidate is not None:
            try:
                made.append(desk.preparing.of(About(one.candidate, one.placement), today, visit.id))
            except Trouble:  # gone meanwhile
                continue
    return tuple(made)
