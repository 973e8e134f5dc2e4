"""Two views of one record are the same, so that a step finds its task without an identifier."""

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.seen_by import Glass
from beschutdesk.dossier.task_list import CarvedTask, TaskStep


def test_views_of_one_record_are_equal_and_of_two_are_not() -> None:
    one, other = CarvedTask(name="Vegen"), CarvedTask(name="Vegen")
    step = TaskStep(task=one.id, words="Pak de bezem")
    glass = Glass(Audience.FLOOR, {row.id: row for row in (one, other, step)})
    assert glass.see(step).task == glass.see(one)
    assert glass.see(step).task != glass.see(other)
    assert glass.see(step).task != "Vegen"
    assert len({glass.see(one), glass.see(one), glass.see(other)}) == 2


def test_a_step_whose_task_is_closed_names_none() -> None:
    task = CarvedTask(name="Vegen", readers=(Audience.COLLEAGUE,))
    step = TaskStep(task=task.id)
    records = {row.id: row for row in (task, step)}
    assert Glass(Audience.FLOOR, records).see(step).task is None
    assert Glass(Audience.COLLEAGUE, records).see(step).task is not None
