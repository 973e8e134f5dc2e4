"""Under what a model of the house tells what of a cell. Looked up once: Qt's enums are slow, and asked all the time."""

from typing import Final

from PySide6.QtCore import Qt

TITLE: Final = int(Qt.ItemDataRole.DisplayRole)
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
ITEM: Final = int(Qt.ItemDataRole.UserRole)
"""The thing itself; delegates paint that."""
ACROSS: Final = Qt.Orientation.Horizontal


def spoken(head: str, words: str) -> str:
    """A cell for who hears a table: under which head, and what."""
    return f"{head}: {words or 'leeg'}"
