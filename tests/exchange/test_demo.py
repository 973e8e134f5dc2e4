"""The demo people: whole, invented, and nothing private on the side of the workplace."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from beschutdesk import resources
from beschutdesk.dossier import codec
from beschutdesk.dossier.audience import EMPLOYER, FLOOR, SUPERVISOR
from beschutdesk.dossier.fields import Kind, Spec, shape_of
from beschutdesk.dossier.rows_about import ABOUT
from beschutdesk.dossier.task import DEMANDS
from beschutdesk.dossier.task_list import Independence, Opinion, PlanKind, TaskState, TryoutDecision
from beschutdesk.dossier.visit import ABOUT_SUBJECTS, Visit, VisitState
from beschutdesk.exchange.contents import walk
from beschutdesk.exchange.demo import demo_dossiers, demo_inventories
from beschutdesk.exchange.dossier_json import Dossier, read, write
from beschutdesk.rules import sources
from beschutdesk.rules.day_plan import sums
from beschutdesk.rules.pictograms import pictogram
from beschutdesk.rules.plan_conflicts import conflicts
from beschutdesk.rules.time import current_phase, in_force, week_of

TODAY = date(2026, 11, 22)
DEMOS = demo_dossiers()
PRIVATE = ("care", "income", "private_notes")
WORKPLACE = {FLOOR, SUPERVISOR, EMPLOYER}

MEDICAL = re.compile(
    r"diagnos|autis|\badhd\b|\badd\b|\bpdd|\bass\b|epilep|depress|stoornis|beperking|syndroom|handicap|\biq\b|psych|therap"
    r"|medicijn|medicat|\bpil|tablet|dokter|\barts|huisarts|ziek|kwaal|verslaa?[fv]|alcohol|drugs|trauma|burn-?out|angst"
    r"|paniek|crisis|\bggz|kliniek|indicatie"
    r"|uitkering|bijstand|wajong|\bwia\b|toeslag|schuld|bewind|afbetal|loonwaarde|subsidie|no-?risk|\bbsn\b|beschut"
    r"|dagbesteding|begeleid wonen|logeerhuis|zorgverzeker",
    re.IGNORECASE,
)


def fields(dossier: Dossier) -> Iterator[tuple[str, Spec, Any]]:
    """Every filled field with its place."""
    for place, record in walk(dossier):
        for name, spec in shape_of(record).specs.items():
            if codec.is_filled(getattr(record, name)):
                yield place.field(spec).path, spec, getattr(record, name)


def words(value: Any) -> str:
    """The words of a value; nothing for dates, times and numbers."""
    lines = value if isinstance(value, tuple) else (value,)
    return " | ".join(line for line in lines if isinstance(line, str))


def on_the_floor(dossier: Dossier) -> dict[str, str]:
    """What people at work may read, by place."""
    text_kinds = (Kind.TEXT, Kind.PROSE, Kind.LINES)
    return {at: words(v) for at, spec, v in fields(dossier) if spec.share & WORKPLACE and spec.kind in text_kinds}


def phrases(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


one_by_one = pytest.mark.parametrize("dossier", DEMOS, ids=[d.candidate.name_used for d in DEMOS])


def test_there_are_eight_and_no_identifier_stands_twice() -> None:
    walked = [record for dossier in DEMOS for _, record in walk(dossier)]
    trips = {record.id for record in walked if isinstance(record, Visit)}  # one trip may stand in two files
    ids = [*trips, *(record.id for record in walked if not isinstance(record, Visit))]
    assert len(DEMOS) == 8
    assert len(walked) == len(ids) + 1
    assert len(set(ids)) == len(ids)
    assert {key.version for key in ids} == {7}


@pytest.mark.parametrize("path", sorted(resources.path("demo").glob("*.json")), ids=lambda path: path.stem)
def test_the_files_are_as_we_write_them(path: Any) -> None:
    assert write(read(path.read_bytes())) == path.read_bytes()


@one_by_one
def test_nothing_medical_and_no_money_on_the_floor(dossier: Dossier) -> None:
    hits = {at: found.group() for at, text in on_the_floor(dossier).items() if (found := MEDICAL.search(text))}
    assert hits == {}


@one_by_one
def test_nothing_private_is_repeated_on_the_floor(dossier: Dossier) -> None:
    floor = " | ".join(on_the_floor(dossier).values())
    for name in PRIVATE:
        text = getattr(dossier.candidate, name)
        assert len(text) > 100
        assert not phrases(text, 4) & phrases(floor, 4)


@one_by_one
def test_the_family_name_does_not_reach_the_floor(dossier: Dossier) -> None:
    """Colleagues know a first name; the family name must not slip into a text they read."""
    for at, spec, value in fields(dossier):
        if FLOOR in spec.share:
            assert dossier.candidate.family_name not in words(value), at


@one_by_one
def test_every_how_to_work_field_is_filled(dossier: Dossier) -> None:
    copied = sources.copied()
    assert all(codec.is_filled(getattr(dossier.candidate, spec.name)) for spec in copied)
    (portfolio,) = dossier.portfolios
    assert all(codec.is_filled(getattr(portfolio, spec.name)) for spec in copied)
    assert len(portfolio.summary) == 4
    assert portfolio.next_step
    assert portfolio.readers_named
    assert portfolio.candidate == dossier.candidate.id


@one_by_one
def test_the_work_is_whole(dossier: Dossier) -> None:
    (placement,), (employer,), (tasks,) = dossier.placements, dossier.employers, dossier.task_lists
    terms, phase = in_force(placement.terms, TODAY), current_phase(placement.phases, TODAY)
    assert phase is not None
    assert terms is not None
    assert terms.supervisor in {supervisor.id for supervisor in employer.supervisors}
    hours = sum(slot.minutes for slot in terms.days) / 60
    assert 0 <= hours - float(terms.hours or 0) <= len(terms.days) * 0.5  # what is over are breaks
    assert len(placement.adjustments) >= 2
    package = [task for task in tasks.tasks if task.state is TaskState.PACKAGE]
    assert 7 <= len(package) <= 11
    assert len(package) < len(tasks.tasks)
    assert all(task.how and task.when and task.independence for task in package)


@one_by_one
def test_the_jobcarving_is_whole(dossier: Dossier) -> None:
    """Tasks that came out of the inventory of that employer, tried, in a package and on a plan without a conflict."""
    (placement,), (employer,), (made,) = dossier.placements, dossier.employers, dossier.task_lists
    (inventory,) = (one for one in demo_inventories() if one.employer == employer.id)
    assert len(inventory.tasks) >= 12
    offered = {task.id: task for task in inventory.tasks}
    for task in made.tasks:
        assert task.source in offered, task.name
        assert offered[task.source].name == task.name
    for name in ABOUT["task_list"].lists:
        assert {row.task for row in getattr(made, name)} - {None} <= {task.id for task in made.tasks}
    assert {step.task for step in inventory.steps} <= offered.keys()
    assert all(pictogram(row.pictogram) for row in (*made.tasks, *inventory.tasks) if row.pictogram)
    assert len(made.steps) >= 8
    assert len(made.tryouts) >= 2
    assert all(row.tried_on and row.decision and row.own_opinion for row in made.tryouts)
    terms = in_force(placement.terms, TODAY)
    assert terms is not None
    assert conflicts(made.plan, terms, employer.supervisors, made.tasks, TODAY) == ()
    hours = float(terms.hours or 0)
    assert hours - 2 <= float(sums(made.plan).week.work) / 60 <= hours
    assert made.agreed_on
    assert made.grows_to


def test_every_screen_of_jobcarving_has_something_to_show() -> None:
    lists = [made for dossier in DEMOS for made in dossier.task_lists]
    tasks = [task for made in lists for task in made.tasks]
    assert {task.state for task in tasks} == set(TaskState)
    assert {row.kind for made in lists for row in made.plan} == set(PlanKind)
    tries = [row for made in lists for row in made.tryouts]
    assert {row.decision for row in tries} == set(TryoutDecision) - {TryoutDecision.LATER}
    assert ({row.own_opinion for row in tries}, {row.help for row in tries}) == (set(Opinion), {*Independence})
    offered = [task for made in demo_inventories() for task in made.tasks]
    for name in ("left_lying", "frequency", "day_part", "teachable", *DEMANDS):
        options = set(shape_of("inventory_task").specs[name].options or ())
        assert len({getattr(task, name) for task in offered} & options) >= 2, name
    for name in ("tempo", "quality_share", "net_time", "own_territory"):
        assert sum(getattr(task, name) is not None for task in tasks) >= 8, name


def test_an_inventory_says_nothing_about_who_does_the_work_for_us() -> None:
    """It is of the employer: no word of it may lead to one of the people."""
    people = {d.candidate.name_used for d in DEMOS} | {d.candidate.family_name for d in DEMOS}
    for made in demo_inventories():
        texts = [words(getattr(row, name)) for row in (made, *made.tasks, *made.steps) for name in shape_of(row).specs]
        text = " | ".join(texts)
        assert not [name for name in people if re.search(rf"\b{re.escape(name)}\b", text)]
        assert not MEDICAL.search(text)


def test_each_shows_something_else() -> None:
    stale = [[spec.key for spec in sources.stale(d.portfolios[0], d.candidate)] for d in DEMOS]
    assert stale == [[], ["pace"], *[[]] * 6]
    assert [bool(d.portfolios[0].discussed_with) for d in DEMOS] == [True, True, True, False, *[True] * 4]
    assert [[section.key for section in d.portfolios[0].left_out] for d in DEMOS] == [[], [], ["growth"], *[[]] * 5]
    assert [bool(d.candidate.day_activity_week) for d in DEMOS] == [False, True, *[False] * 6]
    assert len({d.placements[0].match_type for d in DEMOS}) == 5
    phases = [phase for d in DEMOS if (phase := current_phase(d.placements[0].phases, TODAY))]
    kinds = [phase.kind.key for phase in phases if phase.kind]
    assert kinds[:4] == ["contract_temporary", "contract_temporary", "secondment", "trial"]
    assert kinds[4:] == ["contract_temporary", "contract_permanent", "contract_temporary", "contract_temporary"]
    assert week_of(phases[3], TODAY) == (7, 8)
    terms = [held for d in DEMOS if (held := in_force(d.placements[0].terms, TODAY))]
    assert [bool(held.backup) for held in terms] == [True, True, True, False, *[True] * 4]
    assert len(DEMOS[3].candidate.family_name) > 30


def test_every_screen_of_visits_has_something_to_show() -> None:
    """Planned, begun, held, missed; themes, agreements, tries, learning moments; two people on one trip."""
    visits = [visit for dossier in DEMOS for visit in dossier.visits]
    assert {visit.state for visit in visits} == set(VisitState)
    for name in ABOUT_SUBJECTS:
        rows = [row for visit in visits for row in getattr(visit, name)]
        assert len(rows) >= 4, name
        assert all(row.subject is not None for row in rows)
    parts = [part for visit in visits for part in visit.subjects]
    said = {name for part in parts for name in shape_of(part).specs if codec.is_filled(getattr(part, name))}
    unused = {"readers", "private", "private_judgement", "goals", "why_hours", "asked"}
    assert set(shape_of("visit_subject").specs) - said == unused
    together = [visit for visit in visits if sum(other.id == visit.id for other in visits) == 2]
    assert len({part.candidate for visit in together for part in visit.subjects}) == 2
    last = [max(visit.at.day for visit in d.visits if visit.at and visit.state is VisitState.DONE) for d in DEMOS]
    assert max(last) < TODAY


@one_by_one
def test_telephone_numbers_and_addresses_lead_nowhere(dossier: Dossier) -> None:
    everything = " | ".join(words(value) for _, spec, value in fields(dossier) if spec.key != "taken_from")
    numbers = re.findall(r"0\d[\d -]{7,}\d", everything)
    assert numbers
    assert all(re.fullmatch(r"06 12 34 56 7\d", number) for number in numbers)
    assert all(host.endswith(".example") for host in re.findall(r"@(\S+)", everything))
