"""Lines on the page of a visit with which something can be done by key: agreements, tips, signals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import ItemModel, RowDelegate, RowLook
from ui.widgets.whole_list import WholeList

_ABOVE: Final = 7
_LEFT: Final = tk.S2
_ACTS: Final = 34
_ACT: Final = 26
_BETWEEN: Final = 8
_CAP: Final = 12


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with a line.

    Attributes:
        key: the letter, or ``Enter``.
        words: what it does.
        value: what :attr:`Lines.acted` gives.
    """

    key: str
    words: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        title, detail: what it says.
        icon, tone: its sign.
        said: the sign in words.
        what: the thing it stands for.
        acts: what can be done with it, the first by Enter too.
        quiet: it is done with.
    """

    title: str
    detail: str = ""
    icon: str = "circle"
    tone: str = "soft"
    said: str = ""
    what: Any = None
    acts: tuple[Act, ...] = ()
    quiet: bool = False


def _sentence(line: Line) -> str:
    keys = ", ".join(f"{act.key}: {act.words}" for act in line.acts)
    return ". ".join(part.rstrip(".") for part in (line.title, line.detail, line.said, keys) if part) + "."


class _Row(RowDelegate):
    def __init__(self) -> None:
        super().__init__()
        self.view: Lines | None = None

    def _room(self) -> float:
        wide = self.view.viewport().width() if self.view is not None else 600
        return max(80.0, wide - _LEFT - tk.ICON - 10 - tk.S2)

    def row_height(self, item: Line, *, current: bool) -> int:
        high = paint.wrapped_height(item.title, font("body"), self._room())
        if item.detail:
            high += 1 + paint.wrapped_height(item.detail, font("meta"), self._room())
        acts = _ACTS * len(self._laid(item)) if current and self._shows(item) else 0
        return max(tk.H_ROW, round((high + 2 * _ABOVE) * 100 / max(1, px(100)))) + acts

    def _shows(self, item: Line) -> bool:
        return bool(item.acts) and self.view is not None and self.view.hasFocus()

    def _laid(self, item: Line) -> list[list[tuple[Act, float]]]:
        laid: list[list[tuple[Act, float]]] = [[]]
        left = 0.0
        for act in item.acts:
            wide = paint.width(act.words, "meta_strong") + 20 + paint.width(act.key, "meta") + _CAP + 6
            if laid[-1] and left + wide > self._room():
                laid.append([])
                left = 0.0
            laid[-1].append((act, wide))
            left += wide + _BETWEEN
        return laid

    def places(self, rect: QRectF, item: Line) -> list[tuple[Act, QRectF]]:
        """Where the acts of the current line stand."""
        if not self._shows(item):
            return []
        laid, found = self._laid(item), []
        top = rect.bottom() - px(_ACTS) * len(laid) - 1
        for part in laid:
            left = rect.left() + _LEFT + tk.ICON + 10
            for act, wide in part:
                found.append((act, QRectF(left, top, wide, px(_ACT))))
                left += wide + _BETWEEN
            top += px(_ACTS)
        return found

    def paint_row(self, painter: QPainter, rect: QRectF, item: Line | None, look: RowLook) -> None:
        if item is None:
            return
        c, top = colours(), rect.top() + _ABOVE
        paint.icon(painter, rect.left() + _LEFT, top + 1, item.icon, getattr(c, item.tone))
        left = rect.left() + _LEFT + tk.ICON + 10
        high = paint.wrapped_height(item.title, font("body"), self._room())
        room = QRectF(left, top, self._room(), high + 1)
        paint.paragraph(painter, room, item.title, font("body"), c.soft if item.quiet else c.ink, 99)
        if item.detail:
            more = paint.wrapped_height(item.detail, font("meta"), self._room())
            below = QRectF(left, top + high + 1, self._room(), more + 1)
            loud = item.tone in ("care", "warn") and not item.quiet
            paint.paragraph(painter, below, item.detail, font("meta"), getattr(c, item.tone) if loud else c.soft, 99)
        if look.selected:
            for act, place in self.places(rect, item):
                paint.box(painter, place, c.paper, c.rule, tk.R_INPUT)
                paint.text(painter, place.adjusted(10, 0, 0, 0), act.words, font("meta_strong"), c.ink)
                paint.key_cap(painter, place.right() - 4, place.center().y(), act.key)


class Lines(WholeList):
    """A list as high as its lines. The current one shows its acts, each with its key; a click on one does it too.

    Attributes:
        acted: the thing of a line, and the value of the act.
    """

    acted = Signal(object, object)

    def __init__(self, name: str) -> None:
        self._items = ItemModel(_sentence, lambda line: line.title)
        self._row = _Row()
        super().__init__(self._items, self._row, name, letters=False)
        self._row.view = self
        self.opened.connect(lambda _row: self._do("Enter"))
        self.current_changed.connect(lambda _row: self.fit())

    def lines(self) -> list[Line]:
        """What is shown."""
        return list(self._items.items())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the current one stays where it was."""
        at = self.currentIndex().row()
        self.blockSignals(True)
        self._items.set_items(list(lines))
        if lines and at >= 0:
            self.go_to(min(at, len(lines) - 1))
        self.blockSignals(False)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if letter and not event.modifiers() and self._do(letter):
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index == self.currentIndex() and event.button() == Qt.MouseButton.LeftButton:
            act = self._act_at(QRectF(self.visualRect(index)), event.position(), self.current_item())
            if act is not None:
                self.acted.emit(self.current_item().what, act.value)
                return
        super().mousePressEvent(event)

    def _act_at(self, rect: QRectF, at: QPointF, item: Line) -> Act | None:
        return next((act for act, place in self._row.places(rect, item) if place.contains(at)), None)

    def _do(self, key: str) -> bool:
        line = self.current_item()
        if not isinstance(line, Line) or not line.acts:
            return False
        act = next((act for act in line.acts if act.key == key), line.acts[0] if key == "Enter" else None)
        if act is None:
            return False
        self.acted.emit(line.what, act.value)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._items.rowCount():
            self.go_to(0)  # first: Qt would make it current without choosing it
        super().focusInEvent(event)
        self.fit()
        if self.currentIndex().isValid():
            self.bring_into_view(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.fit()
