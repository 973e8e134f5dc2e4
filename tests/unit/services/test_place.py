"""Bad places for a vault, by their names and by the list of mounts."""

from pathlib import Path

import pytest

from beschutdesk.services.place import doubtful

NOTHING: dict[str, str] = {}
MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:44 / {0}/share rw,relatime - {1} //server/share rw
41 40 8:2 / {0}/share/local rw,relatime - ext4 /dev/sdb1 rw
42 22 0:45 / {0}/with\\040space rw - fuse.sshfs host: rw
"""


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive - Gemeente Zaanstad/kluis", "OneDrive"),
        ("Dropbox (Werk)/kluis", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/k", "iCloud"),
        ("iCloudDrive/k", "iCloud"),
        ("Google Drive/Mijn Drive/k", "Google"),
        ("Nextcloud2/k", "Nextcloud"),
    ],
)
def test_a_synced_folder_by_its_name(name: str, service: str, tmp_path: Path) -> None:
    found = doubtful(tmp_path / name, environ=NOTHING, mounts="")
    assert found is not None
    assert service in found.happened
    assert "beschadigd" in found.safe


@pytest.mark.parametrize("name", ["Onedrivers", "mijn dropboxen", "kluis", "drive"])
def test_a_name_that_only_looks_like_one(name: str, tmp_path: Path) -> None:
    assert doubtful(tmp_path / name, environ=NOTHING, mounts="") is None


def test_by_what_the_system_says(tmp_path: Path) -> None:
    found = doubtful(tmp_path / "Documenten" / "k", environ={"OneDriveCommercial": str(tmp_path)}, mounts="")
    assert found is not None
    assert "OneDrive" in found.happened


@pytest.mark.parametrize("mark", [".dropbox", "._sync_0123abcd.db", ".sync_journal.db", ".stfolder"])
def test_by_a_mark_in_a_folder_above(mark: str, tmp_path: Path) -> None:
    (tmp_path / mark).touch()
    assert doubtful(tmp_path / "a" / "b", environ=NOTHING, mounts="") is not None


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "9p", "davfs", "fuse.sshfs"])
def test_on_a_network(kind: str, tmp_path: Path) -> None:
    mounts = MOUNTS.format(tmp_path, kind)
    found = doubtful(tmp_path / "share" / "kluis", environ=NOTHING, mounts=mounts)
    assert found is not None
    assert "netwerk" in found.happened
    assert doubtful(tmp_path / "share" / "local" / "kluis", environ=NOTHING, mounts=mounts) is None
    assert doubtful(tmp_path / "with space", environ=NOTHING, mounts=mounts) is not None
    assert doubtful(tmp_path, environ=NOTHING, mounts=mounts) is None


def test_a_network_name_of_windows() -> None:
    assert doubtful(Path("//server/share/kluis"), environ=NOTHING, mounts="") is not None


def test_this_machine_answers(tmp_path: Path) -> None:
    assert doubtful(tmp_path) is None
