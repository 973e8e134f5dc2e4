"""Painting that delegates, drawn widgets and the style share. Logical pixels; nothing here makes a widget."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.theme import icons
from ui.theme import theme as th
from ui.theme import tokens as tk

Tone = Literal["good", "warn", "care", "info"]
"""A meaning: done, let op, zorg, weet dit."""

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
TOP: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_WRAP = TOP | Qt.TextFlag.TextWordWrap
_TALL = 1e5

SELECTED: Final = QStyle.StateFlag.State_Selected
HOVER: Final = QStyle.StateFlag.State_MouseOver
FOCUS: Final = QStyle.StateFlag.State_HasFocus


@dataclass(frozen=True, slots=True)
class ToneLook:
    """How a meaning looks: always colour, shape and word together."""

    colour: QColor
    ground: QColor
    icon: str
    word: str


_TONES: Final[dict[Tone, tuple[str, str]]] = {
    "care": ("octagon-alert", "Zorg"),
    "warn": ("triangle-alert", "Let op"),
    "good": ("circle-check", "Goed"),
    "info": ("info", "Weet dit"),
}


def tone(name: Tone) -> ToneLook:
    """Colour, ground, icon and Dutch word of a meaning in the theme of now."""
    c = th.colours()
    icon_name, word = _TONES[name]
    if name == "info":
        return ToneLook(c.accent, c.tint, icon_name, word)
    return ToneLook(getattr(c, name), getattr(c, f"{name}_bg"), icon_name, word)


def width(words: str, type_: str = "body") -> float:
    """Width of one line of words in this step of the type scale."""
    return QFontMetricsF(th.font(type_)).horizontalAdvance(words)


def elided(words: str, used: QFont, room: float) -> str:
    """One line that fits in ``room``: line breaks become spaces, what is too long ends in an ellipsis."""
    return QFontMetricsF(used).elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, room)


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    used: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Draw one line of plain text, elided at the right, never as markup. Returns the width it takes."""
    line = elided(words, used, rect.width())
    painter.setFont(used)
    painter.setPen(colour)
    painter.drawText(rect, int(align), line)
    return QFontMetricsF(used).horizontalAdvance(line)


def paragraph(painter: QPainter, rect: QRectF, words: str, used: QFont, colour: QColor, lines: int) -> None:
    """Draw plain text over at most this many lines, from the top left; the rest becomes an ellipsis."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setFont(used)
    painter.setPen(colour)
    painter.drawText(rect, int(_WRAP), fit(words, used, rect.width(), lines))
    painter.restore()


def wrapped_height(words: str, used: QFont, room: float) -> float:
    """Height of plain text wrapped in this width."""
    return QFontMetricsF(used).boundingRect(QRectF(0, 0, room, _TALL), int(_WRAP), words).height()


def fit(words: str, used: QFont, room: float, lines: int) -> str:
    """The longest beginning that wraps within so many lines of this width, with an ellipsis when it is cut."""
    limit = QFontMetricsF(used).lineSpacing() * lines + 1
    if wrapped_height(words, used, room) <= limit:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if wrapped_height(words[:middle].rstrip() + "…", used, room) <= limit:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + "…"


def hatch(painter: QPainter, rect: QRectF, colour: QColor, apart: float) -> None:
    """Draw slanted lines in a rectangle. Qt's own hatching counts device pixels and is too fine at 150 %."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 1))
    left = rect.left() - rect.height()
    while left < rect.right():
        painter.drawLine(QPointF(left, rect.bottom()), QPointF(left + rect.height(), rect.top()))
        left += apart
    painter.restore()


def icon(painter: QPainter, x: float, y: float, name: str, colour: QColor, size: int = tk.ICON) -> None:
    """Draw an icon of the set with its left top at (x, y)."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(x, y), icons.pixmap(name, colour.name(), size, ratio))


def icon_in(painter: QPainter, rect: QRectF, name: str, colour: QColor, size: int = tk.ICON) -> None:
    """Draw an icon of the set in the middle of a rectangle."""
    centre = rect.center()
    icon(painter, round(centre.x() - size / 2), round(centre.y() - size / 2), name, colour, size)


def box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    line: QColor | None = None,
    radius: float = tk.R_INPUT,
    width: float = 1,
    *,
    dashed: bool = False,
) -> None:
    """Draw a rounded rectangle whose outline lies inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = 0.0
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(line, width)
        if dashed:
            pen.setDashPattern([4 / width, 3 / width])
        painter.setPen(pen)
        half = width / 2
    if fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def ring(painter: QPainter, rect: QRectF, radius: float = tk.R_INPUT) -> None:
    """Draw the focus ring just inside ``rect``."""
    box(painter, rect, None, th.colours().focus, radius, tk.RING)


@dataclass(frozen=True, slots=True)
class ChipLook:
    """What a chip shows.

    Attributes:
        words: the state.
        tone: its meaning; ``None`` is a plain fact with an outline.
        icon: other icon than the tone's own; empty with no tone: none.
        dashed: not saved, not shared.
    """

    words: str
    tone: Tone | None = None
    icon: str = ""
    dashed: bool = False

    @property
    def glyph(self) -> str:
        """The icon that is drawn, or empty."""
        return self.icon or (_TONES[self.tone][0] if self.tone else "")

    def width(self) -> int:
        """Width of the pill."""
        return round(width(self.words, "meta_strong") + 18 + (tk.ICON_SMALL + 4 if self.glyph else 0))


def chip(painter: QPainter, x: float, y: float, look: ChipLook, *, from_right: bool = False) -> int:
    """Draw a chip with its left (or right) top at (x, y); returns its width."""
    c, wide, high = th.colours(), look.width(), th.px(tk.H_CHIP)
    left = x - wide if from_right else x
    rect = QRectF(left, y, wide, high)
    if look.tone:
        meaning = tone(look.tone)
        colour = meaning.colour
        box(painter, rect, meaning.ground, None, high / 2)
    else:
        colour = c.ink if look.dashed else c.soft
        box(painter, rect, None, c.edge if look.dashed else c.rule, high / 2, dashed=look.dashed)
    left += 9
    if look.glyph:
        icon(painter, left - 1, y + (high - tk.ICON_SMALL) / 2, look.glyph, colour, tk.ICON_SMALL)
        left += tk.ICON_SMALL + 4
    painter.setFont(th.font("meta_strong"))
    painter.setPen(colour)
    painter.drawText(QRectF(left, y, wide, high), int(LEFT), look.words)
    return wide


def avatar(painter: QPainter, rect: QRectF, initials: str, ground: QColor | None = None) -> None:
    """Draw the circle with initials of the printed portfolio; an icon of a person when there are none."""
    c = th.colours()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(c.accent if initials else c.edge, 1.5))
    painter.setBrush(ground or c.paper)
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    if not initials:
        icon_in(painter, rect, "user-round", c.soft, tk.ICON)
        return
    used = QFont(th.font("meta_strong"))
    used.setPixelSize(max(11, round(rect.height() * (0.36 if len(initials) < 3 else 0.29))))
    painter.setFont(used)
    painter.setPen(c.accent)
    painter.drawText(rect, int(CENTRE), initials)


def key_cap(painter: QPainter, right: float, middle: float, words: str) -> float:
    """Draw the name of a key in a small box that ends at ``right``; returns its left edge."""
    c, wide, high = th.colours(), width(words, "meta") + 12, th.px(22)
    rect = QRectF(right - wide, middle - high / 2, wide, high)
    box(painter, rect, c.tint, c.hair, tk.R_INPUT)
    painter.setFont(th.font("meta"))
    painter.setPen(c.soft)
    painter.drawText(rect, int(CENTRE), words)
    return rect.left()


def row_ground(painter: QPainter, option: QStyleOptionViewItem, *, line: bool = True, inset: int = 0) -> QRectF:
    """Draw the ground of a list row: hairline below, hover, choice (tint and bar), focus. Returns the room left."""
    c = th.colours()
    rect = QRectF(option.rect)
    state = option.state
    if line:
        painter.fillRect(QRectF(rect.left() + inset, rect.bottom() - 1, rect.width() - 2 * inset, 1), c.hair)
    ground = rect.adjusted(0, 0, 0, -1)
    if state & SELECTED:
        painter.fillRect(ground, c.pick)
        painter.fillRect(QRectF(ground.left(), ground.top(), 3, ground.height()), c.accent)
    elif state & HOVER:
        painter.fillRect(ground, c.tint)
    if state & FOCUS:
        ring(painter, ground, 3)
    return ground
