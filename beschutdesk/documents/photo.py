"""The round portrait: a photo, or a ring with initials, so that a portfolio without a photo looks whole."""

from io import BytesIO

from reportlab.lib.utils import ImageReader

from beschutdesk.documents import style
from beschutdesk.documents.fonts import FALLBACK, SEMIBOLD, coverage
from beschutdesk.documents.tagged.canvas import TaggedCanvas
from beschutdesk.documents.tagged.figure import Figure

_EYE_LINE = 0.38
"""Where the middle of the circle lies in a tall photo, from the top: faces are above its middle."""


def portrait(photo: bytes | None, initials: str, alt: str) -> Figure:
    """The portrait; *alt* is used for a photo only: initials say nothing that the name does not say."""

    def paint(canvas: TaggedCanvas, left: float, bottom: float, width: float, height: float) -> None:
        x, y, radius = left + width / 2, bottom + height / 2, width / 2
        if photo is not None:
            _photo(canvas, photo, x, y, radius)
        elif initials:
            _initials(canvas, initials, x, y, radius)
        canvas.setStrokeColor(style.ACCENT)
        canvas.setLineWidth(style.RING)
        canvas.circle(x, y, radius - style.RING / 2, stroke=1, fill=0)

    return Figure(paint, style.PHOTO, style.PHOTO, alt=alt if photo is not None else "", right=True)


def _photo(canvas: TaggedCanvas, photo: bytes, x: float, y: float, radius: float) -> None:
    image = ImageReader(BytesIO(photo))
    pixels = image.getSize()
    wide, high = (side * 2 * radius / min(pixels) for side in pixels)
    low = y + radius - high + (high - 2 * radius) * _EYE_LINE
    path = canvas.beginPath()
    path.circle(x, y, radius - style.RING / 2)
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawImage(image, x - wide / 2, low, wide, high)
    canvas.restoreState()


def _initials(canvas: TaggedCanvas, initials: str, x: float, y: float, radius: float) -> None:
    font = SEMIBOLD if all(ord(char) in coverage(SEMIBOLD) for char in initials) else FALLBACK
    size = radius * (0.76 if len(initials) < 2 else 0.64)
    canvas.setFillColor(style.ACCENT)
    canvas.setFont(font, size)
    canvas.drawCentredString(x, y - size * 0.33, initials)
