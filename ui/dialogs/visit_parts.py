"""The parts beside the preview of a visit report: what to look at once more, and who still waits for a copy."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal

from beschutdesk.services.visit_papers import Reader, Slip
from ui.theme import tokens as tk
from ui.widgets import Glyph, Pane, box, button, clear, cols, label, rows

TO_HAND: Final = "Het programma verstuurt niets: geef de verslagen zelf nog aan werkgever en begeleider."


class SlipsPart(Pane):
    """Words that may not be meant for this reader. It points out; the user decides."""

    def __init__(self) -> None:
        super().__init__("warn")
        self._words = label("", "strong", wrap=True)
        self._list = rows(gap=tk.S1)
        glyph = rows(2, Glyph("triangle-alert", "warn"), None, gap=0)
        head = cols(glyph, (self._words, 1), gap=10)
        note = label("Klopt het? Dan kan het zo. Anders verander je het in het bezoek.", "meta", "soft", wrap=True)
        self.setLayout(rows(head, box(self._list), note, gap=6, margins=(14, 10, 12, 10)))
        self.setMinimumWidth(1)
        self.hide()

    def show_slips(self, found: Sequence[tuple[Reader, Slip]], *, named: bool) -> None:
        """Show these; each with the copy it is in when they are of more than one."""
        clear(self._list)
        self.setVisible(bool(found))
        many = len(found) != 1
        self._words.setText(f"Kijk nog even: {len(found)} {'woorden' if many else 'woord'}")
        for reader, slip in found:
            where = f"{reader.label.capitalize()}: " if named else ""
            said = label(f"{where}{slip.words}", "meta", wrap=True)
            said.setMinimumWidth(1)
            self._list.addWidget(said)


class SharePart(Pane):
    """Who still waits for a copy, and all of them in one go.

    Attributes:
        wanted: all of them are to be saved.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__("tint")
        self._title = label("", "strong", wrap=True)
        self._words = label("", "body", "soft", wrap=True)
        self._number = 0
        self.all_button = button("Allebei opslaan…", "", "send", on=self.wanted.emit)
        self.all_button.setAutoDefault(False)
        self.setLayout(rows(self._title, self._words, self.all_button, gap=6, margins=(14, 10, 12, 10)))
        self.setMinimumWidth(1)
        self.hide()

    def show_waiting(self, waiting: Sequence[str], unable: Sequence[str], *, shown: bool) -> None:
        """Say who waits, and for whom no copy can be made."""
        self.setVisible(shown)
        self._title.setText("Nog te delen met" if waiting else "Alles is opgeslagen")
        lines = [f"·  {words}" for words in waiting] + [f"Niet voor {words}" for words in unable]
        self._words.setText("\n".join(lines) if waiting else "\n".join([*lines, TO_HAND]))
        self.all_button.setVisible(bool(waiting))
        self._number = len(waiting)
        self.ask(looked=False)

    def ask(self, *, looked: bool) -> None:
        """What stands on the button; *looked* when it was pressed and there are words to look at first."""
        if looked:
            self.all_button.setText("Toch opslaan…")
            return
        number = self._number
        words = "Opslaan in een map…" if number == 1 else "Allebei opslaan…" if number == 2 else "Alle opslaan…"
        self.all_button.setText(words)
