"""What a visit lacks when it is finished: three things, and what the scheme asks."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beschutdesk.dossier.fields import PROSE_LIMIT, TEXT_LIMIT
from beschutdesk.dossier.lasting import AgreementParty, AgreementResult
from beschutdesk.dossier.visit import Judgement, Medium, Visit, VisitAgreement, VisitSubject
from beschutdesk.rules.figures import BadFigures, standard
from beschutdesk.rules.finishing import Asked, asked, missing

DAY = date(2026, 11, 24)
NONE, ALL = Asked(), Asked(minutes=True, goals=True, why_hours=True)


def part(**more: Any) -> VisitSubject:
    values: dict[str, Any] = {"concern": Judgement.GOOD, "next_on": DAY, **more}
    return VisitSubject(**values)


def fields(visit: Visit, asks: Asked = NONE) -> list[str]:
    return [one.field for one in missing(visit, {one.id: asks for one in visit.subjects})]


def test_three_things_are_asked_of_everybody() -> None:
    assert fields(Visit(medium=Medium.VISIT, subjects=[VisitSubject()])) == ["present", "concern", "next_on"]
    assert fields(Visit(medium=Medium.VISIT, present=("Ann",), subjects=[part()])) == []
    assert fields(Visit(medium=Medium.VISIT)) == ["present"]
    two = Visit(medium=Medium.VISIT, present=("Ann",), subjects=[part(), part(next_on=None)])
    (only,) = missing(two, {})
    assert (only.subject, only.row) == (two.subjects[1].id, None)


@pytest.mark.parametrize("medium", [Medium.PHONE, Medium.APP, Medium.MAIL, None])
def test_nobody_is_present_at_a_call(medium: Medium | None) -> None:
    assert fields(Visit(medium=medium, subjects=[part()])) == []


@pytest.mark.parametrize("judgement", list(Judgement))
def test_why_is_asked_when_there_is_something(judgement: Judgement) -> None:
    visit = Visit(present=("Ann",), subjects=[part(concern=judgement)])
    assert fields(visit) == ([] if judgement is Judgement.GOOD else ["concern_why"])
    visit.subjects[0].concern_why = "Moe"
    assert fields(visit) == []


def test_the_rest_only_where_the_scheme_asks() -> None:
    visit = Visit(subjects=[part()])
    assert fields(visit) == []
    assert fields(visit, ALL) == ["minutes", "goals", "why_hours"]
    assert fields(visit, Asked(minutes=True)) == ["minutes"]
    visit.minutes, visit.subjects[0].goals, visit.subjects[0].why_hours = Decimal(0), "Pauze", "Nieuw"
    assert fields(visit, ALL) == []
    both = Visit(subjects=[part(), part()])
    found = missing(both, {both.subjects[0].id: ALL})
    assert [(one.subject, one.field) for one in found] == [
        (None, "minutes"),
        (both.subjects[0].id, "goals"),
        (both.subjects[0].id, "why_hours"),
    ]


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ({"party": None}, "Bij de afspraak ‘Mat’ staat nog niet wie."),
        ({"due_on": None}, "Bij de afspraak ‘Mat’ staat nog niet wanneer."),
        ({"party": None, "due_on": None}, "Bij de afspraak ‘Mat’ staat nog niet wie en wanneer."),
        ({"what": " "}, "Bij een afspraak staat nog niet wat."),
        ({"party": None, "result": AgreementResult.DONE}, ""),
        ({"party": None, "done_on": DAY}, ""),
        ({}, ""),
    ],
)
def test_an_agreement_without_who_or_when(lacks: dict[str, Any], words: str) -> None:
    values: dict[str, Any] = {"what": "Mat", "party": AgreementParty.ME, "due_on": DAY, **lacks}
    visit = Visit(subjects=[part()])
    visit.agreements = [VisitAgreement(subject=visit.subjects[0].id, **values)]
    found = missing(visit, {})
    assert [one.words for one in found] == ([words] if words else [])
    assert all((one.row, one.subject) == (visit.agreements[0].id, visit.subjects[0].id) for one in found)


@given(st.text(max_size=TEXT_LIMIT), st.text(max_size=100), st.sampled_from([NONE, ALL]))
def test_it_is_always_said_in_one_friendly_line(what: str, why: str, asks: Asked) -> None:
    visit = Visit(medium=Medium.VISIT, subjects=[VisitSubject(concern=Judgement.CONCERN, concern_why=why, goals=what)])
    visit.agreements = [VisitAgreement(what=what)]
    for one in missing(visit, {visit.subjects[0].id: asks}):
        assert one.words[-1] in ".?"
        assert len(one.words) < 120 < PROSE_LIMIT


def test_it_is_off_until_a_gemeente_asks() -> None:
    assert asked(standard(), DAY) == NONE
    on = "[visit_goals_asked]\nvalues = [{ from = 2015-01-01, value = 0 }, { from = 2026-11-24, value = 1 }]\n"
    known = standard().replaced(on)
    assert asked(known, date(2026, 11, 23)) == NONE
    assert asked(known, DAY) == Asked(goals=True)
    with pytest.raises(BadFigures):
        standard().replaced("[visit_goals_asked]\nvalues = [{ from = 2015-01-01, value = -1 }]\n")
