"""Out of a damaged vault comes a whole one with what can still be read."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from beschutdesk.dossier import codec
from beschutdesk.services import checking, profile
from beschutdesk.services.desk import Desk
from beschutdesk.services.rescuing import rescue
from beschutdesk.storage.errors import DamagedDatabase
from beschutdesk.trouble import Trouble
from beschutdesk.vault.errors import DamagedEnvelope, WrongSecret
from tests.conftest import PASSPHRASE
from tests.unit.services.backing_up import attach


@pytest.fixture
def closed(demo_desk: Desk) -> Path:
    attach(demo_desk, b"a scan")
    demo_desk.close()
    return demo_desk.profile


def whole(folder: Path) -> dict[object, codec.Flat]:
    with profile.open_with_passphrase(folder, PASSPHRASE) as desk:
        people = [desk.dossiers.whole(key) for key in desk.dossiers.ids("candidate")]
        return {record.id: codec.flatten(record) for person in people if person for record in person.records()}


def behind_the_schema(folder: Path) -> int:
    """Pages before the first that holds rows only: what says which tables there are cannot be told anew."""
    with profile.open_with_passphrase(folder, PASSPHRASE) as desk, desk._store.reading() as connection:
        roots = connection.exec_driver_sql("SELECT max(rootpage) FROM sqlite_master").scalar_one()
    return int(roots) + 1


def test_of_a_whole_vault_everything_comes_along(closed: Path, tmp_path: Path) -> None:
    found = rescue(closed, PASSPHRASE, tmp_path / "gered")
    assert found.lost == {}
    assert (found.attachments_lost, found.rebuilt) == (0, 0)
    assert found.read["candidate"] == 4
    assert whole(found.target) == whole(closed)
    assert all(finding.good for finding in checking.check(found.target, PASSPHRASE))


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bits_cost_no_dossier_that_history_still_tells(seed: int, closed: Path, tmp_path: Path) -> None:
    truth, behind = whole(closed), behind_the_schema(closed)
    file = closed / "dossiers.db"
    raw = bytearray(file.read_bytes())
    dice = random.Random(seed)
    for _ in range(3):
        raw[dice.randrange(4096 * behind, len(raw))] ^= 1 << dice.randrange(8)
    file.write_bytes(raw)
    found = rescue(closed, PASSPHRASE, tmp_path / "gered")
    assert file.read_bytes() == raw, "the damaged one is never touched"
    rescued = whole(found.target)
    assert truth.keys() <= rescued.keys()
    changed = [key for key, flat in truth.items() if rescued[key] != flat]
    assert len(changed) <= sum(found.lost.values()), "only who had a row on one of the three pages misses something"
    with profile.open_with_passphrase(found.target, PASSPHRASE) as desk:
        assert len(desk.lists.candidates()) >= 4
        assert desk.lists.search("de") is not None


@pytest.mark.parametrize("part", [0.5, 0.8])
def test_a_cut_file_gives_what_stands_before_the_cut(part: float, closed: Path, tmp_path: Path) -> None:
    raw = (closed / "dossiers.db").read_bytes()
    (closed / "dossiers.db").write_bytes(raw[: int(len(raw) * part)])
    found = rescue(closed, PASSPHRASE, tmp_path / "gered")
    assert found.read["candidate"] + found.rebuilt > 0
    assert found.lost
    whole(found.target)


def test_a_damaged_attachment_is_counted(closed: Path, tmp_path: Path) -> None:
    next((closed / "attachments").iterdir()).write_bytes(b"x" * 50)
    assert rescue(closed, PASSPHRASE, tmp_path / "gered").attachments_lost == 1


def _first_page(folder: Path) -> None:
    with (folder / "dossiers.db").open("rb+") as file:
        file.seek(100)
        file.write(b"x" * 50)


def _empty(folder: Path) -> None:
    (folder / "dossiers.db").write_bytes(b"")


def _no_file(folder: Path) -> None:
    (folder / "dossiers.db").unlink()


@pytest.mark.parametrize("harm", [_first_page, _empty, _no_file])
def test_without_its_beginning_only_a_backup_helps(harm: Callable[[Path], None], closed: Path, tmp_path: Path) -> None:
    harm(closed)
    with pytest.raises(DamagedDatabase, match="alleen een reservekopie"):
        rescue(closed, PASSPHRASE, tmp_path / "gered")
    assert not profile.exists(tmp_path / "gered")


def test_without_the_key_only_a_backup_helps(closed: Path, tmp_path: Path) -> None:
    (closed / "vault.json").write_text("{}")
    with pytest.raises(DamagedEnvelope, match="alleen een reservekopie"):
        rescue(closed, PASSPHRASE, tmp_path / "gered")


def test_a_wrong_secret_and_a_full_folder_are_refused(closed: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongSecret):
        rescue(closed, "niet deze woorden", tmp_path / "gered")
    with pytest.raises(Trouble, match="niet leeg"):
        rescue(closed, PASSPHRASE, closed)
