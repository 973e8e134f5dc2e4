from datetime import date, timedelta
from decimal import Decimal

import pytest

from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.task_list import CarvedTask, Opinion, TaskState
from beschutdesk.rules.introduction import Around, begun, minutes_short, sorted_tasks

TODAY = date(2026, 11, 23)
GOOD, NOT = Opinion.GOOD, Opinion.NOT_FIT


@pytest.mark.parametrize(
    ("task", "side"),
    [
        (CarvedTask(state=TaskState.PACKAGE), "fit"),
        (CarvedTask(state=TaskState.TRYING, own_opinion=GOOD, supervisor_opinion=GOOD), "fit"),
        (CarvedTask(state=TaskState.TRYING, own_opinion=GOOD), "open"),
        (CarvedTask(state=TaskState.TRYING, own_opinion=GOOD, supervisor_opinion=Opinion.ATTENTION), "open"),
        (CarvedTask(state=TaskState.IDEA), "open"),
        (CarvedTask(), "open"),
        (CarvedTask(state=TaskState.DROPPED, own_opinion=GOOD, supervisor_opinion=GOOD), "not_fit"),
        (CarvedTask(state=TaskState.PACKAGE, own_opinion=NOT), "not_fit"),
        (CarvedTask(state=TaskState.TRYING, supervisor_opinion=NOT), "not_fit"),
    ],
)
def test_a_task_goes_where_the_trying_out_put_it(task: CarvedTask, side: str) -> None:
    task.name = " Vegen "
    found = sorted_tasks([task])
    assert getattr(found, side) == ("Vegen",)
    assert found.names() == ("Vegen",)


def test_a_task_is_named_once_and_never_without_a_name() -> None:
    tasks = [CarvedTask(name="Vegen"), CarvedTask(name="  "), CarvedTask(name="Vegen"), CarvedTask(name="Afwas")]
    assert sorted_tasks(tasks).open == ("Vegen", "Afwas")


def test_it_begins_with_the_terms_of_today_and_their_supervisor() -> None:
    old, now, later = (Supervisor(name=name, minutes=Decimal(n)) for name, n in (("Ria", 10), ("Wim", 45), ("Bo", 90)))
    terms = [
        Terms(valid_from=date(2026, 1, 1), supervisor=old.id, supervision_minutes=Decimal(20)),
        Terms(valid_from=TODAY, supervisor=now.id, supervision_minutes=Decimal(60)),
        Terms(valid_from=date(2026, 11, 24), supervisor=later.id, supervision_minutes=Decimal(90)),
    ]
    said = begun(Placement(terms=terms), Around((), (old, now, later), " Thijs "), TODAY)
    assert (said.held_on, said.present) == (TODAY, ("Thijs", "Wim"))
    assert (said.minutes_needed, said.minutes_available) == (Decimal(60), Decimal(45))
    assert (said.click_candidate, said.click_employer, said.verdict, said.reasons) == (None, None, None, "")


@pytest.mark.parametrize(
    ("since", "until", "leaves_on", "there"),
    [
        (TODAY, TODAY, None, False),
        (None, TODAY - timedelta(1), None, True),
        (TODAY + timedelta(1), None, None, True),
        (None, None, TODAY, False),
    ],
)
def test_a_supervisor_who_is_not_there_that_day_was_not_at_the_table(
    since: date | None, until: date | None, leaves_on: date | None, there: bool
) -> None:
    guide = Supervisor(name="Wim", away_since=since, away_until=until, leaves_on=leaves_on)
    said = begun(Placement(terms=[Terms(supervisor=guide.id)]), Around((), (guide,), "Thijs"), TODAY)
    assert said.present == (("Thijs", "Wim") if there else ("Thijs",))


def test_what_is_not_known_stays_empty() -> None:
    said = begun(Placement(), Around(), TODAY)
    assert (said.present, said.tasks_fit, said.tasks_not) == ((), (), ())
    assert (said.minutes_needed, said.minutes_available) == (None, None)
    gone = begun(Placement(terms=[Terms(supervision_minutes=Decimal(5))]), Around(), TODAY)
    assert (gone.minutes_needed, gone.minutes_available) == (Decimal(5), None)


@pytest.mark.parametrize(
    ("needed", "available", "short"), [(60, 45, 15), (45, 45, 0), (30, 45, 0), (None, 45, None), (60, None, None)]
)
def test_minutes_short(needed: int | None, available: int | None, short: int | None) -> None:
    asked = [None if one is None else Decimal(one) for one in (needed, available)]
    assert minutes_short(*asked) == short
