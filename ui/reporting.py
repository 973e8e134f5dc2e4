"""What nobody caught: one calm dialog, once per kind and place, and work that goes on.

Of an error only its class, its places in our code and a number are kept: never its words, its values or its frames.
"""

import logging
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from beschutdesk import log
from beschutdesk.blame import Cause, blame, cause, on_screen
from beschutdesk.trouble import Trouble
from ui.dialogs.report import ReportDialog, open_report
from ui.locking import forget_errors

_LOG: Final = logging.getLogger(__name__)
_FAULT: Final = Trouble(
    "Er ging iets mis in het programma zelf.",
    "Wat opgeslagen was, is er nog. Wat je typte, wordt als concept bewaard.",
    "Werk gerust verder. Komt dit terug, sluit het programma dan en open het opnieuw. Met de melding kunnen de makers "
    "het oplossen.",
)
_AGAIN: Final = 60.0
"""Seconds after which a fault of the disk is told again, when it was closed and is still there."""
_CATEGORY: Final = re.compile(r"qt(\.[a-z0-9_]+){1,6}")
_LEVELS: Final = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of error at a place.

    Attributes:
        kind: name of its class.
        place: modules and lines of ours.
        cause: what outside the program caused it; ``None`` when it is our own.
        said: what there is to tell, when the error itself says so.
    """

    kind: str
    place: str
    cause: Cause | None = None
    said: tuple[str, str, str] | None = None


class Reporter(QObject):
    """Takes over what Python and Qt do with an error that nobody caught.

    Attributes:
        counts: how often each fault was met.
        dialog: the one that is open now.
    """

    _met = Signal()

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.counts: Counter[Fault] = Counter()
        self.dialog: ReportDialog | None = None
        self._parent, self._clock = parent, clock
        self._guard = threading.Lock()
        self._waiting = False
        self._told: dict[Fault, float] = {}
        self._latest: Fault | None = None
        self._undo: list[Callable[[], object]] = []
        self._met.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self, folder: Path | None = None) -> None:
        """Begin, and write a log into a folder; into the platform's own place when none is given."""
        was = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        written = log.set_up(folder or log.default_folder())
        sys.excepthook = self.hook
        threading.excepthook = self._of_a_thread
        sys.unraisablehook = self._unraisable
        of_qt: Any = qInstallMessageHandler(self._of_qt)

        def undo() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = was
            qInstallMessageHandler(of_qt)
            log.take_down(*written)

        self._undo.append(undo)

    def uninstall(self) -> None:
        """Give everything back and close the dialog."""
        while self._undo:
            self._undo.pop()()
        if (dialog := self._shown()) is not None:
            dialog.close()

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For :data:`sys.excepthook`; never raises."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        forget_errors()
        place = log.Place(trace)
        told = blame(error)
        if told is not None and told is not error:
            _LOG.warning(log.BLAMED, cause(error), place)
        else:
            _LOG.error(log.FAULT, kind, place)
        said = None if told is None else (told.happened, told.safe, told.todo)
        self._count(Fault(kind.__name__, str(place), cause(error), said))

    def _of_a_thread(self, found: Any) -> None:
        if found.exc_value is not None and not issubclass(found.exc_type, SystemExit):
            self.hook(found.exc_type, found.exc_value, found.exc_traceback)

    def _unraisable(self, found: Any) -> None:
        if found.exc_value is not None:
            self.hook(found.exc_type, found.exc_value, found.exc_traceback)

    @staticmethod
    def _of_qt(kind: QtMsgType, context: QMessageLogContext, _words: str) -> None:
        """Qt's words may hold a file name or what was typed: only who complains is kept."""
        category = str(getattr(context, "category", "") or "")
        name = category if _CATEGORY.fullmatch(category) else "qt"
        if kind in _LEVELS:
            logging.getLogger(name).log(_LEVELS[kind], "")

    # -- in the UI thread ----------------------------------------------------------------------------------------------

    def _count(self, fault: Fault) -> None:
        with self._guard:
            self.counts[fault] += 1
            self._latest = fault
            if self._waiting:
                return
            self._waiting = True
        self._met.emit()

    def _tell(self) -> None:
        with self._guard:
            self._waiting = False
            fault = self._latest
        if fault is None or not self._is_news(fault):
            return
        self._told[fault] = self._clock()
        try:
            dialog = self._shown()
            if dialog is None:
                dialog = self.dialog = open_report(self._parent)
                dialog.finished.connect(self._closed)
            self._fill(dialog, fault)
            self._put_in_front(dialog)
        except Exception as error:  # a dialog that cannot be shown must not be shown again for that
            _LOG.error(log.FAULT, type(error), log.Place(error.__traceback__))
            self._told.update(dict.fromkeys(self.counts, float("inf")))

    def _shown(self) -> ReportDialog | None:
        """The dialog, unless it went with the window that it stood on."""
        if self.dialog is not None and not isValid(self.dialog):
            self.dialog = None
        return self.dialog

    def _put_in_front(self, dialog: ReportDialog) -> None:
        """Show it on what is in use: a modal dialog takes the keys and the mouse from all but its own children."""
        modal = QApplication.activeModalWidget()
        if modal is not None and modal is not dialog.parent():
            dialog.setParent(modal, dialog.windowFlags())
            if isinstance(modal, QDialog):
                modal.finished.connect(self._go_home)
        dialog.show()

    def _go_home(self) -> None:
        """What it stood on is closed, and it was not read yet."""
        dialog = self._shown()
        if dialog is not None and self._parent is not None and dialog.parent() is not self._parent:
            dialog.setParent(self._parent, dialog.windowFlags())
            dialog.show()

    def _is_news(self, fault: Fault) -> bool:
        if self._shown() is not None:
            return True
        last = self._told.get(fault)
        return last is None or (fault.said is not None and self._clock() - last >= _AGAIN)

    def _fill(self, dialog: ReportDialog, fault: Fault) -> None:
        shown = fault if fault.said or dialog.trouble.happened in ("", _FAULT.happened) else None
        ours = [one for one in self.counts if one.said is None]
        if shown is not None and shown.said is not None:
            trouble, title = on_screen(Trouble(*shown.said)), "Dit lukte niet"
        elif shown is not None:
            trouble, title = _FAULT, "Er ging iets mis"
        else:
            trouble, title = dialog.trouble, dialog.windowTitle()
        dialog.show_fault(title, trouble, self._how_often(fault), self.report() if ours else "")

    def _how_often(self, fault: Fault) -> str:
        often = self.counts[fault]
        places = sum(1 for one in self.counts if one.said is None)
        words = [f"{often} keer"] if often > 1 else []
        if places > 1:
            words.append(f"op {places} plaatsen in het programma")
        return (", ".join(words) + ".").capitalize() if words else ""

    def _closed(self) -> None:
        self.dialog = None

    def report(self) -> str:
        """What can be sent to the makers: versions, kinds, places and counts."""
        from PySide6 import __version__ as qt
        from PySide6.QtCore import QSysInfo, qVersion
        from PySide6.QtGui import QGuiApplication

        from beschutdesk import __version__

        app = QGuiApplication.instance()
        screen = QGuiApplication.platformName()
        if isinstance(app, QGuiApplication):
            screen += f" × {app.devicePixelRatio():g}"
        lines = [
            f"BeschutDesk {__version__}",
            f"Systeem: {QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}",
            f"Python {sys.version.partition(' ')[0]}, Qt {qVersion()}, PySide6 {qt}, {screen}",
            "",
        ]
        for fault, often in self.counts.most_common(20):
            outside = f" [{fault.cause}]" if fault.cause else ""
            lines.append(f"{often} × {fault.kind}{outside}")
            lines += [f"    {step}" for step in fault.place.split(" < ")]
        return "\n".join(lines)
