"""What the papers of jobcarving are made of: views for one reader, and what is reckoned through them.

Which tasks are on a paper is chosen before the views are made; a task that was not chosen is in no view.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

from beschutdesk.documents.leaving import FOR, READERS, safe_name
from beschutdesk.documents.parts import Parts
from beschutdesk.documents.tagged.metadata import Metadata
from beschutdesk.documents.wording import clock, long_date, sentence
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.seen_by import SeenBy
from beschutdesk.dossier.task_list import PlanKind
from beschutdesk.dossier.values import Slot
from beschutdesk.rules.day_plan import Block, kind_of, minute_of, stretch_of, sums
from beschutdesk.rules.package import in_week
from beschutdesk.rules.task_time import working_days
from beschutdesk.rules.time import in_force

NAMELESS: Final = "(taak zonder naam)"
_FOOTER_NAME: Final = 40  # letters: beside it stand the version and the day, which must never be cut
_GUIDED: Final = "Begeleiding"
_OTHERWISE: Final = {PlanKind.BREAK: "Pauze", PlanKind.SUPERVISION: _GUIDED, PlanKind.OTHER: "Iets anders"}
_PICTURES: Final = {PlanKind.BREAK: "coffee", PlanKind.SUPERVISION: "users-round", PlanKind.OTHER: "calendar-days"}


class Time(NamedTuple):
    """What a task takes of a week.

    Attributes:
        weekly: minutes a week; ``None`` when it cannot be reckoned.
        main: whether it counts as a main task; ``None`` when that cannot be said.
    """

    weekly: Decimal | None
    main: bool | None


class Planned(NamedTuple):
    """A block of the day plan on one day.

    Attributes:
        slot: its day and times.
        part: the row.
        guides: who guides, and who when that one is not there; empty names for nobody.
    """

    slot: Slot
    part: SeenBy
    guides: tuple[str, str] = ("", "")

    @property
    def kind(self) -> PlanKind | None:
        """What it is; a block with a task is a task."""
        found: PlanKind | None = self.part.kind
        return PlanKind.TASK if found is None and self.part.task is not None else found

    @property
    def title(self) -> str:
        """What it is called."""
        task = self.part.task
        own = str(self.part.name).strip()
        words = own or _OTHERWISE.get(self.kind or PlanKind.OTHER, "Werk")
        if task is not None and self.kind is PlanKind.TASK:
            words = str(task.name).strip() or own or NAMELESS
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def picture(self) -> str:
        """Key of the pictogram that stands beside it; empty for none."""
        task = self.part.task
        own = str(task.pictogram).strip() if task is not None else ""
        return own or _PICTURES.get(self.kind or PlanKind.TASK, "")

    @property
    def times(self) -> str:
        """``8.30 – 9.15``, or as much of it as is known."""
        known = [clock(at) for at in (self.slot.start, self.slot.end) if at is not None]
        return " – ".join(known)

    @property
    def helper(self) -> str:
        """``Anneke, anders Youssef``; empty for nobody in particular."""
        first, second = self.guides
        if first and second and second != first:
            return f"{first}, anders {second}"
        return first or second


@dataclass(frozen=True, slots=True)
class TaskViews:
    """All that a paper of jobcarving is made of.

    Attributes:
        audience: whose eyes the views are.
        task_list: the tasks that are printed, with their steps and the plan.
        placement: to which they belong, with candidate and employer behind it.
        caseworker: who made it.
        number: of the version.
        issued_on: the day it is made.
        photos: cleaned pictures by the mark of the file; only of what this reader may see is anything used.
        whole: whether these are possible tasks too, and not the package alone.
        weekdays: which days are printed, 0 is Monday; all that are planned when empty.
    """

    audience: Audience
    task_list: SeenBy
    placement: SeenBy
    caseworker: SeenBy
    number: int
    issued_on: date
    photos: Mapping[str, bytes] = field(default_factory=dict)
    whole: bool = False
    weekdays: tuple[int, ...] = ()

    @property
    def tasks(self) -> Sequence[SeenBy]:
        """In the order of the list."""
        found: Sequence[SeenBy] = self.task_list.tasks
        return found

    @property
    def called(self) -> str:
        """What the worker is called."""
        person = self.placement.candidate
        return str(person.name_used).strip() if person is not None else ""

    @property
    def name(self) -> str:
        """The name of the worker, as far as these readers may know."""
        person = self.placement.candidate
        family = str(person.family_name).strip() if person is not None else ""
        return " ".join(part for part in (self.called, family) if part)

    @property
    def workplace(self) -> str:
        """Name of the employer."""
        house = self.placement.employer
        return str(house.name).strip() if house is not None else ""

    @property
    def job(self) -> str:
        """Job and employer, for under a name."""
        return " · ".join(part for part in (str(self.placement.job_title).strip(), self.workplace) if part)

    @property
    def terms(self) -> SeenBy | None:
        """What was agreed on hours and supervision, as it holds on the day it is made."""
        found: SeenBy | None = in_force(self.placement.terms, self.issued_on)
        return found

    @property
    def days(self) -> int:
        """Working days a week; 0 when nobody knows."""
        return working_days(_any(self.terms), _blocks(self.task_list.plan))

    def steps(self, task: SeenBy) -> list[SeenBy]:
        """The steps of a task, in order."""
        return [one for one in self.task_list.steps if one.task == task]

    def time(self, task: SeenBy) -> Time:
        """What a task takes, as this reader may reckon it; of what cannot be reckoned, as it is planned."""
        terms = self.terms
        planned = sums(_blocks(part for part in self.task_list.plan if part.task == task)).task(None)
        found = in_week(_any(task), planned, self.days, terms.hours if terms is not None else None)
        return Time(found.weekly, found.main)

    def slots(self, task: SeenBy) -> list[Slot]:
        """When a task is done in the week."""
        return [slot for part in self.task_list.plan if part.task == task and _is_task(part) for slot in part.at]

    def planned(self, weekday: int) -> list[Planned]:
        """The blocks of a day, the earliest first; those of one time in the order of the list."""
        found = [
            Planned(slot, part, self._guides(part))
            for part in self.task_list.plan
            for slot in part.at
            if slot.weekday == weekday
        ]
        return sorted(found, key=lambda one: (one.slot.start or time.min, one.slot.end or time.max))

    @property
    def planned_days(self) -> list[int]:
        """The days to print, in order."""
        known = sorted({slot.weekday for part in self.task_list.plan for slot in part.at})
        return [day for day in known if day in self.weekdays] if self.weekdays else known

    def _guides(self, part: SeenBy) -> tuple[str, str]:
        """Who guides in a block, and who steps in, as :func:`beschutdesk.rules.plan_people.guides` says it.

        In a task only who is named there: it is no moment of supervision.
        """
        first: SeenBy | None = part.supervisor
        named: list[SeenBy | None] = [part.backup]
        if part.kind is PlanKind.SUPERVISION:
            terms, chosen = self.terms, part.supervisor
            agreed, agreed_backup = (terms.supervisor, terms.backup) if terms is not None else (None, None)
            first = chosen or agreed
            own = first.backup if first is not None else None
            named += [agreed_backup, own] if chosen in (None, agreed) else [own, agreed_backup]
        second = next((one for one in named if one is not None and one != first), None)
        return _name(first), _name(second)


def _name(view: SeenBy | None) -> str:
    return str(view.name).strip() if view is not None else ""


def _blocks(plan: Iterable[SeenBy]) -> Iterator[Block]:
    """The rows of a plan as a rule reckons with them: when, and what kind; views have no identifiers."""
    for number, part in enumerate(plan):
        if (slot := stretch_of(part.at)) is not None:
            kind = kind_of(part.kind, part.task)
            yield Block(UUID(int=number), slot.weekday, minute_of(slot.start), minute_of(slot.end), kind)


def _is_task(part: SeenBy) -> bool:
    return part.kind in (PlanKind.TASK, None)


def _any(view: SeenBy | None) -> Any:
    """A view, for a rule that is written for records: it has the same names."""
    return view


def readers_of(views: TaskViews) -> str:
    """The line at the top of every page: who may read it."""
    return READERS.get(views.audience, f"Alleen voor {views.called or 'jou'}")


def made_by(views: TaskViews) -> tuple[str, list[str]]:
    """The fact *Dit document*."""
    who = sentence(str(views.caseworker.name), str(views.caseworker.role))
    return "Dit document", [f"versie {views.number}", long_date(views.issued_on), who]


def facts_of(parts: Parts, views: TaskViews, kind: str, about: str, subject: str, keywords: str) -> Metadata:
    """Title and so on of a file.

    Args:
        parts: for its titles.
        views: of the paper.
        kind: *Takenlijst*.
        about: whom or what it is of.
        subject: what it is for.
        keywords: besides the kind.
    """
    return Metadata(
        title=f"{kind} {parts.title(about, 60)}".strip(),
        author=parts.title(sentence(str(views.caseworker.name), str(views.caseworker.role))) or "BeschutDesk",
        subject=f"{parts.title(subject)}. Versie {views.number}, {FOR[views.audience]}",
        keywords=f"{kind.lower()}; {keywords}",
        issued_on=views.issued_on,
    )


def footer_of(parts: Parts, views: TaskViews, kind: str, about: str) -> str:
    """``Takenlijst Thijs  ·  versie 2  ·  21 november 2026``."""
    short = parts.title(about, _FOOTER_NAME)
    return f"{f'{kind} {short}'.strip()}  ·  versie {views.number}  ·  {long_date(views.issued_on)}"


def named(views: TaskViews, kind: str, about: str) -> str:
    """``Takenlijst Thijs Bos, versie 2, voor de werkgever.pdf``: a name every system accepts."""
    parts = [safe_name(f"{kind} {about}", kind), f"versie {views.number}", FOR[views.audience]]
    return ", ".join(parts) + ".pdf"
