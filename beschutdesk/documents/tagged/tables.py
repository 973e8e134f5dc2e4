"""Data tables: real rows and cells for a screen reader, a head that returns on every page, rows that can be cut."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from reportlab.lib.colors import Color

from beschutdesk.documents.tagged.blocks import FUZZ, Block, Columns, Frame
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.structure import Element


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Lines and white space of a table; lines as (weight, colour)."""

    head_line: tuple[float, Color]
    row_line: tuple[float, Color]
    last_line: tuple[float, Color]
    head_padding: tuple[float, float] = (0, 4)  # top, bottom
    row_padding: tuple[float, float] = (4.5, 5.5)
    gap: float = 8  # right of every column but the last


class DataTable(Block):
    """A table with a head.

    Args:
        head: one block per column.
        rows: blocks per row.
        widths: of the columns.
        style: lines and white space.
        row_heads: whether the first cell names its row.
    """

    def __init__(
        self,
        head: Sequence[Block],
        rows: Sequence[Sequence[Block]],
        widths: Sequence[float],
        style: TableStyle,
        *,
        row_heads: bool = True,
    ) -> None:
        self._style = style
        self._widths = tuple(widths)
        self._row_heads = row_heads
        self._cells = [list(head), *(list(row) for row in rows)]
        self._head = self._row(self._cells[0], style.head_padding)
        self._rows = [self._row(row, style.row_padding) for row in self._cells[1:]]
        self._goes_on = False  # on a later page the head is decoration: it was read already
        self._ends = True

    def _row(self, cells: list[Block], padding: tuple[float, float]) -> Columns:
        last = len(cells) - 1
        frames = [
            Frame(cell, (0, padding[0], 0 if column == last else self._style.gap, padding[1]))
            for column, cell in enumerate(cells)
        ]
        return Columns(frames, self._widths)

    def attach(self, parent: Element) -> None:
        table = parent.add("Table")
        body = None
        for number, row in enumerate(self._cells):
            if number == 0:
                line = table.add("THead").add("TR")
            else:
                body = body or table.add("TBody")
                line = body.add("TR")
            for column, cell in enumerate(row):
                if number == 0:
                    here = line.add("TH", attributes={"Table": {"Scope": "Column"}})
                elif column == 0 and self._row_heads:
                    here = line.add("TH", attributes={"Table": {"Scope": "Row"}})
                else:
                    here = line.add("TD")
                cell.attach(here)

    def height(self, width: float) -> float:
        return self._head.height(width) + sum(row.height(width) for row in self._rows)

    @property
    def goes_on(self) -> bool:
        """Whether this is the part of a table after a page break."""
        return self._goes_on

    def split(self, width: float, room: float) -> "tuple[DataTable, DataTable] | None":
        used = self._head.height(width)
        for number, row in enumerate(self._rows):
            height = row.height(width)
            if used + height > room + FUZZ:
                # A row stays whole unless it is so high that leaving it whole would waste half a page.
                halves = row.split(width, room - used) if height > room / 2 else None
                if halves is not None:
                    return self._part([*self._rows[:number], halves[0]], [halves[1], *self._rows[number + 1 :]])
                if number == 0:
                    return None
                return self._part(self._rows[:number], self._rows[number:])
            used += height
        return None

    def _part(self, first: list[Columns], rest: list[Columns]) -> "tuple[DataTable, DataTable]":
        upper, lower = copy(self), copy(self)
        upper._rows, upper._ends = first, False
        lower._rows, lower._goes_on = rest, True
        return upper, lower

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        if self._goes_on:
            with canvas.artifact("Header"):
                self._head.draw(canvas, x, top, width)
        else:
            self._head.draw(canvas, x, top, width)
        top -= self._head.height(width)
        self._line(canvas, x, top, self._style.head_line)
        for number, row in enumerate(self._rows):
            row.draw(canvas, x, top, width)
            top -= row.height(width)
            last = self._ends and number == len(self._rows) - 1
            self._line(canvas, x, top, self._style.last_line if last else self._style.row_line)

    def _line(self, canvas: TaggedCanvas, x: float, y: float, line: tuple[float, Color]) -> None:
        with canvas.artifact():
            canvas.setLineWidth(line[0])
            canvas.setStrokeColor(line[1])
            canvas.line(x, y, x + sum(self._widths), y)
