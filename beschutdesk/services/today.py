"""*Vandaag*: what needs attention, why, and where; and the numbers that a gemeente has of its own for it.

Whether there is a signal, the rules say (:mod:`beschutdesk.rules.signals`). Here is gathered what they look at, for all
placements at once and without loading dossiers.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from beschutdesk.dossier.visit import VisitState
from beschutdesk.rules.figures import BadFigures, Figures, standard
from beschutdesk.rules.folding import words
from beschutdesk.rules.signals import RULES, DeskState, Kind, Signal, Situation, signals
from beschutdesk.rules.signals.day import MOST, Fold, Mark, MarkState, PutOff, Today, page
from beschutdesk.rules.signals.gaps import Missing, gaps
from beschutdesk.rules.signals.situation import Unsaved
from beschutdesk.rules.time import days_after, months_after
from beschutdesk.services.backups import Backups
from beschutdesk.services.backups import State as BackupState
from beschutdesk.services.drafts import Draft, Drafts
from beschutdesk.services.figures import FIGURES, OwnFigures, own_figures, setting
from beschutdesk.services.schemes import own_schemes
from beschutdesk.services.store import ChangeSet, Store
from beschutdesk.storage import attention, audit, loose_ends, marks, settings, situations, visit_listing
from beschutdesk.storage.audit import Act, Note
from beschutdesk.trouble import Trouble

__all__ = ["Day", "Fold", "Mark", "MarkState", "Marked", "Missing", "NextContact", "PutOff", "Signal", "Today"]

LOOKED_AT: Final = 150
"""So many placements per family of rules are looked at, the most pressing first. Nobody does more on a day, and the
page stays quick when a vault holds everybody of a region.
"""
_UNCHANGED: Final = "Er is niets veranderd."
_WHOLE: Final = (*situations.LISTS, *situations.MORE)


@dataclass(frozen=True, slots=True)
class Marked:
    """What was done with a line, for undo.

    Attributes:
        key: of the signal.
        before, after: the mark on it; ``None`` for none.
        changed: what a view must look at again.
    """

    key: str
    before: Mark | None
    after: Mark | None
    changed: ChangeSet


@dataclass(frozen=True, slots=True)
class NextContact:
    """A visit or contact that is planned.

    Attributes:
        day, at: when.
        what: the medium, as it is called in Dutch.
        who: whom it is about; empty when it is about nobody.
        beside: the employer.
    """

    day: date
    at: time
    what: str
    who: str
    beside: str


class Day:
    """The page of a day, of one profile."""

    def __init__(self, store: Store, drafts: Drafts, backups: Backups) -> None:
        self._store = store
        self._drafts = drafts
        self._backups = backups

    # -- reading -------------------------------------------------------------------------------------------------------

    def lines(self, today: date, municipality: str = "", most: int = MOST) -> Today:
        """The page of a day; belongs in a lane.

        Args:
            today: the day.
            municipality: only what is about people of this gemeente, and what is about nobody; everything when empty.
            most: rows on the page, folded groups counted in.
        """
        backup, kept = self._backups.state(), self._drafts.all()
        with self._store.reading() as connection:
            known = own_figures(connection)
            made = marks.every(connection)
            chosen, more = _chosen(connection, today, known, municipality)
            found = [*_placements(connection, today, known, chosen)]
            found += _loose(connection, today, known, municipality)
            state = _desk(connection, today, backup, kept)
        found += signals(state, today, known.of(municipality))
        return page(found, made, today, most, more)

    def of(self, placement: UUID, today: date) -> tuple[Signal, ...]:
        """The signals of one placement, for its own page: the most pressing first, also what was put off."""
        with self._store.reading() as connection:
            known = own_figures(connection)
            found = _situation(connection, placement, today, _asked_from(known, today))
        if found is None:
            return ()
        return tuple(sorted(signals(found, today, known.of(found.municipality)), key=lambda one: one.severity))

    def about(self, person: UUID, today: date) -> tuple[Signal, ...]:
        """The signals of all placements of somebody, the most pressing first, without what was done or put off."""
        with self._store.reading() as connection:
            known, made = own_figures(connection), marks.every(connection)
            rids = set(situations.rids_of(connection, person))
            places = situations.situations(
                connection, dict.fromkeys(_WHOLE, rids), today, _asked_from(known, today), own_schemes(connection)
            )
        found = [one for place in places.values() for one in signals(place, today, known.of(place.municipality))]
        return page(found, made, today, len(found)).lines

    def next_contact(self, today: date, municipality: str = "") -> NextContact | None:
        """The first visit or contact that is planned, whatever its day; belongs in a lane.

        Args:
            today: the first day that counts.
            municipality: only what is about people of this gemeente, and what is about nobody; everything when empty.
        """
        with self._store.reading() as connection:
            people = _living_in(connection, municipality)
            planned = [
                (one.at.day, one.at.at, one)
                for one in loose_ends.trips(connection, date.max)
                if one.state is VisitState.PLANNED and one.at is not None and one.at.day >= today
                if people is None or not one.people or people.intersection(one.people)
            ]
        if not planned:
            return None
        day, at, trip = min(planned, key=lambda one: (one[0], one[1], one[2].who))
        return NextContact(day, at, trip.medium.label if trip.medium is not None else "contact", trip.who, trip.beside)

    def gaps(self, placement: UUID, today: date) -> tuple[Missing, ...]:
        """What is missing in one placement, for its own page; never on the page of a day."""
        with self._store.reading() as connection:
            found = _situation(connection, placement, today)
        return () if found is None else gaps(found, today)

    # -- doing something with a line -----------------------------------------------------------------------------------

    def done(self, signal: Signal, today: date) -> Marked:
        """It is done: the line stays away until what it counts from changes, or its term goes by once more."""
        return self._mark(signal, MarkState.DONE, None, "", today)

    def move(self, signal: Signal, until: date, reason: str, today: date) -> Marked:
        """Move a line to another day. A term that does not move comes back on the day it is due.

        Raises:
            Trouble: that day is not in the future, or there is no reason.
        """
        if not reason.strip():
            raise Trouble("Zet erbij waarom je dit verzet.", _UNCHANGED, "Een paar woorden zijn genoeg.")
        return self._mark(signal, MarkState.MOVED, _ahead(until, today), reason.strip(), today)

    def mute(self, signal: Signal, until: date, today: date) -> Marked:
        """Keep a line away until a day. A term that does not move comes back on the day it is due.

        Raises:
            Trouble: that day is not in the future.
        """
        return self._mark(signal, MarkState.MUTED, _ahead(until, today), "", today)

    def bring_back(self, put_off: PutOff) -> Marked:
        """Let a line that was moved or muted come back now."""
        return self._put(put_off.mark.key, None, put_off.signal.where.record, put_off.signal.where.id)

    def undo(self, marked: Marked) -> Marked:
        """Take back what was done with a line; undoing that does it again."""
        record, key = next(iter(marked.changed), ("", None))
        return self._put(marked.key, marked.before, record, key)

    def _mark(self, signal: Signal, state: MarkState, until: date | None, reason: str, today: date) -> Marked:
        person = signal.people[0] if signal.people else None
        mark = Mark(signal.key, signal.turn, state, until, reason, signal.where.id, person, today)
        return self._put(signal.key, mark, signal.where.record, signal.where.id)

    def _put(self, key: str, mark: Mark | None, record: str, root: UUID | None) -> Marked:
        with self._store.writing() as connection:
            before = marks.find(connection, key)
            if mark is None:
                marks.drop(connection, key)
            else:
                marks.put(connection, mark)
            rule, state = key.split(":", 1)[0], mark.state.key if mark else "back"
            detail = {"signal": rule, "state": state}
            audit.append(connection, self._store.stamp, [Note(Act.CHANGE, record, root, detail=detail)])
        return Marked(key, before, mark, frozenset() if root is None else frozenset({(record, root)}))

    # -- numbers of one's own ------------------------------------------------------------------------------------------

    def figures(self, municipality: str = "") -> Figures:
        """The numbers that count for a gemeente, or for everybody whose gemeente has none of its own."""
        with self._store.reading() as connection:
            return own_figures(connection).of(municipality)

    def own_figures(self, municipality: str = "") -> str:
        """The text with which numbers were replaced for a gemeente; empty when none were."""
        with self._store.reading() as connection:
            return settings.get(connection, setting(municipality)) or ""

    def set_figures(self, text: str, municipality: str = "") -> None:
        """Replace numbers for a gemeente, or for all: see :mod:`beschutdesk.rules.figures`. Empty takes it back.

        Raises:
            Trouble: it cannot be read.
        """
        try:
            standard().replaced(text)
        except BadFigures as error:
            raise Trouble(
                f"Deze getallen zijn niet te lezen: {error}.", _UNCHANGED, "Verbeter het en probeer weer."
            ) from None
        key = setting(municipality)
        with self._store.writing() as connection:
            if text.strip():
                settings.put(connection, key, text)
            else:
                settings.drop(connection, key)
            audit.append(connection, self._store.stamp, [Note(Act.SETTINGS, detail={"key": FIGURES})])


def _desk(connection: sa.Connection, today: date, backup: BackupState, kept: Sequence[Draft]) -> DeskState:
    if any(one.record == "visit" for one in kept):  # a report that was begun has a line already
        begun = {one.id for one in visit_listing.unfinished(connection)}
        kept = [one for one in kept if one.record != "visit" or one.id not in begun]
    names = loose_ends.titles(connection, [one.id for one in kept])
    return DeskState(
        dossiers=loose_ends.dossiers(connection),
        last_backup=backup.last.made_at.astimezone().date() if backup.last else None,
        backup_failed=backup.failed.happened if backup.failed else "",
        unsaved=[
            Unsaved(
                record=one.record,
                id=one.id,
                title=names.get(one.id, ""),
                kept_on=one.kept_at.astimezone().date() if one.kept_at else today,
            )
            for one in kept
        ],
        wage_subsidies=loose_ends.subsidised(connection, today),
    )


def _ahead(until: date, today: date) -> date:
    if until <= today:
        raise Trouble("Deze dag is al voorbij of is vandaag.", _UNCHANGED, "Kies een dag die nog komt.")
    return until


def _chosen(
    connection: sa.Connection, today: date, known: OwnFigures, municipality: str
) -> tuple[list[tuple[attention.Family, Sequence[int]]], set[Kind]]:
    """The placements to look at per family of rules, and the groups for which there were too many to look at all."""
    chosen: list[tuple[attention.Family, Sequence[int]]] = []
    more: set[Kind] = set()
    there: set[int] | None = None
    if wanted := words(municipality):
        there = {rid for rid, name in loose_ends.placements(connection) if words(name) == wanted}
    for family in attention.FAMILIES:
        number = LOOKED_AT + 1 if there is None else -1
        rids = attention.candidates(connection, family, today, known.most(), number)
        if there is not None:
            rids = [rid for rid in rids if rid in there]
        if len(rids) > LOOKED_AT:
            rids = rids[:LOOKED_AT]
            more |= {RULES[key].kind for key in family.rules}
        chosen.append((family, rids))
    return chosen, more


def _placements(
    connection: sa.Connection,
    today: date,
    known: OwnFigures,
    chosen: Sequence[tuple[attention.Family, Sequence[int]]],
) -> Iterator[Signal]:
    asked: dict[str, set[int]] = defaultdict(set)
    for family, rids in chosen:
        for need in (*family.lists, *family.more):
            asked[need].update(rids)
    found = situations.situations(connection, asked, today, _asked_from(known, today), own_schemes(connection))
    for family, rids in chosen:
        for rid in rids:
            if (one := found.get(rid)) is not None:
                yield from signals(one, today, known.of(one.municipality), family.rules)


def _loose(connection: sa.Connection, today: date, known: OwnFigures, municipality: str) -> Iterator[Signal]:
    most, wanted = known.most(), words(municipality)
    people = _living_in(connection, municipality)
    for trip in loose_ends.trips(connection, days_after(today, most("plan_days"))):
        if people is None or not trip.people or people.intersection(trip.people):
            yield from signals(trip, today, known.of(municipality))
    for person in loose_ends.closed(connection, months_after(today, most("-retention_months"))):
        if not wanted or words(person.municipality) == wanted:
            yield from signals(person, today, known.of(person.municipality))


def _living_in(connection: sa.Connection, municipality: str) -> set[UUID] | None:
    """The people of a gemeente; ``None`` for everybody."""
    if not (wanted := words(municipality)):
        return None
    return {key for key, name in loose_ends.municipalities(connection) if words(name) == wanted}


def _asked_from(known: OwnFigures, today: date) -> date:
    """The first day of which the result of a visit is still asked after, for whoever asks longest."""
    return days_after(today, -7 * known.most()("share_stop_weeks"))


def _situation(
    connection: sa.Connection, placement: UUID, today: date, share_from: date | None = None
) -> Situation | None:
    rid = situations.rid_of(connection, placement)
    if rid is None:
        return None
    needs = {need: {rid} for need in _WHOLE}
    return situations.situations(connection, needs, today, share_from, own_schemes(connection)).get(rid)
