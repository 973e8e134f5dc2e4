"""Locks when nobody works: listens to the input of windows, not of widgets, so that it costs next to nothing.

At a rest memory is put in order (see :mod:`ui.heap`), which else would happen in the middle of work.
"""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

from ui.heap import heap
from ui.timers import one_shot

log = logging.getLogger(__name__)

MINUTES: Final = 10
VISITING_MINUTES: Final = 45
"""While a visit is written: one listens more than one types."""
_LOOK_MS: Final = 15_000
_FIRST_MS: Final = 3_000
"""After a vault is opened: by then its first page stands there."""
_REST: Final = 2.0
"""Seconds without input that are a rest."""
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.InputMethod,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Tells when there was no input for some minutes.

    Attributes:
        tired: nobody did anything for so long.
        minutes: how long that is; asked each time, for it may be changed.
    """

    tired = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.minutes: Callable[[], float] = lambda: MINUTES
        self._wait = MINUTES * 60.0
        self._last = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._first = one_shot(self, self._rest)
        self._watched: list[QWindow] = []
        self._typed_in: QObject | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            app.focusObjectChanged.connect(self._listen)

    def start(self, minutes: Callable[[], float]) -> None:
        """Begin to watch."""
        self.minutes = minutes
        self._last = monotonic()
        self._watch(QGuiApplication.focusWindow())
        self._listen(QGuiApplication.focusObject())
        self._timer.start()
        self._first.start(_FIRST_MS)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._first.stop()
        self.minutes = lambda: MINUTES

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last = monotonic()
        return False

    def _watch(self, window: QWindow | None) -> None:
        self._watched = [known for known in self._watched if isValid(known)]
        if window is not None and isValid(window) and all(known is not window for known in self._watched):
            window.installEventFilter(self)
            self._watched.append(window)

    def _listen(self, field: QObject | None) -> None:
        """Letters that an input method puts together go to the field itself, past its window."""
        before, self._typed_in = self._typed_in, field
        if before is not None and isValid(before) and before not in self._watched:
            before.removeEventFilter(self)
        if field is not None and field not in self._watched:
            field.installEventFilter(self)

    def _look(self) -> None:
        try:
            self._wait = self.minutes() * 60
        except Exception as error:  # whatever is the matter: it locks at the time that was known last
            log.warning("%s while looking how long to wait", type(error).__name__)
        if monotonic() - self._last >= self._wait:
            self.tired.emit()
        else:
            self._rest()

    def _rest(self) -> None:
        if (still := monotonic() - self._last) >= _REST:
            heap.rest(still)
