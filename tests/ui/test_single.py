"""One profile, one program: who is first, who is called, and what strangers may say."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from ui import single
from ui.single import Single


@pytest.fixture(autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("r")))


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Single]:
    made = Single(tmp_path)
    assert made.take()
    assert made.listen()
    yield made
    made.close()


def speak(to: Path) -> QLocalSocket:
    socket = QLocalSocket()
    socket.connectToServer(single.address_of(to))
    assert socket.waitForConnected(1000)
    return socket


def test_the_place_is_taken_and_given_back(first: Single, tmp_path: Path) -> None:
    second = Single(tmp_path)
    assert not second.take()
    first.close()
    assert second.take()
    second.close()
    folder = Path(os.environ["XDG_RUNTIME_DIR"])
    assert list(folder.iterdir()) == []
    assert (tmp_path / single.LOCK).stat().st_mode & 0o077 == 0


def test_another_session_of_this_user_meets_the_first_one(
    first: Single, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("elders")))
    assert single.address_of(tmp_path) == first._server.fullServerName()  # type: ignore[union-attr]
    second = Single(tmp_path)
    assert not second.take()
    socket = speak(tmp_path)
    socket.abort()


def test_a_first_start_makes_the_place_where_the_second_meets_it(tmp_path: Path) -> None:
    profile = tmp_path / "nog" / "niet"
    one, two = Single(profile), Single(profile)
    assert one.take()
    assert not two.take()
    two.close()
    one.close()
    assert not profile.exists(), "no vault was made, so nothing is left"
    assert two.take()
    (profile / "vault.json").touch()
    two.close()
    assert (profile / "vault.json").exists()


def test_a_call_raises_the_window(first: Single, tmp_path: Path, qtbot: QtBot) -> None:
    socket = speak(tmp_path)
    with qtbot.waitSignal(first.asked, timeout=10_000):
        socket.write(b"raise\n")
        socket.flush()
    qtbot.waitUntil(lambda: bytes(socket.peek(9).data()) == b"ok\n")
    socket.abort()


@pytest.mark.parametrize("said", [b"quit\n", b"raise everything\n", b"x" * 100_000, b"raise\nraise\n"])
def test_strangers_are_hung_up_on(first: Single, tmp_path: Path, qtbot: QtBot, said: bytes) -> None:
    asked: list[int] = []
    first.asked.connect(lambda: asked.append(1))
    socket = speak(tmp_path)
    socket.write(said)
    socket.flush()
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=10_000)
    assert asked == []


def test_who_says_nothing_is_hung_up_on(
    first: Single, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "_CALLER_MS", 50)
    socket = speak(tmp_path)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=10_000)
    assert not first._callers


def test_a_first_one_that_does_not_answer_is_told(first: Single, tmp_path: Path) -> None:
    first._server.close()  # type: ignore[union-attr]
    assert Single(tmp_path).take_or_call(patience=0.3, starting=0.3) is None


@pytest.mark.alone
def test_one_that_hears_and_does_not_answer_is_told_in_time(first: Single, tmp_path: Path) -> None:
    begin = time.monotonic()
    # its event loop stands still while this one waits: the kernel takes the call, and nobody answers it
    assert Single(tmp_path).take_or_call() is None
    assert time.monotonic() - begin < 3
    assert first._server is not None


SECOND = """
import sys
from pathlib import Path
from ui.single import Single
second = Single(Path(sys.argv[1]))
print("calls", flush=True)
print(second.take_or_call(), flush=True)
"""


@pytest.fixture
def starting(tmp_path: Path) -> Iterator[Single]:
    made = Single(tmp_path)
    assert made.take()
    yield made
    made.close()


@pytest.mark.alone
def test_one_that_is_still_starting_is_waited_for(starting: Single, tmp_path: Path, qtbot: QtBot) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SECOND, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as second:
        assert second.stdout is not None
        assert second.stdout.readline() == "calls\n"
        with pytest.raises(subprocess.TimeoutExpired):  # nobody listens yet, so nobody is deaf
            second.wait(single._PATIENCE + 0.5)
        assert starting.listen()
        with qtbot.waitSignal(starting.asked):
            pass
        assert second.stdout.readline() == "False\n"


def test_a_folder_with_a_long_name_is_no_reason_to_be_deaf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("lang" * 30)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    monkeypatch.setenv("TMPDIR", str(long))
    made = Single(tmp_path / "profiel")
    assert made.take()
    assert made.listen()
    speak(tmp_path / "profiel").abort()
    made.close()


def test_what_a_crash_left_is_cleared_away(tmp_path: Path) -> None:
    where = Path(single._own_address(single.name_of(tmp_path)))
    where.touch()
    made = Single(tmp_path)
    assert made.take_or_call()
    assert made.listen()
    speak(tmp_path).abort()
    made.close()


def test_a_folder_that_takes_no_lock_keeps_nobody_from_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "_folder", lambda: tmp_path / "is-er-niet")
    (tmp_path / "bestand").touch()
    made = Single(tmp_path / "bestand" / "profiel")
    assert made.take_or_call(patience=0.1) is True
    assert not made.listen()
    made.close()


def test_the_name_tells_nothing(tmp_path: Path) -> None:
    name = single.name_of(tmp_path / "Thijs Hoekstra")
    assert "Thijs" not in name
    assert name == single.name_of(tmp_path / "x" / ".." / "Thijs Hoekstra")
    assert name != single.name_of(tmp_path / "anders")
