"""What Ctrl+K finds: people, employers, applications, notes and tasks, fast enough for every key.

Plain SQL past the compiler of SQLAlchemy, because every key asks six times. People and employers come by rank, except
for one or two letters, where the alphabet says more; notes and tasks come newest first, for ranking a hundred thousand
of them costs more than a key allows. What is close to a name is found by comparing with every word that names are made
of; reading those words from the index takes longer than comparing, so the caller keeps them while nothing changes.
"""

# ruff: noqa: S608 - the queries are put together of what is declared; what is asked comes in as values

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.storage.fold import query, words
from beschutdesk.storage.notes import ON_OFFER, SAID
from beschutdesk.storage.raw import marks, rows
from beschutdesk.storage.running import RUNS
from beschutdesk.storage.subsidy_listing import about

SHORT = 2
"""Up to so many letters names come in alphabetical order."""
_LONGEST = "\U0010ffff"
_MOST_ALIKE = 12

_BEGIN = """
    SELECT rid FROM directory WHERE record = ? AND in_trash = 0 AND sort >= ? AND sort < ? ORDER BY sort, rid LIMIT ?
"""
_RANKED = """
    SELECT d.rid, f.rank, d.sort FROM directory_fts_{record} f CROSS JOIN directory d ON d.rid = f.rowid
    WHERE directory_fts_{record} MATCH ? AND d.in_trash = 0 ORDER BY f.rank LIMIT ?
"""
_FOUND = """
    SELECT d.rid, 0, d.sort FROM directory_fts_{record} f CROSS JOIN directory d ON d.rid = f.rowid
    WHERE directory_fts_{record} MATCH ? AND d.in_trash = 0 LIMIT ?
"""
_WORDS = "SELECT term FROM directory_fts_{record}_words"
_STAMP = "SELECT max(rid) FROM audit"
_PEOPLE = """
    SELECT d.rid, d.root_id, d.title, d.sort, c.municipality, c.state,
        (SELECT e.name FROM placement JOIN employer e ON e.id = placement.employer
         WHERE placement.candidate = d.root_id AND {runs}
         ORDER BY placement.rid DESC LIMIT 1)
    FROM directory d JOIN candidate c ON c.id = d.root_id WHERE d.rid IN ({marks})
"""
_EMPLOYERS = """
    SELECT d.rid, d.root_id, d.title, d.sort, e.place, e.sector, e.rid
    FROM directory d JOIN employer e ON e.id = d.root_id WHERE d.rid IN ({marks})
"""
_STAFF = """
    SELECT parent_rid, name FROM supervisor WHERE parent_rid IN ({marks})
    UNION ALL SELECT parent_rid, name FROM contact WHERE parent_rid IN ({marks})
    UNION ALL SELECT parent_rid, name || ', ' || place FROM site WHERE parent_rid IN ({marks})
"""
_SHOWN = tuple(name for name in SAID if name != "private")
"""What a line may show of what was said about somebody. Private words are found and not shown: somebody may look on."""
_PARTS = " || ' ' || ".join(f"s.{name}" for name in _SHOWN)
_BESIDE = " || ".join(
    f"coalesce((SELECT ' ' || group_concat({text}, ' ') FROM {record} r WHERE r.parent_rid = v.rid"
    " AND r.subject IS n.subject), '')"
    for record, text in (
        ("visit_agreement", "r.what || ' ' || r.who || ' ' || r.remark"),
        ("tryout", "r.name || ' ' || r.own_words || ' ' || r.aid || ' ' || r.why"),
        ("learning_moment", "r.question || ' ' || r.tip || ' ' || r.worked_how"),
    )
)
_SAID = f"""CASE WHEN n.subject IS NULL THEN v.notes
            ELSE (SELECT {_PARTS} FROM visit_subject s WHERE s.id = n.subject)
        END || {_BESIDE}"""
_NOTES = f"""
    SELECT v.id, v.medium, n.day, c.id, coalesce(c.name_used, '') || ' ' || coalesce(c.family_name, ''), e.name,
        {_SAID}
    FROM directory_fts_note f CROSS JOIN directory_contact n ON n.rid = f.rowid CROSS JOIN visit v ON v.id = n.visit
    LEFT JOIN candidate c ON c.id = n.candidate LEFT JOIN employer e ON e.id = n.employer
    WHERE directory_fts_note MATCH ? AND c.deleted_at IS NULL AND (
        n.candidate IS NOT NULL OR (e.id IS NOT NULL AND e.deleted_at IS NULL) OR coalesce(
            (SELECT max(o.deleted_at IS NULL) FROM visit_subject s CROSS JOIN candidate o ON o.id = s.candidate
             WHERE s.parent_rid = v.rid),
            n.employer IS NULL))
    ORDER BY f.rowid DESC LIMIT ?
"""
"""A note on the whole of a visit names nobody: it is found by an employer or a subject that is not in the trash, or
because the visit has neither."""
_TASKS = f"""
    SELECT t.id, t.name, t.state, t.how, c.id, coalesce(c.name_used, '') || ' ' || coalesce(c.family_name, ''), e.name
    FROM directory_fts_task f CROSS JOIN directory_task n ON n.rid = f.rowid CROSS JOIN carved_task t ON t.id = n.task
    CROSS JOIN task_list l ON l.id = n.root_id CROSS JOIN placement p ON p.id = l.placement
    CROSS JOIN candidate c ON c.id = p.candidate LEFT JOIN employer e ON e.id = p.employer
    WHERE directory_fts_task MATCH ? AND f.rowid < {ON_OFFER} AND p.deleted_at IS NULL AND c.deleted_at IS NULL
    ORDER BY f.rowid DESC LIMIT ?
"""
_ON_OFFER = f"""
    SELECT t.id, t.name, t.place, i.department, e.name
    FROM directory_fts_task f CROSS JOIN directory_task n ON n.rid = f.rowid
    CROSS JOIN inventory_task t ON t.id = n.task CROSS JOIN task_inventory i ON i.id = n.root_id
    LEFT JOIN employer e ON e.id = i.employer
    WHERE directory_fts_task MATCH ? AND f.rowid >= {ON_OFFER} AND e.deleted_at IS NULL ORDER BY f.rowid DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate or employer that was found.

    Attributes:
        about: gemeente and employer of a candidate, place and sector of an employer; empty parts left out.
        others: names of those who work there, and other sites.
        alike: not what was typed, but close to it.
    """

    id: UUID
    title: str
    about: tuple[str, ...]
    state: str = ""
    others: tuple[str, ...] = ()
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A note or a task that was found.

    Attributes:
        id: of the visit, or of the task.
        kind: key of the medium of a visit, or of the state of a task.
        title: of a task.
        person, place: whom it is about and where, by name.
    """

    id: UUID
    kind: str
    title: str
    text: str
    candidate: UUID | None
    person: str
    place: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """An application for begeleidingssubsidie of somebody, or at an employer, that was found.

    Attributes:
        person, place: whom it is for and where, by name.
        state: key of how far it is.
        since, until: the period, as granted when it is.
    """

    id: UUID
    candidate: UUID | None
    person: str
    place: str
    state: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that names are made of, by record, as they were at one moment."""

    stamp: int | None
    words: Mapping[str, Sequence[str]]


def vocabulary(connection: sa.Connection, known: Vocabulary | None = None) -> Vocabulary:
    """The words of now: the *known* ones when nothing was written since. Every save leaves a line in the audit log."""
    [(stamp,)] = rows(connection, _STAMP)
    if known is not None and known.stamp == stamp:
        return known
    terms = {record: [line[0] for line in rows(connection, _WORDS.format(record=record))] for record in _MAKERS}
    return Vocabulary(stamp, terms)


def names(connection: sa.Connection, record: str, typed: str, limit: int, today: date) -> list[Name]:
    """Candidates or employers by name: what was typed are the beginnings of words in it."""
    folded = words(typed)
    return _made(connection, record, _by_name(connection, record, folded, limit), today, alike=False) if folded else []


def alike(connection: sa.Connection, record: str, typed: str, limit: int, today: date, known: Vocabulary) -> list[Name]:
    """Candidates or employers whose name is close to what was typed, the closest first."""
    folded = words(typed)
    rids = _nearby(connection, record, folded, limit, known.words[record]) if folded else []
    return _made(connection, record, rids, today, alike=True)


def _made(connection: sa.Connection, record: str, rids: Sequence[int], today: date, *, alike: bool) -> list[Name]:
    made = _MAKERS[record](connection, rids, today, alike) if rids else {}
    return [made[rid] for rid in rids if rid in made]


def _by_name(connection: sa.Connection, record: str, folded: str, limit: int) -> list[int]:
    found: list[int] = []
    if short := len(folded) <= SHORT:
        bounds = (record, folded, folded + _LONGEST, limit)
        found = [line[0] for line in rows(connection, _BEGIN, bounds)]
    if len(found) < limit:
        statement = (_FOUND if short else _RANKED).format(record=record)
        hits = rows(connection, statement, (query(folded), limit))
        ordered = sorted(hits, key=lambda hit: (hit[1], hit[2]))  # the alphabet decides what is equal
        found += [hit[0] for hit in ordered if hit[0] not in found]
    return found[:limit]


def _people(connection: sa.Connection, rids: Sequence[int], today: date, alike: bool) -> dict[int, Name]:
    statement = _PEOPLE.format(runs=RUNS, marks=marks(rids))
    found = rows(connection, statement, (today.isoformat(), *rids))
    return {
        rid: Name(UUID(bytes=key), title, tuple(filter(None, (town, place))), state or "", alike=alike)
        for rid, key, title, _, town, state, place in found
    }


def _employers(connection: sa.Connection, rids: Sequence[int], today: date, alike: bool) -> dict[int, Name]:
    found = rows(connection, _EMPLOYERS.format(marks=marks(rids)), rids)
    owners = [line[-1] for line in found]
    staff: dict[int, list[str]] = {}
    for owner, name in rows(connection, _STAFF.format(marks=marks(owners)), owners * 3):
        staff.setdefault(owner, []).append(name)
    return {
        rid: Name(
            UUID(bytes=key),
            title,
            tuple(filter(None, (place, sector))),
            others=tuple(filter(None, staff.get(owner, ()))),
            alike=alike,
        )
        for rid, key, title, _, place, sector, owner in found
    }


_MAKERS = {"candidate": _people, "employer": _employers}


def _edits(word: str) -> int:
    """How many slips a word can bear before it could be any other: a letter more, less, other, or two swapped."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


def _nearby(connection: sa.Connection, record: str, folded: str, limit: int, terms: Sequence[str]) -> list[int]:
    """Those whose name has, for every word that was typed, one that begins almost like it."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    parts, closeness = [], dict[str, int]()
    for word in folded.split():
        near = {term: 0 for term in terms if term.startswith(word)}
        if edits := _edits(word):
            for text, far, _ in process.extract(
                word, terms, scorer=OSA.distance, score_cutoff=edits, limit=_MOST_ALIKE
            ):
                near.setdefault(text, int(far))
            if len(near) < _MOST_ALIKE:  # still being typed: the beginning of a name
                cut = {term[: len(word)] for term in terms if len(term) > len(word)}
                for text, far, _ in process.extract(word, cut, scorer=OSA.distance, score_cutoff=(edits + 1) // 2):
                    near.setdefault(text, int(far) + edits)
        if not near:
            return []
        best = sorted(near, key=lambda term: (near[term], term))[:_MOST_ALIKE]
        closeness |= {term: near[term] for term in best}
        parts.append("(" + " OR ".join(f'"{term}"*' for term in best) + ")")
    # the closest word first: what is typed to the end is meant
    found: list[int] = []
    exact = _FOUND.format(record=record)
    if len(parts) == 1:
        for term in sorted(closeness, key=lambda term: closeness[term]):
            hits = rows(connection, exact, (f'"{term}"*', limit))
            found += [hit[0] for hit in hits if hit[0] not in found]
            if len(found) >= limit:
                break
    else:
        found = [line[0] for line in rows(connection, exact, (" AND ".join(parts), limit))]
    return found[:limit]


def notes(connection: sa.Connection, typed: str, limit: int) -> list[Text]:
    """Notes of visits that hold all these words, the newest first."""
    if not (match := query(typed)):
        return []
    return [
        Text(UUID(bytes=key), medium or "", "", text or "", _id(who), person.strip(), place or "", _day(day))
        for key, medium, day, who, person, place, text in rows(connection, _NOTES, (match, limit))
    ]


def tasks(connection: sa.Connection, typed: str, limit: int) -> list[Text]:
    """Tasks that hold all these words, the newest list first."""
    if not (match := query(typed)):
        return []
    return [
        Text(UUID(bytes=key), state or "", name or "", how or "", _id(who), person.strip(), place or "", None)
        for key, name, state, how, who, person, place in rows(connection, _TASKS, (match, limit))
    ]


def tasks_on_offer(connection: sa.Connection, typed: str, limit: int) -> list[Text]:
    """Tasks of inventories that hold all these words, the newest inventory first.

    Returns:
        Texts without a person: ``title`` the task, ``text`` where it is done, ``kind`` the department, ``place`` the
        employer.
    """
    if not (match := query(typed)):
        return []
    return [
        Text(UUID(bytes=key), department or "", name or "", where or "", None, "", employer or "", None)
        for key, name, where, department, employer in rows(connection, _ON_OFFER, (match, limit))
    ]


def applications(connection: sa.Connection, people: Sequence[UUID], houses: Sequence[UUID], limit: int) -> list[Asked]:
    """Applications of these people and at these employers, the latest period first."""
    if not people and not houses:
        return []
    asked = (*(one.bytes for one in (*people, *houses)), limit)
    return [
        Asked(UUID(bytes=key), _id(who), person.strip(), place or "", state, _day(since), _day(until))
        for key, who, person, place, state, since, until in rows(connection, about(len(people), len(houses)), asked)
    ]


def _id(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
