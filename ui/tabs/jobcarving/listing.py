"""The list of tasks in groups by state: rows, their painting and their keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from beschutdesk.dossier.task_list import Independence, TaskState
from ui.forms.parse import format_number
from ui.tabs.jobcarving.tasks import SHOWN, TaskLine
from ui.theme import colours, font, paint
from ui.theme import tokens as tk
from ui.widgets import ITEM, ItemModel, ListView, RowDelegate, RowLook
from ui.widgets.lists import Index

DOTS: Final = {Independence.SELF: 3, Independence.CUE: 2, Independence.TOGETHER: 1}
ICONS: Final = {
    TaskState.PACKAGE: "circle-check",
    TaskState.TRYING: "footprints",
    TaskState.IDEA: "circle-dashed",
    TaskState.LATER: "hourglass",
    TaskState.DROPPED: "archive",
}
_DOT: Final = 9.0
_ROW, _GROUP = 60, 40


@dataclass(frozen=True, slots=True)
class Group:
    """The heading of a group."""

    state: TaskState
    count: int
    minutes: Decimal

    @property
    def title(self) -> str:
        """The state as a heading."""
        return self.state.label[:1].upper() + self.state.label[1:]


Entry = Group | TaskLine


def grouped(lines: Sequence[TaskLine]) -> list[Entry]:
    """Headings and tasks in the order of the screen; a state without tasks has no heading."""
    out: list[Entry] = []
    for state in SHOWN:
        own = [line for line in lines if line.state is state]
        if own:
            minutes = sum((line.minutes for line in own if line.minutes is not None), Decimal(0))
            out += [Group(state, len(own), minutes), *own]
    return out


def minutes_words(minutes: Decimal | None) -> str:
    """``25 min``; nothing when it is not known."""
    return f"{format_number(minutes, 0)}\u00a0min" if minutes is not None else ""


def opinions(line: TaskLine) -> str:
    """``Thijs: goed · begeleider: let op``."""
    said = ((line.who, line.own), ("begeleider", line.supervisor))
    return " · ".join(f"{who}: {what.label}" for who, what in said if what is not None)


def _sentence(entry: Entry) -> str:
    if isinstance(entry, Group):
        return f"{entry.title}, {entry.count}"
    how = entry.independence.label if entry.independence else ""
    parts = (entry.title, entry.state.label, minutes_words(entry.minutes), how, opinions(entry).replace(" · ", ", "))
    return ", ".join(part for part in parts if part)


class TaskModel(ItemModel):
    """Headings are there to read: one cannot stand on them."""

    def __init__(self) -> None:
        super().__init__(_sentence, lambda entry: entry.title)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.item(index.row()), TaskLine):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags

    def row_of(self, key: UUID | None) -> int:
        """The row of a task, -1 when it is not there."""
        found = (i for i, e in enumerate(self.items()) if isinstance(e, TaskLine) and e.id == key)
        return next(found, -1)


class TaskDelegate(RowDelegate):
    """Name and minutes; below it how independent, and what both think of it."""

    def row_height(self, item: Entry, *, current: bool) -> int:
        return _GROUP if isinstance(item, Group) else _ROW

    def ground(self, painter: QPainter, look: RowLook) -> QRectF:
        if isinstance(look.option.index.data(ITEM), Group):
            c, rect = colours(), QRectF(look.option.rect)
            painter.fillRect(QRectF(rect.left() + 12, rect.bottom() - 1, rect.width() - 24, 1), c.rule)
            return rect
        return super().ground(painter, look)

    def paint_row(self, painter: QPainter, rect: QRectF, item: Entry, look: RowLook) -> None:
        if isinstance(item, Group):
            self._paint_group(painter, rect, item)
        else:
            self._paint_task(painter, rect, item)

    def _paint_group(self, painter: QPainter, rect: QRectF, group: Group) -> None:
        c = colours()
        low = rect.adjusted(14, 8, -14, 0)
        paint.icon(painter, low.left(), low.center().y() - tk.ICON / 2, ICONS[group.state], c.accent)
        room = low.adjusted(tk.ICON + 8, 0, 0, 0)
        if group.minutes:
            taken = paint.text(painter, room, minutes_words(group.minutes), font("meta"), c.soft, paint.RIGHT)
            room.setRight(room.right() - taken - 8)
        used = paint.text(painter, room, group.title, font("strong"), c.accent)
        paint.text(painter, room.adjusted(used + 8, 0, 0, 0), str(group.count), font("body"), c.soft)

    def _paint_task(self, painter: QPainter, rect: QRectF, task: TaskLine) -> None:
        c = colours()
        inner = rect.adjusted(14, 6, -14, -6)
        half = inner.height() / 2
        top = QRectF(inner.left(), inner.top(), inner.width(), half)
        low = top.translated(0, half)
        taken = 0.0
        if task.minutes is not None:
            words = font("meta", tabular=True)
            taken = paint.text(painter, top, minutes_words(task.minutes), words, c.soft, paint.RIGHT) + 10
        name = font("strong") if task.name else font("body", italic=True)
        paint.text(painter, top.adjusted(0, 0, -taken, 0), task.title, name, c.ink if task.name else c.soft)
        if task.independence is not None:
            low.setLeft(_dots(painter, low, DOTS[task.independence]) + 6)
            used = paint.text(painter, low, task.independence.label, font("meta"), c.soft)
            low.setLeft(low.left() + used + 14)
        thought = opinions(task) or ("" if task.independence else "nog niet geprobeerd")
        paint.text(painter, low, thought, font("meta"), c.soft)


def _dots(painter: QPainter, room: QRectF, filled: int) -> float:
    """Three dots as on paper, some of them filled; returns where they end."""
    c = colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = room.left()
    for number in range(3):
        painter.setPen(QPen(c.accent, 1.3))
        painter.setBrush(c.accent if number < filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(left + 0.5, room.center().y() - _DOT / 2, _DOT, _DOT))
        left += _DOT + 3
    painter.restore()
    return left - 3


class TaskListView(ListView):
    """The tasks. Alt+↑ ↓ changes the order, Ctrl+← → the state, Delete takes out; all of them can be undone.

    Attributes:
        move_wanted: the current task goes up (-1) or down (1).
        step_wanted: the current task goes a state back (-1) or on (1).
        removal_wanted: the current task goes.
    """

    move_wanted = Signal(int)
    step_wanted = Signal(int)
    removal_wanted = Signal()

    def __init__(self, model: TaskModel) -> None:
        super().__init__(model, TaskDelegate(), "Taken", uniform=False)

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
            case ("remove", _):
                self.removal_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> tuple[str, int] | None:
        if not self.currentIndex().isValid():
            return None
        keys, held = Qt.Key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and event.key() in (keys.Key_Up, keys.Key_Down):
            return "move", -1 if event.key() == keys.Key_Up else 1
        if held == Qt.KeyboardModifier.ControlModifier and event.key() in (keys.Key_Left, keys.Key_Right):
            return "step", -1 if event.key() == keys.Key_Left else 1
        if held == Qt.KeyboardModifier.NoModifier and event.key() == keys.Key_Delete:
            return "remove", 0
        return None
