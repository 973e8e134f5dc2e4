"""The line of a placement in time: what overlaps, what is missing, how long a proefplaatsing may last.

Nothing here refuses anything: a remark says what does not fit, and the line is drawn all the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from typing import Protocol

from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.time import days_after, full_months, in_words, week_of

TRIALS = frozenset({PhaseKind.TRIAL, PhaseKind.TRIAL_EXTENDED})
CONTRACTS = frozenset({PhaseKind.CONTRACT_TEMPORARY, PhaseKind.CONTRACT_PERMANENT})
BESIDE = frozenset({PhaseKind.BREAK})
"""Phases that lie over another one: a break interrupts a contract and does not end it."""
_DAY = timedelta(days=1)


class _Phase(Protocol):
    @property
    def kind(self) -> PhaseKind | None: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


class Problem(Enum):
    """What can be wrong with a line in time."""

    NO_START = "no_start"
    BACKWARDS = "backwards"
    OVERLAP = "overlap"
    OPEN_END = "open_end"
    GAP = "gap"
    AFTER_END = "after_end"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that does not fit.

    Attributes:
        problem: what kind.
        phases: places in the given order of the phases it is about, one or two.
        since, until: the days it is about, both inclusive; ``None`` where there is no end to it.
        reason: in Dutch.
    """

    problem: Problem
    phases: tuple[int, ...]
    since: date | None
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A phase as it is drawn.

    Attributes:
        index: place in the given order.
        kind: of the phase.
        since, until: first and last day drawn.
        open_start, open_end: whether that side was not filled in.
        lane: row on the drawing, 0 the main one; pieces of one lane never overlap.
    """

    index: int
    kind: PhaseKind | None
    since: date
    until: date
    open_start: bool
    open_end: bool
    lane: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A proefplaatsing, with the extension that follows on it.

    Attributes:
        since: first day.
        until: last day as written down; ``None`` when open.
        usual_end: last day of the usual eight weeks.
        first_end: last day without an extension.
        last_end: last day that the law allows at all.
        fits: whether it ends in time; ``None`` when it is open and today is not past the limit.
        reason: in Dutch.
        source: of the term that counts.
    """

    since: date
    until: date | None
    usual_end: date
    first_end: date
    last_end: date
    fits: bool | None
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Now:
    """The phase that runs on a day.

    Attributes:
        index: place in the given order.
        week: which week, from 1; ``None`` when the start is not known.
        weeks: of how many; ``None`` when the end is not known.
        days_left: days after this one; ``None`` when the end is not known.
        words: ``proefplaatsing, week 6 van 8``.
    """

    index: int
    week: int | None
    weeks: int | None
    days_left: int | None
    words: str


def now(phases: Sequence[_Phase], today: date) -> Now | None:
    """The phase that runs today; a break goes before what it interrupts, otherwise the latest one."""
    running = [
        (index, one) for index, one in enumerate(phases) if (one.since or date.min) <= today <= (one.until or date.max)
    ]
    if not running:
        return None
    index, one = max(running, key=lambda pair: (pair[1].kind in BESIDE, pair[1].since or date.min))
    both = week_of(one, today)
    week = None if one.since is None else (today - one.since).days // 7 + 1
    weeks = both[1] if both else None
    told = "" if week is None else f", week {week}" + (f" van {weeks}" if weeks else "")
    left = None if one.until is None else (one.until - today).days
    return Now(index, week, weeks, left, f"{_label(one)}{told}")


def pieces(phases: Sequence[_Phase], today: date, ended_on: date | None = None) -> tuple[Piece, ...]:
    """The phases as they are drawn, the earliest first. A phase without any day, or that runs backwards, is left out.

    An open end is drawn up to the day before the next phase, and without one up to today or its own start.

    Args:
        phases: of one placement.
        today: how far an open end is drawn.
        ended_on: last day of the placement; nothing is drawn after it.
    """
    found: list[Piece] = []
    spans = sorted(_spans(phases, today, ended_on))
    for since, until, index in spans:
        one = phases[index]
        first = 1 if one.kind in BESIDE else 0
        taken = {piece.lane for piece in found if piece.until >= since}
        lane = next(number for number in range(first, len(spans) + 2) if number not in taken)
        found.append(Piece(index, one.kind, since, until, one.since is None, one.until is None, lane))
    return tuple(found)


def _spans(phases: Sequence[_Phase], today: date, ended_on: date | None) -> Iterator[tuple[date, date, int]]:
    starts = sorted(one.since for one in phases if one.since is not None and one.kind not in BESIDE)
    for index, one in enumerate(phases):
        since, until = one.since or one.until, one.until
        if since is None:
            continue
        if until is None:
            following = next((start for start in starts if start > since), None)
            until = max(since, today) if following is None else following - _DAY
        if ended_on is not None:
            until = min(until, ended_on)
        if since <= until:
            yield since, until, index


def remarks(phases: Sequence[_Phase], ended_on: date | None = None) -> tuple[Remark, ...]:
    """What does not fit in the line of one placement, in order of time.

    Args:
        phases: of one placement, in any order.
        ended_on: last day of the placement.
    """
    found = [*_alone(phases, ended_on), *_between(phases)]
    return tuple(sorted(found, key=lambda one: (one.since or date.min, one.phases)))


def _alone(phases: Sequence[_Phase], ended_on: date | None) -> Iterator[Remark]:
    for index, one in enumerate(phases):
        name = _label(one)
        if one.since is None:
            yield Remark(Problem.NO_START, (index,), None, one.until, f"Bij {name} staat geen begin.")
        elif one.until is not None and one.until < one.since:
            reason = f"Bij {name} ligt het einde ({in_words(one.until)}) vóór het begin ({in_words(one.since)})."
            yield Remark(Problem.BACKWARDS, (index,), one.until, one.since, reason)
        if ended_on is None or _backwards(one):
            continue
        if (one.since or date.min) > ended_on or (one.until or date.min) > ended_on:
            reason = f"De plaatsing eindigde op {in_words(ended_on)}, {name} loopt daarna nog."
            yield Remark(Problem.AFTER_END, (index,), days_after(ended_on, 1), one.until, reason)


def _between(phases: Sequence[_Phase]) -> Iterator[Remark]:
    line = sorted(
        ((one.since, index, one) for index, one in enumerate(phases) if _counts(one)),
        key=lambda entry: (entry[0] or date.min, entry[1]),
    )
    for position, (_, index, one) in enumerate(line):
        for since, other, later in line[position + 1 :]:
            if since is None or since > (one.until or date.max):
                continue
            if one.until is None:
                reason = f"Bij {_label(one)} staat geen einde, en op {in_words(since)} begint {_label(later)}."
                yield Remark(Problem.OPEN_END, (index, other), since, None, reason)
                break
            ends = min(one.until, later.until or date.max)
            reason = (
                f"{_capital(_label(one))} en {_label(later)} lopen tegelijk, van {in_words(since)}"
                f" tot en met {in_words(ends)}."
            )
            yield Remark(Problem.OVERLAP, (index, other), since, ends, reason)
    yield from _gaps([(since, index, one) for since, index, one in line if since is not None])


def _gaps(line: Sequence[tuple[date, int, _Phase]]) -> Iterator[Remark]:
    reached: date | None = None
    before = 0
    for since, index, one in line:
        if reached is not None and since > days_after(reached, 1):
            days = (since - reached).days - 1
            reason = (
                f"Tussen {in_words(reached)} en {in_words(since)} staat niets:"
                f" {days} {'dag' if days == 1 else 'dagen'}."
            )
            yield Remark(Problem.GAP, (before, index), reached + _DAY, since - _DAY, reason)
        if reached is None or (one.until or date.max) > reached:
            reached, before = one.until or date.max, index
        if reached == date.max:
            return


def trials(phases: Iterable[_Phase], today: date, figures: Figures | None = None) -> tuple[Trial, ...]:
    """Every proefplaatsing with its extensions: two months, at most four more; many gemeenten count eight weeks.

    Parts that follow on each other (no day between them) are one proefplaatsing.
    """
    known = figures or standard()
    spans = [(one.since, one.until) for one in phases if one.kind in TRIALS and one.since is not None and _counts(one)]
    spans.sort(key=lambda span: (span[0], span[1] or date.max))
    joined: list[tuple[date, date | None]] = []
    for since, until in spans:
        if joined and (joined[-1][1] is None or since <= days_after(joined[-1][1], 1)):
            ends = joined[-1][1]
            joined[-1] = (joined[-1][0], None if ends is None or until is None else max(ends, until))
        else:
            joined.append((since, until))
    return tuple(_trial(since, until, today, known) for since, until in joined)


def _trial(since: date, until: date | None, today: date, known: Figures) -> Trial:
    months, extra = known.on("trial_months", since), known.on("trial_extra_months", since)
    weeks = known.on("trial_weeks", since)
    usual = days_after(since, 7 * weeks - 1)
    first, last = full_months(since, months) - _DAY, full_months(since, months + extra) - _DAY
    ends = until if until is not None else max(today, since)
    fits: bool | None = ends <= last
    key = "trial_months" if ends > usual else "trial_weeks"
    if ends > last:
        key = "trial_extra_months"
        reason = f"Langer dan {months + extra} maanden mag niet: {in_words(last)} is de laatste dag."
    elif ends > first:
        key = "trial_extra_months"
        reason = (
            f"Na {in_words(first)} is verlenging nodig, met toestemming van de gemeente;"
            f" het kan tot en met {in_words(last)}."
        )
    elif ends > usual:
        reason = f"Langer dan {weeks} weken. Dat kan tot en met {in_words(first)}; vraag of jouw gemeente dat ook doet."
    else:
        reason = f"Gewoon is {weeks} weken, tot en met {in_words(usual)}."
    if until is None and fits:
        fits = None
    return Trial(since, until, usual, first, last, fits, reason, known.source(key))


def next_switch(phases: Sequence[_Phase], today: date) -> tuple[date, int] | None:
    """The day on which the running phase ends or, before that, another one begins, with the place of that phase."""
    days = [(one.until, index) for index, one in enumerate(phases) if one.until is not None and one.until >= today]
    days += [(one.since, index) for index, one in enumerate(phases) if one.since is not None and one.since > today]
    return min(days, default=None)


def in_order(phases: Sequence[_Phase]) -> bool:
    """Whether each phase follows on the one before without a gap, an overlap or an open end."""
    return all(a.until is not None and b.since == days_after(a.until, 1) for a, b in pairwise(phases)) and not remarks(
        phases
    )


def _counts(one: _Phase) -> bool:
    return one.kind not in BESIDE and not _backwards(one) and (one.since is not None or one.until is not None)


def _backwards(one: _Phase) -> bool:
    return one.since is not None and one.until is not None and one.until < one.since


def _label(one: _Phase) -> str:
    return one.kind.label if one.kind is not None else "een fase zonder soort"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
