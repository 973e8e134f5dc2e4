"""The week of the day plan as a picture that is a list: a screen reader finds each day and block in its order.

It changes nothing by itself: what one does is asked for by signals, and the answer is another week to show.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
)

from beschutdesk.rules.plan_moves import QUARTER
from ui.tabs.jobcarving import plan_paint
from ui.tabs.jobcarving.plan_week import (
    GUTTER,
    BlockShown,
    DayShown,
    Entry,
    Placed,
    entries,
    outside_hours,
    placed,
    sentence,
)
from ui.theme import px
from ui.widgets import ItemModel, ListView, RowDelegate
from ui.widgets.lists import Index

_KEYS = Qt.Key
_HELD = Qt.KeyboardModifier
_ARROWS: Final = {_KEYS.Key_Up: (0, -1), _KEYS.Key_Down: (0, 1), _KEYS.Key_Left: (-1, 0), _KEYS.Key_Right: (1, 0)}


class WeekModel(ItemModel):
    """The days with their blocks, in the order in which one would read them."""

    def __init__(self) -> None:
        super().__init__(sentence, lambda one: one.title if isinstance(one, BlockShown) else one.name)

    def row_of(self, key: UUID | int | None) -> int:
        """The row of a block by its id, or of a day by its number; -1 when it is not there."""
        return next((row for row, one in enumerate(self.items()) if key_of(one) == key), -1)


def key_of(entry: Entry | None) -> UUID | int | None:
    """What names an entry from one week to the next: the id of a block, the number of a day."""
    return entry.id if isinstance(entry, BlockShown) else entry.weekday if entry is not None else None


class WeekList(ListView):
    """The week. Arrows go from block to block, Alt with arrows shifts, Shift with ↑ ↓ changes the length.

    Attributes:
        shift_wanted: a block goes so many minutes later (back when negative): its id, minutes.
        day_wanted: a block goes to another weekday at the same time: its id, weekday.
        length_wanted: a block becomes so many minutes longer: its id, minutes.
        new_wanted: a new block is asked for: weekday, start; -1 for the first room there is.
        copy_wanted: a day is to be copied: its weekday.
        removal_wanted: a block, or all of a day, goes: id or weekday.
    """

    shift_wanted = Signal(object, int)
    day_wanted = Signal(object, int)
    length_wanted = Signal(object, int)
    new_wanted = Signal(int, int)
    copy_wanted = Signal(int)
    removal_wanted = Signal(object)

    def __init__(self) -> None:
        self.week = WeekModel()
        self._days: tuple[DayShown, ...] = ()
        self._placed: Placed | None = None
        super().__init__(self.week, RowDelegate(), "Dagindeling", uniform=False, letters=False)
        self.setAccessibleDescription(
            "Pijltjes kiezen een blok. Alt met pijltjes schuift, Shift met omhoog of omlaag maakt korter of langer, "
            "Ctrl+D kopieert de dag."
        )
        self.setMinimumHeight(px(120))

    # -- what is shown -------------------------------------------------------------------------------------------------

    @property
    def days(self) -> tuple[DayShown, ...]:
        """The week as it is shown."""
        return self._days

    def show_week(self, days: Sequence[DayShown]) -> None:
        """Show this week; what is chosen stays chosen when it is still there, else the day that it was on."""
        new = tuple(days)
        if new == self._days:
            return
        entry = self.current()
        self._days, self._placed = new, None
        self.blockSignals(True)
        self.week.set_items(entries(new))
        row = self.week.row_of(key_of(entry))
        if row < 0 and entry is not None:
            row = self.week.row_of(entry.weekday)
        self.setCurrentIndex(self.week.index(max(row, 0), 0) if new else QModelIndex())
        self.blockSignals(False)
        self.updateGeometries()
        self.current_changed.emit(self.currentIndex().row())
        self.viewport().update()

    def current(self) -> Entry | None:
        """The chosen day or block."""
        found = self.week.item(self.currentIndex().row())
        return found if isinstance(found, DayShown | BlockShown) else None

    def choose(self, key: UUID | int) -> bool:
        """Choose a block or a day and bring it into view; ``False`` when it is not there."""
        row = self.week.row_of(key)
        if row >= 0:
            self.go_to(row)
            self.scrollTo(self.currentIndex())  # it may be the same block, at another time
        return row >= 0

    # -- where everything stands ---------------------------------------------------------------------------------------

    @property
    def places(self) -> Placed:
        """Where everything stands now."""
        if self._placed is None:
            view = self.viewport().rect()
            scale = px(100) / 100
            self._placed = placed(self._days, view.width(), view.height() - self.head, scale)
        return self._placed

    @property
    def head(self) -> int:
        """Height of the headings."""
        return plan_paint.head_height(self._days)

    def rect_of(self, row: int) -> QRectF:
        """Where a day or block stands in the view."""
        entry, places = self.week.item(row), self.places
        if isinstance(entry, BlockShown):
            found = places.rects.get(entry.id)
            return QRectF() if found is None else found.translated(0, self.head - self.verticalOffset())
        number = next((n for n, day in enumerate(self._days) if day is entry), -1)
        if number < 0:
            return QRectF()
        left, wide = places.columns[number]
        return QRectF(left, 0, wide, self.head)

    def visualRect(self, index: Index) -> QRect:
        return self.rect_of(index.row()).toAlignedRect() if index.isValid() else QRect()

    def indexAt(self, point: Any) -> QModelIndex:
        at = QPointF(point)
        below = at.y() >= self.head
        for row in range(self.week.rowCount() - 1, -1, -1):  # what is drawn last lies on top
            entry = self.week.item(row)
            if isinstance(entry, BlockShown) == below and self.rect_of(row).contains(at):
                return self.week.index(row, 0)
        if not below or not self._days:
            return QModelIndex()
        day = self._days[self.places.column_at(at.x())]
        return QModelIndex() if day.open else self.week.index(self.week.row_of(day.weekday), 0)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def updateGeometries(self) -> None:
        self._placed = None
        room = self.viewport().height() - self.head
        bar = self.verticalScrollBar()
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(px(19))
        bar.setRange(0, max(0, round(self.places.height - room)))

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()  # the headings stay where they are

    def scrollTo(self, index: Index, _hint: Any = None) -> None:
        entry = self.week.item(index.row())
        if not isinstance(entry, BlockShown):
            return
        rect, bar = self.rect_of(index.row()), self.verticalScrollBar()
        if rect.top() < self.head:
            bar.setValue(bar.value() - round(self.head - rect.top()) - 4)
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + round(min(rect.bottom() - self.viewport().height() + 4, rect.top() - self.head)))

    # -- painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._days:
            self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        places, head = self.places, self.head
        view = QRectF(self.viewport().rect())
        here, current = self.hasFocus(), self.currentIndex().row()
        painter.save()
        painter.setClipRect(view.adjusted(0, head, 0, 0))
        painter.translate(0, head - self.verticalOffset())
        plan_paint.axis(painter, places, view.width(), GUTTER * px(100) / 100)
        for day, (left, wide) in zip(self._days, places.columns, strict=True):
            for start, end in outside_hours(day, places.first, places.last):
                top = places.y(start)
                plan_paint.outside(painter, QRectF(left + 3, top, wide - 6, places.y(end) - top))
            if not day.open:
                tall = places.y(places.last) - places.y(places.first) - 4
                plan_paint.free_day(painter, QRectF(left + 3, places.y(places.first) + 2, wide - 6, tall), day)
        chosen = self.week.item(current)
        for day in self._days:
            for block in sorted(day.blocks, key=lambda one: one is chosen):
                mine = block is chosen
                plan_paint.block(painter, places.rects[block.id], block, chosen=mine, focused=mine and here)
        self.paint_more(painter)
        painter.restore()
        for day in self._days:
            row = self.week.row_of(day.weekday)
            mine = row == current
            plan_paint.head(painter, self.rect_of(row), day, chosen=mine, focused=mine and here)

    def paint_more(self, painter: QPainter) -> None:
        """Draw what lies over the blocks."""

    # -- keys ----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Alt+↑ ↓ is the next person on every other place: here it belongs to the block.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_mine(event):
            event.accept()
            return True
        return super().event(event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        held, key = _held(event), event.key()
        if self.current() is None:
            return False
        return (held == _HELD.AltModifier and key in _ARROWS) or (held == _HELD.ControlModifier and key == _KEYS.Key_D)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry, held, key = self.current(), _held(event), _KEYS(event.key())
        if entry is None or not self._act(entry, held, key):
            super().keyPressEvent(event)

    def _act(self, entry: Entry, held: Qt.KeyboardModifier, key: Qt.Key) -> bool:
        """Do what a key asks for; ``False`` when it asks for nothing here."""
        days, step = _ARROWS.get(key, (0, 0))
        block = entry if isinstance(entry, BlockShown) else None
        if held == _HELD.NoModifier and (days or step):
            self._walk(entry, days, step)
        elif held == _HELD.NoModifier and key in (_KEYS.Key_Home, _KEYS.Key_End):
            self._walk_to_end(entry, last=key == _KEYS.Key_End)
        elif held == _HELD.AltModifier and block is not None and step:
            self.shift_wanted.emit(block.id, step * QUARTER)
        elif held == _HELD.AltModifier and block is not None and days:
            if (weekday := self._day_beside(block.weekday, days, open_=True)) is not None:
                self.day_wanted.emit(block.id, weekday)
        elif held == _HELD.ShiftModifier and block is not None and step:
            self.length_wanted.emit(block.id, step * QUARTER)
        elif held == _HELD.ControlModifier and key == _KEYS.Key_D:
            self.copy_wanted.emit(entry.weekday)
        elif held == _HELD.NoModifier and key == _KEYS.Key_Delete:
            self.removal_wanted.emit(key_of(entry))
        elif held == _HELD.NoModifier and key == _KEYS.Key_Insert:
            self.new_wanted.emit(entry.weekday, block.end if block is not None and block.timed else -1)
        else:
            return held != _HELD.NoModifier and bool(days or step)
        return True

    def _walk(self, entry: Entry, days: int, step: int) -> None:
        if step:
            row = self.currentIndex().row() + step
            other = self.week.item(row)
            if other is not None and other.weekday == entry.weekday:
                self.go_to(row)
            return
        weekday = self._day_beside(entry.weekday, days, open_=False)
        if weekday is None:
            return
        day = next(day for day in self._days if day.weekday == weekday)
        if isinstance(entry, DayShown) or not day.blocks:
            self.choose(weekday)
            return
        middle = entry.start
        near = min(day.blocks, key=lambda one: (not one.timed, abs(one.start - middle)))
        self.choose(near.id)

    def _walk_to_end(self, entry: Entry, *, last: bool) -> None:
        day = next(day for day in self._days if day.weekday == entry.weekday)
        self.choose(day.blocks[-1].id if last and day.blocks else day.weekday)

    def _day_beside(self, weekday: int, step: int, *, open_: bool) -> int | None:
        order = [day.weekday for day in self._days if day.open or not open_ or day.weekday == weekday]
        at = order.index(weekday) + step
        return order[at] if 0 <= at < len(order) else None


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
