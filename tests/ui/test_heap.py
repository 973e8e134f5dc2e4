"""What Python passes over when it looks for what nobody uses any more, and when it looks."""

import gc
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from ui import heap as heaps
from ui import idle
from ui.heap import Heap


class Knot:
    """Refers to itself: only Python's search for what nobody uses any more finds it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def heap() -> Iterator[Heap]:
    before, on = gc.get_freeze_count(), gc.isenabled()
    gc.disable()  # nothing is looked for but by the heap itself
    yield Heap()
    if on:
        gc.enable()
    if not before:
        gc.unfreeze()


def grown() -> list[list[int]]:
    """So much that is new that a rest has something to do."""
    made = [[number] for number in range(20_000)]
    gc.collect(1)
    return made


def test_a_rest_lets_go_of_what_nobody_uses_and_passes_over_the_rest(heap: Heap) -> None:
    heap.keep()
    kept, passed = grown(), gc.get_freeze_count()
    gone = weakref.ref(Knot())
    heap.rest(5)
    assert gone() is None
    assert gc.get_freeze_count() >= passed + len(kept)


def test_a_rest_after_which_nothing_happened_does_nothing(heap: Heap) -> None:
    heap.keep()
    grown()
    heap.rest(5)
    gone = weakref.ref(Knot())
    heap.rest(5)
    assert gone() is not None
    gc.collect()
    assert gone() is None


def test_what_was_passed_over_is_found_after_a_long_rest(heap: Heap, monkeypatch: pytest.MonkeyPatch) -> None:
    knot = Knot()
    gone = weakref.ref(knot)
    heap.keep()
    del knot
    grown()
    heap.rest(5)
    assert gone() is not None
    now = time.monotonic() + heaps._EVERY + 1
    monkeypatch.setattr(heaps, "monotonic", lambda: now)
    heap.rest(heaps._LONG - 1)
    assert gone() is not None
    heap.rest(heaps._LONG)
    assert gone() is None


def test_nothing_is_passed_over_before_the_start_is_over(heap: Heap) -> None:
    before = gc.get_freeze_count()
    grown()
    heap.rest(1000)
    assert gc.get_freeze_count() == before


def test_who_rests_for_a_moment_is_heard_and_who_works_is_not(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr(heaps.heap, "rest", rests.append)
    now = time.monotonic()
    monkeypatch.setattr(idle, "monotonic", lambda: now)
    watch = idle.IdleWatch(qapp)
    watch.start(lambda: 10)
    assert watch._first.isActive()
    now += 1
    watch._look()
    assert rests == []
    now += 4
    watch._look()
    assert rests == [pytest.approx(5)]
    now += 600
    watch._look()
    assert len(rests) == 1, "it locks, and a lock looks at everything"
    watch.stop()
    assert not watch._first.isActive()
    watch.deleteLater()
