"""Making and opening a profile: a folder with the key envelope, the database and the attachments."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.files import sync_folder
from beschutdesk.storage.errors import DamagedDatabase, NewerDatabase, UnreachableDatabase
from beschutdesk.trouble import Trouble
from beschutdesk.vault.errors import DamagedEnvelope, NewerEnvelope, WrongSecret

if TYPE_CHECKING:
    from beschutdesk.dossier.caseworker import Caseworker
    from beschutdesk.services.desk import Desk
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey
    from beschutdesk.vault.strength import Strength

__all__ = [
    "CannotOpen",
    "DamagedDatabase",
    "DamagedEnvelope",
    "NewerDatabase",
    "NewerEnvelope",
    "NoProfile",
    "UnreachableDatabase",
    "WrongSecret",
]

ENVELOPE = "vault.json"
DATABASE = "dossiers.db"
ATTACHMENTS = "attachments"
_STAGE = ".nieuw"
"""Folder in which a vault is made. It counts once its envelope stands there; before that it holds nothing."""


class NoProfile(Trouble):
    """There is no vault in this folder."""


class CannotOpen(Trouble):
    """The folder cannot be used."""


OPENING = (
    NoProfile,
    CannotOpen,
    WrongSecret,
    DamagedEnvelope,
    NewerEnvelope,
    DamagedDatabase,
    NewerDatabase,
    UnreachableDatabase,
)
"""Trouble that means: the vault cannot be opened."""


def default_profile() -> Path:
    """Where the platform keeps a program's own data."""
    from platformdirs import user_data_path

    return user_data_path("BeschutDesk", appauthor=False)


def exists(profile: Path) -> bool:
    """Whether there is a vault, whole or damaged."""
    return any((profile / name).exists() for name in (ENVELOPE, DATABASE, f"{_STAGE}/{ENVELOPE}"))


def strength(passphrase: str) -> "Strength":
    """How hard a passphrase is to guess: score 0 to 4, a Dutch word and advice."""
    from beschutdesk.vault import strength as module

    return module.strength(passphrase)


def new_recovery_code() -> str:
    """A fresh recovery code, to show before the vault is made with it."""
    from beschutdesk.vault.recovery import make_code

    return make_code()


def create(profile: Path, passphrase: str, owner: "Caseworker", code: str = "") -> "tuple[Desk, str]":
    """A new vault with its owner. Returns the open desk and the recovery code, which is kept nowhere.

    Args:
        profile: the folder.
        passphrase: what opens it every day.
        owner: who works with it.
        code: a code from :func:`new_recovery_code`; a fresh one when empty.

    Raises:
        CannotOpen: there is a vault already, or the folder cannot be written.
    """
    if exists(profile):
        raise CannotOpen("In deze map staat al een kluis.", "Er is niets veranderd.", "Kies een andere map.")
    if not passphrase:
        raise CannotOpen("Een kluis heeft een wachtzin nodig.", "", "Kies een wachtzin.")
    from sqlalchemy.exc import DBAPIError

    from beschutdesk.storage.engine import make_engine
    from beschutdesk.storage.migrate import bring_up
    from beschutdesk.vault.envelope import Envelope
    from beschutdesk.vault.keys import DataKey

    key = DataKey.make()
    envelope, code = Envelope.make(key, passphrase, code)
    stage = profile / _STAGE
    try:
        shutil.rmtree(stage, ignore_errors=True)  # what a broken-off start left: nobody has its key
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        stage.mkdir(mode=0o700)
        (stage / DATABASE).touch(mode=0o600)
        engine = make_engine(stage / DATABASE, bytes(key), create=True)
        bring_up(engine)
        engine.dispose()
        with _open(stage, envelope, key) as desk:
            desk.dossiers.add([owner])
        envelope.save(stage / ENVELOPE)
    except (OSError, DBAPIError, DamagedDatabase, UnreachableDatabase) as error:
        shutil.rmtree(stage, ignore_errors=True)
        why = error.strerror if isinstance(error, OSError) else "de schijf werkt niet mee"
        raise CannotOpen(
            f"In de map voor de kluis kan niet worden geschreven ({why}).", "", "Maak ruimte of kies een andere map."
        ) from None
    _finish(profile)
    return _open(profile, envelope, key), code


def _finish(profile: Path) -> None:
    """Put a vault that was made in its place, the envelope last. A start that was broken off here goes on later."""
    stage = profile / _STAGE
    for part in sorted(stage.iterdir(), key=lambda path: path.name == ENVELOPE):
        part.replace(profile / part.name)
        sync_folder(profile)
    shutil.rmtree(stage, ignore_errors=True)


def open_with_passphrase(profile: Path, passphrase: str) -> "Desk":
    """Open a vault.

    Raises:
        NoProfile, WrongSecret, DamagedEnvelope, NewerEnvelope, DamagedDatabase, NewerDatabase: each with its own words.
    """
    envelope = _envelope(profile)
    return _open(profile, envelope, envelope.open(passphrase))


def open_with_code(profile: Path, code: str) -> "Desk":
    """Open a vault by its recovery code; raises as :func:`open_with_passphrase`."""
    envelope = _envelope(profile)
    return _open(profile, envelope, envelope.open_with_code(code))


def _envelope(profile: Path) -> "Envelope":
    from beschutdesk.vault.envelope import Envelope

    if (profile / _STAGE / ENVELOPE).exists():
        _finish(profile)
    if not (profile / ENVELOPE).exists():
        if (profile / DATABASE).exists():
            raise DamagedEnvelope(
                f"Het sleutelbestand {ENVELOPE} ontbreekt.",
                "De dossiers zelf zijn niet veranderd.",
                "Zet het bestand terug uit een reservekopie.",
            )
        raise NoProfile("Er is nog geen kluis in deze map.", "", "Maak er een met: beschutdesk init")
    return Envelope.load(profile / ENVELOPE)


def _open(profile: Path, envelope: "Envelope", key: "DataKey") -> "Desk":
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.store import Store
    from beschutdesk.storage.attachments import Attachments
    from beschutdesk.storage.engine import connect, make_engine
    from beschutdesk.storage.migrate import bring_up

    connect(profile / DATABASE, bytes(key)).close()  # clear words for a damaged file, before the pool is there
    engine = make_engine(profile / DATABASE, bytes(key))
    try:
        bring_up(engine)
        origin = str(envelope.vault)[-12:]
        files = Attachments(profile / ATTACHMENTS, key.derive("attachment content"), key.derive("attachment name"))
        return Desk(profile, Store(engine, files, origin))
    except BaseException:
        engine.dispose()
        raise
