"""How well a passphrase keeps others out, in words and as a bar. Advice, never rules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colours, paint
from ui.theme import tokens as tk
from ui.widgets import label, rows, set_tone

GOOD_ENOUGH: Final = 2
_PARTS = 4
_GAP = 4


@dataclass(frozen=True, slots=True)
class Strength:
    """A judgement of a passphrase.

    Attributes:
        score: 0 (guessed at once) to 4 (out of reach).
        words: the same in a Dutch sentence, with advice.
    """

    score: int
    words: str


Judge = Callable[[str], Strength]


class _Parts(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.score = -1
        self.setFixedHeight(6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter = colours(), QPainter(self)
        wide = (self.width() - _GAP * (_PARTS - 1)) / _PARTS
        reached = c.good if self.score > GOOD_ENOUGH else c.accent if self.score == GOOD_ENOUGH else c.warn
        for i in range(_PARTS):
            rect = QRectF(i * (wide + _GAP), 0, wide, self.height())
            if i < max(self.score, 1 if self.score == 0 else 0):
                paint.box(painter, rect, reached, None, 3)
            else:
                paint.box(painter, rect, None, c.edge, 3)
        painter.end()


class StrengthBar(QWidget):
    """Four parts and a sentence. Empty as long as nothing was typed."""

    def __init__(self, advice: str) -> None:
        super().__init__()
        self._advice = advice
        self._parts = _Parts()
        self._words = label(advice, "meta", "soft", wrap=True)
        self.setLayout(rows(self._parts, self._words, gap=tk.LABEL_GAP + 1))

    def show_strength(self, strength: Strength | None) -> None:
        """Show a judgement, or (``None``) the advice to begin with."""
        self._parts.score = strength.score if strength else -1
        self._parts.update()
        self._words.setText(strength.words if strength else self._advice)
        weak = strength is not None and strength.score < GOOD_ENOUGH
        set_tone(self._words, "warn" if weak else "soft")
        self.setAccessibleName(self._words.text())
