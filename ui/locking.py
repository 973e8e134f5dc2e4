"""Letting go of an open desk: nothing of it may be left in a window, in memory, on the clipboard or as an open file."""

import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QToolTip, QWidget
from shiboken6 import isValid

from beschutdesk.trouble import Trouble
from ui.jobs import Lane

if TYPE_CHECKING:
    from ui.context import DeskContext
    from ui.frame import Frame
    from ui.main_window import MainWindow

_TITLE: Final = "Vergrendelen is niet gelukt"
_PATIENCE: Final = 5.0
"""Seconds for a job to reach its next report, or to keep what was issued of a file that was already written."""
_A_MOMENT: Final = 0.2
_DEFERRED_DELETE: Final = QEvent.Type.DeferredDelete.value
_AGAIN_MS: Final = 10
_lingering: list[Lane] = []
"""Lanes whose last job does not end: their thread may still speak to them."""


class StayedOpen:
    """Says so on top of a window, and not again while that still stands there.

    Args:
        window: what stays open.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._said: QWidget | None = None

    def tell(self) -> None:
        """Say it. Nobody may be there to read it, and every next try would put another dialog on top."""
        if self._said is not None and isValid(self._said) and self._said.isVisible():
            return
        from ui.dialogs.trouble import show_trouble

        self._said = show_trouble(
            self._window,
            _TITLE,
            Trouble(
                "Je laatste tekst kon niet op de schijf worden gezet.",
                "Die staat nog op het scherm; daarom blijft het venster open.",
                "Kijk of de schijf vol is en probeer het opnieuw.",
            ),
        )


def flush(context: "DeskContext", pages: Iterable[QWidget]) -> bool:
    """Bring all that is typed to the disk, also what is half typed in a dialog. ``False`` when it cannot be kept."""
    QGuiApplication.inputMethod().commit()  # letters that a keyboard still puts together
    for part in (*pages, *_dialogs()):
        ask(part, "flush")
    return context.keeper.flush()


def hush(frame: "Frame") -> None:
    """Close what stands in front of the window: dialogs, previews, message boxes, menus, tips."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    QToolTip.hideText()
    for shown in QApplication.topLevelWidgets():
        if isinstance(shown, QDialog):
            ask(shown, "abandon")
            if isValid(shown):
                shown.hide()  # also ends the loop of a dialog that somebody waits for
                shown.deleteLater()
        elif shown is not frame and isinstance(shown, QLabel):  # the tip, which would fade out by and by
            shown.hide()
            shown.clear()


def let_go(context: "DeskContext", window: "MainWindow", pages: Iterable[QWidget]) -> None:
    """Close the desk: jobs, models, pages, header, and then the vault itself."""
    for lane in (context.jobs, context.database):
        end_soon(lane, _PATIENCE)
    for page in pages:
        ask(page, "close_page")
    window.drop_pages()
    window.set_mark(None)
    window.set_person(None)
    window.set_search(lambda _words: [])
    window.busy(None)
    window.rail.clear_badges()
    context.keeper.deleteLater()
    context.desk.close()


def end_soon(lane: Lane, patience: float = _A_MOMENT) -> None:
    """Close a lane and drop what it still does; a job that waits for others ends by itself, and is heard no more."""
    if lane.close(finish=False, patience=patience):
        lane.deleteLater()
    else:
        lane.setParent(None)
        _lingering.append(lane)


def sweep() -> None:
    """Delete now what waits to be deleted, and let go of what only refers to itself.

    When a dialog that somebody waits for is still on the stack, that comes first: its parts are in use there.
    """
    if QThread.currentThread().loopLevel() > 1:
        QTimer.singleShot(_AGAIN_MS, _collect)
        return
    QCoreApplication.sendPostedEvents(None, _DEFERRED_DELETE)
    _collect()


def _collect() -> None:
    _lingering[:] = [lane for lane in _lingering if not lane.close(finish=False, patience=0)]
    gc.collect()


def ask(part: QWidget, what: str, *arguments: object) -> None:
    """Call an act of a page or a dialog when it has one (see :class:`ui.context.DeskPage`)."""
    act = getattr(part, what, None)
    if callable(act):
        act(*arguments)


def _dialogs() -> list[QDialog]:
    return [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, QDialog) and shown.isVisible()]
