"""The board: a column of cards per state, with one card chosen over all of them."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from beschutdesk.dossier.task_list import TaskState
from beschutdesk.rules.board import COLUMNS
from beschutdesk.rules.task_time import how_long, how_long_in_short
from ui.tabs.jobcarving.card_list import CardList
from ui.tabs.jobcarving.lines import TaskLine, columns, weekly_of
from ui.tabs.jobcarving.words import count
from ui.theme import colours, font, paint, px
from ui.theme import current as theme
from ui.theme import tokens as tk
from ui.widgets import box, pane, rows

ICONS: Final = {
    TaskState.IDEA: "circle-dashed",
    TaskState.TRYING: "footprints",
    TaskState.PACKAGE: "package-check",
    TaskState.LATER: "hourglass",
    TaskState.DROPPED: "archive",
}
_LEAST: Final = 204
"""A column is never narrower; then the board scrolls sideways."""
_GAP: Final = 10
_STACKED_FROM: Final = 380
"""From this height the two columns of what is not done now stand below each other."""


class Head(QWidget):
    """The head of a column: icon, name, number, hours a week."""

    def __init__(self, state: TaskState) -> None:
        super().__init__()
        self._state, self._count, self._hours = state, "0", ""
        theme().changed.connect(self.updateGeometry)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def tell(self, lines: Sequence[TaskLine], shown: int) -> str:
        """Show how many there are, and how many of them a filter leaves in view; returns it in words."""
        minutes, number = weekly_of(lines), len(lines)
        self._count = f"{number}" if shown == number else f"{shown} van {number}"
        self._hours = how_long_in_short(minutes) if minutes else ""
        words = f"{count(number)}, {how_long(minutes)} per week" if minutes else count(number)
        if shown != number:
            words = f"{shown} in beeld van {words}"
        self.setToolTip(f"{self._state.label.capitalize()}: {words}")
        self.update()
        return words

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, px(tk.H_INDEX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter, rect = colours(), QPainter(self), QRectF(self.rect())
        painter.fillRect(QRectF(1, rect.bottom() - 1, rect.width() - 2, 1), c.hair)
        paint.icon(painter, 12, round(rect.center().y() - tk.ICON / 2), ICONS[self._state], c.accent)
        room = rect.adjusted(12 + tk.ICON + 8, 0, -12, 0)
        words = self._state.label.capitalize()
        needed = paint.width(words, "strong") + 8 + paint.width(self._count) + 10
        if self._hours and needed + paint.width(self._hours, "meta") <= room.width():
            paint.text(painter, room, self._hours, font("meta", tabular=True), c.soft, paint.RIGHT)
        used = paint.text(painter, room, words, font("strong"), c.ink)
        paint.text(painter, room.adjusted(used + 8, 0, 0, 0), self._count, font("body"), c.soft)
        painter.end()


class Board(QWidget):
    """Five columns; below each other where height allows it stand the last two, which hold what is not done now.

    Attributes:
        chosen_changed: another card is chosen: its id, or ``None``.
        opened: Enter or a double click on the chosen card.
        move_wanted, step_wanted: the chosen card goes up or down, or to another column.
        removal_wanted: the chosen card goes.
        menu_wanted: what can be done with the chosen card is to be shown, here on the screen.
        escaped: Esc; all cards are wanted again.
        dropped: a task (its id) was dropped in a column, at a place in it.
    """

    chosen_changed = Signal(object)
    opened = Signal()
    move_wanted = Signal(int)
    step_wanted = Signal(int)
    removal_wanted = Signal()
    menu_wanted = Signal(QPoint)
    escaped = Signal()
    dropped = Signal(object, object, int)

    def __init__(self) -> None:
        super().__init__()
        self.chosen: UUID | None = None
        self.lists = {state: CardList(state) for state in COLUMNS}
        self._heads = {state: Head(state) for state in COLUMNS}
        frames: list[QWidget] = []
        for state, cards in self.lists.items():
            cards.current_changed.connect(lambda _row, cards=cards: self._came(cards))
            cards.came.connect(lambda cards=cards: self._came(cards))
            cards.opened.connect(lambda _row: self.opened.emit())
            cards.move_wanted.connect(self.move_wanted)
            cards.step_wanted.connect(self.step_wanted)
            cards.walk_wanted.connect(lambda step, cards=cards: self._walk(cards, step))
            cards.removal_wanted.connect(self.removal_wanted)
            cards.menu_wanted.connect(self.menu_wanted)
            cards.dropped.connect(lambda key, at, state=state: self.dropped.emit(key, state, at))
            frame = pane(rows(self._heads[state], 8, (cards, 1), gap=0, margins=(1, 1, 1, 1)), "card")
            frame.setMinimumWidth(1)
            frames.append(frame)
        self._tail = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._tail.setContentsMargins(0, 0, 0, 0)
        self._tail.setSpacing(_GAP)
        for made in frames[-2:]:
            self._tail.addWidget(made, 1)
        self._last = box(self._tail)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        for made in (*frames[:-2], self._last):
            self._row.addWidget(made, 1)
        self._inner = box(self._row)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inner)
        self._area.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self.setLayout(rows((self._area, 1), gap=0))
        self.setMinimumSize(1, 1)
        theme().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Other room, or letters of another size."""
        stacked = self.height() >= px(_STACKED_FROM)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._tail.setDirection(down if stacked else beside)
        self._row.setStretchFactor(self._last, 1 if stacked else 2)
        many, least = 4 if stacked else 5, px(_LEAST)
        self._last.setMinimumWidth(least if stacked else 2 * least + _GAP)
        self._inner.setMinimumWidth(many * least + (many - 1) * _GAP)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_lines(self, lines: Sequence[TaskLine], passes: Callable[[TaskLine], bool] = lambda _line: True) -> None:
        """Show these cards, as far as they pass; the chosen one stays chosen as long as it is in view."""
        shown = {line.id for line in lines if passes(line)}
        if self.chosen not in shown:
            self._tell(None)
        for state, whole in columns(lines).items():
            cards, own = self.lists[state], [line for line in whole if line.id in shown]
            if list(cards.cards.items()) != own:
                cards.blockSignals(True)
                high = [line.id for line in cards.cards.items()] != [line.id for line in own]
                cards.cards.set_items(own)
                cards.blockSignals(False)
                if not high:
                    cards.scheduleDelayedItemsLayout()  # the same cards, which may have become higher
            cards.setAccessibleDescription(self._heads[state].tell(whole, len(own)))
            cards.choose(cards.cards.row_of(self.chosen))

    def column(self, state: TaskState) -> list[UUID]:
        """The tasks of a column that are in view, in order."""
        return [line.id for line in self.lists[state].cards.items()]

    @property
    def keys(self) -> list[UUID]:
        """All tasks that are in view, column by column."""
        return [key for state in COLUMNS for key in self.column(state)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.escaped.emit()
        super().keyPressEvent(event)

    def line(self) -> TaskLine | None:
        """The chosen card."""
        cards = self.list_of(self.chosen)
        return cards.line() if cards is not None else None

    def list_of(self, key: UUID | None) -> CardList | None:
        """The column in which a task stands."""
        return next((one for one in self.lists.values() if one.cards.row_of(key) >= 0), None)

    def choose(self, key: UUID | None, *, focus: bool = False) -> None:
        """Choose a card and bring it into view."""
        self._tell(key)
        for cards in self.lists.values():
            cards.choose(cards.cards.row_of(key))
        found = self.list_of(key)
        if found is None:
            return
        found.scrollTo(found.currentIndex())
        self._into_view(found)
        if focus:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> UUID | None:
        """The first card of the first column that has any."""
        items = (one.cards.item(0) for one in self.lists.values())
        return next((item.id for item in items if item is not None), None)

    def beside(self, key: UUID) -> UUID | None:
        """The card that takes the place of one that goes: the next in its column, else the one before, else another."""
        cards = self.list_of(key)
        if cards is None:
            return self.first()
        row = cards.cards.row_of(key)
        item = cards.cards.item(row + 1) or (cards.cards.item(row - 1) if row else None)
        others = (one.cards.item(0) for one in self.lists.values() if one is not cards)
        return item.id if item is not None else next((other.id for other in others if other is not None), None)

    # -- where one is --------------------------------------------------------------------------------------------------

    def _came(self, cards: CardList) -> None:
        """The focus came to a column, or another card of it became current."""
        if cards.line() is None and cards.cards.rowCount():
            cards.choose(0)
        line = cards.line()
        if line is None:
            return
        for other in self.lists.values():
            if other is not cards:
                other.choose(-1)
        self._into_view(cards)
        self._tell(line.id)

    def _tell(self, key: UUID | None) -> None:
        if key != self.chosen:
            self.chosen = key
            self.chosen_changed.emit(key)

    def _walk(self, cards: CardList, step: int) -> None:
        """Go to the nearest card of the next column that has any."""
        order = list(self.lists.values())
        at = order.index(cards) + step
        height = cards.visualRect(cards.currentIndex()).center().y()
        while 0 <= at < len(order):
            goal = order[at]
            if goal.cards.rowCount():
                index = goal.indexAt(QPoint(goal.viewport().width() // 2, height))
                goal.choose(index.row() if index.isValid() else goal.cards.rowCount() - 1)
                goal.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            at += step

    def _into_view(self, cards: CardList) -> None:
        frame = cards.parentWidget()
        if frame is None:
            return
        place = QRect(frame.mapTo(self._inner, QPoint(0, 0)), frame.size())
        bar, wide = self._area.horizontalScrollBar(), self._area.viewport().width()
        if place.left() < bar.value():
            bar.setValue(place.left())
        elif place.right() > bar.value() + wide:
            bar.setValue(place.right() - wide + 1)
