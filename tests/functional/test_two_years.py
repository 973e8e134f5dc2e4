"""Two years of one placement in a real vault, from school stage to permanent contract, and one that breaks.

Each story is acts; beside it stands the table of what *Vandaag* says, from which day, until what act makes it go. Every
week, and on the days around each change, the page must say exactly that and nothing else.
"""

from datetime import date, time
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import EMPLOYER, SUPERVISOR
from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.contract import (
    Absence,
    Contract,
    ContractDecision,
    ContractKind,
    EmployingParty,
    Instrument,
    InstrumentKind,
    InstrumentState,
    WageValue,
    WageValueKind,
)
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.introduction import IntroductionEvaluation, Verdict
from beschutdesk.dossier.lasting import (
    Agreement,
    AgreementParty,
    AgreementResult,
    BriefingReason,
    Development,
    Expectation,
    FactorState,
    SuccessCheck,
    TeamBriefing,
)
from beschutdesk.dossier.placement import EndReason, NextStep, PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.dossier.values import Appointment, YesNo
from beschutdesk.dossier.visit import Judgement, Medium, Visit, VisitAgreement, VisitState
from beschutdesk.rules.signals import RULES
from beschutdesk.services.desk import Desk
from beschutdesk.services.drafts import Draft
from tests.functional.placement_story import (
    WEEK,
    Act,
    Said,
    World,
    act,
    done,
    every,
    guide,
    introduction,
    mute,
    new,
    person,
    place,
    put,
    row,
    rows,
    said,
    seen,
    settled,
    shared,
    told,
)
from tests.functional.test_clock import Set, set_clock

__all__ = ["set_clock"]

D = date.fromisoformat
TEMPORARY, SECONDMENT, PERMANENT = ContractKind.TEMPORARY, ContractKind.SECONDMENT, ContractKind.PERMANENT
HERE, SOB = EmployingParty.EMPLOYER, EmployingParty.SOB
GRANTED, ASKED, TO_ASK = InstrumentState.GRANTED, InstrumentState.ASKED, InstrumentState.TO_ASK
ENOUGH_TIME = SuccessFactor.SUPERVISOR_TIME

# -- two years ---------------------------------------------------------------------------------------------------------

JELTE = Candidate(name_used="Jelte", family_name="Zilver", municipality="Kampen", state=CandidateState.ACTIVE)
FEMKE, OKAN = Supervisor(name="Femke", minutes=Decimal(60)), Supervisor(name="Okan", minutes=Decimal(30))
NOOR = Supervisor(name="Noor", minutes=Decimal(60))
BAKERY = Employer(name="Bakkerij Korst", supervisors=[FEMKE, OKAN, NOOR])
STAGE = PlacementPhase(kind=PhaseKind.STAGE, since=D("2025-03-03"), until=D("2025-06-27"))
PLACE = Placement(
    candidate=JELTE.id,
    employer=BAKERY.id,
    phases=[STAGE],
    terms=[Terms(valid_from=D("2025-03-03"), supervisor=FEMKE.id, supervision_minutes=Decimal(45))],
)
PORTFOLIO = Portfolio(candidate=JELTE.id, placement=PLACE.id, discussed_on=D("2025-09-22"))

TRIAL = PlacementPhase(kind=PhaseKind.TRIAL, since=D("2025-06-30"), until=D("2025-08-24"), permitted_on=D("2025-06-16"))
LONGER = PlacementPhase(kind=PhaseKind.TRIAL_EXTENDED, since=D("2025-08-25"), until=D("2025-09-30"))
HELD = IntroductionEvaluation(held_on=D("2025-09-29"), verdict=Verdict.GO, reasons="Het werk past.")
FIRST = Contract(party=HERE, kind=TEMPORARY, since=D("2025-10-01"), until=D("2026-03-31"))
AT_SOB = Contract(party=SOB, kind=TEMPORARY, since=D("2026-04-01"), until=D("2026-09-30"), same_work=YesNo.YES)
LENT = Contract(party=SOB, kind=SECONDMENT, since=D("2026-04-01"), until=D("2026-09-30"))
DIRECT = Contract(party=HERE, kind=TEMPORARY, since=D("2026-10-01"), until=D("2027-05-31"), same_work=YesNo.YES)
FOREVER = Contract(party=HERE, kind=PERMANENT, since=D("2027-06-01"))
LKS = Instrument(kind=InstrumentKind.WAGE_SUBSIDY, state=TO_ASK)
GUIDING = Instrument(
    kind=InstrumentKind.SUPERVISION_SUBSIDY, state=TO_ASK, since=D("2025-10-01"), until=D("2026-09-30")
)
AGAIN = Instrument(
    kind=InstrumentKind.SUPERVISION_SUBSIDY,
    state=ASKED,
    asked_on=D("2026-08-24"),
    since=D("2026-10-01"),
    until=D("2027-09-30"),
)
AWAY = Absence(since=D("2026-05-04"), to_report=YesNo.YES)
TEAM = TeamBriefing(reason=BriefingReason.START, who="Het ochtendteam", from_on=D("2025-10-01"))
COLLEAGUE = TeamBriefing(reason=BriefingReason.NEW_COLLEAGUE, who="Sanne", from_on=D("2027-02-01"))
TOLD = Expectation(told_on=D("2025-09-10"), told_to="Gerben", what="Eén taak tegelijk.")
MINE = Agreement(what="Reis oefenen", party=AgreementParty.ME, made_on=D("2025-04-07"), due_on=D("2025-05-16"))
THEIRS = Agreement(what="Bord ophangen", party=AgreementParty.EMPLOYER, made_on=D("2025-06-30"), due_on=D("2025-07-14"))
ANY_DAY = Agreement(what="Schort uitzoeken", party=AgreementParty.SUPERVISOR, made_on=D("2026-01-19"))
MY_OWN = Agreement(what="Met school bellen", party=AgreementParty.ME, made_on=D("2027-03-15"))
REPORT, COMING_BACK = UUID(int=1), UUID(int=2)


def term(since: str, guided_by: Supervisor, backup: Supervisor | None = None) -> Terms:
    """Agreements with a visit every four weeks."""
    return Terms(
        valid_from=D(since),
        supervisor=guided_by.id,
        backup=backup.id if backup else None,
        supervision_minutes=Decimal(45),
        visit_weeks=Decimal(4),
    )


def phase(kind: PhaseKind, since: str, until: str = "") -> PlacementPhase:
    return PlacementPhase(kind=kind, since=D(since), until=D(until) if until else None)


def value(kind: WageValueKind, points: int, day: str, next_on: str = "") -> WageValue:
    following = D(next_on) if next_on else None
    return WageValue(kind=kind, percentage=Decimal(points), measured_on=D(day), next_on=following)


def judged(state: FactorState, day: str) -> SuccessCheck:
    return SuccessCheck(factor=ENOUGH_TIME, state=state, looked_on=D(day))


def typed(world: World) -> None:
    version = world.desk.dossiers.get("candidate", JELTE.id).version
    world.desk.drafts.keep(Draft("candidate", JELTE.id, version, {"pace": "Rustig"}))


TWO_YEARS: list[Act] = [
    act("2025-03-03", "the school stage begins", new(JELTE, BAKERY, PLACE)),
    act("2025-03-05", "a first backup", lambda world: world.desk.backups.make()),
    act("2025-03-17", "the organisation makes backups itself", mute("backup", "2027-12-31")),
    act("2025-04-07", "I will practise the journey", rows(MINE)),
    act("2025-05-20", "practised", row(MINE, done_on=D("2025-05-19"))),
    act("2025-06-16", "a proefplaatsing of eight weeks, permitted", rows(TRIAL)),
    act("2025-06-30", "the employer will put up a board", rows(THEIRS)),
    act("2025-07-22", "the board hangs", row(THEIRS, result=AgreementResult.DONE)),
    act("2025-08-11", "extended beyond two months", rows(LONGER)),
    act("2025-08-18", "with permission", row(LONGER, permitted_on=D("2025-08-18"))),
    act("2025-09-10", "what the employer may expect", rows(TOLD)),
    act(
        "2025-09-15",
        "a contract of half a year comes",
        rows(FIRST, phase(PhaseKind.CONTRACT_TEMPORARY, "2025-10-01", "2026-03-31"), LKS, GUIDING, TEAM),
    ),
    act(
        "2025-09-22", "begeleidingssubsidie asked", row(GUIDING, state=ASKED, asked_on=D("2025-09-22")), new(PORTFOLIO)
    ),
    act("2025-09-24", "the team is prepared", row(TEAM, done_on=D("2025-09-24"))),
    act("2025-09-29", "the evaluation, on paper", rows(HELD), introduction(EMPLOYER), introduction(SUPERVISOR)),
    act(
        "2025-10-01",
        "the contract begins, a visit every four weeks",
        rows(term("2025-10-01", FEMKE), value(WageValueKind.FLAT, 50, "2025-10-01")),
    ),
    act("2025-10-20", "granted", row(GUIDING, state=GRANTED, decided_on=D("2025-10-20"))),
    act("2025-10-27", "a visit, the report is begun", seen(state=VisitState.CONCEPT, key=REPORT), shared()),
    act("2025-10-30", "and written out", put("visit", REPORT, state=VisitState.DONE)),
    act("2025-11-03", "typed and left", typed),
    act("2025-11-05", "thrown away", lambda world: world.desk.drafts.drop(JELTE.id)),
    act(
        "2025-11-07",
        "Femke tells when she is away, and nobody stands in",
        guide(BAKERY.id, FEMKE, away_since=D("2025-12-01"), away_until=D("2025-12-14")),
    ),
    *every("2025-11-24", "2026-02-16", 4 * WEEK, seen(), shared()),
    act("2026-01-19", "Femke will look for an apron", rows(ANY_DAY)),
    act(
        "2026-02-06", "loonkostensubsidie asked", row(LKS, state=ASKED, asked_on=D("2026-02-06"), since=D("2025-10-01"))
    ),
    act("2026-02-10", "the bakery cannot go on itself", row(FIRST, decision=ContractDecision.END)),
    act("2026-02-16", "told on paper", row(FIRST, notice_on=D("2026-02-16"))),
    act("2026-02-24", "measured", rows(value(WageValueKind.MEASURED, 46, "2026-02-23", "2026-12-01"))),
    act("2026-03-02", "the apron is there", row(ANY_DAY, done_on=D("2026-03-02"))),
    act("2026-03-16", "a visit", seen()),
    act(
        "2026-03-20",
        "the SOB employs and lends",
        rows(AT_SOB, LENT, phase(PhaseKind.SECONDMENT, "2026-04-01", "2026-09-30")),
    ),
    act("2026-03-25", "the employer hears the result", shared("employer")),
    act("2026-03-27", "and so does Femke", shared("supervisor")),
    act("2026-03-30", "the portfolio again", put("portfolio", PORTFOLIO.id, discussed_on=D("2026-03-30"))),
    act("2026-04-09", "granted", row(LKS, state=GRANTED, decided_on=D("2026-04-08"))),
    act("2026-04-13", "a visit", seen(), shared()),
    act("2026-05-04", "away", rows(AWAY)),
    act("2026-05-11", "a call", seen(Medium.PHONE)),
    act("2026-05-20", "Femke says she leaves", guide(BAKERY.id, FEMKE, leaves_on=D("2026-08-15"))),
    act("2026-06-01", "the SOB told UWV", row(AWAY, reported_on=D("2026-06-01"))),
    act("2026-06-08", "a call", seen(Medium.PHONE)),
    act(
        "2026-06-24",
        "back on Monday the 29th, eight weeks later; a visit is planned",
        row(AWAY, until=D("2026-06-28")),
        seen(state=VisitState.PLANNED, on="2026-06-30", key=COMING_BACK),
    ),
    act("2026-07-02", "it took place", put("visit", COMING_BACK, state=VisitState.DONE), shared()),
    act("2026-07-03", "UWV knows", row(AWAY, recovery_reported_on=D("2026-06-30"))),
    act(
        "2026-07-14",
        "the bakery takes over",
        row(AT_SOB, decision=ContractDecision.TAKE_OVER),
        row(LENT, decision=ContractDecision.TAKE_OVER),
    ),
    *every("2026-07-27", "2026-12-14", 4 * WEEK, seen(), shared()),
    act("2026-08-20", "told on paper", row(AT_SOB, notice_on=D("2026-08-20"))),
    act("2026-08-24", "the subsidy is asked again", rows(AGAIN)),
    act("2026-08-28", "Okan guides from 1 September", rows(term("2026-09-01", OKAN, NOOR))),
    act("2026-09-08", "Okan gets the time", guide(BAKERY.id, OKAN, minutes=Decimal(45))),
    act("2026-09-14", "the portfolio with Okan", put("portfolio", PORTFOLIO.id, discussed_on=D("2026-09-14"))),
    act(
        "2026-09-15", "direct employment", rows(DIRECT, phase(PhaseKind.CONTRACT_TEMPORARY, "2026-10-01", "2027-05-31"))
    ),
    act("2026-09-22", "said again", row(TOLD, reminded_on=D("2026-09-22"))),
    act("2026-10-05", "supervision: let op", rows(judged(FactorState.PARTLY, "2026-10-05"))),
    act("2026-10-12", "the next subsidy is granted", row(AGAIN, state=GRANTED, decided_on=D("2026-10-12"))),
    act("2026-10-13", "how he develops", rows(Development(looked_on=D("2026-10-13")))),
    act("2026-10-20", "the first subsidy is accounted for", row(GUIDING, state=InstrumentState.ENDED)),
    act("2026-11-02", "supervision: let op again", rows(judged(FactorState.NO, "2026-11-02"))),
    act("2026-11-24", "measured, four points less", rows(value(WageValueKind.MEASURED, 42, "2026-11-23"))),
    act("2026-12-07", "supervision in order", rows(judged(FactorState.YES, "2026-12-07"))),
    act("2026-12-08", "there is enough support", done("wage_value_fell")),
    act("2027-01-11", "Sanne comes to work in the bakery", rows(COLLEAGUE)),
    *every("2027-01-18", "2027-06-07", 4 * WEEK, seen(), shared()),
    act(
        "2027-01-25",
        "Okan is away for two weeks, and Noor stands in",
        guide(BAKERY.id, OKAN, away_since=D("2027-02-08"), away_until=D("2027-02-21")),
    ),
    act("2027-02-03", "Sanne knows", row(COLLEAGUE, done_on=D("2027-02-03"))),
    act("2027-03-15", "I will call the school", rows(MY_OWN)),
    act("2027-03-16", "it becomes permanent", row(DIRECT, decision=ContractDecision.PERMANENT)),
    act("2027-03-22", "the portfolio again", put("portfolio", PORTFOLIO.id, discussed_on=D("2027-03-22"))),
    act("2027-03-29", "called", row(MY_OWN, result=AgreementResult.DONE)),
    act("2027-04-12", "told on paper", row(DIRECT, notice_on=D("2027-04-12"))),
    act("2027-05-25", "signed", rows(FOREVER, phase(PhaseKind.CONTRACT_PERMANENT, "2027-06-01"))),
    *every("2025-03-10", "2025-09-29", WEEK, seen()),
]

SAID_IN_TWO_YEARS: list[Said] = [
    said("backup", "2025-03-03", "2025-03-05", "there is none, until one is made"),
    said("backup", "2025-03-13", "2025-03-17", "older than 7 days, until it was muted"),
    said("result_not_shared", "2025-03-18", "2025-09-29", "weekly visits: 7 days after the first, until both hear"),
    said("agreement_mine", "2025-05-09", "2025-05-20", "7 days before the 16th, until done"),
    said("introduction_end", "2025-06-06", "2025-06-16", "21 days before the stage ends, until the proefplaatsing"),
    said("agreement_theirs", "2025-07-14", "2025-07-22", "on the agreed day, until there is a result"),
    said("introduction_end", "2025-08-03", "2025-08-11", "21 days before 24 August, until it is extended"),
    said("trial_limit", "2025-08-11", "2025-08-18", "beyond 29 August, two months; until permitted"),
    said("introduction_end", "2025-09-09", "2025-09-15", "21 days before 30 September, until the contract"),
    said("instrument_ask", "2025-09-15", "2025-09-22", "it starts within 28 days, until asked"),
    said("new_colleague", "2025-09-17", "2025-09-24", "14 days before the start, until prepared"),
    said("visit_unfinished", "2025-10-27", "2025-10-30", "a concept, until written out"),
    said("unsaved", "2025-11-03", "2025-11-05", "a draft, until it is gone"),
    said("supervisor_away", "2025-11-17", "2025-12-15", "14 days before 1 December, until she is back"),
    said("contract_decision", "2025-12-31", "2026-02-10", "3 months before 31 March, until decided"),
    said("wage_subsidy_ask", "2026-01-30", "2026-02-06", "60 days before 31 March, until asked"),
    said("contract_notice", "2026-01-31", "2026-02-16", "28 days before 28 February, until told"),
    said("flat_end", "2026-02-01", "2026-02-24", "the fifth month, until measured"),
    said("agreement_theirs", "2026-02-16", "2026-03-02", "28 days after it was made without a day, until done"),
    said("portfolio_review", "2026-03-15", "2026-03-30", "7 days before half a year, until discussed"),
    said("result_not_shared", "2026-03-24", "2026-03-27", "more than 7 days after the 16th, until both have it"),
    said("instrument_answer", "2026-04-04", "2026-04-09", "more than 8 weeks after 6 February, until decided"),
    said("absence_report", "2026-05-18", "2026-06-01", "28 days before six weeks are over, until reported"),
    said("supervisor_leaves", "2026-05-20", "2026-08-15", "within 3 months and nobody takes over, until she is gone"),
    said("visit_planned", "2026-06-24", "2026-07-01", "within 7 days, until its day is past"),
    said("absence_recovery", "2026-06-29", "2026-07-03", "the day after the last day, until told"),
    said("contract_decision", "2026-06-30", "2026-07-14", "3 months before 30 September, until decided"),
    said("visit_missed", "2026-07-01", "2026-07-02", "its day is past, until written down"),
    said("contract_notice", "2026-08-02", "2026-08-20", "28 days before 30 August, until told"),
    said("instrument_renew", "2026-08-05", "2026-08-24", "56 days before 30 September, until asked again"),
    said("supervisor_gone", "2026-08-15", "2026-09-01", "the day she leaves, until Okan guides"),
    said("portfolio_supervisor", "2026-09-01", "2026-09-14", "another supervisor, until discussed"),
    said("supervision_short", "2026-09-01", "2026-09-08", "30 minutes for 45, until there are 45"),
    said("expectation_repeat", "2026-09-10", "2026-09-22", "a year after it was told, until said again"),
    said("development_yearly", "2026-09-17", "2026-10-13", "14 days before a year of contract, until looked at"),
    said("instrument_settle", "2026-10-01", "2026-10-20", "the day after it ended, until accounted for"),
    said("wage_value_due", "2026-10-20", "2026-11-24", "42 days before the agreed day, until measured"),
    said("supervision_judged", "2026-11-02", "2026-12-07", "twice let op, until it was good"),
    said("wage_value_fell", "2026-11-24", "2026-12-08", "four points less, until ticked off"),
    said("chain_last", "2026-11-30", "2027-02-28", "6 to 3 months before the end of the third contract"),
    said("new_year", "2026-12-18", "2027-02-02", "14 days before 1 January until 31 days after"),
    said("visit_rhythm", "2027-01-11", "2027-01-18", "four weeks after 14 December, until the visit"),
    said("new_colleague", "2027-01-18", "2027-02-03", "14 days before 1 February, until prepared"),
    said("contract_decision", "2027-02-28", "2027-03-16", "3 months before 31 May, until decided"),
    said("portfolio_review", "2027-03-07", "2027-03-22", "7 days before half a year, until discussed"),
    said("agreement_mine", "2027-03-15", "2027-03-29", "no day: at once, until there is a result"),
    said("contract_notice", "2027-04-02", "2027-04-12", "28 days before 30 April, until told"),
]


def test_two_years_from_school_stage_to_permanent_contract(desk: Desk, set_clock: Set) -> None:
    world = World(desk, set_clock, PLACE.id, JELTE.id)
    assert told(world, TWO_YEARS, SAID_IN_TWO_YEARS, D("2025-03-03"), D("2027-06-30")) == []


# -- one that breaks ---------------------------------------------------------------------------------------------------

MEREL = Candidate(name_used="Merel", family_name="Zilver", municipality="Zwolle", state=CandidateState.ACTIVE)
CORRIE = Supervisor(name="Corrie", minutes=Decimal(60))
NURSERY = Employer(name="Kwekerij Kas", supervisors=[CORRIE])
THIRD = Contract(
    party=HERE,
    kind=TEMPORARY,
    since=D("2026-01-01"),
    until=D("2026-06-30"),
    decision=ContractDecision.EXTEND,
    notice_on=D("2026-05-20"),
)
FOURTH = Contract(party=HERE, kind=TEMPORARY, since=D("2026-07-01"), until=D("2026-12-31"))
COACH = Instrument(
    kind=InstrumentKind.JOB_COACH,
    state=GRANTED,
    decided_on=D("2026-01-05"),
    since=D("2026-01-01"),
    until=D("2026-12-31"),
)
BREAKS = Placement(
    candidate=MEREL.id,
    employer=NURSERY.id,
    phases=[phase(PhaseKind.CONTRACT_TEMPORARY, "2024-01-01", "2026-06-30")],
    terms=[Terms(valid_from=D("2024-01-01"), supervisor=CORRIE.id, supervision_minutes=Decimal(30))],
    contracts=[
        Contract(party=HERE, kind=TEMPORARY, since=D("2024-01-01"), until=D("2024-12-31")),
        Contract(party=HERE, kind=TEMPORARY, since=D("2025-01-01"), until=D("2025-12-31")),
        THIRD,
    ],
    wage_values=[value(WageValueKind.MEASURED, 55, "2025-06-01", "2028-06-01")],
    instruments=[Instrument(kind=InstrumentKind.WAGE_SUBSIDY, state=GRANTED, since=D("2024-01-01")), COACH],
    developments=[Development(looked_on=D("2026-01-15"))],
)

CALLED = Visit(
    at=Appointment(D("2026-08-10"), time(9)),
    medium=Medium.PHONE,
    state=VisitState.DONE,
    employer=NURSERY.id,
    agreements=[
        VisitAgreement(what="Folder sturen", party=AgreementParty.ME, due_on=D("2026-08-20")),
        VisitAgreement(what="Rooster mailen", party=AgreementParty.EMPLOYER, due_on=D("2026-08-24")),
    ],
)

ONE_THAT_BREAKS: list[Act] = [
    act("2026-06-01", "the dossier is taken over", new(MEREL, NURSERY, BREAKS), seen(), shared()),
    act("2026-06-02", "a first backup", lambda world: world.desk.backups.make()),
    act("2026-06-10", "the organisation makes backups itself", mute("backup", "2030-12-31")),
    act(
        "2026-07-03",
        "a fourth contract, written down late",
        rows(FOURTH, phase(PhaseKind.CONTRACT_TEMPORARY, "2026-07-01", "2026-12-31")),
    ),
    act("2026-07-13", "the employer knows that it is permanent", done("chain_permanent")),
    act("2026-08-03", "she called in tears", seen(Medium.PHONE, concern=Judgement.CONCERN)),
    act("2026-08-05", "called back: it goes better", seen(Medium.PHONE)),
    act("2026-08-10", "the employer called", new(CALLED)),
    act("2026-08-21", "the folder is on its way", settled(CALLED, 0)),
    act("2026-08-26", "there is a roster", settled(CALLED, 1)),
    act("2026-09-02", "a visit after all", seen(), shared()),
    act("2026-09-21", "it ended on Friday", place(ended_on=D("2026-09-18"), end_reason=EndReason.EXPECTATIONS)),
    act(
        "2026-09-29",
        "she is at home, and I will call",
        place(next_step=NextStep.HOME, next_contact_on=D("2026-10-20")),
    ),
    act("2026-10-05", "the jobcoach is accounted for", row(COACH, state=InstrumentState.ENDED)),
    act("2026-10-22", "called; no day agreed", seen(Medium.PHONE), place(next_contact_on=None)),
    act("2027-02-02", "called again", seen(Medium.PHONE)),
    act("2027-05-10", "she moved: the dossier is closed", person(state=CandidateState.CLOSED)),
    act("2029-02-12", "to the trash", lambda world: world.desk.dossiers.trash("candidate", MEREL.id)),
]

SAID_OF_ONE_THAT_BREAKS: list[Said] = [
    said("backup", "2026-06-01", "2026-06-02", "there is none, until one is made"),
    said("subsidy_never", "2026-06-01", "2026-07-01", "in service for years, as long as a contract runs"),
    said("subsidy_never", "2026-07-03", "2026-09-21", "there is a contract after all, until it ended"),
    said("ran_out", "2026-07-01", "2026-07-03", "the day after the last contract, until the next is written down"),
    said("chain_permanent", "2026-07-03", "2026-07-13", "a fourth contract, until ticked off"),
    said("visit_concern", "2026-08-03", "2026-08-05", "a call that left a concern, until the next one"),
    said("trip_agreement_mine", "2026-08-13", "2026-08-21", "7 days before its day, until done"),
    said("trip_agreement_theirs", "2026-08-24", "2026-08-26", "on its day, until done"),
    said("visit_least", "2026-08-31", "2026-09-02", "13 weeks after 1 June, until a visit"),
    said("instrument_settle", "2026-09-21", "2026-10-05", "the placement ended, until accounted for"),
    said("ended_without_next", "2026-09-21", "2026-09-29", "nobody knows what comes, until written down"),
    said("next_contact", "2026-10-13", "2026-10-22", "7 days before the promised day, until there was contact"),
    said("out_of_sight", "2027-01-22", "2027-02-02", "3 months after the last contact, until the next"),
    said("out_of_sight", "2027-05-02", "2027-05-10", "3 months after the last contact, until closed"),
    said("retention", "2029-02-02", "2029-02-12", "two years after the last contact, until it is in the trash"),
]


def test_a_placement_that_breaks(desk: Desk, set_clock: Set) -> None:
    world = World(desk, set_clock, BREAKS.id, MEREL.id)
    assert told(world, ONE_THAT_BREAKS, SAID_OF_ONE_THAT_BREAKS, D("2026-06-01"), D("2029-03-01")) == []


APPLICATIONS = {key for key, one in RULES.items() if one.record == "supervision_subsidy"}
"""These speak of an application: its life is told in ``tests/unit/rules/signals/test_borders_subsidies.py``."""


def test_every_rule_speaks_in_one_of_the_stories() -> None:
    tables = (SAID_IN_TWO_YEARS, SAID_OF_ONE_THAT_BREAKS)
    spoken = {one.rule for table in tables for one in table if one.since < one.until}
    assert spoken == set(RULES) - APPLICATIONS
