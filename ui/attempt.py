"""One try to get an open desk, in a lane: a desk that nobody waits for any more is closed at once."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk


class Attempt:
    """One try. Whoever began it takes the desk, or gives up, wherever the work is by then."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted = True
        self._desk: Desk | None = None

    def run(self, door: "Callable[..., Desk]", *arguments: Any, **more: Any) -> None:
        """In a lane: open, and keep the desk until it is taken."""
        desk = door(*arguments, **more)
        with self._lock:
            if self._wanted:
                self._desk = desk
                return
        desk.close()

    def take(self) -> "Desk | None":
        """The desk, once."""
        with self._lock:
            desk, self._desk = self._desk, None
        return desk

    def give_up(self) -> None:
        """Nobody waits for it any more."""
        with self._lock:
            self._wanted = False
            desk, self._desk = self._desk, None
        if desk is not None:
            desk.close()
