"""What stands on every page: who may read it, the labels, the footer with version and page number."""

import re
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfbase.pdfmetrics import stringWidth

from beschutdesk import resources
from beschutdesk.documents import style
from beschutdesk.documents.fonts import REGULAR, SEMIBOLD
from beschutdesk.documents.tagged import pager
from beschutdesk.documents.tagged.blocks import Stack
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.tagged.structure import Element
from beschutdesk.documents.tagged.words import Run, TextStyle, Words
from beschutdesk.documents.text import Dropped, shortened, typeset

_LOOK = style.house().furniture
_LABEL_SIZE = 7.5
_LABEL_TRACKING = 0.9
_LABEL_PADDING = 5.5
_LABEL_GAP = 6
_LONGEST_LINE = 400  # letters; no line holds more


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is ready to be drawn.

    Attributes:
        story: all blocks, over the full width.
        facts: title and so on.
        readers: header, left: who may read it.
        labels: header, right, from right to left; the first is outlined, others are solid.
        footer: footer, left.
        dropped: the characters that could not be printed.
    """

    story: Stack
    facts: Metadata
    readers: str
    labels: tuple[str, ...]
    footer: str
    dropped: Dropped

    def extent(self) -> tuple[int, float]:
        """The number of pages, and which part of the last one is filled."""
        pages = pager.cut(self.story, style.FIRST_PAGE, style.LATER_PAGE)
        room = style.FIRST_PAGE if len(pages) == 1 else style.LATER_PAGE
        return len(pages), pages[-1].height(room.width) / room.height

    def render(self) -> bytes:
        """The file. The same paper always gives the same bytes."""
        root = Element("Document")
        self.story.attach(root)
        pages = pager.cut(self.story, style.FIRST_PAGE, style.LATER_PAGE)
        out = BytesIO()
        canvas = TaggedCanvas(
            out,
            root=root,
            facts=self.facts,
            colour_profile=resources.read_bytes("icc", "srgb.icc"),
            page_size=style.PAGE,
            font=REGULAR,
        )
        pager.draw(canvas, pages, style.FIRST_PAGE, style.LATER_PAGE, self._furniture(len(pages)))
        canvas.save()
        return out.getvalue()

    def _furniture(self, pages: int) -> pager.Furniture:
        right = style.PAGE[0] - style.MARGIN
        labels = sum(_label_width(label) + _LABEL_GAP for label in self.labels)
        readers = elided(self.readers, _LOOK, style.WIDE - labels - 6)
        widest = _width((Run(f"Pagina {pages} van {pages}"),), _LOOK)
        footer = elided(self.footer, _LOOK, style.WIDE - widest - 12)

        def draw(canvas: TaggedCanvas, page: int) -> None:
            with canvas.artifact("Header"):
                if page == 1:
                    canvas.setFillColor(style.ACCENT)
                    canvas.rect(style.MARGIN, style.BAR_BASE, *style.BAR, stroke=0, fill=1)
                _line(canvas, style.MARGIN, style.HEADER_BASE, readers)
                edge = right
                for number, label in enumerate(self.labels):
                    edge -= _label_width(label)
                    _label(canvas, edge, style.HEADER_BASE, label, solid=number > 0)
                    edge -= _LABEL_GAP
            with canvas.artifact("Footer"):
                canvas.setStrokeColor(style.RULE)
                canvas.setLineWidth(style.THIN)
                canvas.line(style.MARGIN, style.FOOTER_RULE, right, style.FOOTER_RULE)
                _line(canvas, style.MARGIN, style.FOOTER_BASE, footer)
                count = (Run(f"Pagina {page} van {pages}"),)
                _line(canvas, right - _width(count, _LOOK), style.FOOTER_BASE, count)

        return draw


def elided(text: str, look: TextStyle, width: float) -> tuple[Run, ...]:
    """As much of a text as fits on one line, with an ellipsis when something is missing."""
    whole = shortened(text, _LONGEST_LINE)
    runs = typeset(whole)
    if _width(runs, look) <= width:
        return runs
    low, high = 0, len(whole)
    while low < high:  # the longest piece that fits
        middle = (low + high + 1) // 2
        if _width(typeset(whole[:middle].rstrip(" ,;·") + "…"), look) <= width:
            low = middle
        else:
            high = middle - 1
    kept = whole[:low]
    space = kept.rfind(" ")
    if whole[low : low + 1] != " " and space > low - 24:  # rather a word less than half a word
        kept = kept[:space]
    return typeset(_LOOSE_END.sub("", kept).rstrip(f" ,;·{NBSP}") + "…")


_LOOSE_END = re.compile(r"(?:[ ,;·]+(?:en|of|de|het|een|van|met|voor|haar|zijn))+$")


def _width(runs: tuple[Run, ...], look: TextStyle) -> float:
    return Words(runs, look).natural_width(1e9)


def _line(canvas: TaggedCanvas, x: float, base: float, runs: tuple[Run, ...]) -> None:
    text = canvas.beginText(x, base)
    text.setFillColor(_LOOK.color)
    for run in runs:
        text.setFont(run.font or _LOOK.font, _LOOK.size, _LOOK.leading)
        text.textOut(run.text)
    canvas.drawText(text)


def _label_width(words: str) -> float:
    tracked = _LABEL_TRACKING * (len(words) - 1)
    return float(stringWidth(words, SEMIBOLD, _LABEL_SIZE)) + tracked + 2 * _LABEL_PADDING


def _label(canvas: TaggedCanvas, left: float, base: float, words: str, *, solid: bool) -> None:
    """A small boxed word."""
    canvas.setLineWidth(style.THICK)
    canvas.setStrokeColor(style.INK)
    canvas.setFillColor(style.INK if solid else style.WHITE)
    canvas.roundRect(left, base - 4.6, _label_width(words), 14.4, 2, stroke=1, fill=1)
    text = canvas.beginText(left + _LABEL_PADDING, base)
    text.setFillColor(style.WHITE if solid else style.INK)
    text.setFont(SEMIBOLD, _LABEL_SIZE)
    text.setCharSpace(_LABEL_TRACKING)
    text.textOut(words)
    text.setCharSpace(0)  # outlives the text object otherwise
    canvas.drawText(text)
