"""What comes from the dossier and is not typed again: who asks, and whom it is about."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import tokens as tk
from ui.widgets import box, button, clear, cols, label, rows

Fact = tuple[str, str]
"""A title and what is known; an empty one says that it is not filled in."""
_NOT: Final = "nog niet ingevuld"


class FactsPart(QWidget):
    """Titles with what is known, and the way to where it is kept.

    Args:
        words: above them.
        go: words of the button.

    Attributes:
        wanted: go to where it is kept.
    """

    wanted = Signal()

    def __init__(self, words: str, go: str) -> None:
        super().__init__()
        self._facts: Sequence[Fact] = ()
        self._rows = rows(gap=2)
        self.go = button(go, "quiet", "arrow-right", on=self.wanted.emit)
        held = box(self._rows)
        held.setMinimumWidth(1)
        self.setLayout(rows(label(words, "meta", "soft", wrap=True), held, cols(self.go, None), gap=tk.S1))
        self.setMinimumWidth(1)

    @property
    def facts(self) -> list[Fact]:
        """What is shown."""
        return list(self._facts)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        if list(facts) == list(self._facts):
            return
        self._facts = tuple(facts)
        clear(self._rows)
        for title, words in facts:
            name = label(title, "meta_strong", "soft", wrap=True)
            name.setFixedWidth(tk.W_HEAD - tk.S3)
            said = label(words or _NOT, "body", "" if words else "warn", wrap=True)
            said.setMinimumWidth(1)
            self._rows.addLayout(cols(name, (said, 1), gap=tk.S2))
