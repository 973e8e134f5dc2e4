"""A task beside a person: each point has its reason, nothing is counted, and what nobody asked stays unknown."""

import re
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beschutdesk.dossier.around import EmployeeSkill, Skill, SkillLevel
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.fields import shape_of
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.dossier.task import DEMANDS, DayPart, Demand, Teachable
from beschutdesk.dossier.task_inventory import InventoryTask
from beschutdesk.dossier.task_list import CarvedTask
from beschutdesk.rules.task_fit import FitPoint, Side, demand_label, task_fit
from beschutdesk.rules.task_words import match, own_words, says, says_only
from tests.strategies import records, values

LOOKED_AT = "wants_work rather_not suits suits_not wishes good_at enjoys needs limits"
PEOPLE = st.builds(
    Candidate,
    skills=st.lists(records("employee_skill"), max_size=4),
    **{name: values(shape_of(Candidate).specs[name]) for name in LOOKED_AT.split()},
)
"""Anybody, with everything that a task is laid beside."""
ASKED = {demand_label(name).lower() for name in DEMANDS}
WORK = st.builds(CarvedTask, **{name: values(spec) for name, spec in shape_of(InventoryTask).specs.items()})


def said(task: CarvedTask, person: Candidate) -> set[tuple[Side, str]]:
    return {(point.side, point.what) for point in task_fit(task, person)}


def only(task: CarvedTask, person: Candidate, what: str) -> FitPoint:
    (found,) = [point for point in task_fit(task, person) if point.what == what]
    return found


def asking(name: str) -> CarvedTask:
    task = CarvedTask()
    setattr(task, name, Demand.MUCH)
    return task


def with_line(field: str, line: str) -> Candidate:
    person = Candidate()
    setattr(person, field, (line,))
    return person


def skilled(skill: Skill, level: SkillLevel | None) -> Candidate:
    return Candidate(skills=[EmployeeSkill(skill=skill, level=level)])


def test_two_empty_dossiers_are_unknown_all_over() -> None:
    found = task_fit(CarvedTask(), Candidate())
    assert {point.side for point in found} == {Side.UNKNOWN}
    assert {demand_label(name).lower() for name in DEMANDS} <= {point.what for point in found}


@settings(max_examples=40)
@given(WORK)
def test_of_somebody_unknown_nothing_is_known(task: Any) -> None:
    assert {point.side for point in task_fit(task, Candidate())} <= {Side.UNKNOWN}


@settings(max_examples=40)
@given(PEOPLE)
def test_of_an_empty_task_nothing_is_known(person: Any) -> None:
    assert {point.side for point in task_fit(CarvedTask(), person)} <= {Side.UNKNOWN}
    assert task_fit(CarvedTask(), person) == task_fit(InventoryTask(), person)


@settings(max_examples=40)
@given(WORK, PEOPLE)
def test_every_point_has_a_reason_once_and_no_number(task: Any, person: Any) -> None:
    found = task_fit(task, person)
    assert len(set(found)) == len(found)
    asked = [point.what for point in found if point.what in ASKED]
    assert len(set(asked)) == len(asked)
    assert [field.name for field in fields(FitPoint)] == ["side", "what", "reason"]
    for point in found:
        assert point.what
        assert point.reason.endswith((".", "?"))
        if not set(point.reason) & {"‘", "’"} and point.what != "leren":
            assert not re.search(r"\d|%", point.reason)


@settings(max_examples=40)
@given(WORK, PEOPLE, st.randoms())
def test_the_order_says_nothing(task: Any, person: Any, dice: Any) -> None:
    """What stands first in the dossier of the task makes no point come or go."""
    kinds, places = list(task.work_kinds), list(task.surroundings)
    dice.shuffle(kinds)
    dice.shuffle(places)
    mixed = replace(task, work_kinds=tuple(kinds), surroundings=tuple(places))
    assert {(p.side, p.what) for p in task_fit(mixed, person)} == {(p.side, p.what) for p in task_fit(task, person)}


def test_work_that_is_wanted_or_not() -> None:
    task = CarvedTask(work_kinds=(WorkKind.GREEN, WorkKind.SHOP, WorkKind.OFFICE, WorkKind.KITCHEN))
    person = Candidate(
        wants_work=(WorkKind.GREEN, WorkKind.KITCHEN, WorkKind.ANIMALS),
        rather_not=(WorkKind.SHOP, WorkKind.KITCHEN),
    )
    found = said(task, person)
    assert (Side.PLUS, "groen en tuin") in found
    assert (Side.MINUS, "winkel") in found
    assert (Side.UNKNOWN, "kantoor en scannen") in found
    assert (Side.UNKNOWN, "keuken en bediening") in found  # stands both ways
    assert "dieren" not in {what for _, what in found}
    assert (Side.UNKNOWN, "soort werk") in said(CarvedTask(), person)


@pytest.mark.parametrize(
    ("here", "suits", "suits_not", "side"),
    [
        ([Surrounding.QUIET], [Surrounding.QUIET], [], Side.PLUS),
        ([Surrounding.LIVELY], [Surrounding.QUIET], [], Side.MINUS),
        ([Surrounding.MANY_PEOPLE], [Surrounding.QUIET], [], Side.MINUS),
        ([Surrounding.QUIET, Surrounding.NOISE], [Surrounding.QUIET], [], Side.UNKNOWN),
        ([Surrounding.INDOORS], [Surrounding.QUIET], [], Side.UNKNOWN),
        ([Surrounding.QUIET], [], [Surrounding.QUIET], Side.MINUS),
        ([Surrounding.LIVELY], [], [Surrounding.QUIET], Side.PLUS),
        ([Surrounding.QUIET], [Surrounding.QUIET], [Surrounding.QUIET], Side.UNKNOWN),
    ],
)
def test_surroundings(
    here: list[Surrounding], suits: list[Surrounding], suits_not: list[Surrounding], side: Side
) -> None:
    person = Candidate(suits=tuple(suits), suits_not=tuple(suits_not))
    assert only(CarvedTask(surroundings=tuple(here)), person, Surrounding.QUIET.label).side is side


@pytest.mark.parametrize(
    ("demand", "level", "side"),
    [
        (Demand.MUCH, SkillLevel.CAN, Side.PLUS),
        (Demand.MUCH, SkillLevel.WITH_HELP, Side.MINUS),
        (Demand.SOME, SkillLevel.WITH_HELP, Side.MINUS),
        (Demand.SOME, SkillLevel.NOT_YET, Side.MINUS),
        (Demand.LITTLE, SkillLevel.NOT_YET, Side.PLUS),
        (Demand.LITTLE, SkillLevel.CAN, Side.PLUS),
        (Demand.MUCH, SkillLevel.UNKNOWN, Side.UNKNOWN),
        (Demand.LITTLE, None, Side.UNKNOWN),
        (Demand.UNKNOWN, SkillLevel.CAN, Side.UNKNOWN),
        (None, SkillLevel.NOT_YET, Side.UNKNOWN),
    ],
)
def test_a_demand_is_held_against_the_skill_that_it_needs(
    demand: Demand | None, level: SkillLevel | None, side: Side
) -> None:
    point = only(CarvedTask(interruptions=demand), skilled(Skill.SWITCHES, level), "onderbrekingen")
    assert point.side is side
    if side is not Side.UNKNOWN:
        assert "‘schakelt naar ander werk’" in point.reason


@pytest.mark.parametrize("name", DEMANDS)
def test_each_demand_can_be_known(name: str) -> None:
    label = demand_label(name).lower()
    everybody = Candidate(
        skills=[EmployeeSkill(skill=skill, level=SkillLevel.CAN) for skill in Skill],
        suits=(Surrounding.TIME_PRESSURE,),
    )
    sides = {p.side for p in task_fit(asking(name), everybody) if p.what == label}
    assert sides == {Side.PLUS}
    nobody = Candidate(
        skills=[EmployeeSkill(skill=skill, level=SkillLevel.NOT_YET) for skill in Skill],
        suits_not=(Surrounding.TIME_PRESSURE,),
    )
    sides = {p.side for p in task_fit(asking(name), nobody) if p.what == label}
    assert sides == {Side.MINUS}


@pytest.mark.parametrize(
    ("demand", "suits", "side"),
    [
        (Demand.MUCH, True, Side.PLUS),
        (Demand.MUCH, False, Side.MINUS),
        (Demand.LITTLE, False, Side.PLUS),
        (Demand.LITTLE, True, Side.MINUS),
    ],
)
def test_a_demand_is_held_against_what_suits(demand: Demand, suits: bool, side: Side) -> None:
    word = (Surrounding.TIME_PRESSURE,)
    person = Candidate(suits=word) if suits else Candidate(suits_not=word)
    assert only(CarvedTask(deadlines=demand), person, "vaste eindtijden en pieken").side is side


def test_what_is_known_of_one_demand_stands_together_and_what_goes_both_ways_is_to_be_minded() -> None:
    task = CarvedTask(predictability=Demand.MUCH)
    person = Candidate(
        skills=[EmployeeSkill(skill=Skill.SWITCHES, level=SkillLevel.CAN)], suits_not=(Surrounding.VARIED,)
    )
    point = only(task, person, "wisselende situaties")
    assert point.side is Side.MINUS
    assert point.reason == (
        "De taak vraagt hiervan ‘veel’; ‘veel afwisseling’ past niet; ‘schakelt naar ander werk’ lukt."
    )
    person.suits, person.suits_not = person.suits_not, ()
    assert only(task, person, "wisselende situaties").side is Side.PLUS


def test_the_last_word_on_a_skill_counts() -> None:
    person = Candidate(
        skills=[
            EmployeeSkill(skill=Skill.SAFE, level=SkillLevel.NOT_YET),
            EmployeeSkill(skill=Skill.SAFE, level=SkillLevel.CAN),
            EmployeeSkill(skill=Skill.SAFE, level=SkillLevel.UNKNOWN),
        ]
    )
    assert only(CarvedTask(safety="Natte vloer"), person, "veiligheid").side is Side.PLUS


@pytest.mark.parametrize(
    ("task", "skill", "what"),
    [
        (CarvedTask(safety="Natte vloer"), Skill.SAFE, "veiligheid"),
        (CarvedTask(quality="Geen strepen"), Skill.CHECKS, "kwaliteit"),
        (CarvedTask(day_part=DayPart.START), Skill.ON_TIME, "op tijd"),
        (CarvedTask(teachable=Teachable.AT_ONCE), Skill.FOLLOWS, "leren"),
    ],
)
def test_what_the_task_says_beside_the_demands(task: CarvedTask, skill: Skill, what: str) -> None:
    assert only(task, skilled(skill, SkillLevel.CAN), what).side is Side.PLUS
    assert only(task, skilled(skill, SkillLevel.WITH_HELP), what).side is Side.MINUS
    assert only(task, Candidate(), what).side is Side.UNKNOWN
    assert what not in {point.what for point in task_fit(CarvedTask(), skilled(skill, SkillLevel.CAN))}


def test_a_certificate_is_a_question() -> None:
    task = CarvedTask(teachable=Teachable.TRAINING, training="BHV")
    point = only(task, skilled(Skill.FOLLOWS, SkillLevel.CAN), "leren")
    assert (point.side, point.reason) == (Side.UNKNOWN, "Nodig: BHV. Is dat er, of kan het?")


TILL = CarvedTask(
    name="Kassa klaarzetten",
    place="winkel",
    tools="kruk",
    safety="Niet zwaar tillen",
    surroundings=(Surrounding.CUSTOMERS, Surrounding.LIVELY),
    interruptions=Demand.MUCH,
)


@pytest.mark.parametrize(
    ("field", "line", "side"),
    [
        ("wishes", "Een keer de kassa doen.", Side.PLUS),
        ("wishes", "Niet in de winkel staan.", Side.MINUS),
        ("wishes", "Weg uit de kas, liever de kassa.", Side.PLUS),
        ("wishes", "De winkel mag weg uit het rooster", Side.MINUS),
        ("wishes", "Een tuin onderhouden", None),
        ("wishes", "Kassabonnen tellen", None),  # whole words only
        ("good_at", "De kassa tellen klopt altijd", Side.PLUS),
        ("good_at", "De weg weten zonder kassa", None),
        ("enjoys", "Een volle winkel", Side.PLUS),
        ("needs", "Een kruk en daglicht", Side.PLUS),
        ("needs", "Voordoen in plaats van een kruk", Side.MINUS),
        ("needs", "Hulp bij de kassa", Side.UNKNOWN),  # what is done is not what is there
        ("needs", "Een rustige plek", Side.MINUS),
        ("needs", "Geen klanten om zich heen", Side.MINUS),
        ("needs", "Werk dat in porties komt", Side.UNKNOWN),
        ("needs", "Geen onderbrekingen", Side.UNKNOWN),
        ("limits", "Geen kassa", Side.MINUS),
        ("limits", "Niet werken met klanten", Side.MINUS),
        ("limits", "Geen twee opdrachten tegelijk", Side.MINUS),
        ("limits", "Alleen de kassa als het rustig is", Side.UNKNOWN),
        ("limits", "Niet zwaar tillen", Side.UNKNOWN),  # the task says that it is not so
        ("limits", "Na vijf uur werken is de dag klaar", Side.UNKNOWN),
    ],
)
def test_own_words_are_quoted_and_read_as_whole_words(field: str, line: str, side: Side | None) -> None:
    quoted = [point for point in task_fit(TILL, with_line(field, line)) if line.rstrip(".") in point.reason]
    assert [point.side for point in quoted] == ([] if side is None else [side])
    if quoted:
        assert quoted[0].reason.startswith(f"‘{line.rstrip('.')}’. ")


@given(st.lists(st.text("abc nietgeen.,’", max_size=30), max_size=4).map(tuple))
def test_a_limit_is_never_a_plus(lines: tuple[str, ...]) -> None:
    task = replace(TILL, name=" ".join(lines))
    assert Side.PLUS not in {point.side for point in task_fit(task, Candidate(limits=lines)) if point.what == "grens"}


def test_words_are_found_whole_and_denied_within_their_part() -> None:
    own = own_words(CarvedTask(name="Kassa’s tellen", quality="Geen strepen.\nRamen droog"))
    assert own == {"kassa": False, "tellen": False, "strepen": True, "ramen": False, "droog": False}
    found = match("Niet te laat, ramen wel", own)
    assert found is not None
    assert (found.word, found.denied, found.denied_there) == ("ramen", False, False)
    found = match("Geen strepen zien", own)
    assert found is not None
    assert (found.denied, found.denied_there) == (False, True)
    assert match("raam", own) is None
    assert says("Nooit klanten, wel gasten", {"klanten"}) is False
    assert says("Nooit klanten, wel gasten", {"gasten"}) is True
    assert says("Klantenservice", {"klanten"}) is None
    assert says_only("Alleen binnen")
    assert not says_only("Niet alleen met een klant")
