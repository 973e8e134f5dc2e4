"""The board: every move can be taken back exactly, whatever came before."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.task_list import CarvedTask, TaskState, TryoutDecision
from beschutdesk.rules.board import (
    COLUMNS,
    Board,
    Card,
    Move,
    added,
    board,
    decided,
    moved,
    shifted,
    stepped,
    taken_out,
    undone,
)

A, B, C, D = (UUID(int=n) for n in range(1, 5))
STATES = st.sampled_from([None, *TaskState])
BOARDS = st.lists(STATES, max_size=12).map(lambda all_: Board(tuple(Card(UUID(int=n), s) for n, s in enumerate(all_))))


def four() -> Board:
    return Board(
        (
            Card(A, TaskState.IDEA),
            Card(B, TaskState.PACKAGE),
            Card(C, None),
            Card(D, TaskState.PACKAGE),
        )
    )


def test_a_board_is_the_list_in_its_order() -> None:
    tasks = [CarvedTask(id=A, state=TaskState.LATER), CarvedTask(id=B)]
    found = board(tasks)
    assert found.cards == (Card(A, TaskState.LATER), Card(B, None))
    assert [column.state for column in found.columns] == list(COLUMNS) == list(dict.fromkeys(COLUMNS))
    assert set(COLUMNS) == set(TaskState)
    assert found.column(TaskState.IDEA) == (B,)


@pytest.mark.parametrize(
    ("key", "state", "at", "order", "column"),
    [
        (A, TaskState.PACKAGE, 0, [A, B, C, D], [A, B, D]),
        (A, TaskState.PACKAGE, 1, [B, C, A, D], [B, A, D]),
        (A, TaskState.PACKAGE, None, [B, C, D, A], [B, D, A]),
        (A, TaskState.PACKAGE, 99, [B, C, D, A], [B, D, A]),
        (D, TaskState.PACKAGE, 0, [A, D, B, C], [D, B]),
        (D, TaskState.PACKAGE, None, [A, B, D, C], [B, D]),
        (C, TaskState.LATER, None, [A, B, C, D], [C]),
        (C, TaskState.IDEA, 0, [C, A, B, D], [C, A]),
    ],
)
def test_a_card_goes_where_it_is_put(
    key: UUID, state: TaskState, at: int | None, order: list[UUID], column: list[UUID]
) -> None:
    found = moved(four(), key, state, at)
    assert [card.id for card in found.board.cards] == order
    assert list(found.board.column(state)) == column
    assert found.board.index(key) == found.place.index
    assert undone(found.board, found.back) == four()


def test_a_card_without_a_state_keeps_none_among_the_ideas() -> None:
    found = moved(four(), C, TaskState.IDEA, 0)
    assert found.board.cards[0] == Card(C, None)
    assert moved(four(), C, TaskState.TRYING).place.state is TaskState.TRYING


def test_by_key_a_card_goes_a_column_or_a_place_further_and_stops_at_the_end() -> None:
    assert stepped(four(), A, -1) is None
    right = stepped(four(), A, 1)
    assert right is not None
    assert right.board.state(A) is TaskState.TRYING
    assert stepped(moved(four(), A, COLUMNS[-1]).board, A, 1) is None
    assert shifted(four(), B, -1) is None
    assert shifted(four(), D, 1) is None
    down = shifted(four(), B, 1)
    assert down is not None
    assert down.board.column(TaskState.PACKAGE) == (D, B)


def test_who_is_not_there_cannot_be_moved_and_nobody_comes_twice() -> None:
    with pytest.raises(KeyError):
        moved(Board(), A, TaskState.IDEA)
    with pytest.raises(KeyError):
        taken_out(four(), UUID(int=99))
    with pytest.raises(ValueError, match="already"):
        added(four(), A)


@st.composite
def _acts(draw: st.DrawFn) -> tuple[Board, list[tuple[str, Any]]]:
    acts = st.tuples(
        st.sampled_from(["move", "step", "shift", "out", "new", "undo"]),
        st.tuples(st.integers(0, 30), st.sampled_from(TaskState), st.none() | st.integers(-1, 14)),
    )
    return draw(BOARDS), draw(st.lists(acts, max_size=25))


def _act(now: Board, name: str, which: int, state: TaskState, at: int | None) -> Move | None:
    if name == "new" or not now.cards:
        key = UUID(int=1000 + which)
        return None if any(card.id == key for card in now.cards) else added(now, key, state)
    key = now.cards[which % len(now.cards)].id
    step = -1 if which % 2 else 1
    if name == "move":
        return moved(now, key, state, at)
    if name == "out":
        return taken_out(now, key)
    return (stepped if name == "step" else shifted)(now, key, step)


@given(_acts())
def test_any_moves_and_undos_give_the_exact_state_back(story: tuple[Board, list[tuple[str, Any]]]) -> None:
    now, acts = story
    history: list[tuple[Board, Move]] = []
    for name, (which, state, at) in acts:
        if name == "undo":
            if history:
                before, move = history.pop()
                now = undone(now, move.back)
                assert now == before
            continue
        move_made = _act(now, name, which, state, at)
        if move_made is not None:
            history.append((now, move_made))
            assert undone(move_made.board, move_made.place) == move_made.board
            now = move_made.board
        assert sorted(i for column in now.columns for i in column.ids) == sorted(card.id for card in now.cards)
    while history:
        before, move = history.pop()
        now = undone(now, move.back)
        assert now == before
    assert now == story[0]


@given(BOARDS, st.data())
def test_only_one_card_changes(before: Board, data: st.DataObject) -> None:
    if not before.cards:
        return
    key = data.draw(st.sampled_from([card.id for card in before.cards]))
    state = data.draw(st.sampled_from(TaskState))
    at = data.draw(st.none() | st.integers(0, 12))
    after = moved(before, key, state, at).board
    assert [card for card in after.cards if card.id != key] == [card for card in before.cards if card.id != key]
    assert after.state(key) is state
    column = after.column(state)
    assert column.index(key) == (len(column) - 1 if at is None else min(at, len(column) - 1))


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (TryoutDecision.PACKAGE, TaskState.PACKAGE),
        (TryoutDecision.AGAIN, TaskState.TRYING),
        (TryoutDecision.LATER, TaskState.LATER),
        (TryoutDecision.DROPPED, TaskState.DROPPED),
        (None, None),
    ],
)
def test_what_a_decision_does(decision: TryoutDecision | None, state: TaskState | None) -> None:
    assert decided(decision) is state
