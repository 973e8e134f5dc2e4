"""The week of a person as a picture and in sentences: work, day activity, school, care and the rest, together.

Work is filled, day activity has a hatched band, school and care are dashed; each block holds a word. Hours are true to
scale. Combining is normal, so what lies over another is told and never refused.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import time
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from beschutdesk.dossier.values import WEEKDAYS
from beschutdesk.rules.week import Block, BlockKind, Week, arranged
from ui.forms.parse import SHORT_DAYS, format_number, format_slots
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import Glyph, box, cols, label, rows

_GAP: Final = 8
_HEAD: Final = 22
_BODY: Final = 104
_BAND: Final = 12
_LEAST_BLOCK: Final = 22
_LINE: Final = 17
_TWO_LINES: Final = 40
_FIRST, _LAST = 8.0, 17.0
_SHORT: Final = {BlockKind.DAY_ACTIVITY: "dagbest.", BlockKind.VOLUNTEER: "vrijw."}
_ALWAYS_WEEKDAYS: Final = 5


class WeekPicture(QWidget):
    """The strip itself."""

    def __init__(self) -> None:
        super().__init__()
        self._week = arranged(())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        self.setAccessibleName("Week")

    def sizeHint(self) -> QSize:
        return QSize(1, px(_HEAD + _BODY + 2))

    def show_week(self, week: Week) -> None:
        """Show this week."""
        if week != self._week:
            self._week = week
            self.setAccessibleDescription(". ".join(_sentence(block) for block in week.blocks()))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        weekend = any(self._week.days[_ALWAYS_WEEKDAYS:])
        days = len(self._week.days) if weekend else _ALWAYS_WEEKDAYS
        wide = (self.width() - _GAP * (days - 1)) / days
        span = _span(self._week.blocks())
        for day in range(days):
            self._day(painter, QRectF(day * (wide + _GAP), 0, wide, self.height()), day, span)
        painter.end()

    def _day(self, painter: QPainter, rect: QRectF, day: int, span: tuple[float, float]) -> None:
        c, head, blocks = colours(), px(_HEAD), self._week.days[day]
        top = QRectF(rect.left() + 2, 0, rect.width() - 4, head - 2)
        paint.text(painter, top, SHORT_DAYS[day], font("meta_strong"), c.soft)
        minutes = arranged(blocks).minutes()
        if minutes:
            words = f"{hours(minutes)} u"
            paint.text(painter, top, words, font("meta", tabular=True), c.soft, paint.RIGHT)
        body = rect.adjusted(0.5, head, -0.5, -1.5)
        paint.box(painter, body, c.side, c.hair)
        if not blocks:
            paint.text(painter, body, "vrij", font("meta"), c.soft, paint.CENTRE)
        for block, lane, lanes in _lanes(blocks):
            wide = (body.width() - 4) / lanes
            room = QRectF(
                body.left() + 2 + lane * wide, body.top(), wide - (1 if lane < lanes - 1 else 0), body.height()
            )
            _block(painter, room, block, span)


class WeekStrip(QWidget):
    """The picture, and below it the same in words: how much of what, and what lies over another."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = WeekPicture()
        self._sums = label("", "meta", "soft", wrap=True)
        self._glyph = Glyph("triangle-alert", "warn", tk.ICON_SMALL)
        self._clash = label("", "meta_strong", "warn", wrap=True)
        self._clashes = box(cols(rows(self._glyph, None, margins=(0, 2, 0, 0)), (self._clash, 1), gap=tk.S1 + 2))
        self._clashes.hide()
        self.setLayout(rows(self.picture, self._sums, self._clashes, gap=tk.S1))
        self.setMinimumWidth(1)
        self.hide()

    def accessibleDescription(self) -> str:
        """What the picture says."""
        return self.picture.accessibleDescription()

    @property
    def words(self) -> str:
        """What stands below the picture."""
        return "\n".join(part for part in (self._sums.text(), self._clash.text()) if part)

    def show_week(self, week: Week) -> None:
        """Show this week; one without anything in it hides the strip."""
        self.picture.show_week(week)
        self._sums.setText(summed(week))
        self._clash.setText("\n".join(_first_up(str(found)) + "." for found in week.overlaps))
        self._clashes.setVisible(bool(week.overlaps))
        self.setVisible(any(week.days))


def hours(minutes: int) -> str:
    """Minutes as hours: ``4,5``."""
    return format_number(round(Decimal(minutes) / 60, 2), 2)


def summed(week: Week) -> str:
    """How much of what, on which days, and together."""
    parts = []
    for kind in BlockKind:
        found = [block for block in week.blocks() if block.kind is kind]
        if found:
            days = _listed([SHORT_DAYS[day] for day in sorted({block.slot.weekday for block in found})])
            much = week.minutes(kind)
            parts.append(f"{_first_up(kind.value)}: {days}{f', {hours(much)} uur' if much else ''}.")
    if len(parts) > 1 and week.minutes():
        parts.append(f"Samen {hours(week.minutes())} uur.")
    if week.untimed:
        parts.append("Niet van alles is bekend hoe laat.")
    return " ".join(parts)


def _sentence(block: Block) -> str:
    words = f"{WEEKDAYS[block.slot.weekday]}: {block.kind.value} {format_slots((block.slot,))} {block.what}"
    return " ".join(words.split())


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _hour(at: time | None, otherwise: float) -> float:
    return otherwise if at is None else at.hour + at.minute / 60


def _span(blocks: Iterable[Block]) -> tuple[float, float]:
    """First and last hour of the picture: an office day, or more when something lies outside."""
    first, last = _FIRST, _LAST
    for block in blocks:
        first = min(first, math.floor(_hour(block.slot.start, first)))
        last = max(last, math.ceil(_hour(block.slot.end, last)))
    return first, last


def _ends(block: Block) -> tuple[float, float]:
    return _hour(block.slot.start, _FIRST), _hour(block.slot.end, _LAST)


def _lanes(blocks: Sequence[Block]) -> list[tuple[Block, int, int]]:
    """Each block with its lane, and how many lanes the blocks that it meets need."""
    groups: list[list[tuple[Block, int]]] = []
    end = -1.0
    for block in sorted(blocks, key=_ends):
        since, until = _ends(block)
        if since >= end or not groups:
            groups.append([])
        taken = {lane for other, lane in groups[-1] if _ends(other)[1] > since}
        lane = next(n for n in range(len(blocks)) if n not in taken)
        groups[-1].append((block, lane))
        end = max(end, until)
    return [(block, lane, 1 + max(n for _, n in group)) for group in groups for block, lane in group]


def _block(painter: QPainter, room: QRectF, block: Block, span: tuple[float, float]) -> None:
    c, (first, last) = colours(), span
    start, end = _hour(block.slot.start, first), _hour(block.slot.end, last)
    scale = (room.height() - 4) / (last - first)
    high = max(_LEAST_BLOCK, (end - start) * scale)
    rect = QRectF(room.left(), room.top() + 2 + (start - first) * scale, room.width(), high)
    if rect.bottom() > room.bottom() - 2:
        rect.moveBottom(room.bottom() - 2)
    ink, left = c.ink, 8.0
    match block.kind:
        case BlockKind.WORK:
            paint.box(painter, rect, c.block)
            ink = c.on_block
        case BlockKind.DAY_ACTIVITY:  # the hatching stands beside the words, which want a quiet ground
            paint.box(painter, rect, c.pick, c.accent)
            paint.hatch(painter, QRectF(rect.left(), rect.top(), _BAND, rect.height()), c.accent, 5)
            left = _BAND + 6.0
        case BlockKind.SCHOOL | BlockKind.CARE:
            paint.box(painter, rect, c.paper, c.edge, dashed=True)
        case _:
            paint.box(painter, rect, c.paper, c.edge)
    if rect.width() < 2 * _BAND + left:
        left = 4.0
    inner = rect.adjusted(left, 2, -4, -2)
    name = block.kind.value
    if paint.width(name, "meta_strong") > inner.width():
        name = _SHORT.get(block.kind, name)
    line = QRectF(inner.left(), inner.top(), inner.width(), px(_LINE))
    below = inner.adjusted(0, px(_LINE), 0, 0)
    if block.what and _has_room(block.what, below):
        paint.text(painter, line, name, font("meta_strong"), ink)
        paint.paragraph(painter, below, block.what, font("meta"), ink, 9)
    elif rect.height() > px(_TWO_LINES):
        paint.text(painter, line, name, font("meta_strong"), ink)
    else:
        paint.text(painter, inner, name, font("meta_strong"), ink)


def _has_room(words: str, room: QRectF) -> bool:
    """Whether they can be read whole: cut in two they say nothing, and the sentence below the picture says enough."""
    widest = max(paint.width(word, "meta") for word in words.split())
    return widest <= room.width() and paint.wrapped_height(words, font("meta"), room.width()) <= room.height()
