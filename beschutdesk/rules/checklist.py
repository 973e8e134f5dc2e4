"""The success factors of a placement as a living checklist: the latest word on each, and what was never looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from beschutdesk.dossier.lasting import FactorState, SuccessCheck
from beschutdesk.dossier.success import FactorGroup, SuccessFactor


@dataclass(frozen=True, slots=True)
class Standing:
    """How one factor stands; *why it counts* and its source stand on the factor itself.

    Attributes:
        factor: which.
        state: ``None`` when nobody looked at it yet.
        looked_on: when; ``None`` when nobody looked or wrote down when.
        note: what was said about it.
        key: id of the check that says so; of no meaning for whether two are equal.
    """

    factor: SuccessFactor
    state: FactorState | None = None
    looked_on: date | None = None
    note: str = ""
    key: UUID | None = field(default=None, compare=False)


def checklist(checks: Iterable[SuccessCheck], today: date) -> tuple[Standing, ...]:
    """Every factor in order of declaration with its latest check up to today; of two on one day the last one in order.

    A check without a day counts as the oldest.
    """
    known = tuple(checks)
    return tuple((*history(known, factor, today)[:1], Standing(factor))[0] for factor in SuccessFactor)


def history(checks: Sequence[SuccessCheck], factor: SuccessFactor, today: date) -> tuple[Standing, ...]:
    """Every check of one factor up to today, the latest first."""
    found = [
        Standing(factor, one.state, one.looked_on, one.note, one.id)
        for one in checks
        if one.factor is factor and one.state is not None and (one.looked_on or date.min) <= today
    ]
    found.reverse()  # the sort keeps the order of equals: of two on one day the last one comes first
    return tuple(sorted(found, key=lambda one: one.looked_on or date.min, reverse=True))


def groups(standings: Iterable[Standing]) -> dict[FactorGroup, tuple[Standing, ...]]:
    """The same per part of the way, in order; every part is there."""
    kept = tuple(standings)
    return {group: tuple(one for one in kept if one.factor.group is group) for group in FactorGroup}
