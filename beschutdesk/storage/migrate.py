"""Bringing a database to the present schema. Alembic is imported only when there is something to do."""

from typing import Any

import sqlalchemy as sa
import sqlcipher3

from beschutdesk.storage.errors import NewerDatabase

HEAD = "0001"


def revision(raw: Any) -> str | None:
    """The revision of an open raw connection; ``None`` for a new file."""
    try:
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlcipher3.OperationalError:
        return None
    return None if row is None else str(row[0])


def bring_up(engine: sa.Engine) -> None:
    """Upgrade to :data:`HEAD` in one transaction, or leave everything as it was.

    Raises:
        NewerDatabase: the file knows a revision that this program does not.
    """
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        found = revision(raw)
        if found == HEAD:
            return
        if found is not None and found > HEAD:
            raise NewerDatabase(
                "Dit dossierbestand is gemaakt met een nieuwere versie van BeschutDesk.",
                "Er is niets veranderd.",
                "Installeer de nieuwste versie.",
            )
        upgrade(connection, "head")


def upgrade(connection: sa.Connection, target: str) -> None:
    """Run migrations up to a revision; foreign keys rest meanwhile, or rebuilding a parent would delete its rows."""
    from alembic import command

    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction, so before it
    try:
        with connection.begin():
            command.upgrade(config(connection), target)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise RuntimeError("migration broke a reference")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def config(connection: sa.Connection) -> Any:
    """The Alembic configuration, without a file: the scripts stand beside this module."""
    from importlib.resources import files

    from alembic.config import Config

    settings = Config()
    scripts = str(files("beschutdesk.storage") / "migrations")
    settings.set_main_option("script_location", scripts.replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
