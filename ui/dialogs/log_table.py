"""The table of the log: real columns and heads for a screen reader, painted as the rows of the house."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.models.audit import ABOUT, DETAIL, RESULT, WHAT, WHEN, WHO, AuditModel, Told
from ui.models.roles import ITEM
from ui.theme import colours, font, paint
from ui.theme import tokens as tk
from ui.widgets.lists import Index
from ui.widgets.tables import PAD, RowCell, RowTable

_LEFT: Final = tk.S5 - 4
_LONGEST: Final = {WHEN: "23-11-2026 23.59.59", RESULT: "Mislukt"}
_SHARES: Final = {WHO: 3, WHAT: 4, ABOUT: 4, DETAIL: 6}


class _Cell(RowCell):
    def room(self, rect: QRectF, column: int) -> QRectF:
        return rect.adjusted(_LEFT if column == 0 else PAD, 0, -4, 0)

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        told = index.data(ITEM)
        if not isinstance(told, Told):
            return
        c, column = colours(), index.column()
        room = self.room(rect, column)
        words = index.data() if column == ABOUT else told.words[column]
        if column == RESULT:
            colour = c.care if told.failed else c.good
            name = "octagon-alert" if told.failed else "circle-check"
            paint.icon(painter, room.left(), round(rect.center().y() - tk.ICON_SMALL / 2), name, colour, tk.ICON_SMALL)
            paint.text(painter, room.adjusted(tk.ICON_SMALL + 6, 0, 0, 0), words, font("body"), c.ink)
        elif column == WHEN:
            paint.text(painter, room, words, font("body", tabular=True), c.ink)
        else:
            paint.text(painter, room, words, font("body"), c.soft if column == DETAIL else c.ink)


class LogTable(RowTable):
    """One row is one line.

    Args:
        model: the lines.
        name: accessible name.
    """

    def __init__(self, model: AuditModel, name: str) -> None:
        super().__init__(model, _Cell(), name)

    def share(self, room: int) -> None:
        fixed = {column: round(paint.width(words)) + 2 * PAD for column, words in _LONGEST.items()}
        fixed[RESULT] += tk.ICON_SMALL + 6
        fixed[WHEN] += PAD
        self.share_out(room, fixed, _SHARES)
