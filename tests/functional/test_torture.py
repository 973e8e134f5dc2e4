"""A process that works without pause is killed at random moments; afterwards the vault is whole and nothing is lost.

``make torture`` kills 300 times instead of 15. ``BESCHUTDESK_TORTURE`` sets the number, ``BESCHUTDESK_SEED`` the dice.
"""

import itertools
import json
import os
import queue
import random
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.trouble import Trouble
from beschutdesk.vault import envelope
from tests.conftest import PASSPHRASE
from tests.functional.ledger import LOSABLE, Found, Ledger, State, lines_of

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "vaults" / "0.1.0"
KILLS = int(os.environ.get("BESCHUTDESK_TORTURE") or 15)
SEED = int(os.environ.get("BESCHUTDESK_SEED") or 20261122)
ACTS = ("save", "save_typed", "undo", "print", "attach_file", "attach", "import", "backup", "destroy", "passphrase")
TARGETS = ("", *ACTS, "renew", "renew", "restore", "restore")
"""In which act a worker is killed; the empty one is whatever it happens to do. A round of these is one vault."""
STEPS = 4
"""Steps of each act that ``make test`` tries; ``make torture`` tries all."""
NEEDS = {"attach_file": "attach"}
_PATIENCE = 60.0

pytestmark = [
    pytest.mark.functional,
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="fork and kill -9 are a POSIX matter"),
]


class Nursery:
    """The process that forks workers; see :mod:`tests.functional.torturer`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.functional.torturer"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._lines: queue.Queue[dict[str, Any]] = queue.Queue()
        self._worker = 0
        self._ear = threading.Thread(target=self._listen)
        self._ear.start()
        assert self.next() == {"warm": True, "at": pytest.approx(0, abs=1e12)}

    def _listen(self) -> None:
        for line in lines_of(self._process.stdout or ()):
            self._lines.put(line)
        self._lines.put({"silent": True})

    def next(self) -> dict[str, Any]:
        """The next line."""
        line = self._lines.get(timeout=_PATIENCE)
        assert "silent" not in line, "the nursery died"
        assert "fault" not in line, line["fault"]
        self._worker = line.get("worker", 0 if "ended" in line else self._worker)
        return line

    def order(self, **order: Any) -> None:
        """Fork a worker."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order, default=str).encode() + b"\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """No more workers."""
        with suppress(ProcessLookupError):
            if self._worker:  # a test failed and left one
                os.kill(self._worker, signal.SIGKILL)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            assert self._process.wait(_PATIENCE) == 0
        finally:
            self._process.kill()
            self._process.wait()
            self._ear.join()
            self._process.stdout.close()


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with the demo dossiers, to copy."""
    folder = tmp_path_factory.mktemp("vers") / "profiel"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(envelope, "STANDARD", envelope.Cost(passes=1, memory=64, lanes=1))
        desk, _ = profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen"))
        with desk:
            desk.transfer.bring_in_demo()
    return folder


class Life:
    """One vault and everything that is done to it."""

    def __init__(self, nursery: Nursery, folder: Path, dice: random.Random, name: str) -> None:
        self._nursery, self.folder, self._dice, self._name = nursery, folder, dice, name
        self.ledger = Ledger(PASSPHRASE)
        self._scratch = folder.parent / "los"
        self._scratch.mkdir()
        self._rounds = itertools.count(1)

    def start(self, target: str, **more: Any) -> None:
        """Let a worker loose."""
        number = next(self._rounds)
        self._nursery.order(
            seed=self._dice.randrange(2**32),
            profile=self.folder,
            scratch=self._scratch,
            name=f"{self._name}.{number}",
            secret=self.ledger.secret,
            backups={path: secret for path, (secret, _) in self.ledger.backups.items()},
            destroyed=sorted(self.ledger.destroyed),
            warm_up=self._dice.randrange(1, 5),
            target=NEEDS.get(target, target),
            **more,
        )

    def kill_in(self, target: str, times: dict[str, list[float]], **more: Any) -> tuple[str | None, float]:
        """Kill a worker at a random moment of an act. Returns what was broken off, and when."""
        first = more.get("open", "open")
        self.start("" if target == first else target, **more)
        worker = self._nursery.next()["worker"]
        began: dict[str, float] = {}
        opened = False
        while True:
            line = self._nursery.next()
            self.ledger.hear(line)
            if act := line.get("begin"):
                began[act] = line["at"]
                if act == target or (not target and opened):
                    break
            if act := line.get("done"):
                times.setdefault(act, []).append(line["at"] - began[act])
                opened = True
        known = times.get(act) if target else None
        usual = (statistics.median(known) * 1.1 if known else 0.05) if target else 1.0
        moment = began[act] + self._dice.uniform(0.0, usual)
        time.sleep(max(0.0, moment - time.monotonic()))
        with suppress(ProcessLookupError):  # it ended by a fault of its own, which it has told
            os.kill(worker, signal.SIGKILL)
        killed = time.monotonic()
        while "ended" not in (line := self._nursery.next()):
            self.ledger.hear(line)
        assert line["ended"] == signal.SIGKILL
        pending = self.ledger.pending
        return (None if pending is None else str(pending["begin"])), killed

    def die_in(self, target: str, step: int, **more: Any) -> tuple[int, float]:
        """Let a worker kill itself at a step of an act. Returns the number of steps if it survived, and when."""
        self.start("" if "open" in more else target, die_at=step, **more)
        steps = 0
        while "ended" not in (line := self._nursery.next()):
            steps = line.get("survived", steps)
            self.ledger.hear(line)
        assert line["ended"] == (0 if steps else signal.SIGKILL)
        return steps, line["at"]


@pytest.mark.timeout(900 + 15 * KILLS)
def test_killed_at_random(
    nursery: Nursery, fresh: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], record_property: Any
) -> None:
    dice = random.Random(SEED)
    times: dict[str, list[float]] = {}
    found: list[Found] = []
    inside = Counter[str]()
    done = Counter[str]()
    sizes: list[list[int]] = []
    life: Life | None = None
    plan = itertools.chain.from_iterable(_round(dice) for _ in itertools.count())
    for number, target in enumerate(itertools.islice(plan, KILLS), start=1):
        more = {}
        if target == "migrate" or life is None:
            if life is not None:
                done.update(life.ledger.done)
                life.ledger.close(life.folder)
                shutil.rmtree(life.folder.parent)
            folder = tmp_path / f"leven{number}" / "profiel"
            folder.parent.mkdir()
            shutil.copytree(GOLDEN if target == "migrate" else fresh, folder)
            life = Life(nursery, folder, dice, f"z{number}")
            sizes.append([])
            if target == "migrate":
                life.ledger.state = _golden_state()
                more["open"] = "migrate"
        act, killed = life.kill_in(target, times, **more)
        inside[act or "between two"] += 1
        try:
            judged = life.ledger.judge(life.folder, killed)
        except (AssertionError, Trouble) as error:
            kept = tmp_path.parent / f"bewijs-{SEED}-{number}"
            shutil.copytree(life.folder, kept, dirs_exist_ok=True)
            story = "\n  ".join(life.ledger.story[-60:])
            where = f"kill {number} (seed {SEED}, in {act}), vault kept in {kept}"
            raise AssertionError(f"{where}: {error}\n  {story}") from error
        found.append(judged)
        sizes[-1].append(judged.files)
    assert life is not None
    done.update(life.ledger.done)
    life.ledger.close(life.folder)
    most = max(found, key=lambda one: one.lost)
    summary = (
        f"torture: {KILLS} kills, seed {SEED}; inside {', '.join(f'{a} {n}' for a, n in sorted(inside.items()))}\n"
        f"  acknowledged: {', '.join(f'{a} {n}' for a, n in sorted(done.items()))}\n"
        f"  0 corrupt vaults, 0 acknowledged acts lost, "
        f"most typing lost {most.lost:.3f} s, in {most.act} (allowed {LOSABLE:.0f} s)"
    )
    record_property("torture", summary)
    with capsys.disabled():
        sys.stdout.write(f"\n{summary}\n")
    assert sum(inside.values()) == KILLS
    assert set(done) >= {"save", "undo", "print", "attach", "backup"}


def _round(dice: random.Random) -> list[str]:
    rest = list(TARGETS)
    dice.shuffle(rest)
    return ["migrate", *rest]


def _golden_state() -> State:
    """What the golden vault holds, as it says itself."""
    known = json.loads((GOLDEN.parent / f"{GOLDEN.name}.json").read_text())
    person = known["dossier"]["candidate"]
    root = f"candidate/{person['id']}"
    fields = {f"{root}/{path}": person[path] for path in ("name_used", "family_name", "pace", "works_best")}
    return State(versions={root: 2}, fields=fields, photos={person["id"]: person["photo"]["sha256"]})


def begun(nursery: Nursery, source: Path, place: Path, name: str, number: int) -> Life:
    """A fresh copy of a vault."""
    folder = place / f"{name}{number}" / "profiel"
    folder.parent.mkdir()
    shutil.copytree(source, folder)
    return Life(nursery, folder, random.Random(f"{SEED} {name}"), f"{name}{number}")


@pytest.mark.timeout(600 + 5 * KILLS)
@pytest.mark.parametrize("act", ["migrate", "passphrase", "backup", "renew", "restore", "destroy", "attach"])
def test_killed_at_each_step(
    nursery: Nursery, fresh: Path, tmp_path: Path, act: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not by chance: just before each rename, each making and each removing of a file of the vault."""
    migrating = act == "migrate"
    more = {"open": "migrate"} if migrating else {}
    source = GOLDEN if migrating else fresh
    steps, _ = begun(nursery, source, tmp_path, act, 0).die_in(act, 10**6, **more)
    assert steps > 0
    every = range(1, steps + 1)
    chosen = every if KILLS > 100 else sorted(random.Random(f"{SEED} {act}").sample(every, min(STEPS, steps)))
    for step in chosen:
        life = begun(nursery, source, tmp_path, act, step)
        if migrating:
            life.ledger.state = _golden_state()
        _, killed = life.die_in(act, step, **more)
        try:
            life.ledger.judge(life.folder, killed)
            life.ledger.close(life.folder)
        except (AssertionError, Trouble) as error:
            story = "\n  ".join(life.ledger.story)
            raise AssertionError(f"step {step} of {steps} in {act}, vault {life.folder}: {error}\n  {story}") from error
        shutil.rmtree(life.folder.parent)
    with capsys.disabled():
        sys.stdout.write(f"\n{act}: killed at {len(chosen)} of {steps} steps, each left one whole vault\n")
