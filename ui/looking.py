"""Meekijkstand: someone looks at the screen as well. Names of others go, and what is private is folded.

One state for the whole program. What shows names of other people asks :func:`current` and follows ``changed``.
"""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.audience import Audience

KEYS: Final = "Ctrl+F12"
FOLDED: Final = f"Ingeklapt, want iemand kijkt mee. {KEYS} toont het weer."
"""Stands where something is folded."""


def folds(share: frozenset[Audience]) -> bool:
    """Whether a field with these readers is folded: what one kind of reader may see at most, nobody reads along."""
    return len(share) <= 1


class Looking(QObject):
    """Whether somebody looks at the screen as well.

    Attributes:
        changed: it is on, or off again.
    """

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._on = False

    @property
    def on(self) -> bool:
        """Whether names of others and private fields must not be seen."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Put it on, or off."""
        if on != self._on:
            self._on = on
            self.changed.emit(on)

    def turn(self) -> None:
        """Put it on when it is off, and off when it is on."""
        self.set_on(not self._on)


_looking: Looking | None = None


def current() -> Looking:
    """The state of this program."""
    global _looking  # noqa: PLW0603 - one state for the whole program, made when it is first needed
    if _looking is None:
        _looking = Looking()
    return _looking


def hear_keys(window: QWidget) -> None:
    """Let :data:`KEYS` work in a window above another too: those of the window below are not heard there."""
    QShortcut(QKeySequence(KEYS), window, current().turn)
