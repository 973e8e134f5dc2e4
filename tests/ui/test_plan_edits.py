"""Changing the week: whatever is done, undoing all of it gives the very same plan back. No window and no vault."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, cast
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.rules.day_plan import LAST, sums
from beschutdesk.rules.package import package
from tests.ui.planning import MON, THU, TUE, WED, ListAlone, at_the_pool
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.plan_edits import PlanChange, WeekEdits, length_of
from ui.tabs.jobcarving.tasks import PLAN, TASKS, OpenTasks, path_of

_STEPS: Final = st.lists(
    st.tuples(
        st.sampled_from(("shift", "lengthen", "to_day", "place", "remove", "new", "clear_day", "copy")),
        st.integers(0, 40),
        st.integers(-6, 90),
    ),
    max_size=14,
)


class Done:
    """The undo stack."""

    def __init__(self) -> None:
        self.backs: list[Callable[[], object]] = []
        self.words: list[str] = []

    def did(self, words: str, back: Callable[[], object], _focus: object = None) -> None:
        self.backs.append(back)
        self.words.append(words)


def a_week() -> tuple[ListAlone, WeekEdits, Done]:
    tasks, done = ListAlone(at_the_pool()[3]), Done()
    return tasks, WeekEdits(cast(OpenTasks, tasks), cast(Acts, done)), done


def act(edits: WeekEdits, tasks: list[UUID], what: str, number: int, amount: int) -> None:
    """Do one thing, with a block, a day or a task by number."""
    blocks = [block for day in edits.days() for block in day.blocks]
    weekday = number % 7
    if what == "new":
        offered = [*PlanKind, *tasks]
        edits.new(offered[number % len(offered)], weekday, amount * 15 if amount >= 0 else -1)
    elif what == "clear_day":
        edits.clear_day(weekday)
    elif what == "copy":
        edits.copy(weekday, [amount % 7, (amount + 2) % 7])
    elif blocks:
        block = blocks[number % len(blocks)]
        match what:
            case "shift":
                edits.shift(block.id, amount * 15)
            case "lengthen":
                edits.lengthen(block.id, amount * 15)
            case "to_day":
                edits.to_day(block.id, amount % 7)
            case "place":
                start = max(0, amount) * 15
                edits.place(block.id, weekday, start, start + block.minutes)
            case "remove":
                edits.remove(block.id)


@settings(max_examples=40, deadline=None)
@given(_STEPS)
def test_undoing_everything_gives_the_same_plan_back(qapp: QApplication, steps: list[tuple[str, int, int]]) -> None:
    tasks, edits, done = a_week()
    before = tasks.session.draft().changes, tasks.session.rows(PLAN)
    for what, number, amount in steps:
        act(edits, tasks.session.rows(TASKS), what, number, amount)
        week = edits.days()
        counted = sums(block for day in week for block in day.blocks)
        assert counted.week.work == sum(counted.day(day).work for day in range(7))
        assert all(block.start < block.end for day in week for block in day.blocks)
    for back in reversed(done.backs):
        back()
    assert (tasks.session.draft().changes, tasks.session.rows(PLAN)) == before


def test_what_is_in_the_way_goes_along_or_it_is_refused(qapp: QApplication) -> None:
    _tasks, edits, done = a_week()
    refused: list[str] = []
    edits.refused.connect(refused.append)
    monday = edits.days()[MON].blocks
    edits.shift(monday[0].id, -15)  # there is room before it
    assert edits.days()[MON].blocks[0].start == 8 * 60 + 15
    edits.shift(monday[1].id, 15)  # three blocks behind it move along
    assert done.words[-1] == "3 blokken schuiven mee."
    edits.shift(monday[0].id, -15 * 40)
    assert refused == ["Daar is geen ruimte."]
    edits.lengthen(monday[0].id, -15)  # a quarter is the least
    assert refused[1:] == ["Daar is geen ruimte."]


def test_a_new_block_stands_where_it_fits_and_lasts_as_long_as_its_task(qapp: QApplication) -> None:
    tasks, edits, _done = a_week()
    record = at_the_pool()[3]
    assert [length_of(task) for task in record.tasks] == [60, 60, 30, 20, 25, 30]
    edits.new(tasks.session.rows(TASKS)[1], TUE)
    assert [(one.start, one.end) for one in edits.days()[TUE].blocks][-1] == (690, 750)
    edits.new(PlanKind.BREAK, WED)  # not a day with work: from eight o'clock on
    assert [(one.start, one.end, one.kind) for one in edits.days()[WED].blocks] == [(480, 495, PlanKind.BREAK)]


def test_half_a_time_that_was_typed_comes_back_too(qapp: QApplication) -> None:
    tasks, edits, done = a_week()
    session = tasks.session
    block = edits.days()[THU].blocks[1]
    session.set_raw(path_of(block.id, "at", PLAN), "3 | 9. | 9.45")
    edits.shift(block.id, 15)
    assert not session.raw_paths()
    done.backs.pop()()
    assert session.raw(path_of(block.id, "at", PLAN)) == "3 | 9. | 9.45"
    change = PlanChange(session)
    change.set(block.id, "cover", "")
    assert not change.made


def test_a_block_lasts_as_long_as_its_task(qapp: QApplication) -> None:
    task = at_the_pool()[3].tasks[0]
    for minutes, length in (("1", 1), ("0.2", 1), ("20", 20), ("22.5", 23), ("600", 600), ("2000", LAST)):
        task.minutes = Decimal(minutes)
        assert length_of(task) == length


def test_what_is_planned_as_often_as_it_is_done_agrees_with_the_package(qapp: QApplication) -> None:
    tasks, edits, _done = a_week()
    bench = tasks.session.rows(TASKS)[3]  # 20 minutes, once a week
    tasks.session.set(f"tasks/{bench}/frequency", Frequency.DAY)
    for weekday in (MON, TUE, THU):
        edits.clear_day(weekday)
        edits.new(bench, weekday)
        edits.new(bench, weekday)
    at = [(block.start, block.end) for day in edits.days() for block in day.blocks]
    assert at == [(510, 530), (530, 550)] * 3  # 8.30, 8.50 and 9.10: one right behind the other
    tasks.session.set(f"tasks/{bench}/times", Decimal(2))
    (line,) = package([tasks.task(bench)], tasks.terms, plan=edits.source.plan()).lines
    assert line.weekly == line.planned == 120


def test_a_step_and_a_step_back_give_the_same_times(qapp: QApplication) -> None:
    tasks, edits, _done = a_week()
    edits.clear_day(MON)
    key = edits.new(tasks.session.rows(TASKS)[3], MON, 9 * 60 + 20)
    assert key is not None
    before = tasks.session.draft().changes
    for act_ in (edits.shift, edits.lengthen):
        for minutes in (15, 45, -15, -45):
            act_(key, minutes)
    edits.to_day(key, WED)
    edits.to_day(key, MON)
    assert [(one.start, one.end) for one in edits.days()[MON].blocks] == [(560, 580)]
    assert tasks.session.draft().changes == before
