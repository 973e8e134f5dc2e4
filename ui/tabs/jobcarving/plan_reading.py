"""The open plan as the week shows it: blocks with their names, what is the matter, how the days differ, the sums."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.task_list import CarvedTask, PlanKind, PlanPart, TaskList, TaskState
from beschutdesk.rules import day_plan as plans
from beschutdesk.rules.plan_conflicts import Conflict, conflicts
from beschutdesk.rules.plan_cost import SupervisionCost, guided_days, supervision_cost
from beschutdesk.rules.plan_people import Guides, guides, has_guide
from beschutdesk.rules.supervision import weekday_names
from beschutdesk.rules.task_time import how_long, how_long_in_short, weekly_minutes, working_days
from beschutdesk.rules.week import Week, week
from ui.forms.parse import SHORT_DAYS
from ui.tabs.jobcarving.plan_edits import LENGTHS, length_of
from ui.tabs.jobcarving.plan_side import Offer
from ui.tabs.jobcarving.plan_week import BlockShown, DayShown, shown_days

NAMES: Final = {PlanKind.BREAK: "Pauze", PlanKind.SUPERVISION: "Begeleiding", PlanKind.OTHER: "Iets anders"}
NAMELESS: Final = "(taak zonder naam)"
_FULL_WEEK: Final = range(5)


@dataclass(frozen=True, slots=True)
class PlanRead:
    """All that the view shows.

    Attributes:
        days: in order.
        conflicts: what is not in order yet.
        offers: what can be put in a day.
        total: what is planned, against the hours that were agreed.
        guided: what the supervision takes, in a line.
        costs: what it costs each of who guides in their own day, a line each, and on which days nobody guides.
        covers: which work waits meanwhile, or who does it.
    """

    days: tuple[DayShown, ...]
    conflicts: tuple[Conflict, ...]
    offers: tuple[Offer, ...]
    total: str
    guided: str
    costs: tuple[str, ...]
    covers: tuple[str, ...]


def read_plan(
    record: TaskList, terms: Terms | None, supervisors: Sequence[Supervisor], person: Candidate, today: date
) -> PlanRead:
    """Read the plan as it stands on the screen."""
    tasks = {task.id: task for task in record.tasks}
    names = {task.id: task.name or NAMELESS for task in record.tasks}
    names |= {one.id: one.name for one in supervisors}
    people = {one.id: one for one in supervisors}
    found = conflicts(record.plan, terms, supervisors, record.tasks, today)
    blocks = plans.blocks(record.plan)
    sums = plans.sums(blocks)
    with_whom = {block.id: _with(guides(block, terms, people, today)) for block in blocks}
    differs = plans.differences(blocks, names)
    usual = plans.usual_day(blocks) if differs else None
    shown = _blocks(record, tasks, with_whom, found, {part for one in differs for part in one.parts})
    unlike = {day: [one.words for one in differs if one.weekday == day] for day in range(plans.DAYS)}
    odd = {day: _odd(words, usual) for day, words in unlike.items()}
    guiding = dict(guided_days(blocks))
    days = tuple(_days(shown, odd, terms, week(person, (), today), sums, guiding))
    cost = supervision_cost(blocks, terms, supervisors, today)
    total = _total(sums.week.work, terms)
    guided = f"{how_long(cost.minutes)} begeleiding per week" if cost.minutes else "nog geen begeleiding ingedeeld"
    return PlanRead(days, found, _offers(record, terms, sums), total, guided, tuple(_costs(cost, people)), cost.covers)


Odd = tuple[tuple[str, str], tuple[str, ...]]
"""How a day differs: in a few words and in fewer, and in sentences."""


def _blocks(
    record: TaskList,
    tasks: Mapping[UUID, CarvedTask],
    with_whom: Mapping[UUID, str],
    found: Sequence[Conflict],
    odd: set[UUID],
) -> dict[int, list[BlockShown]]:
    """The blocks of each day, in its order."""
    told: dict[UUID, list[Conflict]] = {}
    for one in found:
        for part in one.parts:
            told.setdefault(part, []).append(one)
    shown: dict[int, list[BlockShown]] = {}
    for row in record.plan:
        block = _block(row, tasks, with_whom.get(row.id, ""), told.get(row.id, ()), odd)
        shown.setdefault(block.weekday, []).append(block)
    for blocks in shown.values():
        blocks.sort(key=lambda one: (not one.timed, one.start, one.end))
    return shown


def _days(
    shown: Mapping[int, Sequence[BlockShown]],
    odd: Mapping[int, Odd],
    terms: Terms | None,
    beside: Week,
    sums: plans.Sums,
    guiding: Mapping[int, int],
) -> Iterator[DayShown]:
    slots = terms.days if terms is not None else ()
    works = {slot.weekday for slot in slots} or set(_FULL_WEEK)
    for weekday in shown_days(sorted(shown), sorted(works)):
        blocks, day = shown.get(weekday, ()), sums.day(weekday)
        yield DayShown(
            weekday,
            tuple(blocks),
            weekday in works,
            ", ".join(dict.fromkeys(other.kind.value for other in beside.days[weekday])),
            _sums(day.work, guiding.get(weekday, 0)) if blocks else ("", ""),
            *odd[weekday],
            tuple(
                (plans.minute_of(slot.start), plans.minute_of(slot.end))
                for slot in slots
                if slot.weekday == weekday and slot.minutes
            ),
        )


def _block(
    part: PlanPart,
    tasks: Mapping[UUID, CarvedTask],
    with_whom: str,
    told: Sequence[Conflict],
    odd: set[UUID],
) -> BlockShown:
    slot = part.at[0] if part.at else None
    kind = plans.kind_of(part.kind, part.task)
    task = tasks.get(part.task) if part.task is not None else None
    timed = slot is not None and slot.minutes > 0
    return BlockShown(
        part.id,
        slot.weekday if slot is not None else 0,
        plans.minute_of(slot.start) if slot is not None and timed else 0,
        plans.minute_of(slot.end) if slot is not None and timed else 0,
        kind,
        title_of(part, task),
        with_whom if has_guide(kind, part.supervisor) else "",
        task is not None and task.state is not TaskState.PACKAGE,
        told[0].kind.value if told else "",
        tuple(one.words for one in told),
        part.id in odd,
    )


def title_of(part: PlanPart, task: CarvedTask | None) -> str:
    """What a block is called."""
    if task is not None:
        return task.name or NAMELESS
    kind = part.kind or PlanKind.OTHER
    words = part.name.strip() or kind.label
    return f"{words[:1].upper()}{words[1:]}"


def _odd(differs: Sequence[str], usual: int | None) -> Odd:
    """That a day differs, in short, and how."""
    if not differs or usual is None:
        return ("", ""), ()
    much = "1 ding" if len(differs) == 1 else f"{len(differs)} dingen"
    return (f"{much} anders dan {SHORT_DAYS[usual]}", f"{len(differs)} anders"), tuple(differs)


def _sums(work: int, guided: int) -> tuple[str, str]:
    short = how_long_in_short(work)
    return f"{short} · {guided} min begeleiding" if guided else short, short


def _total(work: int, terms: Terms | None) -> str:
    planned = f"{how_long(work)} ingedeeld" if work else "Nog niets ingedeeld"
    if terms is None or terms.hours is None:
        return f"{planned}; de uren per week staan nog niet in de afspraken"
    return f"{planned}, van {how_long(terms.hours * 60)} per week"


def _with(who: Guides) -> str:
    one = who.there or who.first
    return f"met {one.name}" if one is not None and one.name else ""


def _costs(cost: SupervisionCost, people: Mapping[UUID, Supervisor]) -> Iterator[str]:
    """What it costs each of who guides, beside the time that there is for it."""
    for one in cost.people:
        who = people.get(one.person) if one.person is not None else None
        name = (who.name if who is not None else "") or "Nog niemand"
        there = f"; per dag is er {how_long(who.minutes)}" if who is not None and who.minutes is not None else ""
        each = ", ".join(f"{SHORT_DAYS[day]} {minutes}" for day, minutes in one.by_day)
        along = f"; daarvan {how_long(one.along)} samen aan het werk" if one.along else ""
        yield f"{name}: {how_long(one.minutes)} per week ({each} minuten{along}{there})."
    if cost.minutes and cost.days_without:
        yield f"Op {weekday_names(cost.days_without)} is er nog geen moment met wie begeleidt."


def _offers(record: TaskList, terms: Terms | None, sums: plans.Sums) -> tuple[Offer, ...]:
    days = working_days(terms, record.plan)
    made = []
    for state in (TaskState.PACKAGE, TaskState.TRYING):
        for task in (one for one in record.tasks if one.state is state):
            once = length_of(task)
            wanted = weekly_minutes(task, days)
            planned = Decimal(sums.task(task.id))
            trying = state is TaskState.TRYING
            made.append(Offer(task.id, task.name or NAMELESS, once, planned, wanted, trying))
    made += [Offer(kind, NAMES[kind], LENGTHS[kind]) for kind in NAMES]
    return tuple(made)
