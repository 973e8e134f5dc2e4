"""Choosing what goes into a field: a search field over a list that is always in view, so that no list pops up."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.dialogs.who_field import WhoField
from ui.models.roles import ACROSS, ITEM, SPOKEN, TITLE
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import FieldBox, rows
from ui.widgets.lists import Index
from ui.widgets.tables import PAD, RowCell, RowTable

Choice = tuple[str, str]
"""A key, and what it is called."""
_HEAD: Final = "Kies uit"
_ROWS: Final = 5


class ChoicesModel(QAbstractTableModel):
    """What can be chosen, as far as it holds the words that were typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()
        self.now = ""

    def show(self, choices: Sequence[Choice], now: str) -> None:
        """Take other choices, and the key of what is chosen now."""
        if (choices, now) != (self.choices, self.now):
            self.beginResetModel()
            self.choices, self.now = choices, now
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.choices)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1

    def headerData(self, _section: int, orientation: Qt.Orientation, role: int = TITLE) -> Any:
        return _HEAD if orientation == ACROSS and role == TITLE else None

    def data(self, index: Index, role: int = TITLE) -> Any:
        if not index.isValid() or role not in (TITLE, SPOKEN, ITEM):
            return None
        key, words = self.choices[index.row()]
        if role == ITEM:
            return key
        return f"{words}, nu gekozen" if role == SPOKEN and key == self.now else words


class _Cell(RowCell):
    def paint_cell(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        c, room = colours(), self.room(rect, 0)
        model = index.model()
        if isinstance(model, ChoicesModel) and index.data(ITEM) == model.now:
            paint.icon(
                painter, room.left(), round(rect.center().y() - tk.ICON_SMALL / 2), "check", c.accent, tk.ICON_SMALL
            )
        paint.text(painter, room.adjusted(tk.ICON_SMALL + 6, 0, 0, 0), str(index.data(TITLE)), font("body"), c.ink)


class ChoicesTable(RowTable):
    """The list; Enter or a click takes a row.

    Attributes:
        chosen: a row was taken: its key.
    """

    chosen = Signal(str)
    row_high = 28

    def __init__(self, model: ChoicesModel) -> None:
        super().__init__(model, _Cell(), "Wat erin kan")
        self.horizontalHeader().hide()
        self.clicked.connect(lambda index: self.chosen.emit(str(index.data(ITEM))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and now.isValid():
            self.chosen.emit(str(now.data(ITEM)))
        else:
            super().keyPressEvent(event)

    def share(self, room: int) -> None:
        self.setColumnWidth(0, max(room, PAD))


class _Finder(WhoField):
    """The search field: what stands there is selected when one comes to it, so that typing searches at once."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()


class Picker(QWidget):
    """Finds and chooses one of many.

    Attributes:
        took: something else was chosen: its key.
        finder: the search field.
        table: what is found.
        box: the search field with its label.
    """

    took = Signal(str)

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._all: Sequence[Choice] = ()
        self.key = ""
        self.finder = _Finder()
        self.model = ChoicesModel(self)
        self.table = ChoicesTable(self.model)
        self.table.setFixedHeight(px(_ROWS * ChoicesTable.row_high) + 2)
        self.box = FieldBox(title, self.finder, hint)
        self.setLayout(rows(self.box, self.table, gap=tk.S1))
        self.finder.textEdited.connect(self._search)
        self.finder.moved.connect(self._step)
        self.finder.taken.connect(self._take_current)
        self.finder.left.connect(self.settle)
        self.table.chosen.connect(self._take)

    def offer(self, choices: Sequence[Choice], now: str) -> None:
        """Take other choices, and show the one that is chosen."""
        self._all, self.key = tuple(choices), now
        self._show_chosen()

    def settle(self) -> None:
        """Somebody goes elsewhere: what was typed whole, or leaves only one choice, is taken; else it is as it was."""
        typed = self.finder.text().strip().casefold()
        found = self._found(typed)
        same = [one for one in found if one[1].casefold() == typed]
        only = same or (found if typed else [])
        if len(only) == 1:
            self._take(only[0][0])
        else:
            self._show_chosen()

    def _found(self, typed: str) -> list[Choice]:
        parts = typed.casefold().split()
        return [one for one in self._all if all(part in one[1].casefold() for part in parts)]

    def _search(self, typed: str) -> None:
        self.model.show(tuple(self._found(typed)), self.key)
        if self.model.choices:
            self.table.go_to(0)

    def _step(self, step: int) -> None:
        count = len(self.model.choices)
        if count:
            self.table.go_to(min(max(self.table.currentIndex().row() + step, 0), count - 1))

    def _take_current(self) -> None:
        now = self.table.currentIndex()
        if now.isValid():
            self._take(str(now.data(ITEM)))

    def _take(self, key: str) -> None:
        changed, self.key = key != self.key, key
        self._show_chosen()
        if changed:
            self.took.emit(key)

    def _show_chosen(self) -> None:
        words = next((words for key, words in self._all if key == self.key), "")
        self.model.show(self._all, self.key)
        at = next((at for at, (key, _) in enumerate(self._all) if key == self.key), -1)
        if at >= 0:
            self.table.go_to(at)
            self.table.scrollTo(self.model.index(at, 0), RowTable.ScrollHint.PositionAtCenter)
        if self.finder.text() != words:
            self.finder.setText(words)
        self.finder.setCursorPosition(0)
        if self.finder.hasFocus():
            self.finder.selectAll()
