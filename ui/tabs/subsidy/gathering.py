"""Everything around the open application, read in the lane: amount, checks, state, terms, proposals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.jobs import LATER, Job
from ui.locking import note_fault
from ui.tabs.subsidy.opened import OpenSubsidy
from ui.timers import one_shot

if TYPE_CHECKING:
    from beschutdesk.dossier.supervision_subsidy import SupervisionSubsidy
    from beschutdesk.services.desk import Desk
    from beschutdesk.services.subsidies import Difference, Gathered

_REST_MS: Final = 300
"""A change is counted with after this long; who types on is counted with again, and waits for nothing."""


@dataclass(frozen=True, slots=True)
class Around:
    """What was read.

    Attributes:
        gathered: the application with all around it.
        differences: with the application of the period before, when there is one.
    """

    gathered: "Gathered"
    differences: "Sequence[Difference]" = ()


def read(desk: "Desk", key: UUID, today: date, edited: "SupervisionSubsidy") -> Around:
    """Read it, with what is typed; belongs in the database lane."""
    found = desk.subsidies.gather(key, today, edited)
    return Around(found, desk.subsidies.differences(key) if edited.renews is not None else ())


class Gatherer(QObject):
    """Reads it again after each change.

    Args:
        context: the open desk.
        dossier: what is open.
        parent: whoever owns it.

    Attributes:
        arrived: it was read, or let go of: see :attr:`found`.
        found: what was read last of what is open now.
    """

    arrived = Signal()

    def __init__(self, context: DeskContext, dossier: OpenSubsidy, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._dossier = context, dossier
        self._asked = 0
        self._job: Job | None = None
        self._timer = one_shot(self, self.now, _REST_MS)
        self.found: Around | None = None

    @property
    def waits(self) -> bool:
        """Whether something newer is on its way."""
        return self._timer.isActive() or self._job is not None

    def soon(self) -> None:
        """Something was typed. Typing on does not postpone it."""
        if not self._timer.isActive():
            self._timer.start()

    def now(self) -> None:
        """Read it again."""
        self._stop()
        asked, session = self._asked, self._dossier.main
        if session is None:
            self._take(None)
            return
        if self.found is not None and self.found.gathered.application.id != session.id:
            self._take(None)

        def done(found: Around) -> None:
            if asked == self._asked:
                self._job = None
                self._take(found)

        def failed(trouble: Trouble) -> None:
            if asked == self._asked:
                self._job = None
                note_fault(trouble)

        work: tuple[Any, ...] = (self._context.desk, session.id, self._context.today(), session.build())
        self._job = self._context.database.submit(read, *work, done=done, failed=failed, priority=LATER)

    def _take(self, found: Around | None) -> None:
        self.found = found
        self.arrived.emit()

    def _stop(self) -> None:
        self._timer.stop()
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def let_go(self) -> None:
        """Hold nothing any more, and take nothing in."""
        self._stop()
        self._take(None)
