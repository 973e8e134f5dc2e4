"""What every page of an open desk is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.store import ChangeSet
    from ui.forms.keeper import DraftKeeper
    from ui.jobs import DatabaseLane, JobsLane
    from ui.main_window import MainWindow


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

    def close_page(self) -> None:
        """Let go of everything that was read: the desk is locked."""
