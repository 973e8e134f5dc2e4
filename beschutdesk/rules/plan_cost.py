"""What supervision in a plan costs in the own week of who gives it, and which work waits or is done by others.

Guiding is a moment with who guides, and work for which somebody is named: who comes along has no hands free.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.rules.day_plan import Block, Plan, covered, days
from beschutdesk.rules.plan_people import GuidedBy, guides, has_guide


class Covered(GuidedBy, Protocol):
    """As much of terms as says who guides, and what colleagues do meanwhile."""

    @property
    def supervision_cover(self) -> str:
        """Work that colleagues take over."""
        ...


@dataclass(frozen=True, slots=True)
class PersonCost:
    """What it costs one person.

    Attributes:
        person: who guides; ``None`` for moments with nobody.
        minutes: a week.
        by_day: weekday and minutes, of the days on which they guide.
        covers: what waits or is done by somebody else, as it stands with the moments, each once.
        along: how many of the minutes are in work that they do along, outside moments of supervision.
    """

    person: UUID | None
    minutes: int
    by_day: tuple[tuple[int, int], ...]
    covers: tuple[str, ...]
    along: int = 0


@dataclass(frozen=True, slots=True)
class SupervisionCost:
    """What it costs all together.

    Attributes:
        minutes: a week.
        people: the one with most minutes first.
        covers: what waits or is done by somebody else, each once; that of the terms too.
        days_without: planned days on which nobody guides. Guiding every day is what keeps a placement (research of
            2022, §5.2.2: at least one talk a day).
    """

    minutes: int
    people: tuple[PersonCost, ...]
    covers: tuple[str, ...]
    days_without: tuple[int, ...]


def supervision_cost(
    plan: Plan,
    terms: Covered | None = None,
    supervisors: Iterable[Supervisor] = (),
    today: date | None = None,
) -> SupervisionCost:
    """What guiding in a plan costs; what one person does at the same time counts once.

    Args:
        plan: the week.
        terms: that hold: who guides where a moment does not say it.
        supervisors: of the employer.
        today: who has left or is away on that day is not there, so that the backup pays.
    """
    week, by_id = days(plan), {one.id: one for one in supervisors}
    by_person: dict[UUID | None, list[tuple[Block, ...]]] = {}
    for day in week:
        for who, found, _ in guided(day.blocks, terms, by_id, today):
            by_person.setdefault(who.id if who is not None else None, []).append(found)
    people = sorted((_cost(who, of) for who, of in by_person.items()), key=lambda one: (-one.minutes, str(one.person)))
    every = [block for day in week for block in day.blocks if has_guide(block.kind, block.supervisor)]
    agreed = terms.supervision_cover.strip() if terms is not None else ""
    covers = tuple(dict.fromkeys([*([agreed] if agreed else []), *_covers(every)]))
    guided_on = {block.weekday for block in every}
    without = tuple(day.weekday for day in week if day.blocks and day.weekday not in guided_on)
    return SupervisionCost(sum(one.minutes for one in people), tuple(people), covers, without)


def _cost(who: UUID | None, found: Sequence[tuple[Block, ...]]) -> PersonCost:
    """What it costs one person who guides in these blocks, of one day each."""
    by_day = tuple((of[0].weekday, covered(of)) for of in found)
    minutes = sum(length for _, length in by_day)
    moments = sum(covered(block for block in of if block.kind is PlanKind.SUPERVISION) for of in found)
    return PersonCost(who, minutes, by_day, _covers(block for of in found for block in of), minutes - moments)


def guided(
    found: Iterable[Block], terms: GuidedBy | None, supervisors: Mapping[UUID, Supervisor], today: date | None = None
) -> Iterator[tuple[Supervisor | None, tuple[Block, ...], int]]:
    """The blocks of one day in which somebody guides, per person, with their minutes; ``None`` is nobody.

    Args:
        found: blocks of one day.
        terms: that hold.
        supervisors: of the employer, by id.
        today: who has left or is away on that day is not there.
    """
    by_person: dict[UUID | None, tuple[Supervisor | None, list[Block]]] = {}
    for block in found:
        if has_guide(block.kind, block.supervisor):
            there = guides(block, terms, supervisors, today).there
            by_person.setdefault(there.id if there is not None else None, (there, []))[1].append(block)
    for who, moments in by_person.values():
        yield who, tuple(moments), covered(moments)


def guided_days(plan: Plan) -> tuple[tuple[int, int], ...]:
    """Per planned day, 0 is Monday, the minutes with somebody who guides, whoever that is; each minute once."""
    return tuple(
        (day.weekday, covered(block for block in day.blocks if has_guide(block.kind, block.supervisor)))
        for day in days(plan)
        if day.blocks
    )


def _covers(found: Iterable[Block]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cover for block in found if (cover := block.cover.strip())))
