"""The program with its window: ``python -m ui.app [--profile DIR] [--demo]``.

The window is painted first; what reads the vault is imported behind the lock.
"""

import argparse
import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from beschutdesk.services import profile as profiles
from beschutdesk.trouble import Trouble
from ui import theme
from ui.desk_window import DeskWindow
from ui.jobs import place

log = logging.getLogger(__name__)

NAME: Final = "BeschutDesk"
_SIZE: Final = (1366, 768)
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
        sys.excepthook = self.hook
        threading.excepthook = self._thread_hook

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For :data:`sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._met.emit(f"{kind.__name__} in {place(error.with_traceback(trace))}")

    def _thread_hook(self, found: Any) -> None:
        if found.exc_value is not None:
            self.hook(found.exc_type, found.exc_value, found.exc_traceback)

    def _report(self, what: str) -> None:
        log.error("%s", what)
        if what not in self.shown:
            self.shown.add(what)
            self._show(_FAULT)


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application in Dutch and in the house style."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([NAME, *arguments])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    dutch = QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands)
    QLocale.setDefault(dutch)
    words = QTranslator(app)
    if words.load(dutch, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    theme.apply(app)
    return app


def run(profile: Path, *, demo: bool = False, quit_after_paint: bool = False) -> int:
    """Show the window on a profile until it is closed; returns the exit code.

    Args:
        profile: folder of the profile.
        demo: work in a throw-away profile with the demo dossiers instead.
        quit_after_paint: stop as soon as the window stands there, to measure the start.
    """
    os.umask(0o077)
    app = make_application()
    folder = TemporaryDirectory(prefix="beschutdesk-demo-", ignore_cleanup_errors=True) if demo else None
    desk = DeskWindow(Path(folder.name) / "profile" if folder else profile, warm=not quit_after_paint)
    reporter = Reporter(lambda trouble: _show(desk, trouble))
    reporter.install()
    try:
        if demo:
            desk.open_demo()
        else:
            desk.begin()
        if quit_after_paint:
            desk.window.painted.connect(app.quit, Qt.ConnectionType.QueuedConnection)
        desk.window.resize(*_SIZE)
        desk.window.show()
        return app.exec()
    finally:
        desk.close()
        if folder is not None:
            folder.cleanup()


def _show(desk: DeskWindow, trouble: Trouble) -> None:
    from ui.dialogs.trouble import TroubleDialog

    dialog = TroubleDialog("Er ging iets mis", trouble, desk.window)
    dialog.setModal(False)
    dialog.show()


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window from a command line."""
    multiprocessing.freeze_support()
    parser = argparse.ArgumentParser(prog="python -m ui.app", description="Het venster van BeschutDesk.")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="map van de kluis (gewoon: die van het systeem)")
    parser.add_argument("--demo", action="store_true", help="met een wegwerpprofiel en de demodossiers")
    parser.add_argument("--quit-after-paint", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    profile = options.profile or profiles.default_profile()
    return run(profile, demo=options.demo, quit_after_paint=options.quit_after_paint)


if __name__ == "__main__":
    sys.exit(main())
