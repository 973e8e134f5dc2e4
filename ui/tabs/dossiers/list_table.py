"""A long list as a table over the full width: real columns and heads, sorted by a click or a key."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter

from beschutdesk.services.lists import Column, Sort
from ui.models.table import TYPED, RootsTable
from ui.theme import colours, font, paint, px
from ui.widgets.lists import Index
from ui.widgets.tables import RowCell, RowTable, TableHead

_PAD: Final = 12
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SHARES: Final = {"name": 5, "phase": 5, "employer": 5, "sector": 4, "contact": 4, "supervisor": 4, "municipality": 3}
_SHARES_REST: Final = 3
_LEAST, _LEAST_NAME = 84, 180


class _Cell(RowCell):
    def room(self, rect: QRectF, column: int) -> QRectF:
        return rect.adjusted(_PAD, 0, -_PAD / 2, 0)

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        words = index.data()
        if not words:
            return
        c, column = colours(), index.column()
        room = self.room(rect, column)
        if column == 0:
            if index.data(TYPED):
                paint.icon(painter, room.right() - 16, room.center().y() - 8, "pencil", c.soft, 16)
                room.setRight(room.right() - 22)
            paint.text(painter, room, words, font("strong"), c.ink)
        else:
            paint.text(painter, room, words, font("body", tabular=True), c.ink)


class _Head(TableHead):
    """The one that sorts has an arrow.

    Attributes:
        sort: how the rows are sorted.
        at: the column that a key would sort by; -1 while the table has no focus.
    """

    def __init__(self, cell: RowCell, columns: RootsTable) -> None:
        super().__init__(cell, clickable=True)
        self._columns = columns
        self.sort = Sort()
        self.at = -1

    def paint_head(self, painter: QPainter, rect: QRectF, column: int) -> None:
        c, room = colours(), self.cell.room(rect, column)
        sorts = self._columns.columns[column].key == self.sort.column
        if sorts:
            room.setRight(room.right() - 18)
        used = paint.text(painter, room, self.words(column), font("meta_strong"), c.accent if sorts else c.ink)
        if sorts:
            name = "arrow-down" if self.sort.descending else "arrow-up"
            paint.icon(painter, room.left() + used + 4, round(room.center().y() - 7), name, c.accent, 14)
        if column == self.at:
            painter.fillRect(QRectF(rect.left() + _PAD, rect.bottom() - 3, used, 2), c.focus)


class ListTable(RowTable):
    """One row is one dossier. Enter opens it, Space sorts by the column that one is in.

    Args:
        model: the list in columns.
        name: accessible name.

    Attributes:
        opened: Enter or a double click on a row.
        sort_wanted: the key of a column.
        lettered: a letter was typed: the filter takes it.
    """

    opened = Signal(int)
    sort_wanted = Signal(str)
    lettered = Signal(str)
    head_high = 32

    def __init__(self, model: RootsTable, name: str) -> None:
        cell = _Cell()
        self._columns, self._head = model, _Head(cell, model)
        super().__init__(model, cell, name, head=self._head, sideways=True)
        self.setAccessibleDescription("Enter opent het dossier. Spatie sorteert op de kolom waarin je staat.")
        self._head.sectionClicked.connect(lambda at: self.sort_wanted.emit(model.columns[at].key))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.setMinimumSize(1, 1)

    def show_sort(self, sort: Sort) -> None:
        """Show by which column the rows are sorted."""
        self._head.sort = sort
        self._head.viewport().update()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns; the row that one is on stays."""
        now = self.currentIndex()
        row, column = now.row(), now.column()
        self._columns.show_columns(columns)
        if row >= 0:
            self.setCurrentIndex(self._columns.index(row, min(column, len(columns) - 1)))

    def go_to(self, row: int, column: int = -1) -> None:
        """Make a row current and bring it into view; -1 for none. The column stays when none is given."""
        column = max(column if column >= 0 else self.currentIndex().column(), 0)
        self.setCurrentIndex(self._columns.index(row, column) if row >= 0 else QModelIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._mark_column()

    def _mark_column(self) -> None:
        at = self.currentIndex().column() if self.hasFocus() else -1
        if at != self._head.at:
            self._head.at = at
            self._head.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, held = self.currentIndex(), event.modifiers()
        if index.isValid() and event.key() in _ENTER and not held:
            self.opened.emit(index.row())
        elif index.isValid() and event.key() == Qt.Key.Key_Space and not held:
            self.sort_wanted.emit(self._columns.columns[index.column()].key)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.lettered.emit(search)

    def share(self, room: int) -> None:
        """Share the width out; when there is too little, one scrolls."""
        columns = self._columns.columns
        heads = [paint.width(column.label, "meta_strong") + 2 * _PAD + 22 for column in columns]
        shares = [_SHARES.get(column.key, _SHARES_REST) for column in columns]
        least = [max(px(_LEAST_NAME if at == 0 else _LEAST), round(wide)) for at, wide in enumerate(heads)]
        left = max(0, room - sum(least))
        total = sum(shares)
        for at, (wide, share) in enumerate(zip(least, shares, strict=True)):
            self.setColumnWidth(at, wide + left * share // total)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_column()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark_column()
