"""The heading of a row that folds: what it says in one line, a state at its right, and its fields below when open."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.theme.paint import ChipLook, Tone

_ICON_ROOM = tk.ICON_SMALL + 10


class RowHead(QAbstractButton):
    """Enter, Space, Right or a click opens the row, the same or Left folds it; Delete takes it out.

    Attributes:
        out_wanted: Delete.
    """

    out_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._look: ChipLook | None = None
        self._told = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    @property
    def mark(self) -> str:
        """The words of the state at its right."""
        return self._look.words if self._look else ""

    def say(self, words: str, mark: str = "", tone: Tone | None = None, told: str = "") -> None:
        """Say something else.

        Args:
            words: one line.
            mark: a state, short.
            tone: of the state.
            told: why the state is so; for the tool tip and a screen reader.
        """
        look = ChipLook(mark, tone) if mark else None
        if (words, look, told) == (self._words, self._look, self._told):
            return
        self._words, self._look, self._told = words, look, told
        self.setAccessibleName(f"{words}, {mark}" if mark else words)
        self.setAccessibleDescription(told)
        self._tip()
        self.update()

    def _tip(self) -> None:
        cut = self._room() < paint.width(self._words, "strong")
        self.setToolTip("\n".join(part for part in (self._words if cut else "", self._told) if part))

    def _room(self) -> float:
        return self.width() - _ICON_ROOM - 8 - (self._look.width() + 8 if self._look else 0)

    def sizeHint(self) -> QSize:
        return QSize(1, px(tk.H_ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, opened = Qt.Key(event.key()), self.isChecked()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            if opened is (key is Qt.Key.Key_Left):
                self.click()
        elif key is Qt.Key.Key_Delete:
            self.out_wanted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # a button would walk to its neighbours; here the page scrolls
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter, opened = colours(), QPainter(self), self.isChecked()
        rect = QRectF(self.rect())
        if self.underMouse() or opened:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), c.tint)
        painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), c.rule if opened else c.hair)
        middle = rect.center().y()
        chevron = "chevron-down" if opened else "chevron-right"
        paint.icon(painter, 4, round(middle - tk.ICON_SMALL / 2), chevron, c.accent, tk.ICON_SMALL)
        line = QRectF(_ICON_ROOM, 0, max(0.0, self._room()), rect.height())
        paint.text(painter, line, self._words, font("strong" if opened else "body"), c.ink)
        if self._look is not None:
            top = round(middle - px(tk.H_CHIP) / 2)
            paint.chip(painter, rect.right() - 4, top, self._look, from_right=True)
        if self.hasFocus():
            paint.ring(painter, rect.adjusted(0, 0, 0, -1), 3)
        painter.end()
