"""A list of Vandaag: what is done with its rows by keys, by mouse, and by the menu that a screen reader finds."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolTip

from ui.tabs.today.model import Away, Group, Line, Row, name_of
from ui.tabs.today.rows import ENTER, LETTERS, Act, DayRow, acts_of, sentence
from ui.tabs.today.words import why
from ui.widgets import ItemModel
from ui.widgets.whole_list import WholeList

_OPENS: Final = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class DayList(WholeList):
    """Rows of Vandaag.

    Args:
        name: accessible name.
        today: gives the day that is shown.
        small: a list beside.

    Attributes:
        wanted: an act is asked for: key of the act, and the row.
        folding: a group is to open or close: its row, and whether it opens.
        beyond: the arrow goes over the end: -1 or 1.
        entered: it has the focus.
    """

    wanted = Signal(str, object)
    folding = Signal(object, bool)
    beyond = Signal(int)
    entered = Signal()

    def __init__(self, name: str, today: Callable[[], date], *, small: bool = False) -> None:
        self.items = ItemModel(lambda row: sentence(row, today()))
        self._rows = DayRow(today, lambda: self.viewport().width(), small=small)
        super().__init__(self.items, self._rows, name, letters=False)
        self.current_changed.connect(lambda _row: self.fit())
        self.opened.connect(self._opened)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these. The current row stays, or else the one that comes in its place."""
        at, before = self.currentIndex().row(), name_of(self.current_item())
        self.items.set_items(rows)
        names = [name_of(row) for row in rows]
        if at >= 0 and rows:
            self.go_to(names.index(before) if before in names else min(at, len(rows) - 1))
        self.fit()

    def settle(self) -> None:
        """Let a row be current: the keys go there."""
        if self.items.rowCount():
            self.go_to(max(0, self.currentIndex().row()))

    def _opened(self, _row: int) -> None:
        self._do([act for act in acts_of(self.current_item()) if act.keys == ENTER])

    def _do(self, acts: Sequence[Act]) -> None:
        row = self.current_item()
        if row is None or not acts:
            return
        if acts[0].key == "open":
            self.folding.emit(row, not (isinstance(row, Group) and row.shown))
        else:
            self.wanted.emit(acts[0].key, row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = Qt.Key(event.key()), self.current_item()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        act = LETTERS.get(event.text().upper())
        if act is not None and act in acts_of(row):
            self._do([act])
        elif key in _OPENS and isinstance(row, Group):
            self.folding.emit(row, _OPENS[key])
        elif key == Qt.Key.Key_Left and isinstance(row, Line) and row.inside:
            self._to_group()
        elif key in _STEPS and not 0 <= self.currentIndex().row() + _STEPS[key] < self.items.rowCount():
            self.beyond.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _to_group(self) -> None:
        above = range(self.currentIndex().row(), -1, -1)
        self.go_to(next((at for at in above if isinstance(self.items.item(at), Group)), 0))

    def focusInEvent(self, event: Any) -> None:
        self.settle()
        super().focusInEvent(event)
        self.entered.emit()

    def leave(self) -> None:
        """No row is current any more: another list is used."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or index != self.currentIndex():
            return
        row = self.items.item(index.row())
        if row is None:
            return
        act = self._rows.act_at(self.visualRect(index).toRectF(), row, event.position())
        if act is not None:
            self._do([act])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.current_item()
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in acts_of(row):
            made = menu.addAction(f"{act.words}\t{act.keys}")
            made.triggered.connect(lambda _on=False, act=act: self._do([act]))
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu.popup(self._below() if by_key else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            words = self._why(self.items.item(index.row())) if index.isValid() else ""
            if words:
                QToolTip.showText(event.globalPos(), words, self.viewport(), self.visualRect(index))
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    @staticmethod
    def _why(row: Row | None) -> str:
        match row:
            case Line(signal):
                return why(signal)
            case Away(off):
                return why(off.signal)
        return ""

    def _below(self) -> QPoint:
        rect: QRect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(rect.bottomLeft())
