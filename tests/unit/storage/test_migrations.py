"""Every migration proves itself."""

import ast
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from beschutdesk.storage import directory, mapping, migrate
from beschutdesk.storage.engine import make_engine
from beschutdesk.storage.errors import NewerDatabase

pytestmark = pytest.mark.real_migrations

KEY = bytes(range(48))
ONE, TWO = "01" * 16, "02" * 16
VERSIONS = Path(migrate.__file__).parent / "migrations" / "versions"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    (tmp_path / "d").touch()
    made = make_engine(tmp_path / "d", KEY, create=True)
    yield made
    made.dispose()


def schema(engine: sa.Engine) -> dict[str, Any]:
    """Tables with columns, indexes, foreign keys and triggers, as SQLite itself sees them."""
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
        triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
        if found := {row[0]: " ".join(row[1].split()) for row in triggers}:
            out["triggers"] = found
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
        for statement in (*mapping.FULL_TEXT, *mapping.TRIGGERS):
            connection.exec_driver_sql(statement)
    assert schema(engine) == schema(fresh)
    fresh.dispose()


def test_up_down_up(engine: sa.Engine) -> None:
    migrate.bring_up(engine)
    before = schema(engine)
    with engine.connect() as connection:
        migrate.downgrade(connection, "base")
    assert schema(engine) == {}
    migrate.bring_up(engine)
    assert schema(engine) == before


def test_a_failing_migration_of_a_new_file_leaves_nothing(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
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


# -- what a migration must not lose ------------------------------------------------------------------------------------


def all_of(engine: sa.Engine) -> dict[str, Any]:
    """Schema and content."""
    with engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'").scalars().all()
        content = {name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in names}
    return {"schema": schema(engine), "content": content}


@pytest.fixture
def filled(engine: sa.Engine) -> sa.Engine:
    """A database of the first revision, with a root that owns a row."""
    with engine.connect() as connection:
        migrate.upgrade(connection, "0001")
        with connection.begin():
            stamps = "version, created_by, updated_by, origin"
            connection.exec_driver_sql(
                f"INSERT INTO employer (rid, id, name, place, {stamps})"
                f" VALUES (1, x'{ONE}', 'Bakkerij', '', 1, '', '', '')"
            )
            connection.exec_driver_sql(
                f"INSERT INTO supervisor (id, name, parent_rid, position, {stamps})"
                f" VALUES (x'{TWO}', '', 1, 0, 1, '', '', '')"
            )
    return engine


def sabotage(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Let the next migration do this besides."""
    from alembic import op

    real = op.execute

    def execute(statement: str) -> None:
        real(statement)
        for extra in statements if "CREATE TABLE audit" in statement else ():
            real(extra)

    monkeypatch.setattr(op, "execute", execute)


def test_needed_says_when_opening_would_migrate(filled: sa.Engine) -> None:
    assert migrate.needed(filled)
    with filled.connect() as connection:
        assert migrate.needed(connection.connection.dbapi_connection)
    migrate.bring_up(filled)
    assert not migrate.needed(filled)


def test_a_new_file_needs_no_backup_and_a_newer_one_is_refused(engine: sa.Engine) -> None:
    assert not migrate.needed(engine)
    migrate.bring_up(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabase):
        migrate.needed(engine)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (("DELETE FROM supervisor",), "supervisor: 1 regels werden 0"),
        (("INSERT INTO setting VALUES ('a', 'b')",), "setting: 0 regels werden 1"),
        (("DROP TABLE draft",), "draft"),
        (("DROP TRIGGER guard",), "guard ontbreekt"),
        (("UPDATE supervisor SET parent_rid = 7",), "verwijzing"),
        (("SELECT no_such_function()",), "no_such_function"),
    ],
)
def test_a_migration_that_loses_something_changes_nothing(
    filled: sa.Engine, monkeypatch: pytest.MonkeyPatch, statements: tuple[str, ...], words: str
) -> None:
    with filled.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER guard AFTER DELETE ON employer BEGIN SELECT 1; END")
    before = all_of(filled)
    with monkeypatch.context() as patch:
        sabotage(patch, *statements)
        with pytest.raises(Exception, match=words):  # ours, or what the database says
            migrate.bring_up(filled)
    assert all_of(filled) == before
    migrate.bring_up(filled)
    assert not migrate.needed(filled)


def test_rebuilding_a_parent_keeps_its_rows_and_a_dropped_trigger_is_seen(
    filled: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild = (
        "CREATE TABLE fresh AS SELECT * FROM employer",
        "DROP TABLE employer",
        "ALTER TABLE fresh RENAME TO employer",
        "CREATE UNIQUE INDEX fresh_id ON employer (id)",
        "CREATE UNIQUE INDEX fresh_rid ON employer (rid)",
    )
    sabotage(monkeypatch, *rebuild)
    migrate.bring_up(filled)
    with filled.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM supervisor").scalar() == 1


def test_a_migration_fills_the_directory_again(filled: sa.Engine) -> None:
    with filled.begin() as connection:
        connection.exec_driver_sql(f"INSERT INTO directory VALUES (5, x'{ONE}', 'employer', 'oud', 'oud', '', 0)")
        connection.exec_driver_sql("INSERT INTO directory_fts (rowid, title) VALUES (5, 'oud')")
    migrate.bring_up(filled)
    with filled.connect() as connection:
        assert [hit.title for hit in directory.search(connection, "bakk")] == ["Bakkerij"]
        assert directory.search(connection, "oud") == []
        assert connection.exec_driver_sql("SELECT rid FROM directory").scalars().all() == [5]


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("[0-9]*.py")), ids=lambda path: path.stem)
def test_a_migration_stands_on_its_own(path: Path) -> None:
    """What it does may not change when the program does."""
    tree = ast.parse(path.read_text("utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} <= {"alembic", "sqlalchemy"}


def test_the_audit_log_cannot_be_changed_by_a_slip(engine: sa.Engine) -> None:
    migrate.bring_up(engine)
    line = "(rid, at, by, origin, act, record, result, detail, previous, hash)"
    add = f"INTO audit {line} VALUES ({{}}, '', '', '', '', '', '', '', '', '')"
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT " + add.format(1))
    for statement in (
        "UPDATE audit SET by = 'x'",
        "DELETE FROM audit",
        "INSERT OR REPLACE " + add.format(1),
        "INSERT " + add.format(3),
        "INSERT " + add.format("NULL"),
    ):
        with engine.begin() as connection, pytest.raises(sa.exc.DBAPIError, match="append-only"):
            connection.exec_driver_sql(statement)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT rid, by FROM audit").all() == [(1, "")]


# -- 0003: who was the contact of an employer --------------------------------------------------------------------------


def test_the_contact_of_an_employer_becomes_a_row_of_it_also_in_history_and_drafts(filled: sa.Engine) -> None:
    moved = "01010101-0101-0101-0101-5b5b5b5b5b5b"  # the same in every vault and in every old file
    stamps = "save_id, at, by, record, root_id, version"
    with filled.begin() as connection:
        connection.exec_driver_sql("UPDATE employer SET contact_name = 'Gerben', contact_role = 'eigenaar'")
        connection.exec_driver_sql(
            f"INSERT INTO history ({stamps}, path, old, new)"
            f" VALUES (x'{TWO}', '', '', 'employer', x'{ONE}', 1, 'contact_name', '\"Bo\"', '\"Gerben\"')"
        )
        for key, version in ((ONE, 1), (TWO, 0), ("03" * 16, 0)):
            typed = "" if key == "03" * 16 else "Ans"
            changes = json.dumps({"name": "B", "contact_name": typed})
            connection.exec_driver_sql(
                "INSERT INTO draft (root_id, record, base_version, schema_revision, changes, kept_at)"
                f" VALUES (x'{key}', 'employer', {version}, '0001', '{changes}', '')"
            )
    migrate.bring_up(filled)
    with filled.connect() as connection:
        row = connection.exec_driver_sql("SELECT lower(hex(id)), name, job, position FROM contact").one()
        assert row == (moved.replace("-", ""), "Gerben", "eigenaar", 0)
        paths = connection.exec_driver_sql("SELECT path, old, new FROM history").all()
        assert paths == [(f"contacts/{moved}/name", '"Bo"', '"Gerben"')]
        drafts = connection.exec_driver_sql("SELECT changes FROM draft ORDER BY root_id").scalars().all()
    kept, new, emptied = map(json.loads, drafts)
    assert kept == {"name": "B", f"contacts/{moved}/name": "Ans"}
    other = "02020202-0202-0202-0202-585858585858"
    assert new == {"name": "B", "contacts": [other], f"contacts/{other}/name": "Ans"}
    assert emptied == {"name": "B"}


# -- 0004: placements --------------------------------------------------------------------------------------------------


def test_a_placement_of_before_is_a_whole_one_after(engine: sa.Engine) -> None:
    from sqlalchemy.orm import Session

    from beschutdesk.dossier import codec
    from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms

    stamps, values = "version, created_by, updated_by, origin", "1, '', '', ''"
    with engine.connect() as connection:
        migrate.upgrade(connection, "0003")
        with connection.begin():
            connection.exec_driver_sql(
                f"INSERT INTO placement (rid, id, job_title, department, safety_net, notes, {stamps})"
                f" VALUES (1, x'{ONE}', 'kok', '', '', '', {values})"
            )
            for table, key, more, filled in (
                ("placement_phase", TWO, "kind, since", "'contract_temporary', '2026-01-01'"),
                ("terms", "03" * 16, "days, supervision_moment", "'[]', '8.30 uur'"),
            ):
                connection.exec_driver_sql(
                    f"INSERT INTO {table} (id, parent_rid, position, {more}, {stamps})"
                    f" VALUES (x'{key}', 1, 0, {filled}, {values})"
                )
    migrate.bring_up(engine)
    with Session(engine) as session:
        found = session.scalars(sa.select(Placement)).one()
        phase = PlacementPhase(id=found.phases[0].id, kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2026, 1, 1))
        terms = Terms(id=found.terms[0].id, supervision_moment="8.30 uur")
        goal = Placement(id=found.id, job_title="kok", phases=[phase], terms=[terms])
        assert codec.flatten(found) == codec.flatten(goal)
    with engine.connect() as connection:
        migrate.downgrade(connection, "0003")
        assert connection.exec_driver_sql("SELECT count(*) FROM placement_phase").scalar() == 1


# -- 0005: visits ------------------------------------------------------------------------------------------------------


def test_a_visit_of_before_is_a_whole_one_after(engine: sa.Engine) -> None:
    from sqlalchemy.orm import Session

    from beschutdesk.dossier import codec
    from beschutdesk.dossier.visit import Medium, Visit, VisitSubject

    stamps, values = "version, created_by, updated_by, origin", "1, '', '', ''"
    at = '{"day": "2026-11-16", "time": "11:00", "zone": "Europe/Amsterdam"}'
    with engine.connect() as connection:
        migrate.upgrade(connection, "0004")
        with connection.begin():
            connection.exec_driver_sql(
                f"INSERT INTO visit (rid, id, at, medium, present, notes, {stamps})"
                f" VALUES (1, x'{ONE}', '{at}', 'visit', '[\"Ann\"]', 'samen', {values})"
            )
            connection.exec_driver_sql(
                f"INSERT INTO visit_subject (id, parent_rid, position, notes, {stamps})"
                f" VALUES (x'{TWO}', 1, 0, 'goed', {values})"
            )
            connection.exec_driver_sql(
                f"INSERT INTO issued_document (id, audience, to_whom, way, digest, {stamps})"
                f" VALUES (x'{'03' * 16}', '', '', '', '', {values})"
            )
    migrate.bring_up(engine)
    with Session(engine) as session:
        found = session.scalars(sa.select(Visit)).one()
        part = VisitSubject(id=found.subjects[0].id, notes="goed")
        goal = Visit(id=found.id, at=found.at, medium=Medium.VISIT, present=("Ann",), notes="samen", subjects=[part])
        assert codec.flatten(found) == codec.flatten(goal)
        assert found.at is not None
    for _ in range(2):
        with engine.connect() as connection:
            migrate.downgrade(connection, "0004")
            for table in ("visit", "visit_subject", "issued_document"):
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 1
        migrate.bring_up(engine)


# -- 0006: begeleidingssubsidie ----------------------------------------------------------------------------------------


def test_rows_of_before_stay_and_a_subsidy_can_be_kept(engine: sa.Engine) -> None:
    from datetime import date
    from decimal import Decimal

    from sqlalchemy.orm import Session

    from beschutdesk.dossier import codec
    from beschutdesk.dossier.issued_document import IssuedDocument
    from beschutdesk.dossier.supervision_subsidy import SubsidyState, SubsidyStep, SupervisionSubsidy

    stamps, values = "version, created_by, updated_by, origin", "1, '', '', ''"
    with engine.connect() as connection:
        migrate.upgrade(connection, "0005")
        with connection.begin():
            for table in ("candidate", "placement", "visit"):
                connection.exec_driver_sql(f"INSERT INTO {table} (rid, id, {stamps}) VALUES (1, x'{ONE}', {values})")
            connection.exec_driver_sql(
                f"INSERT INTO issued_document (id, candidate, audience, to_whom, way, digest, {stamps})"
                f" VALUES (x'{TWO}', x'{ONE}', 'employer', '', 'pdf', 'x', {values})"
            )
    migrate.bring_up(engine)
    made = SupervisionSubsidy(scheme="landelijk", since=date(2026, 1, 1))
    step: Any = SubsidyStep(state=SubsidyState.GRANTED, happened_on=date(2026, 2, 1), amount=Decimal("7800.00"))
    step._position = 0
    made.steps = [step]
    with Session(engine) as session:
        paper = session.scalars(sa.select(IssuedDocument)).one()
        assert (paper.subsidy, paper.audience, paper.way) == (None, "employer", "pdf")
        made.candidate = paper.candidate
        paper.subsidy = made.id
        flat = codec.flatten(made)
        session.add(made)
        session.flush()
        session.expunge_all()
        assert codec.flatten(session.scalars(sa.select(SupervisionSubsidy)).one()) == flat
        session.rollback()
    for _ in range(2):
        with engine.connect() as connection:
            migrate.downgrade(connection, "0005")
            for table in ("candidate", "placement", "visit", "issued_document"):
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 1
        migrate.bring_up(engine)


# -- 0007: jobcarving --------------------------------------------------------------------------------------------------


def test_a_task_list_of_before_is_a_whole_one_after(engine: sa.Engine) -> None:
    from decimal import Decimal

    from sqlalchemy.orm import Session

    from beschutdesk.dossier import codec
    from beschutdesk.dossier.task_inventory import InventoryTask, TaskInventory
    from beschutdesk.dossier.task_list import CarvedTask, Independence, TaskList, TaskState

    stamps, values = "version, created_by, updated_by, origin", "1, '', '', ''"
    with engine.connect() as connection:
        migrate.upgrade(connection, "0006")
        with connection.begin():
            connection.exec_driver_sql(f"INSERT INTO task_list (rid, id, {stamps}) VALUES (1, x'{ONE}', {values})")
            connection.exec_driver_sql(
                'INSERT INTO carved_task (id, parent_rid, position, name, state, how, "when", minutes, independence,'
                f" aids, ask, remark, {stamps}) VALUES (x'{TWO}', 1, 0, 'Vegen', 'package', 'rustig', '', 20, 'cue',"
                f" '', '', '', {values})"
            )
    migrate.bring_up(engine)
    with Session(engine) as session:
        found = session.scalars(sa.select(TaskList)).one()
        task = CarvedTask(
            id=found.tasks[0].id,
            name="Vegen",
            state=TaskState.PACKAGE,
            how="rustig",
            minutes=Decimal(20),
            independence=Independence.CUE,
        )
        assert codec.flatten(found) == codec.flatten(TaskList(id=found.id, tasks=[task]))
        blank = session.connection().exec_driver_sql("SELECT * FROM carved_task").mappings().one()
        filled = {name for name, value in blank.items() if value is not None}
        assert {"taken_from", "place", "work_kinds", "surroundings", "pictogram"} <= filled  # as a new one has
        made: Any = InventoryTask(name="Dweilen")
        made._position = 0
        session.add(TaskInventory(department="Bad", tasks=[made]))
        session.flush()
        session.rollback()
    for _ in range(2):
        with engine.connect() as connection:
            migrate.downgrade(connection, "0006")
            assert connection.exec_driver_sql("SELECT name, minutes FROM carved_task").all() == [("Vegen", 20)]
        migrate.bring_up(engine)


def test_long_lists_and_signals_find_their_indexes(engine: sa.Engine) -> None:
    """The words of a query and those of an index over few rows must be the same, or it is not used."""
    from beschutdesk.storage.mapping import DOUBT

    migrate.bring_up(engine)
    asked = {
        "SELECT rid FROM visit WHERE deleted_at IS NULL ORDER BY at DESC, rid DESC": "ix_visit_list",
        "SELECT s.rid FROM visit_subject s WHERE s.concern = 'concern' AND s.candidate = x'01'": "concern",
        f"SELECT rid FROM visit_subject WHERE candidate = x'01' AND ({DOUBT})": "doubt",
        "SELECT subject FROM visit_agreement a WHERE a.done_on IS NULL AND a.result IS NULL": "agreement_open",
    }
    with engine.connect() as connection:
        for query, index in asked.items():
            plan = " ".join(str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}"))
            assert index in plan, plan
