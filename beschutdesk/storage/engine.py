"""Opening the encrypted database."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlcipher3

from beschutdesk.storage.errors import DamagedDatabase, UnreachableDatabase

APPLICATION_ID = 0x42444B31
"""``BDK1``: tells our file from an empty or foreign one."""

_OF_THE_DISK = frozenset({5, 6, 8, 10, 13, 14})
"""Primary result codes of SQLite that say nothing about the file: BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-32768",
    "temp_store=MEMORY",
)


def connect(path: Path, key: bytes, *, create: bool = False) -> Any:
    """A raw SQLCipher connection with all pragmas set.

    Args:
        path: the database file.
        key: 48 bytes, raw key and salt.
        create: make the file when it is empty.

    Raises:
        DamagedDatabase: the file is missing, damaged, empty or of another program.
    """
    uri = path.resolve().as_uri() + ("?mode=rwc" if create else "?mode=rw")
    try:
        connection = sqlcipher3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0)
    except sqlcipher3.DatabaseError:
        if not path.exists():
            raise _damaged(path, "ontbreekt") from None
        raise _unreachable(path) from None
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        found = connection.execute("PRAGMA application_id").fetchone()[0]
        if create and found == 0:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        elif found != APPLICATION_ID:
            raise _damaged(path, "is leeg of van een ander programma")
        for pragma in _PRAGMAS:
            connection.execute("PRAGMA " + pragma)
    except sqlcipher3.DatabaseError as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
            raise _unreachable(path) from None
        raise _damaged(path, "is beschadigd") from None
    except DamagedDatabase:
        connection.close()
        raise
    return connection


def _unreachable(path: Path) -> UnreachableDatabase:
    return UnreachableDatabase(
        f"Het dossierbestand {path.name} is in gebruik door een ander programma, of de schijf werkt niet mee.",
        "Er is niets veranderd.",
        "Sluit het andere programma, kijk of de schijf vol of alleen-lezen is, en probeer het opnieuw.",
    )


def _damaged(path: Path, what: str) -> DamagedDatabase:
    return DamagedDatabase(
        f"Het dossierbestand {path.name} {what}.",
        "Het bestand is niet veranderd.",
        "Zet een reservekopie terug.",
    )


def make_engine(path: Path, key: bytes, *, create: bool = False) -> sa.Engine:
    """An engine whose transactions say BEGIN themselves, so that DDL rolls back too.

    A connection with the execution option ``readonly`` reads a snapshot and never waits for a writer.
    """
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher3,
        poolclass=sa.pool.QueuePool,
        pool_size=4,
        hide_parameters=True,  # an error text must not hold what was typed
        creator=lambda: connect(path, key, create=create),
    )

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        readonly = connection.get_execution_options().get("readonly")
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    return engine
