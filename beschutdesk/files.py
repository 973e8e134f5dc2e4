"""Writing files so that a power cut leaves the old one or the new one, never half of one."""

import errno
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

_FRESH: Final = re.compile(r".+\.[0-9a-f]{8}\.new")
"""A file that is being written, or what a crash left of one."""
_REST: Final = 3600.0
"""Seconds after which nobody is still writing a file."""
_PATIENCE: Final = 0.6
"""Seconds that a file in use gets to come free: a virus scanner or an indexer looks at a fresh file for a moment."""
_PAUSE: Final = 0.05
_HELD: Final = frozenset({5, 32, 33})
"""What Windows calls a file that somebody has open: access denied, sharing violation, lock violation."""
_swept: set[Path] = set()


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that a power cut leaves the old or the new one. Only the owner may read it.

    Args:
        path: the file; its folder exists.
        data: all that will be in it.

    Raises:
        OSError: the disk does not let us, or another program holds the file longer than a moment (``EBUSY``). The old
            file is untouched then, and nothing is left beside it.
    """
    with fresh(path) as file:
        file.write(data)


@contextmanager
def fresh(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of another when the block ends well, and goes when it does not.

    It bears a name that nobody else uses: the window and the command line may write the same file at once, and then
    the last one counts, whole.

    Raises:
        OSError: as :func:`write_whole`.
    """
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        file = open(beside, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))  # noqa: SIM115
        try:
            with file:
                if hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), 0o600)  # whatever the umask takes away, the owner can read it back
                yield file
                file.flush()
                os.fsync(file.fileno())
            replace(beside, path)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        if error.filename is not None and Path(error.filename) == beside:
            error.filename = str(path)  # the name that the user knows
        raise
    sync_folder(path.parent)
    _sweep(path.parent)


def _sweep(folder: Path) -> None:
    """Once per program: remove what crashes left. A young one may be at work; so may one from another clock."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError):
        for entry in os.scandir(folder):
            if _FRESH.fullmatch(entry.name) and time.time() - entry.stat(follow_symlinks=False).st_mtime > _REST:
                Path(entry.path).unlink()


@contextmanager
def alone(path: Path, patience: float = 10.0) -> Iterator[None]:
    """While the block runs, nobody else who asks for the same lock gets it: no thread and no program. A crash lets go.

    Args:
        path: a small file that is only for this; it stays.
        patience: seconds to wait for somebody else.

    Raises:
        OSError: the file cannot be made, or somebody else keeps it (``EBUSY``).
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        until = time.monotonic() + patience
        while not _locked(handle):
            if time.monotonic() >= until:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
            time.sleep(_PAUSE / 5)
        yield
    finally:
        os.close(handle)  # the lock goes with the handle


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # a file system without locks is no worse than none
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
    return True


def replace(source: Path, target: Path) -> None:
    """Rename a file over another. Where that is refused because somebody has the other one open, wait for a moment.

    Raises:
        OSError: as the system says; ``EBUSY`` when the target stays in use.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            os.replace(source, target)  # noqa: PTH105 - Windows and POSIX alike, and one seam for a test
        except OSError as error:
            if not _is_held(error) or not target.exists():
                raise
            if time.monotonic() >= until:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target)) from None
            time.sleep(_PAUSE)
        else:
            return


def _is_held(error: OSError) -> bool:
    number = getattr(error, "winerror", None)
    return number in _HELD if number is not None else error.errno in (errno.EBUSY, errno.ETXTBSY)


def free_path(folder: Path, name: str, taken: set[str]) -> Path:
    """A path in the folder that is not there yet and was not given out before: ``naam (2).pdf`` when it is.

    Args:
        folder: where it goes.
        name: the proposed file name.
        taken: names given out, folded; the new one is added, for Windows and macOS see no capitals.
    """
    number, tried = 1, name
    while tried.casefold() in taken or (folder / tried).exists():
        number += 1
        tried = f"{Path(name).stem} ({number}){Path(name).suffix}"
    taken.add(tried.casefold())
    return folder / tried


def sync_file(path: Path) -> None:
    """Bring what was written to a file to the disk."""
    with path.open("rb+") as file:  # Windows syncs only what was opened for writing
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last. Windows has no such call and needs none."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
