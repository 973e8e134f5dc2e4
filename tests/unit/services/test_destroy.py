"""Destroying: nothing of it is left, and nothing brings it back."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.codec import encode
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Kind, roots, shape_of
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
from beschutdesk.exchange.demo import demo_dossiers
from beschutdesk.services import checking, profile, renewing, restoring
from beschutdesk.services.audit import Act, Filter
from beschutdesk.services.desk import Desk
from beschutdesk.services.dossiers import Edit
from beschutdesk.services.drafts import Draft
from beschutdesk.storage import destroyed, destroying
from beschutdesk.storage.mapping import DESTROYED
from beschutdesk.trouble import Trouble
from tests.conftest import PASSPHRASE
from tests.unit.services.secrets_everywhere import DAY, SECRETS, count_all, hits, person, picture, secret

__all__ = ["person"]


def test_nothing_of_it_is_left(desk: Desk, person: UUID, profile_dir: Path) -> None:
    key = bytes(desk._store.key)
    desk.dossiers.trash("candidate", person)
    with desk._store.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert hits(profile_dir, key) == set(SECRETS)  # the scan can see
    others = {record.id: codec.flatten(record) for name in ("caseworker", "employer") for record in every(desk, name)}

    gone = desk.dossiers.destroy("candidate", person)

    owned = {"placement", "task_list", "portfolio", "issued_document", "visit", "supervision_subsidy"}
    assert {name for name, _ in gone} == {"candidate"} | owned
    assert hits(profile_dir, key) == set()
    assert (profile_dir / "dossiers.db-wal").stat().st_size == 0
    assert desk.dossiers.whole(person) is None
    assert desk.drafts.all() == []
    assert desk.lists.search("Zilverdraad") == []
    left = count_all(desk)
    for name in ("candidate", "placement", "terms", "adjustment", "task_list", "carved_task", "portfolio", "draft"):
        assert left[name] == 0
    for name in ("supervision_subsidy", "issued_document", *shape_of("supervision_subsidy").children.values()):
        assert left[name] == 0
    assert left["directory"] == left["employer"]
    assert list((profile_dir / "attachments").iterdir()) == []
    again = {record.id: codec.flatten(record) for name in ("caseworker", "employer") for record in every(desk, name)}
    assert again == others
    assert desk.audit.verify().good
    lines = desk.audit.lines(desk.audit.numbers(Filter(frozenset({Act.DESTROY}))))
    assert {(line.record, line.root_id) for line in lines} == gone
    assert all(dict(line.detail) == {} for line in lines)
    filed = destroyed.read(profile_dir / destroyed.FILE, secret(desk))
    assert filed.destroyed.keys() == {one for _, one in gone}
    assert (filed.pending, filed.whole) == ({}, True)
    assert not any(word in (profile_dir / destroyed.FILE).read_text() for word in SECRETS)


def every(desk: Desk, name: str) -> list[Any]:
    return [desk.dossiers.get(name, key) for key in desk.dossiers.ids(name)]


def test_an_application_goes_alone_with_its_papers_and_what_renewed_it_stays(desk: Desk) -> None:
    person, boss = Candidate(name_used="Ann", municipality="Kampen"), Employer(name="Bakker")
    place = Placement(candidate=person.id, employer=boss.id)
    old = SupervisionSubsidy(candidate=person.id, placement=place.id)
    new = SupervisionSubsidy(candidate=person.id, placement=place.id, renews=old.id)
    paper = IssuedDocument(candidate=person.id, subsidy=old.id, audience="municipality", way="pdf", digest="x")
    desk.dossiers.add([person, boss, place, old, new, paper])
    desk.dossiers.trash("supervision_subsidy", old.id)
    gone = desk.dossiers.destroy("supervision_subsidy", old.id)
    assert gone == {("supervision_subsidy", old.id), ("issued_document", paper.id)}
    left = desk.dossiers.get("supervision_subsidy", new.id)
    assert left is not None
    assert left.renews is None


def test_others_keep_what_they_share(desk: Desk, tmp_path: Path, profile_dir: Path) -> None:
    """The same photo with two people, and a draft of a third that names one."""
    people = [Candidate(name_used=name, photo=picture(desk, tmp_path, (9, 9, 9))) for name in ("Sem", "Ada")]
    own = picture(desk, tmp_path, (1, 2, 3))
    third = Candidate(name_used="Bo")
    desk.dossiers.add([*people, third])
    desk.drafts.keep(Draft("candidate", third.id, 1, {"photo": encode(shape_of("candidate").specs["photo"], own)}))
    desk.dossiers.trash("candidate", people[0].id)
    desk.dossiers.destroy("candidate", people[0].id)
    shared = people[1].photo
    assert shared is not None
    assert desk._store.attachments.get(shared.digest)
    assert desk._store.attachments.get(own.digest)
    assert desk.drafts.find(third.id) is not None


def test_only_from_the_trash_and_only_what_nobody_needs(desk: Desk) -> None:
    femke = Supervisor(name="Femke")
    firm = Employer(name="Bakkerij", supervisors=[femke])
    sem = Candidate(name_used="Sem")
    place = Placement(candidate=sem.id, employer=firm.id, terms=[Terms(supervisor=femke.id)])
    desk.dossiers.add([firm, sem, place])
    with pytest.raises(Trouble, match="in de prullenbak"):
        desk.dossiers.destroy("candidate", sem.id)
    with pytest.raises(Trouble, match="niet meer"):
        desk.dossiers.destroy("candidate", new_id())
    desk.dossiers.trash("employer", firm.id)
    before = count_all(desk)
    with pytest.raises(Trouble, match="gebruikt bij een plaatsing"):
        desk.dossiers.destroy("employer", firm.id)
    assert count_all(desk) == before
    desk.dossiers.trash("candidate", sem.id)
    assert {name for name, _ in desk.dossiers.destroy("candidate", sem.id)} == {"candidate", "placement"}
    assert desk.dossiers.destroy("employer", firm.id) == {("employer", firm.id)}


def test_what_was_destroyed_is_refused_from_then_on(desk: Desk, person: UUID) -> None:
    desk.dossiers.trash("candidate", person)
    desk.dossiers.destroy("candidate", person)
    with pytest.raises(Trouble, match="vernietigd"):
        desk.transfer.keep([demo_dossiers()[0]])
    with pytest.raises(Trouble, match="vernietigd"):
        desk.dossiers.save([Edit("candidate", person, 0, {"name_used": "Terug"})])


# -- what comes back ---------------------------------------------------------------------------------------------------


@pytest.fixture
def restored(desk: Desk, person: UUID, profile_dir: Path, tmp_path: Path) -> tuple[Path, UUID]:
    """A vault in which a database from before the destroying was put back by hand, with a reference left to it."""
    desk.close()
    shutil.copytree(profile_dir, tmp_path / "kopie")
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
        again.dossiers.trash("candidate", person)
        again.dossiers.destroy("candidate", person)
    shutil.rmtree(profile_dir / "attachments")
    shutil.copytree(tmp_path / "kopie" / "attachments", profile_dir / "attachments")
    for name in ("dossiers.db", "dossiers.db-wal", "dossiers.db-shm"):
        (profile_dir / name).unlink(missing_ok=True)
    shutil.copy(tmp_path / "kopie" / "dossiers.db", profile_dir)
    return profile_dir, person


def test_a_database_from_before_revives_nothing(restored: tuple[Path, UUID]) -> None:
    folder, person = restored
    with profile.open_with_passphrase(folder, PASSPHRASE) as desk:
        key = bytes(desk._store.key)
        assert desk.dossiers.get("candidate", person) is None
        assert desk.dossiers.ids("issued_document") == []
        assert desk.dossiers.ids("employer") != []
        lines = desk.audit.lines(desk.audit.numbers(Filter(frozenset({Act.DESTROY}))))
        assert person in {line.root_id for line in lines}
        assert all(dict(line.detail) == {"again": True} for line in lines)
        assert desk.dossiers.settle() == 0
    assert hits(folder, key) == set()


def test_an_employer_that_comes_back_is_taken_out_of_what_stays(desk: Desk, profile_dir: Path) -> None:
    femke = Supervisor(name="Femke")
    firm = Employer(name="Bakkerij", supervisors=[femke])
    sem = Candidate(name_used="Sem")
    place = Placement(candidate=sem.id, employer=firm.id, terms=[Terms(supervisor=femke.id)])
    desk.dossiers.add([firm, sem, place])
    destroyed.write(profile_dir / destroyed.FILE, secret(desk), {firm.id: DAY})
    assert desk.dossiers.settle() == 1
    again = desk.dossiers.get("placement", place.id)
    assert (again.employer, again.terms[0].supervisor) == (None, None)
    assert desk.lists.search("Bakkerij") == []


def test_table_and_file_learn_from_each_other(desk: Desk, profile_dir: Path) -> None:
    one, two = new_id(), new_id()
    with desk._store.writing() as connection:
        connection.execute(sa.insert(DESTROYED).values(root_id=one, on=DAY))
    path = profile_dir / destroyed.FILE
    destroyed.write(path, secret(desk), {two: date(2026, 1, 2)})
    assert desk.dossiers.settle() == 0
    expected = {one: DAY, two: date(2026, 1, 2)}
    assert destroyed.read(path, secret(desk)).destroyed == expected
    with desk._store.reading() as connection:
        rows = connection.execute(sa.select(DESTROYED.c.root_id, DESTROYED.c.on))
        assert {row.root_id: row.on for row in rows} == expected
    path.unlink()
    desk.dossiers.settle()
    assert destroyed.read(path, secret(desk)).destroyed == expected


def test_a_damaged_list_is_read_as_far_as_it_goes(desk: Desk, profile_dir: Path) -> None:
    path = profile_dir / destroyed.FILE
    keys = [new_id() for _ in range(20)]
    destroyed.write(path, secret(desk), dict.fromkeys(keys, DAY))
    whole = path.read_bytes()
    path.write_bytes(b"\xff\x00" + whole[: len(whole) // 2])
    found = destroyed.read(path, secret(desk))
    assert 5 < len(found.destroyed) < 20
    assert found.destroyed.keys() <= set(keys)
    assert not found.whole
    for old, new in ((b"2026-11-22", b"2026-11-23"), (str(keys[0]).encode(), str(new_id()).encode())):
        path.write_bytes(re.sub(old, new, whole))
        found = destroyed.read(path, secret(desk))
        assert len(found.destroyed) == (0 if old == b"2026-11-22" else 19)  # each entry proves itself


def test_a_list_that_does_not_prove_itself_destroys_nothing(desk: Desk, person: UUID, profile_dir: Path) -> None:
    path = profile_dir / destroyed.FILE
    firm = desk.dossiers.ids("employer")[0]
    orders = (
        json.dumps({"destroyed": {str(person): "2026-11-01"}}),
        json.dumps({"destroyed": {str(person): f"2026-11-01 {'0' * 64}"}, "pending": {}}),
        "nonsense",
    )
    desk.close()
    for order in orders:
        path.write_text(order)
        with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:
            assert again.dossiers.get("candidate", person) is not None
            assert destroyed.read(path, secret(again)).whole
    assert sorted(one.read_text() for one in destroyed.set_aside(profile_dir)) == sorted(orders)
    told = [one for one in checking.check(profile_dir, PASSPHRASE) if "vernietigde" in one.words]
    assert [(one.good, one.advice) for one in told] == [(True, True)]
    with profile.open_with_passphrase(profile_dir, PASSPHRASE) as again:  # an order from another vault neither
        destroyed.write(path, bytes(32), {firm: DAY})
        assert again.dossiers.settle() == 0
        assert firm in again.dossiers.ids("employer")


def test_the_list_holds_under_a_new_key_and_against_a_backup_of_the_old_one(
    desk: Desk, person: UUID, profile_dir: Path
) -> None:
    """Destroyed after the key was renewed; then a backup of the old key is put back, with the old secret."""
    backup = desk.backups.make()
    desk.close()
    fresh = "paard batterij nietje correct"
    with renewing.renew(profile_dir, PASSPHRASE, fresh, profile.new_recovery_code()) as renewed:
        renewed.dossiers.trash("candidate", person)
        renewed.dossiers.destroy("candidate", person)
    assert not destroyed.set_aside(profile_dir)
    assert restoring.look_inside(backup, PASSPHRASE, profile_dir).destroyed_since == 1
    with restoring.restore(profile_dir, backup, PASSPHRASE) as again:
        assert again.dossiers.get("candidate", person) is None
        assert person in destroyed.read(profile_dir / destroyed.FILE, secret(again)).destroyed
    assert not destroyed.set_aside(profile_dir)


def test_what_was_replaced_goes_along(desk: Desk, person: UUID, profile_dir: Path) -> None:
    backup = desk.backups.make()
    desk.close()
    with restoring.restore(profile_dir, backup, PASSPHRASE) as again:
        assert list(profile_dir.glob("vervangen-*"))
        again.dossiers.trash("candidate", person)
        again.dossiers.destroy("candidate", person)
        assert not list(profile_dir.glob("vervangen-*"))


# -- the declaration of what hangs on what -----------------------------------------------------------------------------


def test_every_root_that_hangs_on_a_person_is_destroyed_with_them() -> None:
    """A new record with a reference to a candidate must say whether it exists because of them; so must one of a visit,
    which goes with the last person that it is about."""
    person = {"candidate", "visit"}
    for _ in roots():
        person |= {
            shape.name
            for shape in roots()
            if any(spec.target in person for spec in shape.specs.values() if spec.kind is Kind.REFERENCE)
        }
    of_employer = {"task_inventory": ("employer",)}  # says nothing of anybody, and goes with where the work is
    assert destroying.OWNERS.keys() | {"candidate", "visit"} == person | of_employer.keys()
    for name, references in destroying.OWNERS.items():
        if name in of_employer:
            assert references == of_employer[name]
            continue
        specs = shape_of(name).specs.values()
        asked = [spec for spec in specs if spec.kind is Kind.REFERENCE and spec.target != name]
        expected = {spec.key for spec in asked if spec.target in person}  # what came after it is only a link
        assert set(references) == expected
