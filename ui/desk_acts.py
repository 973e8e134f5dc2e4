"""What one can do in an open desk from any tab: undo, go to what was found, begin something, open a dialog."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject

from ui.context import DeskContext
from ui.finding import find
from ui.going import go
from ui.locking import ask
from ui.looking import KEYS as LOOKING_KEYS
from ui.looking import current as looking
from ui.main_window import CANDIDATES, EMPLOYERS, MainWindow
from ui.shell.palette import Result
from ui.upkeep import Upkeep


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
        page = self.window.page(self.window.tab)
        if page is not None:
            ask(page, "undo")

    def _redo(self) -> None:
        page = self.window.page(self.window.tab)
        if page is not None:
            ask(page, "redo")

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
        """Begin what the tab in front is about: an employer, else a dossier."""
        self._begin(EMPLOYERS if self.window.tab == EMPLOYERS else CANDIDATES)

    def _begin(self, tab: str, act: str = "begin") -> None:
        if self.context is not None:
            self.window.show_tab(tab)
            acts = getattr(self.window.page(tab), "acts", None)
            if acts is not None:
                ask(acts, act)

    def _step(self, by: int) -> None:
        """Go to the next or previous person, wherever one is; among employers to the next or previous employer."""
        if self.context is None:
            return
        tab = EMPLOYERS if self.window.tab == EMPLOYERS else CANDIDATES
        if tab == CANDIDATES and looking().on:  # whoever looks along would see somebody else's whole dossier
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
