import json
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.identity import new_id
from beschutdesk.vault import envelope as module
from beschutdesk.vault.envelope import Envelope
from beschutdesk.vault.errors import DamagedEnvelope, LastWayIn, NewerEnvelope, WrongSecret
from beschutdesk.vault.keys import DataKey
from beschutdesk.vault.recovery import make_code

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
    cheaper = replace(slot, cost=module.Cost(1, 8, 1))
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
    body = json.loads(path.read_text()) | {"version": 3}
    body.pop("checksum")
    path.write_text(json.dumps(body | {"checksum": module._checksum(body)}))
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


def write(path: Path, body: dict[str, Any]) -> None:
    body.pop("checksum", None)
    path.write_text(json.dumps(body | {"checksum": module._checksum(body)}))


def test_a_damaged_version_is_no_newer_version(made: tuple[Envelope, DataKey, str], tmp_path: Path) -> None:
    path = tmp_path / "v"
    made[0].save(path)
    path.write_bytes(path.read_bytes().replace(b'"version": 2', b'"version": 3'))
    with pytest.raises(DamagedEnvelope):
        Envelope.load(path)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "geen"},
        {"proven": 1},
        {"made_on": "ooit"},
        {"device": None},
        {"salt": "AAAA"},
        {"nonce": "AAAA"},
        {"sealed": "é"},
        {"kind": 7},
        {"form": "2"},
        {"argon2id": {"passes": 0, "memory": 64, "lanes": 1}},
        {"argon2id": []},
    ],
)
def test_a_slot_that_does_not_add_up(
    made: tuple[Envelope, DataKey, str], change: dict[str, Any], tmp_path: Path
) -> None:
    made[0].save(tmp_path / "v")
    body = json.loads((tmp_path / "v").read_text())
    body["slots"][0].update(change)
    write(tmp_path / "v", body)
    with pytest.raises(DamagedEnvelope):
        Envelope.load(tmp_path / "v")


@pytest.mark.parametrize("change", ["none", "twice", "many", "text"])
def test_slots_that_do_not_add_up(made: tuple[Envelope, DataKey, str], change: str, tmp_path: Path) -> None:
    made[0].save(tmp_path / "v")
    body = json.loads((tmp_path / "v").read_text())
    slots = body["slots"]
    body["slots"] = {"none": [], "twice": [slots[0], slots[0]], "many": slots * 100, "text": "slots"}[change]
    write(tmp_path / "v", body)
    with pytest.raises(DamagedEnvelope):
        Envelope.load(tmp_path / "v")


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "v").open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(DamagedEnvelope):
        Envelope.load(tmp_path / "v")


@pytest.mark.parametrize("unknown", [{"kind": "smartcard", "reader": [1]}, {"kind": "passphrase", "form": 3}])
def test_a_slot_of_a_later_program_is_kept(
    made: tuple[Envelope, DataKey, str], unknown: dict[str, Any], tmp_path: Path
) -> None:
    envelope, key, _ = made
    path = tmp_path / "v"
    envelope.save(path)
    body = json.loads(path.read_text())
    later = {"form": 2} | unknown
    body["slots"].insert(0, later)
    write(path, body)
    read = Envelope.load(path)
    assert read.open(PASSPHRASE) == key
    read.with_passphrase(key, "een heel andere zin").save(path)
    assert later in json.loads(path.read_text())["slots"]


@pytest.mark.parametrize("claim", [{"proven": True}, {"made_on": "2020-01-01"}, {"id": str(new_id())}])
def test_what_a_slot_says_of_itself_is_sealed(
    made: tuple[Envelope, DataKey, str], claim: dict[str, Any], tmp_path: Path
) -> None:
    made[0].save(tmp_path / "v")
    body = json.loads((tmp_path / "v").read_text())
    body["slots"][1].update(claim)
    write(tmp_path / "v", body)
    with pytest.raises(WrongSecret):
        Envelope.load(tmp_path / "v").open_with_code(made[2])


# -- version 1 ---------------------------------------------------------------------------------------------------------

GOLDEN = Path(__file__).parents[2] / "golden" / "vaults"


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, str]:
    """An envelope of version 0.1 and its recovery code."""
    shutil.copy(GOLDEN / "0.1.0" / "vault.json", tmp_path / "vault.json")
    return tmp_path / "vault.json", json.loads((GOLDEN / "0.1.0.json").read_text())["code"]


def test_one_of_version_1_opens_and_is_upgraded_by_what_is_known(old: tuple[Path, str]) -> None:
    path, code = old
    first = Envelope.load(path)
    key = first.open("vier losse woorden samen")
    assert first.open_with_code(code) == key
    assert [(slot.form, slot.made_on, slot.proven) for slot in first.slots] == [(1, None, False)] * 2
    first.save(path)
    again = Envelope.load(path)
    assert again == first  # ids too
    again.renewed("vier losse woorden samen").save(path)
    third = Envelope.load(path)
    assert [slot.form for slot in third.slots] == [2, 1]
    assert [slot.id for slot in third.slots] == [slot.id for slot in first.slots]
    third.renewed(code).save(path)
    last = Envelope.load(path)
    assert [(slot.form, slot.proven) for slot in last.slots] == [(2, False), (2, True)]
    assert last.renewed(code) is last
    assert last.open("vier losse woorden samen") == last.open_with_code(code) == key


def test_a_slot_of_version_1_does_not_become_proven_by_saying_so(old: tuple[Path, str]) -> None:
    path, _ = old
    Envelope.load(path).save(path)
    body = json.loads(path.read_text())
    for slot in body["slots"]:
        slot.update(proven=True, made_on="2020-01-01")
    write(path, body)
    read = Envelope.load(path)
    assert not any(slot.proven or slot.made_on for slot in read.slots)
    with pytest.raises(LastWayIn):
        read.without(read.of("passphrase")[0].id)


# -- whatever happens --------------------------------------------------------------------------------------------------


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_damage_is_refused_or_changes_nothing(
    data: st.DataObject, made: tuple[Envelope, DataKey, str], tmp_path: Path
) -> None:
    envelope, key, code = made
    path = tmp_path / "v"
    envelope.save(path)
    raw = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del raw[data.draw(st.integers(0, len(raw) - 1)) :]
    else:
        for at in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=3)):
            raw[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(raw)
    try:
        read = Envelope.load(path)
    except DamagedEnvelope:
        return
    assert read.open(PASSPHRASE) == read.open_with_code(code) == key


ACTS = st.lists(
    st.tuples(st.sampled_from(["passphrase", "proven", "unproven", "pin", "remove", "save"]), st.integers(0, 5)),
    max_size=12,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=ACTS)
def test_no_row_of_changes_locks_the_owner_out(acts: list[tuple[str, int]], tmp_path: Path) -> None:
    """A passphrase or a proven code is always there, and it opens."""
    key, passphrase = DataKey.make(), "zin 0"
    envelope, code = Envelope.make(key, passphrase)
    for act, number in acts:
        before = envelope
        try:
            match act:
                case "passphrase":
                    envelope, passphrase = envelope.with_passphrase(key, f"zin {number}"), f"zin {number}"
                case "proven" | "unproven":
                    fresh = make_code()
                    envelope, code = envelope.with_code(key, fresh, proven=act == "proven"), fresh
                case "pin":
                    where = f"apparaat {number % 2}"
                    envelope = envelope.with_pin(key, b"\7" * 32, "482913", device=where, named=new_id())
                case "remove":
                    envelope = envelope.without(envelope.slots[number % len(envelope.slots)].id)
                case "save":
                    envelope.save(tmp_path / "v")
                    envelope = Envelope.load(tmp_path / "v")
        except LastWayIn:
            envelope = before
        sure = [slot.kind for slot in envelope.slots if slot.kind == "passphrase" or slot.proven]
        assert sure
        assert envelope.open(passphrase) == key if "passphrase" in sure else envelope.open_with_code(code) == key
        assert len(envelope.of("passphrase")) <= 1
        assert len(envelope.of("recovery")) <= 1
        assert len({slot.device for slot in envelope.of("device")}) == len(envelope.of("device"))


def test_the_last_way_in_stays(made: tuple[Envelope, DataKey, str]) -> None:
    envelope, key, code = made
    with pytest.raises(LastWayIn, match="laatste weg"):
        envelope.without(envelope.of("passphrase")[0].id)
    only = envelope.renewed(code).without(envelope.of("passphrase")[0].id)
    assert only.open_with_code(code) == key
    for change in (lambda: only.without(only.slots[0].id), lambda: only.with_code(key, make_code(), proven=False)):
        with pytest.raises(LastWayIn):
            change()


def test_nothing_shows_a_key(made: tuple[Envelope, DataKey, str]) -> None:
    assert made[1].key.hex() not in repr(made[1])
    assert made[1].derive("a") != made[1].derive("b") != made[1].key


@pytest.mark.real_price
def test_the_real_price(tmp_path: Path) -> None:
    """RFC 9106's second recommendation: 64 MiB, 3 passes, 4 lanes."""
    key = DataKey.make()
    envelope, _ = Envelope.make(key, PASSPHRASE)
    assert {(s.cost.memory, s.cost.passes, s.cost.lanes) for s in envelope.slots} == {(65536, 3, 4)}
    assert envelope.open(PASSPHRASE) == key
