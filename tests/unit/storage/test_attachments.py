import dataclasses
import hashlib
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import encode
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.values import Attachment
from beschutdesk.exchange.demo import demo_dossiers
from beschutdesk.services import profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.storage import queries
from beschutdesk.storage.attachments import LIMIT, Attachments
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE


@pytest.fixture
def files(tmp_path: Path) -> Attachments:
    return Attachments(tmp_path / "attachments", b"a" * 32, b"b" * 32)


def test_a_file_comes_back(files: Attachments, tmp_path: Path) -> None:
    content = b"Thijs Hoekstra " * 1000
    digest = files.put(content)
    assert files.put(content) == digest
    assert files.get(digest) == content
    (path,) = (tmp_path / "attachments").iterdir()
    assert b"Hoekstra" not in path.read_bytes()
    assert path.name != digest
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_or_missing_file_is_said(files: Attachments, tmp_path: Path) -> None:
    digest = files.put(b"abc")
    (path,) = (tmp_path / "attachments").iterdir()
    sealed = path.read_bytes()
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(Trouble, match="beschadigd"):
        files.get(digest)
    path.unlink()
    with pytest.raises(Trouble, match="ontbreekt"):
        files.get(digest)


def test_a_swapped_file_is_not_taken_for_another(files: Attachments, tmp_path: Path) -> None:
    one = files.put(b"one")
    (first,) = (tmp_path / "attachments").iterdir()
    two = files.put(b"two")
    second = next(p for p in (tmp_path / "attachments").iterdir() if p != first)
    second.write_bytes(first.read_bytes())
    assert files.get(one) == b"one"
    with pytest.raises(Trouble):
        files.get(two)


def test_too_large(files: Attachments, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="10 MB"):
        files.put(bytes(LIMIT + 1))
    assert not (tmp_path / "attachments").exists()


# -- sweeping ----------------------------------------------------------------------------------------------------------


HOUR = 3600.0


def only(folder: Path) -> set[str]:
    return {path.name for path in (folder / "attachments").iterdir()}


def age(path: Path, seconds: float) -> None:
    moment = time.time() - seconds
    os.utime(path, (moment, moment))


def file_of(files: Attachments, digest: str) -> Path:
    return files.folder / files.name(digest)


def test_a_sweep_takes_what_is_old_and_nobody_names(files: Attachments) -> None:
    kept, young, future, orphan = (files.put(word) for word in (b"kept", b"young", b"future", b"orphan"))
    for digest in (kept, orphan):
        age(file_of(files, digest), 2 * HOUR)
    age(file_of(files, young), HOUR / 2)
    age(file_of(files, future), -HOUR)
    broken_off = files.folder / (files.name(orphan) + ".new")
    running = files.folder / (files.name(young) + ".new")
    foreign = files.folder / "Thumbs.db"
    for path in (broken_off, running, foreign):
        path.write_bytes(b"x")
    age(broken_off, 2 * HOUR)
    age(foreign, 2 * HOUR)
    assert files.sweep([kept]) == 2
    assert {path.name for path in files.folder.iterdir()} == {
        files.name(kept),
        files.name(young),
        files.name(future),
        running.name,
        "Thumbs.db",
    }
    assert files.sweep([kept]) == 0


def test_a_sweep_of_nothing(files: Attachments) -> None:
    assert files.sweep([]) == 0


def test_putting_again_makes_a_file_young(files: Attachments) -> None:
    digest = files.put(b"abc")
    age(file_of(files, digest), 2 * HOUR)
    assert files.put(b"abc") == digest
    assert files.sweep([]) == 0
    assert files.get(digest) == b"abc"


def test_a_damaged_file_heals_when_it_is_put_again(files: Attachments) -> None:
    digest = files.put(b"abc")
    path = file_of(files, digest)
    path.write_bytes(path.read_bytes()[:-1])
    assert files.check([digest]).damaged == (digest,)
    files.put(b"abc")
    assert files.check([digest]) == files.check([])


@pytest.mark.parametrize("moment", ["before", "between"])
def test_a_put_just_before_or_during_a_sweep_keeps_its_file(
    files: Attachments, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    digest = files.put(b"abc")
    path = file_of(files, digest)
    age(path, 2 * HOUR)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self != path:
            return real(self, target)
        if moment == "before":
            files.put(b"abc")  # after the sweep looked, before it took it
        moved = real(self, target)
        if moment == "between":
            files.put(b"abc")  # after it was set aside
        return moved

    monkeypatch.setattr(Path, "rename", rename)
    files.sweep([])
    assert files.get(digest) == b"abc"
    assert only(path.parent.parent) == {path.name}


def test_what_a_killed_sweep_set_aside_comes_back_when_it_is_named(files: Attachments) -> None:
    digest = files.put(b"abc")
    path = file_of(files, digest)
    age(path, 2 * HOUR)
    path.rename(path.with_suffix(".weg"))
    assert files.sweep([digest]) == 0
    assert files.get(digest) == b"abc"


def test_removing_at_once_spares_what_was_put_since(files: Attachments) -> None:
    one, two = files.put(b"one"), files.put(b"two")
    age(file_of(files, one), 10)
    age(file_of(files, two), -10)
    assert files.remove([one, two, "00" * 32], time.time()) == 1
    assert files.check([one, two]).missing == (one,)


def test_names_and_condition(files: Attachments) -> None:
    one, two = files.put(b"one"), files.put(b"two")
    assert set(files.names([one, two]).values()) == {path.name for path in files.folder.iterdir()}
    path = file_of(files, two)
    raw = bytearray(path.read_bytes())
    raw[20] ^= 1
    path.write_bytes(raw)
    missing = "11" * 32
    found = files.check([one, two, missing])
    assert (found.missing, found.damaged) == ((missing,), (two,))


# -- what may be swept -------------------------------------------------------------------------------------------------


def test_everything_that_names_a_file_is_known(desk: Desk) -> None:
    photo = shape_of("candidate").specs["photo"]
    first, second, third, fourth = (Attachment(f"{n:064x}", "a.jpg", "image/jpeg", 1) for n in range(1, 5))
    person = Candidate(name_used="Sem", photo=first)
    desk.dossiers.add([person])
    desk.dossiers.save([Edit("candidate", person.id, 1, {"photo": encode(photo, second)})])
    desk.drafts.keep(Draft("candidate", person.id, 2, {"photo": encode(photo, third)}))
    desk.drafts.keep(Draft("candidate", new_id(), 0, {"photo": encode(photo, fourth)}))
    document = IssuedDocument(candidate=person.id, file=Attachment("ab" * 32, "p.pdf", "application/pdf", 9))
    desk.dossiers.add([document])
    desk.dossiers.trash("candidate", person.id)
    with desk._store.reading() as connection:
        found = queries.attached(connection)
        raw = connection.connection.dbapi_connection
        assert queries.attached(raw) == found
    assert found == {first.digest, second.digest, third.digest, fourth.digest, "ab" * 32}


def test_the_desk_sweeps_what_it_does_not_need(desk: Desk, profile_dir: Path) -> None:
    digest = desk._store.attachments.put(b"left over")
    assert desk.transfer.sweep() == 0
    age(profile_dir / "attachments" / desk._store.attachments.name(digest), 2 * HOUR)
    assert desk.transfer.sweep() == 1


# -- on disk before the row --------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system which file a handle is of")
def test_a_file_is_synced_before_the_row_that_names_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        steps.append(Path(f"/proc/self/fd/{handle}").readlink().parent.name)

    monkeypatch.setattr(os, "fsync", fsync)
    sa.event.listen(desk._store.engine, "commit", lambda _: steps.append("commit"))
    dossier = demo_dossiers()[0]
    dossier.candidate.photo = Attachment(hashlib.sha256(b"foto").hexdigest(), "a.jpg", "image/jpeg", 4)
    desk.transfer.keep([dataclasses.replace(dossier, files={dossier.candidate.photo.digest: b"foto"})])
    assert "attachments" in steps[: steps.index("commit")]
    assert steps.count("commit") == 1


def test_a_file_that_cannot_be_synced_makes_no_row(
    desk: Desk, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(5, "I/O")

    dossier = demo_dossiers()[0]
    dossier.candidate.photo = Attachment(hashlib.sha256(b"foto").hexdigest(), "a.jpg", "image/jpeg", 4)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        with pytest.raises(OSError, match="I/O"):
            desk.transfer.keep([dataclasses.replace(dossier, files={dossier.candidate.photo.digest: b"foto"})])
    assert desk.dossiers.ids("candidate") == []
    assert list((profile_dir / "attachments").iterdir()) == []


KILLED = """
import os, sys, hashlib, dataclasses
from pathlib import Path
from beschutdesk.exchange.demo import demo_dossiers
from beschutdesk.dossier.values import Attachment
from beschutdesk.services import profile
from beschutdesk.storage.unit_of_work import UnitOfWork
UnitOfWork.commit = lambda self: os._exit(9)
desk = profile.open_with_passphrase(Path(sys.argv[1]), sys.stdin.readline().strip())
dossier = demo_dossiers()[0]
dossier.candidate.photo = Attachment(hashlib.sha256(b"foto").hexdigest(), "a.jpg", "image/jpeg", 4)
desk.transfer.keep([dataclasses.replace(dossier, files={dossier.candidate.photo.digest: b"foto"})])
"""


def test_a_kill_between_file_and_row_leaves_an_orphan_and_no_row(desk: Desk, profile_dir: Path) -> None:
    digest = hashlib.sha256(b"foto").hexdigest()
    name = desk._store.attachments.name(digest)
    desk.close()
    done = subprocess.run([sys.executable, "-c", KILLED, profile_dir], input=f"{PASSPHRASE}\n", text=True, check=False)
    assert done.returncode == 9
    path = profile_dir / "attachments" / name
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        assert again.dossiers.ids("candidate") == []
        assert again._store.attachments.get(digest) == b"foto"
        age(path, 2 * HOUR)
        assert again.transfer.sweep() == 1
