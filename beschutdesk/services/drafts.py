"""Keeping what is typed and not yet saved."""

from datetime import datetime
from uuid import UUID

from beschutdesk.services.store import Store
from beschutdesk.storage import drafts
from beschutdesk.storage.drafts import Draft

__all__ = ["Draft", "Drafts"]


class Drafts:
    """Drafts of one profile. Safe to call from the database lane."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, *kept: Draft) -> datetime:
        """Write drafts in one transaction; an empty one is dropped. Returns the UTC moment it is on disk."""
        with self._store.writing() as connection:
            return [drafts.keep(connection, draft) for draft in kept][-1]

    def drop(self, key: UUID) -> None:
        """Forget a draft."""
        with self._store.writing() as connection:
            drafts.drop(connection, key)

    def find(self, key: UUID) -> Draft | None:
        """The draft of a root."""
        with self._store.reading() as connection:
            return drafts.find(connection, key)

    def all(self) -> list[Draft]:
        """All drafts, the latest first."""
        with self._store.reading() as connection:
            return drafts.all_drafts(connection)
