"""A check names the damage, in plain words, and changes nothing."""

import hashlib
import os
from pathlib import Path

import pytest

from beschutdesk.services import checking, profile
from beschutdesk.services.checking import Finding, check
from beschutdesk.services.desk import Desk
from beschutdesk.storage.errors import DamagedDatabase
from tests.conftest import PASSPHRASE
from tests.unit.services.backing_up import attach


@pytest.fixture
def closed(demo_desk: Desk) -> Path:
    attach(demo_desk, b"a scan")
    demo_desk.backups.make()
    demo_desk.close()
    return demo_desk.profile


def prints(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm", "in-use", ".lock"))
    }


def bad(folder: Path) -> list[Finding]:
    before = prints(folder)
    found = check(folder, PASSPHRASE)
    assert prints(folder) == before
    return [finding for finding in found if not finding.good]


def flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)


def test_a_whole_vault(closed: Path) -> None:
    found = check(closed, PASSPHRASE)
    assert all(finding.good and not finding.advice for finding in found)
    assert {finding.part for finding in found} == {
        "sleutelbestand", "dossierbestand", "bijlagen", "logboek", "reservekopie", "rechten", "plek",
    }  # fmt: skip


def test_a_flipped_bit_is_named_by_its_page(closed: Path) -> None:
    flip(closed / "dossiers.db", 4096 * 20 + 7)
    assert "pagina 21" in " ".join(finding.words for finding in bad(closed))


def test_a_cut_file(closed: Path) -> None:
    with (closed / "dossiers.db").open("rb+") as file:
        file.truncate(4096 * 30 + 100)
    assert {finding.part for finding in bad(closed)} >= {"dossierbestand"}


def test_attachments_missing_and_damaged(closed: Path) -> None:
    file = next((closed / "attachments").iterdir())
    flip(file, 20)
    assert [finding.words for finding in bad(closed)] == ["Er zijn bijlagen beschadigd: 1 van de 1."]
    file.unlink()
    assert [finding.words for finding in bad(closed)] == ["Er ontbreken bijlagen: 1 van de 1."]
    (closed / "attachments" / ("a" * 64)).touch(mode=0o600)
    assert any(finding.advice and finding.part == "bijlagen" for finding in check(closed, PASSPHRASE))


def test_a_log_that_was_cut_off_shows_by_the_backup(closed: Path) -> None:
    from beschutdesk.storage.engine import connect

    _, key = profile.data_key(closed, PASSPHRASE)
    raw = connect(closed / "dossiers.db", bytes(key))
    raw.execute("DROP TRIGGER audit_remains")
    raw.execute("DELETE FROM audit WHERE rid > 3")
    raw.close()
    assert [finding.part for finding in bad(closed)] == ["logboek"]


def test_a_search_list_that_lost_somebody(closed: Path) -> None:
    from beschutdesk.storage.engine import connect

    _, key = profile.data_key(closed, PASSPHRASE)
    raw = connect(closed / "dossiers.db", bytes(key))
    raw.execute("DELETE FROM directory WHERE rid = 1")
    raw.close()
    assert [finding.part for finding in bad(closed)] == ["dossierbestand"]


def test_a_damaged_backup(closed: Path) -> None:
    flip(next((closed / "reservekopieen").glob("*/*/dossiers.db")), 9000)
    assert [finding.part for finding in bad(closed)] == ["reservekopie"]


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX matter")
def test_rights_that_are_too_wide(closed: Path) -> None:
    (closed / "vault.json").chmod(0o644)
    assert [finding.part for finding in check(closed, PASSPHRASE) if finding.advice] == ["rechten"]


def test_a_flipped_bit_is_refused_at_the_door(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flip(closed / "dossiers.db", 4096 * 40 + 7)
    with pytest.raises(DamagedDatabase, match="op één plek"):
        profile.open_with_passphrase(closed, PASSPHRASE)
    monkeypatch.setattr(checking, "AT_ONCE", 1000)  # a large one is looked over by a job
    with profile.open_with_passphrase(closed, PASSPHRASE) as desk, pytest.raises(DamagedDatabase):
        checking.pages(closed, desk._store.key)
