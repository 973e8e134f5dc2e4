"""What is beside placements: trips that are planned or not written out, closed dossiers, the desk itself."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.fields import REGISTRY, Kind
from beschutdesk.dossier.values import Appointment
from beschutdesk.rules.signals.situation import Person, Trip, called, together
from beschutdesk.storage import at_visits
from beschutdesk.storage.mapping import DIRECTORY, TABLES
from beschutdesk.storage.situations import parts

_BATCH: Final = 500
_PLANS: Final = frozenset({"next_on", "due_on"})
"""Days on which something was meant to happen: of a closed dossier nobody knows whether it did."""
_CANDIDATE, _EMPLOYER = TABLES["candidate"], TABLES["employer"]
_VISIT, _SUBJECT = TABLES["visit"], TABLES["visit_subject"]


def trips(connection: sa.Connection, until: date) -> list[Trip]:
    """Visits that are planned up to a day, also those whose day is past, reports that were begun, and visits at which
    something was agreed that is open and about no placement.
    """
    agreed = at_visits.loose(connection)
    query = (
        sa.select(
            _VISIT.c.rid, _VISIT.c.id, _VISIT.c.at, _VISIT.c.medium, _VISIT.c.state, _EMPLOYER.c.name.label("employer")
        )
        .select_from(_VISIT.outerjoin(_EMPLOYER, _VISIT.c.employer == _EMPLOYER.c.id))
        .where(_VISIT.c.deleted_at.is_(None))
    )
    open_ones = query.where(sa.text("visit.state IN ('planned', 'concept')")).where(
        (sa.type_coerce(_VISIT.c.state, sa.Text) == "concept")
        | (sa.func.json_extract(_VISIT.c.at, "$.day") <= until.isoformat())
    )
    found = list(connection.execute(open_ones))
    others = sorted(agreed.keys() - {row.rid for row in found})
    for part in parts(others):
        found += connection.execute(query.where(_VISIT.c.rid.in_(part)))
    about: dict[int, dict[UUID, str]] = defaultdict(dict)
    gone: set[int] = set()
    for part in parts([row.rid for row in found]):
        names = (
            sa.select(
                _SUBJECT.c.parent_rid,
                _CANDIDATE.c.id,
                _CANDIDATE.c.name_used,
                _CANDIDATE.c.family_name,
                _CANDIDATE.c.deleted_at,
            )
            .select_from(_SUBJECT.join(_CANDIDATE, _SUBJECT.c.candidate == _CANDIDATE.c.id))
            .where(_SUBJECT.c.parent_rid.in_(part))
            .order_by(_SUBJECT.c.position)
        )
        for one in connection.execute(names):
            if one.deleted_at is None:
                about[one.parent_rid][one.id] = called(one.name_used, one.family_name)
            else:
                gone.add(one.parent_rid)
    out = []
    for row in found:
        people = about.get(row.rid, {})
        if row.rid in gone and not people:  # about nobody who is not in the trash
            continue
        at = row.at if isinstance(row.at, Appointment) else None
        out.append(
            Trip(
                root=row.id,
                at=at,
                medium=row.medium,
                state=row.state,
                who=together(list(people.values())),
                beside=row.employer or "",
                people=tuple(people),
                agreements=[one for _, one in agreed.get(row.rid, ())],
            )
        )
    return out


def closed(connection: sa.Connection, before: date) -> list[Person]:
    """Closed dossiers in which nothing happened on or after a day."""
    rows = ", ".join(f"({_last_of(record)})" for record in REGISTRY["placement"].children.values())
    query = sa.text(f"""
        WITH shut AS MATERIALIZED (
            SELECT c.id, c.name_used, c.family_name, c.municipality, max(
                coalesce((SELECT max(day) FROM directory_contact WHERE candidate = c.id AND what = 'met'), ''),
                coalesce((SELECT max(max(coalesce(p.ended_on, ''), coalesce(p.next_contact_on, '')))
                          FROM placement p WHERE p.candidate = c.id), ''),
                coalesce((SELECT max(max(coalesce(a.decided_on, ''), coalesce(a.ended_on, ''))) FROM advice a
                          WHERE a.parent_rid = c.rid), '')) AS last
            FROM candidate c WHERE c.state = 'closed' AND c.deleted_at IS NULL),
        old AS MATERIALIZED (SELECT * FROM shut WHERE last <= :before)
        SELECT * FROM (
            SELECT c.id, c.name_used, c.family_name, c.municipality, max(c.last, {rows},
                coalesce((SELECT max(issued_on) FROM issued_document WHERE candidate = c.id), '')) AS last
            FROM old c)
        WHERE last BETWEEN '1' AND :before
    """)  # noqa: S608 - put together of names that are declared
    return [
        Person(
            root=UUID(bytes=row.id),
            who=called(row.name_used, row.family_name),
            municipality=row.municipality or "",
            last_day=date.fromisoformat(row.last),
        )
        for row in connection.execute(query, {"before": before.isoformat()})
    ]


def _last_of(record: str) -> str:
    """The last day in the rows of a record under the placements of candidate ``c`` on which something was."""
    days = [spec.key for spec in REGISTRY[record].specs.values() if spec.kind is Kind.DAY and spec.key not in _PLANS]
    last = ", ".join(["''", "''", *(f"coalesce(r.{day}, '')" for day in days)])
    return (
        f"SELECT coalesce(max(max({last})), '') FROM {record} r JOIN placement p ON p.rid = r.parent_rid"  # noqa: S608
        " WHERE p.candidate = c.id"
    )


def subsidised(connection: sa.Connection, today: date) -> int:
    """How many placements have a wage subsidy that runs."""
    query = sa.text("""
        SELECT count(DISTINCT p.rid) FROM instrument i JOIN placement p ON p.rid = i.parent_rid
        LEFT JOIN candidate c ON c.id = p.candidate
        WHERE i.kind = 'wage_subsidy' AND i.state = 'granted'
          AND (i.since IS NULL OR i.since <= :today) AND (i.until IS NULL OR i.until >= :today)
          AND c.deleted_at IS NULL AND p.deleted_at IS NULL AND (p.ended_on IS NULL OR p.ended_on >= :today)
    """)
    return int(connection.execute(query, {"today": today.isoformat()}).scalar_one())


def titles(connection: sa.Connection, keys: Sequence[UUID]) -> dict[UUID, str]:
    """How records are called in lists."""
    query = sa.select(DIRECTORY.c.root_id, DIRECTORY.c.title)
    found: dict[UUID, str] = {}
    for start in range(0, len(keys), _BATCH):
        part = keys[start : start + _BATCH]
        found |= {row.root_id: row.title for row in connection.execute(query.where(DIRECTORY.c.root_id.in_(part)))}
    return found


def dossiers(connection: sa.Connection) -> int:
    """How many candidates there are."""
    return int(connection.execute(sa.select(sa.func.count()).where(_CANDIDATE.c.deleted_at.is_(None))).scalar_one())


def municipalities(connection: sa.Connection) -> list[tuple[UUID, str]]:
    """The gemeente of every candidate."""
    query = sa.select(_CANDIDATE.c.id, _CANDIDATE.c.municipality).where(_CANDIDATE.c.deleted_at.is_(None))
    return [(row.id, row.municipality or "") for row in connection.execute(query)]


def placements(connection: sa.Connection) -> list[tuple[int, str]]:
    """The row number of every placement, with the gemeente of its candidate."""
    place = TABLES["placement"]
    query = sa.select(place.c.rid, _CANDIDATE.c.municipality).join(_CANDIDATE, place.c.candidate == _CANDIDATE.c.id)
    return [(row.rid, row.municipality or "") for row in connection.execute(query.where(place.c.deleted_at.is_(None)))]
