"""Cutting a story into pages. All pages are laid out before the first is drawn, so their number is known."""

from collections.abc import Callable
from dataclasses import dataclass

from beschutdesk.documents.tagged.blocks import FUZZ, Stack
from beschutdesk.documents.tagged.canvas import TaggedCanvas


@dataclass(frozen=True, slots=True)
class Room:
    """The part of a page that the story may fill."""

    x: float
    top: float
    width: float
    height: float


def cut(story: Stack, first: Room, later: Room) -> list[Stack]:
    """The story in pieces of at most one page. A piece that cannot be cut is left whole: no text is ever refused."""
    pages: list[Stack] = []
    rest = story
    while True:
        room = later if pages else first
        if rest.height(room.width) <= room.height + FUZZ:
            return [*pages, rest]
        parts = rest.split(room.width, room.height)
        if parts is None:
            if len(rest.blocks) < 2:
                return [*pages, rest]
            parts = Stack(rest.blocks[:1]), Stack(rest.blocks[1:])
        pages.append(parts[0])
        rest = parts[1]


Furniture = Callable[[TaggedCanvas, int], None]
"""Draws what stands on every page, given its number."""


def draw(canvas: TaggedCanvas, pages: list[Stack], first: Room, later: Room, furniture: Furniture) -> None:
    """Draw all pages."""
    for number, page in enumerate(pages, start=1):
        room = first if number == 1 else later
        furniture(canvas, number)
        page.draw(canvas, room.x, room.top, room.width)
        canvas.showPage()
