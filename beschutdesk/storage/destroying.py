"""Destroying for good: a root with everything that exists because of it, and what it is remembered by.

Of what was destroyed only ids and a date stay: in the table ``destroyed``, and in a list beside the database
(:mod:`beschutdesk.storage.destroyed`). The list is there because a restored backup knows nothing of what happened after
it was made: :func:`reconcile` destroys it again. Before a transaction is committed the list says only what is about to
be destroyed. After a crash in between that is finished, as long as it still lies in the trash as it did.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import sqlcipher3

from beschutdesk.dossier.fields import REGISTRY, Kind, roots
from beschutdesk.storage import audit, directory, marks
from beschutdesk.storage.audit import Act, Note, Stamp
from beschutdesk.storage.destroyed import Filed
from beschutdesk.storage.destroying_visits import ABOUT, leave_visits, together, visits_about
from beschutdesk.storage.mapping import DESTROYED, DRAFT, HISTORY, TABLES
from beschutdesk.storage.raw import batches

OWNERS: Mapping[str, tuple[str, ...]] = {
    "placement": ("candidate",),
    "task_list": ("placement",),
    "task_inventory": ("employer",),
    "portfolio": ("candidate", "placement"),
    "supervision_subsidy": ("candidate", "placement"),
    "issued_document": ("candidate", "placement", "portfolio", "visit", "subsidy"),
}
"""Per root the references whose target it exists because of: it is destroyed along with that. Others are only links."""

_AFTER = frozenset({("supervision_subsidy", "renews")})
"""Links to what came before: what comes after stays, and says nothing of it any more."""


class InUse(Exception):
    """Something that stays points to what is to go.

    Attributes:
        records: names of the records that point to it.
    """

    def __init__(self, records: Iterable[str]) -> None:
        super().__init__("still pointed to")
        self.records = frozenset(records)


@dataclass(frozen=True, slots=True)
class Doomed:
    """What goes.

    Attributes:
        keys: ids of roots per record, the record that was asked for first.
        digests: the attachments that they name; others may name them too.
    """

    keys: Mapping[str, tuple[UUID, ...]]
    digests: frozenset[str] = frozenset()

    def all(self) -> tuple[UUID, ...]:
        """All ids."""
        return tuple(key for keys in self.keys.values() for key in keys)

    def notes(self, **detail: Any) -> list[Note]:
        """A line for the audit log for each root."""
        return [Note(Act.DESTROY, name, key, detail=detail) for name, keys in self.keys.items() for key in keys]


# -- the database ------------------------------------------------------------------------------------------------------


def gather(connection: sa.Connection, record: str, key: UUID) -> Doomed:
    """A root and, through :data:`OWNERS`, everything that exists because of it, in the trash or not.

    A visit goes with the last person that it is about; a document on all whom it is about with the first of them.
    """
    found: dict[str, dict[UUID, None]] = {record: {key: None}}
    _grow(connection, found, {record: [key]})
    if people := found.get("candidate"):
        alone = [one for one in visits_about(connection, people) if one not in found.get("visit", {})]
        found["visit"] = dict.fromkeys(alone) | found.get("visit", {})
        _grow(connection, found, {"visit": alone})
        found["issued_document"] = found.get("issued_document", {}) | dict.fromkeys(together(connection, people))
    doomed = {name: tuple(keys) for name, keys in found.items() if keys}
    return Doomed(doomed, frozenset(_digests(connection, doomed)))


def _grow(connection: sa.Connection, found: dict[str, dict[UUID, None]], fresh: Mapping[str, Sequence[UUID]]) -> None:
    """Add what exists because of what is fresh."""
    while fresh:
        grown: dict[str, list[UUID]] = {}
        for owned, references in OWNERS.items():
            table = TABLES[owned]
            for reference in references:
                target = REGISTRY[owned].by_key(reference).target
                for batch in batches(fresh.get(target, ())):
                    hits = connection.execute(sa.select(table.c.id).where(table.c[reference].in_(batch))).scalars()
                    known = found.setdefault(owned, {})
                    new = [hit for hit in hits if hit not in known]
                    known |= dict.fromkeys(new)
                    grown.setdefault(owned, []).extend(new)
        fresh = {name: keys for name, keys in grown.items() if keys}


def destroy(connection: sa.Connection, doomed: Doomed, on: date, *, loosen: bool = False) -> None:
    """Take everything of these roots out of the database and remember their ids.

    Args:
        connection: in a writing transaction.
        doomed: what goes.
        on: today.
        loosen: empty the references of what stays, instead of refusing.

    Raises:
        InUse: something that stays points to it, and *loosen* is off.
    """
    keys = doomed.all()
    connection.exec_driver_sql("PRAGMA secure_delete=ON")  # what is freed is filled with zeros
    leave_visits(connection, doomed.keys)
    if users := _pointers(connection, doomed, loosen=loosen):
        raise InUse(users)
    for batch in batches(keys):
        connection.execute(sa.delete(HISTORY).where(HISTORY.c.root_id.in_(batch)))
        connection.execute(sa.delete(DRAFT).where(DRAFT.c.root_id.in_(batch)))
        marks.forget(connection, batch)
        directory.forget(connection, batch)
    _forget_new_drafts(connection, frozenset(keys))
    for name, ids in doomed.keys.items():
        for batch in batches(ids):
            connection.execute(sa.delete(TABLES[name]).where(TABLES[name].c.id.in_(batch)))  # rows go by cascade
    known = {row.root_id for row in connection.execute(sa.select(DESTROYED.c.root_id))}
    if new := [{"root_id": key, "on": on} for key in keys if key not in known]:
        connection.execute(sa.insert(DESTROYED), new)


def wipe(engine: sa.Engine) -> None:
    """Leave nothing of what was deleted in free pages and in the write-ahead log. Not needed for it to be gone for the
    program, so a disk that is too full for it, or a reader, is no reason to complain.
    """
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        with suppress(sqlcipher3.DatabaseError):
            raw.execute("VACUUM")
        with suppress(sqlcipher3.DatabaseError):
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def reconcile(connection: sa.Connection, filed: Filed, stamp: Stamp, on: date) -> int:
    """Destroy again what table or list call destroyed and lives here, and what was about to be; the table learns it.

    The caller writes the list once this is committed: see :func:`tabled`.

    Args:
        connection: in a writing transaction.
        filed: what the list says.
        stamp: who is named in the audit log.
        on: today, for what goes along with it.

    Returns:
        The number of roots that were destroyed.
    """
    known = tabled(connection)
    gone = 0
    for name, key in _alive(connection, {*filed.destroyed, *known}):
        doomed = gather(connection, name, key)
        destroy(connection, doomed, filed.destroyed.get(key, on), loosen=True)
        audit.append(connection, stamp, doomed.notes(again=True))
        gone += len(doomed.all())
    for name, key in _still_asked(connection, filed):
        doomed = gather(connection, name, key)
        with suppress(InUse):  # somebody chose it meanwhile: then it is to be asked anew
            destroy(connection, doomed, on)
            audit.append(connection, stamp, doomed.notes())
            gone += len(doomed.all())
    known = tabled(connection)
    if missing := [{"root_id": key, "on": day} for key, day in filed.destroyed.items() if key not in known]:
        connection.execute(sa.insert(DESTROYED), missing)
    return gone


def in_step(connection: sa.Connection, filed: Filed) -> bool:
    """Whether :func:`reconcile` has nothing to do and the list needs no writing; reads only."""
    known = tabled(connection)
    return (
        filed.whole and not filed.pending and filed.destroyed.keys() == known.keys() and not _alive(connection, known)
    )


def tabled(connection: sa.Connection) -> dict[UUID, date]:
    """What the table says: id and date."""
    return {row.root_id: row.on for row in connection.execute(sa.select(DESTROYED.c.root_id, DESTROYED.c.on))}


# -- parts -------------------------------------------------------------------------------------------------------------


def _alive(connection: sa.Connection, keys: Iterable[UUID]) -> list[tuple[str, UUID]]:
    listed = batches(keys)
    return [
        (shape.name, key)
        for shape in roots()
        for batch in listed
        for key in connection.execute(
            sa.select(TABLES[shape.name].c.id).where(TABLES[shape.name].c.id.in_(batch))
        ).scalars()
    ]


def _still_asked(connection: sa.Connection, filed: Filed) -> list[tuple[str, UUID]]:
    """What somebody was about to destroy and has not been out of the trash since."""
    found = []
    for name, key in _alive(connection, filed.pending):
        table = TABLES[name]
        moment = connection.execute(sa.select(table.c.deleted_at).where(table.c.id == key)).scalar()
        if moment == filed.pending[key]:
            found.append((name, key))
    return found


def _digests(connection: sa.Connection, doomed: Mapping[str, tuple[UUID, ...]]) -> set[str]:
    """Of these roots and of their rows."""
    found = set[str]()
    for name, keys in doomed.items():
        for owned in (name, *REGISTRY[name].children.values()):
            columns = [
                TABLES[owned].c[one.key] for one in REGISTRY[owned].specs.values() if one.kind is Kind.ATTACHMENT
            ]
            if not columns:
                continue
            ids = keys if owned == name else _rows_of(connection, name, owned, keys)
            for column in columns:
                for batch in batches(ids):
                    query = sa.select(column).where(TABLES[owned].c.id.in_(batch), column.is_not(None))
                    found |= {attachment.digest for attachment in connection.execute(query).scalars()}
    return found


def _pointers(connection: sa.Connection, doomed: Doomed, *, loosen: bool) -> set[str]:
    """Names of the roots that stay and point to a root or row that goes; emptied instead when *loosen*."""
    going = {name: list(keys) for name, keys in doomed.keys.items()}
    for name in doomed.keys:
        for child in REGISTRY[name].children.values():
            going[child] = _rows_of(connection, name, child, doomed.keys[name])
    users = set()
    for shape in REGISTRY.values():
        table = TABLES[shape.name]
        leaving = frozenset(going.get(shape.name, ()))
        for spec in shape.specs.values():
            if spec.kind is not Kind.REFERENCE or spec.target not in going:
                continue
            for batch in batches(going[spec.target]):
                hits = connection.execute(sa.select(table.c.id).where(table.c[spec.key].in_(batch))).scalars()
                if stay := [key for key in hits if key not in leaving]:
                    if not loosen and (shape.name, spec.name) not in _AFTER:
                        users.add(shape.parent or shape.name)
                        continue
                    connection.execute(sa.update(table).where(table.c.id.in_(stay)).values({spec.key: None}))
    return users


def _rows_of(connection: sa.Connection, name: str, child: str, keys: Iterable[UUID]) -> list[UUID]:
    parent, table = TABLES[name], TABLES[child]
    found: list[UUID] = []
    for batch in batches(keys):
        query = sa.select(table.c.id).join(parent, table.c.parent_rid == parent.c.rid).where(parent.c.id.in_(batch))
        found += connection.execute(query).scalars()
    return found


def _forget_new_drafts(connection: sa.Connection, keys: frozenset[UUID]) -> None:
    """Drafts of records that were never saved and would hang on what goes."""
    names = {str(key) for key in keys}
    query = sa.select(DRAFT.c.root_id, DRAFT.c.record, DRAFT.c.changes).where(DRAFT.c.record.in_((*OWNERS, "visit")))
    for row in connection.execute(query).all():
        changes = json.loads(row.changes)
        hangs = any(changes.get(reference) in names for reference in OWNERS.get(row.record, ()))
        about = row.record == "visit" and any(ABOUT.fullmatch(path) and changes[path] in names for path in changes)
        if hangs or about:
            connection.execute(sa.delete(DRAFT).where(DRAFT.c.root_id == row.root_id))
