"""Backups: made by themselves, proven before they count, thinned by age, and their failures kept in sight.

``<folder>/BeschutDesk-<end of the vault's id>/<moment>/`` holds database, envelope and manifest; beside the moments
stands one folder with attachments, in which each encrypted file is kept once. Everything is as encrypted as the vault.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.rules import rotation
from beschutdesk.services.backup_list import (
    FALLBACK,
    MANIFEST,
    PURPOSE,
    WHY,
    Backup,
    attachments_of,
    backup_at,
    blamed,
    found_in,
    gone,
    listed,
    own_folder,
    shared,
    trouble_of,
)
from beschutdesk.services.backup_making import (
    FOLDER,
    AtWork,
    before,
    before_migration,
    chosen_folder,
    thin_out,
    write,
)
from beschutdesk.services.stage import ENVELOPE
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.store import Store
    from beschutdesk.storage.audit import Note
    from beschutdesk.storage.backup import Report

__all__ = [
    "FALLBACK",
    "FOLDER",
    "MANIFEST",
    "PURPOSE",
    "WHY",
    "AtWork",
    "Backup",
    "Backups",
    "State",
    "attachments_of",
    "backup_at",
    "before",
    "before_migration",
    "blamed",
    "chosen_folder",
    "found_in",
    "shared",
    "thin_out",
    "write",
]

_FAILED = "backup_failed"
"""Key of the setting: the trouble with the last backup, until a good one is made."""


@dataclass(frozen=True, slots=True)
class State:
    """How the backups stand.

    Attributes:
        folder: where they go.
        chosen: the user chose that folder.
        last: the latest that is there.
        failed: what is wrong, until a good one is made.
        due: none was made today.
    """

    folder: Path
    chosen: bool
    last: Backup | None
    failed: Trouble | None
    due: bool


class Backups:
    """The backups of an open vault."""

    def __init__(self, profile: Path, store: "Store") -> None:
        self._profile = profile
        self._store = store
        self._failed: Trouble | None = None

    def state(self) -> State:
        """How things stand; reads only names and manifests."""
        chosen, failed = self._chosen(), self._failed or trouble_of(self._setting(_FAILED))
        made = self.found()
        if chosen is not None and not chosen.is_dir():
            failed = failed or gone()
        return State(
            folder=chosen or self._profile / FALLBACK,
            chosen=chosen is not None,
            last=made[0] if made else None,
            failed=failed,
            due=rotation.due((backup.made_at for backup in made), datetime.now(UTC).astimezone()),
        )

    def found(self, folder: Path | None = None) -> list[Backup]:
        """The backups of this vault, latest first: in a folder, else in the chosen one and in the profile."""
        folders = [folder] if folder is not None else [self._chosen(), self._profile / FALLBACK]
        own = own_folder(self._vault())
        made = [backup for place in folders if place is not None for backup in listed(place / own)]
        return sorted(made, key=lambda backup: backup.made_at, reverse=True)

    def make(self, why: str = "daily", report: "Report | None" = None) -> Backup:
        """Make one in the chosen folder and thin out the old ones.

        Raises:
            Trouble: it did not work, which :meth:`state` tells from then on. Older backups stand as they were.
        """
        from beschutdesk.storage.audit import FAILED, Act, Note

        folder = self._chosen()
        try:
            if folder is not None and not folder.is_dir():
                raise gone()
            made = self._write(folder or self._profile / FALLBACK, why, report)
        except AtWork:  # somebody makes one: nothing is wrong with the backups
            raise
        except Trouble as trouble:  # not what the report raises to cancel
            self._failed = trouble
            with suppress(Trouble):  # the vault may stand on the disk that is full
                self._remember(trouble, Note(Act.BACKUP, result=FAILED, detail={"why": why}))
            raise
        self._remember(None, Note(Act.BACKUP, detail={"why": why, "dossiers": made.dossiers}))
        return made

    def before(self, why: str, report: "Report | None" = None) -> Backup:
        """Make one before something that changes much; in the profile itself when the chosen folder is out of reach.

        Raises:
            Trouble: it did not work there either, so the work must not begin.
        """
        try:
            return self.make(why, report)
        except Trouble:
            if self._chosen() is None:
                raise
        return self._write(self._profile / FALLBACK, why, report)

    def _write(self, folder: Path, why: str, report: "Report | None") -> Backup:
        return write(self._profile, self._store.key, folder, why, report)

    def _vault(self) -> str:
        from beschutdesk.vault.envelope import Envelope

        return str(Envelope.load(self._profile / ENVELOPE).vault)

    def _chosen(self) -> Path | None:
        found = self._setting(FOLDER)
        return Path(found) if found else None

    def _setting(self, key: str) -> str:
        from beschutdesk.storage import settings

        with self._store.reading() as connection:
            return settings.get(connection, key) or ""

    def _remember(self, failed: Trouble | None, note: "Note") -> None:
        """Keep or forget the trouble, with a line in the audit log; a failure that goes on gives one line."""
        from beschutdesk.storage import audit, settings

        before, self._failed = self._setting(_FAILED), failed
        kept = json.dumps([failed.happened, failed.safe, failed.todo]) if failed else ""
        if failed and kept == before:
            return
        with self._store.writing() as connection:
            if failed:
                settings.put(connection, _FAILED, kept)
            elif before:
                settings.drop(connection, _FAILED)
            audit.append(connection, self._store.stamp, [note])
