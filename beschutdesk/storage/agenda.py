"""What a calendar is made of, read by columns: planned contacts, and the rows of placements that have deadlines."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.storage.at_visits import OPEN
from beschutdesk.storage.mapping import CONTACT, TABLES
from beschutdesk.storage.notes import PLANNED

_CANDIDATE, _EMPLOYER, _PLACEMENT = (TABLES[name] for name in ("candidate", "employer", "placement"))
_VISIT, _SUBJECT, _PORTFOLIO = TABLES["visit"], TABLES["visit_subject"], TABLES["portfolio"]
_SUBSIDY = TABLES["supervision_subsidy"]

Rows = Sequence[Any]


def planned(connection: sa.Connection, since: date) -> Rows:
    """Contacts that are planned from a day on: row number, id, moment, medium and the place of the employer."""
    coming = sa.select(CONTACT.c.visit).where(CONTACT.c.what == PLANNED, CONTACT.c.day >= since)
    statement = (
        sa.select(_VISIT.c.rid, _VISIT.c.id, _VISIT.c.at, _VISIT.c.medium, _EMPLOYER.c.place)
        .select_from(_VISIT.outerjoin(_EMPLOYER, _VISIT.c.employer == _EMPLOYER.c.id))
        .where(_VISIT.c.id.in_(coming), _VISIT.c.deleted_at.is_(None))
        .order_by(_VISIT.c.rid)
    )
    return connection.execute(statement).all()


def subjects(connection: sa.Connection, since: date) -> Rows:
    """Whom those contacts are about: row number of the visit and the names; nobody who is in the trash."""
    coming = sa.select(CONTACT.c.visit).where(CONTACT.c.what == PLANNED, CONTACT.c.day >= since)
    statement = (
        sa.select(_SUBJECT.c.parent_rid, _CANDIDATE.c.name_used, _CANDIDATE.c.family_name)
        .select_from(
            _SUBJECT.join(_VISIT, _SUBJECT.c.parent_rid == _VISIT.c.rid).join(
                _CANDIDATE, _SUBJECT.c.candidate == _CANDIDATE.c.id
            )
        )
        .where(_VISIT.c.id.in_(coming), _CANDIDATE.c.deleted_at.is_(None))
        .order_by(_SUBJECT.c.parent_rid, _SUBJECT.c.position)
    )
    return connection.execute(statement).all()


def placements(connection: sa.Connection) -> Rows:
    """Placements of everybody whose dossier is open, with names and gemeente: nothing from the trash."""
    state = sa.type_coerce(_CANDIDATE.c.state, sa.Text)
    columns = ("rid", "id", "ended_on", "end_reason", "next_contact_on")
    statement = (
        sa.select(
            *(_PLACEMENT.c[name] for name in columns),
            *(_CANDIDATE.c[name] for name in ("name_used", "family_name", "municipality")),
        )
        .select_from(_PLACEMENT.join(_CANDIDATE, _PLACEMENT.c.candidate == _CANDIDATE.c.id))
        .where(
            _PLACEMENT.c.deleted_at.is_(None),
            _CANDIDATE.c.deleted_at.is_(None),
            state.is_(None) | (state != CandidateState.CLOSED.key),
        )
        .order_by(_PLACEMENT.c.rid)
    )
    return connection.execute(statement).all()


def rows(connection: sa.Connection, record: str, names: Sequence[str]) -> dict[int, list[Any]]:
    """These columns of every row of a record, by the row number of its placement."""
    table, out = TABLES[record], dict[int, list[Any]]()
    statement = sa.select(table.c.parent_rid, table.c.id, *(table.c[name] for name in names))
    for row in connection.execute(statement.order_by(table.c.parent_rid, table.c.position)):
        out.setdefault(row.parent_rid, []).append(row)
    return out


def promises(connection: sa.Connection, names: Sequence[str]) -> dict[int, list[Any]]:
    """These columns of the open agreements of visits, by the row number of the placement that they are about."""
    table, out = TABLES["visit_agreement"], dict[int, list[Any]]()
    statement = (
        sa.select(_PLACEMENT.c.rid.label("parent_rid"), table.c.id, *(table.c[name] for name in names))
        .select_from(
            table.join(_SUBJECT, table.c.subject == _SUBJECT.c.id)
            .join(_PLACEMENT, _SUBJECT.c.placement == _PLACEMENT.c.id)
            .join(_VISIT, table.c.parent_rid == _VISIT.c.rid)
        )
        .where(OPEN, _VISIT.c.deleted_at.is_(None))
        .order_by(_VISIT.c.rid, table.c.position)
    )
    for row in connection.execute(statement):
        out.setdefault(row.parent_rid, []).append(row)
    return out


def applications(connection: sa.Connection) -> dict[int, Any]:
    """The names of those for whom a subsidy was asked, by the row number of the application: nobody in the trash."""
    state = sa.type_coerce(_CANDIDATE.c.state, sa.Text)
    statement = (
        sa.select(_SUBSIDY.c.rid, _CANDIDATE.c.name_used, _CANDIDATE.c.family_name)
        .select_from(
            _SUBSIDY.join(_CANDIDATE, _SUBSIDY.c.candidate == _CANDIDATE.c.id).join(
                _PLACEMENT, _SUBSIDY.c.placement == _PLACEMENT.c.id
            )
        )
        .where(
            _SUBSIDY.c.deleted_at.is_(None),
            _PLACEMENT.c.deleted_at.is_(None),
            _CANDIDATE.c.deleted_at.is_(None),
            state.is_(None) | (state != CandidateState.CLOSED.key),
        )
        .order_by(_SUBSIDY.c.rid)
    )
    return {row.rid: row for row in connection.execute(statement)}


def portfolios(connection: sa.Connection, since: date) -> Rows:
    """Portfolios to look at again from a day on: id, day and the names of whose it is."""
    statement = (
        sa.select(_PORTFOLIO.c.id, _PORTFOLIO.c.review_on, _CANDIDATE.c.name_used, _CANDIDATE.c.family_name)
        .select_from(_PORTFOLIO.join(_CANDIDATE, _PORTFOLIO.c.candidate == _CANDIDATE.c.id))
        .where(_PORTFOLIO.c.deleted_at.is_(None), _CANDIDATE.c.deleted_at.is_(None), _PORTFOLIO.c.review_on >= since)
        .order_by(_PORTFOLIO.c.rid)
    )
    return connection.execute(statement).all()
