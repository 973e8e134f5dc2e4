"""Fixtures for all tests: real vaults, with a cheap passphrase."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.vault import envelope

PASSPHRASE = "vier losse woorden samen"


@pytest.fixture(autouse=True, scope="session")
def _log_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The log of a test is none of its user's."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("log"))


@pytest.fixture(autouse=True)
def _cheap_guesses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at its real price takes 0.1 s each time; only the tests of that price pay it."""
    if "real_price" not in request.keywords:
        monkeypatch.setattr(envelope, "STANDARD", envelope.Cost(passes=1, memory=64, lanes=1))


@pytest.fixture
def profile_dir(tmp_path: Path) -> Path:
    return tmp_path / "profiel"


@pytest.fixture
def desk(profile_dir: Path) -> Iterator[Desk]:
    """An open, empty vault."""
    made, _ = profile.create(profile_dir, PASSPHRASE, Caseworker(name="R. Jansen", phone="06 12 34 56 70"))
    with made:
        yield made


@pytest.fixture
def demo_desk(desk: Desk) -> Desk:
    """An open vault with the demo dossiers."""
    desk.transfer.bring_in_demo()
    return desk
