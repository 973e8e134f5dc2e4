"""The log of what was done with dossiers: looking in it, writing it out, verifying it."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.services.store import Store
from beschutdesk.storage import audit as log
from beschutdesk.storage import directory
from beschutdesk.storage.audit import FAILED, OK, Act, Head, Note, Verdict
from beschutdesk.storage.mapping import AUDIT, DIRECTORY

__all__ = ["FAILED", "OK", "Act", "Audit", "Filter", "Head", "Line", "Note", "Verdict", "record_label"]

VIEW_EVERY = timedelta(hours=1)
"""A dossier that stays open, or is opened again, gives one line per hour."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log.

    Attributes:
        number: 1, 2, … without a gap.
        at: UTC.
        by: name of the caseworker.
        origin: which profile.
        record: name of the record it was done to; empty when it was done to none.
        result: ``ok`` or ``failed``.
        detail: keys of fields, counts, ways; never values of fields.
    """

    number: int
    at: datetime
    by: str
    origin: str
    act: Act
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

    # -- proof ---------------------------------------------------------------------------------------------------------

    def head(self) -> Head:
        """Where the log is now; a backup writes it down, so that a tail that is cut off later shows."""
        with self._store.reading() as connection:
            return log.head(connection)

    def verify(self, known: Iterable[Head] = ()) -> Verdict:
        """Walk the whole log; see :func:`beschutdesk.storage.audit.verify`."""
        with self._store.reading() as connection:
            return log.verify(connection, known)


def record_label(record: str) -> str:
    """The Dutch word for a record; empty for none."""
    return REGISTRY[record].label if record in REGISTRY else record


def _recent(last: datetime | None, moment: datetime) -> bool:
    # a last one in the future: the clock was set back, so it says nothing
    return last is not None and timedelta(0) <= moment - last < VIEW_EVERY


def _last_view(connection: sa.Connection, key: UUID) -> datetime | None:
    statement = sa.select(AUDIT.c.at).where(AUDIT.c.root_id == key, AUDIT.c.act == Act.VIEW.value)
    last: datetime | None = connection.execute(statement.order_by(AUDIT.c.rid.desc()).limit(1)).scalar()
    return last


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
    rows = {row.rid: row for row in connection.execute(sa.select(AUDIT).where(AUDIT.c.rid.in_(numbers)))}
    return [_line(rows[number]) for number in numbers if number in rows]


def _line(row: Any) -> Line:
    return Line(
        row.rid,
        row.at,
        row.by,
        row.origin,
        Act(row.act),
        row.record,
        row.root_id,
        row.result,
        json.loads(row.detail),
    )


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
