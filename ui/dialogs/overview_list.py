"""The tables of Overzicht in a list: what is counted, how it is divided, and how many there are."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from beschutdesk.rules.numbers import Table
from ui.dialogs.overview_table import number
from ui.theme import colours, font, paint
from ui.widgets import ItemModel, ListView, RowDelegate, RowLook

_HIGH: Final = 48


class _TableRow(RowDelegate):
    """Title of a table above what sets it apart, and how many there are."""

    totals = True

    def row_height(self, _item: object, *, current: bool) -> int:
        return _HIGH

    def paint_row(self, painter: QPainter, rect: QRectF, item: Table, look: RowLook) -> None:
        c, inner = colours(), rect.adjusted(16, 5, -12, -5)
        first, rest = parts(item)
        taken = 0.0
        if item.totalled and self.totals:
            used = font("meta", tabular=True)
            taken = paint.text(painter, inner, number(item.total), used, c.soft, paint.RIGHT) + 8
        words = inner.adjusted(0, 0, -taken, 0)
        half = inner.height() / 2
        top = QRectF(words.left(), words.top(), words.width(), half) if rest else words
        paint.text(painter, top, first, font("strong" if look.selected else "body"), c.ink)
        paint.text(painter, QRectF(words.left(), words.top() + half, words.width(), half), rest, font("meta"), c.soft)


def parts(table: Table) -> tuple[str, str]:
    """A title in two: what is counted, and how it is divided."""
    for sign in (": ", ", "):
        first, found, rest = table.title.partition(sign)
        if found:
            return first, rest
    return table.title, ""


class TableList(ListView):
    """The list; the chosen table stays chosen when other numbers come."""

    def __init__(self) -> None:
        self._items, self._row = ItemModel(_sentence), _TableRow()
        super().__init__(self._items, self._row, "Tabellen")

    def show_tables(self, tables: Sequence[Table]) -> None:
        """Show these."""
        self._items.set_items(tables)
        if tables and not self.currentIndex().isValid():
            self.go_to(0)

    def hide_totals(self, hidden: bool) -> None:
        """Leave the totals out: they are as others may read it."""
        self._row.totals = not hidden
        self.viewport().update()


def _sentence(table: Table) -> str:
    return f"{table.title}, {table.when}"
