"""Verslagen van een periode: which days, for whom and where, and how far it is. One goes on working meanwhile."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from beschutdesk.rules.time import days_after
from beschutdesk.rules.when import State, in_full, read_when
from beschutdesk.services.visit_papers import Reader
from ui.dialogs.batch_run import RunDialog
from ui.dialogs.visit_batch_run import BatchResult, Period, reports_words, start
from ui.forms.editors import LineEdit
from ui.looking import current as looking
from ui.looking import hear_keys
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import CheckBox, FieldBox, Glyph, Segmented, announce, cols, label, rows

if TYPE_CHECKING:
    from ui.context import DeskContext

_WIDE: Final = 600
_READERS: Final = (Reader.EMPLOYER, Reader.SUPERVISOR, Reader.CANDIDATE, Reader.DOSSIER)
_WORDS: Final = ("Werkgever", "Begeleider", "Kandidaat", "Eigen dossier")
_HOW: Final = (
    "Je kiest één map. Elk verslag krijgt een eigen bestand, en wordt bewaard als gedeeld. "
    "Woorden die medisch klinken worden hier niet aangewezen: kijk bij twijfel het verslag zelf na."
)


class VisitBatchDialog(RunDialog):
    """The reports of a period to one folder.

    Attributes:
        ended: how it ended, or ``None`` while it has not.
    """

    def __init__(self, context: "DeskContext", parent: QWidget | None = None) -> None:
        super().__init__(_HOW, parent)
        self._context = context
        self.ended: BatchResult | None = None
        self.setWindowTitle("Verslagen van een periode")
        self._build()
        hear_keys(self)
        looking().changed.connect(self._looked)
        self.since.setFocus()
        self.since.selectAll()

    def _build(self) -> None:
        today = self._context.today()
        last = days_after(today.replace(day=1), -1)
        self.since, self.until = LineEdit(), LineEdit()
        self._boxes = {
            "since": FieldBox("Van", self.since, " "),
            "until": FieldBox("Tot en met", self.until, " "),
        }
        self.since.setText(in_full(last.replace(day=1)))
        self.until.setText(in_full(last))
        for name, edit in (("since", self.since), ("until", self.until)):
            edit.textEdited.connect(lambda _words, name=name: self._tell(name))
            self._tell(name)
        question = "Voor wie zijn deze verslagen?"
        self.who = Segmented(_WORDS, 0, question, clearable=False)
        self.who.edited.connect(lambda _at: self._fit_combined())
        self.combined = CheckBox("Eén verslag per bezoek, over iedereen die je zag")
        self.skipped = label("", "meta", "soft", wrap=True)
        self.skipped.hide()
        head = cols(Glyph("file-text", "accent", 24), (label(self.windowTitle(), "title"), 1), gap=12)
        asked = rows(label(question, "meta_strong"), self.who, self.combined, gap=tk.S2)
        days = cols((self._boxes["since"], 1), (self._boxes["until"], 1), gap=tk.S3)
        self._lay(head, days, asked, self.words, self.skipped, self.bar)
        parent = self.parentWidget()
        room = parent.window().width() if parent is not None else px(_WIDE)
        self.setFixedWidth(min(px(_WIDE), max(320, room - 32)))

    # -- what is asked -------------------------------------------------------------------------------------------------

    def _tell(self, name: str, *, left: bool = False) -> date | None:
        edit, below = (self.since if name == "since" else self.until), self._boxes[name]
        found = read_when(edit.text(), self._context.today())
        if found.state is State.READ:
            below.say("")
            below.set_hint(found.words)
        elif found.state is State.WRONG or left:
            below.say(found.shown or "Typ een dag.", "warn")
        else:
            below.say("")
            below.set_hint(found.shown or "Typ een dag, zoals 1-11.")
        return found.day

    def period(self) -> Period | None:
        """What is asked; ``None`` when a day cannot be read, which is said below it."""
        since, until = self._tell("since", left=True), self._tell("until", left=True)
        if since is None or until is None:
            (self.since if since is None else self.until).setFocus()
            return None
        if since > until:
            self._boxes["until"].say("Deze dag ligt vóór de eerste.", "warn")
            self.until.setFocus()
            return None
        reader = _READERS[self.who.chosen]
        return Period(since, until, reader, self.combined.isChecked() and reader is Reader.EMPLOYER)

    def _fit_combined(self) -> None:
        self.combined.setEnabled(_READERS[self.who.chosen] is Reader.EMPLOYER)

    # -- doing it ------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Ask for a folder and begin."""
        period = None if self.busy or looking().on else self.period()
        if period is None:
            return
        folder = self.ask_folder(self, "Map voor de verslagen")
        if folder is None:
            return
        self._set_busy(True)
        context = self._context
        self._running = start(context.desk, context.jobs, period, context.today(), folder, self._progress, self._done)

    def _set_busy(self, busy: bool) -> None:
        for part in (self.since, self.until, self.who, self.start_button):
            part.setEnabled(not busy)
        self.combined.setEnabled(not busy)
        if not busy:
            self._fit_combined()
        self.stop_button.setText("Stoppen" if busy else "Sluiten")
        self.stop_button.setEnabled(True)
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        if busy:
            self.skipped.hide()
            self.words.setText("De bezoeken worden opgezocht…")
            self.stop_button.setFocus()
        self.adjustSize()

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if self._running is None or not self._running.stopped:
            self.words.setText(f"Verslag {min(done + 1, total)} van {total}. Werk gerust door.")

    def _done(self, result: BatchResult) -> None:
        self._running, self.ended = None, result
        self._set_busy(False)
        self.words.setText(result.words)
        self.skipped.setText(result.skipped_words)
        self.skipped.setVisible(bool(result.skipped))
        announce(self, result.words)
        self.adjustSize()
        if result.changed:
            self.kept.emit(result.changed)
        if result.trouble is not None:
            self._say_left("Niet alle verslagen zijn opgeslagen", reports_words(len(result.paths)), result.trouble)

    # -- leaving -------------------------------------------------------------------------------------------------------

    def _looked(self, on: bool) -> None:
        """The dialog that asks for a folder shows files with names: it stays away while somebody looks as well."""
        self.start_button.setEnabled(not on and not self.busy)

    def _stopping(self) -> str:
        return "Stopt na dit verslag. Wat klaar is blijft staan."
