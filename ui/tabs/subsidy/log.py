"""The supervision log on the page of an application: write, read, what it comes to, and what is missing."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from beschutdesk.rules.log_typed import Days, Filling
from beschutdesk.services.dossiers import Saved
from beschutdesk.services.supervision_log import Entry, Line, Look, Source, gaps, month_name, span, totals
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.dialogs.trouble import show_trouble
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.session import EditSession
from ui.tabs.subsidy.log_line import LogLine
from ui.tabs.subsidy.log_table import LogModel, LogTable
from ui.theme import tokens as tk
from ui.widgets import Flow, Glyph, announce, box, button, cols, label, rows

if TYPE_CHECKING:
    from beschutdesk.services.subsidies import Gathered

_NONE: Final = "Nog geen regels. Schrijf hierboven de eerste op, of lees een lijst in. Bezoeken komen vanzelf."
_CHOOSE: Final = "Kies eerst een regel."
_VISIT: Final = "Deze minuten staan in een werkbezoek. Verander ze daar."


class LogPart(QWidget):
    """The log of the application that is open. What is written is kept at once, each act with a way back.

    Args:
        context: the open desk.
        helpers: what editors may ask of the page.

    Attributes:
        left: never emitted here: nothing waits for a save.
        changed: lines came or went.
        taken_out: something was done: what, and how to take it back.
        look: what is shown; ``None`` while it is read.
    """

    left = Signal()
    changed = Signal()
    taken_out = Signal(str, object)

    def __init__(self, context: DeskContext, helpers: Helpers) -> None:
        super().__init__()
        self._context, self._today = context, helpers.today
        self._session: EditSession | None = None
        self._asked = 0
        self.look: Look | None = None
        self.say_trouble: Callable[[QWidget, str, Trouble], object] = show_trouble
        self.line = LogLine(self._today, self._filling)
        self.model = LogModel()
        self.table = LogTable(self.model)
        self.totals = label("", "body", wrap=True)
        self._months = label("", "meta", "soft", wrap=True)
        self.gaps = label("", "body", wrap=True)
        self._gap_row = box(
            cols(
                rows(Glyph("triangle-alert", "warn", tk.ICON_SMALL), None, gap=0, margins=(0, 3, 0, 0)), (self.gaps, 1)
            )
        )
        self._empty = label(_NONE, "body", "soft", wrap=True)
        self.change_button = button("Veranderen", "quiet", "pencil", "Regel veranderen (Enter)", on=self.change_line)
        self.out_button = button("Weghalen", "quiet", "trash-2", "Regel weghalen (Delete)", on=self.take_out)
        self.import_button = button("Uit een lijst inlezen…", "quiet", "download", on=self.read_in)
        acts = box(Flow(self.change_button, self.out_button, self.import_button, gap=tk.S2))
        self.setLayout(
            rows(self.totals, self._gap_row, self.line, self._empty, self.table, acts, self._months, gap=tk.S3)
        )
        self.setMinimumWidth(1)
        self.line.written.connect(self._write)
        self.line.changed.connect(self._change)
        self.line.left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.change_wanted.connect(self.change_line)
        self.table.out_wanted.connect(self.take_out)
        self._show(None)

    # -- what is open --------------------------------------------------------------------------------------------------

    def bind(self, session: EditSession | None) -> None:
        """Show the log of another application, or none."""
        other = session is None or self._session is None or session.id != self._session.id
        if self._session is not None:
            self._session.reset_done.disconnect(self.refresh)
        self._session = session
        if session is not None:
            session.reset_done.connect(self.refresh)
        if other:
            self.line.forget()
            self._show(None)
        self.refresh()

    def let_go(self) -> None:
        """Let go of all that was read: the desk is locked."""
        self.bind(None)

    def show_gathered(self, _found: "Gathered | None") -> None:
        """Something around it is different: a visit, the terms, what was granted."""
        self.refresh()

    def binders(self) -> list[Binder]:
        """None: nothing here waits for a save."""
        return []

    def counts(self) -> tuple[int, int]:
        """Days with a line, of those that should have one; nothing as long as nothing was written or granted."""
        if self.look is None or not (self.look.log.days or self.look.log.granted):
            return 0, 0
        done = len(self.look.log.days)
        return done, done + len(self.look.log.gaps)

    def go_to(self, key: str) -> bool:
        """Go to the line of an entry, or (empty) to where one writes; ``False`` when it is not there."""
        if not key:
            self.line.next_line()
            return True
        row = next((row for row in range(self.model.rowCount()) if str(self._key(row)) == key), -1)
        if row >= 0:
            self.table.go_to(row)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return row >= 0

    def _key(self, row: int) -> UUID | None:
        line = self.model.line(row)
        return None if line is None else line.key

    # -- reading -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read it again, beside the window; of several requests one is answered."""
        self._asked += 1
        asked, session = self._asked, self._session
        if session is None or session.is_new:
            self._show(None)
            return

        def take(look: Look) -> None:
            if isValid(self) and asked == self._asked:
                self._show(look)

        service = self._context.desk.supervision_log
        self._context.database.submit(service.look, session.id, self._today(), done=take, failed=self._unread)

    def _unread(self, _trouble: Trouble) -> None:
        if isValid(self):  # it went to the trash, and the page says so
            self._show(None)

    def _show(self, look: Look | None) -> None:
        before, chosen = self.counts(), self._key(self.table.currentIndex().row())
        self.look = look
        self.model.show(look)
        row = self.model.row_of(chosen)
        if row >= 0:
            self.table.go_to(row)
        if look is not None:
            self.line.offer(look.names, look.usual)
        said = () if look is None else totals(look.log)
        missing = () if look is None else gaps(look.log)
        self.totals.setText(" ".join(said))
        self.totals.setVisible(bool(said))
        self.gaps.setText("\n".join(missing))
        self._gap_row.setVisible(bool(missing))
        self._months.setText("\n".join(_months(look)))
        self._months.setVisible(bool(look is not None and look.log.months))
        any_line = self.model.rowCount() > 0
        self.table.setVisible(any_line)
        self._empty.setVisible(not any_line)
        for one in (self.change_button, self.out_button):
            one.setVisible(any_line)
        if self.counts() != before:
            self.changed.emit()

    def _filling(self, found: Days) -> Filling:
        return Filling(found.days) if self.look is None else self.look.filling(found, self._today())

    # -- writing -------------------------------------------------------------------------------------------------------

    def _write(self, entries: Any) -> None:
        if self._session is None or not isinstance(entries, tuple):
            return
        number = len(entries)
        words = "De regel staat in het logboek." if number == 1 else f"{number} regels staan in het logboek."
        typed = self.line.typed()
        self.line.kept()  # at once: who types on writes the next line
        self.line.next_line()
        self._do(partial(self._context.desk.supervision_log.add, self._session.id, entries), words, typed)

    def _change(self, row: Any, entry: Any) -> None:
        if self._session is not None and isinstance(row, UUID) and isinstance(entry, Entry):
            work = partial(self._context.desk.supervision_log.change, self._session.id, row, entry)
            self._do(work, "De regel is veranderd.", after=self._changed)

    def _changed(self) -> None:
        self.line.kept()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def change_line(self) -> None:
        """Put the chosen line in the fields above, to be changed."""
        line = self._chosen()
        if line is None or self.look is None:
            self._tell(_CHOOSE)
            return
        if line.source is Source.VISIT:
            self._tell(_VISIT)
            return
        self.line.change(line, self.look.who(line))

    def take_out(self) -> None:
        """Take the chosen line out."""
        line = self._chosen()
        if line is None or self._session is None:
            self._tell(_CHOOSE)
            return
        if line.source is Source.VISIT:
            self._tell(_VISIT)
            return
        work = partial(self._context.desk.supervision_log.remove, self._session.id, (line.key,))
        self._do(work, "De regel is weggehaald.")

    def read_in(self) -> None:
        """Lines out of a table, after a look at what would happen."""
        if self._session is None:
            return
        from ui.dialogs.log_import import LogImportDialog

        dialog = LogImportDialog(self._context, self._session.id, self.window())
        dialog.happened.connect(self._did)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _chosen(self) -> Line | None:
        return self.model.line(self.table.currentIndex().row())

    def _do(
        self,
        work: Callable[[], Saved],
        words: str,
        typed: tuple[str, ...] = (),
        after: Callable[[], None] | None = None,
    ) -> None:
        """Do it in the lane; when it fails, what was typed stands there again."""
        key = self._session.id if self._session is not None else None

        def done(saved: Saved) -> None:
            if after is not None and isValid(self) and self._session is not None and self._session.id == key:
                after()
            self._did(saved, words)

        def failed(trouble: Trouble) -> None:
            if typed and isValid(self) and self._session is not None and self._session.id == key:
                self.line.put_back(typed)
            self._failed(trouble)

        self._context.database.submit(work, done=done, failed=failed)

    def _did(self, saved: Any, words: str) -> None:
        if not isinstance(saved, Saved):
            return
        self._context.announce(saved.changed)
        if isValid(self):
            self.refresh()
            self.changed.emit()
            if saved.save_id is not None:
                self.taken_out.emit(words, partial(self._take_back, saved.save_id))

    def _take_back(self, save: UUID) -> None:
        undo = self._context.desk.dossiers.undo

        def done(back: Saved) -> None:
            self._context.announce(back.changed)
            if isValid(self):
                self.refresh()
                self.changed.emit()

        self._context.database.submit(undo, save, done=done, failed=self._failed)

    def _failed(self, trouble: Trouble) -> None:
        if isValid(self):
            self.say_trouble(self, "Het logboek is niet veranderd", trouble)

    def _tell(self, words: str) -> None:
        self._context.window.toast(words)
        announce(self, words)


def _months(look: Look | None) -> Sequence[str]:
    """What each month comes to, the latest first."""
    found = []
    for one in () if look is None else look.log.months[::-1]:
        days = f"{one.days} {'dag' if one.days == 1 else 'dagen'}"
        without = f"; {one.gaps} {'werkdag' if one.gaps == 1 else 'werkdagen'} zonder regel" if one.gaps else ""
        found.append(
            f"{month_name(one.first)[:1].upper()}{month_name(one.first)[1:]}: {span(one.minutes)} op {days}{without}."
        )
    return found
