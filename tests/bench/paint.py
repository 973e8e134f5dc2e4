"""One start, in a process of its own: ``python -m tests.bench.paint floor|window|filled [PROFILE]``.

Prints the moment (monotonic clock, shared by all processes) at which what was asked for stood on the screen, and the
memory in use then.
"""

import sys
import time
from pathlib import Path


def tell() -> None:
    """Say when, and how much memory."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    memory = next((line.split()[1] for line in lines if line.startswith("VmRSS")), "0")
    print(time.monotonic(), memory, flush=True)


def floor() -> None:
    """An empty main window of PySide6."""
    from PySide6.QtCore import Qt, Signal
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        painted = Signal()

        def paintEvent(self, event: object) -> None:
            self.painted.emit()

    app = QApplication([])
    window = Window()
    window.resize(1366, 768)

    def done() -> None:
        tell()
        app.quit()

    window.painted.connect(done, Qt.ConnectionType.QueuedConnection)
    window.show()
    app.exec()


def window(profile: Path) -> None:
    """Our window with the lock page."""
    from PySide6.QtCore import Qt

    from ui.app import make_application
    from ui.desk_window import DeskWindow

    app = make_application()
    desk = DeskWindow(profile, warm=False)
    desk.begin()
    desk.window.resize(1366, 768)

    def done() -> None:
        tell()
        app.quit()

    desk.window.painted.connect(done, Qt.ConnectionType.QueuedConnection)
    desk.window.show()
    app.exec()
    desk.close()


def filled(profile: Path) -> None:
    """Our window on an open vault: the list of candidates filled, a dossier shown, keys accepted."""
    from PySide6.QtWidgets import QApplication

    from tests.bench.fill import PASSPHRASE
    from ui.app import make_application
    from ui.desk_window import DeskWindow

    app = make_application()
    desk = DeskWindow(profile, warm=False)
    desk.window.resize(1366, 768)
    desk.window.show()
    app.processEvents()  # painted first, as users see it

    from beschutdesk.services.profile import open_with_passphrase

    desk.open(open_with_passphrase(profile, PASSPHRASE))
    desk.window.show_tab("candidates")
    app.processEvents()
    page = desk.window.page("candidates")
    if page is None or QApplication.focusWidget() is None:
        raise AssertionError("not usable")
    app.processEvents()
    tell()
    desk.close()


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "floor":
        floor()
    else:
        {"window": window, "filled": filled}[what](Path(sys.argv[2]))
