"""Files beside the database: each encrypted on its own and named by a keyed digest of its content.

The name is no plain SHA-256: that would tell a thief which known files are in the vault.
"""

import hmac
import secrets
from hashlib import sha256
from pathlib import Path

from beschutdesk.files import sync_folder, write_whole
from beschutdesk.trouble import Trouble

LIMIT = 10 * 1024 * 1024
_NONCE_BYTES = 12


class Attachments:
    """The folder with encrypted files of one vault, under two 32-byte keys: for content and for names."""

    def __init__(self, folder: Path, seal_key: bytes, name_key: bytes) -> None:
        self._folder = folder
        self._seal_key = seal_key
        self._name_key = name_key

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
        if not path.exists():
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
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            raw = self._path(digest).read_bytes()
            return AESGCM(self._seal_key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], digest.encode())
        except (OSError, InvalidTag, ValueError):
            raise Trouble(
                "Een bijlage ontbreekt of is beschadigd.",
                "De rest van het dossier is in orde.",
                "Zet de bijlage terug uit een reservekopie.",
            ) from None

    def _path(self, digest: str) -> Path:
        return self._folder / hmac.new(self._name_key, digest.encode(), "sha256").hexdigest()
