"""The numbers that the rules count with, in a list: what, how much, whose, and where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from beschutdesk.rules.figures import Figure, Figures, unit_of
from beschutdesk.rules.folding import words as folded
from ui.forms.parse import thousands
from ui.theme import colours, font, paint
from ui.theme import tokens as tk
from ui.widgets import ItemModel, ListView, RowDelegate, RowLook

HIGH: Final = 54
"""Height of a row at 100 % text size."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of the list.

    Attributes:
        figure: as it counts now.
        base: as it counts when there is none of one's own here.
        value: of today.
        own: there is one of one's own here.
        typed: something was typed that is not kept.
    """

    figure: Figure
    base: Figure
    value: int
    own: bool
    typed: bool

    @property
    def amount(self) -> str:
        """Value and unit."""
        return amount(self.value, self.figure.unit)

    @property
    def whose(self) -> str:
        """Whose number it is, in a word; empty for the standard."""
        return "niet bewaard" if self.typed else "eigen getal" if self.own else ""


def amount(value: int, unit: str) -> str:
    """A number with its unit: ``1 week``, ``8 weken``."""
    return f"{thousands(value)} {unit_of(value, unit)}"


def lines(
    known: Figures,
    base: Figures,
    own: Mapping[str, Figure],
    typed: frozenset[str],
    today: date,
    wanted: str,
) -> list[FigureRow]:
    """The lines that hold all wanted words, in the order of the files; those of one's own stay where they are."""
    found = []
    for key, figure in known.by_key.items():
        text = folded(f"{figure.label} {figure.unit} {figure.source}")
        if all(word in text for word in folded(wanted).split()):
            found.append(FigureRow(figure, base.by_key[key], figure.on(today), key in own, key in typed))
    return found


class _Row(RowDelegate):
    def row_height(self, _item: object, *, current: bool) -> int:
        return HIGH

    def paint_row(self, painter: QPainter, rect: QRectF, item: FigureRow, look: RowLook) -> None:
        c, inner = colours(), rect.adjusted(14, 5, -12, -5)
        half = inner.height() / 2
        first = QRectF(inner.left(), inner.top(), inner.width(), half)
        second = QRectF(inner.left(), inner.top() + half, inner.width(), half)
        taken = paint.text(painter, first, item.amount, font("strong", tabular=True), c.ink, paint.RIGHT) + 12
        label = font("strong" if look.selected else "body")
        paint.text(painter, first.adjusted(0, 0, -taken, 0), item.figure.label, label, c.ink)
        rest = 0.0
        if item.whose:
            tone = c.warn if item.typed else c.accent
            rest = paint.text(painter, second, item.whose, font("meta_strong"), tone, paint.RIGHT) + 6
            left = inner.right() - rest - tk.ICON_SMALL
            name = "pencil" if item.typed else "user-round"
            paint.icon(painter, left, second.center().y() - 8, name, tone, tk.ICON_SMALL)
            rest += tk.ICON_SMALL + 12
        paint.text(painter, second.adjusted(0, 0, -rest, 0), item.figure.source, font("meta"), c.soft)


class FigureList(ListView):
    """The list; the chosen number stays chosen when others come and go."""

    def __init__(self) -> None:
        self._items = ItemModel(_sentence, lambda row: str(row.figure.label))
        super().__init__(self._items, _Row(), "Getallen en termijnen")

    def show_lines(self, lines: Sequence[FigureRow]) -> None:
        """Show these."""
        before = self.current_key()
        self._items.set_items(lines)
        row = next((number for number, one in enumerate(lines) if one.figure.key == before), 0)
        if lines:
            self.go_to(row)

    def current(self) -> FigureRow | None:
        """The chosen line."""
        found = self.current_item()
        return found if isinstance(found, FigureRow) else None

    def current_key(self) -> str:
        """Key of the chosen number, or empty."""
        found = self.current()
        return "" if found is None else found.figure.key

    def count(self) -> int:
        """How many lines there are."""
        return len(self._items.items())


def _sentence(row: FigureRow) -> str:
    whose = f", {row.whose}" if row.whose else ""
    return f"{row.figure.label}: {row.amount}{whose}. {row.figure.source}"
