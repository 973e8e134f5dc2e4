"""Which applications for begeleidingssubsidie a list holds, in what order, and what stands on its lines.

No application is loaded for it.

How far an application is stands in its steps; the query says it as :mod:`beschutdesk.rules.subsidy_states` does. The
next term is a rule, so that the list sorts by it outside SQL, and only what is not closed has one.
"""

# ruff: noqa: S608 - the queries are put together of what stands here; what is asked comes in as parameters

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.supervision_subsidy import SubsidyState
from beschutdesk.dossier.values import Choices
from beschutdesk.rules.signals.situation import called
from beschutdesk.rules.subsidy_states import NextDeadline, latest, state_of
from beschutdesk.storage.fold import query
from beschutdesk.storage.listing import Sort
from beschutdesk.storage.mapping import DRAFT, TABLES
from beschutdesk.storage.raw import marks, rows

_SUBSIDY, _STEP, _FACT = TABLES["supervision_subsidy"], TABLES["subsidy_step"], TABLES["subsidy_fact"]
_PLACEMENT, _CANDIDATE, _EMPLOYER = (TABLES[name] for name in ("placement", "candidate", "employer"))
_BATCH: Final = 500


class SubsidyShow(Choices):
    """The parts of a list of applications."""

    TO_SEND = ("to_send", "nog in te dienen")
    WAITING = ("waiting", "bij de gemeente")
    RUNNING = ("running", "loopt")
    TO_ACCOUNT = ("to_account", "te verantwoorden")
    CLOSED = ("closed", "afgerond")


@dataclass(frozen=True, slots=True)
class SubsidyFilter:
    """Which applications; what is empty does not narrow.

    Attributes:
        show: key of a :class:`SubsidyShow`.
        state: key of a :class:`~beschutdesk.dossier.supervision_subsidy.SubsidyState`.
        since, until: the period that is asked overlaps with these days.
        candidate, placement, employer: whom and where it is about.
        text: beginnings of words of the name of a person or employer.
        trash: those in the trash instead.
    """

    show: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    candidate: UUID | None = None
    placement: UUID | None = None
    employer: UUID | None = None
    text: str = ""
    trash: bool = False


@dataclass(frozen=True, slots=True)
class SubsidyLine:
    """An application in a list.

    Attributes:
        rid: row number, the key of the list.
        who, employer: names; empty for nobody.
        state_on: the day of the last step.
        since, until: the period, as granted when it is.
        amount: as settled or granted; ``None`` before that.
        deadline: the next term.
        has_draft: whether something is typed and not saved.
    """

    rid: int
    id: UUID
    candidate: UUID | None
    placement: UUID | None
    who: str
    employer: str
    state: SubsidyState
    state_on: date | None
    since: date | None
    until: date | None
    amount: Decimal | None
    deadline: NextDeadline | None
    has_draft: bool = False

    @property
    def due(self) -> date | None:
        """The day of the next term."""
        return self.deadline.due if self.deadline is not None else None


@dataclass(frozen=True, slots=True)
class Brief:
    """As much of an application as its state and terms need.

    Attributes:
        municipality: of the candidate.
        ended_on: last day of the placement.
        renewed: whether there is an application for the period after.
    """

    id: UUID
    scheme: str
    since: date | None
    until: date | None
    renews: UUID | None
    steps: Sequence[Any] = ()
    municipality: str = ""
    ended_on: date | None = None
    renewed: bool = False
    facts: Sequence[Any] = field(default=())


Terms = Callable[[Brief], NextDeadline | None]
"""The next term of an application, by the schemes and numbers of a profile."""

# -- which, and in what order ------------------------------------------------------------------------------------------

_STATE: Final = """coalesce((
    SELECT s.state FROM subsidy_step s WHERE s.parent_rid = a.rid AND s.state IS NOT NULL
    ORDER BY coalesce(s.happened_on, '') DESC, s.position DESC LIMIT 1), 'concept')"""
"""As :func:`beschutdesk.rules.subsidy_states.state_of`: the latest step, of two on one day the one further down."""


def _granted(column: str) -> str:
    """The first or last day of the period, as granted when the grant says it."""
    return f"""coalesce((
        SELECT s.{column} FROM subsidy_step s WHERE s.parent_rid = a.rid AND s.state = 'granted'
        ORDER BY coalesce(s.happened_on, '') DESC, s.position DESC LIMIT 1), a.{column})"""


_AMOUNT: Final = """(
    SELECT s.amount FROM subsidy_step s
    WHERE s.parent_rid = a.rid AND s.state IN ('granted', 'settled') AND s.amount IS NOT NULL
    ORDER BY coalesce(s.happened_on, '') DESC, s.position DESC LIMIT 1)"""
_CLOSED: Final = "('refused', 'settled', 'withdrawn')"
_SHOWN: Final = {
    SubsidyShow.TO_SEND: "state IN ('concept', 'ready')",
    SubsidyShow.WAITING: "state IN ('submitted', 'questions')",
    SubsidyShow.RUNNING: "state = 'granted' AND (last IS NULL OR last >= ?)",
    SubsidyShow.TO_ACCOUNT: "(state = 'accounting' OR (state = 'granted' AND last < ?))",
    SubsidyShow.CLOSED: f"state IN {_CLOSED}",
}
_RANK: Final = " ".join(f"WHEN '{state.key}' THEN {number}" for number, state in enumerate(SubsidyState))
_ORDERS: Final = {
    "who": "nullif(who.sort, '')",
    "employer": "nullif(there.sort, '')",
    "state": f"CASE a.state {_RANK} END",
    "since": "a.first",
    "amount": "a.amount",
}
"""Per column what it sorts by; the next term is a rule and is sorted outside."""
BY_DUE: Final = Sort("due")


def applications(
    connection: sa.Connection, wanted: SubsidyFilter, sort: Sort, today: date, next_of: Terms
) -> list[int]:
    """The row numbers of the applications that pass a filter, in order; what is unknown last.

    Args:
        connection: to read from.
        wanted: which.
        sort: by which column of a list.
        today: the day that is asked about.
        next_of: the next term of one.

    Raises:
        KeyError: there is no such column or part of a list.
    """
    by_due = sort.column == "due"
    key = "a.first" if by_due else _ORDERS[sort.column]
    down = "DESC" if sort.descending else "ASC"
    source, values = _source(wanted, today)
    statement = f"SELECT a.rid, a.state FROM {source} ORDER BY {key} {down} NULLS LAST, a.first DESC, a.rid DESC"
    found = rows(connection, statement, values)
    if not by_due:
        return [rid for rid, _ in found]
    terms = briefs(connection, [rid for rid, state in found if state not in ("settled", "withdrawn")])
    due = {rid: term.due for rid, one in terms.items() if (term := next_of(one)) is not None}
    known = [rid for rid, _ in found if due.get(rid) is not None]
    known.sort(key=lambda rid: due[rid] or date.max, reverse=sort.descending)
    return known + [rid for rid, _ in found if due.get(rid) is None]


def _source(wanted: SubsidyFilter, today: date) -> tuple[str, list[Any]]:
    where = [
        "a.deleted_at IS NOT NULL" if wanted.trash else "a.deleted_at IS NULL",
        "NOT EXISTS (SELECT 1 FROM candidate c WHERE c.id = a.candidate AND c.deleted_at IS NOT NULL)",
        "NOT EXISTS (SELECT 1 FROM placement o WHERE o.id = a.placement AND o.deleted_at IS NOT NULL)",
    ]
    values: list[Any] = []
    outer: list[str] = []
    behind: list[Any] = []
    if wanted.candidate is not None:
        where.append("a.candidate = ?")
        values.append(wanted.candidate.bytes)
    if wanted.placement is not None:
        where.append("a.placement = ?")
        values.append(wanted.placement.bytes)
    if wanted.show:
        outer.append(_SHOWN[SubsidyShow.from_key(wanted.show)])
        behind += [today.isoformat()] * outer[-1].count("?")
    if wanted.state:
        outer.append("state = ?")
        behind.append(wanted.state)
    if wanted.since is not None:
        outer.append("(last IS NULL OR last >= ?)")
        behind.append(wanted.since.isoformat())
    if wanted.until is not None:
        outer.append("(first IS NULL OR first <= ?)")
        behind.append(wanted.until.isoformat())
    if wanted.employer is not None:
        outer.append("p.employer = ?")
        behind.append(wanted.employer.bytes)
    if wanted.text.strip():
        text, typed = _named(wanted.text)
        outer.append(text)
        behind += typed
    narrowed = f" WHERE {' AND '.join(outer)}" if outer else ""
    source = f"""(
        SELECT a.*, p.employer FROM (
            SELECT a.rid, a.candidate, a.placement, {_STATE} AS state, {_granted("since")} AS first,
                   {_granted("until")} AS last, {_AMOUNT} AS amount
            FROM supervision_subsidy a WHERE {" AND ".join(where)}
        ) a LEFT JOIN placement p ON p.id = a.placement{narrowed}
    ) a LEFT JOIN directory who ON who.root_id = a.candidate LEFT JOIN directory there ON there.root_id = a.employer"""
    return source, [*values, *behind]


def _named(text: str) -> tuple[str, list[Any]]:
    """Those about somebody, or at an employer, with these words in the name."""
    typed = query(text)
    if not typed:
        return "0", []
    found = (
        "SELECT d.root_id FROM directory_fts_{0} f CROSS JOIN directory d ON d.rid = f.rowid"
        " WHERE directory_fts_{0} MATCH ? AND d.in_trash = 0"
    )
    words = f"(p.employer IN ({found.format('employer')}) OR a.candidate IN ({found.format('candidate')}))"
    return words, [typed, typed]


def about(people: int, houses: int) -> str:
    """The query that finds applications of so many people and at so many employers, the latest period first.

    It is asked with the ids of the people, those of the employers, and how many it may find.
    """
    return f"""
        SELECT a.id, a.candidate, coalesce(c.name_used, '') || ' ' || coalesce(c.family_name, ''), e.name, {_STATE},
            {_granted("since")} AS first, {_granted("until")}
        FROM supervision_subsidy a LEFT JOIN placement p ON p.id = a.placement
        LEFT JOIN candidate c ON c.id = a.candidate LEFT JOIN employer e ON e.id = p.employer
        WHERE a.deleted_at IS NULL AND c.deleted_at IS NULL AND p.deleted_at IS NULL AND (
            a.candidate IN ({marks(range(people))})
            OR a.placement IN (SELECT o.id FROM placement o WHERE o.employer IN ({marks(range(houses))})))
        ORDER BY first DESC NULLS LAST, a.rid DESC LIMIT ?
    """


def counts(connection: sa.Connection, today: date) -> dict[str, int]:
    """How many applications there are by key of a :class:`SubsidyShow`; those in the trash under ``trash``."""
    found = {}
    for key in (*(show.key for show in SubsidyShow), "trash"):
        wanted = SubsidyFilter(trash=True) if key == "trash" else SubsidyFilter(show=key)
        source, values = _source(wanted, today)
        [(found[key],)] = rows(connection, f"SELECT count(*) FROM {source}", values)
    return found


# -- lines -------------------------------------------------------------------------------------------------------------


def briefs(connection: sa.Connection, rids: Sequence[int], *, kept: bool = False) -> dict[int, Brief]:
    """As much of these applications as their state and terms need, by row number.

    Args:
        connection: to read from.
        rids: row numbers.
        kept: also the facts that were kept when they were sent in.
    """
    other = _SUBSIDY.alias("other")
    renewed = sa.exists().where(other.c.renews == _SUBSIDY.c.id, other.c.deleted_at.is_(None))
    heads = sa.select(
        *(_SUBSIDY.c[name] for name in ("rid", "id", "scheme", "since", "until", "renews")),
        _CANDIDATE.c.municipality,
        _PLACEMENT.c.ended_on,
        renewed.label("renewed"),
    ).select_from(
        _SUBSIDY.outerjoin(_CANDIDATE, _CANDIDATE.c.id == _SUBSIDY.c.candidate).outerjoin(
            _PLACEMENT, _PLACEMENT.c.id == _SUBSIDY.c.placement
        )
    )
    found: dict[int, Brief] = {}
    for start in range(0, len(rids), _BATCH):
        part = list(rids[start : start + _BATCH])
        steps = _rows(connection, _STEP, ("id", "state", "happened_on", "since", "until", "due_on", "amount"), part)
        facts = _rows(connection, _FACT, ("id", "what", "value", "told_on"), part) if kept else {}
        for row in connection.execute(heads.where(_SUBSIDY.c.rid.in_(part))):
            found[row.rid] = Brief(
                row.id,
                row.scheme or "",
                row.since,
                row.until,
                row.renews,
                steps.get(row.rid, ()),
                row.municipality or "",
                row.ended_on,
                bool(row.renewed),
                facts.get(row.rid, ()),
            )
    return found


def _rows(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], parents: Sequence[int]
) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    asked = (
        sa.select(table.c.parent_rid, *(table.c[name] for name in names))
        .where(table.c.parent_rid.in_(parents))
        .order_by(table.c.parent_rid, table.c.position)
    )
    for row in connection.execute(asked):
        found[row.parent_rid].append(row)
    return found


_HEADS: Final = sa.select(
    *(_SUBSIDY.c[name] for name in ("rid", "id", "candidate", "placement")),
    _CANDIDATE.c.name_used,
    _CANDIDATE.c.family_name,
    _EMPLOYER.c.name.label("employer_name"),
    DRAFT.c.root_id.label("typed"),
).select_from(
    _SUBSIDY.outerjoin(_CANDIDATE, _CANDIDATE.c.id == _SUBSIDY.c.candidate)
    .outerjoin(_PLACEMENT, _PLACEMENT.c.id == _SUBSIDY.c.placement)
    .outerjoin(_EMPLOYER, _EMPLOYER.c.id == _PLACEMENT.c.employer)
    .outerjoin(DRAFT, DRAFT.c.root_id == _SUBSIDY.c.id)
)


def lines(connection: sa.Connection, rids: Sequence[int], next_of: Terms) -> list[SubsidyLine]:
    """The lines for these row numbers, in that order; those that are gone are left out.

    Args:
        connection: to read from.
        rids: row numbers.
        next_of: the next term of one.
    """
    known = briefs(connection, rids)
    found: dict[int, SubsidyLine] = {}
    for start in range(0, len(rids), _BATCH):
        part = list(rids[start : start + _BATCH])
        for row in connection.execute(_HEADS.where(_SUBSIDY.c.rid.in_(part))):
            if (one := known.get(row.rid)) is not None:
                found[row.rid] = _line(row, one, next_of(one))
    return [found[rid] for rid in rids if rid in found]


def _line(row: Any, one: Brief, deadline: NextDeadline | None) -> SubsidyLine:
    step, grant = latest(one.steps), latest(one.steps, SubsidyState.GRANTED)
    paid = [made for made in one.steps if made.state in (SubsidyState.GRANTED, SubsidyState.SETTLED)]
    money: Any = latest([made for made in paid if made.amount is not None])
    return SubsidyLine(
        rid=row.rid,
        id=row.id,
        candidate=row.candidate,
        placement=row.placement,
        who=called(row.name_used, row.family_name) if row.candidate is not None else "",
        employer=row.employer_name or "",
        state=state_of(one),
        state_on=step.happened_on if step is not None else None,
        since=(grant.since if grant is not None else None) or one.since,
        until=(grant.until if grant is not None else None) or one.until,
        amount=money.amount if money is not None else None,
        deadline=deadline,
        has_draft=row.typed is not None,
    )


def rid_of(connection: sa.Connection, key: UUID) -> int | None:
    """The row number of an application: its key in a list."""
    return connection.execute(sa.select(_SUBSIDY.c.rid).where(_SUBSIDY.c.id == key)).scalar()
