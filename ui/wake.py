"""Notices that the machine slept, where nothing tells it beforehand."""

import time
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

_TICK_MS: Final = 4_000
_JUMP: Final = 20.0
"""Seconds that the clock on the wall may be ahead of the one that stands still during sleep."""
_SILENCE: Final = 60.0
"""Seconds without a tick: where both clocks run on during sleep (Windows), only this is seen of it."""


class Clocks(NamedTuple):
    """The two clocks at one moment, in seconds."""

    wall: float
    steady: float


def read_clocks() -> Clocks:
    """The clocks of now."""
    return Clocks(time.time(), time.monotonic())


def slept(before: Clocks, now: Clocks) -> bool:
    """Whether the machine slept between two ticks. A wall clock that is set back is no sleep."""
    steady = now.steady - before.steady
    return now.wall - before.wall - steady > _JUMP or steady > _SILENCE


class WakeWatch(QObject):
    """Looks at the clocks every few seconds.

    Attributes:
        woke: the machine slept, and is awake again.
    """

    woke = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = read_clocks()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch."""
        self._before = read_clocks()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Compare the clocks with those of the former tick."""
        before, self._before = self._before, read_clocks()
        if slept(before, self._before):
            self.woke.emit()
