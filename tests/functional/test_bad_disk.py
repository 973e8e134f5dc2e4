"""A disk that is full, read-only or taken away, and a file that somebody else holds: told apart, and nothing lost.

The disk is a real one, a tmpfs of a few MB. Where mounting is not allowed, a limit of the kernel on the size of files
takes its place for the tests of a full disk.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest
from PIL import Image

from beschutdesk import cli
from beschutdesk.blame import Cause, blame
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import checking, profile, renewing, restoring
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.storage import engine
from beschutdesk.storage.errors import UnreachableDatabase
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.functional.disks import Disk, Limit, small_disk

pytestmark = [
    pytest.mark.functional,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a tmpfs is a Linux matter"),
]

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "vaults" / "0.1.0"
NEW = "vijf heel andere losse woorden"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk | Limit]:
    made = small_disk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def vault(disk: Disk | Limit) -> Path:
    """A closed vault with the demo dossiers, on the small disk."""
    folder = disk.folder / "profiel"
    desk, _ = profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen"))
    with desk:
        desk.transfer.bring_in_demo()
    return folder


def open_(folder: Path, secret: str = PASSPHRASE) -> Desk:
    return profile.open_with_passphrase(folder, secret)


def is_whole(folder: Path, secret: str = PASSPHRASE) -> None:
    """Everything in it proves itself and nothing is left lying about."""
    found = checking.check(folder, secret)
    assert all(one.good for one in found), [one.words for one in found if not one.good]
    assert not [path.name for path in folder.rglob("*") if path.name.endswith((".new", ".deel", "-journal"))]
    assert not (folder / ".nieuw").exists()


def refused(act: Callable[[], object]) -> Trouble:
    """What window and command line tell when the program refuses."""
    with pytest.raises((Trouble, OSError)) as caught:
        act()
    told = blame(caught.value)
    assert told is not None, "the program takes it for a fault of its own"
    return told


def until_refused(act: Callable[[int], object]) -> tuple[int, Trouble]:
    """Do something again and again until the program refuses. Returns how often it was acknowledged, and the words."""
    for number in range(10_000):
        try:
            act(number)
        except Trouble as trouble:
            return number, trouble
    raise AssertionError("the disk never was full")


def is_about(disk: Disk | Limit, trouble: Trouble) -> None:
    """The words for a full disk."""
    assert any(word in trouble.happened.lower() for word in disk.words), trouble.one_line
    assert trouble.safe
    assert trouble.todo


# -- full --------------------------------------------------------------------------------------------------------------


def test_full_while_saving(disk: Disk | Limit, vault: Path) -> None:
    with open_(vault) as desk:
        key = desk.dossiers.ids("candidate")[0]
        version = desk.dossiers.get("candidate", key).version

        def save(number: int) -> None:
            desk.dossiers.save([Edit("candidate", key, version + number, {"pace": f"{number} " + "langzaam " * 900})])

        with disk.full(but=96):
            saved, trouble = until_refused(save)
            assert isinstance(trouble, UnreachableDatabase)
            is_about(disk, trouble)
            person = desk.dossiers.get("candidate", key)  # reading goes on
            assert person.version == version + saved
        save(saved)  # and so does saving, on the same open desk
        assert desk.dossiers.get("candidate", key).pace.startswith(f"{saved} ")
        assert desk.audit.verify().good
    is_whole(vault)
    with open_(vault) as desk:
        assert desk.dossiers.get("candidate", key).version == version + saved + 1


def test_full_while_typing(disk: Disk | Limit, vault: Path) -> None:
    with open_(vault) as desk:
        key = desk.dossiers.ids("candidate")[0]
        words = ["", ""]

        def keep(number: int) -> None:
            text = f"{number} " + "woord " * number * 20
            desk.drafts.keep(Draft("candidate", key, 1, {"pace": text}))
            words[0] = text

        with disk.full(but=64):
            kept, trouble = until_refused(keep)
            is_about(disk, trouble)
            draft = desk.drafts.find(key)
            assert draft is not None
            assert draft.changes["pace"] == words[0]
        keep(kept)
    is_whole(vault)
    with open_(vault) as desk:
        (draft,) = desk.drafts.all()
        assert draft.changes["pace"] == words[0]


def test_full_while_backing_up(disk: Disk | Limit, vault: Path) -> None:
    with open_(vault) as desk:
        first = desk.backups.make()
        with disk.full(but=256), pytest.raises(Trouble) as caught:
            desk.backups.make()
        is_about(disk, caught.value)
        failed = desk.backups.state().failed
        assert failed is not None
        assert failed.happened == caught.value.happened
        assert [one.path for one in desk.backups.found()] == [first.path]
        assert restoring.look_inside(first, PASSPHRASE).backup.dossiers == first.dossiers > 0
        second = desk.backups.make()
        assert desk.backups.state().failed is None
        assert second.path in [one.path for one in desk.backups.found()]
    is_whole(vault)


def test_full_while_attaching(disk: Disk | Limit, vault: Path, tmp_path: Path) -> None:
    picture = tmp_path / "foto.png"
    Image.effect_noise((400, 400), 90).save(picture)
    with open_(vault) as desk:
        before = {path.name for path in (vault / "attachments").iterdir()}
        with disk.full():
            is_about(disk, refused(lambda: desk.transfer.photo(picture)))
        assert {path.name for path in (vault / "attachments").iterdir()} == before
        photo = desk.transfer.photo(picture)
        assert len(desk._store.attachments.get(photo.digest)) == photo.size
    is_whole(vault)


def test_full_while_renewing(disk: Disk | Limit, vault: Path) -> None:
    before = contents(vault, PASSPHRASE)
    code = profile.new_recovery_code()
    for room in (0, 300, 2500, 4600, 5200, 6000):
        with disk.full(but=room):
            try:
                renewing.renew(vault, PASSPHRASE, NEW, code).close()
            except Trouble as trouble:
                is_about(disk, trouble)
            else:
                assert room > 300, "there was no room for a copy, and yet it was renewed"
                break
            with pytest.raises(profile.WrongSecret):
                open_(vault, NEW)
        is_whole(vault)
        assert contents(vault, PASSPHRASE) == before
    else:
        renewing.renew(vault, PASSPHRASE, NEW, code).close()
    is_whole(vault, NEW)
    assert contents(vault, NEW) == before


def test_full_while_upgrading(disk: Disk | Limit) -> None:
    folder = disk.folder / "oud"
    copytree(GOLDEN, folder)
    with disk.full(), pytest.raises(Trouble) as caught:
        open_(folder)
    is_about(disk, caught.value)
    for name in ("dossiers.db", "vault.json"):
        assert (folder / name).read_bytes() == (GOLDEN / name).read_bytes()
    with open_(folder) as desk:
        (key,) = desk.dossiers.ids("candidate")
        assert desk.dossiers.get("candidate", key).pace == "Elk uur even naar buiten."
    is_whole(folder)


@pytest.mark.real_migrations
def test_full_while_making_a_vault(disk: Disk | Limit) -> None:
    folder = disk.folder / "nieuw"
    with disk.full(), pytest.raises(profile.CannotOpen):
        profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen"))
    assert not profile.exists(folder)
    desk, _ = profile.create(folder, PASSPHRASE, Caseworker(name="R. Jansen"))
    desk.close()
    is_whole(folder)


def contents(folder: Path, secret: str) -> dict[str, object]:
    """All dossiers, as they are taken out."""
    with open_(folder, secret) as desk:
        return {str(key): desk.transfer.take_out(key) for key in desk.dossiers.ids("candidate")}


# -- on the command line -----------------------------------------------------------------------------------------------


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs the command line here; gives exit code and what it said on standard error, which is one line."""
    secret = tmp_path / "wachtzin"
    secret.write_text(PASSPHRASE + "\n")

    def run(folder: Path, *arguments: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        code = cli.main([*map(str, arguments), "--profile", str(folder), "--passphrase-file", str(secret)])
        said = capsys.readouterr().err
        assert said == "" or said.count("\n") == 1, said
        assert "Traceback" not in said
        assert "programma (" not in said, "it took the fault on itself"
        return code, said

    return run


def test_full_on_the_command_line(disk: Disk | Limit, vault: Path, say: Callable[..., tuple[int, str]]) -> None:
    with disk.full():
        for arguments in (["backup"], ["print", "portfolio", "--candidate", "Jelte", "--audience", "floor", "-o"]):
            if arguments[0] == "print":
                arguments.append(str(vault.parent / "uit.pdf"))
            code, said = say(vault, *arguments)
            assert code in (2, 3), said  # 3 where it cannot even open: reading a vault needs room beside it
            assert any(word in said for word in disk.words), said
    assert not (vault.parent / "uit.pdf").exists()
    assert say(vault, "backup")[0] == 0
    assert say(vault, "check")[0] == 0


def test_read_only_on_the_command_line(disk: Disk | Limit, vault: Path, say: Callable[..., tuple[int, str]]) -> None:
    before = contents(vault, PASSPHRASE)
    with disk.read_only():
        for arguments in (["list", "candidates"], ["demo"], ["backup"]):
            code, said = say(vault, *arguments)
            assert code == 3, said
            assert "alleen-lezen" in said, said
    assert contents(vault, PASSPHRASE) == before
    is_whole(vault)


# -- read-only ---------------------------------------------------------------------------------------------------------


def test_a_read_only_profile(disk: Disk | Limit, vault: Path) -> None:
    with disk.read_only():
        with pytest.raises(UnreachableDatabase) as caught:
            open_(vault)
        assert caught.value.cause is Cause.READ_ONLY
        with pytest.raises(profile.WrongSecret):
            open_(vault, "verkeerd")
    open_(vault).close()
    is_whole(vault)


def test_a_read_only_folder_for_backups(disk: Disk | Limit, desk: Desk) -> None:
    place = disk.folder / "kopieen"
    place.mkdir()
    desk.settings.backup_folder = place
    made = desk.backups.make()
    with disk.read_only():
        with pytest.raises(Trouble) as caught:
            desk.backups.make()
        assert "alleen-lezen" in caught.value.happened
        assert desk.backups.state().failed is not None
        assert [one.path for one in desk.backups.found()] == [made.path]
    desk.backups.make()
    assert desk.backups.state().failed is None


# -- gone --------------------------------------------------------------------------------------------------------------


def test_the_database_is_taken_away_under_us(desk: Desk, profile_dir: Path) -> None:
    """Linux lets a file be deleted while it is open: what is written then is nowhere."""
    person = Candidate(name_used="Sem")
    desk.dossiers.add([person])
    for path in list(profile_dir.glob("dossiers.db*")):
        path.rename(profile_dir.parent / path.name)
    for act in (
        lambda: desk.dossiers.save([Edit("candidate", person.id, 1, {"pace": "x"})]),
        lambda: desk.drafts.keep(Draft("candidate", person.id, 1, {"pace": "x"})),
        desk.backups.make,
    ):
        told = refused(act)
        assert "dossierbestand" in told.happened.lower() or "dossiers.db" in told.happened, told.one_line
        assert any(word in told.happened for word in ("staat niet", "ontbreekt", "is weg")), told.one_line
    assert not (profile_dir / "dossiers.db").exists(), "an empty one in its place would be taken for the real one"
    desk.close()
    with pytest.raises(profile.DamagedDatabase, match="ontbreekt"):
        open_(profile_dir)
    for path in profile_dir.parent.glob("dossiers.db*"):
        path.rename(profile_dir / path.name)
    with open_(profile_dir) as again:
        assert again.dossiers.get("candidate", person.id).version == 1
    is_whole(profile_dir)


def test_an_attachment_is_taken_away(desk: Desk, profile_dir: Path, tmp_path: Path) -> None:
    Image.effect_noise((90, 90), 50).save(tmp_path / "foto.png")
    person = Candidate(name_used="Sem", photo=desk.transfer.photo(tmp_path / "foto.png"))
    assert person.photo is not None
    desk.dossiers.add([person])
    (path,) = (profile_dir / "attachments").iterdir()
    path.unlink()
    with pytest.raises(Trouble, match="bijlage ontbreekt"):
        desk._store.attachments.get(person.photo.digest)
    desk.dossiers.save([Edit("candidate", person.id, 1, {"pace": "Rustig"})])  # work goes on
    desk.close()
    found = checking.check(profile_dir, PASSPHRASE)
    assert [one.part for one in found if not one.good], "the check did not see it"


def test_the_envelope_is_taken_away(desk: Desk, profile_dir: Path) -> None:
    person = Candidate(name_used="Sem")
    (profile_dir / "vault.json").rename(profile_dir.parent / "vault.json")
    desk.dossiers.add([person])  # the key is known: work goes on
    told = refused(desk.backups.make)  # without an envelope it would be worth nothing
    assert "sleutelbestand" in told.one_line or "vault.json" in told.one_line, told.one_line
    desk.close()
    with pytest.raises(profile.DamagedEnvelope, match="ontbreekt"):
        open_(profile_dir)
    (profile_dir.parent / "vault.json").rename(profile_dir / "vault.json")
    with open_(profile_dir) as again:
        assert again.dossiers.get("candidate", person.id) is not None


# -- in use ------------------------------------------------------------------------------------------------------------

HOLDER = """
import sys
from pathlib import Path
from beschutdesk.services import profile
from beschutdesk.storage.engine import connect

folder = Path(sys.argv[1])
_, key = profile.data_key(folder, sys.stdin.readline().strip())
connection = connect(folder / "dossiers.db", bytes(key))
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
connection.close()
"""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another process writes in the vault and does not come to an end."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(PASSPHRASE + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "held\n"
        yield
    finally:
        process.communicate("done\n", timeout=20)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is in the way will not leave: nothing is learned by waiting long."""
    monkeypatch.setattr(engine, "PATIENCE", 0.5)


@pytest.mark.usefixtures("impatient")
def test_the_database_is_busy(demo_desk: Desk, profile_dir: Path, say: Callable[..., tuple[int, str]]) -> None:
    key = demo_desk.dossiers.ids("candidate")[0]
    version = demo_desk.dossiers.get("candidate", key).version
    with held(profile_dir):
        assert demo_desk.dossiers.get("candidate", key).version == version  # reading waits for nobody
        with pytest.raises(UnreachableDatabase, match="in gebruik") as caught:
            demo_desk.drafts.keep(Draft("candidate", key, version, {"pace": "Rustig"}))
        assert caught.value.cause is Cause.IN_USE
        assert caught.value.todo
        code, said = say(profile_dir, "demo")
        assert code in (2, 3)
        assert "in gebruik" in said
    demo_desk.drafts.keep(Draft("candidate", key, version, {"pace": "Rustig"}))
    (draft,) = demo_desk.drafts.all()
    assert draft.changes == {"pace": "Rustig"}
