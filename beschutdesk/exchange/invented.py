"""A whole caseload that nobody has: candidates, employers, placements, tasks and notes, as many as asked for.

For looking at the program under load. Everything is drawn from the word lists in ``resources/invented``; BSN, IBAN and
KvK number stay empty, telephone numbers are those of the demo, mail goes to ``.example``.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from beschutdesk.dossier.around import (
    Advice,
    AdviceCriterion,
    AdviceOutcome,
    AdviceRoute,
    Background,
    BackgroundKind,
    EmployeeSkill,
    InvolvedRole,
    Involvement,
    Skill,
    SkillLevel,
    WeekPart,
    WeekPartKind,
)
from beschutdesk.dossier.candidate import Candidate, CandidateState
from beschutdesk.dossier.employer import (
    Contact,
    ContactRole,
    Employer,
    EmployerNature,
    EmployerSize,
    Motive,
    Site,
    Supervisor,
)
from beschutdesk.dossier.fields import Record
from beschutdesk.dossier.placement import MatchType, PhaseKind, Placement, PlacementPhase, SupervisionForm, Terms
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.dossier.task_inventory import TaskInventory
from beschutdesk.dossier.task_list import CarvedTask, Independence, Opinion, TaskList, TaskState
from beschutdesk.dossier.values import Slot, YesNo
from beschutdesk.exchange.invented_placements import furnish
from beschutdesk.exchange.invented_subsidies import subsidies
from beschutdesk.exchange.invented_tasks import carve, inventory
from beschutdesk.exchange.invented_visits import visits
from beschutdesk.exchange.inventing import Dice, House, Person, World, lists

CHUNK = 1_000
"""Candidates at a time."""
PER_EMPLOYER = 5

_COURSES = (
    (PhaseKind.STAGE, PhaseKind.TRIAL, PhaseKind.CONTRACT_TEMPORARY, PhaseKind.CONTRACT_PERMANENT),
    (PhaseKind.TASTER, PhaseKind.TRIAL, PhaseKind.CONTRACT_TEMPORARY, PhaseKind.CONTRACT_TEMPORARY),
    (PhaseKind.TASTER, PhaseKind.TRIAL, PhaseKind.TRIAL_EXTENDED, PhaseKind.CONTRACT_TEMPORARY),
    (PhaseKind.GROWTH, PhaseKind.SECONDMENT, PhaseKind.CONTRACT_TEMPORARY),
    (PhaseKind.LEARN_WORK, PhaseKind.SECONDMENT),
)
_DAYS = {PhaseKind.TASTER: 14, PhaseKind.TRIAL: 56, PhaseKind.STAGE: 120, PhaseKind.TRIAL_EXTENDED: 60}


def invent(candidates: int, *, today: date, seed: int = 1) -> Iterator[list[Record]]:
    """Roots in batches of one kind each, in an order in which they can be kept.

    A batch of candidates is followed by all that belongs to them. Of every thousand candidates there are two hundred
    employers and ten thousand visits or notes.

    Args:
        candidates: how many.
        today: what is kept happened before, what is planned comes after.
        seed: the same gives the same, ids included.
    """
    world = World(Dice(seed), today)
    employers: list[Record] = []
    heaps: dict[UUID, TaskInventory] = {}
    towns = lists("towns")["town"]
    for number in range(max(1, candidates // PER_EMPLOYER)):
        town = towns[number] if number < len(towns) else world.dice.weighed(towns)
        house = _house(world, town)
        world.houses.setdefault(town["municipality"], []).append(house)
        employers.append(house.employer)
        heaps[house.employer.id] = inventory(house, today)
    yield employers
    yield list(heaps.values())
    for start in range(0, candidates, CHUNK):
        people = [_person(world) for _ in range(min(CHUNK, candidates - start))]
        yield [person.candidate for person in people]
        yield [person.placement for person in people if person.placement]
        yield [made for person in people if (made := _task_list(world, person, heaps))]
        yield [
            made
            for person in people
            if person.placement
            for made in subsidies(person.placement, person.house.employer, today)
        ]
        yield visits(world, people)


# -- employers ---------------------------------------------------------------------------------------------------------


def _house(world: World, town: dict[str, Any]) -> House:
    dice, data = world.dice, lists("companies")
    sector = dice.weighed(data["sector"])
    made = world.today - timedelta(dice.randint(200, 3000))
    home = dice.home(town)
    family = dice.name()[1].partition("-")[0]
    name = dice.said(dice.choice(sector["names"]), x=dice.choice(data["fancy"]), f=family, p=home["place"])
    web = f"{dice.mail('info', name).partition('@')[2]}"
    team = [_supervisor(dice, made, sector, web) for _ in range(dice.randint(1, 3))]
    if len(team) > 1:
        team[0].backup = team[1].id
    contacts = [
        Contact(
            id=dice.new_id(made),
            name=(who := dice.full_name()),
            role=dice.choice(list(ContactRole)),
            job=dice.choice(("eigenaar", "personeelszaken", "bedrijfsleider", "administratie")),
            phone=dice.phone(),
            email=dice.mail(who.split()[0], name),
            fixed=YesNo.YES if first else None,
            signs=YesNo.YES if first else None,
        )
        for first in (True, False)[: dice.randint(1, 2)]
    ]
    kinds = [WorkKind.from_key(key) for key in sector["work"]]
    employer = Employer(
        id=dice.new_id(made),
        name=name,
        sector=sector["name"],
        phone=dice.phone(),
        website=web,
        size=dice.choice(list(EmployerSize)),
        nature=dice.choices(list(EmployerNature), (70, 15, 12, 3))[0],
        motives=dice.some(list(Motive), 1, 2),
        work_kinds=dice.some(kinds, 1, 3),
        surroundings=dice.some([Surrounding.from_key(key) for key in sector["is"]], 2, 4),
        surroundings_not=dice.some([Surrounding.from_key(key) for key in sector["is_not"]], 1, 2),
        work_on_offer=tuple(sector["offer"]),
        places=Decimal(dice.choice((1, 1, 1, 2, 2, 3, 4, 6))),
        supervisors=team,
        contacts=contacts,
        sites=[Site(id=dice.new_id(made), name="Tweede vestiging", **dice.home(town))] if dice.chance(8) else [],
        **home,
    )
    return House(employer, sector)


def _supervisor(dice: Dice, made: date, sector: dict[str, Any], web: str) -> Supervisor:
    name = dice.full_name()
    trained = dice.chance(45)
    return Supervisor(
        id=dice.new_id(made),
        name=name,
        role=dice.choice(sector["supervisors"]),
        phone=dice.phone(),
        email=dice.mail(name.split()[0], web.removesuffix(".example")),
        days=tuple(Slot(day) for day in dice.some(range(5), 3, 5)),
        minutes=Decimal(dice.choice((15, 30, 30, 45, 60, 90, 120))),
        training=dice.choice(("Harrie Helpt", "Mentorwijs")) if trained else "",
        trained_on=dice.workday(made, made + timedelta(180)) if trained else None,
    )


# -- candidates --------------------------------------------------------------------------------------------------------


def _person(world: World) -> Person:
    dice, said, today = world.dice, lists("people"), world.today
    town = dice.weighed([town for town in lists("towns")["town"] if town["municipality"] in world.houses])
    house = dice.choice(world.houses[town["municipality"]])
    since = dice.workday(today - timedelta(1400), today - timedelta(30))
    state = dice.choices(list(CandidateState), (68, 20, 12))[0]
    given, family = dice.name()
    sense = list(Surrounding)
    wants = dice.some(list(WorkKind), 1, 2)
    candidate = Candidate(
        id=dice.new_id(since),
        name_used=given,
        family_name=family,
        state=state,
        born=today - timedelta(dice.randint(18 * 366, 27 * 365 if dice.chance(60) else 62 * 365)),
        phone=dice.phone(),
        email=dice.mail(given),
        municipality=town["municipality"],
        contact_preference=dice.choice(said["contact_preference"]),
        good_at=dice.some(said["good_at"], 2, 4),
        enjoys=dice.some(said["enjoys"], 2, 3),
        wishes=dice.some(said["wishes"], 1, 3),
        wants_work=tuple(dict.fromkeys((*wants, *house.employer.work_kinds[:1]))),
        rather_not=tuple(kind for kind in dice.some(list(WorkKind), 0, 2) if kind not in wants),
        suits=(suits := dice.some(sense, 2, 4)),
        suits_not=tuple(one for one in dice.some(sense, 1, 3) if one not in suits),
        travel=dice.choice(said["travel"]),
        hours_possible=dice.choice(said["hours"]),
        needs=dice.some(said["needs"], 1, 3),
        limits=dice.some(said["limits"], 0, 2),
        view_on_sob=dice.choice(said["view_on_sob"]),
        skills=[
            EmployeeSkill(id=dice.new_id(since), skill=skill, level=dice.choice(list(SkillLevel)))
            for skill in dice.some(list(Skill), 3, 7)
        ],
        background=[_background(dice, since, kind) for kind in dice.some(list(BackgroundKind), 1, 2)],
        involved=[_involved(world, since, role, town) for role in dice.some(list(InvolvedRole), 1, 2)],
        advices=[_advice(dice, since)],
        **dice.home(town),
        **dict[str, Any]({key: dice.choice(said[key]) for key in _PROSE}),
    )
    if dice.chance(15):
        care = [Slot(day) for day in dice.some(range(5), 1, 2)]
        candidate.week_parts = [WeekPart(id=dice.new_id(since), kind=dice.choice(list(WeekPartKind)), days=tuple(care))]
    if dice.chance(12):
        candidate.day_activity = f"{dice.choice(lists('companies')['fancy'])}, {candidate.place}"
        candidate.day_activity_week = tuple(Slot(day) for day in dice.some(range(5), 1, 2))
    if state is CandidateState.WAITING or not dice.chance(88):
        return Person(candidate, house, since)
    placement = _placement(world, candidate, house, since)
    tasks = [name for name, _ in dice.sample(house.sector["tasks"], dice.randint(4, 7))]
    return Person(candidate, house, since, placement, tuple(tasks))


_PROSE = ("works_best", "explain", "pace", "surroundings", "rising_signs", "rising_help")


def _advice(dice: Dice, since: date) -> Advice:
    asked = since - timedelta(dice.randint(40, 200))
    return Advice(
        id=dice.new_id(since),
        requested_on=asked,
        requested_by=dice.choice(("gemeente", "kandidaat zelf", "school")),
        route=dice.choice(list(AdviceRoute)),
        decided_on=asked + timedelta(dice.randint(35, 90)),
        outcome=AdviceOutcome.POSITIVE,
        criteria=dice.some(list(AdviceCriterion), 1, 2),
    )


def _background(dice: Dice, since: date, kind: BackgroundKind) -> Background:
    said = lists("people")
    began = since - timedelta(dice.randint(700, 2500))
    school = kind in (BackgroundKind.SCHOOL, BackgroundKind.COURSE)
    return Background(
        id=dice.new_id(since),
        kind=kind,
        what=dice.choice(said["schools" if school else "earlier"]),
        where=dice.choice(lists("companies")["fancy"]),
        since=began,
        until=began + timedelta(dice.randint(90, 600)),
        learnt=dice.choice(said["learnt"]),
    )


def _involved(world: World, since: date, role: InvolvedRole, town: dict[str, Any]) -> Involvement:
    dice, said = world.dice, lists("people")
    fancy = dice.choice(lists("companies")["fancy"])
    where = dice.said(dice.choice(said["organisations"]), x=fancy, m=town["municipality"], p=town["places"][0])
    private = role in (InvolvedRole.FAMILY, InvolvedRole.FRIEND)
    return Involvement(
        id=dice.new_id(since),
        name=dice.full_name(),
        role=role,
        organisation="" if private else where,
        phone=dice.phone(),
        since=since,
        may_be_asked=dice.choice(said["may_be_asked"]),
        agreed_with="kandidaat",
        agreed_on=since,
    )


# -- placements --------------------------------------------------------------------------------------------------------


def _placement(world: World, candidate: Candidate, house: House, since: date) -> Placement:
    dice, today = world.dice, world.today
    start = dice.workday(since + timedelta(10), today)
    closed = candidate.state is CandidateState.CLOSED
    course = dice.choice(_COURSES)
    phases, begin = list[PlacementPhase](), start
    for last, kind in ((kind is course[-1], kind) for kind in course):
        if begin > today:
            break
        permanent = kind is PhaseKind.CONTRACT_PERMANENT
        end = None if permanent or (last and dice.chance(40)) else begin + timedelta(_DAYS.get(kind, 365) - 1)
        phases.append(PlacementPhase(id=dice.new_id(start), kind=kind, since=begin, until=end))
        if end is None:
            break
        begin = end + timedelta(1)
    team = house.employer.supervisors
    days = dice.some(range(5), 2, 5)
    terms = [
        Terms(
            id=dice.new_id(start),
            valid_from=day,
            hours=Decimal(len(days) * dice.choice((4, 6, 7))),
            days=tuple(Slot(day) for day in days),
            supervisor=team[0].id,
            backup=team[1].id if len(team) > 1 else None,
            supervision_form=dice.choice(list(SupervisionForm)),
            supervision_minutes=Decimal(dice.choice((15, 30, 30, 45, 60, 90))),
            supervision_moment=f"elke ochtend {dice.choice(('8.00', '8.15', '8.30', '9.00'))} uur",
            visit_weeks=Decimal(dice.choice((1, 2, 2, 4, 4, 6, 12))),
        )
        for day in (start, start + timedelta(200))[: dice.randint(1, 2)]
        if day <= today
    ]
    made = Placement(
        id=dice.new_id(start),
        candidate=candidate.id,
        employer=house.employer.id,
        job_title=dice.choice(house.sector["jobs"]),
        match_type=dice.choices(list(MatchType), (35, 25, 18, 12, 10))[0],
        ended_on=dice.workday(start, today) if closed else None,
        phases=phases,
        terms=terms,
    )
    furnish(made, today)
    return made


def _task_list(world: World, person: Person, heaps: Mapping[UUID, TaskInventory]) -> TaskList | None:
    dice, placement = world.dice, person.placement
    if placement is None or not dice.chance(85):
        return None
    how = dict(person.house.sector["tasks"])
    day = placement.phases[0].since or world.today
    tasks = [
        CarvedTask(
            id=dice.new_id(day),
            name=name,
            how=how[name],
            state=dice.choices(list(TaskState), (15, 20, 50, 10, 5))[0],
            when=dice.choice(("elke ochtend", "di en do", "na de pauze", "als het zo uitkomt", "vrijdag")),
            minutes=Decimal(dice.choice((15, 30, 30, 45, 60, 90))),
            independence=dice.choice(list(Independence)),
            own_opinion=dice.choices([*Opinion, None], (55, 15, 5, 25))[0],
            supervisor_opinion=dice.choices([*Opinion, None], (55, 15, 5, 25))[0],
            started_on=day,
        )
        for name in person.tasks
    ]
    made = TaskList(id=dice.new_id(day), placement=placement.id, tasks=tasks)
    carve(made, placement, heaps[person.house.employer.id], world.today)
    return made
