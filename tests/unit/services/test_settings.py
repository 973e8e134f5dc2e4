"""Settings: remembered in the vault, checked on the way in."""

from pathlib import Path

import pytest

from beschutdesk.dossier.fields import shape_of
from beschutdesk.services import profile
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.storage import settings
from beschutdesk.storage.engine import connect
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE


def test_they_are_there_the_next_time(desk: Desk, profile_dir: Path, tmp_path: Path) -> None:
    assert (desk.settings.idle_minutes, desk.settings.backup_folder) == (10, None)
    desk.settings.idle_minutes = 25
    desk.settings.backup_folder = tmp_path
    desk.close()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        assert (again.settings.idle_minutes, again.settings.backup_folder) == (25, tmp_path)
        again.settings.backup_folder = None
        assert again.settings.backup_folder is None


@pytest.mark.parametrize("minutes", [0, -1, 61, 2.5, True, "10", None])
def test_the_lock_cannot_be_put_off(desk: Desk, minutes: object) -> None:
    with pytest.raises(Trouble, match="1 tot en met 60"):
        desk.settings.idle_minutes = minutes  # type: ignore[assignment]
    assert desk.settings.idle_minutes == 10
    for fine in (1, 60):
        desk.settings.idle_minutes = fine
        assert desk.settings.idle_minutes == fine


@pytest.mark.parametrize(("text", "minutes"), [("veel", 10), ("", 10), ("0", 1), ("999", 60)])
def test_what_stands_there_wrong_does_no_harm(desk: Desk, text: str, minutes: int) -> None:
    with desk._store.writing() as connection:
        settings.put(connection, "idle_minutes", text)
    assert desk.settings.idle_minutes == minutes


def test_a_folder_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    for wrong in (tmp_path / "weg", tmp_path / "bestand"):
        with pytest.raises(Trouble, match="is er niet"):
            desk.settings.backup_folder = wrong
    assert desk.settings.backup_folder is None


def test_a_bsn_is_asked_for_only_when_somebody_turned_that_on(desk: Desk, profile_dir: Path) -> None:
    bsn, name = shape_of("candidate").specs["bsn"], shape_of("candidate").specs["family_name"]
    assert (desk.settings.record_bsn, desk.settings.asks(bsn), desk.settings.asks(name)) == (False, False, True)
    for wrong in (1, "ja", None):
        with pytest.raises(Trouble, match="niet veranderd"):
            desk.settings.record_bsn = wrong  # type: ignore[assignment]
    desk.settings.record_bsn = True
    desk.close()
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        assert again.settings.asks(bsn)
        again.settings.record_bsn = False
        assert not again.settings.asks(bsn)


def test_a_change_is_told_by_its_key_only(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "geheime map").mkdir()
    desk.settings.idle_minutes = 20
    desk.settings.idle_minutes = 20
    desk.settings.backup_folder = tmp_path / "geheime map"
    chosen = Filter(frozenset({Act.SETTINGS}))
    lines = desk.audit.lines(desk.audit.numbers(chosen))
    assert [dict(line.detail) for line in lines] == [{"key": "backup_folder"}, {"key": "idle_minutes"}]
    assert b"geheime" not in desk.audit.as_csv(chosen)


def test_a_bare_connection_does_as_well(desk: Desk, profile_dir: Path) -> None:
    raw = connect(profile_dir / profile.DATABASE, bytes(desk._store.key))
    settings.put(raw, "device:abc", "een")
    settings.put(raw, "device:abc", "twee")
    assert settings.get(raw, "device:abc") == "twee"
    settings.drop(raw, "device:abc")
    settings.drop(raw, "device:abc")
    assert settings.get(raw, "device:abc") is None
    raw.close()
