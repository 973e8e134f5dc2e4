"""Signals: what needs attention, why, and where to go. Rules are pure and registered once; docs/signals.md lists them.

A rule is a function in the file of its subject, registered by :func:`~beschutdesk.rules.signals.signal.rule` with its
words and numbers; the numbers stand in ``resources/rules/signals.toml`` and ``placements.toml``.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

# in the order of their weight: of two with the same haste, the rule that is registered first comes first
from beschutdesk.rules.signals import (  # isort: skip
    contracts,
    absence,
    supervision,
    visits,
    ending,
    money,
    subsidies,
    lasting,
    portfolio,
    desk,
)
from beschutdesk.rules.figures import Figures
from beschutdesk.rules.signals.signal import Hit, Kind, Rule, Scope, Severity, Signal, Where, registered
from beschutdesk.rules.signals.situation import DeskState, Person, Situation, Trip

__all__ = [
    "RULES",
    "DeskState",
    "Hit",
    "Kind",
    "Person",
    "Rule",
    "Scope",
    "Severity",
    "Signal",
    "Situation",
    "Trip",
    "Where",
    "absence",
    "contracts",
    "desk",
    "ending",
    "lasting",
    "money",
    "portfolio",
    "signals",
    "subsidies",
    "supervision",
    "visits",
]

RULES: Final[dict[str, Rule]] = {one.key: one for one in registered()}
"""All rules by key, the weightiest first."""

_SCOPES: Final = {Situation: Scope.PLACEMENT, Trip: Scope.TRIP, Person: Scope.PERSON, DeskState: Scope.DESK}


def signals(
    found: Situation | Trip | Person | DeskState,
    today: date,
    known: Figures | None = None,
    only: Iterable[str] | None = None,
) -> Iterator[Signal]:
    """All signals on one placement, trip, person or desk.

    Args:
        found: what is looked at.
        today: the day that is asked about.
        known: numbers to count with; those of the program by default.
        only: keys of rules; all of them by default.
    """
    scope = _SCOPES[type(found)]
    if isinstance(found, Situation) and found.quiet(today):
        return
    for key in RULES if only is None else only:
        if RULES[key].scope is scope:
            yield from RULES[key].signals(found, today, known)
