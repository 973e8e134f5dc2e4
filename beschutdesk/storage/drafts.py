"""Drafts in the vault: what was typed and not yet saved."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from beschutdesk.storage.mapping import DRAFT
from beschutdesk.storage.migrate import HEAD


@dataclass(frozen=True, slots=True)
class Draft:
    """The unsaved changes to one root.

    Attributes:
        record: name of the record.
        id: its id; for a new one the id it will get.
        base_version: version the changes were typed over; 0 for a new record.
        changes: new plain value per path.
        kept_at: UTC moment it reached the disk.
        schema_revision: revision of the schema it was typed in.
    """

    record: str
    id: UUID
    base_version: int
    changes: Mapping[str, Any]
    kept_at: datetime | None = None
    schema_revision: str = HEAD


def keep(connection: sa.Connection, draft: Draft) -> datetime:
    """Write a draft over the previous one; an empty one is dropped. Returns the moment.

    A new record keeps its draft even when it is empty again: it has no other place to be.
    """
    now = datetime.now(UTC)
    if not draft.changes and draft.base_version:
        drop(connection, draft.id)
        return now
    values = {
        "record": draft.record,
        "base_version": draft.base_version,
        "schema_revision": HEAD,
        "changes": json.dumps(dict(draft.changes), ensure_ascii=False),
        "kept_at": now,
    }
    statement = insert(DRAFT).values(root_id=draft.id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["root_id"], set_=values))
    return now


def drop(connection: sa.Connection, key: UUID) -> None:
    """Forget a draft."""
    connection.execute(sa.delete(DRAFT).where(DRAFT.c.root_id == key))


def find(connection: sa.Connection, key: UUID) -> Draft | None:
    """The draft of a root, if there is one."""
    row = connection.execute(sa.select(DRAFT).where(DRAFT.c.root_id == key)).first()
    return _draft(row) if row else None


def all_drafts(connection: sa.Connection) -> list[Draft]:
    """All drafts, the latest first."""
    return [_draft(row) for row in connection.execute(sa.select(DRAFT).order_by(DRAFT.c.kept_at.desc()))]


def _draft(row: Any) -> Draft:
    return Draft(row.record, row.root_id, row.base_version, json.loads(row.changes), row.kept_at, row.schema_revision)
