"""Every migration proves itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from beschutdesk.storage import mapping, migrate
from beschutdesk.storage.engine import make_engine
from beschutdesk.storage.errors import NewerDatabase

KEY = bytes(range(48))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    (tmp_path / "d").touch()
    made = make_engine(tmp_path / "d", KEY, create=True)
    yield made
    made.dispose()


def schema(engine: sa.Engine) -> dict[str, Any]:
    """Tables with columns, indexes and foreign keys, as SQLite itself sees them."""
    out: dict[str, Any] = {}
    with engine.connect() as connection:
        names = [
            row[0]
            for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
            if not row[0].startswith(("sqlite_", "directory_fts_")) and row[0] != "alembic_version"
        ]
        for name in names:
            parts = [f"PRAGMA {pragma}('{name}')" for pragma in ("table_xinfo", "index_list", "foreign_key_list")]
            # without the first column: a number in order of creation
            out[name] = [
                sorted((tuple(row)[1:] for row in connection.exec_driver_sql(part)), key=repr) for part in parts
            ]
    return out


def test_head_is_the_latest_revision(engine: sa.Engine) -> None:
    from alembic.script import ScriptDirectory

    with engine.connect() as connection:
        assert ScriptDirectory.from_config(migrate.config(connection)).get_current_head() == migrate.HEAD


def test_the_migrated_schema_equals_the_declarations(engine: sa.Engine, tmp_path: Path) -> None:
    migrate.bring_up(engine)
    (tmp_path / "e").touch()
    fresh = make_engine(tmp_path / "e", KEY, create=True)
    with fresh.begin() as connection:
        mapping.metadata.create_all(connection)
        for statement in mapping.FULL_TEXT:
            connection.exec_driver_sql(statement)
    assert schema(engine) == schema(fresh)
    fresh.dispose()


def test_up_down_up(engine: sa.Engine) -> None:
    migrate.bring_up(engine)
    before = schema(engine)
    with engine.connect() as connection:
        from alembic import command

        with connection.begin():
            command.downgrade(migrate.config(connection), "base")
    assert schema(engine) == {}
    migrate.bring_up(engine)
    assert schema(engine) == before


def test_a_failing_migration_leaves_nothing(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    real = op.execute
    count = 0

    def fail_late(statement: str) -> None:
        nonlocal count
        count += 1
        if count > 10:
            raise RuntimeError("disk full")
        real(statement)

    monkeypatch.setattr(op, "execute", fail_late)
    with pytest.raises(RuntimeError):
        migrate.bring_up(engine)
    assert schema(engine) == {}
    with engine.connect() as connection:
        assert migrate.revision(connection.connection.dbapi_connection) is None
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_nothing_to_do_imports_no_alembic(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate.bring_up(engine)
    monkeypatch.setattr(migrate, "upgrade", lambda *_: pytest.fail("there was nothing to do"))
    migrate.bring_up(engine)


def test_a_newer_file_is_left_alone(engine: sa.Engine) -> None:
    migrate.bring_up(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabase, match="nieuwere versie"):
        migrate.bring_up(engine)
