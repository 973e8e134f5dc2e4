"""What is said when the window cannot lock or close, because what was typed is on no disk yet."""

from typing import Final

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from beschutdesk.trouble import Trouble

_TITLE: Final = "Vergrendelen is niet gelukt"


class StayedOpen:
    """Says so on top of a window, and not again while that still stands there.

    Args:
        window: what stays open.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._said: QWidget | None = None

    def tell(self) -> None:
        """Say it. Nobody may be there to read it, and every next try would put another dialog on top."""
        if self._said is not None and isValid(self._said) and self._said.isVisible():
            return
        from ui.dialogs.trouble import show_trouble

        self._said = show_trouble(
            self._window,
            _TITLE,
            Trouble(
                "Je laatste tekst kon niet op de schijf worden gezet.",
                "Die staat nog op het scherm; daarom blijft het venster open.",
                "Kijk of de schijf vol is en probeer het opnieuw.",
            ),
        )
