"""Where the parts of the page stand: themes, text, guide. What has no room comes over the text when asked for."""

from collections.abc import Callable
from enum import Enum
from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import colours, px
from ui.theme import tokens as tk
from ui.widgets import line

GUIDE_FROM: Final = 1100
"""From this width of the window the guide has a place of its own."""
EARLIER_FROM: Final = 680
"""From this height what stood open the last time has a place of its own."""
LOW: Final = tk.LOW_WINDOW
_LEFT, _LEFT_NARROW = 256, 240
_RIGHT: Final = 296
_EARLIER: Final = 150
"""Least of the left column that goes to what stood open the last time."""
_WIDE_FROM: Final = 1000


class Over(Enum):
    """What lies over the text."""

    NOTHING = "nothing"
    GUIDE = "guide"
    EARLIER = "earlier"


class Columns(QWidget):
    """The body of the page.

    Args:
        themes: at the left, above.
        earlier: at the left, below.
        middle: where one writes.
        guide: at the right.

    Attributes:
        themes_high: how high the themes are, all of them in view.
        folded: what lay over the text has gone; the keyboard belongs in the text again when it was there.
    """

    folded = Signal()

    def __init__(self, themes: QWidget, earlier: QWidget, middle: QWidget, guide: QWidget) -> None:
        super().__init__()
        self._themes, self._earlier, self._middle, self._guide = themes, earlier, middle, guide
        self._over, self._wants_guide, self._has_earlier = Over.NOTHING, True, False
        self.themes_high: Callable[[], int] = lambda: 0
        for part in (themes, earlier, middle, guide):
            part.setParent(self)
            part.setMinimumSize(1, 1)
        self._edge = line("upright")
        self._edge.setParent(self)
        self.setMinimumSize(1, 1)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    @property
    def over(self) -> Over:
        """What lies over the text now."""
        return self._over

    @property
    def low(self) -> bool:
        """Whether height is scarce."""
        return self.height() < px(LOW) - px(tk.H_HEADER)

    @property
    def guide_docked(self) -> bool:
        """Whether there is room for the guide beside the text."""
        return self.width() >= px(GUIDE_FROM)

    @property
    def earlier_docked(self) -> bool:
        """Whether there is room for what stood open below the themes."""
        return self.height() >= px(EARLIER_FROM) - px(tk.H_HEADER)

    @property
    def guide_shown(self) -> bool:
        """Whether the guide is in view."""
        return self._over is Over.GUIDE or (self.guide_docked and self._wants_guide)

    def set_earlier(self, there: bool) -> None:
        """Say whether anything stood open."""
        self._has_earlier = there
        self.arrange()

    def turn_guide(self) -> bool:
        """Show the guide, or let it go; returns whether it is in view now."""
        if self.guide_docked:
            self._wants_guide = not self._wants_guide
        else:
            self._over = Over.NOTHING if self._over is Over.GUIDE else Over.GUIDE
        self.arrange()
        return self.guide_shown

    def show_earlier(self) -> None:
        """Bring what stood open into view."""
        if not self.earlier_docked:
            self._over = Over.EARLIER
            self.arrange()

    def fold(self) -> bool:
        """Take away what lies over the text; ``False`` when nothing did."""
        if self._over is Over.NOTHING:
            return False
        self._over = Over.NOTHING
        self.arrange()
        self.folded.emit()
        return True

    def arrange(self) -> None:
        """Give each part its place."""
        wide, high = self.width(), self.height()
        left = px(_LEFT if wide >= px(_WIDE_FROM) else _LEFT_NARROW)
        right = px(_RIGHT) if self.guide_docked and self._wants_guide else 0
        floating = min(px(_RIGHT), wide - left)
        earlier_here = self.earlier_docked and self._has_earlier
        below = max(px(_EARLIER), high - self.themes_high()) if earlier_here else 0
        self._themes.setGeometry(0, 0, left, high - below)
        self._middle.setGeometry(left + 1, 0, max(1, wide - left - 1 - (right + 1 if right else 0)), high)
        if self._over is Over.EARLIER and not self.earlier_docked:
            self._earlier.setGeometry(wide - floating, 0, floating, high)
        else:
            self._earlier.setGeometry(0, high - below, left, max(1, below))
        over_guide = self._over is Over.GUIDE and not self.guide_docked
        self._guide.setGeometry(QRect(wide - floating, 0, floating, high))
        self._guide.setVisible(bool(right) or over_guide)
        self._earlier.setVisible(earlier_here or (self._over is Over.EARLIER and not self.earlier_docked))
        for part, over in ((self._guide, over_guide), (self._earlier, self._over is Over.EARLIER)):
            if over:
                part.raise_()
        self._edge.setVisible(self._over is not Over.NOTHING)
        self._edge.setGeometry(wide - floating, 0, 1, high)
        self._edge.raise_()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self._over is Over.GUIDE and self.guide_docked) or (self._over is Over.EARLIER and self.earlier_docked):
            self._over = Over.NOTHING
        self.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self._themes.width(), self.height()), colours().side)
        painter.fillRect(QRect(self._themes.width(), 0, 1, self.height()), colours().hair)
        if self.guide_docked and self._wants_guide:
            painter.fillRect(QRect(self._guide.x() - 1, 0, 1, self.height()), colours().hair)
        painter.end()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Who goes elsewhere is done with what lies over the text."""
        over = {Over.GUIDE: self._guide, Over.EARLIER: self._earlier}.get(self._over)
        if over is None or now is None or before is None or now.window() is not self.window():
            return
        if (before is over or over.isAncestorOf(before)) and not (now is over or over.isAncestorOf(now)):
            self._over = Over.NOTHING
            self.arrange()
