"""How far long work is."""

from PySide6.QtWidgets import QProgressBar

_HIGH = 6


def progress_bar(name: str = "Voortgang") -> QProgressBar:
    """A bar without words, hidden until the work begins."""
    made = QProgressBar()
    made.setTextVisible(False)
    made.setFixedHeight(_HIGH)
    made.setAccessibleName(name)
    made.hide()
    return made
