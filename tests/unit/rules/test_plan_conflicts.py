"""What cannot be right in a plan: each conflict is found, and goes away when it is mended."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.task_list import CarvedTask, PlanKind, PlanPart, TaskState
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.day_plan import Block
from beschutdesk.rules.plan_conflicts import Conflict, ConflictKind, conflicts
from beschutdesk.rules.plan_cost import guided_days, supervision_cost
from tests.unit.rules.plans import PLANS, TASKS, block, slot

TODAY = date(2026, 11, 22)
BOER, VIS, KOK = (UUID(int=n) for n in (70, 71, 72))
GUIDE = PlanKind.SUPERVISION


def terms(**more: Any) -> Terms:
    given_: dict[str, Any] = {
        "hours": Decimal(12),
        "days": (slot(0, "08:30", "12:30"), slot(0, "12:30", "14:30"), slot(1, "08:30", "14:30")),
        "supervisor": BOER,
    }
    return Terms(**(given_ | more))


def guide(key: UUID = BOER, name: str = "M. de Boer", **more: Any) -> Supervisor:
    return Supervisor(id=key, name=name, **more)


def tasks(state: TaskState | None = TaskState.PACKAGE) -> list[CarvedTask]:
    names = ("kassa klaarzetten", "vloer vegen", "post halen")
    return [CarvedTask(id=key, name=name, state=state) for key, name in zip(TASKS, names, strict=True)]


def found(plan: list[Any], people: list[Supervisor] | None = None, **more: Any) -> tuple[Conflict, ...]:
    given_: dict[str, Any] = {"terms": terms(), "tasks": tasks()} | more
    return conflicts(plan, given_["terms"], people if people is not None else [guide()], given_["tasks"], TODAY)


def kinds(*args: Any, **more: Any) -> list[ConflictKind]:
    return [one.kind for one in found(*args, **more)]


def test_a_plan_that_is_right_has_none() -> None:
    plan = [
        block(1, "08:30-08:45", kind=GUIDE),
        block(2, "08:45-09:45", task=1),
        block(3, "09:45-10:00", kind=PlanKind.BREAK),
        block(4, "12:00-13:00", task=2),
        block(5, "12:15-12:30", kind=GUIDE, task=2),
        block(6, "08:30-14:30", day=1, task=3),
    ]
    assert found(plan) == ()
    assert kinds(plan, terms=None) == [ConflictKind.NOBODY] * 2  # nothing was agreed, also not who guides


def test_what_lies_over_each_other_is_told() -> None:
    plan = [block(1, "09:00-10:00", task=1), block(2, "09:45-10:30", task=2)]
    (one,) = found(plan)
    assert (one.kind, one.weekday, one.parts) == (ConflictKind.OVERLAP, 0, (UUID(int=1), UUID(int=2)))
    assert one.words == "maandag 9.45: Vloer vegen overlapt met Kassa klaarzetten, 15 minuten."
    assert found([plan[0], replace(plan[1], start=600)]) == ()
    assert found([plan[0], replace(plan[1], weekday=1)]) == ()


@pytest.mark.parametrize(
    ("guide_task", "kind", "expected"),
    [
        (1, PlanKind.TASK, []),
        (2, PlanKind.TASK, []),
        (0, PlanKind.TASK, []),
        (1, PlanKind.BREAK, [ConflictKind.OVERLAP]),
        (1, GUIDE, [ConflictKind.OVERLAP]),
    ],
)
def test_who_guides_may_come_along_in_any_task(guide_task: int, kind: PlanKind, expected: list[ConflictKind]) -> None:
    plan = [block(1, "09:00-10:00", kind=kind, task=1), block(2, "09:15-09:30", kind=GUIDE, task=guide_task)]
    assert kinds(plan) == expected
    assert kinds([replace(plan[1], start=540), replace(plan[0], start=550)]) == expected


@pytest.mark.parametrize(
    ("times", "day", "expected"),
    [
        ("08:30-14:30", 0, []),
        ("12:00-13:00", 0, []),
        ("08:15-09:00", 0, [ConflictKind.OUTSIDE]),
        ("14:00-14:45", 1, [ConflictKind.OUTSIDE]),
        ("09:00-10:00", 2, [ConflictKind.OTHER_DAY]),
    ],
)
def test_work_is_held_against_the_agreed_hours(times: str, day: int, expected: list[ConflictKind]) -> None:
    plan = [block(1, times, day=day, task=1)]
    assert kinds(plan) == expected
    assert kinds([replace(plan[0], kind=PlanKind.BREAK)]) == []
    assert kinds(plan, terms=terms(days=(Slot(0), Slot(1), Slot(2)))) == []
    assert kinds(plan, terms=terms(days=())) == []


def moment(**more: Any) -> list[Block]:
    return [block(1, "09:00-09:30", kind=GUIDE, **more)]


def test_who_guides_must_be_there_or_be_replaced() -> None:
    on_tuesday = guide(days=(Slot(1),))
    (one,) = found(moment(), [on_tuesday])
    assert one.kind is ConflictKind.ABSENT
    assert one.words == (
        "maandag 9.00: Begeleiding kan zo niet: M. de Boer is er op maandag niet, en er is geen vervanger."
    )
    assert kinds(moment(day=1), [on_tuesday]) == []
    there = guide(VIS, "J. Vis")
    assert kinds(moment(backup=VIS), [on_tuesday, there]) == []
    assert kinds(moment(), [on_tuesday, there], terms=terms(backup=VIS)) == []
    assert kinds(moment(), [guide(days=(Slot(1),), backup=VIS), there]) == []
    assert kinds(moment(supervisor=VIS), [on_tuesday, there]) == []
    (one,) = found(moment(backup=BOER), [on_tuesday])
    assert one.words.endswith("en er is geen vervanger.")  # nobody replaces themselves
    late = guide(VIS, "J. Vis", days=(slot(0, "09:15", "12:00"),))
    (one,) = found(moment(backup=VIS), [on_tuesday, late])
    assert one.words.endswith("M. de Boer is er op maandag niet, en vervanger J. Vis is er dan niet.")


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("09:00", "09:30"), []),
        (("08:00", "12:00"), []),
        (("09:00", "09:15"), [ConflictKind.ABSENT]),
        (("09:15", "12:00"), [ConflictKind.ABSENT]),
    ],
)
def test_who_guides_is_there_the_whole_time(times: tuple[str, str], expected: list[ConflictKind]) -> None:
    assert kinds(moment(), [guide(days=(slot(0, *times),))]) == expected


def test_who_left_or_is_away_is_not_there() -> None:
    gone, away = guide(leaves_on=TODAY), guide(away_since=date(2026, 11, 1))
    assert kinds(moment(), [gone]) == kinds(moment(), [away]) == [ConflictKind.ABSENT]
    assert "M. de Boer is weg" in found(moment(), [gone])[0].words
    assert "M. de Boer is nu afwezig" in found(moment(), [away])[0].words
    assert conflicts(moment(), terms(), [away], tasks()) == ()  # no day was asked about
    assert kinds(moment(), [guide(leaves_on=date(2026, 11, 23))]) == []


def test_a_moment_needs_somebody() -> None:
    assert kinds(moment(), [guide()], terms=terms(supervisor=None)) == [ConflictKind.NOBODY]
    assert kinds(moment(), []) == [ConflictKind.NOBODY]
    assert kinds([block(1, "09:00-09:30", task=1)], [], terms=terms(supervisor=None)) == []
    with_somebody = [block(1, "09:00-09:30", task=1, supervisor=BOER)]
    assert kinds(with_somebody) == []
    assert kinds(with_somebody, [guide(days=(Slot(4),))]) == [ConflictKind.ABSENT]


@pytest.mark.parametrize(("minutes", "expected"), [(45, []), (44, [ConflictKind.MORE_SUPERVISION]), (None, [])])
def test_supervision_is_held_against_the_time_there_is(minutes: int | None, expected: list[ConflictKind]) -> None:
    plan = [
        block(1, "09:00-09:30", kind=GUIDE),
        block(2, "10:00-10:15", kind=GUIDE),
        block(3, "09:00-09:30", day=1, kind=GUIDE),
    ]
    time = None if minutes is None else Decimal(minutes)
    assert kinds(plan, [guide(minutes=time)]) == expected
    two = [replace(plan[0], supervisor=VIS), plan[1], plan[2]]
    assert kinds(two, [guide(minutes=time), guide(VIS, minutes=time)]) == []
    if expected:
        (one,) = found(plan, [guide(minutes=time)])
        assert one.parts == (UUID(int=1), UUID(int=2))
        assert one.words == "maandag: 45 minuten begeleiding door M. de Boer, die er 44 minuten voor heeft."


@pytest.mark.parametrize(("hours", "expected"), [("4", []), ("3.99", [ConflictKind.MORE_HOURS]), (None, [])])
def test_hours_are_held_against_the_terms(hours: str | None, expected: list[ConflictKind]) -> None:
    plan = [
        block(1, "08:30-10:30", task=1),
        block(2, "10:30-11:30", kind=PlanKind.BREAK),
        block(3, "08:30-10:30", day=1, task=1),
    ]
    agreed = terms(hours=None if hours is None else Decimal(hours))
    assert kinds(plan, terms=agreed) == expected
    for one in found(plan, terms=agreed):
        assert (one.weekday, one.parts) == (None, ())


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (TaskState.PACKAGE, []),
        (TaskState.TRYING, []),
        (TaskState.IDEA, [ConflictKind.NOT_IN_PACKAGE]),
        (None, [ConflictKind.NOT_IN_PACKAGE]),
        (TaskState.LATER, [ConflictKind.NOT_IN_PACKAGE]),
        (TaskState.DROPPED, [ConflictKind.NOT_IN_PACKAGE]),
    ],
)
def test_only_what_is_in_the_package_or_tried_is_planned(state: TaskState | None, expected: list[ConflictKind]) -> None:
    assert kinds([block(1, "09:00-10:00", task=1)], tasks=tasks(state)) == expected


def test_a_task_that_is_gone_or_not_chosen_is_told() -> None:
    assert kinds([block(1, "09:00-10:00", task=9)]) == [ConflictKind.NOT_IN_PACKAGE]
    assert kinds([block(1, "09:00-10:00", task=9)], tasks=None) == []
    assert kinds([block(1, "09:00-10:00")]) == [ConflictKind.NO_TASK]
    assert kinds([block(1, "09:00-10:00", name="inwerken")]) == []
    untimed = PlanPart(id=UUID(int=5), at=(Slot(1),), kind=PlanKind.TASK, task=TASKS[1])
    (one,) = found([untimed])
    assert (one.kind, one.weekday, one.parts) == (ConflictKind.NO_TIME, 1, (untimed.id,))
    assert one.words == "dinsdag: Vloer vegen heeft nog geen tijd."


@given(PLANS, st.booleans())
def test_conflicts_stand_in_the_order_of_the_week_and_name_what_there_is(plan: list[Block], strict: bool) -> None:
    agreed = terms(hours=Decimal(1)) if strict else None
    told = conflicts(plan, agreed, [guide(minutes=Decimal(10))], tasks(), TODAY)
    order = [7 if one.weekday is None else one.weekday for one in told]
    assert order == sorted(order)
    by_id = {one.id: one for one in plan}
    for one in told:
        assert one.words[-1] == "."
        assert {by_id[key].weekday for key in one.parts} <= {one.weekday}
    over = {frozenset(one.parts) for one in told if one.kind is ConflictKind.OVERLAP}
    really = {
        frozenset((a.id, b.id))
        for a in plan
        for b in plan
        if a.id != b.id and a.weekday == b.weekday and a.start < b.end and b.start < a.end
    }
    assert over <= really
    guided = {pair for pair in really if {by_id[key].kind for key in pair} == {GUIDE, PlanKind.TASK}}
    assert really - guided == over


# -- what it costs -----------------------------------------------------------------------------------------------------


def test_what_supervision_costs_by_hand() -> None:
    plan = [
        block(1, "08:30-08:45", kind=GUIDE, cover="Post wacht tot tien uur"),
        block(2, "10:00-10:30", kind=GUIDE, cover="Post wacht tot tien uur "),
        block(3, "08:30-08:45", day=1, kind=GUIDE, supervisor=VIS, cover="Kok doet de kassa"),
        block(4, "08:30-09:30", day=2, kind=GUIDE),
        block(5, "09:00-10:00", day=3, task=1),
    ]
    people = [guide(days=(Slot(0), Slot(1), Slot(2)), backup=KOK), guide(VIS), guide(KOK)]
    cost = supervision_cost(plan, terms(supervision_cover="Ochtendronde"), people)
    assert cost.minutes == 120
    assert [(one.person, one.minutes, one.by_day) for one in cost.people] == [
        (BOER, 105, ((0, 45), (2, 60))),
        (VIS, 15, ((1, 15),)),
    ]
    assert cost.people[0].covers == ("Post wacht tot tien uur",)
    assert cost.covers == ("Ochtendronde", "Post wacht tot tien uur", "Kok doet de kassa")
    assert cost.days_without == (3,)
    away = [guide(away_since=date(2026, 11, 1), backup=KOK), guide(VIS), guide(KOK)]
    assert supervision_cost(plan, terms(), away, TODAY).people[0].person == KOK
    assert supervision_cost(plan).people[0].person is None


def test_who_comes_along_in_a_task_guides_and_is_no_conflict() -> None:
    plan = [
        block(1, "08:30-08:45", kind=GUIDE),
        block(2, "08:45-09:45", task=1, supervisor=BOER, cover="Vis doet de telefoon"),
        block(3, "09:30-10:00", kind=GUIDE, task=1),
        block(4, "10:00-11:00", kind=PlanKind.BREAK, supervisor=BOER),
        block(5, "09:00-10:00", day=1, task=2, supervisor=VIS),
        block(6, "09:00-10:00", day=2, task=2),
    ]
    people = [guide(minutes=Decimal(45)), guide(VIS)]
    cost = supervision_cost(plan, terms(), people)
    assert [(one.person, one.minutes, one.along) for one in cost.people] == [(BOER, 90, 45), (VIS, 60, 60)]
    assert (cost.minutes, cost.covers, cost.days_without) == (150, ("Vis doet de telefoon",), (2,))
    assert guided_days(plan) == ((0, 90), (1, 60), (2, 0))
    agreed = terms(days=())
    assert found(plan, people, terms=agreed) == ()
    (one,) = found(plan, [guide(minutes=Decimal(44)), guide(VIS)], terms=agreed)
    assert one.kind is ConflictKind.MORE_SUPERVISION  # the moments alone are too much then


NAMED = st.sampled_from([None, BOER, VIS])
WITH_SOMEBODY = st.tuples(PLANS, st.lists(NAMED, min_size=8, max_size=8)).map(
    lambda drawn: [replace(one, supervisor=who) for one, who in zip(drawn[0], drawn[1], strict=False)]
)


@given(WITH_SOMEBODY)
def test_every_minute_of_who_guides_is_counted_once(plan: list[Block]) -> None:
    cost = supervision_cost(plan, terms(), [guide(), guide(VIS)])
    for who in (BOER, VIS):
        mine = [one for one in plan if (one.supervisor or BOER) == who and one.kind is not PlanKind.BREAK]
        mine = [one for one in mine if one.kind is GUIDE or one.supervisor is not None]
        minutes = {(one.weekday, at, one.kind is GUIDE) for one in mine for at in range(one.start, one.end)}
        every, moments = {at[:2] for at in minutes}, {at[:2] for at in minutes if at[2]}
        told = next((one for one in cost.people if one.person == who), None)
        assert (told.minutes, told.along) == (len(every), len(every - moments)) if told else not every
    assert cost.minutes == sum(one.minutes for one in cost.people)


@given(PLANS)
def test_what_it_costs_adds_up(plan: list[Block]) -> None:
    cost = supervision_cost(plan, terms(), [guide()])
    assert cost.minutes == sum(one.minutes for one in cost.people)
    for one in cost.people:
        assert one.minutes == sum(minutes for _, minutes in one.by_day)
    moments = [one for one in plan if one.kind is GUIDE]
    assert cost.minutes == len({(one.weekday, minute) for one in moments for minute in range(one.start, one.end)})
    assert cost.minutes <= sum(one.minutes for one in moments)
