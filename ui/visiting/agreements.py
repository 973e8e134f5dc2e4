"""The agreements of this visit: those made already, and the line for the next one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.lasting import AgreementResult
from beschutdesk.dossier.values import WEEKDAYS
from beschutdesk.rules.when import in_full
from ui.looking import current as looking
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.visiting.agreement_line import AgreementLine, Line, from_plain
from ui.visiting.open_visit import AGREEMENTS, INSIDE, OpenVisit
from ui.widgets import Elided, ItemModel, ListView, Pane, RowDelegate, RowLook, announce, cols, label, rows

_MOST: Final = 3
"""So many stand in view; the others come by scrolling."""
_YEAR_FROM: Final = 300
_COVERED: Final = "ingeklapt, want iemand kijkt mee"


@dataclass(frozen=True, slots=True)
class Made:
    """An agreement in the list."""

    key: UUID
    who: str
    what: str
    due: date | None
    done: bool
    inside: bool


def short_day(day: date | None, today: date) -> str:
    """``ma 30-11``, with the year when it lies far off."""
    if day is None:
        return ""
    words = f"{WEEKDAYS[day.weekday()][:2]} {day.day}-{day.month}"
    return words if abs((day - today).days) < _YEAR_FROM else f"{words}-{day.year}"


def _sentence(made: Made) -> str:
    parts = (
        "gedaan" if made.done else "open",
        made.who,
        made.what,
        in_full(made.due) if made.due is not None else "zonder dag",
        "alleen intern" if made.inside else "",
    )
    return ", ".join(part for part in parts if part)


class _Row(RowDelegate):
    def __init__(self) -> None:
        super().__init__()
        self.today = date.min

    def paint_row(self, painter: QPainter, rect: QRectF, item: Made, look: RowLook) -> None:
        c = colours()
        inner = rect.adjusted(10, 0, -10, 0)
        middle = inner.center().y() - tk.ICON / 2
        icon = ("square-check", c.good) if item.done else ("square", c.edge)
        paint.icon(painter, inner.left() + 4, middle, *icon)
        room = inner.adjusted(tk.ICON + 16, 0, 0, 0)
        words = short_day(item.due, self.today)
        used = paint.text(painter, room, words, font("meta", tabular=True), c.soft, paint.RIGHT) if words else 0
        room.setRight(room.right() - used - 10)
        if item.inside:
            paint.icon(painter, room.right() - tk.ICON_SMALL, middle + 1, "eye-off", c.soft, tk.ICON_SMALL)
            room.setRight(room.right() - tk.ICON_SMALL - 8)
        taken = paint.text(painter, room, item.who, font("meta_strong"), c.accent) if item.who else -8
        paint.text(painter, room.adjusted(taken + 8, 0, 0, 0), item.what, font(), c.soft if item.done else c.ink)


class _List(ListView):
    """Space: done. I: stays inside. Enter: back into the line. Delete: away, with a way back."""

    act = Signal(str)
    away = Signal()

    def __init__(self, model: ItemModel, row: RowDelegate) -> None:
        super().__init__(model, row, "Afspraken van dit bezoek", letters=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        acts = {keys.Key_Space: "done", keys.Key_I: "inside", keys.Key_Delete: "out"}
        act = acts.get(keys(event.key()))
        if act is not None and not event.modifiers() and self.currentIndex().isValid():
            self.act.emit(act)
        elif event.key() == keys.Key_Down and self.currentIndex().row() == self.model().rowCount() - 1:
            self.away.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.go_to(self.model().rowCount() - 1)


class AgreementsPane(Pane):
    """The strip below the note.

    Attributes:
        line: for the next one.
        list: those that were made.
        changed: one was added, changed or taken out.
        toast: says what was done, with a way back.
    """

    changed = Signal()

    def __init__(self, toast: Callable[[str, Callable[[], object] | None], object]) -> None:
        super().__init__("side")
        self._visit: OpenVisit | None = None
        self._toast = toast
        self._low = self._asked = False
        self._earlier = 0
        self._title = label("Afspraken", "section", "accent")
        self._count = Elided("", "meta", "soft")
        self._key = label("Alt+A", "meta", "soft")
        self.line = AgreementLine()
        self._row = _Row()
        self._items = ItemModel(_sentence)
        self.list = _List(self._items, self._row)
        self.setLayout(
            rows(
                cols(self._title, (self._count, 1), self._key, gap=tk.S3),
                self.list,
                self.line,
                gap=tk.S1,
                margins=(20, 8, 20, 8),
            )
        )
        self.line.entered.connect(self._add)
        self.line.edited.connect(self._half)
        self.line.up.connect(self.go_up)
        self.list.act.connect(self._act)
        self.list.opened.connect(lambda _row: self._edit())
        self.list.away.connect(self.line.enter_line)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_visit(self, visit: OpenVisit | None, earlier: int = 0) -> None:
        """Show the agreements about who is in front, with how many of an earlier time are still open."""
        self._visit, self._earlier = visit, earlier
        if visit is None:
            self._items.set_items([])
            return
        self._row.today = visit.today
        self.line.show_line(from_plain(visit.half(AGREEMENTS)), visit.person, visit.today)
        self.fill()

    def set_earlier(self, earlier: int) -> None:
        """Tell how many of an earlier time are still open."""
        self._earlier = earlier
        self._tell()

    def set_low(self, low: bool) -> None:
        """In a low window the list comes only when it is asked for."""
        self._low = low
        self._fit()

    def fill(self) -> None:
        """Show them again."""
        if self._visit is None:
            return
        made = [self._made(self._visit, key) for key in self._visit.rows(AGREEMENTS)]
        if list(self._items.items()) != made:
            self._items.set_items(made)
        self._tell()
        self._fit()

    def _made(self, visit: OpenVisit, key: UUID) -> Made:
        def value(name: str) -> Any:
            return visit.row_value(AGREEMENTS, key, name)

        party = value("party")
        who = " ".join(part for part in ("" if party is None else party.label, value("who")) if part)
        done = value("done_on") is not None or value("result") is not None
        inside = value("readers") == INSIDE
        if inside and looking().on:
            return Made(key, "", _COVERED, None, done, inside)
        return Made(key, who, value("what"), value("due_on"), done, inside)

    def _tell(self) -> None:
        number = len(self._items.items())
        parts = [
            f"{number} vandaag" if number else "",
            f"{self._earlier} van vorige keer open" if self._earlier else "",
        ]
        self._count.set_words(" · ".join(part for part in parts if part))

    def _fit(self) -> None:
        number = len(self._items.items())
        shown = number > 0 and (not self._low or self._asked)
        self.list.setFixedHeight(px(tk.H_ROW) * min(max(number, 1), 1 if self._low else _MOST))
        self.list.setVisible(shown)
        self._key.setVisible(not self._low)

    def go_up(self) -> None:
        """Go to the list; in a low window it comes into view."""
        if self._items.items():
            self._asked = True
            self._fit()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._asked and now is not None and now is not self.list and self.window() is now.window():
            self._asked = False
            self._fit()

    # -- acts ----------------------------------------------------------------------------------------------------------

    def _half(self) -> None:
        if self._visit is not None:
            self._visit.set_half(AGREEMENTS, self.line.line.plain())

    def _add(self, line: Line, day: date | None) -> None:
        visit = self._visit
        if visit is None:
            return
        values = {
            "what": line.what.strip(),
            "party": line.party,
            "who": line.who.strip(),
            "made_on": visit.today,
            "due_on": day,
            "readers": INSIDE if line.inside else None,
        }
        try:
            visit.add(AGREEMENTS, values)
        except WrongValue as wrong:
            announce(self.line, str(wrong))
            return
        visit.set_half(AGREEMENTS, {})
        self.line.show_line(Line(), visit.person, visit.today)
        self.fill()
        self.list.scrollToBottom()
        announce(self.line, f"Afspraak toegevoegd: {_sentence(self._items.items()[-1])}")
        self.line.enter_line()
        self.changed.emit()

    def _current(self) -> Made | None:
        item = self.list.current_item()
        return item if isinstance(item, Made) else None

    def _act(self, act: str) -> None:
        visit, made = self._visit, self._current()
        if visit is None or made is None:
            return
        match act:
            case "done":
                visit.set_row(AGREEMENTS, made.key, "done_on", None if made.done else visit.today)
                visit.set_row(AGREEMENTS, made.key, "result", None if made.done else AgreementResult.DONE)
            case "inside":
                visit.set_row(AGREEMENTS, made.key, "readers", None if made.inside else INSIDE)
            case "out":
                self._take_out(visit, made)
        self.fill()
        if (now := self._current()) is not None:
            announce(self.list, _sentence(now))
        self.changed.emit()

    def turn_inside(self) -> None:
        """Let the agreement that one is at stay inside, or not: that in the list, else that in the line."""
        if self.list.hasFocus() and self._current() is not None:
            self._act("inside")
        else:
            self.line.turn_inside()

    def _take_out(self, visit: OpenVisit, made: Made) -> None:
        back = visit.take_out(AGREEMENTS, made.key)

        def undo() -> None:
            back()
            self.fill()
            self.changed.emit()

        self._toast("Afspraak weggehaald.", undo)
        if len(self._items.items()) <= 1:
            self.line.enter_line()

    def _edit(self) -> None:
        """Bring an agreement back into the line, to type it otherwise."""
        visit, made = self._visit, self._current()
        if visit is None or made is None or self.line.line.plain() or (made.inside and looking().on):
            return
        party = visit.row_value(AGREEMENTS, made.key, "party")
        who = visit.row_value(AGREEMENTS, made.key, "who")
        when = "" if made.due is None else in_full(made.due)
        line = Line(party, who, made.what, when, made.inside)
        visit.take_out(AGREEMENTS, made.key)
        visit.set_half(AGREEMENTS, line.plain())
        self.line.show_line(line, visit.person, visit.today)
        self.fill()
        self.line.what.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
