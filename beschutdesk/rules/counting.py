"""Counting a caseload for *Overzicht*, see :mod:`beschutdesk.rules.numbers`.

A place that counts for the number a gemeente owes (Participatiewet art. 10b lid 4) is every phase that ends the
waiting and is no introduction: contract, detachering, interne plek SOB, and a break in one of those. A contract of
which nobody drew the phase is one too, and stands in the tables of phases as the phase that it is.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Final, TypeVar

from beschutdesk.dossier.around import AdviceEnd, AdviceOutcome, AdviceRoute
from beschutdesk.dossier.placement import EndReason, MatchType, NextStep, PhaseKind
from beschutdesk.dossier.values import Choices
from beschutdesk.rules.contracts import Drawn, never_drawn
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.numbers import Advice, Count, Goal, Overview, Person, Phase, Place, Table
from beschutdesk.rules.time import days_after, full_months, in_force, in_words
from beschutdesk.rules.waiting import ACQUAINTANCE, LOOKING_AROUND, Standing, Stretch, stretches, wait

PLACES: Final = tuple(kind for kind in PhaseKind if kind not in ACQUAINTANCE | LOOKING_AROUND)
"""Kinds of phase that are a place, from loose to firm but for the break."""
_FIRMNESS: Final = (
    PhaseKind.BREAK,
    PhaseKind.INTERNAL_SOB,
    PhaseKind.SECONDMENT,
    PhaseKind.CONTRACT_TEMPORARY,
    PhaseKind.CONTRACT_PERMANENT,
)
_MEETING: Final = tuple(kind for kind in PhaseKind if kind in ACQUAINTANCE)
_WAITS: Final = ((3, "korter dan 3 maanden"), (6, "3 tot 6 maanden"), (12, "6 tot 12 maanden"))
_LENGTHS: Final = (
    (2, "korter dan 2 maanden"),
    (6, "2 tot 6 maanden"),
    (12, "6 maanden tot een jaar"),
    (24, "1 tot 2 jaar"),
    (36, "2 tot 3 jaar"),
)
_HOURS: Final = ((12, "minder dan 12 uur"), (20, "12 tot 20 uur"), (28, "20 tot 28 uur"))
_UNKNOWN: Final = "niet ingevuld"


def overview(
    people: Iterable[Person],
    year: int,
    today: date,
    *,
    municipality: str = "",
    target: int | None = None,
    source: str = "",
    figures: Figures | None = None,
) -> Overview:
    """Count a caseload; people may come as a stream.

    Args:
        people: those of the gemeente that is asked about.
        year: the calendar year; it has begun.
        today: nothing after it is counted.
        municipality: only a heading.
        target, source: the number that the gemeente owes and where it comes from.
        figures: numbers to count with.
    """
    known = figures or standard()
    on = min(date(year, 12, 31), today)
    tally = _Tally(year, on, current=on == today)
    for person in people:
        tally.add(person)
    goal = Goal(
        target,
        source,
        tally.placed,
        tally.hours,
        tally.unknown_hours,
        known.on("whole_place_hours", on),
    )
    return Overview(year, on, municipality, tally.people, goal, tally.tables())


_E = TypeVar("_E", bound=Choices)


class _Tally:
    """Adds people up, one by one."""

    def __init__(self, year: int, on: date, *, current: bool) -> None:
        self._first, self._on, self._current, self._year = date(year, 1, 1), on, current, year
        self.people = self.placed = self.unknown_hours = 0
        self.hours = Decimal(0)
        self._counts: dict[tuple[str, object], int] = {}
        self._days: dict[tuple[str, object], list[int]] = {}

    def add(self, person: Person) -> None:
        """Count one person in all tables."""
        self.people += 1
        for advice in person.advices:
            self._advice(advice)
        for place in person.places:
            self._placement(place)
        self._standing(person)

    def _count(self, table: str, row: object) -> None:
        self._counts[table, row] = self._counts.get((table, row), 0) + 1

    def _in_year(self, day: date | None) -> bool:
        return day is not None and self._first <= day <= self._on

    def _advice(self, advice: Advice) -> None:
        if self._in_year(advice.requested_on):
            self._count("advices_asked", advice.route)
        if self._in_year(advice.decided_on):
            self._count("advices_decided", advice.outcome)
        if self._in_year(advice.ended_on):
            self._count("advices_ended", advice.end_reason)

    def _placement(self, place: Place) -> None:
        since, on = place.since, self._on
        if self._in_year(since):
            self._count("started", place.match_type)
        signed = never_drawn(place.contracts, _drawn(place))
        for phase in (*place.phases, *(Phase(*one) for one in signed)):
            ends = min((day for day in (phase.until, place.ended_on) if day is not None), default=None)
            if self._in_year(phase.since):
                self._count("phases_started", phase.kind)
            if self._in_year(ends) and ends is not None and (phase.since is None or phase.since <= ends):
                self._count("phases_ended", phase.kind)
                if phase.since is not None:
                    self._days.setdefault(("phases_ended", phase.kind), []).append((ends - phase.since).days + 1)
        if self._in_year(place.ended_on):
            self._count("ended", place.end_reason)
            self._count("next", place.next_step)
            self._count("lengths", _band(since, place.ended_on, _LENGTHS, "3 jaar of langer"))
        if since is not None and since <= on and (place.ended_on is None or place.ended_on >= on):
            self._count("running", _band(since, on, _LENGTHS, "3 jaar of langer"))

    def _standing(self, person: Person) -> None:
        on = self._on
        known = [_as_known(advice, on) for advice in person.advices if _was_there(advice, on)]
        spans = [(place, _stretches(place)) for place in person.places]
        found = wait(known, [one for _, parts in spans for one in parts], on)
        running = [(place, one) for place, parts in spans for one in parts if one.is_place and one.runs(on)]
        if found.standing is Standing.PLACED:
            firm = [one.kind for _, one in running if one.kind in _FIRMNESS]
            self._count("places", max(firm, key=_FIRMNESS.index))
            self._hours([place for place, one in running if one.kind in _FIRMNESS])
            self.placed += 1
        elif found.standing is Standing.MEETING:
            latest = max(running, key=lambda pair: pair[1].since or date.min)
            self._count("meeting", latest[1].kind)
        elif person.closed and self._current:
            self._count("standing", "closed")
            return
        elif found.standing is Standing.WAITING:
            self._count("waiting", _band(found.since, on, _WAITS, "een jaar of langer"))
        self._count("standing", found.standing)

    def _hours(self, places: Sequence[Place]) -> None:
        ids = {id(place): place for place in places}
        said = [terms.hours for place in ids.values() if (terms := in_force(place.terms, self._on)) is not None]
        hours = [one for one in said if one is not None]
        if not hours:
            self.unknown_hours += 1
            self._count("hours", _UNKNOWN)
            return
        total = sum(hours, Decimal(0))
        self.hours += total
        self._count("hours", next((label for least, label in _HOURS if total < least), "28 uur of meer"))

    # -- tables --------------------------------------------------------------------------------------------------------

    def tables(self) -> tuple[Table, ...]:
        """All tables."""
        on = f"op {in_words(self._on)}"
        year = f"in {self._year}" + (f", tot en met {in_words(self._on)}" if self._current else "")
        return (
            self._table("standing", "Waar staan mensen", "mensen", on, self._standings(), totalled=False),
            self._table("waiting", "Wachtlijst: hoe lang al", "mensen", on, _bands(_WAITS, "een jaar of langer")),
            self._table("places", "Met een plek, naar soort", "mensen", on, _of(PLACES, unknown=False)),
            self._table("hours", "Met een plek, naar uren per week", "mensen", on, _bands(_HOURS, "28 uur of meer")),
            self._table("meeting", "In kennismaking, naar soort", "mensen", on, _of(_MEETING, unknown=False)),
            self._table("advices_asked", "Adviezen aangevraagd: hoe gekomen", "adviezen", year, _of(AdviceRoute)),
            self._table("advices_decided", "Besluiten van UWV", "adviezen", year, _of(AdviceOutcome)),
            self._table("advices_ended", "Adviezen die niet meer tellen", "adviezen", year, _of(AdviceEnd)),
            self._table("started", "Plaatsingen begonnen, naar type", "plaatsingen", year, _of(MatchType)),
            self._table(
                "running", "Plaatsingen die lopen: hoe lang al", "plaatsingen", on, _bands(_LENGTHS, "3 jaar of langer")
            ),
            self._table("phases_started", "Fasen begonnen", "fasen", year, _of(PhaseKind)),
            self._table("phases_ended", "Fasen geëindigd, en hoe lang ze duurden", "fasen", year, _of(PhaseKind)),
            self._table("ended", "Plaatsingen geëindigd: waarom", "plaatsingen", year, _of(EndReason)),
            self._table(
                "lengths",
                "Plaatsingen geëindigd: na hoe lang",
                "plaatsingen",
                year,
                _bands(_LENGTHS, "3 jaar of langer"),
            ),
            self._table("next", "Plaatsingen geëindigd: wat kwam erna", "plaatsingen", year, _of(NextStep)),
        )

    def _table(
        self,
        key: str,
        title: str,
        what: str,
        when: str,
        rows: Sequence[tuple[object, str, str]],
        *,
        totalled: bool = True,
    ) -> Table:
        timed = key == "phases_ended"
        counts = tuple(
            Count(name, label, self._counts.get((key, row), 0), self._middle(key, row) if timed else None)
            for row, name, label in rows
        )
        return Table(key, title, what, when, counts, totalled, timed)

    def _middle(self, key: str, row: object) -> int | None:
        days = self._days.get((key, row))
        return round(median(days) / 7) if days else None

    def _standings(self) -> list[tuple[object, str, str]]:
        rows: list[tuple[object, str, str]] = [(one, one.name.lower(), one.value) for one in reversed(Standing)]
        return [*rows, ("closed", "closed", "dossier afgerond")] if self._current else rows


def _of(options: Iterable[_E], *, unknown: bool = True) -> list[tuple[object, str, str]]:
    rows: list[tuple[object, str, str]] = [(one, one.key, one.label) for one in options]
    return [*rows, (None, "", _UNKNOWN)] if unknown else rows


def _bands(limits: Sequence[tuple[int, str]], more: str) -> list[tuple[object, str, str]]:
    rows: list[tuple[object, str, str]] = [(label, f"under_{least}", label) for least, label in limits]
    return [*rows, (more, "more", more), (_UNKNOWN, "", _UNKNOWN)]


def _band(since: date | None, last: date | None, limits: Sequence[tuple[int, str]], more: str) -> str:
    """In which band of months a stretch lies, first and last day included."""
    if since is None or last is None or last < since:
        return _UNKNOWN
    after = days_after(last, 1)
    return next((label for months, label in limits if after < full_months(since, months)), more)


def _stretches(place: Place) -> list[Stretch]:
    return stretches(_drawn(place), place.ended_on, place.contracts)


def _drawn(place: Place) -> list[Drawn]:
    return [(one.kind, one.since, one.until) for one in place.phases]


def _was_there(advice: Advice, on: date) -> bool:
    days = [day for day in (advice.requested_on, advice.decided_on) if day is not None]
    return not days or min(days) <= on


def _as_known(advice: Advice, on: date) -> Advice:
    """An advice as it was on a day: a decision or an end of later had not come yet."""
    decided = advice.decided_on is None or advice.decided_on <= on
    ended = advice.ended_on is None or advice.ended_on <= on
    if decided and ended:
        return advice
    return Advice(
        advice.requested_on,
        advice.decided_on if decided else None,
        advice.outcome if decided else None,
        advice.route,
        advice.ended_on if ended else None,
        advice.end_reason if ended else None,
    )
