"""Copies of the files beside a database: they are read back before they count. Nothing here opens a database."""

import errno
import hashlib
import os
import re
from pathlib import Path

from beschutdesk.files import fresh, sync_folder

_CHUNK = 1024 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")


def is_name(name: str) -> bool:
    """Whether this is the name of an attachment file; anything else in the folder is left alone."""
    return _NAME.fullmatch(name) is not None


def names_in(folder: Path) -> list[str]:
    """The attachment files in a folder."""
    if not folder.is_dir():
        return []
    return sorted(entry.name for entry in folder.iterdir() if is_name(entry.name))


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_file(source: Path, target: Path) -> str:
    """Copy a file, read it back, and only then put it in place. Returns its SHA-256.

    Raises:
        OSError: it cannot be read or written, or does not read back the same.
    """
    digest = hashlib.sha256()
    with fresh(target) as out, source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
        if sha256_of(Path(out.name)) != digest.hexdigest():
            raise OSError(errno.EIO, "wat is weggeschreven, is anders teruggelezen")
    return digest.hexdigest()


def settle(part: Path, done: Path) -> None:
    """Let a finished backup count: everything in it to the disk, then its name."""
    sync_folder(part)
    part.rename(done)
    sync_folder(done.parent)
