"""For whom a workbook with numbers is: others by itself, oneself only when one says so."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QWidget

from beschutdesk.rules.disclosure import LEAST
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Glyph, Radio, box, button, cols, label, line, rows

_WIDE: Final = 540
_INDENT: Final = 26
FEW: Final = f"1 tot en met {LEAST - 1}"
OTHERS: Final = (
    f"Aantallen van {FEW} staan er niet in, zodat niemand te herkennen is. Soms valt ook een groter aantal weg, omdat "
    "het kleine anders uit te rekenen is. Geef niet twee overzichten door waarvan het ene een deel is van het andere."
)
_OWN: Final = (
    f"Ook aantallen van {FEW} staan erin. Wie de mensen kent, kan er iemand in herkennen: geef dit bestand niet door."
)


class ExportChoice(QDialog):
    """Asks whom the workbook is for.

    Attributes:
        chosen: for oneself, with small numbers (``True``), or for others.
    """

    chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, own: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle("Opslaan als Excel")
        self.setFixedWidth(px(_WIDE))
        self.others, self.own = Radio("Voor anderen"), Radio("Alleen voor jezelf")
        self.others.setChecked(True)
        self.own.setEnabled(own)
        group = QButtonGroup(self)
        hints = []
        for radio, words in ((self.others, OTHERS), (self.own, _OWN)):
            group.addButton(radio)
            radio.setAccessibleDescription(words)
            hint = label(words, "meta", "soft", wrap=True)
            hint.setContentsMargins(_INDENT, 0, 0, 0)
            hints.append(hint)
        self.cancel_button = button("Annuleren", on=self.reject)
        self.go_button = button("Plek kiezen…", "primary", on=self._go)
        self.go_button.setDefault(True)
        head = cols(Glyph("file-spreadsheet", "accent", 24), (label("Voor wie is het bestand?", "title"), 1), gap=12)
        first, second = (rows(one, hint, gap=2) for one, hint in zip((self.others, self.own), hints, strict=True))
        content = box(rows(head, first, second, None, gap=tk.S4, margins=(24, 20, 24, 16)))
        foot = cols(None, self.cancel_button, self.go_button, gap=10, margins=(24, 12, 24, 14))
        self.setLayout(rows(content, line(), foot, gap=0))
        self.others.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def _go(self) -> None:
        exact = self.own.isChecked()
        self.accept()
        self.chosen.emit(exact)

    def abandon(self) -> None:
        """Close at once: the vault is being locked."""
        self.reject()
