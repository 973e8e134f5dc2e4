"""Sheets for the wall: one A4 per day, upright or lying, with nothing at the edges but a small line at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.lib.units import mm

from beschutdesk import resources
from beschutdesk.documents import style
from beschutdesk.documents.fonts import REGULAR, SEMIBOLD
from beschutdesk.documents.page import elided
from beschutdesk.documents.tagged import pager
from beschutdesk.documents.tagged.blocks import Stack
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.tagged.pager import Room
from beschutdesk.documents.tagged.structure import Element
from beschutdesk.documents.tagged.words import Run, TextStyle, Words
from beschutdesk.documents.text import Dropped

MARGIN: Final = 14 * mm
_TOP, _BOTTOM, _FOOT = 13 * mm, 19 * mm, 12.5 * mm
_AGAIN: Final = 13 * mm
"""Height of the name of the day on a next sheet."""
_LOOK: Final = style.house().furniture
_NAME: Final = TextStyle(SEMIBOLD, 20, 26, style.INK)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a sheet lies.

    Attributes:
        size: width and height.
        room: what may be filled.
    """

    size: tuple[float, float]
    room: Room

    @property
    def later(self) -> Room:
        """What may be filled of a next sheet of one day, below its name."""
        room = self.room
        return Room(room.x, room.top - _AGAIN, room.width, room.height - _AGAIN)


def _sheet(width: float, height: float) -> Sheet:
    return Sheet((width, height), Room(MARGIN, height - _TOP, width - 2 * MARGIN, height - _TOP - _BOTTOM))


UPRIGHT: Final = _sheet(*style.PAGE)
LYING: Final = _sheet(style.PAGE[1], style.PAGE[0])


def fits(story: Stack, sheet: Sheet) -> bool:
    """Whether it all stands on one sheet."""
    return story.height(sheet.room.width) <= sheet.room.height


def sheets(story: Stack, sheet: Sheet) -> int:
    """On how many sheets it stands."""
    return len(pager.cut(story, sheet.room, sheet.later))


@dataclass(frozen=True, slots=True)
class Wall:
    """Sheets that are ready to be drawn.

    Attributes:
        sheet: how they lie.
        days: what stands on them; each begins on a sheet of its own.
        facts: title and so on.
        footer: the small line.
        dropped: the characters that could not be printed.
    """

    sheet: Sheet
    days: Sequence[tuple[str, Stack]]
    facts: Metadata
    footer: str
    dropped: Dropped

    def render(self) -> bytes:
        """The file. The same sheets always give the same bytes."""
        root, sheet = Element("Document"), self.sheet
        for _, story in self.days:
            story.attach(root)
        out = BytesIO()
        canvas = TaggedCanvas(
            out,
            root=root,
            facts=self.facts,
            colour_profile=resources.read_bytes("icc", "srgb.icc"),
            page_size=sheet.size,
            font=REGULAR,
        )
        for name, story in self.days:
            pages = pager.cut(story, sheet.room, sheet.later)
            for number, page in enumerate(pages, start=1):
                words = name if len(pages) == 1 else f"{name}, blad {number} van {len(pages)}"
                room = sheet.room if number == 1 else sheet.later
                self._furniture(canvas, words, again=number > 1)
                page.draw(canvas, room.x, room.top, room.width)
                canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _furniture(self, canvas: TaggedCanvas, name: str, *, again: bool) -> None:
        """The small line at the foot; on a next sheet also the name of the day at the head."""
        room = self.sheet.room
        if again:
            with canvas.artifact("Header"):
                Words((Run(name.capitalize()),), _NAME).draw(canvas, room.x, room.top, room.width)
        words = (Run(name),)
        taken = Words(words, _LOOK).natural_width(1e9)
        base = _FOOT + _LOOK.leading / 2
        with canvas.artifact("Footer"):
            canvas.setStrokeColor(style.RULE)
            canvas.setLineWidth(style.THIN)
            canvas.line(room.x, _FOOT + 11, room.x + room.width, _FOOT + 11)
            footer = elided(self.footer, _LOOK, room.width - taken - 12)
            Words(footer, _LOOK).draw(canvas, room.x, base, room.width)
            Words(words, _LOOK).draw(canvas, room.x + room.width - taken, base, taken + 1)
