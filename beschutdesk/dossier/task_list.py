"""Jobcarving: the tasks of one person at one employer, the tries, the package and the plan of the day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import COLLEAGUE, EMPLOYER, EVERYONE, HANDOVER, NOBODY, WORKING
from beschutdesk.dossier.fields import (
    Record,
    Row,
    children,
    choice,
    day,
    number,
    prose,
    record,
    reference,
    text,
    week,
    yes_no,
)
from beschutdesk.dossier.task import DEALS, Sourced, Step, Work
from beschutdesk.dossier.values import Choices, Slot, YesNo


class TaskState(Choices):
    """Where a task stands on the board."""

    IDEA = ("idea", "idee")
    TRYING = ("trying", "uitproberen")
    PACKAGE = ("package", "in het pakket")
    DROPPED = ("dropped", "afgevallen")
    LATER = ("later", "later")


class Independence(Choices):
    """How much help a task takes; on paper three dots with the word."""

    SELF = ("self", "zelf")
    CUE = ("cue", "met seintje")
    TOGETHER = ("together", "samen")


class Opinion(Choices):
    """What someone thinks of a task after doing it."""

    GOOD = ("good", "goed")
    ATTENTION = ("attention", "let op")
    NOT_FIT = ("not_fit", "niet fijn")


class TryoutDecision(Choices):
    """What comes after trying a task."""

    PACKAGE = ("package", "in het pakket")
    AGAIN = ("again", "nog eens proberen")
    LATER = ("later", "later")
    DROPPED = ("dropped", "niet doen")


class PlanKind(Choices):
    """What a block of the day plan is."""

    TASK = ("task", "taak")
    BREAK = ("break", "pauze")
    SUPERVISION = ("supervision", "begeleiding")
    OTHER = ("other", "anders")


@dataclass(eq=False, kw_only=True)
class Tried(Row):
    """One try of one task, with both opinions, wherever it was noted."""

    task: UUID | None = reference("Taak uit de takenlijst", share=NOBODY, target="carved_task")
    own_opinion: Opinion | None = choice("Vindt de werknemer", share=DEALS, options=Opinion)
    own_words: str = text("In eigen woorden", share=DEALS)
    supervisor_opinion: Opinion | None = choice("Vindt de begeleider", share=DEALS, options=Opinion)
    help: Independence | None = choice("Hulp nodig", share=DEALS, options=Independence)
    minutes: Decimal | None = number("Begeleiding", share=DEALS, unit="minuten")
    aid: str = text("Hulpmiddel of aanpassing", share=DEALS)
    decision: TryoutDecision | None = choice("Besluit", share=DEALS, options=TryoutDecision)
    why: str = text("Waarom", share=DEALS)


@record("task_tryout", "Uitgeprobeerd buiten een bezoek")
@dataclass(eq=False, kw_only=True)
class TaskTryout(Tried):
    """A try that was noted on the board. Those of visits stay with the visit and are shown beside it.

    Attributes:
        task: what was tried; nothing else says it here, so whoever reads how it went may read this.
    """

    task: UUID | None = reference("Taak uit de takenlijst", share=DEALS, target="carved_task")
    tried_on: date | None = day("Geprobeerd op", share=DEALS)


@record("carved_task", "Taak")
@dataclass(eq=False, kw_only=True)
class CarvedTask(Sourced, Work):
    """A task carved for this person: how they do it, with whom, and what both think of it.

    Attributes:
        tempo, quality_share, net_time: share of what is usual, in percent; they prepare a measurement of loonwaarde
            (Regeling loonkostensubsidie Participatiewet, annex: tempo, quality and net working time per main task).
    """

    state: TaskState | None = choice("Stand", share=HANDOVER, options=TaskState)
    how: str = prose("Zo gaat het", share=WORKING, hint="De stappen, kort. Dit staat onder de taak in het portfolio.")
    when: str = text("Wanneer", share=WORKING, hint="Dag of tijd: ‘di en do, 8.45’ of ‘als het zo uitkomt’.")
    independence: Independence | None = choice("Hoe zelfstandig", share=WORKING, options=Independence)
    aids: str = text("Hulpmiddel", share=WORKING, hint="Foto, kaart, handschoenen…")
    ask: str = text("Vragen aan", share=WORKING, hint="Wie helpt bij deze taak?")
    own_opinion: Opinion | None = choice("Vindt de kandidaat zelf", share=HANDOVER, options=Opinion)
    supervisor_opinion: Opinion | None = choice("Vindt de begeleider", share=HANDOVER, options=Opinion)
    own_territory: YesNo | None = yes_no("Eigen terrein", share=DEALS, hint="Een stukje werk waar iemand baas over is.")
    tempo: Decimal | None = number("Tempo", share=HANDOVER | {EMPLOYER}, unit="%")
    quality_share: Decimal | None = number("Kwaliteit", share=HANDOVER | {EMPLOYER}, unit="%")
    net_time: Decimal | None = number("Netto werktijd", share=HANDOVER | {EMPLOYER}, unit="%")
    started_on: date | None = day("Sinds", share=HANDOVER)
    remark: str = prose("Opmerking", share={COLLEAGUE}, hint="Blijft bij jou en een collega-bemiddelaar.")


@record("task_step", "Stap")
@dataclass(eq=False, kw_only=True)
class TaskStep(Step):
    """A step of a carved task, as this person does it."""

    task: UUID | None = reference("Taak", share=WORKING, target="carved_task")


@record("plan_part", "Blok in de dagindeling")
@dataclass(eq=False, kw_only=True)
class PlanPart(Row):
    """A block of one day of the week: a task, a break, or a moment with who guides.

    Attributes:
        at: one weekday with its first and last minute.
        task: what is done, in a block of work.
        name: what else it is; empty follows the kind.
        supervisor, backup: who guides, and who when that one is not there; empty follows the terms.
        cover: what it costs in the own day of who guides: which work waits or is done by someone else.
    """

    at: tuple[Slot, ...] = week("Wanneer", share=WORKING)
    kind: PlanKind | None = choice("Wat", share=WORKING, options=PlanKind)
    task: UUID | None = reference("Taak", share=WORKING, target="carved_task")
    name: str = text("Omschrijving", share=WORKING)
    supervisor: UUID | None = reference("Met wie", share=WORKING, target="supervisor")
    backup: UUID | None = reference("Anders met", share=WORKING, target="supervisor")
    cover: str = text("Wat blijft dan liggen, of wie neemt het over", share=DEALS)


@record("task_list", "Takenlijst")
@dataclass(eq=False, kw_only=True)
class TaskList(Record):
    """The tasks that go with one placement, in the order in which they are shown, with what was tried and planned.

    Attributes:
        agreed_on: the day on which the package was agreed: loonwaarde before it and after it are laid side by side.
    """

    placement: UUID | None = reference("Plaatsing", share=EVERYONE, target="placement")
    agreed_on: date | None = day("Pakket afgesproken op", share=DEALS)
    grows_to: str = prose("Waar groeien we naartoe", share=DEALS, hint="De volgende kleine stap, en wanneer.")
    tasks: list[CarvedTask] = children("carved_task")
    steps: list[TaskStep] = children("task_step")
    tryouts: list[TaskTryout] = children("task_tryout")
    plan: list[PlanPart] = children("plan_part")


ABOUT_TASKS = ("steps", "tryouts", "plan")
"""The lists whose rows say by ``task`` what they are about. They go where that task goes."""
