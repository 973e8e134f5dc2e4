"""Visits and deadlines for the calendar of another program: what goes out is in view first, with initials only."""

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from beschutdesk.services.calendar import MONTHS, Entry
from beschutdesk.trouble import Trouble
from ui.dialogs.look_up import LookUpDialog
from ui.dialogs.room import AROUND, take_room
from ui.dialogs.saving import ask_file, write_file
from ui.forms.parse import SHORT_DAYS, format_day, format_time, long_day
from ui.looking import current as looking
from ui.shell.busy import Busy
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import (
    Banner,
    CheckBox,
    EmptyState,
    ItemModel,
    ListView,
    RowDelegate,
    RowLook,
    button,
    cols,
    label,
    line,
    rows,
)

if TYPE_CHECKING:
    from beschutdesk.services.calendar import Calendar
    from ui.context import DeskContext

_SIZE: Final = QSize(760, 640)
_LEAST: Final = QSize(560, 400)
_SUFFIX: Final = ".ics"
_DAY, _TIME = 128, 56
_ALL_DAY: Final = "dag"
_IN: Final = (
    f"Erin: geplande bezoeken en termijnen, van vandaag tot over {MONTHS} maanden, met initialen. "
    "Niet erin: namen, werkgevers, notities."
)
_PLACES: Final = "Met de plaats van de werkgever bij een bezoek"
_OPEN: Final = (
    "Een agenda is niet versleuteld, en gaat vaak naar servers van anderen. Haal je hem later opnieuw op, dan worden "
    "dezelfde regels bijgewerkt; wat hier vervalt, haal je daar zelf weg."
)


def ask_calendar_path(parent: QWidget, name: str) -> Path | None:
    """The file dialog of the system."""
    return ask_file(parent, name, "Agenda opslaan", "Agenda", _SUFFIX)


class _EntryRow(RowDelegate):
    """Day, time, what it is with whose initials, and the place."""

    def paint_row(self, painter: QPainter, rect: QRectF, item: Entry, look: RowLook) -> None:
        c, room = colours(), rect.adjusted(20, 0, -16, 0)
        day, at = moment(item.start)
        paint.text(painter, room, day, font("body", tabular=True), c.ink)
        time = room.adjusted(px(_DAY), 0, 0, 0)
        paint.text(painter, time, at or _ALL_DAY, font("body" if at else "meta", tabular=True), c.ink if at else c.soft)
        rest = time.adjusted(px(_TIME), 0, 0, 0)
        taken = paint.text(painter, rest, item.place, font("meta"), c.soft, paint.RIGHT) + 8 if item.place else 0.0
        words = font("strong" if look.selected else "body")
        paint.text(painter, rest.adjusted(0, 0, -taken, 0), item.words, words, c.ink)


def moment(start: date | datetime) -> tuple[str, str]:
    """A moment as ``ma 30-11-2026`` and ``9.30``; a day has no time."""
    day = start.date() if isinstance(start, datetime) else start
    at = format_time(start.time()) if isinstance(start, datetime) else ""
    return f"{SHORT_DAYS[day.weekday()]} {format_day(day)}", at


class CalendarDialog(LookUpDialog):
    """What goes into the file, and saving it.

    Args:
        context: the open desk.
        parent: the window below.

    Attributes:
        shown: how many lines are in view; ``None`` while they are looked up.
    """

    def __init__(self, context: "DeskContext", parent: QWidget | None = None) -> None:
        super().__init__(context, "Agenda", ask_calendar_path, parent)
        self.shown: int | None = None
        self.busy = Busy(self)
        self._build()
        self.load()

    def _build(self) -> None:
        self.places = CheckBox(_PLACES)
        self.places.toggled.connect(lambda _on: self.load())
        self.model = ItemModel(_sentence)
        self.list = ListView(self.model, _EntryRow(), "Wat er in de agenda komt")
        none = EmptyState("calendar-days", "Nog niets voor een agenda", _NOTHING)
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(1, 1)
        for page in (QWidget(), self.list, none):
            self._stack.addWidget(page)
        self._open = Banner(_OPEN, "info")
        self._count = label("", "meta", "soft", wrap=True)
        self._count.setMinimumWidth(1)
        self.save_button = button("Opslaan als agenda…", "primary", "calendar-plus", on=self.save)
        self.close_button = button("Sluiten", on=self.reject)
        for made in (self.save_button, self.close_button):
            made.setAutoDefault(False)
        title = label("Bezoeken en termijnen voor je agenda", "title", wrap=True)
        intro = rows(title, label(_IN, "body", "soft", wrap=True), gap=2)
        top = rows(intro, self.places, gap=tk.S3, margins=(20, 14, 20, 12))
        foot = cols((self._count, 1), self.save_button, self.close_button, gap=10, margins=(20, 10, 20, 12))
        below = (self.busy.strip, self._open, self.verdict, line(), foot)
        self.setLayout(rows(top, self.busy.line, (self._stack, 1), *below, gap=0))
        take_room(self, _SIZE, _LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._open.setVisible(event.size().height() >= px(tk.LOW_WINDOW) - 2 * AROUND or not self.shown)

    # -- reading -------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Look up what goes out, beside the window."""
        self._stop_reading()
        self.shown = None
        self.verdict.hide()
        self.save_button.setEnabled(False)
        self.busy.tell("Bezoeken en termijnen worden opgezocht…")
        work = partial(read, self._context.desk.calendar, self._context.today(), places=self.places.isChecked())
        self._job = self._lane.submit(work, done=self._found, failed=self._failed)

    def _found(self, entries: list[Entry]) -> None:
        self._job = None
        self.busy.tell(None)
        self.shown = len(entries)
        self.model.set_items(entries)
        self._stack.setCurrentIndex(1 if entries else 2)
        self.save_button.setEnabled(bool(entries))
        visits = sum(isinstance(one.start, datetime) for one in entries)
        terms = len(entries) - visits
        said = (
            f"{visits} {'bezoek' if visits == 1 else 'bezoeken'}, {terms} {'termijn' if terms == 1 else 'termijnen'}."
        )
        self._count.setText(said if entries else "")
        if entries and not self.list.currentIndex().isValid():
            self.list.go_to(0)
            self.list.setFocus()

    def _failed(self, trouble: Trouble) -> None:
        self._job = None
        self.busy.tell(None)
        self.say_trouble(self, "De agenda is niet te maken", trouble)

    # -- acts ----------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the file to a place of the user's choice."""
        path = self.ask_path(self, f"agenda-{self._context.today():%Y-%m-%d}{_SUFFIX}")
        if path is None:
            return
        self.save_button.setEnabled(False)
        calendar, today, places = self._context.desk.calendar, self._context.today(), self.places.isChecked()
        work = partial(write_calendar, calendar, path, today, places=places)
        self._lane.submit(work, done=self._saved, failed=self._not_saved)

    def _saved(self, path: Path) -> None:
        self.save_button.setEnabled(True)
        self._say(f"Opgeslagen als {path.name}. Open het bestand in je agenda om het in te lezen.", "good")

    def _not_saved(self, trouble: Trouble) -> None:
        self.save_button.setEnabled(True)
        self.say_trouble(self, "De agenda is niet opgeslagen", trouble)

    def forget(self) -> None:
        self.busy.tell(None)
        self.model.set_items([])


_NOTHING: Final = (
    f"Hier komt wat je plant: bezoeken met een dag en een tijd, en termijnen van plaatsingen in de komende {MONTHS} "
    "maanden, zoals het einde van een contract."
)


def export_calendar(context: "DeskContext") -> CalendarDialog | None:
    """Show what goes into a calendar; ``None`` while somebody looks at the screen as well: it is about others."""
    if looking().on:
        context.window.toast("Zet eerst de meekijkstand uit. In de agenda staan initialen van anderen.", None)
        return None
    dialog = CalendarDialog(context, context.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def read(calendar: "Calendar", today: date, *, places: bool) -> list[Entry]:
    """In a lane: what goes out, in the order of the days; what has no time before what has."""
    return sorted(calendar.entries(today, places=places), key=lambda one: (one.start.isoformat(), one.words))


def write_calendar(calendar: "Calendar", path: Path, today: date, *, places: bool) -> Path:
    """In a lane: make it, write it, and note in the log that it left."""
    write_file(path, calendar.export(today, places=places), "Alles")
    calendar.handed_out(places=places)
    return path


def _sentence(entry: Entry) -> str:
    start = entry.start
    day = start.date() if isinstance(start, datetime) else start
    at = f", {format_time(start.time())} uur" if isinstance(start, datetime) else ""
    return f"{long_day(day)}{at}, {entry.words}" + (f", {entry.place}" if entry.place else "")
