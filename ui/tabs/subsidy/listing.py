"""The list of applications: ids in order, lines only for what is in view; and how a line is painted."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter

from beschutdesk.services.subsidy_lists import SubsidyLine
from ui.forms.parse import format_day
from ui.models.roles import ITEM, SPOKEN, TITLE, TOOL_TIP
from ui.models.roots import UNSAVED, RootsModel
from ui.tabs.subsidy.words import SIGNS, euros, period
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import RowDelegate, RowLook

_NOBODY: Final = "zonder naam"
HIGH: Final = 78


def called(line: SubsidyLine) -> str:
    """Whom an application is for."""
    return line.who or _NOBODY


def due_words(line: SubsidyLine) -> str:
    """``uiterlijk 15-01-2027``; empty when nothing is waited for."""
    return f"uiterlijk {format_day(line.due)}" if line.due is not None else ""


class SubsidiesModel(RootsModel):
    """Applications as the directory gives them."""

    icon = "hand-coins"

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = TITLE) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        if role == ITEM:
            return line, self.has_draft(line)
        if role == TITLE:
            return called(line)
        if role in (SPOKEN, TOOL_TIP):
            return ", ".join(self._told(line))
        return None

    def _told(self, line: SubsidyLine) -> list[str]:
        term = f"{line.deadline.what.rstrip('.')} {due_words(line)}" if line.deadline is not None else ""
        parts = (called(line), line.employer, line.state.label, term, period(line.since, line.until))
        unsaved = UNSAVED if self.has_draft(line) else ""
        return [part.strip() for part in (*parts, euros(line.amount), unsaved) if part.strip()]


class SubsidyRow(RowDelegate):
    """Whom it is for and the amount; the employer with the next term; the state in a word with its sign, the period."""

    def __init__(self, today: Any) -> None:
        super().__init__()
        self._today = today

    def row_height(self, _item: object, *, current: bool) -> int:
        return HIGH

    def paint_row(self, painter: QPainter, rect: QRectF, item: tuple[SubsidyLine, bool] | None, look: RowLook) -> None:
        if item is None:
            return
        line, typed = item
        c, today = colours(), self._today()
        glyph, tone = SIGNS[line.state]
        left, right = rect.left() + 12, rect.right() - 10
        third = (rect.height() - 12) / 3
        first = QRectF(left, rect.top() + 6, right - left, third)
        paint.icon(painter, left, first.center().y() - tk.ICON / 2, glyph, getattr(c, tone))
        inner = left + tk.ICON + 10
        room = QRectF(inner, first.top(), right - inner, third)
        room.setRight(room.right() - self._right(painter, room, euros(line.amount), "meta", c.soft))
        paint.text(painter, room, called(line), font("strong"), c.ink)
        second = QRectF(inner, first.bottom(), right - inner, third)
        late = _late(line, today)
        words = f"te laat: {format_day(line.due)}" if late else due_words(line)
        used = self._right(painter, second, words, "meta_strong" if late else "meta", c.care if late else c.soft)
        second.setRight(second.right() - used)
        paint.text(painter, second, line.employer, font("meta"), c.soft)
        low = QRectF(inner, first.bottom() + third, right - inner, third)
        if typed:
            paint.icon(painter, low.right() - 16, low.center().y() - 8, "pencil", c.soft, 16)
            low.setRight(low.right() - 22)
        loud = tone in ("warn", "care", "good")
        taken = paint.text(
            painter,
            low,
            line.state.label,
            font("meta_strong" if loud else "meta"),
            getattr(c, tone if loud else "soft"),
        )
        rest = period(line.since, line.until)
        if rest:
            paint.text(painter, low.adjusted(taken + 4, 0, 0, 0), f"· {rest}", font("meta"), c.soft)

    @staticmethod
    def _right(painter: QPainter, room: QRectF, words: str, type_: str, colour: Any) -> float:
        """Words at the right end; returns the room that they take."""
        if not words:
            return 0.0
        wide = min(paint.width(words, type_) + 2, room.width() * 0.62)
        place = QRectF(room.right() - wide, room.top(), wide, room.height())
        paint.text(painter, place, words, font(type_, tabular=True), colour, paint.RIGHT)
        return wide + px(8)


def _late(line: SubsidyLine, today: date) -> bool:
    return line.due is not None and line.due < today
