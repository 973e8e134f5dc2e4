"""What is not in order yet with the plan: a line each, in words, and the way there."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from beschutdesk.rules.plan_conflicts import Conflict
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import Glyph, ItemModel, ListView, RowDelegate, RowLook, cols, label, pane, rows

GO = "Ga erheen"
_LINES = 3
_ROW = 26


def _sentence(one: Conflict) -> str:
    return f"{one.words} {GO}." if one.parts or one.weekday is not None else one.words


class _ConflictRow(RowDelegate):
    def row_height(self, item: Conflict, *, current: bool) -> int:
        return _ROW

    def ground(self, painter: QPainter, look: RowLook) -> QRectF:
        return paint.row_ground(painter, look.option, line=False)

    def paint_row(self, painter: QPainter, rect: QRectF, item: Conflict, look: RowLook) -> None:
        c = colours()
        inner = rect.adjusted(8, 0, -8, 0)
        taken = 0.0
        if item.parts or item.weekday is not None:
            taken = paint.text(painter, inner, GO, font("meta_strong"), c.accent, paint.RIGHT) + 12
        paint.text(painter, inner.adjusted(0, 0, -taken, 0), item.words, font("body"), c.ink)


class _Lines(ListView):
    def __init__(self, model: ItemModel) -> None:
        super().__init__(model, _ConflictRow(), "Wat nog niet klopt", letters=False)
        self.setAccessibleDescription("Enter gaat naar het blok.")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.opened.emit(index.row())


class ConflictStrip(QWidget):
    """What is not in order yet; hidden when all is well.

    Attributes:
        go_wanted: go to this block or weekday.
    """

    go_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = ItemModel(_sentence)
        self.lines = _Lines(self.model)
        self._title = label("", "strong")
        self._title.setContentsMargins(8, 0, 0, 0)
        self._glyph = Glyph("octagon-alert", "care", 20)
        inside = cols(
            rows(self._glyph, None, margins=(0, 2, 0, 0)), (rows(self._title, self.lines, gap=2), 1), gap=tk.S2
        )
        inside.setContentsMargins(14, 7, 8, 7)
        self.setLayout(rows(pane(inside, "warn")))
        self.lines.opened.connect(self._go)
        self.hide()

    def show_conflicts(self, found: Sequence[Conflict], most: int = _LINES) -> None:
        """Show these; so many at once, the others by scrolling."""
        self.setVisible(bool(found))
        if list(found) != list(self.model.items()):
            row = self.lines.currentIndex().row()
            self.model.set_items(found)
            if found:
                self.lines.go_to(min(max(row, 0), len(found) - 1))
        words = "1 ding klopt nog niet" if len(found) == 1 else f"{len(found)} dingen kloppen nog niet"
        self._title.setText(words)
        self.lines.setFixedHeight(min(max(len(found), 1), most) * px(_ROW) + 2)

    def _go(self, row: int) -> None:
        one = self.model.item(row)
        if isinstance(one, Conflict):
            target: UUID | int | None = one.parts[0] if one.parts else one.weekday
            if target is not None:
                self.go_wanted.emit(target)
