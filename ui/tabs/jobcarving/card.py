"""How a task looks on the board: a card, painted. Without a widget for each, two hundred cost no more than ten."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from beschutdesk.dossier.task_list import Independence
from ui.tabs.jobcarving.lines import MAIN, TaskLine
from ui.theme import colours, current, font, paint
from ui.theme import tokens as tk
from ui.widgets import ITEM, RowDelegate, RowLook
from ui.widgets.lists import Index

DOTS: Final = {Independence.SELF: 3, Independence.CUE: 2, Independence.TOGETHER: 1}
_DOT: Final = 9.0
_SIDE, _BETWEEN = 8, 8
"""Air beside a card and below it."""
_IN, _TOP = 11, 7
"""Air inside it."""


class CardDelegate(RowDelegate):
    """Name, time, what both think, how independent, and one remark."""

    def ground(self, painter: QPainter, look: RowLook) -> QRectF:
        c, rect = colours(), card_rect(QRectF(look.option.rect))
        if look.selected:
            paint.box(painter, rect, c.pick, c.accent, tk.R_CARD, 2 if look.focused else 1)
        else:
            paint.box(painter, rect, c.tint if look.hovered else c.paper, c.hair, tk.R_CARD)
        if look.focused:
            paint.ring(painter, rect, tk.R_CARD)
        return rect.adjusted(_IN, _TOP, -_IN, -_TOP)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(wide, height(index.data(ITEM), wide))

    def paint_row(self, painter: QPainter, rect: QRectF, item: TaskLine, look: RowLook) -> None:
        c = colours()
        name = font("strong") if item.name else font("body", italic=True)
        metrics = QFontMetricsF(name)
        left = rect.left()
        room = QRectF(rect)
        if item.pictogram:
            room.setRight(rect.right() - tk.ICON - 6)
            paint.icon(painter, rect.right() - tk.ICON, rect.top() + 1, item.pictogram, c.accent)
        lines = _lines(item.shown, room.width(), bold=bool(item.name))
        room.setHeight(metrics.lineSpacing() * lines)
        paint.paragraph(painter, room, item.shown, name, c.ink if item.name else c.soft, lines)
        line = QRectF(left, room.bottom() + 1, rect.width(), QFontMetricsF(font("meta")).lineSpacing())
        step = line.height() + 1
        if item.often or item.main:
            used = paint.text(painter, line, item.often, font("meta", tabular=True), c.soft)
            if _apart(item, rect.width()):
                used = 0
                line.translate(0, step)
            if item.main:
                if used:
                    used += paint.text(painter, line.adjusted(used + 5, 0, 0, 0), "·", font("meta"), c.soft) + 9
                paint.text(painter, line.adjusted(used, 0, 0, 0), MAIN, font("meta_strong"), c.accent)
            line.translate(0, step)
        for said in _opinions(item, rect.width()):
            paint.text(painter, line, said, font("meta"), c.ink)
            line.translate(0, step)
        if item.independence is not None:
            end = dots(painter, line, DOTS[item.independence])
            paint.text(painter, line.adjusted(end - left + 7, 0, 0, 0), item.independence.label, font("meta"), c.ink)
            line.translate(0, step)
        if item.remark:
            paint.text(painter, line, item.remark, font("meta", italic=True), c.soft)


def card_rect(row: QRectF) -> QRectF:
    """The card in the room of its row."""
    return row.adjusted(_SIDE, 0, -_SIDE, -_BETWEEN)


def dots(painter: QPainter, room: QRectF, filled: int) -> float:
    """Three dots as on paper, some of them filled; returns where they end."""
    c = colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = room.left()
    for number in range(3):
        painter.setPen(QPen(c.accent, 1.3))
        painter.setBrush(c.accent if number < filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(left + 0.5, room.center().y() - _DOT / 2, _DOT, _DOT))
        left += _DOT + 3
    painter.restore()
    return left - 3


def height(item: TaskLine, wide: int) -> int:
    """How high a card is in this width, with the air below it."""
    inner = wide - 2 * (_SIDE + _IN)
    lines = _lines(item.shown, inner - (tk.ICON + 6 if item.pictogram else 0), bold=bool(item.name))
    small = sum(map(bool, (item.often or item.main, _apart(item, inner), item.independence, item.remark)))
    small += len(_opinions(item, inner))
    one, other = _spacing(current().text_size)
    return round(one * lines + (other + 1) * small + 1 + 2 * _TOP + _BETWEEN)


def _lines(title: str, room: float, *, bold: bool) -> int:
    return _lines_of(title, round(room), bold, current().text_size)


@lru_cache(maxsize=2048)
def _lines_of(title: str, room: int, bold: bool, _size: int) -> int:
    """One line or two: counted once for each name and width, however often it is painted."""
    used = font("strong") if bold else font("body", italic=True)
    return 1 if QFontMetricsF(used).horizontalAdvance(title) <= room else 2


def _apart(item: TaskLine, room: float) -> bool:
    """Whether that it is a main task stands below how often it is done."""
    return item.main and bool(item.often) and _is_apart(item.often, round(room), current().text_size)


@lru_cache(maxsize=1024)
def _is_apart(often: str, room: int, _size: int) -> bool:
    used = QFontMetricsF(font("meta", tabular=True)).horizontalAdvance(often)
    return used + 14 + QFontMetricsF(font("meta_strong")).horizontalAdvance(MAIN) > room


def _opinions(item: TaskLine, room: float) -> tuple[str, ...]:
    return _opinions_of(item.opinions, round(room), current().text_size) if item.opinions else ()


@lru_cache(maxsize=256)
def _opinions_of(opinions: str, room: int, _size: int) -> tuple[str, ...]:
    """What both think in one line, or below each other where the last word of it would be cut."""
    fits = QFontMetricsF(font("meta")).horizontalAdvance(opinions) <= room
    return (opinions,) if fits else tuple(opinions.split(" · "))


@lru_cache(maxsize=8)
def _spacing(_size: int) -> tuple[float, float]:
    """Distance between lines of a name and between small ones, at a text size."""
    return QFontMetricsF(font("strong")).lineSpacing(), QFontMetricsF(font("meta")).lineSpacing()
