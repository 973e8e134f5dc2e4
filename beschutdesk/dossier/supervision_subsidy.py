"""Begeleidingssubsidie: one application for one placement and one period, from concept to settled.

What an application has in common with the dossier (name, contract, hours, supervisor) is not typed again: it is read
from there when it is printed. What differs per application stands here: who asks, why more than the usual supervision
is needed, the plan, the attachments, the steps that were taken with their dates, and the log that accounts for it.
Amounts, terms and questions of a scheme are data: see :mod:`beschutdesk.rules.schemes`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import COLLEAGUE, EMPLOYER, EVERYONE, HANDOVER, MUNICIPALITY, NOBODY, SOB
from beschutdesk.dossier.fields import (
    SUBMIT,
    Record,
    Row,
    attachment,
    children,
    choice,
    day,
    money,
    number,
    prose,
    record,
    reference,
    text,
    yes_no,
)
from beschutdesk.dossier.values import Attachment, Choices, YesNo

_PAPER = HANDOVER | {EMPLOYER, SOB, MUNICIPALITY}
"""Who signs, decides, pays or takes over."""
_SIGNS = HANDOVER | {EMPLOYER, SOB}
"""Who must do something for it; the gemeente gets the result."""


class Applicant(Choices):
    """Who asks for the subsidy: whoever supervises (research of 2022, §4.3.2)."""

    EMPLOYER = ("employer", "de werkgever")
    SOB = ("sob", "het SOB")
    CARE = ("care", "een zorgorganisatie")
    OTHER = ("other", "een andere organisatie")


class SubsidyState(Choices):
    """How far an application is. The first is where each begins; the last three end it."""

    CONCEPT = ("concept", "concept")
    READY = ("ready", "klaar voor ondertekening")
    SUBMITTED = ("submitted", "ingediend")
    QUESTIONS = ("questions", "vragen van de gemeente")
    GRANTED = ("granted", "toegekend")
    REFUSED = ("refused", "afgewezen")
    ACCOUNTING = ("accounting", "verantwoorden")
    SETTLED = ("settled", "afgerekend")
    WITHDRAWN = ("withdrawn", "ingetrokken")


class ReportableChange(Choices):
    """What must be told to whoever pays when it changes (research/domain: LKS pages of gemeenten, UWV)."""

    HOURS = ("hours", "uren per week")
    IBAN = ("iban", "IBAN")
    END = ("end", "einde van het contract of de plaatsing")
    SUPERVISOR = ("supervisor", "begeleider")
    ABSENCE = ("absence", "langer afwezig")


class LogOrigin(Choices):
    """Where a line of the supervision log comes from. Those of visits are read from the visit, and not kept here."""

    TYPED = ("typed", "getypt")
    IMPORTED = ("imported", "ingelezen")


@record("subsidy_goal", "Doel")
@dataclass(eq=False, kw_only=True)
class SubsidyGoal(Row):
    """One line of the plan: which problem at work, what the supervisor does, what must come of it. At most three."""

    problem: str = prose("Wat lukt nog niet op het werk", share=_PAPER, hint="Alleen het werk. Geen diagnose.")
    action: str = prose("Wat doet de begeleider", share=_PAPER, hint="Wat, hoe vaak, hoelang.")
    goal: str = prose("Wat is het doel", share=_PAPER, hint="Wat kan de werknemer aan het eind van de periode?")


@record("subsidy_attachment", "Bijlage")
@dataclass(eq=False, kw_only=True)
class SubsidyAttachment(Row):
    """A paper that goes with the application. What a scheme asks for has its key; other papers have none."""

    asked: str = text("Bijlage van de regeling", share=_PAPER)
    what: str = text("Welke bijlage", share=_PAPER)
    file: Attachment | None = attachment("Bestand", share=_PAPER)
    on_paper: YesNo | None = yes_no("Gaat op papier mee", share=_PAPER)
    not_needed_because: str = text("Niet nodig, omdat", share=_PAPER)


@record("subsidy_answer", "Vraag van de regeling")
@dataclass(eq=False, kw_only=True)
class SubsidyAnswer(Row):
    """The answer to a question that only this scheme asks."""

    asked: str = text("Vraag van de regeling", share=_PAPER)
    answer: str = prose("Antwoord", share=_PAPER)


@record("subsidy_step", "Stap")
@dataclass(eq=False, kw_only=True)
class SubsidyStep(Row):
    """A state that the application came in, and what was said with it. The latest by day is the state of today.

    Attributes:
        due_on: the next deadline that follows: an answer, an objection, the accounting.
    """

    state: SubsidyState | None = choice("Stand", share=_PAPER, options=SubsidyState)
    happened_on: date | None = day("Datum", share=_PAPER)
    amount: Decimal | None = money("Bedrag", share=_PAPER)
    since: date | None = day("Toegekend vanaf", share=_PAPER)
    until: date | None = day("Toegekend tot en met", share=_PAPER, after="since")
    hours: Decimal | None = number("Toegekende begeleiding", share=_PAPER, unit="uur", decimals=2)
    reason: str = prose("Reden of vraag", share=_SIGNS, hint="Wat vroeg of schreef de gemeente?")
    due_on: date | None = day("Uiterlijk", share=_PAPER)
    letter: str = text("Kenmerk", share=_PAPER, hint="Van de brief of de beschikking.")
    file: Attachment | None = attachment("Document", share=_SIGNS)


@record("subsidy_fact", "Zo stond het in de aanvraag")
@dataclass(eq=False, kw_only=True)
class SubsidyFact(Row):
    """What was true when it was sent in, so that a change that must be reported is noticed.

    Attributes:
        value: as the rule compares it; never shown.
        told_on: the day on which the change to this value was reported; empty for what stood in the application.
    """

    what: ReportableChange | None = choice("Wat", share=NOBODY, options=ReportableChange)
    value: str = text("Waarde", share=NOBODY)
    told_on: date | None = day("Gemeld op", share=NOBODY)


@record("supervision_entry", "Begeleiding op een dag")
@dataclass(eq=False, kw_only=True)
class SupervisionEntry(Row):
    """A line of the supervision log: how long, by whom, what for."""

    given_on: date | None = day("Dag", share=_PAPER)
    minutes: Decimal | None = number("Begeleiding", share=_PAPER, unit="minuten")
    supervisor: UUID | None = reference("Begeleider", share=_PAPER, target="supervisor")
    by: str = text("Door", share=_PAPER, hint="Als de begeleider niet in de lijst staat.")
    why: str = text("Waarvoor", share=_PAPER, hint="Wat was er nodig? Alleen het werk.")
    entered: LogOrigin | None = choice("Herkomst", share=NOBODY, options=LogOrigin)


@record("supervision_subsidy", "Begeleidingssubsidie")
@dataclass(eq=False, kw_only=True)
class SupervisionSubsidy(Record):
    """One application for one placement and one period.

    Attributes:
        scheme: key of the scheme (see :mod:`beschutdesk.rules.schemes`); empty follows the gemeente.
        renews: the application of the period before.
        applicant_name: and what follows are only filled in when the applicant is not the employer of the placement.
    """

    candidate: UUID | None = reference("Kandidaat", share=EVERYONE, target="candidate")
    placement: UUID | None = reference("Plaatsing", share=EVERYONE, target="placement")
    scheme: str = text("Regeling", share=_PAPER)
    since: date | None = day("Periode vanaf", share=_PAPER, needed_for={SUBMIT})
    until: date | None = day("Periode tot en met", share=_PAPER, after="since", needed_for={SUBMIT})
    renews: UUID | None = reference("Verlengt", share=_PAPER, target="supervision_subsidy")
    applicant: Applicant | None = choice("Wie vraagt aan", share=_PAPER, options=Applicant, needed_for={SUBMIT})
    applicant_name: str = text("Naam van de aanvrager", share=_PAPER)
    applicant_kvk: str = text("KvK-nummer van de aanvrager", share=_PAPER, check="kvk")
    applicant_iban: str = text("IBAN van de aanvrager", share={MUNICIPALITY, EMPLOYER, SOB}, check="iban")
    applicant_address: str = text("Straat en huisnummer", share=_PAPER)
    applicant_postcode: str = text("Postcode", share=_PAPER, check="postcode")
    applicant_place: str = text("Plaats", share=_PAPER)
    applicant_phone: str = text("Telefoon", share=_PAPER, check="phone")
    applicant_email: str = text("E-mail", share=_PAPER, check="email")
    wage_tax_number: str = text("Loonheffingennummer", share=_PAPER, hint="Staat op de aangifte loonheffingen.")
    signatory: str = text("Wie tekent", share=_PAPER, needed_for={SUBMIT}, hint="Iemand die mag tekenen.")
    signatory_role: str = text("Functie van wie tekent", share=_PAPER)
    signed_on: date | None = day("Ondertekend op", share=_PAPER, needed_for={SUBMIT})
    intensity: str = text("Zwaarte van de begeleiding", share=_PAPER)
    capped: YesNo | None = yes_no(
        "Blijft het bedrag gelijk bij meer uren dan de regeling noemt",
        share=_PAPER,
        hint="Vraag het de gemeente. Alleen nodig bij meer uren dan waar het bedrag voor geldt.",
    )
    jobcoaching: YesNo | None = yes_no(
        "Krijgt de werkgever ook jobcoaching", share=_PAPER, hint="Dat kan van het bedrag afgaan."
    )
    jobcoaching_amount: Decimal | None = money("Bedrag voor jobcoaching in deze periode", share=_PAPER)
    usual: str = prose("Wat is gewone begeleiding bij dit werk", share=_PAPER, hint="Wat krijgt elke collega?")
    why_more: str = prose(
        "Waarom is meer begeleiding nodig dan gewoon",
        share=_PAPER,
        needed_for={SUBMIT},
        hint="Alleen wat je op het werk ziet. Geen diagnose.",
    )
    without: str = prose(
        "Wat gaat er niet zonder die begeleiding", share=_PAPER, needed_for={SUBMIT}, hint="Wat gebeurt er dan?"
    )
    other_subsidies: str = prose("Andere subsidies voor deze plek", share=_PAPER, hint="Welke, van wie, tot wanneer?")
    consent_on: date | None = day(
        "Met de werknemer besproken op",
        share=_PAPER,
        needed_for={SUBMIT},
        hint="De werknemer weet ervan en vindt het goed.",
    )
    consent_by: str = text("Besproken door", share=_PAPER)
    notes: str = prose("Aantekeningen bij de aanvraag", share={COLLEAGUE})
    goals: list[SubsidyGoal] = children("subsidy_goal")
    answers: list[SubsidyAnswer] = children("subsidy_answer")
    attachments: list[SubsidyAttachment] = children("subsidy_attachment")
    steps: list[SubsidyStep] = children("subsidy_step")
    facts: list[SubsidyFact] = children("subsidy_fact")
    log: list[SupervisionEntry] = children("supervision_entry")
