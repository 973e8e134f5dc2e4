"""What is dated about a person or an employer, read by columns: what a timeline and the waiting list are made of."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.storage.mapping import TABLES
from beschutdesk.storage.running import takes_place

_CANDIDATE, _EMPLOYER, _PLACEMENT = (TABLES[name] for name in ("candidate", "employer", "placement"))
_VISIT, _SUBJECT = TABLES["visit"], TABLES["visit_subject"]
_TASK_LIST, _TASK, _ISSUED = TABLES["task_list"], TABLES["carved_task"], TABLES["issued_document"]
_NAMED = _EMPLOYER.c.deleted_at.is_(None)
"""What was there stays; the name of an employer in the trash does not."""
_BATCH = 500

Rows = Sequence[Any]
"""Rows of a query, by attribute."""

_CONTACT = (
    _VISIT.c.id,
    (sa.func.json_extract(_VISIT.c.at, "$.day") + "T" + sa.func.json_extract(_VISIT.c.at, "$.time")).label("at"),
    *(sa.type_coerce(_VISIT.c[name], sa.Text).label(name) for name in ("medium", "state", "created_at", "created_by")),
)
"""What a timeline shows of a visit. There may be thousands, so choices come as their keys, moments as ISO text."""


THEMES = (
    ("tasks", "tasks_judgement"),
    ("team", "team_judgement"),
    ("supervision", "supervision_judgement"),
    ("worker_says", "worker_judgement"),
    ("employer_says", "employer_judgement"),
    ("conditions", "conditions_judgement"),
)
"""What is said at a visit about somebody at work, and how that goes. Private matters stay on the page of the visit."""

_PLACED = (
    "rid",
    "id",
    "ended_on",
    "end_reason",
    "next_step",
    "next_remark",
    "next_contact_on",
    "safety_net_on",
    "safety_net_with",
    "job_title",
)
"""What a timeline shows of a placement itself."""


# -- visits ------------------------------------------------------------------------------------------------------------


def visits_of(connection: sa.Connection, candidate: UUID) -> list[UUID]:
    """Ids of the visits and notes that a candidate is a subject of, oldest first; nothing in the trash."""
    subjects = sa.select(_SUBJECT.c.parent_rid).where(_SUBJECT.c.candidate == candidate)
    statement = sa.select(_VISIT.c.id).where(_VISIT.c.rid.in_(subjects), _VISIT.c.deleted_at.is_(None))
    return list(connection.execute(statement.order_by(_VISIT.c.rid)).scalars())


def contacts_with(connection: sa.Connection, candidate: UUID) -> Rows:
    """Visits and notes about a candidate.

    Each is: id, local moment, medium, state, written at, by, notes, employer's name, to whom it is narrowed, and then
    words and judgement of each of :data:`THEMES`.
    """
    statement = (
        sa.select(
            *_CONTACT,
            _SUBJECT.c.notes,
            _EMPLOYER.c.name.label("employer_name"),
            _SUBJECT.c.readers,
            *(sa.type_coerce(_SUBJECT.c[name], sa.Text).label(name) for pair in THEMES for name in pair),
        )
        .select_from(
            _SUBJECT.join(_VISIT, _SUBJECT.c.parent_rid == _VISIT.c.rid).outerjoin(
                _EMPLOYER, (_VISIT.c.employer == _EMPLOYER.c.id) & _NAMED
            )
        )
        .where(_SUBJECT.c.candidate == candidate, _VISIT.c.deleted_at.is_(None))
    )
    return connection.execute(statement).all()


def contacts_at(connection: sa.Connection, employer: UUID) -> Rows:
    """Visits and notes at an employer: id, local moment, medium, state, written at, by, notes, row number."""
    statement = sa.select(
        *_CONTACT,
        _VISIT.c.notes,
        _VISIT.c.rid,
    ).where(_VISIT.c.employer == employer, _VISIT.c.deleted_at.is_(None))
    return connection.execute(statement).all()


def subjects_at(connection: sa.Connection, employer: UUID) -> Rows:
    """Who was seen on the visits at an employer; nobody who is in the trash."""
    statement = (
        sa.select(_SUBJECT.c.parent_rid, _SUBJECT.c.readers, _CANDIDATE.c.name_used, _CANDIDATE.c.family_name)
        .select_from(
            _SUBJECT.join(_VISIT, _SUBJECT.c.parent_rid == _VISIT.c.rid).join(
                _CANDIDATE, _SUBJECT.c.candidate == _CANDIDATE.c.id
            )
        )
        .where(_VISIT.c.employer == employer, _VISIT.c.deleted_at.is_(None), _CANDIDATE.c.deleted_at.is_(None))
        .order_by(_SUBJECT.c.position)
    )
    return connection.execute(statement).all()


def beside(
    connection: sa.Connection, record: str, *, candidate: UUID | None = None, employer: UUID | None = None
) -> Rows:
    """Rows of the visits about a person or at an employer, with id and day of the visit.

    Beside them stand the name of whom each is about, to whom that part is narrowed, and its placement; a row about
    nobody has none of these, and is about no person. Nothing in the trash, and nothing about somebody who is there.
    """
    table = TABLES[record]
    day = sa.type_coerce(sa.func.json_extract(_VISIT.c.at, "$.day"), sa.Date)
    statement = (
        sa.select(
            table,
            _VISIT.c.id.label("visit"),
            day.label("day"),
            _SUBJECT.c.readers.label("subject_readers"),
            _SUBJECT.c.placement.label("subject_placement"),
            _CANDIDATE.c.name_used,
            _CANDIDATE.c.family_name,
        )
        .select_from(
            table.join(_VISIT, table.c.parent_rid == _VISIT.c.rid)
            .outerjoin(_SUBJECT, table.c.subject == _SUBJECT.c.id)
            .outerjoin(_CANDIDATE, _SUBJECT.c.candidate == _CANDIDATE.c.id)
        )
        .where(_VISIT.c.deleted_at.is_(None))
        .order_by(_VISIT.c.rid, table.c.position)
    )
    if candidate is not None:
        statement = statement.where(_SUBJECT.c.candidate == candidate)
    if employer is not None:
        statement = statement.where(_VISIT.c.employer == employer, _CANDIDATE.c.deleted_at.is_(None))
    return connection.execute(statement).all()


# -- roots and their rows ----------------------------------------------------------------------------------------------


def root(connection: sa.Connection, record: str, key: UUID) -> Any:
    """The row of a root, or ``None``."""
    table = TABLES[record]
    return connection.execute(sa.select(table).where(table.c.id == key)).first()


def rows_of(connection: sa.Connection, record: str, parents: Iterable[int]) -> Rows:
    """The rows of this record under these roots, in their order."""
    table, wanted, found = TABLES[record], list(parents), list[Any]()
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        found += connection.execute(
            sa.select(table).where(table.c.parent_rid.in_(part)).order_by(table.c.parent_rid, table.c.position)
        ).all()
    return found


def placements(connection: sa.Connection, *, candidate: UUID | None = None, employer: UUID | None = None) -> Rows:
    """Placements of a person or at an employer with the names of both; nothing and nobody in the trash."""
    where: list[sa.ColumnElement[bool]] = [_PLACEMENT.c.deleted_at.is_(None), _CANDIDATE.c.deleted_at.is_(None)]
    if candidate is not None:
        where = [_PLACEMENT.c.deleted_at.is_(None), _PLACEMENT.c.candidate == candidate]
    if employer is not None:
        where.append(_PLACEMENT.c.employer == employer)
    statement = (
        sa.select(
            *(_PLACEMENT.c[name] for name in _PLACED),
            _CANDIDATE.c.name_used,
            _CANDIDATE.c.family_name,
            _EMPLOYER.c.name.label("employer_name"),
        )
        .select_from(
            _PLACEMENT.outerjoin(_CANDIDATE, _PLACEMENT.c.candidate == _CANDIDATE.c.id).outerjoin(
                _EMPLOYER, (_PLACEMENT.c.employer == _EMPLOYER.c.id) & _NAMED
            )
        )
        .where(*where)
        .order_by(_PLACEMENT.c.rid)
    )
    return connection.execute(statement).all()


def tasks(connection: sa.Connection, placement_ids: Sequence[UUID]) -> Rows:
    """Tasks with a first day, of the lists of these placements."""
    statement = (
        sa.select(
            _TASK.c.id,
            _TASK.c.name,
            _TASK.c.started_on,
            _TASK.c.readers,
            _TASK_LIST.c.id.label("list_id"),
            _TASK_LIST.c.placement,
        )
        .select_from(_TASK.join(_TASK_LIST, _TASK.c.parent_rid == _TASK_LIST.c.rid))
        .where(
            _TASK_LIST.c.placement.in_(placement_ids),
            _TASK_LIST.c.deleted_at.is_(None),
            _TASK.c.started_on.is_not(None),
        )
    )
    return connection.execute(statement).all()


def subsidy_steps(connection: sa.Connection, placement_ids: Sequence[UUID]) -> Rows:
    """The steps of the applications of these placements, with the id of the application and of its placement."""
    step, subsidy = TABLES["subsidy_step"], TABLES["supervision_subsidy"]
    names = ("state", "happened_on", "amount", "since", "until", "reason", "due_on", "letter", "readers", "created_by")
    found: list[Any] = []
    for start in range(0, len(placement_ids), _BATCH):
        statement = (
            sa.select(subsidy.c.id.label("subsidy"), subsidy.c.placement, *(step.c[name] for name in names))
            .join(subsidy, subsidy.c.rid == step.c.parent_rid)
            .where(subsidy.c.placement.in_(placement_ids[start : start + _BATCH]), subsidy.c.deleted_at.is_(None))
            .order_by(subsidy.c.rid, step.c.position)
        )
        found += connection.execute(statement)
    return found


def issued(connection: sa.Connection, key: str, values: Sequence[UUID]) -> Rows:
    """Documents issued on a ``candidate`` or on ``placement``s."""
    statement = sa.select(_ISSUED).where(_ISSUED.c[key].in_(values), _ISSUED.c.deleted_at.is_(None))
    return connection.execute(statement).all()


# -- who waits, who takes a place --------------------------------------------------------------------------------------


def people(connection: sa.Connection) -> Rows:
    """What a list says of every candidate who is not in the trash."""
    columns = ("rid", "id", "name_used", "family_name", "municipality", "state")
    return connection.execute(
        sa.select(*(_CANDIDATE.c[name] for name in columns)).where(_CANDIDATE.c.deleted_at.is_(None))
    ).all()


def advices(connection: sa.Connection) -> Rows:
    """All advices, by candidate and in their order."""
    table = TABLES["advice"]
    columns = ("parent_rid", "requested_on", "decided_on", "outcome", "ended_on", "end_reason")
    return connection.execute(
        sa.select(*(table.c[name] for name in columns)).order_by(table.c.parent_rid, table.c.position)
    ).all()


def days_of(connection: sa.Connection, record: str) -> Rows:
    """Kind, first and last day of all phases or contracts, with the candidate and the end of the placement.

    Nothing of a placement in the trash. *record* is ``placement_phase`` or ``contract``.
    """
    table = TABLES[record]
    columns = (table.c[name] for name in ("parent_rid", "kind", "since", "until"))
    statement = (
        sa.select(_PLACEMENT.c.candidate, _PLACEMENT.c.ended_on, *columns)
        .select_from(_PLACEMENT.join(table, table.c.parent_rid == _PLACEMENT.c.rid))
        .where(_PLACEMENT.c.deleted_at.is_(None))
        .order_by(_PLACEMENT.c.rid, table.c.position)
    )
    return connection.execute(statement).all()


def taken(connection: sa.Connection, today: date, *, but: UUID | None = None) -> dict[UUID, int]:
    """How many people have a placement that runs, by employer; one candidate may be left out."""
    where: list[sa.ColumnElement[bool]] = [_PLACEMENT.c.employer.is_not(None), takes_place(today)]
    if but is not None:
        where.append(_PLACEMENT.c.candidate != but)
    statement = (
        sa.select(_PLACEMENT.c.employer, sa.func.count(_PLACEMENT.c.candidate.distinct()))
        .where(*where)
        .group_by(_PLACEMENT.c.employer)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def columns(connection: sa.Connection, record: str, names: Sequence[str], raw: Sequence[str] = ()) -> Rows:
    """These columns of every root of a record that is not in the trash; *raw* ones as the text that is kept."""
    table = TABLES[record]
    chosen = [sa.type_coerce(table.c[name], sa.Text).label(name) if name in raw else table.c[name] for name in names]
    return connection.execute(sa.select(*chosen).where(table.c.deleted_at.is_(None)).order_by(table.c.rid)).all()
