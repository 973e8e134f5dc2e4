import os
import stat
from pathlib import Path

import pytest

from beschutdesk.storage.attachments import LIMIT, Attachments
from beschutdesk.trouble import Trouble


@pytest.fixture
def files(tmp_path: Path) -> Attachments:
    return Attachments(tmp_path / "attachments", b"a" * 32, b"b" * 32)


def test_a_file_comes_back(files: Attachments, tmp_path: Path) -> None:
    content = b"Thijs Hoekstra " * 1000
    digest = files.put(content)
    assert files.put(content) == digest
    assert files.get(digest) == content
    (path,) = (tmp_path / "attachments").iterdir()
    assert b"Hoekstra" not in path.read_bytes()
    assert path.name != digest
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_or_missing_file_is_said(files: Attachments, tmp_path: Path) -> None:
    digest = files.put(b"abc")
    (path,) = (tmp_path / "attachments").iterdir()
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    with pytest.raises(Trouble, match="beschadigd"):
        files.get(digest)
    path.unlink()
    with pytest.raises(Trouble, match="ontbreekt"):
        files.get(digest)


def test_a_swapped_file_is_not_taken_for_another(files: Attachments, tmp_path: Path) -> None:
    one = files.put(b"one")
    (first,) = (tmp_path / "attachments").iterdir()
    two = files.put(b"two")
    second = next(p for p in (tmp_path / "attachments").iterdir() if p != first)
    second.write_bytes(first.read_bytes())
    assert files.get(one) == b"one"
    with pytest.raises(Trouble):
        files.get(two)


def test_too_large(files: Attachments, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="10 MB"):
        files.put(bytes(LIMIT + 1))
    assert not (tmp_path / "attachments").exists()
