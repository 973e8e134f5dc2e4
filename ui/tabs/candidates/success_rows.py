"""The rows of the success factors: a heading per part of the way, and per factor how it stands."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from beschutdesk.dossier.lasting import FactorState
from beschutdesk.dossier.success import FactorGroup
from beschutdesk.rules.checklist import Standing
from ui.forms.parse import format_day
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import ItemModel, RowDelegate, RowLook
from ui.widgets.lists import Index
from ui.widgets.whole_list import WholeList

STATES: Final = tuple(FactorState)
LETTERS: Final = {state.label[0].upper(): state for state in STATES}
"""The key that sets a stand: its first letter."""
UNSEEN: Final = "nog niet bekeken"
NARROW: Final = 600
"""Below this width how a factor stands has no columns of its own: it stands behind the name, or below a long one."""
_LOOKS: Final = {
    None: ("circle-dashed", "soft"),
    FactorState.YES: ("circle-check", "good"),
    FactorState.PARTLY: ("minus", "warn"),
    FactorState.NO: ("x", "care"),
    FactorState.UNKNOWN: ("circle-question-mark", "soft"),
}
_HIGH_GROUP: Final = 36
_SECOND: Final = 19
_LINE: Final = 20
_STAND: Final = 112
_DAY: Final = 76
_HELD: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A heading in the list.

    Attributes:
        group: part of the way.
        done: how many of its factors are in order.
        total: how many it has.
    """

    group: FactorGroup
    done: int
    total: int


Line = GroupLine | Standing


def stand_of(one: Standing) -> str:
    """*deels*, or that nobody looked yet."""
    return UNSEEN if one.state is None else one.state.label


def sentence(line: Line) -> str:
    """A row in words, for a screen reader."""
    if isinstance(line, GroupLine):
        return f"{line.group.label}: {line.done} van {line.total} in orde"
    when = f" op {format_day(line.looked_on)}" if line.looked_on is not None else ""
    words = f"{line.factor.label}: {stand_of(line)}{when}. {line.note}".strip()
    return f"{words} Waarom telt dit? {line.factor.why}"


class SuccessModel(ItemModel):
    """Headings and factors; a heading can not be chosen."""

    def __init__(self) -> None:
        super().__init__(sentence)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if isinstance(self.item(index.row()), GroupLine) else super().flags(index)


class SuccessRow(RowDelegate):
    """Paints them. The current factor keeps room below it for its details.

    Args:
        width: of the list.
        room: how high the details are now.
    """

    def __init__(self, width: Callable[[], int], room: Callable[[], int]) -> None:
        super().__init__()
        self._width, self._room = width, room

    def head_height(self, item: Line, *, current: bool) -> int:
        """Height at 100 % without the details."""
        if isinstance(item, GroupLine):
            return _HIGH_GROUP
        if self._beside(item):
            return tk.H_ROW + (_SECOND if item.note and not current else 0)
        return tk.H_ROW + _SECOND + (_LINE if self._wraps(item) else 0)

    def _name_room(self) -> float:
        return self._width() - tk.S2 - px(tk.ICON) - 10 - tk.S3

    def _beside(self, item: Standing) -> bool:
        """Whether how it stands has room beside the name."""
        if self._width() >= px(NARROW):
            return True
        wide = paint.width(item.factor.label, "strong") + paint.width(_short(item), "meta_strong")
        return wide <= self._name_room() - tk.S3

    def _wraps(self, item: Standing) -> bool:
        """Whether the name takes two lines."""
        return not self._beside(item) and paint.width(item.factor.label, "strong") > self._name_room()

    def row_height(self, item: Line, *, current: bool) -> int:
        high = self.head_height(item, current=current)
        if not current or isinstance(item, GroupLine):
            return high
        # What is asked here is at 100 %; the details were measured as large as they are.
        return high + math.ceil(self._room() * 100 / max(1, px(100)))

    def paint_row(self, painter: QPainter, rect: QRectF, item: Line | None, look: RowLook) -> None:
        if isinstance(item, GroupLine):
            self._paint_group(painter, rect, item)
        elif item is not None:
            self._paint_factor(painter, rect, item, look)

    def _paint_group(self, painter: QPainter, rect: QRectF, item: GroupLine) -> None:
        c = colours()
        below = rect.adjusted(0, rect.height() - px(26), 0, -px(4))
        paint.text(painter, below, item.group.label, font("strong"), c.accent)
        said = below.adjusted(paint.width(item.group.label, "strong") + tk.S3, 0, 0, 0)
        paint.text(painter, said, f"{item.done} van {item.total} in orde", font("meta"), c.soft)

    def _paint_factor(self, painter: QPainter, rect: QRectF, item: Standing, look: RowLook) -> None:
        c, beside = colours(), self._beside(item)
        icon, tone = _LOOKS[item.state]
        first = QRectF(rect.left(), rect.top(), rect.width(), px(tk.H_ROW))
        mark = QRectF(first.left() + tk.S2, first.top(), px(tk.ICON), first.height())
        paint.icon_in(painter, mark, icon, getattr(c, tone))
        left = first.left() + tk.S2 + px(tk.ICON) + 10
        right = first.right() - tk.S3
        second = QRectF(left, first.bottom() - px(6), right - left, px(_SECOND))
        note = "" if look.selected else item.note
        if beside:
            right = self._paint_stand(painter, first, right, item)
        else:
            note = " · ".join(part for part in (_short(item), note) if part)
        name = QRectF(left, first.top(), right - left, first.height())
        used = font("strong" if look.selected else "body")
        if self._wraps(item):
            name.adjust(0, px(7), 0, px(_LINE))
            second.translate(0, px(_LINE))
            paint.paragraph(painter, name, item.factor.label, used, c.ink, 2)
        else:
            paint.text(painter, name, item.factor.label, used, c.ink)
        if note:
            paint.text(painter, second, note, font("meta"), c.soft)

    def _paint_stand(self, painter: QPainter, first: QRectF, right: float, item: Standing) -> float:
        """How it stands and since when, at the right; returns where that begins."""
        c, tone = colours(), _LOOKS[item.state][1]
        used = font("meta" if item.state is None else "meta_strong")
        if first.width() < px(NARROW):
            room = QRectF(right - paint.width(_short(item), "meta_strong"), first.top(), 0, first.height())
            room.setRight(right + 1)
            paint.text(painter, room, _short(item), used, getattr(c, tone), paint.RIGHT)
            return room.left() - tk.S2
        at = right - px(_DAY)
        day = format_day(item.looked_on) if item.looked_on is not None else ""
        paint.text(painter, QRectF(at, first.top(), px(_DAY), first.height()), day, font("meta", tabular=True), c.soft)
        at -= px(_STAND)
        paint.text(painter, QRectF(at, first.top(), px(_STAND), first.height()), stand_of(item), used, getattr(c, tone))
        return at - tk.S3


def _short(item: Standing) -> str:
    """*ja · 24-06-2026*."""
    return f"{stand_of(item)} · {format_day(item.looked_on)}" if item.looked_on is not None else stand_of(item)


class SuccessList(WholeList):
    """The list, by keyboard: letters and Space set how the current factor stands.

    Attributes:
        stand_wanted: a letter was pressed: the stand.
        next_wanted: Space: the next stand.
        removal_wanted: Delete.
    """

    stand_wanted = Signal(object)
    next_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, room: Callable[[], int]) -> None:
        self.items = SuccessModel()
        self.rows = SuccessRow(lambda: self.viewport().width(), room)
        super().__init__(self.items, self.rows, "Succesfactoren", letters=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() in _HELD:
            if (state := LETTERS.get(event.text().upper())) is not None:
                self.stand_wanted.emit(state)
                return
            if event.key() == Qt.Key.Key_Space:
                self.next_wanted.emit()
                return
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.removal_wanted.emit()
                return
        super().keyPressEvent(event)
