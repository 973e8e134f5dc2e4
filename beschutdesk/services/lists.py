"""What lists and the search field show."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from beschutdesk.services.store import Store
from beschutdesk.storage import directory, queries
from beschutdesk.storage.directory import Found
from beschutdesk.storage.queries import CandidateLine, initials, phase_words

__all__ = ["CandidateLine", "Found", "Lists", "initials", "phase_words"]


class Lists:
    """Lists as ids, and lines for the part that is in view."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def candidates(self, *, state: str = "", text: str = "", trash: bool = False) -> list[int]:
        """Directory rids of candidates, by name.

        Args:
            state: key of a :class:`~beschutdesk.dossier.candidate.CandidateState`; empty for all.
            text: words that name or gemeente begin with, diacritics folded.
            trash: those in the trash instead.
        """
        with self._store.reading() as connection:
            return directory.rids(connection, "candidate", state=state, text=text, trash=trash)

    def candidate_lines(self, rids: Sequence[int], today: date) -> list[CandidateLine]:
        """The lines for these rids, in that order; those that are gone are left out."""
        with self._store.reading() as connection:
            return queries.candidate_lines(connection, rids, today)

    def rid(self, key: UUID) -> int | None:
        """The directory rid of a candidate or employer: its key in a list."""
        with self._store.reading() as connection:
            return directory.rid_of(connection, key)

    def candidate_counts(self) -> dict[str, int]:
        """Number of candidates per state key; those in the trash under ``trash``."""
        with self._store.reading() as connection:
            return directory.counts(connection, "candidate")

    def by_name(self, name: str) -> list[Found]:
        """Candidates with exactly this name, else those whose name begins so; case and diacritics do not count."""
        with self._store.reading() as connection:
            return directory.by_name(connection, "candidate", name)

    def table(self, what: str, today: date) -> list[dict[str, Any]]:
        """The rows of a list for other programs: at least ``id`` and the display names.

        Args:
            what: ``candidates``, ``employers``, ``placements``, ``visits`` or ``tasks``.
            today: the day that phases are seen from.
        """
        with self._store.reading() as connection:
            return queries.table(connection, what, today)

    def search(self, text: str, limit: int = 12) -> list[Found]:
        """Candidates and employers by name, best first."""
        with self._store.reading() as connection:
            return directory.search(connection, text, limit)
