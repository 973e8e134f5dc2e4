"""A vault made once, and a copy of it for every test that only needs one to begin with."""

import shutil
from collections.abc import Callable
from pathlib import Path

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.exchange.demo import demo_dossiers, demo_inventories
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.vault import envelope
from beschutdesk.vault.envelope import Cost, Envelope

DEMO = 4
"""So many of the demo dossiers a test gets: enough to see things, and half the time to make."""


def some_of_the_demo(desk: Desk) -> None:
    """Put the first demo dossiers in a vault."""
    desk.transfer.keep(demo_dossiers()[:DEMO], demo_inventories()[:DEMO])


class Moulds:
    """Closed vaults, one for each kind that was asked for, made by the program itself and never opened again.

    Args:
        passphrase: what opens them.
        folder: a new, empty folder that no test looks into.
    """

    def __init__(self, passphrase: str, folder: Callable[[], Path]) -> None:
        self._passphrase, self._folder = passphrase, folder
        self._made: dict[tuple[Cost, bool], Path] = {}

    def cast(self, to: Path, *, demo: bool = False) -> Desk:
        """A copy of a vault, open as it is right after it was made: no unlocking stands in its audit log.

        Args:
            to: the folder of the profile.
            demo: with the first demo dossiers.
        """
        kind = (envelope.STANDARD, demo)
        if kind not in self._made:
            self._made[kind] = self._make(demo)
        shutil.copytree(self._made[kind], to, dirs_exist_ok=True)
        made = Envelope.load(to / profile.ENVELOPE)
        # the key is read each time: tests look for keys that stay in memory
        return profile._open(to, made, made.open(self._passphrase))

    def _make(self, demo: bool) -> Path:
        folder = self._folder() / "mal"
        owner = Caseworker(name="R. Jansen", phone="06 12 34 56 70")
        with profile.create(folder, self._passphrase, owner)[0] as desk:
            if demo:
                some_of_the_demo(desk)
        return folder
