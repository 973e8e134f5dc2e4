"""What is done with a line of Vandaag: done, moved, muted, brought back, and undone."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from beschutdesk.rules.signals import Signal
from beschutdesk.services.today import Marked, MarkState, PutOff
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.dialogs.act import ActDialog
from ui.forms.day_box import DayBox
from ui.forms.parse import format_day
from ui.tabs.today.words import about, told
from ui.widgets import FieldBox, label, line_edit

_WEEK: Final = 7
_KEPT: Final = 20
"""So many acts can be undone."""


class LaterDialog(ActDialog):
    """Asks a day, and for moving a reason.

    Args:
        context: the open desk.
        signal: the line.
        parent: the window below.
        moves: whether it is moved; else it is muted.

    Attributes:
        day, reason: the fields.
    """

    def __init__(self, context: DeskContext, signal: Signal, parent: QWidget, *, moves: bool) -> None:
        words = ("Verzetten", "calendar-clock") if moves else ("Stil tot een dag", "bell")
        super().__init__(*words, "Verzetten" if moves else "Stil zetten", context.database, parent)
        self._context, self._signal, self._moves = context, signal, moves
        today = context.today()
        title, hint = "Naar welke dag" if moves else "Stil tot", "De regel komt op die dag terug."
        self._day = DayBox(title, context.today, hint, least=today + timedelta(days=1))
        self._day.set_day(today + timedelta(days=_WEEK))
        self._day.entered.connect(self.act)
        self.day = self._day.day.widget.line
        self.reason = line_edit()
        self._reason = FieldBox("Waarom", self.reason, "Een paar woorden zijn genoeg.")
        self.reason.textEdited.connect(lambda _words: self._reason.say(""))
        self.reason.returnPressed.connect(self.act)
        beside = about(signal)
        self.add(label(told(signal) + (f" · {beside}" if beside else ""), "strong", wrap=True), self._day)
        if moves:
            self.add(self._reason)
        else:
            self._reason.setParent(self)  # without a parent it would be a window
            self._reason.hide()
        self._day.ask()

    def act(self) -> None:
        day = self._day.read()
        if day is None:
            self._day.ask()
            return
        if self._moves and not self.reason.text().strip():
            self._reason.say("Zet erbij waarom je dit verzet.", "warn")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        service, today = self._context.desk.today, self._context.today()
        if self._moves:
            self.work(service.move, self._signal, day, self.reason.text(), today)
        else:
            self.work(service.mute, self._signal, day, today)


class DayActs:
    """Does it in the lane, says so with a way back, and has the page read again.

    Args:
        context: the open desk.
        page: for dialogs.
        again: reads the page again.
        go: goes to the place of a signal.
    """

    def __init__(
        self, context: DeskContext, page: QWidget, again: Callable[[], None], go: Callable[[Signal], object]
    ) -> None:
        self._context, self._page, self._again, self._go = context, page, again, go
        self._made: list[Marked] = []

    def do(self, act: str, signal: Signal, off: PutOff | None = None) -> None:
        """Do an act of the rows with a line; see :mod:`ui.tabs.today.rows`."""
        today = self._context.today()
        match act:
            case "go":
                self._go(signal)
            case "done":
                self._submit(self._context.desk.today.done, signal, today)
            case "move" | "mute":
                dialog = LaterDialog(self._context, signal, self._page.window(), moves=act == "move")
                dialog.happened.connect(self._did)
                dialog.open()
            case "back" if off is not None:
                self._submit(self._context.desk.today.bring_back, off)
            case "why":
                self._why(signal)

    def undo(self, marked: Marked | None = None) -> bool:
        """Take the last act back, or this one; ``False`` when there is none."""
        if marked is None:
            marked = self._made[-1] if self._made else None
        if marked is None or marked not in self._made:
            return False
        self._made.remove(marked)
        database = self._context.database
        database.submit(self._context.desk.today.undo, marked, done=lambda _back: self._again(), failed=self._failed)
        return True

    def let_go(self) -> None:
        """Forget what was done."""
        self._made.clear()

    def _submit(self, work: Callable[..., Marked], *arguments: Any) -> None:
        self._context.database.submit(work, *arguments, done=self._did, failed=self._failed)

    def _did(self, marked: Marked) -> None:
        self._made = [*self._made, marked][-_KEPT:]
        self._context.window.toast(_said(marked), partial(self.undo, marked))
        self._again()

    def _failed(self, trouble: Trouble) -> None:
        from ui.dialogs.trouble import show_trouble

        show_trouble(self._page, "Dit is niet gelukt", trouble)

    def _why(self, signal: Signal) -> None:
        from ui.tabs.today.reason import show_reason

        show_reason(self._page, signal, self._context.today())


def _said(marked: Marked) -> str:
    mark = marked.after
    if mark is None:
        return "Teruggehaald."
    if mark.state is MarkState.DONE or mark.until is None:
        return "Gedaan."
    return f"{'Verzet naar' if mark.state is MarkState.MOVED else 'Stil tot'} {format_day(mark.until)}."
