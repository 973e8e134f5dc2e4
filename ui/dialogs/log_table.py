"""The table of the log: real columns and heads for a screen reader, painted as the rows of the house."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.models.audit import ABOUT, DETAIL, HEADS, ITEM, RESULT, WHAT, WHEN, WHO, AuditModel, Told
from ui.theme import colours, controls, current, font, paint, px
from ui.theme import tokens as tk

_PAD: Final = 10
_LONGEST: Final = {WHEN: "23-11-2026 23.59.59", RESULT: "Mislukt"}
_SHARES: Final = {WHO: 3, WHAT: 4, ABOUT: 4, DETAIL: 6}


class _Cell(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        told = index.data(ITEM)
        c, column, rect = colours(), index.column(), QRectF(option.rect)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.hair)
        if option.state & paint.SELECTED:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), c.pick)
            if column == 0:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), c.accent)
        if not isinstance(told, Told):
            return
        room = _room(rect, column)
        words = index.data() if column == ABOUT else told.words[column]
        if column == RESULT:
            colour = c.care if told.failed else c.good
            name = "octagon-alert" if told.failed else "circle-check"
            paint.icon(painter, room.left(), round(rect.center().y() - tk.ICON_SMALL / 2), name, colour, tk.ICON_SMALL)
            paint.text(painter, room.adjusted(tk.ICON_SMALL + 6, 0, 0, 0), words, font("body"), c.ink)
        elif column == WHEN:
            paint.text(painter, room, words, font("body", tabular=True), c.ink)
        else:
            paint.text(painter, room, words, font("body"), c.soft if column == DETAIL else c.ink)


class _Head(QHeaderView):
    """The heads, above the words of their columns."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        controls.header_ground(painter, rect)
        paint.text(painter, _room(QRectF(rect), index), HEADS[index], font("meta_strong"), colours().ink)


def _room(rect: QRectF, column: int) -> QRectF:
    return rect.adjusted(tk.S5 - 4 if column == 0 else _PAD, 0, -4, 0)


class LogTable(QTableView):
    """One row is one line; Tab leaves the table, the arrows walk in it.

    Args:
        model: the lines.
        name: accessible name.
    """

    def __init__(self, model: AuditModel, name: str) -> None:
        super().__init__()
        self._cell = _Cell()
        self.setModel(model)
        self.setItemDelegate(self._cell)
        self.setAccessibleName(name)
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

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(tk.H_ROW))
        self.horizontalHeader().setFixedHeight(px(30))
        fixed = {column: round(paint.width(words)) + 2 * _PAD for column, words in _LONGEST.items()}
        fixed[RESULT] += tk.ICON_SMALL + 6
        fixed[WHEN] += _PAD
        room = max(self.viewport().width() - sum(fixed.values()), 4 * 40)
        total = sum(_SHARES.values())
        for column in range(len(HEADS)):
            wide = fixed[column] if column in fixed else room * _SHARES[column] // total
            self.setColumnWidth(column, wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        now = self.currentIndex()
        whole = QRectF(self.viewport().rect())
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
