"""How the tests of rules ask: one rule, one situation, one day."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from beschutdesk.dossier.contract import (
    Contract,
    ContractKind,
    EmployingParty,
)
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.visit import Medium, VisitState
from beschutdesk.rules.signals import RULES, Severity, Signal, Situation, signals
from beschutdesk.rules.signals.visited import Contact

DAY = timedelta(1)
LATER = st.dates(date(2023, 1, 1), date(2040, 12, 31))
"""After the chain of contracts became 36 months."""
ROOT, WHO = new_id(), new_id()
DAYS = st.dates(date(2018, 1, 1), date(2040, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2028, 2, 29), date(2026, 8, 31), date(2027, 12, 31), date(2027, 1, 31), date(2027, 11, 30)]
)


def at(**more: Any) -> Situation:
    return Situation(root=ROOT, candidate=WHO, who="Jelte", **more)


def ask(rule: str, found: Any, today: date) -> Signal | None:
    assert rule in RULES
    told = list(signals(found, today, only=[rule]))
    assert len(told) <= 1
    return told[0] if told else None


def haste(rule: str, found: Any, today: date) -> Severity | None:
    told = ask(rule, found, today)
    return None if told is None else told.severity


def begins(rule: str, found: Any, first: date) -> None:
    """The rule is silent the day before, and speaks on the day."""
    assert ask(rule, found, first - DAY) is None
    assert ask(rule, found, first) is not None


def stops(rule: str, found: Any, last: date) -> None:
    """The rule speaks on the day and is silent the day after."""
    assert ask(rule, found, last) is not None
    assert ask(rule, found, last + DAY) is None


def contract(since: date, until: date | None, **more: Any) -> Contract:
    return Contract(party=EmployingParty.EMPLOYER, kind=ContractKind.TEMPORARY, since=since, until=until, **more)


def contact(day: date, medium: Medium = Medium.VISIT, state: VisitState = VisitState.DONE) -> Contact:
    return Contact(new_id(), day, medium, state)
