"""The strip that says that somebody looks as well."""

from ui.looking import KEYS, current
from ui.theme import tokens as tk
from ui.widgets import Glyph, Pane, announce, button, cols, label

WORDS = "Meekijkstand: namen van anderen zijn verborgen en wat privé is, is ingeklapt."


class LookingStrip(Pane):
    """Below the header, as long as the Meekijkstand is on."""

    def __init__(self) -> None:
        super().__init__("warn")
        words = label(WORDS, "body", wrap=True)
        self.off = button("Meekijkstand uit", "quiet", tip=f"Toont weer alle namen ({KEYS})")
        self.off.clicked.connect(lambda _checked=False: current().set_on(False))
        self.setLayout(cols(Glyph("eye-off", "warn"), (words, 1), self.off, gap=tk.S2, margins=(16, 4, 12, 4)))
        self.setAccessibleName(WORDS)
        self.setMinimumWidth(1)
        self.hide()
        current().changed.connect(self._turned)

    def _turned(self, on: bool) -> None:
        self.setVisible(on)
        announce(self, WORDS if on else "Meekijkstand uit.")
