"""Numbers for others: nobody must be recognised in a small cell.

Decided in ``docs/decisions/027-small-cells.md``: a cell of 1 to 4 is not shown. Where a total stands below, one hidden
cell could be found by subtraction, so another one is hidden too: the smallest that is left. When that does not help
either, the whole table is hidden, zeros and all, and only its total stands. A total of 1 to 4 is hidden with its table.
A duration is shown only of five or more. A zero is shown: it says of nobody that they are there.

What this cannot see: two exports of which one is a part of the other (a gemeente and all gemeenten, November and
December). Whoever gives both away can be subtracted from. The export says so.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from beschutdesk.rules.numbers import Overview, Table

LEAST: Final = 5
"""The smallest number of people that is shown (custom of CBS and UWV in tables on small groups)."""
HIDDEN: Final = "niet getoond"


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as others may read it.

    Attributes:
        key, label: of the row.
        count, weeks: ``None`` when not shown; weeks also when there is no duration.
        small: whether it is 1 to 4, for a mark in a copy of one's own.
    """

    key: str
    label: str
    count: int | None
    weeks: int | None
    small: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as others may read it.

    Attributes:
        table: where it comes from; not for others.
        rows: in its order.
        total: ``None`` when not shown, or when the table has none.
    """

    table: Table
    rows: tuple[ShownRow, ...]
    total: int | None

    @property
    def hides(self) -> bool:
        """Whether anything in it is not shown."""
        return any(row.count is None for row in self.rows) or (self.table.totalled and self.total is None)


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """The comparison with the number that a gemeente owes; ``None`` where a number is not shown or not there."""

    target: int | None
    realised: int | None
    short: int | None
    hours: Decimal | None
    whole_places: Decimal | None


def is_small(count: int) -> bool:
    """Whether a number is about so few people that they could be recognised."""
    return 0 < count < LEAST


def shown(table: Table, *, exact: bool = False) -> ShownTable:
    """A table as others may read it.

    Args:
        table: the numbers.
        exact: for the bemiddelaar, who knows everybody in it: nothing is hidden, small cells are only marked.
    """
    hidden = frozenset() if exact else _hidden(table)
    rows = tuple(
        ShownRow(
            row.key,
            row.label,
            None if number in hidden else row.count,
            row.weeks if exact or (number not in hidden and row.count >= LEAST) else None,
            is_small(row.count),
        )
        for number, row in enumerate(table.rows)
    )
    total = table.total if table.totalled and (exact or not is_small(table.total)) else None
    return ShownTable(table, rows, total)


def shown_goal(overview: Overview, *, exact: bool = False) -> ShownGoal:
    """The comparison as others may read it."""
    goal = overview.goal
    if exact or not is_small(goal.realised):
        return ShownGoal(goal.target, goal.realised, goal.short, goal.hours, goal.whole_places)
    return ShownGoal(goal.target, None, None, None, None)


def _hidden(table: Table) -> frozenset[int]:
    """Which rows are not shown."""
    counts = [row.count for row in table.rows]
    hidden = {number for number, count in enumerate(counts) if is_small(count)}
    if not table.totalled or not hidden:
        return frozenset(hidden)
    everything = frozenset(range(len(counts)))
    if is_small(table.total):
        return everything
    while _can_be_found([counts[number] for number in hidden]):
        left = [number for number, count in enumerate(counts) if count and number not in hidden]
        if not left:
            return everything
        hidden.add(min(left, key=lambda number: (counts[number], number)))
    return frozenset(hidden)


def _can_be_found(counts: list[int]) -> bool:
    """Whether their sum gives them away: a single one, all of them 1, or all of them as large as a small one can be."""
    total = sum(counts)
    small = all(is_small(count) for count in counts)
    return len(counts) == 1 or total == len(counts) or (small and total == (LEAST - 1) * len(counts))
