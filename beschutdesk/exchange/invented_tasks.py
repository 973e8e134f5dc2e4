"""Invented jobcarving: what there is to do at an employer, what was tried of it, and a week of days.

Drawn with dice of its own per employer and per list, so that all other inventions stay as they were.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final

from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.task import DayPart, Demand, Frequency, Teachable
from beschutdesk.dossier.task_inventory import InventoryStep, InventoryTask, TaskInventory
from beschutdesk.dossier.task_list import (
    CarvedTask,
    Independence,
    Opinion,
    PlanKind,
    PlanPart,
    TaskList,
    TaskState,
    TaskStep,
    TaskTryout,
    TryoutDecision,
)
from beschutdesk.dossier.values import Slot, YesNo
from beschutdesk.exchange.inventing import Dice, House

_DECISIONS: Final = {
    TaskState.PACKAGE: TryoutDecision.PACKAGE,
    TaskState.TRYING: TryoutDecision.AGAIN,
    TaskState.LATER: TryoutDecision.LATER,
    TaskState.DROPPED: TryoutDecision.DROPPED,
}
_NOW: Final = ("een collega", "de begeleider", "niemand", "wie tijd heeft")
_FREED: Final = ("klanten helpen", "de planning", "nieuwe mensen inwerken", "op tijd naar huis")
_OTHER: Final = ("Voorraad aanvullen", "Karton platmaken", "Gereedschap terughangen", "Ramen lappen", "Koffie zetten")
"""Work that there is everywhere, and that nobody of ours does yet."""
_LAST: Final = time(23, 45)


def inventory(house: House, today: date) -> TaskInventory:
    """The heap of tasks of an employer: those of its sector, and a few that stand everywhere."""
    dice = Dice(house.employer.id.int)
    named = {**dict(house.sector["tasks"]), **dict.fromkeys(dice.some(_OTHER, 2, len(_OTHER)), "")}
    made_on = today - timedelta(dice.randint(10, 300))
    tasks = [_task(dice, name, made_on) for name in named]
    steps = [
        InventoryStep(id=dice.new_id(made_on), task=task.id, words=words)
        for task in tasks
        for words in _sentences(named[task.name])
    ]
    return TaskInventory(id=dice.new_id(made_on), employer=house.employer.id, made_on=made_on, tasks=tasks, steps=steps)


def _task(dice: Dice, name: str, made_on: date) -> InventoryTask:
    lying = dice.chance(30)
    return InventoryTask(
        id=dice.new_id(made_on),
        name=name,
        minutes=Decimal(dice.choice((15, 30, 45, 60))),
        times=Decimal(dice.choice((1, 1, 1, 2))),
        frequency=dice.choices(list(Frequency), (60, 25, 5, 5, 5))[0],
        day_part=dice.choice(list(DayPart)),
        done_by=_NOW[2] if lying else dice.choice(_NOW),
        left_lying=YesNo.YES if lying else YesNo.NO,
        freed_for=dice.choice(_FREED),
        pace=dice.choice(list(Demand)),
        social=dice.choice(list(Demand)),
        physical=dice.choice(list(Demand)),
        teachable=dice.choice(list(Teachable)),
    )


def carve(made: TaskList, placement: Placement, heap: TaskInventory, today: date) -> None:
    """Give a list what an inventory says of the same tasks, with what was tried and a week of days.

    Args:
        made: has its tasks already.
        placement: whose agreements say when somebody works.
        heap: the inventory of that employer.
        today: nothing was tried after it.
    """
    dice = Dice(made.id.int)
    offered = {task.name: task for task in heap.tasks}
    begun = placement.phases[0].since or today
    for task in made.tasks:
        source = offered.get(task.name)
        if source is None:
            continue
        task.taken_from = str(source.id)
        task.times, task.frequency, task.day_part = source.times, source.frequency, source.day_part
        task.done_by, task.freed_for, task.left_lying = source.done_by, source.freed_for, source.left_lying
        task.pace, task.social, task.physical = source.pace, source.social, source.physical
        made.steps += [
            TaskStep(id=dice.new_id(begun), task=task.id, words=step.words)
            for step in heap.steps
            if step.task == source.id
        ]
        if task.state in _DECISIONS and begun <= today:
            made.tryouts.append(_tryout(dice, task, dice.workday(begun, today)))
    terms = placement.terms[-1] if placement.terms else None
    if terms is not None:
        chosen = [task for task in made.tasks if task.state is TaskState.PACKAGE]
        made.agreed_on = terms.valid_from
        made.plan = [part for slot in _slots(terms) for part in _day(dice, slot, chosen, begun)]


def _slots(terms: Terms) -> tuple[Slot, ...]:
    """The days that were agreed; where no times were, the hours are dealt out over them from nine o’clock."""
    days = terms.days or tuple(Slot(day) for day in range(4))
    share = min(8, max(1, int(terms.hours or 16) // len(days)))
    return tuple(slot if slot.start else Slot(slot.weekday, time(9), time(9 + share)) for slot in days)


def _tryout(dice: Dice, task: CarvedTask, day: date) -> TaskTryout:
    return TaskTryout(
        id=dice.new_id(day),
        task=task.id,
        tried_on=day,
        own_opinion=task.own_opinion or Opinion.GOOD,
        supervisor_opinion=task.supervisor_opinion,
        help=task.independence or Independence.TOGETHER,
        minutes=Decimal(dice.choice((5, 10, 15, 30))),
        decision=_DECISIONS[task.state] if task.state else None,
    )


def _day(dice: Dice, slot: Slot, chosen: Sequence[CarvedTask], made_on: date) -> Iterator[PlanPart]:
    """A day from its first to its last minute: the tasks in turn, with a break halfway."""
    if slot.start is None or slot.end is None or not chosen:
        return
    at, end, turn = _minutes(slot.start), _minutes(slot.end), 0
    half = (at + end) // 2
    rested = False
    while at + 15 <= end:
        pause = not rested and at >= half
        task = None if pause else chosen[turn % len(chosen)]
        length = min(15 if task is None else int(task.minutes or 30), end - at)
        yield PlanPart(
            id=dice.new_id(made_on),
            at=(Slot(slot.weekday, _time(at), _time(at + length)),),
            kind=PlanKind.BREAK if task is None else PlanKind.TASK,
            task=None if task is None else task.id,
        )
        rested, turn, at = rested or pause, turn + (task is not None), at + length


def _sentences(words: str) -> list[str]:
    return [part.strip() for part in words.split(".") if part.strip()]


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60)) if minutes < 24 * 60 else _LAST
