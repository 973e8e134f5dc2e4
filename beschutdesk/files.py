"""Writing files so that a power cut leaves the old one or the new one, never half of one."""

import errno
import os
import sys
import time
from pathlib import Path
from typing import Final

_FRESH: Final = ".new"
_PATIENCE: Final = 0.6
"""Seconds that a file in use gets to come free: a virus scanner or an indexer looks at a fresh file for a moment."""
_PAUSE: Final = 0.05
_HELD: Final = frozenset({5, 32, 33})
"""What Windows calls a file that somebody has open: access denied, sharing violation, lock violation."""


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that a power cut leaves the old or the new one. Only the owner may read it.

    Args:
        path: the file; its folder exists.
        data: all that will be in it.

    Raises:
        OSError: the disk does not let us, or another program holds the file longer than a moment (``EBUSY``). The old
            file is untouched then, and nothing is left beside it.
    """
    fresh = path.with_name(path.name + _FRESH)
    handle = _open_fresh(fresh)
    try:
        with os.fdopen(handle, "wb") as file:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o600)  # whatever the umask takes away, the owner can read it back
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _open_fresh(fresh: Path) -> int:
    """A new file that nobody else writes. One that stays there is what a crash left, or a link to elsewhere."""
    # binary, or Windows writes line ends of its own
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return os.open(fresh, flags, 0o600)
        except FileExistsError:  # the window and the command line may write at once
            if time.monotonic() >= until:
                fresh.unlink(missing_ok=True)
            else:
                time.sleep(_PAUSE)


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


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last. Windows has no such call and needs none."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
