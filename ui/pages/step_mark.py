"""The progress of a few steps: done is a tick, now is filled, later is an outline; always with its word."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colours, font, paint, px

_DISC = 26


class StepMark(QWidget):
    """The steps in a row."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words, self._now = tuple(words), 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_now(0)

    def set_now(self, now: int) -> None:
        """Mark this step as the one of now."""
        self._now = now
        self.setAccessibleName(f"Stap {now + 1} van {len(self._words)}: {self._words[now]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, px(_DISC) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, px(_DISC) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter = colours(), QPainter(self)
        side, left = px(_DISC), 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for i, word in enumerate(self._words):
            disc = QRectF(left, 2, side, side)
            done, now = i < self._now, i == self._now
            paint.box(painter, disc, c.accent if now else c.paper, c.accent if done or now else c.edge, side / 2, 1.5)
            if done:
                paint.icon_in(painter, disc, "check", c.accent, 16)
            else:
                painter.setFont(font("meta_strong"))
                painter.setPen(c.on_accent if now else c.soft)
                painter.drawText(disc, int(paint.CENTRE), str(i + 1))
            left = disc.right() + 8
            used = font("strong" if now else "body")
            room = QRectF(left, 0, self.width() - left, self.height())
            left += paint.text(painter, room, word, used, c.ink if now else c.soft) + 12
            if i < len(self._words) - 1:
                painter.setPen(QPen(c.rule, 1))
                painter.drawLine(round(left), round(disc.center().y()), round(left) + 24, round(disc.center().y()))
                left += 36
        painter.end()
