"""Rows and cards with a picture: list items that a screen reader takes as one, and a hand ticks off."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from io import BytesIO
from typing import Final, Self

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from beschutdesk.documents import style
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.tagged.blocks import Block, Columns, Frame, Stack
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.figure import Figure
from beschutdesk.documents.tagged.structure import Element
from beschutdesk.documents.tagged.words import TextStyle

_WHOLE: Final = 110 * mm
"""An item up to this height is not cut."""
_SHORT: Final = 8  # letters of a word that fits anywhere
_ENDLESS: Final = 1e9


class Item(Block):
    """A list item: its label at the left, and beside it cells that are read together.

    Args:
        label: a number, a time or a box to tick.
        label_width: of that column.
        cells: what it says; from left to right.
        widths: of the cells.
    """

    def __init__(self, label: Frame, label_width: float, cells: Sequence[Frame], widths: Sequence[float]) -> None:
        self._label, self._cells = label, list(cells)
        self._columns = Columns([label, *cells], [label_width, *widths])

    def attach(self, parent: Element) -> None:
        item = parent.add("LI")
        self._label.attach(item)
        body = item.add("LBody")
        for cell in self._cells:
            cell.attach(body)

    def height(self, width: float) -> float:
        return self._columns.height(width)

    def split(self, width: float, room: float) -> tuple[Self, Self] | None:
        parts = self._columns.split(width, room) if self.height(width) > _WHOLE else None
        if parts is None:
            return None
        first, rest = copy(self), copy(self)
        first._columns, rest._columns = parts
        return first, rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        self._columns.draw(canvas, x, top, width)


class Card(Block):
    """A list item of one picture: from top to bottom what it says, in a box of its own.

    Args:
        label: a time or a box to tick; read as the label of the item.
        body: the rest, from top to bottom.
    """

    def __init__(self, label: Block, body: Sequence[Block]) -> None:
        self._label, self._body = label, list(body)
        self._stack = Stack([label, *body])

    def attach(self, parent: Element) -> None:
        item = parent.add("LI")
        self._label.attach(item)
        inside = item.add("LBody")
        for block in self._body:
            block.attach(inside)

    def height(self, width: float) -> float:
        return self._stack.height(width)

    def split(self, width: float, room: float) -> tuple[Self, Self] | None:
        parts = self._stack.split(width, room) if self.height(width) > _WHOLE else None
        if parts is None:
            return None
        first, rest = copy(self), copy(self)
        first._stack, rest._stack = parts
        return first, rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        self._stack.draw(canvas, x, top, width)


def in_width(parts: Parts, text: str, look: TextStyle, width: float, least: float) -> TextStyle:
    """A look in which the longest word stands on one line: a word that is broken is hard to read from afar.

    Args:
        parts: makes the words.
        text: what is set.
        look: as large as it may be.
        width: of the lines.
        least: never smaller than this many points; a word that is too long even so is broken.
    """
    long = [parts.words(one, look) for one in dict.fromkeys(text.split()) if len(one) > _SHORT]
    widest = max((one.natural_width(_ENDLESS) for one in long), default=0.0)
    if widest <= width or look.size <= least:
        return look
    share = max(least / look.size, width / widest)
    return replace(look, size=look.size * share, leading=look.leading * share)


def photo(data: bytes, most: tuple[float, float], alt: str) -> Figure:
    """A photo from ``images.clean``, as large as fits in a width and a height, with a thin line around it."""
    image = ImageReader(BytesIO(data))
    wide, high = image.getSize()
    scale = min(most[0] / wide, most[1] / high)

    def paint(canvas: TaggedCanvas, left: float, bottom: float, width: float, height: float) -> None:
        canvas.drawImage(image, left, bottom, width, height)
        canvas.setStrokeColor(style.RULE)
        canvas.setLineWidth(style.THIN)
        canvas.rect(left, bottom, width, height, stroke=1, fill=0)

    return Figure(paint, wide * scale, high * scale, alt=alt)
