"""Who can be found by name: one line per candidate and employer, with full-text search beside it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import orm

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.storage.fold import fold, query
from beschutdesk.storage.mapping import DIRECTORY, FULL_TEXT, TABLES

_FTS = sa.table("directory_fts", sa.column("rowid"), sa.column("title"), sa.column("more"))


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
    return Entry(title, record.municipality, record.state.key if record.state else "active")


def _employer(record: Any) -> Entry:
    people = " ".join(supervisor.name for supervisor in record.supervisors)
    return Entry(record.name, f"{record.place} {people}", "")


_BATCH = 500
_ENTRIES: dict[type[Record], Callable[[Any], Entry]] = {Candidate: _candidate, Employer: _employer}


def refresh(session: orm.Session, root: Record) -> None:
    """Bring the line of a root up to date; other records have none."""
    make = _ENTRIES.get(type(root))
    if make is None:
        return
    entry = make(root)
    values = _values(root, entry)
    rid = session.execute(sa.select(DIRECTORY.c.rid).where(DIRECTORY.c.root_id == root.id)).scalar()
    if rid is None:
        rid = session.execute(sa.insert(DIRECTORY).values(root_id=root.id, **values)).inserted_primary_key[0]  # type: ignore[attr-defined]
    else:
        session.execute(sa.update(DIRECTORY).where(DIRECTORY.c.rid == rid).values(**values))
        session.execute(sa.delete(_FTS).where(_FTS.c.rowid == rid))
    session.execute(sa.insert(_FTS).values(rowid=rid, title=fold(entry.title), more=fold(entry.more)))


def _values(root: Record, entry: Entry) -> dict[str, Any]:
    return {
        "record": shape_of(root).name,
        "title": entry.title,
        "sort": fold(entry.title),
        "state": entry.state,
        "in_trash": root.deleted_at is not None,
    }


def forget(connection: sa.Connection, keys: Collection[UUID]) -> None:
    """Take the lines of roots out, with what they are found by."""
    gone = list(connection.execute(sa.select(DIRECTORY.c.rid).where(DIRECTORY.c.root_id.in_(keys))).scalars())
    connection.execute(sa.delete(_FTS).where(_FTS.c.rowid.in_(gone)))
    connection.execute(sa.delete(DIRECTORY).where(DIRECTORY.c.rid.in_(gone)))


def rebuild(connection: sa.Connection) -> None:
    """Make all lines and the full-text search anew from the records. A root keeps its rid."""
    known = {row.root_id: row.rid for row in connection.execute(sa.select(DIRECTORY.c.root_id, DIRECTORY.c.rid))}
    highest = max(known.values(), default=0)
    connection.exec_driver_sql("DROP TABLE directory_fts")
    for statement in FULL_TEXT:
        connection.exec_driver_sql(statement)
    connection.execute(sa.delete(DIRECTORY))
    for record, make in _ENTRIES.items():
        rids = list(connection.execute(sa.select(TABLES[shape_of(record).name].c.rid)).scalars())
        for start in range(0, len(rids), _BATCH):
            lines, words = [], []
            with orm.Session(connection, join_transaction_mode="rollback_only") as session:
                column = TABLES[shape_of(record).name].c.rid
                for root in session.scalars(sa.select(record).where(column.in_(rids[start : start + _BATCH]))):
                    if (rid := known.get(root.id)) is None:
                        rid = highest = highest + 1
                    entry = make(root)
                    lines.append({"rid": rid, "root_id": root.id, **_values(root, entry)})
                    words.append({"rowid": rid, "title": fold(entry.title), "more": fold(entry.more)})
            connection.execute(sa.insert(DIRECTORY), lines)
            connection.execute(sa.insert(_FTS), words)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: record name, id and title."""

    record: str
    id: UUID
    title: str


def rids(connection: sa.Connection, record: str, *, state: str = "", text: str = "", trash: bool = False) -> list[int]:
    """The directory rids of a list, in order of the folded title. Fast enough for every key: no aggregate is loaded."""
    where = [DIRECTORY.c.record == record, DIRECTORY.c.in_trash == trash]
    if state:
        where.append(DIRECTORY.c.state == state)
    statement = sa.select(DIRECTORY.c.rid).where(*where).order_by(DIRECTORY.c.sort, DIRECTORY.c.rid)
    if text.strip():
        if not (match := query(text)):
            return []
        hits = sa.select(sa.text("rowid")).select_from(_FTS).where(sa.text("directory_fts MATCH :match"))
        statement = statement.where(DIRECTORY.c.rid.in_(hits)).params(match=match)
    return list(connection.execute(statement).scalars().all())


def rid_of(connection: sa.Connection, key: UUID) -> int | None:
    """The directory rid of a root, also in the trash."""
    found: int | None = connection.execute(sa.select(DIRECTORY.c.rid).where(DIRECTORY.c.root_id == key)).scalar()
    return found


def search(connection: sa.Connection, text: str, limit: int = 12, *, trash: bool = False) -> list[Found]:
    """The best hits over all records; from the trash only when asked."""
    if not (match := query(text)):
        return []
    statement = (
        sa.select(DIRECTORY.c.record, DIRECTORY.c.root_id, DIRECTORY.c.title)
        .select_from(DIRECTORY.join(_FTS, DIRECTORY.c.rid == _FTS.c.rowid))
        .where(sa.text("directory_fts MATCH :match"), *([] if trash else [DIRECTORY.c.in_trash == sa.false()]))
        .order_by(sa.text("rank"), DIRECTORY.c.sort)
        .limit(limit)
    )
    return [Found(*row) for row in connection.execute(statement, {"match": match})]


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
