"""What stands at the left of the window: the mark of the house, the tabs, and the buttons below them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.shell.rail import Rail, Tab
from ui.theme import colours, px
from ui.theme import tokens as tk
from ui.widgets import Pane, button, cols, rows

_ROUND_RAIL: Final = 14 + 4 + 10 + 10
"""Height of what stands above and below the tabs on the rail, but for the buttons."""


class _Bar(QWidget):
    """The short thick bar of the printed documents."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(30, 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours().accent)
        painter.end()


class Side(Pane):
    """The rail with its tabs, the mark of what needs attention, settings and lock.

    Args:
        tabs: of the window.

    Attributes:
        rail: the tabs.
        gear, lock: the buttons.
        settings_wanted, lock_wanted: a button was pressed.
    """

    settings_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__("side")
        self.rail = Rail(tabs)
        self._high = 0
        self._mark: QWidget | None = None
        self._mark_place = cols(None, None, gap=0)
        self.gear = button("", "quiet", "settings", "Instellingen (Ctrl+,)", on=self.settings_wanted.emit)
        self.lock = button("", "quiet", "lock", "Vergrendelen (Ctrl+L)", on=self.lock_wanted.emit)
        self.setLayout(
            rows(
                14,
                cols(14, _Bar(), None),
                10,
                self.rail,
                None,
                self._mark_place,
                cols(None, self.gear, None),
                cols(None, self.lock, None, margins=(0, 0, 0, 10)),
                gap=0,
            )
        )

    def set_mark(self, mark: QWidget | None) -> None:
        """Show a mark at the bottom, above the buttons; it hides by itself when all is well."""
        before, self._mark = self._mark, mark
        if before is not None:
            before.removeEventFilter(self)
            self._mark_place.removeWidget(before)
            before.hide()
            before.deleteLater()
        if mark is not None:
            shown = not mark.isHidden()
            self._mark_place.insertWidget(1, mark)
            mark.setVisible(shown)
            mark.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._mark and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit()
        return super().eventFilter(watched, event)

    def fit(self, high: int) -> None:
        """Give the tabs the room that the rest leaves in a window of this height, in pixels."""
        self._high = high
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(px(tk.W_RAIL))
        taken = 2 * px(tk.H_INPUT) + _ROUND_RAIL
        if self._mark is not None and not self._mark.isHidden():
            taken += max(self._mark.sizeHint().height(), self._mark.minimumHeight())
        self.rail.set_room(self._high - taken, low=self._high < px(tk.LOW_WINDOW))
