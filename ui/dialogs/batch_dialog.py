"""Asks for whom and where the portfolios of a list go, and shows how far it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
from ui import jobs
from ui.dialogs.batch import BatchResult, kept_words, progress_words, start_batch
from ui.dialogs.batch_run import RunDialog
from ui.looking import KEYS, hear_keys
from ui.looking import current as looking
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Glyph, Segmented, announce, cols, label, rows

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_WIDE = 540
_ONE_FOLDER = "Je kiest één map. Elk portfolio krijgt een eigen bestand."
_LOOKING = f"Iemand kijkt mee. In een map met portfolio’s staan namen. Zet eerst de meekijkstand uit ({KEYS})."
_FOR = ("Vloer", "Leidinggevende", "Collega", "Henzelf")


class BatchDialog(RunDialog):
    """The portfolios of several people to one folder.

    Attributes:
        ended: how it ended, or ``None`` while it has not.
    """

    def __init__(
        self, desk: "Desk", jobs_lane: jobs.Lane, candidate_ids: Sequence[UUID], parent: QWidget | None = None
    ) -> None:
        super().__init__(_ONE_FOLDER, parent)
        self._desk, self._lane, self._ids = desk, jobs_lane, tuple(candidate_ids)
        self.ended: BatchResult | None = None
        number = len(self._ids)
        title = "Eén portfolio opslaan" if number == 1 else f"{number} portfolio’s opslaan"
        self.setWindowTitle(title)
        self.setFixedWidth(px(_WIDE))
        question = "Voor wie zijn deze portfolio’s?"
        self.who = Segmented(_FOR, 0, question, clearable=False)
        self.bar.setRange(0, max(number, 1))
        self.start_button.setEnabled(number > 0)
        head = cols(Glyph("file-text", "accent", 24), (label(title, "title", wrap=True), 1), gap=12)
        asked = rows(label(question, "meta_strong"), self.who, gap=tk.S1)
        self._lay(head, asked, self.words, self.bar)
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
        self._running = start_batch(self._desk, self._lane, self._ids, audience, folder, self._progress, self._done)

    def _progress(self, done: int, total: int) -> None:
        self.bar.setValue(done)
        if self._running is None or not self._running.stopped:
            self.words.setText(progress_words(done, total))

    def _done(self, result: BatchResult) -> None:
        self._running, self.ended = None, result
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
            done = kept_words(len(result.paths))
            self._say_left("Niet alle portfolio’s zijn opgeslagen", done, result.trouble)

    def _stopping(self) -> str:
        return f"Stopt na dit portfolio. {kept_words(self.bar.value())}"
