"""How long a next try waits, whatever the clock and the disk do."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.vault import tries as module
from beschutdesk.vault.errors import TooSoon
from beschutdesk.vault.tries import FILE, LOCK, PIN, SECRET, Tries, delay

YEAR = 365 * 24 * 3600.0


class Clocks:
    """The wall clock, which anyone may set, and the one that nobody can."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 1000.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    made = Clocks()
    monkeypatch.setattr(module, "_wall", lambda: made.wall)
    monkeypatch.setattr(module, "_steady", lambda: made.steady)
    return made


@pytest.fixture
def new_program(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """As after a start of the program: nothing in memory."""
    return module._seen.clear


def wrong(tries: Tries, clocks: Clocks, times: int, what: str = SECRET) -> None:
    for _ in range(times):
        clocks.passes(tries.wait(what))
        tries.begin(what, "passphrase")


def test_the_first_three_are_free_and_then_it_doubles(tmp_path: Path, clocks: Clocks) -> None:
    tries, waits = Tries(tmp_path), []
    for _ in range(12):
        wrong(tries, clocks, 1)
        waits.append(tries.wait(SECRET))
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]


def test_too_soon_is_refused_and_writes_nothing(tmp_path: Path, clocks: Clocks) -> None:
    tries = Tries(tmp_path)
    wrong(tries, clocks, 5)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(TooSoon, match="over 4 seconden") as caught:
        tries.begin(SECRET, "passphrase")
    assert caught.value.seconds == 4
    assert (tmp_path / FILE).read_bytes() == before


def test_the_pin_is_counted_apart(tmp_path: Path, clocks: Clocks) -> None:
    tries = Tries(tmp_path)
    wrong(tries, clocks, 4, PIN)
    assert (tries.count(PIN), tries.count(SECRET)) == (4, 0)
    assert tries.wait(SECRET) == 0


@pytest.mark.parametrize("moved", [-YEAR, YEAR, -3600.0, 3600.0])
def test_setting_the_clock_gains_and_costs_nothing(tmp_path: Path, clocks: Clocks, moved: float) -> None:
    tries = Tries(tmp_path)
    wrong(tries, clocks, 6)
    clocks.wall += moved
    assert tries.wait(SECRET) == 8
    clocks.passes(5)
    assert tries.wait(SECRET) == 3
    clocks.passes(3)
    assert tries.wait(SECRET) == 0


def test_a_new_program_goes_on_waiting(tmp_path: Path, clocks: Clocks, new_program: Callable[[], None]) -> None:
    wrong(Tries(tmp_path), clocks, 6)
    clocks.wall += 3
    clocks.steady = 5.0  # another program, after a restart of the machine
    new_program()
    tries = Tries(tmp_path)
    assert tries.count(SECRET) == 6
    assert tries.wait(SECRET) == pytest.approx(5, abs=0.01)


def test_programs_that_start_after_the_clock_was_set_back_do_not_wait_for_a_year(
    tmp_path: Path, clocks: Clocks, new_program: Callable[[], None]
) -> None:
    wrong(Tries(tmp_path), clocks, 6)
    clocks.wall -= YEAR
    new_program()
    assert Tries(tmp_path).wait(SECRET) == 8
    clocks.passes(6)
    new_program()
    assert Tries(tmp_path).wait(SECRET) == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"null", b"[]", b"\xff", b'{"counts": {}}', b"[" * 100_000,
        b'{"counts": {"secret": 1e999}, "last": {}, "wrong": [], "more": 0, "dropped": false}',
        b'{"counts": {"secret": 9}, "last": {"secret": NaN}, "wrong": [[1]], "more": 0, "dropped": false}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_no_file(content: bytes, tmp_path: Path, clocks: Clocks) -> None:
    (tmp_path / FILE).write_bytes(content)
    tries = Tries(tmp_path)
    assert tries.wait(SECRET) == 0
    assert tries.begin(SECRET, "passphrase")
    assert json.loads((tmp_path / FILE).read_text())["counts"]["secret"] == 1


def test_a_hostile_file_keeps_nobody_out_for_longer_than_a_minute(
    tmp_path: Path, clocks: Clocks, new_program: Callable[[], None]
) -> None:
    for last in ("1e300", "-1e300", "NaN", "Infinity", "-Infinity"):
        new_program()
        (tmp_path / FILE).write_text(
            f'{{"counts": {{"secret": 99999999999}}, "last": {{"secret": {last}}}, "wrong": [], "more": 0, '
            '"dropped": false}'
        )
        assert Tries(tmp_path).wait(SECRET) <= 60
        clocks.passes(60)
        assert Tries(tmp_path).wait(SECRET) == 0


def test_taking_the_file_away_forgets_nothing_in_a_running_program(tmp_path: Path, clocks: Clocks) -> None:
    tries = Tries(tmp_path)
    wrong(tries, clocks, 6)
    (tmp_path / FILE).unlink()
    assert tries.wait(SECRET) == 8


def test_where_nothing_can_be_written_memory_counts(tmp_path: Path, clocks: Clocks) -> None:
    (tmp_path / LOCK).mkdir()
    tries = Tries(tmp_path)
    for _ in range(4):
        clocks.passes(tries.wait(SECRET))
        assert not tries.begin(SECRET, "passphrase")
    assert tries.wait(SECRET) == 2
    tries.right(SECRET)
    assert tries.wait(SECRET) == 0


def test_a_right_one_clears_the_count_and_keeps_what_the_log_must_hear(tmp_path: Path, clocks: Clocks) -> None:
    tries = Tries(tmp_path)
    wrong(tries, clocks, 2)
    tries.begin(SECRET, "recovery")
    tries.right(SECRET)
    assert tries.count(SECRET) == 0
    heard, more = tries.wrong()
    assert [one.way for one in heard] == ["passphrase", "passphrase"]
    assert more == 0
    tries.handed_over(heard, more)
    assert not (tmp_path / FILE).exists()


def test_what_came_between_is_no_try(tmp_path: Path, clocks: Clocks) -> None:
    tries = Tries(tmp_path)
    wrong(tries, clocks, 1)
    tries.begin(PIN, "pin")
    tries.take_back(PIN)
    assert tries.count(PIN) == 0
    assert [one.way for one in tries.wrong()[0]] == ["passphrase"]


def test_the_file_does_not_grow(tmp_path: Path, clocks: Clocks) -> None:
    tries = Tries(tmp_path)
    wrong(tries, clocks, 70)
    heard, more = tries.wrong()
    assert (len(heard), more) == (50, 20)
    assert (tmp_path / FILE).stat().st_size < 4096


@given(st.integers(0, 10**9))
def test_no_number_waits_longer_than_a_minute(count: int) -> None:
    assert 0 <= delay(count) <= 60
    assert delay(count) <= delay(count + 1)


def test_real_time_passes(tmp_path: Path) -> None:
    tries = Tries(tmp_path)
    for _ in range(3):
        begun = time.monotonic()
        tries.begin(SECRET, "passphrase")
    left, spent = tries.wait(SECRET), time.monotonic() - begun
    assert max(0.0, 1 - spent) <= left <= 1
    time.sleep(1.01)
    assert tries.wait(SECRET) == 0


def test_programs_that_guess_at_once_get_no_more_than_one_after_another(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from beschutdesk.vault import tries\n"
        "tries._wall = tries._steady = lambda: 1_000_000.0  # however slow the machine: no second of waiting passes\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "try: tries.Tries(Path(sys.argv[1])).begin(tries.SECRET, 'passphrase'); print('tried')\n"
        "except tries.TooSoon: print('waits')"
    )
    args = [sys.executable, "-c", script, str(tmp_path)]
    all_at_once = [subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(10)]
    for one in all_at_once:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in all_at_once:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate()[0].strip() for one in all_at_once]
    assert (told.count("tried"), told.count("waits")) == (3, 7)
    assert Tries(tmp_path).count(SECRET) == 3


def test_what_the_log_could_not_hear_is_kept(tmp_path: Path) -> None:
    tries = Tries(tmp_path)
    tries.note_act("passphrase", "set")
    tries.begin(SECRET, "passphrase")
    tries.right(SECRET)
    kept = Tries(tmp_path).acts()
    assert [(act.way, act.what) for act in kept] == [("passphrase", "set")]
    tries.acts_told(kept)
    assert not (tmp_path / FILE).exists()
