"""The lines of long lists, read by columns for the part that is in view. No dossier is loaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.contract import ContractKind
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.contracts import PHASES, latest
from beschutdesk.rules.time import current_phase, week_of
from beschutdesk.storage.mapping import TABLES
from beschutdesk.storage.raw import marks, rows
from beschutdesk.storage.running import RUNS, TAKES

CANDIDATE, EMPLOYER, PLACEMENT, PHASE = (TABLES[n] for n in ("candidate", "employer", "placement", "placement_phase"))
TERMS, SUPERVISOR, STAFF, CONTRACT = (TABLES[n] for n in ("terms", "supervisor", "contact", "contract"))

MATCH = "match"
"""Stands for the phase of a placement in which none runs today, and no contract."""


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
        supervisor: who guides there now.
        last_contact: the last day on which there was any.
        next_on, next_what: the first thing that comes: a planned visit, or the end of the phase.
        left: name of the employer where the last placement ended, maybe empty; ``None`` when one runs or none ended.
    """

    rid: int
    id: UUID
    title: str
    initials: str
    state: str
    phase: str
    employer: str
    has_draft: bool
    municipality: str = ""
    supervisor: str = ""
    last_contact: date | None = None
    next_on: date | None = None
    next_what: str = ""
    left: str | None = None


@dataclass(frozen=True, slots=True)
class EmployerLine:
    """An employer in a list.

    Attributes:
        rid: directory rid, the key of the list.
        places: how many there are, also those that are taken; ``None`` when nobody said.
        placed: how many people work there now.
        contact: the fixed contact person, else the first.
        last_contact: the last day on which there was any.
        next_on: the first planned visit.
        has_draft: whether something is typed and not saved.
    """

    rid: int
    id: UUID
    title: str
    initials: str
    place: str
    sector: str
    places: int | None
    placed: int
    contact: str
    last_contact: date | None
    next_on: date | None
    has_draft: bool

    @property
    def free(self) -> int | None:
        """Places that nobody has yet."""
        return None if self.places is None else max(0, self.places - self.placed)


@dataclass(frozen=True, slots=True)
class _Phase:
    kind: PhaseKind
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class _Signed:
    kind: ContractKind
    since: date
    until: date | None


def first_contact() -> Any:
    """The name of the fixed contact person of an employer, else of the first."""
    fixed = sa.type_coerce(STAFF.c.fixed, sa.Text)
    return (
        sa.select(STAFF.c.name)
        .where(STAFF.c.parent_rid == EMPLOYER.c.rid)
        .order_by(sa.case((fixed == "yes", 0), else_=1), STAFF.c.position)
        .limit(1)
        .correlate(EMPLOYER)
        .scalar_subquery()
    )


def initials(title: str) -> str:
    """First letter of the first and of the last word."""
    words = [word for word in title.split() if word[0].isalpha()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def candidate_lines(connection: sa.Connection, rids: Sequence[int], today: date) -> list[CandidateLine]:
    """The lines for these directory rids, in that order; those that are gone are left out."""
    return [line for part in _parts(rids) for line in _candidates(connection, part, today)]


def employer_lines(connection: sa.Connection, rids: Sequence[int], today: date) -> list[EmployerLine]:
    """The lines for these directory rids, in that order; those that are gone are left out."""
    return [line for part in _parts(rids) for line in _employers(connection, part, today)]


def _parts(rids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(rids), _MOST):
        yield rids[start : start + _MOST]


# -- as plain SQL, for the header asks it at every change of person and the list at every page -------------------------

_MOST: Final = 500
"""SQLite takes only so many values at once."""
_PEOPLE = """
    SELECT d.rid, d.root_id, d.title, d.state, c.municipality
    FROM directory d JOIN candidate c ON c.id = d.root_id WHERE d.rid IN ({marks})
"""
_PLACES = """
    SELECT placement.candidate, placement.rid, placement.id, e.name
    FROM placement LEFT JOIN employer e ON e.id = placement.employer
    WHERE placement.candidate IN ({marks}) AND {runs} ORDER BY placement.rid
"""
_LEFT = """
    SELECT placement.candidate, e.name FROM placement LEFT JOIN employer e ON e.id = placement.employer
    WHERE placement.candidate IN ({marks}) AND placement.deleted_at IS NULL AND placement.ended_on < ?
    ORDER BY placement.ended_on, placement.rid
"""
_PHASES = """
    SELECT parent_rid, kind, since, until FROM placement_phase
    WHERE parent_rid IN ({marks}) AND kind IS NOT NULL ORDER BY position
"""
_CONTRACTS = """
    SELECT parent_rid, kind, since, until FROM contract
    WHERE parent_rid IN ({marks}) AND kind IS NOT NULL AND since IS NOT NULL ORDER BY position
"""
_GUIDES = """
    SELECT t.parent_rid, s.name FROM terms t JOIN supervisor s ON s.id = t.supervisor
    WHERE t.parent_rid IN ({marks}) AND (t.valid_from IS NULL OR t.valid_from <= ?) ORDER BY t.valid_from, t.position
"""
_COMPANIES = """
    SELECT d.rid, d.root_id, d.title, e.place, e.sector, e.places,
        (SELECT s.name FROM contact s WHERE s.parent_rid = e.rid
         ORDER BY CASE WHEN s.fixed = 'yes' THEN 0 ELSE 1 END, s.position LIMIT 1)
    FROM directory d JOIN employer e ON e.id = d.root_id WHERE d.rid IN ({marks})
"""
_PLACED = """
    SELECT placement.employer, count(DISTINCT placement.candidate) FROM placement
    WHERE placement.employer IN ({marks}) AND {takes} GROUP BY placement.employer
"""
_DRAFTS = "SELECT root_id FROM draft WHERE root_id IN ({marks})"
_MET = """
    SELECT {who}, max(day) FROM directory_contact
    WHERE {who} IN ({marks}) AND what = 'met' AND day <= ? GROUP BY {who}
"""
_COMING = """
    SELECT {who}, min(day) FROM directory_contact
    WHERE {who} IN ({marks}) AND what = 'planned' AND day >= ? GROUP BY {who}
"""


def _candidates(connection: sa.Connection, rids: Sequence[int], today: date) -> Iterator[CandidateLine]:
    now = today.isoformat()
    people = {line[0]: line for line in rows(connection, _PEOPLE.format(marks=marks(rids)), rids)}
    ids = [line[1] for line in people.values()]
    asked = rows(connection, _PLACES.format(runs=RUNS, marks=marks(ids)), (*ids, now))
    places = {line[0]: line[1:] for line in asked}  # the latest wins
    running = [place[0] for place in places.values()]
    free = [key for key in ids if key not in places]
    left = {line[0]: line[1] or "" for line in rows(connection, _LEFT.format(marks=marks(free)), (*free, now))}
    drafts = _drafts(connection, [*ids, *(place[1] for place in places.values())])
    phases = phases_of(connection, running, today)
    guides = dict(rows(connection, _GUIDES.format(marks=marks(running)), (*running, now)))  # the latest wins
    met, coming = _contacts(connection, "candidate", ids, now)
    for rid in rids:
        if rid not in people:
            continue
        _, key, title, state, municipality = people[rid]
        place, key_of_place, employer = places.get(key, (None, None, ""))
        run = phases.get(place, []) if place else []
        next_on, next_what = _next(coming.get(key), run, today)
        yield CandidateLine(
            rid,
            UUID(bytes=key),
            title or "zonder naam",
            initials(title),
            state,
            phase_words(run, today) if place else "",
            employer or "",
            key in drafts or key_of_place in drafts,
            municipality or "",
            guides.get(place) or "",
            met.get(key),
            next_on,
            next_what,
            left.get(key),
        )


def _employers(connection: sa.Connection, rids: Sequence[int], today: date) -> Iterator[EmployerLine]:
    now = today.isoformat()
    found = {line[0]: line for line in rows(connection, _COMPANIES.format(marks=marks(rids)), rids)}
    ids = [line[1] for line in found.values()]
    placed = dict(rows(connection, _PLACED.format(takes=TAKES, marks=marks(ids)), (*ids, now)))
    met, coming = _contacts(connection, "employer", ids, now)
    drafts = _drafts(connection, ids)
    for rid in rids:
        if rid not in found:
            continue
        _, key, title, place, sector, places, contact = found[rid]
        yield EmployerLine(
            rid,
            UUID(bytes=key),
            title or "zonder naam",
            initials(title),
            place or "",
            sector or "",
            places,
            placed.get(key, 0),
            contact or "",
            met.get(key),
            coming.get(key),
            key in drafts,
        )


def _drafts(connection: sa.Connection, ids: Sequence[bytes]) -> set[bytes]:
    return {line[0] for line in rows(connection, _DRAFTS.format(marks=marks(ids)), ids)}


def _contacts(
    connection: sa.Connection, who: str, ids: Sequence[bytes], now: str
) -> tuple[dict[bytes, date], dict[bytes, date]]:
    """The last day of contact and the first planned one."""
    last, first = (
        {
            key: date.fromisoformat(day)
            for key, day in rows(connection, statement.format(who=who, marks=marks(ids)), (*ids, now))
        }
        for statement in (_MET, _COMING)
    )
    return last, first


def _next(planned: date | None, phases: Sequence[_Phase], today: date) -> tuple[date | None, str]:
    phase = current_phase(phases, today)
    ends = phase.until if phase else None
    if planned is not None and (ends is None or planned <= ends):
        return planned, "bezoek"
    return (ends, f"einde {phase.kind.label}") if ends and phase else (None, "")


def phases_of(connection: sa.Connection, placements: Sequence[int], today: date) -> dict[int, list[_Phase]]:
    """The phases of placements, by rid; where nobody drew one for today, the contract that runs is one of them."""
    out: dict[int, list[_Phase]] = {}
    signed: dict[int, list[_Signed]] = {}
    for part in _parts(placements):
        for owner, kind, since, until in rows(connection, _PHASES.format(marks=marks(part)), part):
            out.setdefault(owner, []).append(_Phase(PhaseKind.from_key(kind), _day(since), _day(until)))
        for owner, kind, since, until in rows(connection, _CONTRACTS.format(marks=marks(part)), part):
            paper = _Signed(ContractKind.from_key(kind), date.fromisoformat(since), _day(until))
            signed.setdefault(owner, []).append(paper)
    for owner, papers in signed.items():
        known = out.setdefault(owner, [])
        if current_phase(known, today) is None and (one := latest(papers, today)) is not None:
            known.append(_Phase(PHASES[one.kind], one.since, one.until))
    return out


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def phase_words(phases: Sequence[Any], today: date) -> str:
    """The running phase: ``proefplaatsing, week 6 van 8``. Where none runs: ``match``."""
    phase = current_phase(phases, today)
    if phase is None or phase.kind is None:
        return MATCH
    words = str(phase.kind.label)
    if phase.kind in (PhaseKind.TRIAL, PhaseKind.TRIAL_EXTENDED) and (week := week_of(phase, today)):
        words += f", week {week[0]} van {week[1]}"
    return words
