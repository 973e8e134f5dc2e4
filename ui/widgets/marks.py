"""Small marks: the state of a thing, and the circle of a person. They are painted and never a button."""

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import paint, px
from ui.theme import tokens as tk
from ui.theme.paint import ChipLook, Tone


class Chip(QWidget):
    """A state in a pill: toned (icon, word and ground), outlined (a plain fact) or dashed (not saved, not shared)."""

    def __init__(self, words: str = "", tone: Tone | None = None, icon: str = "", *, dashed: bool = False) -> None:
        super().__init__()
        self._look = self._drawn = ChipLook("")
        self._short = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_look(words, tone, icon, dashed=dashed)

    @property
    def words(self) -> str:
        """What it says."""
        return self._look.words

    def set_look(self, words: str, tone: Tone | None = None, icon: str = "", *, dashed: bool = False) -> None:
        """Show another state."""
        self._look = ChipLook(" ".join(words.split()), tone, icon, dashed)
        self.setAccessibleName(self._look.words)
        self._draw()

    def set_short(self, on: bool) -> None:
        """Show only the icon, where there is no room for the words; they are the tool tip then."""
        if on != self._short:
            self._short = on
            self._draw()

    def _draw(self) -> None:
        self._drawn = replace(self._look, words="") if self._short and self._look.glyph else self._look
        self.setToolTip(self._look.words if self._drawn is not self._look else "")
        self.updateGeometry()
        self.update()

    @property
    def whole(self) -> int:
        """How wide it is with its words."""
        return self._look.width() + 1

    def sizeHint(self) -> QSize:
        return QSize(self._drawn.width() + 1, px(tk.H_CHIP) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.chip(painter, 0, 1, self._drawn)
        painter.end()


class Avatar(QWidget):
    """The circle with initials; a figure when there are none. Decoration: the name stands beside it."""

    def __init__(self, initials: str = "", size: int = 40) -> None:
        super().__init__()
        self._initials = initials
        self.setFixedSize(size, size)

    def set_initials(self, initials: str) -> None:
        """Show another person."""
        self._initials = initials
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.avatar(painter, self.rect().toRectF(), self._initials)
        painter.end()
