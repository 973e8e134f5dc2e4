"""The table of what would happen to each row: real columns and heads for a screen reader, painted in house style."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from beschutdesk.services.intake import Row, Standing
from ui.models.importing import HEADS, ITEM, KIND, KIND_WORDS, NAME, NUMBER, TAKE, TAKEN, WHY, PreviewModel, why
from ui.theme import colours, controls, current, font, paint, px
from ui.theme import tokens as tk

Index = QModelIndex | QPersistentModelIndex

_PAD: Final = 10
_LEFT: Final = 20
_SHARES: Final = {NAME: 4, WHY: 9}
_LOOKS: Final[dict[Standing, tuple[str, str]]] = {
    Standing.NEW: ("plus", "good"),
    Standing.DOUBLE: ("users-round", "soft"),
    Standing.LIKELY: ("circle-question-mark", "warn"),
    Standing.BAD: ("octagon-alert", "care"),
}


class _Cell(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ITEM)
        c, column, rect = colours(), index.column(), QRectF(option.rect)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.hair)
        if option.state & paint.SELECTED:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), c.pick)
            if column == 0:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), c.accent)
        if not isinstance(row, Row):
            return
        room, taken = _room(rect, column), bool(index.data(TAKEN))
        ink = c.ink if taken or row.standing is Standing.BAD else c.soft
        if column == TAKE:
            _paint_tick(painter, room, row, taken=taken)
        elif column == NUMBER:
            paint.text(painter, room, str(row.number), font("body", tabular=True), ink, paint.RIGHT)
        elif column == KIND:
            name, colour = _LOOKS[row.standing]
            top = round(rect.center().y() - tk.ICON_SMALL / 2)
            paint.icon(painter, room.left(), top, name, getattr(c, colour), tk.ICON_SMALL)
            paint.text(painter, room.adjusted(tk.ICON_SMALL + 6, 0, 0, 0), KIND_WORDS[row.standing], font("body"), ink)
        elif column == NAME:
            paint.text(painter, room, row.title, font("strong" if taken else "body"), ink)
        else:
            paint.text(painter, room, why(row), font("body"), c.ink if row.standing is Standing.BAD else c.soft)


def _paint_tick(painter: QPainter, room: QRectF, row: Row, *, taken: bool) -> None:
    c = colours()
    name = "minus" if row.record is None else "square-check" if taken else "square"
    paint.icon(painter, room.left(), round(room.center().y() - tk.ICON / 2), name, c.accent if taken else c.soft)


def _room(rect: QRectF, column: int) -> QRectF:
    return rect.adjusted(_LEFT if column == 0 else _PAD, 0, -_PAD if column == NUMBER else -4, 0)


class _Head(QHeaderView):
    """The heads, above the words of their columns."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        controls.header_ground(painter, rect)
        align = paint.RIGHT if index == NUMBER else paint.LEFT
        paint.text(painter, _room(QRectF(rect), index), HEADS[index], font("meta_strong"), colours().ink, align)


class PreviewTable(QTableView):
    """One row is one row of the list; Tab leaves the table, the arrows walk in it, Space takes a row or passes it over.

    Attributes:
        moved: another row is current, -1 for none.
        turn_wanted: Space, or a click on the tick of a row.
    """

    moved = Signal(int)
    turn_wanted = Signal(int)

    def __init__(self, model: PreviewModel) -> None:
        super().__init__()
        self._cell, self._source = _Cell(), model
        self.setModel(model)
        self.setItemDelegate(self._cell)
        self.setAccessibleName("Rijen van de lijst")
        self.setAccessibleDescription("Met de spatiebalk neem je een rij wel of niet mee.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # no row is measured
        self.setHorizontalHeader(_Head())
        self.setMinimumWidth(1)
        current().changed.connect(self._fit)
        self._fit()

    def go_to(self, row: int) -> None:
        """Make a row current and bring it into view."""
        self.setCurrentIndex(self._source.index(row, 0))

    def currentChanged(self, new: Index, old: Index) -> None:
        super().currentChanged(new, old)
        self.moved.emit(new.row())
        self.viewport().update()  # the ring goes round the whole row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now, held = self.currentIndex(), event.modifiers()
        if event.key() == Qt.Key.Key_Space and now.isValid() and not held:
            self.turn_wanted.emit(now.row())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held and self._source.rowCount():
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self._source.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place: QPoint = event.position().toPoint()
        hit = self.indexAt(place)
        if event.button() == Qt.MouseButton.LeftButton and hit.isValid() and hit.column() == TAKE:
            self.turn_wanted.emit(hit.row())

    def keyboardSearch(self, _search: str) -> None:
        """Letters do nothing here: the first column says only yes or no."""

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(tk.H_ROW))
        self.horizontalHeader().setFixedHeight(px(30))
        widest = max(paint.width(words) for words in KIND_WORDS.values())
        fixed = {
            TAKE: _LEFT + round(max(paint.width(HEADS[TAKE], "meta_strong"), tk.ICON)) + _PAD,
            NUMBER: round(paint.width("20.000")) + 2 * _PAD,
            KIND: round(widest) + tk.ICON_SMALL + 6 + 2 * _PAD,
        }
        room = max(self.viewport().width() - sum(fixed.values()), 2 * 40)
        total = sum(_SHARES.values())
        for column in range(len(HEADS)):
            self.setColumnWidth(column, fixed[column] if column in fixed else room * _SHARES[column] // total)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        now, whole = self.currentIndex(), QRectF(self.viewport().rect())
        row = QRectF(self.visualRect(now)) if now.isValid() else QRectF()
        if now.isValid() and row.intersects(whole):
            paint.ring(painter, QRectF(0, row.top(), whole.width(), row.height() - 1), 3)
        else:
            paint.ring(painter, whole)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
