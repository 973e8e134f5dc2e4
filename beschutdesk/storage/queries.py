"""What lists show, read by columns and not by loading dossiers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.fields import REGISTRY, Kind
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.time import current_phase, week_of
from beschutdesk.storage.mapping import DIRECTORY, DRAFT, TABLES
from beschutdesk.storage.raw import Connection, run

CANDIDATE, EMPLOYER, PLACEMENT, PHASE = (TABLES[n] for n in ("candidate", "employer", "placement", "placement_phase"))
TASK_LIST, TASK = TABLES["task_list"], TABLES["carved_task"]
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A candidate in a list.

    Attributes:
        rid: directory rid, the key of the list.
        title: roepnaam and achternaam.
        initials: at most two letters.
        phase: the phase in words, with its week where that is known; empty without a placement.
        employer: where the running placement is; empty without one.
        has_draft: whether something is typed and not saved.
    """

    rid: int
    id: UUID
    title: str
    initials: str
    state: str
    phase: str
    employer: str
    has_draft: bool


@dataclass(frozen=True, slots=True)
class _Phase:
    kind: PhaseKind | None
    since: date | None
    until: date | None


def initials(title: str) -> str:
    """First letter of the first and of the last word."""
    words = [word for word in title.split() if word[0].isalpha()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def candidate_lines(connection: sa.Connection, rids: Sequence[int], today: date) -> list[CandidateLine]:
    """The lines for these directory rids, in that order."""
    people = {
        row.rid: row
        for row in connection.execute(
            sa.select(DIRECTORY.c.rid, DIRECTORY.c.root_id, DIRECTORY.c.title, DIRECTORY.c.state).where(
                DIRECTORY.c.rid.in_(rids)
            )
        )
    }
    ids = [row.root_id for row in people.values()]
    places = _running_placements(connection, ids, today)
    placement_ids = [row.id for row in places.values()]
    drafts = set(
        connection.execute(sa.select(DRAFT.c.root_id).where(DRAFT.c.root_id.in_(ids + placement_ids))).scalars()
    )
    phases = _phases(connection, [row.rid for row in places.values()])
    lines = []
    for rid in rids:
        if (person := people.get(rid)) is None:
            continue  # gone since the list was made
        place = places.get(person.root_id)
        lines.append(
            CandidateLine(
                rid,
                person.root_id,
                person.title or "zonder naam",
                initials(person.title),
                person.state,
                phase_words(phases.get(place.rid, []), today) if place else "",
                (place.employer_name or "") if place else "",
                person.root_id in drafts or (place is not None and place.id in drafts),
            )
        )
    return lines


def _running_placements(connection: sa.Connection, candidates: Sequence[UUID], today: date) -> dict[UUID, Any]:
    statement = (
        sa.select(PLACEMENT.c.rid, PLACEMENT.c.id, PLACEMENT.c.candidate, EMPLOYER.c.name.label("employer_name"))
        .select_from(PLACEMENT.outerjoin(EMPLOYER, PLACEMENT.c.employer == EMPLOYER.c.id))
        .where(
            PLACEMENT.c.candidate.in_(candidates),
            PLACEMENT.c.deleted_at.is_(None),
            sa.or_(PLACEMENT.c.ended_on.is_(None), PLACEMENT.c.ended_on >= today),
        )
        .order_by(PLACEMENT.c.rid)
    )
    return {row.candidate: row for row in connection.execute(statement)}  # the latest wins


def _phases(connection: sa.Connection, placements: Sequence[int]) -> dict[int, list[_Phase]]:
    statement = sa.select(PHASE.c.parent_rid, PHASE.c.kind, PHASE.c.since, PHASE.c.until).where(
        PHASE.c.parent_rid.in_(placements)
    )
    out: dict[int, list[_Phase]] = {}
    for row in connection.execute(statement):
        out.setdefault(row.parent_rid, []).append(_Phase(row.kind, row.since, row.until))
    return out


def phase_words(phases: Sequence[Any], today: date) -> str:
    """The running phase: ``proefplaatsing, week 6 van 8``. Before the first or after the last phase: ``match``."""
    phase = current_phase(phases, today)
    if phase is None or phase.kind is None:
        return "match"
    words = str(phase.kind.label)
    if phase.kind in (PhaseKind.TRIAL, PhaseKind.TRIAL_EXTENDED) and (week := week_of(phase, today)):
        words += f", week {week[0]} van {week[1]}"
    return words


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
    phases = _phases(connection, [row.rid for row in rows])
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
    return []  # werkbezoeken are not kept yet


_TABLES = {
    "candidates": _candidates,
    "employers": _employers,
    "placements": _placements,
    "visits": _visits,
    "tasks": _tasks,
}
