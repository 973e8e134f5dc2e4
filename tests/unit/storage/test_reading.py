"""What is read past the mapper is what the mapper reads."""

from dataclasses import fields

import pytest

from beschutdesk.dossier import codec
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import REGISTRY, STAMPS
from beschutdesk.dossier.identity import new_id
from beschutdesk.services.desk import Desk
from beschutdesk.storage import queries, reading
from beschutdesk.storage.unit_of_work import UnitOfWork

ROOTS = [name for name, shape in REGISTRY.items() if not shape.parent]


@pytest.mark.parametrize("record", ROOTS)
def test_it_reads_what_the_mapper_reads(demo_desk: Desk, record: str) -> None:
    store = demo_desk._store
    with store.reading() as connection:
        keys = queries.every_id(connection, record)
        found = reading.by_id(connection, record, keys)
    assert [root.id for root in found] == keys
    with UnitOfWork(store.engine, store.stamp, readonly=True) as work:
        for root in found:
            mapped = work.find(record, root.id)
            assert mapped is not None
            copy = codec.copy(mapped)
            assert codec.flatten(root) == codec.flatten(copy)
            assert {name: getattr(root, name) for name in STAMPS} == {name: getattr(copy, name) for name in STAMPS}
            assert {f.name for f in fields(root)} <= set(dir(root))


def test_order_what_is_not_there_and_many_at_once(desk: Desk) -> None:
    people = [Candidate(name_used=f"Nummer {number}") for number in range(1200)]
    with desk._store.work() as work:
        work.add_all(people)
        work.commit()
    asked = [new_id(), *(person.id for person in reversed(people))]
    with desk._store.reading() as connection:
        found = reading.by_id(connection, "candidate", asked)
        assert reading.by_id(connection, "candidate", []) == []
    assert [person.name_used for person in found] == [person.name_used for person in reversed(people)]


def test_what_was_read_can_be_changed_and_kept_again(demo_desk: Desk) -> None:
    person = demo_desk.dossiers.get("candidate", demo_desk.dossiers.ids("candidate")[0])
    again = codec.copy(person)
    again.id, again.version = new_id(), 0
    for name in REGISTRY["candidate"].children:
        for row in getattr(again, name):
            row.id = new_id()
    demo_desk.dossiers.add([again])
    kept = demo_desk.dossiers.get("candidate", again.id)
    assert kept.name_used == person.name_used
    assert len(codec.flatten(kept)) == len(codec.flatten(person))
