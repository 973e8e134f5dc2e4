"""Disks that misbehave, by real means: a small memory disk where we may mount one, a limit of the process elsewhere."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _mount(*arguments: str | Path) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@contextmanager
def memory_disk(folder: Path, size: str = "2m") -> Iterator[bool]:
    """A small disk at a folder, as long as the block runs. Yields whether this machine let us mount it."""
    folder.mkdir(exist_ok=True)
    mounted = _mount("-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", folder)
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> Path:
    """Leave no room on a small disk."""
    name = folder / "volgestort"
    with name.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return name


@contextmanager
def full(folder: Path, mounted: bool) -> Iterator[None]:
    """Nothing more can be written, as long as the block runs."""
    if mounted:
        filling = fill(folder)
        yield
        filling.unlink()
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(folder: Path, mounted: bool) -> Iterator[None]:
    """Nothing can be changed in the folder, as long as the block runs."""
    if mounted:
        assert _mount("-o", "remount,ro", folder)
        yield
        assert _mount("-o", "remount,rw", folder)
        return
    assert os.geteuid() != 0, "root needs to be able to mount: rights do not stop it"
    for path in (folder, *folder.iterdir()):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        yield
    finally:
        for path in (folder, *folder.iterdir()):
            path.chmod(path.stat().st_mode | 0o200)
