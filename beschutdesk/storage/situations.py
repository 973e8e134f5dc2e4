"""What rules look at, read by columns for many placements at once. No dossier is loaded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.fields import REGISTRY
from beschutdesk.rules.chain import Paper, papers
from beschutdesk.rules.schemes import Schemes, standard
from beschutdesk.rules.signals.situation import UNTOLD_DAYS, Paperwork, Situation, called
from beschutdesk.rules.signals.visited import Contact
from beschutdesk.rules.time import days_after, in_force
from beschutdesk.storage import at_subsidies, at_visits
from beschutdesk.storage.attention_visits import MET, SEEN, TELLS
from beschutdesk.storage.mapping import CONTACT, TABLES

_BATCH: Final = 500
_PLACEMENT, _CANDIDATE, _EMPLOYER = (TABLES[name] for name in ("placement", "candidate", "employer"))
_VISIT, _SUBJECT, _PHASE = TABLES["visit"], TABLES["visit_subject"], TABLES["placement_phase"]
_KNOWN: Final = frozenset(one.name for one in fields(Situation))
LISTS: Final = {child: name for name, child in REGISTRY["placement"].children.items() if name in _KNOWN}
"""Attribute of a placement by the name of its rows."""

Rows = Mapping[int, Sequence[Any]]
Needs = Mapping[str, set[int]]
"""Which rids need what: names of rows, or one of :data:`MORE`."""
MORE: Final = ("papers", "contacts", "follows", "guides", "paperwork", "promises", "found", "subsidies")
"""What stands around a placement: papers of the candidate, contacts, whether another placement follows, who guides,
portfolios, open agreements of visits, what was found of the supervision there, and applications for subsidy.
"""


@dataclass(frozen=True, slots=True)
class _Bare:
    """As much of a placement as the chain of contracts needs."""

    id: UUID
    employer: UUID | None
    ended_on: date | None
    contracts: Sequence[Any]
    phases: Sequence[Any]
    deleted_at: None = field(default=None)


def situations(
    connection: sa.Connection,
    needs: Needs,
    today: date,
    share_from: date | None = None,
    schemes: Schemes | None = None,
) -> dict[int, Situation]:
    """The placements that anything is needed of, by rid, with those lists filled.

    Args:
        connection: to read from.
        needs: see :data:`Needs`.
        today: the day that is asked about.
        share_from: the first day of which the result of a visit is still asked after; only the latest when left out.
        schemes: for begeleidingssubsidie; those of the program by default.
    """
    rids = sorted(set[int]().union(*needs.values())) if needs else []
    heads = _heads(connection, rids)
    lists = {name: rows(connection, name, needs.get(name, ())) for name in LISTS}
    chains = _papers(connection, _asking(heads, needs, "papers"))
    seen = _contacts(connection, needs.get("contacts", ()), today, share_from or today)
    shared = _shared(connection, _asking(heads, needs, "contacts"))
    later = _follows(connection, _asking(heads, needs, "follows"), today)
    guides, others = _guides(connection, _asking(heads, needs, "guides"), today)
    settled = _paperwork(connection, _asking(heads, needs, "paperwork"))
    promised = at_visits.promises(connection, sorted(needs.get("promises", ())))
    judged = at_visits.found(connection, sorted(needs.get("found", ())))
    asked = at_subsidies.asked(connection, _asking(heads, needs, "subsidies"), schemes or standard())
    return {
        rid: Situation(
            root=head.id,
            candidate=head.candidate,
            who=called(head.name_used, head.family_name) if head.candidate is not None else "",
            beside=head.employer_name or "",
            municipality=head.municipality or "",
            closed=head.state is CandidateState.CLOSED,
            follows=rid in later,
            ended_on=head.ended_on,
            end_reason=head.end_reason,
            next_step=head.next_step,
            next_contact_on=head.next_contact_on,
            safety_net=head.safety_net or "",
            supervisors=guides.get(head.employer, ()),
            others=others.get(rid, ()),
            papers=chains.get(head.candidate, ()),
            contacts=seen.get(rid, ()),
            shared=shared.get(rid, (None, None)),
            paperwork=settled.get(rid, ()),
            promises=promised.get(rid, ()),
            found_at_visits=judged.get(rid, ()),
            subsidies=asked.get(rid, ()),
            **{name: lists[child].get(rid, ()) for child, name in LISTS.items()},
        )
        for rid, head in heads.items()
    }


def rid_of(connection: sa.Connection, placement: UUID) -> int | None:
    """The row number of a placement that is not in the trash."""
    query = sa.select(_PLACEMENT.c.rid).where(_PLACEMENT.c.id == placement, _PLACEMENT.c.deleted_at.is_(None))
    return connection.execute(query).scalar()


def rids_of(connection: sa.Connection, candidate: UUID) -> list[int]:
    """The row numbers of the placements of somebody that are not in the trash."""
    query = sa.select(_PLACEMENT.c.rid).where(_PLACEMENT.c.candidate == candidate, _PLACEMENT.c.deleted_at.is_(None))
    return list(connection.execute(query.order_by(_PLACEMENT.c.rid)).scalars())


def rows(connection: sa.Connection, record: str, parents: Iterable[int]) -> dict[int, list[Any]]:
    """The rows of a record under these roots, in their order: fields, ``id`` and ``parent_rid``, without stamps."""
    table, wanted = TABLES[record], sorted(parents)
    columns = [table.c.id, table.c.parent_rid, *(table.c[spec.key] for spec in REGISTRY[record].specs.values())]
    found: dict[int, list[Any]] = {}
    for part in parts(wanted):
        query = sa.select(*columns).where(table.c.parent_rid.in_(part)).order_by(table.c.parent_rid, table.c.position)
        for row in connection.execute(query):
            found.setdefault(row.parent_rid, []).append(row)
    return found


# -- parts -------------------------------------------------------------------------------------------------------------


def parts(rids: Sequence[int]) -> Iterable[Sequence[int]]:
    """As many at a time as SQLite takes."""
    return (rids[start : start + _BATCH] for start in range(0, len(rids), _BATCH))


def _asking(heads: Mapping[int, Any], needs: Needs, what: str) -> dict[int, Any]:
    return {rid: heads[rid] for rid in needs.get(what, ()) if rid in heads}


def _heads(connection: sa.Connection, rids: Sequence[int]) -> dict[int, Any]:
    names = (
        "rid",
        "id",
        "candidate",
        "employer",
        "ended_on",
        "end_reason",
        "next_step",
        "next_contact_on",
        "safety_net",
    )
    query = sa.select(
        *(_PLACEMENT.c[name] for name in names),
        _CANDIDATE.c.name_used,
        _CANDIDATE.c.family_name,
        _CANDIDATE.c.municipality,
        _CANDIDATE.c.state,
        _EMPLOYER.c.name.label("employer_name"),
    ).select_from(
        _PLACEMENT.outerjoin(_CANDIDATE, _PLACEMENT.c.candidate == _CANDIDATE.c.id).outerjoin(
            _EMPLOYER, _PLACEMENT.c.employer == _EMPLOYER.c.id
        )
    )
    return {row.rid: row for part in parts(rids) for row in connection.execute(query.where(_PLACEMENT.c.rid.in_(part)))}


def _by_candidate(connection: sa.Connection, asking: Mapping[int, Any]) -> dict[UUID, list[Any]]:
    """All placements of the candidates of these that are not in the trash."""
    people = list({head.candidate for head in asking.values() if head.candidate is not None})
    columns = (_PLACEMENT.c[name] for name in ("rid", "id", "candidate", "employer", "ended_on"))
    query = sa.select(*columns).where(_PLACEMENT.c.deleted_at.is_(None))
    found: dict[UUID, list[Any]] = defaultdict(list)
    for start in range(0, len(people), _BATCH):
        part = people[start : start + _BATCH]
        for row in connection.execute(query.where(_PLACEMENT.c.candidate.in_(part)).order_by(_PLACEMENT.c.rid)):
            found[row.candidate].append(row)
    return found


def _papers(connection: sa.Connection, asking: Mapping[int, Any]) -> dict[UUID | None, tuple[Paper, ...]]:
    places = _by_candidate(connection, asking)
    rids = [row.rid for group in places.values() for row in group]
    contracts, phases = rows(connection, "contract", rids), rows(connection, "placement_phase", rids)
    found: dict[UUID | None, tuple[Paper, ...]] = {}
    for person, group in places.items():
        bare: list[Any] = [
            _Bare(row.id, row.employer, row.ended_on, contracts.get(row.rid, ()), phases.get(row.rid, ()))
            for row in group
        ]
        found[person] = papers(bare)
    return found


def _follows(connection: sa.Connection, asking: Mapping[int, Any], today: date) -> set[int]:
    """Those whose candidate has another placement that runs, or of which a phase or contract began later."""
    places = _by_candidate(connection, asking)
    rids = [row.rid for group in places.values() for row in group]
    began: dict[int, date] = {}
    for table in (_PHASE, TABLES["contract"]):
        query = sa.select(table.c.parent_rid, sa.func.min(table.c.since)).where(table.c.since.is_not(None))
        for part in parts(sorted(rids)):
            for rid, since in connection.execute(
                query.where(table.c.parent_rid.in_(part)).group_by(table.c.parent_rid)
            ):
                began[rid] = min(since, began.get(rid, since))
    found = set()
    for rid, head in asking.items():
        for one in places.get(head.candidate, ()):
            runs = one.ended_on is None or one.ended_on >= today
            if one.rid != rid and (runs or began.get(one.rid, date.min) > began.get(rid, date.min)):
                found.add(rid)
    return found


def _guides(
    connection: sa.Connection, asking: Mapping[int, Any], today: date
) -> tuple[dict[UUID | None, list[Any]], dict[int, list[Any]]]:
    """The supervisors of each employer, and per placement the terms of today of everybody else there."""
    employers = list({head.employer for head in asking.values() if head.employer is not None})
    staff: dict[UUID | None, list[Any]] = {}
    there: dict[UUID, list[Any]] = defaultdict(list)
    for start in range(0, len(employers), _BATCH):
        part = employers[start : start + _BATCH]
        known = connection.execute(sa.select(_EMPLOYER.c.rid, _EMPLOYER.c.id).where(_EMPLOYER.c.id.in_(part))).all()
        guides = rows(connection, "supervisor", [row.rid for row in known])
        staff |= {row.id: guides.get(row.rid, []) for row in known}
        query = sa.select(_PLACEMENT.c.rid, _PLACEMENT.c.employer).where(
            _PLACEMENT.c.employer.in_(part),
            _PLACEMENT.c.deleted_at.is_(None),
            _PLACEMENT.c.ended_on.is_(None) | (_PLACEMENT.c.ended_on >= today),
        )
        for row in connection.execute(query):
            there[row.employer].append(row.rid)
    terms = rows(connection, "terms", [rid for group in there.values() for rid in group])
    held = {rid: in_force(of, today) for rid, of in terms.items()}
    others: dict[int, list[Any]] = {}
    for rid, head in asking.items():
        beside = (held.get(other) for other in there.get(head.employer, ()) if other != rid)
        others[rid] = [one for one in beside if one is not None]
    return staff, others


_LATEST: Final = tuple(
    sa.text(
        f"""
        SELECT k.visit, k.day, v.medium, v.state, s.concern, s.not_shared_because, live.rid
        FROM placement live JOIN directory_contact k ON k.rid = {line} JOIN visit v ON v.id = k.visit
        JOIN visit_subject s ON s.id = k.subject
        WHERE live.rid IN :rids
        """  # noqa: S608 - put together of what stands in attention_visits.py
    )
    .bindparams(sa.bindparam("rids", expanding=True))
    .columns(
        CONTACT.c.visit,
        CONTACT.c.day,
        _VISIT.c.medium,
        _VISIT.c.state,
        _SUBJECT.c.concern,
        _SUBJECT.c.not_shared_because,
        _PLACEMENT.c.rid,
    )
    for line in (SEEN, MET)
)


def _contacts(
    connection: sa.Connection, rids: Iterable[int], today: date, share_from: date
) -> dict[int, list[Contact]]:
    """Per placement: what is planned or was just now, the latest contact, the latest at work, and those since a day."""
    live = _PLACEMENT.alias("live")
    columns = (
        CONTACT.c.visit,
        CONTACT.c.day,
        _VISIT.c.medium,
        _VISIT.c.state,
        _SUBJECT.c.concern,
        _SUBJECT.c.not_shared_because,
        live.c.rid,
    )
    found: dict[int, dict[UUID, Contact]] = defaultdict(dict)
    about = (
        sa.select(*columns)
        .select_from(
            live.join(CONTACT, CONTACT.c.candidate == live.c.candidate)
            .join(_SUBJECT, _SUBJECT.c.id == CONTACT.c.subject)
            .join(_VISIT, _VISIT.c.id == CONTACT.c.visit)
        )
        .where(_SUBJECT.c.placement.is_(None) | (_SUBJECT.c.placement == live.c.id))
        .order_by(CONTACT.c.rid)
    )
    planned = about.where(CONTACT.c.what == "planned", CONTACT.c.day >= days_after(today, -UNTOLD_DAYS))
    shared = about.where(CONTACT.c.seen.is_(True), CONTACT.c.day.between(share_from, today))
    for part in parts(sorted(rids)):
        read = [row for query in (planned, shared) for row in connection.execute(query.where(live.c.rid.in_(part)))]
        for query in _LATEST:
            read += connection.execute(query, {"today": today.isoformat(), "rids": list(part)})
        for row in read:
            said = (row.concern, row.not_shared_because or "")
            found[row.rid].setdefault(row.visit, Contact(row.visit, row.day, row.medium, row.state, *said))
    return {rid: sorted(group.values(), key=lambda one: one.day) for rid, group in found.items()}


_DOCUMENTS: Final = (  # put together of what stands here
    f"""
    SELECT d.candidate, d.placement, d.audience, max(coalesce(json_extract(v.at, '$.day'), d.issued_on))
    FROM issued_document d LEFT JOIN visit v ON v.id = d.visit AND v.deleted_at IS NULL
    WHERE d.deleted_at IS NULL AND {TELLS} AND d.audience IN ('employer', 'supervisor')
      AND d.issued_on IS NOT NULL AND NOT (d.candidate IS NULL AND d.visit IS NOT NULL)
    GROUP BY d.candidate, d.placement, d.audience
    """,  # noqa: S608
    f"""
    SELECT s.candidate, s.placement, d.audience, max(coalesce(json_extract(v.at, '$.day'), d.issued_on))
    FROM issued_document d JOIN visit v ON v.id = d.visit AND v.deleted_at IS NULL
    JOIN visit_subject s ON s.parent_rid = v.rid
    WHERE d.deleted_at IS NULL AND {TELLS} AND d.audience IN ('employer', 'supervisor')
      AND d.issued_on IS NOT NULL AND d.candidate IS NULL AND s.candidate IS NOT NULL
    GROUP BY s.candidate, s.placement, d.audience
    """,  # noqa: S608
)
"""Documents about one person, and those on whole visits; a report counts for the day of its visit."""


def _shared(connection: sa.Connection, asking: Mapping[int, Any]) -> dict[int, tuple[date | None, date | None]]:
    """Up to which day employer and supervisor know how visits went; see :attr:`Situation.shared`."""
    table = TABLES["issued_document"]
    last: dict[tuple[Any, Any, str], date] = {}
    for text in _DOCUMENTS:
        query = sa.text(text).columns(table.c.candidate, table.c.placement, table.c.audience, sa.column("day", sa.Date))
        for *of, day in connection.execute(query):
            key = (of[0], of[1], of[2])
            if day is not None:
                last[key] = max(day, last.get(key, date.min))
    if not last:
        return {}
    found = {}
    for rid, head in asking.items():
        days = []
        for audience in ("employer", "supervisor"):
            both = (last.get((head.candidate, place, audience)) for place in (None, head.id))
            days.append(max((day for day in both if day is not None), default=None))
        found[rid] = (days[0], days[1])
    return found


def _paperwork(connection: sa.Connection, asking: Mapping[int, Any]) -> dict[int, list[Paperwork]]:
    people = list({head.candidate for head in asking.values() if head.candidate is not None})
    portfolio, issued = TABLES["portfolio"], TABLES["issued_document"]
    names = ("id", "candidate", "placement", "review_on", "discussed_on")
    made: dict[UUID, list[Any]] = defaultdict(list)
    last: dict[UUID, list[tuple[UUID | None, date]]] = defaultdict(list)
    for start in range(0, len(people), _BATCH):
        part = people[start : start + _BATCH]
        query = sa.select(*(portfolio.c[name] for name in names)).where(portfolio.c.deleted_at.is_(None))
        for row in connection.execute(query.where(portfolio.c.candidate.in_(part)).order_by(portfolio.c.rid)):
            made[row.candidate].append(row)
        papers_out = sa.select(issued.c.portfolio, issued.c.placement, issued.c.issued_on).where(
            issued.c.candidate.in_(part),
            issued.c.deleted_at.is_(None),
            issued.c.portfolio.is_not(None),
            issued.c.issued_on.is_not(None),
        )
        for row in connection.execute(papers_out):
            last[row.portfolio].append((row.placement, row.issued_on))
    found: dict[int, list[Paperwork]] = {}
    for rid, head in asking.items():
        for one in made.get(head.candidate, ()):
            if one.placement not in (None, head.id):
                continue
            days = [day for place, day in last.get(one.id, ()) if place in (None, head.id)]
            settled = max((day for day in (one.discussed_on, *days) if day is not None), default=None)
            found.setdefault(rid, []).append(Paperwork(one.id, one.review_on, settled))
    return found
