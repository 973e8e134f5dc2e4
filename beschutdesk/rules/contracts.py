"""Contracts in the line of a placement: which run, which nobody drew as a phase, which end with nothing after them.

Said once: *Vandaag*, the calendar, the lists, the waiting list, *Overzicht* and the rhythm of visits all ask here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol, TypeVar
from uuid import UUID

from beschutdesk.dossier.contract import EMPLOYMENT, ContractDecision, ContractKind, EmployingParty
from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.phases import BESIDE
from beschutdesk.rules.time import days_after

PHASES: Final = {
    ContractKind.TEMPORARY: PhaseKind.CONTRACT_TEMPORARY,
    ContractKind.PERMANENT: PhaseKind.CONTRACT_PERMANENT,
    ContractKind.SECONDMENT: PhaseKind.SECONDMENT,
}
"""The phase that a contract is."""
ENDING: Final = {PHASES[kind]: kind for kind in (ContractKind.TEMPORARY, ContractKind.SECONDMENT)}
"""Phases of which the end is the end of a contract."""
_FIRM: Final = frozenset({*PHASES.values(), PhaseKind.INTERNAL_SOB})
"""Phases that say what a contract is for: somebody who is seconded has a contract with the SOB."""

Span = tuple[date | None, date | None]
"""First and last day; ``None`` where it is open."""
Drawn = tuple[PhaseKind | None, date | None, date | None]
"""A phase: kind, first and last day."""


class _Dated(Protocol):
    @property
    def kind(self) -> ContractKind | None: ...
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=_Dated)


class Paper(Protocol):
    """A contract with what was said about its end."""

    @property
    def id(self) -> UUID:
        """Of the row."""

    @property
    def kind(self) -> ContractKind | None:
        """What it is."""

    @property
    def since(self) -> date | None:
        """First day."""

    @property
    def until(self) -> date | None:
        """Last day."""

    @property
    def party(self) -> EmployingParty | None:
        """With whom it is; the employer when that is not known."""

    @property
    def notice_on(self) -> date | None:
        """Day of the aanzegging."""

    @property
    def decision(self) -> ContractDecision | None:
        """What comes next."""

    @property
    def decided_on(self) -> date | None:
        """Day of that decision."""


class Phase(Protocol):
    """A phase of the same placement."""

    @property
    def id(self) -> UUID:
        """Of the row."""

    @property
    def kind(self) -> PhaseKind | None:
        """What it is."""

    @property
    def since(self) -> date | None:
        """First day."""

    @property
    def until(self) -> date | None:
        """Last day."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A contract that ends, out of a contract or, without one, out of a phase.

    Attributes:
        row: id of the contract or phase.
        kind: what it is.
        since, until: first and last day.
        told_on: day of the aanzegging.
        decided: whether somebody wrote down what comes next.
        followed: whether something comes right after it.
        replaced_on: the day from which another contract with the same party is in its place, so that it does not come
            to its own end; ``None`` when there is none.
    """

    row: UUID
    kind: ContractKind | None
    since: date | None
    until: date
    told_on: date | None
    decided: bool
    followed: bool = False
    replaced_on: date | None = None


def runs(one: _Dated, day: date) -> bool:
    """Whether a contract runs on a day; not without a kind or a first day, for then nobody knows what it is."""
    return one.kind is not None and one.since is not None and one.since <= day <= (one.until or date.max)


def latest(contracts: Iterable[D], day: date) -> D | None:
    """The contract that runs on a day, of more the one that began last: the phase, where nobody drew one for that day.

    Of two that began together it is the first.
    """
    return max((one for one in contracts if runs(one, day)), key=lambda one: one.since or date.min, default=None)


def endings(contracts: Sequence[Paper], phases: Sequence[Phase], ended_on: date | None) -> Iterator[Ending]:
    """What ends and has nothing after it, whenever that is; a phase only where no contract lies over it.

    Something comes after it when another contract or phase began later, begins at the latest the day after, and goes
    on longer; a break does not count. When the end of the placement is known, that is decided; of what would have gone
    on after it there is no end to think of. Telling the employee is asked all the same (BW art. 7:668 lid 1: also that
    a contract does not go on).
    """
    return (one for one in lapsing(contracts, phases, ended_on) if not one.followed)


def lapsing(contracts: Sequence[Paper], phases: Sequence[Phase], ended_on: date | None) -> Iterator[Ending]:
    """What ends, also what has something after it: see :func:`endings`. Of those, the phases that no contract lies over
    are left out, for nothing can be written down of them.
    """
    for one in _all_endings(contracts, phases):
        if ended_on is None:
            yield one
        elif ended_on >= one.until:
            yield replace(one, decided=True)


def _all_endings(contracts: Sequence[Paper], phases: Sequence[Phase]) -> Iterator[Ending]:
    rows = [one for one in contracts if one.since is not None or one.until is not None]
    later = [
        *((one.id, one.since, one.until) for one in contracts),
        *((one.id, one.since, one.until) for one in phases if one.kind is not None and one.kind not in BESIDE),
    ]
    for one in rows:
        if one.until is not None:
            decided = one.decision is not None or one.decided_on is not None
            found = Ending(one.id, one.kind, one.since, one.until, one.notice_on, decided)
            yield replace(found, followed=_followed(found, later), replaced_on=_replaced_on(one, one.until, rows))
    for phase in phases:
        if phase.kind in ENDING and phase.until is not None:
            found = Ending(phase.id, ENDING[phase.kind], phase.since, phase.until, None, decided=False)
            covered = any(_overlap((one.since, one.until), (phase.since, phase.until)) for one in rows)
            if not covered and not _followed(found, later):
                yield found


def never_drawn(contracts: Iterable[_Dated], phases: Iterable[Drawn]) -> Iterator[tuple[PhaseKind, date, date | None]]:
    """The contracts over which no such phase lies, not for a day, each as the phase that it is; see :func:`undrawn`.

    To be counted: of a contract that was drawn a few days too short, the rest is no phase of its own.
    """
    drawn = [(since, until) for kind, since, until in phases if kind in _FIRM]
    for one in contracts:
        if one.kind is not None and one.since is not None and one.since <= (one.until or date.max):
            span = (one.since, one.until)
            if not any(_overlap(span, other) for other in drawn):
                yield PHASES[one.kind], one.since, one.until


def undrawn(
    contracts: Iterable[_Dated], phases: Iterable[Drawn]
) -> Iterator[tuple[PhaseKind, date | None, date | None]]:
    """The parts of contracts over which no such phase lies, each as the phase that it is.

    Args:
        contracts: of one placement; one without a kind or a first day says nothing.
        phases: of that placement: kind, first and last day. What is no contract, secondment or place at the SOB does
            not stand for a contract.
    """
    drawn = sorted(
        ((since or date.min, until or date.max) for kind, since, until in phases if kind in _FIRM),
        key=lambda one: one[0],
    )
    for one in contracts:
        if one.kind is None or one.since is None:
            continue
        begins, last = one.since, one.until or date.max
        for since, until in drawn:
            if since > until or until < begins:
                continue
            if since > last:
                break
            if since > begins:
                yield PHASES[one.kind], begins, days_after(since, -1)
            if until == date.max:
                begins, last = date.max, date.min
                break
            begins = days_after(until, 1)
        if begins <= last:
            yield PHASES[one.kind], begins, one.until


def _followed(found: Ending, later: Iterable[tuple[UUID, date | None, date | None]]) -> bool:
    return any(
        key != found.row
        and since is not None
        and since > (found.since or date.min)
        and (until or date.max) > found.until
        and since <= days_after(found.until, 1)
        for key, since, until in later
    )


def _replaced_on(one: Paper, until: date, rows: Iterable[Paper]) -> date | None:
    """The first day of an employment contract with the same party that goes on after this one and begins before its
    end. With another organisation nobody knows whether it is the same one.
    """
    whose = one.party or EmployingParty.EMPLOYER
    return min(
        (
            other.since
            for other in rows
            if other.id != one.id
            and other.since is not None
            and other.kind in EMPLOYMENT
            and whose is (other.party or EmployingParty.EMPLOYER) is not EmployingParty.OTHER
            and (one.since or date.min) < other.since <= until < (other.until or date.max)
        ),
        default=None,
    )


def _overlap(one: Span, other: Span) -> bool:
    """Whether they have a day in common; what ends before it begins has no day at all."""
    return max(one[0] or date.min, other[0] or date.min) <= min(one[1] or date.max, other[1] or date.max)
