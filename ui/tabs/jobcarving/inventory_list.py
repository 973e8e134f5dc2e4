"""The list of an inventory: rows, their painting and their keys."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from beschutdesk.rules.pictograms import pictogram
from beschutdesk.rules.task_time import how_long
from beschutdesk.services.inventories import Use
from ui.looking import current as looking
from ui.tabs.jobcarving.inventory_open import OfferLine
from ui.tabs.jobcarving.inventory_words import used_words
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import ItemModel, ListView, RowDelegate, RowLook, announce

_ROW: Final = 56
_TICK: Final = 40
_PICTURE: Final = 22
LYING: Final = "blijft liggen"


class OfferModel(ItemModel):
    """The tasks, which of them are chosen, and who has them already.

    Attributes:
        chosen: which ones, also those that a filter hides.
        whole: all tasks; :meth:`items` are those in view.
        uses: by task who has it.
    """

    def __init__(self) -> None:
        super().__init__(self._sentence, lambda line: line.title)
        self.chosen: set[UUID] = set()
        self.whole: Sequence[OfferLine] = ()
        self.uses: Mapping[UUID, Sequence[Use]] = {}

    def _sentence(self, line: OfferLine) -> str:
        told = (
            line.title,
            "gekozen" if line.id in self.chosen else "",
            line.often,
            line.place,
            line.done_by and f"nu gedaan door {line.done_by}",
            LYING if line.left_lying else "",
            used_words(self.uses.get(line.id, ())),
        )
        return ", ".join(part for part in told if part)

    def row_of(self, key: UUID | None) -> int:
        """The row of a task, -1 when it is not there."""
        return next((row for row, line in enumerate(self.items()) if line.id == key), -1)

    def choose(self, keys: set[UUID]) -> None:
        """Choose these and no others."""
        self.chosen = keys
        self.again()

    def again(self) -> None:
        """What stands beside the tasks is different."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))


class _Delegate(RowDelegate):
    """Tick and picture, name and minutes a week; below it how often, where, and who has it."""

    def __init__(self, model: OfferModel) -> None:
        super().__init__()
        self._model = model

    def row_height(self, _item: OfferLine, *, current: bool) -> int:
        return _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, item: OfferLine, look: RowLook) -> None:
        c, on = colours(), item.id in self._model.chosen
        tick = QRectF(rect.left() + 4, rect.top(), px(_TICK) - 4, rect.height())
        paint.icon_in(painter, tick, "square-check" if on else "square", c.accent if on else c.edge)
        inner = rect.adjusted(px(_TICK), 6, -14, -6)
        picture = pictogram(item.pictogram)
        if picture is not None:
            side = px(_PICTURE)
            paint.icon(painter, inner.left(), round(inner.center().y() - side / 2), picture.key, c.accent, side)
            inner.setLeft(inner.left() + side + 10)
        half = inner.height() / 2
        top = QRectF(inner.left(), inner.top(), inner.width(), half)
        low = top.translated(0, half)
        if item.weekly is not None:
            words = f"{how_long(item.weekly)} p. week"
            taken = paint.text(painter, top, words, font("meta", tabular=True), c.soft, paint.RIGHT)
            top.setRight(top.right() - taken - 10)
        name = font("strong") if item.name else font("body", italic=True)
        paint.text(painter, top, item.title, name, c.ink if item.name else c.soft)
        if used := used_words(self._model.uses.get(item.id, ())):
            room = low.adjusted(low.width() * 0.45, 0, 0, 0)
            taken = paint.text(painter, room, used, font("meta_strong"), c.accent, paint.RIGHT)
            low.setRight(low.right() - taken - 12)
        if item.left_lying:
            top_of = round(low.center().y() - tk.ICON_SMALL / 2)
            paint.icon(painter, low.left(), top_of, "hourglass", c.warn, tk.ICON_SMALL)
            low.setLeft(low.left() + tk.ICON_SMALL + 4)
            low.setLeft(low.left() + paint.text(painter, low, LYING, font("meta_strong"), c.warn) + 10)
        told = " · ".join(part for part in (item.often, item.place, item.done_by) if part)
        paint.text(painter, low, told or "nog niets ingevuld", font("meta"), c.soft)


class OfferList(ListView):
    """The tasks. Space chooses one, Ctrl+A all, Alt+↑ ↓ changes the order, Delete takes out, Enter opens.

    Attributes:
        chosen_changed: others are chosen.
        move_wanted: the current task goes up (-1) or down (1).
        removal_wanted: the current task goes.
    """

    chosen_changed = Signal()
    move_wanted = Signal(int)
    removal_wanted = Signal()

    def __init__(self, model: OfferModel) -> None:
        super().__init__(model, _Delegate(model), "Taken in de inventaris")
        self._tasks = model
        looking().changed.connect(self._look)

    def _look(self, _on: bool) -> None:
        self._tasks.again()

    def show_lines(
        self,
        lines: Sequence[OfferLine],
        current: UUID | None,
        passes: Callable[[OfferLine], bool] = lambda _line: True,
    ) -> None:
        """Show these as far as they pass, with this one current; what is in view stays in view."""
        model = self._tasks
        model.whole, shown = lines, [line for line in lines if passes(line)]
        if list(model.items()) != shown:
            stood = self.verticalScrollBar().value()
            self.blockSignals(True)
            model.set_items(shown)
            self.blockSignals(False)
            self.verticalScrollBar().setValue(stood)
        gone = model.chosen - {line.id for line in lines}
        if gone:
            model.chosen -= gone
        row = model.row_of(current)
        if row >= 0 and self.currentIndex().row() != row:
            self.blockSignals(True)
            self.go_to(row)
            self.blockSignals(False)

    def turn(self, row: int) -> None:
        """Choose a task, or no longer."""
        line = self._tasks.item(row)
        if not isinstance(line, OfferLine):
            return
        self._tasks.choose(self._tasks.chosen ^ {line.id})
        announce(self, "gekozen" if line.id in self._tasks.chosen else "niet meer gekozen")
        self.chosen_changed.emit()

    def turn_all(self) -> None:
        """Choose all that are in view; none of them when all are."""
        every, chosen = {line.id for line in self._tasks.items()}, self._tasks.chosen
        self._tasks.choose(chosen - every if every <= chosen else chosen | every)
        announce(self, f"{len(self._tasks.chosen)} gekozen")
        self.chosen_changed.emit()

    def event(self, event: QEvent) -> bool:
        # Alt+↑ ↓ is the next person on every other place: here it belongs to the task.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, held = Qt.Key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row, none = self.currentIndex().row(), Qt.KeyboardModifier.NoModifier
        if step := _step(event):
            self.move_wanted.emit(step)
        elif event.key() == keys.Key_Space and held == none:
            self.turn(row)
        elif event.key() == keys.Key_A and held == Qt.KeyboardModifier.ControlModifier:
            self.turn_all()
        elif event.key() == keys.Key_Delete and held == none and row >= 0:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position()
        index = self.indexAt(at.toPoint())
        if index.isValid() and at.x() < px(_TICK) and event.button() == Qt.MouseButton.LeftButton:
            self.turn(index.row())


def _step(event: QKeyEvent) -> int:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
