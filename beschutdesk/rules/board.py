"""The board of jobcarving: where each task stands, and moving one so that it can be taken back exactly.

The board is the list of tasks itself, in the order of the record: a column is the part of it with the same state. So a
card that moves changes its state and its place in that list, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from beschutdesk.dossier.task_list import TaskState, TryoutDecision

COLUMNS: Final = (TaskState.IDEA, TaskState.TRYING, TaskState.PACKAGE, TaskState.LATER, TaskState.DROPPED)
"""The columns from left to right: the way that a task goes, and beside it what is not done."""
_DECIDED: Final = {
    TryoutDecision.PACKAGE: TaskState.PACKAGE,
    TryoutDecision.AGAIN: TaskState.TRYING,
    TryoutDecision.LATER: TaskState.LATER,
    TryoutDecision.DROPPED: TaskState.DROPPED,
}


class OnBoard(Protocol):
    """As much of a task as the board looks at."""

    @property
    def id(self) -> UUID:
        """Which."""
        ...

    @property
    def state(self) -> TaskState | None:
        """Where it stands; without a state it is an idea."""
        ...


@dataclass(frozen=True, slots=True)
class Card:
    """A task on the board.

    Attributes:
        state: as it is kept; ``None`` stands with the ideas.
    """

    id: UUID
    state: TaskState | None = TaskState.IDEA

    @property
    def column(self) -> TaskState:
        """The column that it stands in."""
        return self.state or TaskState.IDEA


@dataclass(frozen=True, slots=True)
class Column:
    """The tasks in one state, from top to bottom."""

    state: TaskState
    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands.

    Attributes:
        state: as it is kept.
        index: its place in the whole list of tasks; ``None`` for a card that is not on the board.
    """

    id: UUID
    state: TaskState | None
    index: int | None


@dataclass(frozen=True, slots=True)
class Board:
    """All cards, in the order in which the tasks are kept."""

    cards: tuple[Card, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The five columns, also the empty ones."""
        return tuple(Column(state, self.column(state)) for state in COLUMNS)

    def column(self, state: TaskState) -> tuple[UUID, ...]:
        """The tasks in one column."""
        return tuple(card.id for card in self.cards if card.column is state)

    def index(self, key: UUID) -> int:
        """The place of a task in the whole list.

        Raises:
            KeyError: it is not on the board.
        """
        for at, card in enumerate(self.cards):
            if card.id == key:
                return at
        raise KeyError(key)

    def state(self, key: UUID) -> TaskState:
        """The column of a task.

        Raises:
            KeyError: it is not on the board.
        """
        return self.cards[self.index(key)].column


@dataclass(frozen=True, slots=True)
class Move:
    """What became of the board.

    Attributes:
        board: as it is now.
        back: where the card stood; :func:`undone` puts it there again.
        place: where it stands now.
    """

    board: Board
    back: Place
    place: Place


def board(tasks: Iterable[OnBoard]) -> Board:
    """The board of a list of tasks, in its order."""
    return Board(tuple(Card(task.id, task.state) for task in tasks))


def moved(board: Board, key: UUID, state: TaskState, at: int | None = None) -> Move:
    """A card in a column, at a place in it.

    Args:
        board: as it is.
        key: which task.
        state: the column that it goes to; its own is fine.
        at: 0 is the top of that column, counted without this card; ``None`` or more than there are is the end.

    Raises:
        KeyError: it is not on the board.
    """
    index = board.index(key)
    card = board.cards[index]
    others = board.cards[:index] + board.cards[index + 1 :]
    spots = [spot for spot, other in enumerate(others) if other.column is state]
    if at is not None and at < len(spots):
        goal = spots[max(0, at)]
    elif spots:
        goal = spots[-1] + 1
    else:
        goal = index  # the only one in its column: the order of the others stays as it is
    kept = card.state if card.column is state else state
    place = Place(key, kept, goal)
    return Move(_put(others, place), Place(key, card.state, index), place)


def stepped(board: Board, key: UUID, step: int) -> Move | None:
    """A card in the next column (1) or the one before (-1), at the end of it; ``None`` when there is none.

    Raises:
        KeyError: it is not on the board.
    """
    goal = COLUMNS.index(board.state(key)) + step
    return moved(board, key, COLUMNS[goal]) if 0 <= goal < len(COLUMNS) else None


def shifted(board: Board, key: UUID, step: int) -> Move | None:
    """A card up (-1) or down (1) within its column; ``None`` at the end of it.

    Raises:
        KeyError: it is not on the board.
    """
    state = board.state(key)
    column = board.column(state)
    goal = column.index(key) + step
    return moved(board, key, state, goal) if 0 <= goal < len(column) else None


def taken_out(board: Board, key: UUID) -> Move:
    """A board without a card.

    Raises:
        KeyError: it is not on the board.
    """
    index = board.index(key)
    card = board.cards[index]
    left = Board(board.cards[:index] + board.cards[index + 1 :])
    return Move(left, Place(key, card.state, index), Place(key, card.state, None))


def added(board: Board, key: UUID, state: TaskState = TaskState.IDEA) -> Move:
    """A new card at the end of the list.

    Raises:
        ValueError: it is on the board already.
    """
    if any(card.id == key for card in board.cards):
        raise ValueError("the task is on the board already")
    place = Place(key, state, len(board.cards))
    return Move(_put(board.cards, place), Place(key, state, None), place)


def undone(board: Board, back: Place) -> Board:
    """A card put back where it stood. Moves that are taken back in turn, the last first, give the exact board before.

    What was done elsewhere in between stays: only this card changes.
    """
    others = tuple(card for card in board.cards if card.id != back.id)
    return Board(others) if back.index is None else _put(others, back)


def _put(others: tuple[Card, ...], place: Place) -> Board:
    at = len(others) if place.index is None else min(place.index, len(others))
    return Board((*others[:at], Card(place.id, place.state), *others[at:]))


def decided(decision: TryoutDecision | None) -> TaskState | None:
    """The column that a task goes to after a try; ``None`` when nothing was decided: it stays."""
    return None if decision is None else _DECIDED[decision]
