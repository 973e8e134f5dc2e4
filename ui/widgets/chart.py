"""Small charts on the screen: what :mod:`beschutdesk.rules.chart` laid out, in the colours and letters of the theme.

On paper ``documents/chart.py`` draws the same; what stands where is decided in neither.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from beschutdesk.rules.chart import SMALL, Box, Chart, Dot, Ink, Item, Line, Shape, Words, height, laid_out
from ui.theme import colours, font, paint
from ui.theme import tokens as tk
from ui.theme.tokens import Colours
from ui.widgets.text import announce

_EDGE: Final = 6
"""Pixels around the picture, for the focus ring."""
_AROUND: Final = 4.0
"""Pixels between a point and the ring around the chosen one."""


def scale() -> float:
    """Pixels to one point of the layout: its small letters are as large as the least ones on the screen."""
    return font("meta").pixelSize() / SMALL


def _letters(size: float, strong: bool) -> QFont:
    used = QFont(font("meta_strong" if strong else "meta", tabular=True))
    used.setPixelSize(round(size * scale()))
    return used


def measure(text: str, size: float, strong: bool) -> float:
    """Width of a text on the screen, in points of the layout."""
    return QFontMetricsF(_letters(size, strong)).horizontalAdvance(text) / scale()


def items(chart: Chart, size: QRectF) -> tuple[Item, ...]:
    """What :func:`draw` draws in a rectangle of this size, in points with the origin at the lower left."""
    return laid_out(chart, size.width() / scale(), size.height() / scale(), measure)


def draw(painter: QPainter, rect: QRectF, chart: Chart, c: Colours[QColor]) -> None:
    """Draw a chart in a rectangle (logical pixels)."""
    place = placer(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in items(chart, rect):
        _item(painter, item, place, c)
    painter.restore()


def placer(rect: QRectF) -> Callable[[float, float], QPointF]:
    """From points of the layout to pixels within a rectangle."""
    by = scale()
    return lambda x, y: QPointF(rect.left() + x * by, rect.bottom() - y * by)


def _item(painter: QPainter, item: Item, place: Callable[[float, float], QPointF], c: Colours[QColor]) -> None:
    ink, by = _ink(item.ink, c), scale()
    if isinstance(item, Words):
        painter.setFont(_letters(item.size, item.strong))
        painter.setPen(ink)
        painter.drawText(place(item.x, item.y), item.text)
        return
    open_ = not isinstance(item, Line) and item.open
    pen = QPen(ink, max(1.0, by * (item.weight if isinstance(item, Line) else 0.9)))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(c.paper if open_ else ink)
    if isinstance(item, Line):
        if item.dotted:
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
        painter.drawLine(_crisp(place(item.x1, item.y1)), _crisp(place(item.x2, item.y2)))
    elif isinstance(item, Dot):
        painter.drawEllipse(place(item.x, item.y), item.radius * by, item.radius * by)
    else:
        _box(painter, item, place, c)


def _box(painter: QPainter, item: Box, place: Callable[[float, float], QPointF], c: Colours[QColor]) -> None:
    if not item.open:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.block if item.ink is Ink.ACCENT else _ink(item.ink, c))
    painter.drawRect(QRectF(place(item.x, item.y + item.height), place(item.x + item.width, item.y)))


def _crisp(at: QPointF) -> QPointF:
    return QPointF(round(at.x()) + 0.5, round(at.y()) + 0.5)


def _ink(ink: Ink, c: Colours[QColor]) -> QColor:
    return {Ink.TEXT: c.ink, Ink.SOFT: c.soft, Ink.ACCENT: c.accent, Ink.RULE: c.rule, Ink.PAPER: c.paper}[ink]


class ChartView(QWidget):
    """A chart that can be walked through: arrows, Home and End go from point to point and say each one.

    Attributes:
        reached: a point was chosen: its number.
    """

    reached = Signal(int)

    def __init__(self, chart: Chart | None = None) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        self.show_chart(chart)

    @property
    def chart(self) -> Chart | None:
        """What it shows."""
        return self._chart

    @property
    def at(self) -> int:
        """Number of the chosen point."""
        return self._at

    def show_chart(self, chart: Chart | None) -> None:
        """Show this chart; ``None`` hides the picture. The last point of a stair is chosen, the first of the bars."""
        if chart != self._chart or chart is None:
            self._chart = chart
            marks = chart.marks if chart is not None else ()
            stair = chart is not None and chart.shape is Shape.STEPS
            self._at = max(0, len(marks) - 1) if stair else 0
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if marks else Qt.FocusPolicy.NoFocus)
            self.setAccessibleName(chart.title if chart is not None else "")
            self.setAccessibleDescription(chart.words if chart is not None else "")
            self.updateGeometry()
            self.update()
        self.setVisible(chart is not None)

    def reading(self) -> str:
        """The chosen point in words: ``1 mei 2026: 42%``."""
        if self._chart is None or not self._chart.marks:
            return ""
        mark = self._chart.marks[self._at]
        return f"{mark.label}: {mark.value}"

    def sizeHint(self) -> QSize:
        high = 0.0 if self._chart is None else height(self._chart)
        return QSize(1, round(high * scale()) + 2 * _EDGE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def room(self) -> QRectF:
        """Where the picture is drawn."""
        return QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)

    def spots(self) -> Sequence[QRectF]:
        """Where each point is drawn: around a dot, or the whole row of a bar."""
        if self._chart is None or not self._chart.marks:
            return ()
        room = self.room()
        if self._chart.shape is Shape.BARS:
            row = room.height() / len(self._chart.marks)
            return [QRectF(room.left(), room.top() + n * row, room.width(), row) for n in range(len(self._chart.marks))]
        place = placer(room)
        found = []
        for dot in (item for item in items(self._chart, room) if isinstance(item, Dot)):
            at, half = place(dot.x, dot.y), dot.radius * scale() + _AROUND
            found.append(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
        return found

    # -- keys and mouse ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._chart.marks) - 1 if self._chart is not None else -1
        keys = {Qt.Key.Key_Left: self._at - 1, Qt.Key.Key_Right: self._at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if self._chart is not None and self._chart.shape is Shape.BARS:
            keys |= {Qt.Key.Key_Up: self._at - 1, Qt.Key.Key_Down: self._at + 1}
        wanted = keys.get(Qt.Key(event.key()))
        if wanted is None or event.modifiers() or last < 0:
            super().keyPressEvent(event)
            return
        self._go(max(0, min(wanted, last)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spots, at = self.spots(), event.position()
        if not spots:
            super().mousePressEvent(event)
            return
        self._go(min(range(len(spots)), key=lambda n: (spots[n].center() - at).manhattanLength()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _go(self, number: int) -> None:
        self._at = number
        self.update()
        announce(self, self.reading())
        self.reached.emit(number)

    # -- painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._chart is not None:
            c, chosen = colours(), self.spots()[self._at] if self.hasFocus() and self._chart.marks else None
            stair = self._chart.shape is Shape.STEPS
            if chosen is not None and not stair:
                painter.fillRect(chosen, c.pick)
            draw(painter, self.room(), self._chart, c)
            if chosen is not None and stair:
                paint.box(painter, chosen, None, c.focus, chosen.width() / 2, 2)
        if self.hasFocus():
            paint.ring(painter, QRectF(self.rect()), tk.R_CARD)
        painter.end()
