"""What one can do in an open desk from any tab: undo, go to what was found, begin something, open a dialog."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject

from beschutdesk.dossier.visit import VisitState
from ui.context import DeskContext
from ui.finding import find
from ui.going import go
from ui.jobs import calm
from ui.locking import ask
from ui.looking import KEYS as LOOKING_KEYS
from ui.looking import current as looking
from ui.main_window import CANDIDATES, EMPLOYERS, SUBSIDY, VISITS, MainWindow
from ui.shell.palette import Result
from ui.upkeep import Upkeep
from ui.whereabouts import VisitPlace

if TYPE_CHECKING:
    from ui.visiting.beginning import Begun


_NAME_ROOM: Final = 14
"""Letters of a name that have room on the button in the header; its tooltip says it all."""
_WHOM: Final = "Kies eerst bij wie: iemand in Kandidaten, of een bezoek in Bezoeken. Druk dan weer op Ctrl+B."
_OVER: Final = "Dit bezoek is voorbij. Kies een gepland bezoek in de lijst, of plan er een met Ctrl+N."


class DeskActs(QObject):
    """The part of a window that does what keys, buttons and the search ask for.

    Attributes:
        window: rail, header, pages.
        context: what pages are given, while a desk is open.
    """

    window: MainWindow
    context: DeskContext | None
    _chosen: UUID | None
    _upkeep: Upkeep | None
    _today: Callable[[], date]

    def lock(self, why: str = "") -> bool:
        """Close everything; ``False`` when what was typed could not be kept."""
        raise NotImplementedError

    def _undo(self) -> None:
        page = self.window.mode or self.window.page(self.window.tab)
        if page is not None:
            ask(page, "undo")

    def _redo(self) -> None:
        page = self.window.mode or self.window.page(self.window.tab)
        if page is not None:
            ask(page, "redo")

    # -- a visit that lies over the tabs -------------------------------------------------------------------------------

    def start_visit(self) -> None:
        """Write in the visit of the chosen person: one that stands open, was planned for today, or a new one."""
        context, key = self.context, self._chosen
        if context is None or key is None or self.window.mode is not None:
            return
        from ui.visiting.beginning import visit_of

        page = self.window.page(self.window.tab)
        if page is not None:
            ask(page, "flush")
            context.keeper.write_now()
        self._visit(lambda: visit_of(context, key))

    def start_here(self) -> None:
        """Ctrl+B: on the page of the visits the one that is open there, elsewhere that of the chosen person."""
        context, window = self.context, self.window
        if context is None or window.mode is not None:
            return
        key = self._visit_in_view()
        found = None if key is None else context.desk.dossiers.get("visit", key)
        if key is None or found is None:
            if self._chosen is None:
                window.toast(_WHOM)
            else:
                self.start_visit()
        elif found.deleted_at is None and found.state in (VisitState.PLANNED, VisitState.CONCEPT):
            self.resume_visit(key)
        elif [one.candidate for one in found.subjects] == [self._chosen] and self._chosen is not None:
            self.start_visit()
        else:
            window.toast(_OVER)

    def _name_act(self) -> None:
        """Let the act say for whom it is; on the page of the visits the key is about the visit that is open there."""
        context, key = self.context, self._chosen
        person = None if context is None or key is None else context.desk.dossiers.get("candidate", key)
        name = "" if person is None else person.name_used.strip()
        words = f"Start bezoek bij {name}" if name else "Start bezoek"
        tip = words if self.window.tab == VISITS else f"{words} (Ctrl+B)"
        short = words if len(name) <= _NAME_ROOM else "Start bezoek"
        self.window.set_person_act(short, "notebook-pen", tip, self.start_visit, self.start_here)

    def _visit_in_view(self) -> UUID | None:
        page = self.window.page(VISITS)
        if self.window.tab != VISITS or page is None or looking().on:
            return None
        key = getattr(getattr(page, "dossier", None), "key", None)
        return key if isinstance(key, UUID) else None

    def resume_visit(self, key: UUID, place: VisitPlace | None = None, *, as_planned: bool = False) -> None:
        """Go on writing in a visit that stands open, or begin what was planned; not in one that was finished.

        Args:
            key: its id.
            place: where one was in it.
            as_planned: it was held when it was planned, and is written up now.
        """
        context = self.context
        if context is not None and self.window.mode is None:
            from ui.visiting.beginning import open_one

            self._visit(lambda: open_one(context, key, as_planned=as_planned), place)

    def _visit(self, begin: "Callable[[], Begun | None]", place: VisitPlace | None = None) -> None:
        context = self.context
        if context is None:
            return
        from ui.visiting import VisitingPage

        try:
            begun = begin()
        except Exception as error:  # said in calm words, whatever it is
            from ui.dialogs.trouble import show_trouble

            show_trouble(self.window, "Het bezoek kan niet beginnen", calm(error))
            return
        if begun is None:
            return
        page = VisitingPage(context, begun, place, self.share_visit)
        page.left.connect(self._visit_left)
        self.window.show_mode(page)
        page.enter()

    def _visit_left(self) -> None:
        page = self.window.mode
        if page is not None:
            ask(page, "close_page")
            self.window.show_mode(None)

    def share_visit(self, key: UUID) -> object:
        """Share the result of a visit with employer and supervisor."""
        if self.context is None:
            return None
        from ui.dialogs.visit_print import open_report

        return open_report(self.context, key, self.window, share=True)

    def _in_visits(self, act: str) -> None:
        if self.context is not None:
            self.window.show_tab(VISITS)
            page = self.window.page(VISITS)
            if page is not None:
                ask(page, act)

    def _unless_visiting(self, act: Callable[[], object]) -> None:
        if self.window.mode is None:
            act()

    def _open_portfolio(self, key: UUID) -> None:
        context = self.context
        if context is None:
            return
        from ui.dialogs.portfolio import PortfolioDialog
        from ui.tabs.candidates import CandidatesPage

        page = self.window.page(CANDIDATES)
        session = page.dossier.session("portfolio") if isinstance(page, CandidatesPage) else None
        dialog = PortfolioDialog(
            context.desk,
            context.jobs,
            key,
            self.window,
            keeper=context.keeper,
            database=context.database,
            session=session,
            today=self._today(),
        )
        dialog.kept.connect(context.announce)
        if isinstance(page, CandidatesPage):
            dialog.saved.connect(page.acts.remember)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    # -- what was found ------------------------------------------------------------------------------------------------

    def _find(self, words: str) -> list[Result]:
        return [] if self.context is None else find(self.context.desk, words, self._chosen)

    def _go_to(self, result: Result) -> None:
        if self.context is None or go(self.context, result.payload):
            return
        match result.payload:
            case ("note", _):
                self.take_note()
            case ("looking", _):
                looking().turn()
            case ("new", _):
                self.begin_candidate()
            case ("new_employer", _):
                self._begin(EMPLOYERS)
            case ("bring_in", tab):
                self._begin(str(tab), "bring_in")
            case ("new_subsidy", _):
                self._begin(SUBSIDY)
            case ("plan_visit", _):
                self._in_visits("plan")
            case ("visit_reports", _):
                self._in_visits("batch")
            case ("lock", _):
                self.lock()
            case ("settings", _):
                self.open_settings()
            case ("logbook", _):
                self.open_logbook()
            case ("overview", _):
                from ui.dialogs.overview import show_overview

                show_overview(self.context)
            case ("calendar", _):
                from ui.dialogs.calendar_export import export_calendar

                export_calendar(self.context)
            case ("backup", _) if self._upkeep is not None:
                self._upkeep.back_up()

    def take_note(self) -> None:
        """Open the quick note, about the chosen person to begin with."""
        context, key = self.context, self._chosen
        if context is None:
            return
        from ui.dialogs.quick_note import take_note

        person = None if key is None else context.desk.dossiers.get("candidate", key)
        kept = person is not None and person.deleted_at is None
        name = " ".join(part for part in (person.name_used, person.family_name) if part) if person is not None else ""
        who = ("candidate", key) if kept and key is not None else None
        take_note(context, who, name or "zonder naam", self.window)

    def begin_candidate(self) -> None:
        """Begin a dossier, from whatever tab."""
        self._begin(CANDIDATES)

    def begin_here(self) -> None:
        """Begin what the tab in front is about: an employer, a visit, an application, else a dossier."""
        if self.window.tab == VISITS:
            self._in_visits("plan")
            return
        self._begin(self.window.tab if self.window.tab in (EMPLOYERS, SUBSIDY) else CANDIDATES)

    def _begin(self, tab: str, act: str = "begin") -> None:
        if self.context is not None:
            self.window.show_tab(tab)
            acts = getattr(self.window.page(tab), "acts", None)
            if acts is not None:
                ask(acts, act)

    def _step(self, by: int) -> None:
        """Go to the next or previous person, wherever one is; on their own tabs to an employer or a visit."""
        if self.context is None:
            return
        tab = self.window.tab if self.window.tab in (EMPLOYERS, VISITS, SUBSIDY) else CANDIDATES
        if tab != EMPLOYERS and looking().on:  # whoever looks along would see somebody else's whole dossier
            self.window.toast(f"Iemand kijkt mee: dit blijft open. {LOOKING_KEYS} zet de Meekijkstand uit.")
            return
        if self.window.page(tab) is None:  # nobody saw the list yet: it begins there
            self.window.show_tab(tab)
        listing = getattr(self.window.page(tab), "list", None)
        if listing is not None:
            listing.step(by)

    # -- dialogs of the whole desk -------------------------------------------------------------------------------------

    def open_settings(self) -> None:
        """Show the settings."""
        if self.context is not None:
            from ui.settings.dialog import open_settings

            open_settings(self.context)

    def open_logbook(self) -> None:
        """Show what was done in this vault."""
        if self.context is not None:
            from ui.dialogs.logbook import open_logbook

            open_logbook(self.context, self.window)
