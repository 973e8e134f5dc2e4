"""A vault full of invented dossiers, to see the program at work under load."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.identity import new_id
from beschutdesk.services.store import Store
from beschutdesk.storage import queries
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

Report = Callable[[int, int], None]
"""How many candidates are kept, of how many."""

MOST = 100_000


class Inventing:
    """Invents a caseload. What it makes has no history, so it cannot be undone."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def fill(self, candidates: int, today: date, *, anyway: bool = False, report: Report | None = None) -> int:
        """Keep so many candidates, and employers, placements, tasks and notes that go with them.

        Every thousand candidates are a transaction: what is kept when it is broken off is whole.

        Args:
            candidates: how many, at most :data:`MOST`.
            today: notes lie before it.
            anyway: also in a vault that holds dossiers of people.
            report: is told how far it is.

        Returns:
            The number of records of their own.

        Raises:
            Trouble: too many, or there are dossiers that are no demo.
        """
        from beschutdesk.exchange.invented import invent

        if not 0 < candidates <= MOST:
            raise Trouble(f"Het kan met 1 tot {MOST} kandidaten.", "Er is niets veranderd.")
        if not anyway:
            self._refuse_real()
        kept = done = 0
        for seed in range(1, 1000):
            batches = invent(candidates, today=today, seed=seed)
            first = next(batches)
            if not self._is_here(first[0].id):
                break
        group = [first]
        for batch in batches:
            if batch and isinstance(batch[0], Candidate) and len(group) > 1:
                kept += self._keep(group)
                group = []
            group.append(batch)
            if batch and isinstance(batch[0], Candidate):
                if report is not None:
                    report(done, candidates)
                done += len(batch)
        kept += self._keep(group)
        self._store.note(Note(Act.IMPORT, detail={"dossiers": candidates}))
        if report is not None:
            report(done, candidates)
        return kept

    def _keep(self, group: list[list[Record]]) -> int:
        from beschutdesk.storage import bulk, filling

        save = bulk.Save(new_id(), datetime.now(UTC), self._store.stamp)
        with self._store.writing() as connection:
            for roots in group:
                filling.fill(connection, save, roots)
        return sum(map(len, group))

    def _is_here(self, key: UUID) -> bool:
        with self._store.reading() as connection:
            return queries.exists(connection, "employer", key)

    def _refuse_real(self) -> None:
        from beschutdesk.exchange.demo import demo_dossiers

        demo = {dossier.candidate.id for dossier in demo_dossiers()}
        with self._store.reading() as connection:
            real = set(queries.every_id(connection, "candidate")) - demo
        if real:
            raise Trouble(
                "In deze kluis staan al dossiers die geen demo zijn.",
                "Er is niets veranderd.",
                "Maak een nieuwe kluis met --profile, of geef --yes.",
            )
