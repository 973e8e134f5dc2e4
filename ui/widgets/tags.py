"""Several of a list of short words, as pills that go on or off."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QSizePolicy, QWidget

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets.flow import Flow
from ui.widgets.text import plain

_KEYS: Final = Qt.Key
_MOVES: Final = frozenset(
    {_KEYS.Key_Left, _KEYS.Key_Right, _KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_Home, _KEYS.Key_End}
)
_ICON: Final = 14


class Tag(QCheckBox):
    """One word. A tick box, so that a screen reader says what it is; painted as a pill with a check or a plus."""

    def __init__(self, words: str) -> None:
        super().__init__(plain(words))
        self.words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # Room for the bold of the chosen one, so that nothing moves.
        return QSize(round(paint.width(self.words, "strong")) + _ICON + 6 + 24, px(tk.H_SEGMENT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES or (event.text().isalpha() and not event.modifiers()):
            event.ignore()  # the group moves the focus
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, on = colours(), self.isChecked()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        fill = c.pick if on else c.tint if self.underMouse() and self.isEnabled() else c.paper
        paint.box(painter, rect, fill, c.accent if on else c.edge, rect.height() / 2)
        colour = c.ink if on else c.soft
        top = (rect.height() - _ICON) / 2
        paint.icon(painter, 11, top, "check" if on else "plus", c.accent if on else c.soft, _ICON)
        room = QRectF(11 + _ICON + 6, 0, rect.width() - 11 - _ICON - 6 - 8, rect.height())
        painter.setFont(font("strong" if on else "body"))
        painter.setPen(colour)
        painter.drawText(room, int(paint.LEFT), self.words)
        if self.hasFocus():
            paint.ring(painter, rect, rect.height() / 2)
        painter.end()


class Tags(QWidget):
    """All words in view, as many in a line as fit.

    One Tab stop for all of them: arrows go from word to word and from line to line, Home and End to the ends, a letter
    to the next word that begins with it, Space puts one on or off.

    Args:
        words: in order.
        name: what is being chosen; each word is then ``name: word`` to a screen reader.

    Attributes:
        edited: the user put one on or off.
    """

    edited = Signal()

    def __init__(self, words: Sequence[str], name: str = "") -> None:
        super().__init__()
        self._tags = [Tag(word) for word in words]
        self._stop = 0
        self.setLayout(Flow(*self._tags, gap=6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(1)
        for tag in self._tags:
            tag.clicked.connect(lambda _on=False: self.edited.emit())
            tag.installEventFilter(self)
        self.set_name(name)
        self._one_stop()

    def set_name(self, name: str) -> None:
        """Tell screen readers what is being chosen."""
        self.setAccessibleName(name)
        for tag in self._tags:
            tag.setAccessibleName(f"{name}: {tag.words}" if name else tag.words)

    def tags(self) -> list[Tag]:
        """The words, in order."""
        return list(self._tags)

    @property
    def chosen(self) -> list[int]:
        """Indexes of those that are on."""
        return [number for number, tag in enumerate(self._tags) if tag.isChecked()]

    def choose(self, chosen: Sequence[int]) -> None:
        """Put these on and all others off."""
        for number, tag in enumerate(self._tags):
            tag.setChecked(number in chosen)

    def buddy(self) -> QWidget:
        """The widget that takes the focus for the whole."""
        return self._tags[self._stop]

    def eventFilter(self, watched: object, event: object) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and watched in self._tags:
            at = self._tags.index(watched)
            if at != self._stop:  # by a click
                self._stop = at
                self._one_stop()
            self._into_view()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._tags) - 1
        match event.key():
            case _KEYS.Key_Right:
                goal = min(self._stop + 1, last)
            case _KEYS.Key_Left:
                goal = max(self._stop - 1, 0)
            case _KEYS.Key_Home:
                goal = 0
            case _KEYS.Key_End:
                goal = last
            case _KEYS.Key_Up:
                goal = self._beside(-1)
            case _KEYS.Key_Down:
                goal = self._beside(1)
            case _ if event.text().isalpha() and not event.modifiers():
                goal = self._next_with(event.text())
            case _:
                super().keyPressEvent(event)
                return
        self._stop = goal
        self._one_stop()
        self._tags[goal].setFocus(Qt.FocusReason.OtherFocusReason)

    def _beside(self, way: int) -> int:
        """The word above or below: on the next line, nearest to the middle of this one."""
        here = self._tags[self._stop].geometry()
        tops = sorted({tag.y() for tag in self._tags if (tag.y() - here.y()) * way > 0}, reverse=way < 0)
        if not tops:
            return self._stop
        there = [number for number, tag in enumerate(self._tags) if tag.y() == tops[0]]
        return min(there, key=lambda number: abs(self._tags[number].geometry().center().x() - here.center().x()))

    def _next_with(self, letter: str) -> int:
        order = [*range(self._stop + 1, len(self._tags)), *range(self._stop + 1)]
        begins = letter.casefold()
        return next((n for n in order if self._tags[n].words.casefold().startswith(begins)), self._stop)

    def _one_stop(self) -> None:
        for number, tag in enumerate(self._tags):
            stop = number == self._stop
            tag.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def _into_view(self) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(self._tags[self._stop], 0, tk.S5)
