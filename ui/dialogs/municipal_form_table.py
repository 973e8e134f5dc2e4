"""The fields of a gemeente's form as a table: what each is called, and what goes in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from beschutdesk.services.municipal_forms import OWN, Entry, Field, FieldKind, values
from ui.models.roles import ACROSS, ITEM, SPOKEN, TITLE, TOOL_TIP, spoken
from ui.theme import colours, font, paint
from ui.theme import tokens as tk
from ui.widgets.lists import Index
from ui.widgets.tables import PAD, RowCell, RowTable

HEADS: Final = ("Veld in het formulier", "Wat komt erin", "Blz.")
NAME, GOES_IN, PAGE = range(len(HEADS))
OPEN: Final = "blijft leeg"
ALWAYS: Final = "altijd aangekruist"
_LEFT: Final = 14
_SHARES: Final = {NAME: 6, GOES_IN: 7}


def words_of(field: Field, entry: Entry | None) -> str:
    """What goes into a field, in words."""
    if entry is None or not entry.value:
        return OPEN
    if entry.value == OWN:
        return ALWAYS if field.kind is FieldKind.TICK else f"“{entry.option}”"
    value = values().get(entry.value)
    if value is None:
        return OPEN
    if field.kind is FieldKind.TICK:
        answer = dict(value.options).get(entry.option, "")
        return f"{value.words} = {answer}" if answer else f"{value.words}: kies nog wanneer"
    return value.words


class FieldsModel(QAbstractTableModel):
    """The fields of one form, from top to bottom, with what goes in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields: Sequence[Field] = ()
        self._entries: dict[tuple[str, str], Entry] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What goes where, of all fields into which something goes or that were left open on purpose."""
        return tuple(self._entries.values())

    def show(self, fields: Sequence[Field], entries: Sequence[Entry]) -> None:
        """Show another form."""
        self.beginResetModel()
        self.fields = tuple(fields)
        self._entries = {entry.key: entry for entry in entries}
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """What goes into the field of a row."""
        return self._entries.get(self.fields[row].key) if 0 <= row < len(self.fields) else None

    def put(self, row: int, entry: Entry) -> bool:
        """Let something else go into a field; whether it is something else."""
        if self._entries.get(entry.key) == entry:
            return False
        self._entries[entry.key] = entry
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADS) - 1))
        return True

    def counted(self) -> Mapping[str, int]:
        """How many fields there are, and into how many something goes."""
        used = sum(1 for field in self.fields if (self._entries.get(field.key) or Entry("", "", "")).value)
        return {"used": used, "all": len(self.fields)}

    # -- Qt ------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.fields)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TITLE) -> Any:
        return HEADS[section] if orientation == ACROSS and role == TITLE else None

    def data(self, index: Index, role: int = TITLE) -> Any:
        if not index.isValid() or role not in (TITLE, SPOKEN, TOOL_TIP, ITEM):
            return None
        field = self.fields[index.row()]
        if role == ITEM:
            return field
        words = self._words(field, index.column())
        return spoken(HEADS[index.column()], words) if role == SPOKEN else words

    def _words(self, field: Field, column: int) -> str:
        if column == NAME:
            return field.title
        if column == PAGE:
            return str(field.places[0].page + 1) if field.places else ""
        return words_of(field, self._entries.get(field.key))


class _Cell(RowCell):
    def room(self, rect: QRectF, column: int) -> QRectF:
        return rect.adjusted(_LEFT if column == 0 else PAD, 0, -PAD, 0)

    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        c, column, room = colours(), index.column(), self.room(rect, index.column())
        words = str(index.data(TITLE))
        if column == GOES_IN:
            empty = words == OPEN
            half = words.endswith(": kies nog wanneer")
            glyph, ink = (
                ("minus", c.soft) if empty else ("triangle-alert", c.warn) if half else ("arrow-right", c.accent)
            )
            paint.icon(painter, room.left(), round(rect.center().y() - tk.ICON_SMALL / 2), glyph, ink, tk.ICON_SMALL)
            paint.text(
                painter, room.adjusted(tk.ICON_SMALL + 6, 0, 0, 0), words, font("body"), c.soft if empty else c.ink
            )
        else:
            paint.text(painter, room, words, font("body"), c.soft if column == PAGE else c.ink)


class FieldsTable(RowTable):
    """One row is one field; Enter goes to what goes in.

    Attributes:
        moved: another field is current, -1 for none.
        chosen: Enter, or a double click: somebody wants to say what goes in.
    """

    moved = Signal(int)
    chosen = Signal()
    row_high = 30

    def __init__(self, model: FieldsModel) -> None:
        super().__init__(model, _Cell(), "Velden van het formulier")
        self.setAccessibleDescription("Met Enter zeg je wat er in een veld komt.")
        self.doubleClicked.connect(lambda _index: self.chosen.emit())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def share(self, room: int) -> None:
        fixed = {PAGE: round(paint.width(HEADS[PAGE], "meta_strong")) + 2 * PAD + 4}
        self.share_out(room, fixed, _SHARES)
