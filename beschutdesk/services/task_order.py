"""An order for a paper of jobcarving: copies of what it draws from, seen as its reader sees them.

Of people and places only that is taken along which these papers can say: what is not there cannot leak.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from beschutdesk.documents.day_look import Look
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.candidate import Candidate
from beschutdesk.dossier.caseworker import Caseworker
from beschutdesk.dossier.codec import copy
from beschutdesk.dossier.employer import Employer, Supervisor
from beschutdesk.dossier.fields import Record, shape_of
from beschutdesk.dossier.issued_document import DocumentKind
from beschutdesk.dossier.placement import Placement, Terms
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.task_list import ABOUT_TASKS, PlanPart, TaskList

if TYPE_CHECKING:
    from beschutdesk.documents.task_views import TaskViews


@dataclass(frozen=True, slots=True)
class TaskAsked:
    """What is asked of a paper.

    Attributes:
        task: for a work instruction: id of the task.
        whole: for a task list: also what is still an idea or being tried.
        look: for a day plan: what a step is.
        weekdays: for a day plan: only these days, 0 is Monday; all when empty.
    """

    task: UUID | None = None
    whole: bool = False
    look: Look = Look.LINES
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskOrder:
    """One paper for one reader.

    Attributes:
        kind, audience: which paper, for whom.
        candidate, placement: ids.
        number: of the version.
        task: of a work instruction: of which task it is.
        issued_on: the date on it.
        look: of a day plan: what a step is.
        whole: whether possible tasks are in it too, and not the package alone.
        weekdays: of a day plan: which days; all that are planned when empty.
    """

    kind: DocumentKind
    audience: Audience
    candidate: UUID
    placement: UUID
    number: int
    task: UUID | None
    issued_on: date
    look: Look
    whole: bool
    weekdays: tuple[int, ...]
    _tasks: TaskList
    _place: Placement
    _caseworker: Caseworker
    _around: tuple[Record, ...]
    _photos: Mapping[str, bytes] = field(default_factory=dict)
    opted: bool = False

    def views(self) -> "TaskViews":
        """What a builder gets."""
        from beschutdesk.documents.task_views import TaskViews

        roots = (self._tasks, self._place, *self._around)
        known: dict[UUID, Record] = {one.id: one for one in roots}
        for one in roots:
            for name in shape_of(one).children:
                known |= {row.id: row for row in getattr(one, name)}
        glass = Glass(self.audience, known)
        return TaskViews(
            audience=self.audience,
            task_list=glass.see(self._tasks),
            placement=glass.see(self._place),
            caseworker=glass.see(self._caseworker),
            number=self.number,
            issued_on=self.issued_on,
            photos=self._photos,
            whole=self.whole,
            weekdays=self.weekdays,
        )

    @property
    def records(self) -> tuple[Record, ...]:
        """All that it draws from."""
        return (self._tasks, self._place, *self._around)


def chosen(whole: TaskList, tasks: Collection[UUID], *, alone: bool = False) -> TaskList:
    """A copy of a task list with nothing but these tasks, their steps and the plan; no tries.

    Args:
        whole: the task list.
        tasks: ids of the tasks.
        alone: of the plan only what is about these tasks. Otherwise a block with another one stays, as work of which
            nothing is said: the day has to be whole.
    """
    left: TaskList = copy(whole)
    left.tasks = [one for one in left.tasks if one.id in tasks]
    for name in ABOUT_TASKS:
        rows = getattr(left, name)
        setattr(left, name, [one for one in rows if one.task in tasks or (name == "plan" and not alone)])
    left.tryouts = []
    return left


def told(kind: DocumentKind, whole: TaskList, tasks: Collection[UUID]) -> TaskList:
    """As :func:`chosen`, with no more of the list itself and of its plan than this paper speaks of."""
    left = chosen(whole, tasks, alone=kind is DocumentKind.WORK_INSTRUCTION)
    left.agreed_on = None
    if kind is not DocumentKind.TASK_LIST:
        left.grows_to = ""
    if kind is DocumentKind.WORK_INSTRUCTION:  # it says when its task is done, and nothing else of the plan
        left.plan = [
            PlanPart(id=one.id, at=one.at, kind=one.kind, task=one.task, readers=one.readers) for one in left.plan
        ]
    return left


def bare(
    kind: DocumentKind, person: Candidate, place: Placement, house: Employer | None
) -> tuple[Placement, tuple[Record, ...]]:
    """A placement with who and where, as far as this paper speaks of them: hours and full names are in the list."""
    listed = kind is DocumentKind.TASK_LIST
    spot = Placement(
        id=place.id,
        candidate=place.candidate,
        employer=place.employer,
        job_title=place.job_title if listed else "",
        department=place.department if listed else "",
        terms=[_bare(one, listed=listed) for one in place.terms],
    )
    family = person.family_name if listed else ""
    around: list[Record] = [Candidate(id=person.id, name_used=person.name_used, family_name=family)]
    if house is not None:
        guides = [
            Supervisor(id=one.id, name=one.name, role=one.role, backup=one.backup, readers=one.readers)
            for one in house.supervisors
        ]
        around.append(Employer(id=house.id, name=house.name, supervisors=guides))
    return spot, tuple(around)


def _bare(one: Terms, *, listed: bool) -> Terms:
    """Since when, and who guides; hours and days too where they are reckoned with."""
    return Terms(
        id=one.id,
        valid_from=one.valid_from,
        hours=one.hours if listed else None,
        days=one.days if listed else (),
        supervisor=one.supervisor,
        backup=one.backup,
        readers=one.readers,
    )
