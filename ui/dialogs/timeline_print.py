"""A timeline before it leaves: for whom, which part, how it looks, and then to the printer or a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.codec import WrongValue
from beschutdesk.services.timeline import EventKind
from beschutdesk.services.timeline_paper import READERS, Asked
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.handing import HandedOver, print_out, to_file
from ui.dialogs.preview import Preview
from ui.dialogs.printing import AskPrinter, ask_printer
from ui.dialogs.saving import AskPath, ask_save_path
from ui.dialogs.trouble import show_trouble
from ui.forms.parse import format_day, parse_day
from ui.looking import KEYS
from ui.looking import current as looking
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import (
    Banner,
    Combo,
    FieldBox,
    Segmented,
    announce,
    box,
    button,
    cols,
    label,
    line,
    line_edit,
    rows,
    scroll,
)

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.documents import Printed
    from beschutdesk.services.timeline_paper import TimelineOrder

DELAY_MS: Final = 250
_IN_MEMORY: Final = "Voorbeeld uit het geheugen; er staat nog niets op schijf."
_WAIT: Final = "De tijdlijn wordt nog afgedrukt; sluiten kan zodra dat klaar is."
_WORDS: Final = {Audience.COLLEAGUE: "Collega", Audience.MUNICIPALITY: "Gemeente", Audience.CANDIDATE: "Kandidaat"}
_SIZE: Final = QSize(1060, 690)
_LEAST: Final = QSize(640, 420)
_SIDE, _AROUND = 330, 24
_MOST_DROPPED: Final = 8


@dataclass(frozen=True, slots=True)
class Ready:
    """A timeline that is made and shown."""

    order: "TimelineOrder"
    printed: "Printed"


class TimelineDialog(QDialog):
    """Preview of one timeline on paper.

    Args:
        desk: the open profile.
        lane: where it is read and made.
        of: ``candidate`` or ``employer``, and its id.
        title: what it is the timeline of.
        kind, words: what is filtered on the screen, to begin with.
        today: the date on it.
        parent: the window it belongs to.

    Attributes:
        kept: it was printed or saved: a change set, for the other views.
        rendered: the preview is there.
        ask_path, ask_printer, say_trouble: how it talks to the world outside; a test puts its own here.
        ready: what is shown, once it is made; ``None`` while it is out of date.
    """

    kept = Signal(object)
    rendered = Signal()

    def __init__(
        self,
        desk: "Desk",
        lane: jobs.Lane,
        of: tuple[str, UUID],
        title: str,
        *,
        today: date,
        kind: EventKind | None = None,
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._lane, self._of, self._today = desk, lane, of, today
        self.ask_path: AskPath = ask_save_path
        self.ask_printer: AskPrinter = ask_printer
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self.ready: Ready | None = None
        self._round = 0
        self._job: jobs.Job | None = None
        self._next: Callable[[Ready], None] | None = None
        self._handing = self._gone = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._render)
        self._build(title, kind, words)
        QShortcut(QKeySequence.StandardKey.Print, self, self.print_now)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save_pdf)
        QShortcut(QKeySequence(KEYS), self, looking().turn)  # that of the window below is not heard up here
        looking().changed.connect(self._looked)
        self._render()

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self, title: str, kind: EventKind | None, words: str) -> None:
        whole = f"Tijdlijn van {title}" if title else "Tijdlijn"
        self.setWindowTitle(whole)
        self._readers = READERS[self._of[0]]
        question = "Voor wie is deze tijdlijn?"
        self.who = Segmented([_WORDS[reader] for reader in self._readers], 0, question, clearable=False)
        self.kind = Combo()
        self.kind.addItem("alles", None)
        for one in EventKind:
            self.kind.addItem(one.value, one)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)) if kind is not None else 0)
        self.since, self.until, self.words = line_edit(), line_edit(), line_edit(words)
        self.boxes = {
            "since": FieldBox("Eerste dag", self.since, "Leeg is vanaf het begin."),
            "until": FieldBox("Laatste dag", self.until, "Leeg is tot en met het laatste."),
        }
        self.left_out = label("", "meta", "soft", wrap=True)
        self.preview = Preview()
        self.done_banner = Banner()
        self.done_banner.hide()
        self.note = label(_IN_MEMORY, "meta", "soft", wrap=True)
        self.note.setMinimumWidth(1)
        self.close_button = button("Sluiten", on=self.reject)
        self.save_button = button("Opslaan als pdf…", "", "download", "Opslaan als pdf (Ctrl+S)", on=self.save_pdf)
        self.print_button = button("Afdrukken…", "primary", "printer", "Afdrukken (Ctrl+P)", on=self.print_now)
        acts = (self.close_button, self.save_button, self.print_button)
        for made in acts:
            made.setAutoDefault(False)
        self.who.edited.connect(lambda _chosen: self._out_of_date())
        self.kind.activated.connect(lambda _index: self._out_of_date())
        for typed in (self.since, self.until, self.words):
            typed.textEdited.connect(lambda _text: self._out_of_date())
        alone = len(self._readers) == 1
        why = "Alleen voor een collega-bemiddelaar: er staan namen in van iedereen die hier werkt of kwam."
        reader = label(why if alone else "", wrap=True)
        side = rows(
            label(question, "meta_strong"),
            self.who,
            reader,
            self.left_out,
            tk.S2,
            FieldBox("Soort gebeurtenis", self.kind),
            self.boxes["since"],
            self.boxes["until"],
            FieldBox("Woorden die erin staan", self.words),
            None,
            gap=tk.S2,
            margins=(20, 14, 20, 12),
        )
        content = box(side)
        reader.setVisible(alone)
        self.who.setVisible(not alone)
        content.setMinimumWidth(1)
        scroller = scroll(content)
        scroller.setFixedWidth(px(_SIDE))
        middle = cols((self.preview, 1), line("upright"), scroller, gap=0)
        top = cols((label(whole, "title", wrap=True), 1), margins=(20, 12, 20, 10))
        foot = cols((self.note, 1), *acts, gap=10, margins=(20, 10, 20, 12))
        self.setLayout(rows(top, line(), (middle, 1), self.done_banner, line(), foot, gap=0))
        self.setMinimumSize(_LEAST)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        self.resize(_SIZE.boundedTo(room - QSize(_AROUND, _AROUND)).expandedTo(_LEAST))
        (self.kind if alone else self.who).setFocus()

    @property
    def audience(self) -> Audience:
        """For whom it is now."""
        return self._readers[max(0, self.who.chosen)]

    def asked(self) -> Asked | None:
        """Which part; ``None`` when a day cannot be read, which is said below it."""
        days: dict[str, date | None] = {}
        for name, typed in (("since", self.since), ("until", self.until)):
            try:
                days[name], words = parse_day(typed.text(), self._today)
            except WrongValue as wrong:
                self.boxes[name].say(str(wrong))
                return None
            self.boxes[name].say(words, "info") if words else self.boxes[name].say("")
        since, until = days["since"], days["until"]
        if since is not None and until is not None and since > until:
            self.boxes["until"].say(f"Deze dag ligt vóór {format_day(since)}.")
            return None
        kind = self.kind.currentData()
        return Asked((kind,) if kind is not None else (), since, until, self.words.text())

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _out_of_date(self) -> None:
        self.ready = None
        self.done_banner.hide()
        self.note.setText(_IN_MEMORY)
        self._timer.start()

    def _render(self) -> None:
        self._timer.stop()
        asked = None if self._gone else self.asked()
        self._round += 1
        if self._job is not None:
            self._job.cancel()
        if asked is None:
            self._next = None
            return
        paper, this, audience = self._desk.timeline_paper, self._round, self.audience
        self.preview.set_busy(True)

        def make() -> Ready:
            order = paper.order(*self._of, audience, self._today, asked)
            return Ready(order, paper.render(order))

        self._job = self._lane.submit(
            make,
            done=lambda ready: self._rendered(this, ready),
            failed=lambda trouble: self._render_failed(this, trouble),
        )

    def _rendered(self, this: int, ready: Ready) -> None:
        if this != self._round or self._gone:
            return  # something was changed since; that one is on its way
        self.ready, self._job = ready, None
        self.preview.set_busy(False)
        self.preview.show_pdf(ready.printed.data)
        inside, out = len(ready.order.events), ready.order.left_out
        told = f"{inside} van {inside + out} gebeurtenissen mag deze lezer zien." if out else ""
        self.left_out.setText(told)
        self.left_out.setVisible(bool(out))
        self.note.setText(self._remark())
        self.rendered.emit()
        after, self._next = self._next, None
        if after is not None:
            after(ready)

    def _remark(self) -> str:
        dropped = self.ready.printed.dropped if self.ready is not None else ()
        if not dropped:
            return _IN_MEMORY
        return f"Niet af te drukken: {' '.join(dropped[:_MOST_DROPPED])}. Daar staat □."

    def _render_failed(self, this: int, trouble: Trouble) -> None:
        if this != self._round or self._gone:
            return
        self._next = self._job = None
        self.preview.set_busy(False)
        self.say_trouble(self, "Het voorbeeld is niet gemaakt", trouble)

    def _with_ready(self, act: Callable[[Ready], None]) -> None:
        """Do it with what is on the screen; when that is still being made, as soon as it is there."""
        if self._handing or self._gone:
            return
        if self.ready is not None:
            act(self.ready)
            return
        self._next = act
        if self._timer.isActive() or self._job is None:
            self._render()

    # -- handing over --------------------------------------------------------------------------------------------------

    def print_now(self) -> None:
        """Ask for a printer, print it and keep what was issued."""
        self._with_ready(self._print_ready)

    def _print_ready(self, ready: Ready) -> None:
        choice = self.ask_printer(self, self.preview.pages)
        if choice is not None:
            self._hand(lambda report: print_out(self._desk, ready.order, ready.printed, choice, report))

    def save_pdf(self) -> None:
        """Ask where it goes, write it and keep what was issued."""
        self._with_ready(self._save_ready)

    def _save_ready(self, ready: Ready) -> None:
        path = self.ask_path(self, ready.printed.name)
        if path is not None:
            self._hand(lambda report: to_file(self._desk, ready.order, ready.printed, path))

    def _hand(self, work: Callable[[Any], HandedOver]) -> None:
        self._set_handing(True)

        def run(report: jobs.Report) -> HandedOver:
            return work(report)

        def stop(trouble: Trouble) -> None:
            if not self._gone:
                self._set_handing(False)
                self.say_trouble(self, "De tijdlijn is niet afgedrukt of opgeslagen", trouble)

        self._lane.submit(run, done=self._handed, failed=stop, progress=lambda _done, _total: None)

    def _set_handing(self, busy: bool) -> None:
        self._handing = busy
        for made in (self.print_button, self.save_button):
            made.setEnabled(not busy)
        self.note.setText("Bezig…" if busy else self._remark())

    def _handed(self, handed: HandedOver) -> None:
        if self._gone:
            return
        self._set_handing(False)
        if handed.changed:
            self.kept.emit(handed.changed)
        if self.preview.isHidden():
            self.reject()
            return
        words = f"Opgeslagen als {handed.path.name}." if handed.path is not None else "Naar de printer gestuurd."
        self.ready = None
        self._render()  # a next copy is a next version
        self.done_banner.set_words(words, "good")
        self.done_banner.show()
        announce(self, words)

    def _looked(self, on: bool) -> None:
        """That of an employer names others: it goes when somebody looks as well."""
        if on and self._of[0] == "employer":
            self.preview.hide()  # also while it is being handed over, when this window has to stay
            self.reject()

    # -- leaving -------------------------------------------------------------------------------------------------------

    def abandon(self) -> None:
        """Close at once, for the vault is being locked."""
        self._let_go()
        super().reject()

    def reject(self) -> None:
        """Close; while it is being handed over it stays, for whether that succeeds has to be told here."""
        if self._handing and not self._gone:
            self.note.setText(_WAIT)
            announce(self, _WAIT)
            return
        self._let_go()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        if not self._gone:
            event.ignore()

    def hideEvent(self, event: QHideEvent) -> None:
        # Hidden from outside, by a lock: nothing of a dossier may stay in a window that waits to be deleted.
        super().hideEvent(event)
        if not event.spontaneous():
            self._let_go()

    def _let_go(self) -> None:
        if self._gone:
            return
        self._gone = True
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
        self.ready = self._next = None
        self.preview.clear()
        self.words.clear()
