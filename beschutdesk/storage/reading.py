"""Whole records read to be shown: one plain question per table, past the compiler and the identity map.

What comes out is as if :func:`beschutdesk.dossier.codec.copy` had made it: nobody else holds it and no session knows
it. Opening a dossier reads some twenty tables; by way of the mapper that takes ten times as long as SQLite needs.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import orm

from beschutdesk.dossier.fields import REGISTRY, STAMPS, Record
from beschutdesk.storage.mapping import TABLES
from beschutdesk.storage.raw import marks, rows

_MOST: Final = 500
"""SQLite takes only so many values at once."""

Plain = Callable[[Any], Any]


class _Columns:
    """How one record comes out of its table."""

    def __init__(self, record: str, dialect: sa.Dialect) -> None:
        shape, table = REGISTRY[record], TABLES[record]
        keys = {name: name for name in STAMPS} | {name: spec.key for name, spec in shape.specs.items()}
        self.children = tuple((name, child) for name, child in shape.children.items())
        mapper: orm.Mapper[Any] = sa.inspect(shape.type)
        self._make = mapper.class_manager.new_instance
        self._names = tuple(keys)
        readers = [table.c[key].type.dialect_impl(dialect).result_processor(dialect, None) for key in keys.values()]
        self._readers: tuple[tuple[str, Plain], ...] = tuple(
            (name, read) for name, read in zip(self._names, readers, strict=True) if read is not None
        )
        self._owner = "parent_rid" if shape.parent else "rid"
        named = ", ".join(f't."{name}"' for name in (self._owner, *keys.values()))
        self._select = f'SELECT {named} FROM "{table.name}" t'  # noqa: S608 - names of our own
        self.order = "t.parent_rid, t.position" if shape.parent else "t.rid"

    def ask(self, connection: sa.Connection, where: str, values: Sequence[Any]) -> list[tuple[int, Any]]:
        """Records without their rows, each with its rid; rows with that of their owner."""
        statement = f"{self._select} WHERE {where} ORDER BY {self.order}"
        return [(line[0], self._record(line)) for line in rows(connection, statement, values)]

    def _record(self, line: tuple[Any, ...]) -> Any:
        values = dict(zip(self._names, line[1:], strict=True))
        for name, read in self._readers:
            values[name] = read(values[name])
        made = self._make()
        made.__dict__.update(values)  # past the attributes of the mapper: there is no change to remember yet
        return made


@cache
def _columns(record: str, dialect: sa.Dialect) -> _Columns:
    return _Columns(record, dialect)


def by_id(connection: sa.Connection, record: str, keys: Iterable[UUID]) -> list[Any]:
    """The roots with these ids and all their rows, in this order; those that are not there are left out."""
    wanted = [key.bytes for key in keys]
    found: dict[UUID, Any] = {}
    for start in range(0, len(wanted), _MOST):
        part = wanted[start : start + _MOST]
        found |= {root.id: root for root in _whole(connection, record, f"t.id IN ({marks(part)})", part)}
    return [found[key] for key in dict.fromkeys(UUID(bytes=key) for key in wanted) if key in found]


def pointing(connection: sa.Connection, record: str, key: str, values: Iterable[UUID]) -> list[Any]:
    """The roots whose reference field points to one of these, with all their rows, oldest first; none in the trash."""
    wanted = [value.bytes for value in values]
    found = []
    for start in range(0, len(wanted), _MOST):
        part = wanted[start : start + _MOST]
        where = f't."{TABLES[record].c[key].name}" IN ({marks(part)}) AND t.deleted_at IS NULL'
        found += _whole(connection, record, where, part)
    return found


def _whole(connection: sa.Connection, record: str, where: str, values: Sequence[Any]) -> list[Record]:
    if not values:
        return []
    columns = _columns(record, connection.dialect)
    roots = columns.ask(connection, where, values)
    owners = dict(roots)
    rids = list(owners)
    for name, child in columns.children:
        under: dict[int, list[Any]] = {}
        for start in range(0, len(rids), _MOST):
            part = rids[start : start + _MOST]
            children = _columns(child, connection.dialect)
            for rid, row in children.ask(connection, f"t.parent_rid IN ({marks(part)})", part):
                under.setdefault(rid, []).append(row)
        for rid, lines in under.items():
            setattr(owners[rid], name, lines)
    return [root for _, root in roots]
