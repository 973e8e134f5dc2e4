"""The structure tree of a tagged PDF: what a screen reader walks through.

The tree is made from the blocks before anything is drawn, so its order is that of the story and never that of the
drawing. Drawing only fills in which pieces of page content belong to which element.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

Attributes = dict[str, dict[str, str | tuple[float, ...]]]
"""Attributes by owner: ``{"Table": {"Scope": "Column"}}``. A text becomes a PDF name, a tuple of numbers an array."""

_CELLS = ("TD", "TH")


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: page number (1 is the first) and its number on that page."""

    page: int
    mcid: int


@dataclass(eq=False, slots=True)
class Element:
    """One structure element.

    Attributes:
        tag: standard structure type, such as ``P``, ``H1``, ``TD``.
        alt: alternative text, for figures.
        attributes: of layout, list or table.
        kids: elements and pieces of content, in reading order.
    """

    tag: str
    alt: str = ""
    attributes: Attributes = field(default_factory=dict)
    kids: list["Element | Content"] = field(default_factory=list)
    parent: "Element | None" = None

    def add(self, tag: str, *, alt: str = "", attributes: Attributes | None = None) -> "Element":
        """Append a new element."""
        child = Element(tag, alt, dict(attributes or {}), parent=self)
        self.kids.append(child)
        return child

    @property
    def filled(self) -> bool:
        """Whether any content hangs under this element. Empty ones are left out, but a table keeps all its cells."""
        return self.tag in _CELLS or any(isinstance(kid, Content) or kid.filled for kid in self.kids)

    def walk(self) -> Iterator["Element"]:
        """This element and all filled ones below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element) and kid.filled:
                yield from kid.walk()
