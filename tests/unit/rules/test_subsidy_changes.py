"""What must be told to whoever pays: noticed once, told once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from beschutdesk.dossier.contract import Absence, Contract, ContractKind
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.supervision_subsidy import ReportableChange, SubsidyState, SubsidyStep, SupervisionSubsidy
from beschutdesk.rules.subsidy_changes import Change, changes, facts, told

DAY = timedelta(1)
SINCE, UNTIL, SENT = date(2026, 1, 1), date(2026, 12, 31), date(2025, 12, 1)
TODAY = date(2026, 6, 1)
IBAN = "NL91 ABNA 0417 1643 00"
OLGA, PIET = new_id(), new_id()


def place() -> Placement:
    made = Placement(contracts=[Contract(kind=ContractKind.TEMPORARY, since=SINCE, until=UNTIL)])
    made.terms = [Terms(valid_from=date(2025, 9, 1), hours=Decimal("24.00"), supervisor=OLGA)]
    return made


def sent(around: Placement) -> SupervisionSubsidy:
    made = SupervisionSubsidy(since=SINCE, until=UNTIL)
    made.steps = [SubsidyStep(state=SubsidyState.SUBMITTED, happened_on=SENT)]
    made.facts = facts(made, around, IBAN, SENT)
    return made


def asked(application: SupervisionSubsidy, around: Placement, iban: str = IBAN, today: date = TODAY) -> list[Change]:
    return list(changes(application, around, iban, today, name=lambda key: "Piet" if key == PIET else ""))


def test_nothing_changed() -> None:
    around = place()
    application = sent(around)
    assert {one.what for one in application.facts} == set(ReportableChange)
    assert asked(application, around, "nl91abna0417164300") == []
    around.terms.append(Terms(valid_from=date(2026, 4, 1), hours=Decimal(24), supervisor=OLGA))  # the same again
    around.contracts.append(Contract(kind=ContractKind.TEMPORARY, since=UNTIL + DAY))
    assert asked(application, around) == []


def test_hours() -> None:
    around = place()
    application = sent(around)
    around.terms.append(Terms(valid_from=date(2026, 4, 1), hours=Decimal("28.50"), supervisor=OLGA))
    (found,) = asked(application, around)
    assert (found.what, found.since) == (ReportableChange.HOURS, date(2026, 4, 1))
    assert found.words == "De uren zijn vanaf 1 april 2026 28,5 uur per week, in plaats van 24."


def test_hours_that_were_known_when_it_was_sent_in_are_no_change_unless_they_move() -> None:
    around = place()
    around.terms.append(Terms(valid_from=date(2026, 7, 1), hours=Decimal(32), supervisor=OLGA))
    application = sent(around)
    assert asked(application, around) == []
    around.terms[1].valid_from = date(2026, 9, 1)
    (found,) = asked(application, around)
    assert found.since == date(2026, 7, 1)
    around.terms[1].valid_from = date(2027, 2, 1)  # after the period
    assert asked(application, around) != []


def test_a_period_that_was_granted_later_is_no_change_of_hours() -> None:
    around = place()
    application = sent(around)
    granted = SubsidyStep(
        state=SubsidyState.GRANTED, happened_on=TODAY, since=date(2026, 2, 1), until=date(2026, 11, 30)
    )
    application.steps.append(granted)
    assert asked(application, around) == []
    application.since = date(2026, 3, 1)
    assert asked(application, around) == []


def test_iban_supervisor_and_end() -> None:
    around = place()
    application = sent(around)
    around.terms.append(Terms(valid_from=date(2026, 5, 1), hours=Decimal(24), supervisor=PIET))
    around.ended_on = date(2026, 8, 31)
    found = asked(application, around, "NL20INGB0001234567")
    assert [one.what for one in found] == [ReportableChange.IBAN, ReportableChange.END, ReportableChange.SUPERVISOR]
    assert found[1].words.startswith("Contract of plaatsing eindigt op 31 augustus 2026")
    assert found[2].words == "Vanaf 1 mei 2026 is Piet de begeleider."


def test_a_contract_that_goes_on_after_all_needs_no_word() -> None:
    around = place()
    around.contracts[0].until = date(2026, 6, 30)
    application = sent(around)
    assert asked(application, around) == []
    around.contracts.append(Contract(kind=ContractKind.TEMPORARY, since=date(2026, 7, 1)))
    assert asked(application, around) == []


@pytest.mark.parametrize(("days", "number"), [(27, 0), (28, 1), (60, 1)])
def test_absence_that_lasts(days: int, number: int) -> None:
    around = place()
    application = sent(around)
    away = Absence(since=TODAY - days * DAY)
    around.absences.append(away)
    found = asked(application, around)
    assert len(found) == number
    if found:
        assert found[0].row == away.id
        assert "ziek" not in found[0].words
        away.reported_municipality_on = TODAY
        assert asked(application, around) == []


def test_once_told_it_is_known_and_the_next_one_is_asked_again() -> None:
    around = place()
    application = sent(around)
    around.terms.append(Terms(valid_from=date(2026, 4, 1), hours=Decimal(28), supervisor=OLGA))
    (found,) = asked(application, around)
    application.facts.append(told(found, TODAY))
    assert application.facts[-1].told_on == TODAY
    assert asked(application, around) == []
    around.terms.append(Terms(valid_from=date(2026, 9, 1), hours=Decimal(16), supervisor=OLGA))
    (again,) = asked(application, around)
    assert again.since == date(2026, 9, 1)


@pytest.mark.parametrize("state", [SubsidyState.CONCEPT, SubsidyState.REFUSED, SubsidyState.SETTLED])
def test_nothing_is_asked_of_what_nobody_counts_with(state: SubsidyState) -> None:
    around = place()
    application = sent(around)
    application.steps.append(SubsidyStep(state=state, happened_on=TODAY))
    around.terms[0].hours = Decimal(8)
    assert asked(application, around) == []


def test_what_a_newer_program_wrote_is_passed_over() -> None:
    around = place()
    application = sent(around)
    for one in application.facts:
        one.value = "iets anders=;x"
    assert isinstance(asked(application, around), list)
