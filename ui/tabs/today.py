"""Vandaag: what asks attention, who is on the road today, deadlines and promises."""

from datetime import date

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.values import MONTHS, WEEKDAYS
from ui.tabs.empty import Act, EmptyTab
from ui.theme import tokens as tk
from ui.widgets import cols, label, rows


def long_date(day: date) -> str:
    """``Maandag 23 november``: the heading of the page."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {MONTHS[day.month - 1]}"


class TodayPage(QWidget):
    """The day in a heading; below it what asks attention, or that nothing does.

    Args:
        today: the day.
        on_add: adds the first candidate; ``None`` when there are candidates already.
        on_demo: brings in the demo dossiers.
    """

    def __init__(self, today: date, on_add: Act | None = None, on_demo: Act | None = None) -> None:
        super().__init__()
        self._day = label(long_date(today), "title")
        if on_add:
            body = EmptyTab(
                "sun",
                "Nog niets voor vandaag",
                "Hier staat straks elke ochtend wat aandacht vraagt: bezoeken, termijnen die aflopen en afspraken "
                "die iemand heeft gemaakt. Begin met je eerste kandidaat.",
                do="Kandidaat toevoegen",
                on_do=on_add,
                other="Voorbeelddossiers bekijken",
                on_other=on_demo,
            )
        else:
            body = EmptyTab(
                "sun",
                "Hier komt je dag",
                "Straks staan hier de bezoeken van vandaag, termijnen die aflopen en open afspraken, elk met de reden. "
                "Deze versie kijkt daar nog niet naar: houd je eigen agenda bij.",
            )
        margins = (tk.PAGE_MARGIN, tk.S4, tk.PAGE_MARGIN, 0)
        self.setLayout(rows(cols(self._day, None, margins=margins), (body, 1), gap=0))
        self.setMinimumSize(1, 1)

    def set_today(self, today: date) -> None:
        """Show another day, as after midnight."""
        self._day.setText(long_date(today))
