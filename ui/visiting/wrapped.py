"""A list of which each row is a text of some lines behind an icon: questions, and what stood open the last time."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import ITEM, ItemModel, ListView, RowDelegate, RowLook
from ui.widgets.lists import Index

_LEFT, _RIGHT, _ABOVE = 14, 10, 8
_GAP: Final = 10
_HEAD: Final = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        words: what it says; a heading when it has no ``what``.
        what: the thing that it stands for.
        icon, tone: its sign.
        said: the sign in words, for who does not see it.
        beside: a few words in front, in the accent.
        quiet: it is done with.
    """

    words: str
    what: Any = None
    icon: str = ""
    tone: str = "soft"
    said: str = ""
    beside: str = ""
    quiet: bool = False


def _sentence(row: Row) -> str:
    return ", ".join(part for part in (row.said, row.beside, row.words) if part)


class _Model(ItemModel):
    """One cannot stand on a heading."""

    def __init__(self) -> None:
        super().__init__(_sentence, lambda row: row.words)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.item(index.row())
        if isinstance(row, Row) and row.what is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags


class _Delegate(RowDelegate):
    def __init__(self, type_: str) -> None:
        super().__init__()
        self._type = type_

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, view = index.data(ITEM), option.widget
        wide = view.viewport().width() if isinstance(view, ListView) else option.rect.width()
        if row.what is None:
            return QSize(wide, px(_HEAD))
        high = paint.wrapped_height(_whole(row), font(self._type), self._room(wide))
        return QSize(wide, round(high) + 2 * _ABOVE + 1)

    @staticmethod
    def _room(wide: float) -> float:
        return wide - _LEFT - _RIGHT - tk.ICON - _GAP

    def ground(self, painter: QPainter, look: RowLook) -> QRectF:
        row = look.option.index.data(ITEM)
        heads = isinstance(row, Row) and row.what is None
        return QRectF(look.option.rect) if heads else super().ground(painter, look)

    def paint_row(self, painter: QPainter, rect: QRectF, item: Row, look: RowLook) -> None:
        c = colours()
        if item.what is None:
            paint.text(painter, rect.adjusted(_LEFT, 6, -_RIGHT, 0), item.words, font("meta_strong"), c.accent)
            return
        used = font(self._type)
        top = rect.top() + _ABOVE
        paint.icon(painter, rect.left() + _LEFT, top + 1, item.icon, getattr(c, item.tone))
        left = rect.left() + _LEFT + tk.ICON + _GAP
        room = QRectF(left, top, self._room(rect.width()), rect.height() - _ABOVE)
        colour = c.soft if item.quiet else c.ink
        paint.paragraph(painter, room, _whole(item), used, colour, 40)


def _whole(row: Row) -> str:
    return f"{row.beside}: {row.words}" if row.beside else row.words


class WrappedList(ListView):
    """Space, Enter or a click on the sign acts on a row.

    Attributes:
        acted: on this row.
    """

    acted = Signal(object)

    def __init__(self, name: str, type_: str = "body") -> None:
        self._rows = _Model()
        super().__init__(self._rows, _Delegate(type_), name, uniform=False, letters=False)
        self.setSpacing(0)
        self.setWordWrap(True)
        self.opened.connect(lambda _row: self._act())
        self.clicked.connect(lambda _index: self._act())

    def rows(self) -> list[Row]:
        """What is shown."""
        return list(self._rows.items())

    def set_rows(self, rows: list[Row]) -> None:
        """Show these."""
        if self.rows() == rows:
            return
        key = self.current().what if self.current() is not None else None
        self.blockSignals(True)
        self._rows.set_items(rows)
        at = next((n for n, row in enumerate(rows) if row.what is not None and row.what == key), -1)
        if at >= 0:
            self.go_to(at)
        self.blockSignals(False)
        self.scheduleDelayedItemsLayout()

    def current(self) -> Any:
        """The row in which the keyboard is, or ``None``."""
        row = self.current_item()
        return row if isinstance(row, Row) and row.what is not None else None

    def enter(self) -> None:
        """Take the focus, on the first row when there was none."""
        if self.current() is None:
            first = next((n for n, row in enumerate(self.rows()) if row.what is not None), -1)
            if first >= 0:
                self.go_to(first)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._act()
        else:
            super().keyPressEvent(event)

    def _act(self) -> None:
        row = self.current()
        if row is not None:
            self.acted.emit(row.what)
