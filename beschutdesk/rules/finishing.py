"""What a finished visit still lacks, said friendly; it never stops anybody.

Finishing asks three things: who was there, is there a concern, when is the next contact. What else a scheme asks (how
long it took, what was worked on, why these hours) is asked only where a gemeente wants it: the numbers in
``resources/rules/visits.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from beschutdesk.dossier.visit import Judgement, Medium, Visit, VisitAgreement, VisitSubject
from beschutdesk.rules.figures import Figures

TOGETHER: Final = frozenset({Medium.VISIT, Medium.THREE_WAY, Medium.EVALUATION, Medium.TALK, Medium.VIDEO})
"""Contacts at which people are present."""
_WORDS: Final = 40
"""So much of an agreement is repeated."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the scheme of a gemeente asks of every visit; nothing by itself."""

    minutes: bool = False
    goals: bool = False
    why_hours: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that was not filled in.

    Attributes:
        subject: id of the part about one person; ``None`` for the visit itself.
        field: attribute on that part or on the visit; ``agreements`` for a row of those.
        words: what is missing, in Dutch.
        row: id of the row that it is about.
    """

    subject: UUID | None
    field: str
    words: str
    row: UUID | None = None


def asked(known: Figures, today: date) -> Asked:
    """What is asked now, by the numbers of a gemeente."""
    minutes, goals, why = (
        known.on(key, today) > 0 for key in ("visit_minutes_asked", "visit_goals_asked", "visit_why_hours_asked")
    )
    return Asked(minutes, goals, why)


def missing(visit: Visit, asks: Mapping[UUID, Asked]) -> tuple[Missing, ...]:
    """What a visit lacks, in the order of the page.

    Args:
        visit: as it is now.
        asks: per subject what the scheme of that person asks; nothing for who is not in it.
    """
    found: list[Missing] = []
    if visit.medium in TOGETHER and not visit.present:
        found.append(Missing(None, "present", "Wie waren erbij? Dan weet je het later nog."))
    if visit.minutes is None and any(one.minutes for one in asks.values()):
        found.append(Missing(None, "minutes", "Hoe lang duurde het? De gemeente vraagt dit."))
    for one in visit.subjects:
        found += _about(one, asks.get(one.id, Asked()))
    found += [told for row in visit.agreements if (told := _agreed(row)) is not None]
    return tuple(found)


def _about(one: VisitSubject, asks: Asked) -> list[Missing]:
    found = []
    if one.concern is None:
        found.append(Missing(one.id, "concern", "Hoe ga je hier weg: goed, let op of zorg?"))
    elif one.concern is not Judgement.GOOD and not one.concern_why.strip():
        found.append(Missing(one.id, "concern_why", "Waarom is dat? Eén zin is genoeg."))
    if one.next_on is None:
        found.append(Missing(one.id, "next_on", "Wanneer is het volgende contact?"))
    if asks.goals and not one.goals.strip():
        found.append(Missing(one.id, "goals", "Waar is aan gewerkt? De gemeente vraagt dit."))
    if asks.why_hours and not one.why_hours.strip():
        found.append(Missing(one.id, "why_hours", "Waarom zijn deze uren nodig? De gemeente vraagt dit."))
    return found


def _agreed(row: VisitAgreement) -> Missing | None:
    """What an agreement lacks that is open: who does it, or when."""
    if row.result is not None or row.done_on is not None:
        return None
    lacks = [word for word, value in (("wie", row.party), ("wanneer", row.due_on)) if value is None]
    if not row.what.strip():
        lacks.insert(0, "wat")
    if not lacks:
        return None
    what = row.what.strip()
    short = what if len(what) <= _WORDS else f"{what[:_WORDS].rstrip()}…"
    named = f"de afspraak ‘{short}’" if short else "een afspraak"
    return Missing(row.subject, "agreements", f"Bij {named} staat nog niet {' en '.join(lacks)}.", row.id)
