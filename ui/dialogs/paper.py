"""A document before it leaves: made beside the window, shown from memory, then to a printer or a file, and kept.

What all documents have in common stands here; what can be chosen about one, in its own dialog.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.trouble import Trouble
from ui import jobs
from ui.dialogs.handing import HandedOver, print_out, to_file
from ui.dialogs.portfolio_parts import dutch_day, title_of
from ui.dialogs.preview import Preview
from ui.dialogs.printing import AskPrinter, ask_printer
from ui.dialogs.room import take_room
from ui.dialogs.saving import AskPath, ask_save_path
from ui.dialogs.trouble import show_trouble
from ui.forms.parse import format_time
from ui.timers import one_shot
from ui.widgets import Banner, Elided, announce, button, cols, label, line, rows

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.documents import Printed

IN_MEMORY: Final = "Voorbeeld uit het geheugen; er staat nog niets op schijf."
DELAY_MS: Final = 200
"""From the last change to making the preview again."""
_MOST_DROPPED: Final = 8


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that is made and shown.

    Attributes:
        order: what it was made from: that of a portfolio, a timeline or an evaluation.
        printed: the file.
    """

    order: Any
    printed: "Printed"


class PaperDialog(QDialog):
    """Preview of one document. A subclass says what can be chosen about it, and how it is made.

    Args:
        desk: the open profile.
        lane: where it is made.
        what: *Het portfolio*; it begins a sentence.
        parent: the window it belongs to.

    Attributes:
        kept: something was issued or saved: a change set, for the other views.
        rendered: the preview is there.
        ask_path, ask_printer, open_file, say_trouble: how it talks to the world outside; a test puts its own here.
        ready: what is shown, once it is made; ``None`` while it is out of date.
        back_banner: an earlier version is in view.
        done_banner: it was saved or printed.
        note: a line beside the buttons.
    """

    kept = Signal(object)
    rendered = Signal()
    WANTED: QSize = QSize(1060, 690)
    LEAST: QSize = QSize(640, 420)

    def __init__(self, desk: "Desk", lane: jobs.Lane, what: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk, self._lane, self._what = desk, lane, what
        self.ask_path: AskPath = ask_save_path
        self.ask_printer: AskPrinter = ask_printer
        self.open_file: Callable[[Path], object] = _open_file
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self.ready: Ready | None = None
        self._round = 0
        self._job: jobs.Job | None = None
        self._next: Callable[[Ready], None] | None = None
        self._looking_back: IssuedDocument | None = None
        self._handing = self._gone = False
        self._to_open: Path | None = None
        self._shared = ""
        self._timer = one_shot(self, self._render)
        self.preview = Preview()
        self.back_banner, self.done_banner = Banner(), Banner()
        for banner in (self.back_banner, self.done_banner):
            banner.hide()
        self.back_banner.acted.connect(self.leave_old)
        self.done_banner.acted.connect(self._open_saved)
        self.note = label(IN_MEMORY, "meta", "soft", wrap=True)
        self.note.setMinimumWidth(1)
        self.close_button = button("Sluiten", on=self.reject)
        self.print_button = button("Afdrukken…", "", "printer", "Afdrukken (Ctrl+P)", on=self.print_now)
        self.save_button = button("Opslaan als pdf…", "", "download", "Opslaan als pdf (Ctrl+S)", on=self.save_pdf)
        QShortcut(QKeySequence.StandardKey.Print, self, self.print_now)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save_pdf)

    def lay_out(self, title: str, side: QWidget, *beside: QWidget, first: Literal["print", "save"] = "print") -> None:
        """Put it together.

        Args:
            title: heading, also of the window.
            side: what can be chosen.
            beside: what stands beside the heading.
            first: the act that is expected; it stands last and is the primary one.
        """
        self.setWindowTitle(title)
        acts = [self.save_button, self.print_button] if first == "print" else [self.print_button, self.save_button]
        acts[-1].setProperty("kind", "primary")
        acts.insert(0, self.close_button)
        for made in acts:
            made.setAutoDefault(False)  # Enter in a field must not open a file dialog
        heading = Elided(title, "title") if beside else label(title, "title", wrap=True)
        heading.setMinimumWidth(1)
        spring = [None] if beside else []
        top = cols((heading, 0 if beside else 1), *beside, *spring, gap=12, margins=(20, 12, 20, 10))
        left = rows(self.back_banner, (self.preview, 1), gap=0)
        middle = cols((left, 1), line("upright"), side, gap=0)
        foot = cols((self.note, 1), *acts, gap=10, margins=(20, 10, 20, 12))
        self.setLayout(rows(top, line(), (middle, 1), self.done_banner, line(), foot, gap=0))
        take_room(self, self.WANTED, self.LEAST)

    # -- what a subclass says ------------------------------------------------------------------------------------------

    def _making(self) -> Callable[[], Ready] | None:
        """How the document of now is made, to be called in the lane; ``None`` when it cannot be, which is said there.

        Raises:
            Trouble: it cannot be made at all.
        """
        raise NotImplementedError

    def _shown(self, ready: Ready) -> None:
        """It stands on the screen."""

    def _settle(self) -> None:
        """Read what is half typed."""

    def _before_handing(self) -> bool:
        """Save what goes with it; ``False`` stops."""
        return True

    def _whom(self) -> str:
        """To whom it goes, when that is asked."""
        return ""

    def _after_handing(self) -> None:
        """There is one more that was issued."""

    def _may_close(self) -> bool:
        """Whether it can close now; what is typed was saved."""
        return True

    def _forget(self, *, locked: bool) -> None:
        """Let go of all that was read; *locked* when nobody may be told any more."""

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _out_of_date(self) -> None:
        """Something else was chosen: make it again in a moment."""
        if self._gone:
            return
        self.ready = None
        if self._looking_back is not None:
            self._stop_looking_back()
        self._shared = ""
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
            self._job = None
        this = self._round
        try:
            make = self._making()
        except Trouble as trouble:
            self._render_failed(this, trouble)
            return
        if make is None:
            self._next = None
            self.preview.set_busy(False)
            return
        self.preview.set_busy(True)
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
        self.note.setText(self._remark())
        if self._looking_back is None:
            self.preview.show_pdf(ready.printed.data)
        self._shown(ready)
        self.rendered.emit()
        after, self._next = self._next, None
        if after is not None:
            after(ready)

    def _remark(self) -> str:
        dropped = self.ready.printed.dropped if self.ready is not None else ()
        if dropped and not self._shared:
            signs = " ".join(dropped[:_MOST_DROPPED])
            return f"Niet af te drukken: {signs}. Daar staat □; schrijf het liever in woorden."
        return self._shared or IN_MEMORY

    def _render_failed(self, this: int, trouble: Trouble) -> None:
        if this != self._round or self._gone:
            return
        self._next = self._job = None
        self.preview.set_busy(False)
        self.say_trouble(self, "Het voorbeeld is niet gemaakt", trouble)

    def _with_ready(self, act: Callable[[Ready], None]) -> None:
        """Do it with what is on the screen; when that is still being made, as soon as it is there."""
        self._settle()
        if self._handing or self._gone or self._looking_back is not None:
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
        if path is not None and self._before_handing():
            whom = self._whom()
            self._hand(
                lambda _report: to_file(self._desk, ready.order, ready.printed, path, whom), "Opslaan is niet gelukt"
            )

    def print_now(self) -> None:
        """Ask for a printer, print it and keep what was issued."""
        self._with_ready(self._print_ready)

    def _print_ready(self, ready: Ready) -> None:
        choice = self.ask_printer(self, self.preview.pages)
        if choice is not None and self._before_handing():
            whom = self._whom()
            self._hand(
                lambda report: print_out(self._desk, ready.order, ready.printed, choice, report, whom),
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
        if handed.changed:
            self.kept.emit(handed.changed)
        self._set_handing(False)
        if self.preview.isHidden():
            self.reject()
            return
        self._after_handing()
        self.ready = None
        at = format_time(datetime.now().astimezone().time())
        self._shared = f"Versie {handed.number} is om {at} gedeeld." if handed.number else f"Om {at} gedeeld."
        self.note.setText(self._shared)
        self._render()  # a next copy is a next version
        if handed.path is not None:
            words, act = f"Opgeslagen als {handed.path.name}.", "Openen in de pdf-lezer"
        else:
            words, act = "Naar de printer gestuurd.", ""
        self._to_open = handed.path
        self.done_banner.set_words(words, "good", act=act)
        self.done_banner.show()
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

    def abandon(self) -> None:
        """Close at once and save nothing, for the vault is being locked. Drafts stay."""
        self._let_go(locked=True)
        super().reject()

    def reject(self) -> None:
        """Close; while it is being handed over it stays, for whether that succeeds has to be told here."""
        if self._handing and not self._gone:
            words = f"{self._what} wordt nog gedeeld; sluiten kan zodra dat klaar is."
            self.note.setText(words)
            announce(self, words)
            return
        if not self._gone:
            if not self._may_close():
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
            self._let_go(locked=True)

    def _let_go(self, *, locked: bool = False) -> None:
        if self._gone:
            return
        self._gone = True
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
        self.ready = self._next = None
        self.preview.clear()
        self._forget(locked=locked)


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
