"""Fixtures for all tests: real vaults, with a cheap passphrase."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from beschutdesk.services.desk import Desk
from beschutdesk.storage import migrate
from beschutdesk.vault import envelope
from tests.schema import Tables
from tests.screen import open_screen
from tests.vaults import Moulds, some_of_the_demo

PASSPHRASE = "vier losse woorden samen"
MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""Bytes; a whole run needs less than half of them."""

# How quick examples are made says how busy the machine is, and nothing about the program. The same tree gives the same
# examples on every machine: what a run says is about the change that it tests. `make hunt` throws new dice.
PATIENT = [HealthCheck.too_slow]
settings.register_profile("steady", deadline=None, suppress_health_check=PATIENT, derandomize=True)
settings.register_profile("hunt", deadline=None, suppress_health_check=PATIENT, print_blob=True)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """Whoever runs tests gets a screen; with ``-n`` those are the workers. Their files stand in memory if they can."""
    if _has_room(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # a disk that is asked to be sure takes its time
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        open_screen()


def _has_room(folder: Path) -> bool:
    """Whether the files of all tests fit, and programs among them may be started there."""
    if not folder.is_dir() or not os.access(folder, os.W_OK) or shutil.disk_usage(folder).free < ROOM:
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long go first, so that at the end no worker waits for another that still has one to do."""
    long = {item.path for item in items if item.get_closest_marker("slow") or "functional" in item.path.parts}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(autouse=True, scope="session")
def _fewer_rounds_of_the_collector() -> Iterator[None]:
    """What is thrown away in circles is looked for less often: a tenth of the time of all tests of the window."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    yield
    gc.set_threshold(*before)


@pytest.fixture(autouse=True, scope="session")
def _log_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The log of a test is none of its user's."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("log"))


@pytest.fixture(autouse=True)
def _cheap_guesses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at its real price takes 0.1 s each time; only the tests of that price pay it."""
    if "real_price" not in request.keywords:
        monkeypatch.setattr(envelope, "STANDARD", envelope.Cost(passes=1, memory=64, lanes=1))


@pytest.fixture(scope="session")
def _tables() -> Tables:
    return Tables()


@pytest.fixture(autouse=True)
def _migrated_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _tables: Tables) -> None:
    """A new vault takes all migrations 0.25 s; only the first one, and the tests of migrations, pay it."""
    if "real_migrations" not in request.keywords:
        monkeypatch.setattr(migrate, "upgrade", _tables.upgrade)


def windows() -> set[Any]:
    """All windows there are, in view or not; none as long as nobody asked for Qt."""
    qt = sys.modules.get("PySide6.QtWidgets")
    return set() if qt is None or qt.QApplication.instance() is None else set(qt.QApplication.topLevelWidgets())


def left_standing(before: set[Any]) -> list[str]:
    """Windows, dialogs and menus that came since: those in view, and those that nobody lets go of. They go now."""
    if not windows() - before:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent

    def settle() -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    settle()
    left = [f"window {one!r}, in view" for one in windows() - before if one.isVisible()]
    gc.collect()
    settle()
    for one in windows() - before:
        if one.parentWidget() is None:  # the others are of one that is told of, or that was there before
            if not one.isVisible():
                left.append(f"window {one!r}")
            one.deleteLater()
        one.hide()
    settle()
    return left


@pytest.fixture(autouse=True)
def _no_window_stays() -> Iterator[None]:
    """A window that outlives its test takes the keys of later ones. That test fails, and not one of those."""
    before = windows()
    yield
    left = left_standing(before)
    assert not left, f"the test leaves behind: {', '.join(left)}"


@pytest.fixture
def profile_dir(tmp_path: Path) -> Path:
    return tmp_path / "profiel"


@pytest.fixture(scope="session")
def moulds(tmp_path_factory: pytest.TempPathFactory) -> Moulds:
    """Vaults to copy: making one takes ten times as long, and with the demo dossiers forty times."""
    return Moulds(PASSPHRASE, lambda: tmp_path_factory.mktemp("mal"))


_FILLED = pytest.StashKey[bool]()


@pytest.fixture
def desk(request: pytest.FixtureRequest, moulds: Moulds, profile_dir: Path) -> Iterator[Desk]:
    """An open, empty vault."""
    request.node.stash[_FILLED] = "demo_desk" in request.fixturenames
    with moulds.cast(profile_dir, demo=request.node.stash[_FILLED]) as made:
        yield made


@pytest.fixture
def demo_desk(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    """An open vault with the first demo dossiers."""
    if not request.node.stash[_FILLED]:  # asked for by name, halfway
        some_of_the_demo(desk)
    return desk
