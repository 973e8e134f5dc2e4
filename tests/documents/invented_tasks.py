"""An invented task list for the document tests: Thijs at the gardeners'. Nobody in it exists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from beschutdesk.documents.task_views import TaskViews
from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import Kind, Record, shape_of
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.task import DayPart, Frequency
from beschutdesk.dossier.task_list import CarvedTask, Independence, PlanKind, PlanPart, TaskList, TaskState, TaskStep
from beschutdesk.dossier.values import Attachment, Slot, YesNo
from tests.documents import invented

TODAY = invented.TODAY


@dataclass
class Carved:
    """All records behind the papers of jobcarving."""

    dossier: invented.Dossier = field(default_factory=invented.empty)
    tasks: TaskList = field(default_factory=TaskList)
    photos: dict[str, bytes] = field(default_factory=dict)
    whole: bool = False
    weekdays: tuple[int, ...] = ()

    @property
    def records(self) -> dict[UUID, Record]:
        """What references may lead to."""
        rows = [*self.tasks.tasks, *self.tasks.steps, *self.tasks.plan]
        return {**self.dossier.records, self.tasks.id: self.tasks, **{row.id: row for row in rows}}

    def views(self, audience: Audience, number: int = 1) -> TaskViews:
        """What a builder gets."""
        glass = Glass(audience, self.records)
        return TaskViews(
            audience=audience,
            task_list=glass.see(self.tasks),
            placement=glass.see(self.dossier.placement),
            caseworker=glass.see(self.dossier.caseworker),
            number=number,
            issued_on=TODAY,
            photos=self.photos,
            whole=self.whole,
            weekdays=self.weekdays,
        )


def empty() -> Carved:
    """Nothing but a name."""
    return Carved()


def full() -> Carved:
    """A package of six tasks with a plan of three days."""
    dossier = invented.full()
    anneke, youssef = dossier.employer.supervisors
    tasks = _tasks()
    plan = [part for day in range(3) for part in _day(day, tasks, anneke.id, youssef.id)]
    return Carved(
        dossier,
        TaskList(
            placement=dossier.placement.id,
            grows_to="In het voorjaar de kleine maaier, eerst samen met Youssef op het achterveld.",
            tasks=tasks,
            steps=_steps(tasks),
            plan=plan,
        ),
    )


def instruction(*, photo: bool = True) -> Carved:
    """One task with its steps, two of them with a photo."""
    made = full()
    first = made.tasks.tasks[1]
    made.tasks.tasks = [first]
    made.tasks.steps = [one for one in made.tasks.steps if one.task == first.id]
    if photo:
        for number in (0, 2):
            picture = invented.photo() if number else invented.picture_of("bladkorf")
            mark = sha256(picture).hexdigest()
            made.photos[mark] = picture
            made.tasks.steps[number].photo = Attachment(mark, "stap.jpg", "image/jpeg", len(picture))
    return made


def busy() -> Carved:
    """A day with more in it than fits on one sheet."""
    made = full()
    tasks = made.tasks.tasks
    made.tasks.plan = [
        _block(0, (8 + number // 3, 20 * (number % 3)), (8 + number // 3, 20 * (number % 3) + 19), tasks[number % 6])
        for number in range(26)
    ]
    return made


def worded(text: Callable[[str], str]) -> Carved:
    """The full one with this text in every field that holds text."""
    made = full()
    roots = (made.dossier.candidate, made.dossier.employer, made.dossier.placement, made.dossier.caseworker, made.tasks)
    for record in roots:
        _fill(record, text)
    return made


def _fill(record: Record, text: Callable[[str], str]) -> None:
    shape = shape_of(record)
    for name, spec in shape.specs.items():
        if spec.kind in (Kind.TEXT, Kind.PROSE) and name not in ("taken_from", "pictogram"):
            setattr(record, name, text(name))
    for name in shape.children:
        for row in getattr(record, name):
            _fill(row, text)


def _tasks() -> list[CarvedTask]:
    return [
        CarvedTask(
            name="Gereedschap klaarzetten",
            minutes=Decimal(30),
            frequency=Frequency.DAY,
            day_part=DayPart.START,
            place="Loods",
            done_by="Voorman",
            freed_for="Klanten bellen over de planning van de dag.",
            independence=Independence.SELF,
            state=TaskState.PACKAGE,
            pictogram="toolbox",
        ),
        CarvedTask(
            name="Blad harken",
            minutes=Decimal(90),
            frequency=Frequency.DAY,
            place="Wijk Noord, langs de paden",
            tools="Bladhark, kruiwagen, bladkorf",
            clothing="Werkschoenen, handschoenen, hes",
            aids="Kaart met de paden van vandaag",
            safety="Langs de weg altijd een hes aan. Blijf op de stoep.",
            quality="Het pad is schoon.\n- Er ligt geen blad meer op het pad.\n- De korf is leeg.",
            done_by="Hovenier",
            freed_for="Snoeiwerk dat nu wordt uitbesteed.",
            independence=Independence.CUE,
            ask="Youssef",
            state=TaskState.PACKAGE,
            pictogram="leaf",
        ),
        CarvedTask(
            name="Kantine vegen",
            minutes=Decimal(20),
            frequency=Frequency.WEEK,
            times=Decimal(3),
            place="Kantine",
            done_by="hovenier",
            state=TaskState.PACKAGE,
            pictogram="broom",
        ),
        CarvedTask(
            name="Potten vullen en wegzetten",
            minutes=Decimal(60),
            frequency=Frequency.DAY,
            place="Kas",
            done_by="Niemand",
            left_lying=YesNo.YES,
            freed_for="Minder potten weggooien.",
            state=TaskState.PACKAGE,
            pictogram="plant-pot",
        ),
        CarvedTask(
            name="Bus schoonspuiten",
            minutes=Decimal(45),
            frequency=Frequency.SOMETIMES,
            place="Wasplaats",
            done_by="Wie tijd heeft",
            left_lying=YesNo.YES,
            state=TaskState.PACKAGE,
            pictogram="droplets",
        ),
        CarvedTask(name="Gereedschap opruimen", minutes=Decimal(20), frequency=Frequency.DAY, pictogram="archive"),
    ]


def _steps(tasks: Sequence[CarvedTask]) -> list[TaskStep]:
    words = {
        0: (
            ("Pak de lijst van het bord", "", "list-checks"),
            ("Leg alles van de lijst in de bus", "De schoffels eerst.", "van"),
            ("Tel na of het klopt", "", "tally-5"),
        ),
        1: (
            ("Trek je hes en handschoenen aan", "", "own-glove"),
            ("Hark het blad op een hoop", "Begin achteraan en werk naar de bus toe.", "leaf"),
            ("Schep de hoop in de bladkorf", "", "shovel"),
            ("Breng de korf naar de bus", "Te zwaar? Vraag Youssef.", "truck"),
            ("Kijk of het pad schoon is", "", "eye"),
        ),
        3: (("Vul de pot tot de rand", "", "plant-pot"), ("Zet tien potten op een plank", "", "")),
        5: (("Spuit het gereedschap af", "", "droplets"), ("Hang alles op zijn plek", "", "toolbox")),
    }
    return [
        TaskStep(task=tasks[number].id, words=said, mind=mind, pictogram=picture)
        for number, rows in words.items()
        for said, mind, picture in rows
    ]


def _block(
    day: int, start: tuple[int, int], end: tuple[int, int], task: CarvedTask | None = None, **more: Any
) -> PlanPart:
    kind = PlanKind.TASK if task is not None else PlanKind.BREAK
    values: dict[str, Any] = {"kind": kind, "task": task.id if task is not None else None} | more
    return PlanPart(at=(Slot(day, time(*start), time(*end)),), **values)


def _day(day: int, tasks: Sequence[CarvedTask], anneke: UUID, youssef: UUID) -> list[PlanPart]:
    guiding: dict[str, Any] = {"kind": PlanKind.SUPERVISION, "supervisor": anneke, "backup": youssef}
    extra = {0: tasks[2], 1: tasks[4], 2: tasks[2]}[day]
    return [
        _block(
            day,
            (8, 30),
            (8, 45),
            name="Planning doornemen",
            cover="De ploeg start een kwartier zonder haar.",
            **guiding,
        ),
        _block(day, (8, 45), (9, 15), tasks[0]),
        _block(day, (9, 15), (10, 15), tasks[1]),
        _block(day, (10, 15), (10, 30), name="Koffie"),
        _block(day, (10, 30), (12, 30), tasks[3]),
        _block(day, (12, 30), (13, 0)),
        _block(day, (13, 0), (14, 0), extra),
        _block(day, (14, 0), (14, 20), tasks[5]),
    ]
