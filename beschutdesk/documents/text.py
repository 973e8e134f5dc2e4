"""The one way for texts into a document.

Everything a user typed passes :func:`typeset` (on the page) or :func:`plain` (title, bookmarks, alternative texts).
Both leave only characters that can be drawn, extracted again and read aloud; what had to go is reported, so that the
user can be told. No markup exists behind this point: a text is drawn, never parsed.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from beschutdesk.documents.fonts import FALLBACK, REGULAR, SEMIBOLD, coverage
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.tagged.words import Run

BOX = "\u25a1"
"""Stands where a character cannot be printed."""

_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_RANGES = re.compile(r"(?<=\d) ([–-]) (?=\d)|(?<=\d) (?=uur\b)")  # a time stays together: 9.00 – 17.00 uur
_FIXED_SPACES = str.maketrans({"\u2007": NBSP, "\u202f": NBSP})
_SILENT = frozenset({"Cc", "Cf"})  # control characters, soft hyphens, joiners, and all that turns the direction of text
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_PLANE = 0xFFFF


class Dropped:
    """Collects the characters that could not be printed, in the order in which they came."""

    def __init__(self) -> None:
        self._seen: dict[str, None] = {}

    def add(self, char: str) -> None:
        """Remember a character."""
        self._seen[char] = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)


def typeset(text: str, *, strong: bool = False, dropped: Dropped | None = None) -> tuple[Run, ...]:
    """A text on one paragraph as runs, each in a font that has all its characters. Line breaks become spaces."""
    font = SEMIBOLD if strong else ""
    covered = coverage(SEMIBOLD if strong else REGULAR)
    safe = plain(text, dropped=dropped)
    if all(ord(char) in covered for char in safe):  # nearly always
        return (Run(safe, font),) if safe else ()
    marked = groupby(safe, key=lambda char: font if ord(char) in covered or char in (" ", NBSP) else FALLBACK)
    return tuple(Run("".join(chars), own) for own, chars in marked)


def plain(text: str, *, dropped: Dropped | None = None) -> str:
    """A text on one line in which every character can be drawn by one of the fonts."""
    if text.isascii() and text.isprintable():  # nearly always
        return _tidy(text)
    whole = _SPACES.sub(" ", _BREAKS.sub(" ", unicodedata.normalize("NFC", text)).translate(_FIXED_SPACES))
    kept = []
    for char in whole:
        shown = _shown(char)
        if shown == BOX != char and dropped is not None:
            dropped.add(char)
        kept.append(shown)
    return _tidy("".join(kept))


def _tidy(text: str) -> str:
    return _RANGES.sub(lambda found: found[0].replace(" ", NBSP), _SPACES.sub(" ", text).strip(" "))


def shortened(text: str, limit: int, *, dropped: Dropped | None = None) -> str:
    """As :func:`plain`, and no longer than *limit*. Titles must be: PDF/A knows a longest string."""
    whole = plain(text[: 4 * limit], dropped=dropped)
    return whole if len(whole) <= limit else whole[: limit - 1].rstrip() + "…"


def paragraphs(text: str) -> list[str]:
    """The lines of a text, without the empty ones."""
    return [line for line in (part.strip() for part in _BREAKS.split(text)) if line]


@lru_cache(maxsize=4096)
def _shown(char: str) -> str:
    """What is printed for a character: itself, a box, or nothing."""
    kind = unicodedata.category(char)
    if char in (" ", NBSP):
        return char
    if kind in _SILENT:
        return ""
    code = ord(char)
    if code > _PLANE:
        # Emoji and other late-comers: ReportLab cannot tell a reader which character such a glyph stands for.
        return BOX
    if kind in ("Cs", "Co", "Cn") or unicodedata.bidirectional(char) in _RIGHT_TO_LEFT:
        # Halves, private signs and unassigned codes mean nothing to a reader. Hebrew and Arabic would be drawn from
        # left to right in loose letters: unreadable, and worse than an honest box that the user is warned of.
        return BOX
    if 0xFE00 <= code <= 0xFE0F:  # asks for the coloured or the plain form of the character before it
        return ""
    return char if code in coverage(REGULAR) or code in coverage(FALLBACK) else BOX


def first_letter(text: str) -> str:
    """The first letter or digit, as a capital; empty when there is none that can be printed."""
    return next((char.upper() for char in plain(text) if char.isalnum()), "")[:1]
