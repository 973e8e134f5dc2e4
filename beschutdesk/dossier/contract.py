"""The paper under a placement: contracts, absence, loonwaarde and what an employer gets for it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from beschutdesk.dossier.audience import COLLEAGUE, EMPLOYER, HANDOVER, MUNICIPALITY, SOB
from beschutdesk.dossier.fields import Row, choice, day, money, number, record, text, yes_no
from beschutdesk.dossier.values import Choices, YesNo

_PAPER = HANDOVER | {EMPLOYER, SOB, MUNICIPALITY}
"""Who signs, pays or takes over."""
_PAYS = HANDOVER | {EMPLOYER, SOB}
"""Who must act when somebody is away. Being away says something about health, so nobody else reads it."""


class EmployingParty(Choices):
    """With whom a contract is."""

    EMPLOYER = ("employer", "de werkgever zelf")
    SOB = ("sob", "het SOB")
    OTHER = ("other", "een andere organisatie")


class ContractKind(Choices):
    """What a paper is. A secondment is agreed between two organisations and is no employment contract."""

    TEMPORARY = ("temporary", "tijdelijk contract")
    PERMANENT = ("permanent", "vast contract")
    SECONDMENT = ("secondment", "detacheringsovereenkomst")


EMPLOYMENT = frozenset({ContractKind.TEMPORARY, ContractKind.PERMANENT})
"""Kinds of contract in which somebody is employed."""


class ContractDecision(Choices):
    """What was decided on what comes after a contract."""

    EXTEND = ("extend", "verlengen")
    PERMANENT = ("permanent", "vast contract geven")
    TAKE_OVER = ("take_over", "werkgever neemt over van het SOB")
    END = ("end", "laten aflopen")


@record("contract", "Contract")
@dataclass(eq=False, kw_only=True)
class Contract(Row):
    """One contract; every extension is a new one. Its number in the chain is computed, never kept."""

    party: EmployingParty | None = choice("Contract met", share=_PAPER, options=EmployingParty)
    party_name: str = text("Naam van die organisatie", share=_PAPER, hint="Alleen als het niet de werkgever zelf is.")
    kind: ContractKind | None = choice("Soort contract", share=_PAPER, options=ContractKind)
    since: date | None = day("Vanaf", share=_PAPER)
    until: date | None = day(
        "Tot en met", share=_PAPER, after="since", hint="De laatste dag, ook als het eerder ophoudt."
    )
    same_work: YesNo | None = yes_no(
        "Zelfde werk als in het contract ervoor",
        share=_PAPER,
        hint="Dan telt een contract met het SOB of een ander mee in de keten.",
    )
    notice_on: date | None = day("Aangezegd op", share=_PAPER, hint="Dag waarop de werknemer het op papier kreeg.")
    decision: ContractDecision | None = choice("Besluit over daarna", share=_PAPER, options=ContractDecision)
    decided_on: date | None = day("Besloten op", share=_PAPER)
    fee: Decimal | None = money("Inleenvergoeding per maand", share=HANDOVER | {EMPLOYER, SOB})
    remark: str = text("Opmerking", share={COLLEAGUE})


@record("absence", "Afwezigheid")
@dataclass(eq=False, kw_only=True)
class Absence(Row):
    """Days on which somebody is not at work. Never why: a cause has no place here."""

    since: date | None = day("Vanaf", share=_PAYS)
    until: date | None = day("Tot en met", share=_PAYS, after="since", hint="Laatste dag dat iemand er niet is.")
    to_report: YesNo | None = yes_no(
        "Moet gemeld worden bij UWV", share=_PAYS, hint="Ja als de no-riskpolis geldt. Schrijf nooit op waarom."
    )
    reported_on: date | None = day("Gemeld bij UWV op", share=_PAYS)
    reported_municipality_on: date | None = day("Gemeld bij de gemeente op", share=_PAYS)
    recovery_reported_on: date | None = day("Terug gemeld bij UWV op", share=_PAYS, after="since")


class WageValueKind(Choices):
    """How a loonwaarde came about (Participatiewet art. 10d)."""

    MEASURED = ("measured", "gemeten")
    FLAT = ("flat", "forfaitair")


@record("wage_value", "Loonwaarde")
@dataclass(eq=False, kw_only=True)
class WageValue(Row):
    """A loonwaarde and when it is looked at again. The law leaves that moment to gemeente, person and employer."""

    kind: WageValueKind | None = choice("Soort", share=_PAPER, options=WageValueKind)
    percentage: Decimal | None = number("Loonwaarde", share=_PAPER, unit="%", decimals=2)
    measured_on: date | None = day("Gemeten op", share=_PAPER, hint="Bij forfaitair: de eerste dag dat die geldt.")
    measured_by: str = text("Gemeten door", share=_PAPER)
    next_on: date | None = day(
        "Volgende meting", share=_PAPER, after="measured_on", hint="Zo is het afgesproken. Leeg: de gewone termijn."
    )
    remark: str = text("Opmerking", share=HANDOVER)


class InstrumentKind(Choices):
    """What the gemeente or UWV has for an employer who offers a place."""

    WAGE_SUBSIDY = ("wage_subsidy", "loonkostensubsidie (LKS)")
    NO_RISK = ("no_risk", "no-riskpolis")
    SUPERVISION_SUBSIDY = ("supervision_subsidy", "begeleidingssubsidie")
    ADAPTATION = ("adaptation", "aanpassing van de werkplek")
    JOB_COACH = ("job_coach", "jobcoach")
    TRAINING = ("training", "training van begeleider of werknemer")


class InstrumentState(Choices):
    """How far an instrument is."""

    NOT_NEEDED = ("not_needed", "niet nodig")
    TO_ASK = ("to_ask", "nog aanvragen")
    ASKED = ("asked", "aangevraagd")
    GRANTED = ("granted", "toegekend")
    REFUSED = ("refused", "afgewezen")
    ENDED = ("ended", "gestopt")


@record("instrument", "Voorziening of subsidie")
@dataclass(eq=False, kw_only=True)
class Instrument(Row):
    """One instrument of a placement: asked, decided, running from when to when."""

    kind: InstrumentKind | None = choice("Wat", share=_PAPER, options=InstrumentKind)
    state: InstrumentState | None = choice("Stand", share=_PAPER, options=InstrumentState)
    asked_on: date | None = day("Aangevraagd op", share=_PAPER)
    decided_on: date | None = day("Besluit op", share=_PAPER, after="asked_on")
    since: date | None = day("Vanaf", share=_PAPER)
    until: date | None = day("Tot en met", share=_PAPER, after="since")
    remark: str = text("Opmerking", share=_PAPER, hint="Wie regelt het, en wat moet er nog?")
