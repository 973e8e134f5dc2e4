"""Whom a visit is about: read once per person, and only of the one who is in front."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.dossier.placement import PhaseKind
from beschutdesk.rules.guides import Stage, stage_of
from beschutdesk.rules.time import current_phase, in_force, week_of

if TYPE_CHECKING:
    from beschutdesk.dossier.employer import Employer
    from beschutdesk.dossier.placement import Placement
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.dossiers import Whole

Named = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Person:
    """One subject as the page shows it.

    Attributes:
        name: in full.
        used: as used at work.
        initials: for the circle.
        place: name of the employer; empty without a placement.
        house: id of that employer.
        phase: the phase that runs.
        stage: which guide goes with it.
        phase_words: the same in words, with its week.
        supervisors: of the employer, who guides first.
        guide: who guides now.
        contacts: others at the employer.
        tasks: of the task list of the placement.
    """

    name: str
    used: str = ""
    initials: str = ""
    place: str = ""
    phase: PhaseKind | None = None
    stage: Stage = Stage.INTRODUCTION
    phase_words: str = ""
    supervisors: tuple[Named, ...] = ()
    guide: Named | None = None
    contacts: tuple[str, ...] = ()
    tasks: tuple[Named, ...] = ()
    house: UUID | None = None


NOBODY = Person("Deze kandidaat")


def read_person(desk: "Desk", candidate: UUID | None, placement: UUID | None, today: date) -> Person:
    """Read what the page needs of a person at a placement."""
    whole = None if candidate is None else desk.dossiers.whole(candidate)
    if whole is None:
        return NOBODY
    person = whole.candidate
    name = " ".join(part for part in (person.name_used, person.family_name) if part.strip()) or "Zonder naam"
    used = person.name_used.strip() or name
    letters = "".join(part[:1] for part in (person.name_used.strip(), person.family_name.strip()))
    place = next((one for one in whole.placements if one.id == placement), None)
    if place is None:
        return Person(name, used, letters.upper())
    employer = next((one for one in whole.employers if one.id == place.employer), None)
    tasks = next((made.tasks for made in whole.task_lists if made.placement == place.id), [])
    phase = current_phase(place.phases, today)
    guide, others = _supervisors(place, employer, today)
    return Person(
        name,
        used,
        letters.upper(),
        "" if employer is None else employer.name.strip(),
        None if phase is None else phase.kind,
        _stage(place, today),
        _phase_words(whole, place, today),
        (guide, *others) if guide is not None else others,
        guide,
        tuple(one.name.strip() for one in employer.contacts if one.name.strip()) if employer is not None else (),
        tuple((task.id, task.name.strip()) for task in tasks if task.name.strip()),
        place.employer,
    )


def _supervisors(
    place: "Placement", employer: "Employer | None", today: date
) -> tuple[Named | None, tuple[Named, ...]]:
    if employer is None:
        return None, ()
    terms = in_force(place.terms, today)
    wanted = None if terms is None else terms.supervisor
    known = [(one.id, one.name.strip()) for one in employer.supervisors if one.name.strip()]
    guide = next((one for one in known if one[0] == wanted), None)
    return guide, tuple(one for one in known if one != guide)


def _phase_words(whole: "Whole", place: "Placement", today: date) -> str:
    phase = current_phase(place.phases, today)
    if phase is None or phase.kind is None:
        return ""
    week = week_of(phase, today)
    return phase.kind.label + (f", week {week[0]} van {week[1]}" if week is not None else "")


def _stage(place: "Placement", today: date) -> Stage:
    phase = current_phase(place.phases, today)
    if phase is None:
        return stage_of(None, ended_on=place.ended_on, today=today)
    return stage_of(phase.kind, since=phase.since, until=phase.until, ended_on=place.ended_on, today=today)
