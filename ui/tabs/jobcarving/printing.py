"""The papers of jobcarving, from the view in front."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.context import DeskContext
from ui.tabs.jobcarving.tasks import OpenTasks
from ui.tabs.jobcarving.views import BOARD, PLAN


def open_papers(context: DeskContext, tasks: OpenTasks, view: str, task: UUID | None, parent: QWidget) -> None:
    """Print the task list, the day plan or a work instruction, with what is not saved yet.

    Args:
        context: the open desk.
        tasks: what is open.
        view: which view is in front.
        task: the task that is being filled in on the board.
        parent: the page.
    """
    if tasks.placement is None:
        return
    from ui.dialogs.task_print import open_task_print

    task = task if view == BOARD else None
    paper = "work_instruction" if task is not None else "day_plan" if view == PLAN else "task_list"
    open_task_print(context, tasks.placement.id, parent, paper=paper, task=task, typed=tasks.record())
