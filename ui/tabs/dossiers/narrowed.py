"""Which filter, order and columns a list has now, and how they are kept. No widget."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from beschutdesk.services.lists import COLUMNS, FACTS, Column, SavedFilter, Sort
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.tabs.dossiers.facets import Filter


class Narrowed:
    """The filter of one list, as it is remembered in the vault.

    Args:
        context: the open desk.
        list_: ``candidates`` or ``employers``.
        first: the filter while nobody chose another.

    Attributes:
        wanted: the filter, without the words that are typed above the list.
        sort: the order.
        name: of the kept filter that it is; empty for none.
        kept: the filters that were kept, by name.
        table, facts: keys of the columns of the table, and of what stands below a name.
    """

    def __init__(self, context: DeskContext, list_: str, first: Filter) -> None:
        self._context, self._list, self.first = context, list_, first
        lists = context.desk.lists
        self.kept = lists.saved_filters(list_)
        used = lists.used(list_)
        self.wanted: Filter = used.wanted if used else first
        self.sort = used.sort if used else Sort()
        self.name = used.name if used else ""
        self.table, self.facts = lists.columns(list_), lists.facts(list_)
        self._recognise()

    @property
    def columns(self) -> list[Column]:
        """The columns of the table, in order."""
        return [column for column in COLUMNS[self._list] if column.key in self.table]

    def choose(self, wanted: Filter, sort: Sort | None = None) -> None:
        """Take another filter or order, and begin with it the next time."""
        self.wanted, self.sort = replace(wanted, text="", trash=False), sort or self.sort
        self._recognise()
        self.remember()

    def widen(self, wanted: Filter) -> None:
        """Take a filter for now: somebody was looked up who would not be in the list."""
        self.wanted = wanted
        self._recognise()

    def take(self, name: str) -> None:
        """Take a filter that was kept, with its order and columns; an empty name is the first one."""
        found = next((one for one in self.kept if one.name == name), None)
        if found is None:
            self.wanted, self.sort = self.first, Sort()
        else:
            self.wanted, self.sort = replace(found.wanted, text="", trash=False), found.sort
            if found.columns:
                self.show_table(found.columns)
        self._recognise(name)
        self.remember()

    # -- under a name --------------------------------------------------------------------------------------------------

    def save(self, name: str) -> str:
        """Keep the filter with its order and columns; returns the name as it was kept.

        Raises:
            Trouble: the name is no good, or it cannot be written.
        """
        name = " ".join(name.split())
        self._write(
            self._context.desk.lists.save_filter, self._list, SavedFilter(name, self.wanted, self.sort, self.table)
        )
        return self._again(name)

    def rename(self, to: str) -> str:
        """Give the kept filter another name.

        Raises:
            Trouble: the name is no good, or it cannot be written.
        """
        to = " ".join(to.split())
        self._write(self._context.desk.lists.rename_filter, self._list, self.name, to)
        return self._again(to)

    def drop(self) -> SavedFilter | None:
        """Forget the kept filter; the list stays as it is. Returns what went.

        Raises:
            Trouble: it cannot be written.
        """
        gone = next((one for one in self.kept if one.name == self.name), None)
        self._write(self._context.desk.lists.drop_filter, self._list, self.name)
        self._again("")
        return gone

    def bring_back(self, gone: SavedFilter) -> None:
        """Keep a filter again that was dropped.

        Raises:
            Trouble: it cannot be written.
        """
        self._write(self._context.desk.lists.save_filter, self._list, gone)
        self._again(gone.name)

    def _again(self, name: str) -> str:
        self.kept = self._context.desk.lists.saved_filters(self._list)
        self._recognise(name)
        self.remember()
        return self.name

    def _recognise(self, name: str | None = None) -> None:
        """The name goes when the filter is another one by now."""
        name = self.name if name is None else name
        found = next((one for one in self.kept if one.name == name), None)
        same = found is not None and replace(found.wanted, text="", trash=False) == self.wanted
        self.name = name if same else ""

    # -- columns -------------------------------------------------------------------------------------------------------

    def show_table(self, keys: tuple[str, ...]) -> None:
        """Show these in the table; none is back to how it was."""
        with suppress(Trouble):  # it is only not there the next time
            self._write(self._context.desk.lists.choose_columns, self._list, keys)
        there = {"name", *keys}
        columns = COLUMNS[self._list]
        self.table = tuple(c.key for c in columns if (c.key in there if keys else c.at_first))

    def show_facts(self, keys: tuple[str, ...]) -> None:
        """Show these below a name; none is back to how it was."""
        with suppress(Trouble):
            self._write(self._context.desk.lists.choose_facts, self._list, keys)
        self.facts = keys or FACTS[self._list]

    # -- keeping -------------------------------------------------------------------------------------------------------

    def remember(self) -> None:
        """Begin with this the next time."""
        saved = SavedFilter(self.name, self.wanted, self.sort)
        with suppress(Trouble):  # a full disk is told of where a text is at stake
            self._write(self._context.desk.lists.keep_used, self._list, saved)

    def _write(self, write: Callable[..., Any], *args: Any) -> None:
        self._context.database.call(write, *args)
