"""How much room a dialog takes: what it wants, as far as the window below leaves it."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.theme import px

AROUND: Final = 24
"""So much of the window below stays in view, in both directions together."""


def take_room(dialog: QWidget, wanted: QSize, least: QSize | None = None) -> None:
    """Give a dialog its size: within the window below, or the screen, but never less than it can do with.

    Args:
        dialog: has all its parts.
        wanted: at 100 % text size.
        least: whatever the text size.
    """
    least = least or QSize()
    parent = dialog.parentWidget()
    room = parent.window().size() if parent is not None else dialog.screen().availableSize()
    scaled = QSize(px(wanted.width()), px(wanted.height()))
    dialog.setMinimumSize(least.expandedTo(QSize(0, 0)))
    dialog.resize(scaled.boundedTo(room - QSize(AROUND, AROUND)).expandedTo(least))
