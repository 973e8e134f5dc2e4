"""Blocks of papers that are filled in and signed: fields with a line under them, amounts in a column, boxes to sign in.

A field that is empty is a line to write on: what the program does not know, or may not tell, is filled in by pen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from beschutdesk.documents import style
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.tagged.blocks import Block, Columns, Frame, Rule, Space, Stack
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.structure import Element
from beschutdesk.documents.tagged.tables import DataTable
from beschutdesk.documents.tagged.words import Words

TICKED, OPEN = "✓", "☐"
"""Beside a word that says the same."""
_GAP = 6 * mm
_FIELD_PADDING = (0.0, 3.5, 0.0, 3.0)
_WRITE = 15.0  # height to write in
_SIGN = 19 * mm
_BOX_GAP = 5 * mm


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        label: what it is.
        value: empty for a line to write on.
        wide: over the full width.
        by_hand: whether the reader fills it in because we may not; the label says so.
    """

    label: str
    value: str = ""
    wide: bool = False
    by_hand: bool = False


class _Lined(Frame):
    """A frame with a thin line under it; a row of them ends on one height."""

    def draw_to(self, canvas: TaggedCanvas, x: float, top: float, width: float, height: float) -> None:
        with canvas.artifact():
            canvas.setStrokeColor(style.RULE)
            canvas.setLineWidth(style.THIN)
            canvas.line(x, top - height, x + width, top - height)
        super().draw_to(canvas, x, top, width, height)


class Right(Block):
    """Words that end at the right edge: an amount in a column of amounts."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def attach(self, parent: Element) -> None:
        self._words.attach(parent)

    def height(self, width: float) -> float:
        return self._words.height(width)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        free = max(0.0, width - self._words.natural_width(width))
        self._words.draw(canvas, x + free, top, width)


def fields(parts: Parts, asked: Sequence[Field], width: float = style.NARROW) -> Stack:
    """Fields beside each other, two on a row."""
    rows: list[list[Field]] = []
    for one in asked:
        if rows and len(rows[-1]) == 1 and not (one.wide or rows[-1][0].wide):
            rows[-1].append(one)
        else:
            rows.append([one])
    half = (width - _GAP) / 2
    blocks: list[Block] = []
    for row in rows:
        wide = row[0].wide
        cells = [_field(parts, one) for one in row]
        blocks.append(Columns(cells, [width] if wide else [half] * len(row), gap=_GAP))
    return Stack(blocks)


def _field(parts: Parts, one: Field) -> Frame:
    label = f"{one.label} (vul zelf in)" if one.by_hand else one.label
    head = parts.words(label, parts.house.fact_label)
    head.with_next = True
    value: list[Block] = [*parts.prose(one.value, parts.house.cell)]
    return _Lined(Stack([head, *(value or [Space(_WRITE)])]), _FIELD_PADDING)


def amount(parts: Parts, words: str, *, strong: bool = False) -> Right:
    """An amount, ready to stand under others."""
    look = parts.house.cell
    return Right(parts.strong(words, look) if strong else parts.words(words, look))


def amounts(
    parts: Parts, head: Sequence[str], rows: Sequence[Sequence[Block]], widths: Sequence[float], right: int = 1
) -> DataTable:
    """A table whose last *right* columns hold amounts; their heads stand at the right too."""
    words = [parts.words(word, parts.house.head) for word in head]
    first = len(words) - right
    heads = [Right(one) if number >= first else one for number, one in enumerate(words)]
    return DataTable(heads, rows, widths, parts.house.table)


def ticked(parts: Parts, done: bool, words: str, aside: str = "") -> list[Block]:
    """The cells of a line of a checklist: the sign, and what it is about with a word that says how far it is."""
    house = parts.house
    lines: list[Block] = [parts.words(words, house.cell)]
    if aside:
        lines.append(parts.words(aside, house.note))
    return [parts.strong(TICKED if done else OPEN, house.cell), Stack(lines)]


def signing(parts: Parts, people: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> Columns:
    """Boxes to sign in, side by side: title, then label and what is known; at last the room for a signature."""
    width = (style.NARROW - _BOX_GAP * (len(people) - 1)) / max(1, len(people))
    boxes = []
    for title, known in people:
        heading = parts.strong(title, parts.house.cell)
        lines: list[Block] = [heading, Space(2)]
        for label, value in known:
            lines += [
                parts.words(label, parts.house.fact_label),
                *([parts.words(value, parts.house.cell)] if value.strip() else [Space(_WRITE)]),
                Rule(style.HAIRLINE, style.RULE),
                Space(3),
            ]
        lines += [parts.words("Handtekening", parts.house.fact_label), Space(_SIGN)]
        boxes.append(Frame(Stack(lines), (9, 7, 9, 4), stroke=style.INK, weight=style.THICK))
    return Columns(boxes, [width] * len(boxes), gap=_BOX_GAP)


def tinted(parts: Parts, title: str, body: Sequence[Block], tag: str = "H2") -> Frame:
    """The tinted panel with any blocks under its heading."""
    heading = parts.words(title, parts.house.panel_title, tag, bookmark=title)
    heading.with_next = True
    return Frame(Stack([heading, *body], "Sect"), style.PANEL_PADDING, fill=style.TINT, bar=style.PANEL_BAR)
