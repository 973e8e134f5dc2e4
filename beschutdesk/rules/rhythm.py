"""When somebody is to be visited again: one rule, for signals and for planning.

In the introduction at least weekly (research of 2022, §5.1.3), after that as was agreed with employer and employee, and
never less often than the preventive visit, also when nobody asks. A shorter rhythm that was agreed counts always. An
introduction under a contract, such as a detachering, is no reason to come more often than was agreed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

from beschutdesk.rules.absence import running
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.phases import BESIDE, CONTRACTS
from beschutdesk.rules.time import current_phase, days_after, in_force, in_words


class _Contact(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def met(self) -> bool: ...
    @property
    def seen(self) -> bool: ...


class Placed(Protocol):
    """As much of a placement as the rule looks at; a :class:`~beschutdesk.rules.signals.situation.Situation` is one."""

    @property
    def phases(self) -> Sequence[Any]:
        """All of them."""
        ...

    @property
    def terms(self) -> Sequence[Any]:
        """All of them."""
        ...

    @property
    def absences(self) -> Sequence[Any]:
        """All of them."""
        ...

    @property
    def contacts(self) -> Sequence[_Contact]:
        """At least the latest, and the latest on which somebody was seen."""
        ...

    @property
    def began(self) -> date | None:
        """The first day of the first phase or contract."""
        ...

    def under_contract(self, today: date) -> bool:
        """Whether a contract runs."""
        ...

    def ended(self, today: date) -> bool:
        """Whether the last day is past."""
        ...


class Basis(Enum):
    """Why a visit is due."""

    AGREED = "agreed"
    INTRODUCTION = "introduction"
    LEAST = "least"


@dataclass(frozen=True, slots=True)
class Due:
    """The next visit.

    Attributes:
        day: on which it is due; may be past.
        days: so many after :attr:`since`.
        since: the day that it counts from: the last visit, or the first day of the placement.
        basis: why it is due then.
        any_contact: whether every contact counts, because somebody is away.
        why: the rhythm and the day it counts from, a Dutch sentence.
        source: where the rhythm comes from, in Dutch; empty when it was agreed.
    """

    day: date
    days: int
    since: date
    basis: Basis
    any_contact: bool
    why: str
    source: str = ""

    @property
    def weeks(self) -> Decimal:
        """The rhythm in weeks; exact."""
        return Decimal(self.days) / 7


def next_visit(found: Placed, today: date, known: Figures) -> Due | None:
    """The next visit of a placement; ``None`` when it ended, did not begin, or nothing was agreed while it is on hold.

    Args:
        found: the placement with its contacts; the latest of them is enough.
        today: the day that is asked about.
        known: numbers of the gemeente.
    """
    rhythm = _rhythm(found, today, known)
    if rhythm is None:
        return None
    days, basis, told, source = rhythm
    phase = current_phase(found.phases, today)
    any_way = running(found.absences, today) is not None or (phase is not None and phase.kind in BESIDE)
    first = found.began or date.min
    counted = (one.day for one in found.contacts if first <= one.day <= today and (one.met if any_way else one.seen))
    last = max(counted, default=None)
    since = last or found.began
    if since is None or since > today:
        return None
    what = "contact" if any_way else "bezoek"
    was = f"het laatste {what} was op {in_words(since)}" if last else f"er was nog geen {what} sinds {in_words(since)}"
    return Due(days_after(since, days), days, since, basis, any_way, f"{told}; {was}.", source)


def _rhythm(found: Placed, today: date, known: Figures) -> tuple[int, Basis, str, str] | None:
    """Days between two visits, why, in words, and where that comes from."""
    phase = current_phase(found.phases, today)
    phase = phase if phase is not None and phase.since is not None else None
    contract = found.under_contract(today)
    if found.ended(today) or (phase is None and not contract):
        return None
    usual: tuple[int, Basis, str, str] | None = None
    if phase is not None and phase.kind not in CONTRACTS | BESIDE:
        weeks = known.on("visit_introduction_weeks", today)
        source = known.source("visit_introduction_weeks")
        usual = 7 * weeks, Basis.INTRODUCTION, f"{_capital(every(weeks))} in de kennismaking", source
    elif phase is None or phase.kind in CONTRACTS:
        usual = _least(today, known)
    terms = in_force(found.terms, today)
    if terms is None or terms.visit_weeks is None or terms.visit_weeks <= 0:
        return usual
    days = max(1, int(terms.visit_weeks * 7))
    told = "De afspraak" if days % 7 else _capital(every(days // 7))
    agreed = days, Basis.AGREED, told, ""
    most = _least(today, known) if contract or usual is None else usual
    return min(agreed, most, key=lambda one: one[0])  # of two that are equal, what was agreed


def _least(today: date, known: Figures) -> tuple[int, Basis, str, str]:
    weeks = known.on("visit_least_weeks", today)
    told = f"Minstens {every(weeks)}, ook als niemand erom vraagt"
    return 7 * weeks, Basis.LEAST, told, known.source("visit_least_weeks")


def every(weeks: int) -> str:
    """A rhythm: ``elke week``, ``om de 4 weken``; ``om de week`` would be every other one."""
    return "elke week" if weeks == 1 else f"om de {weeks} weken"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
