"""What stands around an invented placement: contracts, loonwaarde, subsidies, absence, agreements and how it ended.

Everything is drawn from the id of the placement, so that the rest of a caseload stays as it was.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from beschutdesk.dossier.contract import (
    Absence,
    Contract,
    ContractKind,
    EmployingParty,
    Instrument,
    InstrumentKind,
    InstrumentState,
    WageValue,
    WageValueKind,
)
from beschutdesk.dossier.lasting import Agreement, AgreementParty, AgreementResult, FactorState, SuccessCheck
from beschutdesk.dossier.placement import EndReason, NextStep, PhaseKind, Placement
from beschutdesk.dossier.success import SuccessFactor
from beschutdesk.dossier.values import YesNo
from beschutdesk.exchange.inventing import Dice

_CONTRACTS: Final = {
    PhaseKind.CONTRACT_TEMPORARY: (EmployingParty.EMPLOYER, ContractKind.TEMPORARY),
    PhaseKind.CONTRACT_PERMANENT: (EmployingParty.EMPLOYER, ContractKind.PERMANENT),
    PhaseKind.SECONDMENT: (EmployingParty.SOB, ContractKind.SECONDMENT),
}
_REASONS: Final = tuple(reason for reason in EndReason if reason is not EndReason.DIED)
_ASKED: Final = (
    "Het rooster voor de feestdagen doorgeven",
    "Een vaste plek zoeken voor de pauze",
    "De takenkaart bijwerken",
    "Bellen over de uren",
    "Een dag meelopen met de vervanger",
)


def furnish(placement: Placement, today: date) -> None:
    """Fill in what stands around a placement that has its phases.

    Args:
        placement: changed in place.
        today: nothing is drawn after it, but for what is planned.
    """
    dice = Dice(placement.id.int)
    start = placement.phases[0].since or today
    last = min(placement.ended_on or today, today)
    for phase in placement.phases:
        if phase.kind in _CONTRACTS and phase.since is not None and phase.since <= last:
            party, kind = _CONTRACTS[phase.kind]
            placement.contracts.append(
                Contract(id=dice.new_id(start), party=party, kind=kind, since=phase.since, until=phase.until)
            )
    if placement.contracts:
        _paid(placement, dice, placement.contracts[0].since or start, last)
    for _ in range(dice.choice((0, 0, 1, 2))):
        since = dice.workday(start, last)
        until = min(since + timedelta(dice.randint(0, 20)), last)
        if since <= until:
            placement.absences.append(
                Absence(id=dice.new_id(start), since=since, until=until, to_report=YesNo.YES, reported_on=since)
            )
    for _ in range(dice.randint(0, 3)):
        _agree(placement, dice, start, last)
    looked = dice.workday(start, last)
    for factor in dice.some(list(SuccessFactor), 3, 8):
        state = dice.choices(list(FactorState), (60, 20, 10, 10))[0]
        check = SuccessCheck(id=dice.new_id(start), factor=factor, state=state, looked_on=looked)
        placement.success_checks.append(check)
    if placement.ended_on is not None:
        placement.end_reason = dice.choice(_REASONS)
        placement.next_step = dice.choice(list(NextStep))


def _paid(placement: Placement, dice: Dice, since: date, last: date) -> None:
    """Loonwaarde and instruments from the first contract on."""
    value = WageValue(kind=WageValueKind.FLAT, percentage=Decimal("50.00"), measured_on=since)
    placement.wage_values.append(value)
    percentage, day = Decimal(dice.randint(28, 62)), since + timedelta(150)
    while day <= last:
        value = WageValue(kind=WageValueKind.MEASURED, percentage=percentage, measured_on=day)
        placement.wage_values.append(value)
        percentage += dice.randint(-5, 6)
        day += timedelta(dice.choice((365, 730, 1095)))
    for row in placement.wage_values:
        row.id = dice.new_id(since)
    for kind, often in (
        (InstrumentKind.WAGE_SUBSIDY, 95),
        (InstrumentKind.NO_RISK, 90),
        (InstrumentKind.SUPERVISION_SUBSIDY, 60),
        (InstrumentKind.TRAINING, 30),
    ):
        if dice.chance(often):
            granted = Instrument(id=dice.new_id(since), kind=kind, state=InstrumentState.GRANTED, since=since)
            placement.instruments.append(granted)


def _agree(placement: Placement, dice: Dice, start: date, last: date) -> None:
    made = dice.workday(start, last)
    due = made + timedelta(dice.randint(3, 30))
    done = due <= last and dice.chance(85)
    placement.agreements.append(
        Agreement(
            id=dice.new_id(start),
            what=dice.choice(_ASKED),
            party=dice.choice(list(AgreementParty)),
            made_on=made,
            due_on=due,
            done_on=due if done else None,
            result=AgreementResult.DONE if done else None,
        )
    )
