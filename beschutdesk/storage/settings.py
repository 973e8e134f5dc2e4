"""Small texts by key, in the vault: settings, and what this device has to remember.

All take a connection of SQLAlchemy or a bare one, inside a transaction of the caller.
"""

from beschutdesk.storage.raw import Connection, run


def get(connection: Connection, key: str) -> str | None:
    """The text under a key, or ``None``."""
    row = run(connection, 'SELECT value FROM setting WHERE "key" = ?', (key,)).fetchone()
    return None if row is None else str(row[0])


def starting(connection: Connection, prefix: str) -> dict[str, str]:
    """The texts under all keys that begin so."""
    rows = run(connection, 'SELECT "key", value FROM setting WHERE substr("key", 1, ?) = ?', (len(prefix), prefix))
    return {str(key): str(value) for key, value in rows}


def put(connection: Connection, key: str, value: str) -> None:
    """Write a text over the previous one."""
    run(
        connection,
        'INSERT INTO setting ("key", value) VALUES (?, ?) ON CONFLICT ("key") DO UPDATE SET value = excluded.value',
        (key, value),
    )


def drop(connection: Connection, key: str) -> None:
    """Forget a key; nothing happens when it is not there."""
    run(connection, 'DELETE FROM setting WHERE "key" = ?', (key,))
