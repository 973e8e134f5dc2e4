"""The plan of the week: every minute is counted, and what differs is found."""

from datetime import time
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.task_list import PlanKind, PlanPart
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.day_plan import (
    Block,
    Sum,
    blocks,
    days,
    differences,
    row_values,
    sums,
    title,
    untimed,
    usual_day,
)
from tests.strategies import records
from tests.unit.rules.plans import PLANS, TASKS, block, row, slot


def minutes_of(one: Block) -> set[tuple[int, int]]:
    return {(one.weekday, minute) for minute in range(one.start, one.end)}


@given(PLANS)
def test_hours_add_up_for_any_plan(plan: list[Block]) -> None:
    found = sums(plan)
    assert sum(found.by_day, Sum()) == found.week
    lengths = {kind: sum(one.minutes for one in plan if one.kind is kind) for kind in PlanKind}
    week = found.week
    assert [week.task, week.pause, week.supervision, week.other] == list(lengths.values())
    for key in (None, *TASKS):
        done = set().union(*(minutes_of(one) for one in plan if one.kind is PlanKind.TASK and one.task == key))
        assert found.task(key) == len(done)
        for day in range(7):
            assert found.by_task_day.get((key, day), 0) == len({at for at in done if at[0] == day})
    working = [minutes_of(one) for one in plan if one.kind is not PlanKind.BREAK]
    assert week.work == len(set().union(*working))
    assert week.doubled == sum(map(len, working)) - week.work
    for day in range(7):
        assert found.day(day).work == len({at for one in working for at in one if at[0] == day})


@given(PLANS, st.randoms())
def test_rows_say_the_same_as_blocks_in_any_order(plan: list[Block], dice: Any) -> None:
    rows = [row(one) for one in plan]
    dice.shuffle(rows)
    assert blocks(rows) == blocks(plan)
    assert sums(rows) == sums(plan)
    assert [one for day in days(rows) for one in day.blocks] == list(blocks(plan))


@given(st.lists(records("plan_part"), max_size=5))
def test_any_rows_are_blocks_or_untimed(rows: list[Any]) -> None:
    found = [one.id for one in blocks(rows)] + [one.id for one in untimed(rows)]
    assert sorted(found) == sorted(one.id for one in rows)
    for one in blocks(rows):
        assert 0 <= one.start < one.end < 24 * 60
        assert blocks([PlanPart(id=one.id, **row_values(one))]) == (one,)
    assert set(row_values(block(1, "08:00-09:00"))) == set(shape_of(PlanPart).specs) - {"readers"}


def test_what_is_not_said_follows_the_rest() -> None:
    at = (slot(0, "08:00", "09:00"),)
    found = blocks([PlanPart(id=UUID(int=1), at=at, task=UUID(int=5)), PlanPart(id=UUID(int=2), at=at)])
    assert [one.kind for one in found] == [PlanKind.TASK, PlanKind.OTHER]
    assert untimed([PlanPart(at=(Slot(1),)), PlanPart(at=(Slot(1, time(9), time(8)),)), PlanPart(at=at)])[0].at == (
        Slot(1),
    )


def test_a_week_by_hand() -> None:
    plan = [
        block(1, "08:30-08:45", kind=PlanKind.SUPERVISION),
        block(2, "08:45-09:45", task=1),
        block(3, "09:45-10:00", kind=PlanKind.BREAK),
        block(4, "10:00-11:00", task=2),
        block(5, "10:30-10:45", kind=PlanKind.SUPERVISION, task=2),
        block(6, "09:00-09:45", day=2, task=1),
        block(7, "09:45-10:15", day=2, kind=PlanKind.OTHER),
    ]
    found = sums(plan)
    assert found.day(0) == Sum(task=120, pause=15, supervision=30, doubled=15)
    assert found.day(0).work == 135
    assert found.day(2) == Sum(task=45, other=30)
    assert (found.week.work, found.task(UUID(int=1)), found.task(UUID(int=2))) == (210, 105, 60)
    assert found.by_task_day[UUID(int=1), 2] == 45


def test_one_task_that_lies_over_itself_counts_once() -> None:
    found = sums([block(1, "09:00-10:00", task=1), block(2, "09:30-10:30", task=1), block(3, "09:00-09:20", task=2)])
    assert (found.task(UUID(int=1)), found.task(UUID(int=2)), found.week.work) == (90, 20, 90)
    assert (found.week.task, found.week.doubled) == (140, 50)
    within = [block(1, "09:00-11:00", task=1), block(2, "09:10-09:20", task=1), block(3, "10:00-10:30", task=1)]
    assert sums(within).task(UUID(int=1)) == sums(within).week.work == 120


def test_a_block_is_called_after_its_task_its_name_or_its_kind() -> None:
    names = {UUID(int=1): "vloer vegen"}
    assert title(block(1, "08:00-09:00", task=1), names) == "Vloer vegen"
    assert title(block(1, "08:00-09:00", task=2, name="vegen"), names) == "Vegen"
    assert title(block(1, "08:00-09:00", kind=PlanKind.BREAK), names) == "Pauze"
    assert title(block(1, "08:00-09:00", kind=PlanKind.SUPERVISION, task=1, name="dag doornemen"), names) == (
        "Dag doornemen"
    )


# -- one day beside the others -----------------------------------------------------------------------------------------


def week(*days_of: list[tuple[str, int]]) -> list[Block]:
    return [
        block(10 * day + n, times, day=day, task=task)
        for day, found in enumerate(days_of)
        for n, (times, task) in enumerate(found, start=1)
    ]


def test_days_that_are_the_same_do_not_differ() -> None:
    same = [("08:00-09:00", 1), ("09:00-10:00", 2)]
    assert differences(week(same, same, [], same)) == ()
    assert differences(week(same)) == ()
    assert usual_day(week([], same)) is None
    assert usual_day(week([("08:00-09:00", 3)], same, same)) == 1


def test_a_block_more_does_not_make_a_day_the_usual_one() -> None:
    usual = [("08:00-09:00", 1), ("09:00-10:00", 2), ("10:00-11:00", 3)]
    odd = [("08:00-09:00", 1), ("12:00-13:00", 2), ("14:00-15:00", 3)]
    rest = (usual, [*usual[:2], ("10:00-11:30", 3)])
    assert usual_day(week(odd, *rest)) == 1
    assert usual_day(week([*odd, ("15:00-15:30", 4), ("15:30-16:00", 5)], *rest)) == 1


@given(PLANS, st.integers(0, 6))
def test_what_only_one_day_has_does_not_make_it_the_usual_one(plan: list[Block], day: int) -> None:
    usual = usual_day(plan)
    if usual is not None and day != usual and any(one.weekday == day for one in plan):
        assert usual_day([*plan, block(900, "23:50-23:55", day=day, kind=PlanKind.OTHER)]) == usual


def test_each_kind_of_difference_is_told() -> None:
    usual = [("08:00-09:00", 1), ("09:00-10:00", 2), ("10:00-10:30", 3)]
    plan = week(usual, usual, [("08:00-08:45", 1), ("09:15-10:15", 2), ("11:00-12:00", 4)])
    names = {UUID(int=n): f"taak {n}" for n in range(1, 5)}
    found = differences(plan, names)
    assert {one.weekday for one in found} == {2}
    assert [(one.parts, one.words) for one in found] == [
        ((UUID(int=21),), "Taak 1: 45 in plaats van 60 minuten, anders dan op maandag."),
        ((UUID(int=22),), "Taak 2: om 9.15 in plaats van 9.00, anders dan op maandag."),
        ((UUID(int=23),), "Taak 4 om 11.00: dat is er op maandag niet."),
        ((), "Taak 3 van maandag 10.00 is er niet."),
    ]


def test_somebody_else_who_guides_is_a_difference() -> None:
    plan = [
        block(1, "08:00-08:15", kind=PlanKind.SUPERVISION),
        block(2, "08:00-08:15", day=1, kind=PlanKind.SUPERVISION, supervisor=UUID(int=7)),
    ]
    assert [one.words for one in differences(plan, {UUID(int=7): "Ids"})] == [
        "Begeleiding: met Ids, anders dan op maandag."
    ]


@given(PLANS)
def test_a_day_differs_exactly_when_it_is_not_the_same(plan: list[Block]) -> None:
    usual = usual_day(plan)
    planned = [day for day in days(plan) if day.blocks]
    assert (usual is None) == (len(planned) < 2)

    def shape(day: int) -> list[tuple[Any, ...]]:
        found = days(plan)[day].blocks
        return sorted(((one.start, one.end, str(one.what), one.supervisor) for one in found), key=str)

    told = {one.weekday for one in differences(plan)}
    assert told == {day.weekday for day in planned if usual is not None and shape(day.weekday) != shape(usual)}
    for one in differences(plan):
        assert {found.id for found in days(plan)[one.weekday].blocks} >= set(one.parts)
