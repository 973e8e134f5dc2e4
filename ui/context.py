"""What every page of an open desk is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.store import ChangeSet
    from ui.forms.keeper import DraftKeeper
    from ui.jobs import DatabaseLane, JobsLane
    from ui.main_window import MainWindow

Swap = Callable[[str, Callable[..., "Desk"]], None]
"""Lets go of the open desk, does some work that gives another one, and opens that. The words say what is being done."""


def _no_swap(_words: str, _work: Callable[..., Any]) -> None:
    raise RuntimeError("there is no window that can close its desk")


def _no_copy(_words: str) -> None:
    raise RuntimeError("there is no window that clears the clipboard")


class OpensVisit(Protocol):
    """Goes to write in a visit."""

    def __call__(self, key: UUID, /, *, as_planned: bool = False) -> None:
        """Write in it; *as_planned* when it was held at the moment for which it was planned."""
        ...


def _no_visit(_key: UUID, /, *, as_planned: bool = False) -> None:
    raise RuntimeError("there is no window to write a visit in")


@dataclass(slots=True)
class DeskContext:
    """One open desk and the window around it. It goes when the desk is locked.

    Attributes:
        desk: the use cases.
        database: short transactions.
        jobs: long work.
        keeper: keeps drafts.
        window: the main window: toast, busy line, tabs, header.
        announce: to be called after every save with what changed, so that all pages hear of it.
        choose: makes a person the chosen one on all tabs; ``None`` for nobody.
        open_dossier: goes to a person's dossier.
        today: the day of today.
        swap: for work that replaces the vault (restoring, another key): locks, runs the work in the lane of the door,
            with ``report=``, and opens the desk that it returns. What it raises is told on the lock page, and the
            vault stays locked. Nothing is done when what was typed cannot be kept.
        copy: puts a text on the clipboard, which is cleared at a lock.
        open_visit: goes to write in a visit, over the whole window: one that stands open, or begins what was planned.
    """

    desk: "Desk"
    database: "DatabaseLane"
    jobs: "JobsLane"
    keeper: "DraftKeeper"
    window: "MainWindow"
    announce: "Callable[[ChangeSet], None]"
    choose: Callable[[UUID | None], None]
    open_dossier: Callable[[UUID], None]
    today: Callable[[], date] = date.today
    swap: Swap = _no_swap
    copy: Callable[[str], None] = _no_copy
    open_visit: OpensVisit = _no_visit


class DeskPage(Protocol):
    """What a page of the desk may offer; whatever it lacks is not called."""

    def set_candidate(self, key: UUID | None) -> None:
        """Another person was chosen, on whatever tab."""

    def refresh(self, changed: "ChangeSet") -> None:
        """Records were saved, here or elsewhere."""

    def flush(self) -> None:
        """Read what is half typed into the sessions: the page is left or the desk is locked."""

    def undo(self) -> bool:
        """Take the last act back; ``False`` when there is none."""

    def redo(self) -> bool:
        """Do what was undone again; ``False`` when there is nothing."""

    def close_page(self) -> None:
        """Let go of everything that was read: the desk is locked."""
