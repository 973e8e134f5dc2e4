"""Editors of days, moments and working weeks."""

from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.fields import Spec
from beschutdesk.dossier.values import WEEKDAYS, Appointment, Slot
from ui.forms import parse
from ui.forms.editors import Compound, Editor, Helpers, LineEdit, Reading
from ui.theme import dress, px
from ui.widgets import box, button, cols, label, rows

_POPUP: Final = Qt.WindowType.Popup
_ZONE: Final = Appointment(date.min, time.min).zone
"""Where appointments are, unless they say otherwise."""
_TIMES: Final = 52
"""Room for 8.30-12.30 in the small type."""


class DayLine(LineEdit):
    """A line for a day; F4 opens the calendar."""

    calendar_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.calendar_wanted.emit()
            return
        super().keyPressEvent(event)


class CalendarPopup(QFrame):
    """A month to choose a day from; Esc closes it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _POPUP)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        self.calendar.setAccessibleName("Kalender")
        dress(self.calendar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.calendar)
        self.setFrameShape(QFrame.Shape.Box)
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)

    def open_at(self, below: QWidget, day: date | None) -> None:
        """Show it under a widget, on a day."""
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        place = below.mapToGlobal(QPoint(0, below.height() + 2))
        screen = below.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = below.mapToGlobal(QPoint(0, -self.height() - 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()


class DayField(QWidget):
    """A line and a button with a calendar: what a day editor consists of."""

    def __init__(self) -> None:
        super().__init__()
        self.line = DayLine()
        self.line.setPlaceholderText("dd-mm-jjjj")
        self.line.setMinimumWidth(px(104))
        self.line.setMaximumWidth(px(150))
        # not a Tab stop: F4 in the line does the same, and a form has many days
        self.open = button("", "quiet", "calendar-days", "Kalender (F4)")
        self.open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(cols(self.line, self.open, None, gap=2))

    def buddy(self) -> QWidget:
        """The widget that takes the focus."""
        return self.line


class DayEditor(Editor):
    """A day, typed as people write it. Nothing is guessed silently: what was read is written out in full."""

    widget: DayField

    def __init__(self, spec: Spec, helpers: Helpers) -> None:
        super().__init__(spec, DayField())
        self._helpers = helpers
        self._value: date | None = None
        self._typed = False
        line = self.widget.line
        line.textEdited.connect(self._keyed)
        line.editingFinished.connect(self.left)
        line.calendar_wanted.connect(self._open)
        self.widget.open.clicked.connect(self._open)

    @property
    def buddy(self) -> QWidget:
        return self.widget.line

    def _keyed(self, _text: str) -> None:
        self._typed = True
        self.edited.emit()

    def read(self) -> Reading:
        text = self.widget.line.text()
        if not self._typed:
            return Reading(self._value)
        if not text.strip():
            return Reading(None)
        try:  # only what is written in full is a day while typing goes on: 1-1-19 may become 1-1-1990
            day, note = parse.parse_day(text, self._helpers.today(), self.start())
        except WrongValue:
            return Reading(raw=text)
        return Reading(raw=text) if note or len(text.strip()) < 8 or day is None else self._whole(text, day)

    def _whole(self, text: str, day: date) -> Reading:
        digits = text.strip()[-4:]
        return Reading(day) if digits.isdecimal() and int(digits) == day.year else Reading(raw=text)

    def settle(self) -> Reading:
        text = self.widget.line.text()
        if not self._typed:
            return Reading(self._value)
        try:
            day, note = parse.parse_day(text, self._helpers.today(), self.start())
        except WrongValue as wrong:
            return Reading(raw=text, message=str(wrong))
        self.set_value(day)
        return Reading(day, note=note)

    def typed(self) -> str:
        return self.widget.line.text()

    def set_value(self, value: date | None) -> None:
        self._value, self._typed = value, False
        words = parse.format_day(value)
        if words != self.widget.line.text():
            self.widget.line.setText(words)

    def show_raw(self, text: str) -> None:
        self._typed = True
        self.widget.line.setText(text)

    def _open(self) -> None:
        popup = CalendarPopup(self.widget)
        popup.chosen.connect(self._picked)
        popup.open_at(self.widget.line, self.settle().value or self._helpers.today())

    def _picked(self, day: date) -> None:
        self.set_value(day)
        self.edited.emit()
        self.left.emit()
        self.widget.line.setFocus()


class AppointmentEditor(Editor):
    """A day and a time."""

    widget: Compound

    def __init__(self, spec: Spec, helpers: Helpers) -> None:
        self._day = DayEditor(spec, helpers)
        self._time = LineEdit()
        self._time.setPlaceholderText("9.30")
        self._time.setFixedWidth(px(72))
        row = cols(self._day.widget, self._time, label("uur", "body", "soft"), None)
        super().__init__(spec, Compound(row, self._day.widget.line))
        self._time.setAccessibleName(f"{spec.label}, tijd")
        self._zone = _ZONE
        self._day.edited.connect(self.edited)
        self._day.left.connect(self.left)
        self._time.textEdited.connect(self.edited)
        self._time.editingFinished.connect(self.left)

    @property
    def buddy(self) -> QWidget:
        return self._day.buddy

    def _join(self, day: Reading, *, final: bool) -> Reading:
        text = self.typed()
        try:
            at = parse.parse_time(self._time.text())
        except WrongValue as wrong:
            return Reading(raw=text, message=str(wrong) if final else "")
        if day.raw is not None:
            return Reading(raw=text, message=day.message)
        if day.value is None and at is None:
            return Reading(None)
        if day.value is None or at is None:
            missing = "Schrijf ook de dag erbij." if day.value is None else "Schrijf ook de tijd erbij."
            return Reading(raw=text, message=missing if final else "")
        return Reading(Appointment(day.value, at, self._zone), note=day.note)

    def read(self) -> Reading:
        return self._join(self._day.read(), final=False)

    def settle(self) -> Reading:
        reading = self._join(self._day.settle(), final=not self._time.hasFocus() and not self._day.buddy.hasFocus())
        if reading.raw is None and reading.value is not None:
            self._time.setText(parse.format_time(reading.value.at))
        return reading

    def typed(self) -> str:
        return f"{self._day.widget.line.text()} | {self._time.text()}"

    def set_value(self, value: Appointment | None) -> None:
        self._zone = value.zone if value else _ZONE
        self._day.set_value(value.day if value else None)
        self._time.setText(parse.format_time(value.at if value else None))

    def show_raw(self, text: str) -> None:
        day, _, at = text.partition(" | ")
        self._day.show_raw(day)
        self._time.setText(at)


# -- the week ----------------------------------------------------------------------------------------------------------


class WeekField(QWidget):
    """Seven columns: the day as a button, its times below. The weekend opens when it is asked for or used."""

    def __init__(self) -> None:
        super().__init__()
        self.days: list[DayButton] = []
        self.times: list[LineEdit] = []
        columns: list[tuple[QWidget, int]] = []
        for number in range(7):
            day = DayButton(parse.SHORT_DAYS[number])
            line = LineEdit()
            line.setProperty("type", "meta")
            dress(line)
            line.setMinimumWidth(_TIMES)
            line.setPlaceholderText("van-tot")
            columns.append((box(rows(day, line, gap=3)), 1))
            self.days.append(day)
            self.times.append(line)
        self._weekend = [column for column, _ in columns[5:]]
        self.more = button("za zo", "quiet", "plus", "Weekend erbij", on=lambda: self.show_weekend(True))
        self.sum = label("", "meta", "soft", wrap=True)
        self.setLayout(rows(cols(*columns, gap=4), cols((self.sum, 1), self.more), gap=3))
        self.show_weekend(False)

    def buddy(self) -> QWidget:
        """The widget that takes the focus."""
        return self.days[0]

    def set_name(self, name: str) -> None:
        """Take a name for the whole; each day has one of its own."""
        self.setAccessibleName(name)

    def show_weekend(self, shown: bool) -> None:
        """Show Saturday and Sunday, or not."""
        for column in self._weekend:
            column.setVisible(shown)
        self.more.setVisible(not shown)


class DayButton(QPushButton):
    """One weekday: on or off."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(48, px(26))


class WeekEditor(Editor):
    """Weekdays with times; a day without times is known by its button only."""

    widget: WeekField
    wide = True

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec, WeekField())
        for number, (day, line) in enumerate(zip(self.widget.days, self.widget.times, strict=True)):
            name = WEEKDAYS[number]
            day.setAccessibleName(f"{spec.label}: {name}")
            line.setAccessibleName(f"{spec.label}: tijden op {name}")
            day.clicked.connect(lambda _on=False, n=number: self._switched(n))
            line.textEdited.connect(lambda _text, n=number: self._keyed(n))
            line.editingFinished.connect(self.left)

    @property
    def buddy(self) -> QWidget:
        return self.widget.days[0]

    def _switched(self, number: int) -> None:
        if not self.widget.days[number].isChecked():
            self.widget.times[number].clear()
        self._count()
        self.edited.emit()
        self.left.emit()

    def _keyed(self, number: int) -> None:
        if self.widget.times[number].text().strip():
            self.widget.days[number].setChecked(True)
        self._count()
        self.edited.emit()

    def _texts(self) -> str:
        pairs = zip(self.widget.days, self.widget.times, strict=True)
        return " | ".join(("x " if day.isChecked() else "") + line.text().strip() for day, line in pairs)

    def _slots(self) -> tuple[Slot, ...]:
        found: list[Slot] = []
        for number, (day, line) in enumerate(zip(self.widget.days, self.widget.times, strict=True)):
            slots = parse.parse_slots(number, line.text())
            found += slots or ([Slot(number)] if day.isChecked() else [])
        return tuple(found)

    def read(self) -> Reading:
        try:
            return Reading(self._slots())
        except WrongValue:
            return Reading(raw=self._texts())

    def typed(self) -> str:
        return self._texts()

    def settle(self) -> Reading:
        try:
            slots = self._slots()
        except WrongValue as wrong:
            return Reading(raw=self._texts(), message=str(wrong)[:1].upper() + str(wrong)[1:])
        if not any(line.hasFocus() for line in self.widget.times):
            self.set_value(slots)
        return Reading(slots)

    def set_value(self, value: Any) -> None:
        weekend = any(slot.weekday > 4 for slot in value)
        if weekend or not any(self.widget.times[n].hasFocus() for n in (5, 6)):
            self.widget.show_weekend(weekend)
        for number, (day, line) in enumerate(zip(self.widget.days, self.widget.times, strict=True)):
            slots = tuple(slot for slot in value if slot.weekday == number)
            day.setChecked(bool(slots))
            words = parse.format_slots(slots)
            if words != line.text():
                line.setText(words)
        self._count()

    def show_raw(self, text: str) -> None:
        parts = (text.split(" | ") + [""] * 7)[:7]
        self.widget.show_weekend(any(parts[5:]))
        for part, day, line in zip(parts, self.widget.days, self.widget.times, strict=True):
            day.setChecked(part.startswith("x"))
            line.setText(part.removeprefix("x").strip())

    def _count(self) -> None:
        try:
            slots = self._slots()
        except WrongValue:
            return
        minutes = sum(slot.minutes for slot in slots)
        days = len({slot.weekday for slot in slots})
        words = f"{days} {'dag' if days == 1 else 'dagen'}" if days else ""
        if minutes:
            words += f", {parse.format_number(_hours(minutes), 2)} uur per week"
        self.widget.sum.setText(words)


def _hours(minutes: int) -> Decimal:
    return round(Decimal(minutes) / 60, 2)
