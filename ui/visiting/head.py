"""The header of a visit: who is in front, how and since when, whether it is kept, and the ways out."""

from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium
from ui.forms.parse import format_time
from ui.looking import current as looking
from ui.theme import current, px
from ui.theme import tokens as tk
from ui.visiting.open_visit import OpenVisit
from ui.widgets import Avatar, Chip, Elided, Glyph, button, cols, rows, set_button, set_tone

_HOW: Final = "Soort contact (Alt+C)"
_SMALL: Final = 26
_ZONE: Final = "Europe/Amsterdam"
_FULL: Final = 1100
_SOME: Final = 860


class VisitHead(QWidget):
    """Circle, name and one line at the left; kept, guide and finish at the right.

    Attributes:
        left: the user goes back; the visit stays open.
        other_wanted: the user goes to the next person of this visit.
        help_wanted: the user wants to know the keys.
        joined: the user wants somebody else in this visit too.
        guide_wanted: the guide comes, or goes.
        medium_chosen: the contact is another kind (its :class:`Medium`).
        finished: the user wants to finish.
    """

    left = Signal()
    other_wanted = Signal()
    help_wanted = Signal()
    joined = Signal()
    guide_wanted = Signal()
    medium_chosen = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = button("", "quiet", "chevron-left", "Terug, het bezoek blijft open (Esc)", on=self.left.emit)
        self.back.setAccessibleName("Terug, het bezoek blijft open")
        self._avatar = Avatar()
        self._name = Elided("", "section")
        self._meta = Elided("", "meta", "soft")
        self._which = Chip()
        self.medium = button("", "quiet", "chevron-down", _HOW, on=self.open_media)
        self.menu = QMenu(self)
        self._along = Chip()  # the strip of the window that says so is out of view here
        self._along.set_look("iemand kijkt mee", icon="eye-off")
        self._along.setVisible(looking().on)
        looking().changed.connect(self._along.setVisible)
        self.other = button(
            "Wissel", "quiet", "users-round", "Naar de andere werknemer (Ctrl+Tab)", on=self.other_wanted.emit
        )
        self.join = button("Werknemer erbij", "quiet", "plus", "Werknemer erbij (Alt+W)", on=self.joined.emit)
        self._mark = Glyph("", "good")
        self._kept = Elided("", "meta", "soft")
        self.help = button("", "quiet", "circle-question-mark", "Toetsen (F1)", on=self.help_wanted.emit)
        self.guide = button("Leidraad", "quiet", "panel-right", "Leidraad (F2)", on=self.guide_wanted.emit)
        self.finish = button("Afronden", "primary", "", "Afronden (Ctrl+Enter)", on=self.finished.emit)
        first = cols(self._name, self._which, None, gap=tk.S2)
        second = cols(self._meta, self.medium, self._along, None, gap=tk.S1)
        self.setLayout(
            cols(
                self.back,
                self._avatar,
                (rows(None, first, second, None, gap=0), 1),
                self._mark,
                self._kept,
                self.other,
                self.join,
                self.help,
                self.guide,
                self.finish,
                gap=tk.S2,
                margins=(10, 0, 16, 0),
            )
        )
        self.setMinimumWidth(1)
        self._zone = ZoneInfo(_ZONE)
        current().changed.connect(self._fit)
        self._fit()

    def show_visit(self, visit: OpenVisit) -> None:
        """Show who is in front. Of the others only that they are there: no name of theirs."""
        person, number = visit.person, len(visit.subjects)
        self._avatar.set_initials(person.initials)
        self._name.set_words(person.name)
        self._meta.set_words(visit_words(visit, person.place))
        now, at = visit.session.value("medium"), visit.session.value("at")
        self._zone = ZoneInfo(at.zone if isinstance(at, Appointment) else _ZONE)
        self.medium.setAccessibleName(f"Soort contact: {now.label}" if isinstance(now, Medium) else "Soort contact")
        several = number > 1
        self._which.set_look(f"{visit.number} van {number} · Ctrl+Tab")
        self._which.setVisible(several)
        self.other.setVisible(several)
        self._fit()

    def open_media(self) -> None:
        """Let the user say what kind of contact it is; a number chooses one."""
        self.menu.clear()
        for number, medium in enumerate(Medium, 1):
            action = QAction(f"&{number}  {medium.label}", self.menu)
            action.triggered.connect(partial(self._take_medium, medium))
            self.menu.addAction(action)
        self.menu.popup(self.medium.mapToGlobal(QPoint(0, self.medium.height())))

    def _take_medium(self, medium: Medium, _on: bool = False) -> None:
        self.medium_chosen.emit(medium)

    def set_kept(self, at: datetime) -> None:
        """All of it is on disk since this moment; told by the clock of the visit."""
        at = at.astimezone(self._zone)
        self._mark.set_glyph("check", "good")
        set_tone(self._kept, "soft")
        self._kept.set_words(f"Bewaard om {at.hour}.{at.minute:02}.{at.second:02}")

    def set_failing(self, since: datetime) -> None:
        """Nothing is kept since this moment."""
        self._mark.set_glyph("triangle-alert", "care")
        set_tone(self._kept, "care")
        words = f"Niet bewaard sinds {format_time(since.astimezone(self._zone).time())}"
        self._kept.set_words(words)
        self._kept.setAccessibleName(f"{words}. Je tekst staat nog op het scherm.")

    @property
    def kept_words(self) -> str:
        """What it says of keeping."""
        return self._kept.words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(px(tk.H_HEADER))
        self.medium.setFixedSize(px(_SMALL), px(_SMALL - 4))
        full, some = self.width() >= px(_FULL), self.width() >= px(_SOME)
        self.help.setVisible(full)
        set_button(self.join, "Werknemer erbij" if full else "", "plus")
        set_button(self.other, "Wissel" if full else "", "users-round")
        set_button(self.guide, "Leidraad" if some else "", "panel-right")


def visit_words(visit: OpenVisit, place: str) -> str:
    """``Werkbezoek bij Zwembad De Golf, sinds 9.31 uur``."""
    medium, at = visit.session.value("medium"), visit.session.value("at")
    what = medium.label if isinstance(medium, Medium) else "bezoek"
    words = what[:1].upper() + what[1:] + (f" bij {place}" if place else "")
    if not isinstance(at, Appointment):
        return words
    day = "" if at.day == visit.today else f"{at.day.day}-{at.day.month} "
    return f"{words}, sinds {day}{format_time(at.at)} uur"
