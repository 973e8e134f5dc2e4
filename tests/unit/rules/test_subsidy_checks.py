"""What an application lacks, and what in it cannot be right; what blocks, and what is only told."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.contract import Contract, ContractKind
from beschutdesk.dossier.employer import Contact, Employer
from beschutdesk.dossier.identity import new_id
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.supervision_subsidy import (
    Applicant,
    SubsidyAnswer,
    SubsidyAttachment,
    SubsidyGoal,
    SubsidyState,
    SubsidyStep,
    SupervisionSubsidy,
)
from beschutdesk.dossier.values import YesNo
from beschutdesk.rules.schemes import Paper, PaperWhen, Question, Scheme
from beschutdesk.rules.subsidy_applicant import applicant_of
from beschutdesk.rules.subsidy_checks import Check, checks, papers_of

TODAY, DAY = date(2026, 11, 22), timedelta(1)
SINCE, UNTIL = date(2026, 12, 1), date(2027, 11, 30)
SCHEME = Scheme(
    key="x",
    name="X",
    questions=(Question("experience", "Ervaring"),),
    papers=(
        Paper("contract", "Contract", PaperWhen.ALWAYS),
        Paper("kvk", "Uittreksel", PaperWhen.FIRST),
        Paper("log", "Logboek", PaperWhen.RENEWAL),
        Paper("account", "Eindverslag", PaperWhen.ACCOUNTING),
    ),
)


def whole() -> dict[str, Any]:
    """Everything of an application that can be sent in."""
    person = Candidate(name_used="Ann", municipality="Kampen", born=date(2000, 1, 1), bsn="111222333")
    boss = Employer(name="Bakker", kvk="12345678", iban="NL91ABNA0417164300")
    place = Placement(candidate=person.id, employer=boss.id)
    place.contracts = [Contract(kind=ContractKind.PERMANENT, since=date(2026, 1, 1))]
    place.terms = [
        Terms(hours=Decimal(24), supervisor=new_id(), backup=new_id(), supervision_minutes=Decimal(60)),
    ]
    made = SupervisionSubsidy(
        candidate=person.id,
        placement=place.id,
        since=SINCE,
        until=UNTIL,
        applicant=Applicant.EMPLOYER,
        signatory="G. Loef",
        signed_on=TODAY,
        why_more="Elke dag wordt het werk voorgedaan.",
        without="Dan blijft het werk liggen.",
        consent_on=TODAY,
        goals=[SubsidyGoal(problem="Kassa klaarzetten lukt niet.", action="Samen doen.", goal="Zelf doen.")],
        answers=[SubsidyAnswer(asked="experience", answer="Tien jaar.")],
        attachments=[
            SubsidyAttachment(asked="contract", what="Contract", on_paper=YesNo.YES),
            SubsidyAttachment(asked="kvk", what="Uittreksel", not_needed_because="Staat in het register."),
        ],
    )
    return {
        "application": made,
        "candidate": person,
        "employer": boss,
        "placement": place,
        "terms": place.terms,
        "scheme": SCHEME,
        "today": TODAY,
    }


def asked(parts: dict[str, Any], **more: Any) -> dict[str, Check]:
    named = {**parts, **more}
    found = checks(named.pop("application"), **named)
    assert [one.blocks for one in found] == sorted((one.blocks for one in found), reverse=True)
    assert all(one.words.endswith((".", "?")) or ":" in one.words for one in found), found
    return {one.field: one for one in found}


def test_a_whole_one_has_nothing_to_say() -> None:
    assert asked(whole()) == {}


@pytest.mark.parametrize(
    ("name", "value", "field", "blocks"),
    [
        ("since", None, "since", True),
        ("until", SINCE - DAY, "until", True),
        ("applicant", None, "applicant", True),
        ("signatory", "", "signatory", True),
        ("signed_on", None, "signed_on", True),
        ("signed_on", TODAY + DAY, "signed_on", True),
        ("consent_on", None, "consent_on", True),
        ("consent_on", TODAY + DAY, "consent_on", True),
        ("why_more", " \n", "why_more", True),
        ("without", "", "without", True),
        ("applicant_iban", "NL91ABNA0417164301", "applicant_iban", True),
        ("applicant_postcode", "12 AB", "applicant_postcode", True),
        ("applicant_email", "geen adres", "applicant_email", True),
        ("applicant_phone", "12", "applicant_phone", False),
        ("goals", [], "goals", True),
        ("answers", [], "answers:experience", True),
        ("attachments", [], "attachments:contract", True),
        ("jobcoaching", YesNo.YES, "jobcoaching_amount", False),
        ("why_more", "Door zijn medicijnen is hij moe.", "why_more", False),
        ("until", date(2029, 12, 1), "until", False),
    ],
)
def test_one_thing_at_a_time(name: str, value: Any, field: str, blocks: bool) -> None:
    parts = whole()
    setattr(parts["application"], name, value)
    assert asked(parts)[field].blocks is blocks


def test_at_most_three_goals_and_each_whole() -> None:
    parts = whole()
    goals = parts["application"].goals
    goals += [SubsidyGoal(problem="a", action="b", goal="c") for _ in range(2)]
    assert asked(parts) == {}
    goals.append(SubsidyGoal(problem="a", action="b", goal="c"))
    assert "hooguit drie" in asked(parts)["goals"].words
    goals[3] = SubsidyGoal()
    assert asked(parts) == {}  # an empty row is none
    goals[3].goal = "c"
    assert asked(parts)["goals"].blocks


@pytest.mark.parametrize(
    ("hours", "fine"), [("24", True), ("40.00", True), ("40.01", False), ("0", False), (None, False)]
)
def test_hours(hours: str | None, fine: bool) -> None:
    parts = whole()
    parts["terms"][0].hours = None if hours is None else Decimal(hours)
    assert ("placement.terms" not in asked(parts)) is fine
    assert asked(parts, terms=[])["placement.terms"].blocks


def test_periods_of_one_placement_do_not_overlap() -> None:
    parts = whole()
    place = parts["placement"].id
    before = SupervisionSubsidy(placement=place, since=date(2025, 12, 1), until=SINCE)
    assert asked(parts, others=[before])["since"].blocks
    for state, fine in ((SubsidyState.REFUSED, True), (SubsidyState.WITHDRAWN, True), (SubsidyState.GRANTED, False)):
        before.steps = [SubsidyStep(state=state, happened_on=TODAY)]
        assert (asked(parts, others=[before]) == {}) is fine
    before.steps[0].until = SINCE - DAY  # granted for less than was asked
    assert asked(parts, others=[before]) == {}
    before.steps, before.until, before.placement = [], SINCE, new_id()
    assert asked(parts, others=[before]) == {}


def test_who_asks_must_be_known() -> None:
    parts = whole()
    parts["employer"].kvk, parts["employer"].iban = "", "NL00"
    found = asked(parts)
    assert found["employer.kvk"].blocks
    assert found["employer.iban"].blocks
    parts["application"].applicant = Applicant.SOB
    found = asked(parts)
    assert {"applicant_name", "applicant_kvk", "applicant_iban"} <= found.keys()
    assert not any(field.startswith("employer.") for field in found)


def test_what_stands_with_the_employer_is_not_typed_again() -> None:
    boss = Employer(
        name="Bakker", kvk="12345678", contacts=[Contact(name="Loef", email="l@x.example", signs=YesNo.YES)]
    )
    application = SupervisionSubsidy(applicant=Applicant.EMPLOYER, applicant_place="Kampen")
    found = applicant_of(application, boss)
    assert (found.name, found.kvk, found.place, found.email, found.of_employer) == (
        "Bakker",
        "12345678",
        "Kampen",
        "l@x.example",
        True,
    )
    application.applicant = Applicant.CARE
    assert applicant_of(application, boss).name == ""


def test_the_worker() -> None:
    parts = whole()
    parts["candidate"].bsn = "123456789"
    assert asked(parts)["candidate.bsn"].blocks
    parts["candidate"].bsn, parts["candidate"].municipality, parts["candidate"].born = "111222333", "", None
    found = asked(parts)
    assert found["candidate.municipality"].blocks
    assert not found["candidate.born"].blocks
    assert "candidate.bsn" not in found


def test_the_contract_covers_the_period() -> None:
    parts = whole()
    contracts = parts["placement"].contracts
    contracts[0].until = date(2027, 3, 31)
    assert "1 april 2027" in asked(parts)["until"].words
    contracts.append(Contract(since=date(2027, 4, 1)))
    assert asked(parts) == {}
    contracts.clear()
    assert not asked(parts)["placement.contracts"].blocks


def test_a_bsn_that_is_missing_is_told_and_stops_nothing() -> None:
    parts = whole()
    parts["candidate"].bsn = ""
    (one,) = asked(parts).values()
    assert (one.field, one.blocks) == ("candidate.bsn", False)


def test_papers_of_a_first_one_and_of_a_renewal() -> None:
    assert [one.key for one in papers_of(SCHEME, renewal=False)] == ["contract", "kvk"]
    assert [one.key for one in papers_of(SCHEME, renewal=True)] == ["contract", "log"]
    parts = whole()
    parts["application"].renews = new_id()
    assert set(asked(parts)) == {"attachments:log"}
    assert papers_of(None, renewal=True) == ()


def test_an_unknown_scheme_is_told_and_stops_nobody() -> None:
    parts = whole()
    parts["application"].scheme = "weg"
    found = asked(parts, scheme=None)
    assert not found["scheme"].blocks
    assert "weg" in found["scheme"].words
