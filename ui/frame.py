"""The window itself, as light as can be: it stands on the screen before the rest of the program is read."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

TITLE = "BeschutDesk"
SIZE = (1366, 768)
LEAST = (880, 480)


class Frame(QMainWindow):
    """Holds the program's :class:`ui.main_window.MainWindow` once that is there.

    Attributes:
        painted: it stands on the screen for the first time.
        may_close: asked when the window is closed; ``False`` keeps it open.
    """

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self.may_close: Callable[[], bool] = lambda: True
        self._seen = False

    def come_to_the_front(self) -> None:
        """Somebody started the program once more: this is the window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.may_close())
