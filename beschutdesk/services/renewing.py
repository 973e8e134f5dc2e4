"""*Sleutel vernieuwen*: everything sealed anew under a fresh key, for when the old one may be in other hands."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from beschutdesk.services import stage
from beschutdesk.services.stage import ATTACHMENTS, DATABASE, ENVELOPE
from beschutdesk.trouble import Trouble

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.storage.backup import Report
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey

AFTERWARDS = (
    "De kluis heeft een nieuwe sleutel. De oude wachtzin, de oude herstelcode en de pincode openen haar niet meer. "
    "Reservekopieën van vóór vandaag houden hun oude sleutel: wie die sleutel heeft, kan ze nog lezen. Gooi ze weg als "
    "je ze niet meer nodig hebt, en stel daarna een nieuwe pincode in."
)
"""What to tell when it is done."""


def renew(profile: Path, secret: str, passphrase: str, code: str, report: "Report | None" = None) -> "Desk":
    """Seal a vault anew under a fresh data key, with these ways in only. Nobody may have it open.

    A backup under the old key is made first. Killed at any moment, there is exactly one whole vault, which opens by the
    old or by the new secrets. The old one is deleted once the new one has opened.

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
        Trouble: the backup failed, or there is no room. The vault is as it was.
    """
    from beschutdesk.services import profile as profiles
    from beschutdesk.services.backups import before, blamed
    from beschutdesk.storage.claim import Claim
    from beschutdesk.vault.envelope import check_code
    from beschutdesk.vault.keys import DataKey

    _check(passphrase)
    check_code(code)
    envelope, key = profiles.data_key(profile, secret)
    try:
        with Claim(profile, exclusive=True):
            before(profile, key, "rekey")
            fresh, new = stage.begin(profile), DataKey.make()
            try:
                lost = _copy(profile, key, fresh, new, report)
                _note(fresh, new, envelope, lost)
                sealed = _envelope(envelope, new, passphrase, code)
                stage.seal(fresh, forget_old=True)
                sealed.save(fresh / ENVELOPE)
            except BaseException:
                stage.abandon(profile)
                raise
            stage.finish(profile)
    except OSError as error:
        raise blamed(error, "De sleutel kon niet worden vernieuwd.") from None
    return profiles._open(profile, sealed, new)


def _check(passphrase: str) -> None:
    from beschutdesk.vault.errors import WeakSecret
    from beschutdesk.vault.strength import strength

    if not (found := strength(passphrase)).enough:
        raise WeakSecret("Deze wachtzin is te makkelijk te raden.", "Er is niets veranderd.", found.advice)


def _copy(profile: Path, key: "DataKey", fresh: Path, new: "DataKey", report: "Report | None") -> int:
    """Database and attachments under the new key. Returns how many attachments could not be read."""
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
        try:
            content = old.get(digest)
        except Trouble:
            lost += 1  # damaged or missing before, and said by a check before and after
            continue
        sealed.put(content)
        sealed.get(digest)
    return lost


def _note(fresh: Path, new: "DataKey", envelope: "Envelope", lost: int) -> None:
    """A line in the audit log of the new vault, which proves besides that it opens as a vault does."""
    from beschutdesk.services.restoring import owner_of
    from beschutdesk.storage import audit
    from beschutdesk.storage.engine import make_engine
    from beschutdesk.storage.migrate import bring_up

    engine = make_engine(fresh / DATABASE, bytes(new))
    try:
        bring_up(engine)
        with engine.begin() as connection:
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
