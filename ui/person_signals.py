"""How many signals there are about the chosen person, for the header; read beside the window, some time later."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from beschutdesk.rules.signals import Severity
from beschutdesk.rules.signals import Signal as RuleSignal
from ui.context import DeskContext
from ui.jobs import LATER
from ui.theme.paint import Tone
from ui.timers import one_shot

_REST_MS: Final = 150
"""After somebody else was chosen: who walks through the list waits for nothing."""


class PersonSignals(QObject):
    """The signals of the placements of one person, without what was done or put off.

    Args:
        context: the open desk.
        parent: goes with it.

    Attributes:
        changed: others than before were read.
    """

    changed = Signal()

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._of: UUID | None = None
        self._found: tuple[RuleSignal, ...] = ()
        self._asked = 0
        self._resting = one_shot(self, self._read, _REST_MS)

    def of(self, key: UUID | None) -> tuple[RuleSignal, ...]:
        """What is known of somebody, the most pressing first. Of somebody else than before it is read first."""
        if key != self._of:
            self._of, self._found = key, ()
            self.again()
        return self._found

    def again(self) -> None:
        """Read again in a moment."""
        self._asked += 1
        if self._of is None:
            self._resting.stop()
        else:
            self._resting.start()

    def let_go(self) -> None:
        """Forget what was read."""
        self._resting.stop()
        self._asked += 1
        self._of, self._found = None, ()

    def _read(self) -> None:
        asked, context = self._asked, self._context

        def done(found: tuple[RuleSignal, ...]) -> None:
            if asked == self._asked and found != self._found:
                self._found = found
                self.changed.emit()

        about, today = context.desk.today.about, context.today()
        context.database.submit(about, self._of, today, done=done, failed=lambda _trouble: None, priority=LATER)


def tone_of(found: tuple[RuleSignal, ...]) -> Tone:
    """How the number looks: by the most pressing one."""
    worst = min((one.severity for one in found), default=Severity.KNOW)
    return "care" if worst is Severity.OVERDUE else "info" if worst is Severity.KNOW else "warn"
