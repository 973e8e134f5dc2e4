"""Reading the page of a day: for Vandaag, and for the number at its tab, also while nobody looks at that page.

It has a lane of its own. With ten thousand dossiers it takes half a second, and a draft must not wait for it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from beschutdesk.services.today import NextContact, Today
from beschutdesk.trouble import Trouble
from ui.context import DeskContext
from ui.jobs import Job, Lane
from ui.looking import current as looking
from ui.main_window import TODAY
from ui.tabs.today.model import Place, place_of, place_of_group
from ui.tabs.today.words import pressing
from ui.timers import one_shot

FIRST_MS: Final = 30
"""For the page itself: the window is painted first."""
_LATER_MS: Final = 600
"""For the number at the tab alone: the tab in front is filled first."""
_SOON_MS: Final = 300
"""After a save; who saves three times reads once."""
_CLOCK_MS: Final = 20_000


@dataclass(frozen=True, slots=True)
class DayRead:
    """What was read.

    Attributes:
        page: the page of the day.
        municipalities: the names that it can be narrowed to.
        next_contact: what is planned first; only looked for when nothing asks attention.
        anybody: whether there are dossiers.
    """

    page: Today
    municipalities: list[str]
    next_contact: NextContact | None
    anybody: bool


class DayReader(QObject):
    """Reads after the unlock, after every save and at midnight, and shows the number at the tab.

    Who comes back to the page when nothing changed since, waits for no reading: that takes its turns with the window.

    Args:
        context: the open desk.
        parent: goes with it.

    Attributes:
        lane: in which it reads; whoever closes the desk ends it with the other lanes.
        arrived: the page was read: a :class:`DayRead`.
        failed: it could not be read: a :class:`Trouble`.
        found: what was read last.
        municipality: only about people of this gemeente; everything when empty.
    """

    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.lane = Lane("day", self)
        self._job: Job | None = None
        self._day: date | None = None
        self.found: DayRead | None = None
        self.municipality = ""
        self._stale = True
        for changes in (context.keeper.kept, context.keeper.gone):
            changes.connect(self._drafts_changed)
        self.failed.connect(self._not_read)
        self._soon = one_shot(self, self.read)
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._clock.timeout.connect(self._look_at_the_clock)
        self._clock.start()
        looking().changed.connect(self._count)
        self._soon.start(_LATER_MS)

    def soon(self, wait_ms: int = _SOON_MS) -> None:
        """Read in a moment; asked again before that, it waits anew."""
        if not self.lane.closed:
            self._soon.start(wait_ms)

    def look(self) -> None:
        """Somebody comes to the page: read in a moment if a draft came or went since, or the last reading failed."""
        if self._stale:
            self.soon()

    def read(self) -> None:
        """Read now, in the lane. An answer to what was asked before is not heard any more."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
        self._stale = False
        self._day = today = self._context.today()
        self._job = self.lane.submit(
            _read, self._context, self.municipality, today, done=self.take, failed=self.failed.emit
        )

    def take(self, found: DayRead) -> None:
        """Show this from now on."""
        self.found = found
        self._count()
        self.arrived.emit(found)

    def let_go(self) -> None:
        """Take nothing in any more, and forget what was read: the desk is locked."""
        if self._job is not None:
            self._job.cancel()
        self._soon.stop()
        self._clock.stop()
        looking().changed.disconnect(self._count)
        self.found = None

    def _drafts_changed(self, _key: UUID, _at: object = None) -> None:
        self._stale = True

    def _not_read(self, _trouble: Trouble) -> None:
        self._stale = True

    def _look_at_the_clock(self) -> None:
        if self._day is not None and self._context.today() != self._day:
            self.read()

    def _count(self, _on: bool = False) -> None:
        known = self.found
        shown = known is not None and known.anybody and not looking().on
        self._context.window.set_badge(TODAY, pressing(known.page) if known is not None and shown else 0)


def _read(context: DeskContext, municipality: str, today: date) -> DayRead:
    desk = context.desk
    known = desk.overview.municipalities()
    wanted = municipality if municipality in known else ""
    page = desk.today.lines(today, wanted)
    places = [*map(place_of, page.lines), *map(place_of_group, page.folds)]
    busy = Place.ATTENTION in places
    anybody = any(number for key, number in desk.lists.candidate_counts().items() if key != "trash")
    return DayRead(page, known, None if busy else desk.today.next_contact(today, wanted), anybody)
