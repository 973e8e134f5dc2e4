"""Files are whole, only their owner's, and replaced the way Windows lets one."""

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from beschutdesk import files
from beschutdesk.blame import Cause, cause
from beschutdesk.files import write_whole
from tests.disks import full, memory_disk, read_only


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class Holder:
    """Refuses to replace a file that somebody has open, as Windows does.

    Attributes:
        refusals: how often it still refuses.
        asked: how often it was asked.
    """

    def __init__(self, refusals: int, number: int = 5) -> None:
        self.refusals, self._number, self.asked = refusals, number, 0
        self._really = os.replace

    def __call__(self, source: Path, target: Path) -> None:
        self.asked += 1
        if target.exists() and self.refusals > 0:
            self.refusals -= 1
            error = PermissionError(errno.EACCES, "Access is denied", str(source))
            error.winerror = self._number  # type: ignore[attr-defined,unused-ignore]
            raise error
        self._really(source, target)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"oud")
    return path


@pytest.fixture(params=[0o000, 0o077, 0o277, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_the_owner_and_nobody_else_can_read_it(target: Path) -> None:
    target.chmod(0o644)
    write_whole(target, b"nieuw")
    assert target.read_bytes() == b"nieuw"
    assert rights(target) == 0o600


def test_two_programs_that_write_at_once_leave_one_whole_file(target: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from beschutdesk.files import write_whole\n"
        "for _ in range(40): write_whole(Path(sys.argv[1]), sys.argv[2].encode() * 50_000)"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, target, letter]) for letter in "ab"]
    seen = set()
    while any(one.poll() is None for one in both):
        raw = target.read_bytes()
        seen.add((raw[:1], len(raw), len(set(raw))))
    assert [one.returncode for one in both] == [0, 0]
    assert {kind for kind in seen if kind[0] in (b"a", b"b")} <= {(b"a", 50_000, 1), (b"b", 50_000, 1)}
    assert sorted(path.name for path in target.parent.iterdir()) == ["brief.pdf"]


def test_a_slow_writer_and_a_quick_one_each_write_their_own(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    with files.fresh(target) as slow:  # its disk takes longer than anybody waits
        slow.write(b"langzaam")
        write_whole(target, b"snel")
        assert target.read_bytes() == b"snel"
    assert target.read_bytes() == b"langzaam"
    assert sorted(path.name for path in target.parent.iterdir()) == ["brief.pdf"]


def test_what_a_crash_left_is_swept_when_nobody_can_be_writing_it(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_swept", set())
    old, young, other = (target.with_name(name) for name in ("a.json.0a1b2c3d.new", "brief.pdf.0a1b2c3d.new", "b.new"))
    for path in (old, young, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (time.time() - 2 * files._REST,) * 2)
    write_whole(target, b"nieuw")
    assert sorted(path.name for path in target.parent.iterdir()) == ["b.new", "brief.pdf", young.name]
    assert (target.read_bytes(), rights(target)) == (b"nieuw", 0o600)


def test_a_link_laid_in_our_way_is_not_followed(target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda _: "0a1b2c3d")
    elsewhere = tmp_path / "elders"
    elsewhere.write_bytes(b"van een ander")
    target.with_name("brief.pdf.0a1b2c3d.new").symlink_to(elsewhere)
    with pytest.raises(FileExistsError):
        write_whole(target, b"nieuw")
    assert (elsewhere.read_bytes(), target.read_bytes()) == (b"van een ander", b"oud")


def test_one_at_a_time(tmp_path: Path) -> None:
    """Threads and programs alike; a second one waits for the first, and not for ever."""
    with files.alone(tmp_path / "slot"):
        with pytest.raises(OSError, match="slot") as caught, files.alone(tmp_path / "slot", 0.05):
            pass
        script = (
            "import sys; from pathlib import Path; from beschutdesk import files\n"
            "with files.alone(Path(sys.argv[1])): print('in')"
        )
        other = subprocess.Popen([sys.executable, "-c", script, tmp_path / "slot"], stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.7)
    assert cause(caught.value) is Cause.IN_USE
    assert other.communicate(timeout=10)[0] == "in\n"


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_is_held_for_a_moment(target: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    holder = Holder(3, number)
    monkeypatch.setattr(os, "replace", holder)
    monkeypatch.setattr(files, "_PAUSE", 0.001)
    monkeypatch.setattr(files, "_PATIENCE", 60.0)
    write_whole(target, b"nieuw")
    assert target.read_bytes() == b"nieuw"
    assert holder.asked == 4


def test_a_file_that_stays_in_use(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", Holder(10_000))
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    with pytest.raises(OSError, match="brief") as caught:
        write_whole(target, b"nieuw")
    assert cause(caught.value) is Cause.IN_USE
    assert Path(str(caught.value.filename)) == target
    assert target.read_bytes() == b"oud"
    assert sorted(path.name for path in target.parent.iterdir()) == ["brief.pdf"]


def test_a_refusal_for_another_reason_is_not_waited_for(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = Holder(10_000, 112)
    monkeypatch.setattr(os, "replace", holder)
    with pytest.raises(PermissionError):
        write_whole(target, b"nieuw")
    assert holder.asked == 1


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    with memory_disk(tmp_path / "schijf") as mounted:
        target = tmp_path / "schijf" / "brief.pdf"
        write_whole(target, b"oud" * 1000)
        with full(tmp_path / "schijf", mounted), pytest.raises(OSError, match=r"File too large|No space") as caught:
            write_whole(target, b"nieuw" * 10_000)
        assert cause(caught.value) is Cause.FULL
        assert target.read_bytes() == b"oud" * 1000
        assert sorted(path.name for path in target.parent.iterdir()) == ["brief.pdf"]


def test_a_disk_that_may_not_be_written(tmp_path: Path) -> None:
    with memory_disk(tmp_path / "schijf") as mounted:
        target = tmp_path / "schijf" / "brief.pdf"
        write_whole(target, b"oud")
        with read_only(tmp_path / "schijf", mounted), pytest.raises(OSError, match="brief") as caught:
            write_whole(target, b"nieuw")
        assert cause(caught.value) in (Cause.READ_ONLY, Cause.NOT_ALLOWED)
        assert target.read_bytes() == b"oud"


def test_a_kill_in_the_middle_leaves_the_old_file(target: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from beschutdesk import files\n"
        "files.os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "files.write_whole(Path(sys.argv[1]), b'nieuw')"
    )
    assert subprocess.run([sys.executable, "-c", script, target], check=False).returncode == -9
    assert target.read_bytes() == b"oud"
    (left,) = (path for path in target.parent.iterdir() if path != target)
    os.utime(left, (time.time() - 2 * files._REST,) * 2)
    write_whole(target, b"daarna")
    assert target.read_bytes() == b"daarna"
    assert sorted(path.name for path in target.parent.iterdir()) == ["brief.pdf"]
