"""Reading what can still be read of a damaged database, row by row, without writing a byte to it.

SQLCipher refuses a whole page when one bit of it is wrong, and after that also fails on good pages: so every error ends
the connection, and the reading goes on beside the damage over a fresh one. Which rows stood in a lost page is known
from the index on their ids, which stands in other pages.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3

from beschutdesk.storage.backup import columns, quoted
from beschutdesk.storage.engine import is_sealed

_PAGE = 4096
_RESERVED = 80
"""Bytes at the end of a page that SQLCipher keeps for itself: 16 to start the cipher with, 64 that prove the page."""
_CHUNK = 256 * _PAGE
_ZEROS, _NO_PAGE = b"\0" * _PAGE, b"\xff" * _PAGE
_MOST_PADDED = 4 * 1024 * 1024 * 1024
"""A header that was damaged must not fill the disk."""
_BESIDE = ("-wal",)
_BEYOND = 4096
"""How far beyond the last row that was read it looks for more when nothing tells where a table ends."""
_STRIDE = 16
_ONE_BY_ONE = 2000


class Unreadable(Exception):
    """Not even the first page can be read: without it no other makes sense."""


@dataclass(slots=True)
class Rows:
    """What was read of one table.

    Attributes:
        columns: names, in order; the first is the row number.
        rows: values in that order.
        lost: number of rows that are known to have been there and could not be read.
    """

    columns: list[str]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    lost: int = 0


def copy_damaged(source: Path, target: Path, key: bytes) -> None:
    """Copy a database with its write-ahead log as far as the disk gives it.

    What is missing, at the end or in the middle, becomes pages that no key opens. Zeros will not do: SQLCipher takes a
    page of zeros for an empty one, and a long text that goes on there would end in silence.

    Args:
        source: the damaged file.
        target: the copy.
        key: 48 bytes, raw key and salt.
    """
    for ending in ("", *_BESIDE):
        if Path(f"{source}{ending}").exists():
            _copy(Path(f"{source}{ending}"), Path(f"{target}{ending}"), key if not ending else b"")


def _copy(source: Path, target: Path, key: bytes) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out, source.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        for start in range(0, size, _CHUNK):
            found = _read(file, start, min(_CHUNK, size - start))
            if not start and key:
                size_by_header = _pages(found[:_PAGE], key) * _PAGE
            out.write(_without_zeros(found) if key else found)
        if key and size:
            out.write(b"\xff" * (-size % _PAGE))
            for _ in range(size + -size % _PAGE, min(size_by_header, size + _MOST_PADDED), _PAGE):
                out.write(_NO_PAGE)


def _without_zeros(found: bytes) -> bytes:
    pages = (found[at : at + _PAGE] for at in range(0, len(found), _PAGE))
    return b"".join(_NO_PAGE if page == _ZEROS else page for page in pages)


def _pages(first: bytes, key: bytes) -> int:
    """The number of pages that the header speaks of, read past SQLCipher: that refuses a file which is shorter.

    0 when the header is damaged itself: then any number could stand there, and nothing of the file can be read.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if not is_sealed(first, 1, key):
        return 0
    start = first[_PAGE - _RESERVED : _PAGE - _RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key[:32]), modes.CBC(start)).decryptor()
    return int.from_bytes(decryptor.update(first[16:32])[12:16], "big")


def _read(file: Any, start: int, length: int) -> bytes:
    try:
        file.seek(start)
        found: bytes = file.read(length)
    except OSError:
        if length <= _PAGE:
            return b"\xff" * length
        halves = range(start, start + length, _PAGE)
        return b"".join(_read(file, at, min(_PAGE, start + length - at)) for at in halves)
    return found + b"\xff" * (length - len(found))


class Salvage:
    """A damaged database, opened as often as needed.

    Args:
        path: a copy, made by :func:`copy_damaged`.
        key: 48 bytes, raw key and salt.

    Raises:
        Unreadable: the first page is gone.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._connection: Any = None
        self._watched = True
        try:
            self._open().execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
            self._watched = self._status() == "1"  # else a page of the schema failed, and it says nothing of the rest
        except sqlcipher3.DatabaseError:
            raise Unreadable from None

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def tables(self) -> list[str]:
        """The ordinary tables whose definition can be read."""
        found: list[str] = []
        try:
            for (name,) in self._open().execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
                found.append(str(name))
        except sqlcipher3.DatabaseError:
            self.close()
        return [name for name in found if not name.startswith(("sqlite_", "directory_fts"))]

    def read(self, table: str) -> Rows:
        """All rows of a table that can still be read."""
        try:
            names = columns(self._open(), table)
        except sqlcipher3.DatabaseError:
            self.close()
            names = []
        if not names:
            return Rows([])
        found = Rows(["rowid", *names])
        known = self._known(table)
        if known is None:
            found.lost = self._without_index(table, found.rows)
            return found
        for low, high in _ranges(known):
            self._walk(table, low, high, found.rows)
        lost = known - {row[0] for row in found.rows}
        if len(lost) <= _ONE_BY_ONE:
            for number in sorted(lost):  # whole ones between damaged ones, which a stride may have passed over
                found.rows += [row for row in self._stream(table, number, number) if row is not None]
            lost = known - {row[0] for row in found.rows}
        found.lost = len(lost)
        return found

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _open(self) -> Any:
        if self._connection is None:
            uri = self._path.resolve().as_uri() + "?mode=rw"
            self._connection = sqlcipher3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA cipher_log_level=NONE")
            self._connection.execute(f"PRAGMA key=\"x'{self._key.hex()}'\"")
            # takes as much of the schema as there is
            self._connection.execute("PRAGMA writable_schema=ON")
            self._connection.execute("PRAGMA temp_store=MEMORY")
        return self._connection

    def _run(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            found: list[tuple[Any, ...]] = self._open().execute(statement, values).fetchall()
            if not self._is_sound():
                raise sqlcipher3.DatabaseError("a page failed")
        except sqlcipher3.DatabaseError:
            self.close()
            raise
        return found

    def _known(self, table: str) -> set[int] | None:
        """The row numbers by one of the indexes; ``None`` when there is none that can be read whole."""
        try:
            indexes = [row[1] for row in self._run(f"PRAGMA index_list({quoted(table)})")]
        except sqlcipher3.DatabaseError:
            return None
        for index in indexes:
            query = f"SELECT rowid FROM {quoted(table)} INDEXED BY {quoted(index)}"  # noqa: S608
            try:
                first = self._run(f"PRAGMA index_info({quoted(index)})")[0][2]
                found = {int(r[0]) for r in self._run(f"{query} WHERE {quoted(first)} IS NOT NULL")}
                return found | {int(r[0]) for r in self._run(f"{query} WHERE {quoted(first)} IS NULL")}
            except (sqlcipher3.DatabaseError, IndexError, TypeError):
                continue
        return None

    def _walk(self, table: str, low: int, high: int, rows: list[tuple[Any, ...]]) -> int:
        """Read the rows with numbers in a range, striding over what is damaged. Returns the numbers it gave up."""
        given_up = 0
        while low <= high:
            for row in self._stream(table, low, high):
                if row is None:
                    break
                rows.append(row)
                low = row[0] + 1
            else:
                return given_up
            after = self._beyond(table, low, high)
            given_up += after - low
            low = after
        return given_up

    def _beyond(self, table: str, bad: int, high: int) -> int:
        """The first number after a damaged one that can be looked up; more than *high* when there is none."""
        step = 1
        while bad < high:
            probe = min(bad + step, high)
            if self._can_look_up(table, probe):
                while probe - bad > 1:
                    middle = (bad + probe) // 2
                    bad, probe = (bad, middle) if self._can_look_up(table, middle) else (middle, probe)
                return probe
            bad, step = probe, min(step * 2, _STRIDE)
        return high + 1

    def _can_look_up(self, table: str, number: int) -> bool:
        return all(row is not None for row in self._stream(table, number, number))

    def _stream(self, table: str, low: int, high: int) -> Iterator[tuple[Any, ...] | None]:
        """The rows in a range in order; ``None`` as the last one when it was broken off by damage."""
        # for one number alone, so that SQLite does not go on to a next page that may be the damaged one
        which, values = ("= ?", (low,)) if low == high else ("BETWEEN ? AND ? ORDER BY rowid", (low, high))
        query = f"SELECT rowid, * FROM {quoted(table)} WHERE rowid {which}"  # noqa: S608
        row: tuple[Any, ...] | None = None
        try:
            for row in self._open().execute(query, values):
                if not self._is_sound(row):
                    break
                yield row
            else:
                return
        except sqlcipher3.DatabaseError:
            row = None
        self.close()
        if row is not None and low < high:  # this one, or the next that the driver looked at already
            yield from (alone for alone in self._stream(table, row[0], row[0]) if alone is not None)
        yield None

    def _is_sound(self, row: tuple[Any, ...] = ()) -> bool:
        """Whether no page failed so far. When the last page of a long text fails, zeros come out of it and no error."""
        if any(isinstance(value, str) and "\0" in value for value in row):
            return False
        return not self._watched or self._status() == "1"

    def _status(self) -> str:
        return str(self._open().execute("PRAGMA cipher_status").fetchone()[0])

    def _without_index(self, table: str, rows: list[tuple[Any, ...]]) -> int:
        """Read without knowing which rows there are: from the front, from the back, and what lies in between."""
        for row in self._stream(table, -(2**62), 2**62):
            if row is None:
                break
            rows.append(row)
        else:
            return 0
        last, back = (rows[-1][0] if rows else 0), list[tuple[Any, ...]]()
        query = f"SELECT rowid, * FROM {quoted(table)} WHERE rowid > ? ORDER BY rowid DESC"  # noqa: S608
        try:
            for row in self._open().execute(query, (last,)):
                if not self._is_sound(row):
                    self.close()
                    break
                back.append(row)  # kept one by one: what came before the damage stays
        except sqlcipher3.DatabaseError:
            self.close()
        given_up = self._walk(table, last + 1, back[-1][0] - 1 if back else last + _BEYOND, rows)
        rows += back[::-1]
        return given_up if back else 1  # nobody knows how many; at least one


def _ranges(known: set[int]) -> list[tuple[int, int]]:
    """Runs of numbers without large gaps, so that a gap is not felt through number by number."""
    found: list[tuple[int, int]] = []
    for number in sorted(known):
        if found and number - found[-1][1] <= 64:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
