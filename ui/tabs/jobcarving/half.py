"""Lines that are typed and not entered yet: a draft like all that is typed, so that a program that ends loses none.

They stand with the list that they are for, as text that is no value yet, and are never saved.
"""

from typing import Final
from uuid import UUID

from ui.forms.session import EditSession

HALF_MS: Final = 300
"""From the oldest key that is not kept; with the delay of a draft it is on disk within a second."""
_NO_TASK_YET: Final = "De regel die je typt is nog geen taak. Druk daar op Enter."
_TASKS: Final = "tasks"
_STEPS: Final = "steps"


def keep_half(session: EditSession | None, words: str) -> None:
    """Keep the next task as far as it is typed; nothing is not kept."""
    _keep(session, _TASKS, words)


def half_of(session: EditSession | None) -> str:
    """The next task as far as it was typed."""
    return (session.raw(_TASKS) or "") if session is not None else ""


def still_half(session: EditSession | None) -> str:
    """Said after a save, behind other words, while a line is typed that is no task yet; else nothing."""
    return f" {_NO_TASK_YET}" if half_of(session) else ""


def keep_half_step(session: EditSession | None, task: UUID | None, words: str) -> None:
    """Keep the next step of a task as far as it is typed."""
    _keep(session, _STEPS, f"{task} {words}" if task is not None and words.strip() else "")


def enter_half_step(session: EditSession) -> None:
    """A step that was being typed when the program ended becomes a step, for its task may not be opened again."""
    task, _, words = (session.raw(_STEPS) or "").partition(" ")
    if words and task in session.plain(_TASKS):
        session.add_row(_STEPS, {"words": words, "task": UUID(task)})
    session.drop_raw(_STEPS)


def _keep(session: EditSession | None, path: str, words: str) -> None:
    if session is not None and words.strip():
        session.set_raw(path, words)
    elif session is not None:
        session.drop_raw(path)
