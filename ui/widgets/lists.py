"""Lists: a QListView with a model and a delegate. No widget per row, so only what is in view is painted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import current as theme
from ui.theme import paint, px
from ui.theme import tokens as tk

Index = QModelIndex | QPersistentModelIndex
# Looked up once: Qt's enums are slow and data() is called a thousand times per paint.
DISPLAY: Final = Qt.ItemDataRole.DisplayRole
ACCESSIBLE: Final = Qt.ItemDataRole.AccessibleTextRole
ITEM: Final = Qt.ItemDataRole.UserRole
"""Role under which every house model gives the thing that a row shows; delegates paint that."""
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

_BATCH: Final = 200
"""Rows laid out at a time."""


class ItemModel(QAbstractListModel):
    """A list of Python things, for lists that fit in memory.

    Args:
        sentence: the whole row in words, for a screen reader.
        words: the row as text, for a combo box and for typing ahead; the sentence when left out.
    """

    def __init__(self, sentence: Callable[[Any], str], words: Callable[[Any], str] | None = None) -> None:
        super().__init__()
        self._items: list[Any] = []
        self._sentence, self._words = sentence, words or sentence

    def items(self) -> Sequence[Any]:
        """What is shown."""
        return self._items

    def item(self, row: int) -> Any:
        """The thing in this row, or ``None`` when there is no such row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def set_items(self, items: Sequence[Any]) -> None:
        """Show these; when there are as many as before, the current row stays where it is."""
        if len(items) == len(self._items):
            self._items = list(items)
            if items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, 0))
            return
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        item = self.item(index.row())
        if item is None:
            return None
        if role == ITEM:
            return item
        if role == DISPLAY:
            return self._words(item)
        return self._sentence(item) if role == ACCESSIBLE else None


@dataclass(frozen=True, slots=True)
class RowLook:
    """In what state a row is painted."""

    option: QStyleOptionViewItem
    selected: bool
    focused: bool
    hovered: bool


class RowDelegate(QStyledItemDelegate):
    """Base of all rows: it paints the ground (hairline, hover, choice, focus) and leaves the rest to a subclass.

    Override :meth:`paint_row`, and :meth:`row_height` when it isn't one line.
    """

    def row_height(self, item: Any, *, current: bool) -> int:
        """Height of a row at 100 % text size. One that differs per row needs a ListView with ``uniform=False``."""
        return tk.H_ROW

    def ground(self, painter: QPainter, look: RowLook) -> QRectF:
        """Draw the ground; returns the room for the content."""
        return paint.row_ground(painter, look.option)

    def paint_row(self, painter: QPainter, rect: QRectF, item: Any, look: RowLook) -> None:
        """Draw what the row says."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = option.state
        look = RowLook(option, bool(state & paint.SELECTED), bool(state & paint.FOCUS), bool(state & paint.HOVER))
        painter.save()
        self.paint_row(painter, self.ground(painter, look), index.data(ITEM), look)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        current = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        return QSize(option.rect.width(), px(self.row_height(index.data(ITEM), current=current)))


class ListView(QListView):
    """A list in the house style.

    Enter or a double click is ``opened``; letters type ahead unless ``letters`` is off, for a list where a single
    letter is an act. The keyboard focus is always to be seen: on the current row, or round the list when it has none.

    Args:
        model: gives the thing of a row under :data:`ITEM` and a sentence under :data:`ACCESSIBLE`. It goes with the
            list, unless it has a parent already.
        delegate: paints the rows. It goes with the list.
        name: accessible name.
        uniform: all rows are equally high; needed for long lists.
        letters: letters jump to the row that begins with them.

    Attributes:
        current_changed: the current row, -1 for none.
        opened: Enter or a double click on a row.
    """

    current_changed = Signal(int)
    opened = Signal(int)

    def __init__(
        self,
        model: QAbstractItemModel,
        delegate: RowDelegate,
        name: str,
        *,
        uniform: bool = True,
        letters: bool = True,
    ) -> None:
        super().__init__()
        self._letters, self._uniform, self._own = letters, uniform, (model, delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(uniform)
        if uniform:  # Qt looks at every row before it paints one; ten thousand are laid out behind the first view
            self.setLayoutMode(QListView.LayoutMode.Batched)
            self.setBatchSize(_BATCH)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumWidth(1)
        # They go with the list: once Qt gave one without a parent back, PySide keeps it and all it knows.
        delegate.setParent(self)
        if model.parent() is None:
            model.setParent(self)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def current_item(self) -> Any:
        """The thing in the current row, or ``None``."""
        index = self.currentIndex()
        return index.data(ITEM) if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Make a row current and bring it into view."""
        self.setCurrentIndex(self.model().index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._uniform:
            self.scheduleDelayedItemsLayout()  # the current row may be higher, and would cover the next
        self.current_changed.emit(current.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # a scroll bar that comes is a resize too

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid() and not event.modifiers():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        if self._letters:
            super().keyboardSearch(search)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self._current_in_view():
            painter = QPainter(self.viewport())
            paint.ring(painter, self.viewport().rect().toRectF())
            painter.end()

    def _current_in_view(self) -> bool:
        index = self.currentIndex()
        viewport: QWidget = self.viewport()
        return index.isValid() and self.visualRect(index).intersects(viewport.rect())
