"""Changing the plan of a day: blocks that are moved, made longer or put in.

A block stands at any minute and lasts as long as its task. It is moved and made longer by whole quarters of an hour
from where it stands, so that a step there and a step back give the very same times.

Each gives the day as it becomes, or ``None`` when there is no room; nothing is changed by itself. With *push* what
stands in the way goes along, without it the move is refused. What lay over each other before may stay so: a moment
with who guides may lie in a task.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.day_plan import LAST, Block, Day, Plan, blocks
from beschutdesk.rules.plan_people import stretches

QUARTER: Final = 15
"""Minutes of a step."""


def shifted(day: Day, key: UUID, steps: int, *, push: bool = False) -> Day | None:
    """A block so many quarters later, or earlier when negative, as long as before.

    Raises:
        KeyError: it is not on this day.
    """
    block = _block(day, key)
    start = block.start + steps * QUARTER
    return _settled(day, replace(block, start=start, end=start + block.minutes), push=push, later=steps >= 0)


def resized(day: Day, key: UUID, steps: int, *, push: bool = False) -> Day | None:
    """A block that ends so many quarters later, or earlier when negative; something of it is left.

    Raises:
        KeyError: it is not on this day.
    """
    block = _block(day, key)
    return _settled(day, replace(block, end=block.end + steps * QUARTER), push=push, later=True)


def placed(day: Day, block: Block, start: int, *, push: bool = False) -> Day | None:
    """A block on this day from a minute on: from elsewhere, from another day, or from here.

    Args:
        day: the day that it comes to stand on.
        block: what is put there; one of this day with the same id goes away.
        start: minutes from midnight.
        push: whether what stands in the way goes along, to later.
    """
    put = replace(block, weekday=day.weekday, start=start, end=start + block.minutes)
    return _settled(without(day, block.id), put, push=push, later=True)


def without(day: Day, key: UUID) -> Day:
    """A day without a block; the same day when it is not there."""
    return Day(day.weekday, tuple(block for block in day.blocks if block.id != key))


def copied(day: Day, to: int) -> tuple[Block, ...]:
    """The blocks of a day for another weekday, each with an id of its own; they are the same in everything else."""
    return tuple(replace(block, id=new_id(), weekday=to) for block in day.blocks)


def first_free(day: Day, length: int, within: Iterable[Slot] = ()) -> int | None:
    """The first minute from which so many minutes are free: right behind what stands there.

    Args:
        day: with its blocks.
        length: minutes.
        within: when somebody works; two stretches that touch are one, those of other days are passed over. Without any
            on this day with times: the whole day from eight o'clock on.

    Returns:
        Minutes from midnight; ``None`` when there is no room.
    """
    hours = stretches([slot for slot in within if slot.minutes], day.weekday)
    for begins, ends in hours or ((8 * 60, LAST),):
        start = begins
        while start + length <= ends:
            in_the_way = [block.end for block in day.blocks if block.start < start + length and start < block.end]
            if not in_the_way:
                return start
            start = max(in_the_way)
    return None


def changed_rows(before: Plan, after: Plan) -> Mapping[UUID, tuple[Slot, ...]]:
    """What is to be written of a plan that was changed: the new times of each block that moved, by id.

    Blocks that are new, or gone, are not in it.
    """
    old = {block.id: block.slot for block in blocks(before)}
    return {one.id: (one.slot,) for one in blocks(after) if one.id in old and one.slot != old[one.id]}


def _block(day: Day, key: UUID) -> Block:
    if (block := day.block(key)) is None:
        raise KeyError(key)
    return block


def _settled(day: Day, block: Block, *, push: bool, later: bool) -> Day | None:
    """The day with a block in its new place, and what it pushes; ``None`` when something stands in the way."""
    if not _fits(block):
        return None
    before = {one.id: one for one in day.blocks}
    now = {**before, block.id: block}
    waiting = [block]
    while waiting:
        mover = waiting.pop(0)
        for other in sorted(now.values(), key=lambda one: one.start, reverse=not later):
            if other.id == mover.id or not _over(mover, other) or _were_over(before, mover.id, other.id):
                continue
            if not push or other.id == block.id:
                return None
            start = mover.end if later else mover.start - other.minutes
            pushed = replace(other, start=start, end=start + other.minutes)
            if not _fits(pushed):
                return None
            now[other.id] = pushed
            waiting.append(pushed)
    return Day(day.weekday, blocks(now.values()))


def _fits(block: Block) -> bool:
    return 0 <= block.start < block.end <= LAST


def _over(one: Block, other: Block) -> bool:
    return one.start < other.end and other.start < one.end


def _were_over(before: Mapping[UUID, Block], one: UUID, other: UUID) -> bool:
    return one in before and other in before and _over(before[one], before[other])
