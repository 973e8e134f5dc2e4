"""The view *Bord*: a line to type tasks in, the columns of cards, and beside them all about the chosen one."""

from collections.abc import Callable
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.values import Attachment
from ui.context import DeskContext
from ui.forms.editors import Helpers
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.board import Board
from ui.tabs.jobcarving.board_acts import BoardActs
from ui.tabs.jobcarving.board_parts import BoardTop, NewsBanner, SumLine
from ui.tabs.jobcarving.card_menu import GIVE_KEYS, CardMenu
from ui.tabs.jobcarving.form import TaskForm
from ui.tabs.jobcarving.giving import Giving
from ui.tabs.jobcarving.half import half_of, keep_half
from ui.tabs.jobcarving.lines import Lines, TaskLine
from ui.tabs.jobcarving.task_filter import nothing_found
from ui.tabs.jobcarving.task_pane import TaskPane
from ui.tabs.jobcarving.tasks import TASKS, TRYOUTS, OpenTasks
from ui.tabs.jobcarving.words import count
from ui.theme import current as theme
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import EmptyState, StackLayout, announce, box, cols, line, rows

_LARGE: Final = 115
"""With larger letters than this, in percent, the pane beside the board would hold too little."""
_NO_TASKS, _BOARD, _FORM, _ASIDE = range(4)


class BoardView(BoardActs):
    """The board and what is around it.

    Attributes:
        entry: the next task, with how long and how often behind it; Enter puts it with the ideas.
        filter: the words that cards are found by.
        foot: the sum of the package.
        giving: brings tasks to the inventory of the employer.
    """

    def __init__(self, context: DeskContext, tasks: OpenTasks, acts: Acts) -> None:
        super().__init__()
        self._context, self._tasks, self._acts = context, tasks, acts
        self.lines = Lines(tasks)
        self._wide = True
        self._soon = one_shot(self, self._show_chosen)
        self._begun = False
        self._typed_for: UUID | None = None
        self._build()
        theme().changed.connect(self._fit)
        for keys, act in (("Alt+T", self.note_try), (GIVE_KEYS, self.give_back)):
            made = QShortcut(QKeySequence(keys), self, act)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        helpers = Helpers(today=self._context.today, store=self.store)
        self._top = BoardTop()
        self.entry, self.filter = self._top.entry, self._top.filter
        self.filter.changed.connect(self._filtered)
        self.filter.left_down.connect(self._down)
        self.entry.entered.connect(self._enter)
        self.entry.half.connect(lambda words: keep_half(self._tasks.session, words))
        self.entry.names = lambda: [line.name for line in self.lines.all()]
        self.entry.down.connect(self._down)
        self.board = Board()
        self.board.chosen_changed.connect(lambda _key: self._soon.start(0))
        self.board.opened.connect(self.open_form)
        self.board.move_wanted.connect(self._move)
        self.board.step_wanted.connect(self._step)
        self.board.removal_wanted.connect(self._remove)
        self.board.dropped.connect(self._dropped)
        self.board.menu_wanted.connect(self.open_menu)
        self.board.escaped.connect(self.filter.wipe)
        self.giving = Giving(self._context, self._tasks, self._acts)
        self.menu = CardMenu(
            self,
            self.giving,
            [
                ("pencil", "Taak invullen", "Enter", self.open_form),
                ("footprints", "Beurt noteren", "Alt+T", self.note_try),
            ],
            [("trash-2", "Weghalen", "Delete", self._remove)],
        )
        self.news = NewsBanner()
        self.news.acted.connect(self._take_news)
        self.news.hide()
        self._none = nothing_found()
        self._none.other_acted.connect(self._show_everything)
        self._none.hide()
        parts = (self.news, (self.board, 1), (self._none, 1))
        columns = box(rows(*parts, gap=tk.S2, margins=(tk.PAGE_MARGIN, 0, 20, 8)))
        self._empty = EmptyState(
            "columns-3",
            "Nog geen taken",
            "Schrijf op wat er op de werkplek te doen is: klein, met een werkwoord. Schaven kan later.",
            "Eerste taak opschrijven",
            other="Uit de inventaris halen",
        )
        self._empty.acted.connect(lambda: self.entry.field.setFocus(Qt.FocusReason.OtherFocusReason))
        self._empty.other_acted.connect(lambda: self._tasks.show_wanted.emit("inventory", None))
        self.foot = SumLine()
        self._foot_line = line()
        self._stack = StackLayout()
        stack = box(self._stack)
        page = box(rows(self._top, (stack, 1), self._foot_line, self.foot, gap=0))
        page.setMinimumSize(1, 1)
        self.form = TaskForm(helpers)
        self.form.back_wanted.connect(self.to_board)
        self.form.walk_wanted.connect(self._walk)
        self.form.removal_wanted.connect(self._remove)
        self.form.aside_wanted.connect(self._show_aside)
        self.form.binder.left.connect(self._context.keeper.write_now)
        self.form.steps.left.connect(self._context.keeper.write_now)
        self.form.steps.done.connect(lambda back: self._acts.did("", back))
        self.form.steps.taken_out.connect(self._acts.did)
        self.pane = TaskPane(self._context, self._tasks, self._acts, helpers)
        self.pane.open_wanted.connect(self.open_form)
        self.pane.back_wanted.connect(self.to_board)
        self.pane.menu_wanted.connect(
            lambda: self.open_menu(self.pane.more.mapToGlobal(QPoint(0, self.pane.more.height())))
        )
        self.pane.tries.left.connect(self._context.keeper.write_now)
        self._aside = rows(gap=0)
        self._beside = rows(gap=0)
        self._beside.addWidget(self.pane)
        for made in (self._empty, columns, self.form, box(self._aside)):
            made.setMinimumSize(1, 1)
            self._stack.addWidget(made)
        self._edge = line("upright")
        self._side = box(self._beside)
        self._side.setFixedWidth(tk.W_SIDE_PANE)
        self.setLayout(cols((page, 1), self._edge, self._side, gap=0))

    def store(self, path: Path, stored: Callable[[Attachment | None], None]) -> None:
        """Put a photo in the vault, beside the UI thread."""
        from ui.tabs.subsidy.papers import store_paper

        store_paper(self._context, path, stored)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Other room, or letters of another size."""
        self._wide = self.width() >= tk.WIDE and theme().text_size <= _LARGE
        self._arrange()
        self._soon.start(0)

    def _arrange(self) -> None:
        """The pane stands beside the board where there is room, and else in its place when somebody asks for it."""
        some = bool(self._tasks.keys())
        self._top.arrange(self.width(), some=some)
        home = self._beside if self._wide else self._aside
        if home.indexOf(self.pane) < 0:
            home.addWidget(self.pane)
            self.pane.show()
        for part in (self._edge, self._side):
            part.setVisible(self._wide and some)
        for part in (self._foot_line, self.foot):
            part.setVisible(some)
        self.pane.stand_alone(not self._wide)
        self.form.offer_aside(not self._wide)
        if self._wide and self._stack.currentIndex() == _ASIDE:
            self._turn(_BOARD)

    def panes(self) -> list[QWidget]:
        """The parts between which F6 goes."""
        found: list[QWidget] = [self.entry.field]
        if self._stack.currentIndex() == _FORM:
            found.append(self.form)
        else:
            chosen = self.board.list_of(self.board.chosen)
            found.append(chosen if chosen is not None else self._none if self.board.isHidden() else self.board)
        return [*found, self.pane] if not self.pane.isHidden() and self._tasks.keys() else found

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _turn(self, index: int) -> None:
        """Show the board, the form or the pane; who fills in one task needs the height of the line for the next."""
        self._stack.setCurrentIndex(index)
        self._top.setVisible(index in (_NO_TASKS, _BOARD))

    def show_board(self) -> None:
        self._turn(_BOARD)

    def begin_again(self) -> None:
        """Somebody else is shown: from the board, with nothing chosen."""
        self._show_half()
        self.filter.wipe()
        self.form.bind(None, None)
        self.board.choose(None)
        self.pane.show_line(None)
        self._turn(_BOARD)
        self._begun = True

    def _show_half(self) -> None:
        """Show the line that was typed for this list and not entered; what is typed in it now stays."""
        session = self._tasks.session
        key = session.id if session is not None else None
        if key != self._typed_for:
            self._typed_for = key
            self.entry.show_half(half_of(session))

    def show_tasks(self) -> None:
        """Show the list as it is now."""
        self._show_half()
        found = self._show_cards()
        if self.board.list_of(self.board.chosen) is None:
            self.board.choose(self.board.first())
        if not found:
            self._turn(_NO_TASKS)
        elif self._stack.currentIndex() == _NO_TASKS:
            self._turn(_BOARD)
        self.news.tell(self._tasks.tried_elsewhere)
        self.foot.tell(found, self._tasks.terms.hours if self._tasks.terms is not None else None)
        if self._begun:  # somebody else: the cards first, and what stands beside them in the next event
            self._begun = False
            self._arrange()
            self._soon.start(0)
        else:
            self._show_chosen()

    def _show_cards(self) -> list[TaskLine]:
        """Show the cards that pass the filter, and the one that is being filled in; returns all of them."""
        found, value = self.lines.all(), self._tasks.value
        open_ = self.board.chosen if self._stack.currentIndex() in (_FORM, _ASIDE) else None
        if self.filter.is_on:
            passes = self.filter.passes
            self.board.show_lines(found, lambda one: one.id == open_ or passes(one.name, value(one.id, "place")))
        else:
            self.board.show_lines(found)
        none = bool(found) and not self.board.keys
        self._none.set_words("Niets gevonden", self.filter.said)
        self._none.setVisible(none)
        self.board.setVisible(not none)
        return found

    def _filtered(self) -> None:
        """Other words are filtered by."""
        found = self._show_cards()
        if self.board.list_of(self.board.chosen) is None:
            self.board.choose(self.board.first())
        self.board.choose(self.board.chosen)
        if self.filter.is_on:
            announce(self.filter, f"{len(self.board.keys)} van {count(len(found))}")

    def _show_everything(self) -> None:
        self.filter.wipe()
        self._down()

    def to_filter(self) -> None:
        """Go to the words that cards are found by."""
        if self._tasks.keys():
            if self._stack.currentIndex() != _BOARD:
                self.to_board()
            self.filter.go()

    def _choose(self, key: UUID, *, focus: bool = False) -> None:
        """Choose a card, also one that is new or that the filter hid."""
        self._show_cards()
        if self.board.list_of(key) is None:
            self.filter.wipe(tell=False)
            self._show_cards()
        self.board.choose(key, focus=focus)

    def _show_chosen(self) -> None:
        self._soon.stop()
        self._arrange()
        shown = self.board.line()
        if self._stack.currentIndex() == _FORM:
            self.form.bind(self._tasks.session, shown.id if shown is not None else None)
            if shown is None:
                self._turn(_BOARD)
        elif self.form.key is not None and (shown is None or self.form.key != shown.id):
            self.form.bind(None, None)
        if self._wide or self._stack.currentIndex() == _ASIDE:
            self.pane.show_line(shown, filling=self._stack.currentIndex() == _FORM)

    @property
    def form_of(self) -> UUID | None:
        """The task that is being filled in; ``None`` while the board is in front."""
        return self.form.key if self._stack.currentIndex() == _FORM else None

    def go_to(self, key: UUID) -> None:
        """Show a task on the board."""
        if self._tasks.has(key):
            self._turn(_BOARD)
            self._choose(key, focus=True)

    def open_row(self, _record: str, path: str) -> None:
        """Show the field with this path: of a task, of a step, or of a try."""
        part, row, field = path.split("/")
        key = UUID(row)
        session = self._tasks.session
        if session is None or key not in session.rows(part):
            return
        task = key if part == TASKS else self._tasks.value(key, "task", part)
        self.go_to(task)
        if part == TRYOUTS:
            if not self._wide:
                self._show_aside()
            self._show_chosen()
            self.pane.tries.edit(key)
            return
        self.open_form()
        if part == TASKS:
            self.form.unfold(field)
        else:
            self.form.steps.rows.go_to(key)

    def to_board(self) -> None:
        """From the form or the pane back to the card."""
        self.flush()
        self._turn(_BOARD if self._tasks.keys() else _NO_TASKS)
        self.board.choose(self.board.chosen, focus=True)
        self._show_chosen()

    def open_form(self) -> None:
        """Fill in the chosen task."""
        shown = self.board.line()
        if shown is None:
            return
        self._turn(_FORM)
        self._show_chosen()
        self.form.focus_name()

    def _down(self) -> None:
        self.board.choose(self.board.chosen or self.board.first(), focus=True)

    def _walk(self, step: int) -> None:
        keys = self.board.keys
        at = keys.index(self.board.chosen) + step if self.board.chosen in keys else -1
        if 0 <= at < len(keys):
            self.form.settle()
            self.board.choose(keys[at])
            self._show_chosen()
            self.form.focus_name()

    def _show_aside(self) -> None:
        self._turn(_ASIDE)
        self.pane.show_line(self.board.line())
        self.pane.tries.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def note_try(self) -> None:
        """Note a try of the chosen task."""
        if self.board.line() is None:
            return
        if self._soon.isActive():  # the pane may show the task of before, or of somebody else
            self._show_chosen()
        if not self._wide:
            self._show_aside()
        self.pane.tries.begin()

    def flush(self) -> None:
        """Read what is half typed; a task that is typed and not entered yet stays in its line."""
        self.form.settle()
        self.pane.tries.settle()
        self.entry.keep_rest()

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self._soon.stop()
        self.begin_again()
        self.entry.clear()
        self._typed_for = None
        self.pane.tries.let_go()
        self.board.show_lines([])
        self.pane.show_line(None)
