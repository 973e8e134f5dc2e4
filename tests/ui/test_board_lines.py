"""What a card says of the time of its task: the same as package and paper, and at once. No window and no vault."""

from decimal import Decimal
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from beschutdesk.dossier.placement import Terms
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_list import TaskState
from beschutdesk.rules.package import package
from tests.ui.planning import ListAlone, at_the_pool
from ui.tabs.jobcarving.lines import Lines, TaskLine, weekly_of
from ui.tabs.jobcarving.tasks import PLAN, OpenTasks, path_of

WATER, ROPES, BINS, BENCH, TILL, SORTING = range(6)


@pytest.fixture
def tasks(qapp: QApplication) -> ListAlone:
    return ListAlone(at_the_pool()[3])


@pytest.fixture
def lines(tasks: ListAlone) -> Lines:
    return Lines(cast(OpenTasks, tasks))


def set_(tasks: ListAlone, number: int, attribute: str, value: object) -> None:
    tasks.session.set(path_of(tasks.keys()[number], attribute), value)


def of(lines: Lines) -> list[TaskLine]:
    return lines.all()


def test_it_says_what_the_package_says(tasks: ListAlone, lines: Lines) -> None:
    set_(tasks, ROPES, "frequency", Frequency.SEASON)
    set_(tasks, BENCH, "frequency", Frequency.SOMETIMES)
    set_(tasks, BINS, "minutes", None)
    plan = [tasks.row(PLAN, key) for key in tasks.session.rows(PLAN)]
    found = package(map(tasks.task, tasks.keys()), tasks.terms, plan=plan)
    shown = [line for line in of(lines) if line.state is TaskState.PACKAGE]
    assert [(line.weekly, line.main) for line in shown] == [(line.weekly, line.main is True) for line in found.lines]
    assert [line.main for line in shown] == [True, True, False, False]  # the ropes as they are planned: three hours
    assert weekly_of(shown) == found.total


def test_a_season_follows_the_plan_at_once(tasks: ListAlone, lines: Lines) -> None:
    set_(tasks, ROPES, "frequency", Frequency.SEASON)
    assert of(lines)[ROPES].main
    row = next(key for key in tasks.session.rows(PLAN) if tasks.row(PLAN, key).task == tasks.keys()[ROPES])
    tasks.session.remove_row(PLAN, row)
    assert of(lines)[ROPES].weekly == 120
    for key in tasks.session.rows(PLAN):
        tasks.session.remove_row(PLAN, key)
    assert (of(lines)[ROPES].weekly, of(lines)[ROPES].main) == (None, False)
    tasks.terms = Terms(hours=Decimal(16))  # no days in the terms and none in the plan
    tasks.opened.emit()
    assert of(lines)[WATER].weekly is None


@pytest.mark.parametrize("state", TaskState)
def test_what_was_dropped_carries_no_mark(tasks: ListAlone, lines: Lines, state: TaskState) -> None:
    set_(tasks, WATER, "state", state)
    assert of(lines)[WATER].main is (state is not TaskState.DROPPED)
    assert ("hoofdtaak" in of(lines)[WATER].sentence) is (state is not TaskState.DROPPED)


def test_the_plan_is_read_once(tasks: ListAlone, lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    of(lines)
    read: list[str] = []
    row = tasks.row

    def counting(part: str, key: UUID) -> object:
        read.append(part)
        return row(part, key)

    monkeypatch.setattr(tasks, "row", counting)
    set_(tasks, WATER, "minutes", Decimal(45))
    of(lines)
    assert PLAN not in read
