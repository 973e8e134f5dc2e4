"""Plain SQL on whichever connection is at hand: one of SQLAlchemy, or the bare one of the driver."""

from typing import Any, TypeAlias

import sqlalchemy as sa

Connection: TypeAlias = "sa.Connection | Any"
"""An ``sa.Connection``, or what :func:`beschutdesk.storage.engine.connect` returns."""


def run(connection: Connection, statement: str, values: tuple[Any, ...] = ()) -> Any:
    """Execute one statement with ``?`` for values. Returns what the rows come from."""
    if isinstance(connection, sa.Connection):
        return connection.exec_driver_sql(statement, values)
    return connection.execute(statement, values)
