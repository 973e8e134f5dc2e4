"""Charts on paper: what :mod:`beschutdesk.rules.chart` laid out, as a figure with words for a screen reader."""

from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from beschutdesk.documents import style
from beschutdesk.documents.fonts import REGULAR, SEMIBOLD, register
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.figure import Figure
from beschutdesk.rules.chart import Box, Chart, Dot, Ink, Item, Line, Words, height, laid_out

_INKS: Final[dict[Ink, Color]] = {
    Ink.TEXT: style.INK,
    Ink.SOFT: style.SOFT,
    Ink.ACCENT: style.ACCENT,
    Ink.RULE: style.RULE,
    Ink.PAPER: style.WHITE,
}


def figure(chart: Chart, width: float, high: float = 0.0) -> Figure:
    """A chart as a block.

    Args:
        chart: what it says; its words are read aloud.
        width: of the block.
        high: of the block; what the chart asks for when 0.
    """
    register()
    tall = high or height(chart)

    def paint(canvas: TaggedCanvas, left: float, bottom: float, wide: float, high: float) -> None:
        canvas.saveState()
        canvas.translate(left, bottom)
        for item in laid_out(chart, wide, high, measure):
            _draw(canvas, item)
        canvas.restoreState()

    return Figure(paint, width, tall, alt=chart.words)


def measure(text: str, size: float, strong: bool) -> float:
    """Width of a text in the house font."""
    return float(stringWidth(text, SEMIBOLD if strong else REGULAR, size))


def _draw(canvas: TaggedCanvas, item: Item) -> None:
    ink = _INKS[item.ink]
    if isinstance(item, Words):
        canvas.setFillColor(ink)
        canvas.setFont(SEMIBOLD if item.strong else REGULAR, item.size)
        canvas.drawString(item.x, item.y, item.text)
        return
    canvas.setStrokeColor(ink)
    canvas.setFillColor(style.WHITE if isinstance(item, Dot | Box) and item.open else ink)
    if isinstance(item, Line):
        canvas.setLineWidth(item.weight)
        canvas.setDash([2, 2] if item.dotted else [])
        canvas.line(item.x1, item.y1, item.x2, item.y2)
        canvas.setDash([])
    elif isinstance(item, Dot):
        canvas.setLineWidth(1.2)
        canvas.circle(item.x, item.y, item.radius, stroke=1, fill=1)
    else:
        canvas.setLineWidth(0.8)
        canvas.rect(item.x, item.y, item.width, item.height, stroke=1 if item.open else 0, fill=1)
