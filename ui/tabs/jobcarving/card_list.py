"""The cards of one column: their keys, and dragging one to another place. The list never moves a card by itself."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QListView

from beschutdesk.dossier.task_list import TaskState
from ui.tabs.jobcarving.card import CardDelegate
from ui.tabs.jobcarving.lines import TaskLine
from ui.theme import colours
from ui.widgets import ItemModel, ListView
from ui.widgets.lists import Index

MIME: Final = "application/x-beschutdesk-task"
"""What is dragged: the id of a task. It means nothing outside the window."""
_EDGE, _STEP = 28, 18
"""Near the top and the bottom a list scrolls under a card that is dragged."""


class CardModel(ItemModel):
    """The cards of one column."""

    def __init__(self) -> None:
        super().__init__(lambda line: line.sentence, lambda line: line.title)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsDragEnabled | flags.ItemNeverHasChildren

    def row_of(self, key: UUID | None) -> int:
        """The row of a task, -1 when it is not here."""
        return next((row for row, line in enumerate(self.items()) if line.id == key), -1)


class CardList(ListView):
    """The cards of a column. Alt+↑ ↓ changes the order, Ctrl+← → the column, Delete takes out; ← → walks.

    Attributes:
        came: the focus came here, by Tab or by a click.
        move_wanted: the current card goes up (-1) or down (1).
        step_wanted: the current card goes a column back (-1) or on (1).
        walk_wanted: the focus goes a column back (-1) or on (1).
        removal_wanted: the current card goes.
        menu_wanted: all that can be done with the current card is to be shown, here on the screen.
        dropped: a task (its id) was dropped here, at this place among the others.
    """

    came = Signal()
    move_wanted = Signal(int)
    step_wanted = Signal(int)
    walk_wanted = Signal(int)
    removal_wanted = Signal()
    menu_wanted = Signal(QPoint)
    dropped = Signal(object, int)

    def __init__(self, state: TaskState) -> None:
        self.cards = CardModel()
        super().__init__(self.cards, CardDelegate(), state.label.capitalize(), uniform=False)
        self.column = state
        self._line: int | None = None
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setAutoScroll(False)
        self.viewport().setAcceptDrops(True)

    def line(self) -> TaskLine | None:
        """The current card."""
        item: TaskLine | None = self.current_item()
        return item

    def choose(self, row: int) -> None:
        """Make a card current, or (-1) none, without telling."""
        self.blockSignals(True)
        index = self.cards.index(row, 0) if row >= 0 else QModelIndex()
        if self.currentIndex() != index:
            self.setCurrentIndex(index)
        self.blockSignals(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def below(self) -> QPoint:
        """Where a menu of the current card begins, on the screen."""
        room = self.visualRect(self.currentIndex()).intersected(self.viewport().rect())
        return self.viewport().mapToGlobal(room.center())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if self.line() is not None and (by_key or self.indexAt(event.pos()).isValid()):
            self.menu_wanted.emit(self.below() if by_key else event.globalPos())

    # -- keys ----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Alt+↑ ↓ is the next person on every other place: here it belongs to the task.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match self._act_of(event):
            case ("move", step):
                self.move_wanted.emit(step)
            case ("step", step):
                self.step_wanted.emit(step)
            case ("walk", step):
                self.walk_wanted.emit(step)
            case ("remove", _):
                self.removal_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> tuple[str, int] | None:
        keys, held = Qt.Key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        none, key = held == Qt.KeyboardModifier.NoModifier, event.key()
        if none and key in (keys.Key_Left, keys.Key_Right):
            return "walk", -1 if key == keys.Key_Left else 1
        if not self.currentIndex().isValid():
            return None
        if held == Qt.KeyboardModifier.AltModifier and key in (keys.Key_Up, keys.Key_Down):
            return "move", -1 if key == keys.Key_Up else 1
        if held == Qt.KeyboardModifier.ControlModifier and key in (keys.Key_Left, keys.Key_Right):
            return "step", -1 if key == keys.Key_Left else 1
        return ("remove", 0) if none and key == keys.Key_Delete else None

    # -- dragging ------------------------------------------------------------------------------------------------------

    def startDrag(self, _actions: Qt.DropAction) -> None:
        line = self.line()
        if line is None:
            return
        drag, data = QDrag(self), QMimeData()
        data.setData(MIME, line.id.bytes)
        drag.setMimeData(data)
        room = self.visualRect(self.currentIndex())
        picture = self.viewport().grab(room.intersected(self.viewport().rect()))
        drag.setPixmap(_faded(picture))
        drag.setHotSpot(self.viewport().mapFromGlobal(self.cursor().pos()) - room.topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag_over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drag_over(event)

    def _drag_over(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        at = event.position().toPoint()
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if at.y() < _EDGE or at.y() > high - _EDGE:
            bar.setValue(bar.value() + (_STEP if at.y() > _EDGE else -_STEP))
        self._show_line(self._row_at(at))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_line(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_line(None)
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the list has nothing to take out: the tasks say what is where
        event.accept()
        key = UUID(bytes=bytes(event.mimeData().data(MIME).data()))
        at, own = self._row_at(event.position().toPoint()), self.cards.row_of(key)
        self.dropped.emit(key, at - 1 if 0 <= own < at else at)

    def _row_at(self, at: QPoint) -> int:
        """Before which row a card comes that is dropped here."""
        for row in range(self.cards.rowCount()):
            if at.y() < self.visualRect(self.cards.index(row, 0)).center().y():
                return row
        return self.cards.rowCount()

    def _show_line(self, row: int | None) -> None:
        if row != self._line:
            self._line = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._line is None:
            return
        count = self.cards.rowCount()
        before = self.visualRect(self.cards.index(min(self._line, count - 1), 0)) if count else QRect(0, 6, 0, 0)
        top = before.bottom() - 4 if count and self._line >= count else before.top() - 5
        painter = QPainter(self.viewport())
        painter.fillRect(QRectF(8, max(top, 0), self.viewport().width() - 16, 3), colours().accent)
        painter.end()


def _faded(picture: QPixmap) -> QPixmap:
    made = QPixmap(picture.size())
    made.setDevicePixelRatio(picture.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(0.8)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return made
