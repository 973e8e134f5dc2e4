"""Two hundred tasks at one employer, in a process of its own: ``python -m tests.bench.carving FOLDER``.

Prints a line per act: which one, the milliseconds by the clock, and those that the UI thread worked until the screen
stood still. ``person`` chooses the person with these tasks, ``open`` goes to an inventory that was not read yet;
``board`` and ``plan`` open that view, ``heap`` the inventory again; ``key`` is one letter of a task, ``type`` its
Enter; ``move`` takes a card to the next column, ``drop`` drags one to another place in the package, ``block`` moves a
block by a quarter of an hour; ``pause`` is the longest that any event held the UI thread in all of that.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from datetime import time as clock
from decimal import Decimal
from pathlib import Path
from typing import Any

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.task import Frequency
from beschutdesk.dossier.task_inventory import InventoryStep, InventoryTask, TaskInventory
from beschutdesk.dossier.task_list import CarvedTask, PlanKind, PlanPart, TaskList, TaskState, TaskStep, TaskTryout
from beschutdesk.dossier.values import Slot
from tests.bench.paint import PASSPHRASE

TASKS = 200
TODAY = date(2026, 11, 22)
_STATES = (TaskState.IDEA, TaskState.IDEA, TaskState.TRYING, TaskState.LATER, TaskState.DROPPED)
_CHOSEN = 16
"""Of them in the package: more would not fit in a week."""


def crowded() -> tuple[Candidate, list[Record]]:
    """Somebody with two hundred tasks, as many in the inventory, and a full week."""
    guide = Supervisor(name="M. de Boer", days=tuple(Slot(day, clock(8), clock(17)) for day in range(5)))
    pool, thijs = Employer(name="Zwembad De Golf", supervisors=[guide]), Candidate(name_used="Thijs")
    place = Placement(candidate=thijs.id, employer=pool.id)
    days = tuple(Slot(day, clock(9), clock(17)) for day in range(5))
    place.terms = [Terms(valid_from=date(2026, 9, 1), hours=Decimal(36), days=days, supervisor=guide.id)]
    words = [f"{thing} {act} {number}" for number in range(5) for act in _ACTS for thing in _THINGS][:TASKS]
    asked: Any = {"minutes": Decimal(30), "frequency": Frequency.DAY}
    offered = [InventoryTask(name=name, place="Bad", **asked) for name in words]
    heap = TaskInventory(employer=pool.id, tasks=offered)
    heap.steps = [InventoryStep(task=task.id, words=f"Stap {n}") for task in offered for n in range(4)]
    mine = [
        CarvedTask(
            name=task.name,
            taken_from=str(task.id),
            state=TaskState.PACKAGE if at < _CHOSEN else _STATES[at % len(_STATES)],
            **asked,
        )
        for at, task in enumerate(offered)
    ]
    carved = TaskList(placement=place.id, tasks=mine)
    carved.steps = [TaskStep(task=task.id, words=f"Stap {n}") for task in mine for n in range(4)]
    carved.tryouts = [TaskTryout(task=task.id, tried_on=TODAY, own_words="Gaat goed.") for task in mine[::3]]
    carved.plan = [_block(day, at, mine[at].id) for day in range(5) for at in range(_CHOSEN - 2)]
    return thijs, [pool, thijs, place, heap, carved]


def _block(day: int, at: int, task: Any) -> PlanPart:
    start, end = divmod(9 * 60 + at * 30, 60), divmod(9 * 60 + at * 30 + 30, 60)
    return PlanPart(at=(Slot(day, clock(*start), clock(*end)),), kind=PlanKind.TASK, task=task)


_THINGS = ("Kassa", "Kleedhokjes", "Douches", "Lijnen", "Folders", "Handdoeken", "Ballen", "Banken")
_ACTS = ("klaarzetten", "schoonmaken", "nalopen", "opruimen", "tellen")


def main(folder: Path) -> None:
    """Make a vault with them, and work in it."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtTest import QTest

    from beschutdesk.services import profile
    from beschutdesk.vault import envelope
    from ui.app import make_application
    from ui.desk_making import warm_up
    from ui.desk_window import DeskWindow
    from ui.frame import Frame
    from ui.main_window import JOBCARVING

    envelope.STANDARD = envelope.Cost(passes=1, memory=64, lanes=1)
    app = make_application()
    warm_up()
    frame = Frame()
    frame.resize(1366, 728)
    frame.show()
    window = DeskWindow(folder / "profiel", frame=frame, warm=False)
    window.begin()
    desk, _ = profile.create(folder / "profiel", PASSPHRASE, Caseworker(name="R. Jansen"))
    person, roots = crowded()
    other = Candidate(name_used="Anna")
    desk.dossiers.add([*roots, other])
    window.open(desk)
    assert window._upkeep is not None
    window._upkeep.stop()
    longest = 0.0
    gone = QEvent.Type.DeferredDelete.value

    def settle(seconds: float = 0.05) -> None:
        """Until the screen stands still; an event that takes long is remembered."""
        nonlocal longest
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            before = time.thread_time()
            app.processEvents()
            QCoreApplication.sendPostedEvents(None, gone)  # as the loop of the program does
            longest = max(longest, time.thread_time() - before)

    def timed(what: str, act: Callable[[], object]) -> None:
        nonlocal longest
        wall, cpu = time.perf_counter(), time.thread_time()
        act()
        acted = time.thread_time()
        app.processEvents()
        longest = max(longest, acted - cpu, time.thread_time() - acted)
        print(what, (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000)
        settle()

    context = window.context
    assert context is not None
    context.choose(person.id)
    window.window.show_tab(JOBCARVING)
    settle(1.0)
    page: Any = window.window.page(JOBCARVING)
    for view in ("plan", "inventory", "package", "board"):
        page.show_view(view)  # made at their first showing
        settle(0.5)
    settle(2.0)  # who unlocked a vault looks at it first
    window._idle.stop()  # and rests no more: nothing here tells the program that somebody works
    longest = 0.0
    for _ in range(12):
        for what, view in (("plan", "plan"), ("heap", "inventory"), ("board", "board")):
            timed(what, lambda view=view: page.show_view(view))  # type: ignore[misc]
    for _ in range(12):
        context.choose(other.id)
        settle()
        timed("person", lambda: context.choose(person.id))
        timed("open", lambda: page.show_view("inventory"))
        page.show_view("board")
        settle()
    for turn in range(20):
        page.board.board.choose(page.board.board.first(), focus=True)
        settle()
        cards = page.board.board.list_of(page.board.board.chosen)
        step = Qt.Key.Key_Right if turn % 2 == 0 else Qt.Key.Key_Left
        timed("move", lambda: QTest.keyClick(cards, step, Qt.KeyboardModifier.ControlModifier))  # noqa: B023
    package = page.board.board.lists[TaskState.PACKAGE]
    for turn in range(20):
        key = package.cards.item(turn % 3).id
        timed("drop", lambda: package.dropped.emit(key, 3 + turn % 5))  # noqa: B023
    page.entry.setFocus()
    for turn in range(20):
        page.entry.setText(f"Nieuwe taak {turn}")
        timed("key", lambda: QTest.keyClick(page.entry, Qt.Key.Key_S))
        settle(0.4)  # what is typed is kept meanwhile
        timed("type", lambda: QTest.keyClick(page.entry, Qt.Key.Key_Return))
    page.show_view("plan")
    settle(0.3)
    week = page._views["plan"].week
    week.setFocus()
    QTest.keyClick(week, Qt.Key.Key_Home)
    QTest.keyClick(week, Qt.Key.Key_End)  # the last block of the day has room below it
    for turn in range(20):
        step = Qt.Key.Key_Down if turn % 2 == 0 else Qt.Key.Key_Up
        timed("block", lambda: QTest.keyClick(week, step, Qt.KeyboardModifier.AltModifier))  # noqa: B023
    print("pause", longest * 1000, longest * 1000)
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
