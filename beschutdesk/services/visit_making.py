"""What a visit is made of: whom it is about and where, and the visits that follow when it is finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, Occasion, Visit, VisitState, VisitSubject
from beschutdesk.storage import visit_listing
from beschutdesk.storage.unit_of_work import UnitOfWork
from beschutdesk.trouble import Trouble

UNCHANGED: Final = "Er is niets veranderd."
_HOUR: Final = time(9)
"""Of what follows a visit without an hour."""


@dataclass(frozen=True, slots=True)
class About:
    """Whom a visit is about, and in which placement; ``None`` when it is about no placement."""

    candidate: UUID
    placement: UUID | None = None


def part_about(work: UnitOfWork, about: About) -> VisitSubject:
    """A new part of a visit.

    Raises:
        Trouble: the person or the placement is not there any more, or does not belong to the other.
    """
    _alive(work, "candidate", about.candidate)
    if about.placement is not None and _alive(work, "placement", about.placement).candidate != about.candidate:
        raise Trouble("Deze plaatsing hoort bij iemand anders.", UNCHANGED, "Kies de plaatsing opnieuw.")
    return VisitSubject(candidate=about.candidate, placement=about.placement)


def is_about(visit: Visit, about: About) -> bool:
    """Whether a visit is about this person already."""
    return any(one.candidate == about.candidate for one in visit.subjects)


def employer_of(work: UnitOfWork, about: Sequence[About]) -> UUID | None:
    """Where these people work, when that is one place."""
    keys = [one.placement for one in about if one.placement is not None]
    found = {getattr(place, "employer", None) for place in work.find_all("placement", keys)}
    return found.pop() if len(found) == 1 else None


def day_of(at: Appointment | date) -> date:
    """The day of a moment."""
    return at.day if isinstance(at, Appointment) else at


def medium_again(medium: Medium | None) -> Medium:
    """How the contact after this one is: the same, and a visit after a talk with three or an evaluation."""
    return Medium.VISIT if medium in (None, Medium.THREE_WAY, Medium.EVALUATION) else medium


def following(
    work: UnitOfWork, visit: Visit, next_at: Mapping[UUID, Appointment | date | None], medium: Medium
) -> list[Visit]:
    """The next visits: one trip for those who are seen at the same moment at the same employer.

    Args:
        work: to read from; nothing is added to it.
        visit: that is finished.
        next_at: by id of a subject; see :meth:`beschutdesk.services.visits.Visits.finish`.
        medium: how the next contacts are.
    """
    hour, zone = (visit.at.at, visit.at.zone) if visit.at is not None else (_HOUR, "Europe/Amsterdam")
    trips: dict[tuple[Appointment, UUID | None], list[VisitSubject]] = {}
    for one in visit.subjects:
        at = next_at.get(one.id)
        if at is None or one.candidate is None:
            continue
        when = at if isinstance(at, Appointment) else Appointment(at, hour, zone)
        if visit_listing.is_planned(work.session.connection(), one.candidate, when.day):
            continue
        about = [About(one.candidate, one.placement)] if one.placement is not None else []
        there = employer_of(work, about) or visit.employer
        trips.setdefault((when, there), []).append(VisitSubject(candidate=one.candidate, placement=one.placement))
    return [
        Visit(
            at=when,
            medium=medium,
            state=VisitState.PLANNED,
            occasion=Occasion.RHYTHM,
            employer=there,
            subjects=subjects,
        )
        for (when, there), subjects in trips.items()
    ]


def _alive(work: UnitOfWork, record: str, key: UUID) -> Any:
    found = work.find(record, key)
    if found is None or found.deleted_at is not None:
        raise Trouble(f"Deze {shape_of(record).label.lower()} is er niet meer.", UNCHANGED, "Kies iemand anders.")
    return found
