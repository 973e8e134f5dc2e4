"""The inventory of an employer: which tasks there are, before anybody is thought of. It needs no candidate."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from beschutdesk.services.inventories import Brought
from beschutdesk.services.store import ChangeSet
from ui.context import DeskContext
from ui.forms.editors import Helpers
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.half import half_of, keep_half
from ui.tabs.jobcarving.inventory_bar import HeapBar
from ui.tabs.jobcarving.inventory_deeds import Deeds
from ui.tabs.jobcarving.inventory_empty import no_employer, nothing_yet
from ui.tabs.jobcarving.inventory_form import AboutForm, OfferForm
from ui.tabs.jobcarving.inventory_guide import PromptsPane
from ui.tabs.jobcarving.inventory_left import HeapPane
from ui.tabs.jobcarving.inventory_open import RECORD, OpenInventory
from ui.tabs.jobcarving.inventory_uses import Found, UsesReader
from ui.tabs.subsidy.papers import store_paper
from ui.theme import px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import StackLayout, box, cols, line, rows

_NO_EMPLOYER, _INVENTORY = range(2)
_EMPTY, _TASK, _ABOUT = range(3)


class InventoryView(QWidget):
    """The tasks of an employer or department: typed fast at the left, filled in at the right.

    Args:
        context: the open desk.
        acts: the one list of what can be taken back in jobcarving.

    Attributes:
        state_changed: another inventory is shown, or there is something to save, or no longer.
        before_take: asked before tasks go to a board: the page saves that board; ``False`` stops.
        deeds: what one does here.
        dossier: what is open.
        current: the task that is shown at the right.
    """

    state_changed = Signal()

    def __init__(self, context: DeskContext, acts: Acts) -> None:
        super().__init__()
        self._context = context
        self.dossier = OpenInventory(context.desk, context.database, context.keeper, context.today)
        self.deeds = Deeds(context, acts, self, self.dossier)
        self.before_take: Callable[[], bool] = lambda: True
        self.current: UUID | None = None
        self.employer: UUID | None = None
        self._house, self._who, self._typed_for = "", "", self.dossier.key
        self._placement: UUID | None = None
        self.open_row = self.deeds.open_row
        self._about_wanted = False
        self._build()
        self._soon = one_shot(self, self.show_all)
        self.uses = UsesReader(context, self)
        self.uses.found.connect(self._take_uses)
        self.dossier.opened.connect(self._opened)
        self.dossier.touched.connect(lambda _record, _path: self._soon.start(0))
        for keys, act in (("F2", self.turn_prompts), ("Ctrl+Return", self.take_chosen)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._opened()

    # -- building ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.bar = HeapBar(self.deeds.entries)
        self.bar.heap_wanted.connect(self.open_heap)
        self.bar.restore_wanted.connect(self.deeds.restore)
        self.bar.begin_wanted.connect(self.begin_heap)
        self.bar.templates_wanted.connect(self.deeds.open_templates)
        self.bar.import_wanted.connect(self.deeds.open_import)
        self.bar.prompts_wanted.connect(self.turn_prompts)
        self.left = HeapPane()
        self.entry, self.model, self.list = self.left.entry, self.left.model, self.left.list
        self.filter = self.left.filter
        self.filter.changed.connect(self.show_all)
        self.entry.entered.connect(self.deeds.enter)
        self.entry.half.connect(lambda words: keep_half(self.dossier.main, words))
        self.list.current_changed.connect(self._row_changed)
        self.list.opened.connect(lambda _row: self._open_current())
        self.list.chosen_changed.connect(self._say_sum)
        self.list.move_wanted.connect(self._move)
        self.list.removal_wanted.connect(self._remove)
        self.left.board_wanted.connect(self.take_chosen)
        self.left.copy_wanted.connect(self.deeds.open_copying)
        helpers = Helpers(self._context.today, store=partial(store_paper, self._context))
        self.form, self.about = OfferForm(helpers), AboutForm(helpers)
        self.form.move_wanted.connect(self._move)
        self.form.removal_wanted.connect(self._remove)
        self.form.steps.taken_out.connect(self.deeds.typed)
        self.form.steps.done.connect(lambda back: self.deeds.typed("", back))
        self.form.uses.wanted.connect(self.deeds.go_to_board)
        for left in (self.form.binder.left, self.about.binder.left, self.form.steps.left):
            left.connect(self._context.keeper.write_now)
        empty = nothing_yet()
        empty.acted.connect(self.deeds.open_templates)
        empty.other_acted.connect(self.deeds.open_import)
        self._right = StackLayout()
        self._right_box = box(self._right)  # first: what is added to a layout without a widget is a window of its own
        for made in (empty, self.form, self.about):
            self._right.addWidget(made)
        self._right_box.setMinimumSize(1, 1)
        self.prompts = PromptsPane()
        self._prompts_line = line("upright")
        self._prompts_wanted: bool | None = None
        parts = (self.left, line("upright"), (self._right_box, 1), self._prompts_line, self.prompts)
        page = box(rows(self.bar, line(), (cols(*parts, gap=0), 1), gap=0))
        self._nowhere = no_employer()
        self._nowhere.acted.connect(lambda: self._context.window.show_tab("employers"))
        self._pages = StackLayout(self)
        for part in (self._nowhere, page):
            self._pages.addWidget(part)
        self.setMinimumSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        wide, on = self._wide, self.prompts_shown
        self.left.arrange(self.width(), self.height())
        self.bar.arrange(self.width())
        self.prompts.setVisible(on)
        self._prompts_line.setVisible(on and wide)
        self._right_box.setVisible(wide or not on)
        if wide:
            self.prompts.setFixedWidth(px(tk.W_SIDE_PANE))
        else:
            self.prompts.setMinimumWidth(1)
            self.prompts.setMaximumWidth(16777215)

    @property
    def _wide(self) -> bool:
        return self.width() >= px(tk.WIDE)

    @property
    def prompts_shown(self) -> bool:
        """Whether the questions are in view; by themselves only where there is room beside the form."""
        return self._wide if self._prompts_wanted is None else self._prompts_wanted

    def turn_prompts(self) -> None:
        """Show the questions, or hide them."""
        on = not self.prompts_shown
        self._prompts_wanted = on
        self._arrange()
        (self.prompts.list if on else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """The parts between which F6 goes."""
        if self.employer is None:
            return [self]
        right = [self._right_box] if self._right_box.isVisible() else []
        asked = self.prompts.panes() if self.prompts_shown else []
        return [self.entry.field, self.filter, self.left.body, *right, *asked]

    # -- whose ---------------------------------------------------------------------------------------------------------

    def set_employer(self, employer: UUID | None, placement: UUID | None = None, who: str = "") -> None:
        """Show the inventory of an employer.

        Args:
            employer: whose; ``None`` for none.
            placement: of the chosen person, when that is at this employer: tasks can go to its board.
            who: what that person is called.
        """
        self._placement, self._who = placement, who
        if employer == self.employer:
            self._say_sum()
            return
        self.flush()
        self.deeds.forget()
        self.prompts.forget()
        self.filter.wipe()
        self.employer = employer
        self._about_wanted = False
        self._look_at_house()
        self.dossier.show_employer(employer)

    def _look_at_house(self) -> None:
        found = self._context.desk.dossiers.get("employer", self.employer) if self.employer is not None else None
        self._house = found.name if found is not None else ""

    @property
    def title(self) -> str:
        """What the page says above it."""
        return f"Inventaris van {self._house or 'deze werkgever'}" if self.employer is not None else "Inventaris"

    @property
    def is_dirty(self) -> bool:
        """Whether anything is typed and not saved."""
        return self.dossier.is_dirty

    def open_heap(self, key: UUID) -> None:
        """Show another inventory of this employer."""
        if key != self.dossier.key or key not in {heap.id for heap in self.dossier.heaps}:
            self.flush()
            self.dossier.open(key)

    def open_again(self) -> None:
        """Show what there is now."""
        self.dossier.after_refresh()
        self.show_all()

    def begin_heap(self) -> None:
        """Begin one for another department."""
        self.flush()
        self._about_wanted = True
        self.dossier.open_new()
        self.about.focus_first()

    def go_to(self, key: UUID, heap: UUID | None = None) -> None:
        """Show a task, whichever inventory of this employer it is in; the id of an inventory shows that."""
        if key in {one.id for one in self.dossier.heaps}:
            self.open_heap(key)
            return
        if heap is None:
            heap = self.dossier.key if key in {one.id for one in self.dossier.lines()} else self._heap_of(key)
        if heap is None:
            return
        self.open_heap(heap)
        self.current, self._about_wanted = key, False
        self.show_all(reveal=True)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heap_of(self, task: UUID) -> UUID | None:
        home = self._context.desk.inventories.home_of(task)
        return home.id if home is not None and home.employer == self.employer else None

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        self.current = None
        self.model.choose(set())
        self.model.uses = {}
        self.form.bind(None, None)
        self.about.bind(self.dossier.main)
        if self.dossier.key != self._typed_for or not self.entry.field.text():
            self._typed_for = self.dossier.key
            self.entry.show_half(half_of(self.dossier.main))
        self.show_all(whole=self._about_wanted)
        self._pages.setCurrentIndex(_NO_EMPLOYER if self.dossier.main is None else _INVENTORY)
        self._soon.start(0)  # the list first, and the form in the next event
        self.uses.read(self.dossier.main)

    def show_tasks(self) -> None:
        """The board changed; nothing here follows from it."""

    def show_all(self, *, reveal: bool = False, whole: bool = True) -> None:
        """Show it as it stands, or only the list; with *reveal* the current task also when the filter hides it."""
        self.current = self.left.show_lines(self.dossier.lines(), self.current, reveal=reveal)
        if whole:
            self._show_right()
        self.bar.say_heaps(self.dossier)
        self._say_sum()
        self.state_changed.emit()

    def to_filter(self) -> None:
        """Go to the words by which tasks are found."""
        self.left.to_filter()

    def _show_right(self) -> None:
        main = self.dossier.main
        if self._about_wanted:
            self.about.bind(main)
        else:
            self.form.bind(main, self.current)
            self.form.uses.tell(self.model.uses.get(self.current, ()) if self.current is not None else ())
        self._right.setCurrentIndex(_ABOUT if self._about_wanted else _EMPTY if self.current is None else _TASK)

    def _say_sum(self) -> None:
        self.left.say_sum(self.current, somebody=self._placement is not None, who=self._who)

    def _row_changed(self, row: int) -> None:
        item = self.model.item(row)
        if item is not None and (item.id != self.current or self._about_wanted):
            self.current, self._about_wanted = item.id, False
            self._show_right()

    def _open_current(self) -> None:
        self._about_wanted = False
        if self.prompts_shown and not self._wide:
            self._prompts_wanted = False
            self._arrange()
        self._show_right()
        self.form.focus_first()

    # -- who has it ----------------------------------------------------------------------------------------------------

    def _take_uses(self, found: Found) -> None:
        if found != self.model.uses:
            self.model.uses = found
            self.model.again()
        self.form.uses.tell(found.get(self.current, ()) if self.current is not None else ())

    # -- acts ----------------------------------------------------------------------------------------------------------

    def chosen(self) -> list[UUID]:
        """The chosen tasks in their order; otherwise the current one."""
        return self.left.chosen(self.current)

    def choose_none(self) -> None:
        """They went where they should: begin to choose anew."""
        self.model.choose(set())
        self._say_sum()

    def _move(self, step: int) -> None:
        if self.current is not None:
            self.deeds.move(self.current, step)

    def _remove(self) -> None:
        if self.current is not None:
            self.deeds.take_out([self.current])
            (self.left.body if self.model.whole else self.entry).setFocus()

    def take_chosen(self) -> None:
        """Put the chosen tasks on the board of the chosen person."""
        if self._placement is not None:
            self.deeds.to_board(self.chosen(), self._placement, self._who, self.before_take)

    def show_brought(self, brought: Brought) -> None:
        """Show where tasks came in, when that is here."""
        if brought.root in {heap.id for heap in self.dossier.heaps}:
            self.open_heap(brought.root)
            if brought.made:
                self.go_to(brought.made[0], brought.root)
        self.choose_none()

    def show_about(self) -> None:
        """Show the fields of the inventory itself."""
        self._about_wanted = True
        self._show_right()
        self.about.focus_first()

    # -- for the page --------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save the inventory."""
        return self.deeds.save()

    def settle(self) -> None:
        """Read what is half typed; a task that is typed and not entered yet stays in its line."""
        self.form.settle()
        self.about.binder.settle()
        self.entry.keep_rest()

    def flush(self) -> None:
        """Read what is half typed into the session."""
        if self.dossier.main is not None:
            self.settle()

    def refresh(self, changed: ChangeSet) -> None:
        """Records were saved, here or elsewhere."""
        records = {record for record, _ in changed}
        if ("employer", self.employer) in changed:
            self._look_at_house()
            self.state_changed.emit()
        if RECORD in records:
            if self.deeds.saving:
                self.dossier.look_again()
            else:
                self.dossier.refresh(changed)
                if self.employer is not None:
                    self.dossier.after_refresh()
            self.show_all()
        if records & {RECORD, "task_list", "placement", "candidate"}:
            self.uses.read(self.dossier.main)

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self._soon.stop()
        self.uses.forget()
        self.deeds.forget()
        self.employer = self._placement = self._typed_for = None
        self._house = self._who = ""
        self.entry.clear()
        self.filter.wipe()
        self.dossier.employer = None
        self.dossier.look_again()
        self.dossier.forget_all()
        self.form.bind(None, None)
        self.about.bind(None)
        self.model.uses = {}
        self.left.show_lines([], None)
        self.bar.which.clear()
        self._pages.setCurrentIndex(_NO_EMPLOYER)
