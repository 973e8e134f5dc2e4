"""The icon set: SVG lines from ``resources/icons``, tinted when they are painted.

One icon has one meaning: octagon = zorg, triangle = let op, circle-check = goed, info = weet dit, pencil = not saved,
eye-off = stays inside, dashed circle = unknown or not yet.
"""

import logging
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from beschutdesk import resources
from ui.theme import tokens as tk

log = logging.getLogger(__name__)

_RATIOS = (1.0, 1.25, 1.5, 2.0)
missing: set[str] = set()
"""Names that were asked for and are not in the set; a test keeps this empty."""


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    try:
        text = resources.read_text("icons", f"{name}.svg")
    except FileNotFoundError:
        # A missing picture must not take the screen with it: the word beside it says the same.
        missing.add(name)
        log.warning("icon %s is missing", name)
        return ""
    return text.replace('stroke-width="2"', f'stroke-width="{tk.STROKE}"')


@lru_cache(maxsize=1024)
def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon as a pixmap of ``size`` logical pixels, sharp at this device pixel ratio; cached."""
    side = max(1, round(size * ratio))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    if svg := _svg(name):
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: QColor, size: int = tk.ICON) -> QIcon:
    """The icon for the few places in Qt that want a QIcon (a menu, the window). It keeps its colour: ask for it anew
    each time the menu is built. Buttons of :func:`ui.widgets.button` are tinted while painting instead.
    """
    made = QIcon()
    for ratio in _RATIOS:  # one pixmap alone is blurred at 125 and 150 %
        made.addPixmap(pixmap(name, colour.name(), size, ratio))
    return made
