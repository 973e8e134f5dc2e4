"""How the line of a placement is drawn: where everything stands in a width, and the drawing of it.

Free of any widget, so that paper can draw the same. Past phases are grey, the present filled, planned dashed; names
stand below their bars and are never cut; a band below tells with a word what interrupts a phase or does not fit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from beschutdesk.dossier.values import SHORT_MONTHS
from ui.tabs.candidates.phase_data import PhaseBar, PhasePicture, Sort, State, Strip
from ui.theme import font, paint, px
from ui.theme import tokens as tk
from ui.theme.tokens import Colours

_HEAD: Final = 22
_BAR_TOP: Final = 44
_BAR: Final = 18
_LANE: Final = 23
_LINE: Final = 17
_BAND: Final = 7
_STRIP: Final = 27
_SIDE: Final = 3.0
_GAP: Final = 10.0
_LEAST_BAR: Final = 6.0
_LEAST_BAND: Final = 8.0
NAME_LINES: Final = 4
_ROWS: Final = {Sort.PROBLEM: 3, Sort.BREAK: 1, Sort.ABSENCE: 1}
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000)
"""Months between two words on the axis; from a year on, years."""
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Name:
    """Where the name of a bar stands; *tick* is the top of the line down to it, ``None`` for none."""

    bar: int
    rect: QRectF
    foot: QPointF
    tick: float | None


@dataclass(frozen=True, slots=True)
class Band:
    """Where a strip stands: the band, and its word below; ``None`` when the word has no room."""

    strip: Strip
    rect: QRectF
    word: QRectF | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A word on the axis with its line; *strong* at the turn of a year."""

    x: float
    words: str
    strong: bool


class PhaseLayout:
    """Where everything of a picture stands in a width (logical pixels, from 0, 0).

    Attributes:
        picture: what it shows.
        width, height: of the whole.
        bars: rectangle of each bar; of a phase that interrupts another one, that of its band.
        names: of the bars that have room for one.
        bands: the strips.
        marks: of the axis.
        unnamed: how many bars have no room for their name.
    """

    def __init__(self, picture: PhasePicture, width: float) -> None:
        self.picture, self.width = picture, width
        self._days = max(1, (picture.last - picture.first).days + 1)
        lanes = 1 + max((bar.lane for bar in picture.bars if not bar.beside), default=0)
        self._lanes = lanes
        self.foot = px(_BAR_TOP) + (lanes - 1) * px(_LANE) + px(_BAR)
        self.bars = [self._bar(bar) for bar in picture.bars]
        self.names = list(self._names())
        lines = 1 + max((round((one.rect.top() - self.foot - 4) / px(_LINE)) for one in self.names), default=-1)
        top = self.foot + 4 + lines * px(_LINE) + 4
        self.bands = list(self._bands(top))
        for number, bar in enumerate(picture.bars):
            if bar.beside:
                self.bars[number] = next(one.rect for one in self.bands if one.strip.key == bar.key)
        rows = {one.rect.top() for one in self.bands}
        self.height = top + len(rows) * px(_STRIP)
        self.marks = list(self._marks())

    @property
    def unnamed(self) -> int:
        """How many bars have no room for their name."""
        return sum(not bar.beside for bar in self.picture.bars) - len(self.names)

    def x(self, day: date) -> float:
        """Where a day begins."""
        return _SIDE + (day - self.picture.first).days / self._days * (self.width - 2 * _SIDE)

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day) + (self.width - 2 * _SIDE) / self._days

    def at(self, spot: QPointF) -> int | None:
        """Number of the bar under a point, or whose name is."""
        for number, rect in enumerate(self.bars):
            if rect.adjusted(-2, -4, 2, 4).contains(spot):
                return number
        return next((name.bar for name in self.names if name.rect.contains(spot)), None)

    # -- where it stands -----------------------------------------------------------------------------------------------

    def _bar(self, bar: PhaseBar) -> QRectF:
        left = self.x(bar.since)
        right = self.width - _SIDE if bar.runs_on else self.end(bar.until)
        top = px(_BAR_TOP) + bar.lane * px(_LANE)
        wide = max(_LEAST_BAR, right - left - 2)
        return QRectF(min(left, self.width - _SIDE - wide), top, wide, px(_BAR))

    def _names(self) -> Iterator[Name]:
        """From right to left: a name that would touch the one after it goes a line down, and its tick crosses none."""
        free = [self.width] * NAME_LINES
        order = sorted(
            (number for number, bar in enumerate(self.picture.bars) if not bar.beside),
            key=lambda number: (self.bars[number].left(), self.picture.bars[number].lane),
            reverse=True,
        )
        for number in order:
            rect, name = self.bars[number], self.picture.bars[number].name
            wide = paint.width(name, "meta_strong") + 2
            left = max(0.0, min(rect.left(), self.width - wide))
            tick = rect.left() + 1
            for line in range(NAME_LINES):
                if left + wide <= free[line] and all(tick + 2 < free[above] for above in range(line)):
                    break
            else:
                continue
            for above in range(line):
                free[above] = min(free[above], tick - 2)
            free[line] = left - _GAP
            lowest = self.picture.bars[number].lane == self._lanes - 1
            start = None if not line and lowest else rect.bottom() + 1
            top = self.foot + 4 + line * px(_LINE)
            shift = 3 if start is not None and left + wide + 3 <= self.width else 0
            spot = QRectF(left + shift, top, wide, px(_LINE))
            yield Name(number, spot, QPointF(tick, top + px(_LINE) - 4 if left <= tick else top), start)

    def _bands(self, top: float) -> Iterator[Band]:
        for sort in Sort:
            mine = [strip for strip in self.picture.strips if strip.sort is sort]
            ends = [-_GAP] * _ROWS[sort]
            used = 0
            for strip in mine:
                rect, wide = self._band(strip), self._word(strip)
                left = max(0.0, min(rect.left(), self.width - wide))
                row = next((n for n, end in enumerate(ends) if end + _GAP <= min(left, rect.left())), None)
                said = row is not None
                row = len(ends) - 1 if row is None else row
                y = top + row * px(_STRIP)
                rect.moveTop(y)
                ends[row] = max(ends[row], rect.right(), left + wide if said else 0.0)
                used = max(used, row + 1)
                yield Band(strip, rect, QRectF(left, y + _BAND + 1, wide, px(_LINE)) if said else None)
            top += used * px(_STRIP)

    def _band(self, strip: Strip) -> QRectF:
        left, right = self.x(strip.since), self.end(strip.until)
        wide = max(_LEAST_BAND, min(right, self.width - _SIDE) - left)
        return QRectF(min(left, self.width - _SIDE - wide), 0, wide, _BAND)

    @staticmethod
    def _word(strip: Strip) -> float:
        icon = tk.ICON_SMALL + 3 if strip.sort is Sort.PROBLEM else 0
        return paint.width(strip.word, "meta_strong" if icon else "meta") + icon + 2

    def _marks(self) -> Iterator[Mark]:
        first, last = self.picture.first, self.picture.last
        month = (self.width - 2 * _SIDE) / self._days * 30.4
        short = paint.width("mmm 00", "meta") + 8
        long = paint.width("2000", "meta") + 10
        every = next((n for n in _STEPS if month * n > (short if n < _YEAR else long)), _STEPS[-1])
        number = first.year * 12 + first.month - 1
        number += -number % every
        named = False
        while number <= last.year * 12 + last.month - 1:
            year, at = divmod(number, 12)
            if not 1 <= year <= date.max.year:
                break
            day = date(year, at + 1, 1)
            words = str(year) if every >= _YEAR else SHORT_MONTHS[at]
            if every < _YEAR and (at == 0 or not named):
                words += f" {year % 100:02}"
            x = self.x(day) if day > first else _SIDE
            if x + 3 + paint.width(words, "meta") <= self.width:
                named = True
            else:
                words = ""
            yield Mark(x, words, at == 0)
            number += every


def draw(painter: QPainter, rect: QRectF, made: PhaseLayout, c: Colours[QColor], chosen: int | None = None) -> None:
    """Draw a laid out picture with its left top in that of a rectangle.

    Args:
        painter: with any transformation.
        rect: as wide as the layout.
        made: what is drawn, and where.
        c: colours of the screen or of paper.
        chosen: number of the bar that is outlined.
    """
    painter.save()
    painter.translate(rect.topLeft())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _axis(painter, made, c)
    _bars(painter, made, c, chosen)
    for band in made.bands:
        _band(painter, band, c)
    _days(painter, made, c)
    painter.restore()


def _axis(painter: QPainter, made: PhaseLayout, c: Colours[QColor]) -> None:
    for mark in made.marks:
        painter.fillRect(QRectF(round(mark.x), px(_HEAD), 1, made.foot - px(_HEAD)), c.rule if mark.strong else c.hair)
        if mark.words:
            room = QRectF(mark.x + 3, 0, made.width, px(20))
            paint.text(painter, room, mark.words, font("meta"), c.soft)


def _bars(painter: QPainter, made: PhaseLayout, c: Colours[QColor], chosen: int | None) -> None:
    picture = made.picture
    for name in made.names:
        if name.tick is not None:
            painter.fillRect(QRectF(name.foot.x(), name.tick, 1, name.foot.y() - name.tick), c.rule)
    for number, (bar, rect) in enumerate(zip(picture.bars, made.bars, strict=True)):
        if not bar.beside:
            _bar(painter, made, bar, rect, c)
        if number == chosen:
            paint.box(painter, rect.adjusted(-3, -3, 3, 3), None, c.accent, tk.R_CARD, 1.5)
    for name in made.names:
        bar = picture.bars[name.bar]
        ink = c.soft if bar.state is State.DONE and name.bar != chosen else c.ink
        paint.text(painter, name.rect, bar.name, font("meta_strong"), ink)


def _bar(painter: QPainter, made: PhaseLayout, bar: PhaseBar, rect: QRectF, c: Colours[QColor]) -> None:
    fill = {State.DONE: c.edge, State.NOW: c.block, State.PLAN: None}[bar.state]
    radius = min(tk.R_INPUT, rect.width() / 2)
    if fill is None or bar.runs_on:
        paint.box(painter, rect, c.paper, c.edge, radius, dashed=True)
    if fill is not None:
        solid = QRectF(rect)
        if bar.runs_on:
            solid.setRight(max(rect.left() + _LEAST_BAR, min(rect.right(), made.end(made.picture.today))))
        paint.box(painter, solid, fill, None, radius)
    if bar.runs_on and rect.width() > tk.ICON_SMALL:
        paint.icon(
            painter,
            rect.right() - tk.ICON_SMALL,
            rect.center().y() - tk.ICON_SMALL / 2,
            "chevron-right",
            c.soft,
            tk.ICON_SMALL,
        )


def _band(painter: QPainter, band: Band, c: Colours[QColor]) -> None:
    sort = band.strip.sort
    words, used, ink = band.word, font("meta"), c.soft
    if sort is Sort.PROBLEM:
        used, ink = font("meta_strong"), c.warn
        painter.fillRect(QRectF(band.rect.left(), band.rect.top() + 2, band.rect.width(), 2), c.warn)
        for x in (band.rect.left(), band.rect.right() - 2):
            painter.fillRect(QRectF(x, band.rect.top() - 1, 2, _BAND), c.warn)
        if words is not None:
            top = words.top() + (words.height() - tk.ICON_SMALL) / 2
            paint.icon(painter, words.left(), top, "triangle-alert", c.warn, tk.ICON_SMALL)
            words = words.adjusted(tk.ICON_SMALL + 3, 0, 0, 0)
    else:
        paint.box(painter, band.rect, c.paper, c.edge, 2, dashed=sort is Sort.BREAK)
        if sort is Sort.ABSENCE:
            paint.hatch(painter, band.rect.adjusted(1, 1, -1, -1), c.edge, 4)
    if words is not None:
        paint.text(painter, words.adjusted(0, 0, 2, 0), band.strip.word, used, ink)


def _days(painter: QPainter, made: PhaseLayout, c: Colours[QColor]) -> None:
    """Today and the end of the placement: lines with a word."""
    picture = made.picture
    pills: list[tuple[float, str, QColor, QColor]] = []
    if picture.first <= picture.today <= picture.last:
        pills.append((made.x(picture.today), "vandaag", c.care, c.care_bg))
    if picture.ended_on is not None and picture.first <= picture.ended_on <= picture.last:
        pills.append((made.end(picture.ended_on), "einde", c.ink, c.tint))
    pills.sort(key=lambda pill: pill[0])
    for rect, (x, word, ink, ground) in zip(_apart(pills, made.width), pills, strict=True):
        painter.fillRect(QRectF(x - 1, px(_BAR_TOP) - 6, 2, made.foot - px(_BAR_TOP) + 10), ink)
        paint.box(painter, rect, ground, None if ink is c.care else c.edge, rect.height() / 2)
        painter.setFont(font("meta_strong"))
        painter.setPen(ink)
        painter.drawText(rect, int(paint.CENTRE), word)


def _apart(pills: Sequence[tuple[float, str, QColor, QColor]], width: float) -> list[QRectF]:
    """The pills above their lines; two that would touch stand at either side."""
    high = px(18)
    made = []
    for x, word, *_ in pills:
        wide = paint.width(word, "meta_strong") + 14
        made.append(QRectF(max(0.0, min(x - wide / 2, width - wide)), px(_BAR_TOP) - high - 6, wide, high))
    for before, after in pairwise(made):
        over = before.right() + 4 - after.left()
        if over > 0:
            after.moveLeft(min(after.left() + over, width - after.width()))
            before.moveRight(min(before.right(), after.left() - 4))
    return made
