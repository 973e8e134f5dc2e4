"""Figures: pictures with an alternative text, and drawings that only decorate."""

from collections.abc import Callable

from beschutdesk.documents.tagged.blocks import Block
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.structure import Element

Painter = Callable[[TaggedCanvas, float, float, float, float], None]
"""Draws into a box: canvas, left, bottom, width, height."""


class Figure(Block):
    """Something drawn, of a fixed size.

    Args:
        paint: draws it.
        width, height: of the box.
        alt: what it shows, in words. Without it the figure is decoration, and a screen reader passes it over.
        right: stand at the right of the room there is.
    """

    def __init__(self, paint: Painter, width: float, height: float, *, alt: str = "", right: bool = False) -> None:
        self._paint = paint
        self._width = width
        self._height = height
        self._alt = alt
        self._right = right
        self._element: Element | None = None

    @property
    def width(self) -> float:
        """Of the box."""
        return self._width

    def attach(self, parent: Element) -> None:
        if self._alt:
            self._element = parent.add("Figure", alt=self._alt)

    def height(self, width: float) -> float:
        return self._height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        left = x + width - self._width if self._right else x
        bottom = top - self._height
        if self._element is None:
            with canvas.artifact():
                self._paint(canvas, left, bottom, self._width, self._height)
            return
        box = tuple(round(edge, 2) for edge in (left, bottom, left + self._width, top))
        self._element.attributes["Layout"] = {"Placement": "Block", "BBox": box}
        with canvas.mark(self._element):
            self._paint(canvas, left, bottom, self._width, self._height)
