"""Who guides in a block of the plan, and whether that one is there then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.day_plan import LAST, Block, minute_of
from beschutdesk.rules.supervision import is_there


class GuidedBy(Protocol):
    """As much of terms as says who guides."""

    @property
    def supervisor(self) -> UUID | None:
        """Every day."""
        ...

    @property
    def backup(self) -> UUID | None:
        """When that one is not there."""
        ...


@dataclass(frozen=True, slots=True)
class Guides:
    """Who guides in one block.

    Attributes:
        first: who should; ``None`` when nobody is named, or who is named is not known at this employer.
        second: who steps in; never the same one.
        there: who of the two is there then, as far as is known; ``None`` when neither is.
    """

    first: Supervisor | None
    second: Supervisor | None
    there: Supervisor | None


def has_guide(kind: PlanKind | None, named: object) -> bool:
    """Whether somebody guides in a block: a moment with who guides, or work for which somebody is named.

    Args:
        kind: of the block.
        named: who is named there, ``None`` for nobody.
    """
    return kind is PlanKind.SUPERVISION or (named is not None and kind is not PlanKind.BREAK)


def guides(
    block: Block, terms: GuidedBy | None, supervisors: Mapping[UUID, Supervisor], today: date | None = None
) -> Guides:
    """Who guides in a block: as it stands there, otherwise as in the terms, otherwise as the employer has it.

    Args:
        block: which.
        terms: that hold.
        supervisors: of the employer, by id.
        today: who has left or is away on that day is not there; ``None`` counts everybody.
    """
    agreed = terms.supervisor if terms is not None else None
    first = _of(supervisors, block.supervisor or agreed)
    own = first.backup if first is not None else None
    agreed_backup = terms.backup if terms is not None else None
    stand_ins = (agreed_backup, own) if block.supervisor in (None, agreed) else (own, agreed_backup)
    named = (block.backup, *stand_ins)
    second = _of(
        supervisors, next((one for one in named if one is not None and (first is None or one != first.id)), None)
    )
    there = next((one for one in (first, second) if one is not None and is_present(one, block, today)), None)
    return Guides(first, second, there)


def _of(supervisors: Mapping[UUID, Supervisor], key: UUID | None) -> Supervisor | None:
    return supervisors.get(key) if key is not None else None


def is_present(one: Supervisor, block: Block, today: date | None = None) -> bool:
    """Whether somebody is there during a whole block; who did not say on which days counts as there."""
    if today is not None and not is_there(one, today):
        return False
    return not one.days or lies_in(block, one.days)


def lies_in(block: Block, slots: Iterable[Slot]) -> bool:
    """Whether a block lies in these stretches; one without times is a whole day, and two that touch are one."""
    found = stretches(slots, block.weekday)
    return any(start <= block.start and block.end <= end for start, end in found)


def stretches(slots: Iterable[Slot], weekday: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a weekday in minutes from midnight, in order; those that touch are one.

    An end that is not known, or lies before its beginning, leaves it open.
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(_stretch(slot) for slot in slots if slot.weekday == weekday):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def _stretch(slot: Slot) -> tuple[int, int]:
    if slot.start is not None and slot.end is not None and not slot.minutes:
        return 0, LAST
    return minute_of(slot.start), LAST if slot.end is None else minute_of(slot.end)
