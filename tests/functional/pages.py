"""On which pages of an encrypted database which rows stand, told without the program and without SQLite.

A row can be lost when its leaf, a page of its overflow chain or a page above it in the tree is damaged; no other.
Only what tables need is read: indexes, free pages and what is locked away in old ones hold no row.
"""

import struct
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SIZE = 4096
_RESERVE = 80
"""At the end of each page: 16 bytes initialisation vector and a code of 64 bytes."""
_IV = 16
_USABLE = SIZE - _RESERVE
_LEAF, _INTERIOR = 13, 5

Rows = dict[str, set[int]]
"""Rowids per table."""


class Pages:
    """The pages of a database file under a raw key of 32 bytes.

    Attributes:
        count: how many.
        rows: per page, the rows that need it.
        all_rows: all rows.
        schema: the pages that hold the schema; without one of these the file says nothing of some table.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        raw = path.read_bytes()
        assert len(raw) % SIZE == 0
        self._pages = [_plain(raw[at : at + SIZE], key[:32], at == 0) for at in range(0, len(raw), SIZE)]
        self.count = len(self._pages)
        self.rows: dict[int, Rows] = defaultdict(lambda: defaultdict(set))
        self.all_rows: Rows = defaultdict(set)
        self.schema: set[int] = set()
        for needed, _, body in self._walk(1, ()):
            self.schema |= set(needed)
            kind, name, root = _schema_row(body)
            if kind == "table" and root:
                for pages, rowid, _ in self._walk(root, ()):
                    self.all_rows[name].add(rowid)
                    for page in pages:
                        self.rows[page][name].add(rowid)

    def _walk(self, number: int, above: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], int, bytes]]:
        """Per row of a tree: the pages it needs, its rowid and its record."""
        page, path = self._pages[number - 1], (*above, number)
        at = 100 if number == 1 else 0
        kind, cells = page[at], struct.unpack_from(">H", page, at + 3)[0]
        if kind == _INTERIOR:
            for place in struct.unpack_from(f">{cells}H", page, at + 12):
                yield from self._walk(struct.unpack_from(">I", page, place)[0], path)
            yield from self._walk(struct.unpack_from(">I", page, at + 8)[0], path)
        elif kind == _LEAF:
            for place in struct.unpack_from(f">{cells}H", page, at + 8):
                length, start = _varint(page, place)
                rowid, start = _varint(page, start)
                needed, body = self._payload(page, start, length)
                yield (*path, *needed), rowid, body

    def _payload(self, page: bytes, start: int, length: int) -> tuple[list[int], bytes]:
        most = _USABLE - 35
        if length <= most:
            return [], page[start : start + length]
        least = (_USABLE - 12) * 32 // 255 - 23
        here = least + (length - least) % (_USABLE - 4)
        here = here if here <= most else least
        body, chain = page[start : start + here], list[int]()
        following = struct.unpack_from(">I", page, start + here)[0]
        while following:
            chain.append(following)
            page = self._pages[following - 1]
            following = struct.unpack_from(">I", page)[0]
            body += page[4:_USABLE]
        return chain, body[:length]


def _plain(page: bytes, key: bytes, first: bool) -> bytes:
    vector = page[_USABLE : _USABLE + _IV]
    skip = 16 if first else 0  # the salt stands in the clear, in the place of SQLite's own first words
    reader = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return bytes(skip) + reader.update(page[skip:_USABLE]) + reader.finalize()


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for count in range(8):
        byte = page[at + count]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + count + 1
    return value << 8 | page[at + 8], at + 9


def _schema_row(body: bytes) -> tuple[str, str, int]:
    """Kind, name and root page out of a record of the schema table."""
    end, at = _varint(body, 0)
    kinds = []
    while at < end:
        kind, at = _varint(body, at)
        kinds.append(kind)
    values, at = [], end
    for kind in kinds[:4]:
        size = (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]
        values.append(body[at : at + size] if kind >= 12 else int.from_bytes(body[at : at + size]) or kind == 9)
        at += size
    kind_, name, _, root = values
    assert isinstance(kind_, bytes)
    assert isinstance(name, bytes)
    return kind_.decode(), name.decode(), int(root) if isinstance(root, int) else 0
