"""``python -m tests.bench``: what a user feels, as ratios to a floor measured in the same run.

Absolute times belong to the machine; the ratios are the budgets. Exits with 1 when one is broken. With ``--in DIR`` the
invented vaults stay there, and are not made again. What one waits for is judged by the time that the UI thread worked,
so that a machine with other things to do tells the same; beside it stands what the clock said.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.fill import fill
from tests.bench.papers import portfolio, reports
from tests.bench.rows import Row, slowest
from tests.bench.searching import searching
from tests.bench.starts import run, starts

CANDIDATES = 10_000
FEW = 100
"""Candidates in the small vault: a thousand visits or notes."""
_ROUNDS = 2
_SWITCH = 50.0
"""Milliseconds that a change of tab or person may take."""
_DRAFT = 2.0
_BUSY = 1.2
"""The loop that always takes as long takes so much longer by the clock on a machine that does other things too."""


Spent = dict[str, list[tuple[float, float]]]
"""By act: milliseconds by the clock, and those that the UI thread worked."""


def working(many: Path, few: Path) -> list[Row]:
    """Another person, another tab, a draft that is kept; and a person with a hundred times as many visits around."""
    took: dict[Path, Spent] = {many: {}, few: {}}
    for _ in range(_ROUNDS):
        for profile, spent in took.items():
            for line in run("at_work", str(profile)):
                name, clock, cpu = line.split()
                spent.setdefault(name, []).append((float(clock), float(cpu)))

    def worked(profile: Path, act: str) -> list[float]:
        return [cpu for _, cpu in took[profile][act]]

    def by_clock(act: str) -> str:
        return f"by the clock {slowest([wall for wall, _ in took[many][act]]):.1f} ms"

    stolen = statistics.median(wall / cpu for wall, cpu in took[many]["idle"])
    if stolen > _BUSY:
        print(f"     this machine does other things too: the same loop takes {stolen:.1f} x as long by the clock")
    found = [
        Row(f"{what}, its slowest hundredth / budget", slowest(worked(many, act)), _SWITCH, 1, note=by_clock(act))
        for act, what in (
            ("person", "another candidate"),
            ("deep", "the same, with the form scrolled halfway"),
            ("tab", "another tab"),
        )
    ]
    for act, what in (("person", "another candidate"), ("tab", "another tab")):
        among_many, among_few = (statistics.median(worked(profile, act)) for profile in (many, few))
        found.append(Row(f"{what}: 100,000 visits / 1,000", among_many, among_few, 1.2))
    drafts = statistics.median(worked(many, "draft"))
    found.append(Row("keeping a draft, the UI thread / budget", drafts, _DRAFT, 1, note=by_clock("draft")))
    return found


_ACT = 50.0
"""Milliseconds that an act among two hundred tasks may hold the window, and an event in all of that."""
_FRAME = 16.0


def carving() -> list[Row]:
    """Two hundred tasks at one employer: a card, a task that is typed, a block, and the views."""
    spent: Spent = {}
    with TemporaryDirectory(prefix="beschutdesk-bench-") as folder:
        for line in run("carving", folder):
            name, clock, cpu = line.split()
            spent.setdefault(name, []).append((float(clock), float(cpu)))

    def row(act: str, what: str, budget: float) -> Row:
        times = spent[act]
        usual = statistics.median(cpu for _, cpu in times)
        slow = max(cpu for _, cpu in times)
        return Row(f"200 tasks: {what} / budget", usual, budget, 1, note=f"at most {slow:.1f} ms")

    return [
        row("person", "choosing the person who has them, all of it", 2 * _ACT),
        row("open", "the inventory of them, read anew", 2 * _ACT),
        row("key", "a letter in the line for the next", _FRAME),
        row("move", "a card to another column", _ACT),
        row("drop", "a card that is dropped", _ACT),
        row("type", "a task that is typed", _ACT),
        row("block", "a block of the week", _ACT),
        row("board", "to the board", 2 * _ACT),
        row("plan", "to the plan", 2 * _ACT),
        row("heap", "to the inventory", 2 * _ACT),
        row("pause", "the longest pause of the window", _ACT),
    ]


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--in", dest="folder", type=Path)
    chosen = parser.parse_args().folder
    began = time.monotonic()
    with TemporaryDirectory(prefix="beschutdesk-bench-") as temporary:
        folder = chosen or Path(temporary)
        many, few = folder / "profiel", folder / "klein"
        for profile, candidates in ((many, CANDIDATES), (few, FEW)):
            if not profile.exists():
                filling = time.monotonic()
                fill(profile, candidates)
                print(f"     {candidates:,} candidates invented in {time.monotonic() - filling:.0f} s")
        rows = [
            *starts(many, CANDIDATES),
            portfolio(),
            *reports(folder),
            *searching(many),
            *working(many, few),
            *carving(),
        ]
    for row in rows:
        print(row)
    print(f"     {time.monotonic() - began:.0f} s")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
