"""Reading beside the damage: every row that can still be read, and none that was made up."""

from pathlib import Path

import pytest

from beschutdesk.storage.engine import connect
from beschutdesk.storage.salvage import Salvage, Unreadable, copy_damaged

KEY = bytes(range(48))
ROWS = 3000


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("v") / "d"
    file.touch()
    connection = connect(file, KEY, create=True)
    connection.execute("CREATE TABLE named (rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, text TEXT)")
    connection.execute("CREATE TABLE bare (rid INTEGER PRIMARY KEY, text TEXT, number INTEGER)")
    connection.execute("BEGIN")
    for number in range(1, ROWS + 1):
        text = f"row {number} " * (700 if number % 500 == 0 else 5)
        connection.execute("INSERT INTO named VALUES (?, ?, ?)", (number, number.to_bytes(16, "big"), text))
        connection.execute("INSERT INTO bare VALUES (?, ?, ?)", (number, text, number))
    connection.execute("COMMIT")
    connection.close()
    return file.read_bytes()


def read(raw: bytes, folder: Path) -> dict[str, tuple[set[int], int]]:
    """Row numbers and lost ones per table; fails on a row that says something else than was written."""
    (folder / "damaged").write_bytes(raw)
    copy_damaged(folder / "damaged", folder / "copy", KEY)
    salvage = Salvage(folder / "copy", KEY)
    found = {}
    for table in salvage.tables():
        rows = salvage.read(table)
        for row in rows.rows:
            text = row[rows.columns.index("text")]
            assert text.startswith(f"row {row[0]} ")
            assert "\0" not in text
            if table == "bare":
                assert row[-1] == row[0]
        numbers = [row[0] for row in rows.rows]
        assert len(numbers) == len(set(numbers)), "no row twice"
        found[table] = set(numbers), rows.lost
    salvage.close()
    return found


def test_a_whole_one_gives_everything(raw: bytes, tmp_path: Path) -> None:
    everything = (set(range(1, ROWS + 1)), 0)
    assert read(raw, tmp_path) == {"named": everything, "bare": everything}


@pytest.mark.parametrize("start", range(3))
def test_one_damaged_page_costs_its_own_rows_only(start: int, raw: bytes, tmp_path: Path) -> None:
    pages = len(raw) // 4096
    for page in range(6 + start, pages, 37):
        spoilt = bytearray(raw)
        spoilt[page * 4096 + 77] ^= 1
        found = read(bytes(spoilt), tmp_path)
        read_named, lost = found["named"]
        assert len(read_named) + lost == ROWS
        for numbers, _ in found.values():
            assert len(numbers) >= ROWS - 1500, page


@pytest.mark.parametrize("fill", [b"\0", b"x"])
def test_a_lost_stretch_of_disk(fill: bytes, raw: bytes, tmp_path: Path) -> None:
    """Zeros too: SQLCipher takes a page of zeros for an empty one, and a long text would end in it without an error."""
    spoilt = raw[: 4096 * 40] + fill * 4096 * 4 + raw[4096 * 44 :]
    found = read(spoilt, tmp_path)
    assert found["named"][1] + len(found["named"][0]) == ROWS
    assert all(len(numbers) > 1000 for numbers, _ in found.values())


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.95])
def test_a_cut_file(kept: float, raw: bytes, tmp_path: Path) -> None:
    found = read(raw[: int(len(raw) * kept)], tmp_path)
    numbers = set.union(*(numbers for numbers, _ in found.values()))
    assert len(numbers) > ROWS * kept / 4
    assert any(lost for _, lost in found.values())


def test_without_the_first_page_nothing(raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read(b"x" * 4096 + raw[4096:], tmp_path)
    assert (tmp_path / "copy").stat().st_size == len(raw), "what its header says is noise, and fills no disk"
