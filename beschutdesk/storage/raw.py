"""Plain SQL on whichever connection is at hand: one of SQLAlchemy, or the bare one of the driver."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa
import sqlcipher3

Connection: TypeAlias = "sa.Connection | Any"
"""An ``sa.Connection``, or what :func:`beschutdesk.storage.engine.connect` returns."""
_BATCH = 500
_Key = TypeVar("_Key")


def run(connection: Connection, statement: str, values: tuple[Any, ...] = ()) -> Any:
    """Execute one statement with ``?`` for values. Returns what the rows come from."""
    if isinstance(connection, sa.Connection):
        return connection.exec_driver_sql(statement, values)
    return connection.execute(statement, values)


def rows(connection: sa.Connection, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a ``SELECT``, in the connection's transaction but past all that SQLAlchemy does around it.

    For what is asked at every key or at every change of person: the bookkeeping would take longer than the answer.
    """
    if not connection.in_transaction():
        connection.begin()
    driver: Any = connection.connection.dbapi_connection
    try:
        found: list[tuple[Any, ...]] = driver.execute(statement, values).fetchall()
    except sqlcipher3.Error:
        # asked again through SQLAlchemy it goes wrong again, and there the engine tells what is wrong with the file
        return [tuple(row) for row in connection.exec_driver_sql(statement, tuple(values))]
    return found


def marks(values: Sequence[Any]) -> str:
    """A ``?`` for each value, to stand between the brackets of an ``IN``."""
    return ", ".join("?" * len(values))


def batches(values: Iterable[_Key]) -> list[list[_Key]]:
    """The values in lists that are short enough for an ``IN``."""
    listed = list(values)
    return [listed[start : start + _BATCH] for start in range(0, len(listed), _BATCH)]
