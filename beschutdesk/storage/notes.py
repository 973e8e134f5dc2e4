"""What was said and done, made findable: contacts with their notes, and the tasks of task lists and inventories.

Both follow from the records and are kept beside them. What is in the trash has no lines.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.fields import Kind, Record, shape_of
from beschutdesk.dossier.task_inventory import TaskInventory
from beschutdesk.dossier.task_list import CarvedTask, TaskList
from beschutdesk.dossier.visit import ABOUT_SUBJECTS, Visit, VisitState, VisitSubject
from beschutdesk.rules.signals.visited import TRIPS
from beschutdesk.storage.fold import words
from beschutdesk.storage.mapping import CONTACT, TASK_LINE

NOTE_FTS = sa.table("directory_fts_note", sa.column("rowid"), sa.column("text"))
TASK_FTS = sa.table("directory_fts_task", sa.column("rowid"), sa.column("text"))
FOUND = ("visit", "task_list", "task_inventory")
"""The records that have lines here."""
MET, PLANNED, MISSED = "met", "planned", "missed"

ON_OFFER = 1 << 40
"""From this rid on stand the tasks of inventories, below it those of task lists: a search reads one of the two."""
_BITS = 20
"""Room for a million lines a day."""
_WHAT = {VisitState.PLANNED: PLANNED, VisitState.NO_CONTACT: MISSED}


SAID = tuple(spec.name for spec in shape_of(VisitSubject).specs.values() if spec.kind is Kind.PROSE)
"""What is said about one person at a visit: found by its words, the notes first."""
_BESIDE = {
    name: tuple(
        spec.name
        for spec in shape_of(shape_of(Visit).children[name]).specs.values()
        if spec.kind in (Kind.TEXT, Kind.PROSE)
    )
    for name in ABOUT_SUBJECTS
}


def said_about(visit: Visit) -> dict[UUID | None, str]:
    """All words of a visit by the subject that they are about; under ``None`` those on the visit as a whole."""
    found: dict[UUID | None, list[str]] = {None: [visit.notes]}
    found |= {one.id: [getattr(one, name) for name in SAID] for one in visit.subjects}
    for name, fields in _BESIDE.items():
        for row in getattr(visit, name):
            found.setdefault(row.subject, []).extend(getattr(row, field) for field in fields)
    return {key: "\n".join(text for text in texts if text) for key, texts in found.items()}


class Rids:
    """Hands out the rids of contacts, in order of their days and within a day of their coming in."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._last: dict[int, int] = {}

    def next(self, ordinal: int) -> int:
        """The next free one of a day; 0 is a day that nobody knows."""
        low = ordinal << _BITS
        if (last := self._last.get(ordinal)) is None:
            query = sa.select(sa.func.max(CONTACT.c.rid)).where(CONTACT.c.rid.between(low, low | (1 << _BITS) - 1))
            last = self._connection.execute(query).scalar()
        self._last[ordinal] = rid = low if last is None else last + 1
        return rid


def refresh(connection: sa.Connection, root: Record) -> None:
    """Bring the lines of a visit, task list or inventory up to date; other records have none."""
    if isinstance(root, Visit | TaskList | TaskInventory):
        forget(connection, [root.id])
        add(connection, [root])


def add(connection: sa.Connection, roots: Iterable[Record]) -> None:
    """Make the lines of roots that have none yet. One that is in the trash gets none."""
    there = [root for root in roots if root.deleted_at is None]
    _add_visits(connection, [root for root in there if isinstance(root, Visit)])
    _add_tasks(connection, [root for root in there if isinstance(root, TaskList)], 0)
    _add_tasks(connection, [root for root in there if isinstance(root, TaskInventory)], ON_OFFER)


def _add_visits(connection: sa.Connection, visits: Iterable[Visit]) -> None:
    rids = Rids(connection)
    lines: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for visit in visits:
        day = visit.at.day if visit.at else None
        what = _WHAT.get(visit.state, MET) if visit.state else MET
        said = said_about(visit)
        parts: list[tuple[UUID | None, UUID | None, UUID | None]] = [(None, None, None)]
        parts += [(subject.id, subject.candidate, subject.placement) for subject in visit.subjects]
        for subject, candidate, placement in parts:
            rid = rids.next(day.toordinal() if day else 0)
            lines.append(
                {
                    "rid": rid,
                    "visit": visit.id,
                    "subject": subject,
                    "candidate": candidate,
                    "employer": visit.employer,
                    "day": day,
                    "what": what,
                    "placement": placement,
                    "seen": what == MET and visit.medium in TRIPS,
                }
            )
            if text := words(said[subject]):
                texts.append({"rowid": rid, "text": text})
    if lines:
        connection.execute(sa.insert(CONTACT), lines)
    if texts:
        connection.execute(sa.insert(NOTE_FTS), texts)


def _add_tasks(connection: sa.Connection, lists: Sequence[TaskList | TaskInventory], low: int) -> None:
    """Make their lines, with rids from *low* on."""
    if not lists:
        return
    last = sa.select(sa.func.max(TASK_LINE.c.rid)).where(TASK_LINE.c.rid.between(low, low + ON_OFFER - 1))
    rid: int = connection.execute(last).scalar() or low
    lines: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for root in lists:
        for task in root.tasks:
            rid += 1
            lines.append({"rid": rid, "root_id": root.id, "task": task.id})
            how = task.how if isinstance(task, CarvedTask) else task.place
            texts.append({"rowid": rid, "text": words(f"{task.name} {how}")})
    if lines:
        connection.execute(sa.insert(TASK_LINE), lines)
        connection.execute(sa.insert(TASK_FTS), texts)


def forget(connection: sa.Connection, keys: Collection[UUID]) -> None:
    """Take out the lines of visits, task lists and inventories, and those of what was said about a candidate."""
    for table, index, where in (
        (CONTACT, NOTE_FTS, CONTACT.c.visit.in_(keys) | CONTACT.c.candidate.in_(keys)),
        (TASK_LINE, TASK_FTS, TASK_LINE.c.root_id.in_(keys)),
    ):
        gone = list(connection.execute(sa.select(table.c.rid).where(where)).scalars())
        if gone:
            connection.execute(sa.delete(index).where(index.c.rowid.in_(gone)))
            # else, if the last of these rowids comes back in the same transaction, an index with detail='none' and
            # secure-delete drops all that follows there on the words of that row: a fault of SQLite, seen in 3.53.4
            connection.execute(sa.text(f"INSERT INTO {index.name}({index.name}) VALUES ('flush')"))  # noqa: S608
            connection.execute(sa.delete(table).where(table.c.rid.in_(gone)))
