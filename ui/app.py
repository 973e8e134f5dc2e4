"""The program with its window: ``python -m ui.app [--profile DIR] [--demo]``.

The window is painted first; what reads the vault is imported behind the lock.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from beschutdesk.trouble import Trouble
from ui.frame import TITLE as NAME
from ui.frame import Frame

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from ui.desk_window import DeskWindow

_FAULT: Final = Trouble(
    "Er ging iets mis in het programma zelf.",
    "Wat je typte, wordt als concept bewaard.",
    "Werk gerust verder. Komt dit terug, sluit het programma dan en open het opnieuw.",
)


class Reporter(QObject):
    """Reports a fault of the program once per kind, without stopping anyone and without anything of a dossier.

    Attributes:
        shown: kinds that were reported already, as type and place.
    """

    _met = Signal(str)

    def __init__(self, show: Callable[[Trouble], object]) -> None:
        super().__init__()
        self.shown: set[str] = set()
        self._show = show
        self._met.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over what Python does with an error that nobody caught."""
        import threading

        sys.excepthook = self.hook
        threading.excepthook = self._thread_hook

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For :data:`sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        from ui.jobs import place

        self._met.emit(f"{kind.__name__} in {place(error.with_traceback(trace))}")

    def _thread_hook(self, found: Any) -> None:
        if found.exc_value is not None:
            self.hook(found.exc_type, found.exc_value, found.exc_traceback)

    def _report(self, what: str) -> None:
        import logging

        logging.getLogger(__name__).error("%s", what)
        if what not in self.shown:
            self.shown.add(what)
            self._show(_FAULT)


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application in Dutch and in the house style."""
    app = _bare_application(arguments)
    _dress(app)
    return app


def _bare_application(arguments: Sequence[str] = ()) -> QApplication:
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication([NAME, *arguments])


def _dress(app: QApplication) -> None:
    from ui import theme

    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    dutch = QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands)
    QLocale.setDefault(dutch)
    words = QTranslator(app)
    if words.load(dutch, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    theme.apply(app)


def run(profile: Path, *, demo: bool = False, quit_after_paint: bool = False) -> int:
    """Show the window on a profile until it is closed; returns the exit code.

    The bare window is painted first; everything else is read while it already stands there.

    Args:
        profile: folder of the profile.
        demo: work in a throw-away profile with the demo dossiers instead.
        quit_after_paint: stop as soon as the window stands there, to measure the start.
    """
    os.umask(0o077)
    app = _bare_application()
    frame = Frame()
    program = Program(app, frame, profile, demo=demo)
    begin = app.quit if quit_after_paint else program.begin
    frame.painted.connect(begin, Qt.ConnectionType.QueuedConnection)
    frame.show()
    try:
        return app.exec()
    finally:
        program.close()


class Program(QObject):
    """What runs in the window, from the first paint to the end."""

    def __init__(self, app: QApplication, frame: Frame, profile: Path, *, demo: bool) -> None:
        super().__init__()
        self._app, self._frame, self._profile, self._demo = app, frame, profile, demo
        self._desk: DeskWindow | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._reporter = Reporter(self._show)

    def begin(self) -> None:
        """Read the program and put it in the window."""
        from ui.desk_window import DeskWindow

        _dress(self._app)
        profile = self._profile
        if self._demo:
            from tempfile import TemporaryDirectory

            self._folder = TemporaryDirectory(prefix="beschutdesk-demo-", ignore_cleanup_errors=True)
            profile = Path(self._folder.name) / "profile"
        self._desk = DeskWindow(profile, frame=self._frame)
        self._reporter.install()
        if self._demo:
            self._desk.open_demo()
        else:
            self._desk.begin()

    def close(self) -> None:
        """Let go of everything."""
        if self._desk is not None:
            self._desk.close()
        if self._folder is not None:
            self._folder.cleanup()

    def _show(self, trouble: Trouble) -> None:
        from ui.dialogs.trouble import TroubleDialog

        dialog = TroubleDialog("Er ging iets mis", trouble, self._frame)
        dialog.setModal(False)
        dialog.show()


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window from a command line."""
    import argparse
    import multiprocessing

    multiprocessing.freeze_support()
    from beschutdesk.services import profile as profiles

    parser = argparse.ArgumentParser(prog="python -m ui.app", description="Het venster van BeschutDesk.")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="map van de kluis (gewoon: die van het systeem)")
    parser.add_argument("--demo", action="store_true", help="met een wegwerpprofiel en de demodossiers")
    parser.add_argument("--quit-after-paint", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    profile = options.profile or profiles.default_profile()
    return run(profile, demo=options.demo, quit_after_paint=options.quit_after_paint)


if __name__ == "__main__":
    sys.exit(main())
