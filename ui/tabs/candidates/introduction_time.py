"""Whether the time that somebody has to guide is as much as is needed, in one line."""

from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QWidget

from beschutdesk.rules.introduction import minutes_short
from ui.forms.parse import format_number
from ui.theme import tokens as tk
from ui.widgets import Glyph, cols, label, rows, set_tone

_ENOUGH: Final = "Dat is genoeg."


class EnoughTime(QWidget):
    """Says it as soon as both numbers are there."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = Glyph("circle-check", "good", tk.ICON_SMALL)
        self._words = label("", "meta_strong", wrap=True)
        self.setLayout(cols(rows(self._mark, None, gap=0, margins=(0, 3, 0, 0)), (self._words, 1), gap=6))
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def tell(self, needed: Decimal | None, available: Decimal | None) -> None:
        """Compare minutes per day; without one of them there is nothing to say."""
        short = minutes_short(needed, available)
        self.setVisible(short is not None)
        if short is None:
            return
        tone = "warn" if short else "good"
        self._words.setText(f"Dat is elke dag {format_number(short, 0)} minuten te weinig." if short else _ENOUGH)
        set_tone(self._words, tone)
        self._mark.set_glyph("triangle-alert" if short else "circle-check", tone)
