"""Whether the supervision that somebody needs fits in the day of who gives it.

Supervision is needed every working day, for good. Placements break when its time falls away, or when the supervisor
leaves and nobody is ready to step in (study of 2022 on beschut werk, §5.2.2). It has two forms: continuous, most of the
day side by side, and regular, at least one talk a day and within reach. Somebody who is away for a while comes back:
until then the backup is who is there. Why somebody is away is asked nowhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, Protocol
from uuid import UUID

from beschutdesk.dossier.employer import Supervisor
from beschutdesk.dossier.placement import SupervisionForm
from beschutdesk.dossier.values import WEEKDAYS, Slot
from beschutdesk.rules.time import in_words

SOURCE: Final = "Onderzoek beschut werk bij reguliere werkgevers, 2022, §5.2.2"


class _Terms(Protocol):
    @property
    def days(self) -> tuple[Slot, ...]: ...
    @property
    def supervisor(self) -> UUID | None: ...
    @property
    def backup(self) -> UUID | None: ...
    @property
    def supervision_form(self) -> SupervisionForm | None: ...
    @property
    def supervision_minutes(self) -> Decimal | None: ...


class Gap(Enum):
    """What is not in order with the supervision of one placement."""

    NO_SUPERVISOR = "no_supervisor"
    GONE = "gone"
    AWAY = "away"
    LEAVES = "leaves"
    NO_BACKUP = "no_backup"
    BACKUP_IS_SAME = "backup_is_same"
    SHORT = "short"
    BACKUP_SHORT = "backup_short"
    DAYS_UNCOVERED = "days_uncovered"
    NOT_BESIDE = "not_beside"
    NEED_UNKNOWN = "need_unknown"
    TIME_UNKNOWN = "time_unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not in order.

    Attributes:
        gap: what.
        reason: in Dutch.
        day: when it bites, where it has a day.
        source: where the rule comes from.
        until: the last day of being away; ``None`` when it is not known.
        alone_from: of somebody who is gone, leaves or is away: the first day from today on without a backup; ``None``
            when there is none.
        uncovered: of somebody who is away: working days (0 is Monday) on which the backup is not there either.
        too_few: of somebody who is away: minutes that the backup has too few on the worst day; 0 for none.
    """

    gap: Gap
    reason: str
    day: date | None = None
    source: str = SOURCE
    until: date | None = None
    alone_from: date | None = None
    uncovered: tuple[int, ...] = ()
    too_few: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Weekday:
    """One working day.

    Attributes:
        weekday: 0 is Monday.
        needed: minutes for this person; ``None`` when not known.
        asked: minutes for everybody whom the one who is there guides that day; ``None`` when not known.
        available: minutes that one has; ``None`` when not known.
        by: who is there: the supervisor, otherwise the backup; ``None`` when neither is.
    """

    weekday: int
    needed: Decimal | None
    asked: Decimal | None
    available: Decimal | None
    by: UUID | None

    @property
    def short(self) -> Decimal:
        """Minutes too few; 0 when there are enough or a number is missing."""
        if self.asked is None or self.available is None:
            return Decimal(0)
        return max(Decimal(0), self.asked - self.available)


@dataclass(frozen=True, slots=True)
class Supervision:
    """How the supervision of one placement stands.

    Attributes:
        form: as agreed.
        needed: minutes a day; ``None`` when not known.
        week: the working days, in order; empty when they are not known.
        findings: what is not in order, the gravest first.
    """

    form: SupervisionForm | None
    needed: Decimal | None
    week: tuple[Weekday, ...]
    findings: tuple[Finding, ...]

    @property
    def in_order(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def supervision(terms: _Terms, supervisors: Iterable[Supervisor], others: Sequence[_Terms], today: date) -> Supervision:
    """How the supervision of one placement stands on a day.

    Args:
        terms: that hold today.
        supervisors: of the employer.
        others: terms that hold today of everybody else who works there.
        today: the day that is asked about.
    """
    by_id = {one.id: one for one in supervisors}
    first = by_id.get(terms.supervisor) if terms.supervisor is not None else None
    stand_in = _backup(terms, first)
    second = by_id.get(stand_in) if stand_in is not None else None
    there = [one for one in (first, second) if one is not None and is_there(one, today)]
    guided = [*_stood_in(others, by_id, today), *others]
    week = tuple(_weekday(day, terms, there, guided) for day in _days(terms))
    findings = [
        *_people(first, second, week, today),
        *_away(terms, first, second, others, by_id, today),
        *_time(terms, first, second, guided, week, today),
    ]
    findings.sort(key=lambda one: list(Gap).index(one.gap))
    return Supervision(terms.supervision_form, terms.supervision_minutes, week, tuple(findings))


def is_away(one: Supervisor, day: date) -> bool:
    """Whether somebody who comes back is not there on a day.

    The first and the last day are days away. Without a last day it goes on, without a first day it goes on already.
    """
    if one.away_since is None and one.away_until is None:
        return False
    return (one.away_since or date.min) <= day <= (one.away_until or date.max)


def is_there(one: Supervisor, day: date) -> bool:
    """Whether somebody did not leave and is not away on a day."""
    return not _gone(one, day) and not is_away(one, day)


def alone_from(second: Supervisor | None, since: date, until: date | None) -> date | None:
    """The first day of a stretch on which the backup is not there; ``None`` when the backup is there all the time."""
    if second is None:
        return since
    turns = (since, second.leaves_on, second.away_since)  # being there can end on no other day
    days = [day for day in turns if day is not None and since <= day <= (until or date.max)]
    return min((day for day in days if not is_there(second, day)), default=None)


@dataclass(frozen=True, slots=True)
class _Instead:
    """Terms of somebody else, guided by the backup for as long as the supervisor is not there."""

    supervisor: UUID | None
    supervision_minutes: Decimal | None
    days: tuple[Slot, ...]
    backup: UUID | None = None
    supervision_form: SupervisionForm | None = None


def _stood_in(others: Iterable[_Terms], by_id: Mapping[UUID, Supervisor], today: date) -> Iterator[_Instead]:
    for one in others:
        first = by_id.get(one.supervisor) if one.supervisor is not None else None
        if first is not None and not is_there(first, today) and _backup(one, first) not in (None, first.id):
            yield _Instead(_backup(one, first), one.supervision_minutes, one.days)


def _backup(terms: _Terms, first: Supervisor | None) -> UUID | None:
    """Who steps in: as agreed for this person, otherwise as the employer has it for this supervisor."""
    return terms.backup or (first.backup if first is not None else None)


def _people(
    first: Supervisor | None, second: Supervisor | None, week: Sequence[Weekday], today: date
) -> Iterator[Finding]:
    if first is None:
        yield Finding(Gap.NO_SUPERVISOR, "Er staat geen vaste begeleider bij.")
        return
    name = first.name or "De begeleider"
    ready = second is not None and second is not first and not _gone(second, today)
    other = second if second is not first else None
    if first.leaves_on is not None and _gone(first, today):
        reason = f"{name} is weg sinds {in_words(first.leaves_on)}."
        follow = " Niemand neemt het over."
        if ready and second is not None:
            never = bool(week) and all(day.by is None for day in week)
            how = (
                f" zou waarnemen, maar is er niet op {weekday_names([day.weekday for day in week])}."
                if never
                else f" neemt waar{_partly(week)}: maak daar vaste afspraken van."
            )
            follow = f" {_name(second)}{how}"
        if second is not None and ready and is_away(second, today):
            follow = f" {_name(second)} zou waarnemen en is nu ook afwezig."
        alone = alone_from(other, today, today)
        yield Finding(Gap.GONE, reason + follow, first.leaves_on, alone_from=alone)
    elif first.leaves_on is not None:
        stays = ready and second is not None and not _gone(second, first.leaves_on)
        follow = (
            f"{_name(second)} neemt het over: bereid dat voor." if stays else "Er is nog niemand die het overneemt."
        )
        reason, alone = f"{name} gaat weg op {in_words(first.leaves_on)}. {follow}", None if stays else first.leaves_on
        yield Finding(Gap.LEAVES, reason, first.leaves_on, alone_from=alone)
    if second is first:
        yield Finding(Gap.BACKUP_IS_SAME, f"{name} staat ook als eigen vervanger.")
    elif not ready:
        yield Finding(Gap.NO_BACKUP, "Er is geen vervanger bij ziekte, vakantie of vertrek.")


def _away(
    terms: _Terms,
    first: Supervisor | None,
    second: Supervisor | None,
    others: Sequence[_Terms],
    by_id: Mapping[UUID, Supervisor],
    today: date,
) -> Iterator[Finding]:
    """Being away now, or later for a while: who is there then, on which days, and with minutes enough?"""
    if first is None:
        return
    since, until, other = first.away_since, first.away_until, second if second is not first else None
    begins = today if since is None else max(since, today)
    if not is_away(first, begins) or _gone(first, begins):
        return
    alone, then = alone_from(other, begins, until), "" if begins == today else "dan "
    uncovered: tuple[int, ...] = ()
    too_few, lacks = Decimal(0), ""
    if other is None:
        follow = f"Er is {then or 'nu '}niemand die waarneemt."
    elif alone == begins:
        follow = f"{_name(other)} neemt waar, maar is er {then or 'nu '}ook niet."
    else:
        guided = [*_stood_in(others, by_id, begins), *others]
        cover = tuple(_weekday(day, terms, [other], guided) for day in _days(terms) if _falls_in(day, since, until))
        uncovered = tuple(day.weekday for day in cover if day.by is None)
        follow = f"{_name(other)} neemt {then}waar{_partly(cover)}"
        follow += "." if alone is None else f", maar is er niet vanaf {in_words(alone)}."
        if uncovered:
            nobody = f"Op {weekday_names(uncovered)} is er {then}geen begeleider."
            follow = nobody if len(uncovered) == len(cover) else f"{follow} {nobody}"
        too_few, lacks = _lacks(terms, other, guided, cover)
    reason = f"{first.name or 'De begeleider'} is afwezig {_stretch(since, until, today)}. {follow}{lacks}"
    yield Finding(Gap.AWAY, reason, since, until=until, alone_from=alone, uncovered=uncovered, too_few=too_few)


def _falls_in(weekday: int, since: date | None, until: date | None) -> bool:
    """Whether a stretch has such a weekday in it; every one when an end is not known."""
    if since is None or until is None:
        return True
    return (weekday - since.weekday()) % 7 <= (until - since).days


def _partly(cover: Sequence[Weekday]) -> str:
    """On which days somebody steps in, when that is not every working day."""
    there = [day.weekday for day in cover if day.by is not None]
    return "" if len(there) in (0, len(cover)) else f" op {weekday_names(there)}"


def _lacks(terms: _Terms, who: Supervisor, others: Sequence[_Terms], cover: Sequence[Weekday]) -> tuple[Decimal, str]:
    """Minutes that the backup has too few on the worst day, and that in a sentence; 0 and nothing when it is enough."""
    short, when = [day for day in cover if day.short], "per dag"
    if short:
        when = f"op {weekday_names([day.weekday for day in short])}"
    elif not _days(terms):  # nobody knows on which days: any day
        short = [Weekday(0, terms.supervision_minutes, _asked(terms, who, others, None), who.minutes, who.id)]
    worst = max(short, key=lambda day: day.short, default=None)
    if worst is None or not worst.short:
        return Decimal(0), ""
    asked, available = worst.asked or Decimal(0), worst.available or Decimal(0)
    return worst.short, f" {_too_short(who, asked, available, when, shared=asked != terms.supervision_minutes).reason}"


def _stretch(since: date | None, until: date | None, today: date) -> str:
    if until is None:
        verb = "sinds" if since is not None and since <= today else "vanaf"
        return f"{verb} {in_words(since or today)}; tot wanneer is niet bekend"
    ends = f"tot en met {in_words(until)}"
    return ends if since is None or since <= today else f"van {in_words(since)} {ends}"


def _time(
    terms: _Terms,
    first: Supervisor | None,
    second: Supervisor | None,
    others: Sequence[_Terms],
    week: Sequence[Weekday],
    today: date,
) -> Iterator[Finding]:
    if first is None:
        return
    if terms.supervision_minutes is None:
        yield Finding(Gap.NEED_UNKNOWN, "Niet ingevuld hoeveel minuten begeleiding per dag nodig is.")
    if not _gone(first, today) and first.minutes is None:
        yield Finding(Gap.TIME_UNKNOWN, f"Niet ingevuld hoeveel tijd {_name(first)} per dag heeft.")
    short = [day for day in week if day.short and day.by == first.id]
    if not week and is_there(first, today):
        asked = _asked(terms, first, others, None)
        if asked is not None and first.minutes is not None and asked > first.minutes:
            yield _too_short(first, asked, first.minutes, "per dag", shared=asked != terms.supervision_minutes)
    elif short:
        worst = max(short, key=lambda day: day.short)
        when = f"op {weekday_names([day.weekday for day in short])}"
        shared = worst.asked != terms.supervision_minutes
        yield _too_short(first, worst.asked or Decimal(0), worst.available or Decimal(0), when, shared=shared)
    stands_in = [day for day in week if second is not None and day.by == second.id and day.short]
    if second is not None and stands_in:
        worst = max(stands_in, key=lambda day: day.short)
        when = weekday_names([day.weekday for day in stands_in])
        reason = f"Op {when} is {_name(second)} er, met {worst.available:f} minuten; nodig is {worst.asked:f}."
        yield Finding(Gap.BACKUP_SHORT, reason)
    if alone := [day.weekday for day in week if day.by is None]:
        yield Finding(Gap.DAYS_UNCOVERED, f"Op {weekday_names(alone)} is er geen begeleider.")
    if terms.supervision_form is SupervisionForm.CONTINUOUS and not is_away(first, today):
        yield from _beside(terms, first, week)


def _beside(terms: _Terms, first: Supervisor, week: Sequence[Weekday]) -> Iterator[Finding]:
    """Continuous supervision by somebody else than the regular one on a part of the days asks for a good handover."""
    elsewhere = [day.weekday for day in week if day.by is not None and day.by != first.id]
    if elsewhere and len(elsewhere) * 2 > len(week):
        reason = f"Begeleiding is doorlopend, en {_name(first)} is er niet op {weekday_names(elsewhere)}."
        yield Finding(Gap.NOT_BESIDE, reason)


def _too_short(who: Supervisor, asked: Decimal, available: Decimal, when: str, *, shared: bool) -> Finding:
    everybody = " voor iedereen samen" if shared else ""
    reason = f"{_name(who)} heeft {available:f} minuten; nodig is {asked:f}{everybody}, {when}."
    return Finding(Gap.SHORT, reason)


def _weekday(day: int, terms: _Terms, there: Sequence[Supervisor], others: Sequence[_Terms]) -> Weekday:
    present = next((one for one in there if not one.days or any(slot.weekday == day for slot in one.days)), None)
    if present is None:
        return Weekday(day, terms.supervision_minutes, terms.supervision_minutes, None, None)
    asked = _asked(terms, present, others, day)
    return Weekday(day, terms.supervision_minutes, asked, present.minutes, present.id)


def _asked(terms: _Terms, who: Supervisor, others: Sequence[_Terms], day: int | None) -> Decimal | None:
    """Minutes that one supervisor is asked for on a weekday, or on any day; ``None`` when this person's are unknown."""
    if terms.supervision_minutes is None:
        return None
    return terms.supervision_minutes + sum(
        (
            one.supervision_minutes
            for one in others
            if one.supervisor == who.id
            and one.supervision_minutes is not None
            and (day is None or not one.days or any(slot.weekday == day for slot in one.days))
        ),
        Decimal(0),
    )


def _days(terms: _Terms) -> tuple[int, ...]:
    return tuple(sorted({slot.weekday for slot in terms.days}))


def _gone(one: Supervisor, today: date) -> bool:
    return one.leaves_on is not None and one.leaves_on <= today


def _name(one: Supervisor | None) -> str:
    return one.name if one is not None and one.name else "de begeleider"


def weekday_names(days: Sequence[int]) -> str:
    """Weekdays in a sentence: ``maandag, dinsdag en vrijdag``."""
    words = [WEEKDAYS[day] for day in days]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"
