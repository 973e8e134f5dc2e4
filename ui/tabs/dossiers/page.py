"""A tab with a list, an index and a form side by side, as far as the room allows."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from beschutdesk.services.lists import initials
from beschutdesk.services.store import ChangeSet
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.tabs.dossiers.acts import RootActs
from ui.tabs.dossiers.bar import RootBar
from ui.tabs.dossiers.form import RootForm
from ui.tabs.dossiers.list_keys import ListKeys
from ui.tabs.dossiers.list_pane import ListPane
from ui.tabs.dossiers.opened import OpenRoots
from ui.tabs.dossiers.words import PageWords
from ui.theme import px
from ui.theme import tokens as tk
from ui.timers import one_shot
from ui.widgets import EmptyState, SectionIndex, box, cols, line, pane, rows, scroll

_LIST_FULL: Final = 1100
_COUNT_MS: Final = 120
_FORM_MS: Final = 50
"""After the list stands there, the form is made ready for the first one."""


class RootPage(ListKeys):
    """A tab of things that are kept. A subclass makes the parts and says what is particular to it.

    Args:
        context: the open desk.
        dossier: what is open.
        listing: the list.
        words: what the page says.

    Attributes:
        index, bar, acts: the parts.
        view: the form, scrolling.
        right: the form, or what stands in its place.
    """

    def __init__(self, context: DeskContext, dossier: OpenRoots, listing: ListPane, words: PageWords) -> None:
        super().__init__()
        self._context = context
        self._words = words
        self._kept: dict[UUID, datetime] = {}
        self._list_shown = True
        self._width = -1
        self.dossier: Any = dossier
        self.dossier.setParent(self)
        self._form: RootForm | None = None
        self.list: Any = listing
        self.index = SectionIndex([])
        self.bar: Any = self.make_bar()
        self.acts: Any = self.make_acts()
        self._build()
        self._connect()
        self._keys()
        self.list.load()
        self._show_right()
        self._warming = one_shot(self, self._ready_form, _FORM_MS)
        self._warming.start()

    # -- what a subclass says ------------------------------------------------------------------------------------------

    def make_bar(self) -> RootBar:
        """The line above the form."""
        raise NotImplementedError

    def make_acts(self) -> RootActs:
        """What one can do."""
        raise NotImplementedError

    def make_form(self) -> RootForm:
        """The form."""
        raise NotImplementedError

    def name_paths(self) -> tuple[str, ...]:
        """The paths that make up the name."""
        raise NotImplementedError

    def listed_records(self) -> tuple[str, ...]:
        """The records that a line of the list shows something of."""
        raise NotImplementedError

    def state_of(self, root: Any) -> str:
        """The state for the list; empty where there are none."""
        return ""

    def choose(self, key: UUID) -> None:
        """Make one the chosen one, everywhere."""
        self.show_again(key)

    def show_again(self, key: UUID) -> None:
        """Open one, and show it in the list."""
        self.open(key)
        self.list.reveal(key, self.state_of(self.dossier.main))

    # -- building ------------------------------------------------------------------------------------------------------

    @property
    def form(self) -> Any:
        """The form; made when it is first needed, so that the list does not wait for it."""
        if self._form is None:
            self._form = self.make_form()
            self._form.counted.connect(self._soon)
            self._form.left.connect(self._context.keeper.write_now)
            self._form.taken_out.connect(self._row_taken_out)
            self.view.setWidget(self._form)
            self.index.set_entries(self._form.entries())
        return self._form

    def hold(self, *parts: QWidget) -> None:
        """Keep parts of the form until that is made: a widget without a parent would be a window."""
        holder = QWidget(self)
        holder.hide()
        for part in parts:
            part.setParent(holder)

    def _ready_form(self) -> None:
        if self._form is None:
            self.form.bind()

    def _build(self) -> None:
        self.view = scroll(QWidget())
        self._form_side = box(rows(self.bar, line(), (self.view, 1), gap=0))
        words = self._words
        self._pick_one = EmptyState(words.icon, *words.pick)
        self._trashed = EmptyState("trash-2", "In de prullenbak", words.trashed, "Terugzetten", do_icon="undo-2")
        self._trashed.acted.connect(lambda: self.acts.restore(self.list.current()))
        self.right = QStackedWidget()
        for part in (self._form_side, self._pick_one, self._trashed):
            self.right.addWidget(part)
        self._index_pane = pane(cols(self.index, margins=(8, 14, 0, 0)))
        self._index_pane.setFixedWidth(tk.W_INDEX)
        self._list_line, self._index_line = line("upright"), line("upright")
        work = box(cols(self.list, self._list_line, self._index_pane, self._index_line, (self.right, 1), gap=0))
        self._nobody = EmptyState(words.icon, *words.nobody, words.add, words.other, more=words.bring)
        self._nobody.acted.connect(self.acts.begin)
        self._nobody.more_acted.connect(self.acts.bring_in)
        self._whole = QStackedWidget()
        self._whole.addWidget(work)
        self._whole.addWidget(self._nobody)
        for widget in (work, self.right, self._whole, self._form_side):
            widget.setMinimumSize(1, 1)
        self.setLayout(rows(self._whole, gap=0))
        self.setMinimumSize(1, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self.open)
        self.list.opened.connect(self._open_and_enter)
        self.list.new_wanted.connect(self.acts.begin)
        self.list.trash_wanted.connect(self.acts.trash)
        self.list.restore_wanted.connect(self.acts.restore)
        self.list.trash_shown.connect(self._trash_shown)
        self.list.wide_changed.connect(self._wide_changed)
        self.bar.list_wanted.connect(self._back_to_list)
        self.bar.save_wanted.connect(self.acts.save)
        self.bar.trash_wanted.connect(self.acts.trash)
        self.bar.discard_wanted.connect(self.acts.discard)
        self.bar.copy_wanted.connect(self.acts.copy_text)
        self.bar.list_file_wanted.connect(self.acts.bring_in)
        self.index.section_chosen.connect(self.go_to_section)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.view.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._soon())
        self._count_timer = one_shot(self, self._count, _COUNT_MS)
        self.dossier.opened.connect(self._ready_form)
        self.dossier.opened.connect(self._opened)
        self.dossier.touched.connect(self._touched)
        self._context.keeper.kept.connect(self._draft_kept)
        self._context.keeper.failing.connect(lambda _trouble, _since: self.show_state())

    def _keys(self) -> None:
        acts = {
            "Ctrl+S": self.acts.save,
            "Ctrl+Y": self.acts.redo,
            "Ctrl+Up": lambda: self.step_section(-1),
            "Ctrl+Down": lambda: self.step_section(1),
            "Ctrl+T": self.turn_table,
            "Ctrl+Shift+C": self.acts.copy_text,
            "Ctrl+F": self.to_filter,
            "Ctrl+Shift+F": self.open_filter,
        }
        for keys, act in acts.items():
            self.listen(keys, act)

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        if self._form is None or self.list.wide:
            return [self.list.body]
        return [self.list.view, self.index, self._form.first_field()]

    # -- who is open ---------------------------------------------------------------------------------------------------

    def open(self, key: UUID | None) -> None:
        """Show one; what is half typed of the former one stays a draft."""
        if key is None or self.list.in_trash:
            self._show_right()
            return
        from_table = self.list.wide
        self.list.show_wide(False)
        if key != self.dossier.key:
            self.flush()
            if not self.dossier.open(key):
                self.list.load()
                return
        if from_table:
            self.list.show_current(key)
        self._list_shown = False
        self._arrange(force=True)

    def _open_and_enter(self, key: UUID | None) -> None:
        self.open(key)
        self.form.go_to_first(self.index.current_key() or next(iter(self.form.sections)))

    def _opened(self) -> None:
        self._show_right()
        self.show_state()
        self._count()

    def _show_right(self) -> None:
        if self.list.in_trash:
            self.right.setCurrentWidget(self._trashed if self.list.current() else self._pick_one)
        else:
            self.right.setCurrentWidget(self._form_side if self.dossier.key else self._pick_one)
        nobody = self.dossier.key is None and not self.list.in_trash and self.list.is_empty
        self._whole.setCurrentIndex(1 if nobody else 0)
        self._arrange(force=True)

    def _trash_shown(self, _shown: bool) -> None:
        if not self.list.in_trash and self.dossier.key is not None:
            self.list.show_current(self.dossier.key)
        self._show_right()

    # -- state ---------------------------------------------------------------------------------------------------------

    def _touched(self, record: str, path: str) -> None:
        key = self.dossier.key
        if key is None:
            return
        if record == self.dossier.root and path in (*self.name_paths(), ""):
            session = self.dossier.main
            if session is not None and session.is_new:
                if self.list.model.row_of(key) < 0:
                    self._context.keeper.write_now()  # the list shows someone new as soon as the draft is on disk
                self._rename_new(key)
        self.list.mark(key, self.dossier.is_dirty)
        self.show_state()

    def _draft_kept(self, key: UUID, at: datetime) -> None:
        self._kept[key] = at
        session = self.dossier.main
        if session is not None and key == session.id and session.is_new and self.list.model.row_of(key) < 0:
            self.list.reveal(key, self.state_of(session))
            if self.list.model.row_of(key) < 0:
                self.list.load()
                self.list.show_current(key)
            self._rename_new(key)  # the draft may be a few keys behind
        self.show_state()

    def _rename_new(self, key: UUID) -> None:
        title = self.dossier.title
        self.list.model.rename_new(key, title or self._words.new_name, initials(title) if title else "")

    def show_state(self, saved: datetime | None = None) -> None:
        """Say in the bar how it stands."""
        kept = [self._kept[s.id] for s in self.dossier.sessions() if s.id in self._kept and s.is_dirty]
        main = self.dossier.main
        self.bar.show_state(
            dirty=self.dossier.is_dirty,
            new=main is not None and main.is_new,
            kept=max(kept, default=None),
            saved=saved,
            failing=self._context.keeper.failing_since,
        )

    def _soon(self) -> None:
        self._count_timer.start()

    def _count(self) -> None:
        self._count_timer.stop()
        self.index.set_entries(self.form.entries())
        marked = self.form.shown().get(self.index.current_key() or "")
        if self.view.isVisible() and marked is not None and marked.visibleRegion().isEmpty():
            self._scrolled()  # what lies above it grew or shrank

    def _row_taken_out(self, name: str, put_back: object) -> None:
        if callable(put_back):
            self._context.window.toast(f"{name} weggehaald.", put_back)

    # -- page protocol -------------------------------------------------------------------------------------------------

    def refresh(self, changed: ChangeSet) -> None:
        """Records were saved, here or elsewhere."""
        if not self.acts.saving:
            self.dossier.refresh(changed)
        if any(record in self.listed_records() for record, _ in changed):
            self.list.load()
            self.list.show_current(self.dossier.key)
        self._show_right()
        self.show_state()

    def flush(self) -> None:
        """Read what is half typed into the sessions."""
        if self.dossier.key is not None:
            self.form.settle()
        self._context.keeper.write_now()

    def undo(self) -> bool:
        """Take the last row that came or went back, or the last save."""
        return bool(self.acts.undo())

    def redo(self) -> bool:
        """Do what was undone again."""
        return bool(self.acts.redo())

    def close_page(self) -> None:
        """Let go of everything that was read."""
        self.dossier.forget_all()
        if self._form is not None:
            self._form.let_go()
        self.list.let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, acts = QKeySequence.StandardKey, self.acts
        turn = acts.undo if event.matches(keys.Undo) else acts.redo if event.matches(keys.Redo) else None
        if turn is None or not turn():
            super().keyPressEvent(event)

    def say(self, title: str, trouble: Trouble) -> None:
        """Show what went wrong."""
        from ui.dialogs.trouble import show_trouble

        show_trouble(self, title, trouble)

    # -- where one is --------------------------------------------------------------------------------------------------

    def go_to_section(self, key: str) -> None:
        """Bring a section to the top."""
        self.form.finish()
        self.view.verticalScrollBar().setValue(self.form.sections[key].y() - 2)
        self.index.set_current(key)

    def step_section(self, by: int) -> None:
        """Go to the next or previous section, and into its first field."""
        keys = list(self.form.shown())
        at = keys.index(self.index.current_key() or keys[0])
        key = keys[max(0, min(at + by, len(keys) - 1))]
        self.go_to_section(key)
        self.form.go_to_first(key)
        self.go_to_section(key)

    def _scrolled(self, _value: int = 0) -> None:
        read = self.form.section_at(self.view.verticalScrollBar(), self.window().focusWidget())
        if read is not None:
            self.index.set_current(read)

    def _back_to_list(self) -> None:
        self.show_list()
        self.list.body.setFocus()

    def show_list(self) -> None:
        self._list_shown = True
        self._arrange(force=True)

    def _wide_changed(self, on: bool) -> None:
        if not on and self.dossier.key is not None:
            self.list.show_current(self.dossier.key)
        self._arrange(force=True)

    def _arrange(self, *, force: bool = False) -> None:
        width = self.width()
        if width == self._width and not force:
            return
        self._width = width
        narrow = width < tk.NARROW
        list_alone = self.list.wide or (narrow and (self._list_shown or self.dossier.key is None))
        self.list.setVisible(not narrow or list_alone)
        if list_alone:
            self.list.setMinimumWidth(1)
            self.list.setMaximumWidth(16777215)
        else:
            self.list.setFixedWidth(px(tk.W_LIST if width >= _LIST_FULL else tk.W_LIST_NARROW))
        self._list_line.setVisible(not narrow and not list_alone)
        self.right.setVisible(not list_alone)
        indexed = width >= tk.WIDE and not list_alone and self.right.currentWidget() is self._form_side
        self._index_pane.setVisible(indexed)
        self._index_line.setVisible(indexed)
        self.bar.arrange(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)
