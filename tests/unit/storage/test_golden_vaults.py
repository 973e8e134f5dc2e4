"""The vault of every release opens for ever, with everything that was in it."""

import importlib.util
import json
import os
import shutil
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from beschutdesk import __version__
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.rules.folding import words
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.storage import migrate
from beschutdesk.storage.attachments import Attachments
from beschutdesk.storage.engine import make_engine
from beschutdesk.storage.mapping import TABLES
from beschutdesk.vault.envelope import Envelope
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.real_migrations

VAULTS = Path(__file__).parents[2] / "golden" / "vaults"
Found = dict[str, list[dict[str, Any]]]
MOVED = {"employer": {"contact_name", "contact_role"}, "history": {"path"}}
"""Columns per table that a later migration moved elsewhere or wrote anew: :func:`contacts_moved` says to what."""
OLD_SEARCH = {"directory_fts"}
"""Tables of a search that a later migration replaced."""
OF_ONE_VAULT = {
    *("number", "rid", "parent_rid", "root_rid"),
    *("version", "created_at", "created_by", "updated_at", "updated_by", "origin"),
}
"""Columns that say something about one vault, and nothing about who or what is kept in it."""
DAY = date(2026, 11, 22)
TOOL = Path(__file__).parents[3] / "tools" / "golden_vault.py"
STAYS = {"caseworker", "issued_document"}
"""Records that no dossier file takes along."""
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


def as_now(dossier: dict[str, Any]) -> dict[str, Any]:
    """What became of a dossier of then: the contact of an employer has a row of its own."""
    for employer in dossier.get("employers", ()):
        if MOVED["employer"] & employer.keys():
            name, job = employer.pop("contact_name", ""), employer.pop("contact_role", "")
            employer["contacts"] = [{"name": name, "job": job}]
    return dossier


def prove(desk: Desk, expected: dict[str, Any]) -> None:
    key = UUID(expected["candidate"])
    contains(json.loads(desk.transfer.take_out(key)), as_now(deepcopy(expected["dossier"])))
    draft = desk.drafts.find(key)
    assert draft is not None
    assert draft.changes == expected["draft"]
    documents = desk.documents.issued(key)
    assert len(documents) == expected["issued"]
    assert all(desk.documents.reopen(document).startswith(b"%PDF") for document in documents)
    assert desk.caseworker().name == "R. Jansen"
    put_off = [one.signal.rule for one in desk.today.lines(DAY).put_off]
    assert put_off == expected.get("put_off", [])  # vaults of before had no page of the day


def test_it_opens_with_all_that_was_in_it(release: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = release
    for _ in range(2):  # the second time as what it has become
        with profile.open_with_passphrase(folder, PASSPHRASE) as desk:
            prove(desk, expected)
            assert desk.audit.verify().good
            assert desk.dossiers.save([]).save_id is None


def test_the_next_one_can_be_made_and_proves_as_much(tmp_path: Path) -> None:
    """What the tool makes today opens as well, with something in every table; it writes over nothing."""
    spec = importlib.util.spec_from_file_location("golden_vault", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    before = os.umask(0o077)
    try:
        assert tool.main(tmp_path) == 0
        assert tool.main(tmp_path) == 1
    finally:
        os.umask(before)
    with profile.open_with_passphrase(tmp_path / __version__, PASSPHRASE) as desk:
        prove(desk, json.loads((tmp_path / f"{__version__}.json").read_text("utf-8")))


def test_it_opens_by_its_code(release: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = release
    with profile.open_with_code(folder, expected["code"]) as desk:
        prove(desk, expected)


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
        emptied: Found = {} if first == migrate.HEAD else {name: [] for name in OLD_SEARCH & before.keys()}
        assert rows(connection) == before | emptied  # no program ever goes down, so that nothing fills these again
        migrate.upgrade(connection, "head")
        assert rows(connection) == between
        for name in before.keys() - OLD_SEARCH:  # a migration may add columns; what stood there stays, or moves
            assert len(between[name]) == len(before[name])
            for old, new in zip(before[name], between[name], strict=True):
                moved = MOVED.get(name, set())
                assert {key: value for key, value in old.items() if key not in moved}.items() <= new.items()
        contacts_moved(before, between)
        names_found_as_before(before, between)
        assert raw.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def contacts_moved(before: Found, after: Found) -> None:
    """Who was the contact of an employer is a row of it, and the history knows the fields by the paths of that row."""
    names = {"contact_name": "name", "contact_role": "job"}
    own = "contact" not in before
    ids: dict[bytes, UUID] = {}
    if own:
        assert not names.keys() & after["employer"][0].keys()
        filled = [row for row in before["employer"] if row["contact_name"] or row["contact_role"]]
        there = {row["parent_rid"]: row for row in after["contact"]}
        assert len(after["contact"]) == len(filled)
        for row in filled:
            contact = there[row["rid"]]
            assert (contact["name"], contact["job"]) == (row["contact_name"], row["contact_role"])
            ids[row["id"]] = UUID(bytes=contact["id"])
    for old, new in zip(before["history"], after["history"], strict=True):
        if own and old["record"] == "employer" and old["path"] in names:
            assert new["path"] == f"contacts/{ids[old['root_id']]}/{names[old['path']]}"
        else:
            assert new["path"] == old["path"]


def names_found_as_before(before: Found, after: Found) -> None:
    """The one index of names became one per record; a line keeps its number and loses none of its words."""
    if "directory_fts" not in before:
        return
    now = {row["number"]: row for name in ("candidate", "employer") for row in after[f"directory_fts_{name}"]}
    then = {row["number"]: row for row in before["directory_fts"]}
    assert now.keys() == then.keys()
    for rid, row in then.items():
        assert now[rid]["title"] == words(row["title"])
        assert set(words(row["more"]).split()) <= set(now[rid]["more"].split())


# -- what it became, beside a vault that is made today -----------------------------------------------------------------


@pytest.fixture
def both(release: tuple[Path, dict[str, Any]], tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """The vault as it has become, and a new one into which its dossier was read."""
    folder, expected = release
    made, _ = profile.create(tmp_path / "nieuw", PASSPHRASE, Caseworker(name="R. Jansen"))
    with profile.open_with_passphrase(folder, PASSPHRASE) as grown, made as fresh:
        (tmp_path / "dossier.json").write_bytes(grown.transfer.take_out(UUID(expected["candidate"])))
        fresh.transfer.bring_in([tmp_path / "dossier.json"])
        there = fresh.dossiers.ids("visit")
        found = [grown.dossiers.get("visit", key) for key in grown.dossiers.ids("visit") if key not in there]
        fresh.dossiers.add([visit for visit in found if visit is not None])  # with an employer alone: in no file
        for name in ("municipal_form", "task_inventory"):  # of the profile, and of an employer: in no file
            if keys := grown.dossiers.ids(name):
                fresh.dossiers.add([grown.dossiers.get(name, key) for key in keys])
        yield grown, fresh


def test_it_is_what_a_new_one_would_be(both: tuple[Desk, Desk]) -> None:
    """In schema, in every value of every record (``''`` or ``NULL``, as a new one has), in all that it is found by."""
    grown, fresh = both
    assert schema(grown) == schema(fresh)
    kept = records(grown)
    assert kept == records(fresh)
    assert all(kept[name] for name in ("candidate", "employer", "placement", "task_list", "portfolio", "carved_task"))
    found = findable(grown)
    assert found == findable(fresh)
    assert all(found[name] for name in ("directory_fts_candidate", "directory_fts_employer", "directory_fts_task"))


def test_everything_in_it_is_found_by_searching(release: tuple[Path, dict[str, Any]], both: tuple[Desk, Desk]) -> None:
    grown, fresh = both
    dossier = release[1]["dossier"]
    person, employer = dossier["candidate"], dossier["employers"][0]
    task = dossier["task_lists"][0]["tasks"][0]
    family = person["family_name"]
    assert len(family) > 5
    for typed, record, key in (
        (family, "candidate", person["id"]),
        (family.upper(), "candidate", person["id"]),
        (f"{person['name_used'][:2]} {family[:3]}", "candidate", person["id"]),
        (family[0] + family[2] + family[1] + family[3:], "candidate", person["id"]),  # a slip
        (employer["name"], "employer", employer["id"]),
        (employer["supervisors"][0]["name"], "employer", employer["id"]),
        (task["name"], "carved_task", task["id"]),
    ):
        hits = [hit for group in grown.search.find(typed) for hit in group.hits]
        assert (record, UUID(key)) in [(hit.record, hit.id) for hit in hits], typed
        assert grown.search.find(typed) == fresh.search.find(typed)
        if record != "carved_task":
            assert UUID(key) in [hit.id for hit in grown.lists.search(typed)] or any(hit.alike for hit in hits)


def schema(desk: Desk) -> set[tuple[str, str, str, str]]:
    """Everything in the schema, in SQLite's own words."""
    with desk._store.reading() as connection:
        found = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master").all()
    return {(row[0], row[1], row[2], " ".join((row[3] or "").split())) for row in found}


def records(desk: Desk) -> dict[str, dict[bytes, dict[str, Any]]]:
    """What stands in the records, by id. Row numbers and stamps belong to one vault."""
    with desk._store.reading() as connection:
        found = rows(connection)
    return {
        name: {row["id"]: {key: row[key] for key in row.keys() - OF_ONE_VAULT} for row in found[name]}
        for name in TABLES
        if name not in STAYS
    }


def findable(desk: Desk) -> dict[str, list[Any]]:
    """Everything that is kept to find things by, by id."""
    with desk._store.reading() as connection:
        found = rows(connection)
    ids: dict[int, tuple[Any, ...]] = {row["rid"]: (row["root_id"],) for row in found["directory"]}
    ids_of: dict[str, dict[int, tuple[Any, ...]]] = {
        "directory_fts_candidate": ids,
        "directory_fts_employer": ids,
        "directory_fts_task": {row["rid"]: (row["root_id"], row["task"]) for row in found["directory_task"]},
        "directory_fts_note": {row["rid"]: (row["visit"], row["subject"]) for row in found["directory_contact"]},
    }
    return {
        name: sorted(
            [
                (*ids_of.get(name, {}).get(row["number"], ()), *(row[key] for key in sorted(row.keys() - OF_ONE_VAULT)))
                for row in lines
            ],
            key=repr,
        )
        for name, lines in found.items()
        if name.startswith("directory")
    }


def rows(connection: sa.Connection) -> Found:
    """Everything in every table by column, in order of the row numbers; of the search what is in its index."""
    made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
    virtual = tuple(name for name, sql in made if sql.startswith("CREATE VIRTUAL"))
    behind = tuple(f"{name}_" for name in virtual)
    out: Found = {}
    for name, _ in made:
        if name.startswith(("sqlite_", "alembic_")) or (name.startswith(behind) and name not in virtual):
            continue
        own = "term" if name in virtual and name.endswith("_words") else "rowid"
        found = connection.exec_driver_sql(f'SELECT {own} AS number, * FROM "{name}"').mappings().all()
        out[name] = sorted((dict(row) for row in found), key=lambda row: row["number"])
    connection.rollback()
    return out


def test_its_files_are_whole(release: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = release
    key = Envelope.load(folder / profile.ENVELOPE).open(PASSPHRASE)
    files = Attachments(folder / profile.ATTACHMENTS, key.derive("attachment content"), key.derive("attachment name"))
    digest = expected["dossier"]["candidate"]["photo"]["sha256"]
    assert files.check([digest]) == files.check([])
