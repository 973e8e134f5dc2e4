"""The list of candidates: ids in order, and lines only for what is in view."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from beschutdesk.services.lists import CandidateLine

PAGE: Final = 128
PAGES: Final = 24

TITLE: Final = int(Qt.ItemDataRole.DisplayRole)
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
ITEM: Final = int(Qt.ItemDataRole.UserRole)

Read = Callable[[Sequence[int]], list[CandidateLine]]
NEW: Final = -1
"""The rid of someone who was never saved."""
UNSAVED: Final = "niet opgeslagen"
_STATES: Final = {"waiting": "wacht op een plek", "closed": "afgerond"}


@dataclass(frozen=True, slots=True)
class Person:
    """What a row shows.

    Attributes:
        meta: phase and employer.
        typed: something is typed and not saved.
    """

    id: UUID
    title: str
    initials: str
    meta: str
    typed: bool


class CandidatesModel(QAbstractListModel):
    """New dossiers first (they exist as drafts only), then the list as the directory gives it.

    Args:
        read: gives the lines for some rids; those that are gone are left out.
    """

    def __init__(self, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._new: list[CandidateLine] = []
        self._rids: list[int] = []
        self._pages: OrderedDict[int, dict[int, CandidateLine]] = OrderedDict()
        self._typed: dict[UUID, bool] = {}

    # -- content -------------------------------------------------------------------------------------------------------

    def show(self, rids: list[int], new: list[CandidateLine]) -> None:
        """Take another list."""
        self.beginResetModel()
        self._rids, self._new = rids, new
        self._pages.clear()
        self._typed.clear()
        self.endResetModel()

    def clear(self) -> None:
        """Forget everything: behind a lock nothing of a dossier stays."""
        self.show([], [])

    def mark_typed(self, key: UUID, row: int, typed: bool) -> None:
        """Something of this person is typed and not saved, or no longer. Faster than reading the line again."""
        self._typed[key] = typed
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def rename_new(self, key: UUID, title: str, initials: str) -> None:
        """A person who was never saved gets a name while it is typed."""
        for row, line in enumerate(self._new):
            if line.id == key and line.title != title:
                self._new[row] = CandidateLine(NEW, key, title, initials, line.state, "", "", True)
                index = self.index(row, 0)
                self.dataChanged.emit(index, index)

    def line(self, row: int) -> CandidateLine | None:
        """What a row shows; ``None`` when it is gone since the list was made."""
        if row < len(self._new):
            return self._new[row]
        at = row - len(self._new)
        if not 0 <= at < len(self._rids):
            return None
        return self._page(at // PAGE).get(self._rids[at])

    def listed(self) -> list[int]:
        """The rids of all that were saved and are in this list, in its order."""
        return list(self._rids)

    def key_at(self, row: int) -> UUID | None:
        """The id of the person in a row."""
        line = self.line(row)
        return None if line is None else line.id

    def row_of(self, key: UUID, rid: int | None = None) -> int:
        """The row of a person, -1 when not in this list. ``rid`` saves looking through all lines."""
        for row, line in enumerate(self._new):
            if line.id == key:
                return row
        if rid is not None:
            try:
                return len(self._new) + self._rids.index(rid)
            except ValueError:
                return -1
        return -1

    def _page(self, number: int) -> dict[int, CandidateLine]:
        page = self._pages.get(number)
        if page is None:
            page = {line.rid: line for line in self._read(self._rids[number * PAGE : (number + 1) * PAGE])}
            self._pages[number] = page
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    # -- Qt ------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else len(self._new) + len(self._rids)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = TITLE) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        if role == TITLE:
            return line.title
        if role == ITEM:
            return Person(line.id, line.title, line.initials, self._meta(line), self._has_draft(line))
        if role == SPOKEN:
            return ", ".join(part for part in (line.title, self._meta(line).replace(" · ", ", ")) if part)
        if role == TOOL_TIP:
            return f"{line.title}\n{self._meta(line)}"
        return None

    def _has_draft(self, line: CandidateLine) -> bool:
        return self._typed.get(line.id, line.has_draft)

    def _meta(self, line: CandidateLine) -> str:
        phase = line.phase[:1].upper() + line.phase[1:]
        place = [part for part in (phase, line.employer) if part] or [_STATES.get(line.state, "nog geen plek")]
        return " · ".join([UNSAVED, *place] if self._has_draft(line) else place)
