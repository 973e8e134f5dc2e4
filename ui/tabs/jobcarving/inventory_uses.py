"""Who has the tasks of an inventory on the own board, read beside the UI thread."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.services.inventories import Use
from ui.context import DeskContext
from ui.forms.session import EditSession
from ui.jobs import LATER
from ui.timers import one_shot

Found = Mapping[UUID, Sequence[Use]]
"""By task: who took it. Tasks that nobody took are not in it."""


class UsesReader(QObject):
    """Reads once for all that changes at the same time.

    Attributes:
        found: who has the tasks of the inventory that was asked for last.
    """

    found = Signal(object)

    def __init__(self, context: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._session: EditSession | None = None
        self._asked = 0
        self._soon = one_shot(self, self._read)

    def read(self, session: EditSession | None) -> None:
        """Read for this inventory; nobody has the tasks of none, or of one that was never saved."""
        self._session = session
        self._soon.start(0)

    def forget(self) -> None:
        """What is read now is for nobody any more."""
        self._asked += 1
        self._session = None
        self._soon.stop()

    def _read(self) -> None:
        self._asked += 1
        asked, session = self._asked, self._session
        if session is None or session.is_new:
            self.found.emit({})
            return

        def done(found: Found) -> None:
            if asked == self._asked:
                self.found.emit(found)

        self._context.database.submit(self._context.desk.inventories.used_by, session.id, done=done, priority=LATER)
