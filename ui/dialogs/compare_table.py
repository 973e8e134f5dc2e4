"""Several laid side by side: a row per point, a column for each, every cell an icon, a word and a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from beschutdesk.rules.fit import Point, Verdict
from beschutdesk.services.fits import Comparison
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets.lists import Index
from ui.widgets.tables import PAD, RowCell, RowTable, TableHead, cell_ground

_FIRST_WIDE, _LEAST_WIDE, _MOST_WIDE = 150, 168, 340
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

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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


class _Cell(RowCell):
    def ground(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        cell_ground(painter, rect, chosen=chosen, bar=True)

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        c, item = colours(), index.data(_ITEM)
        room = rect.adjusted(PAD, 7, -PAD, -6)
        if isinstance(item, _What):
            top = room
            if item.topic:
                words = QRectF(room.left(), room.top(), room.width(), px(17))
                paint.text(painter, words, item.topic, font("meta_strong"), c.accent)
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
        room = max(40, wide - 2 * PAD)
        if isinstance(item, Point):
            high = px(22) + paint.wrapped_height(item.reason, font("meta"), room)
        elif isinstance(item, _What):
            high = paint.wrapped_height(item.what, font("strong"), room) + (px(18) if item.topic else 0)
        else:
            high = px(20)
        return QSize(wide, round(high) + 14)


class _Head(TableHead):
    """The names above the columns, over two lines if need be."""

    def paint_head(self, painter: QPainter, rect: QRectF, column: int) -> None:
        paint.paragraph(painter, rect.adjusted(PAD, 6, -PAD, -2), self.words(column), font("strong"), colours().ink, 2)


class CompareTable(RowTable):
    """Each cell says itself whole to a screen reader."""

    by_cell = True
    head_high = 54

    def __init__(self, model: ComparisonModel, name: str) -> None:
        cell = _Cell()
        super().__init__(model, cell, name, head=_Head(cell), sideways=True)

    def share(self, room: int) -> None:
        """Share the room among the columns, and give each row the height of its longest reason."""
        columns = self.model().columnCount() - 1
        if columns < 1:
            return
        first = px(_FIRST_WIDE)
        each = max(px(_LEAST_WIDE), (room - first) // columns)
        self.setColumnWidth(0, first)
        for column in range(columns):
            self.setColumnWidth(column + 1, min(each, px(_MOST_WIDE)))
        self.resizeRowsToContents()
