"""The fonts of all documents, registered once per process."""

from functools import cache
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from beschutdesk import resources

REGULAR = "SourceSans3-Regular"
SEMIBOLD = "SourceSans3-SemiBold"
FALLBACK = "DejaVuSans"
"""Has what the house font lacks, such as Hebrew or more arrows; it looks dated, so only single runs use it."""

_lock = Lock()


@cache
def coverage(font: str) -> frozenset[int]:
    """The code points that this font has a glyph for. Registers the font when that was not done yet."""
    with _lock:
        if font not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(font, str(resources.path("fonts", f"{font}.ttf"))))
        face: Any = pdfmetrics.getFont(font)
        glyphs: dict[int, int] = face.face.charToGlyph
        return frozenset(code for code, glyph in glyphs.items() if glyph)


def register() -> None:
    """Make the house fonts known to ReportLab. The fallback follows when a text needs it: it is slow to load."""
    coverage(REGULAR)
    coverage(SEMIBOLD)
