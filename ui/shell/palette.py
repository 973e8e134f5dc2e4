"""Ctrl+K: one field to find a person, an employer, a note, a task, or something to do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import ItemModel, ListView, Pane, RowDelegate, RowLook, announce, box, cols, label, line, rows

_WIDTH, _TOP, _MOST_ROWS, _GROUP_COLUMN = 660, 72, 9, 108
_BESIDE = 24


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found.

    Attributes:
        group: heading of its group, for example Mensen; results of a group follow each other.
        icon: name of an icon.
        title: the thing.
        subtitle: what tells it from others.
        payload: whatever the caller needs to go there.
        keys: the shortcut of an act, shown at the right.
    """

    group: str
    icon: str
    title: str
    subtitle: str = ""
    payload: Any = None
    keys: str = ""


Finder = Callable[[str], list[Result]]


@dataclass(frozen=True, slots=True)
class _Row:
    result: Result
    first: bool


def _sentence(row: _Row) -> str:
    result = row.result
    return ", ".join(part for part in (result.title, result.subtitle, result.group) if part)


class ResultRow(RowDelegate):
    """Icon, title and what tells it from others.

    Args:
        grouped: leave room at the left for the headings of the groups.
    """

    def __init__(self, *, grouped: bool = True) -> None:
        super().__init__()
        self._grouped = grouped

    def row_height(self, _item: object, *, current: bool) -> int:
        del current
        return tk.H_RESULT

    def ground(self, painter: QPainter, look: RowLook) -> QRectF:
        return paint.row_ground(painter, look.option, line=False)

    def paint_row(self, painter: QPainter, rect: QRectF, item: _Row | Result, look: RowLook) -> None:
        c, result = colours(), item.result if isinstance(item, _Row) else item
        column = px(_GROUP_COLUMN) if self._grouped else 0
        if isinstance(item, _Row) and item.first and self._grouped:
            room = QRectF(rect.left() + 16, rect.top(), column - 24, rect.height())
            paint.text(painter, room, result.group, font("meta_strong"), c.soft)
        left = rect.left() + 16 + column
        paint.icon(painter, left, rect.center().y() - tk.ICON / 2, result.icon, c.accent)
        left += tk.ICON + 12
        right = rect.right() - 16
        hint = result.keys or ("Enter" if look.selected else "")
        if hint:
            room = QRectF(left, rect.top(), right - left, rect.height())
            right -= paint.text(painter, room, hint, font("meta"), c.soft, paint.RIGHT) + 12
        room = QRectF(left, rect.top(), right - left, rect.height())
        left += paint.text(painter, room, result.title, font("strong"), c.ink) + 10
        if right - left > 40:
            room = QRectF(left, rect.top() + 1, right - left, rect.height())
            paint.text(painter, room, result.subtitle, font("meta"), c.soft)


class _Query(QLineEdit):
    """The field; it keeps the focus while the arrows move through the list."""

    moved = Signal(int)
    grouped = Signal(int)
    gone = Signal()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.grouped.emit(step)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: _MOST_ROWS, keys.Key_PageUp: -_MOST_ROWS}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        reasons = Qt.FocusReason
        if event.reason() not in (reasons.ActiveWindowFocusReason, reasons.PopupFocusReason):
            self.gone.emit()


class SearchPalette(Pane):
    """A child of the window, not a dialog: nothing flickers, and Esc gives the focus back to where it was.

    Arrows move, Tab goes to the next group, Enter goes there, Esc closes.

    Attributes:
        chosen: the user goes to this :class:`Result`.
        closed: the palette has gone.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        self._search: Finder = lambda _words: []
        self._items = ItemModel(_sentence)
        self._before: QWidget | None = None
        self._query = _Query()
        self._query.setPlaceholderText("Zoek een naam, een bedrijf, een notitie, een taak, of iets om te doen")
        self._query.setAccessibleName("Zoek of doe iets")
        self._list = ListView(self._items, ResultRow(), "Gevonden")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = label("", "body", "soft", wrap=True)
        self._count = label("", "meta", "soft")
        hints = ("↑ ↓ kiezen", "Tab volgende groep", "Enter openen", "Esc sluiten")
        foot = cols(
            *(label(hint, "meta", "soft") for hint in hints), None, self._count, gap=tk.S4, margins=(16, 7, 16, 9)
        )
        self._none_box = box(rows(self._none, margins=(16, 12, 16, 14)))
        super().__init__(
            "float",
            rows(
                cols(self._query, margins=(12, 12, 12, 8)),
                line(),
                self._list,
                self._none_box,
                line(),
                foot,
                gap=0,
                margins=(1, 1, 1, 1),
            ),
        )
        self._host, self._is_open = host, False
        self.setParent(host)
        self.hide()
        self._query.textChanged.connect(self._find)
        self._query.moved.connect(self._move)
        self._query.grouped.connect(self._next_group)
        self._query.returnPressed.connect(self._take)
        self._query.gone.connect(self.close_palette)
        self._list.clicked.connect(lambda _index: self._take())
        self._list.current_changed.connect(self._say)
        host.installEventFilter(self)

    def set_search(self, search: Finder) -> None:
        """Find with this callable; it gets what was typed (empty at first) and must answer within a frame."""
        self._search = search

    def open(self, words: str = "") -> None:
        """Show the palette with these words in its field."""
        if not self._is_open:
            self._before = QApplication.focusWidget()
        self._is_open = False
        self._query.setText(words)
        self._is_open = True
        self._find(words)
        self.show()
        self.raise_()
        self._query.setFocus(Qt.FocusReason.OtherFocusReason)
        self._query.end(False)  # the next letter comes after what is there, not in its place

    def close_palette(self) -> None:
        """Go away and give the focus back; what was typed is forgotten."""
        if not self._is_open:
            return
        self._is_open = False
        had_focus = self._query.hasFocus()
        before, self._before = self._before, None
        self.hide()
        self._query.clear()
        self._items.set_items([])
        if had_focus and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _find(self, words: str) -> None:
        if not self._is_open:
            return
        shown: list[_Row] = []
        group: str | None = None
        for result in self._search(words.strip()):
            shown.append(_Row(result, result.group != group))
            group = result.group
        self._items.set_items(shown)
        if shown:
            self._list.go_to(0)
        typed = words.strip()
        self._none.setText(f"Niets gevonden voor ‘{typed}’." if typed else "Typ een paar letters.")
        self._none_box.setVisible(not shown)
        self._list.setVisible(bool(shown))
        self._count.setText(f"{len(shown)} gevonden" if shown and typed else "")
        self._place()

    def _place(self) -> None:
        host = self._host
        wide = min(px(_WIDTH), host.width() - 2 * _BESIDE)
        rows_shown = min(self._items.rowCount(), _MOST_ROWS)
        room = host.height() - _TOP - _BESIDE - px(120)
        row = px(tk.H_RESULT)
        self._list.setFixedHeight(min(rows_shown * row, max(row, room // row * row)))
        self.setFixedWidth(wide)
        self.adjustSize()
        self.move((host.width() - wide) // 2, _TOP)

    def _move(self, step: int) -> None:
        count = self._items.rowCount()
        if count:
            self._list.go_to(min(max(self._list.currentIndex().row() + step, 0), count - 1))

    def _next_group(self, step: int) -> None:
        firsts = [i for i, row in enumerate(self._items.items()) if row.first]
        at = self._list.currentIndex().row()
        if step > 0:
            goal = next((i for i in firsts if i > at), firsts[0] if firsts else -1)
        else:
            goal = next((i for i in reversed(firsts) if i < at), firsts[-1] if firsts else -1)
        if goal >= 0:
            self._list.go_to(goal)

    def _take(self) -> None:
        row = self._list.current_item()
        if isinstance(row, _Row):
            self.close_palette()
            self.chosen.emit(row.result)

    def _say(self, row: int) -> None:
        item = self._items.item(row)
        if isinstance(item, _Row) and not self.isHidden():
            announce(self._query, _sentence(item))
