"""Two years of one placement, day by day: school stage, proefplaatsing, detachering, contracts, and what is said when.

Everything that happens is written down on the day it becomes known; :func:`said` gives for each rule the stretches of
days on which it speaks. What is not in the list may not appear.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from beschutdesk.dossier.candidate import Candidate
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
from beschutdesk.dossier.issued_document import IssuedDocument
from beschutdesk.dossier.lasting import BriefingReason, Development, TeamBriefing
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.portfolio import Portfolio
from beschutdesk.dossier.values import Appointment, YesNo
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.rules.signals import signals
from beschutdesk.rules.signals.gaps import gaps
from beschutdesk.rules.signals.situation import Situation, situation

T = TypeVar("T")
DAY = timedelta(1)
FIRST, LAST = date(2025, 9, 1), date(2027, 10, 31)

JELTE = Candidate(name_used="Jelte", family_name="Zilver", municipality="Kampen")
FEMKE, OKAN = Supervisor(name="Femke", minutes=Decimal(60)), Supervisor(name="Okan", minutes=Decimal(60))
BAKERY = Employer(name="Bakkerij Korst", supervisors=[FEMKE, OKAN])
PLACE = Placement(candidate=JELTE.id, employer=BAKERY.id)
PORTFOLIO = Portfolio(candidate=JELTE.id, placement=PLACE.id)

STAGE = PlacementPhase(kind=PhaseKind.STAGE, since=date(2025, 9, 1), until=date(2026, 1, 30))
TRIAL = PlacementPhase(kind=PhaseKind.TRIAL, since=date(2026, 2, 2), until=date(2026, 3, 29), permitted_on=FIRST)
LENT = PlacementPhase(kind=PhaseKind.SECONDMENT, since=date(2026, 3, 30), until=date(2026, 9, 29))
YEAR = PlacementPhase(kind=PhaseKind.CONTRACT_TEMPORARY, since=date(2026, 9, 30), until=date(2027, 9, 29))
FOREVER = PlacementPhase(kind=PhaseKind.CONTRACT_PERMANENT, since=date(2027, 9, 30))
AT_SOB, AT_BAKERY, PERMANENT = Contract(), Contract(), Contract()
FLAT, MEASURED, AGAIN = WageValue(), WageValue(), WageValue()
AWAY, SUBSIDY, COLLEAGUE = Absence(), Instrument(), TeamBriefing()
LOOKED, SECOND_LOOK, HELD = Development(), Development(), IntroductionEvaluation()
AT_START, EACH_FOUR, WITH_BACKUP, NEW_GUIDE = Terms(), Terms(), Terms(), Terms()


@dataclass
class Clock:
    """What is known on a day."""

    today: date

    def by(self, day: date, value: T) -> T | None:
        """A value from the day it is written down."""
        return value if day <= self.today else None

    def known(self, *rows: tuple[date, T]) -> list[T]:
        return [row for day, row in rows if day <= self.today]


def visits_until(today: date) -> list[Visit]:
    """Each week while getting acquainted, then each four weeks; once a week late; none while Jelte is away."""
    days = [FIRST + week * 7 * DAY for week in range(1, 30)]
    day = date(2026, 4, 20)
    while day <= LAST:
        late = 7 * DAY if day == date(2026, 11, 30) else timedelta()
        days.append(day + late)
        day += 28 * DAY
    made = []
    for number, one in enumerate(days):
        away = date(2026, 5, 11) <= one <= date(2026, 7, 5)
        if one <= today:
            medium = Medium.PHONE if away else Medium.VISIT
            made.append(visit(number, one, medium, VisitState.DONE))
        elif one <= today + 14 * DAY and one != date(2026, 12, 7):
            made.append(visit(number, one, Medium.VISIT, VisitState.PLANNED))
    return made


def visit(number: int, day: date, medium: Medium, state: VisitState) -> Visit:
    moment = Appointment(day, time(9))
    return Visit(
        id=UUID(int=number + 1),
        at=moment,
        medium=medium,
        state=state,
        subjects=[VisitSubject(candidate=JELTE.id, placement=PLACE.id)],
    )


def shared_until(today: date, seen: list[Visit]) -> list[IssuedDocument]:
    """Each result goes out the next day; once it took twelve days."""
    out = []
    for one in seen:
        if one.at is None or one.state is not VisitState.DONE:
            continue
        sent = one.at.day + (12 * DAY if one.at.day == date(2027, 3, 22) else DAY)
        if sent <= today:
            out += [
                IssuedDocument(candidate=JELTE.id, placement=PLACE.id, audience=reader, issued_on=sent)
                for reader in ("employer", "supervisor")
            ]
    return out


def on(today: date) -> Situation:
    """Everything that was written down by a day."""
    now = Clock(today)
    by = now.by
    PLACE.phases = now.known(
        (FIRST, STAGE),
        (date(2026, 1, 19), TRIAL),
        (date(2026, 3, 23), LENT),
        (date(2026, 9, 7), YEAR),
        (date(2027, 9, 6), FOREVER),
    )
    AT_START.supervisor, AT_START.supervision_minutes = FEMKE.id, Decimal(45)
    EACH_FOUR.valid_from, EACH_FOUR.visit_weeks = date(2026, 3, 30), Decimal(4)
    WITH_BACKUP.valid_from, WITH_BACKUP.backup, WITH_BACKUP.visit_weeks = date(2026, 8, 20), OKAN.id, Decimal(4)
    NEW_GUIDE.valid_from, NEW_GUIDE.visit_weeks = date(2026, 10, 1), Decimal(4)
    for terms in (EACH_FOUR, WITH_BACKUP):
        terms.supervisor, terms.supervision_minutes = FEMKE.id, Decimal(45)
    NEW_GUIDE.supervisor, NEW_GUIDE.supervision_minutes = OKAN.id, Decimal(by(date(2027, 1, 18), 70) or 45)
    if today >= date(2027, 2, 8):
        NEW_GUIDE.supervision_minutes = Decimal(60)
    PLACE.terms = now.known(
        (FIRST, AT_START),
        (date(2026, 3, 30), EACH_FOUR),
        (date(2026, 8, 20), WITH_BACKUP),
        (date(2026, 9, 28), NEW_GUIDE),
    )
    FEMKE.away_since = by(date(2025, 12, 1), date(2025, 12, 8))
    FEMKE.away_until = by(date(2025, 12, 1), date(2025, 12, 19))
    OKAN.away_since = OKAN.away_until = by(date(2027, 4, 1), date(2027, 5, 3))
    FEMKE.leaves_on = by(date(2026, 7, 15), date(2026, 10, 1))

    AT_SOB.party, AT_SOB.kind, AT_SOB.same_work = EmployingParty.SOB, ContractKind.TEMPORARY, YesNo.YES
    AT_SOB.since, AT_SOB.until = LENT.since, LENT.until
    AT_SOB.decision = by(date(2026, 8, 10), ContractDecision.TAKE_OVER)
    AT_SOB.notice_on = by(date(2026, 8, 20), date(2026, 8, 20))
    AT_BAKERY.party, AT_BAKERY.kind, AT_BAKERY.same_work = EmployingParty.EMPLOYER, ContractKind.TEMPORARY, YesNo.YES
    AT_BAKERY.since, AT_BAKERY.until = YEAR.since, YEAR.until
    AT_BAKERY.decision = by(date(2027, 8, 2), ContractDecision.PERMANENT)
    AT_BAKERY.notice_on = by(date(2027, 8, 16), date(2027, 8, 16))
    PERMANENT.party, PERMANENT.kind, PERMANENT.since = EmployingParty.EMPLOYER, ContractKind.PERMANENT, FOREVER.since
    PLACE.contracts = now.known(
        (date(2026, 3, 23), AT_SOB), (date(2026, 9, 7), AT_BAKERY), (date(2027, 9, 6), PERMANENT)
    )

    AWAY.since, AWAY.to_report = date(2026, 5, 11), YesNo.YES
    AWAY.until = by(date(2026, 7, 3), date(2026, 7, 5))
    AWAY.reported_on = by(date(2026, 6, 10), date(2026, 6, 10))
    AWAY.recovery_reported_on = by(date(2026, 7, 8), date(2026, 7, 8))
    PLACE.absences = now.known((date(2026, 5, 11), AWAY))

    for row, kind, percentage, day in (
        (FLAT, WageValueKind.FLAT, 50, date(2026, 3, 30)),
        (MEASURED, WageValueKind.MEASURED, 45, date(2026, 8, 24)),
        (AGAIN, WageValueKind.MEASURED, 41, date(2027, 6, 1)),
    ):
        row.kind, row.percentage, row.measured_on = kind, Decimal(percentage), day
    PLACE.wage_values = now.known((date(2026, 3, 30), FLAT), (date(2026, 8, 24), MEASURED), (date(2027, 6, 1), AGAIN))
    SUBSIDY.kind, SUBSIDY.state = InstrumentKind.WAGE_SUBSIDY, InstrumentState.GRANTED
    PLACE.instruments = now.known((date(2026, 4, 1), SUBSIDY))

    HELD.held_on, HELD.verdict = date(2026, 3, 16), Verdict.GO
    PLACE.evaluations = now.known((date(2026, 3, 16), HELD))
    COLLEAGUE.reason, COLLEAGUE.from_on = BriefingReason.NEW_COLLEAGUE, date(2027, 1, 11)
    COLLEAGUE.done_on = by(date(2027, 1, 13), date(2027, 1, 13))
    PLACE.team_briefings = now.known((date(2027, 1, 4), COLLEAGUE))
    LOOKED.looked_on, SECOND_LOOK.looked_on = date(2027, 3, 30), date(2028, 3, 1)
    PLACE.developments = now.known((date(2027, 3, 30), LOOKED))
    PLACE.safety_net = by(date(2026, 4, 1), "het SOB") or ""

    talked = [date(2026, 3, 23), date(2026, 10, 12), date(2027, 4, 5), date(2027, 10, 4)]
    PORTFOLIO.discussed_on = max((day for day in talked if day <= today), default=None)
    seen = visits_until(today)
    return situation(
        PLACE,
        JELTE,
        BAKERY,
        today,
        siblings=[PLACE],
        colleagues=[PLACE],
        visits=seen,
        portfolios=[PORTFOLIO],
        issued=shared_until(today, seen),
    )


def said() -> dict[str, list[tuple[date, date]]]:
    """Per rule the stretches of days, first and last, on which it speaks."""
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    today = FIRST
    while today <= LAST:
        for rule in {one.rule for one in signals(on(today), today)}:
            stretches = found[rule]
            if stretches and stretches[-1][1] == today - DAY:
                stretches[-1] = (stretches[-1][0], today)
            else:
                stretches.append((today, today))
        today += DAY
    return dict(found)


def test_what_is_said_in_two_years() -> None:
    assert said() == {
        # nothing after the stage until the proefplaatsing was written down; then until the detachering was
        "introduction_end": [(date(2026, 1, 9), date(2026, 1, 18)), (date(2026, 3, 8), date(2026, 3, 22))],
        # two weeks after the first day, until it was reported; back on 6 July, told on the 8th
        "absence_report": [(date(2026, 5, 25), date(2026, 6, 9))],
        "absence_recovery": [(date(2026, 7, 6), date(2026, 7, 7))],
        # three months before each end, until there was a decision; four weeks before the last day to tell it on paper
        "contract_decision": [(date(2026, 6, 29), date(2026, 8, 9)), (date(2027, 6, 29), date(2027, 8, 1))],
        "contract_notice": [(date(2026, 8, 1), date(2026, 8, 19)), (date(2027, 8, 1), date(2027, 8, 15))],
        # known from 15 July, somebody to take over from 20 August
        "supervisor_leaves": [(date(2026, 7, 15), date(2026, 8, 19))],
        # two weeks away, told a week before; Okan is away for one day, and that is told on the day itself
        "supervisor_away": [(date(2025, 12, 1), date(2025, 12, 19)), (date(2027, 5, 3), date(2027, 5, 3))],
        # the fifth month, until it was measured; a fall of four points nobody has said anything about
        "flat_end": [(date(2026, 7, 30), date(2026, 8, 23))],
        "wage_value_fell": [(date(2027, 6, 1), LAST)],
        # half a year after 23 March, then the other supervisor, then half a year after 5 April
        "portfolio_review": [(date(2026, 9, 16), date(2026, 9, 30)), (date(2027, 9, 28), date(2027, 10, 3))],
        "portfolio_supervisor": [(date(2026, 10, 1), date(2026, 10, 11))],
        # one visit a week late, one result twelve days on its way
        "visit_rhythm": [(date(2026, 11, 30), date(2026, 12, 6))],
        "result_not_shared": [(date(2027, 3, 30), date(2027, 4, 2))],
        "new_colleague": [(date(2027, 1, 4), date(2027, 1, 12))],
        # a week in service, and nobody asked for it
        "subsidy_never": [(date(2026, 4, 6), LAST)],
        "supervision_short": [(date(2027, 1, 18), date(2027, 2, 7))],
        "development_yearly": [(date(2027, 3, 16), date(2027, 3, 29))],
    }


def test_what_is_missing_stands_at_the_placement() -> None:
    before = {one.key for one in gaps(on(date(2026, 2, 10)), date(2026, 2, 10))}
    after = {one.key for one in gaps(on(date(2026, 9, 1)), date(2026, 9, 1))}
    assert {"no_safety_net", "no_backup", "no_portfolio"} <= before
    assert not {"no_safety_net", "no_backup", "no_portfolio"} & after
