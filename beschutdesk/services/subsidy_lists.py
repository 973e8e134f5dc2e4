"""The list of applications: ids by filter and order, lines for the part in view, and how many there are."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.rules.subsidy_states import NextDeadline, deadlines
from beschutdesk.services.figures import own_figures
from beschutdesk.services.lists import Column
from beschutdesk.services.schemes import own_schemes
from beschutdesk.services.store import Store
from beschutdesk.storage import subsidy_listing
from beschutdesk.storage.listing import Sort
from beschutdesk.storage.subsidy_listing import BY_DUE, Brief, SubsidyFilter, SubsidyLine, SubsidyShow

__all__ = ["BY_DUE", "COLUMNS", "Sort", "SubsidyFilter", "SubsidyLine", "SubsidyLists", "SubsidyShow"]

COLUMNS: Final = (
    Column("who", "Wie"),
    Column("employer", "Werkgever"),
    Column("state", "Stand"),
    Column("since", "Periode"),
    Column("due", "Uiterlijk"),
    Column("amount", "Bedrag"),
)
"""What a list can sort by, in order."""


class SubsidyLists:
    """The list of applications of one profile; belongs in the database lane."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rids(self, wanted: SubsidyFilter, sort: Sort = BY_DUE, *, today: date) -> list[int]:
        """Row numbers of the applications that pass a filter, in order; the next term first by itself.

        Raises:
            KeyError: there is no such column or part.
        """
        with self._store.reading() as connection:
            return subsidy_listing.applications(connection, wanted, sort, today, _next_of(connection, today))

    def lines(self, rids: Sequence[int], today: date) -> list[SubsidyLine]:
        """The lines for these row numbers, in that order; those that are gone are left out."""
        with self._store.reading() as connection:
            return subsidy_listing.lines(connection, rids, _next_of(connection, today))

    def counts(self, today: date) -> dict[str, int]:
        """How many there are by key of a :class:`SubsidyShow`; those in the trash under ``trash``."""
        with self._store.reading() as connection:
            return subsidy_listing.counts(connection, today)

    def rid(self, key: UUID) -> int | None:
        """The row number of an application: its key in a list."""
        with self._store.reading() as connection:
            return subsidy_listing.rid_of(connection, key)


def terms_of(connection: sa.Connection, today: date) -> Callable[[Brief], tuple[NextDeadline, ...]]:
    """All terms of an application by the schemes and numbers of this profile, on a day; the first to come first."""
    schemes, known = own_schemes(connection), own_figures(connection)

    def terms(one: Brief) -> tuple[NextDeadline, ...]:
        return deadlines(
            one,
            today,
            scheme=schemes.chosen(one.scheme, one.municipality),
            known=known.of(one.municipality),
            renewed=one.renewed,
            ended_on=one.ended_on,
        )

    return terms


def _next_of(connection: sa.Connection, today: date) -> subsidy_listing.Terms:
    terms = terms_of(connection, today)
    return lambda one: next(iter(terms(one)), None)
