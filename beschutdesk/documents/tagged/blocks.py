"""The bricks of a page: blocks that know their height, can be cut in two, and draw themselves.

A document is one tree of blocks. :meth:`Block.attach` makes the structure tree out of it, in reading order; the pager
cuts it into pages; :meth:`Block.draw` puts it on paper. Lengths are points, *top* counts from the bottom of the page.
"""

from collections.abc import Sequence
from copy import copy
from typing import Self

from reportlab.lib.colors import Color

from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.structure import Attributes, Element

FUZZ = 0.01
"""Heights are sums of fractions; this much is not a difference."""


class Block:
    """Base of all blocks.

    Attributes:
        before, after: white space asked for; between two blocks the larger one holds.
        with_next: never the last block on a page, such as a heading.
    """

    before: float = 0
    after: float = 0
    with_next: bool = False

    def attach(self, parent: Element) -> None:
        """Make the structure element(s) of this block under *parent*."""
        raise NotImplementedError

    def height(self, width: float) -> float:
        """The height at this width."""
        raise NotImplementedError

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """Cut so that the first part fits in *room*; ``None`` when no sensible cut exists."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at this point."""
        raise NotImplementedError


class Space(Block):
    """Empty height."""

    def __init__(self, height: float) -> None:
        self._height = height

    def attach(self, parent: Element) -> None:
        """Nothing to read here."""

    def height(self, width: float) -> float:
        return self._height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Nothing to see here."""


class Rule(Block):
    """A thin horizontal line; decoration."""

    def __init__(self, weight: float, color: Color, length: float | None = None) -> None:
        self._weight = weight
        self._color = color
        self._length = length

    def attach(self, parent: Element) -> None:
        """Nothing to read here."""

    def height(self, width: float) -> float:
        return self._weight

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        middle = top - self._weight / 2
        with canvas.artifact():
            canvas.setStrokeColor(self._color)
            canvas.setLineWidth(self._weight)
            canvas.line(x, middle, x + (self._length or width), middle)


class Stack(Block):
    """Blocks below each other.

    Args:
        blocks: from top to bottom.
        tag: structure element around them; nothing when empty.
        attributes: of that element.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        tag: str = "",
        *,
        attributes: Attributes | None = None,
    ) -> None:
        self.blocks = list(blocks)
        self._tag = tag
        self._attributes = attributes or {}
        if self.blocks:
            self.before, self.after = self.blocks[0].before, self.blocks[-1].after

    def attach(self, parent: Element) -> None:
        here = parent.add(self._tag, attributes=self._attributes) if self._tag else parent
        for block in self.blocks:
            block.attach(here)

    def height(self, width: float) -> float:
        total = 0.0
        for number, block in enumerate(self.blocks):
            total += self._gap(number) + block.height(width)
        return total

    def _gap(self, number: int) -> float:
        return max(self.blocks[number - 1].after, self.blocks[number].before) if number else 0.0

    def split(self, width: float, room: float) -> "tuple[Stack, Stack] | None":
        used = 0.0
        for number, block in enumerate(self.blocks):
            top = used + self._gap(number)
            height = block.height(width)
            if top + height > room + FUZZ:
                parts = block.split(width, room - top) if room > top else None
                if parts is not None:
                    return self._cut(number, parts)
                return self._cut_before(number)
            used = top + height
        return None  # it fits

    def _cut(self, number: int, parts: tuple[Block, Block]) -> "tuple[Stack, Stack]":
        first = [*self.blocks[:number], parts[0]]
        rest = [parts[1], *self.blocks[number + 1 :]]
        return self._part(first), self._part(rest)

    def _cut_before(self, number: int) -> "tuple[Stack, Stack] | None":
        while number and self.blocks[number - 1].with_next:
            number -= 1
        if not number:
            return None
        return self._part(self.blocks[:number]), self._part(self.blocks[number:])

    def _part(self, blocks: list[Block]) -> "Stack":
        part = Stack(blocks)  # the element around them was made already, and the blocks know theirs
        part.before, part.after = self.before, self.after
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        for number, block in enumerate(self.blocks):
            top -= self._gap(number)
            block.draw(canvas, x, top, width)
            top -= block.height(width)


class Frame(Block):
    """A block with a margin inside, and if asked a tint, an outline or a bar at the left. It can be cut.

    Args:
        inner: what stands in it.
        padding: left, top, right, bottom.
        fill: tint behind it.
        stroke: outline.
        weight: of the outline.
        bar: a bar at the left, as (width, colour).
    """

    def __init__(
        self,
        inner: Block,
        padding: tuple[float, float, float, float],
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        weight: float = 0.8,
        bar: tuple[float, Color] | None = None,
    ) -> None:
        self._inner = inner
        self._padding = padding
        self._fill = fill
        self._stroke = stroke
        self._weight = weight
        self._bar = bar

    def around(self, inner: Block) -> Self:
        """The same frame around something else."""
        again = copy(self)
        again._inner = inner
        return again

    def attach(self, parent: Element) -> None:
        self._inner.attach(parent)

    def _inside(self, width: float) -> float:
        return width - self._padding[0] - self._padding[2]

    def height(self, width: float) -> float:
        return self._inner.height(self._inside(width)) + self._padding[1] + self._padding[3]

    def split(self, width: float, room: float) -> tuple[Self, Self] | None:
        parts = self._inner.split(self._inside(width), room - self._padding[1] - self._padding[3])
        return None if parts is None else (self.around(parts[0]), self.around(parts[1]))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        self.draw_to(canvas, x, top, width, self.height(width))

    def draw_to(self, canvas: TaggedCanvas, x: float, top: float, width: float, height: float) -> None:
        """Draw with the tint and outline this high, so that boxes side by side end on one line."""
        hollow = isinstance(self._inner, Stack) and not self._inner.blocks  # what is left of a shorter neighbour
        if (self._fill or self._stroke or self._bar) and not hollow:
            with canvas.artifact():
                self._decorate(canvas, x, top - height, width, height)
        self._inner.draw(canvas, x + self._padding[0], top - self._padding[1], self._inside(width))

    def _decorate(self, canvas: TaggedCanvas, x: float, bottom: float, width: float, height: float) -> None:
        if self._fill:
            canvas.setFillColor(self._fill)
            canvas.rect(x, bottom, width, height, stroke=0, fill=1)
        if self._stroke:
            half = self._weight / 2  # within the box, so that its outside stands on the grid
            canvas.setStrokeColor(self._stroke)
            canvas.setLineWidth(self._weight)
            canvas.rect(x + half, bottom + half, width - self._weight, height - self._weight, stroke=1, fill=0)
        if self._bar:
            canvas.setFillColor(self._bar[1])
            canvas.rect(x, bottom, self._bar[0], height, stroke=0, fill=1)


class Columns(Block):
    """Frames side by side, all as high as the highest.

    Args:
        cells: from left to right.
        widths: of each.
        gap: white space between them.
        divider: weight and colour of a vertical line left of every cell but the first.
    """

    def __init__(
        self,
        cells: Sequence[Frame],
        widths: Sequence[float],
        *,
        gap: float = 0,
        divider: tuple[float, Color] | None = None,
    ) -> None:
        self._cells = list(cells)
        self._widths = list(widths)
        self._gap = gap
        self._divider = divider

    def attach(self, parent: Element) -> None:
        for cell in self._cells:
            cell.attach(parent)

    def height(self, width: float) -> float:
        return max(cell.height(own) for cell, own in zip(self._cells, self._widths, strict=True))

    def split(self, width: float, room: float) -> tuple[Self, Self] | None:
        firsts: list[Frame] = []
        rests: list[Frame] = []
        for cell, own in zip(self._cells, self._widths, strict=True):
            nothing = cell.around(Stack([]))
            if cell.height(own) <= room + FUZZ:
                first, rest = cell, nothing
            else:
                parts = cell.split(own, room)
                if parts is None:  # half of a row says less than the whole row on the next page
                    return None
                first, rest = parts
            firsts.append(first)
            rests.append(rest)
        return self._part(firsts), self._part(rests)

    def _part(self, cells: list[Frame]) -> Self:
        part = copy(self)
        part._cells = cells
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        height = self.height(width)
        for number, (cell, own) in enumerate(zip(self._cells, self._widths, strict=True)):
            if number and self._divider:
                with canvas.artifact():
                    canvas.setLineWidth(self._divider[0])
                    canvas.setStrokeColor(self._divider[1])
                    canvas.line(x, top, x, top - height)
            cell.draw_to(canvas, x, top, own, height)
            x += own + self._gap
