"""Putting a backup back: all of it, with what came since, also when a file of it is damaged or gone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile, renewing, restoring
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.storage.claim import InUse
from beschutdesk.vault import tries
from beschutdesk.vault.errors import TooSoon, WrongSecret
from tests.conftest import PASSPHRASE
from tests.unit.services.backing_up import CONTENT, names, place

__all__ = ["place"]


# -- putting back ------------------------------------------------------------------------------------------------------


def test_it_comes_back_as_it_was_and_the_replaced_one_stays(place: Path, demo_desk: Desk, profile_dir: Path) -> None:
    people = names(demo_desk)
    made = demo_desk.backups.make()
    key = demo_desk.dossiers.ids("candidate")[0]
    demo_desk.dossiers.trash("candidate", key)
    with pytest.raises(InUse):
        restoring.restore(profile_dir, made, PASSPHRASE)
    demo_desk.close()
    with restoring.restore(profile_dir, made, PASSPHRASE) as again:
        assert names(again) == people
        assert again.lists.search(next(iter(people)).split()[0])
        assert again.audit.verify().good
    replaced = next(profile_dir.glob("vervangen-*"))
    with profile.open_with_passphrase(replaced, PASSPHRASE) as old:
        assert len(names(old)) == len(people) - 1


def test_what_was_destroyed_does_not_come_back(place: Path, demo_desk: Desk, profile_dir: Path) -> None:
    made = demo_desk.backups.make()
    key = demo_desk.dossiers.ids("candidate")[0]
    demo_desk.dossiers.trash("candidate", key)
    demo_desk.dossiers.destroy("candidate", key)
    demo_desk.close()
    assert restoring.look_inside(made, PASSPHRASE, profile_dir).destroyed_since == 1
    (profile_dir / profile.DATABASE).unlink()  # the file beside the database is all that is left
    with restoring.restore(profile_dir, made, PASSPHRASE) as again:
        assert again.dossiers.get("candidate", key) is None
        assert len(again.lists.candidates()) == made.dossiers - 1


def _absent(folder: Path) -> None:
    shutil.rmtree(folder)


def _no_envelope(folder: Path) -> None:
    (folder / "vault.json").unlink()


def _garbage(folder: Path) -> None:
    (folder / "dossiers.db").write_bytes(b"x" * 9000)
    (folder / "vault.json").write_bytes(b"{}")


def _another(folder: Path) -> None:
    shutil.rmtree(folder)
    profile.create(folder, "heel andere woorden hier", Caseworker())[0].close()


@pytest.mark.parametrize("harm", [_absent, _no_envelope, _garbage, _another])
def test_it_works_whatever_is_left_of_the_present_vault(
    harm: Callable[[Path], None], place: Path, demo_desk: Desk, profile_dir: Path
) -> None:
    made = demo_desk.backups.make()
    demo_desk.close()
    harm(profile_dir)
    with restoring.restore(profile_dir, made, PASSPHRASE) as again:
        assert len(again.lists.candidates()) == made.dossiers
        digest = next(again.dossiers.get("issued_document", key) for key in again.dossiers.ids("issued_document"))
        assert again._store.attachments.get(digest.file.digest) == CONTENT


def test_a_missing_attachment_is_told_and_not_refused(place: Path, demo_desk: Desk, profile_dir: Path) -> None:
    made = demo_desk.backups.make()
    for path in next(place.glob("*/attachments")).iterdir():
        path.unlink()
    demo_desk.close()
    assert restoring.look_inside(made, PASSPHRASE).attachments_missing == 1
    restoring.restore(profile_dir, made, PASSPHRASE).close()


NEWER = "paard batterij nietje correct"


def only_opens_by(folder: Path, secret: str, other: str) -> None:
    profile.open_with_passphrase(folder, secret).close()
    with pytest.raises(WrongSecret):
        profile.open_with_passphrase(folder, other)


@pytest.mark.parametrize("readable", [True, False])
def test_a_newer_passphrase_stays_when_the_key_is_the_same(
    readable: bool, place: Path, demo_desk: Desk, profile_dir: Path
) -> None:
    """The old one may be the one that leaked."""
    made = demo_desk.backups.make()
    demo_desk.keys.set_passphrase(PASSPHRASE, NEWER)
    demo_desk.close()
    if not readable:
        (profile_dir / profile.DATABASE).write_bytes(b"x" * 9000)
    with pytest.raises(WrongSecret):
        restoring.look_inside(made, NEWER)
    inside = restoring.look_inside(made, PASSPHRASE, profile_dir)
    assert "herstelcode van nu" in inside.afterwards
    with restoring.restore(profile_dir, made, PASSPHRASE) as again:
        line = again.audit.lines(again.audit.numbers(Filter(acts=frozenset({Act.RESTORE}))))[0]
    assert (line.detail["left"] is not None) is readable
    only_opens_by(profile_dir, NEWER, PASSPHRASE)


def test_what_counts_afterwards_is_told(place: Path, demo_desk: Desk, profile_dir: Path, tmp_path: Path) -> None:
    made = demo_desk.backups.make()
    demo_desk.close()
    assert "dezelfde wachtzin" in restoring.look_inside(made, PASSPHRASE, profile_dir).afterwards
    assert "van deze reservekopie" in restoring.look_inside(made, PASSPHRASE, tmp_path / "nieuw").afterwards
    renewing.renew(profile_dir, PASSPHRASE, NEWER, profile.new_recovery_code()).close()
    assert "vernieuwd" in restoring.look_inside(made, PASSPHRASE, profile_dir).afterwards
    restoring.restore(profile_dir, made, PASSPHRASE).close()
    only_opens_by(profile_dir, PASSPHRASE, NEWER)


def test_a_key_file_of_another_key_does_not_stay(place: Path, demo_desk: Desk, profile_dir: Path) -> None:
    """Somebody put an old key file beside the renewed database; a backup makes that good again."""
    old = (profile_dir / profile.ENVELOPE).read_bytes()
    demo_desk.close()
    code = profile.new_recovery_code()
    with renewing.renew(profile_dir, PASSPHRASE, NEWER, code) as renewed:
        made = renewed.backups.make()
    (profile_dir / profile.ENVELOPE).write_bytes(old)
    restoring.restore(profile_dir, made, NEWER).close()
    only_opens_by(profile_dir, NEWER, PASSPHRASE)


def test_a_guess_at_a_backup_counts_as_at_the_door(
    place: Path, demo_desk: Desk, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]  # moves when this test says so: on a slow machine the second would be over too soon
    monkeypatch.setattr(tries, "_steady", lambda: clock[0])
    made = demo_desk.backups.make()
    demo_desk.close()
    for number in range(2):
        with pytest.raises(WrongSecret):
            restoring.look_inside(made, f"gok {number}", profile_dir)
    restoring.look_inside(made, PASSPHRASE, profile_dir)  # clears nothing: anybody can make a backup of their own
    with pytest.raises(WrongSecret):
        restoring.restore(profile_dir, made, "gok 3")
    with pytest.raises(TooSoon):
        restoring.look_inside(made, PASSPHRASE, profile_dir)
    with pytest.raises(TooSoon):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)
    clock[0] += profile.wait(profile_dir)
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk:
        wrong = desk.audit.lines(desk.audit.numbers(Filter(acts=frozenset({Act.UNLOCK_FAILED}))))
        assert [line.detail["way"] for line in wrong] == ["backup"] * 3
