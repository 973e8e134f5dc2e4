"""The tasks that there are at an employer, before anybody is thought of. Several placements take from one inventory."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beschutdesk.dossier.audience import COLLEAGUE, EMPLOYER, HANDOVER, WORKING
from beschutdesk.dossier.fields import Record, children, day, prose, record, reference, text
from beschutdesk.dossier.task import DEALS, Step, Work


@record("inventory_task", "Taak in de inventaris")
@dataclass(eq=False, kw_only=True)
class InventoryTask(Work):
    """A task that somebody could do, with what it asks."""

    remark: str = prose("Opmerking", share={COLLEAGUE}, hint="Blijft bij jou en een collega-bemiddelaar.")


@record("inventory_step", "Stap van een taak in de inventaris")
@dataclass(eq=False, kw_only=True)
class InventoryStep(Step):
    """A step of a task of the inventory."""

    task: UUID | None = reference("Taak", share=WORKING, target="inventory_task")


@record("task_inventory", "Taakinventaris")
@dataclass(eq=False, kw_only=True)
class TaskInventory(Record):
    """The heap of tasks of an employer or one department of it."""

    employer: UUID | None = reference("Werkgever", share=DEALS, target="employer")
    department: str = text("Afdeling of plek", share=DEALS, hint="Leeg: de hele organisatie.")
    spoken_with: str = text("Besproken met", share=HANDOVER | {EMPLOYER}, hint="Wie weet welk werk er is?")
    made_on: date | None = day("Opgehaald op", share=DEALS)
    notes: str = prose("Aantekeningen", share={COLLEAGUE})
    tasks: list[InventoryTask] = children("inventory_task")
    steps: list[InventoryStep] = children("inventory_step")


ABOUT_TASKS = ("steps",)
"""The lists whose rows say by ``task`` what they are about. They go where that task goes."""
