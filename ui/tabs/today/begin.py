"""Vandaag while there is nobody yet: what will be here, and how to begin."""

from datetime import date

from PySide6.QtWidgets import QWidget

from ui.tabs.empty import Act, EmptyTab
from ui.tabs.today.words import long_date
from ui.theme import tokens as tk
from ui.widgets import cols, label, rows


class TodayPage(QWidget):
    """The day in a heading; below it what will be here.

    Args:
        today: the day.
        on_add: adds the first candidate.
        on_demo: brings in the demo dossiers.
    """

    def __init__(self, today: date, on_add: Act | None = None, on_demo: Act | None = None) -> None:
        super().__init__()
        day = label(long_date(today), "title")
        body = EmptyTab(
            "sun",
            "Nog niets voor vandaag",
            "Hier staat straks elke ochtend wat aandacht vraagt: bezoeken, termijnen die aflopen en afspraken "
            "die iemand heeft gemaakt. Begin met je eerste kandidaat.",
            do="Kandidaat toevoegen",
            on_do=on_add,
            other="Demodossiers laden",
            on_other=on_demo,
        )
        margins = (tk.PAGE_MARGIN, tk.S4, tk.PAGE_MARGIN, 0)
        self.setLayout(rows(cols(day, None, margins=margins), (body, 1), gap=0))
        self.setMinimumSize(1, 1)
