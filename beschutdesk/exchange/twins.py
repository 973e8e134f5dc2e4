"""Whether somebody in a table is here already.

Sure: the same name and day of birth, or the same number (BSN, KvK); for employers the same name in the same place, or
with no place to tell them apart. Likely: the same words but for prefixes and legal forms, and nothing that contradicts.
"""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.rules.folding import words

_LOOSE = {
    "candidate": frozenset(
        ("van", "v", "de", "der", "den", "d", "het", "t", "ten", "ter", "te", "vd", "vanden", "vander")
    ),
    "employer": frozenset(("bv", "b", "v", "nv", "n", "vof", "cv", "stichting", "st", "holding", "de", "het", "en")),
}
"""Words that people write or leave out."""
_SIGNS = re.compile(r"[\s.\-]")


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody is known by.

    Attributes:
        id: of a record in the vault; ``None`` for a row of the table.
        row: number of that row, else ``None``.
        title: the name as people read it.
        mark: day of birth (jjjj-mm-dd), or place of an employer; empty when unknown.
        number: BSN or KvK-nummer; empty when unknown.
    """

    title: str
    mark: str = ""
    number: str = ""
    id: UUID | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """Who a row seems to be.

    Attributes:
        id: of a record in the vault, else ``None``.
        row: number of an earlier row, else ``None``.
        title: the name it is known by.
        sure: whether it can hardly be somebody else.
    """

    id: UUID | None
    row: int | None
    title: str
    sure: bool


def of(record: Record, row: int | None = None) -> Known:
    """What a record is known by."""
    found: Any = record
    if shape_of(record).name == "candidate":
        title = " ".join(part for part in (found.name_used, found.family_name) if part)
        return Known(title, found.born.isoformat() if found.born else "", found.bsn, record.id, row)
    return Known(found.name, found.place, found.kvk, record.id, row)


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    loose: str
    mark: str
    number: str


class Seen:
    """Everybody so far, to be found again."""

    def __init__(self, record: str) -> None:
        self._record = record
        self._numbers: dict[str, tuple[_Key, Known]] = {}
        self._marked: dict[tuple[str, str], tuple[_Key, Known]] = {}
        self._loose: dict[tuple[str, str], tuple[_Key, Known]] = {}
        self._any: dict[str, tuple[_Key, Known]] = {}

    def add(self, one: Known) -> None:
        """Remember somebody; of two that are the same the first one stays."""
        key = self._key(one)
        if key.number:
            self._numbers.setdefault(key.number, (key, one))
        if key.name:
            self._marked.setdefault((key.name, key.mark), (key, one))
        if key.loose:
            self._loose.setdefault((key.loose, key.mark), (key, one))
            self._any.setdefault(key.loose, (key, one))

    def find(self, one: Known) -> Twin | None:
        """Who is the same, surely or likely."""
        me = self._key(one)
        if me.number and me.number in self._numbers:
            return _twin(self._numbers[me.number][1], sure=True)
        ways = [(self._marked, (me.name, me.mark)), (self._loose, (me.loose, me.mark)), (self._loose, (me.loose, ""))]
        for found, way in ways:
            if way[0] and way in found and (twin := self._weigh(me, *found[way])) is not None:
                return twin
        if me.loose and me.loose in self._any and (not me.mark or self._record == "employer"):
            return self._weigh(me, *self._any[me.loose])
        return None

    def _weigh(self, me: _Key, key: _Key, other: Known) -> Twin | None:
        numbered = bool(me.number and key.number)  # and different, or it had been found by number
        if self._record == "candidate":
            if numbered:
                return None
            return _twin(other, sure=bool(me.mark) and (me.name, me.mark) == (key.name, key.mark))
        apart = bool(me.mark and key.mark and me.mark != key.mark)
        return _twin(other, sure=me.name == key.name and not apart and not numbered)

    def _key(self, one: Known) -> _Key:
        name = words(one.title)
        loose = _LOOSE[self._record]
        kept = [word for word in name.split() if word not in loose]
        glue = ""
        if self._record == "candidate":
            kept.sort()
            glue = " "
        mark = one.mark if self._record == "candidate" else words(one.mark)
        number = _SIGNS.sub("", one.number)
        if self._record == "candidate" and len(number) == 8:
            number = f"0{number}"  # a BSN may have lost its leading zero
        # one digit over and over is what people fill in where a number has to be
        tells = number.isdigit() and len(number) >= 8 and len(set(number)) > 1
        return _Key(name, glue.join(kept), mark, number if tells else "")


def _twin(one: Known, *, sure: bool) -> Twin:
    # an earlier row of the table has an id too, but nobody can open it yet
    return Twin(one.id if one.row is None else None, one.row, one.title, sure)
