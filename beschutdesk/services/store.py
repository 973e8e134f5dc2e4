"""What the services of one open profile share."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.fields import Record
from beschutdesk.storage import audit, reading
from beschutdesk.storage.attachments import Attachments
from beschutdesk.storage.audit import Note, Stamp
from beschutdesk.storage.unit_of_work import UnitOfWork
from beschutdesk.trouble import Trouble
from beschutdesk.vault.keys import DataKey

ChangeSet = frozenset[tuple[str, UUID]]
"""Which records changed: name and id. Every view listens to these."""


class Store:
    """An open vault. After :meth:`close` nothing can be read or written through it.

    Attributes:
        by: name of the caseworker in stamps.
        memory: what was read and may be of use again, by name; gone when the vault is closed.
    """

    def __init__(self, engine: sa.Engine, attachments: Attachments, origin: str, key: DataKey | None = None) -> None:
        """Take over an engine, the attachments and the key of a vault; *origin* names this profile in stamps."""
        self._open: tuple[sa.Engine, Attachments] | None = (engine, attachments)
        self._key = key
        self._origin = origin
        self.by = ""
        self.memory: dict[str, object] = {}

    def close(self) -> None:
        """Let go of the connections, of the keys and of what was read."""
        self.memory.clear()
        if self._open is not None:
            self._open[0].dispose()
            self._open = self._key = None

    def _parts(self) -> tuple[sa.Engine, Attachments]:
        if self._open is None:
            raise Trouble("De kluis is dicht.", "Wat opgeslagen was, is er nog.", "Ontgrendel de kluis.")
        return self._open

    @property
    def engine(self) -> sa.Engine:
        """The database."""
        return self._parts()[0]

    @property
    def attachments(self) -> Attachments:
        """The files."""
        return self._parts()[1]

    @property
    def key(self) -> DataKey:
        """The data key, for copies of the vault."""
        self._parts()
        if self._key is None:
            raise LookupError("this store was opened without its key")
        return self._key

    @property
    def folder(self) -> Path:
        """The folder of the profile."""
        return self.attachments.folder.parent

    @property
    def stamp(self) -> Stamp:
        """Who writes, for stamps and for the audit log."""
        return Stamp(self.by, self._origin)

    def work(self) -> UnitOfWork:
        """A transaction that may write."""
        return UnitOfWork(self.engine, self.stamp)

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

    def note(self, *notes: Note) -> None:
        """Add lines to the audit log, in a transaction of their own."""
        with self.writing() as connection:
            audit.append(connection, self.stamp, notes)

    def load(self, record: str, key: UUID) -> Record | None:
        """A copy of a root with its rows, or ``None``."""
        return next(iter(self.load_all(record, [key])), None)

    def load_all(self, record: str, keys: Sequence[UUID]) -> list[Any]:
        """Copies of roots with their rows, in this order; those that are not there are left out."""
        with self.reading() as connection:
            return reading.by_id(connection, record, keys)
