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
from beschutdesk.storage.errors import BadBackup
from beschutdesk.trouble import Trouble
from beschutdesk.vault.errors import WrongSecret

__all__ = ["BadBackup", "Contents", "look_inside", "owner_of", "restore"]

if TYPE_CHECKING:
    import sqlalchemy as sa

    from beschutdesk.services.desk import Desk
    from beschutdesk.storage.audit import Head, Stamp
    from beschutdesk.storage.backup import Report
    from beschutdesk.storage.manifest import Manifest
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey


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
        afterwards: what opens the vault once it is put back, in Dutch; empty when the present vault was not looked at.
    """

    backup: Backup
    dossiers: int
    employers: tuple[str, ...]
    last_change: datetime | None
    destroyed_since: int
    attachments_missing: int = 0
    afterwards: str = ""


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
        envelope: when it holds the same key: then its ways in are the newer ones, and they stay.
        destroyed: ids of what was destroyed; they must not come back.
        left: heads of its audit log; ``None`` when it cannot be read.
        renewed: it is the same vault under a key that was made since.
    """

    envelope: "Envelope | None"
    destroyed: dict[UUID, date]
    left: "Sequence[Head] | None"
    renewed: bool


def look_inside(backup: Backup | Path, secret: str, profile: Path | None = None) -> Contents:
    """Open a backup and tell what is in it. Changes nothing, neither there nor in the vault.

    Args:
        backup: the backup, or its folder.
        secret: passphrase or recovery code of the time it was made.
        profile: the present vault, to count what was destroyed since.

    Raises:
        WrongSecret: it is not the secret of that time. It counts as a wrong try at the door.
        TooSoon: a wrong one was typed a moment ago.
        BadBackup, DamagedDatabase, DamagedEnvelope, NewerEnvelope: the backup is not whole.
    """
    opened = _open(backup, secret, profile)
    present = _present(profile, secret, opened) if profile is not None else None
    return _contents(opened, present, _afterwards(present, secret) if present is not None else "")


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

    opened = _open(backup, secret, profile)
    try:
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        with Claim(profile, exclusive=True):
            stage.finish(profile)  # what an earlier program left
            present = _present(profile, secret, opened)
            with stage.making(profile) as fresh:
                envelope = present.envelope or opened.envelope
                _fill(fresh, opened, present, report)
                stage.seal(fresh)
                envelope.save(fresh / ENVELOPE)
    except OSError as error:
        raise blamed(error, "De reservekopie kon niet worden teruggezet.") from None
    return profiles._enter(profile, envelope, opened.key, profiles._way(secret))


def _fill(fresh: Path, opened: _Opened, present: _Present, report: "Report | None") -> None:
    from beschutdesk.storage import backup, file_copies

    file_copies.copy_file(opened.backup.path / DATABASE, fresh / DATABASE)
    _settle_with_the_present(fresh, opened, present)
    with backup.reading(fresh / DATABASE, bytes(opened.key)) as connection:
        wanted = sorted(backup.digests(connection))
    files, source = attachments_of(fresh / ATTACHMENTS, opened.key), shared(opened.backup.path)
    (fresh / ATTACHMENTS).mkdir(mode=0o700)
    for done, digest in enumerate(wanted):
        if report is not None:
            report(done, len(wanted))
        if (source / files.name(digest)).is_file():
            file_copies.copy_file(source / files.name(digest), fresh / ATTACHMENTS / files.name(digest))


def _settle_with_the_present(fresh: Path, opened: _Opened, present: _Present) -> None:
    """Bring the schema up, destroy again what was destroyed, and begin a new branch of the audit log."""
    from beschutdesk.storage import audit, destroying
    from beschutdesk.storage.destroyed import Filed
    from beschutdesk.storage.engine import make_engine
    from beschutdesk.storage.migrate import bring_up

    engine = make_engine(fresh / DATABASE, bytes(opened.key))
    try:
        bring_up(engine)
        with engine.begin() as connection:
            stamp = owner_of(connection, opened.envelope)
            note = audit.restored(opened.manifest.head or audit.Head(), present.left)
            audit.append(connection, stamp, [note])
            again = destroying.reconcile(connection, Filed(present.destroyed), stamp, date.today())  # noqa: DTZ011
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
    from beschutdesk.services.destroying import filed
    from beschutdesk.storage import audit, backup
    from beschutdesk.vault.envelope import Envelope

    envelope, left, destroyed, renewed = None, None, dict[UUID, date](), False
    with suppress(OSError), backup.reading(opened.backup.path / DATABASE, bytes(opened.key)) as connection:
        destroyed |= filed(profile, connection, opened.key).destroyed
    with suppress(OSError, Trouble):
        found, key = Envelope.load(profile / ENVELOPE), opened.key
        if found.vault == opened.envelope.vault and (same := _same_key(found, secret, opened)) is not None:
            envelope, renewed = (found, False) if same else (None, True)
        if envelope is None:
            key = found.open_with_secret(secret)
        with backup.reading(profile / DATABASE, bytes(key), quiet=False) as connection:
            for root, day in connection.execute('SELECT root_id, "on" FROM destroyed'):
                destroyed.setdefault(UUID(bytes=bytes(root)), date.fromisoformat(day))
            if backup.head_of(connection) is not None:
                left = audit.left(connection)
    return _Present(envelope, destroyed, left, renewed)


def _same_key(found: "Envelope", secret: str, opened: _Opened) -> bool | None:
    """Whether an envelope holds the key of the backup; ``None`` when an older version wrote it and the secret is not
    its own.
    """
    if (held := found.holds(opened.key)) is not None:
        return held
    try:
        return bytes(found.open_with_secret(secret)) == bytes(opened.key)
    except WrongSecret:
        return None


def _afterwards(present: _Present, secret: str) -> str:
    """Which passphrase counts once the backup is put back."""
    if present.renewed:
        return (
            "De sleutel van de kluis is na deze reservekopie vernieuwd. Na het terugzetten gelden de wachtzin en de "
            "herstelcode van toen weer. Kende een ander die, vernieuw dan daarna de sleutel."
        )
    if present.envelope is None:
        return "Na het terugzetten gelden de wachtzin en de herstelcode van deze reservekopie."
    try:
        present.envelope.open_with_secret(secret)
    except WrongSecret:
        return (
            "Wat je hebt getypt, is na deze reservekopie veranderd. Na het terugzetten gelden de wachtzin en de "
            "herstelcode van nu. Ken je die niet meer, zet de reservekopie dan terug in een lege map."
        )
    return "Na het terugzetten gelden dezelfde wachtzin en herstelcode als nu."


# -- opening -----------------------------------------------------------------------------------------------------------


def _open(backup: Backup | Path, secret: str, profile: Path | None) -> _Opened:
    """Open a backup by its own envelope, and prove all of it but the attachments."""
    from beschutdesk.storage.backup import prove
    from beschutdesk.storage.file_copies import sha256_of
    from beschutdesk.storage.manifest import Manifest
    from beschutdesk.vault.envelope import Envelope

    path = backup.path if isinstance(backup, Backup) else backup
    manifest, found = Manifest.load(path / MANIFEST), backup_at(path)
    if manifest is None or found is None:
        raise _bad("is niet compleet")
    envelope = Envelope.load(path / ENVELOPE)
    key = _key(envelope, secret, profile or path.parent)
    if not manifest.is_of(key.derive(PURPOSE)) or str(envelope.vault) != manifest.vault:
        raise _bad("is veranderd nadat ze was gemaakt")
    if any(sha256_of(path / name) != sha for name, (sha, _) in manifest.files.items()):
        raise _bad("is beschadigd")
    prove(path / DATABASE, bytes(key), manifest.rows, manifest.rows)
    return _Opened(found, manifest, envelope, key)


def _key(envelope: "Envelope", secret: str, place: Path) -> "DataKey":
    """The data key of a backup. A guess counts and waits as at the door of the vault.

    A right one clears no count: anybody can make a backup of which the secret is known.
    """
    from beschutdesk.vault import tries

    count = tries.Tries(place)
    count.begin(tries.SECRET, "backup")
    try:
        key = envelope.open_with_secret(secret)
    except WrongSecret:
        raise
    except BaseException:
        count.take_back(tries.SECRET)
        raise
    count.take_back(tries.SECRET)
    return key


def _contents(opened: _Opened, present: _Present | None, afterwards: str) -> Contents:
    from beschutdesk.storage import backup

    with backup.reading(opened.backup.path / DATABASE, bytes(opened.key)) as connection:
        wanted = backup.digests(connection)
        employers = connection.execute("SELECT name FROM employer WHERE deleted_at IS NULL ORDER BY name")
        names = tuple(str(row[0]) for row in employers if row[0])
        roots = {bytes(row[0]) for row in connection.execute("SELECT id FROM candidate")} if present else set()
        dossiers, changed = backup.number_of(connection, "candidate"), backup.last_change(connection)
    files = attachments_of(shared(opened.backup.path), opened.key)
    lacking = files.check(wanted)
    gone = sum(key.bytes in roots for key in present.destroyed) if present else 0
    return Contents(opened.backup, dossiers, names, changed, gone, len(lacking.missing + lacking.damaged), afterwards)


def _bad(what: str) -> BadBackup:
    return BadBackup(f"Deze reservekopie {what}.", "De kluis zelf is niet veranderd.", "Kies een andere reservekopie.")
