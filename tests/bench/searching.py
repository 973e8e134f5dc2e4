"""From a key press to what is found."""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.fill import typed
from tests.bench.paint import PASSPHRASE
from tests.bench.rows import Row, slowest

_SEARCHES = 600
_FRAME = 16.0
"""Milliseconds between two pictures of a screen, rounded down."""

Said = list[tuple[str, Sequence[Any]]]


def _statements(search: Any, find: Callable[[str], Any], words: Sequence[str]) -> list[Said]:
    """The very questions that each search asks of the database."""
    asked: list[Said] = []
    real = search.rows

    def listen(connection: Any, statement: str, values: Sequence[Any] = ()) -> Any:
        asked[-1].append((statement, values))
        return real(connection, statement, values)

    search.rows = listen
    try:
        for text in words:
            asked.append([])
            find(text)
    finally:
        search.rows = real
    return asked


def searching(profile: Path) -> list[Row]:
    """Key press to result / the very statements on the same file, and its slowest hundredth / one frame."""
    from beschutdesk.services.profile import open_with_passphrase
    from beschutdesk.storage import search

    ours: list[tuple[float, float]] = []
    bare: list[float] = []
    slips: list[float] = []
    with open_with_passphrase(profile, PASSPHRASE) as desk, desk._store.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        desk.search.warm()
        words = typed(desk, _SEARCHES)
        asked = _statements(search, desk.search.find, words)
        for text, statements in zip(words, asked, strict=True):
            began, cpu = time.perf_counter(), time.thread_time()
            groups = desk.search.find(text)
            ours.append(((time.perf_counter() - began) * 1000, (time.thread_time() - cpu) * 1000))
            if any(hit.alike for group in groups for hit in group.hits):
                slips.append(ours[-1][1])
            cpu = time.thread_time()
            for statement, values in statements:
                raw.execute(statement, values).fetchall()
            bare.append((time.thread_time() - cpu) * 1000)
    wall, cpus = [took for took, _ in ours], [took for _, took in ours]
    slip = f"with a slip in the name {statistics.median(slips):.1f} ms" if slips else ""
    return [
        Row(
            "key press to search result / the bare SQL", statistics.median(cpus), statistics.median(bare), 2, note=slip
        ),
        Row(
            "its slowest hundredth / one frame",
            slowest(cpus),
            _FRAME,
            1,
            note=f"by the clock {slowest(wall):.1f} ms",
        ),
    ]
