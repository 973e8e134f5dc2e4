"""The list of visits: ids in order, lines only for what is in view; and how a line is painted."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import VisitState
from beschutdesk.services.visit_lists import VisitLine
from ui.forms.parse import format_day
from ui.models.roles import ITEM, SPOKEN, TITLE, TOOL_TIP
from ui.models.roots import UNSAVED, RootsModel
from ui.tabs.visits.words import NOBODY, kind, moment
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.visiting.themes import SIGNS
from ui.widgets import RowDelegate, RowLook

_STATES: Final = {
    VisitState.PLANNED: ("calendar-days", "accent", "gepland"),
    VisitState.CONCEPT: ("pencil", "accent", "concept, nog af te ronden"),
    VisitState.NO_CONTACT: ("circle-dashed", "soft", "geen contact gekregen"),
    VisitState.DONE: ("circle-check", "soft", "afgerond"),
}
_DAY: Final = 88


def called(line: VisitLine) -> str:
    """Whom a visit is about, or where it is when it is about nobody."""
    return ", ".join(line.who) or line.employer or NOBODY


def state_of(line: VisitLine) -> tuple[str, str, str]:
    """Icon, colour and word of the state of a line."""
    if line.to_share:
        return "send", "warn", "nog te delen"
    if line.concern is not None and line.concern in SIGNS and line.state is VisitState.DONE:
        icon, tone = SIGNS[line.concern]
        return icon, tone, f"afgerond: {line.concern.label}"
    return _STATES.get(line.state or VisitState.DONE, _STATES[VisitState.DONE])


class VisitsModel(RootsModel):
    """Visits as the directory gives them."""

    icon = "notebook-pen"

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = TITLE) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        if role == ITEM:
            return line
        if role == TITLE:
            return called(line)
        if role in (SPOKEN, TOOL_TIP):
            return ", ".join(self._told(line))
        return None

    @staticmethod
    def _told(line: VisitLine) -> list[str]:
        where = line.employer if line.who else ""
        parts = (called(line), moment(line.at), kind(line.medium), where, state_of(line)[2])
        return [part for part in (*parts, UNSAVED if line.has_draft else "") if part]


class VisitRow(RowDelegate):
    """Whom it is about with its day; below that how, where, and the state in a word with its sign."""

    def row_height(self, _item: object, *, current: bool) -> int:
        return tk.H_PERSON

    def paint_row(self, painter: QPainter, rect: QRectF, item: VisitLine | None, look: RowLook) -> None:
        if item is None:
            return
        c = colours()
        glyph, tone, words = state_of(item)
        left, right = rect.left() + 12, rect.right() - 10
        half = rect.height() / 2
        paint.icon(painter, left, rect.center().y() - tk.ICON / 2, glyph, getattr(c, tone))
        left += tk.ICON + 12
        day = QRectF(right - px(_DAY), rect.top() + 6, px(_DAY), half - 6)
        paint.text(painter, day, _day(item.at), font("meta", tabular=True), c.soft, paint.RIGHT)
        first = QRectF(left, rect.top() + 6, day.left() - left - 8, half - 6)
        paint.text(painter, first, called(item), font("strong"), c.ink)
        second = QRectF(left, rect.top() + half, right - left, half - 8)
        if item.has_draft:
            paint.icon(painter, second.right() - 16, second.center().y() - 8, "pencil", c.soft, 16)
            second.setRight(second.right() - 22)
        loud = item.to_share or tone in ("warn", "care")
        colour = getattr(c, tone) if loud else c.soft
        used = paint.text(painter, second, words, font("meta_strong" if loud else "meta"), colour)
        rest = " · ".join(part for part in (kind(item.medium).lower(), item.employer if item.who else "") if part)
        paint.text(painter, second.adjusted(used + 4, 0, 0, 0), f"· {rest}", font("meta"), c.soft)


def _day(at: Appointment | None) -> str:
    return format_day(at.day) if at is not None else ""
