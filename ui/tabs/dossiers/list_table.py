"""A long list as a table over the full width: real columns and heads, sorted by a click or a key."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from beschutdesk.services.lists import Column, Sort
from ui.models.table import TYPED, RootsTable
from ui.theme import colours, controls, current, font, paint, px
from ui.theme import tokens as tk
from ui.widgets.lists import Index

_PAD: Final = 12
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SHARES: Final = {"name": 5, "phase": 5, "employer": 5, "sector": 4, "contact": 4, "supervisor": 4, "municipality": 3}
_SHARES_REST: Final = 3
_LEAST: Final = 84


class _Cell(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c, column, rect = colours(), index.column(), QRectF(option.rect)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.hair)
        if option.state & paint.SELECTED:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), c.pick)
            if column == 0:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), c.accent)
        words = index.data()
        if not words:
            return
        room = rect.adjusted(_PAD, 0, -_PAD / 2, 0)
        if column == 0:
            if index.data(TYPED):
                paint.icon(painter, room.right() - 16, room.center().y() - 8, "pencil", c.soft, 16)
                room.setRight(room.right() - 22)
            paint.text(painter, room, words, font("strong"), c.ink)
        else:
            paint.text(painter, room, words, font("body", tabular=True), c.ink)


class _Head(QHeaderView):
    """The heads; the one that sorts has an arrow."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.sort = Sort()
        self.at = -1
        """The column that a key would sort by; -1 while the table has no focus."""

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        model = self.model()
        if not isinstance(model, RootsTable):
            return
        controls.header_ground(painter, rect)
        c, room = colours(), QRectF(rect).adjusted(_PAD, 0, -_PAD / 2, 0)
        column = model.columns[index]
        sorts = column.key == self.sort.column
        if sorts:
            room.setRight(room.right() - 18)
        used = paint.text(painter, room, column.label, font("meta_strong"), c.accent if sorts else c.ink)
        if sorts:
            name = "arrow-down" if self.sort.descending else "arrow-up"
            paint.icon(painter, room.left() + used + 4, round(room.center().y() - 7), name, c.accent, 14)
        if index == self.at:
            painter.fillRect(QRectF(rect.left() + _PAD, rect.bottom() - 2, used, 2), c.focus)


class ListTable(QTableView):
    """One row is one dossier. Enter opens it, the arrows walk, Space sorts by the column that one is in.

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

    def __init__(self, model: RootsTable, name: str) -> None:
        super().__init__()
        self._cell, self._columns = _Cell(), model
        self._head = _Head()
        self.setModel(model)
        self.setItemDelegate(self._cell)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Enter opent het dossier. Spatie sorteert op de kolom waarin je staat.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # no row is measured
        self.setHorizontalHeader(self._head)
        self._head.sectionClicked.connect(lambda at: self.sort_wanted.emit(model.columns[at].key))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        model.modelReset.connect(self.fit)
        self.setMinimumSize(1, 1)
        current().changed.connect(self.fit)
        self.fit()

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

    def currentChanged(self, new: Index, old: Index) -> None:
        super().currentChanged(new, old)
        self._mark_column()
        self.viewport().update()  # the ring goes round the whole row

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
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held and self._columns.rowCount():
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self._columns.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.lettered.emit(search)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the width out; when there is too little, one scrolls."""
        self.verticalHeader().setDefaultSectionSize(px(tk.H_ROW))
        self._head.setFixedHeight(px(32))
        heads = [paint.width(column.label, "meta_strong") + 2 * _PAD + 22 for column in self._columns.columns]
        shares = [_SHARES.get(column.key, _SHARES_REST) for column in self._columns.columns]
        room = self.viewport().width()
        least = [max(px(_LEAST), round(wide)) for wide in heads]
        least[:1] = [max(px(180), least[0])] if least else []
        left = max(0, room - sum(least))
        total = sum(shares)
        for at, (wide, share) in enumerate(zip(least, shares, strict=True)):
            self.setColumnWidth(at, wide + left * share // total)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        now, whole = self.currentIndex(), QRectF(self.viewport().rect())
        row = QRectF(self.visualRect(now)) if now.isValid() else QRectF()
        if now.isValid() and row.top() < whole.bottom() and row.bottom() > whole.top():
            paint.ring(painter, QRectF(0, row.top(), whole.width(), row.height() - 1), 3)
        else:
            paint.ring(painter, whole)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_column()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark_column()
        self.viewport().update()
