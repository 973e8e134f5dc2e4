"""Looking into a backup and putting it back. The vault that it replaces may be damaged, gone or of another key."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from beschutdesk.services import stage
from beschutdesk.services.backups import MANIFEST, PURPOSE, Backup, attachments_of, backup_at, shared
from beschutdesk.services.stage import ATTACHMENTS, DATABASE, ENVELOPE
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    import sqlalchemy as sa

    from beschutdesk.services.desk import Desk
    from beschutdesk.storage.audit import Head, Stamp
    from beschutdesk.storage.backup import Report
    from beschutdesk.storage.manifest import Manifest
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey


class BadBackup(Trouble):
    """A backup that is not whole, or was changed after it was made."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a backup, as read from the opened database.

    Attributes:
        backup: as it stands in the folder.
        dossiers: number of candidates outside the trash.
        employers: names of the employers outside the trash, in order.
        last_change: UTC moment of the last save.
        destroyed_since: how many of its dossiers were destroyed afterwards; they do not come back.
        attachments_missing: how many files it lacks; their dossiers come back without them.
    """

    backup: Backup
    dossiers: int
    employers: tuple[str, ...]
    last_change: datetime | None
    destroyed_since: int
    attachments_missing: int = 0


@dataclass(frozen=True, slots=True)
class _Opened:
    backup: Backup
    manifest: "Manifest"
    envelope: "Envelope"
    key: "DataKey"


@dataclass(frozen=True, slots=True)
class _Present:
    """What can still be read of the vault that is to be replaced.

    Attributes:
        envelope: when the given secret opens it to the same key: then its ways in are the newer ones.
        destroyed: ids of what was destroyed; they must not come back.
        left: heads of its audit log; ``None`` when it cannot be read.
    """

    envelope: "Envelope | None"
    destroyed: dict[UUID, date]
    left: "Sequence[Head] | None"


def look_inside(backup: Backup | Path, secret: str, profile: Path | None = None) -> Contents:
    """Open a backup and tell what is in it. Changes nothing, neither there nor in the vault.

    Args:
        backup: the backup, or its folder.
        secret: passphrase or recovery code of the time it was made.
        profile: the present vault, to count what was destroyed since.

    Raises:
        WrongSecret: it is not the secret of that time.
        BadBackup, DamagedDatabase, DamagedEnvelope, NewerEnvelope: the backup is not whole.
    """
    opened = _open(backup, secret)
    present = _present(profile, secret, opened) if profile is not None else None
    return _contents(opened, present)


def restore(profile: Path, backup: Backup | Path, secret: str, report: "Report | None" = None) -> "Desk":
    """Put a backup in the place of the vault, and open it.

    What was destroyed since does not come back. The replaced vault stays, in a folder ``vervangen-<moment>`` beside the
    new one. Nobody may have the vault open, this program included.

    Args:
        profile: the folder of the vault; it may be damaged or empty.
        backup: the backup, or its folder.
        secret: passphrase or recovery code of the time it was made.
        report: gets files done and in all; what it raises cancels, and then nothing has changed.

    Raises:
        InUse: the vault is open somewhere.
        WrongSecret, BadBackup, …: as :func:`look_inside`.
        Trouble: there is no room, or the disk does not work. The vault is as it was.
    """
    from beschutdesk.services import profile as profiles
    from beschutdesk.services.backups import blamed
    from beschutdesk.storage.claim import Claim

    opened = _open(backup, secret)
    try:
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        with Claim(profile, exclusive=True):
            stage.finish(profile)  # what an earlier program left
            present = _present(profile, secret, opened)
            fresh = stage.begin(profile)
            try:
                envelope = present.envelope or opened.envelope
                _fill(fresh, opened, present, report)
                stage.seal(fresh)
                envelope.save(fresh / ENVELOPE)
            except BaseException:
                stage.abandon(profile)
                raise
            stage.finish(profile)
    except OSError as error:
        raise blamed(error, "De reservekopie kon niet worden teruggezet.") from None
    return profiles._open(profile, envelope, opened.key)


def _fill(fresh: Path, opened: _Opened, present: _Present, report: "Report | None") -> None:
    from beschutdesk.storage import backup

    backup.copy_file(opened.backup.path / DATABASE, fresh / DATABASE)
    _settle_with_the_present(fresh, opened, present)
    with backup.reading(fresh / DATABASE, bytes(opened.key)) as connection:
        wanted = sorted(backup.digests(connection))
    files, source = attachments_of(fresh / ATTACHMENTS, opened.key), shared(opened.backup.path)
    (fresh / ATTACHMENTS).mkdir(mode=0o700)
    for done, digest in enumerate(wanted):
        if report is not None:
            report(done, len(wanted))
        if (source / files.name(digest)).is_file():
            backup.copy_file(source / files.name(digest), fresh / ATTACHMENTS / files.name(digest))


def _settle_with_the_present(fresh: Path, opened: _Opened, present: _Present) -> None:
    """Bring the schema up, destroy again what was destroyed, and begin a new branch of the audit log."""
    from beschutdesk.storage import audit, destroying
    from beschutdesk.storage.engine import make_engine
    from beschutdesk.storage.migrate import bring_up

    destroying.write(fresh / destroying.FILE, present.destroyed)
    engine = make_engine(fresh / DATABASE, bytes(opened.key))
    try:
        bring_up(engine)
        with engine.begin() as connection:
            stamp = owner_of(connection, opened.envelope)
            note = audit.restored(opened.manifest.head or audit.Head(), present.left)
            audit.append(connection, stamp, [note])
            again = destroying.reconcile(connection, fresh / destroying.FILE, stamp, date.today())  # noqa: DTZ011
        if again:
            destroying.wipe(engine)
        with engine.connect() as connection:  # one whole file, with nothing beside it
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        engine.dispose()


def owner_of(connection: "sa.Connection", envelope: "Envelope") -> "Stamp":
    """Who writes in a vault that no desk has open."""
    from beschutdesk.storage.audit import Stamp

    owner = connection.exec_driver_sql("SELECT name FROM caseworker ORDER BY rid LIMIT 1").scalar()
    return Stamp(owner or "", str(envelope.vault)[-12:])


def _present(profile: Path, secret: str, opened: _Opened) -> _Present:
    """What can be read of the present vault; nothing of it has to work."""
    from beschutdesk.storage import audit, backup, destroying
    from beschutdesk.vault.envelope import Envelope

    envelope, left, destroyed = None, None, dict[UUID, date]()
    with suppress(OSError):
        destroyed = destroying.read(profile / destroying.FILE)
    with suppress(OSError, Trouble):
        found = Envelope.load(profile / ENVELOPE)
        key = found.open_with_secret(secret)
        if bytes(key) == bytes(opened.key) and found.vault == opened.envelope.vault:
            envelope = found
        with backup.reading(profile / DATABASE, bytes(key), quiet=False) as connection:
            for root, day in connection.execute('SELECT root_id, "on" FROM destroyed'):
                destroyed.setdefault(UUID(bytes=bytes(root)), date.fromisoformat(day))
            if backup.head_of(connection) is not None:
                left = audit.left(connection)
    return _Present(envelope, destroyed, left)


# -- opening -----------------------------------------------------------------------------------------------------------


def _open(backup: Backup | Path, secret: str) -> _Opened:
    """Open a backup by its own envelope, and prove all of it but the attachments."""
    from beschutdesk.storage.backup import prove, sha256_of
    from beschutdesk.storage.manifest import Manifest
    from beschutdesk.vault.envelope import Envelope

    path = backup.path if isinstance(backup, Backup) else backup
    manifest, found = Manifest.load(path / MANIFEST), backup_at(path)
    if manifest is None or found is None:
        raise _bad("is niet compleet")
    envelope = Envelope.load(path / ENVELOPE)
    key = envelope.open_with_secret(secret)
    if not manifest.is_of(key.derive(PURPOSE)) or str(envelope.vault) != manifest.vault:
        raise _bad("is veranderd nadat ze was gemaakt")
    if any(sha256_of(path / name) != sha for name, (sha, _) in manifest.files.items()):
        raise _bad("is beschadigd")
    prove(path / DATABASE, bytes(key), manifest.rows, manifest.rows)
    return _Opened(found, manifest, envelope, key)


def _contents(opened: _Opened, present: _Present | None) -> Contents:
    from beschutdesk.storage import backup

    with backup.reading(opened.backup.path / DATABASE, bytes(opened.key)) as connection:
        wanted = backup.digests(connection)
        employers = connection.execute("SELECT name FROM employer WHERE deleted_at IS NULL ORDER BY name")
        names = tuple(str(row[0]) for row in employers if row[0])
        roots = {bytes(row[0]) for row in connection.execute("SELECT id FROM candidate")} if present else set()
        dossiers, changed = backup.number_of(connection, "candidate"), backup.last_change(connection)
    files = attachments_of(shared(opened.backup.path), opened.key)
    missing = sum(not _whole(files, digest) for digest in wanted)
    gone = sum(key.bytes in roots for key in present.destroyed) if present else 0
    return Contents(opened.backup, dossiers, names, changed, gone, missing)


def _whole(files: Any, digest: str) -> bool:
    try:
        files.get(digest)
    except Trouble:
        return False
    return True


def _bad(what: str) -> BadBackup:
    return BadBackup(f"Deze reservekopie {what}.", "De kluis zelf is niet veranderd.", "Kies een andere reservekopie.")
