"""The list of what was destroyed, in a file beside the database: ids and dates, and who proves each of them.

It is there because a database from before a destruction knows nothing of it. What it names is destroyed again, so each
entry carries a code under a secret of the vault (HMAC-SHA256); what does not prove itself is kept aside and never
obeyed. The secret is derived from the data key that the vault had first, and stays the same under every later one: the
list can be held against a backup of any age. Each entry proves itself alone: of a damaged list the rest still counts.
"""

import hmac
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from beschutdesk.files import replace, write_whole
from beschutdesk.storage import settings
from beschutdesk.storage.raw import Connection, run

FILE = "destroyed.json"
"""Name of the file beside the database."""
PURPOSE = "list of what was destroyed"
"""What the secret of the list is derived from the first data key for."""
ASIDE = "destroyed-onbewezen-"
"""Begin of the names under which lists stay that did not prove themselves."""
_SETTING = "destroyed_secret"
_ENTRY = re.compile(
    r'"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"\s*:\s*"(\d{4}-\d\d-\d\d) ([0-9T:.+-]*) ?([0-9a-f]{64})"'
)


@dataclass(frozen=True, slots=True)
class Filed:
    """What the file says, as far as it proves itself.

    Attributes:
        destroyed: ids and when.
        pending: ids that somebody was about to destroy, and the moment each had been put in the trash.
        whole: there is nothing in the file that does not prove itself; so it is without a file.
    """

    destroyed: Mapping[UUID, date] = field(default_factory=dict)
    pending: Mapping[UUID, datetime] = field(default_factory=dict)
    whole: bool = True


def secret(connection: Connection, own: bytes) -> bytes:
    """The secret of the list.

    Args:
        connection: to the database, of any schema.
        own: what the data key of this database gives for :data:`PURPOSE`; it is the one, unless the key was renewed.
    """
    if run(connection, "SELECT 1 FROM sqlite_master WHERE name = 'setting'").fetchone() is None:
        return own
    kept = settings.get(connection, _SETTING)
    return own if kept is None else bytes.fromhex(kept)


def carry(connection: Connection, own: bytes) -> None:
    """Let the secret live on in a database that gets another key.

    Args:
        connection: in a writing transaction, in the new database.
        own: as for :func:`secret`, of the old key.
    """
    if settings.get(connection, _SETTING) is None:
        settings.put(connection, _SETTING, own.hex())


def read(path: Path, key: bytes) -> Filed:
    """What the file says, as far as it proves itself.

    Args:
        path: the file; a missing one says nothing.
        key: from :func:`secret`.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Filed()
    found, pending = dict[UUID, date](), dict[UUID, datetime]()
    for name, day, moment, code in _ENTRY.findall(raw.decode("utf-8", errors="replace")):
        if hmac.compare_digest(code, _code(key, name, day, moment)):
            with suppress(ValueError):
                if moment:
                    pending[UUID(name)] = datetime.fromisoformat(moment)
                else:
                    found[UUID(name)] = date.fromisoformat(day)
    return Filed(found, pending, raw == _plain(key, found, pending))


def write(path: Path, key: bytes, known: Mapping[UUID, date], pending: Mapping[UUID, datetime] | None = None) -> None:
    """Write the file whole or not at all. One that does not prove itself stays under another name.

    Raises:
        OSError: the disk does not work along.
    """
    if not read(path, key).whole:
        _set_aside(path)
    write_whole(path, _plain(key, known, pending or {}))


def set_aside(folder: Path) -> list[Path]:
    """The lists that did not prove themselves."""
    return sorted(folder.glob(f"{ASIDE}*"))


def _set_aside(path: Path) -> None:
    stamp = f"{ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    number, aside = 1, path.with_name(f"{stamp}.json")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stamp}-{number}.json")
    replace(path, aside)


def _plain(key: bytes, known: Mapping[UUID, date], pending: Mapping[UUID, datetime]) -> bytes:
    body = {
        "format": "beschutdesk-destroyed",
        "version": 2,
        "destroyed": dict(_entries(key, {one: (day.isoformat(), "") for one, day in known.items()})),
        "pending": dict(_entries(key, {one: (f"{at:%Y-%m-%d}", at.isoformat()) for one, at in pending.items()})),
    }
    return json.dumps(body, indent=1).encode() + b"\n"


def _entries(key: bytes, told: Mapping[UUID, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for one in sorted(told):
        day, moment = told[one]
        yield str(one), f"{day} {moment + ' ' if moment else ''}{_code(key, str(one), day, moment)}"


def _code(key: bytes, name: str, day: str, moment: str) -> str:
    return hmac.digest(key, "\n".join((name, day, moment)).encode(), "sha256").hex()
