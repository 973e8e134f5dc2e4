"""The program with its window: ``python -m ui.app [--profile DIR] [--demo]``.

The window is painted first; what reads the vault is imported behind the lock.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from beschutdesk.process import keep_private
from ui.frame import TITLE as NAME
from ui.frame import Frame

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from ui.desk_window import DeskWindow
    from ui.reporting import Reporter
    from ui.single import Single


_AGAIN_MS: Final = 500
_GLANCE: Final = 0.1
"""Seconds that the notice of a deaf window waits for it each time; the notice itself must not become deaf."""


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

    The bare window is painted first; everything else is read while it already stands there. When the program runs on
    this profile already, that window comes to the front and this start ends.

    Args:
        profile: folder of the profile.
        demo: work in a throw-away profile with the demo dossiers instead.
        quit_after_paint: stop as soon as the window stands there, to measure the start.
    """
    keep_private()
    app = _bare_application()
    single = None
    if not demo:
        from ui.single import Single

        single = Single(profile)
        first = single.take_or_call()
        if first is None:
            first = _deaf(app, single)
        if not first:
            return 1 if first is None else 0
    frame = Frame()
    program = Program(app, frame, profile, demo=demo, single=single)
    begin = app.quit if quit_after_paint else program.begin
    frame.painted.connect(begin, Qt.ConnectionType.QueuedConnection)
    frame.show()
    try:
        return app.exec()
    finally:
        program.close()


def _deaf(app: QApplication, single: "Single") -> bool | None:
    """Say that the first one does not answer, and go on as soon as it does (``False``) or is gone (``True``).

    ``None`` when the user did not wait for that.
    """
    from PySide6.QtCore import QTimer

    from beschutdesk.trouble import Trouble
    from ui.dialogs.trouble import TroubleDialog

    _dress(app)
    found: list[bool] = []

    def again() -> None:
        answer = single.take_or_call(_GLANCE, _GLANCE)
        if answer is not None and not found:
            found.append(answer)
            dialog.accept()

    dialog = TroubleDialog(
        "BeschutDesk is al open",
        Trouble(
            "BeschutDesk is al open op dit profiel, maar dat venster antwoordt niet.",
            "Er is niets veranderd.",
            "Wacht even: zodra het antwoordt, komt het naar voren. Helpt dat niet, sluit het dan met het taakbeheer.",
        ),
    )
    timer = QTimer(dialog)
    timer.timeout.connect(again)
    timer.start(_AGAIN_MS)
    dialog.exec()
    return found[0] if found else None


class Program(QObject):
    """What runs in the window, from the first paint to the end."""

    def __init__(
        self, app: QApplication, frame: Frame, profile: Path, *, demo: bool, single: "Single | None" = None
    ) -> None:
        super().__init__()
        self._single = single
        self._app, self._frame, self._profile, self._demo = app, frame, profile, demo
        self._desk: DeskWindow | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._reporter: Reporter | None = None

    def begin(self) -> None:
        """Read the program and put it in the window."""
        from ui.desk_window import DeskWindow
        from ui.reporting import Reporter

        self._reporter = Reporter(self._frame)
        self._reporter.install()

        _dress(self._app)
        profile = self._profile
        if self._demo:
            from tempfile import TemporaryDirectory

            self._folder = TemporaryDirectory(prefix="beschutdesk-demo-", ignore_cleanup_errors=True)
            profile = Path(self._folder.name) / "profile"
        self._desk = DeskWindow(profile, frame=self._frame)
        if self._demo:
            self._desk.open_demo()
        else:
            self._desk.begin()
        if self._single is not None:
            self._single.asked.connect(self._frame.come_to_the_front)
            self._single.listen()

    def close(self) -> None:
        """Let go of everything."""
        if self._desk is not None:
            self._desk.close()
        if self._folder is not None:
            self._folder.cleanup()
        if self._single is not None:
            self._single.close()
        if self._reporter is not None:
            self._reporter.uninstall()


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
