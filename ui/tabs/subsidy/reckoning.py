"""The amount, line by line: what is counted, how, and what comes of it; with what is unsure in words."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.tabs.subsidy.words import euros
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import Banner, ItemModel, RowDelegate, RowLook, label, rows
from ui.widgets.whole_list import WholeList

_SIDE: Final = 470
"""From here how it is counted stands beside what is counted."""
_AMOUNT: Final = 104
_PAD: Final = 8
_TOTAL: Final = "Aan te vragen"
_EMPTY: Final = "Vul de periode in en kies een regeling. Dan staat hier de som, regel voor regel."


def _sentence(item: tuple[str, str, Decimal | None, bool]) -> str:
    what, how, amount, _ = item
    return ": ".join(part for part in (what, ", ".join(p for p in (how, euros(amount)) if p)) if part)


class _Row(RowDelegate):
    def __init__(self) -> None:
        super().__init__()
        self.view: ReckoningList | None = None

    def _rooms(self) -> tuple[float, float, float]:
        """Width of what is counted, of how, and where how stands; how below it when there is little room."""
        wide = float(self.view.viewport().width()) if self.view is not None else 600.0
        left = wide - px(_AMOUNT) - 2 * _PAD
        if wide < px(_SIDE):
            return max(60.0, left), max(60.0, left), 0.0
        return left * 0.52, left * 0.48 - tk.S3, left * 0.52 + tk.S3

    def row_height(self, item: tuple[str, str, Decimal | None, bool], *, current: bool) -> int:
        what, how, _, total = item
        first, second, beside = self._rooms()
        high = paint.wrapped_height(what, font("strong" if total else "body"), first)
        more = paint.wrapped_height(how, font("meta"), second) if how else 0.0
        both = max(high, more) if beside else high + more
        return max(tk.H_SUM, round((both + 2 * _PAD) * 100 / max(1, px(100))))

    def paint_row(
        self, painter: QPainter, rect: QRectF, item: tuple[str, str, Decimal | None, bool] | None, look: RowLook
    ) -> None:
        if item is None:
            return
        what, how, amount, total = item
        c, top = colours(), rect.top() + _PAD
        first, second, beside = self._rooms()
        if total:
            if not look.selected:
                painter.fillRect(rect, c.tint)
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), c.accent)
        left, strong = rect.left() + _PAD, font("strong" if total else "body")
        high = paint.wrapped_height(what, strong, first)
        paint.paragraph(painter, QRectF(left, top, first, high + 1), what, strong, c.ink, 99)
        if how:
            more = paint.wrapped_height(how, font("meta"), second)
            place = QRectF(left + beside, top + (1 if beside else high), second, more + 1)
            paint.paragraph(painter, place, how, font("meta"), c.soft, 99)
        words = euros(amount) if amount is not None else "–"
        number = QRectF(rect.right() - px(_AMOUNT) - _PAD, top, px(_AMOUNT), high)
        used = font("strong" if total else "body", tabular=True)
        paint.text(painter, number, words, used, c.ink if amount is not None else c.soft, paint.RIGHT)


class ReckoningList(WholeList):
    """The lines of a sum, and its total. Read only; the arrows walk through it, so that it can be heard."""

    def __init__(self, name: str) -> None:
        self._items = ItemModel(_sentence)
        self._row = _Row()
        super().__init__(self._items, self._row, name, letters=False)
        self._row.view = self

    def sums(self) -> list[tuple[str, str, Decimal | None, bool]]:
        """What is shown: what, how, amount, and whether it is the total."""
        return list(self._items.items())

    def show_sums(self, found: Sequence[tuple[str, str, Decimal | None, bool]]) -> None:
        """Show these; nothing is read again when they are the same."""
        if list(found) != self.sums():
            at = self.currentIndex().row()
            self._items.set_items(list(found))
            if at >= 0 and found:
                self.go_to(min(at, len(found) - 1))
            self.fit()


class ReckoningPart(QWidget):
    """What can be asked for with all that it rests on."""

    def __init__(self) -> None:
        super().__init__()
        self.list = ReckoningList("Berekening van het bedrag")
        self._asks = Banner("", "info")
        self._unsure = Banner("", "warn")
        self._unsure.set_words("", "warn")
        self._said = label("", "meta", "soft", wrap=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._total: Decimal | None = None
        self.setLayout(rows(label("Berekening", "strong", "accent"), self.list, self._asks, self._unsure, self._said))
        self.setMinimumWidth(1)
        self.show_reckoning(None, read=False)

    @property
    def total(self) -> Decimal | None:
        """What comes of it; ``None`` while something is not known."""
        return self._total

    @property
    def words(self) -> str:
        """What stands below the sum."""
        parts = (self._asks, self._unsure, self._said)
        return "\n".join(_words_of(one) for one in parts if not one.isHidden())

    def show_reckoning(self, found: Any, sources: Sequence[str] = (), *, read: bool = True) -> None:
        """Show a sum with where its amounts come from; ``None`` when there is none, or none was read yet."""
        self._total = None if found is None else found.total
        sums = [] if found is None else [(one.what, one.how, one.amount, False) for one in found.lines]
        if found is not None and found.total is not None:
            sums.append((_TOTAL, "", found.total, True))
        self.list.show_sums(sums)
        self.list.setVisible(bool(sums))
        asks = () if found is None else tuple(found.questions)
        unsure = () if found is None else tuple(found.cautions)
        self._asks.set_words("\n".join(asks), "info", "Dit moet je nog weten voor het bedrag")
        self._asks.setVisible(bool(asks))
        self._unsure.set_words("\n".join(unsure), "warn", "Controleer het bedrag")
        self._unsure.setVisible(bool(unsure))
        self._said.setText(_EMPTY if found is None and read else "\n".join(_below(found, sources)))
        self._said.setVisible(bool(self._said.text()))


def _words_of(widget: QWidget) -> str:
    return widget.accessibleName() or str(getattr(widget, "text", str)())


def _below(found: Any, sources: Sequence[str]) -> list[str]:
    """The rounding and where each amount comes from."""
    if found is None:
        return []
    return [*([found.rounding] if found.rounding else []), *(f"Bron: {one}" for one in dict.fromkeys(sources) if one)]
