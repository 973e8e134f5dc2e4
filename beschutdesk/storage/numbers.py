"""What numbers on a caseload are counted from, read by columns: no name leaves the database."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from beschutdesk.dossier.around import AdviceEnd, AdviceOutcome, AdviceRoute
from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.contract import ContractKind
from beschutdesk.dossier.placement import EndReason, MatchType, NextStep, PhaseKind
from beschutdesk.dossier.values import Choices
from beschutdesk.rules.numbers import Advice, Hours, Person, Phase, Place, Signed
from beschutdesk.storage.mapping import TABLES

_CANDIDATE, _PLACEMENT = TABLES["candidate"], TABLES["placement"]
_ADVICE, _PHASE, _TERMS = TABLES["advice"], TABLES["placement_phase"], TABLES["terms"]
_CONTRACT = TABLES["contract"]
_DATED: Final = ("requested_on", "decided_on", "ended_on", "since", "until", "valid_from")

C = TypeVar("C", bound=Choices)


def municipalities(connection: sa.Connection) -> list[str]:
    """The gemeente of every candidate that is not in the trash, as it was written; empty where it was not."""
    statement = sa.select(_CANDIDATE.c.municipality).where(_CANDIDATE.c.deleted_at.is_(None))
    return [text or "" for text in connection.execute(statement).scalars()]


def people(connection: sa.Connection, wanted: Callable[[str], bool]) -> Iterator[Person]:
    """Everybody of whom the gemeente is wanted, without a name; nobody and nothing from the trash.

    Args:
        connection: of a reading transaction.
        wanted: is given the gemeente as it was written.
    """
    advices = _grouped(
        connection, _ADVICE, ("requested_on", "decided_on", "outcome", "route", "ended_on", "end_reason")
    )
    phases = _grouped(connection, _PHASE, ("kind", "since", "until"))
    terms = _grouped(connection, _TERMS, ("valid_from", "hours"))
    contracts = _grouped(connection, _CONTRACT, ("kind", "since", "until"))
    route, outcome, end = _by_key(AdviceRoute), _by_key(AdviceOutcome), _by_key(AdviceEnd)
    kind, paper, match = _by_key(PhaseKind), _by_key(ContractKind), _by_key(MatchType)
    reason, after = _by_key(EndReason), _by_key(NextStep)
    places: defaultdict[bytes, list[Place]] = defaultdict(list)
    for row in connection.execute(
        _plain(_PLACEMENT, ("rid", "candidate", "match_type", "ended_on", "end_reason", "next_step")).where(
            _PLACEMENT.c.deleted_at.is_(None)
        )
    ):
        rid, candidate, match_type, ended_on, end_reason, next_step = row
        places[candidate].append(
            Place(
                match.get(match_type),
                ended_on,
                reason.get(end_reason),
                after.get(next_step),
                [Phase(kind.get(one[0]), one[1], one[2]) for one in phases.get(rid, ())],
                [Hours(*one) for one in terms.get(rid, ())],
                [Signed(paper.get(one[0]), one[1], one[2]) for one in contracts.get(rid, ())],
            )
        )
    for rid, key, municipality, state in connection.execute(
        _plain(_CANDIDATE, ("rid", "id", "municipality", "state"))
        .where(_CANDIDATE.c.deleted_at.is_(None))
        .order_by(_CANDIDATE.c.rid)
    ):
        if wanted(municipality or ""):
            asked = [
                Advice(one[0], one[1], outcome.get(one[2]), route.get(one[3]), one[4], end.get(one[5]))
                for one in advices.get(rid, ())
            ]
            yield Person(state == CandidateState.CLOSED.key, asked, places.get(key, ()))


def _by_key(options: type[C]) -> dict[str | None, C]:
    """Looked up by its key without a search: there are tens of thousands of rows."""
    return {one.key: one for one in options}


def _grouped(connection: sa.Connection, table: sa.Table, names: Sequence[str]) -> dict[int, list[Any]]:
    """The rows of each root, in their order."""
    out: dict[int, list[Any]] = {}
    for row in connection.execute(_plain(table, ("parent_rid", *names)).order_by(table.c.parent_rid, table.c.position)):
        out.setdefault(row[0], []).append(row[1:])
    return out


def _plain(table: sa.Table, names: Sequence[str]) -> sa.Select[Any]:
    """Columns as they are kept: choices as their keys, ids as bytes; days and numbers as they are."""
    columns: list[Any] = []
    for name in names:
        column = table.c[name]
        if name in ("id", "candidate"):
            columns.append(sa.type_coerce(column, sa.LargeBinary).label(name))
        elif name in (*_DATED, "hours", "rid", "parent_rid"):
            columns.append(column)
        else:
            columns.append(sa.type_coerce(column, sa.Text).label(name))
    return sa.select(*columns)
