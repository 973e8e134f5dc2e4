"""A small disk that can be filled and made read-only: a real one, or what the kernel offers in its place."""

import errno
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MEGABYTES = 24


class Disk:
    """A disk of a few MB that is mounted.

    Attributes:
        folder: where it is.
        words: what the program says when it is full.
    """

    words = ("vol",)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self._mount("-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=0700", "tmpfs")

    def _mount(self, *how: str) -> None:
        subprocess.run(["mount", *how, str(self.folder)], check=True, capture_output=True, timeout=20)

    @contextmanager
    def full(self, *, but: int = 0) -> Iterator[None]:
        """Nothing more goes on it, but for so many KB."""
        filler = self.folder / "vulling"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError as error:
                assert error.errno == errno.ENOSPC  # noqa: PT017
            file.truncate(max(0, file.tell() - but * 1024))
        try:
            yield
        finally:
            filler.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Nobody may write on it; nobody has it open for writing now."""
        self._mount("-o", "remount,ro")
        try:
            yield
        finally:
            self._mount("-o", "remount,rw")

    def close(self) -> None:
        """Take it away."""
        subprocess.run(["umount", "-l", str(self.folder)], check=True, capture_output=True, timeout=20)


class Limit:
    """No disk of its own: the kernel lets no file of this process grow."""

    words = ("vol", "fout")  # SQLite does not tell this limit from a disk that fails

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    @contextmanager
    def full(self, *, but: int = 0) -> Iterator[None]:
        """No byte of any file is written beyond so many KB."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (but * 1024, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """By the rights on the files."""
        if os.geteuid() == 0:
            pytest.skip("root without the right to mount writes everywhere")
        paths = [self.folder, *self.folder.rglob("*")]
        modes = {path: path.stat().st_mode for path in paths}
        for path in paths:
            path.chmod(modes[path] & 0o555)
        try:
            yield
        finally:
            for path in paths:
                path.chmod(modes[path])

    def close(self) -> None:
        """Nothing to do."""


def small_disk(place: Path) -> Disk | Limit:
    """A disk under this folder; without the right to mount, the kernel's limit on the size of files."""
    try:
        return Disk(place / "schijf")
    except (OSError, subprocess.CalledProcessError):
        return Limit(place / "rest")
