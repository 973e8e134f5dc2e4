"""Fields beside and below each other: as many in a line as the room allows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import px
from ui.theme import tokens as tk

Line = Sequence[QWidget]
_UNITS: Final = 6
LEAST: Final = 150
"""A field narrower than this moves to the next line; larger letters need more."""


class FieldGrid(QWidget):
    """Lines of one, two or three fields of equal width."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self._lines = lines
        self._most = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tk.S4)
        self._grid.setVerticalSpacing(tk.BETWEEN_FIELDS)
        for unit in range(_UNITS):
            self._grid.setColumnStretch(unit, 1)
        for line in lines:
            for widget in line:
                widget.setMinimumWidth(1)
        self._lay(3)

    def _lay(self, most: int) -> None:
        if most == self._most:
            return
        self._most = most
        at = 0
        for line in self._lines:
            for start in range(0, len(line), most):
                part = line[start : start + most]
                span = _UNITS // min(len(line), most)
                for number, widget in enumerate(part):
                    self._grid.addWidget(widget, at, number * span, 1, span)
                at += 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # letters may have another size
            self._fit()

    def _fit(self) -> None:
        room = self.width() + tk.S4
        self._lay(max(1, min(3, room // (px(LEAST) + tk.S4))))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())
