"""Keys by the clock for :mod:`tests.functional.torturer`, and how it tells what it does."""

import itertools
import json
import os
import random
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from tests.functional.torturer import Worker


FIELD = "works_best"
"""The field that is typed in; saves of other acts go to :data:`FIELDS`."""


def typed(session: str, number: int) -> str:
    """What stands in the field after so many keys; numbered, so that what is missing shows."""
    words = (char for count in itertools.count(1) for char in f"woord{count} ")
    return f"{session}: " + "".join(itertools.islice(words, number))


def say(**what: Any) -> None:
    """One line, written at once and whole: a pipe takes up to 4 KB in one piece."""
    os.write(1, json.dumps(what | {"at": time.monotonic()}).encode() + b"\n")


@contextmanager
def telling(act: str, **what: Any) -> Iterator[dict[str, Any]]:
    """Say that an act begins and, when the program came back without an error, that it is done."""
    say(begin=act, **what)
    told: dict[str, Any] = {}
    yield told
    say(done=act, **told)


class Typing:
    """Keys by the clock, whatever the program is busy with, and a draft of them as soon as the lane is free.

    Args:
        worker: whose desk.
        name: of the first session; a session is what is typed between two saves.

    Attributes:
        lane: held by whoever writes; the window has one thread for that.
        key: the candidate that is typed in, which nothing else touches.
    """

    def __init__(self, worker: "Worker", name: str) -> None:
        self.lane = threading.RLock()
        self._keys = threading.RLock()
        self._worker, self._name, self._round = worker, name, 0
        self._on = False
        self.key: UUID | None = None
        self.session, self.pressed, self.kept, self._base = "", 0, 0, 0
        self._dice = random.Random(worker.dice.random())
        for loop in (self._press, self._keep):
            threading.Thread(target=loop, daemon=True).start()

    def begin(self, key: UUID, base: int) -> None:
        """A new session on a candidate."""
        with self.lane, self._keys:
            self._round += 1
            self.session, self.pressed, self.kept = f"{self._name}-{self._round}", 0, 0
            self.key, self._base, self._on = key, base, True
            say(session=self.session, id=str(key))

    @contextmanager
    def still(self) -> Iterator[str]:
        """No key falls meanwhile; gives the whole text."""
        with self.lane, self._keys:
            yield typed(self.session, self.pressed)

    def stop(self) -> None:
        """The vault is going to be closed: what was typed is kept first, as the window does before it locks."""
        with self.lane, self._keys:
            self._on = False
            self._write()

    def _write(self) -> None:
        from beschutdesk.services.drafts import Draft

        number, session = self.pressed, self.session
        if self.key is not None and number > self.kept:
            changes = {FIELD: typed(session, number)}
            self._worker.desk.drafts.keep(Draft("candidate", self.key, self._base, changes))
            self.kept = number
            say(kept=number, session=session)

    def _press(self) -> None:
        while True:
            with self._keys:
                if self._on:
                    self.pressed += 1
                    say(key=self.pressed, session=self.session)
            time.sleep(self._dice.uniform(0.002, 0.012))

    def _keep(self) -> None:
        with dying_aloud():
            while True:
                with self.lane:
                    if self._on:
                        self._write()
                time.sleep(self._dice.uniform(0.001, 0.008))


# -- the processes -----------------------------------------------------------------------------------------------------


@contextmanager
def dying_aloud() -> Iterator[None]:
    """An error that nobody expected ends the worker and says why."""
    try:
        yield
    except BaseException as error:
        where = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
        say(fault=f"{type(error).__name__}: {str(error)[:600]} ({' '.join(where[-8:])})")
        os._exit(1)
