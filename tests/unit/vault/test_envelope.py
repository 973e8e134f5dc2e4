import json
import os
import stat
from pathlib import Path

import pytest

from beschutdesk.vault import envelope as module
from beschutdesk.vault.envelope import Envelope
from beschutdesk.vault.errors import DamagedEnvelope, NewerEnvelope, WrongSecret
from beschutdesk.vault.keys import DataKey

PASSPHRASE = "vijf losse wöörden"


@pytest.fixture
def made() -> tuple[Envelope, DataKey, str]:
    key = DataKey.make()
    envelope, code = Envelope.make(key, PASSPHRASE)
    return envelope, key, code


def test_both_ways_in_give_the_same_key(made: tuple[Envelope, DataKey, str], tmp_path: Path) -> None:
    envelope, key, code = made
    envelope.save(tmp_path / "v")
    again = Envelope.load(tmp_path / "v")
    assert again.open(PASSPHRASE) == key
    assert again.open_with_code(code.lower().replace("-", "  ")) == key


def test_the_same_passphrase_typed_on_another_system(made: tuple[Envelope, DataKey, str]) -> None:
    envelope, key, _ = made
    assert envelope.open("vijf losse wo\u0308o\u0308rden") == key


@pytest.mark.parametrize("wrong", ["", "vijf losse woorden", PASSPHRASE + " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase(made: tuple[Envelope, DataKey, str], wrong: str) -> None:
    with pytest.raises(WrongSecret, match="klopt niet"):
        made[0].open(wrong)


def test_code_and_passphrase_are_not_interchangeable(made: tuple[Envelope, DataKey, str]) -> None:
    with pytest.raises(WrongSecret):
        made[0].open(made[2].replace("-", ""))


def test_a_slot_does_not_work_in_another_vault(made: tuple[Envelope, DataKey, str]) -> None:
    other, _ = Envelope.make(DataKey.make(), PASSPHRASE)
    with pytest.raises(WrongSecret):
        Envelope(other.vault, made[0].slots).open(PASSPHRASE)


def test_a_slot_cannot_be_made_cheaper(made: tuple[Envelope, DataKey, str]) -> None:
    slot = made[0].slots[0]
    cheaper = module.Slot(slot.kind, module.Cost(1, 8, 1), slot.salt, slot.nonce, slot.sealed)
    with pytest.raises(WrongSecret):
        Envelope(made[0].vault, (cheaper,)).open(PASSPHRASE)


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX matter")
def test_only_the_owner_reads_it(made: tuple[Envelope, DataKey, str], tmp_path: Path) -> None:
    made[0].save(tmp_path / "v")
    assert stat.S_IMODE((tmp_path / "v").stat().st_mode) == 0o600


def test_every_damaged_byte_is_damage_and_not_a_wrong_passphrase(
    made: tuple[Envelope, DataKey, str], tmp_path: Path
) -> None:
    path = tmp_path / "v"
    made[0].save(path)
    whole = path.read_bytes()
    for at in range(0, len(whole) - 1, 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            Envelope.load(path)
        except (DamagedEnvelope, NewerEnvelope):
            continue
        raise AssertionError(f"byte {at} was changed unseen")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\xff\xfe", b"[" * 100_000])
def test_not_an_envelope(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(content)
    with pytest.raises(DamagedEnvelope, match="beschadigd"):
        Envelope.load(tmp_path / "v")


def test_a_newer_one_is_said_to_be_newer(made: tuple[Envelope, DataKey, str], tmp_path: Path) -> None:
    path = tmp_path / "v"
    made[0].save(path)
    body = json.loads(path.read_text())
    path.write_text(json.dumps(body | {"version": 2}))
    with pytest.raises(NewerEnvelope, match="nieuwere versie"):
        Envelope.load(path)


def test_a_hostile_price_is_refused(made: tuple[Envelope, DataKey, str], tmp_path: Path) -> None:
    path = tmp_path / "v"
    made[0].save(path)
    body = json.loads(path.read_text())
    body.pop("checksum")
    body["slots"][0]["argon2id"]["memory"] = 2**40
    path.write_text(json.dumps(body | {"checksum": module._checksum(body)}))
    with pytest.raises(DamagedEnvelope):
        Envelope.load(path)


def test_nothing_shows_a_key(made: tuple[Envelope, DataKey, str]) -> None:
    assert made[1].key.hex() not in repr(made[1])
    assert made[1].derive("a") != made[1].derive("b") != made[1].key


@pytest.mark.real_price
def test_the_real_price(tmp_path: Path) -> None:
    """RFC 9106's second recommendation: 64 MiB, 3 passes, 4 lanes."""
    envelope, _ = Envelope.make(DataKey.make(), PASSPHRASE)
    assert {(s.cost.memory, s.cost.passes, s.cost.lanes) for s in envelope.slots} == {(65536, 3, 4)}
    assert envelope.open(PASSPHRASE)
