"""The tasks of the package in a list: how much, and whether it is a main task and why."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from beschutdesk.rules.package import Line
from beschutdesk.rules.task_time import how_long, whole
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.theme.paint import ChipLook
from ui.widgets import ItemModel, ListView, RowDelegate, RowLook

MAIN: Final = "hoofdtaak"
NAMELESS: Final = "(taak zonder naam)"
_ROW: Final = 78
_LOOKS: Final = {
    True: ChipLook(MAIN, "info", "badge-check"),
    False: ChipLook(f"geen {MAIN}"),
    None: ChipLook(f"{MAIN}: onbekend", None, "circle-dashed", dashed=True),
}


def title(line: Line) -> str:
    """What the task is called."""
    return line.task.name.strip() or NAMELESS


def much(line: Line) -> str:
    """How much time it takes in a week."""
    return f"{how_long(line.weekly)} per week" if line.weekly is not None else "tijd onbekend"


def planned(line: Line) -> str:
    """How much of it stands in the plan of the week."""
    if not line.planned:
        return "niet in de dagindeling"
    if line.weekly is not None and line.planned == whole(line.weekly):
        return "in de dagindeling"
    return f"{how_long(line.planned)} ingedeeld"


def _sentence(line: Line) -> str:
    return f"{title(line)}, {much(line)}, {planned(line)}. {line.why}"


class _LineRow(RowDelegate):
    def row_height(self, item: Line, *, current: bool) -> int:
        return _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, item: Line, look: RowLook) -> None:
        c = colours()
        inner = rect.adjusted(14, 7, -14, -7)
        third = inner.height() / 3
        top = QRectF(inner.left(), inner.top(), inner.width(), third)
        named = bool(item.task.name.strip())
        used = font("strong") if named else font("body", italic=True)
        hours = font("meta_strong", tabular=True)
        taken = paint.text(painter, top, much(item), hours, c.ink if item.weekly is not None else c.soft, paint.RIGHT)
        paint.text(painter, top.adjusted(0, 0, -taken - 10, 0), title(item), used, c.ink if named else c.soft)
        chip = _LOOKS[item.main]
        middle = inner.top() + third + (third - px(tk.H_CHIP)) / 2
        wide = paint.chip(painter, inner.left(), middle, chip)
        beside = QRectF(inner.left() + wide + 8, inner.top() + third, inner.width() - wide - 8, third)
        paint.text(painter, beside, planned(item), font("meta", tabular=True), c.soft, paint.RIGHT)
        low = QRectF(inner.left(), inner.top() + 2 * third + 2, inner.width(), third)
        paint.text(painter, low, item.why, font("meta"), c.soft)


class PackageModel(ItemModel):
    """The lines of a package."""

    def __init__(self) -> None:
        super().__init__(_sentence, title)

    def row_of(self, key: UUID | None) -> int:
        """The row of a task, -1 when it is not there."""
        return next((row for row, line in enumerate(self.items()) if line.task.id == key), -1)


class PackageList(ListView):
    """The tasks. Alt+↑ ↓ changes the order, Delete or Ctrl+← takes a task out of the package.

    Attributes:
        move_wanted: the current task goes up (-1) or down (1).
        out_wanted: the current task leaves the package.
    """

    move_wanted = Signal(int)
    out_wanted = Signal()

    def __init__(self) -> None:
        self.lines = PackageModel()
        super().__init__(self.lines, _LineRow(), "Taken in het pakket")

    def show_lines(self, lines: Sequence[Line], chosen: UUID | None) -> None:
        """Show these, with this task chosen."""
        self.blockSignals(True)
        self.lines.set_items(lines)
        row = self.lines.row_of(chosen)
        if row >= 0 and self.currentIndex().row() != row:
            self.go_to(row)
        self.blockSignals(False)

    def event(self, event: QEvent) -> bool:
        # Alt+↑ ↓ is the next person on every other place: here it belongs to the task.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key()
        if step := self._step(event):
            self.move_wanted.emit(step)
        elif self.currentIndex().isValid() and (
            (key == Qt.Key.Key_Delete and held == Qt.KeyboardModifier.NoModifier)
            or (key == Qt.Key.Key_Left and held == Qt.KeyboardModifier.ControlModifier)
        ):
            self.out_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, event: QKeyEvent) -> int:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.AltModifier or not self.currentIndex().isValid():
            return 0
        return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
