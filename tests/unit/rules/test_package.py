"""The package: main tasks at their borders, hours that add up, and what is not known stays so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.contract import WageValue, WageValueKind
from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_list import CarvedTask, Opinion, PlanKind, TaskState
from beschutdesk.dossier.values import Slot, YesNo
from beschutdesk.rules.package import in_week, is_main_task, package
from beschutdesk.rules.task_time import together
from tests.strategies import records
from tests.unit.rules.plans import PLANS, block

FOUR_DAYS = tuple(Slot(day) for day in range(4))
FIVE_DAYS = (*FOUR_DAYS, Slot(4))


def task(key: int, minutes: int | None = 30, frequency: Frequency | None = Frequency.DAY, **more: Any) -> CarvedTask:
    given_: dict[str, Any] = {"state": TaskState.PACKAGE, "name": f"taak {key}"} | more
    time = None if minutes is None else Decimal(minutes)
    return CarvedTask(id=UUID(int=key), minutes=time, frequency=frequency, **given_)


def terms(hours: str | None = "24", days: tuple[Slot, ...] = FOUR_DAYS, **more: Any) -> Terms:
    return Terms(hours=None if hours is None else Decimal(hours), days=days, **more)


@pytest.mark.parametrize(
    ("weekly", "daily", "hours", "main"),
    [
        ("90", "30", "24", True),  # 24 hours are 1440 minutes; a sixteenth is 90
        ("89.9", "30", "24", False),
        ("90", "29.99", "24", False),
        ("150", "30", "40", True),
        ("149", "30", "40", False),
        ("1000", "29", "8", False),
        ("1000", "200", "0", False),
        ("37.5", "37.5", "10", True),
        ("37.4", "37.4", "10", False),
    ],
)
def test_a_main_task_at_its_borders(weekly: str, daily: str, hours: str, main: bool) -> None:
    assert is_main_task(Decimal(weekly), Decimal(daily), Decimal(hours)) is main


@given(st.integers(1, 60), st.integers(1, 7))
def test_both_borders_count(hours: int, days: int) -> None:
    share = Decimal(hours * 60) / 16
    weekly = max(share, Decimal(30 * days))
    assert is_main_task(weekly, weekly / days, Decimal(hours))
    if share >= 30 * days:
        assert not is_main_task(share - Decimal("0.1"), Decimal(1440), Decimal(hours))
    assert not is_main_task(weekly, Decimal("29.9"), Decimal(hours))


@pytest.mark.parametrize(
    ("one", "agreed", "main", "why"),
    [
        (task(1, 30), terms(), True, "Hoofdtaak: minstens 1/16 van de week en gemiddeld 30 minuten per werkdag."),
        (task(1, 29), terms(), False, "Geen hoofdtaak: gemiddeld minder dan 30 minuten per werkdag."),
        (task(1, 120, Frequency.WEEK), terms(), True, "Hoofdtaak: minstens"),
        (task(1, 119, Frequency.WEEK), terms(), False, "gemiddeld minder dan 30 minuten"),
        (task(1, 30), terms("40", FIVE_DAYS), True, "Hoofdtaak: minstens 1/16 van de week"),  # both borders at once
        (task(1, 30), terms("41", FIVE_DAYS), False, "minder dan 1/16 van de week"),
        (task(1, 30), terms("40"), False, "minder dan 1/16 van de week (2 uur 30)"),
        (task(1, 30), terms(None), None, "hangt af van de uren per week"),
        (task(1, 20), terms(None), False, "gemiddeld minder dan 30 minuten"),
        (task(1, 30), None, None, "Op welke dagen er gewerkt wordt, is niet ingevuld."),
        (task(1, 120, Frequency.WEEK), terms(days=()), None, "hangt af van de werkdagen"),
        (task(1, 20, Frequency.WEEK), terms(days=()), False, "minder dan 1/16"),
        (task(1, None), terms(), None, "Hoe lang deze taak duurt, is niet ingevuld."),
        (task(1, 30, None), terms(), None, "Hoe vaak deze taak er is, is niet ingevuld."),
        (task(1, 30, times=Decimal(0)), terms(), None, "Hoeveel keer"),
        (task(1, 30, Frequency.SEASON), terms(), None, "Deze taak is er in het seizoen"),
        (task(1, 30, Frequency.SOMETIMES), terms(), None, "Deze taak is er af en toe"),
    ],
)
def test_whether_it_is_a_main_task_and_why(one: CarvedTask, agreed: Terms | None, main: bool | None, why: str) -> None:
    (line,) = package([one], agreed).lines
    assert line.main is main
    assert why in line.why


def test_what_cannot_be_reckoned_follows_the_plan() -> None:
    plan = [block(1, "09:00-10:00", task=1), block(2, "09:00-10:00", day=1, task=1)]
    found = package([task(1, 30, Frequency.SEASON)], terms(), plan=plan)
    (line,) = found.lines
    assert [line.weekly, line.daily, line.planned, line.main] == [120, 30, 120, True]
    assert "zoals het in de dagindeling staat" in line.why
    assert found.unknown == ()
    alone = package([task(1, 30, Frequency.SEASON)], terms())
    assert [alone.lines[0].weekly, alone.total, [one.id.int for one in alone.unknown]] == [None, 0, [1]]


def test_one_rule_for_a_task_in_any_state() -> None:
    season = task(1, 30, Frequency.SEASON, state=TaskState.IDEA)
    assert in_week(season, 120, 4, Decimal(24)).main is True
    assert in_week(season, 119, 4, Decimal(24)).main is False  # 29,75 minutes per working day
    assert in_week(season, 0, 4, Decimal(24)).main is None
    for state in (*TaskState, None):
        found = in_week(task(1, 60, state=state), 0, 4, Decimal(24))
        assert found.main is (state is not TaskState.DROPPED)
        assert found.weekly == 240
    assert in_week(task(1, 60, state=TaskState.DROPPED), 0, 4, Decimal(24)).why == (
        "Geen hoofdtaak: deze taak is afgevallen."
    )


def test_what_is_shown_of_the_tasks_adds_up_and_the_border_is_held_exactly() -> None:
    monthly = [task(n, 60, Frequency.MONTH) for n in range(1, 4)]  # 13,8 minutes a week each
    found = package(monthly, terms())
    assert [found.total, found.room] == [42, 1398]
    (near,) = package([task(1, 179, Frequency.WEEK, times=Decimal("0.5"))], terms("24", (Slot(0),))).lines
    assert (near.weekly, near.main) == (Decimal("89.5"), False)  # shown as 1 uur 30, and still less than a sixteenth


def guiding(*days: str, needed: int | None = 45, **more: Any) -> list[str]:
    plan = [
        one
        for day, times in enumerate(days)
        for one in (
            block(10 + day, "12:00-13:00", day=day, task=1),
            *([block(20 + day, times, day=day, **({"kind": PlanKind.SUPERVISION} | more))] if times else []),
        )
    ]
    minutes = None if needed is None else Decimal(needed)
    found = package([task(1, own_territory=YesNo.YES)], terms(supervision_minutes=minutes), plan=plan)
    return [one for one in found.cautions if "begeleiding" in one]


def test_less_guiding_in_the_plan_than_agreed_is_said_and_more_too() -> None:
    assert guiding("09:00-09:45", "10:00-10:45") == []
    (less,) = guiding("09:00-09:15", "09:00-09:15", "", "09:00-09:44")
    assert less == (
        "In de dagindeling staat minder begeleiding dan de afgesproken 45 minuten per dag: "
        "maandag en dinsdag 15 minuten, woensdag geen, donderdag 44 minuten."
    )
    assert guiding("09:00-10:00", "09:00-09:30") == [
        "In de dagindeling staat minder begeleiding dan de afgesproken 45 minuten per dag: dinsdag 30 minuten.",
        "In de dagindeling staat meer begeleiding dan de afgesproken 45 minuten per dag: maandag 1 uur.",
    ]
    assert guiding("09:00-09:15", needed=None) == guiding(needed=45) == []
    together_: dict[str, Any] = {"kind": PlanKind.TASK, "task": 1, "supervisor": UUID(int=70)}
    assert guiding("09:00-09:45", **together_) == []  # who comes along guides too
    assert "maandag geen." in guiding("09:00-09:45", **(together_ | {"kind": PlanKind.BREAK}))[0]


def test_a_package_by_hand() -> None:
    tasks = [
        task(1, 60, own_territory=YesNo.YES, work_kinds=(WorkKind.SHOP,)),
        task(2, 45, Frequency.WEEK, times=Decimal(2), work_kinds=(WorkKind.GREEN, WorkKind.SHOP)),
        task(3, 60, state=TaskState.IDEA, work_kinds=(WorkKind.OFFICE,)),
        task(4, 65, Frequency.MONTH),
    ]
    found = package(
        tasks,
        terms("10", supervision_minutes=Decimal(45)),
        supervisor=Supervisor(minutes=Decimal(30)),
    )
    assert [line.task.id.int for line in found.lines] == [1, 2, 4]
    assert [line.weekly for line in found.lines] == [240, 90, 15]
    assert [found.total, found.room, found.hours] == [345, 255, 10]
    assert [found.needed, found.available] == [45, 30]
    assert found.variety == (WorkKind.GREEN, WorkKind.SHOP)
    assert [one.id.int for one in found.territories] == [1]
    assert [one.id.int for one in found.main_tasks] == [1]
    assert found.cautions == (
        "Nodig is 45 minuten begeleiding per dag; wie begeleidt, heeft 30 minuten.",
        "‘taak 1’ is meer dan de helft van de tijd: is er genoeg afwisseling?",
    )


def cautions(*tasks: CarvedTask, agreed: Terms | None = None, **more: Any) -> str:
    return " ".join(package(tasks, agreed or terms(), **more).cautions)


def test_what_to_think_about_comes_and_goes() -> None:
    mine = task(1, own_territory=YesNo.YES)
    assert cautions(mine) == ""
    assert cautions() == ""
    assert "Nog geen eigen terrein" in cautions(task(1))
    assert "1 uur per week meer dan afgesproken" in cautions(mine, agreed=terms("1"))
    assert "meer dan afgesproken" not in cautions(mine, agreed=terms("2"))
    assert "Van 1 taak is de tijd niet te rekenen" in cautions(mine, task(2, None))
    assert "Van 2 taken is de tijd" in cautions(mine, task(2, None), task(3, None))
    assert "‘taak 1’ zit in het pakket, maar de kandidaat vindt het niet fijn" in cautions(
        replace(mine, own_opinion=Opinion.NOT_FIT, supervisor_opinion=Opinion.NOT_FIT)
    )
    assert "maar de begeleider vindt" in cautions(replace(mine, supervisor_opinion=Opinion.NOT_FIT))
    alone = [replace(task(n), surroundings=(Surrounding.ALONE,), own_territory=YesNo.YES) for n in (1, 2)]
    assert "vooral alleen" in cautions(*alone)
    assert "vooral alleen" not in cautions(alone[0], task(2))
    lying = [replace(task(n), left_lying=YesNo.YES) for n in (1, 2)]
    assert "bleven tot nu toe liggen" in cautions(*lying)
    plan = [block(1, "09:00-10:00", task=1)]
    many = [task(n, own_territory=YesNo.YES) for n in range(1, 7)]
    assert "Nog niet in de dagindeling: ‘taak 2’, ‘taak 3’, ‘taak 4’ en nog 2." in cautions(*many, plan=plan)
    assert "dagindeling" not in cautions(*many)


@given(
    st.integers(1, 240),
    st.none() | st.integers(1, 40).map(lambda tenths: Decimal(tenths) / 10),
    st.sampled_from(Frequency),
    st.none() | st.integers(1, 160).map(lambda quarters: Decimal(quarters) / 4),
    st.integers(0, 7),
)
def test_the_flag_is_the_rule_wherever_all_is_known(
    minutes: int, times: Decimal | None, frequency: Frequency, hours: Decimal | None, days: int
) -> None:
    agreed = Terms(hours=hours, days=tuple(Slot(day) for day in range(days)))
    (line,) = package([task(1, minutes, frequency, times=times)], agreed).lines
    if line.weekly is not None and line.daily is not None and hours is not None:
        assert line.main is is_main_task(line.weekly, line.daily, hours)
    else:
        assert line.main is not True


@given(st.lists(records("carved_task"), max_size=4), PLANS, st.none() | records("terms"))
def test_any_package_adds_up(tasks: list[Any], plan: list[Any], agreed: Any) -> None:
    found = package(tasks, agreed, plan=plan)
    assert [line.task for line in found.lines] == [one for one in tasks if one.state is TaskState.PACKAGE]
    assert found.total == together(line.weekly for line in found.lines)
    if found.room is not None and found.hours is not None:
        assert found.room + found.total == found.hours * 60
    for line in found.lines:
        assert (line.weekly is None) == (line.task in found.unknown)
        assert line.why
        if line.weekly is None or line.daily is None:
            assert line.main is not True
        if line.main and line.weekly is not None and line.daily is not None and found.hours is not None:
            assert is_main_task(line.weekly, line.daily, found.hours)


def test_loonwaarde_before_and_after() -> None:
    def value(day: date, percentage: int, kind: WageValueKind | None = WageValueKind.MEASURED) -> WageValue:
        return WageValue(measured_on=day, percentage=Decimal(percentage), kind=kind)

    values = [
        value(date(2026, 5, 1), 41),
        value(date(2025, 5, 1), 38),
        value(date(2026, 6, 1), 50, WageValueKind.FLAT),
        value(date(2026, 9, 1), 44),
        WageValue(percentage=Decimal(99)),
    ]
    found = package([], None, wage_values=values, agreed_on=date(2026, 9, 1))
    assert found.before is not None
    assert found.after is not None
    assert [found.before.percentage, found.after.percentage, found.change] == [41, 44, 3]
    later = package([], None, wage_values=values, agreed_on=date(2026, 9, 2))
    assert later.before is not None
    assert [later.before.percentage, later.after, later.change] == [44, None, None]
    unsaid = package([], None, wage_values=values)
    assert (unsaid.before, unsaid.after) == (None, None)
