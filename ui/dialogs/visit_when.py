"""The field that asks a moment in plain Dutch, and says live how it is understood."""

from datetime import date, time
from typing import Final

from PySide6.QtCore import Signal

from beschutdesk.dossier.values import Appointment
from beschutdesk.rules.when import Moment, State, in_full, read_moment
from ui.forms.editors import LineEdit
from ui.forms.parse import format_time
from ui.widgets import FieldBox

_HOUR: Final = time(9)
_HOW: Final = "Typ bijvoorbeeld ‘vr 9.30’, ‘over 2 weken’ of 12-12 om 14 uur."
_BEFORE: Final = " Een dag die geweest is mag ook: dan schrijf je het bezoek nu op."


class WhenField(FieldBox):
    """One line. A day without a time stands at nine o'clock, and says so.

    Args:
        title: the label.
        today: the present day.
        past: a day that was may stand here too.

    Attributes:
        edited: the user typed.
        line: the editor.
    """

    edited = Signal()

    def __init__(self, title: str, today: date, *, past: bool = False) -> None:
        self.line = LineEdit()
        self._past = past
        self._today = today
        self._hour = _HOUR
        self._why = ""
        self._how = _HOW + (_BEFORE if past else "")
        super().__init__(title, self.line, self._how)
        self.line.textEdited.connect(lambda _words: self._typed())
        self.line.editingFinished.connect(lambda: self.tell(left=True))

    def propose(self, day: date | None, at: time | None = None, why: str = "") -> None:
        """Put a moment here, with where it comes from."""
        self._why, self._hour = why, at or _HOUR
        words = "" if day is None else in_full(day) + (f" om {format_time(at)} uur" if at is not None else "")
        self.line.setText(words)
        self.tell()

    def read(self) -> Moment:
        """How it is understood."""
        return read_moment(self.line.text(), self._today)

    @property
    def value(self) -> Appointment | None:
        """The moment; ``None`` when there is none, or it lies behind us."""
        found = self.read()
        if found.day is None or (found.past and not self._past):
            return None
        return Appointment(found.day, found.time or self._at(found))

    def _at(self, found: Moment) -> time:
        """The time when none was typed: that of the part of the day that was, or else the usual one."""
        return found.usual or self._hour

    def _typed(self) -> None:
        self._why = ""
        self.tell()
        self.edited.emit()

    def tell(self, *, left: bool = False) -> None:
        """Say below how it is understood; when it was *left* half-way, that too is wrong."""
        found = self.read()
        if found.state is State.READ and (self._past or not found.past):
            self.say("")
            words = found.shown[:1].upper() + found.shown[1:]
            if found.past:
                words += ". Die dag is geweest: je schrijft dit bezoek nu op"
            at = "" if found.time is not None else f", om {format_time(self._at(found))} uur als je geen tijd typt"
            self.set_hint(f"{words}{at}. {self._why}".strip())
        elif found.state is State.EMPTY:
            self.say("")
            self.set_hint(self._how)
        elif found.state is State.MORE and not left:
            self.say("")
            self.set_hint(found.shown)
        else:
            self.say("Deze dag is al geweest. Typ een dag die nog komt." if found.past else found.shown, "warn")

    def ask(self) -> bool:
        """Whether there is a moment; says what is wrong and goes there when not."""
        if self.value is not None:
            return True
        self.tell(left=True)
        if self.read().state is State.EMPTY:
            self.say("Typ eerst wanneer. " + _HOW, "warn")
        self.line.setFocus()
        return False
