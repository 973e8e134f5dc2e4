"""Invented visits and notes, made of sentences that fit who was spoken to, how, and when."""

from datetime import date, timedelta
from typing import Any

from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.values import WEEKDAYS
from beschutdesk.dossier.visit import Medium, Visit, VisitState, VisitSubject
from beschutdesk.exchange import invented_themes as themes
from beschutdesk.exchange.inventing import Dice, House, Person, World, lists

PER_CANDIDATE = 10
"""Visits or notes per candidate, on the average."""

_MEDIA = (Medium.VISIT, Medium.PHONE, Medium.APP, Medium.MAIL, Medium.TALK, Medium.THREE_WAY, Medium.EVALUATION)
_OFTEN = (30, 24, 18, 10, 10, 5, 3)
_WAY = {Medium.PHONE: "phone", Medium.APP: "app", Medium.MAIL: "mail"}
"""How people spoke; else they sat or stood together."""


def visits(world: World, people: list[Person]) -> list[Record]:
    """As many as belong to so many people; some have many, some few."""
    dice = world.dice
    at_work = [person for person in people if person.placement and person.placement.ended_on is None]
    beside: dict[Any, list[Person]] = {}
    for person in at_work:
        beside.setdefault(person.house.employer.id, []).append(person)
    made: list[Record] = [_planned(world, person) for person in dice.sample(at_work, len(at_work) // 4)]
    left = len(people) * PER_CANDIDATE - len(made)
    more = Dice(people[0].candidate.id.int) if people else dice  # its own, so that who is invented stays the same
    for person in dice.choices(people, [dice.choice((2, 5, 10, 10, 20, 30)) for _ in people], k=left):
        if dice.chance(5):
            made.append(_about_employer(world, person.house))
        else:
            day = dice.workday(person.since, world.today)
            visit = _contact(world, person, day, beside.get(person.house.employer.id, []))
            themes.say(more, visit, person, world.today)
            made.append(visit)
    return made


def _contact(world: World, person: Person, day: date, mates: list[Person]) -> Visit:
    dice = world.dice
    medium = dice.choices(_MEDIA, _OFTEN)[0]
    seen = dice.chance(97)
    way = _WAY.get(medium, "together") if seen else "missed"
    at_work = _works(person, day)
    if not at_work and medium in (Medium.VISIT, Medium.EVALUATION):
        medium = Medium.TALK
    about = [person]
    if at_work and seen and medium is Medium.VISIT and dice.chance(30):
        about += [mate for mate in mates if mate is not person and _works(mate, day)][:1]
    return Visit(
        id=dice.new_id(day),
        at=dice.moment(day),
        medium=medium,
        state=VisitState.DONE if seen else VisitState.NO_CONTACT,
        employer=person.house.employer.id if at_work else None,
        present=tuple(one.candidate.name_used for one in about) if way == "together" else (),
        subjects=[
            VisitSubject(
                id=dice.new_id(day),
                candidate=one.candidate.id,
                placement=one.placement.id if one.placement and _works(one, day) else None,
                notes=_note(world, one.house, "during" if at_work else "before", way, one),
            )
            for one in about
        ],
    )


def _works(person: Person, day: date) -> bool:
    placement = person.placement
    if placement is None or (began := placement.phases[0].since) is None:
        return False
    return began <= day <= (placement.ended_on or date.max)


def _planned(world: World, person: Person) -> Visit:
    dice = world.dice
    first = world.today + timedelta(7 - world.today.weekday())  # a Monday: no day falls back to today
    placement = person.placement.id if person.placement else None
    subject = VisitSubject(id=dice.new_id(world.today), candidate=person.candidate.id, placement=placement)
    return Visit(
        id=dice.new_id(world.today),
        at=dice.moment(dice.workday(first, first + timedelta(60))),
        medium=Medium.VISIT,
        state=VisitState.PLANNED,
        employer=person.house.employer.id,
        subjects=[subject],
    )


def _about_employer(world: World, house: House) -> Visit:
    dice = world.dice
    day = dice.workday(world.today - timedelta(1000), world.today)
    medium = dice.choice((Medium.PHONE, Medium.VISIT, Medium.MAIL))
    return Visit(
        id=dice.new_id(day),
        at=dice.moment(day),
        medium=medium,
        state=VisitState.DONE,
        employer=house.employer.id,
        notes=_note(world, house, "employer", _WAY.get(medium, "together"), None),
    )


def _note(world: World, house: House, when: str, way: str, person: Person | None) -> str:
    dice, said = world.dice, lists("notes")[when]
    tasks = (person and person.tasks) or [name for name, _ in house.sector["tasks"]]
    task, other = dice.sample(tasks, 2)
    gaps = {
        "k": person.candidate.name_used if person else "",
        "b": house.employer.supervisors[0].name.split()[0],
        "c": house.employer.contacts[0].name,
        "e": house.employer.name,
        "t": task,
        "u": other,
        "w": WEEKDAYS[dice.randrange(5)],
        "n": str(dice.choice((2, 3, 4, 6, 8))),
    }
    parts = [dice.choice(said[way])]
    if way != "missed":
        parts += dice.some(said["seen"], 1, 3)
        parts += [dice.choice(said["agreed"])] if dice.chance(75) else []
    return " ".join(dice.said(part, **gaps) for part in parts)
