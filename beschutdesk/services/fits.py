"""Who fits where: employers for a candidate and the other way round, laid side by side with reasons.

Nothing here counts points or puts one above another: lists are by name, and a comparison says per point what fits, what
clashes and what nobody asked yet.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.placement import MatchType, Placement
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.exchange import twins
from beschutdesk.rules.fit import Point, Topic, points
from beschutdesk.rules.folding import fold, words
from beschutdesk.services.dossiers import Dossiers, Saved
from beschutdesk.services.store import Store
from beschutdesk.storage import moments
from beschutdesk.trouble import Trouble

__all__ = ["CandidateHit", "Comparison", "EmployerHit", "Fits", "Found", "Row", "Wanted"]

_SAFE = "Er is niets veranderd."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; what is empty does not filter.

    Attributes:
        work: at least one of these kinds of work.
        surroundings: all of these, as far as somebody wrote them down; what is not there for sure falls out.
        place: a place name, also of another site.
        free: only with a free place; unknown counts as none.
        text: words that name, sector, place or kinds of work begin with.
    """

    work: frozenset[WorkKind] = frozenset()
    surroundings: frozenset[Surrounding] = frozenset()
    place: str = ""
    free: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class EmployerHit:
    """An employer in the list of a candidate.

    Attributes:
        free: places that are free now; ``None`` when nobody asked how many there are.
    """

    id: UUID
    name: str
    place: str
    work: tuple[WorkKind, ...]
    free: int | None


@dataclass(frozen=True, slots=True)
class CandidateHit:
    """A candidate in the list of an employer."""

    id: UUID
    name: str
    place: str
    wants: tuple[WorkKind, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was compared, with a cell for every column.

    Attributes:
        topic: its heading.
        what: a short Dutch word.
        cells: per column the point, or ``None`` where it does not apply.
    """

    topic: Topic
    what: str
    cells: tuple[Point | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several laid side by side.

    Attributes:
        columns: id and name, in the order that was asked for.
        rows: by topic, in the order of the page.
    """

    columns: tuple[tuple[UUID, str], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An employer or a candidate that may be the same.

    Attributes:
        place: of a candidate the municipality, else where they live.
        sure: whether it can hardly be another.
        reason: why, in Dutch.
    """

    id: UUID
    name: str
    place: str
    sure: bool
    reason: str


class Fits:
    """Matching in one profile."""

    def __init__(self, store: Store, dossiers: Dossiers) -> None:
        self._store = store
        self._dossiers = dossiers

    # -- lists ---------------------------------------------------------------------------------------------------------

    def wishes(self, candidate: UUID) -> Wanted:
        """What a search for this candidate begins with: the work that they want."""
        return Wanted(work=frozenset(self._candidate(candidate).wants_work))

    def employers(self, wanted: Wanted, today: date, *, candidate: UUID | None = None) -> list[EmployerHit]:
        """Employers that have it, by name; nothing in the trash.

        Args:
            wanted: what to look for.
            today: the day on which places are free.
            candidate: for whom; their own placement takes no place from themselves.
        """
        names = ("rid", "id", "name", "sector", "place", "work_kinds", "surroundings_not", "work_on_offer", "places")
        with self._store.reading() as connection:
            rows = moments.columns(connection, "employer", names, ("work_kinds", "surroundings_not"))
            taken = moments.taken(connection, today, but=candidate)
            sites: dict[int, list[str]] = {}
            for site in moments.rows_of(connection, "site", [row.rid for row in rows]) if wanted.place.strip() else ():
                sites.setdefault(site.parent_rid, []).append(site.place or "")
        out = []
        for row in rows:
            free = free_places(row.places, taken.get(row.id, 0))
            said = (row.name, row.sector, row.place, *_labels(row.work_kinds), *(row.work_on_offer or ()))
            if (
                (free or not wanted.free)
                and _fits(wanted, row.work_kinds, row.surroundings_not)
                and _is_at(wanted.place, (row.place or "", *sites.get(row.rid, ())))
                and _says(wanted.text, said)
            ):
                out.append(EmployerHit(row.id, row.name or "", row.place or "", _work(row.work_kinds), free))
        return sorted(out, key=lambda one: (fold(one.name), str(one.id)))

    def candidates(self, wanted: Wanted) -> list[CandidateHit]:
        """Candidates who want it, by name; nobody in the trash, nobody whose dossier is closed."""
        names = ("id", "name_used", "family_name", "place", "state", "wants_work", "suits_not")
        with self._store.reading() as connection:
            rows = moments.columns(connection, "candidate", names, ("state", "wants_work", "suits_not"))
        out = []
        for row in rows:
            name = _title(row)
            if (
                row.state != CandidateState.CLOSED.key
                and _fits(wanted, row.wants_work, row.suits_not)
                and _is_at(wanted.place, (row.place or "",))
                and _says(wanted.text, (name, row.place, *_labels(row.wants_work)))
            ):
                out.append(CandidateHit(row.id, name, row.place or "", _work(row.wants_work)))
        return sorted(out, key=lambda one: (fold(one.name), str(one.id)))

    # -- side by side --------------------------------------------------------------------------------------------------

    def compare(self, candidate: UUID, employers: Sequence[UUID], today: date) -> Comparison:
        """Employers side by side for one candidate.

        Raises:
            Trouble: the candidate or one of the employers is not there any more.
        """
        person = self._candidate(candidate)
        places = [self._employer(key) for key in employers]
        taken = self._taken(today, but=candidate)
        return _beside(
            [(place.id, place.name) for place in places],
            [points(person, place, taken.get(place.id, 0), today) for place in places],
        )

    def compare_candidates(self, employer: UUID, candidates: Sequence[UUID], today: date) -> Comparison:
        """Candidates side by side for one employer.

        Raises:
            Trouble: the employer or one of the candidates is not there any more.
        """
        place = self._employer(employer)
        people = [self._candidate(key) for key in candidates]
        found = [points(person, place, self._taken(today, but=person.id).get(place.id, 0), today) for person in people]
        return _beside([(person.id, _title(person)) for person in people], found)

    # -- an employer of their own --------------------------------------------------------------------------------------

    def propose(self, candidate: UUID, name: str, place: str = "", *, employer: UUID | None = None) -> Saved:
        """Keep an employer that the candidate proposed, with the placement, in one act that can be undone.

        Args:
            candidate: who proposes.
            name: of the employer.
            place: where; may be empty.
            employer: one that is here already, taken instead of making a new one; see :meth:`duplicates`.

        Raises:
            Trouble: the name is empty, or the candidate or employer is not there any more.
        """
        person = self._candidate(candidate)
        new: list[Record] = []
        if employer is not None:
            key = self._employer(employer).id
        else:
            if not name.strip():
                raise Trouble("De naam van de werkgever ontbreekt.", _SAFE, "Typ een naam.")
            made = Employer(name=" ".join(name.split()), place=" ".join(place.split()))
            new.append(made)
            key = made.id
        new.append(Placement(candidate=person.id, employer=key, match_type=MatchType.CANDIDATE_PROPOSED))
        return self._dossiers.add(new)

    def duplicates(self, employer: Employer) -> list[Found]:
        """Employers that may be the same as this one: same KvK-nummer or a name like it. The sure ones first.

        The same rules as when a table is brought in (:mod:`beschutdesk.exchange.twins`). An employer is no duplicate
        of itself; what lies in the trash does not count.
        """
        me = twins.of(employer)
        with self._store.reading() as connection:
            rows = moments.columns(connection, "employer", ("id", "name", "place", "kvk"))
        out = []
        for row in rows:
            if row.id == employer.id:
                continue
            seen = twins.Seen("employer")
            seen.add(twins.Known(row.name or "", row.place or "", row.kvk or "", row.id))
            if (twin := seen.find(me)) is not None:
                reason = _why(employer, row, sure=twin.sure)
                out.append(Found(row.id, row.name or "", row.place or "", twin.sure, reason))
        return sorted(out, key=lambda one: (not one.sure, fold(one.name), str(one.id)))

    def same_people(self, candidate: Candidate) -> list[Found]:
        """Candidates who may be the same person: same name and day of birth, or same BSN. The sure ones first.

        The same rules as when a table is brought in. Nobody is their own twin; what lies in the trash does not count.
        """
        me = twins.of(candidate)
        names = ("id", "name_used", "family_name", "born", "bsn", "municipality", "place")
        with self._store.reading() as connection:
            rows = moments.columns(connection, "candidate", names)
        out = []
        for row in rows:
            other = twins.Known(_title(row), row.born.isoformat() if row.born else "", row.bsn or "", row.id)
            apart = me.mark and other.mark and me.mark != other.mark and not (me.number and other.number)
            if apart or row.id == candidate.id:
                continue
            seen = twins.Seen("candidate")
            seen.add(other)
            if (twin := seen.find(me)) is not None:
                reason = _same(other, born=bool(me.mark) and me.mark == other.mark, sure=twin.sure)
                out.append(Found(row.id, other.title, row.municipality or row.place or "", twin.sure, reason))
        return sorted(out, key=lambda one: (not one.sure, fold(one.name), str(one.id)))

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _candidate(self, key: UUID) -> Candidate:
        found = self._dossiers.get("candidate", key)
        if not isinstance(found, Candidate) or found.deleted_at is not None:
            raise Trouble("Deze kandidaat is er niet meer.", _SAFE)
        return found

    def _employer(self, key: UUID) -> Employer:
        found = self._dossiers.get("employer", key)
        if not isinstance(found, Employer) or found.deleted_at is not None:
            raise Trouble("Deze werkgever is er niet meer.", _SAFE)
        return found

    def _taken(self, today: date, *, but: UUID) -> dict[UUID, int]:
        with self._store.reading() as connection:
            return moments.taken(connection, today, but=but)


def free_places(places: Decimal | None, taken: int) -> int | None:
    """Places that are free; ``None`` when nobody asked how many there are."""
    return None if places is None else max(0, int(places) - taken)


def _beside(columns: Sequence[tuple[UUID, str]], found: Sequence[Sequence[Point]]) -> Comparison:
    by_name = [{(point.topic, point.what): point for point in column} for column in found]
    named = dict.fromkeys(name for column in by_name for name in column)
    order = list(Topic)
    rows = [
        Row(topic, what, tuple(column.get((topic, what)) for column in by_name))
        for topic, what in sorted(named, key=lambda name: order.index(name[0]))
    ]
    return Comparison(tuple(columns), tuple(rows))


def _title(person: Any) -> str:
    return " ".join(part for part in (person.name_used, person.family_name) if part)


# There may be thousands of rows with few different lists of tags: each list is read once. Only keys are remembered.


@lru_cache(maxsize=10_000)
def _work(raw: str | None) -> tuple[WorkKind, ...]:
    return tuple(WorkKind.from_key(key) for key in json.loads(raw or "[]"))


def _labels(raw: str | None) -> list[str]:
    return [kind.label for kind in _work(raw)]


def _fits(wanted: Wanted, work: str | None, absent: str | None) -> bool:
    if wanted.work and wanted.work.isdisjoint(_work(work)):
        return False
    return not any(f'"{tag.key}"' in (absent or "") for tag in wanted.surroundings)


def _is_at(place: str, places: Iterable[str]) -> bool:
    return not (asked := words(place)) or any(words(one) == asked for one in places)


def _says(text: str, parts: Iterable[str | None]) -> bool:
    if not (asked := words(text).split()):
        return True
    said = [word for part in parts for word in words(part or "").split()]
    return all(any(word.startswith(one) for word in said) for one in asked)


def _same(other: twins.Known, *, born: bool, sure: bool) -> str:
    if sure and not born:
        return "Hetzelfde BSN."
    if sure:
        return "Dezelfde naam en geboortedatum."
    return "Dezelfde geboortedatum, en een naam die erop lijkt." if born else "Een naam die erop lijkt."


def _why(employer: Employer, row: Any, *, sure: bool) -> str:
    digits: Callable[[str], str] = lambda text: "".join(char for char in text if char.isdigit())  # noqa: E731
    if digits(employer.kvk) and digits(employer.kvk) == digits(row.kvk or ""):
        return "Hetzelfde KvK-nummer."
    if not sure:
        return "Een naam die erop lijkt."
    same = bool(words(employer.place)) and words(employer.place) == words(row.place or "")
    return "Dezelfde naam in dezelfde plaats." if same else "Dezelfde naam; de plaats is niet van beide bekend."
