"""The keys of bezoekmodus (F1)."""

from typing import Final

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from ui.looking import KEYS as LOOKING_KEYS
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Glyph, box, button, cols, label, line, rows, scroll

_WIDE: Final = 620
_AROUND: Final = 32
_KEYS: Final = (
    (
        ("Alt+1 … 8", "thema"),
        ("Alt+G  L  Z", "goed, let op, zorg"),
        ("Alt+S", "snelle zinnen"),
        ("Ctrl+Shift+P", "privé open of dicht"),
        ("Alt+A", "afspraak typen"),
        ("↑ in de regel", "naar de afspraken"),
        ("Spatie, I, Delete", "gedaan, intern, weg"),
        ("Alt+I", "alleen intern"),
    ),
    (
        ("Ctrl+Tab", "andere werknemer"),
        ("Alt+W", "werknemer erbij"),
        ("Alt+C", "soort contact"),
        ("Alt+T", "taak uitgeprobeerd"),
        ("Alt+M", "leermoment"),
        ("Alt+V", "volgende keer vragen"),
        ("Alt+E", "van vorige keer"),
        ("F2", "leidraad"),
        (LOOKING_KEYS, "iemand kijkt mee"),
    ),
)
_LAST: Final = "Ctrl+Enter rondt af. Esc gaat terug; het bezoek blijft open. Alles wat je typt wordt vanzelf bewaard."


class KeysDialog(QDialog):
    """A list of keys, to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Toetsen bij een bezoek")
        room = self.screen().availableSize() if parent is None else parent.window().size()
        self.setFixedWidth(min(px(_WIDE), room.width() - _AROUND))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tk.S3)
        grid.setVerticalSpacing(tk.S1 + 2)
        for side, known in enumerate(_KEYS):
            for number, (keys, what) in enumerate(known):
                grid.addWidget(label(keys, "meta_strong", "accent"), number, 2 * side)
                grid.addWidget(label(what, "meta", wrap=True), number, 2 * side + 1)
            grid.setColumnStretch(2 * side + 1, 1)
        close = button("Sluiten", "primary", on=self.accept)
        close.setDefault(True)
        title = cols(Glyph("circle-question-mark", "accent", 24), (label(self.windowTitle(), "title"), 1), gap=12)
        last = label(_LAST, "meta", "soft", wrap=True)
        body = box(rows(title, box(grid), last, None, gap=tk.S3, margins=(24, 20, 24, 12)))
        area = scroll(body)
        foot = cols(None, close, margins=(24, 12, 24, 14))
        self.setLayout(rows((area, 1), line(), foot, gap=0))
        wanted = body.heightForWidth(self.width()) if body.hasHeightForWidth() else body.sizeHint().height()
        self.resize(self.width(), min(wanted + foot.sizeHint().height() + 1, room.height() - _AROUND))
        close.setFocus()
