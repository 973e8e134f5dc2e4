"""What somebody did with lines of *Vandaag*: done, moved, muted. One mark per line; it goes with what it is about."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from beschutdesk.rules.signals.day import Mark, MarkState
from beschutdesk.storage.mapping import SIGNAL_MARK


def every(connection: sa.Connection) -> dict[str, Mark]:
    """All marks, by key of the signal."""
    return {row.key: _mark(row) for row in connection.execute(sa.select(SIGNAL_MARK))}


def find(connection: sa.Connection, key: str) -> Mark | None:
    """The mark on one signal."""
    row = connection.execute(sa.select(SIGNAL_MARK).where(SIGNAL_MARK.c.key == key)).first()
    return None if row is None else _mark(row)


def put(connection: sa.Connection, mark: Mark) -> None:
    """Write a mark over the previous one."""
    values = {
        "turn": mark.turn,
        "root_id": mark.root,
        "candidate": mark.candidate,
        "state": mark.state.key,
        "until": mark.until,
        "reason": mark.reason,
        "made_on": mark.made_on,
    }
    statement = insert(SIGNAL_MARK).values(key=mark.key, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=values))


def drop(connection: sa.Connection, key: str) -> None:
    """Forget a mark; nothing happens when it is not there."""
    connection.execute(sa.delete(SIGNAL_MARK).where(SIGNAL_MARK.c.key == key))


def forget(connection: sa.Connection, keys: Iterable[UUID]) -> None:
    """Forget the marks that are about these records or persons."""
    gone = list(keys)
    connection.execute(
        sa.delete(SIGNAL_MARK).where(SIGNAL_MARK.c.root_id.in_(gone) | SIGNAL_MARK.c.candidate.in_(gone))
    )


def _mark(row: Any) -> Mark:
    state = MarkState.from_key(row.state)
    return Mark(row.key, row.turn, state, row.until, row.reason, row.root_id, row.candidate, row.made_on)
