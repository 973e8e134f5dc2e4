"""Starting the program twice on one profile, with real processes: one window, and a crash blocks nobody."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX"),
    pytest.mark.timeout(90),  # a window that never comes says nothing
]

PATIENCE = 30
START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import app, frame
old = frame.Frame.come_to_the_front
def raised(self):
    old(self)
    print("raised", flush=True)
frame.Frame.come_to_the_front = raised
begin = app.Program.begin
def begun(self):
    begin(self)
    print("window", flush=True)
app.Program.begin = begun
deaf = app._deaf
def told(*arguments):
    QTimer.singleShot(200, lambda: print("deaf", flush=True))
    return deaf(*arguments)
app._deaf = told
code = app.run(Path(sys.argv[1]))
print("ended", flush=True)
sys.exit(code)
"""


class Start:
    """One start of the program."""

    def __init__(self, profile: Path, folder: Path) -> None:
        self.run = subprocess.Popen(
            [sys.executable, "-c", START, str(profile)],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(folder), "XDG_RUNTIME_DIR": str(folder)},
            stdout=subprocess.PIPE,
            text=True,
        )

    def line(self) -> str:
        assert self.run.stdout is not None
        return self.run.stdout.readline().strip()

    def kill(self) -> None:
        self.run.send_signal(signal.SIGKILL)
        self.run.wait(PATIENCE)

    def end(self) -> None:
        if self.run.poll() is None:
            self.kill()
        if self.run.stdout is not None:
            self.run.stdout.close()


@pytest.fixture
def starts() -> Iterator[list[Start]]:
    made: list[Start] = []
    yield made
    for start in made:
        start.end()


@pytest.fixture
def runtime() -> Iterator[Path]:
    """As short a name as a real one has: the address of a socket holds about a hundred bytes."""
    with tempfile.TemporaryDirectory(prefix="r", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def test_a_second_start_raises_the_first_window(tmp_path: Path, runtime: Path, starts: list[Start]) -> None:
    profile = tmp_path / "profiel"
    first = Start(profile, runtime)
    starts.append(first)
    assert first.line() == "window"
    link = tmp_path / "langs-een-andere-weg"
    link.symlink_to(profile, target_is_directory=True)
    second = Start(link, runtime)
    starts.append(second)
    assert second.line() == "ended"
    assert second.run.wait(PATIENCE) == 0
    assert first.line() == "raised"
    other = Start(tmp_path / "ander", runtime)
    starts.append(other)
    assert other.line() == "window", "another profile is another program"
    assert not [path for path in runtime.iterdir() if path.stat().st_mode & 0o077]


def test_a_crash_blocks_nobody(tmp_path: Path, runtime: Path, starts: list[Start]) -> None:
    for _ in range(2):
        start = Start(tmp_path / "profiel", runtime)
        starts.append(start)
        assert start.line() == "window"
        start.kill()
        assert list(runtime.iterdir()), "what the crash left is there, and in nobody's way"


def test_two_at_the_same_moment_make_one_window(tmp_path: Path, runtime: Path, starts: list[Start]) -> None:
    crashed = Start(tmp_path / "profiel", runtime)
    starts.append(crashed)
    assert crashed.line() == "window"
    crashed.kill()
    both = [Start(tmp_path / "profiel", runtime) for _ in range(3)]
    starts.extend(both)
    until = time.monotonic() + PATIENCE
    while sum(start.run.poll() is None for start in both) > 1:
        assert time.monotonic() < until
        time.sleep(0.05)
    said = [(start, start.line()) for start in both]
    assert sorted(line for _, line in said) == ["ended", "ended", "window"]
    assert {start.run.wait(PATIENCE) for start, line in said if line == "ended"} == {0}
    (alive,) = (start for start, line in said if line == "window")
    assert [alive.line(), alive.line()] == ["raised", "raised"]


def test_another_session_raises_the_same_window(tmp_path: Path, runtime: Path, starts: list[Start]) -> None:
    first = Start(tmp_path / "profiel", runtime)
    starts.append(first)
    assert first.line() == "window"
    (runtime / "r2").mkdir(mode=0o700)
    second = Start(tmp_path / "profiel", runtime / "r2")
    starts.append(second)
    assert second.line() == "ended"
    assert first.line() == "raised"


def test_a_deaf_window_is_told_and_waited_for(tmp_path: Path, runtime: Path, starts: list[Start]) -> None:
    first = Start(tmp_path / "profiel", runtime)
    starts.append(first)
    assert first.line() == "window"
    first.run.send_signal(signal.SIGSTOP)
    second = Start(tmp_path / "profiel", runtime)
    starts.append(second)
    assert second.line() == "deaf"
    first.run.send_signal(signal.SIGCONT)
    assert second.line() == "ended"
    assert second.run.wait(PATIENCE) == 0
