"""``python -m tests.bench``: what a user feels, as ratios to a floor measured in the same run.

Absolute times belong to the machine; the ratios are the budgets. Exits with 1 when one is broken.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.fill import fill
from tests.bench.paint import PASSPHRASE

CANDIDATES = 10_000
STARTS = 9
DOCUMENTS = 15
SEARCHES = 400
# a user's Python keeps what it compiled
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"QT_QPA_PLATFORM": "offscreen"}


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement: what, how much (milliseconds unless said), against which floor, and what is allowed."""

    what: str
    value: float
    floor: float
    budget: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.value / self.floor

    @property
    def kept(self) -> bool:
        return self.ratio <= self.budget

    def __str__(self) -> str:
        mark = "ok  " if self.kept else "OVER"
        numbers = f"{self.value:8.1f} {self.unit} / {self.floor:7.1f} {self.unit} = {self.ratio:5.2f} x"
        return f"{mark} {self.what:<58} {numbers}  (budget {self.budget:.2f} x)"


def start(what: str, profile: Path) -> tuple[float, float]:
    """Milliseconds that a user waits, and the memory in MB at the end."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.paint", what, str(profile)],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
    )
    first, *rest = done.stdout.splitlines()
    waited = float(first.split()[0]) - began + (float(rest[0]) if rest else 0.0)
    return waited * 1000, float((rest or [first])[-1].split()[1]) / 1024


def starts(profile: Path) -> list[Row]:
    """First paint and first filled screen, interleaved so that all meet the same machine."""
    kinds = ("floor", "window", "waiting")
    for kind in kinds:
        start(kind, profile)  # fills the file cache
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(STARTS):
        for kind in kinds:
            times[kind].append(start(kind, profile)[0])
    median = {kind: statistics.median(times[kind]) for kind in kinds}
    return [
        Row("first paint of the window / an empty window", median["window"], median["floor"], 1.3),
        Row(f"waiting until {CANDIDATES:,} candidates stand there / that floor", median["waiting"], median["floor"], 4),
    ]


def portfolio() -> Row:
    """Making a portfolio / the same story in plain platypus, without tags."""
    from beschutdesk.documents.portfolio import PortfolioViews, build
    from beschutdesk.dossier.audience import Audience
    from beschutdesk.dossier.caseworker import Caseworker
    from beschutdesk.dossier.seen_by import Glass
    from beschutdesk.exchange.demo import demo_dossiers
    from tests.bench import plain

    dossier = demo_dossiers()[0]
    records = {record.id: record for record in dossier.records()}
    records |= {row.id: row for employer in dossier.employers for row in employer.supervisors}
    glass = Glass(Audience.COLLEAGUE, records)
    views = PortfolioViews(
        audience=Audience.COLLEAGUE,
        portfolio=glass.see(dossier.portfolios[0]),
        caseworker=glass.see(Caseworker(name="R. Jansen", phone="06 12 34 56 70")),
        task_list=glass.see(dossier.task_lists[0]),
        number=1,
        issued_on=date(2026, 11, 22),
    )
    tagged, bare = alternating(lambda: build(views), lambda: plain.build(views), DOCUMENTS)
    return Row("tagged portfolio / the same story in plain platypus", tagged, bare, 1.6)


def alternating(one: Callable[[], object], other: Callable[[], object], times: int) -> tuple[float, float]:
    """Median milliseconds of both, taken in turns."""
    spent: tuple[list[float], list[float]] = ([], [])
    one(), other()
    for _ in range(times):
        for act, list_ in ((one, spent[0]), (other, spent[1])):
            began = time.perf_counter()
            act()
            list_.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent[0]), statistics.median(spent[1])


def searching(profile: Path) -> list[Row]:
    """Key press to result / the bare query on the same file, and its slowest hundredth / one frame of 16 ms."""
    from beschutdesk.services.profile import open_with_passphrase
    from beschutdesk.storage.fold import query

    words = ("s", "se", "sem", "hoek", "luc", "yil", "vos 9", "12", "noor w", "thijs hoekstra", "a", "postma")
    sql = (
        "SELECT record, root_id, d.title FROM directory d JOIN directory_fts f ON d.rid = f.rowid"
        " WHERE directory_fts MATCH ? AND NOT in_trash ORDER BY rank, sort LIMIT 12"
    )
    ours: list[float] = []
    bare: list[float] = []
    with open_with_passphrase(profile, PASSPHRASE) as desk, desk._store.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        for turn in range(SEARCHES):
            word = words[turn % len(words)]
            began = time.perf_counter()
            desk.lists.search(word)
            ours.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            raw.execute(sql, (query(word),)).fetchall()
            bare.append((time.perf_counter() - began) * 1000)
    slowest = statistics.quantiles(ours, n=100)[98]
    return [
        Row("key press to search result / the bare SQL", statistics.median(ours), statistics.median(bare), 2),
        Row("its slowest hundredth / one frame", slowest, 16, 1),
    ]


def main() -> int:
    """Measure, print, judge."""
    with TemporaryDirectory(prefix="beschutdesk-bench-") as folder:
        profile = Path(folder) / "profiel"
        fill(profile, CANDIDATES)
        rows = [*starts(profile), portfolio(), *searching(profile)]
    for row in rows:
        print(row)
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
