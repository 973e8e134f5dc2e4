"""The vault of every release opens for ever, with everything that was in it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.storage import migrate
from beschutdesk.storage.attachments import Attachments
from beschutdesk.storage.engine import make_engine
from beschutdesk.vault.envelope import Envelope
from tests.conftest import PASSPHRASE

VAULTS = Path(__file__).parents[2] / "golden" / "vaults"
RELEASES = sorted(path.name for path in VAULTS.iterdir() if path.is_dir())


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A copy of the vault, and what is in it."""
    shutil.copytree(VAULTS / request.param, tmp_path / "profiel")
    return tmp_path / "profiel", json.loads((VAULTS / f"{request.param}.json").read_text("utf-8"))


@pytest.fixture
def engine(release: tuple[Path, dict[str, Any]]) -> Iterator[sa.Engine]:
    """Its database as that release left it."""
    folder, _ = release
    key = Envelope.load(folder / profile.ENVELOPE).open(PASSPHRASE)
    made = make_engine(folder / profile.DATABASE, bytes(key))
    yield made
    made.dispose()


def contains(now: Any, then: Any) -> None:
    """Everything of then is there now; what came later may stand beside it."""
    if isinstance(then, dict):
        for key, value in then.items():
            assert key in now
            contains(now[key], value)
    elif isinstance(then, list):
        assert len(now) == len(then)
        for one, other in zip(now, then, strict=True):
            contains(one, other)
    else:
        assert now == then


def prove(desk: Desk, expected: dict[str, Any]) -> None:
    key = UUID(expected["candidate"])
    contains(json.loads(desk.transfer.take_out(key)), expected["dossier"])
    draft = desk.drafts.find(key)
    assert draft is not None
    assert draft.changes == expected["draft"]
    documents = desk.documents.issued(key)
    assert len(documents) == expected["issued"]
    assert all(desk.documents.reopen(document).startswith(b"%PDF") for document in documents)
    assert desk.caseworker().name == "R. Jansen"


def test_it_opens_with_all_that_was_in_it(release: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = release
    for _ in range(2):  # the second time as what it has become
        with profile.open_with_passphrase(folder, PASSPHRASE) as desk:
            prove(desk, expected)
            assert desk.audit.verify().good
            assert desk.dossiers.save([]).save_id is None


def test_it_opens_by_its_code(release: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = release
    with profile.open_with_code(folder, expected["code"]) as desk:
        prove(desk, expected)


def test_its_candidates_are_found_by_name(release: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = release
    with profile.open_with_passphrase(folder, PASSPHRASE) as desk:
        found = desk.lists.search(expected["dossier"]["candidate"]["family_name"])
        assert [hit.id for hit in found] == [UUID(expected["candidate"])]


def test_it_goes_up_and_down_and_up_with_its_data(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        first = migrate.revision(raw)
        assert first is not None
        with connection.begin():  # tables that such a vault has no reason to use
            connection.exec_driver_sql("""INSERT OR IGNORE INTO setting VALUES ('idle_minutes', '25')""")
            connection.exec_driver_sql(f"INSERT OR IGNORE INTO destroyed VALUES (x'{'01' * 16}', '2026-11-22')")
        before = rows(connection)
        assert [name for name, found in before.items() if not found] == []
        migrate.upgrade(connection, "head")
        between = rows(connection)
        migrate.downgrade(connection, first)
        assert migrate.revision(raw) == first
        assert rows(connection) == before
        migrate.upgrade(connection, "head")
        assert rows(connection) == between
        assert between.items() >= before.items()
        assert raw.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def rows(connection: sa.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in every table, the search index as what it finds."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    out: dict[str, list[tuple[Any, ...]]] = {}
    for name in names:
        if not name.startswith(("sqlite_", "directory_fts_", "alembic_")):
            found = connection.exec_driver_sql(f'SELECT rowid, * FROM "{name}"').all()
            out[name] = sorted((tuple(row) for row in found), key=repr)
    connection.rollback()
    return out


def test_its_files_are_whole(release: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = release
    key = Envelope.load(folder / profile.ENVELOPE).open(PASSPHRASE)
    files = Attachments(folder / profile.ATTACHMENTS, key.derive("attachment content"), key.derive("attachment name"))
    digest = expected["dossier"]["candidate"]["photo"]["sha256"]
    assert files.check([digest]) == files.check([])
