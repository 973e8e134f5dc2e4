"""Loonwaarde over the years: a small chart, and below it in words what counts now and when it is measured again.

The chart is that of :mod:`beschutdesk.rules.chart`, the same as on paper; what follows from the numbers,
:mod:`beschutdesk.rules.wage_value` says.
"""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from beschutdesk.rules.chart import Chart, wage_chart
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.time import days_after
from beschutdesk.rules.wage_value import Point, WageCheck, wage_check
from ui.forms.parse import format_day, format_number
from ui.forms.session import EditSession
from ui.tabs.candidates.phase_data import lasting
from ui.tabs.candidates.pictures import now
from ui.theme import tokens as tk
from ui.widgets import Banner, Chip, box, cols, label, rows
from ui.widgets.chart import ChartView

_KEYS = "Pijltjes: van meting naar meting"


class _Stair(ChartView):
    """The chart, which says when it has the focus.

    Attributes:
        looked: the focus came or went.
    """

    looked = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looked.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.looked.emit()

    def reading(self) -> str:
        words = super().reading()
        marks = self.chart.marks if self.chart is not None else ()
        return f"{words} (forfaitair)" if marks and marks[self.at].open else words


class WageChart(QWidget):
    """Loonwaarde of the open placement, as it is on the screen.

    Attributes:
        chart: the picture.
        fall: a banner when the loonwaarde fell or measuring is late; hidden otherwise.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chart = _Stair()
        self._point = label("", "meta", "soft", wrap=True)
        self._now = label("", "strong", wrap=True)
        self._change = Chip()
        self._next = label("", "body", wrap=True)
        self.fall = Banner()
        self._told = box(rows(cols((self._now, 1), self._change), self._next, gap=2))
        heading = label("Loonwaarde", "strong", "accent")
        self.setLayout(rows(heading, self.chart, self._point, self._told, self.fall, gap=tk.S1))
        self.setMinimumWidth(1)
        self.chart.reached.connect(self.read)
        self.chart.looked.connect(self.read)
        self.hide()

    @property
    def words(self) -> str:
        """All that stands below the picture."""
        said = [self._now.text(), self._change.words if not self._change.isHidden() else "", self._next.text()]
        said.append(self.fall.accessibleName() if not self.fall.isHidden() else "")
        return "\n".join(part for part in said if part)

    def accessibleDescription(self) -> str:
        """What the picture says."""
        return self.chart.accessibleDescription()

    def show_values(
        self, placement: EditSession | None, today: date, figures: Figures | None = None, *, closed: bool = False
    ) -> None:
        """Show the loonwaarden of this placement as they are typed; without one there is nothing to see.

        Args:
            placement: the open one.
            today: the day to count from.
            figures: numbers to count with.
            closed: whether the dossier of the person is closed.
        """
        shown = None if placement is None else now(placement)
        check = wage_check(() if shown is None else shown.wage_values, today, figures)
        ended = shown is not None and shown.ended_on is not None and shown.ended_on < today
        self.show_check(check, today, over=closed or ended)

    def show_check(self, check: WageCheck, today: date, *, over: bool = False) -> None:
        """Show what follows from loonwaarden; of a placement that is *over* nobody has to do anything any more."""
        made: Chart | None = wage_chart(check, today) if check.points else None
        self.chart.show_chart(made)
        self._now.setText("" if over else _now(check, today))
        self._told.setVisible(not over)
        late, fell = not over and check.overdue(today), not over and check.fell
        self._next.setText("" if over or (late and not fell) else _next(check, today))
        self._next.setVisible(bool(self._next.text()))
        self._change.setVisible(bool(check.change) and not over)
        if check.change is not None:
            self._change.set_look(_change(check.change), "warn" if fell else None)
        self.fall.setVisible(fell or late)
        if fell:
            self.fall.set_words(check.reason, "warn")
        elif late:
            self.fall.set_words(_next(check, today), "warn", "Het is tijd om opnieuw te meten.")
        self.fall.setToolTip(f"Bron: {check.source}")
        self.read()
        self.setVisible(made is not None)

    def read(self, _number: int = 0) -> None:
        """Say the point that the arrows are at, while they are there."""
        reading = self.chart.reading()
        there = self.chart.hasFocus() and bool(reading)
        more = self.chart.chart is not None and len(self.chart.chart.marks) > 1
        self._point.setText(" · ".join([*([reading] if there else []), *([_KEYS] if more else [])]))
        self._point.setVisible(there or more)
        self._point.setAlignment(Qt.AlignmentFlag.AlignRight)


def _percentage(point: Point) -> str:
    return f"{format_number(point.percentage, 2)}%"


def _now(check: WageCheck, today: date) -> str:
    """What counts now."""
    if check.current is None:
        first = check.points[0] if check.points else None
        return "" if first is None else f"Er geldt nog geen loonwaarde. De eerste is van {format_day(first.day)}."
    how = "forfaitair" if check.current.flat else "gemeten"
    words = f"Nu geldt {_percentage(check.current)}, {how}, sinds {format_day(check.current.day)}."
    if check.flat_until is not None:
        words += (
            f" Forfaitair {'mocht' if check.flat_until < today else 'mag'} tot en met {format_day(check.flat_until)}."
        )
    return words


def _next(check: WageCheck, today: date) -> str:
    """When it is measured again."""
    if check.next_on is None:
        return ""
    how = "afgesproken" if check.agreed else "de gewone termijn, nog niet afgesproken"
    if check.next_on == today:
        when = "vandaag"
    elif check.next_on > today:
        when = f"over {lasting(days_after(today, 1), check.next_on)}"
    else:
        when = f"{lasting(check.next_on, days_after(today, -1))} te laat"
    return f"Volgende meting: {format_day(check.next_on)}, {when} ({how})."


def _change(change: Decimal) -> str:
    """The difference with the measurement before: ``−4 punten``."""
    sign = "\u2212" if change < 0 else "+"
    return f"{sign}{format_number(abs(change), 2)} {'punt' if abs(change) == 1 else 'punten'}"
