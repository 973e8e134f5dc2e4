"""The list of visits: ids by filter and order, lines for the part that is in view, and how many there are."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from beschutdesk.rules.time import days_after
from beschutdesk.services.figures import own_figures
from beschutdesk.services.lists import Column
from beschutdesk.services.store import Store
from beschutdesk.storage import visit_listing
from beschutdesk.storage.listing import Sort
from beschutdesk.storage.visit_listing import BY_DAY, VisitFilter, VisitLine, VisitShow

__all__ = ["BY_DAY", "COLUMNS", "Sort", "VisitFilter", "VisitLine", "VisitLists", "VisitShow"]

COLUMNS: Final = (
    Column("day", "Wanneer"),
    Column("who", "Wie"),
    Column("employer", "Werkgever"),
    Column("medium", "Soort"),
    Column("state", "Stand"),
)
"""What a list can sort by, in order."""


class VisitLists:
    """The list of visits of one profile; belongs in the database lane."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rids(self, wanted: VisitFilter, sort: Sort = BY_DAY, *, today: date) -> list[int]:
        """Row numbers of the visits that pass a filter, in order; the latest first by itself.

        Raises:
            KeyError: there is no such column or part.
        """
        with self._store.reading() as connection:
            since = _share_from(own_figures(connection).most()("share_stop_weeks"), today)
            return visit_listing.visits(connection, wanted, sort, today, since)

    def lines(self, rids: Sequence[int], today: date) -> list[VisitLine]:
        """The lines for these row numbers, in that order; those that are gone are left out."""
        with self._store.reading() as connection:
            since = _share_from(own_figures(connection).most()("share_stop_weeks"), today)
            return visit_listing.lines(connection, rids, today, since)

    def counts(self, today: date) -> dict[str, int]:
        """How many there are by key of a :class:`VisitShow`; those in the trash under ``trash``."""
        with self._store.reading() as connection:
            since = _share_from(own_figures(connection).most()("share_stop_weeks"), today)
            return visit_listing.counts(connection, today, since)

    def rid(self, key: UUID) -> int | None:
        """The row number of a visit: its key in a list."""
        with self._store.reading() as connection:
            return visit_listing.rid_of(connection, key)


def _share_from(weeks: int, today: date) -> date:
    """Since when a result is still asked after: as long as the widest term of any gemeente."""
    return days_after(today, -7 * weeks)
