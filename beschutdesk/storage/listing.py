"""Which candidates and employers a long list holds, and in what order: ids only, sorted and filtered in SQL."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.contracts import PHASES
from beschutdesk.storage import directory
from beschutdesk.storage.fold import fold
from beschutdesk.storage.lines import (
    CANDIDATE,
    CONTRACT,
    EMPLOYER,
    MATCH,
    PHASE,
    PLACEMENT,
    SUPERVISOR,
    TERMS,
    first_contact,
)
from beschutdesk.storage.mapping import CONTACT, DIRECTORY
from beschutdesk.storage.notes import MET, PLANNED
from beschutdesk.storage.running import is_running, takes_place


@dataclass(frozen=True, slots=True)
class CandidateFilter:
    """Which candidates; what is empty does not narrow.

    Attributes:
        state: key of a :class:`~beschutdesk.dossier.candidate.CandidateState`.
        municipality: as it stands in the dossier; case and diacritics do not count.
        phase: key of the phase that runs today, of the contract where nobody drew one, or :data:`MATCH`.
        work: key of a kind of work that is wanted.
        employer: where the running placement is.
        quiet_since: nobody had contact on this day or later.
        text: beginnings of words of name, gemeente or place.
        trash: those in the trash instead.
        quiet_weeks: nobody had contact in this many weeks before today: a filter that is kept stays of today.
        standing: key of a :class:`~beschutdesk.rules.waiting.Standing`. It follows from a whole dossier, so it is
            not looked at here; see :meth:`~beschutdesk.services.lists.Lists.candidates`.
    """

    state: str = ""
    municipality: str = ""
    phase: str = ""
    work: str = ""
    employer: UUID | None = None
    quiet_since: date | None = None
    text: str = ""
    trash: bool = False
    quiet_weeks: int = 0
    standing: str = ""


@dataclass(frozen=True, slots=True)
class EmployerFilter:
    """Which employers; what is empty does not narrow.

    Attributes:
        place, sector: as they stand in the record; case and diacritics do not count.
        work: key of a kind of work that there is.
        surrounding: key of what it is like there.
        nature: key of an :class:`~beschutdesk.dossier.employer.EmployerNature`.
        free: only those with more places than people on them.
        quiet_since: nobody had contact on this day or later.
        text: beginnings of words of the name, of the place or of people there.
        trash: those in the trash instead.
        quiet_weeks: nobody had contact in this many weeks before today.
    """

    place: str = ""
    sector: str = ""
    work: str = ""
    surrounding: str = ""
    nature: str = ""
    free: bool = False
    quiet_since: date | None = None
    text: str = ""
    trash: bool = False
    quiet_weeks: int = 0


@dataclass(frozen=True, slots=True)
class Sort:
    """The key of a column; what is unknown stands last either way, and names decide what is equal."""

    column: str = "name"
    descending: bool = False


def _latest(today: date, place: Any, table: Any, column: Any) -> Any:
    """A column of the phase or contract of a placement that runs today, of more the one that began last."""
    begun = table.c.since <= today
    if table is PHASE:  # of a contract without a first day nobody knows whether it runs
        begun |= table.c.since.is_(None)
    runs = (begun, table.c.until.is_(None) | (table.c.until >= today), table.c.kind.is_not(None))
    return (
        sa.select(column)
        .where(table.c.parent_rid == place.c.rid, *runs)
        .order_by(table.c.since.desc(), table.c.position)
        .limit(1)
        .correlate(place)
        .scalar_subquery()
    )


def _phase(today: date, place: Any) -> tuple[Any, Any]:
    """Kind and last day of the phase that runs today, or else of the contract; see ``lines.phases_of``."""
    drawn, signed = sa.type_coerce(PHASE.c.kind, sa.Text), sa.type_coerce(CONTRACT.c.kind, sa.Text)
    meant = sa.case({kind.key: phase.key for kind, phase in PHASES.items()}, value=signed)
    kind = _latest(today, place, PHASE, drawn)
    until = sa.case(
        (kind.is_not(None), _latest(today, place, PHASE, PHASE.c.until)),
        else_=_latest(today, place, CONTRACT, CONTRACT.c.until),
    )
    return sa.func.coalesce(kind, _latest(today, place, CONTRACT, meant), MATCH), until


def _contact(end: Any, who: Any, what: str, *where: Any) -> Any:
    return sa.select(end(CONTACT.c.day)).where(who == DIRECTORY.c.root_id, CONTACT.c.what == what, *where)


def _quiet(who: Any, since: date, today: date) -> Any:
    met = sa.select(CONTACT.c.rid).where(who == DIRECTORY.c.root_id, CONTACT.c.what == MET)
    return ~met.where(CONTACT.c.day.between(since, today)).correlate(DIRECTORY).exists()


def _quiet_days(wanted: CandidateFilter | EmployerFilter, today: date) -> list[date]:
    """The days since which there was no contact: the one that is named, and the one that is counted back."""
    days = [wanted.quiet_since] if wanted.quiet_since else []
    return [*days, today - timedelta(weeks=wanted.quiet_weeks)] if wanted.quiet_weeks else days


def _named(column: Any) -> Any:
    return sa.func.coalesce(column, "")


def _holds(column: Any, key: str) -> Any:
    return sa.type_coerce(column, sa.Text).contains(f'"{key}"', autoescape=True)


def _rank(keys: Iterable[str]) -> Callable[[Any], Any]:
    order = {key: number for number, key in enumerate(keys)}
    return order.get


def _folded(text: str | None) -> str | None:
    return fold(text) or None if text else None


_PHASES = _rank((MATCH, *(kind.key for kind in PhaseKind)))
_STATES = _rank(state.key for state in CandidateState)


def candidates(connection: sa.Connection, wanted: CandidateFilter, sort: Sort, today: date) -> list[int]:
    """The directory rids of the candidates that pass a filter, in order.

    Raises:
        KeyError: there is no such column.
    """
    ran = sa.select(sa.func.max(PLACEMENT.c.rid).label("rid")).where(is_running(today))
    last = ran.group_by(PLACEMENT.c.candidate).subquery()
    columns_ = (PLACEMENT.c.rid, PLACEMENT.c.candidate, PLACEMENT.c.employer)
    place = sa.select(*columns_).join(last, last.c.rid == PLACEMENT.c.rid).subquery("place")
    there = DIRECTORY.alias("there")
    kind, until = _phase(today, place)
    phase = sa.case((place.c.rid.is_not(None), kind))
    supervisor = (
        sa.select(SUPERVISOR.c.name)
        .join(TERMS, TERMS.c.supervisor == SUPERVISOR.c.id)
        .where(TERMS.c.parent_rid == place.c.rid, TERMS.c.valid_from.is_(None) | (TERMS.c.valid_from <= today))
        .order_by(TERMS.c.valid_from.desc(), TERMS.c.position.desc())
        .limit(1)
        .correlate(place)
        .scalar_subquery()
    )
    who = CONTACT.c.candidate
    coming = _contact(sa.func.min, who, PLANNED, CONTACT.c.day >= today).correlate(DIRECTORY).scalar_subquery()
    met = _contact(sa.func.max, who, MET, CONTACT.c.day <= today).correlate(DIRECTORY).scalar_subquery()
    keys: dict[str, tuple[tuple[Any, ...], Callable[..., Any]]] = {
        "name": ((), lambda: None),
        "municipality": ((CANDIDATE.c.municipality,), _folded),
        "state": ((DIRECTORY.c.state,), _STATES),
        "phase": ((phase,), _PHASES),
        "employer": ((there.c.sort,), lambda name: name or None),
        "supervisor": ((supervisor,), _folded),
        "last_contact": ((met,), lambda day: day),
        "next": ((coming, until), _earliest),
    }
    columns, key = keys[sort.column]
    source: sa.FromClause = DIRECTORY.join(CANDIDATE, CANDIDATE.c.id == DIRECTORY.c.root_id)
    if sort.column in _PLACED or wanted.phase or wanted.employer:
        source = source.outerjoin(place, place.c.candidate == DIRECTORY.c.root_id)
        source = source.outerjoin(there, there.c.root_id == place.c.employer)
    elif sort.column != "municipality" and not wanted.municipality and not wanted.work:
        source = DIRECTORY
    statement = sa.select(DIRECTORY.c.rid, *columns).select_from(source)
    statement = statement.where(DIRECTORY.c.record == "candidate", DIRECTORY.c.in_trash == wanted.trash)
    if wanted.state:
        statement = statement.where(DIRECTORY.c.state == wanted.state)
    if wanted.work:
        statement = statement.where(_holds(CANDIDATE.c.wants_work, wanted.work))
    if wanted.phase:
        statement = statement.where(phase == wanted.phase)
    if wanted.employer:
        statement = statement.where(place.c.employer == wanted.employer)
    for since in _quiet_days(wanted, today):
        statement = statement.where(_quiet(who, since, today))
    if wanted.municipality:
        spelt = _spelt(connection, CANDIDATE.c.municipality, wanted.municipality)
        statement = statement.where(CANDIDATE.c.municipality.in_(spelt))
    return _in_order(connection, statement, "candidate", wanted.text, sort, key)


_PLACED = frozenset({"phase", "employer", "supervisor", "next"})


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _spelt(connection: sa.Connection, column: Any, wanted: str) -> list[str]:
    """All ways in which a word is written in a column."""
    folded = fold(wanted)
    written = connection.execute(sa.select(column).distinct()).scalars()
    return [text for text in written if text and fold(text) == folded]


def _in_order(
    connection: sa.Connection,
    statement: sa.Select[Any],
    record: str,
    text: str,
    sort: Sort,
    key: Callable[..., Any],
) -> list[int]:
    if text.strip():
        if (found := directory.matching(record, text)) is None:
            return []
        statement = statement.where(found)
    down = sort.descending and sort.column == "name"
    first = DIRECTORY.c.sort.desc() if down else DIRECTORY.c.sort
    statement = statement.order_by(first, DIRECTORY.c.rid)
    if sort.column == "name":
        # One text for all of them: ten thousand rows of Python take many times as long, at every key of a filter.
        ordered = statement.with_only_columns(DIRECTORY.c.rid, maintain_column_froms=True).subquery()
        joined = connection.scalar(sa.select(sa.func.group_concat(ordered.c.rid)))
        return [int(rid) for rid in joined.split(",")] if joined else []
    rows = connection.execute(statement).all()
    keyed = [(key(*row[1:]), row[0]) for row in rows]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=sort.descending)
    return [rid for _, rid in known] + [rid for value, rid in keyed if value is None]


def employers(connection: sa.Connection, wanted: EmployerFilter, sort: Sort, today: date) -> list[int]:
    """The directory rids of the employers that pass a filter, in order.

    Raises:
        KeyError: there is no such column.
    """
    placed = (
        sa.select(sa.func.count(PLACEMENT.c.candidate.distinct()))
        .where(PLACEMENT.c.employer == DIRECTORY.c.root_id, takes_place(today))
        .correlate(DIRECTORY)
        .scalar_subquery()
    )
    who = CONTACT.c.employer
    coming = _contact(sa.func.min, who, PLANNED, CONTACT.c.day >= today).correlate(DIRECTORY).scalar_subquery()
    met = _contact(sa.func.max, who, MET, CONTACT.c.day <= today).correlate(DIRECTORY).scalar_subquery()
    places = sa.type_coerce(EMPLOYER.c.places, sa.Integer)
    keys: dict[str, tuple[tuple[Any, ...], Callable[..., Any]]] = {
        "name": ((), lambda: None),
        "place": ((EMPLOYER.c.place,), _folded),
        "sector": ((EMPLOYER.c.sector,), _folded),
        "places": ((places,), lambda number: number),
        "placed": ((placed,), int),
        "free": ((places, placed), lambda all_, taken: None if all_ is None else max(0, all_ - taken)),
        "contact": ((first_contact(),), _folded),
        "last_contact": ((met,), lambda day: day),
        "next": ((coming,), lambda day: day),
    }
    columns, key = keys[sort.column]
    statement = (
        sa.select(DIRECTORY.c.rid, *columns)
        .select_from(DIRECTORY.join(EMPLOYER, EMPLOYER.c.id == DIRECTORY.c.root_id))
        .where(DIRECTORY.c.record == "employer", DIRECTORY.c.in_trash == wanted.trash)
    )
    for column, text in ((EMPLOYER.c.place, wanted.place), (EMPLOYER.c.sector, wanted.sector)):
        if text:
            statement = statement.where(column.in_(_spelt(connection, column, text)))
    for column, chosen in ((EMPLOYER.c.work_kinds, wanted.work), (EMPLOYER.c.surroundings, wanted.surrounding)):
        if chosen:
            statement = statement.where(_holds(column, chosen))
    if wanted.nature:
        statement = statement.where(sa.type_coerce(EMPLOYER.c.nature, sa.Text) == wanted.nature)
    if wanted.free:
        statement = statement.where(places > placed)
    for since in _quiet_days(wanted, today):
        statement = statement.where(_quiet(who, since, today))
    return _in_order(connection, statement, "employer", wanted.text, sort, key)


_WRITTEN = {
    ("candidates", "municipality"): CANDIDATE.c.municipality,
    ("employers", "place"): EMPLOYER.c.place,
    ("employers", "sector"): EMPLOYER.c.sector,
}


def written(connection: sa.Connection, list_: str, column: str) -> list[str]:
    """What stands in a column, every text once, by alphabet; nothing of what is in the trash.

    Raises:
        KeyError: there is no such list or column.
    """
    stands = _WRITTEN[list_, column]
    alive = sa.select(stands).where(stands.table.c.deleted_at.is_(None), stands != "").distinct()
    return sorted(connection.execute(alive).scalars(), key=fold)


def employing(connection: sa.Connection, today: date) -> list[tuple[UUID, str]]:
    """Id and name of every employer where somebody works now, by alphabet."""
    places = sa.select(PLACEMENT.c.employer).where(takes_place(today))
    statement = sa.select(DIRECTORY.c.root_id, DIRECTORY.c.title).where(
        DIRECTORY.c.record == "employer", DIRECTORY.c.in_trash.is_(False), DIRECTORY.c.root_id.in_(places)
    )
    return [(row.root_id, row.title) for row in connection.execute(statement.order_by(DIRECTORY.c.sort))]
