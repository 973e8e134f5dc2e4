"""What a caseload comes to in a year, without persons: advices, waiting, places, hours, phases, durations, ends.

What goes in and what comes out; the counting stands in :mod:`beschutdesk.rules.counting`. Every table is a partition:
each person, place or advice stands in exactly one row, so that its rows add up. What must not be read by others because
a cell is small follows in :mod:`beschutdesk.rules.disclosure`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from beschutdesk.dossier.around import AdviceEnd, AdviceOutcome, AdviceRoute
from beschutdesk.dossier.contract import ContractKind
from beschutdesk.dossier.placement import EndReason, MatchType, NextStep, PhaseKind


@dataclass(frozen=True, slots=True)
class Advice:
    """An advice as the numbers need it; see :class:`beschutdesk.dossier.around.Advice`."""

    requested_on: date | None = None
    decided_on: date | None = None
    outcome: AdviceOutcome | None = None
    route: AdviceRoute | None = None
    ended_on: date | None = None
    end_reason: AdviceEnd | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase as the numbers need it."""

    kind: PhaseKind | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A contract as the numbers need it."""

    kind: ContractKind | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week from a day on."""

    valid_from: date | None = None
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A placement as the numbers need it."""

    match_type: MatchType | None = None
    ended_on: date | None = None
    end_reason: EndReason | None = None
    next_step: NextStep | None = None
    phases: Sequence[Phase] = ()
    terms: Sequence[Hours] = ()
    contracts: Sequence[Signed] = ()

    @property
    def since(self) -> date | None:
        """First day of the first phase or contract."""
        days = (one.since for rows in (self.phases, self.contracts) for one in rows)
        return min((day for day in days if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody without a name.

    Attributes:
        closed: whether the dossier is closed now; nobody knows since when.
        advices: in the order in which they were written down.
        places: their placements.
    """

    closed: bool = False
    advices: Sequence[Advice] = ()
    places: Sequence[Place] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """One row.

    Attributes:
        key: stable English name; empty for what was not filled in.
        label: Dutch.
        count: how many.
        weeks: the middle duration in weeks, where durations are counted; ``None`` without any.
    """

    key: str
    label: str
    count: int
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers that belong together.

    Attributes:
        key: stable English name.
        title: Dutch heading.
        what: what is counted: ``mensen``, ``adviezen``, ``plaatsingen``, ``fasen``.
        when: the year, or the day that it is about.
        rows: in a fixed order, also those that are 0.
        totalled: whether the total says something; without it nobody can subtract.
        timed: whether the rows have a duration.
    """

    key: str
    title: str
    what: str
    when: str
    rows: tuple[Count, ...]
    totalled: bool = True
    timed: bool = False

    @property
    def total(self) -> int:
        """All rows together."""
        return sum(row.count for row in self.rows)


@dataclass(frozen=True, slots=True)
class Goal:
    """The places there are against those that the gemeente owes.

    Attributes:
        target: how many by the end of the year; ``None`` when nobody filled it in.
        source: where that number comes from, in Dutch.
        realised: people with a place.
        hours: their hours a week together, as far as they were filled in.
        unknown_hours: people of whom the hours are not known.
        full_hours: hours a week of one whole place, to convert with.
    """

    target: int | None
    source: str
    realised: int
    hours: Decimal
    unknown_hours: int
    full_hours: int

    @property
    def short(self) -> int | None:
        """How many places are still missing, negative when there are more than needed."""
        return None if self.target is None else self.target - self.realised

    @property
    def whole_places(self) -> Decimal:
        """The hours in whole places, one decimal."""
        return (self.hours / self.full_hours).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of one year.

    Attributes:
        year: the calendar year.
        on: the day on which states are counted: the last of the year, or today when that comes first.
        municipality: name, or empty for all together.
        people: how many candidates there are.
        goal: against the number that the gemeente owes.
        tables: in the order of a page.
    """

    year: int
    on: date
    municipality: str
    people: int
    goal: Goal
    tables: tuple[Table, ...]

    def table(self, key: str) -> Table:
        """One table.

        Raises:
            KeyError: there is no such table.
        """
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)
