"""Locks when nobody works: listens to the input of windows, not of widgets, so that it costs next to nothing."""

from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

MINUTES: Final = 10
_LOOK_MS: Final = 15_000
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Tells when there was no input for some minutes.

    Attributes:
        tired: nobody did anything for so long.
        minutes: how long that is.
    """

    tired = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.minutes: float = MINUTES
        self._last = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._watched: list[QWindow] = []
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    def start(self, window: QWidget) -> None:
        """Begin to watch."""
        self._last = monotonic()
        self._watch(window.windowHandle())
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last = monotonic()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            window.installEventFilter(self)
            self._watched.append(window)
            window.destroyed.connect(lambda: self._watched.remove(window) if window in self._watched else None)

    def _look(self) -> None:
        if monotonic() - self._last >= self.minutes * 60:
            self.tired.emit()
