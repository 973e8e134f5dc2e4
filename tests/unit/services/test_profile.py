"""Making and opening a profile, and what is said when that cannot be."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE


@pytest.fixture
def made(profile_dir: Path) -> str:
    desk, code = profile.create(profile_dir, PASSPHRASE, Caseworker(name="R. Jansen"))
    desk.close()
    return code


def test_both_ways_in(made: str, profile_dir: Path) -> None:
    for desk in (profile.open_with_passphrase(profile_dir, PASSPHRASE), profile.open_with_code(profile_dir, made)):
        with desk:
            assert desk.caseworker().name == "R. Jansen"


def test_a_code_shown_beforehand_is_the_code(profile_dir: Path) -> None:
    code = profile.new_recovery_code()
    desk, again = profile.create(profile_dir, PASSPHRASE, Caseworker(), code)
    desk.close()
    assert again == code
    profile.open_with_code(profile_dir, code).close()


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX matter")
def test_only_the_owner_reads_the_profile(made: str, profile_dir: Path) -> None:
    assert stat.S_IMODE(profile_dir.stat().st_mode) == 0o700
    for path in profile_dir.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name


def test_closing_leaves_no_file_open(made: str, profile_dir: Path) -> None:
    desk = profile.open_with_passphrase(profile_dir, PASSPHRASE)
    desk.lists.candidates()
    desk.close()
    handles = Path("/proc/self/fd")
    if handles.exists():
        open_files = [handle.readlink() for handle in handles.iterdir() if handle.is_symlink()]
        assert not [path for path in open_files if path.is_relative_to(profile_dir)]


def test_no_vault(profile_dir: Path) -> None:
    with pytest.raises(profile.NoProfile, match="nog geen kluis"):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)


def test_without_its_envelope(made: str, profile_dir: Path) -> None:
    (profile_dir / profile.ENVELOPE).unlink()
    with pytest.raises(profile.DamagedEnvelope, match="ontbreekt"):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)
    with pytest.raises(profile.CannotOpen, match="al een kluis"):
        profile.create(profile_dir, PASSPHRASE, Caseworker())


def test_someone_elses_database(made: str, profile_dir: Path, tmp_path: Path) -> None:
    desk, _ = profile.create(tmp_path / "ander", PASSPHRASE, Caseworker())
    desk.close()
    shutil.copy(tmp_path / "ander" / profile.DATABASE, profile_dir / profile.DATABASE)
    with pytest.raises(profile.DamagedDatabase, match="dossierbestand"):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("")
    with pytest.raises(profile.CannotOpen):
        profile.create(tmp_path / "p", PASSPHRASE, Caseworker())


@pytest.mark.parametrize("at", ["bring_up", "add", "save", "finish"])
def test_a_start_that_is_broken_off_does_not_block_the_next(
    at: str, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a power cut: nothing is tidied up by the program that went."""
    from beschutdesk.services.dossiers import Dossiers
    from beschutdesk.storage import migrate
    from beschutdesk.vault.envelope import Envelope

    class PowerCut(BaseException):
        pass

    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    place = {"bring_up": (migrate, at), "add": (Dossiers, at), "save": (Envelope, at), "finish": (profile, "_finish")}
    with monkeypatch.context() as broken:
        broken.setattr(*place[at], cut)
        with pytest.raises(PowerCut):
            profile.create(profile_dir, PASSPHRASE, Caseworker(name="R. Jansen"))
    if at == "finish":  # the vault is whole, only not yet in its place
        desk = profile.open_with_passphrase(profile_dir, PASSPHRASE)
    else:
        assert not profile.exists(profile_dir)
        desk, _ = profile.create(profile_dir, PASSPHRASE, Caseworker(name="R. Jansen"))
    with desk:
        assert desk.caseworker().name == "R. Jansen"
    assert sorted(path.name for path in profile_dir.iterdir()) == [profile.DATABASE, profile.ENVELOPE]


def test_a_full_disk_at_the_first_start_is_said(profile_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from beschutdesk.vault.envelope import Envelope

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Envelope, "save", full)
    with pytest.raises(profile.CannotOpen, match="kan niet worden geschreven"):
        profile.create(profile_dir, PASSPHRASE, Caseworker())
    assert not profile.exists(profile_dir)


def test_a_closed_desk_reads_and_writes_nothing(made: str, profile_dir: Path) -> None:
    desk = profile.open_with_passphrase(profile_dir, PASSPHRASE)
    desk.close()
    for act in (desk.lists.candidates, desk.caseworker, desk.drafts.all, desk.transfer.bring_in_demo):
        with pytest.raises(Trouble, match="De kluis is dicht"):
            act()


def test_a_file_in_use_is_not_called_damaged(made: str, profile_dir: Path) -> None:
    import sqlcipher3

    from beschutdesk.vault.envelope import Envelope

    key = Envelope.load(profile_dir / profile.ENVELOPE).open(PASSPHRASE)
    other = sqlcipher3.connect(str(profile_dir / profile.DATABASE), isolation_level=None)
    other.execute(f"PRAGMA key=\"x'{bytes(key).hex()}'\"")
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(profile.UnreachableDatabase, match="in gebruik"):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)
    other.close()


def test_an_error_text_holds_nothing_that_was_typed(made: str, profile_dir: Path) -> None:
    import sqlalchemy as sa

    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as desk, desk._store.writing() as connection:
        with pytest.raises(sa.exc.SQLAlchemyError) as caught:
            connection.execute(sa.text("INSERT INTO nowhere VALUES (:name)"), {"name": "Jelte Roossien"})
        assert "Jelte" not in str(caught.value)


def test_naming_the_services_costs_no_heavy_import() -> None:
    import subprocess
    import sys

    code = "import sys; import beschutdesk.services.profile; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"sqlalchemy", "alembic", "reportlab", "keyring", "argon2", "cryptography", "zxcvbn"} & set(loaded)
