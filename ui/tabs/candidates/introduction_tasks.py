"""The tasks of jobcarving that an evaluation says nothing about yet, each to be put on one side with one press."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from ui.stops import tab_after
from ui.theme import tokens as tk
from ui.widgets import Elided, button, clear, cols, label, rows

FIT: Final = "tasks_fit"
NOT_FIT: Final = "tasks_not"
_MOST: Final = 8


class OfferedTasks(QWidget):
    """A line per task.

    Attributes:
        chosen: a task was put somewhere: its name, and the field.
        list_wanted: show the list of tasks.
    """

    chosen = Signal(str, str)
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._lines = rows(gap=0)
        self.all = button("Naar de takenlijst", "quiet", "columns-3", on=self.list_wanted.emit)
        self._title = label("Nog niet genoemd uit de takenlijst", "meta_strong")
        self.setLayout(rows(cols(self._title, None, self.all), self._lines, gap=0))
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def names(self) -> tuple[str, ...]:
        """What is offered."""
        return self._names

    def offer(self, names: Sequence[str]) -> None:
        """Offer these; of many only the first, the rest comes when those have their place."""
        if tuple(names) == self._names and self._lines.count():
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and self._lines.indexOf(focus) < 0 and self.isAncestorOf(focus) and focus != self.all
        self._names = tuple(names)
        clear(self._lines)
        shown = self._names[:_MOST]
        first: QPushButton | None = None
        before: QWidget = self.all
        for name in shown:
            fits = button("Past", "quiet", "check", on=partial(self.chosen.emit, name, FIT))
            not_ = button("Past niet", "quiet", "x", on=partial(self.chosen.emit, name, NOT_FIT))
            fits.setAccessibleName(f"{name}: past")
            not_.setAccessibleName(f"{name}: past niet")
            first = first or fits
            self._lines.addLayout(cols((Elided(name), 1), fits, not_, gap=tk.S1))
            before = tab_after(before, fits, not_)
        if rest := len(self._names) - len(shown):
            self._lines.addWidget(label(f"En nog {rest}.", "meta", "soft"))
        self.setVisible(bool(names))
        if inside and first is not None:  # the button that was pressed has gone
            first.setFocus(Qt.FocusReason.TabFocusReason)
