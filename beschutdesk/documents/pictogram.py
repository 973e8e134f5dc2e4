"""Pictograms on paper: the lines of the icon set, drawn as lines.

What is drawn is the same file as on the screen. The Dutch word of a pictogram is its alternative text.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree as ET

from reportlab.graphics.svgpath import SvgPath
from reportlab.lib.colors import Color

from beschutdesk import resources
from beschutdesk.documents import style
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.figure import Figure
from beschutdesk.rules.pictograms import pictogram

_GRID: Final = 24.0
"""The icons are drawn in a square of this side."""
_STROKE: Final = 1.75
"""Width of a line on that grid: as on the screen."""
_MOVE, _LINE, _CURVE, _CLOSE = range(4)
_POINTS: Final = {_MOVE: 2, _LINE: 2, _CURVE: 6, _CLOSE: 0}

_Outline = tuple[tuple[tuple[int, tuple[float, ...]], ...], bool]
"""Steps of one line with their points, and whether it is filled."""


def picture(key: str, side: float, *, color: Color = style.INK, silent: bool = False) -> Figure | None:
    """A pictogram of this side in points; ``None`` for no key, or one that is not in the set.

    Args:
        key: of :func:`beschutdesk.rules.pictograms.pictogram`.
        side: width and height.
        color: of its lines.
        silent: it stands beside words that say the same, so it is not read aloud.
    """
    known = pictogram(key)
    if known is None:
        return None

    def paint(canvas: TaggedCanvas, left: float, bottom: float, width: float, _height: float) -> None:
        draw(canvas, known.key, left, bottom, width, color=color)

    return Figure(paint, side, side, alt="" if silent else known.word)


def draw(canvas: TaggedCanvas, name: str, left: float, bottom: float, side: float, *, color: Color = style.INK) -> None:
    """Draw a picture of the icon set with its lower left corner at this point."""
    canvas.saveState()
    canvas.translate(left, bottom + side)
    canvas.scale(side / _GRID, -side / _GRID)  # in SVG the second number counts down
    canvas.setStrokeColor(color)
    canvas.setFillColor(color)
    canvas.setLineWidth(_STROKE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for steps, filled in _outlines(name):
        path = canvas.beginPath()
        for step, points in steps:
            if step == _MOVE:
                path.moveTo(*points)
            elif step == _LINE:
                path.lineTo(*points)
            elif step == _CURVE:
                path.curveTo(*points)
            else:
                path.close()
        canvas.drawPath(path, stroke=1, fill=int(filled))
    canvas.restoreState()


@lru_cache(maxsize=256)
def _outlines(name: str) -> tuple[_Outline, ...]:
    root = ET.fromstring(resources.read_text("icons", f"{name}.svg"))  # noqa: S314 - a file of our own
    return tuple(_outline(one) for one in root)


def _outline(one: ET.Element) -> _Outline:
    made = SvgPath(_path_of(one))
    points = iter(made.points)
    steps = tuple((step, tuple(next(points) for _ in range(_POINTS[step]))) for step in map(int, made.operators))
    return steps, one.get("fill") == "currentColor"


def _path_of(one: ET.Element) -> str:
    """An element as the text of a path.

    Raises:
        ValueError: the icon set has an element that is not known here.
    """
    tag = one.tag.rpartition("}")[2]

    def number(key: str, otherwise: str = "0") -> float:
        return float(one.get(key, otherwise))

    match tag:
        case "path":
            return one.get("d", "")
        case "circle":
            return _ellipse(number("cx"), number("cy"), number("r"), number("r"))
        case "ellipse":
            return _ellipse(number("cx"), number("cy"), number("rx"), number("ry"))
        case "line":
            return f"M{number('x1')} {number('y1')}L{number('x2')} {number('y2')}"
        case "polyline" | "polygon":
            return f"M{one.get('points', '')}{'z' if tag == 'polygon' else ''}"
        case "rect":
            corner = number("rx", one.get("ry", "0"))
            return " ".join(_rect(number("x"), number("y"), number("width"), number("height"), corner))
    raise ValueError(f"an icon with <{tag}>")


def _ellipse(x: float, y: float, wide: float, high: float) -> str:
    arc = f"A{wide} {high} 0 0 1"
    return f"M{x} {y - high}{arc} {x} {y + high}{arc} {x} {y - high}z"


def _rect(x: float, y: float, width: float, height: float, corner: float) -> Iterator[str]:
    right, low = x + width, y + height
    if not corner:
        yield f"M{x} {y}H{right}V{low}H{x}z"
        return
    arc = f"A{corner} {corner} 0 0 1"
    yield f"M{x + corner} {y}H{right - corner}{arc} {right} {y + corner}"
    yield f"V{low - corner}{arc} {right - corner} {low}H{x + corner}{arc} {x} {low - corner}"
    yield f"V{y + corner}{arc} {x + corner} {y}z"
