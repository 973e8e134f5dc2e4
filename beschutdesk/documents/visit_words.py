"""Words that visits on paper have in common: judgements with their sign, days, minutes, what kind of talk it was."""

from datetime import date
from decimal import Decimal
from typing import Final

from beschutdesk.documents.tagged.signs import NBSP
from beschutdesk.documents.wording import clock, long_date, number
from beschutdesk.dossier.lasting import AgreementResult
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.values import WEEKDAYS, Appointment
from beschutdesk.dossier.visit import Judgement, Medium

_MONTHS: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SIGNS: Final = {Judgement.GOOD: "✓", Judgement.ATTENTION: "!", Judgement.CONCERN: "‼"}
"""Beside the word, never instead of it; they differ in shape, so black and white will do."""
_AT_WORK: Final = {Judgement.CONCERN: "aandacht nodig"}
"""How a judgement is called for who reads at a workplace: *zorg* would read there as care, of which nothing is told."""
RESULT_SIGNS: Final = {
    AgreementResult.DONE: "✓",
    AgreementResult.PARTLY: "!",
    AgreementResult.NOT_DONE: "✗",
    AgreementResult.DROPPED: "–",
}
"""The same for what came of an agreement."""

_TALK: Final = {
    Medium.VISIT: "werkbezoek",
    Medium.PHONE: "telefoongesprek",
    Medium.VIDEO: "beeldgesprek",
    Medium.TALK: "gesprek",
    Medium.THREE_WAY: "driegesprek",
    Medium.EVALUATION: "evaluatie",
}


def judged(judgement: Judgement, *, at_work: bool) -> str:
    """A judgement in a word, as it begins a line on paper."""
    word = _AT_WORK.get(judgement, judgement.label) if at_work else judgement.label
    return word.capitalize()


def kind(visit: SeenBy) -> str:
    """``Verslag werkbezoek``; what kind of talk it was, as far as these readers may know."""
    return f"Verslag {_TALK.get(visit.medium, 'contact')}"


def moment(visit: SeenBy) -> list[str]:
    """Day and hour of a visit, as lines."""
    return moment_words(visit.at) if visit.at is not None else []


def moment_words(at: Appointment) -> list[str]:
    """Day and hour, as lines; midnight is no hour."""
    hour = [f"{clock(at.at)}{NBSP}uur"] if at.at.hour or at.at.minute else []
    return [f"{WEEKDAYS[at.day.weekday()]} {long_date(at.day)}", *hour]


def number_minutes(value: Decimal) -> str:
    """``45 minuten``."""
    return f"{number(value)}{NBSP}{'minuut' if value == 1 else 'minuten'}"


def short_day(day: date) -> str:
    """``vr 4 dec 2026``, on one line."""
    return NBSP.join((WEEKDAYS[day.weekday()][:2], str(day.day), _MONTHS[day.month - 1], str(day.year)))
