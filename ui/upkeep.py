"""What an open desk does by itself, in the jobs lane, once its window is usable: keys, backup, a look at the file."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from beschutdesk.trouble import Trouble
from ui import jobs
from ui.locking import end_soon
from ui.timers import one_shot

if TYPE_CHECKING:
    from ui.context import DeskContext

_BEGIN_MS: Final = 1500
"""After opening: what the user came for goes first."""
_HOUR_MS: Final = 60 * 60 * 1000
_KEYRING_S: Final = 10.0
_WORDS: Final = "Reservekopie maken"


class Upkeep(QObject):
    """Keeps the vault in order while it is open.

    Attributes:
        backed_up: a backup was made, or was not; what tells of it looks again.
    """

    backed_up = Signal()

    def __init__(self, context: "DeskContext", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context: DeskContext | None = context
        self._job: jobs.Job | None = None
        self._ring: jobs.JobsLane | None = None
        self._soon = one_shot(self, self._begin)
        self._hourly = QTimer(self)
        self._hourly.setInterval(_HOUR_MS)
        self._hourly.timeout.connect(self._look)

    def start(self) -> None:
        """Begin in a moment."""
        self._soon.start(_BEGIN_MS)
        self._hourly.start()

    def stop(self) -> None:
        """The desk is being closed."""
        self._soon.stop()
        self._hourly.stop()
        if self._job is not None:
            self._job.cancel()
        self._job = self._context = None
        ring, self._ring = self._ring, None
        if ring is not None:
            end_soon(ring)

    def back_up(self, why: str = "asked") -> None:
        """Make a backup now; a second one at the same time is not begun."""
        context = self._context
        if context is None or self._job is not None:
            return
        asked = why == "asked"
        context.window.busy(_WORDS, cancel=self._cancel)
        self._job = context.jobs.submit(
            context.desk.backups.make,
            why,
            done=lambda made: self._made(asked),
            failed=lambda trouble: self._failed(trouble, asked),
            progress=self._progress,
            priority=jobs.LATER,
        )

    def _begin(self) -> None:
        context = self._context
        if context is not None:
            if self._ring is None:  # of its own: a keyring that is silent keeps no document waiting, and no lock
                self._ring = jobs.JobsLane()
            self._ring.submit(context.desk.keys.mend, _KEYRING_S, failed=_let_be)
            context.jobs.submit(context.desk.look_through, failed=self._damaged, priority=jobs.LATER)
            context.jobs.submit(context.desk.transfer.sweep, failed=_let_be, priority=jobs.LATER)
            self._look()

    def _damaged(self, trouble: Trouble) -> None:
        """A part of the file is not what was written: the user must know before it is in the way."""
        if self._context is not None:
            from ui.dialogs.trouble import show_trouble

            show_trouble(self._context.window, "De kluis is beschadigd", trouble)

    def _look(self) -> None:
        context = self._context
        if context is not None and self._job is None:
            context.jobs.submit(context.desk.backups.state, done=self._seen, failed=_let_be, priority=jobs.LATER)

    def _seen(self, state: Any) -> None:
        if state.due:
            self.back_up("daily")

    def _progress(self, done: int, total: int) -> None:
        if self._context is not None:
            share = f", {min(100, done * 100 // total)} %" if total else ""
            self._context.window.busy(f"{_WORDS}{share}", done, total, self._cancel, counted=False)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._over()

    def _over(self) -> None:
        self._job = None
        if self._context is not None:
            self._context.window.busy(None)

    def _made(self, asked: bool) -> None:
        self._over()
        self.backed_up.emit()
        if asked and self._context is not None:
            self._context.window.toast("De reservekopie is gemaakt en nagekeken.")

    def _failed(self, trouble: Trouble, asked: bool) -> None:
        self._over()
        self.backed_up.emit()  # the mark on the rail tells of it, for nobody asked for this one
        if asked and self._context is not None:
            from ui.dialogs.trouble import show_trouble

            show_trouble(self._context.window, "De reservekopie is niet gemaakt", trouble)


def _let_be(_trouble: Trouble) -> None:
    """It is tried again at the next opening, and nothing the user does depends on it."""
