"""The list of candidates: filter, states, the list itself, and the way to the trash."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from beschutdesk.services.drafts import Draft
from beschutdesk.services.lists import CandidateLine, initials
from ui.context import DeskContext
from ui.models.candidates import NEW, CandidatesModel, Person
from ui.theme import colours, font, paint, px
from ui.theme import tokens as tk
from ui.widgets import (
    EmptyState,
    ListView,
    Pane,
    RowDelegate,
    RowLook,
    Search,
    Segmented,
    box,
    button,
    cols,
    label,
    line,
    rows,
)

STATES: Final = ("active", "waiting", "closed")
_WORDS: Final = ("Actief", "Wacht", "Afgerond")
_NEW_NAME: Final = "Nieuwe kandidaat"
_FILTER_MS: Final = 30
_CIRCLE: Final = 36


class PersonRow(RowDelegate):
    """Circle, name, phase and employer; a pencil while something is not saved."""

    def row_height(self, _item: object, *, current: bool) -> int:
        return tk.H_PERSON

    def paint_row(self, painter: QPainter, rect: QRectF, item: Person | None, look: RowLook) -> None:
        if item is None:
            return
        c = colours()
        size = px(_CIRCLE)
        circle = QRectF(rect.left() + 12, rect.center().y() - size / 2, size, size)
        paint.avatar(painter, circle, item.initials, c.pick if look.selected else c.side)
        left = circle.right() + 10
        room = QRectF(left, rect.top(), rect.right() - left - 10, rect.height())
        half = rect.height() / 2
        first = QRectF(room.left(), rect.top() + 6, room.width(), half - 6)
        second = QRectF(room.left(), rect.top() + half, room.width(), half - 8)
        if item.typed:
            paint.icon(painter, second.right() - 16, second.center().y() - 8, "pencil", c.soft, 16)
            second.setRight(second.right() - 22)
        paint.text(painter, first, item.title, font("strong"), c.ink)
        paint.text(painter, second, item.meta, font("meta"), c.soft)


class PeopleView(ListView):
    """The list; Delete puts the current person in the trash."""

    trash_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.trash_wanted.emit()
            return
        super().keyPressEvent(event)


class ListPane(Pane):
    """The pane at the left.

    Attributes:
        chosen: the user went to a person.
        opened: Enter or a double click on a person.
        new_wanted, trash_wanted, restore_wanted: acts; the last with an id.
        trash_shown: the list of the trash is shown, or no longer.
    """

    chosen = Signal(object)
    opened = Signal(object)
    new_wanted = Signal()
    trash_wanted = Signal()
    restore_wanted = Signal(object)
    trash_shown = Signal(bool)

    def __init__(self, context: DeskContext) -> None:
        super().__init__("side")
        self._context = context
        self._quiet = False
        self._in_trash = False
        self.model = CandidatesModel(lambda rids: context.desk.lists.candidate_lines(rids, context.today()), self)
        self.view = PeopleView(self.model, PersonRow(), "Kandidaten")
        self.filter = Search("Filter de lijst")
        self.filter.setClearButtonEnabled(True)
        self.states = Segmented(_WORDS, 0, "Toon", clearable=False)
        self.new = button("", icon="plus", tip="Nieuwe kandidaat (Ctrl+N)", on=self.new_wanted.emit)
        self.new.setFixedWidth(px(40))
        self.trash = button("Prullenbak", "quiet", "trash-2", on=self._turn_trash)
        self.back = button("Terug naar de lijst", "quiet", "arrow-left", on=self._turn_trash)
        self._trash_title = box(rows(label("Prullenbak", "section", "accent"), self.back, gap=2))
        self._trash_title.hide()
        self._none = EmptyState("list-filter", "", "", other="Filter wissen")
        self._none.other_acted.connect(self.clear_filter)
        self._none.hide()
        top = rows(
            cols((self.filter, 1), self.new),
            self.states,
            self._trash_title,
            gap=8,
            margins=(12, 12, 12, 10),
        )
        foot = rows(line(), cols(self.trash, None, margins=(4, 4, 4, 4)), gap=0)
        self._foot = box(foot)
        self.setLayout(rows(top, line(), (self.view, 1), (self._none, 1), self._foot, gap=0))
        self.setMinimumWidth(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FILTER_MS)
        self._timer.timeout.connect(self.load)
        self.filter.textChanged.connect(lambda _text: self._timer.start())
        self.states.edited.connect(lambda _index: self.load())
        self.view.current_changed.connect(self._moved)
        self.view.opened.connect(self._opened)
        self.view.trash_wanted.connect(self.trash_wanted)

    # -- content -------------------------------------------------------------------------------------------------------

    @property
    def in_trash(self) -> bool:
        """Whether the trash is shown."""
        return self._in_trash

    @property
    def state(self) -> str:
        """Key of the state that is shown."""
        return STATES[self.states.chosen]

    def load(self) -> None:
        """Read the list again; the chosen person stays chosen when still in it."""
        keep = self.current()
        desk = self._context.desk
        counts = desk.lists.candidate_counts()
        drafts = [] if self._in_trash else self._new_lines(desk.drafts.all())
        new = [line for line in drafts if line.state == self.state and self._matches(line)]
        for number, key in enumerate(STATES):
            count = counts.get(key, 0) + sum(line.state == key for line in drafts)
            self.states.set_words(number, f"{_WORDS[number]} {count}" if count and number < 2 else _WORDS[number])
        trashed = counts.get("trash", 0)
        self.trash.setText(f"Prullenbak ({trashed})")
        self._foot.setVisible(bool(trashed) and not self._in_trash)
        text = self.filter.text().strip()
        if self._in_trash:
            rids = desk.lists.candidates(text=text, trash=True)
        else:
            rids = desk.lists.candidates(state=self.state, text=text)
        self._quiet = True
        self.model.show(rids, new)
        self._quiet = False
        self._show_none(not rids and not new, text)
        if keep is not None:
            self.show_current(keep)

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody at all: no list, no draft, no trash."""
        desk = self._context.desk
        return not desk.lists.candidate_counts() and not self._new_lines(desk.drafts.all())

    def _new_lines(self, drafts: list[Draft]) -> list[CandidateLine]:
        found = []
        for draft in drafts:
            if draft.record == "candidate" and not draft.base_version:
                get = draft.changes.get
                title = " ".join(part for part in (get("name_used"), get("family_name")) if part)
                state = get("state") or STATES[0]
                found.append(new_line(draft.id, title, state))
        return found

    def _matches(self, line: CandidateLine) -> bool:
        return self.filter.text().strip().casefold() in line.title.casefold()

    def _show_none(self, none: bool, text: str) -> None:
        self.view.setVisible(not none)
        self._none.setVisible(none)
        if not none:
            return
        if text:
            self._none.set_words("Niemand gevonden", f"Geen naam of gemeente begint met ‘{text}’.")
        elif self._in_trash:
            self._none.set_words("De prullenbak is leeg", "Wat je weggooit, komt hier en blijft terug te zetten.")
        else:
            self._none.set_words(
                "Hier staat niemand", f"Niemand heeft nu de stand ‘{_WORDS[self.states.chosen].lower()}’."
            )

    def clear_filter(self) -> None:
        """Show everyone again."""
        self.filter.clear()
        if self._in_trash:
            self._turn_trash()
        else:
            if not self._context.desk.lists.candidates(state=self.state):
                self.states.choose(0)
            self.load()
        self.view.setFocus()

    # -- the current person --------------------------------------------------------------------------------------------

    def current(self) -> UUID | None:
        """Who is current in the list."""
        item = self.view.current_item()
        return item.id if isinstance(item, Person) else None

    def show_current(self, key: UUID | None) -> bool:
        """Mark a person, without opening anything. ``False`` when not in this list."""
        row = -1 if key is None else self.model.row_of(key, self._context.desk.lists.rid(key))
        self._quiet = True
        if row >= 0:
            self.view.go_to(row)
        else:
            self.view.setCurrentIndex(self.model.index(-1, 0))
        self._quiet = False
        return row >= 0

    def reveal(self, key: UUID, state: str) -> None:
        """Show a person even when the filter or another state hides them."""
        if self._in_trash:
            self._turn_trash()
        if self.show_current(key):
            return
        self.filter.clear()
        self._timer.stop()
        if state in STATES:
            self.states.choose(STATES.index(state))
        self.load()
        self.show_current(key)

    def step(self, by: int) -> None:
        """Go to the next or previous person."""
        count = self.model.rowCount()
        if count:
            row = self.view.currentIndex().row()
            self.view.go_to(max(0, min(row + by, count - 1)) if row >= 0 else 0)

    def mark(self, key: UUID, typed: bool) -> None:
        """Something of the current person is typed, or saved."""
        if self.current() == key:
            self.model.mark_typed(key, self.view.currentIndex().row(), typed)

    def _moved(self, row: int) -> None:
        if not self._quiet and row >= 0:
            self.chosen.emit(self.model.key_at(row))

    def _opened(self, row: int) -> None:
        key = self.model.key_at(row)
        if self._in_trash:
            self.restore_wanted.emit(key)
        else:
            self.opened.emit(key)

    def _turn_trash(self) -> None:
        self._in_trash = not self._in_trash
        self._trash_title.setVisible(self._in_trash)
        self.states.setVisible(not self._in_trash)
        self.new.setVisible(not self._in_trash)
        self.view.setAccessibleName("Kandidaten in de prullenbak" if self._in_trash else "Kandidaten")
        self.view.setCurrentIndex(self.model.index(-1, 0))
        self.load()
        self.trash_shown.emit(self._in_trash)
        self.view.setFocus()


def new_line(key: UUID, title: str, state: str) -> CandidateLine:
    """The line of someone who was never saved."""
    letters = initials(title) if title else ""
    return CandidateLine(NEW, key, title or _NEW_NAME, letters, state, "", "", True)
