"""Copies of databases and files, proven."""

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from beschutdesk.storage import backup, file_copies
from beschutdesk.storage.engine import connect
from beschutdesk.storage.errors import DamagedDatabase
from beschutdesk.storage.manifest import Manifest

KEY, OTHER = bytes(range(48)), bytes(range(48, 96))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "d"
    file.touch()
    connection = connect(file, KEY, create=True)
    connection.execute("CREATE TABLE t (rid INTEGER PRIMARY KEY, x TEXT)")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(x)")
    connection.executemany("INSERT INTO t (x) VALUES (?)", [("Thijs Hoekstra " * 50,)] * 500)
    connection.execute("INSERT INTO f VALUES ('hoekstra')")
    connection.close()
    return file


def found(path: Path, key: bytes) -> int:
    with backup.reading(path, key) as connection:
        assert connection.execute("SELECT count(*) FROM f WHERE f MATCH 'hoekstra'").fetchone() == (1,)
        return int(connection.execute("SELECT count(*) FROM t").fetchone()[0])


def test_what_stands_in_the_log_comes_along(path: Path, tmp_path: Path) -> None:
    open_one = connect(path, KEY)
    open_one.execute("PRAGMA wal_autocheckpoint=0")
    open_one.executemany("INSERT INTO t (x) VALUES (?)", [("more",)] * 100)
    assert backup.copy(path, KEY, tmp_path / "c")["t"] == 600
    assert found(tmp_path / "c", KEY) == 600
    open_one.close()


def test_while_another_writes(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in the full-text search, whose own tables grow and shrink with every merge."""
    write, real, looks = connect(path, KEY), backup.counts, list[int]()
    write.execute("INSERT INTO f (f, rank) VALUES ('automerge', 0)")

    def saving(connection: Any) -> dict[str, int]:
        """Before the copy, after it, and of it: saves come after the first look, and a merge before the second."""
        looks.append(1)
        if len(looks) % 3 == 2:
            write.execute("INSERT INTO f (f) VALUES ('optimize')")
        seen = real(connection)
        if len(looks) % 3 == 1:
            for number in range(9):
                write.execute("INSERT INTO f VALUES (?)", (f"typed {number}",))
            write.execute("INSERT INTO t (x) VALUES ('typed')")
        return seen

    monkeypatch.setattr(backup, "counts", saving)
    for number in range(3):
        assert backup.copy(path, KEY, tmp_path / f"c{number}")["t"] == 501 + number
    assert len(looks) == 9  # at once
    write.close()


def test_while_another_really_writes(path: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        connection = connect(path, KEY)
        while not stop.is_set():
            connection.execute("INSERT INTO t (x) VALUES (?)", ("typed " * 200,))
            connection.execute("INSERT INTO f VALUES ('typed')")
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            assert backup.copy(path, KEY, tmp_path / f"c{number}")["t"] >= 500
    finally:
        stop.set()
        writer.join()


def test_what_came_and_went_meanwhile_makes_it_begin_again_once(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, looks = backup.counts, list[int]()

    def of_a_draft(connection: Any) -> dict[str, int]:
        looks.append(1)
        return real(connection) | ({"t": 501} if len(looks) <= 2 else {})

    monkeypatch.setattr(backup, "counts", of_a_draft)
    assert backup.copy(path, KEY, tmp_path / "c")["t"] == 500
    assert len(looks) == 6

    def never_the_same(connection: Any) -> dict[str, int]:
        looks.append(1)
        return real(connection) | {"t": len(looks)}

    monkeypatch.setattr(backup, "counts", never_the_same)
    with pytest.raises(backup.LacksRows):
        backup.copy(path, KEY, tmp_path / "e")
    assert len(looks) == 12


def test_a_search_that_is_broken_is_damage(path: Path, tmp_path: Path) -> None:
    connection = connect(path, KEY)
    connection.execute("DELETE FROM f_data WHERE id > 10")
    connection.close()
    with pytest.raises(backup.NotWhole, match="beschadigd"):
        backup.copy(path, KEY, tmp_path / "c")


def astray(path: Path) -> None:
    """As a save could leave it before the flush in ``notes.forget``: a word of a row is not in the index."""
    connection = connect(path, KEY)
    connection.execute("CREATE VIRTUAL TABLE g USING fts5(x, detail='none')")
    connection.execute("INSERT INTO g (g, rank) VALUES ('secure-delete', 1)")
    connection.execute("INSERT INTO g (rowid, x) VALUES (1, 'kast')")
    connection.execute("BEGIN")
    connection.execute("UPDATE g SET x = 'kast' WHERE rowid = 1")
    connection.execute("INSERT INTO g (rowid, x) VALUES (2, 'kast')")
    connection.execute("COMMIT")
    connection.close()


def kast(path: Path) -> list[tuple[int]]:
    with backup.reading(path, KEY, quiet=False) as connection:
        found: list[tuple[int]] = connection.execute("SELECT rowid FROM g WHERE g MATCH 'kast'").fetchall()
    return found


@pytest.mark.parametrize("is_open", [False, True])
def test_a_search_that_only_lacks_a_word_is_made_anew(is_open: bool, path: Path, tmp_path: Path) -> None:
    """Its text is all there, so that is no reason to be without a backup."""
    astray(path)
    desk = connect(path, KEY) if is_open else None
    if desk is not None:  # it keeps in mind how the index is built
        assert desk.execute("SELECT rowid FROM g WHERE g MATCH 'kast'").fetchall() == [(1,)]
    assert kast(path) == [(1,)]
    assert backup.copy(path, KEY, tmp_path / "c")["t"] == 500
    assert kast(path) == kast(tmp_path / "c") == [(1,), (2,)]
    assert found(tmp_path / "c", KEY) == 500
    if desk is not None:
        assert desk.execute("SELECT rowid FROM g WHERE g MATCH 'kast'").fetchall() == [(1,), (2,)]
        desk.close()


def test_a_search_that_lacks_a_word_excuses_no_other_damage(path: Path, tmp_path: Path) -> None:
    astray(path)
    connection = connect(path, KEY)
    connection.execute("DELETE FROM f_data WHERE id > 10")
    connection.close()
    with pytest.raises(backup.NotWhole, match="beschadigd"):
        backup.copy(path, KEY, tmp_path / "c")
    assert kast(path) == [(1,)]


def _torn(path: Path, tmp_path: Path, number: int) -> Path:
    """What a power cut in the middle of a checkpoint leaves: half a page, which stands whole in the log."""
    open_one = connect(path, KEY)
    open_one.execute("PRAGMA wal_autocheckpoint=0")
    open_one.execute("UPDATE t SET x = x || '!'")
    open_one.execute("UPDATE t SET x = x || '?'")
    open_one.execute("CREATE TABLE u (rid INTEGER PRIMARY KEY)")  # the first page too
    cut = tmp_path / "cut"
    cut.mkdir()
    for name in ("d", "d-wal"):
        shutil.copy(path.with_name(name), cut / name)
    open_one.close()
    raw = bytearray((cut / "d").read_bytes())
    raw[4096 * number + 2048 : 4096 * (number + 1)] = bytes(2048)
    (cut / "d").write_bytes(raw)
    return cut / "d"


@pytest.mark.parametrize("number", [0, 9])
def test_a_torn_page_that_stands_whole_in_the_log_is_no_damage(number: int, path: Path, tmp_path: Path) -> None:
    torn = _torn(path, tmp_path, number)
    before = {file.name: file.read_bytes() for file in torn.parent.glob("d*")}
    assert backup.damaged_pages(torn, KEY) == []
    assert {name: (torn.parent / name).read_bytes() for name in before} == before
    assert {file.name for file in torn.parent.iterdir()} <= {"d", "d-wal", "d-shm"}
    assert backup.copy(torn, KEY, tmp_path / "c")["t"] == 500
    assert found(torn, KEY) == 500


def test_a_damaged_page_beside_a_log_is_damage(path: Path, tmp_path: Path) -> None:
    open_one = connect(path, KEY)
    open_one.execute("PRAGMA wal_autocheckpoint=0")
    open_one.execute("INSERT INTO t (x) VALUES ('more')")
    raw = bytearray(path.read_bytes())
    raw[4096 * 9 + 5] ^= 1
    path.write_bytes(raw)
    assert len(backup.damaged_pages(path, KEY)) == 1
    open_one.close()


def test_what_was_deleted_is_not_in_the_copy(path: Path, tmp_path: Path) -> None:
    connection = connect(path, KEY)
    connection.execute("DELETE FROM t")
    connection.close()
    backup.copy(path, KEY, tmp_path / "c")
    assert (tmp_path / "c").stat().st_size < path.stat().st_size / 4


def test_under_another_key_and_salt(path: Path, tmp_path: Path) -> None:
    backup.rekeyed(path, KEY, tmp_path / "c", OTHER)
    assert found(tmp_path / "c", OTHER) == 500
    assert (tmp_path / "c").read_bytes()[:16] == OTHER[32:]
    with pytest.raises(DamagedDatabase), backup.reading(tmp_path / "c", KEY):
        pass


def test_a_damaged_source_is_refused(path: Path, tmp_path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[4096 * 9 + 5] ^= 1
    path.write_bytes(raw)
    with pytest.raises(DamagedDatabase, match="beschadigd"):
        backup.copy(path, KEY, tmp_path / "c")
    assert not (tmp_path / "c").exists()


def test_a_copy_with_a_row_too_few_is_refused(path: Path, tmp_path: Path) -> None:
    rows = backup.copy(path, KEY, tmp_path / "c")
    with pytest.raises(backup.NotWhole, match="niet alle regels"):
        backup.prove(tmp_path / "c", KEY, rows | {"t": 501}, rows | {"t": 501})


def test_a_file_that_reads_back_differently_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"content")
    monkeypatch.setattr(file_copies, "sha256_of", lambda _: "0" * 64)
    with pytest.raises(OSError, match="anders teruggelezen"):
        file_copies.copy_file(tmp_path / "a", tmp_path / "b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b'{"format": "beschutdesk-backup", "version": 1}'])
def test_something_else_is_no_manifest(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(content)
    assert Manifest.load(tmp_path / "m") is None
