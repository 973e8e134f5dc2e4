"""The pane at the left of a tab: filter, the list itself or a table over the full width, and the way to the trash."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.services.lists import Sort
from ui.context import DeskContext
from ui.models.roots import Listed, RootsModel
from ui.models.table import RootsTable
from ui.tabs.dossiers.facets import active, in_words, without
from ui.tabs.dossiers.list_kind import ListKind, ListWords
from ui.tabs.dossiers.list_rows import FilterLine, RootRow, RootsView
from ui.tabs.dossiers.list_sides import ListSides
from ui.tabs.dossiers.list_table import ListTable
from ui.tabs.dossiers.list_tools import ListTools
from ui.tabs.dossiers.narrowed import Narrowed
from ui.theme import px
from ui.timers import one_shot
from ui.widgets import EmptyState, box, button, cols, label, line, rows

__all__ = ["ListPane", "ListWords", "RootRow", "RootsView"]

_FILTER_MS: Final = 30
_TOP_WIDE: Final = 620
"""Above a table the inputs stay together."""


class ListPane(ListKind):
    """The pane at the left. A subclass says what is in it and adds a way to narrow it.

    Args:
        context: the open desk.
        model: the list.
        words: what the pane says.

    Attributes:
        chosen: the user went to a root.
        opened: Enter or a double click on one.
        new_wanted, trash_wanted, restore_wanted: acts; the last with an id.
        trash_shown: the list of the trash is shown, or no longer.
        wide_changed: the table over the full width is shown, or the list again.
    """

    chosen = Signal(object)
    opened = Signal(object)
    new_wanted = Signal()
    trash_wanted = Signal()
    restore_wanted = Signal(object)
    trash_shown = Signal(bool)
    wide_changed = Signal(bool)

    def __init__(self, context: DeskContext, model: RootsModel, words: ListWords) -> None:
        super().__init__("side")
        self._context = context
        self._words = words
        self._quiet = False
        self._in_trash = False
        self._wide = False
        self._empty = False
        self.model = model
        self.model.setParent(self)
        self.narrowed = Narrowed(context, self.list_, self.first)
        self.model.show_facts(self.narrowed.facts)
        self._facets = self.facets()
        self.view = RootsView(self.model, RootRow(), words.name)
        self.table: ListTable | None = None
        self.filter = FilterLine("Filter de lijst")
        self.filter.setClearButtonEnabled(True)
        self.tools = ListTools(words.every)
        self.sides = ListSides(context, self.narrowed, self._facets, self.list_)
        self.sides.setParent(self)
        self._quick = self.narrowing()
        self._narrowing = box(rows(self._quick, self.tools, gap=8))
        self.new = button("", icon="plus", tip=words.new, on=self.new_wanted.emit)
        self.new.setFixedWidth(px(40))
        self.trash = button("Prullenbak", "quiet", "trash-2", on=self._turn_trash)
        self.back = button("Terug naar de lijst", "quiet", "arrow-left", on=self._turn_trash)
        self._trash_title = box(rows(label("Prullenbak", "section", "accent"), self.back, gap=2))
        self._trash_title.hide()
        self._none = EmptyState("list-filter", "", "", other="Filter wissen")
        self._none.other_acted.connect(self.clear_filter)
        self._none.hide()
        self._build()
        self._timer = one_shot(self, self.load, _FILTER_MS)
        self._connect()

    def _build(self) -> None:
        self._top = box(
            rows(
                cols((self.filter, 1), self.new),
                self._narrowing,
                self._trash_title,
                gap=8,
                margins=(12, 12, 12, 10),
            )
        )
        self._body = cols((self.view, 1), (self._none, 1), gap=0)
        self._foot = box(rows(line(), cols(self.trash, None, margins=(4, 4, 4, 4)), gap=0))
        self._beside = cols((self._top, 1), None, gap=0)
        self._beside.setStretch(1, 0)
        self.setLayout(rows(self._beside, line(), (self._body, 1), self._foot, gap=0))
        self.setMinimumWidth(1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._timer.start())
        self.filter.left_down.connect(self._down)
        self.view.current_changed.connect(self._moved)
        self.view.opened.connect(self._opened)
        self.view.trash_wanted.connect(self.trash_wanted)
        self.view.lettered.connect(self._lettered)
        self.tools.taken.connect(self._take)
        self.tools.filter_wanted.connect(self.open_filter)
        self.tools.view_wanted.connect(lambda: self.sides.turn_view(self.tools.view))
        self.tools.table_wanted.connect(lambda: self.show_wide(not self._wide))
        self.tools.wiped.connect(self._wipe)
        self.sides.wiped.connect(self._wipe)
        self.sides.changed.connect(self._again)
        self.sides.opened.connect(lambda _on: self._arrange())
        self.sides.place = self._place

    # -- content -------------------------------------------------------------------------------------------------------

    @property
    def in_trash(self) -> bool:
        """Whether the trash is shown."""
        return self._in_trash

    @property
    def wanted(self) -> Any:
        """The filter, with the words that are typed."""
        text = self.filter.text().strip()
        if self._in_trash:
            return type(self.first)(text=text, trash=True)
        return replace(self.narrowed.wanted, text=text)

    def load(self) -> None:
        """Read the list again; the chosen one stays chosen when still in it."""
        self._timer.stop()
        keep = self.current()
        at = self.table.currentIndex() if self.table is not None and self._wide else QModelIndex()
        below, column = self.model.key_at(at.row()), at.column()
        desk = self._context.desk
        counts = self.counts()
        drafts = [] if self._in_trash else self.new_lines(desk.drafts.all())
        new = [found for found in drafts if self._matches(found) and self.passes(found)]
        self.counted(counts, drafts)
        trashed = counts.get("trash", 0)
        self.trash.setText(f"Prullenbak ({trashed})")
        self._foot.setVisible(bool(trashed) and not self._in_trash)
        rids = self.rids_of(self.wanted, Sort() if self._in_trash else self.narrowed.sort)
        self._quiet = True
        self.model.show(rids, new)
        self._quiet = False
        self._tell(len(rids) + len(new))
        if keep is not None:
            self.show_current(keep)
        if below is not None and self.table is not None:
            self.table.go_to(self.model.row_of(below, desk.lists.rid(below)), column)

    def _tell(self, number: int) -> None:
        """Say in the tools and in the panel what is shown."""
        narrowed = self.narrowed
        self.show_quick(narrowed.wanted)
        words = in_words(self._facets, narrowed.wanted)
        counted = self.number_words(number)
        self.tools.show_filter(f"{counted}: {words}" if words else "", len(active(self._facets, narrowed.wanted)))
        first = narrowed.wanted == self.first and narrowed.sort == Sort()
        self.tools.show_kept([one.name for one in narrowed.kept], narrowed.name, first=first)
        if self.table is not None:
            self.table.show_sort(narrowed.sort)
        self.sides.tell(counted)
        self._say_none(none=not number)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all: no list, no draft, no trash."""
        return not self.counts() and not self.new_lines(self._context.desk.drafts.all())

    def _matches(self, found: Any) -> bool:
        return self.filter.text().strip().casefold() in found.title.casefold()

    def _say_none(self, *, none: bool) -> None:
        self._empty = none
        self._arrange()
        if not none:
            return
        text, words = self.filter.text().strip(), in_words(self._facets, self.narrowed.wanted)
        if text:
            also = f" Er geldt ook een filter: {words}." if words and not self._in_trash else ""
            self._none.set_words(self._words.none, f"Geen {self._words.found_by} begint met ‘{text}’.{also}")
        elif self._in_trash:
            self._none.set_words("De prullenbak is leeg", "Wat je weggooit, komt hier en blijft terug te zetten.")
        elif words:
            self._none.set_words(self._words.none, f"Niets in de lijst past bij het filter: {words}.")
        else:
            self._none.set_words("De lijst is leeg", self.no_words())
        self._none.offer_other(bool(text) or (not self._in_trash and self.narrowed.wanted != self.first))

    def clear_filter(self) -> None:
        """Show all again; who is in the trash stays there."""
        self.filter.clear()
        self._timer.stop()
        if not self._in_trash:
            self.narrowed.choose(without(self._facets, self.narrowed.wanted))
            if not self.rids_of(self.narrowed.wanted, Sort()):
                self.narrowed.choose(self.first)
        self.load()
        self.body.setFocus()

    # -- the filter ----------------------------------------------------------------------------------------------------

    def change(self, **parts: Any) -> None:
        """Choose other parts of the filter."""
        self.narrowed.choose(replace(self.narrowed.wanted, **parts))
        self.load()

    def open_filter(self) -> None:
        """Open the panel of the filter, or close it."""
        if not self._in_trash:
            self.sides.turn_filter(self.tools.filter)

    def _take(self, name: str) -> None:
        self.narrowed.take(name)
        self._again()

    def _wipe(self) -> None:
        self.narrowed.choose(without(self._facets, self.narrowed.wanted))
        self.load()
        if not self.tools.filter.hasFocus() and self.sides.open is None:
            self.tools.filter.setFocus()  # the button that was pressed goes

    def _again(self) -> None:
        self.model.show_facts(self.narrowed.facts)
        if self.table is not None:
            self.table.show_columns(self.narrowed.columns)
        self.load()

    def _lettered(self, letter: str) -> None:
        self.filter.setFocus()
        self.filter.setText(letter)

    def _down(self) -> None:
        if self._timer.isActive():
            self.load()
        if not self._empty:
            self.body.setFocus()
            if not self.body.currentIndex().isValid():
                self.body.go_to(0)

    # -- list or table -------------------------------------------------------------------------------------------------

    @property
    def wide(self) -> bool:
        """Whether the table over the full width is shown."""
        return self._wide

    @property
    def body(self) -> Any:
        """The list, or the table when that is shown."""
        return self.table if self._wide and self.table is not None else self.view

    def show_wide(self, on: bool) -> None:
        """Show the table, or the list again."""
        if on == self._wide:
            return
        row = self.body.currentIndex().row()
        if on and self.table is None:
            self.table = ListTable(RootsTable(self.model, self.narrowed.columns, self.model), self._words.name)
            self.table.opened.connect(self._opened)
            self.table.sort_wanted.connect(self.sides.sort_by)
            self.table.lettered.connect(self._lettered)
            self.table.show_sort(self.narrowed.sort)
            self._body.insertWidget(self._body.indexOf(self.view), self.table, 1)
        self._wide = on
        self.sides.fit(table=on)
        self.sides.tell()
        self.tools.show_table(on)
        self._top.setMaximumWidth(px(_TOP_WIDE) if on else 16777215)
        self._beside.setStretch(1, int(on))
        self._arrange()
        self.wide_changed.emit(on)
        if self.table is not None and on:
            self.table.go_to(row if row >= 0 or not self.model.rowCount() else 0)
        if not self._empty:
            self.body.setFocus()

    def _place(self, panel: QWidget) -> None:
        self._body.insertWidget(0, panel)

    def _arrange(self) -> None:
        """Show the list, the table, or why there is none; an open panel takes the place of a narrow list."""
        covered = self.sides.open is not None and not self._wide
        for part, shown in (
            (self.view, not self._wide and not self._empty),
            (self.table, self._wide and not self._empty),
            (self._none, self._empty),
        ):
            if part is not None:
                part.setVisible(shown and not covered)

    def let_go(self) -> None:
        """Hold nothing of the dossiers any more."""
        self.model.clear()
        self.tools.forget()
        self.sides.forget()
        self._none.set_words("", "")
        self.filter.clear()
        self._timer.stop()

    # -- the current one -----------------------------------------------------------------------------------------------

    def current(self) -> UUID | None:
        """Who is current in the list."""
        item = self.view.current_item()
        return item.id if isinstance(item, Listed) else None

    def show_current(self, key: UUID | None) -> bool:
        """Mark one, without opening anything. ``False`` when not in this list."""
        row = -1 if key is None else self.model.row_of(key, self._context.desk.lists.rid(key))
        self._quiet = True
        if row >= 0:
            self.view.go_to(row)
        else:
            self.view.setCurrentIndex(self.model.index(-1, 0))
        self._quiet = False
        return row >= 0

    def reveal(self, key: UUID, state: str = "") -> None:
        """Show one even when the filter or the narrowing hides it."""
        if self._in_trash:
            self._turn_trash()
        if self.show_current(key):
            return
        self.filter.clear()
        self.narrowed.widen(self.wide_enough(state))
        self.load()
        self.show_current(key)

    def step(self, by: int) -> None:
        """Go to the next or previous one."""
        count = self.model.rowCount()
        if count:
            row = self.view.currentIndex().row()
            self.view.go_to(max(0, min(row + by, count - 1)) if row >= 0 else 0)

    def mark(self, key: UUID, typed: bool) -> None:
        """Something of the current one is typed, or saved."""
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
        self.sides.close()
        self.show_wide(False)
        self._in_trash = not self._in_trash
        self._trash_title.setVisible(self._in_trash)
        self._narrowing.setVisible(not self._in_trash)
        self.new.setVisible(not self._in_trash)
        name = self._words.name
        self.view.setAccessibleName(f"{name} in de prullenbak" if self._in_trash else name)
        self.view.setCurrentIndex(self.model.index(-1, 0))
        self.load()
        self.trash_shown.emit(self._in_trash)
        self.view.setFocus()
