"""How the rows of Vandaag are painted; the current one shows what can be done with it, each with its key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from beschutdesk.rules.signals import Severity
from ui.tabs.today.model import Away, Group, Line, More, Row
from ui.tabs.today.words import ICONS, TONES, about, fold_words, haste, put_off_words, spoken, told, when, why
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import RowDelegate, RowLook

_ICON: Final = 22
_ACT_HIGH: Final = 26
_ACTS_ROOM: Final = 34
_INSIDE: Final = 24
_ONE: Final = 36


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with the current row.

    Attributes:
        key: stable name.
        words: on the button.
        keys: the key beside it.
    """

    key: str
    words: str
    keys: str


ENTER: Final = "Enter"
GO: Final = Act("go", "Ga erheen", ENTER)
DONE: Final = Act("done", "Gedaan", "G")
MOVE: Final = Act("move", "Verzetten", "V")
MUTE: Final = Act("mute", "Stil tot…", "D")
WHY: Final = Act("why", "Waarom", "I")
OPEN: Final = Act("open", "Openen", ENTER)
CLOSE: Final = Act("open", "Sluiten", ENTER)
MORE: Final = Act("open", "Meer tonen", ENTER)
BACK: Final = Act("back", "Terughalen", "T")
LETTERS: Final = {"G": DONE, "V": MOVE, "D": MUTE, "I": WHY, "T": BACK}


def acts_of(row: Row | None) -> tuple[Act, ...]:
    """What can be done with a row."""
    match row:
        case Line():
            return GO, DONE, MOVE, MUTE, WHY
        case Group(_, shown):
            return (CLOSE if shown else OPEN,)
        case More():
            return (MORE,)
        case Away():
            return BACK, GO, WHY
    return ()


def sentence(row: Row, today: date) -> str:
    """A whole row for a screen reader, with what can be done."""
    match row:
        case Line(signal):
            words = spoken(signal, today)
        case Group(fold, shown):
            words = f"{fold_words(fold)}, {fold.severity.label}, {'open' if shown else 'ingeklapt'}."
        case More(_, left):
            words = f"Nog {left} in deze groep."
        case Away(off):
            words = f"{put_off_words(off)}. {spoken(off.signal, today)}"
    acts = ", ".join(f"{act.words.rstrip('…')} {act.keys}" for act in acts_of(row))
    return f"{words} {acts}."


class DayRow(RowDelegate):
    """A row of Vandaag.

    Args:
        today: gives the day that is shown.
        wide: gives the width of the list.
        small: as in the lists beside: no reason but on the current row.
    """

    def __init__(self, today: Callable[[], date], wide: Callable[[], int], *, small: bool = False) -> None:
        super().__init__()
        self._today, self._wide, self._small = today, wide, small

    # -- height --------------------------------------------------------------------------------------------------------

    def row_height(self, item: Row, *, current: bool) -> int:
        more = self._acts_high(item) if current else 0
        if isinstance(item, Group | More):
            return _ONE + more
        if self._small and not current:
            return tk.H_VISIT
        return tk.H_SIGNAL + self._why_more(item, current) + more

    def _acts_high(self, item: Row) -> int:
        lines = len(_laid(acts_of(item), self._room(self._wide(), item)))
        return _ACTS_ROOM * max(1, lines)

    def _why_more(self, item: Row, current: bool) -> int:
        """The current row tells its whole reason, over as many lines as that takes."""
        if not current:
            return 0
        room = self._room(self._wide(), item)
        high = paint.wrapped_height(_reason(item), font("meta"), room) - px(18)
        return max(0, round(high * 100 / max(1, px(100))))

    @staticmethod
    def _room(wide: float, item: Row) -> float:
        inside = _INSIDE if isinstance(item, Line) and item.inside else 0
        return max(120.0, wide - _left() - inside - tk.S3)

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint_row(self, painter: QPainter, rect: QRectF, item: Row | None, look: RowLook) -> None:
        if item is None:
            return
        c, inside = colours(), _INSIDE if isinstance(item, Line) and item.inside else 0
        left = rect.left() + _left() + inside
        right = rect.right() - tk.S3
        icon_left = rect.left() + tk.S3 + inside
        if isinstance(item, Group | More):
            self._paint_group(painter, rect, icon_left, left, right, item)
        else:
            signal = item.off.signal if isinstance(item, Away) else item.signal
            tone = paint.tone(TONES[signal.severity])
            road = self._small and not isinstance(item, Away)
            glyph = ICONS[signal.kind] if road else "clock" if isinstance(item, Away) else tone.icon
            colour = c.accent if road or isinstance(item, Away) else tone.colour
            paint.icon(painter, icon_left, rect.top() + px(9), glyph, colour, _ICON)
            top = rect.top() + px(8)
            due = when(signal, self._today()) if isinstance(item, Line) else put_off_words(item.off)
            if due == haste(signal, self._today()):  # *vandaag* once will do
                due = ""
            taken = min(paint.width(due, "meta") + 1, (right - left) * 0.5)
            late = signal.severity is Severity.OVERDUE and isinstance(item, Line)
            paint.text(
                painter,
                QRectF(right - taken, top, taken, px(20)),
                due,
                font("meta"),
                c.care if late else c.soft,
                paint.RIGHT,
            )
            title = QRectF(left, top, max(10.0, right - left - taken - tk.S3), px(20))
            paint.text(painter, title, told(signal), font("strong"), c.ink)
            top += px(21)
            used = paint.text(
                painter,
                QRectF(left, top, right - left, px(18)),
                haste(signal, self._today()),
                font("meta_strong"),
                tone.colour,
            )
            if words := about(signal):
                beside = QRectF(left + used + 4, top, right - left - used - 4, px(18))
                paint.text(painter, beside, f"· {words}", font("meta_strong"), c.ink)
            top += px(19)
            if look.selected:
                room = QRectF(left, top, right - left, rect.bottom() - top)
                paint.paragraph(painter, room, _reason(item), font("meta"), c.soft, 9)
            elif not self._small:
                paint.text(painter, QRectF(left, top, right - left, px(18)), signal.why, font("meta"), c.soft)
        if look.selected:
            for act, where in self.places(rect, item):
                _paint_act(painter, where, act, primary=act is acts_of(item)[0])

    def _paint_group(
        self, painter: QPainter, rect: QRectF, icon_left: float, left: float, right: float, item: Group | More
    ) -> None:
        c = colours()
        line = QRectF(left, rect.top(), right - left, px(_ONE))
        if isinstance(item, More):
            paint.text(painter, line, f"Nog {item.left} in deze groep", font(), c.accent)
            return
        glyph = "chevron-down" if item.shown else "chevron-right"
        paint.icon(painter, icon_left + 2, round(line.center().y() - tk.ICON / 2), glyph, c.accent, tk.ICON)
        tone = paint.tone(TONES[item.fold.severity])
        words = f"{item.fold.worst} {item.fold.severity.label}"
        wide = paint.width(words, "meta_strong") + 1
        paint.text(painter, line.adjusted(0, 0, -wide - tk.S3, 0), fold_words(item.fold), font("strong"), c.ink)
        beside = QRectF(right - wide, line.top(), wide, line.height())
        paint.text(painter, beside, words, font("meta_strong"), tone.colour, paint.RIGHT)

    def places(self, rect: QRectF, item: Row) -> list[tuple[Act, QRectF]]:
        """Where the acts of the current row stand."""
        inside = _INSIDE if isinstance(item, Line) and item.inside else 0
        left = rect.left() + _left() + inside
        laid = _laid(acts_of(item), self._room(self._wide(), item))
        top = rect.bottom() - px(_ACTS_ROOM) * len(laid) - 1
        found = []
        for line in laid:
            x = left
            for act in line:
                wide = _act_wide(act)
                found.append((act, QRectF(x, top, wide, px(_ACT_HIGH))))
                x += wide + tk.S2
            top += px(_ACTS_ROOM)
        return found

    def act_at(self, rect: QRectF, item: Row, point: QPointF) -> Act | None:
        """The act under the mouse."""
        return next((act for act, where in self.places(rect, item) if where.contains(point)), None)


def _reason(item: Row) -> str:
    match item:
        case Line(signal):
            return why(signal)
        case Away(off):
            return why(off.signal)
    return ""


def _left() -> float:
    return tk.S3 + _ICON + tk.S3


def _act_wide(act: Act) -> float:
    return paint.width(act.words, "meta_strong") + paint.width(act.keys, "meta") + 8 + 2 * 9


def _laid(acts: Sequence[Act], room: float) -> list[list[Act]]:
    """The acts over as many lines as they need."""
    lines: list[list[Act]] = [[]]
    used = 0.0
    for act in acts:
        wide = _act_wide(act)
        if lines[-1] and used + wide > room:
            lines.append([])
            used = 0
        lines[-1].append(act)
        used += wide + tk.S2
    return lines


def _paint_act(painter: QPainter, rect: QRectF, act: Act, *, primary: bool) -> None:
    c = colours()
    paint.box(painter, rect, c.accent if primary else c.paper, None if primary else c.rule, tk.R_INPUT)
    inner = rect.adjusted(9, 0, -9, 0)
    ink = c.on_accent if primary else c.ink
    used = paint.text(painter, inner.adjusted(0, 0, 4, 0), act.words, font("meta_strong"), ink)
    key = inner.adjusted(used + 8, 0, 4, 0)
    paint.text(painter, key, act.keys, font("meta"), ink if primary else c.soft)
