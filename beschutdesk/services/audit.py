"""The log of what was done with dossiers: looking in it, writing it out, verifying it."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.files import write_whole
from beschutdesk.services.store import Store
from beschutdesk.storage import audit as log
from beschutdesk.storage import directory
from beschutdesk.storage.audit import FAILED, OK, Act, Head, Note, Verdict
from beschutdesk.storage.mapping import AUDIT, DIRECTORY
from beschutdesk.storage.raw import Connection
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.vault.keys import DataKey

__all__ = ["FAILED", "OK", "Act", "Audit", "Filter", "Head", "Line", "Note", "Verdict", "record_label"]

VIEW_EVERY = timedelta(hours=1)
"""A dossier that stays open, or is opened again, gives one line per hour."""
_PAGE = 500


class UnknownAct(str):
    """What stands in a line for an act that this program does not know: of a newer one, or meddled with."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """As it stands there."""
        return str(self)

    @property
    def value(self) -> str:
        """As it stands there."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log.

    Attributes:
        number: 1, 2, … without a gap.
        at: UTC; the year 1970 when what stands there is no moment.
        by: name of the caseworker.
        origin: which profile.
        record: name of the record it was done to; empty when it was done to none.
        result: ``ok`` or ``failed``.
        detail: keys of fields, counts, ways; never values of fields. What could not be read stands there as it is.
    """

    number: int
    at: datetime
    by: str
    origin: str
    act: Act | UnknownAct
    record: str
    root_id: UUID | None
    result: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines. What is left empty filters nothing.

    Attributes:
        since, until: local dates, both inclusive.
        text: part of the name of who did it or of the person or employer it was done to, or of the words for act or
            record.
    """

    acts: frozenset[Act] = frozenset()
    root_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""


class Audit:
    """The audit log of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._viewed: dict[UUID, datetime] = {}

    # -- writing -------------------------------------------------------------------------------------------------------

    def note(self, act: Act, record: str = "", root_id: UUID | None = None, *, result: str = OK, **detail: Any) -> None:
        """Add a line for something that is no save. Never give values of fields as detail."""
        self._store.note(Note(act, record, root_id, result, detail))

    def viewed(self, record: str, key: UUID) -> None:
        """A dossier was looked at. Gives at most one line per dossier per hour, also across restarts.

        Looks in memory first, then by an index, so that it may be called whenever a dossier is shown.
        """
        moment = log.now()
        if _recent(self._viewed.get(key), moment):
            return
        with self._store.reading() as connection:
            if directory.rid_of(connection, key) is None:
                return  # a new dossier that is being typed and is nowhere yet
            last = _last_view(connection, key)
        if not _recent(last, moment):
            with self._store.writing() as connection:
                last = _last_view(connection, key)  # once more, now that nobody else can write
                if not _recent(last, moment):
                    log.append(connection, self._store.stamp, [Note(Act.VIEW, record, key)], moment)
                    last = moment
        if last is not None:
            self._viewed[key] = last

    # -- reading -------------------------------------------------------------------------------------------------------

    def numbers(self, chosen: Filter) -> list[int]:
        """Numbers of the lines, the latest first. Fast for 100,000 lines: no line is made."""
        with self._store.reading() as connection:
            statement = sa.select(AUDIT.c.rid).where(*_where(connection, chosen)).order_by(AUDIT.c.rid.desc())
            return list(connection.execute(statement).scalars())

    def lines(self, numbers: Sequence[int]) -> list[Line]:
        """The lines with these numbers, in that order."""
        with self._store.reading() as connection:
            return _lines(connection, numbers)

    def names(self, lines: Iterable[Line]) -> dict[UUID, str]:
        """The names of the persons and employers that lines are about, as far as they are still here."""
        keys = {line.root_id for line in lines if line.root_id is not None}
        with self._store.reading() as connection:
            statement = sa.select(DIRECTORY.c.root_id, DIRECTORY.c.title).where(DIRECTORY.c.root_id.in_(keys))
            return {row.root_id: row.title for row in connection.execute(statement)}

    def as_csv(self, chosen: Filter) -> bytes:
        """The lines as a table for a Dutch spreadsheet, the latest first. No names of persons but of who did it."""
        out = io.StringIO()
        table = csv.writer(out, delimiter=";", lineterminator="\r\n")
        table.writerow(
            ["Nummer", "Tijdstip (UTC)", "Door", "Profiel", "Handeling", "Soort", "Kenmerk", "Resultaat", "Details"]
        )
        numbers = self.numbers(chosen)
        with self._store.reading() as connection:
            for start in range(0, len(numbers), _PAGE):
                for line in _lines(connection, numbers[start : start + _PAGE]):
                    table.writerow([_harmless(cell) for cell in _cells(line)])
        return out.getvalue().encode("utf-8-sig")

    def export(self, chosen: Filter, path: Path) -> None:
        """Write the lines to a file of the user's choice, and write that down too: the file is not sealed.

        Raises:
            OSError: the file cannot be written.
        """
        data = self.as_csv(chosen)
        write_whole(path, data)
        self.note(Act.EXPORT, lines=max(data.count(b"\r\n") - 1, 0), what="logboek")

    # -- proof ---------------------------------------------------------------------------------------------------------

    def head(self) -> Head:
        """Where the log is now; a backup writes it down, so that a tail that is cut off later shows."""
        with self._store.reading() as connection:
            return log.head(connection)

    def verify(self, known: Iterable[Head] = ()) -> Verdict:
        """Walk the whole log and hold it against the backups within reach; takes seconds for a long one.

        Args:
            known: heads that were written down elsewhere besides.
        """
        with self._store.reading() as connection:
            return verify(self._store.folder, connection, self._store.key, known)


def verify(profile: Path, connection: Connection, key: "DataKey", known: Iterable[Head] = ()) -> Verdict:
    """The same for a vault that is not open; see :func:`beschutdesk.storage.audit.verify`.

    Args:
        profile: its folder.
        connection: to its database, of schema 0002 or later.
        key: its data key; only a backup that proves itself under it has something to say.
        known: heads that were written down elsewhere.
    """
    return log.verify(connection, [*known, *_heads(profile, connection, key)])


def _heads(profile: Path, connection: Connection, key: "DataKey") -> list[Head]:
    """Where the log had got to, as the backups within reach tell."""
    from beschutdesk.services.backups import FALLBACK, MANIFEST, PURPOSE, found_in
    from beschutdesk.storage import settings
    from beschutdesk.storage.manifest import Manifest

    places, mac = [profile / FALLBACK], key.derive(PURPOSE)
    if chosen := settings.get(connection, "backup_folder"):
        places.append(Path(chosen))
    found = []
    for place in places:
        with suppress(Trouble):  # out of reach
            for made in found_in(place) if place.is_dir() else []:
                manifest = Manifest.load(made.path / MANIFEST)
                if manifest is not None and manifest.head is not None and manifest.is_of(mac):
                    found.append(manifest.head)
    return found


def record_label(record: str) -> str:
    """The Dutch word for a record; empty for none."""
    return REGISTRY[record].label if record in REGISTRY else record


def _recent(last: datetime | None, moment: datetime) -> bool:
    # a last one in the future: the clock was set back, so it says nothing
    return last is not None and timedelta(0) <= moment - last < VIEW_EVERY


def _last_view(connection: sa.Connection, key: UUID) -> datetime | None:
    statement = sa.select(_bytes("at")).where(AUDIT.c.root_id == key, AUDIT.c.act == Act.VIEW.value)
    return _moment(_text(connection.execute(statement.order_by(AUDIT.c.rid.desc()).limit(1)).scalar()))


def _where(connection: sa.Connection, chosen: Filter) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if chosen.acts:
        where.append(AUDIT.c.act.in_([act.value for act in chosen.acts]))
    if chosen.root_id is not None:
        where.append(AUDIT.c.root_id == chosen.root_id)
    if chosen.since is not None:
        where.append(AUDIT.c.at >= _midnight(chosen.since))
    if chosen.until is not None:
        where.append(AUDIT.c.at < _midnight(chosen.until + timedelta(days=1)))
    if text := chosen.text.strip():
        where.append(_mentions(connection, text))
    return where


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone(UTC)


def _mentions(connection: sa.Connection, text: str) -> sa.ColumnElement[bool]:
    low = text.casefold()
    acts = [act.value for act in Act if low in act.label.casefold()]
    records = [name for name, shape in REGISTRY.items() if low in shape.label.casefold()]
    people = [found.id for found in directory.search(connection, text, 200, trash=True)]
    return sa.or_(
        AUDIT.c.by.contains(text, autoescape=True),
        AUDIT.c.act.in_(acts),
        AUDIT.c.record.in_(records),
        AUDIT.c.root_id.in_(people),
    )


def _lines(connection: sa.Connection, numbers: Sequence[int]) -> list[Line]:
    columns = [_bytes(name) for name in _TEXTS]
    rows = {
        row.rid: row for row in connection.execute(sa.select(AUDIT.c.rid, *columns).where(AUDIT.c.rid.in_(numbers)))
    }
    return [_line(rows[number]) for number in numbers if number in rows]


_TEXTS = ("at", "by", "origin", "act", "record", "root_id", "result", "detail")


def _bytes(name: str) -> sa.Label[Any]:
    # as bytes: a line that somebody meddled with may hold anything, and is to be shown all the same
    return sa.cast(sa.type_coerce(AUDIT.c[name], sa.LargeBinary), sa.LargeBinary).label(name)


def _text(raw: Any) -> str:
    return "" if raw is None else bytes(raw).decode(errors="replace")


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _line(row: Any) -> Line:
    act, moment, key = _text(row.act), _moment(_text(row.at)), None
    detail: dict[str, Any] = {}
    try:
        detail = dict(json.loads(_text(row.detail)))
    except (ValueError, TypeError, RecursionError):
        detail["detail"] = _text(row.detail)
    if moment is None:
        detail["at"] = _text(row.at)
    try:
        key = None if row.root_id is None else UUID(bytes=bytes(row.root_id))
    except ValueError:
        detail["root_id"] = bytes(row.root_id).hex()
    return Line(
        row.rid,
        moment or datetime(1970, 1, 1, tzinfo=UTC),
        _text(row.by),
        _text(row.origin),
        Act(act) if act in _KNOWN else UnknownAct(act),
        _text(row.record),
        key,
        _text(row.result),
        detail,
    )


_KNOWN = frozenset(act.value for act in Act)


def _cells(line: Line) -> list[str]:
    return [
        str(line.number),
        line.at.strftime("%Y-%m-%d %H:%M:%S"),
        line.by,
        line.origin,
        line.act.label,
        record_label(line.record),
        str(line.root_id or ""),
        "gelukt" if line.result == OK else "mislukt",
        json.dumps(dict(line.detail), ensure_ascii=False) if line.detail else "",
    ]


def _harmless(cell: str) -> str:
    """A spreadsheet would take these for a formula."""
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
