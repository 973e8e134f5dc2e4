"""Asks for whom and where the portfolios of a list go, and shows how far it is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.batch import Batch, BatchResult, kept_words, progress_words, start_batch
from ui.dialogs.saving import ask_folder
from ui.dialogs.trouble import show_trouble
from ui.looking import KEYS, hear_keys
from ui.looking import current as looking
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Glyph, Segmented, announce, button, cols, label, line, rows
from ui.widgets.progress import progress_bar

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_WIDE = 540
_ONE_FOLDER = "Je kiest één map. Elk portfolio krijgt een eigen bestand."
_LOOKING = f"Iemand kijkt mee. In een map met portfolio’s staan namen. Zet eerst de meekijkstand uit ({KEYS})."
_FOR = ("Vloer", "Leidinggevende", "Collega", "Henzelf")


class BatchDialog(QDialog):
    """The portfolios of several people to one folder.

    Attributes:
        kept: what was issued: a change set, for the other views.
        ask_folder, say_trouble: how it talks to the world outside; a test puts its own here.
        ended: how it ended, or ``None`` while it has not.
    """

    kept = Signal(object)

    def __init__(
        self, desk: "Desk", jobs_lane: jobs.Lane, candidate_ids: Sequence[UUID], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._lane, self._ids = desk, jobs_lane, tuple(candidate_ids)
        self._batch: Batch | None = None
        self.ended: BatchResult | None = None
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        number = len(self._ids)
        title = "Eén portfolio opslaan" if number == 1 else f"{number} portfolio’s opslaan"
        self.setWindowTitle(title)
        self.setFixedWidth(px(_WIDE))
        question = "Voor wie zijn deze portfolio’s?"
        self.who = Segmented(_FOR, 0, question, clearable=False)
        self.words = label(_ONE_FOLDER, "body", "soft", wrap=True)
        self.bar = progress_bar()
        self.bar.setRange(0, max(number, 1))
        self.stop_button = button("Sluiten", on=self.reject)
        self.start_button = button("Map kiezen en opslaan…", "primary", "folder", on=self.start)
        self.start_button.setEnabled(number > 0)
        for made in (self.stop_button, self.start_button):
            made.setAutoDefault(False)
        head = cols(Glyph("file-text", "accent", 24), (label(title, "title", wrap=True), 1), gap=12)
        asked = rows(label(question, "meta_strong"), self.who, gap=tk.S1)
        self.setLayout(
            rows(
                rows(head, asked, self.words, self.bar, gap=tk.S4, margins=(24, 20, 24, 16)),
                line(),
                cols(None, self.stop_button, self.start_button, gap=10, margins=(24, 12, 24, 14)),
                gap=0,
            )
        )
        self.who.setFocus()
        looking().changed.connect(self._looked)
        hear_keys(self)
        self._looked(looking().on)

    def _looked(self, on: bool) -> None:
        """The dialog that asks for a folder shows files with names: it stays away while somebody looks as well."""
        if self.busy:
            return
        self.start_button.setEnabled(bool(self._ids) and not on)
        if self.ended is None:
            self.words.setText(_LOOKING if on else _ONE_FOLDER)

    @property
    def busy(self) -> bool:
        """Whether portfolios are being made."""
        return self._batch is not None

    def start(self) -> None:
        """Ask for a folder and begin."""
        if self.busy or not self._ids or looking().on:
            return
        folder = self.ask_folder(self, "Map voor de portfolio’s")
        if folder is None:
            return
        self.who.setEnabled(False)
        self.start_button.setEnabled(False)
        self.stop_button.setText("Stoppen")
        self.bar.setValue(0)
        self.bar.show()
        self._progress(0, len(self._ids))
        audience = PORTFOLIO_AUDIENCES[self.who.chosen]
        self._batch = start_batch(self._desk, self._lane, self._ids, audience, folder, self._progress, self._done)

    def _progress(self, done: int, total: int) -> None:
        self.bar.setValue(done)
        if self._batch is None or not self._batch.stopped:
            self.words.setText(progress_words(done, total))

    def _done(self, result: BatchResult) -> None:
        self._batch, self.ended = None, result
        self.stop_button.setText("Sluiten")
        self.stop_button.setEnabled(True)
        self.who.setEnabled(True)
        self.start_button.setEnabled(not looking().on)
        self.bar.setVisible(False)
        self.words.setText(result.words)
        announce(self, result.words)
        if result.changed:
            self.kept.emit(result.changed)
        if result.trouble is not None:
            trouble = result.trouble
            safe = " ".join(part for part in (kept_words(len(result.paths)), trouble.safe) if part)
            self.say_trouble(
                self, "Niet alle portfolio’s zijn opgeslagen", Trouble(trouble.happened, safe, trouble.todo)
            )

    def reject(self) -> None:
        """Stop what runs, keeping what is done; else close."""
        if self._batch is not None:
            self._batch.stop()
            self.stop_button.setEnabled(False)
            self.words.setText(f"Stopt na dit portfolio. {kept_words(self.bar.value())}")
            return
        super().reject()

    def abandon(self) -> None:
        """Close at once: the vault is being locked. What is done stays."""
        if self._batch is not None:
            self._batch.stop()
            if self._batch.job is not None:
                self._batch.job.cancel()
            self._batch = None
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.busy:
            self.reject()
            event.ignore()
        else:
            super().closeEvent(event)
