"""From the double click to a window, and to a list that is filled; and what it takes of the memory."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.rows import Row

_STARTS = 7
# a user's Python keeps what it compiled
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"QT_QPA_PLATFORM": "offscreen"}


def run(module: str, *arguments: str) -> list[str]:
    """What a process of its own prints."""
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT).stdout.splitlines()


def _start(what: str, profile: Path) -> tuple[float, float]:
    """Milliseconds that a user waits, and the memory in MB at the end."""
    began = time.monotonic()
    first, *rest = run("paint", what, str(profile))
    waited = float(first.split()[0]) - began + (float(rest[0]) if rest else 0.0)
    return waited * 1000, float((rest or [first])[-1].split()[1]) / 1024


def starts(profile: Path, candidates: int) -> list[Row]:
    """First paint, first filled screen and memory, interleaved so that all meet the same machine."""
    kinds = ("floor", "window", "waiting", "modules", "working")
    for kind in kinds:
        _start(kind, profile)  # fills the file cache
    found: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    for turn in range(_STARTS):
        for kind in kinds if turn < 3 else kinds[:3]:  # memory hardly differs from one time to the next
            found[kind].append(_start(kind, profile))
    time_ = {kind: statistics.median(took for took, _ in found[kind]) for kind in kinds}
    memory = {kind: statistics.median(taken for _, taken in found[kind]) for kind in kinds}
    return [
        Row("first paint of the window / an empty window", time_["window"], time_["floor"], 1.3),
        Row(f"waiting until {candidates:,} candidates stand there / that floor", time_["waiting"], time_["floor"], 4),
        Row(
            f"memory with {candidates:,} candidates, one open / the imports alone",
            memory["working"],
            memory["modules"],
            1.5,
            "MB",
        ),
    ]
