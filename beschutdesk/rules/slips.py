"""What may have slipped into a text that leaves: words about health, care or benefit, names of others, a BSN.

It only points out, once, when a document is about to leave; never while somebody types, and nothing is taken away. The
words stand in ``resources/words/telltale.toml``. What is meant well may sound medical (*ziek van de drukte*) and what
harms may not: the user decides.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Final

from stdnum.nl import bsn as bsn_module

from beschutdesk import resources
from beschutdesk.rules.folding import fold
from beschutdesk.rules.known_names import KnownNames, NameKind, known_names
from beschutdesk.rules.written import Unread, plain, read_written

_DIGITS: Final = re.compile(r"(?<![\w.,])\d(?:[ .-]?\d){7,8}(?![\w])")
_WORD: Final = re.compile(r"[^\W_]+")
_GAP: Final = re.escape("* ")
"""In an entry: one word, or none."""
_AROUND: Final = 30
"""Letters on each side that are shown with what was found."""


class SlipKind(Enum):
    """What it may be."""

    HEALTH = "health"
    CARE = "care"
    INCOME = "income"
    NAME = "name"
    WORKPLACE = "workplace"
    BSN = "bsn"

    @property
    def label(self) -> str:
        """Why it is pointed out, in Dutch: it follows the word that was found."""
        if self is SlipKind.NAME:
            return "is de naam van iemand anders"
        if self is SlipKind.WORKPLACE:
            return "is de naam van een andere werkgever"
        return "lijkt een BSN" if self is SlipKind.BSN else _lists()[self][0]


_NAMES: Final = frozenset({SlipKind.NAME, SlipKind.WORKPLACE})
_WHOSE: Final = {NameKind.WORKPLACE: SlipKind.WORKPLACE}
_NOBODY: Final = known_names((), ())


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing to look at.

    Attributes:
        kind: what it may be.
        found: the word or number, as it stands there.
        where: where it stands, in Dutch.
        around: the words around it.
    """

    kind: SlipKind
    found: str
    where: str
    around: str

    @property
    def words(self) -> str:
        """``‘medicijnen’ lijkt over gezondheid te gaan (Team: … zijn medicijnen vergeten …)``."""
        return f"‘{self.found}’ {self.kind.label} ({self.where}: {self.around})"


def slips(
    texts: Iterable[tuple[str, str]],
    names: Iterable[str] = (),
    *,
    told: bool = True,
    known: KnownNames = _NOBODY,
    shown: Iterable[str] = (),
) -> tuple[Slip, ...]:
    """What to look at before these texts leave, in their order; the same word in the same place once.

    Args:
        texts: where each stands, and the text itself.
        names: of others, who should not be in it; a first name alone counts too. Nothing shorter than two letters.
        told: whether words about health, care and benefit are pointed out; not for whom may know.
        known: everybody and every workplace there is.
        shown: those of them who may stand in it.
    """
    allowed = tuple(shown)
    others = {key: None for name in names if len(key := fold(name)) > 1}
    found: dict[tuple[SlipKind, str, str], Slip] = {}
    for where, text in texts:
        spans = [*_found(text, others, told=told), *_known(text, known, allowed)]
        for kind, start, end in sorted(_widest(spans), key=lambda one: one[1:]):
            said = text[start:end]
            found.setdefault((kind, fold(said), where), Slip(kind, said, where, _around(text, start, end)))
    return tuple(found.values())


def _found(text: str, names: Collection[str], *, told: bool) -> Iterator[tuple[SlipKind, int, int]]:
    for number in _DIGITS.finditer(text):
        if bsn_module.is_valid(re.sub(r"\D", "", number[0]).zfill(9)) and not _is_day(number[0]):
            yield SlipKind.BSN, number.start(), number.end()
    spans = [(fold(word[0]), word.start(), word.end()) for word in _WORD.finditer(text)]
    line = " ".join(word for word, _, _ in spans)
    place = [number for number, (word, _, _) in enumerate(spans) for _ in range(len(word) + 1)]
    wanted = [(SlipKind.NAME, _names(tuple(names)))] if names else []
    if told:
        wanted += [(kind, pattern) for kind, (_, pattern) in _lists().items()]
    for kind, pattern in wanted:
        for hit in pattern.finditer(line):
            first, last = spans[place[hit.start()]], spans[place[hit.end() - 1]]
            if kind is SlipKind.NAME and first == last and not text[first[1]].isupper():
                continue  # a name alone that is a word too: ‘roos’, ‘bakker’
            yield kind, first[1], last[2]


def _known(text: str, known: KnownNames, shown: Iterable[str]) -> Iterator[tuple[SlipKind, int, int]]:
    spans = [(fold(word[0]), word.start(), word.end()) for word in _WORD.finditer(text)]
    said = [(word, text[start].isupper() and not _opens(text, start)) for word, start, _ in spans]
    for kind, first, after in known.found(said, shown):
        yield _WHOSE.get(kind, SlipKind.NAME), spans[first][1], spans[after - 1][2]


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a line begins here: then a capital says nothing."""
    before = text[:start].rstrip(" \t\"'‘’“”(-–•*")
    return not before or before[-1] in ".!?:\n\r"


def _widest(spans: Iterable[tuple[SlipKind, int, int]]) -> Iterator[tuple[SlipKind, int, int]]:
    """Without names that are part of a longer one."""
    listed = list(dict.fromkeys(spans))
    named = [(start, end) for kind, start, end in listed if kind in _NAMES]
    for kind, start, end in listed:
        inside = any(first <= start and end <= last and (first, last) != (start, end) for first, last in named)
        if kind not in _NAMES or not inside:
            yield kind, start, end


def _is_day(digits: str) -> bool:
    """Whether it is a day: one in eleven would pass as a BSN."""
    try:
        written = read_written(plain(digits))
        return written is not None and len(written.year) == 4 and bool(written.in_year(int(written.year)))
    except Unread:
        return False


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    said = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{said}{'…' if last < len(text) else ''}"


@cache
def _lists() -> dict[SlipKind, tuple[str, re.Pattern[str]]]:
    """By kind: why it is pointed out, and what begins like this."""
    kept = tomllib.loads(resources.read_text("words", "telltale.toml"))
    return {SlipKind(key): (one["label"], _beginning([*one["words"], *_phrases(one)])) for key, one in kept.items()}


def _phrases(kept: dict[str, Any]) -> Iterator[str]:
    """What is said of a part of the body, of each of them: as whole words, a word may stand in between."""
    for part in kept.get("body", ()):
        for phrase in kept["of_body"]:
            yield f"{phrase.replace('BODY', part)}."


def _beginning(entries: Iterable[str]) -> re.Pattern[str]:
    ends = (
        re.escape(entry.removesuffix(".")).replace(_GAP, r"(?:\S+ )?") + (r"(?!\S)" if entry.endswith(".") else "")
        for entry in entries
    )
    return re.compile(rf"(?<!\S)(?:{'|'.join(ends)})")


@lru_cache(maxsize=8)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words: ‘Bo’ is not in ‘bord’. The longest first, so that a full name is found as one."""
    spoken = {" ".join(fold(word[0]) for word in _WORD.finditer(name)) for name in names} - {""}
    if not spoken:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, sorted(spoken, key=len, reverse=True)))})(?!\S)")
