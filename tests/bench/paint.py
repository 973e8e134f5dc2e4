"""One start, in a process of its own: ``python -m tests.bench.paint floor|window|waiting [PROFILE]``.

Prints the moment (monotonic clock, shared by all processes) at which what was asked for stood on the screen, and the
memory in use then.
"""

import sys
import time
from pathlib import Path

PASSPHRASE = "vier losse woorden samen"


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
    """Our program, until the window stands on the screen."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from ui.app import Program
    from ui.frame import Frame

    app = QApplication([])
    frame = Frame()
    program = Program(app, frame, profile, demo=False)

    def done() -> None:
        tell()
        app.quit()

    frame.painted.connect(done, Qt.ConnectionType.QueuedConnection)
    frame.show()
    app.exec()
    program.close()


def waiting(profile: Path) -> None:
    """What a user waits for: the lock page, and after Enter the filled list of candidates.

    Between the two they type a passphrase; meanwhile the program reads its libraries.
    """
    from PySide6.QtWidgets import QApplication

    from beschutdesk.services.profile import open_with_passphrase
    from ui.app import make_application
    from ui.desk_making import warm_up
    from ui.desk_window import DeskWindow
    from ui.frame import Frame

    app = make_application()
    frame = Frame()
    frame.show()
    app.processEvents()
    desk = DeskWindow(profile, frame=frame, warm=False)
    desk.begin()
    app.processEvents()
    tell()
    warm_up()
    began = time.monotonic()
    desk.open(open_with_passphrase(profile, PASSPHRASE))
    desk.window.show_tab("candidates")
    app.processEvents()
    page = desk.window.page("candidates")
    if page is None or QApplication.focusWidget() is None:
        raise AssertionError("not usable")
    print(time.monotonic() - began, flush=True)
    tell()
    desk.close()


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "floor":
        floor()
    else:
        {"window": window, "waiting": waiting}[what](Path(sys.argv[2]))
