"""The next contact: proposed from the rhythm, typed freely, read in full; nothing is guessed silently."""

from datetime import date

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.values import Appointment
from beschutdesk.rules.holidays import working_day
from beschutdesk.rules.rhythm import Due
from beschutdesk.rules.time import days_after
from beschutdesk.rules.when import Moment, State, in_full, read_moment
from ui.forms.editors import LineEdit
from ui.forms.parse import format_time
from ui.widgets import FieldBox

_SATURDAY = 5


def proposed(due: Due | None, today: date) -> tuple[date | None, str]:
    """The day that the rhythm gives, counted from today, never in a weekend or on a holiday; and why another one."""
    if due is None:
        return None, ""
    day = days_after(today, due.days)
    over = day.weekday() - _SATURDAY + 1
    return working_day(days_after(day, -over) if over > 0 and (day - today).days > over else day)


class NextField(FieldBox):
    """One line, and how it is understood below it.

    Args:
        due: when the rhythm wants it, and why.
        kept: the day in the record.
        today: the present day.
        typed: what was typed here before; it goes before both.
    """

    def __init__(self, due: Due | None, kept: date | None, today: date, typed: str | None = None) -> None:
        self.line = LineEdit()
        self._today = today
        self._why = due.why if due is not None else ""
        super().__init__("Volgende contact", self.line, self._why)
        self.line.setPlaceholderText("vr, over 2 weken, 12-12 om 9.30; leeg is nog niet bekend")
        day, moved = (kept, "") if kept is not None and kept >= today else proposed(due, today)
        rhythm = self._why
        self._why = f"{rhythm} {moved}".strip() if typed is None else rhythm
        self.line.setText(typed if typed is not None else "" if day is None else in_full(day))
        self.line.textEdited.connect(lambda _words: self._typed(rhythm))
        self.line.editingFinished.connect(self.tell)
        self.tell()

    def _typed(self, why: str) -> None:
        """Another day than the proposed one was not moved."""
        self._why = why
        self.tell()

    def read(self) -> Moment:
        """How it is understood."""
        return read_moment(self.line.text(), self._today)

    @property
    def is_fine(self) -> bool:
        """Whether it can be read, or nothing stands there."""
        found = self.read()
        return found.state in (State.READ, State.EMPTY) and not found.past

    @property
    def value(self) -> Appointment | date | None:
        """The moment, a day alone, or nothing."""
        found = self.read()
        if found.day is None or found.past:
            return None
        at = found.time or found.usual
        return found.day if at is None else Appointment(found.day, at)

    def tell(self) -> None:
        """Say below how it is understood, with where the proposal comes from."""
        found = self.read()
        if found.state is State.READ and not found.past:
            self.say("")
            words = found.shown[:1].upper() + found.shown[1:]
            if found.time is None and found.usual is not None:
                words += f", om {format_time(found.usual)} uur als je geen tijd typt"
            self.set_hint(f"{words}. {self._why}".strip() if self._why else words)
        elif found.state is State.EMPTY:
            self.say("")
            self.set_hint(f"Nog niet bekend mag ook. {self._why}".strip())
        else:
            self.say(found.shown or "Typ een dag die nog komt.", "warn")

    def enter(self) -> QWidget:
        """What takes the focus."""
        self.line.setFocus()
        return self.line
