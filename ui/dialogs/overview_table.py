"""One table of Overzicht: real columns and heads for a screen reader, painted as the rows of the house."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter

from beschutdesk.rules.disclosure import HIDDEN, ShownTable
from ui.forms.parse import thousands
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets.lists import Index
from ui.widgets.tables import PAD, RowCell, RowTable, chosen_ground

TOTAL: Final = "Samen"
SMALL: Final = "klein aantal"
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_LEAST: Final = 120


class NumbersModel(QAbstractTableModel):
    """Rows of a table as somebody may read it, with the total below when it has one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: Sequence[str] = ("Wat",)
        self._rows: list[tuple[str, ...]] = []
        self._totalled = False

    def show(self, table: ShownTable | None) -> None:
        """Show another table; ``None`` for nothing."""
        self.beginResetModel()
        self._heads, self._rows, self._totalled = ("Wat",), [], False
        if table is not None:
            of = table.table
            marked = any(row.small and row.count is not None for row in table.rows)
            self._heads = (
                "Wat",
                of.what.capitalize(),
                *(("Weken (midden)",) if of.timed else ()),
                *(("Let op",) if marked else ()),
            )
            for row in table.rows:
                weeks = ("" if row.weeks is None else str(row.weeks),) if of.timed else ()
                mark = (SMALL if row.small and row.count is not None else "",) if marked else ()
                self._rows.append((row.label, number(row.count), *weeks, *mark))
            self._totalled = of.totalled
            if of.totalled:
                self._rows.append((TOTAL, number(table.total), *([""] * (len(self._heads) - 2))))
        self.endResetModel()

    def is_total(self, row: int) -> bool:
        """Whether this is the row with all rows together."""
        return self._totalled and row == len(self._rows) - 1

    def is_number(self, column: int) -> bool:
        """Whether a column holds numbers."""
        return column > 0 and self._heads[column] != "Let op"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        return self._heads[section] if orientation is Qt.Orientation.Horizontal and role == _DISPLAY else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or role not in (_DISPLAY, _SPOKEN):
            return None
        cells = self._rows[index.row()]
        words = cells[index.column()]
        if role == _DISPLAY:
            return words
        head = self._heads[index.column()].lower()
        return cells[0] if index.column() == 0 else f"{cells[0]}, {head}: {words or 'leeg'}"


def number(count: int | None) -> str:
    """A count with points between the thousands, or the word for what is not shown."""
    return HIDDEN if count is None else thousands(count)


class _Cell(RowCell):
    def __init__(self, numbers: NumbersModel) -> None:
        super().__init__()
        self._numbers = numbers

    def align(self, column: int) -> Qt.AlignmentFlag:
        return paint.RIGHT if self._numbers.is_number(column) else paint.LEFT

    def ground(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        if not self._numbers.is_total(index.row()):
            super().ground(painter, rect, index, chosen=chosen)
            return
        c = colours()
        painter.fillRect(rect, c.tint)
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), c.accent)
        if chosen:
            chosen_ground(painter, rect.adjusted(0, 2, 0, 0), bar=index.column() == 0)

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        c, column, words = colours(), index.column(), str(index.data())
        room = self.room(rect, column)
        if words == SMALL and column:
            paint.icon(painter, room.left(), round(rect.center().y() - 8), "triangle-alert", c.warn, tk.ICON_SMALL)
            paint.text(painter, room.adjusted(tk.ICON_SMALL + 6, 0, 0, 0), words, font("meta"), c.warn)
            return
        used = font("strong" if self._numbers.is_total(index.row()) else "body", tabular=column > 0)
        faint = words in {HIDDEN, "0"} and column > 0
        paint.text(painter, room, words, used, c.soft if faint else c.ink, self.align(column))


class NumbersTable(RowTable):
    """As high as its rows, for the page around it scrolls.

    Attributes:
        reached: the row that the keys came to, as a rectangle in this widget.
    """

    reached = Signal(QRect)
    row_high = 32

    def __init__(self, model: NumbersModel) -> None:
        self._numbers = model
        super().__init__(model, _Cell(model))
        self.setVerticalScrollBarPolicy(self.horizontalScrollBarPolicy())
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(px(380), px(self.head_high) + px(self.row_high) * max(1, self._numbers.rowCount()))

    def fit(self) -> None:
        super().fit()
        self.setFixedHeight(self.sizeHint().height())

    def share(self, room: int) -> None:
        """Give every number the room it needs, and what it is about the rest."""
        fixed = {column: self._needed(column) for column in range(1, self._numbers.columnCount())}
        self.share_out(room, fixed, {0: 1}, px(_LEAST))

    def _needed(self, column: int) -> int:
        head = str(self._numbers.headerData(column, Qt.Orientation.Horizontal))
        words = (str(self._numbers.index(row, column).data()) for row in range(self._numbers.rowCount()))
        most = max((paint.width(one, "strong") for one in words), default=0.0)
        wide = round(max(paint.width(head, "meta_strong"), most)) + 2 * PAD + 4
        return wide if self._numbers.is_number(column) else wide + tk.ICON_SMALL

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            row = self.visualRect(current)
            self.reached.emit(row.translated(self.viewport().pos()))
