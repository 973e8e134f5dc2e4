"""A visit cut down to what is about one person: whoever else was seen on the same trip is not in it.

Rows name the person whom they are about by ``subject``. What is said about the trip as a whole stays behind when others
were seen, for it may name them; of those who were there only names that belong to this person or to the workplace stay.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import Row
from beschutdesk.dossier.visit import ABOUT_SUBJECTS, Visit
from beschutdesk.rules.folding import words

_PIECES = re.compile(r"\s*(?:[,;:/+&()\[\]]|\s[–-]\s|\ben\b|\bmet\b)\s*")


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a visit, and how much is not.

    Attributes:
        visit: a copy.
        others: subjects that are not in it.
        unnamed: lines of who was there that are not in it.
        notes: whether there were notes about the trip as a whole.
        loose: rows about nobody in particular that are not in it.
    """

    visit: Visit
    others: int = 0
    unnamed: int = 0
    notes: bool = False
    loose: int = 0


def cut(visit: Visit, subjects: Collection[UUID], *, known: Iterable[str] = (), barred: Iterable[str] = ()) -> Cut:
    """A visit as it may be shown for some of its subjects.

    Args:
        visit: with all its subjects.
        subjects: ids of those that stay.
        known: names that may stand among those who were there when others were seen: of the person, of who guides, of
            the user. First names too.
        barred: names of the others; a known name that could be one of theirs is not shown.
    """
    left: Visit = codec.copy(visit)
    others = [one for one in left.subjects if one.id not in subjects]
    left.subjects = [one for one in left.subjects if one.id in subjects]
    alone, loose = not others, 0
    for name in ABOUT_SUBJECTS:
        rows: list[Row] = getattr(left, name)
        kept = [row for row in rows if _about(row) in subjects or (alone and _about(row) is None)]
        loose += sum(_about(row) is None for row in rows) - sum(_about(row) is None for row in kept)
        setattr(left, name, kept)
    if alone:
        return Cut(left)
    had_notes = bool(left.notes.strip())
    left.notes = left.no_contact_because = left.moved_because = ""
    before = [line for line in left.present if line.strip()]
    left.present = _recognised(before, known, barred)
    return Cut(left, len(others), max(0, len(before) - len(left.present)), had_notes, loose)


def unnamed(lines: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Who was there without these names. What else stands on a line stays; a line with nothing else goes."""
    closed = {words(name) for name in names} - {""}
    left = []
    for line in lines:
        pieces = [piece for piece in _PIECES.split(line) if piece.strip()]
        stay = [piece for piece in pieces if words(piece) not in closed]
        if stay == pieces:
            left.append(line)
        elif stay:
            left.append(", ".join(stay))
    return tuple(left)


def _about(row: Row) -> UUID | None:
    found: UUID | None = getattr(row, "subject")  # noqa: B009 - every row of these lists has it
    return found


def _recognised(lines: Iterable[str], known: Iterable[str], barred: Iterable[str]) -> tuple[str, ...]:
    """The known names that somebody wrote down, as they are known: nothing else of a line is taken over."""
    closed = {words(name) for name in barred}
    names = {key: name for name in known if (key := words(name)) and key not in closed}
    found: dict[str, None] = {}
    for line in lines:
        for piece in _PIECES.split(line):
            if (name := names.get(words(piece))) is not None:
                found[name] = None
    return tuple(found)
