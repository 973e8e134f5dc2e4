"""What the dialogs share that look something up beside the window, show it, and write it to a file."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.own_lane import own_lane
from ui.dialogs.saving import AskPath
from ui.dialogs.trouble import show_trouble
from ui.looking import current as looking
from ui.looking import hear_keys
from ui.widgets import Banner, announce

if TYPE_CHECKING:
    from ui.context import DeskContext


class LookUpDialog(QDialog):
    """Reads in a lane of its own, says in a banner how an act went, and holds nothing any more once it is hidden.

    Args:
        context: the open desk.
        title: of the window.
        ask_path: asks where the file goes.
        parent: the window below.

    Attributes:
        ask_path, say_trouble: how it talks to the world outside; a test puts its own here.
        verdict: how the last act went.
    """

    def __init__(self, context: "DeskContext", title: str, ask_path: AskPath, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lane = own_lane(self)
        self._job: jobs.Job | None = None
        self.ask_path = ask_path
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self.verdict = Banner()
        self.verdict.hide()
        self.setWindowTitle(title)
        hear_keys(self)
        looking().changed.connect(self._looked)

    def forget(self) -> None:
        """Let go of all that was looked up."""
        raise NotImplementedError

    def abandon(self) -> None:
        """Close at once: the vault is being locked."""
        self.reject()

    def _looked(self, on: bool) -> None:
        """Somebody looks at the screen as well: what is in view is about others."""
        if on:
            self.reject()

    def _stop_reading(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _say(self, words: str, tone: Any, title: str = "") -> None:
        self.verdict.set_words(words, tone, title)
        self.verdict.show()
        announce(self, f"{title} {words}".strip())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._stop_reading()
            self.forget()
