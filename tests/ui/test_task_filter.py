"""Finding one task among many: a filter hides cards and lines, says so, and leaves every order as it was."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_list import TaskState
from beschutdesk.rules.task_typed import TypedTask
from beschutdesk.services.desk import Desk
from tests.ui.inventorying import inventory_bench
from tests.ui.test_jobcarving import ALT, CTRL, Bench, bench
from ui.tabs.jobcarving.task_filter import TaskFilter, place_among

__all__ = ["bench"]

WEEK = Frequency.WEEK


@given(st.lists(st.booleans(), max_size=12), st.integers(0, 13), st.booleans())
def test_what_is_hidden_keeps_its_order_and_what_is_shown_comes_where_it_was_put(
    shows: list[bool], at: int, last: bool
) -> None:
    whole = [uuid4() for _ in shows]
    shown = [one for one, on in zip(whole, shows, strict=True) if on]
    at = len(shown) if last else min(at, len(shown))
    goal, new = place_among(whole, shown, at), UUID(int=1)
    made = [*whole, new] if goal is None else [*whole[:goal], new, *whole[goal:]]
    assert [one for one in made if one != new] == whole
    assert [one for one in made if one in {*shown, new}].index(new) == at


def type_in(field: TaskFilter, words: str, qtbot: QtBot) -> None:
    field.go()
    with qtbot.waitSignal(field.changed):
        QTest.keyClicks(field, words)


def test_cards_are_found_moved_and_shown_again(bench: Bench) -> None:
    page, view = bench.page, bench.page.board
    board = view.board
    view._enter([TypedTask(name) for name in ("Afval scheiden", "Kássa tellen", "Bad vullen", "Kassa poetsen")])
    stood = bench.column(TaskState.IDEA)
    assert stood == ["Kleedhokjes nalopen", "Afval scheiden", "Kássa tellen", "Bad vullen", "Kassa poetsen"]
    bench.choose("Lijnen oprollen")
    bench.press(Qt.Key.Key_F, CTRL)
    assert view.filter.hasFocus()
    type_in(view.filter, "kassa", bench.qtbot)
    assert bench.column(TaskState.IDEA) == ["Kássa tellen", "Kassa poetsen"]
    assert bench.column(TaskState.PACKAGE) == []
    assert board.lists[TaskState.IDEA].accessibleDescription().startswith("2 in beeld van 5 taken")
    assert bench.chosen is not None
    assert bench.chosen.name == "Kássa tellen"
    QTest.keyClick(view.filter, Qt.Key.Key_Down)
    bench.press(Qt.Key.Key_Down, ALT)  # past what is in view, not past what is hidden
    assert bench.column(TaskState.IDEA) == ["Kassa poetsen", "Kássa tellen"]
    names = [page.tasks.value(key, "name") for key in page.tasks.column(TaskState.IDEA)]
    assert names == ["Kleedhokjes nalopen", "Afval scheiden", "Bad vullen", "Kassa poetsen", "Kássa tellen"]
    bench.press(Qt.Key.Key_Right, CTRL)
    assert bench.column(TaskState.TRYING) == ["Kassa klaarzetten", "Kássa tellen"]
    assert view.filter.is_on
    for _ in range(2):
        assert page.undo()
    bench.press(Qt.Key.Key_Escape)
    assert view.filter.text() == ""
    assert bench.column(TaskState.IDEA) == stood


def test_an_empty_result_says_so_and_what_is_new_or_filled_in_is_seen(bench: Bench) -> None:
    view = bench.page.board
    type_in(view.filter, "zwaan", bench.qtbot)
    assert bench.cards() == []
    assert (view.board.isVisible(), view.filter.said) == (False, "Geen taak met ‘zwaan’. Met Esc zie je weer alles.")
    QTest.keyClick(view.filter, Qt.Key.Key_Escape)
    assert len(bench.cards()) == 4
    type_in(view.filter, "kassa", bench.qtbot)
    bench.enter("Badrand schrobben 20 min")
    assert view.filter.text() == ""
    assert len(bench.cards()) == 5
    type_in(view.filter, "kassa", bench.qtbot)
    view.open_form()
    assert view.form_of == bench.key("Kassa klaarzetten")
    assert bench.page.tasks.session is not None
    bench.page.tasks.session.set(view.form.binder.path("name"), "Winkel klaarzetten")
    bench.settle()
    assert view.form_of is not None  # what one fills in does not go from under the hands
    bench.page.show_task(bench.page.tasks.keys()[0])
    assert view.filter.text() == ""
    bench.page.set_candidate(None)


def test_an_inventory_is_filtered_too(desk: Desk, qtbot: QtBot) -> None:
    many = [(name, 10, WEEK) for name in ("Vloer vegen", "Ramen lappen", "Vloer dweilen", "Post", "Vloermat kloppen")]
    with inventory_bench(desk, qtbot, many) as made:
        view = made.view
        view.list.go_to(3)
        made.press(Qt.Key.Key_Space)  # what was chosen stays chosen, in view or not
        view.to_filter()
        type_in(view.filter, "vloer", qtbot)
        model = view.model
        assert [line.name for line in model.items()] == ["Vloer vegen", "Vloer dweilen", "Vloermat kloppen"]
        view.list.go_to(0)
        made.press(Qt.Key.Key_Down, ALT)
        assert made.names() == ["Ramen lappen", "Vloer dweilen", "Vloer vegen", "Post", "Vloermat kloppen"]
        assert made.acts.undo()
        assert made.names() == [name for name, *_ in many]
        assert [line.name for line in model.items()] == ["Vloer vegen", "Vloer dweilen", "Vloermat kloppen"]
        made.press(Qt.Key.Key_A, CTRL)
        assert len(view.chosen()) == 4
        assert view.left.told[0] == "4 gekozen, samen 40 minuten per week"
        type_in(view.filter, "zwaan", qtbot)
        assert (view.list.isVisible(), view.current) == (False, None)
        made.type("Bladeren harken")
        assert view.filter.text() == ""
        assert made.names()[-1] == "Bladeren harken"
        assert view.list.isVisible()


@pytest.mark.parametrize(
    ("typed", "passes"),
    [("", True), ("VEGEN vloer", True), ("hal", True), ("gang", False), ("vloer gang", False)],
)
def test_each_word_is_looked_for_in_all_that_is_said(qtbot: QtBot, typed: str, passes: bool) -> None:
    field = TaskFilter()
    qtbot.addWidget(field)
    field.setText(typed)
    field._read()
    assert field.passes("Vloer végen", "Hal 3") is passes
