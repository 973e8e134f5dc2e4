"""The ways in to an open vault. The PIN has its tests with a real keyring, in tests/functional."""

import json
import shutil
from pathlib import Path

import pytest

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE

NEW = "paars fietst langzaam kaas"


def told(desk: Desk) -> list[tuple[str, str]]:
    lines = desk.audit.lines(desk.audit.numbers(Filter(acts=frozenset({Act.KEYS}))))
    return [(line.detail["way"], line.detail["what"]) for line in reversed(lines)]


def fresh_code(desk: Desk) -> str:
    code = profile.new_recovery_code()
    desk.keys.set_recovery(PASSPHRASE, code, code.replace("-", " ").lower())
    return code


def test_what_a_new_vault_has(desk: Desk) -> None:
    passphrase, code = desk.keys.all()
    assert (passphrase.kind, passphrase.label, passphrase.proven, passphrase.here) == (
        "passphrase", "Wachtzin", True, True,
    )  # fmt: skip
    assert (code.kind, code.label, code.proven) == ("recovery", "Herstelcode", False)
    assert passphrase.made_on is not None


def test_a_code_that_was_typed_back_at_the_start_is_proven(profile_dir: Path) -> None:
    desk, _ = profile.create(profile_dir, PASSPHRASE, Caseworker(), proven=True)
    with desk:
        assert desk.keys.all()[1].proven


def test_another_passphrase_rewrites_no_database(desk: Desk, profile_dir: Path) -> None:
    desk.transfer.bring_in_demo()
    before = (profile_dir / profile.DATABASE).read_bytes()[:16]
    desk.keys.set_passphrase(PASSPHRASE, NEW)
    assert (profile_dir / profile.DATABASE).read_bytes()[:16] == before
    assert desk.lists.candidates()
    profile.open_with_passphrase(profile_dir, NEW).close()
    with pytest.raises(profile.WrongSecret):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)
    assert told(desk) == [("passphrase", "set")]


def test_another_code(desk: Desk, profile_dir: Path) -> None:
    code = fresh_code(desk)
    profile.open_with_code(profile_dir, code).close()
    assert desk.keys.all()[1].proven
    assert len(desk.keys.all()) == 2
    assert told(desk) == [("recovery", "set")]


def test_a_code_that_was_typed_back_wrong_changes_nothing(desk: Desk, profile_dir: Path) -> None:
    before = (profile_dir / profile.ENVELOPE).read_bytes()
    code, other = profile.new_recovery_code(), profile.new_recovery_code()
    for typed, words in ((other, "een andere dan"), (code[:-1], "33 tekens"), ("", "33 tekens")):
        with pytest.raises(profile.WrongSecret, match=words):
            desk.keys.set_recovery(PASSPHRASE, code, typed)
    assert (profile_dir / profile.ENVELOPE).read_bytes() == before
    assert profile.wait(profile_dir) == 0


def test_proving_the_code(profile_dir: Path) -> None:
    desk, code = profile.create(profile_dir, PASSPHRASE, Caseworker())
    with desk:
        with pytest.raises(profile.WrongSecret, match="hoort niet bij deze kluis"):
            desk.keys.prove_recovery(profile.new_recovery_code())
        assert not desk.keys.all()[1].proven
        desk.keys.prove_recovery(code.lower())
        assert desk.keys.all()[1].proven
        assert told(desk) == [("recovery", "proven")]
    profile.open_with_code(profile_dir, code).close()


def test_the_last_way_in_stays(desk: Desk, profile_dir: Path) -> None:
    passphrase = desk.keys.all()[0].id
    with pytest.raises(profile.LastWayIn):  # the code was never typed back
        desk.keys.remove(PASSPHRASE, passphrase)
    code = fresh_code(desk)
    desk.keys.remove(code, passphrase)
    (only,) = desk.keys.all()
    with pytest.raises(profile.LastWayIn):
        desk.keys.remove(code, only.id)
    assert not profile.ways(profile_dir).passphrase
    profile.open_with_secret(profile_dir, code).close()
    desk.keys.set_passphrase(code, NEW)
    profile.open_with_secret(profile_dir, NEW).close()


def test_a_secret_of_now_is_asked_every_time(desk: Desk, profile_dir: Path) -> None:
    before = (profile_dir / profile.ENVELOPE).read_bytes()
    first = desk.keys.all()[1].id
    code = profile.new_recovery_code()
    acts = (
        lambda: desk.keys.set_passphrase("iets anders", NEW),
        lambda: desk.keys.set_recovery("iets anders", code, code),
        lambda: desk.keys.remove("iets anders", first),
    )
    for act in acts:
        with pytest.raises(profile.WrongSecret, match="wachtzin klopt niet"):
            act()
    with pytest.raises(profile.TooSoon):  # hands that guess in an open window wait like at the door
        desk.keys.set_pin("iets anders", "482913")
    assert (profile_dir / profile.ENVELOPE).read_bytes() == before
    assert told(desk) == []


@pytest.mark.parametrize("weak", ["", "welkom", "12345678"])
def test_a_weak_passphrase_or_pin_is_refused_before_anything_is_asked(weak: str, desk: Desk) -> None:
    with pytest.raises(profile.WeakSecret, match="Er is niets veranderd"):
        desk.keys.set_passphrase("iets anders", weak)
    with pytest.raises(profile.WeakSecret, match="Er is niets veranderd"):
        desk.keys.set_pin("iets anders", weak)


@pytest.mark.parametrize("way", ["", "geen", "01a20185-592b-75e1-b195-80d659ec9a6e"])
def test_a_way_that_is_not_there(way: str, desk: Desk) -> None:
    with pytest.raises(Trouble, match=r"is er niet \(meer\)"):
        desk.keys.remove(PASSPHRASE, way)


def test_an_envelope_that_cannot_be_written(desk: Desk, profile_dir: Path) -> None:
    (profile_dir / "vault.json.new").mkdir()
    with pytest.raises(Trouble, match="wegen naar binnen zijn niet veranderd"):
        desk.keys.set_passphrase(PASSPHRASE, NEW)
    profile.open_with_passphrase(profile_dir, PASSPHRASE).close()
    assert told(desk) == []


def test_a_vault_of_version_0_1_is_upgraded_by_the_first_change(tmp_path: Path) -> None:
    golden = Path(__file__).parents[2] / "golden" / "vaults"
    shutil.copytree(golden / "0.1.0", tmp_path / "p")
    code = json.loads((golden / "0.1.0.json").read_text())["code"]
    with profile.open_with_passphrase(tmp_path / "p", PASSPHRASE) as desk:
        assert json.loads((tmp_path / "p" / profile.ENVELOPE).read_text())["version"] == 1  # opening writes nothing
        assert [way.made_on for way in desk.keys.all()] == [None, None]
        desk.keys.prove_recovery(code)
        assert json.loads((tmp_path / "p" / profile.ENVELOPE).read_text())["version"] == 2
        desk.keys.set_passphrase(code, NEW)
        assert [way.proven for way in desk.keys.all()] == [True, True]
    profile.open_with_passphrase(tmp_path / "p", NEW).close()
    profile.open_with_code(tmp_path / "p", code).close()


def test_without_a_pin_there_is_nothing_to_mend(desk: Desk) -> None:
    assert not desk.keys.mend()
