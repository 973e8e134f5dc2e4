"""How well a passphrase keeps others out, in words and as a bar. Advice, never rules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colours, paint
from ui.theme import tokens as tk
from ui.widgets import FieldBox, Secret, label, rows, set_tone

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


class NewPassphrase(QWidget):
    """A passphrase, how strong it is, and the same once more.

    Args:
        judge: how strong a passphrase is.
        title: label of the first field.
        again: label of the second field.

    Attributes:
        entered: Enter was pressed in the second field.
    """

    entered = Signal()

    def __init__(self, judge: Judge, title: str = "Wachtzin", again: str = "Nog een keer") -> None:
        super().__init__()
        self._judge = judge
        self.first, self.again = Secret(title), Secret(f"{title} nog een keer")
        self._bar = StrengthBar("Vier of meer gewone woorden samen zijn sterk en goed te onthouden.")
        self._first_box = FieldBox(title, self.first)
        self._again_box = FieldBox(again, self.again)
        self.first.edited.connect(self._typed)
        self.again.edited.connect(lambda _words: self._again_box.say(""))
        self.again.entered.connect(self.entered)
        self.setLayout(
            rows(rows(self._first_box, self._bar, gap=tk.S2), tk.S1, self._again_box),
        )

    def text(self) -> str:
        """What was typed."""
        return self.first.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()

    def ready(self) -> QWidget | None:
        """The field that still needs something, or ``None``."""
        words = self.first.text()
        if not words:
            self._first_box.say("Kies een wachtzin. Zonder kan de kluis niet op slot.", "warn")
            return self.first
        if self._judge(words).score < GOOD_ENOUGH:
            self._first_box.say("Zo is de kluis te makkelijk open te maken.", "warn")
            return self.first
        if words != self.again.text():
            self._again_box.say("Deze is anders dan de eerste. Typ hem nog een keer.", "warn")
            return self.again
        return None

    def _typed(self, words: str) -> None:
        self._first_box.say("")
        self._again_box.say("")
        self._bar.show_strength(self._judge(words) if words else None)


def judge_of(passphrase: str) -> Strength:
    """The program's own judge, in words for the bar."""
    from beschutdesk.services import profile

    found = profile.strength(passphrase)
    return Strength(found.score, f"{found.word[:1].upper()}{found.word[1:]}. {found.advice}")
