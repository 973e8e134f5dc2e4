"""Applications for begeleidingssubsidie of invented placements: a year each, most of them granted, with a log.

Everything is drawn from the id of the placement, so that the rest of a caseload stays as it was.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from beschutdesk.dossier.contract import InstrumentKind
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.placement import Placement
from beschutdesk.dossier.supervision_subsidy import (
    Applicant,
    LogOrigin,
    SubsidyGoal,
    SubsidyState,
    SubsidyStep,
    SupervisionEntry,
    SupervisionSubsidy,
)
from beschutdesk.exchange.inventing import Dice
from beschutdesk.rules.schemes import NATIONAL
from beschutdesk.rules.subsidy_changes import facts
from beschutdesk.rules.time import days_after, full_months

_WHY: Final = (
    "De taken worden elke ochtend samen klaargezet.",
    "Een nieuwe taak wordt een week lang voorgedaan.",
    "Halverwege de dag kijkt de begeleider samen wat er nog moet.",
)
_WITHOUT: Final = ("Dan blijft het werk liggen.", "Dan stopt het werk zodra er iets verandert.")
_GOALS: Final = (
    ("Een nieuwe taak lukt alleen samen.", "Drie keer voordoen, daarna meekijken.", "De taak lukt met een seintje."),
    ("Op tijd beginnen lukt niet elke dag.", "Elke ochtend samen starten.", "Beginnen lukt vier van de vijf dagen."),
)
_LOGGED: Final = ("Dag gestart", "Taak voorgedaan", "Samen nagekeken", "Nieuwe volgorde geoefend")
_YEARS: Final = 3
"""Older ones were never in the program."""


def subsidies(placement: Placement, employer: Employer, today: date) -> list[SupervisionSubsidy]:
    """The applications of a placement for which one was asked, the oldest first.

    Args:
        placement: with what stands around it.
        employer: of it.
        today: nothing happens after it.
    """
    asked = [one for one in placement.instruments if one.kind is InstrumentKind.SUPERVISION_SUBSIDY]
    if not asked or asked[0].since is None:
        return []
    dice = Dice(placement.id.int + 1)
    since, found = asked[0].since, list[SupervisionSubsidy]()
    while days_after(full_months(since, 12 * _YEARS), -1) < today:
        since = full_months(since, 12)
    while since <= today and (placement.ended_on is None or since <= placement.ended_on):
        before = found[-1] if found else None
        found.append(_one(placement, employer, dice, since, today, before))
        since = full_months(since, 12)
    return found


def _one(
    placement: Placement, employer: Employer, dice: Dice, since: date, today: date, before: SupervisionSubsidy | None
) -> SupervisionSubsidy:
    until, day = days_after(full_months(since, 12), -1), since - timedelta(dice.randint(0, 20))
    signs = next((one for one in employer.contacts if one.name), None)
    made = SupervisionSubsidy(
        id=dice.new_id(day),
        candidate=placement.candidate,
        placement=placement.id,
        scheme=NATIONAL,
        since=since,
        until=until,
        renews=before.id if before is not None else None,
        applicant=Applicant.EMPLOYER,
        signatory=signs.name if signs is not None else "",
        signed_on=day,
        consent_on=day,
        why_more=dice.choice(_WHY),
        without=dice.choice(_WITHOUT),
    )
    problem, action, goal = dice.choice(_GOALS)
    made.goals = [SubsidyGoal(id=dice.new_id(day), problem=problem, action=action, goal=goal)]
    made.facts = facts(made, placement, employer.iban, day)
    for fact in made.facts:
        fact.id = dice.new_id(day)
    _steps(made, dice, day, until, today)
    if made.steps and made.steps[-1].state in (SubsidyState.GRANTED, SubsidyState.SETTLED):
        _log(made, placement, dice, since, min(until, today))
    return made


def _steps(made: SupervisionSubsidy, dice: Dice, day: date, until: date, today: date) -> None:
    decided = day + timedelta(dice.randint(10, 60))
    course: list[tuple[SubsidyState, date, date | None]] = [(SubsidyState.SUBMITTED, day, day + timedelta(56))]
    if dice.chance(92):
        course.append((SubsidyState.GRANTED, decided, until + timedelta(28)))
        if dice.chance(97):
            course.append((SubsidyState.SETTLED, until + timedelta(dice.randint(5, 25)), None))
    else:
        course.append((SubsidyState.REFUSED, decided, decided + timedelta(42)))
    for state, on, due in course:
        if on <= today:
            step = SubsidyStep(id=dice.new_id(on), state=state, happened_on=on, due_on=due)
            if state is SubsidyState.GRANTED:
                step.amount = Decimal(dice.randint(1500, 7000))
            made.steps.append(step)


def _log(made: SupervisionSubsidy, placement: Placement, dice: Dice, since: date, last: date) -> None:
    guide = placement.terms[0].supervisor if placement.terms else None
    days = sorted({dice.workday(since, last) for _ in range(dice.randint(2, 10))})
    made.log = [
        SupervisionEntry(
            id=dice.new_id(day),
            given_on=day,
            minutes=Decimal(dice.choice((15, 30, 45, 60))),
            supervisor=guide,
            why=dice.choice(_LOGGED),
            entered=LogOrigin.TYPED,
        )
        for day in days
    ]
