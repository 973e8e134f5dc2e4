"""A visit that is being planned: as long as it is not saved it is a draft, so that a lock or a crash takes nothing."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from beschutdesk.dossier.codec import HALF
from beschutdesk.dossier.visit import VisitState
from beschutdesk.services.drafts import Draft, Drafts
from beschutdesk.services.visits import About

__all__ = ["Plan", "is_plan", "plan_of", "unfinished"]

_TYPED: Final = f"{HALF}at"
"""When, as it was typed: it may be no day yet."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is typed of it.

    Attributes:
        about: whom it is about.
        employer: where, when that was chosen.
        medium: key of how; empty when nothing was chosen.
        when: the words that were typed; ``None`` as long as the day is the proposed one.
    """

    about: tuple[About, ...] = ()
    employer: UUID | None = None
    medium: str = ""
    when: str | None = None


def is_plan(draft: Draft) -> bool:
    """Whether it is of a visit that is being planned, and of nothing else."""
    planned = draft.changes.get("state") == VisitState.PLANNED.key
    return draft.record == "visit" and not draft.base_version and planned


def plan_of(draft: Draft) -> Plan:
    """What a draft of a plan says."""
    changes, about = draft.changes, []
    for row in changes.get("subjects", ()):
        person, place = (changes.get(f"subjects/{row}/{name}") for name in ("candidate", "placement"))
        if person is not None:
            about.append(About(UUID(person), None if place is None else UUID(place)))
    employer, when = changes.get("employer"), changes.get(_TYPED)
    return Plan(
        tuple(about),
        None if employer is None else UUID(employer),
        str(changes.get("medium") or ""),
        None if when is None else str(when),
    )


def unfinished(drafts: Drafts, person: UUID | None = None) -> Draft | None:
    """The plan that was typed last and is not saved, if any.

    Args:
        drafts: of the profile.
        person: only one that is about them; any when left out.
    """
    found = (draft for draft in drafts.all() if is_plan(draft))
    wanted = (draft for draft in found if person is None or person in {one.candidate for one in plan_of(draft).about})
    return next(wanted, None)
