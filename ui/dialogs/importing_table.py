"""The table of what would happen to each row: real columns and heads for a screen reader, painted in house style."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from beschutdesk.services.intake import Row, Standing
from ui.models.importing import HEADS, KIND, KIND_WORDS, NAME, NUMBER, TAKE, TAKEN, WHY, PreviewModel, why
from ui.models.roles import ITEM
from ui.theme import colours, font, paint
from ui.theme import tokens as tk
from ui.widgets.lists import Index
from ui.widgets.tables import PAD, RowCell, RowTable

_LEFT: Final = 20
_SHARES: Final = {NAME: 4, WHY: 9}
_LOOKS: Final[dict[Standing, tuple[str, str]]] = {
    Standing.NEW: ("plus", "good"),
    Standing.DOUBLE: ("users-round", "soft"),
    Standing.LIKELY: ("circle-question-mark", "warn"),
    Standing.BAD: ("octagon-alert", "care"),
}


class _Cell(RowCell):
    def room(self, rect: QRectF, column: int) -> QRectF:
        return rect.adjusted(_LEFT if column == 0 else PAD, 0, -PAD if column == NUMBER else -4, 0)

    def align(self, column: int) -> Qt.AlignmentFlag:
        return paint.RIGHT if column == NUMBER else paint.LEFT

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        row = index.data(ITEM)
        if not isinstance(row, Row):
            return
        c, column = colours(), index.column()
        room, taken = self.room(rect, column), bool(index.data(TAKEN))
        ink = c.ink if taken or row.standing is Standing.BAD else c.soft
        if column == TAKE:
            _paint_tick(painter, room, row, taken=taken)
        elif column == NUMBER:
            paint.text(painter, room, str(row.number), font("body", tabular=True), ink, self.align(column))
        elif column == KIND:
            name, colour = _LOOKS[row.standing]
            top = round(rect.center().y() - tk.ICON_SMALL / 2)
            paint.icon(painter, room.left(), top, name, getattr(c, colour), tk.ICON_SMALL)
            paint.text(painter, room.adjusted(tk.ICON_SMALL + 6, 0, 0, 0), KIND_WORDS[row.standing], font("body"), ink)
        elif column == NAME:
            paint.text(painter, room, row.title, font("strong" if taken else "body"), ink)
        else:
            paint.text(painter, room, why(row), font("body"), c.ink if row.standing is Standing.BAD else c.soft)


def _paint_tick(painter: QPainter, room: QRectF, row: Row, *, taken: bool) -> None:
    c = colours()
    name = "minus" if row.record is None else "square-check" if taken else "square"
    paint.icon(painter, room.left(), round(room.center().y() - tk.ICON / 2), name, c.accent if taken else c.soft)


class PreviewTable(RowTable):
    """One row is one row of the list; Space takes a row or passes it over.

    Attributes:
        moved: another row is current, -1 for none.
        turn_wanted: Space, or a click on the tick of a row.
    """

    moved = Signal(int)
    turn_wanted = Signal(int)

    def __init__(self, model: PreviewModel) -> None:
        super().__init__(model, _Cell(), "Rijen van de lijst")
        self.setAccessibleDescription("Met de spatiebalk neem je een rij wel of niet mee.")

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and now.isValid() and not event.modifiers():
            self.turn_wanted.emit(now.row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        hit = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and hit.isValid() and hit.column() == TAKE:
            self.turn_wanted.emit(hit.row())

    def keyboardSearch(self, _search: str) -> None:
        """Letters do nothing here: the first column says only yes or no."""

    def share(self, room: int) -> None:
        widest = max(paint.width(words) for words in KIND_WORDS.values())
        fixed = {
            TAKE: _LEFT + round(max(paint.width(HEADS[TAKE], "meta_strong"), tk.ICON)) + PAD,
            NUMBER: round(paint.width("20.000")) + 2 * PAD,
            KIND: round(widest) + tk.ICON_SMALL + 6 + 2 * PAD,
        }
        self.share_out(room, fixed, _SHARES)
