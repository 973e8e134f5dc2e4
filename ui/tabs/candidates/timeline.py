"""The timeline of a person or of an employer: everything with a date, the newest first, each line readable whole."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QWidget

from beschutdesk.services.store import ChangeSet
from beschutdesk.services.timeline import Event, EventKind, asked_for, clock, sentence
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.forms.parse import format_day
from ui.jobs import LATER
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import Combo, ItemModel, RowDelegate, RowLook, Search, button, cols, label, rows
from ui.widgets.whole_list import WholeList

if TYPE_CHECKING:
    from ui.dialogs.copying import CopyDialog
    from ui.dialogs.timeline_print import TimelineDialog

_FIRST, _MORE = 12, 60
_DATE: Final = 96
_ICONS: Final = {
    EventKind.CONTACT: "message-square-text",
    EventKind.PHASE: "footprints",
    EventKind.TERMS: "clock",
    EventKind.CONTRACT: "signature",
    EventKind.ABSENCE: "calendar-clock",
    EventKind.WAGE_VALUE: "chart-line",
    EventKind.INSTRUMENT: "hand-coins",
    EventKind.EVALUATION: "file-check",
    EventKind.AGREEMENT: "handshake",
    EventKind.ADJUSTMENT: "settings",
    EventKind.TEAM: "users",
    EventKind.DEVELOPMENT: "gauge",
    EventKind.TASK: "list-checks",
    EventKind.DOCUMENT: "file-text",
    EventKind.ADVICE: "badge-check",
    EventKind.INVOLVED: "users-round",
    EventKind.BACKGROUND: "graduation-cap",
    EventKind.SUPERVISOR: "user-round",
    EventKind.MADE: "folder",
}
_FILTER_MS: Final = 120
_REST_MS: Final = 150
"""After another one was opened: who walks through the list does not wait for timelines that nobody reads."""
_TELLING: Final = frozenset({"candidate", "employer", "placement", "visit", "task_list", "issued_document"})
"""Records that a timeline tells about."""


class _EventRow(RowDelegate):
    """Day at the left, what happened in strong, and below it all that is known more."""

    def __init__(self, view_width: Callable[[], int]) -> None:
        super().__init__()
        self._view_width = view_width

    def _room(self, wide: float) -> float:
        return max(60.0, wide - px(_DATE) - tk.ICON - 10 - 2 * tk.S3)

    def row_height(self, item: Event, *, current: bool) -> int:
        del current
        room = self._room(self._view_width())
        high = paint.wrapped_height(item.title, font("strong"), room)
        if item.detail:
            high += 1 + paint.wrapped_height(item.detail, font("body"), room)
        if clock(item):
            high = max(high, px(20) + px(17))
        # What is asked here is at 100 %; the words were measured as large as they are.
        return max(tk.H_ROW, round((high + 2 * tk.S2) * 100 / max(1, px(100))))

    def paint_row(self, painter: QPainter, rect: QRectF, item: Event | None, look: RowLook) -> None:
        if item is None:
            return
        c = colours()
        top = rect.top() + tk.S2
        day = QRectF(rect.left() + tk.S3, top, px(_DATE) - tk.S2, px(20))
        paint.text(painter, day, format_day(item.day), font("meta", tabular=True), c.soft)
        if at := clock(item):
            paint.text(painter, day.translated(0, px(17)), at, font("meta", tabular=True), c.soft)
        left = rect.left() + tk.S3 + px(_DATE)
        paint.icon(painter, left, top + 1, _ICONS[item.kind], c.accent)
        left += tk.ICON + 10
        room = self._room(rect.width())
        high = paint.wrapped_height(item.title, font("strong"), room)
        paint.paragraph(painter, QRectF(left, top, room, high + 1), item.title, font("strong"), c.ink, 99)
        if item.detail:
            body = QRectF(left, top + high + 1, room, rect.bottom() - top - high)
            paint.paragraph(painter, body, item.detail, font("body"), c.ink if look.selected else c.soft, 9999)


class _EventList(WholeList):
    """The lines that are shown."""

    def __init__(self) -> None:
        self.items = ItemModel(sentence)
        super().__init__(self.items, _EventRow(lambda: self.viewport().width()), "Tijdlijn")


class TimelinePane(QWidget):
    """Filter, words to look for, the lines, and buttons that copy them as text and put them on paper.

    It reads in the database lane, when it can be seen; call :meth:`show_of` for another one, :meth:`refresh` after
    something was saved, and :meth:`let_go` at a lock.

    Args:
        context: the open desk.

    Attributes:
        opened: Enter or a double click on a line: its :class:`~beschutdesk.services.timeline.Event`.
    """

    opened = Signal(object)

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        self._of: tuple[str, UUID] | None = None
        self._title = ""
        self._stale = False
        self._asked = 0
        self._events: list[Event] = []
        self._shown = _FIRST
        self.kinds = Combo()
        self.kinds.setAccessibleName("Soort gebeurtenis")
        self.kinds.activated.connect(lambda _index: self._filter())
        self.words = Search("Zoek in de tijdlijn")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FILTER_MS)
        self._timer.timeout.connect(self._filter)
        self.words.textChanged.connect(lambda _text: self._timer.start())
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._read)
        self.copy = button("Kopieer als tekst…", "quiet", "copy", "Tijdlijn kopiëren als tekst", on=self.copy_out)
        self.print_button = button("Afdrukken…", "quiet", "printer", "Tijdlijn afdrukken (Ctrl+P)", on=self.print_out)
        self.view = _EventList()
        self.view.opened.connect(lambda row: self.opened.emit(self.view.items.item(row)))
        self.more = button("", "quiet", "chevron-down", on=self._show_more)
        self._none = label("", "body", "soft", wrap=True)
        top = cols((self.kinds, 2), (self.words, 3))
        acts = cols(self.copy, self.print_button, None)  # beside the filters these would leave them no room
        self.setLayout(rows(top, acts, self._none, self.view, cols(self.more, None), gap=tk.S2))
        self.setMinimumWidth(1)
        for stop in (self.kinds, self.words, self.copy, self.print_button, self.view, self.more):
            stop.installEventFilter(self)
        looking().changed.connect(self._looked)
        self._fill_kinds()
        self._filter()

    # -- reading -------------------------------------------------------------------------------------------------------

    def show_of(self, record: str, key: UUID | None, title: str = "") -> None:
        """Show the timeline of another root, or of nobody.

        Args:
            record: ``candidate`` or ``employer``.
            key: its id.
            title: name for above the printed one.
        """
        self._title = title
        of = None if key is None else (record, key)
        if of == self._of:
            return
        self._of = of
        self._shown = _FIRST
        self._timer.stop()
        self.kinds.setCurrentIndex(0)
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self._blank()
        self._resting.start()

    def _blank(self) -> None:
        """Show no line of the former one any more. The height stays, so that the form is laid out once, not twice."""
        self._asked += 1
        self._events = []
        self.view.items.set_items([])
        self.more.setText("")
        self.copy.setEnabled(False)

    def refresh(self, changed: ChangeSet) -> None:
        """Something was saved: read again when it may tell something else."""
        if any(record in _TELLING for record, _ in changed):
            self._read()

    def let_go(self) -> None:
        """Forget all that was read."""
        self._resting.stop()
        self._of, self._title = None, ""
        self._asked += 1
        self.words.clear()
        self._timer.stop()  # the words that went asked for a filter
        self._take([])

    def _read(self) -> None:
        self._resting.stop()
        self._asked += 1
        if self._of is None:
            self._take([])
            return
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        asked = self._asked

        def done(events: list[Event]) -> None:
            if asked == self._asked:
                self._take(events)

        def failed(trouble: Trouble) -> None:
            if asked == self._asked:
                self._take([])
                self._none.setText(str(trouble))
                self._none.show()

        self._context.database.submit(
            self._context.desk.timeline.of, *self._of, done=done, failed=failed, priority=LATER
        )

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _take(self, events: list[Event]) -> None:
        self._events = events
        self._fill_kinds()
        self._filter()

    # -- showing -------------------------------------------------------------------------------------------------------

    def events(self) -> list[Event]:
        """What goes through the filter, the newest first; of an employer nothing while somebody looks as well."""
        if self._hidden:
            return []
        kind = self.kinds.currentData()
        wanted = (event for event in self._events if kind is None or event.kind is kind)
        return asked_for(wanted, self.words.text())

    @property
    def _hidden(self) -> bool:
        """That of an employer names everybody who works or came there."""
        return looking().on and self._of is not None and self._of[0] == "employer"

    def _looked(self, _on: bool) -> None:
        if self._of is not None and self._of[0] == "employer":
            self._filter()

    def _nothing(self) -> str:
        if self._hidden:
            return FOLDED
        return "Niets gevonden." if self._events else "Nog niets met een datum."

    def _fill_kinds(self) -> None:
        chosen = self.kinds.currentData()
        counts = {kind: sum(event.kind is kind for event in self._events) for kind in EventKind}
        self.kinds.clear()
        self.kinds.addItem(f"alles ({len(self._events)})", None)
        for kind, count in counts.items():
            if count:
                self.kinds.addItem(f"{kind.value} ({count})", kind)
        at = next((i for i in range(self.kinds.count()) if self.kinds.itemData(i) is chosen), 0)
        self.kinds.setCurrentIndex(at)

    def _filter(self) -> None:
        found = self.events()
        self.view.items.set_items(found[: self._shown])
        self.view.fit()
        self.view.setVisible(bool(found))
        left = len(found) - self._shown
        self.more.setText(f"Nog {left} eerdere tonen" if left > 0 else "")
        self.more.setVisible(left > 0)
        self._none.setText("" if found else self._nothing())
        self._none.setVisible(not found)
        self.copy.setEnabled(bool(found))
        self.print_button.setEnabled(self._of is not None and not self._hidden)

    def _show_more(self) -> None:
        at = self._shown
        self._shown += _MORE
        self._filter()
        self.view.setFocus()
        self.view.go_to(at)

    # -- out of the program --------------------------------------------------------------------------------------------

    def copy_out(self) -> "CopyDialog | None":
        """Ask for whom it is copied as text, with the filters of the screen; nothing when nobody is shown."""
        if self._of is None or self._hidden:
            return None
        from ui.dialogs.copying import of_timeline, open_copying

        source = of_timeline(self._context, *self._of, self.words.text())
        return open_copying(self._context, source, self.kinds.currentData())

    def print_out(self) -> "TimelineDialog | None":
        """Show it as it would be on paper, with the filters of the screen; nothing when nobody is shown."""
        if self._of is None or self._hidden:
            return None
        from ui.dialogs.timeline_print import TimelineDialog

        context = self._context
        dialog = TimelineDialog(
            context.desk,
            context.jobs,
            self._of,
            self._title,
            today=context.today(),
            kind=self.kinds.currentData(),
            words=self.words.text(),
            parent=context.window,
        )
        dialog.kept.connect(context.announce)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # In here Ctrl+P is the timeline; elsewhere on the page it is the portfolio, whose shortcut must not hear it.
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Print):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.print_out()
                return True
        return super().eventFilter(watched, event)
