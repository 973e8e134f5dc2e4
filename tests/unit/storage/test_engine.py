import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from beschutdesk.blame import Cause
from beschutdesk.storage import engine as engine_module
from beschutdesk.storage.engine import connect, make_engine
from beschutdesk.storage.errors import DamagedDatabase, UnreachableDatabase
from tests.disks import full, memory_disk, read_only

KEY = bytes(range(48))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "d"
    file.touch()
    connection = connect(file, KEY, create=True)
    connection.execute("CREATE TABLE t (x)")
    connection.executemany("INSERT INTO t VALUES (?)", [("Thijs Hoekstra " * 50,)] * 200)
    connection.close()
    return file


def test_it_is_really_encrypted(path: Path) -> None:
    assert b"Hoekstra" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite")


def test_it_is_set_up_to_last(path: Path) -> None:
    connection = connect(path, KEY)
    values = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert values == {"journal_mode": "wal", "synchronous": 2}
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    connection.close()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"\x00" * 4080, b"x" * 5000])
def test_a_file_of_something_else(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "d").write_bytes(content)
    with pytest.raises(DamagedDatabase):
        connect(tmp_path / "d", KEY)
    assert (tmp_path / "d").read_bytes() == content


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DamagedDatabase, match="ontbreekt"):
        connect(tmp_path / "d", KEY)
    assert not (tmp_path / "d").exists()


def test_half_a_file(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2 // 4096 * 4096])
    with pytest.raises(DamagedDatabase, match="beschadigd"):
        connect(path, KEY).execute("SELECT count(*) FROM t").fetchone()


def test_a_damaged_salt_does_no_harm(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(bytes([raw[0] ^ 1]) + raw[1:])
    connection = connect(path, KEY)
    assert connection.execute("SELECT count(*) FROM t").fetchone()[0] == 200
    connection.close()


def test_ddl_rolls_back(path: Path) -> None:
    engine = make_engine(path, KEY)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE u (x)")
        connection.rollback()
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'u'").first() is None
    engine.dispose()


def test_a_reader_sees_one_moment_and_waits_for_nobody(path: Path) -> None:
    engine = make_engine(path, KEY)
    count = sa.text("SELECT count(*) FROM t")
    with engine.connect().execution_options(readonly=True) as reader:
        assert reader.execute(count).scalar() == 200
        with engine.begin() as writer:
            writer.exec_driver_sql("DELETE FROM t")
        assert reader.execute(count).scalar() == 200
    with engine.connect() as later:
        assert later.execute(count).scalar() == 0
    engine.dispose()


# -- what the world does wrong during work -----------------------------------------------------------------------------

PLANTED = "Thijs Hoekstra"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, bool]]:
    """A disk of its own with a database on it, and whether it is a real one."""
    folder = tmp_path / "schijf"
    with memory_disk(folder, "1m") as mounted:
        (folder / "d").touch()
        connection = connect(folder / "d", KEY, create=True)
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (?)", ["er al"])
        connection.close()
        yield folder, mounted


@pytest.fixture
def make(path: Path) -> Iterator[Callable[..., sa.Engine]]:
    """Engines that are disposed of, and that wait a tenth of a second for another program instead of five."""
    made: list[sa.Engine] = []

    def engine(where: Path = path, **pragmas: object) -> sa.Engine:
        made.append(make_engine(where, KEY))

        @sa.event.listens_for(made[-1], "connect")
        def _set(connection: Any, _: object) -> None:
            for name, value in {"busy_timeout": 100, **pragmas}.items():
                connection.execute(f"PRAGMA {name}={value}")

        return made[-1]

    yield engine
    for one in made:
        one.dispose()


def says_nothing_of_it(error: BaseException) -> bool:
    """Neither SQLAlchemy nor what was typed can be reached from an error."""
    chain: list[BaseException] = [error]
    for one in chain:
        chain += [more for more in (one.__cause__, one.__context__) if more is not None]
    assert not any(type(one).__module__.startswith("sqlalchemy") for one in chain)
    return not any(PLANTED in repr(one) or PLANTED in str(vars(one)) for one in chain)


def write(engine: sa.Engine, times: int = 1) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO t VALUES (:x)"), [{"x": PLANTED * 20}] * times)


def count(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execution_options(readonly=True).execute(sa.text("SELECT count(*) FROM t")).scalar_one())


def test_busy_by_another_process(path: Path, make: Callable[..., sa.Engine]) -> None:
    holder = (
        "import sys; from pathlib import Path; from beschutdesk.storage.engine import connect\n"
        "c = connect(Path(sys.argv[1]), bytes(range(48))); c.execute('BEGIN IMMEDIATE'); print('held', flush=True)\n"
        "sys.stdin.read()"
    )
    engine = make()
    with subprocess.Popen(
        [sys.executable, "-c", holder, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(UnreachableDatabase) as caught:
            write(engine)
        assert count(engine) == 200  # reading goes on
        other.communicate("")
    assert caught.value.cause is Cause.IN_USE
    assert says_nothing_of_it(caught.value)
    write(engine)
    assert count(engine) == 201


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """More than a megabyte, with one bit wrong in a page in the middle; what stands before and after it is whole."""
    file = tmp_path / "groot"
    file.touch()
    connection = connect(file, KEY, create=True)
    connection.execute("CREATE TABLE t (x)")
    connection.executemany("INSERT INTO t VALUES (?)", [(PLANTED * 60,)] * 2000)
    connection.execute("CREATE TABLE whole (x)")
    connection.execute("INSERT INTO whole VALUES (1)")
    connection.close()
    raw = bytearray(file.read_bytes())
    assert len(raw) > 1_000_000
    raw[len(raw) // 2 + 99] ^= 1
    file.write_bytes(raw)
    return file


def test_a_damaged_page_in_the_middle(damaged: Path, make: Callable[..., sa.Engine]) -> None:
    engine = make(damaged)
    with pytest.raises(DamagedDatabase) as caught, engine.connect() as connection:
        connection.execute(sa.text("SELECT x FROM t WHERE x <> :x"), {"x": PLANTED}).all()
    assert caught.value.cause is Cause.DAMAGED
    assert says_nothing_of_it(caught.value)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT x FROM whole")).scalar() == 1, "good pages are still read"
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO whole VALUES (2)"))


def test_a_damaged_page_met_by_the_orm(damaged: Path, make: Callable[..., sa.Engine]) -> None:
    from sqlalchemy import orm

    with pytest.raises(DamagedDatabase) as caught, orm.Session(make(damaged)) as session:
        session.execute(sa.text("SELECT max(x) FROM t WHERE x <> :x"), {"x": PLANTED}).all()
    assert says_nothing_of_it(caught.value)


def test_a_full_disk_loses_nothing(disk: tuple[Path, bool], make: Callable[..., sa.Engine]) -> None:
    folder, mounted = disk
    engine = make(folder / "d")
    write(engine)
    with full(folder, mounted), pytest.raises(UnreachableDatabase) as caught:
        write(engine, 500)
    # a limit of the process is an error of the disk to SQLite, and not a full one
    assert caught.value.cause is (Cause.FULL if mounted else Cause.BROKEN)
    assert says_nothing_of_it(caught.value)
    assert count(engine) == 2, "what was saved is still there, and nothing of what was not"
    write(engine)
    assert count(engine) == 3, "with room again, work goes on"


def test_a_disk_that_fills_up_at_the_commit(disk: tuple[Path, bool], make: Callable[..., sa.Engine]) -> None:
    folder, mounted = disk
    engine = make(folder / "d")
    write(engine)

    def save() -> None:
        with ExitStack() as later, engine.begin() as connection:
            connection.execute(sa.text("INSERT INTO t VALUES (:x)"), [{"x": PLANTED * 20}] * 100)  # stays in memory
            later.enter_context(full(folder, mounted))

    with pytest.raises(UnreachableDatabase) as caught:
        save()
    assert caught.value.cause is (Cause.FULL if mounted else Cause.BROKEN)
    assert says_nothing_of_it(caught.value)
    assert count(engine) == 2


def test_a_disk_that_may_not_be_written(disk: tuple[Path, bool]) -> None:
    folder, mounted = disk
    with read_only(folder, mounted), pytest.raises(UnreachableDatabase) as caught:
        connect(folder / "d", KEY)
    assert caught.value.cause in (Cause.READ_ONLY, Cause.NOT_ALLOWED)


def test_a_database_that_becomes_read_only(make: Callable[..., sa.Engine]) -> None:
    engine = make(query_only=1)
    with pytest.raises(UnreachableDatabase) as caught:
        write(engine)
    assert caught.value.cause is Cause.READ_ONLY
    assert says_nothing_of_it(caught.value)
    assert count(engine) == 200


@pytest.mark.parametrize("what", ["d", "d-wal"])
def test_a_file_removed_under_us(path: Path, make: Callable[..., sa.Engine], what: str) -> None:
    engine = make()
    write(engine)
    (path.parent / what).unlink()
    with pytest.raises(UnreachableDatabase) as caught:
        write(engine)
    assert caught.value.cause is Cause.GONE
    assert says_nothing_of_it(caught.value)
    assert count(engine) == 201, "what is still open can still be read"


def test_a_file_removed_within_a_transaction(path: Path, make: Callable[..., sa.Engine]) -> None:
    engine = make()

    def save() -> None:
        with engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM t"))
            path.rename(path.with_name("weg"))

    with pytest.raises(UnreachableDatabase) as caught:
        save()
    assert caught.value.cause is Cause.GONE
    path.with_name("weg").rename(path)
    assert count(engine) == 200
    write(engine)
    assert count(engine) == 201, "and with the file back, work goes on"


def test_a_journal_that_was_removed_loses_nothing_at_the_end(path: Path, make: Callable[..., sa.Engine]) -> None:
    engine = make()
    write(engine)
    path.with_name("d-wal").unlink()
    engine.dispose()  # the journal goes into the file when the last connection closes
    assert count(make()) == 201


def test_a_connection_that_the_pool_opens_later(path: Path, make: Callable[..., sa.Engine]) -> None:
    engine = make()
    with engine.connect() as first:
        assert first.execute(sa.text("SELECT 1")).scalar() == 1
        path.unlink()
        with pytest.raises(DamagedDatabase, match="ontbreekt"):
            count(engine)


def test_a_fault_of_ours_stays_one_and_hides_what_was_typed(make: Callable[..., sa.Engine]) -> None:
    engine = make()
    with pytest.raises(sa.exc.OperationalError) as caught, engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO nergens VALUES (:x)"), {"x": PLANTED})
    assert PLANTED not in str(caught.value)


@pytest.mark.alone
def test_looking_after_the_file_costs_next_to_nothing(path: Path, make: Callable[..., sa.Engine]) -> None:
    write(make())
    started = time.perf_counter()
    for _ in range(1000):
        engine_module._places(path)
    assert time.perf_counter() - started < 0.1  # a tenth of a millisecond each; measured: 5 µs


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux shows the locks of a file")
def test_a_second_connection_does_not_drop_the_locks_of_the_first(path: Path, make: Callable[..., sa.Engine]) -> None:
    def locks() -> list[str]:
        inode = f":{path.stat().st_ino} "
        return [line for line in Path("/proc/locks").read_text("utf-8").splitlines() if inode in line]

    engine = make()
    with engine.connect() as one, engine.connect().execution_options(readonly=True) as other:
        one.execute(sa.text("SELECT 1"))
        other.execute(sa.text("SELECT count(*) FROM t"))
        assert locks(), "without its lock another program takes the journal away when it closes"
    assert locks()


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux shows the locks of a file")
def test_a_second_desk_on_the_same_vault_does_not_drop_the_locks_of_the_first(
    path: Path, make: Callable[..., sa.Engine]
) -> None:
    def locks() -> set[str]:
        inode, lines = f":{path.stat().st_ino} ", Path("/proc/locks").read_text("utf-8").splitlines()
        return {line.partition(": ")[2] for line in lines if inode in line and f" {os.getpid()} " in line}

    engine = make()
    write(engine)
    with engine.connect() as one:
        assert one.execute(sa.text("SELECT 1")).scalar() == 1
        before = locks()
        assert before
        connect(path, KEY).close()
        assert locks() == before
    engine.dispose()
    assert not engine_module._open_here[path.resolve()]
