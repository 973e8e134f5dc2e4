"""Fields beside and below each other: as many in a line as the room allows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import FieldBox

Line = Sequence[QWidget]
_UNITS: Final = 6
_MOST: Final = 3
LEAST: Final = 150
"""A field narrower than this moves to the next line; larger letters need more."""


class FieldGrid(QWidget):
    """Lines of one, two or three fields of equal width; fewer where a label could not be read whole."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self._lines = lines
        self._beside: tuple[int, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tk.S4)
        self._grid.setVerticalSpacing(tk.BETWEEN_FIELDS)
        for unit in range(_UNITS):
            self._grid.setColumnStretch(unit, 1)
        for line in lines:
            for widget in line:
                widget.setMinimumWidth(1)
        self._lay(tuple(min(_MOST, len(line)) for line in lines))

    def _lay(self, beside: tuple[int, ...]) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        at = 0
        for line, most in zip(self._lines, beside, strict=True):
            for start in range(0, len(line), most):
                part = line[start : start + most]
                span = _UNITS // most
                for number, widget in enumerate(part):
                    self._grid.addWidget(widget, at, number * span, 1, span)
                at += 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # letters may have another size
            self._fit()

    def _fit(self) -> None:
        most = max(1, min(_MOST, (self.width() + tk.S4) // (px(LEAST) + tk.S4)))
        self._lay(tuple(self._number(line, min(most, len(line))) for line in self._lines))

    def _number(self, line: Line, most: int) -> int:
        """How many of a line stand beside each other."""
        widest = max(one.wanted if isinstance(one, FieldBox) else 0 for one in line) if most > 1 else 0
        while most > 1 and widest > (self.width() + tk.S4) / most - tk.S4:
            most -= 1
        return most

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())
