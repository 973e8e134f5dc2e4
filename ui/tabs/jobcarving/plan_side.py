"""Beside the week: what can be put in it, and what the supervision takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.rules.task_time import how_long, whole
from ui.tabs.jobcarving.plan_blocks import task_data
from ui.theme import colours, font, paint
from ui.theme import tokens as tk
from ui.widgets import ItemModel, RowDelegate, RowLook
from ui.widgets.whole_list import WholeList

What = UUID | PlanKind
"""What can be put in a day: a task, or a break, a moment with who guides, or something else."""
_ROW: Final = 46
_PLAIN: Final = 34
_ICONS: Final = {PlanKind.BREAK: "coffee", PlanKind.SUPERVISION: "users", PlanKind.OTHER: "square"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be put in the week.

    Attributes:
        what: which task, or which kind of block.
        name: its words.
        minutes: how long it takes each time.
        planned: minutes a week that stand in the plan.
        wanted: minutes a week that it takes, where that is known.
        trying: it is tried out, and not in the package.
    """

    what: What
    name: str
    minutes: int
    planned: Decimal = Decimal(0)
    wanted: Decimal | None = None
    trying: bool = False

    @property
    def says(self) -> str:
        """How much of it stands in the plan."""
        if isinstance(self.what, PlanKind):
            return ""
        if self.wanted is None:
            much = f"{how_long(self.planned)} ingedeeld" if self.planned else "nog niet ingedeeld"
            return f"{much}, niet bekend hoeveel nodig is"
        if not self.planned:
            return f"nog niet ingedeeld, {how_long(self.wanted)} per week"
        if self.settled:
            return f"{how_long(self.planned)} per week, klopt"
        return f"{how_long(self.planned)} van {how_long(self.wanted)} per week"

    @property
    def settled(self) -> bool:
        """Whether as much stands in the plan as it takes."""
        return self.wanted is not None and self.planned == whole(self.wanted)


def _sentence(offer: Offer) -> str:
    parts = (offer.name, "uitproberen" if offer.trying else "", offer.says)
    return ", ".join(part for part in parts if part)


class _OfferRow(RowDelegate):
    def row_height(self, item: Offer, *, current: bool) -> int:
        return _PLAIN if isinstance(item.what, PlanKind) else _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, item: Offer, look: RowLook) -> None:
        c = colours()
        inner = rect.adjusted(10, 3, -8, -3)
        if isinstance(item.what, PlanKind):
            paint.icon(painter, inner.left(), rect.center().y() - tk.ICON_SMALL / 2, _ICONS[item.what], c.soft, 15)
            paint.text(painter, inner.adjusted(tk.ICON_SMALL + 8, 0, 0, 0), item.name, font("body"), c.ink)
            return
        top = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        if item.settled:
            paint.icon(painter, top.right() - 16, top.center().y() - 8, "check", c.good, 16)
            top.setRight(top.right() - 22)
        elif item.trying:
            used = paint.text(painter, top, "uitproberen", font("meta", italic=True), c.soft, paint.RIGHT)
            top.setRight(top.right() - used - 8)
        paint.text(painter, top, item.name, font("meta_strong"), c.ink)
        low = QRectF(inner.left(), inner.center().y(), inner.width(), inner.height() / 2)
        paint.text(painter, low, item.says, font("meta", tabular=True), c.soft)


class OfferList(WholeList):
    """What can be put in the week: by dragging it there, or with Enter on the chosen day.

    Attributes:
        wanted: this is to be put in the chosen day.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        self.offers = ItemModel(_sentence, lambda offer: offer.name)
        self._pressed: QPoint | None = None
        super().__init__(self.offers, _OfferRow(), "Zet in de dag")
        self.setAccessibleDescription("Enter zet het in de gekozen dag, op de eerste plek waar het past.")
        self.opened.connect(lambda row: self.wanted.emit(self.offers.item(row).what))
        self.start: Callable[[QDrag], object] = lambda drag: drag.exec(Qt.DropAction.CopyAction)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these."""
        if list(offers) == list(self.offers.items()):
            return
        row = self.currentIndex().row()
        self.offers.set_items(offers)
        if 0 <= row < len(offers):
            self.setCurrentIndex(self.offers.index(row, 0))
        self.fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, pressed = event.position().toPoint(), self._pressed
        if pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if (at - pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed = None
        offer = self.offers.item(self.indexAt(pressed).row())
        if isinstance(offer, Offer):
            drag = QDrag(self)
            drag.setMimeData(task_data(offer.what, offer.minutes, offer.name))
            self.start(drag)
