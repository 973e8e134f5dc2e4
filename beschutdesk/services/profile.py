"""Making and opening a profile: a folder with the key envelope, the database and the attachments."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.blame import blame
from beschutdesk.services import stage
from beschutdesk.services.stage import ATTACHMENTS, DATABASE, ENVELOPE
from beschutdesk.storage.claim import InUse
from beschutdesk.storage.errors import (
    BadBackup,
    DamagedDatabase,
    EmptyDatabase,
    FailedMigration,
    ForeignDatabase,
    NewerDatabase,
    UnreachableDatabase,
)
from beschutdesk.trouble import Trouble
from beschutdesk.vault.errors import (
    DamagedEnvelope,
    LastWayIn,
    NewerEnvelope,
    NoKeyring,
    PinBlocked,
    TooSoon,
    WeakSecret,
    WrongSecret,
)

if TYPE_CHECKING:
    from beschutdesk.dossier.caseworker import Caseworker
    from beschutdesk.services.desk import Desk
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey
    from beschutdesk.vault.strength import Strength
    from beschutdesk.vault.tries import Tries

__all__ = [
    "ATTACHMENTS",
    "DATABASE",
    "ENVELOPE",
    "CannotOpen",
    "DamagedDatabase",
    "DamagedEnvelope",
    "EmptyDatabase",
    "ForeignDatabase",
    "LastWayIn",
    "NewerDatabase",
    "NewerEnvelope",
    "NoKeyring",
    "NoProfile",
    "PinBlocked",
    "TooSoon",
    "UnreachableDatabase",
    "WeakSecret",
    "WrongSecret",
]

PASSPHRASE, RECOVERY, PIN = "passphrase", "recovery", "pin"


class NoProfile(Trouble):
    """There is no vault in this folder."""


class CannotOpen(Trouble):
    """The folder cannot be used."""


OPENING = (
    NoProfile,
    CannotOpen,
    WrongSecret,
    TooSoon,
    PinBlocked,
    NoKeyring,
    DamagedEnvelope,
    NewerEnvelope,
    EmptyDatabase,
    ForeignDatabase,
    DamagedDatabase,
    NewerDatabase,
    UnreachableDatabase,
    FailedMigration,
    InUse,
    BadBackup,
)
"""Trouble that means: the vault, or a backup of it, cannot be opened."""


def default_profile() -> Path:
    """Where the platform keeps a program's own data."""
    from platformdirs import user_data_path

    return user_data_path("BeschutDesk", appauthor=False)


def exists(profile: Path) -> bool:
    """Whether there is a vault, whole or damaged."""
    return any((profile / name).exists() for name in (ENVELOPE, DATABASE, f"{stage.STAGE}/{ENVELOPE}"))


def strength(passphrase: str) -> "Strength":
    """How hard a passphrase is to guess: score 0 to 4, a Dutch word and advice."""
    from beschutdesk.vault import strength as module

    return module.strength(passphrase)


def must_be_strong(passphrase: str) -> None:
    """Refuse a new passphrase that is easy to guess.

    Raises:
        WeakSecret: it is; the trouble says what would help.
    """
    found = strength(passphrase)
    if not found.enough:
        raise WeakSecret("Deze wachtzin is te makkelijk te raden.", "Er is niets veranderd.", found.advice)


def weak_pin(pin: str) -> str:
    """What makes a PIN easy to guess, in Dutch; empty when it will do."""
    from beschutdesk.vault import strength as module

    return module.weak_pin(pin)


def new_recovery_code() -> str:
    """A fresh recovery code, to show before the vault is made with it."""
    from beschutdesk.vault.recovery import make_code

    return make_code()


def create(
    profile: Path, passphrase: str, owner: "Caseworker", code: str = "", *, proven: bool = False
) -> "tuple[Desk, str]":
    """A new vault with its owner. Returns the open desk and the recovery code, which is kept nowhere.

    Args:
        profile: the folder.
        passphrase: what opens it every day.
        owner: who works with it.
        code: a code from :func:`new_recovery_code`; a fresh one when empty.
        proven: the code was typed back, so it is on paper.

    Raises:
        CannotOpen: there is a vault already, or the folder cannot be written.
    """
    taken = CannotOpen("In deze map staat al een kluis.", "Er is niets veranderd.", "Kies een andere map.")
    if exists(profile):
        raise taken
    if not passphrase:
        raise CannotOpen("Een kluis heeft een wachtzin nodig.", "", "Kies een wachtzin.")
    from sqlalchemy.exc import DBAPIError

    from beschutdesk.storage.claim import Claim
    from beschutdesk.storage.engine import make_engine
    from beschutdesk.storage.migrate import bring_up
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey

    key = DataKey.make()
    envelope, code = Envelope.make(key, passphrase, code, proven=proven)
    try:
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        with Claim(profile, exclusive=True):  # or another program would clear the stage away while it is filled
            if exists(profile):
                raise taken
            with stage.making(profile) as fresh:
                (fresh / DATABASE).touch(mode=0o600)
                engine = make_engine(fresh / DATABASE, bytes(key), create=True)
                bring_up(engine)
                engine.dispose()
                with _open(fresh, envelope, key) as desk:
                    desk.dossiers.add([owner])
                stage.seal(fresh)
                envelope.save(fresh / ENVELOPE)
    except (OSError, DBAPIError, DamagedDatabase, UnreachableDatabase) as error:
        known = blame(error)
        raise CannotOpen(
            f"In deze map kan geen kluis worden gemaakt. {known.happened if known else 'De schijf werkt niet mee.'}",
            "Er is niets veranderd.",
            known.todo if known else "Maak ruimte of kies een andere map.",
        ) from None
    return _open(profile, envelope, key), code


@dataclass(frozen=True, slots=True)
class Ways:
    """What may open a vault on this device.

    Attributes:
        passphrase, recovery: there is one.
        pin: a PIN was set on this device.
        pin_blocked: but first the passphrase or the recovery code is needed.
    """

    passphrase: bool
    recovery: bool
    pin: bool
    pin_blocked: bool


def ways(profile: Path) -> Ways:
    """What may open this vault here. Reads the envelope and asks no keyring; raises as :func:`open_with_passphrase`."""
    from beschutdesk.vault import tries
    from beschutdesk.vault.device import mark

    envelope = envelope_of(profile)
    pin = envelope.on_device(mark(envelope.vault)) is not None
    blocked = pin and tries.Tries(profile).count(tries.PIN) >= tries.PINS
    return Ways(bool(envelope.of(PASSPHRASE)), bool(envelope.of(RECOVERY)), pin, blocked)


def wait(profile: Path, *, pin: bool = False) -> float:
    """Seconds before a next try counts, 0.0 for now; of the PIN apart."""
    from beschutdesk.vault import tries

    return tries.Tries(profile).wait(tries.PIN if pin else tries.SECRET)


def open_with_passphrase(profile: Path, passphrase: str) -> "Desk":
    """Open a vault.

    Raises:
        NoProfile, WrongSecret, TooSoon, DamagedEnvelope, NewerEnvelope, EmptyDatabase, ForeignDatabase,
        DamagedDatabase, NewerDatabase, UnreachableDatabase: each with its own words.
    """
    envelope = envelope_of(profile)
    key = _key(profile, lambda: envelope.open(passphrase), PASSPHRASE)
    return _enter(profile, envelope, key, PASSPHRASE)


def open_with_code(profile: Path, code: str) -> "Desk":
    """Open a vault by its recovery code; raises as :func:`open_with_passphrase`. A slip of the pen costs no try."""
    from beschutdesk.vault.envelope import check_code

    envelope = envelope_of(profile)
    check_code(code)
    return _enter(profile, envelope, _key(profile, lambda: envelope.open_with_code(code), RECOVERY), RECOVERY)


def open_with_secret(profile: Path, secret: str) -> "Desk":
    """Open a vault by its passphrase or, when it has the form of one, its recovery code."""
    envelope, key = data_key(profile, secret)
    return _enter(profile, envelope, key, _way(secret))


def open_with_pin(profile: Path, pin: str, patience: float | None = None) -> "Desk":
    """Open a vault by the PIN of this device. Asks the keyring, so never call it on the UI thread.

    Args:
        profile: the folder.
        pin: what was typed.
        patience: seconds to wait for the keyring; :data:`beschutdesk.vault.device.PATIENCE` when left out.

    Raises:
        PinBlocked: no PIN here, or too many wrong ones.
        NoKeyring: the keyring is not there, does not answer or has forgotten.
        WrongSecret: another PIN. And whatever :func:`open_with_passphrase` raises.
    """
    from beschutdesk.services.pin import key_by_pin

    envelope = envelope_of(profile)
    return _enter(profile, envelope, key_by_pin(profile, envelope, pin, patience), PIN)


def data_key(profile: Path, secret: str) -> "tuple[Envelope, DataKey]":
    """The envelope and what it holds, by the passphrase or the recovery code. Wrong tries count as at the door.

    Raises:
        NoProfile, WrongSecret, TooSoon, DamagedEnvelope, NewerEnvelope: each with its own words.
    """
    envelope = envelope_of(profile)
    return envelope, _key(profile, lambda: envelope.open_with_secret(secret), _way(secret))


def _way(secret: str) -> str:
    from beschutdesk.vault.envelope import is_code

    return RECOVERY if is_code(secret) else PASSPHRASE


def _key(profile: Path, unlock: "Callable[[], DataKey]", way: str) -> "DataKey":
    from beschutdesk.vault import tries

    count = tries.Tries(profile)
    count.begin(tries.SECRET, way)
    try:
        key = unlock()
    except WrongSecret:
        raise
    except BaseException:
        count.take_back(tries.SECRET)
        raise
    count.right(tries.SECRET)
    return key


def _enter(profile: Path, envelope: "Envelope", key: "DataKey", way: str) -> "Desk":
    """Open the database, and hand what happened at the door to the audit log."""
    from beschutdesk.vault import tries

    desk, count = _open(profile, envelope, key), tries.Tries(profile)
    try:
        _tell(desk, count, way)
    except UnreachableDatabase:
        pass  # a full disk keeps nobody out; the wrong tries stay in their file until the log can be written
    except BaseException:
        desk.close()
        raise
    if way != PIN and count.count(tries.PIN) < tries.PINS:
        count.reset(tries.PIN)  # a blocked one waits for Keys.mend
    return desk


def _tell(desk: "Desk", count: "Tries", way: str) -> None:
    from beschutdesk.services.audit import FAILED, Act

    wrong, more = count.wrong()
    acts = count.acts()
    for one in wrong:
        desk.audit.note(Act.UNLOCK_FAILED, result=FAILED, when=one.at, way=one.way)
    if more:
        desk.audit.note(Act.UNLOCK_FAILED, result=FAILED, count=more)
    for act in acts:
        desk.audit.note(Act.KEYS, when=act.at, way=act.way, what=act.what)
    desk.audit.note(Act.UNLOCK, way=way)
    count.handed_over(wrong, more)
    count.acts_told(acts)


def envelope_of(profile: Path) -> "Envelope":
    """The envelope of a profile, after a vault that was made ready has been put in its place.

    Raises:
        NoProfile, CannotOpen, DamagedEnvelope, NewerEnvelope: each with its own words.
    """
    from beschutdesk.vault.envelope import Envelope

    stage.settle(profile)
    if not (profile / ENVELOPE).exists():
        if (profile / DATABASE).exists():
            raise DamagedEnvelope(
                f"Het sleutelbestand {ENVELOPE} ontbreekt.",
                "De dossiers zelf zijn niet veranderd.",
                "Zet het bestand terug uit een reservekopie.",
            )
        raise NoProfile("Er is nog geen kluis in deze map.", "", "Maak er een met: beschutdesk init")
    try:
        return Envelope.load(profile / ENVELOPE)
    except OSError as error:
        trouble = blame(error)
        if trouble is None:
            raise
        raise CannotOpen(
            f"Het sleutelbestand {ENVELOPE} is niet te lezen. {trouble.happened}", trouble.safe, trouble.todo
        ) from None


def _open(profile: Path, envelope: "Envelope", key: "DataKey") -> "Desk":
    from beschutdesk.services import backups, checking
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.store import Store
    from beschutdesk.storage.attachments import Attachments
    from beschutdesk.storage.claim import claim_until_disposed
    from beschutdesk.storage.engine import connect, make_engine
    from beschutdesk.storage.migrate import bring_up

    engine = make_engine(profile / DATABASE, bytes(key))
    claim_until_disposed(profile, engine)
    try:
        checking.pages_at_once(profile, key)  # first: whoever opens it to write changes the file at the end
        connect(profile / DATABASE, bytes(key)).close()  # clear words for a damaged file, before the pool is there
        backups.before_migration(profile, key)
        bring_up(engine)
        origin = str(envelope.vault)[-12:]
        files = Attachments(profile / ATTACHMENTS, key.derive("attachment content"), key.derive("attachment name"))
        desk = Desk(profile, Store(engine, files, origin, key))
        stage.forget(profile)
        return desk
    except BaseException:
        engine.dispose()
        raise
