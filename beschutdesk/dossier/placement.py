"""A candidate at an employer, from match to end: phases and terms in time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import COLLEAGUE, EVERYONE, HANDOVER, MUNICIPALITY, WORKING
from beschutdesk.dossier.fields import (
    PRINT,
    Record,
    Row,
    children,
    choice,
    day,
    number,
    prose,
    record,
    reference,
    text,
    week,
)
from beschutdesk.dossier.values import Choices, Slot


class MatchType(Choices):
    """The five ways in which a match arises, by frequency (2022 study of beschut werk at regular employers)."""

    SCHOOL_STAGE = ("school_stage", "vanuit een schoolstage")
    OWN_NETWORK = ("own_network", "uit het eigen netwerk van de bemiddelaar")
    EMPLOYER_ASKED = ("employer_asked", "op vraag van de werkgever")
    CANDIDATE_PROPOSED = ("candidate_proposed", "door de kandidaat aangedragen")
    VACANCY = ("vacancy", "gewone vacature")


class PhaseKind(Choices):
    """Kinds of phase of a placement (research on kennismakingstrajecten and contracts)."""

    TASTER = ("taster", "snuffelstage")
    STAGE = ("stage", "stage")
    ACTIVATION = ("activation", "activeringsplek")
    LEARN_WORK = ("learn_work", "leerwerktraject")
    TRIAL = ("trial", "proefplaatsing")
    TRIAL_EXTENDED = ("trial_extended", "verlengde proefplaatsing")
    GROWTH = ("growth", "opbouw vanuit dagbesteding")
    SECONDMENT = ("secondment", "detachering")
    INTERNAL_SOB = ("internal_sob", "interne plek SOB")
    CONTRACT_TEMPORARY = ("contract_temporary", "tijdelijk contract")
    CONTRACT_PERMANENT = ("contract_permanent", "vast contract")
    BREAK = ("break", "onderbreking")


class SupervisionForm(Choices):
    """How supervision is given (2022 study of beschut werk at regular employers, §5.2.2)."""

    CONTINUOUS = ("continuous", "doorlopend, een groot deel van de dag")
    REGULAR = ("regular", "op vaste momenten, en bereikbaar")


@record("placement_phase", "Fase")
@dataclass(eq=False, kw_only=True)
class PlacementPhase(Row):
    """A dated part of a placement."""

    kind: PhaseKind | None = choice("Fase", share=HANDOVER, options=PhaseKind)
    since: date | None = day("Vanaf", share=HANDOVER)
    until: date | None = day("Tot en met", share=HANDOVER)


@record("terms", "Afspraken over uren en begeleiding")
@dataclass(eq=False, kw_only=True)
class Terms(Row):
    """What holds from a date on. A change is a new row: history is never overwritten."""

    valid_from: date | None = day("Geldt vanaf", share=WORKING)
    hours: Decimal | None = number("Uren per week", share=WORKING | {MUNICIPALITY}, unit="uur", decimals=2)
    days: tuple[Slot, ...] = week("Werkdagen", share=WORKING)
    supervisor: UUID | None = reference("Vaste begeleider", share=WORKING, target="supervisor", needed_for={PRINT})
    backup: UUID | None = reference("Vervanger", share=WORKING, target="supervisor")
    supervision_form: SupervisionForm | None = choice("Vorm van begeleiding", share=WORKING, options=SupervisionForm)
    supervision_minutes: Decimal | None = number(
        "Begeleiding per dag", share=WORKING | {MUNICIPALITY}, unit="minuten", hint="Wat nodig is, elke werkdag."
    )
    supervision_moment: str = text("Vast moment", share=WORKING, hint="Bijvoorbeeld: elke ochtend 8.30 uur.")
    visit_weeks: Decimal | None = number(
        "Bezoek om de", share=WORKING, unit="weken", hint="Zo is het met werkgever en werknemer afgesproken."
    )


@record("adjustment", "Afspraak of aanpassing")
@dataclass(eq=False, kw_only=True)
class Adjustment(Row):
    """An agreed adjustment of work or workplace: what is different, not why."""

    what: str = text("Wat is er anders", share=WORKING)
    agreed_on: date | None = day("Afgesproken op", share=WORKING)
    agreed_with: str = text("Met wie", share=WORKING)


@record("placement", "Plaatsing")
@dataclass(eq=False, kw_only=True)
class Placement(Record):
    """One candidate at one employer. The time in it stands in phases, terms and adjustments."""

    candidate: UUID | None = reference("Kandidaat", share=EVERYONE, target="candidate")
    employer: UUID | None = reference("Werkgever", share=EVERYONE, target="employer")
    job_title: str = text("Functie", share=WORKING, hint="Een gewone naam, bijvoorbeeld algemeen medewerker.")
    department: str = text("Afdeling of plek", share=WORKING)
    match_type: MatchType | None = choice("Plaatsingstype", share=HANDOVER, options=MatchType)
    ended_on: date | None = day("Geëindigd op", share=HANDOVER)
    safety_net: str = prose("Vangnet", share=HANDOVER, hint="Waar kan iemand terecht als het hier stopt?")
    notes: str = prose("Aantekeningen bij de plaatsing", share={COLLEAGUE})
    phases: list[PlacementPhase] = children("placement_phase")
    terms: list[Terms] = children("terms")
    adjustments: list[Adjustment] = children("adjustment")
