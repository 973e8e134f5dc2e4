"""What is missing in one placement. It stands on the page of that placement and never in *Vandaag*."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from beschutdesk.dossier.contract import EMPLOYMENT
from beschutdesk.dossier.lasting import BriefingReason
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.rules.phases import TRIALS
from beschutdesk.rules.signals.situation import Situation
from beschutdesk.rules.supervision import Gap, supervision
from beschutdesk.rules.time import in_force

_SHOWN: Final = frozenset({Gap.GONE, Gap.AWAY, Gap.LEAVES, Gap.SHORT})
"""What *Vandaag* says already, as a signal."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is not filled in or arranged.

    Attributes:
        key: stable name.
        words: what is missing, in Dutch.
        why: why it counts, in Dutch.
        source: where that comes from.
        section: key of the field or list on the placement.
    """

    key: str
    words: str
    why: str
    source: str
    section: str


def gaps(found: Situation, today: date) -> tuple[Missing, ...]:
    """What is missing in a placement, the gravest first; nothing once it has ended."""
    return () if found.ended(today) else tuple(_gaps(found, today))


def _gaps(found: Situation, today: date) -> Iterator[Missing]:
    terms = in_force(found.terms, today)
    if terms is None:
        yield _for(SuccessFactor.SUPERVISOR_TIME, "no_terms", "Nog geen afspraken over uren en begeleiding.", "terms")
    else:
        for one in supervision(terms, found.supervisors, found.others, today).findings:
            if one.gap not in _SHOWN:
                factor = (
                    SuccessFactor.SECOND_SUPERVISOR
                    if one.gap in (Gap.NO_BACKUP, Gap.BACKUP_IS_SAME, Gap.BACKUP_SHORT)
                    else SuccessFactor.SUPERVISOR_TIME
                )
                yield _for(factor, one.gap.value, one.reason, "terms")
        for both, day in (("werkgever", terms.rhythm_employer_on), ("werknemer", terms.rhythm_employee_on)):
            if terms.visit_weeks is None or day is None:
                words = f"Het bezoekritme is niet afgesproken met de {both}."
                yield _for(SuccessFactor.RHYTHM, f"no_rhythm_{both}", words, "terms")
    if not (found.safety_net or "").strip():
        yield _for(SuccessFactor.SAFETY_NET, "no_safety_net", "Er is nog geen vangnet afgesproken.", "safety_net")
    for phase in found.phases:
        if phase.kind in TRIALS and phase.permitted_on is None and (phase.until or date.max) >= today:
            yield Missing(
                "no_permission",
                "Bij de proefplaatsing staat geen toestemming van de gemeente.",
                "Zonder toestemming mag iemand met bijstand niet onbetaald op proef werken.",
                "Participatiewet art. 8a lid 2 onder d",
                "phases",
            )
            break
    if any(one.kind in EMPLOYMENT for one in found.contracts) and not found.wage_values:
        yield _for(SuccessFactor.WAGE_VALUE, "no_wage_value", "Er is nog geen loonwaarde ingevuld.", "wage_values")
    if not any(one.settled_on is not None for one in found.paperwork):
        words = "Er is nog geen portfolio dat met de werknemer is besproken."
        yield _for(SuccessFactor.PORTFOLIO, "no_portfolio", words, "portfolio")
    if not found.expectations:
        words = "Er staat nog niet wat de werkgever mag verwachten."
        yield _for(SuccessFactor.EXPECTATIONS, "no_expectations", words, "expectations")
    if not any(one.reason is BriefingReason.START and one.done_on is not None for one in found.team_briefings):
        yield _for(SuccessFactor.TEAM, "no_briefing", "Het team is bij de start nog niet voorbereid.", "team_briefings")


def _for(factor: SuccessFactor, key: str, words: str, section: str) -> Missing:
    return Missing(key, words, factor.why, factor.source, section)
