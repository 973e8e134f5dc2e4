"""One start, in a process of its own: ``python -m tests.bench.paint WHAT [PROFILE]``.

``floor``, ``window`` and ``waiting`` print the moment (monotonic clock, shared by all processes) at which what was
asked for stood on the screen, and the memory in use then. ``modules`` is the floor for memory: an empty window with
what the program has imported; ``working`` is held against it: the list filled, and somebody open with the whole form.
"""

import sys
import time
from datetime import date
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


def modules(profile: Path) -> None:
    """An empty main window with the same imports as ours."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    from ui.app import make_application
    from ui.desk_making import warm_up
    from ui.desk_window import DeskWindow  # noqa: F401
    from ui.frame import Frame  # noqa: F401

    app = make_application()
    warm_up()
    __import__("beschutdesk.services.desk")
    for name in ("page", "form", "list_pane", "side_pane", "acts"):
        if Path(f"ui/tabs/candidates/{name}.py").exists():
            __import__(f"ui.tabs.candidates.{name}")
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    QApplication.processEvents()
    tell()
    app.quit()


def opened_on() -> date:
    """Today."""
    return date.today()  # noqa: DTZ011 - a person's today


def working(profile: Path) -> None:
    """The same, and then somebody is opened."""
    waiting(profile, opening=True)


def waiting(profile: Path, *, opening: bool = False) -> None:
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
    if opening:
        page.open(page.list.model.key_at(0))  # type: ignore[attr-defined]
        page.form.finish()  # type: ignore[attr-defined]
        app.processEvents()
    tell()
    desk.close()


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "floor":
        floor()
    else:
        {"window": window, "waiting": waiting, "modules": modules, "working": working}[what](Path(sys.argv[2]))
