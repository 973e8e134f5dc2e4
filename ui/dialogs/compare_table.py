"""Several laid side by side: a row per point, a column for each, every cell an icon, a word and a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from beschutdesk.rules.fit import Point, Verdict
from beschutdesk.services.fits import Comparison
from ui.theme import colours, controls, current, font, paint, px
from ui.theme import tokens as tk

Index = QModelIndex | QPersistentModelIndex
_PAD: Final = 10
_FIRST_WIDE, _LEAST_WIDE = 150, 168
_LOOKS: Final = {
    Verdict.FITS: ("circle-check", "good"),
    Verdict.CLASHES: ("octagon-alert", "care"),
    Verdict.UNKNOWN: ("circle-dashed", "soft"),
}
_ITEM: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _What:
    """The first cell of a row: what was compared, below its heading where that begins."""

    topic: str
    what: str


class ComparisonModel(QAbstractTableModel):
    """A comparison as a table: the first column says what, the others how it is there."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._rows: list[tuple[_What, tuple[Point | None, ...]]] = []

    def show(self, found: Comparison | None, names: Sequence[str] = ()) -> None:
        """Show another comparison, with these names above its columns."""
        self.beginResetModel()
        self._names, self._rows = names, []
        before = ""
        for row in found.rows if found is not None else ():
            topic = row.topic.value
            self._rows.append((_What(topic if topic != before else "", row.what), row.cells))
            before = topic
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1 + len(self._names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return "Wat" if section == 0 else self._names[section - 1]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        what, cells = self._rows[index.row()]
        item = what if index.column() == 0 else cells[index.column() - 1]
        if role == _ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(item, _What):
                return f"{item.topic}: {item.what}" if item.topic else item.what
            if item is None:
                return f"{what.what}: speelt hier niet" if role == Qt.ItemDataRole.AccessibleTextRole else ""
            said = f"{item.verdict.value}. {item.reason}"
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{what.what}, {self._names[index.column() - 1]}: {said}"
            return said
        return None


class _Cell(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c, rect, item = colours(), QRectF(option.rect), index.data(_ITEM)
        if option.state & paint.SELECTED:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), c.pick)
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), c.accent)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.hair)
        room = rect.adjusted(_PAD, 7, -_PAD, -6)
        if isinstance(item, _What):
            top = room
            if item.topic:
                paint.text(
                    painter, QRectF(room.left(), room.top(), room.width(), px(17)), item.topic, _meta(), c.accent
                )
                top = room.adjusted(0, px(18), 0, 0)
            paint.paragraph(painter, top, item.what, font("strong"), c.ink, 9)
        elif isinstance(item, Point):
            icon, tone = _LOOKS[item.verdict]
            colour = getattr(c, tone)
            paint.icon(painter, room.left(), room.top() + 1, icon, colour, tk.ICON)
            word = QRectF(room.left() + tk.ICON + 6, room.top(), room.width() - tk.ICON - 6, px(20))
            paint.text(painter, word, item.verdict.value, font("strong"), colour)
            paint.paragraph(painter, room.adjusted(0, px(22), 0, 0), item.reason, font("meta"), c.ink, 99)
        else:
            paint.text(painter, room, "–", font("body"), c.soft)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item, view = index.data(_ITEM), option.widget
        wide = view.columnWidth(index.column()) if isinstance(view, QTableView) else option.rect.width()
        room = max(40, wide - 2 * _PAD)
        if isinstance(item, Point):
            high = px(22) + paint.wrapped_height(item.reason, font("meta"), room)
        elif isinstance(item, _What):
            high = paint.wrapped_height(item.what, font("strong"), room) + (px(18) if item.topic else 0)
        else:
            high = px(20)
        return QSize(wide, round(high) + 14)


class _Head(QHeaderView):
    """The names above the columns, over two lines if need be."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        controls.header_ground(painter, rect)
        words = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        room = QRectF(rect).adjusted(_PAD, 6, -_PAD, -2)
        paint.paragraph(painter, room, words, font("strong"), colours().ink, 2)


class CompareTable(QTableView):
    """Arrows walk from cell to cell, Tab leaves the table. Each cell says itself whole to a screen reader."""

    def __init__(self, model: ComparisonModel, name: str) -> None:
        super().__init__()
        self._cell = _Cell()
        self.setModel(model)
        self.setItemDelegate(self._cell)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setHorizontalHeader(_Head())
        self.setMinimumWidth(1)
        model.modelReset.connect(self.fit)
        current().changed.connect(self.fit)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 80)

    def fit(self) -> None:
        """Share the room among the columns, and give each row the height of its longest reason."""
        columns = self.model().columnCount() - 1
        self.horizontalHeader().setFixedHeight(px(54))
        if columns < 1:
            return
        first = px(_FIRST_WIDE)
        each = max(px(_LEAST_WIDE), (self.viewport().width() - first) // columns)
        self.setColumnWidth(0, first)
        for column in range(columns):
            self.setColumnWidth(column + 1, min(each, px(340)))
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        at = self.currentIndex()
        cell = QRectF(self.visualRect(at)) if at.isValid() else QRectF()
        whole = QRectF(self.viewport().rect())
        paint.ring(painter, cell.adjusted(0, 0, 0, -1) if cell.intersects(whole) and at.isValid() else whole, 3)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount() and self.model().columnCount() > 1:
            self.setCurrentIndex(self.model().index(0, 1))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _meta() -> Any:
    return font("meta_strong")
