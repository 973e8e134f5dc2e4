from pathlib import Path

import pytest
import sqlalchemy as sa

from beschutdesk.storage.engine import connect, make_engine
from beschutdesk.storage.errors import DamagedDatabase

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
