"""The phases of a placement in time, as a picture that also says itself in sentences.

The week is drawn in :mod:`ui.tabs.candidates.week_strip`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from beschutdesk.dossier.values import SHORT_MONTHS
from ui.forms.parse import format_day
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk

_HEAD: Final = 22
_BAR: Final = 18
_BAR_TOP: Final = 42
_WORDS_TOP: Final = 64
_LINE: Final = 17


@dataclass(frozen=True, slots=True)
class Bar:
    """A phase in time; without an end it runs on."""

    name: str
    since: date
    until: date | None

    def state(self, today: date) -> str:
        """``done``, ``now`` or ``plan``."""
        if self.since > today:
            return "plan"
        return "done" if self.until is not None and self.until < today else "now"


class PhaseLine(QWidget):
    """Phases over months: past grey, present filled, planned dashed; names below, never cut. Today is a line.

    Attributes:
        opened: Enter or a click on a phase: its number.
    """

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._bars: list[Bar] = []
        self._today = date.min
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        self.setAccessibleName("Tijdlijn van de plaatsing")

    def sizeHint(self) -> QSize:
        return QSize(1, px(_WORDS_TOP + 2 * _LINE + 30))

    def show_bars(self, bars: Sequence[Bar], today: date) -> None:
        """Show these phases; none hides the picture."""
        if (list(bars), today) != (self._bars, self._today):
            self._bars, self._today = list(bars), today
            now = [i for i, bar in enumerate(bars) if bar.state(today) == "now"]
            self._at = now[-1] if now else max(0, len(bars) - 1)
            self.setAccessibleDescription(". ".join(self._sentence(bar) for bar in bars))
            self.update()
        self.setVisible(bool(bars))

    def _sentence(self, bar: Bar) -> str:
        words = {"done": "afgerond", "now": "loopt nu", "plan": "gepland"}[bar.state(self._today)]
        end = f" t/m {format_day(bar.until)}" if bar.until else ""
        left = (bar.until - self._today).days if bar.until and bar.state(self._today) == "now" else None
        more = "" if left is None else f", nog {left} {'dag' if left == 1 else 'dagen'}"
        return f"{bar.name}: {format_day(bar.since)}{end}, {words}{more}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self._at = max(0, min(self._at + step, len(self._bars) - 1))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, bar in enumerate(self._bars):
            if self._rect(bar).adjusted(0, -6, 0, px(_LINE)).contains(event.position()):
                self._at = number
                self.update()
                self.opened.emit(number)
                return
        super().mousePressEvent(event)

    # -- painting ------------------------------------------------------------------------------------------------------

    def _span(self) -> tuple[date, int]:
        first = min(bar.since for bar in self._bars).replace(day=1)
        ends = [bar.until or max(self._today, bar.since) + timedelta(days=60) for bar in self._bars]
        last = max([*ends, self._today + timedelta(days=21)])
        return first, max(60, (last - first).days + 1)

    def _x(self, day: date) -> float:
        first, days = self._span()
        return 2 + (day - first).days / days * (self.width() - 4)

    def _rect(self, bar: Bar) -> QRectF:
        first, days = self._span()
        end = bar.until or first + timedelta(days=days - 1)
        left, right = self._x(bar.since), self._x(end + timedelta(days=1))
        return QRectF(left, px(_BAR_TOP), max(6.0, right - left - 3), px(_BAR))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._bars:
            self._months(painter)
            self._draw_bars(painter)
            self._draw_today(painter)
            c = colours()
            words = QRectF(2, self.height() - px(26), self.width() - 4, px(22))
            paint.text(painter, words, self._sentence(self._bars[self._at]), font("strong"), c.ink)
        if self.hasFocus():
            paint.ring(painter, self.rect().toRectF(), tk.R_CARD)
        painter.end()

    def _months(self, painter: QPainter) -> None:
        c = colours()
        day, days = self._span()
        last = day + timedelta(days=days)
        unit = (self.width() - 4) / days * 30
        every = next((n for n in (1, 2, 3, 6) if unit * n > px(44)), 12)
        number = 0
        while day <= last:
            x = self._x(day)
            painter.fillRect(QRectF(x, px(_HEAD), 1, px(38)), c.hair)
            if number % every == 0 and x + 40 < self.width():
                year = f" {day.year % 100:02}" if day.month == 1 else ""
                room = QRectF(x + 3, 0, unit * every, px(20))
                paint.text(painter, room, SHORT_MONTHS[day.month - 1] + year, font("meta"), c.soft)
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            number += 1

    def _draw_bars(self, painter: QPainter) -> None:
        c, used = colours(), font("meta_strong")
        ends = [0.0, 0.0]  # where the words of each of two lines end: a name stands under its bar and is never cut
        for number, bar in enumerate(self._bars):
            rect, state = self._rect(bar), bar.state(self._today)
            fill = {"done": c.edge, "now": c.block, "plan": c.paper}[state]
            paint.box(painter, rect, fill, c.edge if state == "plan" else None, dashed=state == "plan")
            if number == self._at:
                paint.box(painter, rect.adjusted(-3, -3, 3, 3), None, c.accent, tk.R_CARD, 1.2)
            wide = paint.width(bar.name, "meta_strong")
            left = max(2.0, min(rect.left(), self.width() - wide - 4))
            line = 0 if left > ends[0] else 1
            ends[line] = left + wide + 12
            if line:
                painter.fillRect(QRectF(rect.left(), rect.bottom() + 3, 1, px(_LINE) + 2), c.rule)
            room = QRectF(left + (4 if line else 0), px(_WORDS_TOP) + line * px(_LINE), wide + 6, px(_LINE) + 1)
            paint.text(painter, room, bar.name, used, c.soft if state == "done" else c.ink)

    def _draw_today(self, painter: QPainter) -> None:
        c, x = colours(), self._x(self._today)
        if not 2 <= x <= self.width():
            return
        painter.fillRect(QRectF(x, px(_BAR_TOP) - 6, 1.5, px(_BAR) + 10), c.care)
        wide = paint.width("vandaag", "meta_strong") + 14
        left = max(0.0, min(x - wide / 2, self.width() - wide))
        pill = QRectF(left, px(_BAR_TOP) - px(18) - 6, wide, px(18))
        paint.box(painter, pill, c.care_bg, None, px(18) / 2)
        paint.text(painter, pill, "vandaag", font("meta_strong"), c.care, paint.CENTRE)
