"""Opening the encrypted database."""

import hashlib
import hmac
import os
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
import sqlcipher3

from beschutdesk.blame import Cause, asked, cause, of_database
from beschutdesk.storage.errors import DamagedDatabase, EmptyDatabase, ForeignDatabase, UnreachableDatabase

APPLICATION_ID = 0x42444B31
"""``BDK1``: tells our file from an empty or foreign one."""
PATIENCE: Final = 5.0
"""How long, in seconds, it is waited for whoever writes in the same file."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-32768",
    "temp_store=MEMORY",
)


def connect(path: Path, key: bytes, *, create: bool = False, first: bool = True) -> Any:
    """A raw SQLCipher connection with all pragmas set.

    Args:
        path: the database file.
        key: 48 bytes, raw key and salt.
        create: make the file when it is empty.
        first: nothing in this process has the file open. Only then may it be looked at as a plain file: on POSIX,
            closing that drops the locks of all our connections, and another program that closes last would take the
            journal away under us.

    Raises:
        DamagedDatabase: the file is missing or damaged.
        EmptyDatabase, ForeignDatabase: nothing is in it, or it is not the file of this vault. Both are DamagedDatabase.
        UnreachableDatabase: it is in use, or the disk does not let us at it.
    """
    uri = path.resolve().as_uri() + ("?mode=rwc" if create else "?mode=rw")
    first = first and not _open_here[path.resolve()]
    if not create and first and (nothing := _not_ours(path, key, EmptyDatabase)):
        raise nothing  # before SQLite sees it: beside an empty file it deletes the journal, which can still be rescued
    try:
        connection = sqlcipher3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    except sqlcipher3.DatabaseError as error:
        if not path.exists():
            raise _damaged(path, "ontbreekt", Cause.GONE) from None
        raise _unreachable(asked(path.parent, cause(error))) from None
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        found = connection.execute("PRAGMA application_id").fetchone()[0]
        if create and found == 0:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        elif found != APPLICATION_ID:
            raise _foreign(path, "is van een ander programma")
        for pragma in _PRAGMAS:
            connection.execute("PRAGMA " + pragma)
    except sqlcipher3.DatabaseError as error:
        connection.close()
        if (found := cause(error)) not in (None, Cause.DAMAGED):
            raise _unreachable(asked(path.parent, found)) from None
        raise (_not_ours(path, key) if first else None) or _damaged(path, "is beschadigd") from None
    except DamagedDatabase:
        connection.close()
        raise
    return connection


_open_here: Counter[Path] = Counter()
"""Connections of engines in this process per file: a second desk on the same vault is not the first to open it."""


def _unreachable(found: Cause | None) -> UnreachableDatabase:
    happened, _, todo = of_database(found or Cause.BROKEN)
    return UnreachableDatabase(happened, "Er is niets veranderd.", todo, cause=found or Cause.BROKEN)


def _damaged(path: Path, what: str, found: Cause = Cause.DAMAGED) -> DamagedDatabase:
    return DamagedDatabase(
        f"Het dossierbestand {path.name} {what}.",
        "Het bestand is niet veranderd.",
        "Zet een reservekopie terug.",
        cause=found,
    )


KEY_BYTES = 32
_PLAIN = b"SQLite format 3\0"
_DIFFERENT = 24
"""Bits of the 128 of a salt. Another vault's differs in 64 or so; damage differs in fewer."""
_FIRST = 512
_PAGE = 4096
_LOOK = 64
"""Pages to look at before a file is called another's."""


def _not_ours(path: Path, key: bytes, *kinds: type[DamagedDatabase]) -> DamagedDatabase | None:
    """Whether a file is empty or of another program or vault, told by its first bytes: ours start with our salt.

    Args:
        path: the database file.
        key: raw key and salt; without a salt another vault cannot be told from damage.
        kinds: look only for these.
    """
    salt = key[KEY_BYTES:]
    try:
        with path.open("rb") as file:
            start = file.read(_FIRST)
            zeros = not start.strip(b"\0")
            empty = zeros and not any(part.strip(b"\0") for part in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return None
    found: DamagedDatabase | None = None
    if empty:
        found = EmptyDatabase(
            f"Het dossierbestand {path.name} is leeg: er staat niets in.",
            "Het sleutelbestand en de bijlagen zijn niet veranderd.",
            "Zet een reservekopie terug.",
        )
    elif start.startswith(_PLAIN):
        found = _foreign(path, "is van een ander programma")
    elif salt and not zeros and _bits_apart(start[: len(salt)], salt) >= _DIFFERENT and not _knows(path, key):
        found = _foreign(path, "hoort niet bij deze kluis: het is van een andere kluis of van een ander programma")
    return found if not kinds or isinstance(found, kinds) else None


def _knows(path: Path, key: bytes) -> bool:
    """Whether one of the first pages after the start was sealed with this key: then it is our file, and damaged."""
    with path.open("rb") as file:
        for number in range(2, _LOOK + 1):
            file.seek((number - 1) * _PAGE)
            if is_sealed(file.read(_PAGE), number, key):
                return True
    return False


def is_sealed(page: bytes, number: int, key: bytes) -> bool:
    """Whether a page was written with this key and not changed since.

    As SQLCipher 4 does it: HMAC-SHA512 over the page with its IV, and its number; without the salt that a file begins
    with.

    Args:
        page: as it stands in the file.
        number: from 1.
        key: 48 bytes, raw key and salt.
    """
    seal = hashlib.pbkdf2_hmac("sha512", key[:KEY_BYTES], bytes(byte ^ 0x3A for byte in key[KEY_BYTES:]), 2, 32)
    body, tag = page[len(key) - KEY_BYTES if number == 1 else 0 : -64], page[-64:]
    return len(page) == _PAGE and hmac.digest(seal, body + number.to_bytes(4, "little"), "sha512") == tag


def _bits_apart(one: bytes, other: bytes) -> int:
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=False))


def _foreign(path: Path, what: str) -> ForeignDatabase:
    return ForeignDatabase(
        f"Het dossierbestand {path.name} {what}.",
        "Het bestand is niet veranderd.",
        "Zet het goede dossierbestand op deze plek, of zet een reservekopie van deze kluis terug.",
    )


def make_engine(path: Path, key: bytes, *, create: bool = False) -> sa.Engine:
    """An engine whose transactions say BEGIN themselves, so that DDL rolls back too.

    A connection with the execution option ``readonly`` reads a snapshot and never waits for a writer. What the disk or
    the file does wrong during work comes out as :class:`DamagedDatabase` or :class:`UnreachableDatabase`; a fault of
    ours stays an error of SQLAlchemy, without parameters.
    """
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher3,
        poolclass=sa.pool.QueuePool,
        pool_size=4,
        hide_parameters=True,  # an error text must not hold what was typed
        creator=lambda: connect(path, key, create=create, first=False),
    )

    @sa.event.listens_for(engine, "connect")
    def _connect(_: Any, record: Any) -> None:
        record.info[_FILES] = _places(path)
        _open_here[path.resolve()] += 1

    @sa.event.listens_for(engine, "close")
    def _close(_: Any, __: Any) -> None:
        _open_here[path.resolve()] -= 1

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        readonly = connection.get_execution_options().get("readonly")
        if not readonly:
            _still_there(connection, path)
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    @sa.event.listens_for(engine, "commit")
    def _commit(connection: sa.Connection) -> None:
        if not connection.get_execution_options().get("readonly"):
            _still_there(connection, path)

    sa.event.listen(engine, "handle_error", partial(_during_work, path.parent))
    return engine


_FILES = "beschutdesk files"


def _places(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """Which files on which disk the database and its journal are now."""
    found: list[tuple[int, int] | None] = []
    for file in (str(path), f"{path}-wal"):
        try:
            entry = os.stat(file)  # noqa: PTH116 - twice per save
        except OSError:
            found.append(None)
        else:
            found.append((entry.st_dev, entry.st_ino))
    return tuple(found)


def _still_there(connection: sa.Connection, path: Path) -> None:
    """Refuse to write into a file that was removed or replaced: on POSIX that succeeds and is lost at the end.

    SQLite looks for this itself, but not in WAL mode. Windows refuses to remove an open file. Reading goes on.
    """
    opened = connection.info.get(_FILES, ())
    if os.name == "posix" and any(
        was is not None and was != now for was, now in zip(opened, _places(path), strict=True)
    ):
        raise UnreachableDatabase(*of_database(Cause.GONE), cause=Cause.GONE)


def _during_work(folder: Path, context: sa.engine.ExceptionContext) -> DamagedDatabase | UnreachableDatabase | None:
    found = cause(context.original_exception)
    if found is None or not isinstance(context.original_exception, sqlcipher3.Error):
        return None
    if found is Cause.DAMAGED:
        # After one damaged page SQLCipher fails on good pages too: a fresh connection goes on where it can.
        context.is_disconnect, context.invalidate_pool_on_disconnect = True, False
    found = asked(folder, found) or found
    kind = DamagedDatabase if found is Cause.DAMAGED else UnreachableDatabase
    return kind(*of_database(found), cause=found)
