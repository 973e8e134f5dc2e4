"""Which visits a long list holds, in what order, and the lines for the part that is in view. No dossier is loaded.

A moment is kept as text that begins with its day and time, so that it sorts as it is (``ix_visit_list``).
"""

# ruff: noqa: S608 - the queries are put together of what stands here; what is asked comes in as parameters

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.values import Appointment, Choices
from beschutdesk.dossier.visit import Judgement, Medium, VisitState
from beschutdesk.rules.signals.situation import called
from beschutdesk.rules.signals.visited import TRIPS
from beschutdesk.rules.time import days_after
from beschutdesk.storage.attention_visits import TELLS
from beschutdesk.storage.fold import query
from beschutdesk.storage.listing import Sort
from beschutdesk.storage.mapping import CONTACT, DRAFT, TABLES
from beschutdesk.storage.raw import marks, rows

_VISIT, _SUBJECT, _CANDIDATE, _EMPLOYER = (TABLES[name] for name in ("visit", "visit_subject", "candidate", "employer"))
_BATCH: Final = 500


class VisitShow(Choices):
    """The parts of a list of visits."""

    PLANNED = ("planned", "gepland")
    OPEN = ("open", "nog vast te leggen")
    TO_SHARE = ("to_share", "nog te delen")
    DONE = ("done", "afgerond")
    NO_CONTACT = ("no_contact", "geen contact")


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """Which visits; what is empty does not narrow.

    Attributes:
        show: key of a :class:`VisitShow`: what is planned from today on, what was begun or went by without a word,
            what is finished and not shared, all that is finished, attempts.
        since, until: first and last day.
        candidate, employer: whom it is about, and where.
        medium: key of a :class:`~beschutdesk.dossier.visit.Medium`.
        text: beginnings of words of the name of a person or employer.
        trash: those in the trash instead.
    """

    show: str = ""
    since: date | None = None
    until: date | None = None
    candidate: UUID | None = None
    employer: UUID | None = None
    medium: str = ""
    text: str = ""
    trash: bool = False


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in a list.

    Attributes:
        rid: row number, the key of the list.
        who: names of those it is about, and :attr:`people` their ids; nobody who is in the trash.
        concern: the gravest judgement of those with whom somebody went away.
        to_share: whether the result is still to be shared with employer or supervisor.
        has_draft: whether something is typed and not saved.
    """

    rid: int
    id: UUID
    at: Appointment | None
    medium: Medium | None
    state: VisitState | None
    who: tuple[str, ...] = ()
    people: tuple[UUID, ...] = ()
    employer: str = ""
    concern: Judgement | None = None
    to_share: bool = False
    has_draft: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A visit that was begun and not finished.

    Attributes:
        who: names of those it is about; nobody who is in the trash.
        employer: name; empty without one.
        has_draft: whether something was typed and not saved in the record yet.
    """

    id: UUID
    at: Appointment | None
    medium: Medium | None
    who: tuple[str, ...] = ()
    employer: str = ""
    has_draft: bool = False


# -- which, and in what order ------------------------------------------------------------------------------------------

_TRIPS: Final = ", ".join(f"'{medium.key}'" for medium in Medium if medium in TRIPS)
_GONE: Final = """
    visit.rid NOT IN (
        SELECT s.parent_rid FROM candidate c CROSS JOIN visit_subject s ON s.candidate = c.id
        WHERE c.deleted_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM visit_subject o JOIN candidate x ON x.id = o.candidate
            WHERE o.parent_rid = s.parent_rid AND x.deleted_at IS NULL))
"""
"""Not about people who are all in the trash."""


def _shared(audience: str) -> str:
    """Whether a reader has the result: of this visit, of a later one, or an older document without a visit."""
    return f"""(EXISTS (
            SELECT 1 FROM issued_document d WHERE d.visit = visit.id AND d.deleted_at IS NULL
              AND d.audience = '{audience}' AND (d.candidate IS NULL OR d.candidate = s.candidate))
        OR EXISTS (
            SELECT 1 FROM issued_document d LEFT JOIN visit v ON v.id = d.visit
            WHERE d.candidate = s.candidate AND d.deleted_at IS NULL AND {TELLS}
              AND d.audience = '{audience}'
              AND (d.placement IS NULL OR s.placement IS NULL OR d.placement = s.placement)
              AND CASE WHEN d.visit IS NULL THEN d.issued_on ELSE json_extract(v.at, '$.day') END
                  >= json_extract(visit.at, '$.day')))"""


_TO_SHARE: Final = f"""
    visit.state = 'done' AND visit.medium IN ({_TRIPS}) AND visit.at >= ? AND visit.at < ? AND EXISTS (
        SELECT 1 FROM visit_subject s JOIN candidate c ON c.id = s.candidate
        WHERE s.parent_rid = visit.rid AND c.deleted_at IS NULL AND coalesce(s.not_shared_because, '') = ''
          AND (s.placement IS NOT NULL OR visit.employer IS NOT NULL)
          AND NOT ({_shared("employer")} AND {_shared("supervisor")}))
"""
"""Two values: the first moment that is asked about, and the first after it."""

_PERSON: Final = "(SELECT s.candidate FROM visit_subject s WHERE s.parent_rid = visit.rid ORDER BY s.position LIMIT 1)"
_ORDERS: Final = {
    "day": ("", "visit.at"),
    "medium": ("", "visit.medium"),
    "state": ("", "visit.state"),
    "employer": ("LEFT JOIN directory there ON there.root_id = visit.employer", "nullif(there.sort, '')"),
    "who": (f"LEFT JOIN directory who ON who.root_id = {_PERSON}", "nullif(who.sort, '')"),
}
"""Per column what is joined, and what it sorts by."""
BY_DAY: Final = Sort("day", descending=True)


def visits(connection: sa.Connection, wanted: VisitFilter, sort: Sort, today: date, share_from: date) -> list[int]:
    """The row numbers of the visits that pass a filter, in order; what is unknown last, and the latest first of equals.

    Args:
        connection: to read from.
        wanted: which.
        sort: by which column of a list.
        today: the day that is asked about.
        share_from: a result of before this day is not asked after any more.

    Raises:
        KeyError: there is no such column or part of a list.
    """
    joined, key = _ORDERS[sort.column]
    where, values = _where(wanted, today, share_from)
    down = "DESC" if sort.descending else "ASC"
    order = f"visit.at {down} NULLS LAST" if sort.column == "day" else f"{key} {down} NULLS LAST, visit.at DESC"
    tie = down if sort.column == "day" else "DESC"
    statement = f"""
        SELECT group_concat(rid) FROM (
            SELECT visit.rid AS rid FROM visit {joined} WHERE {" AND ".join(where)} ORDER BY {order}, visit.rid {tie})
    """
    [(found,)] = rows(connection, statement, values)
    return [int(rid) for rid in found.split(",")] if found else []


def _where(wanted: VisitFilter, today: date, share_from: date) -> tuple[list[str], list[Any]]:
    where = ["visit.deleted_at IS NOT NULL" if wanted.trash else "visit.deleted_at IS NULL", _GONE]
    values: list[Any] = []

    def add(text: str, *more: Any) -> None:
        where.append(text)
        values.extend(more)

    if wanted.show:
        show = VisitShow.from_key(wanted.show)
        now = begins(today)
        if show is VisitShow.PLANNED:
            add("visit.state = 'planned' AND (visit.at IS NULL OR visit.at >= ?)", now)
        elif show is VisitShow.OPEN:
            add(
                "visit.state IN ('planned', 'concept') AND (visit.state = 'concept' OR visit.at < ?)",
                now,
            )
        elif show is VisitShow.TO_SHARE:
            add(_TO_SHARE, begins(share_from), begins(days_after(today, 1)))
        elif show is VisitShow.DONE:
            add("(visit.state = 'done' OR visit.state IS NULL)")
        else:
            add("visit.state = 'no_contact'")
    if wanted.since:
        add("visit.at >= ?", begins(wanted.since))
    if wanted.until:
        add("visit.at < ?", begins(days_after(wanted.until, 1)))
    if wanted.medium:
        add("visit.medium = ?", wanted.medium)
    if wanted.employer:
        add("visit.employer = ?", wanted.employer.bytes)
    if wanted.candidate:
        add("visit.rid IN (SELECT parent_rid FROM visit_subject WHERE candidate = ?)", wanted.candidate.bytes)
    if wanted.text.strip():
        _named(add, wanted.text)
    return where, values


def _named(add: Any, text: str) -> None:
    """Those about somebody, or at an employer, with these words in the name."""
    typed = query(text)
    if not typed:
        add("0")
        return
    found = (
        "SELECT d.root_id FROM directory_fts_{0} f CROSS JOIN directory d ON d.rid = f.rowid"
        " WHERE directory_fts_{0} MATCH ? AND d.in_trash = 0"
    )
    add(
        f"(visit.employer IN ({found.format('employer')}) OR visit.rid IN (SELECT parent_rid FROM visit_subject"
        f" WHERE candidate IN ({found.format('candidate')})))",
        typed,
        typed,
    )


def begins(day: date) -> str:
    """What a moment on this day begins with, as it is kept."""
    return f'{{"day": "{day.isoformat()}"'


def counts(connection: sa.Connection, today: date, share_from: date) -> dict[str, int]:
    """How many visits there are by key of a :class:`VisitShow`; those in the trash under ``trash``."""
    found = {}
    for key in (*(show.key for show in VisitShow), "trash"):
        wanted = VisitFilter(trash=True) if key == "trash" else VisitFilter(show=key)
        where, values = _where(wanted, today, share_from)
        [(found[key],)] = rows(connection, f"SELECT count(*) FROM visit WHERE {' AND '.join(where)}", values)
    return found


# -- lines -------------------------------------------------------------------------------------------------------------

_GRAVEST: Final = {judgement: rank for rank, judgement in enumerate(Judgement)}


def lines(connection: sa.Connection, rids: Sequence[int], today: date, share_from: date) -> list[VisitLine]:
    """The lines for these row numbers, in that order; those that are gone are left out.

    Args:
        connection: to read from.
        rids: row numbers.
        today, share_from: see :func:`visits`.
    """
    found: dict[int, VisitLine] = {}
    for start in range(0, len(rids), _BATCH):
        part = list(rids[start : start + _BATCH])
        found |= _lines(connection, part, begins(share_from), begins(days_after(today, 1)))
    return [found[rid] for rid in rids if rid in found]


def _lines(connection: sa.Connection, rids: Sequence[int], first: str, after: str) -> dict[int, VisitLine]:
    names, people, concerns = _about(connection, rids)
    asked = f"SELECT visit.rid FROM visit WHERE visit.rid IN ({marks(rids)}) AND {_TO_SHARE}"
    to_share = {rid for (rid,) in rows(connection, asked, (*rids, first, after))}
    return {
        row.rid: VisitLine(
            row.rid,
            row.id,
            row.at if isinstance(row.at, Appointment) else None,
            row.medium,
            row.state,
            tuple(names[row.rid]),
            tuple(people[row.rid]),
            row.employer_name or "",
            max(concerns[row.rid], key=_GRAVEST.__getitem__, default=None),
            row.rid in to_share,
            row.typed is not None,
        )
        for row in connection.execute(_HEADS.where(_VISIT.c.rid.in_(rids)))
    }


_HEADS: Final = sa.select(
    _VISIT.c.rid,
    _VISIT.c.id,
    _VISIT.c.at,
    _VISIT.c.medium,
    _VISIT.c.state,
    _EMPLOYER.c.name.label("employer_name"),
    DRAFT.c.root_id.label("typed"),
).select_from(
    _VISIT.outerjoin(_EMPLOYER, (_VISIT.c.employer == _EMPLOYER.c.id) & _EMPLOYER.c.deleted_at.is_(None)).outerjoin(
        DRAFT, DRAFT.c.root_id == _VISIT.c.id
    )
)


def _about(
    connection: sa.Connection, rids: Sequence[int]
) -> tuple[dict[int, list[str]], dict[int, list[UUID]], dict[int, list[Judgement]]]:
    """Names, ids and concerns of those whom visits are about."""
    names: dict[int, list[str]] = defaultdict(list)
    people: dict[int, list[UUID]] = defaultdict(list)
    concerns: dict[int, list[Judgement]] = defaultdict(list)
    statement = (
        sa.select(
            _SUBJECT.c.parent_rid, _SUBJECT.c.concern, _CANDIDATE.c.id, _CANDIDATE.c.name_used, _CANDIDATE.c.family_name
        )
        .join(_CANDIDATE, _SUBJECT.c.candidate == _CANDIDATE.c.id)
        .where(_SUBJECT.c.parent_rid.in_(rids), _CANDIDATE.c.deleted_at.is_(None))
        .order_by(_SUBJECT.c.parent_rid, _SUBJECT.c.position)
    )
    for row in connection.execute(statement):
        names[row.parent_rid].append(called(row.name_used, row.family_name))
        people[row.parent_rid].append(row.id)
        if row.concern is not None:
            concerns[row.parent_rid].append(row.concern)
    return names, people, concerns


def unfinished(connection: sa.Connection) -> list[Unfinished]:
    """What was begun and not finished, the latest first; not what is about people who are all in the trash."""
    statement = f"SELECT rid FROM visit WHERE state = 'concept' AND deleted_at IS NULL AND {_GONE} ORDER BY at DESC"
    rids = [rid for (rid,) in rows(connection, statement)]
    names, _, _ = _about(connection, rids)
    heads = {row.rid: row for row in connection.execute(_HEADS.where(_VISIT.c.rid.in_(rids)))}
    return [
        Unfinished(
            row.id,
            row.at if isinstance(row.at, Appointment) else None,
            row.medium,
            tuple(names[rid]),
            row.employer_name or "",
            row.typed is not None,
        )
        for rid in rids
        if (row := heads.get(rid)) is not None
    ]


# -- small questions ---------------------------------------------------------------------------------------------------


def rid_of(connection: sa.Connection, key: UUID) -> int | None:
    """The row number of a visit: its key in a list."""
    return connection.execute(sa.select(_VISIT.c.rid).where(_VISIT.c.id == key)).scalar()


def is_planned(connection: sa.Connection, candidate: UUID, day: date) -> bool:
    """Whether a contact with somebody is planned on a day."""
    found = sa.select(CONTACT.c.rid).where(
        CONTACT.c.candidate == candidate, CONTACT.c.what == "planned", CONTACT.c.day == day
    )
    return connection.execute(found.limit(1)).first() is not None


def moments(
    connection: sa.Connection, candidate: UUID, placement: UUID | None, states: Sequence[VisitState], most: int
) -> list[Appointment]:
    """When the last contacts with somebody were, or are; of one placement when that is given, the latest first."""
    about = _SUBJECT.c.candidate == candidate
    if placement is not None:
        about &= _SUBJECT.c.placement == placement
    found = (
        sa.select(_VISIT.c.at)
        .join(_SUBJECT, _SUBJECT.c.parent_rid == _VISIT.c.rid)
        .where(about, _VISIT.c.deleted_at.is_(None), _VISIT.c.at.is_not(None), _VISIT.c.state.in_(states))
        .order_by(sa.type_coerce(_VISIT.c.at, sa.Text).desc())
        .limit(most)
    )
    return [at for at in connection.execute(found).scalars() if isinstance(at, Appointment)]


def municipalities(connection: sa.Connection, people: Sequence[UUID]) -> dict[UUID, str]:
    """The gemeente of these people, as it was written down."""
    found = sa.select(_CANDIDATE.c.id, _CANDIDATE.c.municipality).where(_CANDIDATE.c.id.in_(people))
    return {row.id: row.municipality or "" for row in connection.execute(found)}
