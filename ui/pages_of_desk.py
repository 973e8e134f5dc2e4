"""The pages of an open desk, by tab. Imported after unlocking: it draws in what reads the database."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.services.store import ChangeSet
from ui import main_window as tabs
from ui.context import DeskContext
from ui.tabs.candidates import CandidatesPage
from ui.tabs.employers import EmployersPage
from ui.tabs.jobcarving import JobcarvingPage
from ui.tabs.subsidy import SubsidyPage
from ui.tabs.today import TodayPage
from ui.tabs.visits import VisitsPage
from ui.widgets import clear, rows


class Today(QWidget):
    """Vandaag, made anew when the first candidate comes or the last one goes."""

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        self._layout = rows(gap=0)
        self.setLayout(self._layout)
        self._empty: bool | None = None
        self.refresh(frozenset())

    def refresh(self, _changed: ChangeSet) -> None:
        """Look whether there is anybody."""
        counts = self._context.desk.lists.candidate_counts()
        empty = not any(number for key, number in counts.items() if key != "trash")
        if empty == self._empty:
            return
        self._empty = empty
        clear(self._layout)
        today = self._context.today()
        page = TodayPage(today, self._begin, self._demo) if empty else TodayPage(today)
        self._layout.addWidget(page, 1)

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


def factories(context: DeskContext, portfolio: Callable[[UUID], None]) -> dict[str, Callable[[], QWidget]]:
    """How the page of each tab is made."""

    def candidates() -> QWidget:
        page = CandidatesPage(context)
        page.portfolio_requested.connect(portfolio)
        return page

    return {
        tabs.TODAY: lambda: Today(context),
        tabs.CANDIDATES: candidates,
        tabs.EMPLOYERS: lambda: EmployersPage(context),
        tabs.VISITS: VisitsPage,
        tabs.JOBCARVING: lambda: JobcarvingPage(context),
        tabs.SUBSIDY: SubsidyPage,
    }
