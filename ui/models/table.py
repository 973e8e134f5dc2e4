"""The same list as a table: the lines of a list of roots under columns that one chooses."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from beschutdesk.services.lists import Column
from ui.models.roles import ACROSS, ITEM, SPOKEN, TITLE, TOOL_TIP, spoken
from ui.models.roots import UNSAVED, RootsModel

TYPED: Final = ITEM + 1
"""Whether something of the row is typed and not saved."""


class RootsTable(QAbstractTableModel):
    """Shows a list of roots in columns. It holds no line itself: it asks the list, which reads what is in view.

    Args:
        source: the list.
        columns: at first.
    """

    def __init__(self, source: RootsModel, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.columns = tuple(columns)
        source.modelAboutToBeReset.connect(self.beginResetModel)
        source.modelReset.connect(self.endResetModel)
        source.dataChanged.connect(self._changed)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns."""
        if tuple(columns) != self.columns:
            self.beginResetModel()
            self.columns = tuple(columns)
            self.endResetModel()

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.dataChanged.emit(self.index(first.row(), 0), self.index(last.row(), len(self.columns) - 1))

    # -- Qt ------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else self._source.rowCount()

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TITLE) -> Any:
        return self.columns[section].label if orientation == ACROSS and role == TITLE else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = TITLE) -> Any:
        if role not in (TITLE, ITEM, SPOKEN, TOOL_TIP, TYPED):
            return None
        line = self._source.line(index.row())
        if line is None:
            return None
        if role == ITEM:
            return line
        column = self.columns[index.column()]
        typed = index.column() == 0 and self._source.has_draft(line)
        if role == TYPED:
            return typed
        words = self._source.cell(line, column.key)
        if role == SPOKEN:
            return spoken(column.label, words) + (f", {UNSAVED}" if typed else "")
        return words
