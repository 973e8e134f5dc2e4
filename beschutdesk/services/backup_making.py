"""Making a backup of a vault that is open or closed, by its key, and thinning out the older ones."""

import errno
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk import __version__
from beschutdesk.rules import rotation
from beschutdesk.rules.rotation import Made
from beschutdesk.services.backup_list import (
    FALLBACK,
    MANIFEST,
    PURPOSE,
    UNFINISHED,
    Backup,
    attachments_of,
    backup_of,
    blamed,
    not_verified,
    own_folder,
)
from beschutdesk.services.stage import ATTACHMENTS, DATABASE, ENVELOPE
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.storage.backup import Report
    from beschutdesk.storage.manifest import Manifest
    from beschutdesk.vault.keys import DataKey

FOLDER = "backup_folder"
"""Key of the setting: the folder the user chose."""
_SPARE = 4 * 1024 * 1024
_WAIT = 30.0
"""Seconds to wait for another backup to be ready."""


class AtWork(Trouble):
    """Another window or program is making a backup of this vault in this folder."""

    def __init__(self) -> None:
        super().__init__(
            "Er wordt al een reservekopie gemaakt, in een ander venster of programma.",
            "De kluis en de eerdere reservekopieën zijn niet veranderd.",
            "Wacht tot die klaar is, en probeer het zo nodig opnieuw.",
        )


def write(profile: Path, key: "DataKey", folder: Path, why: str, report: "Report | None" = None) -> Backup:
    """Make a backup of a vault, open or closed; then thin out the older ones.

    Args:
        profile: the vault.
        key: its data key.
        folder: where backups go. It must be there, unless it stands in the profile.
        why: a key of :data:`WHY`.
        report: gets bytes done and in all; what it raises cancels.

    Raises:
        AtWork: somebody else is making one.
        Trouble: it did not work; what was there before still is.
    """
    from beschutdesk.storage.claim import Claim, InUse
    from beschutdesk.vault.envelope import Envelope

    _refuse_gone(profile)
    vault = str(Envelope.load(profile / ENVELOPE).vault)
    place = folder / own_folder(vault)
    try:
        for needed in (folder, place, place / ATTACHMENTS):
            needed.mkdir(mode=0o700, exist_ok=True)
        with Claim(place, exclusive=True, wait=_WAIT):  # the window and the command line may want one at once
            _sweep_unfinished(place)
            _refuse_full(profile, place)
            stamp = _free_stamp(place)
            part = place / (stamp + UNFINISHED)
            part.mkdir(mode=0o700)
            try:
                made = _fill(profile, key, vault, place, part, why, report)
                _settle(part, place / stamp)
            finally:
                shutil.rmtree(part, ignore_errors=True)
            with suppress(OSError):  # the new one is good; the next one thins out again
                thin_out(place, key)
    except InUse:
        raise AtWork from None
    except OSError as error:
        raise blamed(error) from None
    return backup_of(place / stamp, made)


def _fill(
    profile: Path, key: "DataKey", vault: str, place: Path, part: Path, why: str, report: "Report | None"
) -> "Manifest":
    from beschutdesk.storage import backup, file_copies, migrate
    from beschutdesk.storage.manifest import Manifest

    rows = backup.copy(profile / DATABASE, bytes(key), part / DATABASE, report)
    file_copies.copy_file(profile / ENVELOPE, part / ENVELOPE)
    _really_this_key(part / ENVELOPE, vault)
    with backup.reading(part / DATABASE, bytes(key)) as connection:
        wanted = backup.digests(connection)
        attachments, missing = _copy_attachments(profile, key, place, wanted, report)
        made = Manifest(
            made_at=datetime.now(UTC),
            why=why,
            app=__version__,
            schema=migrate.revision(connection) or "",
            vault=vault,
            files={name: _mark(part / name) for name in (DATABASE, ENVELOPE)},
            attachments=attachments,
            missing=missing,
            rows=rows,
            dossiers=backup.number_of(connection, "candidate"),
            employers=backup.number_of(connection, "employer"),
            last_change=backup.last_change(connection),
            head=backup.head_of(connection),
        ).signed(key.derive(PURPOSE))
    made.save(part / MANIFEST)
    return made


def _copy_attachments(
    profile: Path, key: "DataKey", place: Path, wanted: set[str], report: "Report | None"
) -> tuple[dict[str, tuple[str, int]], int]:
    """Bring what is new to the shared folder; returns what the backup has, and how many the vault itself lacks.

    One that is damaged here and whole in an older backup stays as it is there.
    """
    from beschutdesk.storage.file_copies import copy_file, sha256_of

    files, found, missing = attachments_of(profile / ATTACHMENTS, key), dict[str, tuple[str, int]](), 0
    copies = attachments_of(place / ATTACHMENTS, key)
    for done, digest in enumerate(sorted(wanted)):
        if report is not None:
            report(done, len(wanted))
        name = files.name(digest)
        source, target = profile / ATTACHMENTS / name, place / ATTACHMENTS / name
        same = source.is_file() and target.is_file() and sha256_of(target) == sha256_of(source)
        if source.is_file() and not same and files.is_whole(digest):
            copy_file(source, target)
        if not copies.is_whole(digest):
            missing += 1
            continue
        found[name] = _mark(target)
    return found, missing


def _really_this_key(envelope: Path, vault: str) -> None:
    """The copy of the envelope reads back whole and belongs to this vault. Its secret nobody types for a backup."""
    from beschutdesk.vault.envelope import Envelope

    if str(Envelope.load(envelope).vault) != vault:
        raise not_verified()


def _settle(part: Path, done: Path) -> None:
    from beschutdesk.storage.file_copies import settle, sha256_of
    from beschutdesk.storage.manifest import Manifest

    made = Manifest.load(part / MANIFEST)
    if made is None or any(sha256_of(part / name) != sha for name, (sha, _) in made.files.items()):
        raise not_verified()
    settle(part, done)


def thin_out(place: Path, key: "DataKey") -> None:
    """Remove the backups whose turn is over, and the attachments that none of the others names.

    Only a manifest that proves itself under this key takes a place; one of an older key, or one that cannot be read,
    is left alone, and so are all attachments while there is any that cannot be read.
    """
    from beschutdesk.storage.file_copies import is_name
    from beschutdesk.storage.manifest import Manifest, is_there

    folders = [path for path in place.iterdir() if path.is_dir() and path.name != ATTACHMENTS]
    read = {path: Manifest.load(path / MANIFEST) for path in folders}
    mac = key.derive(PURPOSE)
    proven = {path: made for path, made in read.items() if made and made.is_of(mac) and is_there(path, made)}
    stay = rotation.kept((Made(m.made_at, m.why) for m in proven.values()), datetime.now(UTC).astimezone())
    newest = max(proven, key=lambda path: proven[path].made_at, default=None)
    for path, made in proven.items():
        if Made(made.made_at, made.why) not in stay and path != newest:
            gone = path.with_name(path.name + UNFINISHED)  # half a backup never bears the name of a whole one
            path.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)
            del read[path]
    named: set[str] = set()
    for manifest in read.values():
        if manifest is None:
            return
        named |= manifest.attachments.keys()
    for entry in (place / ATTACHMENTS).iterdir():
        if is_name(entry.name) and entry.name not in named:
            entry.unlink()


def _sweep_unfinished(place: Path) -> None:
    for path in place.glob(f"*{UNFINISHED}"):
        shutil.rmtree(path, ignore_errors=True)
    for left in (place / ATTACHMENTS).glob("*.new"):
        left.unlink(missing_ok=True)


def _refuse_gone(profile: Path) -> None:
    for name in (DATABASE, ENVELOPE):
        if not (profile / name).is_file():
            raise Trouble(
                f"Het bestand {name} van de kluis is weg.",
                "De reservekopieën die er al zijn, zijn niet veranderd.",
                "Sluit het programma niet voor je weet waar het bestand is, of zet daarna een reservekopie terug.",
            )


def _refuse_full(profile: Path, place: Path) -> None:
    needed = (profile / DATABASE).stat().st_size + _SPARE
    if shutil.disk_usage(place).free < needed:
        raise blamed(OSError(errno.ENOSPC, ""))


def _free_stamp(place: Path) -> str:
    stamp = first = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 1
    while (place / stamp).exists():
        number += 1
        stamp = f"{first}-{number}"
    return stamp


def _mark(path: Path) -> tuple[str, int]:
    from beschutdesk.storage.file_copies import sha256_of

    return sha256_of(path), path.stat().st_size


def chosen_folder(profile: Path, key: "DataKey") -> Path | None:
    """The folder the user chose, read from a vault that is not open."""
    from beschutdesk.storage import settings
    from beschutdesk.storage.backup import reading

    with reading(profile / DATABASE, bytes(key), quiet=False) as connection:
        found = settings.get(connection, FOLDER)
    return Path(found) if found else None


def before(profile: Path, key: "DataKey", why: str, report: "Report | None" = None) -> Backup:
    """Make one before something that changes much; in the profile itself when the chosen folder is out of reach.

    Raises:
        Trouble: it did not work there either, so the work must not begin.
    """
    chosen = chosen_folder(profile, key)
    if chosen is not None and chosen.is_dir():
        with suppress(Trouble):
            return write(profile, key, chosen, why, report)
    return write(profile, key, profile / FALLBACK, why, report)


def before_migration(profile: Path, key: "DataKey") -> None:
    """Make a backup when opening is about to bring the database to a newer schema.

    Raises:
        Trouble: that did not work, so the migration must not begin.
    """
    from beschutdesk.storage.backup import reading
    from beschutdesk.storage.migrate import needed

    with reading(profile / DATABASE, bytes(key), quiet=False) as connection:
        behind = needed(connection)
    if behind:
        before(profile, key, "migration")
