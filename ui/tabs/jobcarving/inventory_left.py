"""The left side of the inventory: fast entry, the list, and what goes with the chosen tasks."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.tabs.jobcarving.inventory_entry import TaskEntry
from ui.tabs.jobcarving.inventory_list import OfferList, OfferModel
from ui.tabs.jobcarving.inventory_open import OfferLine
from ui.tabs.jobcarving.inventory_words import sum_words, tasks
from ui.tabs.jobcarving.task_filter import TaskFilter, nothing_found
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Elided, Pane, announce, box, button, cols, label, line, plain, rows, set_button

_LIST, _LIST_NARROW = 430, 340
_NOBODY = "Kies eerst een kandidaat die hier een plaatsing heeft"
_LOW = 460
"""Below this height the keys are not told."""
_LOWEST = 340
"""Below this one nothing but the sum is: the list needs the room."""


class HeapPane(Pane):
    """Entry, list, sum and the acts with what is chosen.

    Attributes:
        board_wanted, copy_wanted: the acts.
        entry, filter, model, list: the parts.
    """

    board_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("side")
        self._high = self._roomy = True
        self.entry = TaskEntry()
        self.model = OfferModel()
        self.entry.names = lambda: [line.name for line in self.model.whole]
        self.list = OfferList(self.model)
        self.filter = TaskFilter()
        self._none = nothing_found()
        self._none.other_acted.connect(self._show_everything)
        self._none.hide()
        self.entry.down.connect(self._down)
        self.filter.left_down.connect(self._down)
        self.filter.changed.connect(self._say_found)
        keys = "Spatie kiest · Ctrl+A alles · Alt+↑ ↓ volgorde · Delete weghalen"
        self._keys = label(keys, "meta", "soft", wrap=True)
        self._keys.setMinimumWidth(1)
        self._sum, self._sum_more = Elided("", "meta_strong"), Elided("", "meta", "soft")
        self.to_board = button("Naar het bord", "", "columns-3", on=self.board_wanted.emit)
        self.copy = button("Kopiëren", "quiet", "copy", "Kopieer naar een andere werkgever", self.copy_wanted.emit)
        self._acts = box(cols(self.to_board, self.copy, None))
        foot = rows(self._keys, self._sum, self._sum_more, self._acts, gap=tk.S1, margins=(14, 8, 12, 10))
        top = rows(self.entry, self.filter, gap=tk.S2, margins=(12, 12, 12, 8))
        self.setLayout(rows(top, line(), (self.list, 1), (self._none, 1), line(), foot, gap=0))

    def _down(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_everything(self) -> None:
        self.filter.wipe()
        self._down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filter.is_on and not event.modifiers():
            self.filter.wipe()
        else:
            super().keyPressEvent(event)

    def show_lines(self, lines: Sequence[OfferLine], current: UUID | None, *, reveal: bool = False) -> UUID | None:
        """Show the tasks that the filter leaves, with this one current; returns which is, of those in view.

        Args:
            lines: all tasks.
            current: which one is wanted; another takes its place when it is not in view.
            reveal: it is to be seen: a filter that hides it is wiped.
        """
        if reveal and any(line.id == current and not self._passes(line) for line in lines):
            self.filter.wipe(tell=False)
        shown = [line.id for line in lines if self._passes(line)]
        if current not in shown:
            row = min(max(self.list.currentIndex().row(), 0), len(shown) - 1)
            current = shown[row] if shown else None
        self.list.show_lines(lines, current, self._passes)
        none = bool(lines) and not shown
        self._none.set_words("Niets gevonden", self.filter.said)
        self._none.setVisible(none)
        self.list.setVisible(not none)
        self._show_filter()
        return current

    def to_filter(self) -> None:
        """Go to the words by which tasks are found."""
        if self.model.whole:
            self.filter.show()
            self.filter.go()

    def _show_filter(self) -> None:
        """In a low window the list needs the room, until somebody asks for it."""
        wanted = self._high or bool(self.filter.text()) or self.filter.hasFocus()
        self.filter.setVisible(bool(self.model.whole) and wanted)

    def _say_found(self) -> None:
        if self.filter.is_on:
            found = sum(self._passes(line) for line in self.model.whole)
            announce(self.filter, f"{found} van {tasks(len(self.model.whole))}")

    def _passes(self, line: OfferLine) -> bool:
        return self.filter.passes(line.name, line.place, line.done_by)

    @property
    def body(self) -> QWidget:
        """The list, or what stands there when nothing is found."""
        return self._none if self.list.isHidden() else self.list

    @property
    def told(self) -> tuple[str, str]:
        """The sum, and what else is said below the list."""
        return self._sum.words, self._sum_more.words

    def arrange(self, width: int, height: int) -> None:
        """Give way in a small window."""
        self.setFixedWidth(min(px(_LIST if width >= px(tk.MEDIUM) else _LIST_NARROW), width // 2))
        self._high = height >= px(_LOW)
        self._roomy = height >= px(_LOWEST)
        self._show_filter()
        self._sum_more.setVisible(bool(self._sum_more.words) and self._roomy)
        self._keys.setVisible(self._high and bool(self.model.whole))

    def chosen(self, current: UUID | None) -> list[UUID]:
        """The chosen tasks in their order; otherwise the current one."""
        ticked = self.ticked()
        return ticked or ([current] if current is not None else [])

    def ticked(self) -> list[UUID]:
        """The chosen tasks in their order."""
        return [one.id for one in self.model.whole if one.id in self.model.chosen]

    def say_sum(self, current: UUID | None, *, somebody: bool, who: str) -> None:
        """Say how much work it is, and whether it can go to the board of somebody."""
        some, number = bool(self.chosen(current)), len(self.model.chosen)
        words, more = sum_words(self.model.whole, self.model.chosen)
        self._sum.set_words(words)
        if number and not somebody:
            more = f"{_NOBODY}."  # a button that cannot be pressed says nothing by keyboard
        self._sum_more.set_words(more)
        self._sum_more.setVisible(bool(more) and (self._roomy or more == f"{_NOBODY}."))
        filled = bool(self.model.whole)
        self._keys.setVisible(self._high and filled)
        self._acts.setVisible(filled)
        self.to_board.setToolTip(plain(f"Op het bord van {who} (Ctrl+Enter)") if somebody else _NOBODY)
        set_button(self.to_board, f"Naar het bord ({number})" if number else "Naar het bord", "columns-3")
        self.to_board.setEnabled(some and somebody)
        self.copy.setEnabled(some)
