"""The page of a day: what was put off stays away until its day, the most pressing comes first, the rest is folded."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Final
from uuid import UUID

from beschutdesk.dossier.values import Choices
from beschutdesk.rules.signals import RULES
from beschutdesk.rules.signals.signal import Kind, Severity, Signal, haste
from beschutdesk.rules.time import in_words

MOST: Final = 12
"""Rows on the page: lines and folded groups together."""
_TRIPS: Final = 6
"""So many planned visits of today go before anything else."""


class MarkState(Choices):
    """What somebody did with a line."""

    DONE = ("done", "gedaan")
    MOVED = ("moved", "verzet")
    MUTED = ("muted", "stil")


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody did with a line.

    Attributes:
        key, turn: of the signal.
        until: the day on which it comes back; ``None`` when it was done.
        reason: why it was moved.
        root, candidate: ids of what it is about, so that it goes with them.
        made_on: the day it was done.
    """

    key: str
    turn: int
    state: MarkState
    until: date | None
    reason: str
    root: UUID | None
    candidate: UUID | None
    made_on: date


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that are folded away.

    Attributes:
        kind: their group.
        signals: the most pressing first; never empty.
        more: whether there are more than these: nobody counted them.
        severity: the haste of the most pressing one; told once, for whoever paints it asks again and again.
        worst: how many lines have that haste.
    """

    kind: Kind
    signals: tuple[Signal, ...]
    more: bool = False
    severity: Severity = field(init=False)
    worst: int = field(init=False)

    def __post_init__(self) -> None:
        severities = [one.severity for one in self.signals]
        severity = min(severities)
        object.__setattr__(self, "severity", severity)
        object.__setattr__(self, "worst", severities.count(severity))

    @property
    def count(self) -> int:
        """How many lines."""
        return len(self.signals)


@dataclass(frozen=True, slots=True)
class PutOff:
    """A line that was moved or muted, and comes back by itself."""

    signal: Signal
    mark: Mark


@dataclass(frozen=True, slots=True)
class Today:
    """The page of a day.

    Attributes:
        day: which.
        lines: the most pressing first.
        folds: the rest, per group in their order; with :attr:`lines` at most :data:`MOST` rows.
        put_off: what somebody put off, by the day it comes back.
    """

    day: date
    lines: tuple[Signal, ...]
    folds: tuple[Fold, ...]
    put_off: tuple[PutOff, ...]

    @property
    def total(self) -> int:
        """Lines, also the folded ones."""
        return len(self.lines) + sum(one.count for one in self.folds)


def page(
    found: Iterable[Signal],
    marks: Mapping[str, Mark],
    today: date,
    most: int = MOST,
    more: Collection[Kind] = (),
) -> Today:
    """The page of a day.

    Args:
        found: all signals.
        marks: what was done with lines, by key of the signal.
        today: the day.
        most: rows on the page.
        more: groups of which not everything was looked at.
    """
    shown: list[Signal] = []
    away: list[PutOff] = []
    for signal in found:
        mark = marks.get(signal.key)
        if mark is None or _is_back(signal, mark, today):
            shown.append(signal if mark is None else _back(signal, mark, today))
        elif mark.state is not MarkState.DONE:
            away.append(PutOff(signal, mark))
    lines, folds = folded(_in_order(shown), most)
    folds = tuple(replace(one, more=one.kind in more) for one in folds)
    away.sort(key=lambda one: (one.mark.until or date.max, one.signal.key))
    return Today(today, lines, folds, tuple(away))


def folded(ordered: Sequence[Signal], most: int) -> tuple[tuple[Signal, ...], tuple[Fold, ...]]:
    """As many lines as go on the page together with a row for every group of which something is left."""
    number = min(most, len(ordered))
    while number > 0:
        kinds = {one.kind for one in ordered[number:]}
        if number + len(kinds) <= most:
            break
        number -= 1
    rest = ordered[number:]
    inside = ((kind, tuple(one for one in rest if one.kind is kind)) for kind in Kind)
    return tuple(ordered[:number]), tuple(Fold(kind, lines) for kind, lines in inside if lines)


def _in_order(shown: Iterable[Signal]) -> list[Signal]:
    """By haste; within that the first of every rule before the second of any, the weightiest rule first.

    So that forty visits that are late do not hide one contract that ends.
    """
    weight = {key: number for number, key in enumerate(RULES)}
    by_due = sorted(shown, key=lambda one: (one.severity, one.due or date.max, one.at or time.max, one.who, one.key))
    turns: Counter[tuple[str, Severity]] = Counter()
    placed: list[tuple[tuple[int, int, int], Signal]] = []
    for one in by_due:
        turn = turns[one.rule, one.severity]
        turns[one.rule, one.severity] += 1
        planned = one.rule == "visit_planned" and one.severity is Severity.TODAY and turn < _TRIPS
        placed.append(((-1 if planned else one.severity, turn, weight[one.rule]), one))
    placed.sort(key=lambda pair: pair[0])
    return [one for _, one in placed]


def _is_back(signal: Signal, mark: Mark, today: date) -> bool:
    if mark.state is MarkState.DONE:
        return signal.turn > mark.turn
    if mark.until is None or mark.until <= today:
        return True
    firm = RULES[signal.rule].firm and signal.due is not None
    return firm and signal.due is not None and mark.made_on < signal.due <= today


def _back(signal: Signal, mark: Mark, today: date) -> Signal:
    if mark.state is not MarkState.MOVED or mark.until is None or mark.until > today:
        return signal
    reason = f" ({mark.reason})" if mark.reason else ""
    why = f"{signal.why} Verzet naar {in_words(mark.until)}{reason}."
    if RULES[signal.rule].firm:
        return replace(signal, why=why, moved=mark.reason)
    return replace(signal, why=why, moved=mark.reason, due=mark.until, severity=haste(mark.until, today))
