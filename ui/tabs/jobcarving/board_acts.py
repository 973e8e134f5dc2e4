"""What one does on the board, and how each of it is taken back."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.dossier.task_list import ABOUT_TASKS, TaskState
from beschutdesk.rules.task_typed import TypedTask
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.board import Board
from ui.tabs.jobcarving.card_menu import CardMenu
from ui.tabs.jobcarving.form import TaskForm
from ui.tabs.jobcarving.inventory_entry import TaskEntry
from ui.tabs.jobcarving.lines import TaskLine
from ui.tabs.jobcarving.task_filter import TaskFilter, place_among
from ui.tabs.jobcarving.tasks import TASKS, Back, OpenTasks
from ui.tabs.jobcarving.words import count, short


class BoardActs(QWidget):
    """The part of the board that does what is asked."""

    _tasks: OpenTasks
    _acts: Acts
    board: Board
    entry: TaskEntry
    filter: TaskFilter
    form: TaskForm
    menu: CardMenu

    def show_board(self) -> None:
        """Bring the board to the front."""
        raise NotImplementedError

    def _show_cards(self) -> list[TaskLine]:
        raise NotImplementedError

    def _choose(self, key: UUID, *, focus: bool = False) -> None:
        raise NotImplementedError

    def _enter(self, typed: Sequence[TypedTask]) -> None:
        """Put what was typed with the ideas; several lines at once are taken back at once."""
        if self._tasks.session is None:
            return
        keys = []
        for one in typed:
            try:
                keys.append(self._tasks.add_row(TASKS, {**one.values, "state": TaskState.IDEA}))
            except WrongValue as wrong:
                self.entry.refuse(one, str(wrong))
        if keys:
            self._choose(keys[-1])
            self._acts.did("", lambda: [self._tasks.take_out(key) for key in keys if self._tasks.has(key)])

    def _take_news(self) -> None:
        names = self._tasks.tried_elsewhere
        keys = [self._tasks.add(name, TaskState.TRYING) for name in names]
        if keys:
            self._choose(keys[0])
            self._acts.did(
                f"{count(len(keys))} van een bezoek bij ‘{TaskState.TRYING.label}’ gezet.",
                lambda: [self._tasks.take_out(key) for key in keys if self._tasks.has(key)],
            )
            self.board.choose(keys[0], focus=True)

    def _did(self, words: str, back: Back, key: UUID, took: Sequence[UUID] = ()) -> None:
        self._acts.did(words, back, partial(self._tasks.show_wanted.emit, "board", key), took=took)

    def _move(self, step: int) -> None:
        key = self.board.chosen
        back = self._shift(key, step) if key is not None else None
        if key is not None and back is not None:
            self._did("", back, key)
            self.board.choose(key)

    def _shift(self, key: UUID, step: int) -> Back | None:
        """Move a task past the next one that is in view."""
        if not self.filter.is_on:
            return self._tasks.shift(key, step)
        state = self._tasks.state(key)
        shown = self.board.column(state)
        at = shown.index(key) + step if key in shown else -1
        return self._put(key, state, at) if 0 <= at < len(shown) else None

    def _put(self, key: UUID, state: TaskState, at: int) -> Back | None:
        """Put a task at a place among those in view; the others keep their order, also those that a filter hides."""
        if not self.filter.is_on:
            return self._tasks.put(key, state, at)
        whole = [one for one in self._tasks.column(state) if one != key]
        there = set(whole)
        shown = [one for one in self.board.column(state) if one in there]
        return self._tasks.put(key, state, place_among(whole, shown, at))

    def _step(self, step: int) -> None:
        key = self.board.chosen
        back = self._tasks.step(key, step) if key is not None else None
        if key is not None and back is not None:
            self._moved(key, back)

    def _dropped(self, key: UUID, state: TaskState, at: int) -> None:
        if not self._tasks.has(key):
            return  # dragged out of another window
        before = self._tasks.state(key)
        back = self._put(key, state, at)
        if back is None:
            return
        if before is state:
            self._did("", back, key)
            self.board.choose(key, focus=True)
        else:
            self._moved(key, back)

    def _moved(self, key: UUID, back: Back) -> None:
        state = self._tasks.state(key)
        self._did(f"{short(self._tasks.value(key, 'name'))} staat nu bij ‘{state.label}’.", back, key)
        self.board.choose(key, focus=True)

    def _remove(self) -> None:
        key = self.board.chosen
        if key is None:
            return
        name = short(self._tasks.value(key, "name"))
        if any(one.row.task == key for one in self._tasks.visit_tries):
            self._acts.tell(f"{name} is bij een bezoek geprobeerd en blijft staan. Zet de taak bij ‘afgevallen’.")
            return
        after = self.board.beside(key)
        self.form.bind(None, None)
        took = [key, *(row for part in ABOUT_TASKS for row in self._tasks.about(part, key))]
        back = self._tasks.take_out(key)
        self.show_board()
        self._show_cards()
        self.board.choose(after, focus=True)
        self._did(f"{name} is weggehaald.", back, key, took)
        if after is None:
            self.entry.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_back(self) -> None:
        """Put the chosen task in the inventory of the employer."""
        cards = self.board.list_of(self.board.chosen)
        if self.board.chosen is not None and cards is not None:
            middle = self.mapToGlobal(self.rect().center())
            self.menu.give(self.board.chosen, lambda: cards.below() if cards.isVisible() else middle)

    def open_menu(self, at: QPoint) -> None:
        """Show what can be done with the chosen card, here on the screen."""
        shown = self.board.line()
        if shown is not None:
            self.menu.menu(shown.id, self.board.column(shown.state), shown.state.label).popup(at)
