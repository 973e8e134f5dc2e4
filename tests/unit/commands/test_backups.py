"""Backups, putting back, looking over and rescuing, from the command line."""

import json
from pathlib import Path

import pytest

from tests.disks import memory_disk, read_only
from tests.unit.test_cli import Cli


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def made(cli: Cli, place: Path) -> Path:
    assert cli("backup", "--to", place) == 0, cli.err
    assert "4 dossiers" in cli.out
    assert cli("backups", "--from", place, "--json") == 0
    (row, *_) = json.loads(cli.out)
    return Path(row["path"])


def damage(profile: Path, at: float = 0.5) -> None:
    path = profile / "dossiers.db"
    raw = bytearray(path.read_bytes())
    raw[int(len(raw) * at) // 4096 * 4096 + 99] ^= 1
    path.write_bytes(raw)


def test_a_backup_in_the_usual_place(filled: Cli) -> None:
    assert filled("backups") == 0
    assert filled("backup") == 0, filled.err
    assert filled("backups") == 0
    assert "4 dossiers" in filled.out


def test_what_is_inside_is_shown_and_nothing_changes(filled: Cli, place: Path, profile_dir: Path) -> None:
    backup = made(filled, place)
    before = (profile_dir / "vault.json").read_bytes()
    assert filled("restore", backup) == 0, filled.err
    assert "4 dossiers" in filled.out
    assert "--yes" in filled.out
    assert (profile_dir / "vault.json").read_bytes() == before
    assert not list(profile_dir.glob("vervangen-*"))


def test_it_is_put_back(filled: Cli, place: Path, profile_dir: Path, tmp_path: Path) -> None:
    filled("export", "--candidate", "jelte", tmp_path / "j.json")
    backup = made(filled, place)
    damage(profile_dir)
    assert filled("restore", backup, "--yes") == 0, filled.err
    assert list(profile_dir.glob("vervangen-*"))
    assert filled("export", "--candidate", "jelte", tmp_path / "k.json") == 0, filled.err
    assert (tmp_path / "j.json").read_bytes() == (tmp_path / "k.json").read_bytes()


def test_into_an_empty_place_too(filled: Cli, place: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backup = made(filled, place)
    other = Cli(place.parent / "elders", secret, capsys)
    assert other("restore", backup, "--yes") == 0, other.err
    assert other("list", "candidates", "--json") == 0
    assert len(json.loads(other.out)) == 4


@pytest.mark.parametrize("arguments", [("restore", "nergens"), ("backup", "--to", "nergens"), ("restore",)])
def test_wrong_use_is_one_line(filled: Cli, arguments: tuple[str, ...]) -> None:
    assert filled(*arguments) == 2, filled.err
    assert filled.err.count("\n") == 1


def test_a_backup_to_a_disk_that_may_not_be_written(filled: Cli, tmp_path: Path) -> None:
    with memory_disk(tmp_path / "schijf", "8m") as mounted, read_only(tmp_path / "schijf", mounted):
        assert filled("backup", "--to", tmp_path / "schijf") == 2
    assert filled.err.count("\n") == 1
    assert "programma" not in filled.err.split(".")[0]


def test_a_whole_vault(filled: Cli) -> None:
    assert filled("check") == 0, filled.err
    assert "in orde" in filled.out
    assert filled("check", "--json") == 0
    assert all(row["good"] for row in json.loads(filled.out))


def test_a_damaged_vault_is_3_and_the_damage_has_a_name(filled: Cli, profile_dir: Path) -> None:
    damage(profile_dir)
    assert filled("check") == 3
    assert "BESCHADIGD" in filled.out + filled.err or "beschadigd" in filled.err
    assert filled("check", "--json") == 3


def test_what_can_be_read_is_saved(filled: Cli, profile_dir: Path, tmp_path: Path) -> None:
    damage(profile_dir)
    assert filled("rescue", "-o", tmp_path / "gered") == 0, filled.err
    assert "gelezen" in filled.out
    filled._start[1] = str(tmp_path / "gered")
    assert filled("list", "candidates") == 0, filled.err


def test_a_doubtful_place_is_told_on_stderr_and_stops_nothing(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    (synced / ".dropbox").touch()
    cli = Cli(synced / "kluis", secret, capsys)
    assert cli("init") == 0
    assert cli.err.startswith("beschutdesk: let op: ")
    assert "Dropbox" in cli.err
    assert cli("list", "candidates", "--json") == 0
    assert json.loads(cli.out) == []
