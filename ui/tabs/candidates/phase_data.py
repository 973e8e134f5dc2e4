"""What the line of a placement shows: its phases, what interrupts them, what does not fit, and all of it in words.

What overlaps, is missing or runs, :mod:`beschutdesk.rules.phases` says. No Qt: paper draws from the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final
from uuid import UUID

from beschutdesk.dossier.placement import Placement, PlacementPhase
from beschutdesk.rules.phases import BESIDE, Piece, Problem, pieces, remarks
from beschutdesk.rules.time import days_after, full_months, months_after, week_of
from ui.forms.parse import format_day

_LEAST_DAYS: Final = 60
_AFTER_TODAY: Final = 21
_RUNS_ON: Final = 60
"""Days that a phase without an end is drawn on after today."""
_FAR_YEARS: Final = 10
"""An end further away than this is a way to write *never*."""
_TODAY_MONTHS: Final = 3
"""So long after the end of a placement today still stands on its line."""
_WEEKS: Final = 26
"""A phase of at most so many weeks counts in weeks."""
_DAYS: Final = 62


class State(Enum):
    """Where a phase stands in time."""

    DONE = "afgerond"
    NOW = "loopt nu"
    PLAN = "gepland"


class Sort(Enum):
    """What is told below the phases, from the top."""

    PROBLEM = "problem"
    BREAK = "break"
    ABSENCE = "absence"


@dataclass(frozen=True, slots=True)
class PhaseBar:
    """A phase on the line.

    Attributes:
        key: id of its row.
        name: kind, with a capital.
        since, until: first and last day drawn, both inclusive.
        state: past, running or planned.
        lane: row of bars, 0 the upper one; those of one lane never overlap.
        beside: it interrupts another one and is drawn as a band below.
        runs_on: it has no end and nothing follows.
        words: all of it in a sentence, without a full stop.
    """

    key: UUID
    name: str
    since: date
    until: date
    state: State
    lane: int
    beside: bool
    runs_on: bool
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A band below the phases.

    Attributes:
        sort: what it tells.
        since, until: its days, both inclusive.
        word: beside it.
        words: in a sentence.
        key: id of the phase that it is; ``None`` for what is no phase.
    """

    sort: Sort
    since: date
    until: date
    word: str
    words: str
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class PhasePicture:
    """A line in time.

    Attributes:
        bars: in order of time.
        strips: bands below, by sort and then in order of time.
        first, last: the days at both ends of the picture.
        today: the day that it was made for.
        ended_on: last day of the placement.
    """

    bars: tuple[PhaseBar, ...]
    strips: tuple[Strip, ...]
    first: date
    last: date
    today: date
    ended_on: date | None

    @property
    def words(self) -> str:
        """The whole picture in sentences."""
        said = [bar.words for bar in self.bars]
        said += [strip.words for strip in self.strips if strip.key is None]
        if self.ended_on is not None:
            done = self.ended_on < self.today
            said.append(f"De plaatsing {'eindigde' if done else 'eindigt'} op {format_day(self.ended_on)}")
        return " ".join(f"{one.rstrip('.')}." for one in said)

    def at_first(self) -> int:
        """Number of the bar that one looks at first: what runs now, or else the last one."""
        running = [number for number, bar in enumerate(self.bars) if bar.state is State.NOW and not bar.beside]
        return running[-1] if running else max(0, len(self.bars) - 1)


def phase_picture(placement: Placement | None, today: date) -> PhasePicture:
    """The line of a placement; without a phase that has a day it has no bars."""
    if placement is None:
        return PhasePicture((), (), today, today, today, None)
    ended = placement.ended_on
    found = pieces(placement.phases, today, ended)
    far = months_after(today, 12 * _FAR_YEARS)
    bars = _bars(placement.phases, found, today, ended, far)
    if not bars:
        return PhasePicture((), (), today, today, today, None)
    strips = tuple(
        sorted(_strips(placement, bars, today, far), key=lambda one: (list(Sort).index(one.sort), one.since))
    )
    return PhasePicture(bars, strips, *_span(bars, strips, today, ended), today, ended)


def lasting(since: date, until: date) -> str:
    """How long from the first to the last day, both counted: ``18 dagen``, ``8 weken``, ``ruim 2 jaar``."""
    days = (until - since).days + 1
    if days <= _DAYS:
        weeks, rest = divmod(days, 7)
        return f"{weeks} weken" if weeks > 1 and not rest else f"{days} {'dag' if days == 1 else 'dagen'}"
    whole = (until.year - since.year) * 12 + until.month - since.month + 1
    while full_months(since, whole) > days_after(until, 1):
        whole -= 1
    more = "" if full_months(since, whole) == days_after(until, 1) else "ruim "
    years, months = divmod(whole, 12)
    told = f"{months} {'maand' if months == 1 else 'maanden'}"
    if not years:
        return more + told
    return f"{more}{years} jaar en {told}" if months else f"{more}{years} jaar"


def _bars(
    phases: Sequence[PlacementPhase], found: Sequence[Piece], today: date, ended: date | None, far: date
) -> tuple[PhaseBar, ...]:
    lanes = sorted({piece.lane for piece in found if piece.kind not in BESIDE})
    made = []
    for piece in found:
        row, beside = phases[piece.index], piece.kind in BESIDE
        never = piece.until > far and piece.until > piece.since
        follows = any(other.since > piece.since and other.kind not in BESIDE for other in found)
        runs_on = ended is None and (never or (piece.open_end and not follows and not beside))
        state = State.PLAN if piece.since > today else State.DONE
        if piece.since <= today and (runs_on or piece.until >= today):
            state = State.NOW
        name = _name(row)
        words = f"{name}: {_when(row, piece, state, today, never=never, runs_on=runs_on)}"
        lane = 0 if beside else lanes.index(piece.lane)
        until = max(piece.since, min(piece.until, today)) if never else piece.until
        made.append(PhaseBar(row.id, name, piece.since, until, state, lane, beside, runs_on, words))
    return tuple(made)


def _name(row: PlacementPhase) -> str:
    words = row.kind.label if row.kind is not None else "fase zonder soort"
    return words[:1].upper() + words[1:]


def _when(row: PlacementPhase, piece: Piece, state: State, today: date, *, never: bool, runs_on: bool) -> str:
    """When a phase is, and how far it is."""
    until = None if row.until is None or never else row.until
    if row.since is None:
        said = [f"tot en met {format_day(piece.until)}", "begindag niet ingevuld"]
    elif until is None:
        said = [f"sinds {format_day(row.since)}" if row.since <= today else f"vanaf {format_day(row.since)}"]
        if not runs_on:
            said.append("einddag niet ingevuld")
    else:
        said = [f"{format_day(row.since)} t/m {format_day(until)}"]
    match state:
        case State.PLAN:
            said += ["gepland", f"begint over {lasting(days_after(today, 1), piece.since)}"]
        case State.DONE if until is not None:
            said += ["afgerond", *([lasting(row.since, until)] if row.since is not None else [])]
        case State.NOW:
            said += _running(row, until, today)
    return ", ".join(said)


def _running(row: PlacementPhase, until: date | None, today: date) -> list[str]:
    if until is None:
        return ["loopt nu"] if row.since is None else [f"loopt nu {lasting(row.since, today)}"]
    both = week_of(row, today)
    said = [f"week {both[0]} van {both[1]}"] if both is not None and both[1] <= _WEEKS else ["loopt nu"]
    said.append("vandaag de laatste dag" if until == today else f"nog {lasting(days_after(today, 1), until)}")
    return said


def _strips(placement: Placement, bars: Sequence[PhaseBar], today: date, far: date) -> Iterator[Strip]:
    for remark in remarks(placement.phases, placement.ended_on):
        since = remark.since or remark.until
        if since is not None:
            until = max(since, min(remark.until or since, far))
            yield Strip(Sort.PROBLEM, since, until, _problem(remark.problem, since, until), remark.reason)
    for bar in bars:
        if bar.beside:
            yield Strip(Sort.BREAK, bar.since, bar.until, "onderbreking", bar.words, bar.key)
    for away in placement.absences:
        if away.since is None or (away.until is not None and away.until < away.since):
            continue
        until = max(away.since, today) if away.until is None else min(away.until, max(far, away.since))
        when = f"sinds {format_day(away.since)}" if away.until is None else f"{format_day(away.since)} t/m "
        words = f"Afwezig: {when}{'' if away.until is None else format_day(away.until)}"
        yield Strip(Sort.ABSENCE, away.since, until, "afwezig", words)


def _problem(problem: Problem, since: date, until: date) -> str:
    if problem is Problem.GAP:
        return f"{lasting(since, until)} leeg"
    return {
        Problem.OVERLAP: "tegelijk",
        Problem.OPEN_END: "geen einddag",
        Problem.NO_START: "geen begindag",
        Problem.BACKWARDS: "einde vóór begin",
    }.get(problem, "na het einde")


def _span(bars: Sequence[PhaseBar], strips: Sequence[Strip], today: date, ended: date | None) -> tuple[date, date]:
    """First and last day of the picture."""
    if not bars:
        return today, today
    drawn: list[PhaseBar | Strip] = [*bars, *strips]
    first = min(one.since for one in drawn).replace(day=1)
    last = max([*(one.until for one in drawn), *([ended] if ended is not None else [])])
    if ended is None or today <= months_after(ended, _TODAY_MONTHS):
        last = max(last, days_after(today, _AFTER_TODAY))
    more = max(_RUNS_ON, (last - first).days // 12)
    on = [days_after(max(bar.since, today), more) for bar in bars if bar.runs_on]
    last = max([last, *on, days_after(first, _LEAST_DAYS)])
    return min(first, today.replace(day=1)) if ended is None else first, last
