"""Visits as far as they are about one placement: contacts, open agreements, what was found of the supervision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from beschutdesk.dossier.issued_document import NOT_OF_VISITS, IssuedDocument
from beschutdesk.dossier.lasting import Agreed
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.visit import Answer, Judgement, Medium, Visit, VisitState, VisitSubject

TRIPS = frozenset({Medium.VISIT, Medium.THREE_WAY, Medium.EVALUATION})
"""Contacts on which somebody was seen at work."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit or contact as far as it is about one person.

    Attributes:
        visit: its id.
        concern: how one went away.
        kept_because: why the result is not shared, on purpose; empty when it is to be shared.
    """

    visit: UUID
    day: date
    medium: Medium | None
    state: VisitState | None
    concern: Judgement | None = None
    kept_because: str = ""

    @property
    def met(self) -> bool:
        """Whether it took place."""
        return self.state not in (VisitState.PLANNED, VisitState.NO_CONTACT)

    @property
    def done(self) -> bool:
        """Whether it took place and is finished; one that is kept without a state was too."""
        return self.state in (None, VisitState.DONE)

    @property
    def seen(self) -> bool:
        """Whether somebody was seen at work."""
        return self.met and self.medium in TRIPS


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody found of the supervision on a day; ``visit`` is where, when it was at one."""

    day: date
    good: bool
    visit: UUID | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """An agreement of a visit that has no outcome yet."""

    visit: UUID
    row: Agreed


def is_open(row: Agreed) -> bool:
    """Whether an agreement has no outcome yet."""
    return row.done_on is None and row.result is None


def judged_at(one: VisitSubject | Any) -> bool | None:
    """What was found of the supervision at a visit: it was enough and in the right form, or it was not.

    The worker and the supervisor are both asked; one doubt is a doubt. ``None`` when nobody said anything.

    Args:
        one: the part of a visit, or a row of its columns.
    """
    answers = (one.enough_worker, one.form_worker, one.enough_supervisor, one.form_supervisor)
    if one.supervision_judgement in (Judgement.ATTENTION, Judgement.CONCERN):
        return False
    if Answer.PARTLY in answers or Answer.NO in answers:
        return False
    return True if one.supervision_judgement is not None or Answer.YES in answers else None


def _part(placement: Placement, visit: Visit) -> VisitSubject | None:
    """The part of a visit that is about a placement, or about its candidate and no placement."""
    mine = (one for one in visit.subjects if one.candidate == placement.candidate)
    return next((one for one in mine if one.placement in (None, placement.id)), None)


def contacts(placement: Placement, visits: Iterable[Visit]) -> list[Contact]:
    """Every contact that is about a placement, the oldest first."""
    found = [
        Contact(visit.id, visit.at.day, visit.medium, visit.state, part.concern, part.not_shared_because)
        for visit in visits
        if visit.at is not None and (part := _part(placement, visit)) is not None
    ]
    return sorted(found, key=lambda one: one.day)


def promises(placement: Placement, visits: Iterable[Visit]) -> list[Promise]:
    """The open agreements of visits that are about a placement."""
    out = []
    for visit in visits:
        mine = {
            one.id for one in visit.subjects if one.candidate == placement.candidate and one.placement == placement.id
        }
        out += [Promise(visit.id, row) for row in visit.agreements if row.subject in mine and is_open(row)]
    return out


def found(placement: Placement, visits: Iterable[Visit]) -> list[Judged]:
    """What was found of the supervision at visits; of two parts about one person the first counts."""
    found = []
    for visit in visits:
        part = _part(placement, visit)
        if part is None or visit.at is None or visit.state in (VisitState.PLANNED, VisitState.NO_CONTACT):
            continue
        if (good := judged_at(part)) is not None:
            found.append(Judged(visit.at.day, good, visit.id))
    return found


def concerns(document: IssuedDocument, placement: Placement, visits: Sequence[Visit]) -> bool:
    """Whether a document is about the person of a placement; one on a whole visit is about all who were seen there."""
    if document.candidate is not None or document.visit is None:
        return True
    return any(visit.id == document.visit and _part(placement, visit) is not None for visit in visits)


def last_to(documents: Iterable[IssuedDocument], audience: str, visits: Sequence[Visit]) -> date | None:
    """Up to which day a reader knows how visits went. A report counts for the day of its visit."""
    held = {visit.id: visit.at.day for visit in visits if visit.at is not None}
    days = (
        one.issued_on if one.visit is None else held.get(one.visit, one.issued_on)
        for one in documents
        if one.kind not in NOT_OF_VISITS and one.audience == audience
    )
    return max((day for day in days if day is not None), default=None)
