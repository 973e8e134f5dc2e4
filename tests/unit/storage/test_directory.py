"""The lines of the directory follow the records, whatever becomes of those."""

from datetime import date, time
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.task_inventory import InventoryTask, TaskInventory
from beschutdesk.dossier.task_list import CarvedTask, TaskList
from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Visit, VisitState, VisitSubject
from beschutdesk.services.desk import Desk
from beschutdesk.storage import directory, notes
from beschutdesk.storage.mapping import CONTACT, DIRECTORY, TASK_LINE
from tests.strategies import records

FULL = ("directory_fts_candidate", "directory_fts_employer", "directory_fts_note", "directory_fts_task")
DAY = date(2026, 11, 20)


def all_lines(connection: sa.Connection) -> dict[str, list[Any]]:
    """Everything that is kept to find things by, without the rids of what counts only in its order."""
    out: dict[str, list[Any]] = {"directory": sorted(map(tuple, connection.execute(sa.select(DIRECTORY))))}
    contact = sa.select(*(column for column in CONTACT.c if column.name != "rid")).order_by(CONTACT.c.rid)
    out["contact"] = sorted(map(repr, map(tuple, connection.execute(contact))))
    task = sa.select(TASK_LINE.c.root_id, TASK_LINE.c.task)
    out["task"] = sorted(map(repr, map(tuple, connection.execute(task))))
    for name in FULL:
        columns = "title, more" if name in FULL[:2] else "text"
        out[name] = sorted(map(repr, connection.exec_driver_sql(f"SELECT {columns} FROM {name}")))
    return out


@given(
    st.lists(
        st.one_of(*(records(name) for name in ("candidate", "employer", "visit", "task_list", "task_inventory"))),
        max_size=3,
    ),
    st.data(),
)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_kept_up_with_is_the_same_as_made_anew(desk: Desk, made: list[Record], data: st.DataObject) -> None:
    for root in made:
        root.deleted_at = None
    desk.dossiers.add(made)
    for root in made:
        if data.draw(st.booleans(), label="trash"):
            desk.dossiers.trash(_name(root), root.id)
    with desk._store.writing() as connection:
        before = all_lines(connection)
        directory.rebuild(connection)
        assert all_lines(connection) == before


def _name(root: Record) -> str:
    return shape_of(root).name


def test_a_day_holds_many_lines_in_order(desk: Desk) -> None:
    with desk._store.writing() as connection:
        days = [notes.Rids(connection).next(DAY.toordinal()) for _ in range(3)]
        assert len(set(days)) == 1  # nothing was kept in between
        rids = notes.Rids(connection)
        first = [rids.next(DAY.toordinal()) for _ in range(3)]
        later = rids.next(DAY.toordinal() + 1)
        unknown = rids.next(0)
    assert first == sorted(set(first))
    assert unknown < first[0]
    assert later > first[-1]


def test_a_contact_is_met_planned_or_missed(desk: Desk) -> None:
    who = Candidate(name_used="Sem")
    states = {None: "met", VisitState.DONE: "met", VisitState.CONCEPT: "met"}
    states |= {VisitState.PLANNED: "planned", VisitState.NO_CONTACT: "missed"}
    visits = [
        Visit(at=Appointment(DAY, time(9)), state=state, subjects=[VisitSubject(candidate=who.id)]) for state in states
    ]
    desk.dossiers.add([who, *visits])
    with desk._store.reading() as connection:
        query = sa.select(CONTACT.c.visit, CONTACT.c.what).where(CONTACT.c.candidate == who.id)
        found = dict(map(tuple, connection.execute(query)))
    assert found == {visit.id: states[visit.state] for visit in visits}


def test_a_task_that_goes_is_forgotten_with_its_words(desk: Desk) -> None:
    root = TaskList(tasks=[CarvedTask(name="harken"), CarvedTask(name="zagen")])
    desk.dossiers.add([root])
    with desk._store.work() as work:
        kept = work.find("task_list", root.id)
        assert kept is not None
        work.change(kept, {"tasks": [str(root.tasks[1].id)]})
        work.commit()
    with desk._store.reading() as connection:
        assert connection.exec_driver_sql("SELECT text FROM directory_fts_task").scalars().all() == ["zagen"]
        assert connection.execute(sa.select(TASK_LINE.c.task)).scalars().all() == [root.tasks[1].id]


def test_tasks_of_inventories_have_rids_of_their_own(desk: Desk) -> None:
    """So that a word that stands in thousands of task lists and in no inventory is not looked for in all of those."""
    mine, heap = TaskList(tasks=[CarvedTask(name="harken")]), TaskInventory(tasks=[InventoryTask(name="harken")])
    more = TaskList(tasks=[CarvedTask(name="zagen")])
    desk.dossiers.add([mine, heap])
    desk.dossiers.add([more])
    with desk._store.writing() as connection:
        for _ in range(2):
            lines = connection.execute(sa.select(TASK_LINE.c.root_id, TASK_LINE.c.rid))
            on_offer = {root: rid >= notes.ON_OFFER for root, rid in lines}
            assert on_offer == {mine.id: False, heap.id: True, more.id: False}
            directory.rebuild(connection)
