"""The log as a table: numbers in order, and lines only for what is in view."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.trouble import Trouble
from ui.models.pages import Pages
from ui.models.roles import ACROSS, ITEM, SPOKEN, TITLE, TOOL_TIP, spoken

if TYPE_CHECKING:
    from beschutdesk.services.audit import Line

PAGE: Final = 128

HEADS: Final = ("Moment", "Wie", "Wat", "Waarover", "Uitkomst", "Bijzonderheden")
WHEN, WHO, WHAT, ABOUT, RESULT, DETAIL = range(len(HEADS))
DESTROYED: Final = "vernietigd dossier"
_OK: Final = "ok"
_NAMED: Final = frozenset({"candidate", "employer", "caseworker"})
_LISTED: Final = 6
"""So many fields by name; the rest as a number."""

Read = Callable[[Sequence[int]], "list[Line]"]
Names = Callable[["Sequence[Line]"], Mapping[UUID, str]]
Owner = Callable[[str, UUID], str]

_WAYS: Final = {
    "passphrase": "wachtzin",
    "recovery": "herstelcode",
    "pin": "pincode",
    "backup": "reservekopie",
    "code": "herstelcode",
    "pdf": "als pdf",
    "print": "op papier",
}
_WHATS: Final = {"set": "ingesteld", "removed": "verwijderd", "proven": "overgetypt", "renewed": "vernieuwd"}
_SETTINGS: Final = {
    "idle_minutes": "tijd tot het slot",
    "backup_folder": "map voor reservekopieën",
    "figures": "getallen en termijnen",
    "scheme": "regelingen",
    "guides": "leidraad",
    "phrases": "snelle zinnen",
    "targets": "taakstelling",
}
_PAPERS: Final = {
    "overview": "overzicht van aantallen",
    "calendar": "agenda",
    "preparation": "voorbereiding",
    "visit_report": "verslag werkbezoek",
    "filled_form": "formulier van de gemeente",
}
_WHYS: Final = {
    "daily": "dagelijks",
    "asked": "zelf gemaakt",
    "migration": "voor een nieuwe versie",
    "rekey": "voor het vernieuwen van de sleutel",
    "import": "voor het inlezen van dossiers",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the log in words, by column.

    Attributes:
        number: its number in the log.
        failed: it did not succeed.
        record: name of the record it is about.
        of: its id, when it has no name of its own.
    """

    number: int
    words: tuple[str, ...]
    failed: bool
    record: str = ""
    of: UUID | None = None

    @property
    def sentence(self) -> str:
        """The whole line, for a screen reader."""
        return ", ".join(word for word in self.words if word)


def _nobody(_record: str, _key: UUID) -> str:
    return ""


class AuditModel(QAbstractTableModel):
    """The lines of a filter, latest first.

    Args:
        read: gives the lines with some numbers.
        names: gives the names that the dossiers of some lines have now.
        owner: gives the name of the person that another record belongs to, by its record and id; or nothing.
    """

    def __init__(self, read: Read, names: Names, owner: Owner = _nobody, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._owner = owner
        self._owners: dict[UUID, str] = {}
        self._numbers: list[int] = []
        self._pages = Pages(partial(_told_lines, read, names), PAGE)

    def show(self, numbers: list[int]) -> None:
        """Take another list."""
        self.beginResetModel()
        self._numbers = numbers
        self._pages.clear()
        self._owners.clear()
        self.endResetModel()

    def clear(self) -> None:
        """Forget everything: behind a lock nothing of a dossier stays."""
        self.show([])

    def line(self, row: int) -> Told | None:
        """What a row shows; ``None`` when there is no such row."""
        if not 0 <= row < len(self._numbers):
            return None
        try:
            return self._pages.line(self._numbers, row)
        except Trouble:
            return None  # the vault was closed under it

    def about(self, line: Told) -> str:
        """What a line is about. Whose a placement is, is looked up only for the lines in view."""
        words, key = line.words[ABOUT], line.of
        if key is None:
            return words
        if key not in self._owners:
            try:
                self._owners[key] = self._owner(line.record, key)
            except Trouble:
                return words  # the vault was closed under it
        name = self._owners[key]
        return f"{words} van {name}" if name else words

    # -- Qt ------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TITLE) -> Any:
        return HEADS[section] if orientation == ACROSS and role == TITLE else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = TITLE) -> Any:
        if role not in (TITLE, ITEM, SPOKEN, TOOL_TIP):
            return None
        line = self.line(index.row())
        if line is None:
            return None
        if role == ITEM:
            return line
        words = self.about(line) if index.column() == ABOUT else line.words[index.column()]
        if role == SPOKEN:
            return spoken(HEADS[index.column()], words)
        return words


# -- words -------------------------------------------------------------------------------------------------------------


def _told_lines(read: Read, names: Names, numbers: Sequence[int]) -> dict[int, Told]:
    lines = read(numbers)
    known = names(lines)
    return {line.number: told(line, known) for line in lines}


def told(line: "Line", names: Mapping[UUID, str]) -> Told:
    """A line in Dutch words, with the local time and the name that the dossier has now."""
    failed = line.result != _OK
    words = (
        moment(line.at),
        line.by,
        line.act.label,
        _about(line, names),
        "Mislukt" if failed else "Gelukt",
        detail_words(line.record, line.detail),
    )
    nameless = line.root_id not in names and line.record not in _NAMED
    return Told(line.number, words, failed, line.record, line.root_id if nameless else None)


def moment(at: datetime) -> str:
    """A local moment as ``23-11-2026 9.48.12``."""
    local = at.astimezone()
    return f"{local:%d-%m-%Y} {local.hour}.{local:%M.%S}"


def _about(line: "Line", names: Mapping[UUID, str]) -> str:
    kind = REGISTRY[line.record].label if line.record in REGISTRY else ""
    if line.root_id is None:
        return kind
    name = names.get(line.root_id)
    if line.record == "candidate":
        return name or DESTROYED
    if name:
        return f"{name} ({kind.lower()})"
    return DESTROYED if line.record == "employer" else kind


def detail_words(record: str, detail: Mapping[str, Any]) -> str:
    """The particulars of a line; what this program does not know is shown as it stands."""
    parts = []
    for key, value in detail.items():
        if key in _HIDDEN:
            continue
        words = _SAYS[key](record, value) if key in _SAYS else f"{key}: {_plain(value)}"
        if words:
            parts.append(words)
    return "; ".join(parts)


def _fields(record: str, keys: Any) -> str:
    if not isinstance(keys, list):
        return _plain(keys)
    labels = list(dict.fromkeys(field_label(record, str(key)) for key in keys))
    rest = len(labels) - _LISTED
    return ", ".join(labels[:_LISTED]) + (f" en nog {rest}" if rest > 0 else "")


def field_label(record: str, path: str) -> str:
    """The Dutch label of a field in the log; the key itself when this program has no such field."""
    shape = REGISTRY.get(record)
    if shape is None:
        return path
    name, _, rest = path.partition("/")
    if name in shape.children:
        child = REGISTRY[shape.children[name]]
        inner = next((spec.label for spec in child.specs.values() if spec.key == rest.rpartition("/")[2]), "")
        return f"{child.label}: {inner.lower()}" if inner else child.label
    try:
        spec = codec.spec_at(shape, path)
    except (KeyError, IndexError, ValueError):
        return path
    return path if spec is None else spec.label


def _number(one: str, many: str) -> Callable[[str, Any], str]:
    return lambda _record, value: f"{value} {one if value == 1 else many}"


def _known(words: Mapping[str, str]) -> Callable[[str, Any], str]:
    return lambda _record, value: words.get(str(value), _plain(value))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)


_HIDDEN: Final = frozenset({"from", "left", "head"})
"""Hashes of the chain: for the program, not for a reader."""
_SAYS: Final[Mapping[str, Callable[[str, Any], str]]] = {
    "fields": _fields,
    "way": _known(_WAYS),
    "what": _known(_WHATS),
    "key": _known(_SETTINGS),
    "why": _known(_WHYS),
    "count": _number("keer", "keer"),
    "lines": _number("regel", "regels"),
    "dossiers": _number("dossier", "dossiers"),
    "records": _number("record", "records"),
    "document": _known(_PAPERS),
    "year": lambda _record, value: str(value),
    "exact": lambda _record, value: "met kleine aantallen" if value is True else "zonder kleine aantallen",
    "places": lambda _record, value: "met plaatsnamen" if value is True else "zonder plaatsnamen",
    "good": lambda _record, value: "alles in orde" if value is True else "niet alles in orde",
}
