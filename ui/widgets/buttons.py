"""Buttons, tick boxes and the choice of a few."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QRadioButton, QSizePolicy, QWidget

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets.text import plain

ButtonKind = Literal["", "primary", "quiet"]
_KEYS = Qt.Key
_GROUP_KEYS = frozenset(
    {
        _KEYS.Key_Left,
        _KEYS.Key_Right,
        _KEYS.Key_Up,
        _KEYS.Key_Down,
        _KEYS.Key_Home,
        _KEYS.Key_End,
        _KEYS.Key_Delete,
        _KEYS.Key_Backspace,
        _KEYS.Key_Space,
    }
)


def button(
    words: str = "",
    kind: ButtonKind = "",
    icon: str = "",
    tip: str = "",
    on: Callable[[], object] | None = None,
) -> QPushButton:
    """A push button.

    Args:
        words: what it does; an ``&`` makes a mnemonic, so pass names through :func:`plain`.
        kind: primary (one per screen), quiet (in rows and panes) or normal.
        icon: name of an icon, before the words or alone.
        tip: tool tip with the key, as ``Nieuwe kandidaat (Ctrl+N)``. Alone with an icon it is the accessible name.
        on: called on a click.
    """
    made = QPushButton(words)
    made.setProperty("kind", kind)
    made.setProperty("glyph", icon)
    if tip:
        made.setToolTip(tip)
    if not words:
        made.setAccessibleName(tip.partition(" (")[0])
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if on is not None:
        made.clicked.connect(lambda _checked=False: on())
    return made


def set_button(made: QPushButton, words: str, icon: str) -> None:
    """Give a button other words and another icon; without words its tip is its name."""
    made.setText(words)
    made.setProperty("glyph", icon)
    made.setAccessibleName("" if words else made.toolTip().partition(" (")[0])
    made.updateGeometry()
    made.update()


class CheckBox(QCheckBox):
    """A tick box of the house; a click anywhere on its words counts."""

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class Radio(QRadioButton):
    """A radio button of the house, for more than four options or long ones; else take :class:`Segmented`."""

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class Segment(QRadioButton):
    """One option of a :class:`Segmented`. A radio button, so that a screen reader says what it is."""

    def __init__(self, words: str, icon: str, first: bool, last: bool, tone: str = "") -> None:
        super().__init__(plain(words))
        self.words, self._icon, self._first, self._last = words, icon, first, last
        self._whole_icon = icon
        self._tone = tone
        self.setAutoExclusive(False)  # the group decides, for nothing chosen is possible
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, shown: bool) -> None:
        """Leave the icon out where there is little room."""
        self._icon = self._whole_icon if shown else ""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        # Room for the bold of the chosen one, so that nothing moves.
        wide = round(paint.width(self.words, "strong")) + 24 + (tk.ICON + 6 if self._icon else 0)
        return QSize(wide, px(tk.H_SEGMENT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _GROUP_KEYS:
            event.ignore()  # the group chooses; a button by itself would walk out of it
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, on = colours(), self.isChecked()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        # Neighbours share one line: each draws its box one pixel wider to the left than its own room.
        body = rect.adjusted(0 if self._first else -1, 0, 0, 0)
        fill = c.pick if on else c.tint if self.underMouse() and self.isEnabled() else c.paper
        painter.setClipRect(rect)
        paint.box(painter, self._rounded(body), fill, c.edge if self.isEnabled() else c.rule, tk.R_INPUT)
        if not self._first:
            painter.fillRect(QRectF(0, 1, 1, rect.height() - 2), fill)
        if not self._last:
            painter.fillRect(QRectF(rect.right() - 1, 0, 1, rect.height()), c.edge if self.isEnabled() else c.rule)
        left = 12.0
        colour = c.ink if on and self.isEnabled() else c.soft
        if self._icon:
            shown = getattr(c, self._tone) if self._tone and self.isEnabled() else colour
            paint.icon(painter, left, (rect.height() - tk.ICON) / 2, self._icon, shown)
            left += tk.ICON + 6
        room = QRectF(left, 0, rect.width() - left - 10, rect.height())
        used = font("strong" if on else "body")
        if not self._icon:
            room, align = rect, paint.CENTRE
        else:
            align = paint.LEFT
        painter.setFont(used)
        painter.setPen(colour)
        painter.drawText(room, int(align), self.words)
        if self.hasFocus():
            paint.ring(painter, rect, tk.R_INPUT)
        painter.end()

    def _rounded(self, body: QRectF) -> QRectF:
        # A corner that must be square is drawn outside the clip.
        return body.adjusted(0 if self._first else -6, 0, 0 if self._last else 6, 0)


class Segmented(QWidget):
    """One choice of two to four, all in view. Nothing chosen is possible: 'unknown' is an answer of its own.

    One Tab stop; the arrows choose, Home and End go to the ends, Space chooses the one in focus. When ``clearable``, a
    click on the chosen one, or Delete, makes it nothing again. ``tones`` are the colours of the icons.

    Attributes:
        changed: the choice is another one, -1 for nothing; also when the program sets it.
        edited: the user has changed it.
    """

    changed = Signal(int)
    edited = Signal(int)

    def __init__(
        self,
        words: Sequence[str],
        chosen: int = -1,
        name: str = "",
        icons: Sequence[str] = (),
        *,
        tones: Sequence[str] = (),
        clearable: bool = True,
    ) -> None:
        super().__init__()
        self._name, self._chosen, self._clearable = name, -1, clearable
        layout = QHBoxLayout(self)
        layout.setSpacing(0)
        layout.setContentsMargins(0, 0, 0, 0)
        self._segments: list[Segment] = []
        for i, word in enumerate(words):
            segment = Segment(word, icons[i] if icons else "", i == 0, i == len(words) - 1, tones[i] if tones else "")
            segment.clicked.connect(lambda _checked=False, i=i: self._clicked(i))
            self._segments.append(segment)
            layout.addWidget(segment)
        layout.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_name(name)
        self.choose(chosen)
        self._one_stop()

    def set_name(self, name: str) -> None:
        """Tell screen readers what is being chosen; each option is then ``name: option``."""
        self._name = name
        self.setAccessibleName(name)
        for segment in self._segments:
            segment.setAccessibleName(f"{name}: {segment.words}" if name else segment.words)

    def set_words(self, index: int, words: str) -> None:
        """Change the words of an option, for instance to show a count."""
        segment = self._segments[index]
        segment.words = words
        segment.setText(plain(words))
        segment.updateGeometry()
        segment.update()
        self.set_name(self._name)

    def show_icons(self, shown: bool) -> None:
        """Leave the icons out where there is little room."""
        for segment in self._segments:
            segment.show_icon(shown)

    @property
    def chosen(self) -> int:
        """Index of the choice, -1 for nothing."""
        return self._chosen

    def choose(self, index: int) -> None:
        """Choose an option, or nothing (-1)."""
        changed, self._chosen = index != self._chosen, index
        for i, segment in enumerate(self._segments):
            segment.setChecked(i == index)
        self._one_stop()
        if changed:
            self.changed.emit(index)

    def buddy(self) -> QWidget:
        """The widget that takes the focus for the whole."""
        return self._segments[max(self._chosen, 0)]

    def segments(self) -> list[Segment]:
        """The options, in order."""
        return list(self._segments)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = _KEYS
        last = len(self._segments) - 1
        at = next((i for i, s in enumerate(self._segments) if s.hasFocus()), max(self._chosen, 0))
        match event.key():
            case keys.Key_Right | keys.Key_Down:
                goal = min(at + 1, last)
            case keys.Key_Left | keys.Key_Up:
                goal = max(at - 1, 0)
            case keys.Key_Home:
                goal = 0
            case keys.Key_End:
                goal = last
            case keys.Key_Delete | keys.Key_Backspace if self._clearable:
                goal = -1
            case keys.Key_Space:
                goal = at
            case _:
                super().keyPressEvent(event)
                return
        self._pick(goal)

    def _clicked(self, index: int) -> None:
        self._pick(-1 if index == self._chosen and self._clearable else index)

    def _pick(self, index: int) -> None:
        before = self._chosen
        self.choose(index)
        if index >= 0:
            self._segments[index].setFocus(Qt.FocusReason.OtherFocusReason)
        if index != before:
            self.edited.emit(index)

    def _one_stop(self) -> None:
        stop = max(self._chosen, 0)
        for i, segment in enumerate(self._segments):
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if i == stop else Qt.FocusPolicy.ClickFocus)
        if self._segments:
            self.setFocusProxy(self._segments[stop])
