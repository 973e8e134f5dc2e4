"""Backups are made, proven, thinned and put back, and what goes wrong stays in sight."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.values import Attachment
from beschutdesk.services import backup_making, backups, profile, restoring
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.storage import backup as storage
from beschutdesk.storage import file_copies
from beschutdesk.storage.claim import Claim
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.unit.services.backing_up import CONTENT, attach, names, place

__all__ = ["place"]


def test_a_backup_is_whole_and_holds_nothing_readable(place: Path, demo_desk: Desk) -> None:
    people = names(demo_desk)
    made = demo_desk.backups.make("asked")
    assert made.path.is_relative_to(place)
    assert sorted(path.name for path in made.path.iterdir()) == ["dossiers.db", "manifest.json", "vault.json"]
    inside = restoring.look_inside(made, PASSPHRASE)
    assert (inside.dossiers, len(inside.employers)) == (len(people), 4)
    assert inside.last_change == made.last_change
    assert inside.attachments_missing == 0
    everything = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    for word in [word for name in people for word in name.split() if len(word) > 4]:
        assert word.encode() not in everything
        assert word.encode("utf-16-le") not in everything
    assert CONTENT[:40] not in everything


def test_only_new_attachments_are_copied(place: Path, demo_desk: Desk) -> None:
    demo_desk.backups.make()
    shared = next(place.glob("*/attachments"))
    before = {path.name: path.stat().st_mtime_ns for path in shared.iterdir()}
    attach(demo_desk, b"another")
    demo_desk.backups.make()
    after = {path.name: path.stat().st_mtime_ns for path in shared.iterdir()}
    assert len(after) == len(before) + 1
    assert before.items() <= after.items()


def test_due_once_a_day_and_told_in_the_log(place: Path, demo_desk: Desk) -> None:
    assert demo_desk.backups.state().due
    made = demo_desk.backups.make()
    state = demo_desk.backups.state()
    assert (state.due, state.last, state.folder, state.chosen, state.failed) == (False, made, place, True, None)
    line = demo_desk.audit.lines(demo_desk.audit.numbers(Filter(acts=frozenset({Act.BACKUP}))))[0]
    assert line.detail == {"why": "daily", "dossiers": made.dossiers}


def test_a_stick_that_is_not_there_stays_in_sight_over_a_restart(
    place: Path, demo_desk: Desk, profile_dir: Path
) -> None:
    gone = place.with_name("elsewhere")
    place.rename(gone)
    with pytest.raises(Trouble, match="is er niet"):
        demo_desk.backups.make()
    made = demo_desk.backups.before("import")  # what cannot wait goes to the profile itself
    assert made.path.is_relative_to(profile_dir / backups.FALLBACK)
    demo_desk.close()
    gone.rename(place)
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        failed = again.backups.state().failed
        assert failed is not None
        assert failed.safe
        assert failed.todo
        again.backups.make()
        assert again.backups.state().failed is None


@pytest.mark.parametrize("number", [28, 30, 5])
def test_a_disk_that_does_not_work_along(
    number: int, place: Path, demo_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = demo_desk.backups.make()

    def broken(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as at_work:
        at_work.setattr(file_copies, "copy_file", broken)
        with pytest.raises(Trouble) as told:
            demo_desk.backups.make()
    assert "niet veranderd" in told.value.safe
    assert demo_desk.backups.found() == [good]
    assert not list(place.rglob("*.deel"))
    assert demo_desk.backups.state().failed is not None


def test_too_little_room_is_said_before_it_begins(
    place: Path, demo_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    with pytest.raises(Trouble, match="vol"):
        demo_desk.backups.make()
    assert demo_desk.backups.found() == []


def test_one_that_is_not_verified_never_counts(place: Path, demo_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    good, real = demo_desk.backups.make(), storage.prove

    def spoil(path: Path, *more: Any) -> dict[str, int]:
        raw = bytearray(path.read_bytes())
        raw[-2000] ^= 1
        path.write_bytes(raw)
        return real(path, *more)

    with monkeypatch.context() as spoilt:
        spoilt.setattr(storage, "prove", spoil)
        with pytest.raises(Trouble, match="niet heel"):
            demo_desk.backups.make()
    assert demo_desk.backups.found() == [good]


def test_a_damaged_vault_rotates_no_good_backup_away(place: Path, demo_desk: Desk, profile_dir: Path) -> None:
    good = demo_desk.backups.make()
    key = demo_desk._store.key
    demo_desk.close()
    raw = bytearray((profile_dir / profile.DATABASE).read_bytes())
    raw[4096 * 30 + 9] ^= 1
    (profile_dir / profile.DATABASE).write_bytes(raw)
    with pytest.raises(Trouble, match="beschadigd"):
        backups.write(profile_dir, key, place, "daily")
    assert backups.found_in(place) == [good]


def test_cancelling_leaves_whole_things_only(place: Path, demo_desk: Desk) -> None:
    class Cancelled(Exception):
        pass

    def stop(_: int, __: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        demo_desk.backups.make("daily", stop)
    assert demo_desk.backups.found() == []
    assert not list(place.rglob("*.deel"))
    assert demo_desk.backups.state().failed is None
    with pytest.raises(Cancelled):
        storage.copy(demo_desk.profile / "dossiers.db", bytes(demo_desk._store.key), place / "x", stop)


def test_old_ones_go_with_the_attachments_that_nobody_names(
    place: Path, demo_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return now.astimezone(tz)

    monkeypatch.setattr(backups, "datetime", Clock)
    monkeypatch.setattr(backup_making, "datetime", Clock)
    digest = demo_desk._store.attachments.put(b"only on the first day")
    person = Candidate(family_name="Zwart", photo=Attachment(digest, "a.jpg", "image/jpeg", 21))
    demo_desk.dossiers.add([person])
    demo_desk.backups.make()
    demo_desk.dossiers.trash("candidate", person.id)
    demo_desk.dossiers.destroy("candidate", person.id)
    name = demo_desk._store.attachments.name(digest)
    shared = next(place.glob("*/attachments"))
    assert (shared / name).exists()
    for _ in range(12):
        assert (shared / name).exists()
        now += timedelta(days=31)
        demo_desk.backups.make()
    assert not (shared / name).exists()
    assert len(demo_desk.backups.found()) <= 7 + 4 + 12


def test_an_import_and_a_migration_are_preceded_by_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from beschutdesk.exchange.demo import demo_dossiers
    from beschutdesk.exchange.dossier_json import write

    file = tmp_path / "a.json"
    file.write_bytes(write(demo_dossiers()[0]))
    desk.transfer.bring_in([file])
    assert [(made.why, made.dossiers) for made in desk.backups.found()] == [("import", 0)]


def test_an_old_vault_is_backed_up_before_it_is_migrated(tmp_path: Path) -> None:
    golden = Path(__file__).parents[2] / "golden" / "vaults"
    shutil.copytree(golden / "0.1.0", tmp_path / "v")
    told = json.loads((golden / "0.1.0.json").read_text("utf-8"))
    secret = told["code"]
    profile.open_with_secret(tmp_path / "v", secret).close()
    made = backups.found_in(tmp_path / "v" / backups.FALLBACK)
    assert [(one.why, one.schema) for one in made] == [("migration", "0001")]
    with restoring.restore(tmp_path / "v", made[0], secret) as again:
        assert again.audit.verify().good


def test_old_ones_that_cannot_be_removed_do_not_fail_the_new_one(
    place: Path, demo_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(backup_making, "thin_out", held)
    made = demo_desk.backups.make()
    assert (demo_desk.backups.state().last, demo_desk.backups.state().failed) == (made, None)


def test_two_at_once(place: Path, demo_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_making, "_WAIT", 0.05)
    own = demo_desk.backups.make().path.parent
    with Claim(own, exclusive=True), pytest.raises(backups.AtWork, match="wordt al een reservekopie gemaakt"):
        demo_desk.backups.make()
    assert demo_desk.backups.state().failed is None


@pytest.mark.parametrize("part", ["dossiers.db", "manifest.json"])
def test_one_that_was_tampered_with_is_refused(part: str, place: Path, demo_desk: Desk, profile_dir: Path) -> None:
    made = demo_desk.backups.make()
    demo_desk.close()
    if part == "manifest.json":
        body = json.loads((made.path / part).read_text())
        body["rows"]["candidate"] += 1
        (made.path / part).write_text(json.dumps(body))
    else:
        raw = bytearray((made.path / part).read_bytes())
        raw[5000] ^= 1
        (made.path / part).write_bytes(raw)
    before = (profile_dir / profile.DATABASE).read_bytes()
    with pytest.raises(Trouble):
        restoring.restore(profile_dir, made, PASSPHRASE)
    assert (profile_dir / profile.DATABASE).read_bytes() == before
    assert not (profile_dir / ".nieuw").exists()
