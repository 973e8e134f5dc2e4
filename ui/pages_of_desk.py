"""The pages of an open desk, by tab. Imported after unlocking: it draws in what reads the database."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.services.store import ChangeSet
from ui import main_window as tabs
from ui.context import DeskContext
from ui.day import DayReader
from ui.tabs.candidates import CandidatesPage
from ui.tabs.employers import EmployersPage
from ui.tabs.jobcarving import JobcarvingPage
from ui.tabs.today import TodayPage
from ui.tabs.today.page import DayPage
from ui.widgets import clear, rows


class Today(QWidget):
    """Vandaag, made anew when the first candidate comes or the last one goes."""

    def __init__(self, context: DeskContext, reader: DayReader) -> None:
        super().__init__()
        self._context, self._reader = context, reader
        self._layout = rows(gap=0)
        self.setLayout(self._layout)
        self._empty: bool | None = None
        self._page: DayPage | None = None
        self.refresh(frozenset())

    @property
    def page(self) -> DayPage | None:
        """The page of the day; ``None`` while there is nobody."""
        return self._page

    def refresh(self, changed: ChangeSet) -> None:
        """Look whether there is anybody; the page reads again."""
        counts = self._context.desk.lists.candidate_counts()
        empty = not any(number for key, number in counts.items() if key != "trash")
        if empty == self._empty:
            if self._page is not None:
                self._page.refresh(changed)
            return
        self._empty = empty
        self.close_page()
        clear(self._layout)
        if empty:
            self._page = None
            self._layout.addWidget(TodayPage(self._context.today(), self._begin, self._demo), 1)
        else:
            self._page = DayPage(self._context, self._reader)
            self._layout.addWidget(self._page, 1)

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        return (self._page.panes() if self._page is not None else []) or [self]

    def undo(self) -> bool:
        """Take the last act with a line back."""
        return self._page is not None and self._page.undo()

    def close_page(self) -> None:
        """Let go of everything that was read."""
        if self._page is not None:
            self._page.close_page()

    def _candidates(self) -> CandidatesPage | None:
        self._context.window.show_tab(tabs.CANDIDATES)
        page = self._context.window.page(tabs.CANDIDATES)
        return page if isinstance(page, CandidatesPage) else None

    def _begin(self) -> None:
        if page := self._candidates():
            page.acts.begin()

    def _demo(self) -> None:
        if page := self._candidates():
            page.acts.load_demo()


def factories(
    context: DeskContext, reader: DayReader, portfolio: Callable[[UUID], None]
) -> dict[str, Callable[[], QWidget]]:
    """How the page of each tab is made."""

    def candidates() -> QWidget:
        page = CandidatesPage(context)
        page.portfolio_requested.connect(portfolio)
        return page

    def visits() -> QWidget:
        from ui.tabs.visits import VisitsPage  # with all that writes a visit: not while somebody waits for the window

        return VisitsPage(context)

    def subsidies() -> QWidget:
        from ui.tabs.subsidy import SubsidyPage  # with the schemes and the sum: not while somebody waits for the window

        return SubsidyPage(context)

    return {
        tabs.TODAY: lambda: Today(context, reader),
        tabs.CANDIDATES: candidates,
        tabs.EMPLOYERS: lambda: EmployersPage(context),
        tabs.VISITS: visits,
        tabs.JOBCARVING: lambda: JobcarvingPage(context),
        tabs.SUBSIDY: subsidies,
    }
