"""What the services of one open profile share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier import codec
from beschutdesk.dossier.fields import Record
from beschutdesk.storage.attachments import Attachments
from beschutdesk.storage.unit_of_work import Stamp, UnitOfWork

ChangeSet = frozenset[tuple[str, UUID]]
"""Which records changed: name and id. Every view listens to these."""


@dataclass(slots=True)
class Store:
    """An open vault.

    Attributes:
        origin: name of this profile in stamps.
        by: name of the caseworker in stamps.
    """

    engine: sa.Engine
    attachments: Attachments
    origin: str
    by: str = ""

    def work(self) -> UnitOfWork:
        """A transaction that may write."""
        return UnitOfWork(self.engine, Stamp(self.by, self.origin))

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment and waits for no writer."""
        with self.engine.connect().execution_options(readonly=True) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A short write without records: drafts and settings."""
        with self.engine.begin() as connection:
            yield connection

    def load(self, record: str, key: UUID) -> Record | None:
        """A copy of a root with its rows, or ``None``."""
        with UnitOfWork(self.engine, Stamp(self.by, self.origin), readonly=True) as work:
            found = work.find(record, key)
            return None if found is None else codec.copy(found)
