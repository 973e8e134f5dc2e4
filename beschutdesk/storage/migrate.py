"""Bringing a database to the present schema. Alembic is imported only when there is something to do.

A migration runs in one transaction and proves itself before that ends: every table that it does not say to change
(``CHANGES`` in its module) has as many rows as before, every trigger is still there, no reference leads nowhere.
Anything else leaves the file as it was.
"""

from typing import Any

import sqlalchemy as sa
import sqlcipher3

from beschutdesk.storage import directory
from beschutdesk.storage.errors import FailedMigration, NewerDatabase

HEAD = "0007"

_REBUILT = "directory"
"""Prefix of the tables that are filled again after a migration, so that their rows are not counted."""


def revision(raw: Any) -> str | None:
    """The revision of an open raw connection; ``None`` for a new file."""
    try:
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlcipher3.OperationalError as error:
        if "no such table" not in str(error):
            raise  # busy, or the disk: says nothing about the file
        return None
    return None if row is None else str(row[0])


def needed(database: Any) -> bool:
    """Whether opening would migrate what is in this database: the moment for a backup.

    Args:
        database: an engine, or a raw connection.

    Raises:
        NewerDatabase: the file knows a revision that this program does not.
    """
    if isinstance(database, sa.Engine):
        with database.connect() as connection:
            return needed(connection.connection.dbapi_connection)
    found = revision(database)
    _refuse_newer(found)
    return found is not None and found != HEAD


def bring_up(engine: sa.Engine) -> None:
    """Upgrade to :data:`HEAD` in one transaction, or leave everything as it was.

    Raises:
        NewerDatabase: the file knows a revision that this program does not.
        FailedMigration: a migration lost something.
    """
    with engine.connect() as connection:
        found = revision(connection.connection.dbapi_connection)
        _refuse_newer(found)
        if found != HEAD:
            upgrade(connection, "head")


def _refuse_newer(found: str | None) -> None:
    if found is not None and found > HEAD:
        raise NewerDatabase(
            "Dit dossierbestand is gemaakt met een nieuwere versie van BeschutDesk.",
            "Er is niets veranderd.",
            "Installeer de nieuwste versie.",
        )


def upgrade(connection: sa.Connection, target: str) -> None:
    """Run migrations up to a revision."""
    _move(connection, target, "upgrade")


def downgrade(connection: sa.Connection, target: str) -> None:
    """Run migrations down to a revision. The program never does; it proves that nothing else is lost on the way."""
    _move(connection, target, "downgrade")


def _move(connection: sa.Connection, target: str, way: str) -> None:
    from alembic import command

    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")  # rebuilding a parent would delete its rows; has no effect inside BEGIN
    try:
        with connection.begin():
            before, rows, triggers = revision(raw), _rows(connection), _triggers(connection)
            settings = config(connection)
            getattr(command, way)(settings, target)
            after = revision(raw)
            changed = _declared(settings, before, after)
            _compare(rows, _rows(connection), changed)
            _compare_triggers(triggers, _triggers(connection), changed)
            if after == HEAD:
                directory.rebuild(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise FailedMigration("een verwijzing raakte los")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _declared(settings: Any, before: str | None, after: str | None) -> frozenset[str]:
    """Tables that the migrations between two revisions say to change."""
    from alembic.script import ScriptDirectory

    low, high = sorted((before or "", after or ""))
    steps = ScriptDirectory.from_config(settings).walk_revisions()
    return frozenset[str]().union(*(step.module.CHANGES for step in steps if low < step.revision <= high))


def _rows(connection: sa.Connection) -> dict[str, int]:
    """Number of rows per table."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {
        name: connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one()
        for name in names.all()
        if not name.startswith(_REBUILT) and name != "alembic_version"
    }


def _compare(before: dict[str, int], after: dict[str, int], changed: frozenset[str]) -> None:
    for name, count in before.items():
        if name not in changed and after.get(name) != count:
            raise FailedMigration(f"{name}: {count} regels werden {after.get(name, 0)}")


def _triggers(connection: sa.Connection) -> set[tuple[str, str, str]]:
    """Name, table and text of every trigger."""
    found = connection.exec_driver_sql("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {(row[0], row[1], " ".join(row[2].split())) for row in found}


def _compare_triggers(
    before: set[tuple[str, str, str]], after: set[tuple[str, str, str]], changed: frozenset[str]
) -> None:
    lost = sorted(name for name, table, _ in before - after if table not in changed)
    if lost:
        raise FailedMigration(f"{', '.join(lost)} ontbreekt")


def config(connection: sa.Connection) -> Any:
    """The Alembic configuration, without a file: the scripts stand beside this module."""
    from importlib.resources import files

    from alembic.config import Config

    settings = Config()
    scripts = str(files("beschutdesk.storage") / "migrations")
    settings.set_main_option("script_location", scripts.replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
