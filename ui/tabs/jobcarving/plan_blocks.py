"""The week of the day plan under the mouse: blocks are dragged and made longer, tasks are dropped on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QApplication, QToolTip

from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.rules.day_plan import LAST
from ui.tabs.jobcarving import plan_paint
from ui.tabs.jobcarving.plan_list import WeekList, key_of
from ui.tabs.jobcarving.plan_week import LEAST, BlockShown, DayShown, clock, sentence

TASK: Final = "application/x-beschutdesk-task"
"""A task that is dragged: its id."""
_GRIP: Final = 7
"""Pixels at the lower edge of a block by which it is made longer."""
_NEW: Final = 30
"""Minutes of a task whose duration is not known."""


@dataclass(frozen=True, slots=True)
class Drag:
    """A block on its way.

    Attributes:
        block: as it stands now.
        from_: where the mouse went down.
        length: its end is dragged and not the whole.
        grip: pixels between the mouse and the edge that it drags: the upper one, or the lower one for the length.
        to: where it would land: weekday, start, end; ``None`` until the mouse has moved far enough.
    """

    block: BlockShown
    from_: QPointF
    length: bool
    grip: float
    to: tuple[int, int, int] | None = None


class WeekView(WeekList):
    """The week, with the mouse.

    Attributes:
        place_wanted: a block was dragged: its id, weekday, start and end in minutes from midnight.
        task_wanted: something was dropped: a task by its id or a kind of block, weekday, start.
    """

    place_wanted = Signal(object, int, int, int)
    task_wanted = Signal(object, int, int)

    def __init__(self) -> None:
        self._drag: Drag | None = None
        self._drop: tuple[int, int, int, str] | None = None
        super().__init__()
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)

    def show_week(self, days: Sequence[DayShown]) -> None:
        if tuple(days) != self.days:
            self._drag = None
        super().show_week(days)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._drag is not None and event.key() == Qt.Key.Key_Escape:
            self._drag = None
            self.viewport().update()
            return
        super().keyPressEvent(event)

    def paint_more(self, painter: QPainter) -> None:
        if self._drag is not None and self._drag.to is not None:
            weekday, start, end = self._drag.to
            words = f"{clock(start)} – {clock(end)}  {self._drag.block.title}"
        elif self._drop is not None:
            weekday, start, end, name = self._drop
            words = f"{clock(start)} – {clock(end)}  {name}"
        else:
            return
        number = next((n for n, day in enumerate(self.days) if day.weekday == weekday), 0)
        left, wide = self.places.columns[number]
        top = self.places.y(start)
        plan_paint.ghost(painter, QRectF(left + 3, top, wide - 6, self.places.y(end) - top), words)

    # -- mouse ---------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        at = event.position()
        index = self.indexAt(at)
        entry = self.week.item(index.row()) if index.isValid() else self._day_at(at)
        if entry is None:
            return
        self.go_to(self.week.row_of(key_of(entry)))
        if isinstance(entry, BlockShown):
            rect = self.rect_of(index.row())
            length = entry.timed and at.y() > rect.bottom() - min(_GRIP, rect.height() / 3)
            edge = self.head - self.verticalOffset() + self.places.y(entry.end if length else entry.start)
            grip = at.y() - edge if entry.timed else 0.0
            self._drag = Drag(entry, at, length, grip)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, drag = event.position(), self._drag
        if drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_grip(at)
            return
        if drag.to is None and (at - drag.from_).manhattanLength() < QApplication.startDragDistance():
            return
        self._drag = replace(drag, to=self._landing(drag, at))
        self.viewport().update()

    def _landing(self, drag: Drag, at: QPointF) -> tuple[int, int, int]:
        places, block = self.places, drag.block
        y = at.y() - self.head + self.verticalOffset()
        if drag.length:
            day = next(one for one in self.days if one.weekday == block.weekday)
            begins = [one.start for one in day.blocks if one is not block and one.timed]
            end = places.near(y - drag.grip, block.end, begins)
            return block.weekday, block.start, end if end > block.start else block.start + LEAST
        day = self.days[places.column_at(at.x())]
        long = block.end - block.start if block.timed else _NEW
        start = min(places.near(y - drag.grip, block.start, _joins(day, long, block)), LAST - long)
        return day.weekday, start, start + long

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.viewport().update()
        if event.button() is not Qt.MouseButton.LeftButton or drag is None or drag.to is None:
            return
        if drag.to != (drag.block.weekday, drag.block.start, drag.block.end):
            self.place_wanted.emit(drag.block.id, *drag.to)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        index = self.indexAt(event.position())
        if index.isValid():
            self.opened.emit(index.row())
        elif (day := self._day_at(event.position())) is not None:
            y = event.position().y() - self.head + self.verticalOffset()
            self.new_wanted.emit(day.weekday, self.places.minute_at(y))

    def _day_at(self, at: QPointF) -> DayShown | None:
        return self.days[self.places.column_at(at.x())] if self.days and at.x() >= 0 else None

    def _show_grip(self, at: QPointF) -> None:
        index = self.indexAt(at)
        entry = self.week.item(index.row()) if index.isValid() else None
        low = isinstance(entry, BlockShown) and entry.timed
        low = low and at.y() > self.rect_of(index.row()).bottom() - _GRIP
        self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if low else Qt.CursorShape.ArrowCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            if index.isValid():
                QToolTip.showText(event.globalPos(), sentence(self.week.item(index.row())), self)
                return True
        return super().viewportEvent(event)

    # -- what is dropped -----------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(TASK):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if (found := read_task(event.mimeData())) is None or not self.days:
            event.ignore()
            return
        at, long = event.position(), found[1] or _NEW
        day = self.days[self.places.column_at(at.x())]
        start = min(self.places.near(at.y() - self.head + self.verticalOffset(), 0, _joins(day, long)), LAST - long)
        self._drop = (day.weekday, start, start + long, event.mimeData().text())
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        found, drop = read_task(event.mimeData()), self._drop
        self._drop = None
        self.viewport().update()
        if found is not None and drop is not None:
            event.acceptProposedAction()
            self.task_wanted.emit(found[0], drop[0], drop[1])


def _joins(day: DayShown, long: int, own: BlockShown | None = None) -> list[int]:
    """The starts by which so many minutes join another block of a day: right behind it, or right before it."""
    others = [one for one in day.blocks if one is not own and one.timed]
    return [one.end for one in others] + [start for one in others if (start := one.start - long) >= 0]


def task_data(what: UUID | PlanKind, minutes: int, name: str) -> QMimeData:
    """What is dragged to the week: a task or a kind of block, its minutes (0: not known), and its name to show."""
    made = QMimeData()
    made.setData(TASK, f"{what.key if isinstance(what, PlanKind) else what} {minutes}".encode())
    made.setText(name)
    return made


def read_task(data: QMimeData) -> tuple[UUID | PlanKind, int] | None:
    """What is dragged and its minutes; ``None`` when it is something else."""
    if not data.hasFormat(TASK):
        return None
    key, _, minutes = bytes(data.data(TASK).data()).decode().partition(" ")
    kinds = {kind.key: kind for kind in PlanKind}
    return kinds[key] if key in kinds else UUID(key), int(minutes)
