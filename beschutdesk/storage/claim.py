"""Who has a vault open: a lock of the kernel on a small file, so that a crash releases it by itself.

Shared while a desk is open, exclusive while a vault is replaced. Only POSIX lets a file be renamed while somebody has
it open; elsewhere the rename itself is refused, and the claim does nothing.
"""

import os
import time
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    import sqlalchemy as sa

CLAIM = "in-use"
_WAIT = 2.0
"""Seconds to wait for another claim: an exclusive one is held for the moments of a swap."""
_STEP = 0.05


class InUse(Trouble):
    """Another window or program has this vault open."""


class Claim:
    """A claim on a folder, until :meth:`release`.

    Args:
        folder: the profile, or a folder with backups.
        exclusive: nobody else may have it.
        wait: seconds to wait for somebody else.

    Raises:
        InUse: somebody else has it, in a way that does not go together with this.
    """

    def __init__(self, folder: Path, *, exclusive: bool = False, wait: float = _WAIT) -> None:
        self._handle = _open(folder / CLAIM) if os.name == "posix" else None
        if self._handle is None:
            return
        until = time.monotonic() + wait
        while not _lock(self._handle, exclusive):
            if time.monotonic() >= until:
                self.release()
                raise InUse(
                    "Deze kluis is nog open in een ander venster of programma.",
                    "Er is niets veranderd.",
                    "Sluit of vergrendel dat venster en probeer het opnieuw.",
                )
            time.sleep(_STEP)

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._handle is not None:
            os.close(self._handle)  # the lock goes with the handle
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def claim_until_disposed(profile: Path, engine: "sa.Engine") -> None:
    """A shared claim that lasts as long as the engine's connections do.

    One that somebody works with when the engine is disposed of is closed when it is handed back, and the claim goes
    with the last.
    """
    import sqlalchemy as sa

    claim, lock = Claim(profile), Lock()
    connections, shut = 0, False

    def opened(_: Any, __: Any) -> None:
        nonlocal connections
        with lock:
            connections += 1

    def closed(_: Any, __: Any) -> None:
        nonlocal connections
        with lock:
            connections -= 1
            if shut and not connections:
                claim.release()

    def handed_back(connection: Any, record: Any) -> None:
        if shut and connection is not None:
            record.invalidate()

    def disposed(_: "sa.Engine") -> None:
        nonlocal shut
        with lock:
            shut = True
            if not connections:
                claim.release()

    sa.event.listen(engine, "connect", opened)
    sa.event.listen(engine, "close", closed)
    sa.event.listen(engine, "checkin", handed_back)
    sa.event.listen(engine, "engine_disposed", disposed)


def _open(path: Path) -> int | None:
    """The claim file; ``None`` where none can be made: opening the vault itself then says what is the matter."""
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        try:
            return os.open(path, flags | os.O_CLOEXEC, 0o600)
        except OSError:
            continue
    return None


def _lock(handle: int, exclusive: bool) -> bool:
    import fcntl

    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: no worse than without a claim
    return True
