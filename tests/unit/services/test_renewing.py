"""A new key: everything sealed anew, or nothing."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from beschutdesk.services import backups, profile, renewing, restoring, stage
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.storage.claim import InUse
from beschutdesk.trouble import Trouble
from beschutdesk.vault.envelope import Envelope
from beschutdesk.vault.errors import WeakSecret, WrongSecret
from tests.conftest import PASSPHRASE

FRESH = "paard batterij nietje correct"
CONTENT = b"a photo of somebody" * 50


@pytest.fixture
def closed(demo_desk: Desk) -> Path:
    """A closed vault with demo dossiers and an attachment on one of them."""
    from tests.unit.services.backing_up import attach

    attach(demo_desk, CONTENT)
    demo_desk.close()
    return demo_desk.profile


@pytest.fixture
def code() -> str:
    return profile.new_recovery_code()


def opens(folder: Path, secret: str) -> bool:
    try:
        with profile.open_with_passphrase(folder, secret) as desk:
            assert len(desk.lists.candidates()) == 4
            document = desk.dossiers.get("issued_document", desk.dossiers.ids("issued_document")[0])
            assert desk._store.attachments.get(document.file.digest) == CONTENT
            assert desk.audit.verify().good
    except WrongSecret:
        return False
    finally:
        (folder / "tries.json").unlink(missing_ok=True)
    return True


def test_only_the_new_secrets_open_and_nothing_of_the_old_stays(closed: Path, code: str) -> None:
    database = (closed / "dossiers.db").read_bytes()
    names = {path.name for path in (closed / "attachments").iterdir()}
    old = Envelope.load(closed / "vault.json")
    renewing.renew(closed, PASSPHRASE, FRESH, code).close()
    assert opens(closed, FRESH)
    assert not opens(closed, PASSPHRASE)
    profile.open_with_code(closed, code).close()
    assert not {path.name for path in (closed / "attachments").iterdir()} & names
    assert not list(closed.glob("vervangen-*"))
    pages = {database[at : at + 4096] for at in range(0, len(database), 4096)}
    fresh = (closed / "dossiers.db").read_bytes()
    assert not pages & {fresh[at : at + 4096] for at in range(0, len(fresh), 4096)}
    envelope = Envelope.load(closed / "vault.json")
    assert envelope.vault == old.vault
    assert [slot.proven for slot in envelope.slots] == [False, True]


def test_the_backup_from_before_keeps_the_old_key(closed: Path, code: str) -> None:
    renewing.renew(closed, PASSPHRASE, FRESH, code).close()
    made = backups.found_in(closed / backups.FALLBACK)
    assert [one.why for one in made] == ["rekey"]
    with pytest.raises(WrongSecret):
        restoring.look_inside(made[0], FRESH)
    with restoring.restore(closed, made[0], PASSPHRASE) as again:
        assert len(again.lists.candidates()) == 4


def test_an_attachment_that_cannot_be_read_now_stops_it(
    closed: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that falters, or a scanner that holds a file: it is there, and must not count as lost."""
    (name,) = (path.name for path in (closed / "attachments").iterdir())
    real = Path.read_bytes

    def falters(path: Path) -> bytes:
        if path.parent == closed / "attachments" and path.name == name:
            raise OSError(5, "I/O error")
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", falters)
        with pytest.raises(Trouble, match="kon niet worden vernieuwd"):
            renewing.renew(closed, PASSPHRASE, FRESH, code)
    assert not (closed / stage.STAGE).exists()
    assert opens(closed, PASSPHRASE)


@pytest.mark.parametrize("gone", [False, True])
def test_an_attachment_that_is_lost_keeps_the_old_vault_and_is_told(gone: bool, closed: Path, code: str) -> None:
    (file,) = (closed / "attachments").iterdir()
    if gone:
        file.unlink()
    else:
        file.write_bytes(b"x" * 100)
    with renewing.renew(closed, PASSPHRASE, FRESH, code) as desk:
        assert "1 bijlage" in renewing.afterwards(desk)
        (kept,) = closed.glob("vervangen-*")
    with profile.open_with_passphrase(kept, PASSPHRASE) as old:
        assert len(old.lists.candidates()) == 4


def test_what_opens_with_the_old_key_is_listed_and_goes_when_asked(closed: Path, code: str) -> None:
    with profile.open_with_passphrase(closed, PASSPHRASE) as desk:
        made = desk.backups.make()
    restoring.restore(closed, made, PASSPHRASE).close()
    with renewing.renew(closed, PASSPHRASE, FRESH, code) as desk:
        assert "ook die van zojuist" in renewing.afterwards(desk)
        older = renewing.older_copies(desk)
        (replaced,) = closed.glob("vervangen-*")
        assert set(older) == {replaced, *(one.path for one in backups.found_in(closed / backups.FALLBACK))}
        assert len(older) == 3
        assert renewing.forget_older(desk) == []
        (left,) = desk.backups.found()
    assert not any(path.exists() for path in older)
    assert restoring.look_inside(left, FRESH).attachments_missing == 0
    (file,) = (left.path.parent / "attachments").iterdir()
    assert file.name in {path.name for path in (closed / "attachments").iterdir()}


def test_the_log_hears_who_came_in_and_who_tried(closed: Path, code: str) -> None:
    for enter in ("renew", "restore"):
        with pytest.raises(WrongSecret):
            profile.open_with_passphrase(closed, "niet deze woorden")
        if enter == "renew":
            desk = renewing.renew(closed, PASSPHRASE, FRESH, code)
        else:
            desk = restoring.restore(closed, backups.found_in(closed / backups.FALLBACK)[0], PASSPHRASE)
        with desk:
            told = [line.act for line in desk.audit.lines(desk.audit.numbers(Filter())[:2])]
        assert told == [Act.UNLOCK, Act.UNLOCK_FAILED]


def test_an_open_vault_and_a_weak_passphrase_are_refused(closed: Path, code: str) -> None:
    with pytest.raises(WeakSecret):
        renewing.renew(closed, PASSPHRASE, "welkom", code)
    with profile.open_with_passphrase(closed, PASSPHRASE), pytest.raises(InUse):
        renewing.renew(closed, PASSPHRASE, FRESH, code)
    assert opens(closed, PASSPHRASE)


def test_cancelling_changes_nothing(closed: Path, code: str) -> None:
    class Cancelled(Exception):
        pass

    steps: list[tuple[int, int]] = []
    renewing.renew(
        shutil.copytree(closed, closed.with_name("other")), PASSPHRASE, FRESH, code, lambda *at: steps.append(at)
    ).close()
    assert steps == sorted(steps)
    for at in range(len(steps)):
        left = at

        def stop(_: int, __: int) -> None:
            nonlocal left
            if not left:
                raise Cancelled
            left -= 1

        with pytest.raises(Cancelled):
            renewing.renew(closed, PASSPHRASE, FRESH, code, stop)
        assert not (closed / stage.STAGE).exists()
    assert opens(closed, PASSPHRASE)


def test_a_fault_at_every_step_leaves_one_whole_vault(closed: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by a power cut at any call of the system that changes a folder."""

    class PowerCut(BaseException):
        pass

    names = ("rename", "replace", "mkdir", "unlink", "rmdir", "fsync")
    real = {name: getattr(os, name) for name in names}
    seen: set[str] = set()
    for at in range(0, 1000, 3):
        folder = shutil.copytree(closed, closed.with_name(f"c{at}"))
        calls = 0

        def step(name: str, *args: object, at: int = at, **more: object) -> object:
            nonlocal calls
            calls += 1
            if calls > at:
                raise PowerCut
            return real[name](*args, **more)

        with monkeypatch.context() as broken:
            for name in names:
                broken.setattr(os, name, lambda *a, name=name, **k: step(name, *a, **k))
            try:
                renewing.renew(folder, PASSPHRASE, FRESH, code).close()
            except PowerCut:
                pass
            else:
                break
        works = [secret for secret in (PASSPHRASE, FRESH) if opens(folder, secret)]
        assert len(works) == 1, (at, works)
        seen.add(works[0])
        assert not (folder / stage.STAGE).exists() or works == [PASSPHRASE]
        shutil.rmtree(folder)
    else:
        pytest.fail("there is no end to the steps")
    assert seen == {PASSPHRASE, FRESH}


RENEWER = """
import sys
from pathlib import Path
from beschutdesk.services import renewing
from beschutdesk.vault import envelope
envelope.STANDARD = envelope.Cost(passes=1, memory=64, lanes=1)
print("ready", flush=True)
renewing.renew(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]).close()
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX matter")
def test_killed_at_random_moments(closed: Path, code: str) -> None:
    dice = random.Random(3)
    for number in range(5):
        folder = shutil.copytree(closed, closed.with_name(f"k{number}"))
        arguments = [sys.executable, "-c", RENEWER, str(folder), PASSPHRASE, FRESH, code]
        at_work = subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
        assert at_work.stdout is not None
        at_work.stdout.readline()
        time.sleep(dice.uniform(0, 0.9))
        at_work.send_signal(signal.SIGKILL)
        at_work.communicate()
        assert [opens(folder, secret) for secret in (PASSPHRASE, FRESH)].count(True) == 1
