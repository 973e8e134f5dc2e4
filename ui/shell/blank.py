"""F12: an empty screen, for when somebody looks along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colours, paint
from ui.widgets import cols, label, rows

_WAYS_BACK = frozenset({Qt.Key.Key_F12, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class BlankPage(QWidget):
    """Nothing but how to go back. It isn't a lock: who knows the key sees everything again.

    Attributes:
        left: the user goes back.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Scherm verborgen. Druk op F12 om verder te gaan.")
        words = label("F12: verder", "meta", "soft")
        self.setLayout(rows(None, cols(None, words, None), margins=(0, 0, 0, 24)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WAYS_BACK:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours().side)
        if self.hasFocus():
            paint.ring(painter, self.rect().toRectF())
        painter.end()
