"""A line of the bench: what was measured, against which floor, and what is allowed."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement: what, how much (milliseconds unless said), against which floor, and what is allowed.

    Attributes:
        note: what else one wants to know of it; judges nothing.
    """

    what: str
    value: float
    floor: float
    budget: float
    unit: str = "ms"
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.value / self.floor

    @property
    def kept(self) -> bool:
        return self.ratio <= self.budget

    def __str__(self) -> str:
        mark = "ok  " if self.kept else "OVER"
        numbers = f"{self.value:8.1f} {self.unit} / {self.floor:7.1f} {self.unit} = {self.ratio:5.2f} x"
        note = f"  {self.note}" if self.note else ""
        return f"{mark} {self.what:<58} {numbers}  (budget {self.budget:.2f} x){note}"


def slowest(times: Sequence[float]) -> float:
    """The time within which 99 of 100 are done."""
    return statistics.quantiles(times, n=100)[98]


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
