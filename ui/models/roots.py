"""A long list of roots that are found by name: ids in order, and lines only for what is in view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

from ui.models.pages import Pages
from ui.models.roles import ITEM, SPOKEN, TITLE, TOOL_TIP

PAGE: Final = 64
NEW: Final = -1
"""The rid of a root that was never saved."""
UNSAVED: Final = "niet opgeslagen"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a row shows.

    Attributes:
        initials: at most two letters; empty for a figure in their place.
        meta: the second line.
        typed: something is typed and not saved.
        icon: stands in the circle in place of initials.
    """

    id: UUID
    title: str
    initials: str
    meta: str
    typed: bool
    icon: str = ""


def _by_rid(read: Callable[[Sequence[int]], Sequence[Any]], rids: Sequence[int]) -> dict[int, Any]:
    return {line.rid: line for line in read(rids)}


class RootsModel(QAbstractListModel):
    """New roots first (they exist as drafts only), then the list as the directory gives it.

    A line is a frozen dataclass with ``rid``, ``id``, ``title``, ``initials`` and ``has_draft``; a subclass says in
    :meth:`cell` what else it tells.

    Args:
        read: gives the lines for some rids; those that are gone are left out.

    Attributes:
        facts: keys of the columns that stand below a name.
    """

    icon = ""
    facts: tuple[str, ...] = ()

    def __init__(self, read: Callable[[Sequence[int]], Sequence[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._new: list[Any] = []
        self._rids: list[int] = []
        self._pages = Pages(partial(_by_rid, read), PAGE)
        self._typed: dict[UUID, bool] = {}

    def cell(self, line: Any, key: str) -> str:
        """What a column says of a line; empty when nothing is known."""
        raise NotImplementedError

    def fact(self, line: Any, key: str) -> str:
        """What a column says where no heading stands above it."""
        return self.cell(line, key)

    def told(self, line: Any) -> list[str]:
        """The parts of the second line."""
        return [words for key in self.facts if (words := self.fact(line, key))]

    # -- content -------------------------------------------------------------------------------------------------------

    def show(self, rids: list[int], new: Sequence[Any]) -> None:
        """Take another list."""
        self.beginResetModel()
        self._rids, self._new = rids, list(new)
        self._pages.clear()
        self._typed.clear()
        self.endResetModel()

    def show_facts(self, keys: tuple[str, ...]) -> None:
        """Let these stand below each name."""
        if keys != self.facts:
            self.facts = keys
            if count := self.rowCount():
                self.dataChanged.emit(self.index(0, 0), self.index(count - 1, 0))

    def clear(self) -> None:
        """Forget everything: behind a lock nothing of a dossier stays."""
        self.show([], [])

    def mark_typed(self, key: UUID, row: int, typed: bool) -> None:
        """Something of this root is typed and not saved, or no longer. Faster than reading the line again."""
        self._typed[key] = typed
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def rename_new(self, key: UUID, title: str, initials: str) -> None:
        """A root that was never saved gets a name while it is typed."""
        for row, line in enumerate(self._new):
            if line.id == key and line.title != title:
                self._new[row] = replace(line, title=title, initials=initials)
                index = self.index(row, 0)
                self.dataChanged.emit(index, index)

    def line(self, row: int) -> Any:
        """What a row shows; ``None`` when it is gone since the list was made."""
        if 0 <= row < len(self._new):
            return self._new[row]
        at = row - len(self._new)
        return self._pages.line(self._rids, at) if 0 <= at < len(self._rids) else None

    def listed(self) -> list[int]:
        """The rids of all that were saved and are in this list, in its order."""
        return list(self._rids)

    def key_at(self, row: int) -> UUID | None:
        """The id of the root in a row."""
        line = self.line(row)
        return None if line is None else line.id

    def row_of(self, key: UUID, rid: int | None = None) -> int:
        """The row of a root, -1 when not in this list. ``rid`` saves looking through all lines."""
        for row, line in enumerate(self._new):
            if line.id == key:
                return row
        if rid is not None:
            try:
                return len(self._new) + self._rids.index(rid)
            except ValueError:
                return -1
        return -1

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
            initials = "" if self.icon else line.initials
            return Listed(line.id, line.title, initials, self._meta(line), self.has_draft(line), self.icon)
        if role == SPOKEN:
            return ", ".join(part for part in (line.title, *self._parts(line)) if part)
        if role == TOOL_TIP:
            return f"{line.title}\n{self._meta(line)}"
        return None

    def has_draft(self, line: Any) -> bool:
        """Whether something of it is typed and not saved."""
        return self._typed.get(line.id, bool(line.has_draft))

    def _parts(self, line: Any) -> list[str]:
        told = self.told(line)
        return [UNSAVED, *told] if self.has_draft(line) else told

    def _meta(self, line: Any) -> str:
        return " · ".join(self._parts(line))
