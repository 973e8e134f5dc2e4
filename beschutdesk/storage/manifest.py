"""What stands in a backup, signed. Numbers and marks only, so that it can be listed without a key."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from beschutdesk.files import write_whole
from beschutdesk.storage.audit import Head
from beschutdesk.storage.file_copies import is_name

FORMAT = "beschutdesk-backup"
VERSION = 1
_MOST = 64 * 1024 * 1024
"""No manifest is larger: a hundred thousand attachments take 15 MB."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in a backup. Holds numbers and marks only, no personal data.

    Attributes:
        made_at: UTC.
        why: ``daily``, ``migration``, ``rekey``, ``import``, …
        app: version of the program.
        schema: revision of the database.
        vault: id of the vault.
        files: SHA-256 and size in bytes per file.
        attachments: the same per attachment file, which stand in the shared folder.
        missing: number of attachments that the vault itself did not have whole.
        rows: number of rows per table.
        dossiers, employers: how many, outside the trash.
        last_change: UTC moment of the last save.
        head: where the audit log was: a log that is cut off later shows by it.
        mac: HMAC-SHA256 over the rest.
    """

    made_at: datetime
    why: str
    app: str
    schema: str
    vault: str
    files: dict[str, tuple[str, int]]
    attachments: dict[str, tuple[str, int]]
    missing: int
    rows: dict[str, int]
    dossiers: int
    employers: int
    last_change: datetime | None
    head: Head | None = None
    mac: str = field(default="", repr=False)

    def _bare(self) -> dict[str, Any]:
        bare = {"format": FORMAT, "version": VERSION} | asdict(self)
        bare["made_at"] = self.made_at.isoformat()
        bare["last_change"] = self.last_change.isoformat() if self.last_change else None
        del bare["mac"]
        return bare

    def _mac(self, key: bytes) -> str:
        plain = json.dumps(self._bare(), sort_keys=True, separators=(",", ":")).encode()
        return hmac.new(key, plain, "sha256").hexdigest()

    def signed(self, key: bytes) -> "Manifest":
        """With its code under a 32-byte key."""
        return replace(self, mac=self._mac(key))

    def is_of(self, key: bytes) -> bool:
        """Whether it was written under this key and not changed since."""
        return hmac.compare_digest(self.mac, self._mac(key))

    def save(self, path: Path) -> None:
        """Write it whole or not at all."""
        write_whole(path, json.dumps(self._bare() | {"mac": self.mac}, indent=1).encode() + b"\n")

    @property
    def size(self) -> int:
        """Bytes, those of the attachments included."""
        return sum(size for _, size in (*self.files.values(), *self.attachments.values()))

    @classmethod
    def load(cls, path: Path) -> "Manifest | None":
        """Read one; ``None`` when it is none, is damaged or was written by a newer program."""
        try:
            if path.stat().st_size > _MOST:
                return None
            body = json.loads(path.read_bytes())
            if body.pop("format") != FORMAT or body.pop("version") != VERSION:
                return None
            changed, log = body.pop("last_change"), body.pop("head")
            made = datetime.fromisoformat(body.pop("made_at"))
            files, attachments = _parts(body.pop("files")), _parts(body.pop("attachments"))
            found = cls(
                made_at=made,
                last_change=datetime.fromisoformat(changed) if changed else None,
                head=None if log is None else Head.from_plain(log),
                files=files,
                attachments=attachments,
                **body,
            )
            if made.tzinfo is None or not all(map(is_name, found.attachments)):
                return None
            texts = (found.why, found.app, found.schema, found.vault, found.mac)
            numbers = (found.missing, found.dossiers, found.employers, *found.rows.values())
            good = all(isinstance(text, str) for text in texts) and all(type(number) is int for number in numbers)
            return found if good else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            return None


def _parts(entry: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    return {str(name): (str(sha), int(size)) for name, (sha, size) in entry.items()}


def is_there(folder: Path, manifest: Manifest) -> bool:
    """Whether the files of a backup stand there at their size: the cheap look."""
    try:
        return all((folder / name).stat().st_size == size for name, (_, size) in manifest.files.items())
    except OSError:
        return False
