"""What only the vault knows of the open placement, read beside the window: its signals, what is missing, the numbers.

Visits, documents and other people's placements are not on the screen. They are read some time after another placement
was opened, and again after every save; what the rules can tell from the screen alone does not wait for it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.rules.figures import Figures, standard
from beschutdesk.rules.signals import Signal as RuleSignal
from beschutdesk.rules.signals.gaps import Missing
from beschutdesk.services.today import Day
from ui.context import DeskContext
from ui.jobs import LATER

_REST_MS: Final = 150
"""After another one was opened: who walks through the list waits for nothing."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read.

    Attributes:
        placement: of which placement; ``None`` when only the numbers were asked for.
        signals: of that placement, as it was saved.
        gaps: what is missing in it, as it was saved.
        figures: the numbers that count in the gemeente of its candidate.
    """

    placement: UUID | None
    signals: tuple[RuleSignal, ...]
    gaps: tuple[Missing, ...]
    figures: Figures


class PlacementReader(QWidget):
    """Reads for one page, and only while that can be seen. It is a part of the page without anything to see itself.

    Args:
        context: the open desk.
        page: the page that shows the placement.

    Attributes:
        arrived: something was read: a :class:`Read`.
    """

    arrived = Signal(object)

    def __init__(self, context: DeskContext, page: QWidget) -> None:
        super().__init__(page)
        self.hide()
        self._context, self._page = context, page
        self._of: UUID | None = None
        self._municipality = ""
        self._figures: dict[str, Figures] = {}
        self._stale = False
        self._asked = 0
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._read)

    def figures_of(self, municipality: str) -> Figures:
        """The numbers of a gemeente as they were last read; those of the program when they were not.

        A gemeente of somebody whom one saw before is known at once, so that nothing jumps a moment later.
        """
        return self._figures.get(municipality) or standard()

    def read_of(self, placement: UUID | None, municipality: str) -> None:
        """Another person, placement or gemeente is open."""
        if (placement, municipality) != (self._of, self._municipality):
            self._of, self._municipality = placement, municipality
            self.again()

    def again(self) -> None:
        """Something was saved, here or elsewhere: read again in a moment."""
        self._asked += 1
        self._resting.start()

    def wake(self) -> None:
        """The page can be seen: read what had to wait for that."""
        if self._stale:
            self._read()

    def let_go(self) -> None:
        """Forget all that was read."""
        self._resting.stop()
        self._asked += 1
        self._of, self._municipality, self._stale = None, "", False
        self._figures.clear()

    def _read(self) -> None:
        self._stale = not self._page.isVisible()
        if self._stale:
            return
        asked, municipality = self._asked, self._municipality

        def done(found: Read) -> None:
            if asked == self._asked:
                self._figures[municipality] = found.figures
                self.arrived.emit(found)

        context = self._context
        day, today = context.desk.today, context.today()
        context.database.submit(_read, day, self._of, municipality, today, done=done, priority=LATER)


def _read(day: Day, placement: UUID | None, municipality: str, today: date) -> Read:
    figures = day.figures(municipality)
    if placement is None:
        return Read(None, (), (), figures)
    return Read(placement, day.of(placement, today), day.gaps(placement, today), figures)
