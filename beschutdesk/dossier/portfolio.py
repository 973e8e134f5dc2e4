"""The overdraagbaar portfolio: how to work with this person, in the worker's own words."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from beschutdesk.dossier.audience import EVERYONE, NOBODY, WORKING
from beschutdesk.dossier.fields import Record, choices, day, lines, marks, prose, record, reference, text
from beschutdesk.dossier.values import Choices

NO_MEDICAL = "Geen diagnose, medicijnen, uitkering of privézaken."


class PortfolioSection(Choices):
    """The sections of the document, in the order of the page."""

    SUMMARY = ("summary", "In het kort")
    GOOD_AT = ("good_at", "Dit kan ik goed")
    ENJOYS = ("enjoys", "Dit vind ik fijn")
    WORKS_BEST = ("works_best", "Zo werk ik het best")
    TASKS = ("tasks", "Mijn taken")
    DO_AND_DONT = ("do_and_dont", "Wel en niet doen")
    STRESS = ("stress", "Signalen van spanning")
    ADJUSTMENTS = ("adjustments", "Afspraken")
    NEW_COLLEAGUE = ("new_colleague", "Nieuwe collega?")
    GROWTH = ("growth", "Zo groei ik")
    CALL = ("call", "Wie bel je?")
    READERS = ("readers", "Wie mag dit lezen?")


def _copied(maker: Any, label: str, attribute: str, hint: str = "") -> Any:
    return maker(label, share=WORKING, source=f"candidate.{attribute}", hint=hint)


@record("portfolio", "Portfolio")
@dataclass(eq=False, kw_only=True)
class Portfolio(Record):
    """Texts of one portfolio, first person. Those with a source start as a copy of the dossier.

    Attributes:
        sources: per copied field, the fingerprint of the dossier text it was taken from or last compared with.
        left_out: sections that are not printed. A portfolio can leave a section out; it can never add one.
    """

    candidate: UUID | None = reference("Kandidaat", share=EVERYONE, target="candidate")
    placement: UUID | None = reference("Plaatsing", share=EVERYONE, target="placement")
    summary: tuple[str, ...] = lines(
        "In het kort", share=WORKING, hint="Vier zinnen: wat moet iemand als eerste weten?"
    )
    good_at: tuple[str, ...] = _copied(lines, "Dit kan ik goed", "good_at")
    enjoys: tuple[str, ...] = _copied(lines, "Dit vind ik fijn", "enjoys")
    works_best: str = _copied(prose, "Zo werk ik het best", "works_best", NO_MEDICAL)
    explain: str = _copied(prose, "Zo leg je mij iets uit", "explain")
    pace: str = _copied(prose, "Tempo en pauzes", "pace")
    surroundings: str = _copied(prose, "Prikkels en werkplek", "surroundings")
    changes: str = _copied(prose, "Veranderingen: zo kondig je die aan", "changes")
    aids: tuple[str, ...] = _copied(lines, "Hulpmiddelen en aanpassingen", "aids")
    please_do: tuple[str, ...] = _copied(lines, "Wel doen", "please_do")
    please_dont: tuple[str, ...] = _copied(lines, "Niet doen", "please_dont")
    calm_signs: str = _copied(prose, "Als het goed gaat", "calm_signs")
    rising_signs: str = _copied(prose, "Spanning loopt op: wat je ziet", "rising_signs")
    rising_help: str = _copied(prose, "Spanning loopt op: wat je doet", "rising_help")
    overload_signs: str = _copied(prose, "Het is te veel: wat je ziet", "overload_signs")
    overload_help: str = _copied(prose, "Het is te veel: wat je doet", "overload_help")
    new_colleague: str = _copied(prose, "Wat een nieuwe collega moet weten", "new_colleague")
    next_step: str = prose("Mijn volgende stap", share=WORKING, hint="Wat wil ik leren, en wat daarna?")
    readers_named: tuple[str, ...] = lines(
        "Wie mag dit lezen", share=WORKING, hint="Eén lezer of groep per regel, zoals afgesproken."
    )
    discussed_with: str = text("Besproken met", share=WORKING, hint="Tot dit is ingevuld, staat er ‘concept’ op.")
    discussed_on: date | None = day("Besproken op", share=WORKING)
    review_on: date | None = day(
        "Nakijken vóór",
        share=WORKING,
        after="discussed_on",
        hint="Gewoon: over zes maanden, of bij een nieuwe begeleider.",
    )
    left_out: tuple[PortfolioSection, ...] = choices("Niet afdrukken", share=WORKING, options=PortfolioSection)
    sources: dict[str, str] = marks("Herkomst", share=NOBODY)
