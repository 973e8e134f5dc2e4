"""What would happen to each row of a list that is to be read in, as a table: by kind, and with a choice per row."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from beschutdesk.services.intake import Plan, Row, Said, Standing
from ui.models.roles import ACROSS, ITEM, SPOKEN, TITLE, TOOL_TIP, spoken

TAKEN: Final = ITEM + 1
"""Whether the row will be read in."""
_ROLES: Final = frozenset({TITLE, SPOKEN, TOOL_TIP, ITEM, TAKEN})

HEADS: Final = ("Mee", "Rij", "Soort", "Naam", "Uitleg")
TAKE, NUMBER, KIND, NAME, WHY = range(len(HEADS))

KIND_WORDS: Final = {
    Standing.NEW: "Nieuw",
    Standing.DOUBLE: "Staat er al",
    Standing.LIKELY: "Misschien dezelfde",
    Standing.BAD: "Fout",
}


class Kinds(Enum):
    """Which rows are in view, with the word on the filter."""

    ALL = "Alles"
    NEW = "Nieuw"
    HERE = "Staat er al"
    BAD = "Fout"

    @property
    def standings(self) -> frozenset[Standing]:
        """The standings of these rows."""
        return _STANDINGS[self]


_STANDINGS: Final = {
    Kinds.ALL: frozenset(Standing),
    Kinds.NEW: frozenset({Standing.NEW}),
    Kinds.HERE: frozenset({Standing.DOUBLE, Standing.LIKELY}),
    Kinds.BAD: frozenset({Standing.BAD}),
}


class PreviewModel(QAbstractTableModel):
    """The rows of a plan, and which of them will be read in.

    New rows are taken until somebody passes one over; a row that seems to be here already is passed over until somebody
    takes it all the same; a wrong one can never be taken.

    Attributes:
        plan: what is shown; ``None`` for nothing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan: Plan | None = None
        self._kinds = Kinds.ALL
        self._rows: Sequence[Row] = ()
        self._turned: set[int] = set()
        self._counts = dict.fromkeys(Kinds, 0)

    def show(self, plan: Plan | None) -> None:
        """Show the rows of another plan, with no choices made yet; ``None`` forgets everything."""
        self.beginResetModel()
        self.plan = plan
        self._turned.clear()
        rows = () if plan is None else plan.rows
        self._counts = {kinds: sum(row.standing in kinds.standings for row in rows) for kinds in Kinds}
        self._rows = self._chosen_rows()
        self.endResetModel()

    def show_kinds(self, kinds: Kinds) -> None:
        """Show only these rows."""
        self.beginResetModel()
        self._kinds = kinds
        self._rows = self._chosen_rows()
        self.endResetModel()

    def _chosen_rows(self) -> Sequence[Row]:
        if self.plan is None:
            return ()
        if self._kinds is Kinds.ALL:
            return self.plan.rows
        return [row for row in self.plan.rows if row.standing in self._kinds.standings]

    def count(self, kinds: Kinds) -> int:
        """How many rows there are of these."""
        return self._counts[kinds]

    def row(self, at: int) -> Row | None:
        """The row that is shown there."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    # -- choices -------------------------------------------------------------------------------------------------------

    def is_taken(self, row: Row) -> bool:
        """Whether this row will be read in."""
        return row.record is not None and (row.standing is Standing.NEW) != (row.number in self._turned)

    def turn(self, at: int) -> bool:
        """Take a row, or pass it over. ``False`` when it cannot be taken."""
        row = self.row(at)
        if row is None or row.record is None:
            return False
        self._turned ^= {row.number}
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(HEADS) - 1))
        return True

    @property
    def skip(self) -> list[int]:
        """Numbers of the rows to pass over: the wrong ones, and new ones that somebody does not want."""
        return [row.number for row in self._plan_rows() if row.standing in _SKIPPED and not self.is_taken(row)]

    @property
    def also(self) -> list[int]:
        """Numbers of the rows that seem to be here already and are taken all the same."""
        return [row.number for row in self._plan_rows() if row.standing not in _SKIPPED and self.is_taken(row)]

    @property
    def taken(self) -> int:
        """How many rows will be read in."""
        turned = [row for row in self._plan_rows() if row.number in self._turned] if self._turned else []
        return self._counts[Kinds.NEW] + sum(1 if row.standing is not Standing.NEW else -1 for row in turned)

    def _plan_rows(self) -> Sequence[Row]:
        return () if self.plan is None else self.plan.rows

    # -- Qt ------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TITLE) -> Any:
        return HEADS[section] if orientation == ACROSS and role == TITLE else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = TITLE) -> Any:
        if role not in _ROLES:
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == ITEM:
            return row
        if role == TAKEN:
            return self.is_taken(row)
        words = self._words(row, index.column())
        if role == SPOKEN:
            return spoken(HEADS[index.column()], words)
        return words

    def _words(self, row: Row, column: int) -> str:
        match column:
            case 0:
                return taking_words(row, taken=self.is_taken(row))
            case 1:
                return str(row.number)
            case 2:
                return KIND_WORDS[row.standing]
            case 3:
                return row.title
        return why(row)


_SKIPPED: Final = frozenset({Standing.NEW, Standing.BAD})


# -- words -------------------------------------------------------------------------------------------------------------


def taking_words(row: Row, *, taken: bool) -> str:
    """Whether a row will be read in, in words."""
    if row.record is None:
        return "kan niet"
    return "ja" if taken else "nee"


def why(row: Row) -> str:
    """Why a row is what it is: its faults, or whom it is like, and what to look at."""
    parts = [_about(said) for said in row.errors]
    if (twin := row.twin) is not None:
        where = "in de kluis" if twin.row is None else f"in rij {twin.row}"
        name = twin.title or "iemand zonder naam"
        parts.append(f"{name} staat al {where}" if twin.sure else f"lijkt op {name} {where}")
    parts += [f"let op: {_about(said)}" for said in row.remarks]
    words = "; ".join(part.rstrip(".") for part in parts)
    return words[:1].upper() + words[1:]


def _about(said: Said) -> str:
    return f"{said.column}: {said.message}" if said.column else said.message
