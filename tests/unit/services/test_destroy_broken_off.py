"""Destroying that is broken off: all of it is done, or nothing, also after a kill."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from beschutdesk import files
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.storage import destroyed
from beschutdesk.storage.unit_of_work import UnitOfWork
from tests.conftest import PASSPHRASE
from tests.unit.services.secrets_everywhere import count_all, person, secret

__all__ = ["person"]


@pytest.fixture
def trashed(desk: Desk, person: UUID) -> UUID:
    desk.dossiers.trash("candidate", person)
    return person


def test_a_list_that_cannot_be_written_destroys_nothing(
    desk: Desk, trashed: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count_all(desk)

    def full(*_: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(destroyed, "write_whole", full)
        with pytest.raises(OSError, match="full"):
            desk.dossiers.destroy("candidate", trashed)
    assert count_all(desk) == before
    assert desk.dossiers.destroy("candidate", trashed)


def test_a_commit_that_fails_destroys_nothing_later_either(
    desk: Desk, trashed: UUID, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: UnitOfWork) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "commit", full)
        with pytest.raises(OSError, match="full"):
            desk.dossiers.destroy("candidate", trashed)
    desk.close()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        again.dossiers.restore("candidate", trashed)
        assert again.dossiers.whole(trashed) is not None


@pytest.mark.parametrize("back_in", [False, True])
def test_what_was_said_to_be_still_here_stays_when_the_list_cannot_be_taken_back(
    back_in: bool, desk: Desk, trashed: UUID, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk at the commit and at the list after it; then the person leaves the trash, if only for a while."""
    real, calls = files.write_whole, 0

    def once(path: Path, data: bytes) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(28, "full")
        real(path, data)

    def full(_: UnitOfWork) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(destroyed, "write_whole", once)
        patch.setattr(UnitOfWork, "commit", full)
        with pytest.raises(OSError, match="full"):
            desk.dossiers.destroy("candidate", trashed)
    path = profile_dir / destroyed.FILE
    assert destroyed.read(path, secret(desk)).pending.keys() == {trashed}
    desk.dossiers.restore("candidate", trashed)
    if back_in:
        desk.dossiers.trash("candidate", trashed)
    desk.close()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        assert again.dossiers.get("candidate", trashed) is not None
        assert destroyed.read(path, secret(again)).pending == {}


def test_a_list_that_cannot_be_finished_is_finished_at_the_next_opening(
    desk: Desk, trashed: UUID, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = files.write_whole, 0

    def once(path: Path, data: bytes) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(28, "full")
        real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(destroyed, "write_whole", once)
        assert ("candidate", trashed) in desk.dossiers.destroy("candidate", trashed)  # it is done, whatever the list
    desk.close()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        filed = destroyed.read(profile_dir / destroyed.FILE, secret(again))
        assert (trashed in filed.destroyed, filed.pending) == (True, {})


class Killed(BaseException):
    """Stands for a process that is no more: nothing after it runs."""


def test_a_kill_between_list_and_commit_is_finished_at_the_next_opening(
    desk: Desk, trashed: UUID, profile_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(_: UnitOfWork) -> None:
        shutil.copytree(profile_dir, tmp_path / "na de klap")  # what stands on disk at that moment
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "commit", kill)
        with pytest.raises(Killed):
            desk.dossiers.destroy("candidate", trashed)
    with profile.open_with_passphrase(tmp_path / "na de klap", PASSPHRASE) as again:
        assert again.dossiers.get("candidate", trashed) is None
        assert again.audit.verify().good
