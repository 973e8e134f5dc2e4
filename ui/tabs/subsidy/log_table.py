"""The lines of a supervision log as a table, the latest first."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from beschutdesk.services.supervision_log import Line, Look, Source
from ui.forms.parse import format_day, format_number
from ui.models.roles import ACROSS, ITEM, SPOKEN, TITLE, TOOL_TIP, spoken
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets.lists import Index
from ui.widgets.tables import PAD, RowCell, RowTable

HEADS: Final = ("Dag", "Minuten", "Door", "Waarvoor", "Herkomst")
DAY, MINUTES, BY, WHY, FROM = range(len(HEADS))
NOT_COUNTED: Final = "telt niet mee"
_WEEKDAYS: Final = ("ma", "di", "wo", "do", "vr", "za", "zo")
_ICONS: Final = {Source.TYPED: "pencil", Source.IMPORTED: "download", Source.VISIT: "notebook-pen"}
_ROLES: Final = frozenset({TITLE, SPOKEN, TOOL_TIP, ITEM})
_SHOWN: Final = 8


class LogModel(QAbstractTableModel):
    """The lines of one log. They are few: a year has some 250."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._look: Look | None = None

    def show(self, look: Look | None) -> None:
        """Show the lines of this log, also those outside its period; ``None`` for none."""
        self.beginResetModel()
        self._look = look
        found = () if look is None else (*look.log.lines, *look.log.outside)
        self._lines = sorted(found, key=lambda line: line.day, reverse=True)
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line on a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: object) -> int:
        """The row of an entry or a visit; -1 for none."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    # -- Qt ------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TITLE) -> Any:
        return HEADS[section] if orientation == ACROSS and role == TITLE else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = TITLE) -> Any:
        line = self.line(index.row()) if role in _ROLES else None
        if line is None:
            return None
        if role == ITEM:
            return line
        words = self._words(line, index.column())
        return spoken(HEADS[index.column()], words) if role == SPOKEN else words

    def _words(self, line: Line, column: int) -> str:
        if column == DAY:
            return f"{_WEEKDAYS[line.day.weekday()]} {format_day(line.day)}"
        if column == MINUTES:
            return format_number(line.minutes, 0)
        if column == BY:
            return self._look.who(line) if self._look is not None else ""
        if column == WHY:
            return line.why
        outside = self._look is not None and line in self._look.log.outside
        note = NOT_COUNTED if not line.counted else "buiten de periode" if outside else ""
        return f"{line.source.value}, {note}" if note else line.source.value


class _Cell(RowCell):
    def align(self, column: int) -> Qt.AlignmentFlag:
        return paint.RIGHT if column == MINUTES else paint.LEFT

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        line = index.data(ITEM)
        if not isinstance(line, Line):
            return
        c, column = colours(), index.column()
        room, ink = self.room(rect, column), colours().ink if line.counted else colours().soft
        if column == FROM:
            top = round(rect.center().y() - tk.ICON_SMALL / 2)
            paint.icon(painter, room.left(), top, _ICONS[line.source], c.soft, tk.ICON_SMALL)
            room, ink = room.adjusted(tk.ICON_SMALL + 6, 0, 0, 0), c.soft
        paint.text(painter, room, str(index.data()), font("body", tabular=column < BY), ink, self.align(column))


class LogTable(RowTable):
    """One row is one line. Enter changes it, Delete takes it out.

    Attributes:
        change_wanted: the chosen line must be changed.
        out_wanted: it must go.
    """

    change_wanted = Signal()
    out_wanted = Signal()

    def __init__(self, model: LogModel) -> None:
        super().__init__(model, _Cell(), "Regels van het logboek")
        self.setAccessibleDescription("Enter verandert een regel, Delete haalt hem weg.")
        self.viewport().setAutoFillBackground(False)  # it stands on the page; filled, it would hide the table itself
        model.modelReset.connect(self._fit_rows)
        self._fit_rows()

    def _fit_rows(self) -> None:
        shown = min(max(self.model().rowCount(), 2), _SHOWN)
        self.setFixedHeight(px(self.head_high) + shown * px(self.row_high) + 4)

    def fit(self) -> None:
        super().fit()
        self._fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.change_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and not held:
            self.out_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.change_wanted.emit()

    def share(self, room: int) -> None:
        fixed = {
            DAY: round(paint.width("wo 22-22-2222")) + 2 * PAD + 4,
            MINUTES: round(paint.width(HEADS[MINUTES], "meta_strong")) + 2 * PAD + 4,
        }
        self.share_out(room, fixed, {BY: 3, WHY: 5, FROM: 4})
