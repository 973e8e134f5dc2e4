"""Words in the boxes of somebody else's form: pages with only what we fill in, in the house font.

They are laid over the pages of the form. What is too long gets smaller letters, down to a size that one can read; what
does not fit even then is told, and stands there as far as it goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import Any, Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from beschutdesk.documents.fonts import REGULAR, SEMIBOLD, register
from beschutdesk.documents.style import INK
from beschutdesk.documents.tagged.words import Run
from beschutdesk.documents.text import Dropped, plain, typeset

LEAST: Final = 7.0
"""Points: the smallest letters that a clerk can read on a copy."""
_LARGEST: Final = 11.0
_SEVERAL: Final = 10.0
"""Size of the letters of several lines, when the form does not say it."""
_STEP: Final = 0.25
_LEADING: Final = 1.26
_SIDE: Final = 3.5
_CAPITAL: Final = 0.66
"""Height of a capital of the house font, as part of its size."""
_DROP: Final = 0.24
_TICK: Final = "✓"


class Look(Enum):
    """How words stand in their box."""

    LINE = "line"
    LINES = "lines"
    COMB = "comb"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Ink:
    """What goes into one box.

    Attributes:
        page: from 0.
        box: left, bottom, right and top, in points from the lower left corner of the page.
        turn: degrees, counter-clockwise, in quarters.
        text: the words; of a tick they do not matter.
        look: how they stand in it.
        size: of the letters, in points; 0 chooses it.
        align: 0 left, 1 middle, 2 right.
        cells: of a comb: how many boxes.
        limit: most characters; 0 is not limited.
    """

    page: int
    box: tuple[float, float, float, float]
    turn: int
    text: str
    look: Look = Look.LINE
    size: float = 0.0
    align: int = 0
    cells: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Overlay:
    """The pages that are laid over those of a form.

    Attributes:
        data: a PDF with as many pages as the form.
        too_long: which of the inks did not fit, by number.
        dropped: characters that no font has; they stand there as □.
    """

    data: bytes
    too_long: tuple[int, ...]
    dropped: tuple[str, ...]


def draw(pages: Sequence[tuple[float, float]], inks: Sequence[Ink]) -> Overlay:
    """Write words into boxes.

    Args:
        pages: width and height of each page of the form, in points.
        inks: what goes where.
    """
    register()
    out, dropped = BytesIO(), Dropped()
    font: Any = REGULAR  # the stubs take it for a number
    canvas = Canvas(out, initialFontName=font, invariant=1, pageCompression=1)
    too_long = set[int]()
    for number, size in enumerate(pages):
        canvas.setPageSize(size)
        canvas.setFillColor(INK)
        for at, ink in enumerate(inks):
            if ink.page == number and not _draw(canvas, ink, dropped):
                too_long.add(at)
        canvas.showPage()
    canvas.save()
    return Overlay(out.getvalue(), tuple(sorted(too_long)), tuple(dropped))


def squeezed(text: str, limit: int) -> str:
    """A text as it goes into so many characters: without what only parts it, when it does not fit otherwise."""
    if not limit or len(text) <= limit:
        return text
    tight = "".join(char for char in text if char.isalnum())
    return tight if len(tight) <= limit and tight else text


def _draw(canvas: Any, ink: Ink, dropped: Dropped) -> bool:
    """Whether all of it fitted."""
    left, bottom, right, top = ink.box
    wide, high = right - left, top - bottom
    if ink.turn % 180:
        wide, high = high, wide
    if wide <= 0 or high <= 0:
        return False
    canvas.saveState()
    x, y = {0: (left, bottom), 90: (right, bottom), 180: (right, top), 270: (left, top)}[ink.turn % 360]
    canvas.translate(x, y)
    if ink.turn % 360:
        canvas.rotate(ink.turn % 360)
    act = {Look.LINE: _line, Look.LINES: _lines, Look.COMB: _comb, Look.TICK: _tick}[ink.look]
    fits = act(canvas, ink, wide, high, dropped)
    canvas.restoreState()
    return fits


def _tick(canvas: Any, _ink: Ink, wide: float, high: float, _dropped: Dropped) -> bool:
    size = min(wide, high) * 0.95
    canvas.setFont(SEMIBOLD, size)
    canvas.drawCentredString(wide / 2, high / 2 - size * 0.32, _TICK)
    return True


def _comb(canvas: Any, ink: Ink, wide: float, high: float, dropped: Dropped) -> bool:
    text = squeezed(plain(ink.text, dropped=dropped), ink.cells)
    size = min(ink.size or _LARGEST + 1, _for(high), wide / ink.cells * 1.2)
    for at, char in enumerate(text[: ink.cells]):
        runs = typeset(char)
        _write(canvas, runs, (at + 0.5) * wide / ink.cells - _width(runs, size) / 2, _middle(high, size), size)
    return len(text) <= ink.cells


def _line(canvas: Any, ink: Ink, wide: float, high: float, dropped: Dropped) -> bool:
    text = plain(ink.text, dropped=dropped)
    cut = squeezed(text, ink.limit)
    fits = not ink.limit or len(cut) <= ink.limit
    runs = typeset(cut if fits else cut[: ink.limit])
    side = min(_SIDE, wide * 0.1)
    room, least = wide - 2 * side, min(LEAST, max(high * 0.8, 4.0))
    size = max(min(ink.size or _LARGEST, _for(high)), least)
    while size > least and _width(runs, size) > room:
        size = max(size - _STEP, least)
    if _width(runs, size) > room:
        runs, fits = _cut(runs, size, room), False
    spare = room - _width(runs, size)
    _write(canvas, runs, side + max(spare, 0) * (0, 0.5, 1)[ink.align], _middle(high, size), size)
    return fits


def _lines(canvas: Any, ink: Ink, wide: float, high: float, dropped: Dropped) -> bool:
    text = squeezed(ink.text, ink.limit) if "\n" not in ink.text else ink.text
    fits = not ink.limit or len(text) <= ink.limit
    given = (text if fits else text[: ink.limit]).splitlines()
    paragraphs = [plain(one, dropped=dropped) for one in given]
    room = wide - 2 * _SIDE
    size = max(ink.size or _SEVERAL, LEAST)
    while True:
        lines = [line for one in paragraphs for line in _wrapped(one, size, room)]
        most = max(int((high - 2 * _SIDE + size * (_LEADING - 1)) / (size * _LEADING)), 1)
        if len(lines) <= most or size <= LEAST:
            break
        size = max(size - _STEP, LEAST)
    if len(lines) > most:
        fits, lines = False, lines[:most]
        lines[-1] = _cut((*lines[-1], Run(" …")), size, room, always=True)
    y = high - _SIDE - size * 0.78
    for runs in lines:
        spare = max(room - _width(runs, size), 0)
        _write(canvas, runs, _SIDE + spare * (0, 0.5, 1)[ink.align], y, size)
        y -= size * _LEADING
    return fits


# -- words -------------------------------------------------------------------------------------------------------------


def _for(high: float) -> float:
    """The largest letters that look well in a box of this height."""
    return max(min(high * 0.82, _LARGEST), high * 0.6)


def _middle(high: float, size: float) -> float:
    """The base of a line that stands in the middle of its box."""
    return max((high - size * _CAPITAL) / 2, min(size * _DROP, high * 0.2))


def _width(runs: Sequence[Run], size: float) -> float:
    return sum(float(stringWidth(run.text, run.font or REGULAR, size)) for run in runs)


def _write(canvas: Any, runs: Sequence[Run], x: float, y: float, size: float) -> None:
    for run in runs:
        canvas.setFont(run.font or REGULAR, size)
        canvas.drawString(x, y, run.text)
        x += float(stringWidth(run.text, run.font or REGULAR, size))


def _wrapped(text: str, size: float, room: float) -> list[tuple[Run, ...]]:
    """One paragraph on lines; a word that is wider than the box is cut."""
    if not text:
        return [()]
    lines: list[tuple[Run, ...]] = []
    held = ""
    for word in text.split(" "):
        tried = f"{held} {word}" if held else word
        if _width(typeset(tried), size) <= room:
            held = tried
            continue
        if held:
            lines.append(typeset(held))
        held = word
        while len(held) > 1 and _width(typeset(held), size) > room:
            part = held
            while len(part) > 1 and _width(typeset(part), size) > room:
                part = part[:-1]
            lines.append(typeset(part))
            held = held[len(part) :]
    return [*lines, typeset(held)]


def _cut(runs: Sequence[Run], size: float, room: float, *, always: bool = False) -> tuple[Run, ...]:
    """As much as there is room for, with dots behind it."""
    text = "".join(run.text for run in runs).removesuffix(" …")
    if not always and _width(runs, size) <= room:
        return tuple(runs)
    while text and _width(typeset(f"{text.rstrip()}…"), size) > room:
        text = text[:-1]
    return typeset(f"{text.rstrip()}…")
