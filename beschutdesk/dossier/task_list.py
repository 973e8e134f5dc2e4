"""Jobcarving: the tasks of one person at one employer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from beschutdesk.dossier.audience import COLLEAGUE, EVERYONE, HANDOVER, WORKING
from beschutdesk.dossier.fields import (
    PRINT,
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
)
from beschutdesk.dossier.values import Choices


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


@record("carved_task", "Taak")
@dataclass(eq=False, kw_only=True)
class CarvedTask(Row):
    """A task carved for this person: verb and object, with how and when."""

    name: str = text("Taak", share=WORKING, needed_for={PRINT}, hint="Werkwoord en ding: ‘kassa klaarzetten’.")
    state: TaskState | None = choice("Stand", share=HANDOVER, options=TaskState)
    how: str = prose("Zo gaat het", share=WORKING, hint="De stappen, kort. Dit staat onder de taak in het portfolio.")
    when: str = text("Wanneer", share=WORKING, hint="Dag of tijd: ‘di en do, 8.45’ of ‘als het zo uitkomt’.")
    minutes: Decimal | None = number("Duur", share=WORKING, unit="minuten")
    independence: Independence | None = choice("Hoe zelfstandig", share=WORKING, options=Independence)
    aids: str = text("Hulpmiddel", share=WORKING, hint="Foto, kaart, handschoenen…")
    ask: str = text("Vragen aan", share=WORKING, hint="Wie helpt bij deze taak?")
    own_opinion: Opinion | None = choice("Vindt de kandidaat zelf", share=HANDOVER, options=Opinion)
    supervisor_opinion: Opinion | None = choice("Vindt de begeleider", share=HANDOVER, options=Opinion)
    started_on: date | None = day("Sinds", share=HANDOVER)
    remark: str = prose("Opmerking", share={COLLEAGUE}, hint="Blijft bij jou en een collega-bemiddelaar.")


@record("task_list", "Takenlijst")
@dataclass(eq=False, kw_only=True)
class TaskList(Record):
    """The tasks that go with one placement, in the order in which they are shown."""

    placement: UUID | None = reference("Plaatsing", share=EVERYONE, target="placement")
    tasks: list[CarvedTask] = children("carved_task")
