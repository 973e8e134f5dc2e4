"""How one root stands in a narrow list, and the list itself."""

from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter

from ui.models.roots import Listed
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import ListView, RowDelegate, RowLook, Search

_CIRCLE: Final = 36
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class RootRow(RowDelegate):
    """Circle, name and a second line; a pencil while something is not saved."""

    def row_height(self, _item: object, *, current: bool) -> int:
        return tk.H_PERSON

    def paint_row(self, painter: QPainter, rect: QRectF, item: Listed | None, look: RowLook) -> None:
        if item is None:
            return
        c = colours()
        size = px(_CIRCLE)
        circle = QRectF(rect.left() + 12, rect.center().y() - size / 2, size, size)
        ground = c.pick if look.selected else c.side
        if item.icon:
            paint.box(painter, circle.adjusted(1, 1, -1, -1), ground, c.edge, tk.R_CARD, 1.5)
            paint.icon_in(painter, circle, item.icon, c.accent, tk.ICON)
        else:
            paint.avatar(painter, circle, item.initials, ground)
        left = circle.right() + 10
        room = QRectF(left, rect.top(), rect.right() - left - 10, rect.height())
        half = rect.height() / 2
        first = QRectF(room.left(), rect.top() + 6, room.width(), half - 6)
        second = QRectF(room.left(), rect.top() + half, room.width(), half - 8)
        if item.typed:
            paint.icon(painter, second.right() - 16, second.center().y() - 8, "pencil", c.soft, 16)
            second.setRight(second.right() - 22)
        paint.text(painter, first, item.title, font("strong"), c.ink)
        paint.text(painter, second, item.meta, font("meta"), c.soft)


class RootsView(ListView):
    """The list; Delete puts the current one in the trash.

    Attributes:
        trash_wanted: Delete was pressed.
        lettered: a letter was typed. Looking for it in the rows would read them all, so the filter takes it.
    """

    trash_wanted = Signal()
    lettered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.trash_wanted.emit()
        elif event.key() == Qt.Key.Key_End and not event.modifiers() and not self.currentIndex().isValid():
            self.go_to(self.model().rowCount() - 1)  # from nowhere Qt goes to the first one, whatever the key
        elif event.key() in _ENTER and not self.currentIndex().isValid() and self.model().rowCount():
            self.go_to(0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            # Said aloud, or Qt makes the first row current, which then neither opens nor hears that it is chosen.
            self.setCurrentIndex(QModelIndex())
        super().focusInEvent(event)

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.lettered.emit(search)


class FilterLine(Search):
    """The words to filter by. Down and Enter go to the list, Esc clears.

    Attributes:
        left_down: the list is wanted.
    """

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, *_ENTER}:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
