"""For all tests of the window: the theme is on, nothing stays behind, and Qt has nothing to complain of."""

import gc
import os
import threading
import time
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QToolTip
from shiboken6 import isValid

from tests.conftest import left_standing, windows
from ui import theme
from ui.heap import heap
from ui.theme import icons

_PATIENCE = 10.0
"""Seconds that a thread may take to end what it was doing when the test ended."""


@pytest.fixture(autouse=True)
def _house(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Wear the light theme at 100 %; afterwards, no widget, timer or thread of the test may be left."""
    theme.apply(qapp, dark=False).set_text_size(100)
    # A caret that blinks makes two pictures of the same screen differ.
    qapp.setCursorFlashTime(0)
    before, threads = windows(), set(threading.enumerate())
    monkeypatch.setattr(heap, "kept", False)  # a window of another test may have warmed up in this process
    gc.freeze()  # what is there already is none of this test's, and looking through it takes a third of a second
    yield
    QToolTip.hideText()
    left = left_standing(before) + _left_behind(threads)
    assert not left, f"the test leaves behind: {', '.join(left)}"
    assert not icons.missing, f"icons that do not exist: {sorted(icons.missing)}"


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def both_themes(qapp: QApplication, request: pytest.FixtureRequest) -> bool:
    """Run the test in light and in dark."""
    dark = bool(request.param)
    theme.apply(qapp, dark=dark)
    return dark


def _let_go() -> None:
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _left_behind(threads: set[threading.Thread]) -> list[str]:
    _let_go()
    QThreadPool.globalInstance().waitForDone(2000)
    more, until = set(threading.enumerate()) - threads, time.monotonic() + _PATIENCE
    while any(thread.is_alive() for thread in more) and time.monotonic() < until:
        time.sleep(0.005)  # a machine that is slow, or a keyring: what ends by itself is not left behind
    left = [f"thread {thread.name}" for thread in more if thread.is_alive()]
    for thing in gc.get_objects():
        # Not isinstance(): that would ask proxies of other libraries, which answer with a warning.
        kind = type(thing)
        if issubclass(kind, QTimer) and isValid(thing) and thing.isActive():
            left.append(f"timer of {thing.parent()!r}")
        elif issubclass(kind, QThread) and isValid(thing) and thing.isRunning():
            left.append(f"thread {thing!r}")
    return left
