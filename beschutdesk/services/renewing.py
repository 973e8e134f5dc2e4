"""*Sleutel vernieuwen*: everything sealed anew under a fresh key, for when the old one may be in other hands."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beschutdesk.services import stage
from beschutdesk.services.stage import ATTACHMENTS, DATABASE, ENVELOPE

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.storage.attachments import Attachments
    from beschutdesk.storage.backup import Report
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey

AFTERWARDS = (
    "De kluis heeft een nieuwe sleutel. De oude wachtzin, de oude herstelcode en de pincode openen haar niet meer. "
    "Wat er eerder van is gemaakt houdt de oude sleutel: alle reservekopieën tot nu toe, ook die van zojuist, en de "
    "mappen ‘vervangen-…’ in de map van de kluis. Wie de oude wachtzin of code heeft, kan die nog lezen. Gooi ze weg "
    "als je ze niet meer nodig hebt, en stel daarna een nieuwe pincode in."
)
"""What to tell when it is done."""
_LOST = (
    " Ontbrekend of beschadigd, en daarom niet meegegaan: {lost}. De vorige kluis is daarom gebleven, in een "
    "map ‘vervangen-…’; ze gaat open met de oude wachtzin."
)


def renew(profile: Path, secret: str, passphrase: str, code: str, report: "Report | None" = None) -> "Desk":
    """Seal a vault anew under a fresh data key, with these ways in only. Nobody may have it open.

    A backup under the old key is made first. Killed at any moment, there is exactly one whole vault, which opens by the
    old or by the new secrets. The old one is deleted once the new one has opened, unless attachments were missing or
    damaged there: then it stays (:func:`afterwards`). Other copies under the old key stay too (:func:`older_copies`).

    Args:
        profile: the vault.
        secret: passphrase or recovery code of now.
        passphrase, code: the new ones; the code was typed back, so it is on paper.
        report: gets steps done and in all; what it raises cancels, and then nothing has changed.

    Raises:
        WrongSecret, TooSoon, …: the secret does not open the vault.
        WeakSecret: the passphrase is too easy to guess.
        InUse: the vault is open somewhere.
        DamagedDatabase: it is damaged; a new key would make that worse.
        Trouble: the backup failed, there is no room, or an attachment cannot be read now. The vault is as it was.
    """
    from beschutdesk.services import profile as profiles
    from beschutdesk.services.backups import before, blamed
    from beschutdesk.storage.claim import Claim
    from beschutdesk.vault.envelope import check_code
    from beschutdesk.vault.keys import DataKey

    profiles.must_be_strong(passphrase)
    check_code(code)
    envelope, key = profiles.data_key(profile, secret)
    try:
        with Claim(profile, exclusive=True):
            before(profile, key, "rekey")
            new = DataKey.make()
            with stage.making(profile) as fresh:
                lost = _copy(profile, key, fresh, new, report)
                _note(fresh, key, new, envelope, lost)
                sealed = _envelope(envelope, new, passphrase, code)
                stage.seal(fresh, forget_old=not lost)
                sealed.save(fresh / ENVELOPE)
    except OSError as error:
        raise blamed(error, "De sleutel kon niet worden vernieuwd.") from None
    desk = profiles._enter(profile, sealed, new, profiles.PASSPHRASE)
    desk.news = afterwards(desk)
    return desk


def afterwards(desk: "Desk") -> str:
    """What to tell after :func:`renew`, for the person whose vault it is."""
    from beschutdesk.services.audit import Act, Filter

    for line in desk.audit.lines(desk.audit.numbers(Filter(frozenset({Act.KEYS})))[:1]):
        if lost := line.detail.get("attachments_lost"):
            return AFTERWARDS + _LOST.format(lost=f"{lost} bijlage" if lost == 1 else f"{lost} bijlagen")
    return AFTERWARDS


def older_copies(desk: "Desk") -> list[Path]:
    """What of this vault opens with other keys than the present one, or may do so.

    Returns:
        The folders of replaced vaults in the profile, and of the backups within reach that are of another key.
    """
    return [*stage.replaced(desk.profile), *_older_backups(desk)]


def forget_older(desk: "Desk") -> list[Path]:
    """Remove what :func:`older_copies` names. First a backup under the present key is made, so that there is one.

    Returns:
        What could not be removed.

    Raises:
        Trouble: the backup did not work; then nothing is removed.
    """
    from beschutdesk.services.backup_list import UNFINISHED
    from beschutdesk.services.backups import thin_out
    from beschutdesk.storage.claim import Claim

    desk.backups.make("asked")
    stage.doom(desk.profile)
    older = _older_backups(desk)
    for place in {path.parent for path in older}:
        with suppress(OSError), Claim(place, exclusive=True, wait=30.0):
            for path in older:
                if path.parent == place:
                    gone = path.with_name(path.name + UNFINISHED)  # half a backup never bears the name of a whole one
                    path.rename(gone)
                    shutil.rmtree(gone, ignore_errors=True)
            thin_out(place, desk._store.key)  # the attachments that were only theirs
    return older_copies(desk)


def _older_backups(desk: "Desk") -> list[Path]:
    from beschutdesk.services.backups import MANIFEST, PURPOSE
    from beschutdesk.storage.manifest import Manifest

    mac = desk._store.key.derive(PURPOSE)
    read = [(made.path, Manifest.load(made.path / MANIFEST)) for made in desk.backups.found()]
    return [path for path, manifest in read if manifest is not None and not manifest.is_of(mac)]


def _copy(profile: Path, key: "DataKey", fresh: Path, new: "DataKey", report: "Report | None") -> int:
    """Database and attachments under the new key. Returns how many attachments are missing or damaged.

    Raises:
        OSError: one is there and cannot be read now; who looks again later may find it whole.
    """
    from beschutdesk.services.backups import attachments_of
    from beschutdesk.storage import backup

    with backup.reading(profile / DATABASE, bytes(key), quiet=False) as connection:
        digests = sorted(backup.digests(connection))
    size, lost = len(digests) + 100, 0  # the database counts for a hundred files

    def of_the_database(done: int, total: int) -> None:
        if report is not None:
            report(100 * done // max(total, 1), size)

    backup.rekeyed(profile / DATABASE, bytes(key), fresh / DATABASE, bytes(new), of_the_database)
    old, sealed = attachments_of(profile / ATTACHMENTS, key), attachments_of(fresh / ATTACHMENTS, new)
    for done, digest in enumerate(digests, 101):
        if report is not None:
            report(done, size)
        content = _twice(old, digest)  # damaged twice: it is the file, not the reading
        if content is None:
            lost += 1
            continue
        sealed.put(content)
        sealed.get(digest)
    return lost


def _twice(files: "Attachments", digest: str) -> bytes | None:
    content = files.look(digest)
    return files.look(digest) if content is None else content


def _note(fresh: Path, old: "DataKey", new: "DataKey", envelope: "Envelope", lost: int) -> None:
    """A line in the audit log of the new vault, which proves besides that it opens as a vault does."""
    from beschutdesk.services import destroying
    from beschutdesk.services.restoring import owner_of
    from beschutdesk.storage import audit
    from beschutdesk.storage.engine import make_engine
    from beschutdesk.storage.migrate import bring_up

    engine = make_engine(fresh / DATABASE, bytes(new))
    try:
        bring_up(engine)
        with engine.begin() as connection:
            destroying.carry(connection, old)
            detail = {"what": "renewed", "attachments_lost": lost}
            audit.append(connection, owner_of(connection, envelope), [audit.Note(audit.Act.KEYS, detail=detail)])
        with engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        engine.dispose()


def _envelope(old: "Envelope", new: "DataKey", passphrase: str, code: str) -> "Envelope":
    """The same vault with two ways in; both are tried before they count."""
    from beschutdesk.vault.envelope import Envelope

    sealed = Envelope(old.vault, ()).with_passphrase(new, passphrase).with_code(new, code, proven=True)
    if not bytes(sealed.open(passphrase)) == bytes(sealed.open_with_code(code)) == bytes(new):
        raise AssertionError("a fresh envelope does not open")
    return sealed
