"""What can be filled in: only what the gemeente may read, and as forms want it."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.fields import Kind, Record, Spec, shape_of
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.supervision_subsidy import Applicant, SupervisionSubsidy
from beschutdesk.rules.amounts import plain
from beschutdesk.rules.form_values import READER, Sources, Sum, fill, values
from tests.exchange.asked import TODAY, candidate, employer

PRIVATE = ("care", "income", "private_notes", "calm_signs", "overload_signs", "limits", "notes", "remark", "aids")
GROUPS = {
    "application": "supervision_subsidy",
    "candidate": "candidate",
    "advice": "advice",
    "employer": "employer",
    "placement": "placement",
    "contract": "contract",
    "terms": "terms",
    "wage_value": "wage_value",
    "guide": "supervisor",
    "backup": "supervisor",
    "caseworker": "caseworker",
    "goal": "subsidy_goal",
}
MADE = {"candidate.name", "application.kind"}


def sources(asked: SupervisionSubsidy, person: Candidate, house: Employer, **more: Any) -> Sources:
    known: list[Record] = [asked, person, house, *house.supervisors, *house.contacts, *person.advices]
    glass = Glass(READER, {one.id: one for one in known}, opted=True)
    return Sources(
        application=glass.see(asked),
        candidate=glass.see(person),
        caseworker=glass.see(Caseworker(name="R. Jansen")),
        employer=glass.see(house),
        guide=glass.see(house.supervisors[0]),
        advice=glass.see(person.advices[0]),
        **more,
    )


def said(asked: SupervisionSubsidy | None = None, **more: Any) -> dict[str, str]:
    found = fill(sources(asked or SupervisionSubsidy(), candidate(), employer(), **more), TODAY)
    return {key: one.text for key, one in found.items()}


def spec_of(key: str) -> Spec | None:
    group, _, rest = key.partition(".")
    if key in MADE or group not in GROUPS:
        return None
    names = rest.split(".")
    name = names[1] if group == "goal" else names[0]
    return shape_of(GROUPS[group]).by_key(name)


# -- nothing that the gemeente may not read ----------------------------------------------------------------------------


def test_only_what_the_gemeente_may_read_can_be_mapped() -> None:
    looked_at = [(key, spec) for key in values() if (spec := spec_of(key)) is not None]
    assert len(looked_at) > 100
    for key, spec in looked_at:
        assert READER in spec.share, key
    rest = {key.partition(".")[0] for key in values() if spec_of(key) is None and key not in MADE}
    assert rest == {"applicant", "amount", "scheme", "today"}


@pytest.mark.parametrize("name", PRIVATE)
def test_nothing_private_or_medical_has_a_key(name: str) -> None:
    assert not [key for key in values() if name in key.split(".")]


def test_what_is_hidden_changes_nothing() -> None:
    """Two dossiers that differ in all that the gemeente may not read give the same form."""
    asked, person, house = SupervisionSubsidy(applicant=Applicant.EMPLOYER), candidate(), employer()
    before = fill(sources(asked, person, house), TODAY)
    touched = sum(_hide(one) for one in (asked, person, house, *house.supervisors, *house.contacts, *person.advices))
    assert touched > 40
    assert fill(sources(asked, person, house), TODAY) == before


def _hide(record: Record) -> int:
    """Write something else in every field that the gemeente may not read."""
    touched = 0
    for name, spec in shape_of(record).specs.items():
        if READER in spec.share:
            continue
        if spec.kind in (Kind.TEXT, Kind.PROSE):
            setattr(record, name, "GEHEIM")
        elif spec.kind is Kind.LINES:
            setattr(record, name, ("GEHEIM",))
        elif spec.kind is Kind.DAY:
            setattr(record, name, date(1999, 9, 9))
        elif spec.kind in (Kind.NUMBER, Kind.MONEY):
            setattr(record, name, Decimal(99))
        elif spec.kind in (Kind.CHOICE, Kind.YES_NO) and spec.options is not None:
            setattr(record, name, list(spec.options)[-1])
        else:
            continue
        touched += 1
    return touched


def test_the_bsn_only_when_it_was_turned_on() -> None:
    person = candidate()
    shut = Glass(READER, {person.id: person})
    found = fill(
        Sources(shut.see(SupervisionSubsidy()), shut.see(person), shut.see(Caseworker())),
        TODAY,
    )
    assert not [key for key in found if "bsn" in key]


# -- as forms want it --------------------------------------------------------------------------------------------------


def test_days_whole_and_in_parts() -> None:
    found = said()
    assert found["candidate.born"] == "07-03-1998"
    assert [found[f"candidate.born.{part}"] for part in ("day", "month", "year")] == ["07", "03", "1998"]
    assert found["today"] == "22-11-2026"


def test_numbers_in_groups_and_digits() -> None:
    found = said()
    assert found["applicant.iban"] == "NL91 ABNA 0417 1643 00"
    assert found["candidate.bsn"] == "111222333"
    assert "".join(found[f"candidate.bsn.{at}"] for at in range(1, 10)) == "111222333"
    assert (found["candidate.postcode"], found["candidate.postcode.digits"]) == ("8011 AB", "8011")
    assert found["candidate.postcode.letters"] == "AB"
    assert found["candidate.address.street"] == "Van ’t Hoffstraat"
    assert found["candidate.address.number"] == "12 bis"
    assert found["guide.minutes"] == "45"


def test_an_old_bsn_gets_its_zero() -> None:
    person = candidate()
    person.bsn = "12345672"
    found = fill(sources(SupervisionSubsidy(), person, employer()), TODAY)
    assert found["candidate.bsn"].text == "012345672"
    assert found["candidate.bsn.1"].text == "0"


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [("0", "0,00"), ("1234.5", "1.234,50"), ("1234567.89", "1.234.567,89"), ("-12.3", "-12,30")],
)
def test_money_as_it_is_written(amount: str, wanted: str) -> None:
    assert plain(Decimal(amount)) == wanted


def test_the_amount_with_its_lines_and_its_caution() -> None:
    amount = Sum((("2026", "24 / 31 × € 7.800", Decimal("6038.71")),), Decimal("6038.71"), ("Niet geverifieerd.",))
    found = said(amount=amount)
    assert found["amount.total"] == "6.038,71"
    assert found["amount.lines"] == "2026: 24 / 31 × € 7.800 = € 6.038,71\nNiet geverifieerd."
    assert "amount.total" not in said(amount=Sum())


def test_who_asks() -> None:
    found = said(SupervisionSubsidy(applicant=Applicant.EMPLOYER))
    assert found["applicant.name"] == "Hoveniersbedrijf Groenrijk B.V."
    assert found["application.applicant"] == "de werkgever"
    other = SupervisionSubsidy(applicant=Applicant.SOB, applicant_name="SOB De Brug", applicant_kvk="87654321")
    found = said(other)
    assert (found["applicant.name"], found["applicant.kvk"]) == ("SOB De Brug", "87654321")
    assert "applicant.iban" not in found
    assert found["employer.name"] == "Hoveniersbedrijf Groenrijk B.V."


def test_first_or_again() -> None:
    for renewal, wanted in ((False, "first"), (True, "renewal")):
        found = fill(sources(SupervisionSubsidy(), candidate(), employer(), renewal=renewal), TODAY)
        assert found["application.kind"].answers == {wanted}


def test_everything_that_is_said_has_a_key_and_words() -> None:
    assert set(said()) <= set(values())
    for key, value in values().items():
        assert value.key == key
        assert value.label
        assert value.group
        assert not value.part_of or value.part_of in values()
    assert len({value.words for value in values().values()}) == len(values())
    assert {one.name for one in fields(Sources)} >= set(GROUPS) - {"goal"}
