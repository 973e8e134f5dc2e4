"""Files beside the database: each encrypted on its own and named by a keyed digest of its content.

The name is no plain SHA-256: that would tell a thief which known files are in the vault.
"""

import hmac
import os
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import time

from beschutdesk.files import sync_folder, write_whole
from beschutdesk.trouble import Trouble

LIMIT = 10 * 1024 * 1024
_NONCE_BYTES = 12
_REST = 3600.0
"""Seconds that a file without a row may wait for one."""
_ASIDE = ".weg"
_OURS = re.compile(r"[0-9a-f]{64}((\.[0-9a-f]{8})?\.new|\.weg)?")
"""Names that this module gives; anything else in the folder is not ours to remove."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Digests of files that are not as they should be."""

    missing: tuple[str, ...]
    damaged: tuple[str, ...]


class Attachments:
    """The folder with encrypted files of one vault, under two 32-byte keys: for content and for names."""

    def __init__(self, folder: Path, seal_key: bytes, name_key: bytes) -> None:
        self._folder = folder
        self._seal_key = seal_key
        self._name_key = name_key
        self._writing = Lock()

    @property
    def folder(self) -> Path:
        """Where the files stand, beside the database."""
        return self._folder

    def put(self, content: bytes) -> str:
        """Write a file and return its SHA-256. It is on disk before a row that names it can be committed.

        Raises:
            Trouble: larger than 10 MB.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if len(content) > LIMIT:
            raise Trouble(
                "Dit bestand is groter dan 10 MB.", "Er is niets veranderd.", "Verklein het en voeg het dan toe."
            )
        digest = sha256(content).hexdigest()
        path = self._path(digest)
        with self._writing:
            if not (_freshen(path) and self._is_whole(path, digest)):
                if not self._folder.exists():
                    self._folder.mkdir(mode=0o700)
                    sync_folder(self._folder.parent)
                nonce = secrets.token_bytes(_NONCE_BYTES)
                write_whole(path, nonce + AESGCM(self._seal_key).encrypt(nonce, content, digest.encode()))
        return digest

    def get(self, digest: str) -> bytes:
        """The content of a file.

        Raises:
            Trouble: it is missing or damaged.
        """
        if (content := self._read(self._path(digest), digest)) is None:
            raise Trouble(
                "Een bijlage ontbreekt of is beschadigd.",
                "De rest van het dossier is in orde.",
                "Zet de bijlage terug uit een reservekopie.",
            )
        return content

    def look(self, digest: str) -> bytes | None:
        """As :meth:`get`, for who has to know whether a file is lost: ``None`` when it is not there or damaged.

        Raises:
            OSError: it is there and the disk does not let us read it now.
        """
        try:
            return self._unsealed(self._path(digest).read_bytes(), digest)
        except FileNotFoundError:
            return None

    def name(self, digest: str) -> str:
        """The name of the file that holds the content with this SHA-256."""
        return hmac.new(self._name_key, digest.encode(), "sha256").hexdigest()

    def names(self, digests: Iterable[str]) -> dict[str, str]:
        """The name of the file per digest."""
        return {digest: self._path(digest).name for digest in digests}

    def is_whole(self, digest: str) -> bool:
        """Whether a file is there, and as it was written."""
        return self._is_whole(self._path(digest), digest)

    def check(self, digests: Iterable[str]) -> Condition:
        """Read files and say which are not as they were written."""
        missing, damaged = [], []
        for digest in sorted(digests):
            path = self._path(digest)
            if not path.exists():
                missing.append(digest)
            elif not self._is_whole(path, digest):
                damaged.append(digest)
        return Condition(tuple(missing), tuple(damaged))

    def sweep(self, referenced: Iterable[str], now: float | None = None) -> int:
        """Remove what nothing names and what a broken-off write left, when it is older than an hour.

        Args:
            referenced: digests of all files that are named anywhere, read before this call.
            now: seconds since 1970; the clock when ``None``.

        Returns:
            How many files went. A younger one stays: its row may be about to be saved. So does one from the future,
            because then the clock says nothing.
        """
        named = {self._path(digest).name for digest in referenced}
        limit = (time() if now is None else now) - _REST
        gone = 0
        for path in self._files():
            name = path.name.partition(".")[0]
            if _OURS.fullmatch(path.name) is None or (path.name == name and name in named):
                continue
            if path.suffix == _ASIDE and name in named and not path.with_suffix("").exists():
                _rename(path, path.with_suffix(""))  # a sweep was killed here, and someone needs the file after all
                continue
            gone += _remove(path, limit)
        return gone

    def remove(self, digests: Iterable[str], since: float) -> int:
        """Remove files at once that nothing names any more, unless they were put again after *since*."""
        return sum(_remove(self._path(digest), since) for digest in digests)

    def _read(self, path: Path, digest: str) -> bytes | None:
        try:
            return self._unsealed(path.read_bytes(), digest)
        except OSError:
            return None

    def _unsealed(self, raw: bytes, digest: str) -> bytes | None:
        """The content; ``None`` when it was damaged."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._seal_key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], digest.encode())
        except (InvalidTag, ValueError):
            return None

    def _is_whole(self, path: Path, digest: str) -> bool:
        return self._read(path, digest) is not None

    def _files(self) -> list[Path]:
        try:
            return sorted(self._folder.iterdir())
        except FileNotFoundError:
            return []

    def _path(self, digest: str) -> Path:
        return self._folder / self.name(digest)


def _freshen(path: Path) -> bool:
    """Let a file count as just written, so that no sweep takes it; ``False`` when it is not there."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _remove(path: Path, limit: float) -> bool:
    """Remove a file that was last put before *limit*.

    Another program may put it at this very moment. So it is first set aside, and looked at again: whoever puts it after
    that finds nothing and writes it anew; whoever put it before has freshened it, and it goes back.
    """
    aside = path if path.suffix else path.with_suffix(_ASIDE)
    try:
        if path.stat().st_mtime > limit:
            return False
        path.rename(aside)
        if aside.stat().st_mtime > limit:
            _rename(aside, path)
            return False
        aside.unlink()
    except OSError:
        return False  # gone already, or held by another program: the next sweep
    return True


def _rename(path: Path, target: Path) -> None:
    with suppress(OSError):  # held by another program: the next sweep
        path.replace(target)
