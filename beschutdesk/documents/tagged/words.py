"""Paragraphs and list items: left aligned, without hyphenation, and nothing ever runs off the page.

ReportLab's own Paragraph parses markup, drops the space at a line break (a screen reader then says "takenlijst" for
"taken lijst") and breaks its lines two or three times. Broken here once, without markup, so no text can be an order.
"""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics

from beschutdesk.documents.tagged.blocks import FUZZ, Block
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.tagged.structure import Element

_LONELY, _NARROWER = 0.14, 0.93
"""A last line below the first part of the width gets company, if lines of the second part take no more room."""

CAPITAL = 0.66
"""Height of a capital in the house font, as a part of the type size."""


class Run(NamedTuple):
    """Text in one font; no name means the font of the style. Made by ``documents.text``, which knows the fonts."""

    text: str
    font: str = ""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph looks; sizes in points."""

    font: str
    size: float
    leading: float
    color: Color
    after: float = 0


class _Word(NamedTuple):
    runs: tuple[Run, ...]
    width: float
    spaced: bool  # a space follows; otherwise the next word is glued to this one, after a hyphen


class _Line(NamedTuple):
    runs: tuple[Run, ...]
    width: float


class Words(Block):
    """A paragraph, heading or label.

    Args:
        runs: the text.
        style: how it looks.
        tag: structure element: ``P``, ``H1`` … ``H3``, ``LBody``.
        bookmark: title in the outline; only for headings.
    """

    def __init__(self, runs: Sequence[Run], style: TextStyle, tag: str = "P", *, bookmark: str = "") -> None:
        self.style = style
        self.after = style.after
        self._runs = tuple(runs)
        self._tag = tag
        self._bookmark = bookmark
        self._element: Element | None = None
        self._broken: dict[float, list[_Line]] = {}

    def attach(self, parent: Element) -> None:
        self._element = parent.add(self._tag)

    def lines(self, width: float) -> list[_Line]:
        """The text broken into lines."""
        found = self._broken.get(width)
        if found is None:
            found = self._broken[width] = _broken(self._runs, self.style, width)
        return found

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def natural_width(self, width: float) -> float:
        """The width of the widest line when broken at *width*."""
        return max((line.width for line in self.lines(width)), default=0.0)

    def split(self, width: float, room: float) -> "tuple[Words, Words] | None":
        lines = self.lines(width)
        count = int((room + FUZZ) / self.style.leading)
        count = min(count, len(lines) - 2)  # no single line at the top of a page, nor at the foot
        if count < 2:
            return None
        first, rest = self._part(width, lines[:count]), self._part(width, lines[count:])
        first.after, rest._bookmark = 0, ""
        return first, rest

    def _part(self, width: float, lines: list[_Line]) -> "Words":
        part = copy(self)
        part._broken = {width: lines}
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        lines = self.lines(width)
        if not lines:
            return
        style = self.style
        if self._bookmark and not canvas.decorating:
            canvas.bookmark(self._bookmark, int(self._tag[1:]) - 1, top + style.leading / 2)
        # Capitals stand in the middle of their line, so that text looks centred between rules.
        text = canvas.beginText(x, top - style.leading / 2 - style.size * CAPITAL / 2)
        text.setFillColor(style.color)
        for line in lines:
            for run in line.runs:
                text.setFont(run.font or style.font, style.size, style.leading)
                text.textOut(run.text)
            text.moveCursor(0, style.leading)
        with canvas.mark(self._element):
            canvas.drawText(text)


class ListItem(Block):
    """A list item with its bullet, sign or number hanging at the left.

    Args:
        label: the sign; drawn in the font of *label_style*.
        body: the text.
        indent: from sign to text.
        label_style: of the sign; that of the body when ``None``.
    """

    def __init__(self, label: str, body: Words, indent: float, label_style: TextStyle | None = None) -> None:
        body._tag = "LBody"
        self.after = body.after
        self._body = body
        self._indent = indent
        self._label: Words | None = Words((Run(label),), label_style or body.style, "Lbl")

    def attach(self, parent: Element) -> None:
        item = parent.add("LI")
        if self._label is not None:
            self._label.attach(item)
        self._body.attach(item)

    def height(self, width: float) -> float:
        return self._body.height(width - self._indent)

    def split(self, width: float, room: float) -> "tuple[ListItem, ListItem] | None":
        parts = self._body.split(width - self._indent, room)
        if parts is None:
            return None
        first, rest = copy(self), copy(self)
        first._body, rest._body, rest._label = parts[0], parts[1], None
        return first, rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        if self._label is not None:
            self._label.draw(canvas, x, top, self._indent)
        self._body.draw(canvas, x + self._indent, top, width - self._indent)


# -- breaking lines ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _space(font: str, size: float) -> float:
    return _width(" ", font, size)


def _broken(runs: tuple[Run, ...], style: TextStyle, width: float) -> list[_Line]:
    """Lines, without a lonely short word on the last one when that can be had for nothing."""
    words = list(_words(runs, style))
    lines = _fill(words, style, width)
    if len(lines) > 1 and lines[-1].width < width * _LONELY:
        narrower = _fill(words, style, width * _NARROWER)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _fill(words: Sequence[_Word], style: TextStyle, width: float) -> list[_Line]:
    """Greedy line breaking. Every line but the last keeps the space at its end: it is drawn, and read aloud."""
    space = _space(style.font, style.size)
    lines: list[_Line] = []
    held: list[_Word] = []
    used = 0.0
    for word in words:
        gap = space if held and held[-1].spaced else 0.0
        if held and used + gap + word.width > width + FUZZ:
            lines.append(_Line(_joined(held, last=False), used))
            held, used, gap = [], 0.0, 0.0
        last = word
        if word.width > width + FUZZ:
            *full, last = _loosened(word, style, width)
            lines.extend(_Line(piece.runs, piece.width) for piece in full)
        held.append(last)
        used += gap + last.width
    if held:
        lines.append(_Line(_joined(held, last=True), used))
    return lines


def _words(runs: tuple[Run, ...], style: TextStyle) -> Iterator[_Word]:
    pieces: list[Run] = []  # of a word that is not finished: it may go on in another font

    def finished(*, spaced: bool) -> Iterator[_Word]:
        if pieces:
            width = sum(_width(piece.text, piece.font or style.font, style.size) for piece in pieces)
            yield _Word(tuple(pieces), width, spaced)
            pieces.clear()

    for run in runs:
        font = run.font or style.font
        parts = run.text.split(" ")
        last = len(parts) - 1
        for number, part in enumerate(parts):
            if 0 < number < last and not _HYPHEN.search(part):  # nearly always: a word by itself
                if part:
                    yield from finished(spaced=True)
                    yield _Word((Run(part, run.font),), _width(part, font, style.size), spaced=True)
                continue
            if number:
                yield from finished(spaced=True)
            start = 0
            for cut in _HYPHEN.finditer(part):
                pieces.append(Run(part[start : cut.end()], run.font))
                yield from finished(spaced=False)
                start = cut.end()
            if part[start:]:
                pieces.append(Run(part[start:], run.font))
    yield from finished(spaced=True)


_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-–/](?=[^\W\d_]{2})")
"""Where a word may go on on the next line: after a hyphen or slash between letters."""


def _width(text: str, font: str, size: float) -> float:
    width: float = pdfmetrics.getFont(font).stringWidth(text, size)
    return width


def _joined(words: list[_Word], *, last: bool) -> tuple[Run, ...]:
    pieces: list[Run] = []
    for number, word in enumerate(words):
        pieces.extend(word.runs)
        if word.spaced and not (last and number == len(words) - 1):
            pieces.append(Run(" ", pieces[-1].font))
    return tuple(
        Run("".join(piece.text for piece in same), font) for font, same in groupby(pieces, key=lambda piece: piece.font)
    )


def _loosened(word: _Word, style: TextStyle, width: float) -> list[_Word]:
    """A word that is wider than the line: let go of its fixed spaces, and chop what is still too wide."""
    loose, before = [], NBSP
    for run in word.runs:
        text = ""
        for char in run.text:
            # One at the start of the word, or after another one, would be lost as the start of a line.
            text += " " if char == NBSP and before != NBSP else char
            before = char
        loose.append(Run(text, run.font))
    end = loose[-1]
    if end.text.endswith(" "):  # and one at its end as the end of a line
        loose[-1] = Run(end.text[:-1] + NBSP, end.font)
    if tuple(loose) == word.runs:
        return _chopped(word, style, width)
    *full, last = [
        _Word(line.runs, line.width, spaced=False) for line in _fill(list(_words(tuple(loose), style)), style, width)
    ]
    return [*full, last._replace(spaced=word.spaced)]


def _chopped(word: _Word, style: TextStyle, width: float) -> list[_Word]:
    """A word that is wider than the line, cut wherever the line is full."""
    chunks: list[_Word] = []
    held: list[Run] = []
    used = 0.0
    for run in word.runs:
        font, text, start = run.font or style.font, run.text, 0
        for at, char in enumerate(text):
            own = _wide(char, font, style.size)
            if (held or at > start) and used + own > width + FUZZ:
                if at > start:
                    held.append(Run(text[start:at], run.font))
                chunks.append(_Word(_glued(held), used, spaced=False))
                held, used, start = [], 0.0, at
            used += own
        if start < len(text):
            held.append(Run(text[start:], run.font))
    chunks.append(_Word(_glued(held), used, word.spaced))
    return chunks


@lru_cache(maxsize=2048)
def _wide(char: str, font: str, size: float) -> float:
    return _width(char, font, size)


def _glued(pieces: list[Run]) -> tuple[Run, ...]:
    return _joined([_Word(tuple(pieces), 0.0, spaced=False)], last=True)
