"""The tables of a new vault: made once by all migrations, and after that at once as those left them."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from beschutdesk.storage import mapping, migrate

_SHADOWS = ("data", "idx", "content", "docsize", "config")
"""Tables that SQLite makes itself for a full-text table; of these only the last is looked at in an empty file."""

really_upgrade = migrate.upgrade


@dataclass
class _Left:
    """What stands in a file that holds nothing yet.

    Attributes:
        made: name and definition of all that was made, in order.
        filled: the rows, by table.
        settings: numbers that SQLite keeps in the head of the file.
    """

    made: list[tuple[str, str]]
    filled: dict[str, list[Any]]
    settings: tuple[int, ...]


def _left(raw: Any) -> _Left:
    rows = raw.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    full_text = {name for name, _, sql in rows if sql.startswith("CREATE VIRTUAL TABLE")}
    shadows = {f"{name}_{part}" for name in full_text for part in _SHADOWS}
    tables = {name for name, kind, _ in rows if kind == "table"} - full_text
    read = [name for name in sorted(tables) if name not in shadows or name.endswith("_config")]
    every = {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in read}
    settings = (raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id"))
    return _Left(
        [(name, sql) for name, _, sql in rows if name not in shadows],
        {name: found for name, found in every.items() if found},
        tuple(settings),
    )


def _repeat(left: _Left, raw: Any) -> None:
    for name, sql in left.made:
        if not name.startswith("sqlite_"):
            raw.execute(sql)
    for statement in mapping.FULL_TEXT:
        if statement.startswith("INSERT"):  # how a full-text table is set up stands in its shadow
            raw.execute(statement)
    for name, rows in left.filled.items():
        if not name.endswith("_config"):
            raw.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)


class Tables:
    """Stands in for :func:`migrate.upgrade`, which takes a quarter of a second for a new file.

    The first new file of a process gets all its migrations, and so does every file that holds something. The second
    new file is compared with the first: a test never works in tables that the migrations do not make.
    """

    def __init__(self) -> None:
        self._first: _Left | None = None
        self._proven = False

    def upgrade(self, connection: sa.Connection, target: str) -> None:
        """Run migrations up to a revision."""
        raw: Any = connection.connection.dbapi_connection
        if target != "head" or migrate.revision(raw) is not None:
            really_upgrade(connection, target)
        elif self._first is None:
            really_upgrade(connection, target)
            self._first = _left(raw)
        else:
            with connection.begin():
                _repeat(self._first, raw)
            assert self._proven or _left(raw) == self._first, "a new vault has other tables than the migrations make"
            self._proven = True
