"""Who can be found by name: one line per candidate and employer, with full-text search beside it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import orm

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.task_inventory import TaskInventory
from beschutdesk.dossier.task_list import TaskList
from beschutdesk.dossier.visit import Visit
from beschutdesk.storage import notes, raw
from beschutdesk.storage.fold import fold, query, words
from beschutdesk.storage.mapping import CONTACT, DIRECTORY, FULL_TEXT, FULL_TEXT_TABLES, TABLES, TASK_LINE

FULL_TEXTS = {
    record: sa.table(f"directory_fts_{record}", sa.column("rowid"), sa.column("title"), sa.column("more"))
    for record in ("candidate", "employer")
}
"""The full-text search of each record that is found by name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a root by name.

    Attributes:
        title: how it is shown.
        more: further words it is found by.
        state: key of its state, for the filter above a list.
    """

    title: str
    more: str
    state: str


def _candidate(record: Any) -> Entry:
    title = " ".join(part for part in (record.name_used, record.family_name) if part)
    return Entry(title, f"{record.municipality} {record.place}", record.state.key if record.state else "active")


def _employer(record: Any) -> Entry:
    rows = (*record.supervisors, *record.contacts, *record.sites)
    more = " ".join([record.place, *(row.name for row in rows), *(s.place for s in record.sites)])
    return Entry(record.name, more, "")


_BATCH = 500
_ENTRIES: dict[type[Record], Callable[[Any], Entry]] = {Candidate: _candidate, Employer: _employer}


def refresh(session: orm.Session, root: Record) -> None:
    """Bring the lines of a root up to date; records that nobody looks for have none."""
    connection = session.connection()
    notes.refresh(connection, root)
    for line, found in lines([root]):
        index = FULL_TEXTS[line["record"]]
        rid = connection.execute(sa.select(DIRECTORY.c.rid).where(DIRECTORY.c.root_id == root.id)).scalar()
        if rid is None:
            add_lines(connection, [(line, found)])
            continue
        connection.execute(sa.update(DIRECTORY).where(DIRECTORY.c.rid == rid).values(**line))
        connection.execute(sa.delete(index).where(index.c.rowid == rid))
        connection.execute(sa.insert(index).values(rowid=rid, **found))


def forget(connection: sa.Connection, keys: Collection[UUID]) -> None:
    """Take the lines of roots out, with what they are found by."""
    notes.forget(connection, keys)
    gone = list(connection.execute(sa.select(DIRECTORY.c.rid).where(DIRECTORY.c.root_id.in_(keys))).scalars())
    for index in FULL_TEXTS.values():
        connection.execute(sa.delete(index).where(index.c.rowid.in_(gone)))
    connection.execute(sa.delete(DIRECTORY).where(DIRECTORY.c.rid.in_(gone)))


def rebuild(connection: sa.Connection) -> None:
    """Make all lines and the full-text search anew from the records. A candidate or employer keeps its rid."""
    known = {row.root_id: row.rid for row in connection.execute(sa.select(DIRECTORY.c.root_id, DIRECTORY.c.rid))}
    for name in reversed(FULL_TEXT_TABLES):
        connection.exec_driver_sql(f"DROP TABLE {name}")
    for statement in FULL_TEXT:
        connection.exec_driver_sql(statement)
    for table in (DIRECTORY, CONTACT, TASK_LINE):
        connection.execute(sa.delete(table))
    for record in _ENTRIES:
        for roots in _all(connection, record):
            add_lines(connection, lines(roots), known)
    for record in (Visit, TaskList, TaskInventory):
        for roots in _all(connection, record):
            notes.add(connection, roots)


def _all(connection: sa.Connection, record: type[Record]) -> Iterator[Sequence[Record]]:
    column = TABLES[shape_of(record).name].c.rid
    rids = list(connection.execute(sa.select(column).order_by(column)).scalars())
    for start in range(0, len(rids), _BATCH):
        with orm.Session(connection, join_transaction_mode="rollback_only") as session:
            batch = sa.select(record).where(column.in_(rids[start : start + _BATCH])).order_by(column)
            yield session.scalars(batch).all()


def _values(root: Record, entry: Entry) -> dict[str, Any]:
    return {
        "record": shape_of(root).name,
        "title": entry.title,
        "sort": fold(entry.title),
        "state": entry.state,
        "in_trash": root.deleted_at is not None,
    }


def lines(roots: Iterable[Record]) -> list[tuple[dict[str, Any], dict[str, str]]]:
    """What :func:`add_lines` keeps of new roots; made without the database, so that it holds nobody up."""
    made = [(root, make(root)) for root in roots if (make := _ENTRIES.get(type(root))) is not None]
    return [
        ({"root_id": root.id, **_values(root, entry)}, {"title": words(entry.title), "more": words(entry.more)})
        for root, entry in made
    ]


def add_lines(
    connection: sa.Connection,
    new: Sequence[tuple[dict[str, Any], dict[str, str]]],
    known: Mapping[UUID, int] | None = None,
) -> None:
    """Keep the lines of many new roots; those that are *known* get the rid they had."""
    if not new:
        return
    had = known or {}
    rid = max(connection.execute(sa.select(sa.func.max(DIRECTORY.c.rid))).scalar() or 0, *had.values(), 0)
    kept, found = list[dict[str, Any]](), dict[str, list[dict[str, Any]]]()
    for line, text in new:
        if (own := had.get(line["root_id"])) is None:
            own = rid = rid + 1
        kept.append({"rid": own, **line})
        found.setdefault(line["record"], []).append({"rowid": own, **text})
    connection.execute(sa.insert(DIRECTORY), kept)
    for record, rows in found.items():
        connection.execute(sa.insert(FULL_TEXTS[record]), rows)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: record name, id and title."""

    record: str
    id: UUID
    title: str


def matching(record: str, text: str) -> sa.ColumnElement[bool] | None:
    """The condition on the directory that a root is found by this text; ``None`` when nothing can be searched."""
    if not (match := query(text)):
        return None
    index = FULL_TEXTS[record]
    return DIRECTORY.c.rid.in_(sa.select(index.c.rowid).where(sa.literal_column(index.name).op("MATCH")(match)))


def rids(connection: sa.Connection, record: str, *, state: str = "", text: str = "", trash: bool = False) -> list[int]:
    """The directory rids of a list, in order of the folded title. Fast enough for every key: no aggregate is loaded."""
    where = [DIRECTORY.c.record == record, DIRECTORY.c.in_trash == trash]
    if state:
        where.append(DIRECTORY.c.state == state)
    if text.strip():
        if (found := matching(record, text)) is None:
            return []
        where.append(found)
    statement = sa.select(DIRECTORY.c.rid).where(*where).order_by(DIRECTORY.c.sort, DIRECTORY.c.rid)
    return list(connection.execute(statement).scalars().all())


def mark(connection: sa.Connection) -> int:
    """Another number as soon as something was saved: every save leaves a line in the audit log."""
    return int(connection.scalar(sa.text("SELECT max(rid) FROM audit")) or 0)


def rids_by_id(connection: sa.Connection, record: str) -> dict[UUID, int]:
    """The directory rids of all roots of a record, also of those in the trash."""
    found = connection.execute(sa.select(DIRECTORY.c.root_id, DIRECTORY.c.rid).where(DIRECTORY.c.record == record))
    return {row.root_id: row.rid for row in found}


def rid_of(connection: sa.Connection, key: UUID) -> int | None:
    """The directory rid of a root, also in the trash."""
    found = raw.rows(connection, "SELECT rid FROM directory WHERE root_id = ?", (key.bytes,))
    return int(found[0][0]) if found else None


def search(connection: sa.Connection, text: str, limit: int = 12, *, trash: bool = False) -> list[Found]:
    """The best hits over candidates and employers; from the trash only when asked."""
    if not (match := query(text)):
        return []
    parts = [
        sa.select(DIRECTORY.c.record, DIRECTORY.c.root_id, DIRECTORY.c.title, DIRECTORY.c.sort, sa.text("rank"))
        .select_from(sa.join(index, DIRECTORY, DIRECTORY.c.rid == index.c.rowid))
        .where(sa.literal_column(index.name).op("MATCH")(match), *([] if trash else [~DIRECTORY.c.in_trash]))
        for index in FULL_TEXTS.values()
    ]
    hits = [row for part in parts for row in connection.execute(part.order_by(sa.text("rank")).limit(limit))]
    return [Found(*row[:3]) for row in sorted(hits, key=lambda row: (row.rank, row.sort))[:limit]]


def by_name(connection: sa.Connection, record: str, name: str) -> list[Found]:
    """Those with exactly this name, else those whose name begins with it; nothing in the trash."""
    folded = fold(name)
    statement = sa.select(DIRECTORY.c.record, DIRECTORY.c.root_id, DIRECTORY.c.title).where(
        DIRECTORY.c.record == record, DIRECTORY.c.in_trash == sa.false()
    )
    for where in (DIRECTORY.c.sort == folded, DIRECTORY.c.sort.startswith(folded, autoescape=True)):
        if folded and (found := [Found(*row) for row in connection.execute(statement.where(where))]):
            return found
    return []


def counts(connection: sa.Connection, record: str) -> dict[str, int]:
    """Number per state, those in the trash under ``trash``."""
    statement = (
        sa.select(DIRECTORY.c.state, DIRECTORY.c.in_trash, sa.func.count())
        .where(DIRECTORY.c.record == record)
        .group_by(DIRECTORY.c.state, DIRECTORY.c.in_trash)
    )
    out: dict[str, int] = {}
    for state, in_trash, number in connection.execute(statement):
        key = "trash" if in_trash else state
        out[key] = out.get(key, 0) + number
    return out


_ROOTS = "(SELECT id FROM candidate UNION ALL SELECT id FROM employer)"


def astray(raw: Any) -> int:
    """How many lines the directory, what is found by words and the records do not agree on, in any version of a vault.

    Args:
        raw: connection of the driver.
    """
    there = {str(row[0]) for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    queries = [
        f"SELECT count(*) FROM {_ROOTS} WHERE id NOT IN (SELECT root_id FROM directory)",  # noqa: S608
        f"SELECT count(*) FROM directory WHERE root_id NOT IN {_ROOTS}",  # noqa: S608
    ]
    by_name = [("directory_fts", "SELECT rid FROM directory")]  # before there was one for each kind
    by_name += [
        (f"directory_fts_{record}", f"SELECT rid FROM directory WHERE record = '{record}'")  # noqa: S608
        for record in FULL_TEXTS
    ]
    for index, lines in by_name:
        if index in there:
            queries += [
                f"SELECT count(*) FROM ({lines}) WHERE rid NOT IN (SELECT rowid FROM {index})",  # noqa: S608
                f"SELECT count(*) FROM {index} WHERE rowid NOT IN ({lines})",  # noqa: S608
            ]
    for texts, table in ((notes.NOTE_FTS, CONTACT), (notes.TASK_FTS, TASK_LINE)):
        if texts.name in there:  # a contact about which nothing was noted has no words
            queries.append(f"SELECT count(*) FROM {texts} WHERE rowid NOT IN (SELECT rid FROM {table})")  # noqa: S608
    return sum(int(raw.execute(query).fetchone()[0]) for query in queries)
