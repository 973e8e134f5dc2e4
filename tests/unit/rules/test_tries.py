"""Tries of a task from board and visits: all of them, the newest first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beschutdesk.dossier.task_list import (
    CarvedTask,
    Independence,
    Opinion,
    TaskState,
    TaskTryout,
    TryoutDecision,
)
from beschutdesk.dossier.visit import Tryout
from beschutdesk.rules.tries import takes_over, tries

TASK = CarvedTask(id=UUID(int=1), name="Kassa klaarzetten", state=TaskState.TRYING, aids="telkaart")
VISIT = UUID(int=9)


@dataclass(frozen=True)
class Seen:
    day: date | None
    row: Tryout
    visit: UUID = VISIT
    open: bool = False


def test_board_and_visits_stand_together_the_newest_first() -> None:
    first = TaskTryout(task=TASK.id, tried_on=date(2026, 11, 3))
    other = TaskTryout(task=UUID(int=2), tried_on=date(2026, 11, 4))
    undated = TaskTryout(task=TASK.id)
    again = TaskTryout(task=TASK.id, tried_on=date(2026, 11, 3))
    linked = Seen(date(2026, 11, 9), Tryout(task=TASK.id, name="iets"), open=True)
    named = Seen(date(2026, 11, 1), Tryout(name=" kassa  KLAARZETTEN"))
    elsewhere = Seen(date(2026, 11, 9), Tryout(name="Vloer vegen"))
    nameless = Seen(date(2026, 11, 9), Tryout())
    of_another = Seen(date(2026, 11, 9), Tryout(task=UUID(int=2), name="Kassa klaarzetten"))
    found = tries(TASK, [first, other, undated, again], [linked, named, elsewhere, nameless, of_another])
    assert [one.row for one in found] == [linked.row, again, first, named.row, undated]
    assert [(one.visit, one.open, one.linked) for one in found[:2]] == [(VISIT, True, True), (None, False, True)]
    assert not found[3].linked


def test_a_task_without_a_name_takes_no_nameless_tries() -> None:
    assert tries(CarvedTask(), (), [Seen(None, Tryout())]) == ()


def test_a_try_changes_what_it_says_and_nothing_else() -> None:
    row = TaskTryout(
        own_opinion=Opinion.GOOD,
        help=Independence.CUE,
        aid="kruk",
        decision=TryoutDecision.PACKAGE,
    )
    assert takes_over(row, TASK) == {
        "state": TaskState.PACKAGE,
        "own_opinion": Opinion.GOOD,
        "independence": Independence.CUE,
    }
    assert takes_over(TaskTryout(aid=" kruk "), CarvedTask()) == {"aids": "kruk"}
    assert takes_over(TaskTryout(decision=TryoutDecision.AGAIN), TASK) == {}
