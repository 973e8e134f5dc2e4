"""What a new row of a placement begins with, and what a choice in one brings along: so that little is typed.

Everything here is a proposal in an empty field. Nothing is decided: it stands on the screen to be changed, and what
somebody typed is never replaced.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from beschutdesk.dossier.contract import (
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
from beschutdesk.dossier.lasting import Agreement, AgreementParty, AgreementResult, BriefingReason
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.phases import BESIDE, trials
from beschutdesk.rules.time import days_after

Values = dict[str, Any]

FLAT_PERCENTAGE: Final = Decimal(50)
"""A loonwaarde that is not measured (Participatiewet art. 10d lid 5)."""
_ON_PAPER: Final = {
    PhaseKind.CONTRACT_TEMPORARY: (EmployingParty.EMPLOYER, ContractKind.TEMPORARY),
    PhaseKind.CONTRACT_PERMANENT: (EmployingParty.EMPLOYER, ContractKind.PERMANENT),
    PhaseKind.SECONDMENT: (EmployingParty.SOB, ContractKind.SECONDMENT),
}
_SAME_TERMS: Final = (
    "hours",
    "days",
    "supervisor",
    "backup",
    "supervision_form",
    "supervision_minutes",
    "supervision_moment",
    "visit_weeks",
    "rhythm_employer",
    "supervision_cover",
)


def _known(values: Values) -> Values:
    return {name: value for name, value in values.items() if value not in (None, "", ())}


def _next_day(day: date | None) -> date | None:
    return None if day is None else days_after(day, 1)


# -- a new row ---------------------------------------------------------------------------------------------------------


def phase(placement: Placement, _today: date) -> Values:
    """The day after the last phase; nothing when that has no end yet."""
    dated = [one for one in placement.phases if one.since is not None and one.kind not in BESIDE]
    last = max(dated, key=lambda one: one.since or date.min, default=None)
    return {} if last is None else _known({"since": _next_day(last.until)})


def terms(placement: Placement, _today: date) -> Values:
    """A change starts from what held so far; only the day from which it holds is open. The first ones begin it all."""
    if placement.terms:
        last = max(placement.terms, key=lambda one: one.valid_from or date.min)
        return _known({name: getattr(last, name) for name in _SAME_TERMS})
    return _known({"valid_from": min((one.since for one in placement.phases if one.since), default=None)})


def adjustment(_placement: Placement, today: date) -> Values:
    """Agreed today."""
    return {"agreed_on": today}


def contract(placement: Placement, _today: date) -> Values:
    """The phase of which nobody wrote down the contract yet; without one, what follows on the last contract."""
    for one in sorted(placement.phases, key=lambda each: each.since or date.max):
        if one.since is not None and one.kind in _ON_PAPER and not _is_written(one, placement):
            party, kind = _ON_PAPER[one.kind]
            name = one.lender if kind is ContractKind.SECONDMENT else ""
            return _known({"party": party, "party_name": name, "kind": kind, "since": one.since, "until": one.until})
    dated = [one for one in placement.contracts if one.since is not None]
    last = max(dated, key=lambda one: one.since or date.min, default=None)
    return {} if last is None else _following(last)


def _is_written(one: PlacementPhase, placement: Placement) -> bool:
    return any(
        paper.since is not None
        and paper.since <= (one.until or date.max)
        and (one.since or date.min) <= (paper.until or date.max)
        for paper in placement.contracts
    )


def _following(last: Contract) -> Values:
    taken_over = last.decision is ContractDecision.TAKE_OVER
    values: Values = {
        "party": EmployingParty.EMPLOYER if taken_over else last.party,
        "party_name": "" if taken_over else last.party_name,
        "kind": ContractKind.PERMANENT if last.decision is ContractDecision.PERMANENT else last.kind,
        "since": _next_day(last.until),
        "fee": None if taken_over else last.fee,
    }
    if taken_over and last.kind is ContractKind.SECONDMENT:
        values["kind"] = ContractKind.TEMPORARY
    return _known(values)


def absence(placement: Placement, today: date) -> Values:
    """Away since today; to be reported when the no-riskpolis runs."""
    covered = any(
        one.kind is InstrumentKind.NO_RISK
        and one.state is InstrumentState.GRANTED
        and (one.since or date.min) <= today <= (one.until or date.max)
        for one in placement.instruments
    )
    return _known({"since": today, "to_report": YesNo.YES if covered else None})


def wage_value(placement: Placement, _today: date) -> Values:
    """After the first one they are measured, mostly by the same people."""
    by = next((one.measured_by for one in reversed(placement.wage_values) if one.measured_by), "")
    kind = WageValueKind.MEASURED if placement.wage_values else None
    return _known({"kind": kind, "measured_by": by})


def instrument(_placement: Placement, _today: date) -> Values:
    """Still to ask."""
    return {"state": InstrumentState.TO_ASK}


def agreement(_placement: Placement, today: date) -> Values:
    """Mine, made today."""
    return {"party": AgreementParty.ME, "made_on": today}


def expectation(placement: Placement, today: date) -> Values:
    """Told today, to the one who was told before."""
    to = next((one.told_to for one in reversed(placement.expectations) if one.told_to), "")
    return _known({"told_on": today, "told_to": to})


def team_briefing(placement: Placement, _today: date) -> Values:
    """At the start; afterwards it is mostly a new colleague."""
    return {"reason": BriefingReason.NEW_COLLEAGUE if placement.team_briefings else BriefingReason.START}


def development(_placement: Placement, today: date) -> Values:
    """Looked at today."""
    return {"looked_on": today}


BEGIN: Final[Mapping[str, Callable[[Placement, date], Values]]] = {
    "phases": phase,
    "terms": terms,
    "adjustments": adjustment,
    "contracts": contract,
    "absences": absence,
    "wage_values": wage_value,
    "instruments": instrument,
    "agreements": agreement,
    "expectations": expectation,
    "team_briefings": team_briefing,
    "developments": development,
}
"""What a new row begins with, by the list that it is in."""


# -- a choice in a row -------------------------------------------------------------------------------------------------


def after_phase(
    placement: Placement, row: PlacementPhase, attribute: str, today: date, figures: Figures | None = None
) -> Values:
    """A proefplaatsing ends by the rules: the usual weeks, or for its extension the last day that is allowed.

    With a detachering the one who lent out before is proposed.
    """
    if attribute not in ("kind", "since"):
        return {}
    lender = ""
    if row.kind is PhaseKind.SECONDMENT:
        lent = [one for one in placement.phases if one.lender and one.id != row.id]
        lender = max(lent, key=lambda one: one.since or date.min).lender if lent else ""
    return _known({"until": _trial_end(placement, row, today, figures or standard()), "lender": lender})


def _trial_end(placement: Placement, row: PlacementPhase, today: date, known: Figures) -> date | None:
    if row.since is None or row.kind not in (PhaseKind.TRIAL, PhaseKind.TRIAL_EXTENDED):
        return None
    if row.kind is PhaseKind.TRIAL:
        return days_after(row.since, 7 * known.on("trial_weeks", row.since) - 1)
    before = [one for one in placement.phases if one.id != row.id]
    for trial in trials(before, today, known):
        if trial.until is not None and days_after(trial.until, 1) == row.since and trial.last_end >= row.since:
            return trial.last_end
    return None


def after_contract(
    _placement: Placement, _row: Contract, attribute: str, today: date, _figures: Figures | None = None
) -> Values:
    """What is decided, is decided today."""
    return {"decided_on": today} if attribute == "decision" else {}


def after_wage_value(
    placement: Placement, row: WageValue, attribute: str, _today: date, _figures: Figures | None = None
) -> Values:
    """A flat one is 50%, from the first contract on."""
    if attribute != "kind" or row.kind is not WageValueKind.FLAT:
        return {}
    paid = (one.since for one in placement.contracts if one.kind is not ContractKind.SECONDMENT)
    begun = min((day for day in paid if day is not None), default=None)
    return _known({"percentage": FLAT_PERCENTAGE, "measured_on": begun})


def after_instrument(
    _placement: Placement, row: Instrument, attribute: str, today: date, _figures: Figures | None = None
) -> Values:
    """A step was taken today."""
    if attribute != "state" or row.state is None:
        return {}
    day = {
        InstrumentState.ASKED: "asked_on",
        InstrumentState.GRANTED: "decided_on",
        InstrumentState.REFUSED: "decided_on",
        InstrumentState.ENDED: "until",
    }.get(row.state)
    return {day: today} if day else {}


def after_agreement(
    _placement: Placement, row: Agreement, attribute: str, today: date, _figures: Figures | None = None
) -> Values:
    """What is done, is done today."""
    done = row.result in (AgreementResult.DONE, AgreementResult.PARTLY)
    return {"done_on": today} if attribute == "result" and done else {}


AFTER: Final[Mapping[str, Callable[[Placement, Any, str, date, Figures], Values]]] = {
    "phases": after_phase,
    "contracts": after_contract,
    "wage_values": after_wage_value,
    "instruments": after_instrument,
    "agreements": after_agreement,
}
"""What a choice in a row brings along, by the list that it is in."""
