"""One transaction: load, change, remember what changed. Rolling back is what happens unless one commits."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import orm

from beschutdesk.dossier import codec
from beschutdesk.dossier.codec import Flat
from beschutdesk.dossier.fields import REGISTRY, Kind, Record, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.storage import audit, bulk, directory, notes
from beschutdesk.storage.audit import Act, Note, Stamp
from beschutdesk.storage.bulk import Turn
from beschutdesk.storage.mapping import DESTROYED, DRAFT, HISTORY, TABLES
from beschutdesk.trouble import Trouble

IN_TRASH = bulk.IN_TRASH
"""History path of a record's way to the trash and back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of history: a path with its plain value before and after; absent where it did not exist."""

    record: str
    root_id: UUID
    version: int
    path: str
    old: Any
    new: Any


class Absent:
    """Marks a path that does not exist, which differs from one that holds nothing."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


class UnitOfWork:
    """Use as a context manager and call :meth:`commit`.

    Attributes:
        save_id: names this save in the history.
        changed: ids of the roots that are different now.
        act: what the audit log is to call every change in here; by itself it tells create, change and trash apart.
    """

    def __init__(self, engine: sa.Engine, stamp: Stamp, *, readonly: bool = False) -> None:
        self._stamp = stamp
        self._now = datetime.now(UTC)
        self.save_id = new_id()
        self.changed: set[UUID] = set()
        self.act: Act | None = None
        self._notes: list[Note] = []
        self._done: dict[UUID, tuple[Act, str, set[str]]] = {}
        self.session = orm.Session(engine.execution_options(readonly=readonly), expire_on_commit=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.session.close()  # rolls back what was not committed

    def commit(self) -> None:
        """Make it last, with a line in the audit log for every root that changed."""
        lines = [
            Note(self.act or act, name, key, detail=_detail(fields)) for key, (act, name, fields) in self._done.items()
        ]
        audit.append(self.session.connection(), self._stamp, [*self._notes, *lines], self._now)
        self.session.commit()

    def note(self, note: Note) -> None:
        """Let the audit log say this too, before the lines of what changed."""
        self._notes.append(note)

    # -- reading -------------------------------------------------------------------------------------------------------

    def find(self, record: str, key: UUID) -> Record | None:
        """A root with all its rows, or ``None``."""
        cls = REGISTRY[record].type
        query = sa.select(cls).where(TABLES[record].c.id == key)
        found: Record | None = self.session.scalars(query).one_or_none()
        return found

    def find_all(self, record: str, keys: Sequence[UUID]) -> list[Record]:
        """The roots with these ids, with all their rows, in no order."""
        table, found = TABLES[record], list[Record]()
        for start in range(0, len(keys), 500):  # SQLite takes only so many values at once
            query = sa.select(REGISTRY[record].type).where(table.c.id.in_(keys[start : start + 500]))
            found += self.session.scalars(query).all()
        return found

    def is_destroyed(self, key: UUID) -> bool:
        """Whether a record with this id was destroyed for good and must not come back."""
        return (
            self.session.execute(sa.select(DESTROYED.c.root_id).where(DESTROYED.c.root_id == key)).first() is not None
        )

    def steps_since(self, key: UUID, version: int) -> list[Step]:
        """What changed in a root after a version, oldest first."""
        query = sa.select(HISTORY).where(HISTORY.c.root_id == key, HISTORY.c.version > version).order_by(HISTORY.c.rid)
        return [_step(row) for row in self.session.execute(query)]

    def steps_of(self, save_id: UUID) -> list[Step]:
        """What one save changed, oldest first. Roots that it made or moved as a whole are among :meth:`turns_of`."""
        query = sa.select(HISTORY).where(HISTORY.c.save_id == save_id, bulk.partly(save_id)).order_by(HISTORY.c.rid)
        return [_step(row) for row in self.session.execute(query)]

    def turns_of(self, save_id: UUID) -> list[Turn]:
        """The roots that one save made, or moved into or out of the trash."""
        return bulk.turns(self.session.connection(), save_id)

    def busy(self, record: str, save_id: UUID) -> set[UUID]:
        """Of the roots that a save made: those that somebody worked with since."""
        return bulk.busy(self.session.connection(), record, save_id)

    def referrers(self, keys: Iterable[UUID], record: str) -> set[str]:
        """Names of the records that point to any of these ids."""
        wanted, found = list(keys), set[str]()
        for shape in REGISTRY.values():
            for spec in shape.specs.values():
                if spec.kind is Kind.REFERENCE and spec.target == record and wanted:
                    column = TABLES[shape.name].c[spec.key]
                    if self.session.execute(sa.select(column).where(column.in_(wanted)).limit(1)).first():
                        found.add(shape.name)
        return found

    # -- writing -------------------------------------------------------------------------------------------------------

    def add(self, record: Record) -> None:
        """Keep a new root."""
        self.session.add(record)
        self._flush(record)
        self._remember(record, {}, codec.flatten(record))

    def add_all(self, records: Sequence[Record], report: Callable[[int, int], None] | None = None) -> None:
        """Keep many new roots of one kind, fast. The database is held only while they are written.

        What *report* raises cancels; nothing of it lasts then.
        """
        bulk.add(self.session, bulk.Save(self.save_id, self._now, self._stamp), records, report)
        for record in records:
            self.changed.add(record.id)
            self._done[record.id] = Act.CREATE, shape_of(record).name, set()

    def set_trashed_all(self, record: str, keys: Sequence[UUID], trashed: bool) -> dict[UUID, int]:
        """Put many roots in the trash or take them out; those that are there already are passed over.

        Returns:
            The new version of those that went.
        """
        if record == shape_of(IssuedDocument).name:
            raise _issued()
        save = bulk.Save(self.save_id, self._now, self._stamp)
        versions = bulk.set_trashed(self.session.connection(), save, record, keys, trashed)
        for key in versions:
            self.changed.add(key)
            self._done[key] = Act.TRASH if trashed else Act.UNTRASH, record, set()
        if record in notes.FOUND:
            for root in self.find_all(record, list(versions)):
                notes.refresh(self.session.connection(), root)
        return versions

    def change(self, root: Record, changed: Mapping[str, Any]) -> None:
        """Write changes by path into a loaded root.

        Raises:
            WrongValue, KeyError: see :func:`beschutdesk.dossier.codec.apply`.
        """
        self._refuse_issued(root)
        before = codec.flatten(root)
        codec.apply(root, changed)
        after = codec.flatten(root)
        if before != after:
            self._flush(root)
            self._remember(root, before, after)

    def set_trashed(self, root: Record, trashed: bool) -> None:
        """Put a root in the trash or take it out again."""
        self._refuse_issued(root)
        old = root.deleted_at.isoformat() if root.deleted_at else None
        root.deleted_at = self._now if trashed else None
        self._flush(root)
        new = root.deleted_at.isoformat() if root.deleted_at else None
        self._remember(root, {IN_TRASH: old}, {IN_TRASH: new})

    def drop_draft(self, key: UUID) -> None:
        """Forget the draft of a root."""
        self.session.execute(sa.delete(DRAFT).where(DRAFT.c.root_id == key))

    @staticmethod
    def _refuse_issued(root: Record) -> None:
        if isinstance(root, IssuedDocument):
            raise _issued()

    def _flush(self, root: Record) -> None:
        shape = shape_of(root)
        self._sign(root)
        root.updated_at, root.updated_by = self._now, self._stamp.by  # also when only a row changed: bumps the version
        for name in shape.children:
            for position, row in enumerate(getattr(root, name)):
                self._sign(row)
                if getattr(row, "_position", None) != position:
                    row._position = position
        self.session.flush()

    def _sign(self, record: Record) -> None:
        if record.created_at is None:
            record.created_at, record.created_by = self._now, self._stamp.by
            record.origin = record.origin or self._stamp.origin

    def _remember(self, root: Record, before: Flat, after: Flat) -> None:
        name = shape_of(root).name
        lines = [
            {
                "save_id": self.save_id,
                "at": self._now,
                "by": self._stamp.by,
                "record": name,
                "root_id": root.id,
                "version": root.version,
                "path": path,
                "old": json.dumps(before[path], ensure_ascii=False) if path in before else None,
                "new": json.dumps(after[path], ensure_ascii=False) if path in after else None,
            }
            for path in [*after, *(path for path in before if path not in after)]
            if before.get(path, ABSENT) != after.get(path, ABSENT)
        ]
        if lines:
            self.changed.add(root.id)
            self._tell(name, root.id, before, after, [str(line["path"]) for line in lines])
            self.session.execute(sa.insert(HISTORY), lines)
        directory.refresh(self.session, root)

    def _tell(self, name: str, key: UUID, before: Flat, after: Flat, paths: Iterable[str]) -> None:
        if IN_TRASH in after:
            act, fields = Act.UNTRASH if after[IN_TRASH] is None else Act.TRASH, set[str]()
        elif not before:
            act, fields = Act.CREATE, set()
        else:
            act, fields = Act.CHANGE, {_field(path) for path in paths}
        if key in self._done:  # twice in one save: what it began with, and all fields
            act, fields = self._done[key][0], fields | self._done[key][2]
        self._done[key] = act, name, fields


def _field(path: str) -> str:
    """A path without the id of its row: which field, in which list."""
    first, *rest = path.split("/")
    return "/".join([first, *rest[1:]])


def _detail(fields: set[str]) -> dict[str, Any]:
    return {"fields": sorted(fields)} if fields else {}


def _issued() -> Trouble:
    return Trouble(
        "Een uitgegeven document verandert niet meer.", "Er is niets veranderd.", "Geef een nieuwe versie uit."
    )


def _step(row: Any) -> Step:
    old, new = (ABSENT if text is None else json.loads(text) for text in (row.old, row.new))
    return Step(row.record, row.root_id, row.version, row.path, old, new)
