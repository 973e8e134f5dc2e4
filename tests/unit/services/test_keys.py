"""The ways in to an open vault. The PIN has its tests with a real keyring, in tests/functional."""

import json
import shutil
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.services import profile
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.storage.engine import connect
from beschutdesk.trouble import Trouble
from beschutdesk.vault import device
from beschutdesk.vault.envelope import Envelope
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
        with pytest.raises(Trouble, match=words):
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
    (profile_dir / "vault.lock").mkdir()
    with pytest.raises(Trouble, match="wegen naar binnen zijn niet veranderd"):
        desk.keys.set_passphrase(PASSPHRASE, NEW)
    profile.open_with_passphrase(profile_dir, PASSPHRASE).close()
    assert told(desk) == []


class _Busy:
    """Another program that holds the database."""

    def __init__(self, desk: Desk) -> None:
        self._other = connect(desk.profile / profile.DATABASE, bytes(desk._store.key), first=False)

    def __enter__(self) -> None:
        self._other.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_: object) -> None:
        self._other.close()


def _impatient(desk: Desk) -> None:
    sa.event.listen(desk._store.engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout=20"))


def test_a_change_that_was_made_is_told_as_made_and_the_log_hears_it_later(desk: Desk, profile_dir: Path) -> None:
    _impatient(desk)
    with _Busy(desk):
        desk.keys.set_passphrase(PASSPHRASE, NEW)
    assert told(desk) == []
    with pytest.raises(profile.WrongSecret):
        profile.open_with_passphrase(profile_dir, PASSPHRASE)
    with profile.open_with_passphrase(profile_dir, NEW) as again:
        assert told(again) == [("passphrase", "set")]
        assert again.audit.verify().good
    with profile.open_with_passphrase(profile_dir, NEW) as once_more:
        assert told(once_more) == [("passphrase", "set")]


def test_a_pin_that_was_set_keeps_its_half_when_the_log_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring: dict[str, bytes] = {}
    monkeypatch.setattr(device, "keep", lambda name, secret, _: keyring.update({name: secret}))
    monkeypatch.setattr(device, "forget", lambda name, _: keyring.pop(name, None))
    monkeypatch.setattr(device, "fetch", lambda name, _: keyring.get(name))
    write, busy = Envelope.save, _Busy(desk)

    def save(envelope: Envelope, path: Path) -> None:
        write(envelope, path)
        busy.__enter__()

    _impatient(desk)
    monkeypatch.setattr(Envelope, "save", save)
    desk.keys.set_pin(PASSPHRASE, "739164")
    busy.__exit__()
    (slot,) = [way.id for way in desk.keys.all() if way.kind == "pin"]
    assert list(keyring) == [slot]
    with profile.open_with_pin(desk.profile, "739164") as again:
        assert told(again) == [("pin", "set")]


def test_what_another_program_changed_meanwhile_stays_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the keyring asks its user something here, the command line sets another passphrase."""
    keyring: dict[str, bytes] = {}

    def keep(name: str, secret: bytes, _: float | None) -> None:
        keyring[name] = secret
        with profile.open_with_passphrase(desk.profile, PASSPHRASE) as other:
            other.keys.set_passphrase(PASSPHRASE, NEW)

    monkeypatch.setattr(device, "keep", keep)
    monkeypatch.setattr(device, "forget", lambda name, _: keyring.pop(name, None))
    with pytest.raises(profile.WrongSecret):  # what was typed is no secret of now any more
        desk.keys.set_pin(PASSPHRASE, "739164")
    assert keyring == {}
    profile.open_with_passphrase(desk.profile, NEW).close()
    with pytest.raises(profile.WrongSecret):
        profile.open_with_passphrase(desk.profile, PASSPHRASE)


def test_two_programs_that_change_another_way_at_once_both_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code, begun, write = profile.new_recovery_code(), threading.Event(), Envelope.save

    def save(envelope: Envelope, path: Path) -> None:
        if not begun.is_set():
            begun.set()
            time.sleep(0.3)  # a slow disk
        write(envelope, path)

    monkeypatch.setattr(Envelope, "save", save)
    other = threading.Thread(target=desk.keys.set_passphrase, args=(PASSPHRASE, NEW))
    first_code = profile.open_with_passphrase(desk.profile, PASSPHRASE)
    with first_code:
        first_code.keys.set_recovery(PASSPHRASE, code, code)
        begun.clear()
        other.start()
        begun.wait(10)
        first_code.keys.set_recovery(code, second := profile.new_recovery_code(), second)
        other.join()
    profile.open_with_passphrase(desk.profile, NEW).close()
    profile.open_with_code(desk.profile, second).close()


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
