"""What of visits is read by columns for paper: which ones came before, which are in a period, who else works there."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.values import Appointment
from beschutdesk.dossier.visit import Medium, VisitState
from beschutdesk.rules.time import days_after
from beschutdesk.storage.mapping import TABLES
from beschutdesk.storage.raw import rows
from beschutdesk.storage.visit_listing import begins

_VISIT, _SUBJECT, _CANDIDATE, _PLACEMENT = (TABLES[n] for n in ("visit", "visit_subject", "candidate", "placement"))
_AGREEMENT, _LESSON = TABLES["visit_agreement"], TABLES["learning_moment"]
_TALKS = (Medium.VISIT, Medium.VIDEO, Medium.TALK, Medium.THREE_WAY, Medium.EVALUATION)
"""Contacts from which one counts to the next; a call or a mail in between ends nothing."""

_HELD: Any = sa.or_(_VISIT.c.state.is_(None), _VISIT.c.state == VisitState.DONE)
"""Contacts that were held; one that is kept without a state was too."""
_DAY: Any = sa.func.json_extract(_VISIT.c.at, "$.day")
_AT: Any = _DAY + "T" + sa.func.json_extract(_VISIT.c.at, "$.time")


def before(
    connection: sa.Connection, candidate: UUID, at: Appointment | None, but: UUID | None, *, house: UUID | None = None
) -> list[UUID]:
    """Ids of finished contacts with somebody before a moment that a report looks back at, the latest first.

    The first is the talk before this one. The others have an agreement or a tip that was still open on that day, or of
    which it was written down since what came of it. What belongs to whom, the caller sorts out.

    Args:
        connection: to read through.
        candidate: with whom.
        at: the moment; everything when there is none.
        but: id of the visit itself, if there is one.
        house: id of an employer: nothing that is known to have been about work elsewhere.
    """
    about = sa.select(_SUBJECT.c.parent_rid).where(_SUBJECT.c.candidate == candidate)
    where = [_VISIT.c.rid.in_(about), _VISIT.c.deleted_at.is_(None), _HELD, _VISIT.c.at.is_not(None)]
    if house is not None:
        place = _SUBJECT.outerjoin(_PLACEMENT, _SUBJECT.c.placement == _PLACEMENT.c.id)
        at_work = sa.func.coalesce(_PLACEMENT.c.employer, _VISIT.c.employer)
        part = sa.select(_SUBJECT.c.rid).select_from(place).correlate(_VISIT)
        part = part.where(_SUBJECT.c.parent_rid == _VISIT.c.rid, _SUBJECT.c.candidate == candidate)
        where.append(part.where(at_work.is_(None) | (at_work == house)).exists())
    if but is not None:
        where.append(_VISIT.c.id != but)
    if at is not None:
        moment = f"{at.day.isoformat()}T{at.at.isoformat('minutes')}"
        where.append(_AT.op("<")(moment))
    rows = connection.execute(
        sa.select(_VISIT.c.id, _VISIT.c.rid, _VISIT.c.medium, _DAY.label("day")).where(*where).order_by(_AT.desc())
    ).all()
    last = next((row for row in rows if row.medium in _TALKS), rows[0] if rows else None)
    if last is None:
        return []
    since = date.fromisoformat(last.day)
    with_rows = _looked_back_at(connection, [row.rid for row in rows], since)
    return [last.id, *(row.id for row in rows if row.rid in with_rows and row.id != last.id)]


def _looked_back_at(connection: sa.Connection, rids: Collection[int], since: date) -> set[int]:
    agreed = sa.select(_AGREEMENT.c.parent_rid).where(
        _AGREEMENT.c.parent_rid.in_(rids),
        sa.or_(
            sa.and_(_AGREEMENT.c.result.is_(None), _AGREEMENT.c.done_on.is_(None)),
            _AGREEMENT.c.done_on >= since,
        ),
    )
    learnt = sa.select(_LESSON.c.parent_rid).where(
        _LESSON.c.parent_rid.in_(rids), sa.or_(_LESSON.c.worked.is_(None), _LESSON.c.worked_on >= since)
    )
    return {rid for statement in (agreed, learnt) for rid in connection.execute(statement).scalars()}


def minutes(connection: sa.Connection, candidate: UUID, before_day: date, most: int) -> list[tuple[date, Any]]:
    """Days on which was written down how many minutes somebody was supervised, with them; the latest first."""
    rows = connection.execute(
        sa.select(_DAY.label("day"), _SUBJECT.c.supervision_minutes)
        .select_from(_SUBJECT.join(_VISIT, _SUBJECT.c.parent_rid == _VISIT.c.rid))
        .where(
            _SUBJECT.c.candidate == candidate,
            _SUBJECT.c.supervision_minutes.is_not(None),
            _VISIT.c.deleted_at.is_(None),
            _HELD,
            _DAY.op("<=")(before_day.isoformat()),
        )
        .order_by(_AT.desc())
        .limit(most)
    )
    return [(date.fromisoformat(row.day), row.supervision_minutes) for row in rows]


def with_reports(connection: sa.Connection, since: date, until: date) -> list[tuple[UUID, UUID]]:
    """Visit and part of the contacts with people in a period, oldest first: held, begun, and when nobody was met."""
    at = sa.type_coerce(_VISIT.c.at, sa.Text)
    statement = (
        sa.select(_VISIT.c.id, _SUBJECT.c.id)
        .join(_SUBJECT, _SUBJECT.c.parent_rid == _VISIT.c.rid)
        .where(
            _VISIT.c.deleted_at.is_(None),
            sa.or_(_VISIT.c.state.is_(None), _VISIT.c.state != VisitState.PLANNED),
            at >= begins(since),
            at < begins(days_after(until, 1)),
        )
        .order_by(_AT, _VISIT.c.rid, _SUBJECT.c.position)
    )
    return [(visit, part) for visit, part in connection.execute(statement)]


def names_at(connection: sa.Connection, employer: UUID, but: Iterable[UUID]) -> list[tuple[str, str]]:
    """Roepnaam and family name of the others who are or were placed at an employer."""
    statement = (
        sa.select(_CANDIDATE.c.name_used, _CANDIDATE.c.family_name)
        .where(
            _CANDIDATE.c.id.in_(sa.select(_PLACEMENT.c.candidate).where(_PLACEMENT.c.employer == employer)),
            _CANDIDATE.c.id.not_in(list(but)),
        )
        .order_by(_CANDIDATE.c.rid)
    )
    return [(row.name_used or "", row.family_name or "") for row in connection.execute(statement)]


def every_name(connection: sa.Connection) -> tuple[tuple[str, str], ...]:
    """Roepnaam and family name of everybody, also of who is in the trash."""
    found = rows(connection, "SELECT coalesce(name_used, ''), coalesce(family_name, '') FROM candidate ORDER BY rid")
    return tuple((used, family) for used, family in found)


def every_workplace(connection: sa.Connection) -> tuple[str, ...]:
    """The names of all employers, also of those in the trash."""
    return tuple(name for (name,) in rows(connection, "SELECT name FROM employer WHERE name != '' ORDER BY rid"))
