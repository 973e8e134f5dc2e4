"""Making and opening a profile, and what is said when that cannot be."""

import json
import os
import shutil
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import checking, profile, stage
from beschutdesk.services.desk import Desk
from beschutdesk.storage.claim import InUse
from beschutdesk.storage.engine import connect
from beschutdesk.storage.errors import BadBackup, FailedMigration
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
    with pytest.raises(profile.ForeignDatabase, match="hoort niet bij deze kluis"):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)


def spoil(what: str, folder: Path, other: Path) -> None:
    """Make that go wrong of which each has its own words."""
    import sqlite3

    import sqlcipher3

    from beschutdesk.vault import envelope as module

    envelope, database = folder / profile.ENVELOPE, folder / profile.DATABASE
    match what:
        case "envelope bit":
            raw = bytearray(envelope.read_bytes())
            raw[len(raw) // 2] ^= 4
            envelope.write_bytes(raw)
        case "envelope cut":
            os.truncate(envelope, 400)
        case "newer envelope":
            body = json.loads(envelope.read_text()) | {"version": 9}
            body.pop("checksum")
            envelope.write_text(json.dumps(body | {"checksum": module._checksum(body)}))
        case "database bit":
            raw = bytearray(database.read_bytes())
            raw[100] ^= 4
            database.write_bytes(raw)
        case "database cut":
            os.truncate(database, database.stat().st_size // 2)
        case "first sector":
            database.write_bytes(b"\0" * 512 + database.read_bytes()[512:])
        case "overwritten start":
            database.write_bytes(os.urandom(5000) + database.read_bytes()[5000:])
        case "newer database":
            raw_key = bytes(module.Envelope.load(envelope).open(PASSPHRASE)).hex()
            connection = sqlcipher3.connect(str(database), isolation_level=None)
            connection.execute(f"PRAGMA key=\"x'{raw_key}'\"")
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
            connection.close()
        case "empty":
            os.truncate(database, 0)
        case "only zeros":
            database.write_bytes(b"\0" * 9000)
        case "plain SQLite":
            database.unlink()
            plain = sqlite3.connect(database)
            plain.execute("CREATE TABLE t (a)")
            plain.close()
        case "a letter":
            database.write_bytes(b"%PDF-1.7 een heel ander bestand\n" * 300)
        case "another vault":
            desk, _ = profile.create(other, PASSPHRASE, Caseworker())
            desk.close()
            shutil.copy(other / profile.DATABASE, database)
        case "gone":
            database.unlink()


@pytest.mark.parametrize(
    ("what", "kind", "words"),
    [
        ("nothing", profile.WrongSecret, "probeer het rustig opnieuw"),
        ("envelope bit", profile.DamagedEnvelope, "vault.json is beschadigd.*reservekopie"),
        ("envelope cut", profile.DamagedEnvelope, "vault.json is beschadigd.*reservekopie"),
        ("newer envelope", profile.NewerEnvelope, "Installeer de nieuwste versie"),
        ("database bit", profile.DamagedDatabase, "dossiers.db is beschadigd.*reservekopie"),
        ("database cut", profile.DamagedDatabase, "beschadigd.*reservekopie"),
        ("first sector", profile.DamagedDatabase, "beschadigd.*reservekopie"),
        ("overwritten start", profile.DamagedDatabase, "dossiers.db is beschadigd.*reservekopie"),
        ("gone", profile.DamagedDatabase, "ontbreekt.*reservekopie"),
        ("newer database", profile.NewerDatabase, "Installeer de nieuwste versie"),
        ("empty", profile.EmptyDatabase, "is leeg.*reservekopie"),
        ("only zeros", profile.EmptyDatabase, "is leeg.*reservekopie"),
        ("plain SQLite", profile.ForeignDatabase, "van een ander programma.*goede dossierbestand"),
        ("a letter", profile.ForeignDatabase, "hoort niet bij deze kluis.*goede dossierbestand"),
        ("another vault", profile.ForeignDatabase, "hoort niet bij deze kluis.*goede dossierbestand"),
    ],
)
def test_each_reason_for_not_opening_has_its_own_words_and_next_step(
    what: str, kind: type[Trouble], words: str, made: str, profile_dir: Path, tmp_path: Path
) -> None:
    spoil(what, profile_dir, tmp_path / "ander")
    before = {name: (profile_dir / name).exists() for name in (profile.DATABASE, profile.ENVELOPE)}
    with pytest.raises(kind, match=words) as caught:
        profile.open_with_passphrase(profile_dir, "iets anders" if what == "nothing" else PASSPHRASE)
    assert type(caught.value) is kind
    assert kind in profile.OPENING
    assert all((caught.value.happened, caught.value.safe, caught.value.todo))
    assert before == {name: (profile_dir / name).exists() for name in before}
    assert not list(profile_dir.glob("tries.json*")) or kind is profile.WrongSecret


def test_an_empty_database_beside_its_journal_costs_the_journal_nothing(made: str, profile_dir: Path) -> None:
    """SQLite deletes a journal beside an empty file; what is in it can still be rescued."""
    journal = profile_dir / f"{profile.DATABASE}-wal"
    journal.write_bytes(b"wat nog te redden is" * 500)
    os.truncate(profile_dir / profile.DATABASE, 0)
    with pytest.raises(profile.EmptyDatabase):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)
    assert journal.stat().st_size == 10_000


# -- wrong tries -------------------------------------------------------------------------------------------------------


def test_wrong_tries_wait_and_cost_nothing_meanwhile(
    made: str, profile_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from beschutdesk.vault import tries

    clock = [1000.0]  # moves when this test says so: on a slow machine the second would be over too soon
    monkeypatch.setattr(tries, "_steady", lambda: clock[0])
    for _ in range(3):
        assert profile.wait(profile_dir) == 0
        with pytest.raises(profile.WrongSecret):
            profile.open_with_secret(profile_dir, "iets anders")
    assert 0 < profile.wait(profile_dir) <= 1
    for door in (profile.open_with_passphrase, profile.open_with_secret, profile.data_key):
        with pytest.raises(profile.TooSoon, match="over 1 seconde"):
            door(profile_dir, PASSPHRASE)
    clock[0] += profile.wait(profile_dir)
    profile.open_with_passphrase(profile_dir, PASSPHRASE).close()
    assert profile.wait(profile_dir) == 0
    assert not (profile_dir / "tries.json").exists()


def test_a_slip_of_the_pen_in_a_code_is_no_try(made: str, profile_dir: Path) -> None:
    slip = made[:-1] + ("A" if made[-1] != "A" else "B")
    for _ in range(9):
        with pytest.raises(profile.WrongSecret, match="tikfout"):
            profile.open_with_code(profile_dir, slip)
    assert profile.wait(profile_dir) == 0


def test_the_log_hears_of_every_wrong_try(made: str, profile_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from beschutdesk.services.audit import Act, Filter
    from beschutdesk.vault import tries

    monkeypatch.setattr(tries, "MOST_SECONDS", 0.0)
    for _ in range(52):
        with pytest.raises(profile.WrongSecret):
            profile.open_with_passphrase(profile_dir, "iets anders")
    with pytest.raises(profile.WrongSecret):
        profile.open_with_secret(profile_dir, profile.new_recovery_code())
    for door in (profile.open_with_secret, profile.open_with_code):  # the second has nothing left to tell
        with door(profile_dir, made) as desk:
            found = desk.audit.lines(desk.audit.numbers(Filter(acts=frozenset({Act.UNLOCK, Act.UNLOCK_FAILED}))))
            assert desk.audit.verify().good
    assert [line.detail for line in found[:2]] == [{"way": "recovery"}] * 2
    assert found[2].detail == {"count": 3}
    assert len(found) == 53
    assert all(line.detail["way"] == "passphrase" and line.detail["when"] for line in found[3:])
    assert {line.result for line in found[2:]} == {"failed"}


def test_tries_hold_no_secret(made: str, profile_dir: Path) -> None:
    with pytest.raises(profile.WrongSecret):
        profile.open_with_secret(profile_dir, "geheim 4711")
    assert b"geheim" not in (profile_dir / "tries.json").read_bytes()


def test_ways(made: str, profile_dir: Path) -> None:
    assert profile.ways(profile_dir) == profile.Ways(passphrase=True, recovery=True, pin=False, pin_blocked=False)
    with pytest.raises(profile.PinBlocked, match="geen pincode ingesteld"):
        profile.open_with_pin(profile_dir, "482913")
    with pytest.raises(profile.NoProfile):
        profile.ways(profile_dir / "niets")


@pytest.mark.parametrize("way", ["passphrase", "code"])
def test_a_vault_of_version_0_1_opens_by_both(way: str, tmp_path: Path) -> None:
    golden = Path(__file__).parents[2] / "golden" / "vaults"
    shutil.copytree(golden / "0.1.0", tmp_path / "p")
    known = json.loads((golden / "0.1.0.json").read_text())
    with profile.open_with_secret(tmp_path / "p", PASSPHRASE if way == "passphrase" else known["code"]) as desk:
        assert desk.dossiers.get("candidate", UUID(known["candidate"])) is not None


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

    place = {"bring_up": (migrate, at), "add": (Dossiers, at), "save": (Envelope, at), "finish": (stage, "finish")}
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
    names = {path.name for path in profile_dir.iterdir()}
    assert names >= {profile.DATABASE, profile.ENVELOPE}
    assert not [name for name in names if name.startswith((stage.STAGE, stage.REPLACED))]


def test_a_full_disk_at_the_first_start_is_said(profile_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from beschutdesk.vault.envelope import Envelope

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Envelope, "save", full)
    with pytest.raises(profile.CannotOpen, match=r"kan geen kluis worden gemaakt\. De schijf is vol"):
        profile.create(profile_dir, PASSPHRASE, Caseworker())
    assert not profile.exists(profile_dir)


def test_a_closed_desk_reads_and_writes_nothing(made: str, profile_dir: Path) -> None:
    desk = profile.open_with_passphrase(profile_dir, PASSPHRASE)
    desk.close()
    for act in (desk.lists.candidates, desk.caseworker, desk.drafts.all, desk.transfer.bring_in_demo):
        with pytest.raises(Trouble, match="De kluis is dicht"):
            act()


def test_a_file_in_use_is_not_called_damaged(made: str, profile_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlcipher3

    from beschutdesk.storage import engine
    from beschutdesk.vault.envelope import Envelope

    monkeypatch.setattr(engine, "PATIENCE", 0.5)  # the other will not leave

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


def _cut(desk: Desk, cut: Path, half: bool) -> None:
    """Copy a vault whose log has not been worked in, and tear a page of the database: in the log too, or only there."""
    desk.transfer.bring_in_demo()
    key = bytes(desk._store.key)
    desk.close()
    with closing(connect(desk.profile / profile.DATABASE, key)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        if half:
            (page,) = writer.execute("SELECT rootpage FROM sqlite_master WHERE name = 'setting'").fetchone()
            writer.execute("INSERT INTO setting VALUES ('x', 'y')")
        else:
            writer.execute("UPDATE caseworker SET name = name || ' sr.'")
            page = 30
        shutil.copytree(desk.profile, cut)
    raw = bytearray((cut / profile.DATABASE).read_bytes())
    raw[4096 * page - 2048 : 4096 * page] = bytes(2048)
    (cut / profile.DATABASE).write_bytes(raw)


def test_a_power_cut_that_tore_a_page_is_no_damage(desk: Desk, tmp_path: Path) -> None:
    _cut(desk, tmp_path / "p", half=True)
    assert all(one.good for one in checking.check(tmp_path / "p", PASSPHRASE))
    with profile.open_with_passphrase(tmp_path / "p", PASSPHRASE) as again:
        assert again.lists.candidates()


def test_a_damaged_vault_is_refused_before_anything_is_written_to_it(desk: Desk, tmp_path: Path) -> None:
    _cut(desk, tmp_path / "p", half=False)
    files = [tmp_path / "p" / name for name in (profile.DATABASE, f"{profile.DATABASE}-wal")]
    before = [file.read_bytes() for file in files]
    with pytest.raises(profile.DamagedDatabase, match="op één plek beschadigd") as caught:
        profile.open_with_passphrase(tmp_path / "p", PASSPHRASE)
    assert caught.value.safe == "Het bestand is niet veranderd."
    assert [file.read_bytes() for file in files] == before


def test_what_keeps_a_vault_shut_counts_as_that() -> None:
    for trouble in (FailedMigration("een verwijzing"), InUse("in gebruik"), BadBackup("niet heel")):
        assert isinstance(trouble, profile.OPENING)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no claim tells")
def test_a_vault_that_is_being_made_is_not_cleared_away(profile_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second program that looks in the folder meanwhile leaves the stage alone."""
    seal, seen = stage.seal, list[bool]()

    def looked_at(fresh: Path, **more: bool) -> None:
        script = (
            "import sys; from pathlib import Path; from beschutdesk.services import profile\n"
            "try: profile.ways(Path(sys.argv[1]))\n"
            "except profile.NoProfile: print('none')"
        )
        told = subprocess.run([sys.executable, "-c", script, profile_dir], check=True, capture_output=True, text=True)
        seen.append(told.stdout == "none\n" and (fresh / profile.DATABASE).exists())
        seal(fresh, **more)

    monkeypatch.setattr(stage, "seal", looked_at)
    profile.create(profile_dir, PASSPHRASE, Caseworker())[0].close()
    assert seen == [True]
