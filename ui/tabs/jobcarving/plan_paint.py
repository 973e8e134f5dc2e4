"""How the week of the day plan is drawn: shape first, then a word, then colour."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from beschutdesk.dossier.task_list import PlanKind
from ui.tabs.jobcarving.plan_week import BlockShown, DayShown, Placed, clock, short_name
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk

HEAD: Final = 32
"""Height of a heading with one line; see :func:`head_height`."""
_HEAD_LINE: Final = 17
_TWO_LINES: Final = 40
_SLIM: Final = 112
"""A block that is narrower than this keeps its width for words."""
_ICONS: Final = {PlanKind.BREAK: "coffee", PlanKind.SUPERVISION: "users"}
DIFFERS: Final = "anders"


def head_height(days: Sequence[DayShown]) -> int:
    """Height of the headings: one line more when a day says how it differs."""
    return px(HEAD + (_HEAD_LINE if any(day.odd[0] for day in days) else 0))


def axis(painter: QPainter, placed: Placed, wide: float, gutter: float) -> None:
    """The hours at the left, and a line through the week for each."""
    c = colours()
    for minute in range(-(-placed.first // 60) * 60, placed.last + 1, 60):
        y = round(placed.y(minute)) + 0.5
        painter.setPen(QPen(c.hair, 1))
        painter.drawLine(QPointF(gutter, y), QPointF(wide, y))
        room = QRectF(0, max(y - px(10), 0), gutter - 8, px(20))  # the first hour stands below the headings, whole
        paint.text(painter, room, clock(minute), font("meta", tabular=True), c.soft, paint.RIGHT)


def head(painter: QPainter, rect: QRectF, day: DayShown, *, chosen: bool, focused: bool) -> None:
    """The name of a day, what it comes to, and how it differs from the others."""
    c = colours()
    if chosen:
        painter.fillRect(rect.adjusted(1, 1, -1, -1), c.pick)
        painter.fillRect(QRectF(rect.left() + 1, rect.top() + 1, 3, rect.height() - 2), c.accent)
    inner = rect.adjusted(9, 4, -8, -2)
    line = QRectF(inner.left(), inner.top(), inner.width(), px(22))
    wide = paint.width(day.name, "strong") < line.width() and day.open
    name = day.name if wide else short_name(day)
    used = paint.text(painter, line, name, font("strong"), c.ink if day.open else c.soft)
    left = line.width() - used - 10
    if sums := next((one for one in day.sums if one and paint.width(one, "meta") < left), ""):
        paint.text(painter, line, sums, font("meta", tabular=True), c.soft, paint.RIGHT)
    if day.odd[0]:
        low = QRectF(inner.left(), line.bottom(), inner.width(), px(_HEAD_LINE))
        words = next((one for one in day.odd if paint.width(one, "meta_strong") <= low.width()), day.odd[1])
        paint.text(painter, low, words, font("meta_strong"), c.accent)
    if focused:
        paint.ring(painter, rect.adjusted(1, 1, -1, -1), tk.R_INPUT)


def free_day(painter: QPainter, rect: QRectF, day: DayShown) -> None:
    """A day without work, with why."""
    c = colours()
    paint.box(painter, rect, c.side, c.hair)
    words = day.free or "vrij"
    room = rect.adjusted(4, 8, -4, -4)
    if paint.width(words, "meta") <= room.width():
        paint.text(
            painter, QRectF(room.left(), room.top(), room.width(), px(20)), words, font("meta"), c.soft, paint.CENTRE
        )
        return
    painter.save()
    painter.translate(room.center().x(), room.top())
    painter.rotate(90)  # a slim column has its words from top to bottom
    along = QRectF(0, -px(10), room.height(), px(20))
    paint.text(painter, along, words, font("meta"), c.soft)
    painter.restore()


def outside(painter: QPainter, rect: QRectF) -> None:
    """Time of a working day in which nobody works."""
    paint.hatch(painter, rect, colours().hair, 7)


def block(painter: QPainter, rect: QRectF, shown: BlockShown, *, chosen: bool, focused: bool) -> None:
    """A block: a task has a bar, a try is dashed, a break has no box, supervision is filled."""
    c = colours()
    ink, soft, icon = _ground(painter, rect, shown)
    if chosen:
        paint.box(painter, rect, None, c.focus if focused else c.accent, tk.R_INPUT, 2.5 if focused else 2)
    left, high = rect.left() + 9, rect.height()
    low = high < px(_TWO_LINES)
    slim = rect.width() < px(_SLIM)
    if slim:
        left = rect.left() + 6
    if icon and (shown.clash or not slim):
        top = rect.center().y() - tk.ICON_SMALL / 2 if low else rect.top() + 6
        paint.icon(painter, left - 1, round(top), icon, ink, tk.ICON_SMALL)
        if low or not slim:
            left += tk.ICON_SMALL + 5
        else:  # the icon stands above the words, so that these have all of the width
            rect = rect.adjusted(0, tk.ICON_SMALL + 3, 0, 0)
            high = rect.height()
    room = QRectF(left, rect.top(), rect.right() - left - 5, high)
    if room.width() < 8:
        return
    mark = shown.clash or (DIFFERS if shown.differs else "")
    heavy = font("meta" if shown.kind is PlanKind.BREAK and not shown.clash else "meta_strong")
    if low:
        taken = _mark(painter, room, mark, ink, shown)
        _name(painter, room.adjusted(0, 0, -taken, 0), shown.title, heavy, ink, centred=True)
        return
    line = QRectF(room.left(), rect.top() + 4, room.width(), px(19))
    taken = _mark(painter, line, DIFFERS if shown.differs else "", ink, shown)
    most = rect.bottom() - px(17) - line.top()  # what stands below the name keeps one line
    used = _name(painter, QRectF(line.left(), line.top(), line.width() - taken, most), shown.title, heavy, ink)
    below = QRectF(room.left(), line.top() + used - 1, room.width(), px(17))
    says = [shown.clash or ("uitproberen" if shown.trying else ""), shown.times if shown.timed else ""]
    words = " · ".join(part for part in says if part)
    if paint.width(words, "meta") > below.width():
        words = next((part for part in says if part), "")
    paint.text(painter, below, words, font("meta"), ink if shown.clash else soft)
    if shown.note and below.bottom() + px(17) <= rect.bottom():
        paint.text(painter, below.translated(0, px(17)), shown.note, font("meta"), soft)


def _name(painter: QPainter, rect: QRectF, words: str, used: QFont, ink: QColor, *, centred: bool = False) -> float:
    """A name on as many lines as it needs and as there is room for; returns the height it takes.

    What is cut even so is read as a whole in the tooltip, by a screen reader, and in the form.
    """
    one = QRectF(rect.left(), rect.top(), rect.width(), rect.height() if centred else px(19))
    letters = QFontMetricsF(used)
    spacing = letters.lineSpacing()
    lines = int((rect.height() + 1) / spacing)
    if lines < 2 or letters.horizontalAdvance(words) <= rect.width():
        paint.text(painter, one, words, used, ink)
        return one.height()
    words = _broken(words, letters, rect.width())
    tall = min(paint.wrapped_height(words, used, rect.width()), lines * spacing)
    top = rect.top() + (max(0.0, rect.height() - tall) / 2 if centred else 0)
    paint.paragraph(painter, QRectF(rect.left(), top, rect.width(), tall + 1), words, used, ink, lines)
    return tall + 1


def _broken(words: str, letters: QFontMetricsF, room: float) -> str:
    """The words, with those that are wider than the room in two parts or more."""
    found = []
    for word in words.split():
        rest = word
        while len(rest) > 1 and letters.horizontalAdvance(rest) > room:
            most = next(
                (n for n in range(len(rest) - 1, 1, -1) if letters.horizontalAdvance(rest[:n] + "-") <= room), 1
            )
            found.append(f"{rest[:most]}-")
            rest = rest[most:]
        found.append(rest)
    return " ".join(found)


def _mark(painter: QPainter, line: QRectF, words: str, ink: QColor, shown: BlockShown) -> float:
    """A word at the right of the name, when the name keeps most of the room; returns the width it takes."""
    if not words or paint.width(words, "meta") + paint.width(shown.title, "meta_strong") * 0.6 > line.width() - 10:
        return 0
    return paint.text(painter, line, words, font("meta", italic=True), ink, paint.RIGHT) + 8


def _ground(painter: QPainter, rect: QRectF, shown: BlockShown) -> tuple[QColor, QColor, str]:
    """Draw the ground of a block; returns the colours of its words, strong and soft, and its icon."""
    c = colours()
    if shown.clash:
        paint.box(painter, rect, c.care_bg, c.care, dashed=shown.kind is PlanKind.SUPERVISION)
        return c.care, c.care, "octagon-alert"
    match shown.kind:
        case PlanKind.SUPERVISION:
            paint.box(painter, rect, c.block)
            return c.on_block, c.on_block, _ICONS[shown.kind]
        case PlanKind.BREAK:
            return c.soft, c.soft, _ICONS[shown.kind]
        case PlanKind.OTHER:
            paint.box(painter, rect, c.paper, c.edge)
            return c.ink, c.soft, ""
    if shown.trying:
        paint.box(painter, rect, c.paper, c.accent, dashed=True)
    else:
        paint.box(painter, rect, c.pick)
        painter.fillRect(QRectF(rect.left(), rect.top() + 2, 3, rect.height() - 4), c.accent)
    return c.ink, c.soft, ""


def ghost(painter: QPainter, rect: QRectF, words: str) -> None:
    """Where a block goes that is being dragged."""
    c = colours()
    paint.box(painter, rect, c.paper, c.focus, tk.R_INPUT, 2, dashed=True)
    paint.text(painter, rect.adjusted(9, 0, -6, 0), words, font("meta_strong"), c.ink)
