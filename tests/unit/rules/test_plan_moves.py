"""Moving blocks: nothing is lost, nothing comes to lie over another, and what has no room is refused."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.day_plan import LAST, Block, Day, differences, sums
from beschutdesk.rules.plan_moves import (
    QUARTER,
    changed_rows,
    copied,
    first_free,
    placed,
    resized,
    shifted,
    without,
)
from tests.unit.rules.plans import DAYS, block, shown, slot


def day(*found: Block) -> Day:
    return Day(0, found)


MORNING = day(
    block(1, "08:30-09:00"),
    block(2, "09:00-09:30"),
    block(3, "09:45-10:15", kind=PlanKind.BREAK),
    block(4, "11:00-12:00"),
)


@pytest.mark.parametrize(
    ("key", "steps", "push", "expected"),
    [
        (4, 1, False, ["1 08:30-09:00", "2 09:00-09:30", "3 09:45-10:15", "4 11:15-12:15"]),
        (2, 1, False, ["1 08:30-09:00", "2 09:15-09:45", "3 09:45-10:15", "4 11:00-12:00"]),
        (2, 2, False, None),
        (2, 2, True, ["1 08:30-09:00", "2 09:30-10:00", "3 10:00-10:30", "4 11:00-12:00"]),
        (1, 1, True, ["1 08:45-09:15", "2 09:15-09:45", "3 09:45-10:15", "4 11:00-12:00"]),
        (1, 2, True, ["1 09:00-09:30", "2 09:30-10:00", "3 10:00-10:30", "4 11:00-12:00"]),
        (1, 6, False, None),
        (1, 7, False, ["2 09:00-09:30", "3 09:45-10:15", "1 10:15-10:45", "4 11:00-12:00"]),
        (2, -1, False, None),
        (2, -1, True, ["1 08:15-08:45", "2 08:45-09:15", "3 09:45-10:15", "4 11:00-12:00"]),
        (2, -37, True, None),
        (2, -36, True, ["2 00:00-00:30", "1 08:30-09:00", "3 09:45-10:15", "4 11:00-12:00"]),
        (4, 48, True, None),
        (1, 0, False, ["1 08:30-09:00", "2 09:00-09:30", "3 09:45-10:15", "4 11:00-12:00"]),
    ],
)
def test_a_block_goes_quarters_further(key: int, steps: int, push: bool, expected: list[str] | None) -> None:
    found = shifted(MORNING, block(key, "08:00-09:00").id, steps, push=push)
    assert (None if found is None else shown(found)) == expected


@pytest.mark.parametrize(
    ("key", "steps", "push", "expected"),
    [
        (2, 1, False, "09:00-09:45"),
        (2, 2, False, None),
        (2, 2, True, "09:00-10:00"),
        (2, -1, False, "09:00-09:15"),
        (2, -2, False, None),
        (4, 47, False, "11:00-23:45"),
        (4, 48, False, None),
    ],
)
def test_a_block_is_made_longer_or_shorter(key: int, steps: int, push: bool, expected: str | None) -> None:
    found = resized(MORNING, block(key, "08:00-09:00").id, steps, push=push)
    assert (f"{key} {expected}" in shown(found)) if found is not None else expected is None


@pytest.mark.parametrize(
    ("act", "steps", "expected"),
    [
        (shifted, 1, "1 08:55-09:15"),
        (shifted, 2, "1 09:10-09:30"),
        (shifted, -1, "1 08:25-08:45"),
        (resized, 1, "1 08:40-09:15"),
        (resized, -1, "1 08:40-08:45"),
        (resized, -2, None),
    ],
)
def test_what_lies_between_two_quarters_goes_by_whole_quarters(act: Any, steps: int, expected: str | None) -> None:
    found = act(day(block(1, "08:40-09:00")), block(1, "08:40-09:00").id, steps)
    assert (shown(found)[0] if found is not None else None) == expected


def test_a_moment_in_a_task_stays_in_it() -> None:
    both = day(block(1, "08:00-09:00", task=1), block(2, "08:30-08:45", kind=PlanKind.SUPERVISION, task=1))
    found = shifted(both, both.blocks[1].id, 1)
    assert found is not None
    assert shown(found) == ["1 08:00-09:00", "2 08:45-09:00"]


def test_a_block_is_put_where_there_is_room() -> None:
    new = block(9, "00:00-00:30", day=3)
    assert placed(MORNING, new, 9 * 60) is None
    here = placed(MORNING, new, 10 * 60 + 20)
    assert here is not None
    assert shown(here)[3] == "9 10:20-10:50"
    assert all(one.weekday == 0 for one in here.blocks)
    pushed = placed(MORNING, new, 9 * 60, push=True)
    assert pushed is not None
    assert shown(pushed) == ["1 08:30-09:00", "9 09:00-09:30", "2 09:30-10:00", "3 10:00-10:30", "4 11:00-12:00"]
    own = placed(MORNING, MORNING.blocks[0], 8 * 60 + 15)
    assert own is not None
    assert shown(own)[0] == "1 08:15-08:45"
    with pytest.raises(KeyError):
        shifted(MORNING, new.id, 1)


def overlaps(found: Day) -> set[frozenset[object]]:
    return {
        frozenset((one.id, other.id))
        for one, other in combinations(found.blocks, 2)
        if one.start < other.end and other.start < one.end
    }


@given(DAYS, st.data())
def test_a_move_keeps_everything_and_adds_no_overlap(before: Day, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([one.id for one in before.blocks]))
    steps, push = data.draw(st.integers(-12, 12)), data.draw(st.booleans())
    act = data.draw(st.sampled_from([shifted, resized]))
    after = act(before, key, steps, push=push)
    if after is None:
        return
    assert {one.id for one in after.blocks} == {one.id for one in before.blocks}
    assert overlaps(after) <= overlaps(before)
    for one in after.blocks:
        was = before.block(one.id)
        assert was is not None
        assert 0 <= one.start < one.end <= LAST
        if act is shifted or one.id != key:
            assert one.minutes == was.minutes
        assert (one.what, one.weekday) == (was.what, was.weekday)
        if not push and one.id != key:
            assert one == was
    moved, was = after.block(key), before.block(key)
    assert moved is not None
    assert was is not None
    assert moved.start - was.start == (steps * QUARTER if act is shifted else 0)
    assert moved.end - was.end == steps * QUARTER
    assert list(after.blocks) == sorted(after.blocks, key=lambda one: (one.start, one.end, str(one.id)))


def apart(found: Day) -> Day:
    """The day without what lies over an earlier block."""
    kept: list[Block] = []
    for one in found.blocks:
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return replace(found, blocks=tuple(kept))


@given(DAYS.map(apart), st.data())
def test_a_step_and_a_step_back_give_the_very_same_day(before: Day, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([one.id for one in before.blocks]))
    steps = data.draw(st.integers(-12, 12))
    for act in (shifted, resized):
        after = act(before, key, steps)
        assert after is None or act(after, key, -steps) == before
    block_ = before.block(key)
    assert block_ is not None
    elsewhere = placed(Day(4), block_, block_.start)
    assert elsewhere is not None
    assert placed(without(before, key), elsewhere.blocks[0], block_.start) == before


@given(DAYS, st.integers(0, 1430))
def test_a_block_that_is_put_in_adds_no_overlap(before: Day, start: int) -> None:
    new = block(9, "00:00-00:45")
    after = placed(before, new, start, push=True)
    if after is None:
        return
    assert overlaps(after) <= overlaps(before)
    assert without(after, new.id).weekday == before.weekday
    assert {one.id for one in after.blocks} == {new.id, *(one.id for one in before.blocks)}


@given(DAYS, st.integers(0, 6))
def test_a_copied_day_is_equal(found: Day, to: int) -> None:
    twin = copied(found, to)
    assert not {one.id for one in twin} & {one.id for one in found.blocks}
    assert {one.weekday for one in twin} == {to}

    def said(one: Block) -> tuple[object, ...]:
        return one.start, one.end, one.kind, one.task, one.name, one.supervisor, one.backup, one.cover

    assert list(map(said, twin)) == list(map(said, found.blocks))
    assert sums(twin).day(to) == sums(found.blocks).day(found.weekday)
    if to != found.weekday:
        assert differences([*found.blocks, *twin]) == ()


def test_free_time_is_found_within_working_hours() -> None:
    hours = [slot(0, "08:30", "12:30"), slot(0, "13:00", "15:00"), slot(1, "06:00", "20:00")]
    assert first_free(MORNING, 15, hours) == 9 * 60 + 30
    assert first_free(MORNING, 45, hours) == 10 * 60 + 15
    assert first_free(MORNING, 60, hours) == 13 * 60
    assert first_free(MORNING, 121, hours) is None
    assert first_free(MORNING, 30) == 8 * 60
    assert first_free(MORNING, 30, [Slot(0)]) == 8 * 60
    assert first_free(day(block(1, "08:20-08:40")), 20, [slot(0, "08:20", "12:00")]) == 8 * 60 + 40
    assert first_free(day(), 20, [slot(0, "08:20", "12:00")]) == 8 * 60 + 20
    touching = [slot(0, "12:30", "14:30"), slot(0, "08:30", "12:30")]
    assert first_free(MORNING, 90, touching) == 12 * 60  # over the moment at which the one becomes the other


def test_only_what_moved_is_written() -> None:
    after = shifted(MORNING, MORNING.blocks[0].id, 1, push=True)
    assert after is not None
    assert changed_rows(MORNING.blocks, (*after.blocks, block(9, "20:00-21:00"))) == {
        block(1, "08:00-09:00").id: (slot(0, "08:45", "09:15"),),
        block(2, "08:00-09:00").id: (slot(0, "09:15", "09:45"),),
    }
