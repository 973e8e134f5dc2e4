"""A vault is replaced whole, whatever happens in between and on a file system that refuses what Windows refuses."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from beschutdesk.services import stage
from beschutdesk.trouble import Trouble

PARTS = ("dossiers.db", "vault.json")


class PowerCut(BaseException):
    """Nothing is tidied up by the program that went."""


def vault(folder: Path, mark: str) -> None:
    folder.mkdir(exist_ok=True)
    for part in PARTS:
        (folder / part).write_text(mark)
    (folder / "attachments").mkdir()
    (folder / "attachments" / mark).write_text(mark)


def ready(profile: Path, *, old: bool = True, forget: bool = False) -> None:
    """A profile with an old vault and a new one in the stage that counts."""
    if old:
        vault(profile, "old")
        (profile / "dossiers.db-wal").write_text("old")
        (profile / "destroyed.json").write_text("stays")
    fresh = stage.begin(profile)
    vault(fresh, "new")
    stage.seal(fresh, forget_old=forget)


def whole(folder: Path) -> str:
    """Which vault stands in this folder; fails when it is a mixture."""
    marks = {(folder / part).read_text() for part in PARTS} | {path.name for path in (folder / "attachments").iterdir()}
    assert len(marks) == 1, marks
    return marks.pop()


def strict_rename(real: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
    """As on Windows: never onto something that exists."""

    def rename(source: Path, target: Path) -> None:
        assert not Path(target).exists(), f"would replace {target}"
        real(source, target)

    return rename


def test_the_new_one_in_the_old_one_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(tmp_path)
    monkeypatch.setattr(os, "rename", strict_rename(os.rename))
    replaced = stage.finish(tmp_path)
    assert replaced is not None
    assert (whole(tmp_path), whole(replaced)) == ("new", "old")
    assert (replaced / "dossiers.db-wal").read_text() == "old"
    assert not (tmp_path / "dossiers.db-wal").exists()
    assert (tmp_path / "destroyed.json").read_text() == "stays"
    assert not (tmp_path / stage.STAGE).exists()
    assert stage.finish(tmp_path) is None


@pytest.mark.parametrize("old", [True, False])
def test_a_power_cut_after_every_single_step(old: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut before and after each rename and each clearing away; then the next start goes on."""
    names = ("rename", "mkdir", "unlink", "rmdir")
    real = {name: getattr(os, name) for name in names}
    for after in (False, True):
        for at in range(100):
            profile = tmp_path / f"{after}{at}"
            ready(profile, old=old)
            seen = 0

            def step(name: str, *args: object, at: int = at, after: bool = after, **more: object) -> None:
                nonlocal seen
                seen += 1
                if seen == at + 1 and not after:
                    raise PowerCut
                real[name](*args, **more)
                if seen == at + 1:
                    raise PowerCut

            with monkeypatch.context() as broken:
                for name in names:
                    broken.setattr(os, name, lambda *a, name=name, **k: step(name, *a, **k))
                try:
                    stage.finish(profile)
                except PowerCut:
                    pass
                else:
                    assert at >= 4
                    break
            stage.settle(profile)
            assert whole(profile) == "new"
            kept = list(profile.glob("vervangen-*"))
            assert [whole(folder) for folder in kept] == (["old"] if old else [])
            assert not (profile / stage.STAGE).exists()
            shutil.rmtree(profile)
        else:
            pytest.fail("there is no end to the steps")


@pytest.mark.parametrize("at", range(8))
def test_a_file_that_is_open_is_told_and_the_next_start_goes_on(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(tmp_path)
    real, calls = os.rename, 0

    def refuse(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == at + 1:
            raise PermissionError(13, "in use")
        real(source, target)

    with monkeypatch.context() as broken:
        broken.setattr(os, "rename", refuse)
        try:
            stage.finish(tmp_path)
        except Trouble as trouble:
            said = trouble.safe
        else:
            said = ""
    assert ("niets verloren" in said) == (calls > at)
    stage.finish(tmp_path)
    assert whole(tmp_path) == "new"


def test_a_stage_without_envelope_never_counts(tmp_path: Path) -> None:
    ready(tmp_path)
    (tmp_path / stage.STAGE / stage.ENVELOPE).unlink()
    stage.settle(tmp_path)
    assert whole(tmp_path) == "old"
    assert not (tmp_path / stage.STAGE).exists()
    assert not list(tmp_path.glob("vervangen-*"))


def test_an_old_one_that_may_go_goes_when_the_new_one_has_opened(tmp_path: Path) -> None:
    ready(tmp_path, forget=True)
    replaced = stage.finish(tmp_path)
    assert replaced is not None
    assert whole(replaced) == "old"
    stage.forget(tmp_path)
    assert not replaced.exists()


def test_one_that_must_stay_stays(tmp_path: Path) -> None:
    ready(tmp_path)
    replaced = stage.finish(tmp_path)
    assert replaced is not None
    stage.forget(tmp_path)
    assert whole(replaced) == "old"


def test_what_cannot_be_deleted_keeps_its_mark_until_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(tmp_path)
    replaced = stage.finish(tmp_path)
    assert replaced is not None
    real = shutil.rmtree

    def held(path: Path, *, ignore_errors: bool) -> None:
        if path.name != "attachments":
            real(path, ignore_errors=ignore_errors)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", held)
        assert stage.doom(tmp_path) == [replaced]
    assert (replaced / "attachments").exists()
    stage.forget(tmp_path)
    assert not replaced.exists()


def test_what_was_made_whole_is_put_in_place(tmp_path: Path) -> None:
    vault(tmp_path, "old")
    with stage.making(tmp_path) as fresh:
        vault(fresh, "new")
        assert whole(tmp_path) == "old"
    assert whole(tmp_path) == "new"
    assert not (tmp_path / stage.STAGE).exists()


def make(profile: Path, error: BaseException, *parts: str) -> None:
    """Make these parts of a vault, and then go wrong."""
    with stage.making(profile) as fresh:
        vault(fresh, "new")
        for part in {*PARTS} - {*parts}:
            (fresh / part).unlink()
        raise error


@pytest.mark.parametrize("error", [OSError(), KeyboardInterrupt()])
def test_what_went_wrong_while_it_was_made_is_cleared_away(tmp_path: Path, error: BaseException) -> None:
    vault(tmp_path, "old")
    with pytest.raises(type(error)):
        make(tmp_path, error, stage.DATABASE)
    assert whole(tmp_path) == "old"
    assert not (tmp_path / stage.STAGE).exists()


def test_what_counts_already_is_not_cleared_away(tmp_path: Path) -> None:
    vault(tmp_path, "old")
    with pytest.raises(OSError, match="after the last step"):
        make(tmp_path, OSError("after the last step"), *PARTS)
    stage.finish(tmp_path)
    assert whole(tmp_path) == "new"
