"""A day outside the form of a record: typed and read as it is there."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal

from beschutdesk.dossier.fields import Kind, Spec
from ui.forms.editors import Helpers
from ui.forms.moments import DayEditor
from ui.forms.parse import format_day
from ui.widgets import FieldBox


class DayBox(FieldBox):
    """Label, day field and hint. What was read is written out in full; what cannot be, says why.

    Args:
        title: the label.
        today: the day of today.
        hint: a short remark below.
        least: the first day that can be chosen; without a year a day is the first such day from there on.

    Attributes:
        entered: Enter was pressed in the field.
    """

    entered = Signal()

    def __init__(self, title: str, today: Callable[[], date], hint: str = "", least: date | None = None) -> None:
        self._least, self._wrong = least, ""
        self.day = DayEditor(Spec(title, Kind.DAY, frozenset()), Helpers(today=today))
        self.day.start = lambda: least
        super().__init__(title, self.day.widget, hint)
        line = self.day.widget.line
        line.returnPressed.connect(self.entered)
        self.day.edited.connect(lambda: self.say(""))
        self.day.left.connect(self.read)

    def set_day(self, day: date) -> None:
        """Fill in a day."""
        self.day.set_value(day)

    def read(self) -> date | None:
        """The day that stands there; ``None`` when there is none, and then the field says why."""
        reading = self.day.settle()
        day: date | None = reading.value
        if reading.raw is not None or day is None:
            self.say(reading.message or "Schrijf een datum, zoals 23-11-2026.")
            return None
        if self._least is not None and day < self._least:
            self.say(f"{format_day(day)} is te vroeg. Kies {format_day(self._least)} of later.")
            return None
        if reading.note:
            self.say(reading.note, "info")
        return day

    def ask(self) -> None:
        """Give it the focus, with what stands there selected: typing replaces it."""
        self.day.buddy.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.widget.line.selectAll()
