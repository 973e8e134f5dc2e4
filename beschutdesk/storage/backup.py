"""Copies of a database and its files that are proven before they count. Nothing here knows of people or of windows."""

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3

from beschutdesk.blame import Cause, asked, cause, of_database
from beschutdesk.files import sync_file
from beschutdesk.storage.audit import Head, head
from beschutdesk.storage.engine import APPLICATION_ID, connect
from beschutdesk.storage.errors import DamagedDatabase, UnreachableDatabase
from beschutdesk.storage.file_copies import copy_file

Report = Callable[[int, int], None]
"""Called with what is done and the total. What it raises cancels the work."""

_DIGEST = re.compile(r'"sha256": ?"([0-9a-f]{64})"')
_ASTRAY = re.compile(r'fts5: checksum mismatch for table "(\w+)"')
"""What SQLite says of a full-text search that can be read and does not find what it should."""
_OPS = 20_000
"""Steps of SQLite between two looks at the progress: some 20 ms."""
_PAGES = 256
_ASIDE = ".nakijken-"
"""Folder beside a database, for the moments in which a copy of it is looked at."""
_DAY = 86_400.0


class NotWhole(DamagedDatabase):
    """A copy that did not turn out the same as what was copied, or a source that is damaged."""


class LacksRows(NotWhole):
    """A copy whose tables have other numbers of rows."""


# -- databases ---------------------------------------------------------------------------------------------------------


@contextmanager
def reading(path: Path, key: bytes, *, quiet: bool = True) -> Iterator[Any]:
    """A raw connection that writes nothing beside or into the file.

    Args:
        path: the database file.
        key: 48 bytes, raw key and salt.
        quiet: nobody else has the file open, so it is read without any lock: also from a disk that is read-only.

    Raises:
        DamagedDatabase, UnreachableDatabase: it cannot be read.
    """
    # only who may write can take back what a crash left half done in a rollback journal
    how = "?mode=ro&immutable=1" if quiet else "?mode=rw" if Path(f"{path}-journal").exists() else "?mode=ro"
    if path.is_file() and not path.stat().st_size:  # SQLite would delete the log beside it, which can still be rescued
        raise _not_whole("is leeg")
    uri = path.resolve().as_uri() + how
    connection: Any = None
    try:
        connection = sqlcipher3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0)
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for pragma in ("temp_store=MEMORY", "query_only=ON", "trusted_schema=OFF", "cell_size_check=ON"):
            connection.execute("PRAGMA " + pragma)
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise _not_whole("is leeg of van een ander programma")
        yield connection
    except sqlcipher3.DatabaseError as error:
        raise told(error, path.parent) from None
    finally:
        if connection is not None:
            connection.close()


def told(
    error: sqlcipher3.DatabaseError, folder: Path
) -> DamagedDatabase | UnreachableDatabase | sqlcipher3.DatabaseError:
    """An error of SQLite in a folder as trouble; our own faults stay what they are."""
    found = asked(folder, cause(error))
    if found is None:
        return error
    kind = DamagedDatabase if found is Cause.DAMAGED else UnreachableDatabase
    return kind(*of_database(found), cause=found)


def damage(connection: Any) -> list[str]:
    """What is wrong with a database, by SQLCipher (every page) and by SQLite; empty when nothing is.

    SQLite has the full-text search check itself.
    """
    found = _pages(connection)
    try:
        found += [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
    except sqlcipher3.DatabaseError as error:
        if not found:
            found.append(str(error))
    return found


def counts(connection: Any) -> dict[str, int]:
    """Number of rows per table. Those of the full-text search count nothing: they merge of themselves, at any save."""
    return {
        name: int(connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0])  # noqa: S608
        for name, kind in sorted(_tables(connection).items())
        if kind == "table"
    }


def _tables(connection: Any) -> dict[str, str]:
    """Every table but SQLite's own, with its kind: ``table``, ``virtual`` or ``shadow``, what a virtual one keeps."""
    rows = connection.execute("PRAGMA main.table_list").fetchall()
    return {str(row[1]): str(row[2]) for row in rows if row[2] != "view" and not row[1].startswith("sqlite_")}


def quoted(name: str) -> str:
    """A name for use in SQL."""
    return '"' + name.replace('"', '""') + '"'


def columns(connection: Any, table: str) -> list[str]:
    """The columns of a table, in order; none when there is no such table."""
    return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({quoted(table)})")]


def digests(connection: Any) -> set[str]:
    """SHA-256 of every attachment that anything in the database names: records, history and drafts.

    By the form in which an attachment is written down and not by the declarations, so that it holds for every schema.
    """
    found: set[str] = set()
    for table, kind in _tables(connection).items():
        if kind != "table":
            continue
        for column in columns(connection, table):
            name = quoted(column)
            where = f"typeof({name}) = 'text' AND instr({name}, ?)"
            for (text,) in connection.execute(f"SELECT {name} FROM {quoted(table)} WHERE {where}", ('"sha256"',)):  # noqa: S608
                found.update(_DIGEST.findall(text))
    return found


def copy(source: Path, key: bytes, target: Path, report: Report | None = None) -> dict[str, int]:
    """A compact copy under the same key, checked against its source.

    ``VACUUM INTO`` and not the backup API: it reads one moment while others write, keeps key, salt and full-text
    search, and leaves out free pages, in which rows that were destroyed may still stand.

    Returns:
        The number of rows per table of the copy.

    Raises:
        NotWhole: the source is damaged, or the copy is not the same.
        UnreachableDatabase: the disk is full, gone or read-only.
    """
    _refuse_damaged(source, key)
    try:
        return _copy(source, key, target, report)
    except LacksRows:  # what came and went while it was made, like a draft, can look like it
        target.unlink()
        return _copy(source, key, target, report)


def _copy(source: Path, key: bytes, target: Path, report: Report | None) -> dict[str, int]:
    connection = connect(source, key, first=False)  # the desk may have it open
    try:
        total = connection.execute("PRAGMA page_count").fetchone()[0] * 4096
        target.touch(mode=0o600)
        before = counts(connection)
        if report is not None:
            report(0, total)
        with _reporting(connection, lambda: (target.stat().st_size, total), report):
            connection.execute("VACUUM INTO ?", (str(target),))
        after = counts(connection)
    except sqlcipher3.DatabaseError as error:
        raise told(error, target.parent) from None
    finally:
        connection.close()
    sync_file(target)
    return prove(target, key, before, after)


def rekeyed(source: Path, key: bytes, target: Path, new: bytes, report: Report | None = None) -> dict[str, int]:
    """A copy under another key and salt, checked against its source, which nobody else may have open.

    Raises:
        NotWhole, UnreachableDatabase: as :func:`copy`.
    """
    _refuse_damaged(source, key)
    connection = connect(source, key)
    made: Any = None
    try:
        before = counts(connection)
        target.touch(mode=0o600)
        made = sqlcipher3.connect(str(target), isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA cipher_log_level=NONE")
        made.execute(f"PRAGMA key=\"x'{new.hex()}'\"")

        def progress(_: int, left: int, total: int) -> None:
            if report is not None:
                report(total - left, total)

        connection.backup(made, pages=_PAGES, progress=progress)
        made.execute("PRAGMA journal_mode=DELETE")  # one whole file, with nothing beside it
        made.execute("VACUUM")  # without the free pages of the old one
    except sqlcipher3.DatabaseError as error:
        raise told(error, target.parent) from None
    finally:
        for one in (made, connection):
            if one is not None:
                one.close()
    sync_file(target)
    return prove(target, new, before, before)


def damaged_pages(path: Path, key: bytes) -> list[str]:
    """What SQLCipher says of each damaged page of a file that others may have open; empty when there is none.

    Raises:
        DamagedDatabase, UnreachableDatabase: it does not open, or cannot be looked at.
    """
    return _found(path, key, _pages)


def _pages(connection: Any) -> list[str]:
    return [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]


def _refuse_damaged(source: Path, key: bytes) -> None:
    """Refuse it, unless all that is wrong is a full-text search: that follows from its own text, and is made anew."""
    found = _found(source, key, damage)
    astray = [hit[1] for line in found if (hit := _ASTRAY.fullmatch(line))]
    if astray and len(astray) == len(found):
        _index_anew(source, key, astray)
        found = _found(source, key, damage)
    if found:
        raise _not_whole(f"is beschadigd ({len(found)} plekken)" if len(found) > 1 else "is beschadigd")


def _index_anew(path: Path, key: bytes, names: list[str]) -> None:
    try:
        with closing(connect(path, key, first=False)) as connection:  # the desk may have it open
            for name in map(quoted, names):
                connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608
    except sqlcipher3.DatabaseError as error:
        raise told(error, path.parent) from None


def _found(path: Path, key: bytes, look: Callable[[Any], list[str]]) -> list[str]:
    """What is wrong with a file that others may have open, before it is called damage.

    A page that is being written reads as damaged: so look twice. And one that a power cut tore may stand whole in the
    write-ahead log, which SQLCipher looks past: then a copy tells, in which the log has been worked in.
    """
    found: list[str] = []
    for _ in range(2):
        with reading(path, key, quiet=False) as connection:
            if not (found := look(connection)):
                return []
    log = Path(f"{path}-wal")
    if not log.exists() or not log.stat().st_size:
        return found
    with _recovered(path, key) as copied, reading(copied, key) as connection:
        return look(connection)


@contextmanager
def _recovered(path: Path, key: bytes) -> Iterator[Path]:
    """A copy with its write-ahead log worked in, as encrypted as the file and beside it, for as long as it takes."""
    for left in path.parent.glob(f"{_ASIDE}*"):
        if time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)  # of a program that was killed
    try:
        with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=path.parent, ignore_cleanup_errors=True) as folder:
            copied = Path(folder) / path.name
            with reading(path, key, quiet=False) as connection:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # nobody works the log in meanwhile
                for name in (path.name, f"{path.name}-wal"):
                    copy_file(path.with_name(name), copied.with_name(name))
            with closing(connect(copied, key)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            yield copied
    except OSError as error:
        if (found := cause(error)) is None:
            raise
        raise UnreachableDatabase(*of_database(found), cause=found) from None


def prove(path: Path, key: bytes, least: Mapping[str, int], most: Mapping[str, int]) -> dict[str, int]:
    """Really open a copy, check every page and compare its rows. Returns their number per table.

    Args:
        path: the copy.
        key: 48 bytes, raw key and salt.
        least, most: rows per table before and after it was made; in between others may have written.

    Raises:
        LacksRows: it is not the same.
        NotWhole: it is damaged.
    """
    with reading(path, key) as connection:
        if damage(connection):
            raise _not_whole("is bij het nakijken niet heel")
        found, tables = counts(connection), _tables(connection)
    wrong = any(tables.get(name) in (None, "table") for name in found.keys() ^ least.keys()) or any(
        not min(least[name], most.get(name, 0)) <= number <= max(least[name], most.get(name, 0))
        for name, number in found.items()
        if name in least
    )
    if wrong:
        raise _not_whole("heeft niet alle regels van het origineel", LacksRows)
    return found


@contextmanager
def _reporting(connection: Any, seen: Callable[[], tuple[int, int]], report: Report | None) -> Iterator[None]:
    """Report during a long statement; what the report raises stops the statement and comes out of here."""
    raised: list[BaseException] = []

    def look() -> int:
        try:
            assert report is not None  # noqa: S101 - for mypy: the handler is set only then
            done, total = seen()
            report(min(done, total), total)
        except BaseException as error:  # noqa: BLE001, RUF100 - it must not pass through SQLite
            raised.append(error)
            return 1
        return 0

    if report is not None:
        connection.set_progress_handler(look, _OPS)
    try:
        yield
    except sqlcipher3.DatabaseError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _not_whole(what: str, kind: type[NotWhole] = NotWhole) -> NotWhole:
    return kind(
        f"Het dossierbestand {what}.",
        "De reservekopieën die er al waren, zijn niet veranderd.",
        "Kijk de kluis na en zet zo nodig een reservekopie terug.",
    )


# -- what to tell of one -----------------------------------------------------------------------------------------------


def last_change(connection: Any) -> datetime | None:
    """The UTC moment of the last save in an open raw connection."""
    row = connection.execute("SELECT max(at) FROM history").fetchone()
    return None if row is None or row[0] is None else datetime.fromisoformat(row[0])


def number_of(connection: Any, record: str) -> int:
    """How many of a record, outside the trash."""
    return int(connection.execute(f"SELECT count(*) FROM {quoted(record)} WHERE deleted_at IS NULL").fetchone()[0])  # noqa: S608


def head_of(connection: Any) -> Head | None:
    """Where the audit log of an open raw connection is; ``None`` when the schema has none yet."""
    return head(connection) if columns(connection, "audit") else None
