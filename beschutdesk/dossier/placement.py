"""A candidate at an employer, from match to end: phases and terms in time.

Contracts and money stand in :mod:`beschutdesk.dossier.contract`, the end of getting acquainted in
:mod:`beschutdesk.dossier.introduction`, what makes it last in :mod:`beschutdesk.dossier.lasting`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import (
    COLLEAGUE,
    EMPLOYER,
    EVERYONE,
    HANDOVER,
    MUNICIPALITY,
    SOB,
    SUPERVISOR,
    WORKING,
)
from beschutdesk.dossier.contract import Absence, Contract, Instrument, WageValue
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
from beschutdesk.dossier.introduction import IntroductionEvaluation
from beschutdesk.dossier.lasting import Agreement, Development, Expectation, SuccessCheck, TeamBriefing
from beschutdesk.dossier.values import Choices, Slot

_RHYTHM = HANDOVER | {SUPERVISOR, EMPLOYER, SOB}
_APPLICATION = WORKING | {MUNICIPALITY}
"""Who works there, and the gemeente that pays for the supervision: an application says this."""


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


class EndReason(Choices):
    """Why a placement ended: what the research of 2022 names as breaking it, and the good ways out (§5.2.3, §5.3)."""

    MOVED_ON = ("moved_on", "gegroeid: ander of gewoon werk")
    SKILLS = ("skills", "werknemersvaardigheden waren er nog niet")
    MOTIVATION = ("motivation", "werk of plek paste niet bij de wensen")
    TASKS = ("tasks", "taken pasten niet")
    SUPERVISION_TIME = ("supervision_time", "te weinig tijd voor begeleiding")
    SUPERVISOR_LEFT = ("supervisor_left", "begeleider viel weg")
    EXPECTATIONS = ("expectations", "verwachtingen waren anders")
    TEAM = ("team", "het ging niet met het team")
    NO_FOLLOW_UP = ("no_follow_up", "te weinig contact na de start")
    LIFE_EVENT = ("life_event", "gebeurtenis buiten het werk")
    MONEY = ("money", "kosten of subsidie")
    NOT_EXTENDED = ("not_extended", "contract niet verlengd of vast gemaakt")
    EMPLOYER_STOPS = ("employer_stops", "werkgever stopt of reorganiseert")
    MOVED_HOUSE = ("moved_house", "verhuisd of reis niet te doen")
    PENSION = ("pension", "pensioen")
    DIED = ("died", "overleden")
    OTHER = ("other", "anders")


class NextStep(Choices):
    """What comes after a placement, so that nobody drops out of sight."""

    NEW_MATCH = ("new_match", "nieuwe match zoeken")
    REGULAR_WORK = ("regular_work", "gewoon werk")
    SOB = ("sob", "plek bij het SOB")
    DAY_ACTIVITY = ("day_activity", "dagbesteding")
    SCHOOL = ("school", "school of opleiding")
    HOME = ("home", "thuis, contact blijft")
    ELSEWHERE = ("elsewhere", "andere gemeente of begeleiding")
    NONE = ("none", "niets meer nodig")


@record("placement_phase", "Fase")
@dataclass(eq=False, kw_only=True)
class PlacementPhase(Row):
    """A dated part of a placement."""

    kind: PhaseKind | None = choice("Fase", share=HANDOVER, options=PhaseKind)
    since: date | None = day("Vanaf", share=HANDOVER)
    until: date | None = day("Tot en met", share=HANDOVER, after="since")
    goal: str = text("Waar kijken we naar", share=HANDOVER, hint="Wat willen we aan het eind weten?")
    permitted_on: date | None = day(
        "Toestemming van de gemeente op", share=HANDOVER | {MUNICIPALITY}, hint="Nodig bij een proefplaatsing."
    )
    lender: str = text("Uitgeleend door", share=HANDOVER, hint="Bij detachering: meestal het SOB.")


@record("terms", "Afspraken over uren en begeleiding")
@dataclass(eq=False, kw_only=True)
class Terms(Row):
    """What holds from a date on. A change is a new row: history is never overwritten."""

    valid_from: date | None = day("Geldt vanaf", share=_APPLICATION)
    hours: Decimal | None = number("Uren per week", share=_APPLICATION, unit="uur", decimals=2)
    days: tuple[Slot, ...] = week("Werkdagen", share=WORKING)
    supervisor: UUID | None = reference("Vaste begeleider", share=_APPLICATION, target="supervisor", needed_for={PRINT})
    backup: UUID | None = reference("Vervanger", share=_APPLICATION, target="supervisor")
    supervision_form: SupervisionForm | None = choice(
        "Vorm van begeleiding", share=_APPLICATION, options=SupervisionForm
    )
    supervision_minutes: Decimal | None = number(
        "Begeleiding per dag", share=_APPLICATION, unit="minuten", hint="Wat nodig is, elke werkdag."
    )
    supervision_moment: str = text("Vast moment", share=WORKING, hint="Bijvoorbeeld: elke ochtend 8.30 uur.")
    visit_weeks: Decimal | None = number(
        "Bezoek elke", share=WORKING, unit="weken", hint="Zo is het met werkgever en werknemer afgesproken."
    )
    rhythm_employer: str = text("Ritme afgesproken met", share=_RHYTHM, hint="Wie bij de werkgever?")
    rhythm_employer_on: date | None = day("Met de werkgever afgesproken op", share=_RHYTHM)
    rhythm_employee_on: date | None = day("Met de werknemer afgesproken op", share=_RHYTHM)
    supervision_cover: str = text(
        "Werk dat collega’s overnemen", share=_RHYTHM, hint="Zodat de begeleider er de tijd voor heeft."
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
    job_title: str = text("Functie", share=_APPLICATION, hint="Een gewone naam, bijvoorbeeld algemeen medewerker.")
    department: str = text("Afdeling of plek", share=WORKING)
    match_type: MatchType | None = choice("Plaatsingstype", share=HANDOVER, options=MatchType)
    ended_on: date | None = day("Geëindigd op", share=HANDOVER)
    end_reason: EndReason | None = choice("Waarom geëindigd", share=HANDOVER, options=EndReason)
    end_remark: str = prose("Toelichting op het einde", share=HANDOVER, hint="Wat nemen we mee naar een volgende plek?")
    next_step: NextStep | None = choice("Wat komt erna", share=HANDOVER, options=NextStep)
    next_remark: str = text("Afgesproken voor daarna", share=HANDOVER, hint="Waar, met wie, vanaf wanneer?")
    next_contact_on: date | None = day(
        "Volgende contact op", share=HANDOVER, after="ended_on", hint="Ook als het nu stil wordt."
    )
    safety_net: str = prose("Vangnet", share=HANDOVER, hint="Waar kan iemand terecht als het hier stopt?")
    safety_net_on: date | None = day("Vangnet afgesproken op", share=HANDOVER)
    safety_net_with: str = text("Vangnet afgesproken met", share=HANDOVER)
    notes: str = prose("Aantekeningen bij de plaatsing", share={COLLEAGUE})
    phases: list[PlacementPhase] = children("placement_phase")
    terms: list[Terms] = children("terms")
    adjustments: list[Adjustment] = children("adjustment")
    contracts: list[Contract] = children("contract")
    absences: list[Absence] = children("absence")
    wage_values: list[WageValue] = children("wage_value")
    instruments: list[Instrument] = children("instrument")
    evaluations: list[IntroductionEvaluation] = children("introduction_evaluation")
    agreements: list[Agreement] = children("agreement")
    expectations: list[Expectation] = children("expectation")
    team_briefings: list[TeamBriefing] = children("team_briefing")
    developments: list[Development] = children("development")
    success_checks: list[SuccessCheck] = children("success_check")
