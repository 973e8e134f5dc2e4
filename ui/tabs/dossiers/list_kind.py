"""What a list of roots says of itself: its words, the parts of its filter, and how its ids are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from beschutdesk.services.drafts import Draft
from beschutdesk.services.lists import Sort
from ui.tabs.dossiers.facets import Facet, Filter
from ui.widgets import Pane


@dataclass(frozen=True, slots=True)
class ListWords:
    """What the pane says.

    Attributes:
        name: accessible name of the list.
        new: tip of the button that begins one.
        none: title when a filter finds nothing.
        found_by: what the filter looks at: ``naam of gemeente``.
        every: what the list shows while nothing is chosen.
    """

    name: str
    new: str
    none: str
    found_by: str
    every: str


class ListKind(Pane):
    """The part of a list that a subclass gives.

    Attributes:
        list_: ``candidates`` or ``employers``.
        first: the filter while nobody chose another.
    """

    list_: str
    first: Filter

    def facets(self) -> list[Facet]:
        """The parts of the filter."""
        raise NotImplementedError

    def narrowing(self) -> QWidget:
        """The widget below the filter: the part of it that is chosen most."""
        raise NotImplementedError

    def show_quick(self, wanted: Any) -> None:
        """Show this filter in that widget."""
        raise NotImplementedError

    def counts(self) -> dict[str, int]:
        """How many there are per state, those in the trash under ``trash``."""
        raise NotImplementedError

    def rids_of(self, wanted: Any, sort: Sort) -> list[int]:
        """The rids that pass a filter, in order."""
        raise NotImplementedError

    def number_words(self, number: int) -> str:
        """So many: ``12 kandidaten``."""
        raise NotImplementedError

    def new_lines(self, drafts: list[Draft]) -> Sequence[Any]:
        """The lines of those that were never saved."""
        raise NotImplementedError

    def passes(self, line: Any) -> bool:
        """Whether one that was never saved passes the narrowing; the text is looked at already."""
        return True

    def counted(self, counts: dict[str, int], new: Sequence[Any]) -> None:
        """Say how many there are, where that is said."""

    def no_words(self) -> str:
        """Why nobody is in the list when no text is typed."""
        raise NotImplementedError

    def wide_enough(self, _state: str) -> Filter:
        """A filter that hides nobody in this state."""
        return self.first
