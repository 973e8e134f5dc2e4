"""What lists show, read by columns and not by loading dossiers."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.fields import REGISTRY, Kind
from beschutdesk.storage.lines import candidate_lines, phase_words, phases_of
from beschutdesk.storage.mapping import DIRECTORY, TABLES
from beschutdesk.storage.raw import Connection, run

CANDIDATE, EMPLOYER, PLACEMENT = (TABLES[n] for n in ("candidate", "employer", "placement"))
TASK_LIST, TASK = TABLES["task_list"], TABLES["carved_task"]
VISIT, SUBJECT = TABLES["visit"], TABLES["visit_subject"]
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


def placements_of(connection: sa.Connection, candidate: UUID) -> list[UUID]:
    """Ids of a candidate's placements, the latest first."""
    statement = (
        sa.select(PLACEMENT.c.id)
        .where(PLACEMENT.c.candidate == candidate, PLACEMENT.c.deleted_at.is_(None))
        .order_by(PLACEMENT.c.rid.desc())
    )
    return list(connection.execute(statement).scalars())


def ids_where(connection: sa.Connection, record: str, key: str, value: UUID) -> list[UUID]:
    """Ids of roots whose reference field points to a record, oldest first; nothing in the trash."""
    table = TABLES[record]
    statement = sa.select(table.c.id).where(table.c[key] == value, table.c.deleted_at.is_(None)).order_by(table.c.rid)
    return list(connection.execute(statement).scalars())


def root_of(connection: sa.Connection, record: str, key: UUID) -> UUID | None:
    """Id of the root that a row stands in; ``None`` when there is no such row."""
    row, root = TABLES[record], TABLES[REGISTRY[record].parent]
    joined = row.join(root, row.c.parent_rid == root.c.rid)
    found: UUID | None = connection.execute(sa.select(root.c.id).select_from(joined).where(row.c.id == key)).scalar()
    return found


def every_id(connection: sa.Connection, record: str) -> list[UUID]:
    """Ids of all roots of a record, also those in the trash."""
    return list(connection.execute(sa.select(TABLES[record].c.id)).scalars())


def exists(connection: sa.Connection, record: str, key: UUID) -> bool:
    """Whether there is such a root, also in the trash."""
    table = TABLES[record]
    return connection.execute(sa.select(table.c.rid).where(table.c.id == key)).first() is not None


def all_ids(connection: sa.Connection, record: str) -> list[UUID]:
    """Ids of all roots of a record that are not in the trash, oldest first."""
    table = TABLES[record]
    statement = sa.select(table.c.id).where(table.c.deleted_at.is_(None)).order_by(table.c.rid)
    return list(connection.execute(statement).scalars())


def attached(connection: Connection) -> set[str]:
    """Digests of all files that anything in the vault names: records, also in the trash, history and drafts.

    Takes one too many rather than one too few: what it leaves out may be removed.
    """
    found: set[str] = set()
    keys: set[str] = set()
    for shape in REGISTRY.values():
        for spec in shape.specs.values():
            if spec.kind is Kind.ATTACHMENT:
                keys.add(spec.key)
                _take_digests(connection, f'SELECT "{spec.key}" FROM "{shape.name}"', (), found)  # noqa: S608 - declared
    for key in keys:
        where = "(path = ? OR path LIKE ?)", (key, f"%/{key}")
        for column in ("old", "new"):
            _take_digests(connection, f'SELECT "{column}" FROM history WHERE {where[0]}', where[1], found)  # noqa: S608
    _take_digests(connection, "SELECT changes FROM draft", (), found)
    return found


def _take_digests(connection: Connection, statement: str, values: tuple[str, ...], found: set[str]) -> None:
    for (text,) in run(connection, statement, values):
        if text is not None:
            found.update(_DIGEST.findall(text))


def table(connection: sa.Connection, what: str, today: date) -> list[dict[str, Any]]:
    """The rows of a list as plain objects, with ``id`` and the display names.

    Raises:
        KeyError: there is no such list.
    """
    return _TABLES[what](connection, today)


def _candidates(connection: sa.Connection, today: date) -> list[dict[str, Any]]:
    listed = sa.select(DIRECTORY.c.rid).where(DIRECTORY.c.record == "candidate", DIRECTORY.c.in_trash == sa.false())
    rids = list(connection.execute(listed.order_by(DIRECTORY.c.sort)).scalars())
    return [
        {
            "id": str(line.id),
            "name": line.title,
            "state": line.state,
            "phase": line.phase,
            "employer": line.employer,
        }
        for line in candidate_lines(connection, rids, today)
    ]


def _employers(connection: sa.Connection, today: date) -> list[dict[str, Any]]:
    statement = (
        sa.select(EMPLOYER.c.id, EMPLOYER.c.name, EMPLOYER.c.place)
        .where(EMPLOYER.c.deleted_at.is_(None))
        .order_by(EMPLOYER.c.name)
    )
    return [{"id": str(row.id), "name": row.name, "place": row.place} for row in connection.execute(statement)]


def _name(row: Any) -> str:
    return " ".join(part for part in (row.name_used, row.family_name) if part)


def _placements(connection: sa.Connection, today: date) -> list[dict[str, Any]]:
    statement = (
        sa.select(
            PLACEMENT.c.rid,
            PLACEMENT.c.id,
            PLACEMENT.c.job_title,
            CANDIDATE.c.name_used,
            CANDIDATE.c.family_name,
            EMPLOYER.c.name,
        )
        .select_from(
            PLACEMENT.outerjoin(CANDIDATE, PLACEMENT.c.candidate == CANDIDATE.c.id).outerjoin(
                EMPLOYER, PLACEMENT.c.employer == EMPLOYER.c.id
            )
        )
        .where(PLACEMENT.c.deleted_at.is_(None), CANDIDATE.c.deleted_at.is_(None))
        .order_by(PLACEMENT.c.rid)
    )
    rows = connection.execute(statement).all()
    phases = phases_of(connection, [row.rid for row in rows], today)
    return [
        {
            "id": str(row.id),
            "candidate": _name(row),
            "employer": row.name or "",
            "job_title": row.job_title,
            "phase": phase_words(phases.get(row.rid, []), today),
        }
        for row in rows
    ]


def _tasks(connection: sa.Connection, today: date) -> list[dict[str, Any]]:
    statement = (
        sa.select(TASK.c.id, TASK.c.name, TASK.c.state, CANDIDATE.c.name_used, CANDIDATE.c.family_name)
        .select_from(
            TASK.join(TASK_LIST, TASK.c.parent_rid == TASK_LIST.c.rid)
            .join(PLACEMENT, TASK_LIST.c.placement == PLACEMENT.c.id)
            .join(CANDIDATE, PLACEMENT.c.candidate == CANDIDATE.c.id)
        )
        .where(TASK_LIST.c.deleted_at.is_(None), CANDIDATE.c.deleted_at.is_(None))
        .order_by(TASK_LIST.c.rid, TASK.c.position)
    )
    return [
        {
            "id": str(row.id),
            "name": row.name,
            "state": row.state.key if row.state else "",
            "candidate": _name(row),
        }
        for row in connection.execute(statement)
    ]


def _visits(connection: sa.Connection, today: date) -> list[dict[str, Any]]:
    """Every contact with whom it was about, the oldest first; what was said stays out."""
    about = (
        sa.select(SUBJECT.c.parent_rid, CANDIDATE.c.name_used, CANDIDATE.c.family_name)
        .join(CANDIDATE, SUBJECT.c.candidate == CANDIDATE.c.id)
        .where(CANDIDATE.c.deleted_at.is_(None))
        .order_by(SUBJECT.c.parent_rid, SUBJECT.c.position)
    )
    people: dict[int, list[str]] = {}
    for row in connection.execute(about):
        people.setdefault(row.parent_rid, []).append(_name(row))
    statement = (
        sa.select(VISIT.c.rid, VISIT.c.id, VISIT.c.at, VISIT.c.medium, VISIT.c.state, EMPLOYER.c.name)
        .select_from(VISIT.outerjoin(EMPLOYER, VISIT.c.employer == EMPLOYER.c.id))
        .where(VISIT.c.deleted_at.is_(None))
    )
    found = sorted(connection.execute(statement).all(), key=lambda row: (row.at.day if row.at else date.min, row.rid))
    return [
        {
            "id": str(row.id),
            "day": row.at.day.isoformat() if row.at else "",
            "candidate": ", ".join(people.get(row.rid, [])),
            "employer": row.name or "",
            "medium": row.medium.key if row.medium else "",
            "state": row.state.key if row.state else "",
        }
        for row in found
    ]


_TABLES = {
    "candidates": _candidates,
    "employers": _employers,
    "placements": _placements,
    "visits": _visits,
    "tasks": _tasks,
}
