"""Tables: a QTableView with real columns and heads for a screen reader, painted as the rows of the house."""

from collections.abc import Mapping
from typing import ClassVar, Final

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.theme import colours, controls, current, font, paint, px
from ui.theme import tokens as tk
from ui.widgets.lists import Index

PAD: Final = 10
"""Room beside the words of a cell."""
_BAR: Final = 3
_LEAST_HIGH: Final = 80


def cell_ground(painter: QPainter, rect: QRectF, *, chosen: bool, bar: bool) -> None:
    """Draw the ground of a cell: hairline below, and what is chosen as a tint, with a bar where it begins."""
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colours().hair)
    if chosen:
        chosen_ground(painter, rect, bar=bar)


def chosen_ground(painter: QPainter, rect: QRectF, *, bar: bool) -> None:
    """Draw the ground of what is chosen, above its hairline."""
    c, ground = colours(), rect.adjusted(0, 0, 0, -1)
    painter.fillRect(ground, c.pick)
    if bar:
        painter.fillRect(QRectF(ground.left(), ground.top(), _BAR, ground.height()), c.accent)


class RowCell(QStyledItemDelegate):
    """Base of all cells: it paints the ground and leaves the words to a subclass.

    Override :meth:`paint_cell`. Where the words stand in a column (:meth:`room`, :meth:`align`) also goes for its head.
    """

    def room(self, rect: QRectF, column: int) -> QRectF:
        """The room for the words of a cell, or of a head."""
        return rect.adjusted(PAD, 0, -PAD, 0)

    def align(self, column: int) -> Qt.AlignmentFlag:
        """To which side the words of a column go."""
        return paint.LEFT

    def ground(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Draw what is behind the words."""
        cell_ground(painter, rect, chosen=chosen, bar=index.column() == 0)

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """Draw what a cell says; ``rect`` is the whole of it."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        self.ground(painter, rect, index, chosen=bool(option.state & paint.SELECTED))
        self.paint_cell(painter, rect, index)


class TableHead(QHeaderView):
    """The heads, above the words of their columns.

    Args:
        cell: knows where words stand in a column.
        clickable: a click on a head does something.
    """

    def __init__(self, cell: RowCell, *, clickable: bool = False) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.cell = cell
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(clickable)

    def words(self, column: int) -> str:
        """The head of a column."""
        return str(self.model().headerData(column, Qt.Orientation.Horizontal))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        controls.header_ground(painter, rect)
        self.paint_head(painter, QRectF(rect), index)

    def paint_head(self, painter: QPainter, rect: QRectF, column: int) -> None:
        """Draw what a head says."""
        room = self.cell.room(rect, column)
        paint.text(painter, room, self.words(column), font("meta_strong"), colours().ink, self.cell.align(column))


class RowTable(QTableView):
    """A table in the house style: one row is one thing, unless one walks from cell to cell.

    Tab leaves it, the arrows walk in it, Home and End go to the first and the last row. The keyboard focus is always to
    be seen: round the current row (or cell), or round the table when that is not in view. Override :meth:`share` to
    share the width among the columns.

    Args:
        model: its rows. It goes with the table, unless it has a parent already.
        cell: paints them. It goes with the table.
        name: accessible name.
        head: the heads, when they are more than words. It goes with the table.
        sideways: when there is too little room, one scrolls sideways.
    """

    by_cell: ClassVar = False
    """One walks from cell to cell, and not from row to row."""
    row_high: ClassVar = tk.H_ROW
    """Height of a row at 100 % text size."""
    head_high: ClassVar = 30
    """Height of the heads at 100 % text size."""

    def __init__(
        self,
        model: QAbstractItemModel,
        cell: RowCell,
        name: str = "",
        *,
        head: TableHead | None = None,
        sideways: bool = False,
    ) -> None:
        super().__init__()
        # They go with the table: once Qt gave one without a parent back, PySide keeps it and all it knows.
        cell.setParent(self)
        if model.parent() is None:
            model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(cell)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        behaviours = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviours.SelectItems if self.by_cell else behaviours.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # no row is measured
        head = head or TableHead(cell)
        head.setParent(self)
        self.setHorizontalHeader(head)
        self.setMinimumWidth(1)
        model.modelReset.connect(self.fit)
        current().changed.connect(self.fit)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, _LEAST_HIGH)

    # -- room ----------------------------------------------------------------------------------------------------------

    def fit(self) -> None:
        """Make rows and heads as high as their letters, and share the width among the columns."""
        if self.verticalHeader().defaultSectionSize() != px(self.row_high):  # it sets back what was measured
            self.verticalHeader().setDefaultSectionSize(px(self.row_high))
        self.horizontalHeader().setFixedHeight(px(self.head_high))
        self.share(self.viewport().width())

    def share(self, room: int) -> None:
        """Share ``room`` (px) among the columns."""
        raise NotImplementedError

    def share_out(self, room: int, fixed: Mapping[int, int], shares: Mapping[int, int], least: int = 40) -> None:
        """Give some columns a fixed width (px), and the others shares of the rest: on average at least ``least``."""
        left = max(room - sum(fixed.values()), len(shares) * least)
        total = sum(shares.values())
        for column in (*fixed, *shares):
            self.setColumnWidth(column, fixed[column] if column in fixed else left * shares[column] // total)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    # -- keys and focus ------------------------------------------------------------------------------------------------

    def go_to(self, row: int) -> None:
        """Make a row current and bring it into view; the column stays."""
        self.setCurrentIndex(self.model().index(row, max(self.currentIndex().column(), 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = 0 if self.by_cell else self.model().rowCount()
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and count:
            self.go_to(0 if event.key() == Qt.Key.Key_Home else count - 1)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # the ring goes round the whole row

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.hasFocus():
            self.viewport().update()  # Qt moves what was painted, and the ring may be round the table

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.MouseFocusReason and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))  # Qt alone chooses nothing
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def ringed(self, index: Index) -> QRectF:
        """What the ring goes round while this cell is current."""
        cell = self.visualRect(index)
        if self.by_cell:
            return QRectF(cell).adjusted(0, 0, 0, -1)
        return QRectF(0, cell.top(), self.viewport().width(), cell.height() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        at, whole = self.currentIndex(), QRectF(self.viewport().rect())
        ringed = self.ringed(at) if at.isValid() else QRectF()
        if ringed.intersects(whole):
            paint.ring(painter, ringed, _BAR)
        else:
            paint.ring(painter, whole)
        painter.end()
