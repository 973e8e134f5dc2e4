"""What reading a table in would do, row by row, for tables that are not of people: tasks, lines of a log."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from beschutdesk.exchange.columns import Mapping as Columns
from beschutdesk.exchange.intake import Standing
from beschutdesk.exchange.sheet import Sheet


class AnyRow(Protocol):
    """One row of a table, whatever it becomes."""

    @property
    def standing(self) -> Standing:
        """New, here already, or wrong."""


Row = TypeVar("Row", bound=AnyRow)


@dataclass(frozen=True, slots=True)
class RowPlan(Generic[Row]):
    """What reading a table in would do.

    Attributes:
        table: the table.
        mapping: what the plan was made with.
        rows: in the order of the table.
        left: columns that nothing is done with.
    """

    table: Sheet
    mapping: Columns
    rows: tuple[Row, ...]
    left: tuple[str, ...] = ()

    def of(self, *standings: Standing) -> tuple[Row, ...]:
        """The rows that are one of these."""
        return tuple(row for row in self.rows if row.standing in standings)

    @property
    def new(self) -> tuple[Row, ...]:
        """What would be kept."""
        return self.of(Standing.NEW)

    @property
    def doubles(self) -> tuple[Row, ...]:
        """What is there already, or earlier in the table; it is passed over unless somebody says otherwise."""
        return self.of(Standing.DOUBLE)

    @property
    def bad(self) -> tuple[Row, ...]:
        """What cannot be kept."""
        return self.of(Standing.BAD)
