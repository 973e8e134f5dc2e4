"""After a day's work and two crashes nothing readable about a person stands on the disk, but where the user put it.

Everything that the program, Qt and Python write goes to one folder: profile, logs, settings, caches, temporary files,
sockets, cores. Every byte of it and every file name is looked at, in UTF-8 and both kinds of UTF-16.
"""

import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from beschutdesk.exchange.demo import demo_dossiers
from tests.conftest import PASSPHRASE
from tests.functional import visitor

ROOT = Path(__file__).parents[2]
_PATIENCE = 120
_SHORTEST = 5
"""Shorter words turn up by chance among encrypted bytes; their bearers are looked for by their full names."""
_SHORTEST_IN_ANY_CASE = 7
_PHRASE = 24
"""Characters of a longer text that are looked for."""

pytestmark = [
    pytest.mark.functional,
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kill -9 and rights on files are POSIX matters"),
]


# -- what to look for --------------------------------------------------------------------------------------------------


def texts(value: Any) -> Iterator[str]:
    """Every text in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def needles() -> set[str]:
    """Names, numbers, addresses and a piece of every sentence of the demo; and what was typed."""
    from beschutdesk.dossier import codec

    found = set(visitor.WORDS)
    for dossier in demo_dossiers():
        person = dossier.candidate
        people = [f"{person.name_used} {person.family_name}"]
        people += [s.name for e in dossier.employers for s in e.supervisors] + [e.name for e in dossier.employers]
        for name in people:
            found |= {name, *re.split("[ -]", name)}
        for record in dossier.records():
            for text in texts(list(codec.flatten(record).values())):
                if " " in text or "@" in text:
                    found.add(text[:_PHRASE])
                    found |= set(re.findall(r"\+?\d[\d ]{8,}\d|\S+@\S+", text))
    return {word for word in found if len(word.encode()) >= _SHORTEST and word not in ORDINARY}


ORDINARY = {"Bakkerij", "Kringloop", "Kwekerij", "Tweede", "Ronde", "Lichttechniek"}
"""Parts of names that are words; the whole names are looked for."""


class Scanner:
    """Looks for words in bytes."""

    def __init__(self, words: set[str]) -> None:
        self._exact: list[tuple[bytes, str]] = []
        self._low: list[tuple[bytes, str]] = []
        for word in sorted(words):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                raw = word.encode(encoding)
                self._exact.append((raw, word))
                if len(word) >= _SHORTEST_IN_ANY_CASE:
                    self._low.append((raw.lower(), word))

    def hits(self, raw: bytes) -> set[str]:
        """The words that are in there."""
        low = raw.lower()
        return {w for needle, w in self._exact if needle in raw} | {w for needle, w in self._low if needle in low}

    def scan(self, folder: Path) -> tuple[list[str], int, int]:
        """Words with the files that hold them or are named by them; the number of files and of bytes."""
        found, files, size = [], 0, 0
        for path in folder.rglob("*"):
            name = str(path.relative_to(folder))
            raw = os.fsencode(name)
            if path.is_symlink():
                raw += b"\0" + os.fsencode(path.readlink())
            elif path.is_file() and not is_core(path):
                content = path.read_bytes()
                raw += b"\0" + content
                files, size = files + 1, size + len(content)
            found += [f"{word!r} in {name}" for word in sorted(self.hits(raw))]
        return found, files, size


def is_core(path: Path) -> bool:
    """A core, which a test of its own forbids, is too large to look through."""
    return path.name.startswith("core") and path.stat().st_size > 1_000_000


# -- the day -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    """What was done and what is left.

    Attributes:
        home: the folder in which everything is written.
        outside: where the user put papers.
        told: the steps of the window, per run.
        writing: files outside *home* that the window had open for writing when it was killed.
        ended: how the runs of the window ended.
    """

    home: Path
    outside: Path
    told: list[list[str]]
    writing: list[str]
    ended: list[int]


def environment(home: Path) -> dict[str, str]:
    """One folder for everything."""
    places = {
        "HOME": "",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
    }
    for name in places.values():
        (home / name).mkdir(mode=0o700, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_LOGGING_RULES"}}
    return (
        kept | {k: str(home / v) for k, v in places.items()} | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    )


def run_cli(home: Path, *arguments: str | Path, stdin: str = PASSPHRASE + "\n") -> str:
    """A command as a user gives it; the passphrase comes by standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "beschutdesk", *map(str, arguments), "--passphrase-file", "-"],
        cwd=home / "werk",
        env=environment(home),
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_PATIENCE,
        check=False,
    )
    assert done.returncode == 0, f"{arguments}: {done.stderr}"
    return done.stdout


LET_CORES_FALL = 'ulimit -S -c "$(ulimit -H -c)"; exec "$@"'
"""A crash may leave a core as large as it likes, as on many a desktop."""


def window(home: Path, outside: Path, name: str, end: signal.Signals) -> tuple[list[str], list[str], int]:
    """A day in the window, cut off while typing. Returns its steps, what it wrote elsewhere and how it ended."""
    with (home / "werk" / "stderr.txt").open("ab") as errors:
        process = subprocess.Popen(
            ["sh", "-c", LET_CORES_FALL, "sh", sys.executable, "-m", "tests.functional.visitor", str(outside), name],
            cwd=home / "werk",
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    told, writing = [], []
    try:
        for line in process.stdout or ():
            told.append(line.strip())
            if line.startswith("FAILED"):
                break
            if line.startswith("typed") and int(line.split()[1]) >= 3 and "kept" in line:
                writing = open_elsewhere(process.pid, home)
                break
        process.send_signal(end)
        process.wait(_PATIENCE)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
    return told, writing, process.returncode


def open_elsewhere(pid: int, home: Path) -> list[str]:
    """Files outside a folder that a process has open for writing."""
    found = []
    for link in Path(f"/proc/{pid}/fd").iterdir() if Path("/proc/self/fd").exists() else ():
        try:
            target, flags = str(link.readlink()), Path(f"/proc/{pid}/fdinfo/{link.name}").read_text()
        except OSError:
            continue
        mode = int(re.search(r"flags:\s+(\d+)", flags)[1], 8) & os.O_ACCMODE  # type: ignore[index]
        if mode != os.O_RDONLY and target.startswith("/") and not target.startswith((str(home), "/dev/", "/proc/")):
            found.append(target)
    return found


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Two days in the window, the one ended by kill -9, the other by a crash; and the same work without a window."""
    place = tmp_path_factory.mktemp("sporen")
    home, outside = place / "thuis", place / "elders"
    for folder in (home, outside, home / "werk"):
        folder.mkdir(mode=0o700)
    run_cli(home, "init", "--name", "R. Jansen")
    run_cli(home, "demo")
    run_cli(home, "list", "candidates")
    run_cli(home, "print", "portfolio", "--candidate", "Jelte", "--audience", "floor", "-o", outside / "p.pdf")
    run_cli(home, "export", "--candidate", "Merlien", outside / "merlien.json")
    run_cli(home, "backup")
    told, ended = [], []
    first, writing, code = window(home, outside, visitor.NAMES[0], signal.SIGKILL)
    told.append(first)
    ended.append(code)
    (outside / "portfolio.pdf").unlink(missing_ok=True)
    second, more, code = window(home, outside, visitor.NAMES[1], signal.SIGSEGV)
    told.append(second)
    ended.append(code)
    run_cli(home, "audit", "--csv", outside / "logboek.csv")
    run_cli(home, "check")
    return Day(home, outside, told, writing + more, ended)


STEPS = ["unlocked", "saved", "printed", "searched", "backed up", "met faults", "locked", "unlocked again"]


@pytest.mark.timeout(400)
def test_the_day_was_worked(day: Day) -> None:
    for told in day.told:
        assert [line for line in told if not line.startswith("typed")] == STEPS
        assert told[-1].endswith("kept")
    assert day.ended == [-signal.SIGKILL, -signal.SIGSEGV]
    assert {"p.pdf", "merlien.json", "portfolio.pdf", "logboek.csv"} <= {path.name for path in day.outside.iterdir()}


def test_nothing_readable_is_left(day: Day, capsys: pytest.CaptureFixture[str]) -> None:
    words = needles()
    assert len(words) > 200
    found, files, size = Scanner(words).scan(day.home)
    with capsys.disabled():
        sys.stdout.write(f"\ntraces: {len(words)} words in {files} files, {size / 1e6:.1f} MB: {len(found)} hits\n")
    assert files > 8
    assert not found, "\n".join(found[:20])


def test_it_writes_nowhere_else(day: Day) -> None:
    assert day.writing == []


def test_only_the_owner_may_read(day: Day) -> None:
    for path in day.home.rglob("*"):
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode) and path.name != "stderr.txt":
            assert mode & 0o077 == 0, f"{path.relative_to(day.home)}: {stat.filemode(mode)}"
    for path in (day.outside / name for name in ("p.pdf", "merlien.json", "portfolio.pdf", "logboek.csv")):
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_no_core_is_left(day: Day) -> None:
    """A core holds everything that was on the screen."""
    assert [path.name for path in day.home.rglob("*") if is_core(path)] == []


def test_the_log_tells_of_the_faults(day: Day) -> None:
    """It is no empty file that holds no names."""
    logs = [path.read_text() for path in day.home.rglob("beschutdesk.log*")]
    assert any("ValueError" in text for text in logs)


def test_what_was_typed_is_in_the_vault(day: Day) -> None:
    """The words were looked for where they were; and are found where they may be."""
    printed = subprocess.run(
        ["pdftotext", str(day.outside / "portfolio.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert visitor.NAMES[1] in printed
    assert "Kartosemito" in (day.outside / "merlien.json").read_text("utf-8")
    listed = run_cli(day.home, "list", "candidates")
    assert visitor.FAMILY in listed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("word", ["Brzęczyszczykiewicz", "jelte@voorbeeld.example", "06 12 34 56 70", visitor.PHRASE])
def test_the_scanner_finds_what_is_planted(tmp_path: Path, encoding: str, word: str) -> None:
    scanner = Scanner(needles())
    (tmp_path / "diep" / "er").mkdir(parents=True)
    path = tmp_path / "diep" / "er" / "x.bin"
    path.write_bytes(os.urandom(5000) + word.encode(encoding) + os.urandom(5000))
    found, files, _ = scanner.scan(tmp_path)
    assert files == 1
    assert any(word[:_PHRASE] in line for line in found)


def test_the_scanner_finds_names_of_files_and_other_cases(tmp_path: Path) -> None:
    scanner = Scanner(needles())
    assert scanner.scan(tmp_path)[0] == []
    (tmp_path / "Merlien.txt").touch()
    (tmp_path / "folded.txt").write_text("kartosemito")
    (tmp_path / "link").symlink_to("Roossien")
    (tmp_path / "noise").write_bytes(os.urandom(1_000_000))
    found = scanner.scan(tmp_path)[0]
    assert {line.split(" in ")[1] for line in found} == {"Merlien.txt", "folded.txt", "link"}
