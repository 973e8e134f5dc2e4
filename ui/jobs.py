"""Work beside the UI thread: lanes with one worker thread each.

Results come back to the UI thread as queued signals, in the order in which they were made. What arrives after a lane
was closed is dropped: behind a lock nothing may appear.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, PriorityQueue
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from beschutdesk.blame import blame, cause, on_screen
from beschutdesk.log import BLAMED, FAULT, Place
from beschutdesk.trouble import Trouble

log = logging.getLogger(__name__)

T = TypeVar("T")
Done = Callable[[Any], None]
Failed = Callable[[Trouble], None]
Report = Callable[[int, int], None]
"""How far a job is: done, of how many (0: unknown)."""

FIRST: Final = 0
"""Drafts: what was typed goes before all else."""
NORMAL: Final = 5
LATER: Final = 9
_LAST: Final = 99
_PATIENCE: Final = 20.0
"""Seconds that a caller waits for its turn before it is told so."""


class Cancelled(Exception):
    """Raised inside a job, by its report, when nobody wants it any more."""


class Job:
    """What :meth:`Lane.submit` returns.

    Attributes:
        cancelled: nobody wants the result any more.
    """

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """Drop it: it does not start, or ends at its next report. Neither ``done`` nor ``failed`` is called."""
        self.cancelled = True


@dataclass(order=True, slots=True)
class _Entry:
    priority: int
    number: int
    run: Callable[[], None] | None = field(compare=False)


class Lane(QObject):
    """One worker thread with a queue by priority, first come first served within one."""

    _landed = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: PriorityQueue[_Entry] = PriorityQueue()
        self._number = 0
        self._closed = False
        self._jobs: set[Job] = set()
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def closed(self) -> bool:
        """Whether nothing is taken in any more."""
        return self._closed

    def submit(
        self,
        fn: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
        progress: Report | None = None,
        priority: int = NORMAL,
    ) -> Job:
        """Run ``fn(*args)`` in the lane.

        Args:
            fn: the work. With ``progress`` it also gets ``report=``, to be called as ``report(done, total)``; that call
                is where a cancelled job ends.
            *args: its arguments.
            done: called with the result, in the UI thread.
            failed: called with a :class:`Trouble`, in the UI thread; an unexpected error comes as a calm one.
            progress: called with each report, in the UI thread.
            priority: :data:`FIRST`, :data:`NORMAL` or :data:`LATER`.
        """
        job = Job()
        if self._closed:
            job.cancel()
            return job
        self._jobs.add(job)

        def run() -> None:
            if job.cancelled:
                self._jobs.discard(job)
                return
            more = {} if progress is None else {"report": self._reporter(job, progress)}
            try:
                result = fn(*args, **more)
            except Cancelled:
                self._landed.emit((job, None, None, True))
            except Exception as error:  # the lane must outlive its jobs
                self._landed.emit((job, failed, calm(error), True))
            else:
                self._landed.emit((job, done, result, True))

        self._put(priority, run)
        return job

    def call(self, fn: Callable[..., T], *args: Any, priority: int = NORMAL, patience: float = _PATIENCE) -> T:
        """Run ``fn(*args)`` in the lane, wait for it and return its result. For short work only.

        Raises:
            Trouble: what the work raised, or that the lane is stuck; anything else comes through as it is.
        """
        if self._closed:
            raise Trouble("De kluis is al op slot.", "Je concepten zijn bewaard.", "Ontgrendel en probeer opnieuw.")
        ready = threading.Event()
        outcome: list[Any] = []

        def run() -> None:
            try:
                outcome.append((True, fn(*args)))
            except BaseException as error:  # handed over whole to the thread that waits
                outcome.append((False, error))
            finally:
                ready.set()

        self._put(priority, run)
        if not ready.wait(patience):
            raise Trouble("De schijf antwoordt niet.", "Je tekst staat nog op het scherm.", "Probeer het zo nog eens.")
        fine, value = outcome[0]
        if not fine:
            raise value
        return value  # type: ignore[no-any-return]

    def close(self, *, finish: bool = True, patience: float = _PATIENCE) -> bool:
        """Take nothing in any more, finish or drop what waits, and wait for the thread.

        Returns whether the thread has ended.
        """
        if not self._closed:
            self._closed = True
            if not finish:
                self._drop()
            for job in list(self._jobs):
                job.cancelled = job.cancelled or not finish
            self._number += 1
            self._queue.put(_Entry(_LAST, self._number, None))
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _put(self, priority: int, run: Callable[[], None]) -> None:
        self._number += 1
        self._queue.put(_Entry(priority, self._number, run))

    def _drop(self) -> None:
        while True:
            try:
                self._queue.get_nowait()
            except Empty:
                return

    def _work(self) -> None:
        while (run := self._queue.get().run) is not None:
            run()
            run = None  # hold nothing of a dossier while waiting

    def _reporter(self, job: Job, progress: Report) -> Report:
        def report(count: int, total: int = 0) -> None:
            if job.cancelled:
                raise Cancelled
            self._landed.emit((job, lambda pair: progress(*pair), (count, total), False))

        return report

    def _land(self, landing: tuple[Job, Callable[[Any], None] | None, Any, bool]) -> None:
        job, receive, value, last = landing
        if last:
            self._jobs.discard(job)
        if receive is not None and not job.cancelled and not self._closed:
            receive(value)


class DatabaseLane(Lane):
    """Short transactions; drafts first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("database", parent)


class JobsLane(Lane):
    """Long work: deriving a key, documents, imports, backups."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("jobs", parent)


def calm(error: BaseException) -> Trouble:
    """What the user is told of any error. Something unexpected is logged by type and place, without its words."""
    told = blame(error)
    if told is not None:
        if told is not error:
            log.warning(BLAMED, cause(error), Place(error.__traceback__))
        return on_screen(told)
    log.error(FAULT, type(error), Place(error.__traceback__))
    return Trouble(
        "Er ging iets mis in het programma zelf.",
        "Wat je typte, is als concept bewaard.",
        "Probeer het nog eens. Blijft het misgaan, sluit het programma dan en open het opnieuw.",
    )


def place(error: BaseException) -> str:
    """Where in our code an error arose: enough to find it, and nothing of a dossier."""
    return str(Place(error.__traceback__))
