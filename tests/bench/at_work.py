"""A person at work, in a process of its own: ``python -m tests.bench.at_work PROFILE``.

Prints a line per act: which one, the milliseconds by the clock, and those that the UI thread worked. ``person`` opens
another candidate anywhere in the list, until the screen stands still; ``deep`` does so with the form scrolled halfway;
``tab`` goes to another tab; ``draft`` keeps what was typed. ``idle`` is a loop that always takes as long, done in
between: by the clock it takes longer only when the machine has other things to do.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.paint import PASSPHRASE, opened_on

_PEOPLE = 120
_FIRST = 20
"""Of those, to begin with: they are not counted."""
_TABS = ("today", "candidates", "employers", "visits", "jobcarving")


def _timed(what: str, act: Callable[[], object], settle: Callable[[], object]) -> None:
    """Do it, and say how long it took until the screen stands still."""
    clock, cpu = time.perf_counter(), time.thread_time()
    act()
    settle()
    print(what, (time.perf_counter() - clock) * 1000, (time.thread_time() - cpu) * 1000)


def _spin() -> int:
    return sum(range(20_000))


def main(profile: Path) -> None:
    """Do all of it."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from beschutdesk.services.profile import open_with_passphrase
    from ui.app import make_application
    from ui.desk_making import warm_up
    from ui.desk_window import DeskWindow
    from ui.frame import Frame

    app = make_application()
    warm_up()
    frame = Frame()
    frame.show()
    desk = DeskWindow(profile, frame=frame, warm=False)
    desk.begin()
    opened = open_with_passphrase(profile, PASSPHRASE)
    desk.open(opened)
    # the daily backup and the look at the file take turns with what is measured, and longer in a large vault
    assert desk._upkeep is not None
    desk._upkeep.stop()

    gone = QEvent.Type.DeferredDelete.value

    def settle() -> None:
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, gone)  # as the loop of the program does

    def rest(seconds: float = 0.05) -> None:
        """What one does not wait for: steps between events."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            settle()

    for tab in _TABS:
        desk.window.show_tab(tab)
        rest()
    rest(3.5)  # who unlocked a vault looks at it first
    desk._idle.stop()  # and rests no more: nothing here tells the program that somebody works
    desk.window.show_tab("candidates")
    page: Any = desk.window.page("candidates")
    dice = random.Random(3)
    rids = opened.lists.candidates(state="active")
    wanted = [line.id for line in opened.lists.candidate_lines(dice.choices(rids, k=_PEOPLE), opened_on())]
    page.open(wanted[0])
    page.form.finish()
    for key in wanted[:_FIRST]:
        page.open(key)
        settle()
    for key in wanted[_FIRST:]:
        _timed("idle", _spin, lambda: None)
        _timed("person", lambda key=key: page.open(key), settle)  # type: ignore[misc]
    bar = page.view.verticalScrollBar()
    for key in wanted[_FIRST:]:
        bar.setValue(bar.maximum() // 2)
        rest()
        _timed("deep", lambda key=key: page.open(key), settle)  # type: ignore[misc]
    bar.setValue(0)
    for turn in range(len(_TABS) * 15):
        rest()
        tab = _TABS[turn % len(_TABS)]
        _timed("tab", lambda tab=tab: desk.window.show_tab(tab), settle)  # type: ignore[misc]
    desk.window.show_tab("candidates")
    context = desk.context
    assert context is not None
    for turn in range(60):
        rest()
        page.dossier.main.set("works_best", f"Rustig beginnen, {turn} keer.")
        rest()
        clock, cpu = time.perf_counter(), time.thread_time()
        context.keeper.write_now()
        clock, cpu = time.perf_counter() - clock, time.thread_time() - cpu
        time.sleep(0.02)  # meanwhile the lane writes
        back = time.thread_time()
        settle()
        print("draft", clock * 1000, (cpu + time.thread_time() - back) * 1000)
    page.dossier.discard()
    desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
