"""Letting go of an open desk: nothing of it may be left in a window, in memory, on the clipboard or as an open file."""

import logging
import sys
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QToolTip, QWidget
from shiboken6 import isValid

from beschutdesk.log import FAULT, Place
from beschutdesk.trouble import Trouble
from ui.heap import heap
from ui.jobs import Lane

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from ui.context import DeskContext
    from ui.forms.keeper import DraftKeeper
    from ui.frame import Frame
    from ui.main_window import MainWindow

_LOG: Final = logging.getLogger(__name__)
_TITLE: Final = "Je laatste tekst is nog niet opgeslagen"
_PATIENCE: Final = 2.0
"""Seconds to write what was typed, and once more for all jobs to reach their next report or to record a file that was
already written. A system that goes to sleep waits five seconds for us."""
_ON_SCREEN: Final = (
    "Die staat nog op het scherm; daarom blijft het venster open.",
    "Kijk of de schijf vol is en probeer het opnieuw.",
)
_IN_MEMORY: Final = (
    "Die staat versleuteld in het geheugen; daarom blijft het venster open.",
    "Maak ruimte op de schijf en ontgrendel de kluis: dan wordt de tekst bewaard. Sluit daarna.",
)
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

    def tell(self, *, locked: bool = False) -> None:
        """Say it, and where the text is. Nobody may be there to read it: each next try would put another on top."""
        if self._said is not None and isValid(self._said) and self._said.isVisible():
            return
        from ui.dialogs.trouble import show_trouble

        self._said = show_trouble(
            self._window,
            _TITLE,
            Trouble(
                "Je laatste tekst kon niet op de schijf worden gezet.",
                *(_IN_MEMORY if locked else _ON_SCREEN),
            ),
        )


def attempt(step: Callable[..., object], *arguments: object) -> None:
    """Do one step of a lock. A fault in it is logged by kind and place, and keeps no other step from being done."""
    try:
        step(*arguments)
    except Exception as error:
        note_fault(error)


def note_fault(error: Exception) -> None:
    """Log a fault in a lock; what was locked away must not come back as a dialog."""
    _LOG.error(FAULT, type(error), Place(error.__traceback__))


def flush(context: "DeskContext", pages: Iterable[QWidget]) -> bool:
    """Bring all that is typed to the disk, also what is half typed in a dialog. ``False`` when it cannot be kept."""
    attempt(commit_letters)
    for part in (*pages, *_dialogs()):
        attempt(ask, part, "flush")
    return context.keeper.flush(_PATIENCE)


def unseal(sealed: bytes, desk: "Desk", keeper: "DraftKeeper") -> Trouble | None:
    """Take back what could not be written at the lock, and write it. Returns why that cannot be."""
    if not sealed:
        return None
    try:
        desk.drafts.hold(desk.drafts.unsealed(sealed))
    except Trouble as trouble:
        return trouble
    keeper.write_now()
    return None


def commit_letters() -> None:
    """Take in the letters that a keyboard still puts together."""
    QGuiApplication.inputMethod().commit()


def hush(frame: "Frame") -> None:
    """Close what stands in front of the window: dialogs, previews, message boxes, menus, tips."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    QToolTip.hideText()
    for shown in QApplication.topLevelWidgets():
        if isinstance(shown, QDialog):
            attempt(ask, shown, "abandon")
            if isValid(shown):
                shown.hide()  # also ends the loop of a dialog that somebody waits for
                shown.deleteLater()
        elif shown is not frame and isinstance(shown, QLabel):  # the tip, which would fade out by and by
            shown.hide()
            shown.clear()


def let_go(
    context: "DeskContext", window: "MainWindow", pages: Iterable[QWidget], more_lanes: Iterable[Lane] = ()
) -> None:
    """Close the desk: jobs, models, pages, header, and then the vault itself, whatever goes wrong on the way.

    All lanes together get so long to end: a machine that goes to sleep does not wait for each.
    """
    until = time.monotonic() + _PATIENCE
    try:
        for lane in (context.jobs, context.database, *more_lanes):
            attempt(end_soon, lane, max(0.0, until - time.monotonic()))
        for page in pages:
            attempt(ask, page, "close_page")
    finally:
        attempt(window.drop_pages)
        attempt(window.set_mark, None)
        attempt(window.set_person, None)
        attempt(window.set_person_act, "", "", "", None)  # it names who was chosen
        attempt(window.set_search, lambda _words: [])
        attempt(window.busy, None)
        attempt(window.rail.clear_badges)
        attempt(context.keeper.deleteLater)
        attempt(context.desk.close)


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


def forget_errors() -> None:
    """Python remembers the last error that nobody caught, with all its frames, and what stood in them."""
    for name in ("last_exc", "last_value", "last_traceback", "last_type"):
        vars(sys).pop(name, None)


def _collect() -> None:
    forget_errors()
    _lingering[:] = [lane for lane in _lingering if not lane.close(finish=False, patience=0)]
    heap.collect()


def ask(part: QWidget, what: str, *arguments: object) -> None:
    """Call an act of a page or a dialog when it has one (see :class:`ui.context.DeskPage`)."""
    act = getattr(part, what, None)
    if callable(act):
        act(*arguments)


def _dialogs() -> list[QDialog]:
    return [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, QDialog) and shown.isVisible()]
