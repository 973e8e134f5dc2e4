"""Who waits for a place, since when, and what state that gives: it follows from the advice and the phases.

Participatiewet art. 10b: with a positive advice the gemeente owes a place, up to its yearly number; who is beyond that
stands on the waiting list (DOMAIN.md §1). People move, find work or no longer want it: an advice that was ended with a
reason no longer counts. Looking around (a snuffelstage, an activeringsplek) is no place yet; every other phase is, and
so is a contract of which nobody drew the phase.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final, Protocol, TypeVar

from beschutdesk.dossier.around import AdviceOutcome
from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.contract import ContractKind
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.contracts import undrawn

LOOKING_AROUND: Final = frozenset({PhaseKind.TASTER, PhaseKind.ACTIVATION})
"""Phases in which somebody is still waiting for a place."""
ACQUAINTANCE: Final = frozenset(
    {PhaseKind.STAGE, PhaseKind.LEARN_WORK, PhaseKind.TRIAL, PhaseKind.TRIAL_EXTENDED, PhaseKind.GROWTH}
)
"""Phases on the way to a contract (DOMAIN.md §2.3)."""


class Standing(Enum):
    """Where somebody stands, with its Dutch words."""

    NO_ADVICE = "nog geen advies"
    ASKED = "advies aangevraagd"
    REFUSED = "negatief advies"
    ENDED = "advies telt niet meer"
    WAITING = "wacht op een plek"
    MEETING = "maakt kennis met een plek"
    PLACED = "heeft een plek"

    @property
    def key(self) -> str:
        """How it is kept in a filter."""
        return self.name.lower()


class _Advice(Protocol):
    @property
    def requested_on(self) -> date | None: ...
    @property
    def decided_on(self) -> date | None: ...
    @property
    def outcome(self) -> AdviceOutcome | None: ...
    @property
    def ended_on(self) -> date | None: ...
    @property
    def end_reason(self) -> object: ...


class _Contract(Protocol):
    @property
    def kind(self) -> ContractKind | None: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


A = TypeVar("A", bound=_Advice)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase of a placement, cut off at the end of that placement.

    Attributes:
        kind: what phase; ``None`` when that is not filled in.
        since, until: first and last day; ``None`` for not known.
    """

    kind: PhaseKind | None
    since: date | None = None
    until: date | None = None

    @property
    def is_place(self) -> bool:
        """Whether it ends the waiting; a phase of which nobody wrote down the kind does not."""
        return self.kind is not None and self.kind not in LOOKING_AROUND

    def runs(self, today: date) -> bool:
        """Whether today lies in it."""
        return (self.since or date.min) <= today <= (self.until or date.max)


@dataclass(frozen=True, slots=True)
class Wait:
    """What follows for one candidate.

    Attributes:
        standing: where they stand today.
        since: first day of waiting: the decision, or the day after the last place when that was later. ``None`` when
            they do not wait, or when nobody wrote down when UWV decided.
        days: days waited; ``None`` when :attr:`since` is.
    """

    standing: Standing
    since: date | None = None
    days: int | None = None


def stretches(
    phases: Sequence[tuple[PhaseKind | None, date | None, date | None]],
    ended_on: date | None,
    contracts: Sequence[_Contract] = (),
) -> list[Stretch]:
    """The phases of one placement and the contracts that nobody drew, none longer than the placement itself."""
    return [
        Stretch(kind, since, min((day for day in (until, ended_on) if day is not None), default=None))
        for kind, since, until in ((*phases, *undrawn(contracts, phases)) if contracts else phases)
        if since is None or ended_on is None or since <= ended_on
    ]


def counting(advices: Sequence[A], today: date) -> A | None:
    """The advice that counts today: the latest decision, when it is positive and was not ended.

    An earlier positive one does not count any more once UWV decided again. A decision of which the date is not known
    counts as the oldest; of two on the same day the one written down last.
    """
    latest = _latest(advices, today)
    return (
        latest
        if latest is not None and latest.outcome is AdviceOutcome.POSITIVE and not _ended(latest, today)
        else None
    )


def wait(advices: Sequence[_Advice], places: Iterable[Stretch], today: date) -> Wait:
    """Where somebody stands. Somebody with a place has one, whatever is written down about an advice.

    Args:
        advices: in the order in which they were written down.
        places: phases of all placements, see :func:`stretches`.
        today: the day that is asked about.
    """
    known = list(places)
    now = [one.kind for one in known if one.runs(today) and one.is_place]
    if any(kind not in ACQUAINTANCE for kind in now):
        return Wait(Standing.PLACED)
    if now:
        return Wait(Standing.MEETING)
    advice = counting(advices, today)
    if advice is None:
        return Wait(_without(advices, today))
    ends = [one.until for one in known if one.until is not None and one.until < today and one.is_place]
    after = max(ends, default=None)
    since = advice.decided_on
    if since is not None and after is not None:
        since = max(since, after + timedelta(days=1))
    return Wait(Standing.WAITING, since, None if since is None else (today - since).days)


def is_on_list(kept: CandidateState | None, standing: Standing) -> bool:
    """Whether somebody stands on the waiting list: closing a dossier is somebody's own choice, waiting follows."""
    return standing is Standing.WAITING and kept is not CandidateState.CLOSED


def _latest(advices: Sequence[A], today: date) -> A | None:
    decided = [
        advice
        for advice in advices
        if advice.outcome in (AdviceOutcome.POSITIVE, AdviceOutcome.NEGATIVE)
        and (advice.decided_on is None or advice.decided_on <= today)
    ]
    return max(enumerate(decided), key=lambda pair: (pair[1].decided_on or date.min, pair[0]), default=(0, None))[1]


def _ended(advice: _Advice, today: date) -> bool:
    if advice.ended_on is None:
        return advice.end_reason is not None
    return advice.ended_on <= today


def _without(advices: Sequence[_Advice], today: date) -> Standing:
    latest = _latest(advices, today)
    if any(
        advice.outcome is None and advice.requested_on is not None and not _ended(advice, today) for advice in advices
    ):
        return Standing.ASKED
    if latest is None:
        return Standing.NO_ADVICE
    return Standing.REFUSED if latest.outcome is AdviceOutcome.NEGATIVE else Standing.ENDED
