"""The waiting list, per gemeente: it follows from advices and placements and is kept nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.folding import fold, words
from beschutdesk.rules.waiting import Standing, Stretch, Wait, is_on_list, stretches, wait
from beschutdesk.services.store import Store
from beschutdesk.storage import directory, moments

__all__ = ["Line", "Place", "Waiting", "rids"]

UNKNOWN = "gemeente niet ingevuld"
"""Heading for those whose gemeente is not filled in."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on the waiting list.

    Attributes:
        since: first day of waiting; ``None`` when the day of the decision was not written down.
        days: days waited; ``None`` when :attr:`since` is.
    """

    id: UUID
    name: str
    municipality: str
    since: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """The waiting list of one gemeente.

    Attributes:
        municipality: its name as it is written most often.
        lines: who waits longest first; those of whom it is not known since when last.
    """

    municipality: str
    lines: tuple[Line, ...]


class Waiting:
    """Waiting lists of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def standing(self, candidate: UUID, today: date) -> Wait:
        """Where one candidate stands."""
        with self._store.reading() as connection:
            person = moments.root(connection, "candidate", candidate)
            if person is None:
                return Wait(Standing.NO_ADVICE)
            advices = moments.rows_of(connection, "advice", [person.rid])
            places = moments.placements(connection, candidate=candidate)
            rids = [place.rid for place in places]
            phases = _by_place(moments.rows_of(connection, "placement_phase", rids))
            contracts = _by_place(moments.rows_of(connection, "contract", rids))
        found = [
            one for place in places for one in stretches(_days(phases[place.rid]), place.ended_on, contracts[place.rid])
        ]
        return wait(advices, found, today)

    def list(self, today: date) -> list[Place]:
        """Who waits, per gemeente by name; whose dossier is closed or in the trash does not."""
        lines = []
        with self._store.reading() as connection:
            for person, found in _everybody(connection, today):
                if is_on_list(person.state, found.standing):
                    name = " ".join(part for part in (person.name_used, person.family_name) if part)
                    municipality = " ".join((person.municipality or "").split())
                    lines.append(Line(person.id, name, municipality, found.since, found.days))
        return _by_municipality(lines)


@dataclass(frozen=True, slots=True)
class _Known:
    """Directory rids by standing, as they were at one moment."""

    mark: int
    today: date
    rids: Mapping[str, frozenset[int]]


def rids(store: Store, connection: sa.Connection, today: date) -> Mapping[str, frozenset[int]]:
    """The directory rids of the candidates by key of a standing; nobody in the trash, and who waits is on the list.

    Read once until something is saved: a list asks for it at every key.
    """
    mark = directory.mark(connection)
    known = store.memory.get(_STANDINGS)
    if isinstance(known, _Known) and (known.mark, known.today) == (mark, today):
        return known.rids
    rid_of = directory.rids_by_id(connection, "candidate")
    found: dict[str, set[int]] = {standing.key: set() for standing in Standing}
    for person, one in _everybody(connection, today):
        if one.standing is not Standing.WAITING or is_on_list(person.state, one.standing):
            found[one.standing.key].add(rid_of[person.id])
    known = _Known(mark, today, {key: frozenset(there) for key, there in found.items()})
    store.memory[_STANDINGS] = known
    return known.rids


_STANDINGS = "standings of candidates"


def _everybody(connection: sa.Connection, today: date) -> Iterator[tuple[Any, Wait]]:
    """Where everybody stands who is not in the trash."""
    people = moments.people(connection)
    asked: dict[int, list[Any]] = {}
    for row in moments.advices(connection):
        asked.setdefault(row.parent_rid, []).append(row)
    phases = _by_place(moments.days_of(connection, "placement_phase"))
    contracts = _by_place(moments.days_of(connection, "contract"))
    placed: dict[UUID, list[Stretch]] = {}
    for rid in {**phases, **contracts}:
        drawn, signed = phases.get(rid, []), contracts.get(rid, [])
        head = (drawn or signed)[0]
        placed.setdefault(head.candidate, []).extend(stretches(_days(drawn), head.ended_on, signed))
    for person in people:
        yield person, wait(asked.get(person.rid, ()), placed.get(person.id, ()), today)


def _by_place(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    """Rows by the row number of their placement."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.parent_rid].append(row)
    return found


def _days(phases: Iterable[Any]) -> list[tuple[PhaseKind | None, date | None, date | None]]:
    return [(row.kind, row.since, row.until) for row in phases]


def _by_municipality(lines: list[Line]) -> list[Place]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(words(line.municipality), []).append(line)
    places = []
    for key in sorted(groups, key=lambda key: (not key, key)):
        spelled = [line.municipality for line in groups[key]]
        name = max(sorted(set(spelled)), key=spelled.count) if key else UNKNOWN
        order = sorted(groups[key], key=lambda line: (line.since is None, line.since or date.max, fold(line.name)))
        places.append(Place(name, tuple(order)))
    return places
