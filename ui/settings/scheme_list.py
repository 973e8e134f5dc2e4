"""The schemes in a list: name, for whom, from when, and in words whether the amount can be relied on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from beschutdesk.rules.schemes import Scheme
from beschutdesk.services.schemes import Checked, checked_on, validity, where
from ui.theme import colours, font, paint
from ui.theme import tokens as tk
from ui.widgets import ItemModel, ListView, RowDelegate, RowLook

HIGH: Final = 54
"""Height of a row at 100 % text size."""
LOOKS: Final = {
    Checked.VERIFIED: ("badge-check", "good"),
    Checked.OUTDATED: ("calendar-clock", "warn"),
    Checked.UNVERIFIED: ("circle-question-mark", "warn"),
    Checked.NO_AMOUNT: ("circle-dashed", "soft"),
}
"""Icon and colour of a state; its words stand beside it everywhere."""


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A line of the list.

    Attributes:
        scheme: the scheme.
        checked: whether its amount of today can be relied on.
    """

    scheme: Scheme
    checked: Checked

    @property
    def about(self) -> str:
        """For whom, from when, whose."""
        own = "eigen" if self.scheme.own else "voorbeeld" if self.scheme.example else "van het programma"
        return f"{where(self.scheme)[:1].upper()}{where(self.scheme)[1:]} · {validity(self.scheme)} · {own}"


def lines(schemes: Sequence[Scheme], today: date) -> tuple[SchemeRow, ...]:
    """The lines: one's own first, then those of the program."""
    found = sorted(schemes, key=lambda one: (not one.own, one.example))
    return tuple(SchemeRow(one, checked_on(one, today)) for one in found)


class _Row(RowDelegate):
    def row_height(self, _item: object, *, current: bool) -> int:
        return HIGH

    def paint_row(self, painter: QPainter, rect: QRectF, item: SchemeRow, look: RowLook) -> None:
        c, inner = colours(), rect.adjusted(14, 5, -12, -5)
        half = inner.height() / 2
        first = QRectF(inner.left(), inner.top(), inner.width(), half)
        second = QRectF(inner.left(), inner.top() + half, inner.width(), half)
        icon, tone = LOOKS[item.checked]
        taken = paint.text(painter, first, item.checked.value, font("meta_strong"), getattr(c, tone), paint.RIGHT) + 6
        left = inner.right() - taken - tk.ICON_SMALL
        paint.icon(painter, left, first.center().y() - 8, icon, getattr(c, tone), tk.ICON_SMALL)
        rest = taken + tk.ICON_SMALL + 12
        name = font("strong" if look.selected else "body")
        paint.text(painter, first.adjusted(0, 0, -rest, 0), item.scheme.name, name, c.ink)
        paint.text(painter, second, item.about, font("meta"), c.soft)


class SchemeList(ListView):
    """The list; Delete takes one of one's own away.

    Attributes:
        out_wanted: the chosen scheme must go.
    """

    out_wanted = Signal()

    def __init__(self) -> None:
        self._items = ItemModel(_sentence, lambda row: str(row.scheme.name))
        super().__init__(self._items, _Row(), "Regelingen")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.out_wanted.emit()
        else:
            super().keyPressEvent(event)

    def show_lines(self, found: Sequence[SchemeRow], chosen: str = "") -> None:
        """Show these; the chosen scheme stays chosen, or one that is named."""
        before, at = chosen or self.current_key(), self.currentIndex().row()
        self._items.set_items(found)
        if found:
            places = {one.scheme.key: number for number, one in enumerate(found)}
            self.go_to(places.get(before, min(max(at, 0), len(found) - 1)))

    def current(self) -> SchemeRow | None:
        """The chosen line."""
        found = self.current_item()
        return found if isinstance(found, SchemeRow) else None

    def current_key(self) -> str:
        """Key of the chosen scheme, or empty."""
        found = self.current()
        return "" if found is None else found.scheme.key

    def count(self) -> int:
        """How many lines there are."""
        return len(self._items.items())


def _sentence(row: SchemeRow) -> str:
    return f"{row.scheme.name}. {row.about}. Bedrag: {row.checked.value}."
