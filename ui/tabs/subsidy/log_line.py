"""The line on which somebody writes in the supervision log: day, minutes, by whom, what for. Enter keeps it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.rules.folding import words as folded
from beschutdesk.rules.log_typed import Days, Filling
from beschutdesk.rules.when import in_full
from beschutdesk.services.supervision_log import Entry, Line, read_days, read_minutes, short_day
from ui.forms.parse import format_day, format_number
from ui.theme import tokens as tk
from ui.widgets import FieldBox, Flow, announce, box, button, cols, label, line_edit, rows

_HOW: Final = "Enter schrijft de regel op. ‘ma-vr’ vult de werkdagen van een week."


class LogLine(QWidget):
    """Reads one line, or one for each of several days. Several days are only written after they were shown.

    Args:
        today: the day of today.
        filling: which of several days get a line, as far as that is known.

    Attributes:
        written: the lines that must be kept.
        changed: the line that is being changed, and what it becomes.
        left: nothing is being changed any more.
    """

    written = Signal(object)
    changed = Signal(object, object)
    left = Signal()

    def __init__(self, today: Callable[[], date], filling: Callable[[Days], Filling]) -> None:
        super().__init__()
        self._today, self._filling = today, filling
        self._names: dict[UUID, str] = {}
        self._asked: tuple[str, ...] = ()
        self._changing: UUID | None = None
        self.day, self.minutes = line_edit(placeholder="16-11, gisteren, ma-vr"), line_edit()
        self.by, self.why = line_edit(), line_edit()
        self.day_box = FieldBox("Dag", self.day)
        self.minutes_box = FieldBox("Minuten", self.minutes)
        self.by_box = FieldBox("Door", self.by)
        self.why_box = FieldBox("Waarvoor", self.why)
        for edit, most in ((self.day, 80), (self.minutes, 20), (self.by, TEXT_LIMIT), (self.why, TEXT_LIMIT)):
            edit.setMaxLength(most)
            edit.returnPressed.connect(self.write)
        self.day.editingFinished.connect(self._told_day)
        self.note = label(_HOW, "meta", "soft", wrap=True)
        self.keep_button = button("Opschrijven", "", "plus", "Opschrijven (Enter)", on=self.write)
        self.stop_button = button("Niet veranderen", "quiet", "x", "Niet veranderen (Esc)", on=self.stop)
        self.stop_button.hide()
        first = cols((self.day_box, 3), (self.minutes_box, 2), (self.by_box, 4), gap=tk.BETWEEN_FIELDS)
        acts = box(Flow(self.keep_button, self.stop_button, gap=tk.S2))
        self.setLayout(rows(first, self.why_box, self.note, acts, gap=tk.S2))
        self.setMinimumWidth(1)

    # -- what it begins with -------------------------------------------------------------------------------------------

    def offer(self, names: Mapping[UUID, str], usual: UUID | None) -> None:
        """These can be named; the usual one stands there until somebody else is typed."""
        before = self._names
        self._names = {key: name for key, name in names.items() if name}
        if before != self._names:
            completer = QCompleter(sorted(self._names.values()), self.by)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.by.setCompleter(completer)
        if not self.by.text() and not self.by.isModified() and usual in self._names:
            self.by.setText(self._names[usual])

    def change(self, line: Line, who: str) -> None:
        """Change a line that was written."""
        self._changing = line.key
        self._clear_messages()
        for edit, words in (
            (self.day, format_day(line.day)),
            (self.minutes, format_number(line.minutes, 0)),
            (self.by, who),
            (self.why, line.why),
        ):
            edit.setText(words)
        self._show_mode()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def stop(self) -> None:
        """Change nothing: an empty line again."""
        if self._changing is not None:
            self.kept()
            self.left.emit()

    def kept(self) -> None:
        """It was kept: ready for the next one. Minutes and name stay, for they are often the same."""
        was_change, self._changing, self._asked = self._changing is not None, None, ()
        self.day.clear()
        self.why.clear()
        if was_change:
            self.minutes.clear()
        self._show_mode()
        self._clear_messages()
        self.note.setText(_HOW)

    def typed(self) -> tuple[str, ...]:
        """What stands in the fields, for :meth:`put_back`."""
        return tuple(edit.text() for edit in (self.day, self.minutes, self.by, self.why))

    def put_back(self, typed: tuple[str, ...]) -> None:
        """It could not be kept: what was typed stands there again, unless something else does by now."""
        if not self.day.text() and not self.why.text() and self._changing is None:
            for edit, words in zip((self.day, self.minutes, self.by, self.why), typed, strict=True):
                edit.setText(words)

    def next_line(self) -> None:
        """To the first field."""
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Behind a lock, or for another application, nothing stays."""
        self._names = {}
        self.kept()
        for edit in (self.minutes, self.by):
            edit.clear()
            edit.setModified(False)

    def _show_mode(self) -> None:
        self.keep_button.setText("Opschrijven" if self._changing is None else "Veranderen")
        self.stop_button.setVisible(self._changing is not None)

    def _clear_messages(self) -> None:
        for field in (self.day_box, self.minutes_box, self.by_box, self.why_box):
            field.say("")

    # -- reading -------------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Keep what stands there; several days are shown first, and kept the second time."""
        self._clear_messages()
        found = self._read_days()
        minutes = self._read_minutes(found)
        if found is None or minutes is None:
            return
        supervisor, by = self._who()
        why = " ".join(self.why.text().split())
        if self._changing is not None:
            if found.many:
                self._say(self.day_box, self.day, "Een regel is één dag.")
                return
            self.changed.emit(self._changing, Entry(found.days[0], minutes, supervisor, by, why))
            return
        chosen = self._filling(found)
        if found.many and not self._agreed(chosen, minutes):
            return
        self.written.emit(tuple(Entry(day, minutes, supervisor, by, why) for day in chosen.days))

    def _read_days(self) -> Days | None:
        try:
            found = read_days(self.day.text(), self._today())
        except WrongValue as wrong:
            self._say(self.day_box, self.day, str(wrong))
            return None
        if found.minutes is not None:
            self.minutes.setText(format_number(found.minutes, 0))
        return found

    def _read_minutes(self, found: Days | None) -> Decimal | None:
        try:
            return read_minutes(self.minutes.text())
        except WrongValue as wrong:
            if found is not None:
                self._say(self.minutes_box, self.minutes, str(wrong))
            return None

    def _who(self) -> tuple[UUID | None, str]:
        typed = " ".join(self.by.text().split())
        key = next((one for one, name in self._names.items() if folded(name) == folded(typed)), None)
        return key, "" if key is not None else typed

    def _agreed(self, chosen: Filling, minutes: Decimal) -> bool:
        """Whether these days were shown before, just so; otherwise they are shown now."""
        skipped = " ".join(chosen.skipped)
        if not chosen.days:
            self._say(self.day_box, self.day, f"Er is geen dag om op te schrijven. {skipped}".strip())
            return False
        shown = (*(day.isoformat() for day in chosen.days), f"{minutes:f}")
        if self._asked == shown:
            return True
        self._asked = shown
        number = len(chosen.days)
        days = f"{', '.join(short_day(day) for day in chosen.days)}: elk {minutes:f} minuten."
        many = f"{number} {'regel' if number == 1 else 'regels'}"
        said = f"{many}: {days}{' Niet: ' + skipped if skipped else ''} Nog eens Enter schrijft ze op."
        self.note.setText(said)
        self.keep_button.setText(f"{many} opschrijven")
        announce(self, said)
        return False

    def _told_day(self) -> None:
        """Show in full what was read of the day."""
        if not self.day.text().strip():
            return
        try:
            found = read_days(self.day.text(), self._today())
        except WrongValue:
            return
        if not found.many and not self._asked:
            self.note.setText(f"{in_full(found.days[0])[:1].upper()}{in_full(found.days[0])[1:]}. {_HOW}")

    def _say(self, field: FieldBox, edit: QLineEdit, words: str) -> None:
        field.say(words)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._changing is not None:
            self.stop()
        else:
            super().keyPressEvent(event)
