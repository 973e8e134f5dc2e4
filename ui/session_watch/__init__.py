"""Listens to the system: the machine goes to sleep, or its screen is locked. Whatever it cannot hear, the clocks tell.

On Linux that is logind and the screen saver, on Windows the session and power messages. macOS tells it only to programs
in its own languages: there the clocks and the idle time do it.
"""

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.wake import WakeWatch


class _Ears(Protocol):
    def stop(self) -> None: ...


class SessionWatch(QObject):
    """Tells when the user may have left the machine.

    Attributes:
        left: lock now. It is emitted in the UI thread and whoever listens has locked when it returns: only then the
            system is told that it may go to sleep.
    """

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ears: _Ears | None = None
        self._wake = WakeWatch(self)
        self._wake.woke.connect(self.left)

    def start(self, window: QWidget) -> None:
        """Begin to listen; the window stands there. What the system lacks is not an error."""
        self._wake.start()
        if self._ears is None:
            self._ears = _ears(window, self.left.emit)

    def stop(self) -> None:
        """Listen no longer."""
        self._wake.stop()
        ears, self._ears = self._ears, None
        if ears is not None:
            ears.stop()


def _ears(window: QWidget, leave: Callable[[], None]) -> _Ears | None:
    if sys.platform == "win32":
        from ui.session_watch.windows import WindowsEars

        return WindowsEars(int(window.winId()), leave)
    elif sys.platform == "linux":
        from ui.session_watch.linux import LinuxEars

        return LinuxEars(leave)
    else:
        return None
