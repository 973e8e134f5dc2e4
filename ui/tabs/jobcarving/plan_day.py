"""The chosen day beside the week: what it comes to, how it differs, and what one can do with all of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.tabs.jobcarving.plan_week import DayShown
from ui.theme import tokens as tk
from ui.widgets import Flow, button, label, rows


class DayCard(QWidget):
    """What the chosen day comes to.

    Attributes:
        new_wanted: a block more.
        copy_wanted: the same on other days.
        clear_wanted: all of it goes.
    """

    new_wanted = Signal()
    copy_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "section", "accent")
        self._sums = label("", "body", "", wrap=True)
        self._differs = label("", "meta", "soft", wrap=True)
        self.new = button("Blok erbij", "", "plus", "Blok erbij (Insert in de week)", on=self.new_wanted.emit)
        self.copy = button("Kopiëren", "quiet", "copy", "Dag kopiëren (Ctrl+D in de week)", on=self.copy_wanted.emit)
        self.empty = button("Leegmaken", "quiet", "trash-2", "Dag leegmaken", on=self.clear_wanted.emit)
        acts = Flow(self.new, self.copy, self.empty, gap=tk.S1)
        self.setLayout(rows(self._title, self._sums, self._differs, acts, gap=tk.S1))
        self.setMinimumWidth(1)

    def show_day(self, day: DayShown | None) -> None:
        """Show this day, or none."""
        if day is None:
            for words in (self._title, self._sums, self._differs):
                words.setText("")
            return
        self._title.setText(f"{day.name[:1].upper()}{day.name[1:]}")
        why = f"Geen werk: {day.free}." if day.free else "Geen werkdag."
        self._sums.setText(day.sums[0] or ("Nog niets ingedeeld." if day.open else why))
        self._differs.setText("\n".join(day.differs))
        self._differs.setVisible(bool(day.differs))
        for one in (self.copy, self.empty):
            one.setEnabled(bool(day.blocks))
