"""The portfolio before it leaves: for whom, what is not in it, how it looks, and then to a file or the printer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.handing import HandedOver, print_out, to_file
from ui.dialogs.portfolio_book import PortfolioBook
from ui.dialogs.portfolio_frame import IN_MEMORY, PortfolioFrame
from ui.dialogs.portfolio_parts import dutch_day, title_of
from ui.dialogs.printing import AskPrinter, ask_printer
from ui.dialogs.saving import AskPath, ask_save_path
from ui.dialogs.trouble import show_trouble
from ui.forms.parse import format_time
from ui.forms.session import EditSession
from ui.widgets import announce

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.documents import Order, Printed
    from ui.forms.keeper import DraftKeeper

DELAY_MS: Final = 200
"""From the last change to making the preview again."""
_MOST_DROPPED: Final = 8
_WAIT: Final = "Het portfolio wordt nog gedeeld; sluiten kan zodra dat klaar is."


@dataclass(frozen=True, slots=True)
class Ready:
    """A portfolio that is made and shown."""

    order: "Order"
    printed: "Printed"


class PortfolioDialog(PortfolioFrame):
    """Preview of one portfolio, with what can still be chosen about it.

    Attributes:
        kept: something was saved or issued: a change set, for the other views.
        saved: the edits to the portfolio were saved: a ``Saved``, with which that can be undone.
        ask_path, ask_printer, open_file, say_trouble: how it talks to the world outside; a test puts its own here.
        ready: what is shown, once it is made; ``None`` while it is out of date.
    """

    kept = Signal(object)
    saved = Signal(object)
    rendered = Signal()

    def __init__(
        self,
        desk: "Desk",
        jobs_lane: jobs.Lane,
        candidate_id: UUID,
        parent: QWidget | None = None,
        *,
        keeper: "DraftKeeper | None" = None,
        database: jobs.Lane | None = None,
        session: EditSession | None = None,
        today: date | None = None,
    ) -> None:
        """Open the portfolio of a candidate.

        Args:
            desk: the open profile.
            jobs_lane: where the document is made.
            candidate_id: whose.
            parent: the window it belongs to.
            keeper: keeps the drafts of what is changed here.
            database: lane to save in.
            session: the portfolio as it is being edited elsewhere, when it is; else it is read here.
            today: the date on the document.

        Raises:
            Trouble: there is no such candidate.
        """
        book = PortfolioBook(
            desk,
            candidate_id,
            today or date.today(),  # noqa: DTZ011 - the date on paper is that of this table
            session=session,
            keeper=keeper,
            lane=database,
        )
        super().__init__(book, parent)
        self._desk, self._lane = desk, jobs_lane
        self.ask_path: AskPath = ask_save_path
        self.ask_printer: AskPrinter = ask_printer
        self.open_file: Callable[[Path], object] = _open_file
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self.ready: Ready | None = None
        self._round = 0
        self._job: jobs.Job | None = None
        self._next: Callable[[Ready], None] | None = None
        self._looking_back: IssuedDocument | None = None
        self._handing = self._gone = self._saving = self._refused = False
        self._to_open: Path | None = None
        # Told when this closes: on hearing it, the form below makes its sessions anew, and one of them is in use here.
        self._untold: set[tuple[str, UUID]] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._render)
        self._connect()
        self.side.show_issued(self.book.issued())
        self._render()

    def _connect(self) -> None:
        self.book.changed.connect(self._out_of_date)
        self.side.audience_chosen.connect(lambda _audience: self._out_of_date())
        self.side.reopen.connect(self.look_back)
        self.back_banner.acted.connect(self.leave_old)
        self.done_banner.acted.connect(self._open_saved)
        self.close_button.clicked.connect(self.reject)
        self.print_button.clicked.connect(self.print_now)
        self.save_button.clicked.connect(self.save_pdf)
        QShortcut(QKeySequence.StandardKey.Print, self, self.print_now)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save_pdf)

    @property
    def audience(self) -> Audience:
        """For whom it is now."""
        return self.side.audience

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _out_of_date(self) -> None:
        if self._saving:
            return  # what is on the screen is what was saved
        self.ready = None
        if self._looking_back is not None:
            self._stop_looking_back()
        self.note.setText(IN_MEMORY)
        self.done_banner.hide()
        self._timer.start(DELAY_MS)

    def _render(self) -> None:
        self._timer.stop()
        if self._gone:
            return
        self._round += 1
        if self._job is not None:
            self._job.cancel()
        this = self._round
        try:
            order = self.book.order(self.audience)
        except Trouble as trouble:
            self._render_failed(this, trouble)
            return
        self.side.show_state(self.book.left_out(order))
        self._say_version(order.number)
        self.preview.set_busy(True)
        self._job = self._lane.submit(
            self._desk.documents.render,
            order,
            done=lambda printed: self._rendered(this, Ready(order, printed)),
            failed=lambda trouble: self._render_failed(this, trouble),
        )

    def _rendered(self, this: int, ready: Ready) -> None:
        if this != self._round or self._gone:
            return  # something was changed since; that one is on its way
        self.ready, self._job = ready, None
        self.preview.set_busy(False)
        self.note.setText(self._remark())
        if self._looking_back is None:
            self.preview.show_pdf(ready.printed.data)
        self.rendered.emit()
        after, self._next = self._next, None
        if after is not None:
            after(ready)

    def _remark(self) -> str:
        dropped = self.ready.printed.dropped if self.ready is not None else ()
        if not dropped:
            return IN_MEMORY
        return f"Niet af te drukken: {' '.join(dropped[:_MOST_DROPPED])}. Daar staat □; schrijf het liever in woorden."

    def _render_failed(self, this: int, trouble: Trouble) -> None:
        if this != self._round or self._gone:
            return
        self._next = self._job = None
        self.preview.set_busy(False)
        self.say_trouble(self, "Het voorbeeld is niet gemaakt", trouble)

    def _say_version(self, number: int) -> None:
        state = "concept" if self.book.concept else "nog niet gedeeld"
        self.chip.set_look(f"versie {number}, {state}", icon="pencil", dashed=True)

    def _with_ready(self, act: Callable[[Ready], None]) -> None:
        """Do it with what is on the screen; when that is still being made, as soon as it is there."""
        self.side.settle()
        if self._handing or self._looking_back is not None:
            return
        if self.ready is not None:
            act(self.ready)
            return
        self._next = act
        if self._timer.isActive() or self._job is None:
            self._render()

    # -- handing over --------------------------------------------------------------------------------------------------

    def save_pdf(self) -> None:
        """Ask where it goes, write it and keep what was issued."""
        self._with_ready(self._save_ready)

    def _save_ready(self, ready: Ready) -> None:
        path = self.ask_path(self, ready.printed.name)
        if path is not None and self._save_book():
            self._hand(lambda report: to_file(self._desk, ready.order, ready.printed, path), "Opslaan is niet gelukt")

    def print_now(self) -> None:
        """Ask for a printer, print it and keep what was issued."""
        self._with_ready(self._print_ready)

    def _print_ready(self, ready: Ready) -> None:
        choice = self.ask_printer(self, self.preview.pages)
        if choice is not None and self._save_book():
            self._hand(
                lambda report: print_out(self._desk, ready.order, ready.printed, choice, report),
                "Afdrukken is niet gelukt",
            )

    def _hand(self, work: Callable[[Any], HandedOver], failed: str) -> None:
        self._set_handing(True)

        def run(report: jobs.Report) -> HandedOver:
            return work(report)

        def stop(trouble: Trouble) -> None:
            if not self._gone:
                self._set_handing(False)
                self.say_trouble(self, failed, trouble)

        self._lane.submit(run, done=self._handed, failed=stop, progress=self._say_progress)

    def _set_handing(self, busy: bool) -> None:
        self._handing = busy
        for made in (self.print_button, self.save_button):
            made.setEnabled(not busy)
        self.note.setText("Bezig…" if busy else self._remark())

    def _say_progress(self, done: int, total: int) -> None:
        if not self._gone:
            self.note.setText(f"Pagina {done + 1} van {total} naar de printer" if total else "Bezig…")

    def _handed(self, handed: HandedOver) -> None:
        if self._gone:
            return
        self.kept.emit(handed.changed)
        self._set_handing(False)
        self.side.show_issued(self.book.issued())
        self.ready = None
        self._render()  # a next copy is a next version
        at = format_time(datetime.now().astimezone().time())
        if handed.path is not None:
            words, act = f"Opgeslagen als {handed.path.name}.", "Openen in de pdf-lezer"
        else:
            words, act = "Naar de printer gestuurd.", ""
        self._to_open = handed.path
        self.done_banner.set_words(words, "good", act=act)
        self.done_banner.show()
        self.note.setText(f"Versie {handed.number} is om {at} gedeeld.")
        announce(self, words)

    def _open_saved(self) -> None:
        if self._to_open is not None:
            self.open_file(self._to_open)

    # -- earlier versions ----------------------------------------------------------------------------------------------

    def look_back(self, document: IssuedDocument) -> None:
        """Show an earlier version as it went out."""
        try:
            data = self._desk.documents.reopen(document)
        except Trouble as trouble:
            self.say_trouble(self, "Deze versie kan niet worden getoond", trouble)
            return
        self._looking_back = document
        self.preview.show_pdf(data)
        words = f"{title_of(document)}: zo is die op {dutch_day(document.issued_on)} gedeeld."
        self.back_banner.set_words(words, act="Terug naar het voorbeeld", icon="history")
        self.back_banner.show()
        for made in (self.print_button, self.save_button):
            made.setEnabled(False)
        announce(self, words)

    def leave_old(self) -> None:
        """Back to the preview of now."""
        self._stop_looking_back()
        if self.ready is not None:
            self.preview.show_pdf(self.ready.printed.data)

    def _stop_looking_back(self) -> None:
        self._looking_back = None
        self.back_banner.hide()
        for made in (self.print_button, self.save_button):
            made.setEnabled(not self._handing)

    # -- leaving -------------------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Read what is half typed; the draft keeper does the rest. Before a lock."""
        self.side.settle()

    def _save_book(self) -> bool:
        self._saving, first = True, self.book.session.is_new
        try:
            saved = self.book.save()
        except Exception as error:  # whatever it is, the text is in the draft and the dialog must be able to close
            self.say_trouble(self, "Het portfolio is niet opgeslagen", jobs.calm(error))
            return False
        finally:
            self._saving = False
        if saved is not None:
            self.saved.emit(saved)
            # with the first one the person changed too: views that show the person look for it
            more = {("candidate", self.book.person.id)} if first else set()
            self._untold |= saved.changed | more
        return True

    def abandon(self) -> None:
        """Close at once and save nothing, for the vault is being locked. Drafts stay."""
        self._untold.clear()  # there is nobody left to tell
        self._let_go()
        super().reject()

    def reject(self) -> None:
        """Close; what was changed is saved. When that fails the draft stands and a second try closes.

        While it is being handed over it stays: whether that succeeds has to be told here.
        """
        if self._handing and not self._gone:
            self.note.setText(_WAIT)
            announce(self, _WAIT)
            return
        if not self._gone:
            self.side.settle()
            if self.book.worth_saving and not self._refused and not self._save_book():
                self._refused = True
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
        if not event.spontaneous() and not self._gone:
            self._untold.clear()
            self._let_go()

    def _let_go(self) -> None:
        if self._gone:
            return
        self._gone = True
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
        self.flush()
        self.preview.clear()
        self.side.unbind()
        self.book.close()
        if self._untold:
            self.kept.emit(frozenset(self._untold))


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
