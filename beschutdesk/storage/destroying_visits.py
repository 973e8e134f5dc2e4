"""Taking somebody out of visits that stay, because somebody else was seen there too: rows, history, drafts, names.

What was written about the trip as a whole, in its notes, stays: it is of the others as well.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.codec import HALF
from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.dossier.visit import ABOUT_SUBJECTS
from beschutdesk.rules.visit_copy import unnamed
from beschutdesk.storage import marks
from beschutdesk.storage.mapping import CONTACT, DRAFT, HISTORY, TABLES
from beschutdesk.storage.raw import batches

_SUBJECT, _VISIT, _ISSUED = TABLES["visit_subject"], TABLES["visit"], TABLES["issued_document"]
_CANDIDATE = TABLES["candidate"]
_BESIDE = {name: TABLES[REGISTRY["visit"].children[name]] for name in ABOUT_SUBJECTS}
ABOUT = re.compile(r"subjects/([0-9a-f-]{36})/candidate")
"""Path of whom a part of a visit is about."""
_SAID = re.compile(r"([a-z_]+)/([0-9a-f-]{36})/subject")
_PRESENT = "present"


def visits_about(connection: sa.Connection, people: Iterable[UUID]) -> list[UUID]:
    """Visits that are about these people and about nobody else."""
    going = frozenset(people)
    about: set[int] = set()
    for batch in batches(going):
        query = sa.select(_SUBJECT.c.parent_rid).where(_SUBJECT.c.candidate.in_(batch))
        about |= set(connection.execute(query).scalars())
    found: list[UUID] = []
    for part in batches(sorted(about)):
        query = sa.select(_SUBJECT.c.parent_rid, _SUBJECT.c.candidate).where(_SUBJECT.c.parent_rid.in_(part))
        shared = {row.parent_rid for row in connection.execute(query) if row.candidate not in going}
        ids = sa.select(_VISIT.c.id).where(_VISIT.c.rid.in_([rid for rid in part if rid not in shared]))
        found += connection.execute(ids.order_by(_VISIT.c.rid)).scalars()
    return found


def together(connection: sa.Connection, people: Iterable[UUID]) -> list[UUID]:
    """Documents on a visit as a whole that one of these people was seen on: the file tells of all of them."""
    found: list[UUID] = []
    for batch in batches(people):
        trips = (
            sa.select(_VISIT.c.id)
            .join(_SUBJECT, _SUBJECT.c.parent_rid == _VISIT.c.rid)
            .where(_SUBJECT.c.candidate.in_(batch))
        )
        query = sa.select(_ISSUED.c.id).where(_ISSUED.c.visit.in_(trips), _ISSUED.c.candidate.is_(None))
        found += connection.execute(query).scalars()
    return found


def leave_visits(connection: sa.Connection, doomed: Mapping[str, Sequence[UUID]]) -> None:
    """Take what goes out of visits that stay: the part about a person whole, of a placement only the link.

    Args:
        connection: in a writing transaction.
        doomed: ids of all that goes, per record; the people among them are still there.
    """
    for batch in batches(doomed.get("placement", ())):
        connection.execute(sa.update(_SUBJECT).where(_SUBJECT.c.placement.in_(batch)).values(placement=None))
        connection.execute(sa.update(CONTACT).where(CONTACT.c.placement.in_(batch)).values(placement=None))
    tried, task = _BESIDE["tryouts"], TABLES["carved_task"]
    for batch in batches(doomed.get("task_list", ())):
        lists = TABLES["task_list"]
        tasks = sa.select(task.c.id).join(lists, task.c.parent_rid == lists.c.rid).where(lists.c.id.in_(batch))
        connection.execute(sa.update(tried).where(tried.c.task.in_(tasks)).values(task=None))
    gone = set(doomed.get("visit", ()))
    for batch in batches(doomed.get("candidate", ())):
        names = _names(connection, _CANDIDATE.c.id.in_(batch))
        for visit, row in _parts_about(connection, batch):
            if visit not in gone:
                _leave(connection, visit, row, batch, names)


def _leave(connection: sa.Connection, visit: UUID, row: UUID, people: Sequence[UUID], names: Iterable[str]) -> None:
    beside = _rows_beside(connection, visit, row)
    paths = (f"subjects/{row}/", *(f"{name}/{key}/" for name, key in beside))
    for path in paths:
        mine = HISTORY.c.path.startswith(path, autoescape=True)
        connection.execute(sa.delete(HISTORY).where(HISTORY.c.root_id == visit, mine))
    now = connection.execute(sa.select(_SUBJECT.c.candidate).where(_SUBJECT.c.id == row)).first()
    if now is None or now.candidate in people:  # else it is about somebody else by now
        for name, table in _BESIDE.items():
            ours = [key for of, key in beside if of == name]
            connection.execute(sa.delete(table).where(table.c.id.in_(ours) & (table.c.subject == row)))
        connection.execute(sa.delete(_SUBJECT).where(_SUBJECT.c.id == row))
        _cut_draft(connection, visit, paths, str(row))
    _unname(connection, visit, names)
    marks.forget(connection, [visit])


def _parts_about(connection: sa.Connection, people: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    """Visit and row of what was said about people, also where it was taken out or is about somebody else by now."""
    query = (
        sa.select(_VISIT.c.id, _SUBJECT.c.id)
        .join(_SUBJECT, _SUBJECT.c.parent_rid == _VISIT.c.rid)
        .where(_SUBJECT.c.candidate.in_(people))
    )
    found = dict.fromkeys((visit, row) for visit, row in connection.execute(query))
    names = [json.dumps(str(key)) for key in people]
    told = sa.select(HISTORY.c.root_id, HISTORY.c.path).where(
        HISTORY.c.record == "visit", HISTORY.c.old.in_(names) | HISTORY.c.new.in_(names)
    )
    for visit, path in connection.execute(told):
        if about := ABOUT.fullmatch(path):
            found[visit, UUID(about[1])] = None
    return list(found)


def _rows_beside(connection: sa.Connection, visit: UUID, subject: UUID) -> list[tuple[str, UUID]]:
    """List and id of the rows that are, or once were, about a part of a visit."""
    found: dict[tuple[str, UUID], None] = {}
    for name, table in _BESIDE.items():
        mine = connection.execute(sa.select(table.c.id).where(table.c.subject == subject)).scalars()
        found |= {(name, key): None for key in mine}
    named = json.dumps(str(subject))
    told = sa.select(HISTORY.c.path).where(
        HISTORY.c.root_id == visit, (HISTORY.c.old == named) | (HISTORY.c.new == named)
    )
    for path in connection.execute(told).scalars():
        if (beside := _SAID.fullmatch(path)) and beside[1] in _BESIDE:
            found[beside[1], UUID(beside[2])] = None
    return list(found)


# -- drafts ------------------------------------------------------------------------------------------------------------


def _cut_draft(connection: sa.Connection, visit: UUID, paths: Sequence[str], row: str) -> None:
    changes = _draft(connection, visit)
    if changes is None:
        return
    typed = [beside for key, plain in changes.items() if plain == row and (beside := _SAID.fullmatch(key))]
    paths = (*paths, *(f"{beside[1]}/{beside[2]}/" for beside in typed))
    changes = {key: plain for key, plain in changes.items() if not key.removeprefix(HALF).startswith(paths)}
    gone = {path.split("/")[1] for path in paths}
    for name in ("subjects", *_BESIDE):
        if name in changes:
            changes[name] = [key for key in changes[name] if key not in gone]
        if (half := changes.pop(HALF + name, None)) and (left := _half_without(half, row)):
            changes[HALF + name] = left
    _keep(connection, visit, changes)


def _half_without(half: str, row: str) -> str:
    """Half lines of a list without that of one part; where one was is forgotten when it was there."""
    found = None
    with suppress(ValueError, TypeError):
        found = json.loads(half)
    if not isinstance(found, dict):
        return half
    if row in found.values():
        return ""
    left = {key: typed for key, typed in found.items() if key != row}
    return json.dumps(left, ensure_ascii=False) if left else ""


def _draft(connection: sa.Connection, visit: UUID) -> dict[str, Any] | None:
    found = connection.execute(sa.select(DRAFT.c.changes).where(DRAFT.c.root_id == visit)).scalar()
    return None if found is None else json.loads(found)


def _keep(connection: sa.Connection, visit: UUID, changes: Mapping[str, Any]) -> None:
    text = json.dumps(changes, ensure_ascii=False)
    connection.execute(sa.update(DRAFT).where(DRAFT.c.root_id == visit).values(changes=text))


# -- names -------------------------------------------------------------------------------------------------------------


def _names(connection: sa.Connection, whose: sa.ColumnElement[bool]) -> set[str]:
    """What people may be called among those who were there."""
    query = sa.select(_CANDIDATE.c.name_used, _CANDIDATE.c.family_name).where(whose)
    pairs = [(row.name_used or "", row.family_name or "") for row in connection.execute(query)]
    return {name for used, family in pairs for name in (used, f"{used} {family}".strip()) if name.strip()}


def _unname(connection: sa.Connection, visit: UUID, names: Iterable[str]) -> None:
    """Take names out of who was there, now, before and half typed. A name that somebody who stays has too may stay."""
    others = sa.select(_SUBJECT.c.candidate).join(_VISIT, _SUBJECT.c.parent_rid == _VISIT.c.rid)
    closed = set(names) - _names(connection, _CANDIDATE.c.id.in_(others.where(_VISIT.c.id == visit)))
    if not closed:
        return
    there: Sequence[str] = connection.execute(sa.select(_VISIT.c.present).where(_VISIT.c.id == visit)).scalar() or ()
    if (left := unnamed(there, closed)) != tuple(there):
        connection.execute(sa.update(_VISIT).where(_VISIT.c.id == visit).values(present=left))
    told = sa.select(HISTORY.c.rid, HISTORY.c.old, HISTORY.c.new).where(
        HISTORY.c.root_id == visit, HISTORY.c.path == _PRESENT
    )
    for row in connection.execute(told).all():
        lines = [line for text in (row.old, row.new) if text for line in json.loads(text) or ()]
        if unnamed(lines, closed) != tuple(lines):
            connection.execute(sa.delete(HISTORY).where(HISTORY.c.rid == row.rid))
    changes = _draft(connection, visit)
    if changes and _PRESENT in changes:
        _keep(connection, visit, changes | {_PRESENT: list(unnamed(changes[_PRESENT] or (), closed))})
