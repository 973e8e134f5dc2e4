"""A task that goes from one place to another: what goes along, and what stays where it was."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from typing import Any, Final, TypeVar
from uuid import UUID

from beschutdesk.dossier.task import Step, Work
from beschutdesk.dossier.task_inventory import InventoryStep, InventoryTask
from beschutdesk.dossier.task_list import CarvedTask, TaskState, TaskStep
from beschutdesk.rules.folding import words

WORK: Final = tuple(field.name for field in fields(Work) if field.name in Work.__annotations__)
"""What a task is, by attribute, wherever it stands."""
STEP: Final = tuple(field.name for field in fields(Step) if field.name in Step.__annotations__)
"""What a step is, by attribute."""
THEIRS: Final = ("place", "done_by", "left_lying", "freed_for")
"""What says something of the people and the building of one employer: no other employer gets it."""
OF_ONE = ("photo", "mind")
"""What a step says for one person: a photo may show them, and what to mind is often about them."""
_KEY: Final = "pictogram"
_StepOf = TypeVar("_StepOf", InventoryStep, TaskStep)


def carved(task: InventoryTask) -> CarvedTask:
    """A task of an inventory as an idea for one person."""
    return CarvedTask(**_values(task, WORK), readers=task.readers, state=TaskState.IDEA, taken_from=str(task.id))


def offered(task: CarvedTask, names: Iterable[str] = ()) -> InventoryTask:
    """A task of one person as anybody could do it: without how it goes, with what help and what anybody thinks.

    Args:
        task: what to copy.
        names: of the person; a text with one of them in it stays behind, but for the name of the task.
    """
    values, closed = _values(task, WORK), tuple(names)
    for name, value in values.items():
        if isinstance(value, str) and name not in ("name", _KEY) and is_named(value, closed):
            values[name] = ""
    return InventoryTask(**values, readers=task.readers)


def is_named(text: str, names: Iterable[str]) -> bool:
    """Whether one of these names stands in a text as a whole word, or as *Sems*."""
    within = f" {words(text)} "
    return any(f" {name} " in within or f" {name}s " in within for one in names if (name := words(one)))


def again(task: InventoryTask, *, elsewhere: bool) -> InventoryTask:
    """A task for another inventory.

    Args:
        task: what to copy.
        elsewhere: it is of another employer: :data:`THEIRS` and the remark stay behind.
    """
    names = [name for name in WORK if not (elsewhere and name in THEIRS)]
    return InventoryTask(**_values(task, names), readers=task.readers, remark="" if elsewhere else task.remark)


def by_task(steps: Iterable[_StepOf]) -> dict[UUID, list[_StepOf]]:
    """Steps by the task that they are about, each in their order; those about none are left out."""
    found: dict[UUID, list[_StepOf]] = {}
    for step in steps:
        if step.task is not None:
            found.setdefault(step.task, []).append(step)
    return found


def carved_steps(steps: Iterable[InventoryStep], goal: UUID) -> list[TaskStep]:
    """The steps of a task of an inventory, for the task that was made of it."""
    return [TaskStep(**_values(step, STEP), readers=step.readers, task=goal) for step in steps]


def offered_steps(
    steps: Iterable[InventoryStep | TaskStep], goal: UUID, *, without: Collection[str] = (), names: Iterable[str] = ()
) -> list[InventoryStep]:
    """The steps of a task for an inventory.

    Args:
        steps: of that task.
        goal: the task that was made of it.
        without: fields that stay behind: a photo of another employer, or :data:`OF_ONE`.
        names: of the person whose steps they are; a step that says one stays behind.
    """
    kept, closed = [name for name in STEP if name not in without], tuple(names)
    return [
        InventoryStep(**_values(step, kept), readers=step.readers, task=goal)
        for step in steps
        if not is_named(step.words, closed)
    ]


def _values(row: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
