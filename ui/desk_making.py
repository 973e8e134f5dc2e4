"""Work of the door: making profiles and reading heavy libraries. Runs beside the UI thread and makes no widget."""

from pathlib import Path
from typing import TYPE_CHECKING

from beschutdesk.services import profile as profiles
from ui.heap import heap

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from ui.pages.welcome import Welcome


def warm_up() -> None:
    """Import what unlocking needs.

    What was imported stays: Python need not look through all of it whenever it looks for what nobody uses any more,
    for that takes a tenth of a second in the middle of work. No vault is open yet, and a lock looks at everything.
    """
    import argon2.low_level  # noqa: F401
    import cryptography.hazmat.primitives.ciphers.aead  # noqa: F401

    import ui.pages_of_desk  # noqa: F401

    heap.keep()


def make_profile(folder: Path, welcome: "Welcome") -> "Desk":
    """A new vault from the welcome page."""
    from beschutdesk.dossier.caseworker import Caseworker

    owner = Caseworker(name=welcome.name, organisation=welcome.organisation, role=welcome.role, phone=welcome.phone)
    kept = welcome.code_kept
    desk, _ = profiles.create(folder, welcome.passphrase, owner, welcome.recovery_code, proven=kept)
    if welcome.demo:
        desk.transfer.bring_in_demo()
    return desk


def make_demo(folder: Path) -> "Desk":
    """A vault with the demo dossiers and a passphrase that nobody needs."""
    import secrets

    from beschutdesk.dossier.caseworker import Caseworker

    owner = Caseworker(name="Demo", organisation="Demogemeente", role="jobcoach", phone="088 012 34 56")
    desk, _ = profiles.create(folder, secrets.token_urlsafe(24), owner)
    desk.transfer.bring_in_demo()
    return desk
