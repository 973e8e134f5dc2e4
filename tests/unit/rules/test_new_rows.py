"""What a new row of a placement begins with, and what a choice in one brings along."""

from datetime import date
from decimal import Decimal

import pytest

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
from beschutdesk.dossier.fields import REGISTRY, shape_of
from beschutdesk.dossier.lasting import Agreement, AgreementResult, BriefingReason, Expectation, TeamBriefing
from beschutdesk.dossier.placement import PhaseKind, Placement, PlacementPhase, Terms
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules import new_rows
from beschutdesk.rules.figures import standard
from beschutdesk.rules.new_rows import AFTER, BEGIN

TODAY = date(2026, 11, 23)


def phase(kind: PhaseKind, since: date | None, until: date | None = None) -> PlacementPhase:
    return PlacementPhase(kind=kind, since=since, until=until)


@pytest.mark.parametrize("attribute", BEGIN)
def test_a_new_row_of_an_empty_placement_holds_only_known_fields(attribute: str) -> None:
    specs = REGISTRY[shape_of("placement").children[attribute]].specs
    assert set(BEGIN[attribute](Placement(), TODAY)) <= set(specs)


def test_a_phase_begins_the_day_after_the_last() -> None:
    place = Placement(
        phases=[
            phase(PhaseKind.TRIAL, date(2026, 9, 1), date(2026, 10, 26)),
            phase(PhaseKind.STAGE, date(2026, 1, 1), date(2026, 2, 28)),
            phase(PhaseKind.BREAK, date(2026, 10, 1), date(2026, 12, 31)),
        ]
    )
    assert new_rows.phase(place, TODAY) == {"since": date(2026, 10, 27)}
    place.phases[0].until = None
    assert new_rows.phase(place, TODAY) == {}


def test_the_last_day_that_exists_has_no_day_after_it() -> None:
    place = Placement(phases=[phase(PhaseKind.CONTRACT_PERMANENT, date(2026, 1, 1), date.max)])
    assert new_rows.phase(place, TODAY) == {"since": date.max}


@pytest.mark.parametrize(
    ("since", "ends"),
    [(date(2026, 9, 1), date(2026, 10, 26)), (date(2028, 1, 10), date(2028, 3, 5))],
)
def test_a_trial_ends_after_the_usual_weeks(since: date, ends: date) -> None:
    row = phase(PhaseKind.TRIAL, since)
    assert new_rows.after_phase(Placement(phases=[row]), row, "kind", TODAY) == {"until": ends}


def test_who_lent_out_before_is_proposed_with_a_detachering_only() -> None:
    before = PlacementPhase(kind=PhaseKind.SECONDMENT, since=date(2026, 1, 1), until=date(2026, 6, 30), lender="SOB")
    row = phase(PhaseKind.SECONDMENT, date(2026, 7, 1))
    place = Placement(phases=[before, row])
    assert "lender" not in new_rows.phase(Placement(phases=[before]), TODAY)
    assert new_rows.after_phase(place, row, "kind", TODAY) == {"lender": "SOB"}
    row.kind = PhaseKind.CONTRACT_TEMPORARY
    assert new_rows.after_phase(place, row, "kind", TODAY) == {}


def test_an_extended_trial_ends_on_the_last_day_that_is_allowed() -> None:
    row = phase(PhaseKind.TRIAL_EXTENDED, date(2026, 10, 27))
    first = phase(PhaseKind.TRIAL, date(2026, 9, 1), date(2026, 10, 26))
    place = Placement(phases=[first, row])
    assert new_rows.after_phase(place, row, "kind", TODAY) == {"until": date(2027, 2, 28)}
    first.until = date(2026, 10, 20)
    assert new_rows.after_phase(place, row, "kind", TODAY) == {}, "it does not follow on it"
    assert new_rows.after_phase(place, row, "goal", TODAY) == {}


def test_the_usual_weeks_are_those_of_the_gemeente() -> None:
    row = PlacementPhase(kind=PhaseKind.TRIAL, since=date(2026, 9, 1))
    own = standard().replaced("[trial_weeks]\nvalues = [{ from = 2015-01-01, value = 10 }]")
    assert new_rows.after_phase(Placement(phases=[row]), row, "kind", TODAY, own) == {"until": date(2026, 11, 9)}


def test_the_first_contract_is_that_of_its_phase() -> None:
    place = Placement(
        phases=[
            phase(PhaseKind.TRIAL, date(2026, 1, 1), date(2026, 2, 28)),
            phase(PhaseKind.CONTRACT_TEMPORARY, date(2026, 3, 1), date(2027, 2, 28)),
        ]
    )
    made = new_rows.contract(place, TODAY)
    assert made == {
        "party": EmployingParty.EMPLOYER,
        "kind": ContractKind.TEMPORARY,
        "since": date(2026, 3, 1),
        "until": date(2027, 2, 28),
    }
    place.contracts = [Contract(**made, fee=Decimal(10))]
    assert new_rows.contract(place, TODAY) == {
        "party": EmployingParty.EMPLOYER,
        "kind": ContractKind.TEMPORARY,
        "since": date(2027, 3, 1),
        "fee": Decimal(10),
    }


@pytest.mark.parametrize(
    ("decision", "party", "kind"),
    [
        (None, EmployingParty.SOB, ContractKind.SECONDMENT),
        (ContractDecision.EXTEND, EmployingParty.SOB, ContractKind.SECONDMENT),
        (ContractDecision.TAKE_OVER, EmployingParty.EMPLOYER, ContractKind.TEMPORARY),
        (ContractDecision.PERMANENT, EmployingParty.SOB, ContractKind.PERMANENT),
    ],
)
def test_the_next_contract_follows_what_was_decided(
    decision: ContractDecision | None, party: EmployingParty, kind: ContractKind
) -> None:
    last = Contract(
        party=EmployingParty.SOB,
        party_name="De Kring",
        kind=ContractKind.SECONDMENT,
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        decision=decision,
    )
    made = new_rows.contract(Placement(contracts=[last]), TODAY)
    assert (made["party"], made["kind"], made["since"]) == (party, kind, date(2027, 1, 1))
    assert ("party_name" in made) is (party is EmployingParty.SOB)


def test_terms_take_over_what_held_and_not_its_days() -> None:
    place = Placement(phases=[phase(PhaseKind.TRIAL, date(2026, 9, 1))])
    assert new_rows.terms(place, TODAY) == {"valid_from": date(2026, 9, 1)}
    later = Terms(valid_from=date(2026, 10, 1), hours=Decimal(16), rhythm_employee_on=date(2026, 10, 1))
    place.terms = [later, Terms(valid_from=date(2026, 9, 1), hours=Decimal(8))]
    assert new_rows.terms(place, TODAY) == {"hours": Decimal(16)}


@pytest.mark.parametrize(
    ("state", "until", "asked"),
    [
        (InstrumentState.GRANTED, None, True),
        (InstrumentState.GRANTED, TODAY, True),
        (InstrumentState.GRANTED, date(2026, 11, 22), False),
        (InstrumentState.ASKED, None, False),
    ],
)
def test_absence_is_to_be_reported_under_the_policy(state: InstrumentState, until: date | None, asked: bool) -> None:
    place = Placement(instruments=[Instrument(kind=InstrumentKind.NO_RISK, state=state, until=until)])
    made = new_rows.absence(place, TODAY)
    assert made == ({"since": TODAY, "to_report": YesNo.YES} if asked else {"since": TODAY})


def test_a_flat_loonwaarde_is_half_from_the_first_contract_on() -> None:
    row = WageValue(kind=WageValueKind.FLAT)
    lent = Contract(kind=ContractKind.SECONDMENT, since=date(2025, 3, 1))  # no employment, so no loonkostensubsidie
    place = Placement(contracts=[lent, Contract(since=date(2026, 3, 1))], wage_values=[row])
    assert new_rows.after_wage_value(place, row, "kind", TODAY) == {
        "percentage": Decimal(50),
        "measured_on": date(2026, 3, 1),
    }
    row.kind = WageValueKind.MEASURED
    assert new_rows.after_wage_value(place, row, "kind", TODAY) == {}


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (InstrumentState.TO_ASK, {}),
        (InstrumentState.ASKED, {"asked_on": TODAY}),
        (InstrumentState.GRANTED, {"decided_on": TODAY}),
        (InstrumentState.REFUSED, {"decided_on": TODAY}),
        (InstrumentState.ENDED, {"until": TODAY}),
    ],
)
def test_a_step_of_an_instrument_is_taken_today(state: InstrumentState, found: dict[str, date]) -> None:
    assert AFTER["instruments"](Placement(), Instrument(state=state), "state", TODAY, standard()) == found


def test_what_is_done_is_done_today() -> None:
    done, dropped = Agreement(result=AgreementResult.DONE), Agreement(result=AgreementResult.DROPPED)
    assert AFTER["agreements"](Placement(), done, "result", TODAY, standard()) == {"done_on": TODAY}
    assert AFTER["agreements"](Placement(), dropped, "result", TODAY, standard()) == {}


def test_who_was_told_before_is_told_again_and_a_second_team_is_a_new_colleague() -> None:
    place = Placement(expectations=[Expectation(told_to="Els"), Expectation()], team_briefings=[TeamBriefing()])
    assert new_rows.expectation(place, TODAY) == {"told_on": TODAY, "told_to": "Els"}
    assert new_rows.team_briefing(place, TODAY) == {"reason": BriefingReason.NEW_COLLEAGUE}
