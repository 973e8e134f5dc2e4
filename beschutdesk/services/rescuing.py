"""*Redden wat er te redden is*: a new vault with everything that can still be read of a damaged one."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from beschutdesk.services import stage
from beschutdesk.services.stage import ATTACHMENTS, DATABASE, ENVELOPE
from beschutdesk.storage.errors import DamagedDatabase
from beschutdesk.trouble import Trouble
from beschutdesk.vault.errors import DamagedEnvelope

if TYPE_CHECKING:
    import sqlalchemy as sa

    from beschutdesk.storage.backup import Report
    from beschutdesk.storage.salvage import Rows
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey

LOST = "(verloren)"
"""Stands where a name was, when something is left that belonged to it."""
_DAMAGED = "beschadigd.db"


@dataclass(frozen=True, slots=True)
class Rescue:
    """What came of it.

    Attributes:
        target: the folder with the new vault; the old secrets open it.
        read: rows per table that were read.
        lost: rows per table that are known to be gone, or one where nobody knows how many.
        attachments_lost: files that are gone or damaged.
        rebuilt: dossiers and other roots that were put together again from their history, or got a placeholder.
    """

    target: Path
    read: dict[str, int]
    lost: dict[str, int]
    attachments_lost: int
    rebuilt: int = 0


def rescue(profile: Path, secret: str, target: Path, report: "Report | None" = None) -> Rescue:
    """Make a new vault of what can still be read. The damaged one is only read.

    Args:
        profile: the damaged vault.
        secret: its passphrase or recovery code, which opens the new one too.
        target: an empty folder, or one that is not there yet.
        report: gets steps done and in all; what it raises cancels, and then no new vault stands there.

    Raises:
        WrongSecret, TooSoon, NoProfile: as at the door.
        DamagedEnvelope, DamagedDatabase: the key or the beginning of the file is gone; only a backup helps.
        Trouble: the target is not empty, or there is no room.
    """
    from beschutdesk.services import profile as profiles
    from beschutdesk.services.backups import blamed

    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Trouble("Deze map is niet leeg.", "Er is niets veranderd.", "Kies een lege of een nieuwe map.")
    try:
        envelope, key = profiles.data_key(profile, secret)
    except DamagedEnvelope as error:
        raise DamagedEnvelope(error.happened, error.safe, _ONLY_A_BACKUP) from None
    if not (profile / DATABASE).exists() or not (profile / DATABASE).stat().st_size:
        raise DamagedDatabase(f"Het dossierbestand {DATABASE} ontbreekt of is leeg.", "", _ONLY_A_BACKUP)
    try:
        with stage.making(target) as fresh:
            done = _fill(profile, fresh, envelope, key, report)
            (fresh / _DAMAGED).unlink()
            stage.seal(fresh)
            envelope.save(fresh / ENVELOPE)
    except OSError as error:
        raise blamed(error, "De geredde kluis kon niet worden weggeschreven.") from None
    profiles._open(target, envelope, key).close()
    read, lost, files, rebuilt = done
    return Rescue(target, read, lost, files, rebuilt)


_ONLY_A_BACKUP = "Zonder dat deel is van de dossiers niets te lezen; hier helpt alleen een reservekopie terugzetten."


def _fill(
    profile: Path, fresh: Path, envelope: "Envelope", key: "DataKey", report: "Report | None"
) -> tuple[dict[str, int], dict[str, int], int, int]:
    from beschutdesk.storage import backup
    from beschutdesk.storage.salvage import Salvage, Unreadable, copy_damaged

    copy_damaged(profile / DATABASE, fresh / _DAMAGED, bytes(key))
    try:
        damaged = Salvage(fresh / _DAMAGED, bytes(key))
    except Unreadable:
        raise DamagedDatabase(
            f"Het begin van het dossierbestand {DATABASE} is weg of beschadigd.",
            "Het bestand is niet veranderd.",
            _ONLY_A_BACKUP,
        ) from None
    found: dict[str, Rows] = {}
    try:
        tables = damaged.tables()
        for done, table in enumerate(tables):
            if report is not None:
                report(done, len(tables) + 1)
            found[table] = damaged.read(table)
    finally:
        damaged.close()
        for ending in ("-wal", "-shm"):
            Path(f"{fresh / _DAMAGED}{ending}").unlink(missing_ok=True)
    read = {table: len(rows.rows) for table, rows in found.items() if table not in _MADE_ANEW}
    lost, rebuilt = _build(fresh, envelope, key, found)
    if report is not None:
        report(len(found), len(found) + 1)
    with backup.reading(fresh / DATABASE, bytes(key)) as connection:
        digests = backup.digests(connection)
    return read, lost, _copy_attachments(profile, fresh, key, digests), rebuilt


def _copy_attachments(profile: Path, fresh: Path, key: "DataKey", digests: set[str]) -> int:
    from beschutdesk.services.backups import attachments_of

    old, new, lost = attachments_of(profile / ATTACHMENTS, key), attachments_of(fresh / ATTACHMENTS, key), 0
    for digest in sorted(digests):
        try:
            new.put(old.get(digest))
        except Trouble:
            lost += 1
    return lost


# -- the new database --------------------------------------------------------------------------------------------------

_MADE_ANEW = frozenset({"directory", "directory_contact", "directory_task", "alembic_version"})
"""Follow from the rest, so they are not copied."""


def _build(
    fresh: Path, envelope: "Envelope", key: "DataKey", found: "Mapping[str, Rows]"
) -> tuple[dict[str, int], int]:
    """Returns what is lost per table, and how many roots were rebuilt."""
    from beschutdesk.services.restoring import owner_of
    from beschutdesk.storage import audit, backup, directory, migrate
    from beschutdesk.storage.engine import make_engine

    (fresh / DATABASE).touch(mode=0o600)
    engine = make_engine(fresh / DATABASE, bytes(key), create=True)
    try:
        with engine.connect() as connection:
            migrate.upgrade(connection, _revision(found))
            raw: Any = connection.connection.dbapi_connection
            lost = {table: rows.lost for table, rows in found.items() if rows.lost and table not in _MADE_ANEW}
            for table in backup.counts(raw).keys() - found.keys() - _MADE_ANEW:
                if not table.startswith("directory_fts"):
                    lost[table] = 1  # not even its definition could be read: nobody knows how many
            raw.execute("PRAGMA foreign_keys=OFF")
            for table, rows in found.items():
                if table not in _MADE_ANEW:
                    refused = _insert(raw, table, rows)
                    if refused:
                        lost[table] = lost.get(table, 0) + refused
        migrate.bring_up(engine)
        rebuilt = _rebuild(engine)
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            raw.execute("PRAGMA foreign_keys=ON")
        with engine.begin() as connection:
            directory.rebuild(connection)
            detail = {"lost": sum(lost.values()), "rebuilt": rebuilt}
            note = audit.Note(audit.Act.RESCUE, detail=detail)
            audit.append(connection, owner_of(connection, envelope), [note])
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise AssertionError("a reference leads nowhere")
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            raw.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        engine.dispose()
    return lost, rebuilt


def _revision(found: "Mapping[str, Rows]") -> str:
    from beschutdesk.storage.migrate import HEAD

    version = found.get("alembic_version")
    return str(version.rows[0][1]) if version is not None and version.rows else HEAD


def _insert(raw: Any, table: str, rows: "Rows") -> int:
    """Put rows into a table of the new database; returns how many it did not take."""
    from beschutdesk.storage.backup import columns, quoted

    here = columns(raw, table)
    chosen = [(at, name) for at, name in enumerate(rows.columns) if name in here]
    if not chosen or not rows.rows:
        return len(rows.rows)
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
    guards = guards.fetchall()
    names = ", ".join(quoted(name) for _, name in chosen)
    places = ", ".join("?" for _ in chosen)
    before = raw.total_changes
    raw.execute("BEGIN IMMEDIATE")
    for name, _ in guards:  # a log with a hole in it is to come along with the hole, which a check then tells
        raw.execute(f"DROP TRIGGER {quoted(name)}")
    raw.executemany(
        f"INSERT OR IGNORE INTO {quoted(table)} ({names}) VALUES ({places})",  # noqa: S608
        [tuple(row[at] for at, _ in chosen) for row in rows.rows],
    )
    for _, statement in guards:
        raw.execute(statement)
    raw.execute("COMMIT")
    return len(rows.rows) - int(raw.total_changes - before)


# -- what hangs in the air ---------------------------------------------------------------------------------------------


def _rebuild(engine: "sa.Engine") -> int:
    """Bring back lost roots from their history, and put a placeholder where something still hangs on one."""
    import sqlalchemy as sa

    from beschutdesk.dossier.fields import roots
    from beschutdesk.storage.mapping import DESTROYED, HISTORY, TABLES

    rebuilt = 0
    with engine.connect() as connection:
        history = connection.execute(sa.select(HISTORY.c.record, HISTORY.c.root_id).distinct()).all()
        here = {shape.name: set(connection.execute(sa.select(TABLES[shape.name].c.id)).scalars()) for shape in roots()}
        destroyed = set(connection.execute(sa.select(DESTROYED.c.root_id)).scalars())
    gone = [(name, key) for name, key in history if name in here and key not in here[name] | destroyed]
    order = {shape.name: at for at, shape in enumerate(roots())}
    for record, key in sorted(gone, key=lambda one: order[one[0]]):
        rebuilt += _from_history(engine, record, key)
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            rebuilt += _placeholders(connection)
        raw.execute("PRAGMA foreign_keys=ON")
    return rebuilt


def _from_history(engine: "sa.Engine", record: str, key: UUID) -> bool:
    """Make a root as its history last tells it, with its rows; what is left of those rows gives way to that."""
    import sqlalchemy as sa

    from beschutdesk.dossier import codec
    from beschutdesk.dossier.codec import WrongValue
    from beschutdesk.dossier.fields import REGISTRY
    from beschutdesk.storage.mapping import HISTORY, TABLES
    from beschutdesk.storage.unit_of_work import IN_TRASH

    shape = REGISTRY[record]
    with engine.connect() as connection:
        query = sa.select(HISTORY.c.path, HISTORY.c.new).where(HISTORY.c.root_id == key).order_by(HISTORY.c.rid)
        steps: dict[str, Any] = {row.path: row.new for row in connection.execute(query)}
    trashed = steps.pop(IN_TRASH, None) not in (None, "null")
    values = {path: json.loads(new) for path, new in steps.items() if new is not None}
    root: Any = shape.type(id=key)
    try:
        codec.apply(root, values)
    except (WrongValue, KeyError, ValueError, TypeError):
        root = shape.type(id=key)
        plain = {path: value for path, value in values.items() if "/" not in path and path not in shape.children}
        for path, value in plain.items():
            with suppress(WrongValue, KeyError, ValueError, TypeError):
                codec.apply(root, {path: value})
    _name(root)
    from sqlalchemy import orm
    from sqlalchemy.exc import DBAPIError

    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin(), orm.Session(connection, join_transaction_mode="rollback_only") as session:
                for name, child in shape.children.items():
                    ids = [row.id for row in getattr(root, name)]
                    connection.execute(sa.delete(TABLES[child]).where(TABLES[child].c.id.in_(ids)))
                if trashed:
                    from beschutdesk.storage.audit import now

                    root.deleted_at = now()
                for name in shape.children:
                    for position, row in enumerate(getattr(root, name)):
                        row._position = position
                session.add(root)
                session.flush()
        except DBAPIError:
            return False
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
    return True


def _placeholders(connection: "sa.Connection") -> int:
    """An empty parent or target for everything that points to nothing. Returns how many."""
    import sqlalchemy as sa

    from beschutdesk.dossier.fields import REGISTRY, Kind
    from beschutdesk.dossier.identity import new_id
    from beschutdesk.storage.mapping import TABLES

    made = 0
    for shape in REGISTRY.values():
        table = TABLES[shape.name]
        if shape.parent:
            parent = TABLES[shape.parent]
            query = sa.select(table.c.parent_rid).where(table.c.parent_rid.not_in(sa.select(parent.c.rid))).distinct()
            for rid in list(connection.execute(query).scalars()):
                connection.execute(sa.insert(parent).values(rid=rid, **_empty(shape.parent, new_id())))
                made += 1
    for shape in REGISTRY.values():
        for spec in shape.specs.values():
            if spec.kind is not Kind.REFERENCE:
                continue
            column, target = TABLES[shape.name].c[spec.key], TABLES[spec.target]
            missing = sa.select(column).where(column.is_not(None), column.not_in(sa.select(target.c.id))).distinct()
            for key in list(connection.execute(missing).scalars()):
                if REGISTRY[spec.target].parent:  # a row cannot stand without its owner: nothing was chosen, then
                    update = sa.update(TABLES[shape.name]).where(column == key).values({spec.key: None})
                    connection.execute(update)
                    continue
                connection.execute(sa.insert(target).values(**_empty(spec.target, key)))
                made += 1
    return made


def _empty(record: str, key: UUID) -> dict[str, Any]:
    """The columns of an empty root with a name that says what happened."""
    from beschutdesk.dossier.fields import REGISTRY

    shape = REGISTRY[record]
    root: Any = shape.type(id=key)
    _name(root)
    fields = {spec.key: getattr(root, name) for name, spec in shape.specs.items()}
    return {"id": key, "version": 1, "created_by": "", "updated_by": "", "origin": "", **fields}


def _name(root: Any) -> None:
    """A root that history does not give a name gets one, so that it can be found."""
    from beschutdesk.dossier.fields import shape_of

    shape = shape_of(root)
    names = list(_name_keys(shape.name))
    by_key = {spec.key: name for name, spec in shape.specs.items()}
    if names and not any(getattr(root, by_key[key]) for key in names):
        setattr(root, by_key[names[0]], LOST)


def _name_keys(record: str) -> Iterator[str]:
    keys = {"candidate": ("family_name", "name_used"), "employer": ("name",), "caseworker": ("name",)}
    yield from keys.get(record, ())
