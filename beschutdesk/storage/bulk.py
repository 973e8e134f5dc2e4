"""Thousands of roots in one save. The same lines as :mod:`beschutdesk.storage.unit_of_work` writes, without loading.

What can be made ready without the database is made ready first, so that nobody waits for the rest.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import orm

from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import REGISTRY, Kind, Record, Shape, shape_of
from beschutdesk.storage import directory, notes
from beschutdesk.storage.audit import Stamp
from beschutdesk.storage.mapping import DIRECTORY, HISTORY, TABLES

IN_TRASH = "@deleted"
"""History path of a record's way to the trash and back."""

_BATCH = 500
_dump = json.JSONEncoder(ensure_ascii=False).encode


class There(Exception):
    """A new root is not new."""


@dataclass(frozen=True, slots=True)
class Save:
    """What stands in every line of one save."""

    save_id: UUID
    at: datetime
    stamp: Stamp

    @property
    def by(self) -> str:
        """Name of the caseworker."""
        return self.stamp.by

    @property
    def origin(self) -> str:
        """Which profile."""
        return self.stamp.origin


# -- new roots ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ready:
    """A batch of roots as it goes into the database: values by table, in the order of its columns."""

    records: Sequence[Record]
    roots: list[list[Any]]
    rows: dict[str, list[tuple[int, list[Any]]]]
    history: list[list[Any]]
    lines: list[tuple[dict[str, Any], dict[str, str]]]


def add(
    session: orm.Session, save: Save, records: Sequence[Record], report: Callable[[int, int], None] | None = None
) -> None:
    """Keep new roots of one kind. What *report* raises cancels.

    Raises:
        There: one is there already.
    """
    if not records:
        return
    shape, total = shape_of(records[0]), len(records)
    dialect = session.get_bind().dialect
    tables = {name: Columns(TABLES[name], dialect) for name in (shape.name, *shape.children.values())}
    history = Columns(HISTORY, dialect)
    ready: list[_Ready] = []
    for start in range(0, total, _BATCH):
        if report is not None:
            report(start // 2, total)
        ready.append(_prepare(shape, save, records[start : start + _BATCH], tables, history))
    connection = session.connection()
    done = 0
    for batch in ready:
        if report is not None:
            report((total + done) // 2, total)
        _insert(connection, shape, batch, tables, history)
        done += len(batch.records)
    if report is not None:
        report(total, total)


class Columns:
    """Writes rows of a table past the compiler of SQLAlchemy, with its types."""

    def __init__(self, table: sa.Table, dialect: sa.Dialect) -> None:
        self.names = [column.name for column in table.columns if column.name != "rid"]
        self._writers = [
            (name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in self.names
        ]
        named = ", ".join(f'"{name}"' for name in ("rid", *self.names))
        marks = ", ".join("?" * (len(self.names) + 1))
        self._insert = f'INSERT INTO "{table.name}" ({named}) VALUES ({marks})'  # noqa: S608 - names of our own
        self._highest = f'SELECT coalesce(max(rid), 0) FROM "{table.name}"'  # noqa: S608

    def values(self, row: dict[str, Any]) -> list[Any]:
        """A row as the database takes it."""
        return [row[name] if write is None else write(row[name]) for name, write in self._writers]

    def insert(self, connection: sa.Connection, rows: Sequence[list[Any]]) -> int:
        """Write rows; they count on from the rid that this gives."""
        highest: int = connection.exec_driver_sql(self._highest).scalar_one()
        if rows:
            connection.exec_driver_sql(self._insert, [(highest + i, *row) for i, row in enumerate(rows, 1)])
        return highest


def _prepare(
    shape: Shape, save: Save, records: Sequence[Record], tables: dict[str, Columns], history: Columns
) -> _Ready:
    roots, rows, lines = [], dict[str, list[tuple[int, list[Any]]]](), list[list[Any]]()
    for index, record in enumerate(records):
        stamps = {"updated_at": save.at, "updated_by": save.by}
        roots.append(tables[shape.name].values(stored(shape, save, record) | stamps))
        for name, child in shape.children.items():
            for position, row in enumerate(getattr(record, name)):
                values = stored(shape_of(child), save, row) | {"parent_rid": 0, "position": position}
                rows.setdefault(child, []).append((index, tables[child].values(values)))
        lines += _told(shape, save, record, history)
    return _Ready(records, roots, rows, lines, directory.lines(records))


def stored(shape: Shape, save: Save, record: Record) -> dict[str, Any]:
    """A new record as it is kept, by column; what its table has besides is not there."""
    return {
        "id": record.id,
        "version": 1,
        "created_at": save.at,
        "created_by": save.by,
        "updated_at": None,
        "updated_by": "",
        "origin": record.origin or save.origin,
        "deleted_at": None,
        **{spec.key: getattr(record, name) for name, spec in shape.specs.items()},
    }


def _told(shape: Shape, save: Save, record: Record, history: Columns) -> Iterator[list[Any]]:
    """The lines of history; of what is empty there is nothing to tell, unless all is."""
    flat = codec.flatten(record)
    path_at, new_at = history.names.index("path"), history.names.index("new")
    same = history.values(_line(save, shape.name, record.id, 1, "", None, ""))
    for path, plain in ({p: v for p, v in flat.items() if codec.is_filled(v)} or flat).items():
        line = same.copy()
        line[path_at], line[new_at] = path, _dump(plain)
        yield line


def _line(save: Save, record: str, key: UUID, version: int, path: str, old: str | None, new: str) -> dict[str, Any]:
    return {
        "save_id": save.save_id,
        "at": save.at,
        "by": save.by,
        "record": record,
        "root_id": key,
        "version": version,
        "path": path,
        "old": old,
        "new": new,
    }


def _insert(
    connection: sa.Connection, shape: Shape, batch: _Ready, tables: dict[str, Columns], history: Columns
) -> None:
    column = TABLES[shape.name].c.id
    if connection.execute(
        sa.select(column).where(column.in_([record.id for record in batch.records])).limit(1)
    ).first():
        raise There
    first = tables[shape.name].insert(connection, batch.roots) + 1
    for child, rows in batch.rows.items():
        owner = tables[child].names.index("parent_rid")
        for index, values in rows:
            values[owner] = first + index
        tables[child].insert(connection, [values for _, values in rows])
    history.insert(connection, batch.history)
    directory.add_lines(connection, batch.lines)
    notes.add(connection, batch.records)


# -- trash and back ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """What one save did to a root as a whole.

    Attributes:
        made: it was new.
        trash: taking it back means the trash; else it means out of the trash.
    """

    record: str
    key: UUID
    made: bool
    trash: bool


def _wholly(save_id: UUID) -> sa.Select[Any]:
    c = HISTORY.c
    made = sa.and_(sa.func.count(c.old) == 0, sa.func.min(c.version) == 1)
    moved = sa.and_(sa.func.min(c.path) == IN_TRASH, sa.func.max(c.path) == IN_TRASH)
    return sa.select(c.root_id).where(c.save_id == save_id).group_by(c.record, c.root_id).having(sa.or_(made, moved))


def turns(connection: sa.Connection, save_id: UUID) -> list[Turn]:
    """The roots that one save made, or moved into or out of the trash, in that order."""
    c = HISTORY.c
    moved, out = sa.func.min(c.path) == IN_TRASH, sa.func.max(c.new) == "null"
    query = _wholly(save_id).add_columns(c.record, moved, out).order_by(sa.func.min(c.rid))
    return [
        Turn(record, key, not is_moved, not is_moved or bool(is_out))
        for key, record, is_moved, is_out in connection.execute(query)
    ]


def partly(save_id: UUID) -> sa.ColumnElement[bool]:
    """The condition on lines of history that leaves those roots out."""
    return HISTORY.c.root_id.not_in(_wholly(save_id))


def set_trashed(
    connection: sa.Connection, save: Save, record: str, keys: Sequence[UUID], trashed: bool
) -> dict[UUID, int]:
    """Put roots in the trash or take them out; those that are there already are passed over.

    What is found by its notes is not brought up to date here.

    Returns:
        The new version of those that went.
    """
    table = TABLES[record]
    moment = save.at if trashed else None
    values = {"deleted_at": moment, "updated_at": save.at, "updated_by": save.by, "version": table.c.version + 1}
    versions: dict[UUID, int] = {}
    for batch in _batches(keys):
        query = sa.select(table.c.id, table.c.version, table.c.deleted_at).where(table.c.id.in_(batch))
        lines = [
            _line(
                save, record, key, version + 1, IN_TRASH, *(_dump(w.isoformat() if w else None) for w in (gone, moment))
            )
            for key, version, gone in connection.execute(query)
            if (gone is not None) is not trashed
        ]
        if not lines:
            continue
        moved = [line["root_id"] for line in lines]
        versions |= {line["root_id"]: line["version"] for line in lines}
        connection.execute(sa.update(table).where(table.c.id.in_(moved)).values(values))
        connection.execute(sa.update(DIRECTORY).where(DIRECTORY.c.root_id.in_(moved)).values(in_trash=trashed))
        connection.execute(sa.insert(HISTORY), lines)
    return versions


def busy(connection: sa.Connection, record: str, save_id: UUID) -> set[UUID]:
    """Of the roots that a save made: those that were changed since, and those that something made since points to."""
    table = TABLES[record]
    mine = sa.select(HISTORY.c.root_id).where(HISTORY.c.save_id == save_id)
    changed = sa.select(table.c.id).where(table.c.id.in_(mine), table.c.version > 1, table.c.deleted_at.is_(None))
    found = set(connection.execute(changed).scalars())
    for shape in REGISTRY.values():
        for spec in shape.specs.values():
            if spec.kind is Kind.REFERENCE and spec.target == record:
                other = TABLES[shape.name]
                root = TABLES[shape.parent] if shape.parent else other  # what can lie in the trash
                joined = other.join(root, other.c.parent_rid == root.c.rid) if shape.parent else other
                pointing = (
                    sa.select(other.c[spec.key])
                    .select_from(joined)
                    .where(other.c[spec.key].in_(mine), root.c.deleted_at.is_(None), root.c.id.not_in(mine))
                )
                found |= set(connection.execute(pointing).scalars())
    return found


def alive(connection: sa.Connection, save_id: UUID) -> list[tuple[str, UUID]]:
    """The roots that a save made and that are not in the trash."""
    made: dict[str, list[UUID]] = {}
    for turn in turns(connection, save_id):
        if turn.made:
            made.setdefault(turn.record, []).append(turn.key)
    found: list[tuple[str, UUID]] = []
    for record, keys in made.items():
        table = TABLES[record]
        for batch in _batches(keys):
            query = sa.select(table.c.id).where(table.c.id.in_(batch), table.c.deleted_at.is_(None))
            found += [(record, key) for key in connection.execute(query.order_by(table.c.rid)).scalars()]
    return found


def known(connection: sa.Connection, record: str, keys: Iterable[str]) -> list[sa.Row[Any]]:
    """Some columns of all roots that are not in the trash, the id first."""
    table = TABLES[record]
    query = sa.select(table.c.id, *(table.c[key] for key in keys)).where(table.c.deleted_at.is_(None))
    return list(connection.execute(query.order_by(table.c.rid)))


def _batches(keys: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]
