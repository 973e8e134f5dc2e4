"""The parts of a list that are made when somebody first asks for them: the panels and the table."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.services.lists import COLUMNS, SavedFilter, Sort
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.tabs.dossiers.facets import Facet, Filter, active
from ui.tabs.dossiers.filter_panel import PANEL_WIDTH, FilterPanel, SidePanel
from ui.tabs.dossiers.narrowed import Narrowed
from ui.tabs.dossiers.view_panel import ViewPanel
from ui.theme import px


class ListSides(QObject):
    """Opens and closes the panels, and shows in them what is chosen.

    Args:
        context: the open desk.
        narrowed: what is chosen.
        facets: the parts of the filter.
        list_: ``candidates`` or ``employers``.

    Attributes:
        changed: the filter, order or columns are others now.
        opened: a panel is open, or none is any more.
        wiped: the filter is to go.
    """

    changed = Signal()
    opened = Signal(bool)
    wiped = Signal()

    def __init__(self, context: DeskContext, narrowed: Narrowed, facets: list[Facet], list_: str) -> None:
        super().__init__()
        self._context, self._narrowed, self._facets, self._list = context, narrowed, facets, list_
        self.filter: FilterPanel | None = None
        self.view: ViewPanel | None = None
        self.place: Callable[[QWidget], None] = lambda _panel: None
        self.table_on = False
        self._told = ""
        self._from: QWidget | None = None

    # -- opening and closing -------------------------------------------------------------------------------------------

    @property
    def open(self) -> SidePanel | None:
        """The panel that is open."""
        made = [panel for panel in (self.filter, self.view) if panel is not None]
        return next((panel for panel in made if not panel.isHidden()), None)

    def turn_filter(self, from_: QWidget) -> None:
        """Open the panel of the filter, or close it."""
        if self.filter is None:
            panel = self.filter = FilterPanel(self._facets)
            panel.changed.connect(self._choose)
            panel.wiped.connect(self.wiped)
            panel.save_wanted.connect(lambda name: self._named(self._narrowed.save, name, "Filter ‘{}’ bewaard."))
            panel.rename_wanted.connect(
                lambda name: self._named(self._narrowed.rename, name, "Het filter heet nu ‘{}’.")
            )
            panel.drop_wanted.connect(self._drop)
            self._take_in(panel)
        self._turn(self.filter, from_)

    def turn_view(self, from_: QWidget) -> None:
        """Open the panel of the order and the columns, or close it."""
        if self.view is None:
            panel = self.view = ViewPanel(COLUMNS[self._list])
            panel.sorted.connect(self.sort)
            panel.chosen.connect(self._show)
            panel.reset_wanted.connect(lambda: self._show(()))
            self._take_in(panel)
        self._turn(self.view, from_)

    def _take_in(self, panel: SidePanel) -> None:
        panel.hide()
        panel.closed.connect(self.close)
        self.place(panel)

    def _turn(self, panel: FilterPanel | ViewPanel, from_: QWidget) -> None:
        if not panel.isHidden():
            self.close()
            return
        if (other := self.open) is not None:
            other.hide()
        self._from = from_
        self.fit(table=self.table_on)
        panel.show()
        self.tell()
        self.opened.emit(True)
        panel.enter()

    def close(self) -> None:
        """Close what is open, and go back to where one was."""
        panel, back = self.open, self._from
        if panel is None:
            return
        panel.hide()
        if isinstance(panel, FilterPanel):
            panel.forget()
        self.opened.emit(False)
        if back is not None:
            back.setFocus()

    def fit(self, *, table: bool) -> None:
        """Beside a table a panel has a width of its own."""
        self.table_on = table
        for panel in (self.filter, self.view):
            if panel is None:
                continue
            if table:
                panel.setFixedWidth(px(PANEL_WIDTH))
            else:
                panel.setMinimumWidth(1)
                panel.setMaximumWidth(16777215)

    # -- showing -------------------------------------------------------------------------------------------------------

    def tell(self, count: str | None = None) -> None:
        """Show in the open panel what is chosen, and how many there are."""
        self._told = self._told if count is None else count
        narrowed = self._narrowed
        if isinstance(panel := self.open, FilterPanel):
            panel.show_filter(narrowed.wanted, narrowed.name, narrows=bool(active(self._facets, narrowed.wanted)))
            panel.tell(self._told)
        elif isinstance(panel, ViewPanel):
            keys = narrowed.table if self.table_on else narrowed.facts
            panel.show_view(narrowed.sort, keys, table=self.table_on)

    def forget(self) -> None:
        """Hold nothing of the dossiers any more."""
        if self.filter is not None:
            self.filter.forget()
            self.filter.tell("")
        self._from = None

    # -- choosing ------------------------------------------------------------------------------------------------------

    def _choose(self, wanted: Filter) -> None:
        self._narrowed.choose(wanted)
        self.changed.emit()

    def sort(self, sort: Sort) -> None:
        """Take another order."""
        self._narrowed.choose(self._narrowed.wanted, sort)
        self.changed.emit()

    def sort_by(self, column: str) -> None:
        """Sort by a column; a second time turns it round."""
        now = self._narrowed.sort
        self.sort(Sort(column, descending=not now.descending if now.column == column else False))

    def _show(self, keys: tuple[str, ...]) -> None:
        if self.table_on:
            self._narrowed.show_table(keys)
        else:
            self._narrowed.show_facts(keys)
        self.changed.emit()

    # -- names ---------------------------------------------------------------------------------------------------------

    def _named(self, act: Callable[[str], str], name: str, words: str) -> None:
        panel = self.filter
        if panel is None:
            return
        try:
            name = act(name)
        except Trouble as trouble:
            panel.name.setFocus()
            panel.say(trouble.happened)
            return
        self.changed.emit()
        self._context.window.toast(words.format(name), None)

    def _drop(self) -> None:
        panel = self.filter
        if panel is None:
            return
        try:
            gone = self._narrowed.drop()
        except Trouble as trouble:
            panel.say(trouble.happened)
            return
        panel.save.setFocus()  # the button that was pressed goes, and in a text field Ctrl+Z is of that text
        self.changed.emit()
        if gone is not None:
            self._context.window.toast(f"Filter ‘{gone.name}’ is weg.", lambda: self._bring_back(gone))

    def _bring_back(self, gone: SavedFilter) -> None:
        try:
            self._narrowed.bring_back(gone)
        except Trouble:
            return
        self.changed.emit()
