"""A batch of documents that runs: how to end it, and the dialog that stays while it does."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.saving import ask_folder
from ui.dialogs.trouble import show_trouble
from ui.theme import tokens as tk
from ui.widgets import button, cols, label, line, rows
from ui.widgets.progress import progress_bar

Progress = Callable[[int, int], None]
"""How many had their turn, of how many."""


class Running:
    """A batch that runs. :meth:`stop` ends it after the document at hand; who waits for the end still hears of it.

    Attributes:
        job: where it runs.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self.job: jobs.Job | None = None

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it."""
        return self._stop.is_set()

    def stop(self) -> None:
        """End it; what is done stays."""
        self._stop.set()


class RunDialog(QDialog):
    """Documents to one folder. Who leaves while they are made stops that first.

    Args:
        how: what will happen, in a sentence or two.
        parent: what it stands over.

    Attributes:
        kept: what was issued: a change set, for the other views.
        ask_folder, say_trouble: how it talks to the world outside; a test puts its own here.
        words: what will happen, what happens, or how it ended.
        bar: how far it is.
        stop_button, start_button: what the user can do.
    """

    kept = Signal(object)

    def __init__(self, how: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._running: Running | None = None
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self.words = label(how, "body", "soft", wrap=True)
        self.bar = progress_bar()
        self.stop_button = button("Sluiten", on=self.reject)
        self.start_button = button("Map kiezen en opslaan…", "primary", "folder", on=self.start)
        for made in (self.stop_button, self.start_button):
            made.setAutoDefault(False)

    def _lay(self, *parts: QWidget | QLayout) -> None:
        """Lay out what is asked, with the buttons below it."""
        self.setLayout(
            rows(
                rows(*parts, gap=tk.S4, margins=(24, 20, 24, 16)),
                line(),
                cols(None, self.stop_button, self.start_button, gap=10, margins=(24, 12, 24, 14)),
                gap=0,
            )
        )

    @property
    def busy(self) -> bool:
        """Whether documents are being made."""
        return self._running is not None

    def start(self) -> None:
        """Ask for a folder and begin."""
        raise NotImplementedError

    def _say_left(self, title: str, done: str, trouble: Trouble) -> None:
        """Say why it ended early; what is done is safe."""
        safe = " ".join(part for part in (done, trouble.safe) if part)
        self.say_trouble(self, title, Trouble(trouble.happened, safe, trouble.todo))

    # -- leaving -------------------------------------------------------------------------------------------------------

    def _stopping(self) -> str:
        """What to say while it stops."""
        raise NotImplementedError

    def reject(self) -> None:
        """Stop what runs, keeping what is done; else close."""
        if self._running is not None:
            self._running.stop()
            self.stop_button.setEnabled(False)
            self.words.setText(self._stopping())
            return
        super().reject()

    def abandon(self) -> None:
        """Close at once: the vault is being locked. What is done stays."""
        if self._running is not None:
            self._running.stop()
            if self._running.job is not None:
                self._running.job.cancel()
            self._running = None
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.busy:
            self.reject()
            event.ignore()
        else:
            super().closeEvent(event)
