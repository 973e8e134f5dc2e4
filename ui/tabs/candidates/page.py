"""The tab Kandidaten: the dossiers of people."""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from beschutdesk.rules.figures import Figures
from beschutdesk.services.store import ChangeSet
from ui.context import DeskContext
from ui.forms.editors import Helpers
from ui.forms.session import EditSession
from ui.looking import current as looking
from ui.main_window import JOBCARVING
from ui.person import Known
from ui.tabs.candidates.acts import CandidateActs
from ui.tabs.candidates.arriving import arrive, section_of
from ui.tabs.candidates.bar import DossierBar
from ui.tabs.candidates.dossier import OpenDossier
from ui.tabs.candidates.fits import FitsPart
from ui.tabs.candidates.form import DossierForm
from ui.tabs.candidates.list_pane import CandidateList
from ui.tabs.candidates.lookups import Lookups
from ui.tabs.candidates.placement_notices import PLAN_VISIT, TO_SUBSIDY
from ui.tabs.candidates.placement_reading import PlacementReader, Read
from ui.tabs.candidates.timeline import TimelinePane
from ui.tabs.dossiers.page import RootPage
from ui.tabs.dossiers.words import PageWords
from ui.theme import tokens as tk

_WORDS: Final = PageWords(
    "users",
    "Nieuwe kandidaat",
    ("Kies iemand in de lijst", "Dan zie je hier het dossier. Met Ctrl+N begin je een nieuw dossier."),
    "Dit dossier staat in de prullenbak. Terugzetten kan zonder verlies.",
    ("Nog geen kandidaten", "Hier komen de dossiers: wie iemand is, hoe het werk goed gaat, waar en met wie."),
    "Kandidaat toevoegen",
    "Demodossiers laden",
)


class CandidatesPage(RootPage):
    """The dossiers.

    Attributes:
        person_chosen: another person is open: the id, or ``None``.
        portfolio_requested: the portfolio of this candidate is wanted.
    """

    person_chosen = Signal(object)
    portfolio_requested = Signal(object)
    dossier: OpenDossier
    list: CandidateList
    bar: DossierBar
    acts: CandidateActs

    def __init__(self, context: DeskContext) -> None:
        dossier = OpenDossier(context.desk, context.database, context.keeper)
        self.lookups = Lookups(context, dossier)
        self.fits, self.timeline = FitsPart(context), TimelinePane(context)
        super().__init__(context, dossier, CandidateList(context), _WORDS)
        self.hold(self.fits, self.timeline)
        self.reader = PlacementReader(context, self)
        self.reader.arrived.connect(self._take_read)
        self._nobody.other_acted.connect(self.acts.load_demo)
        self.bar.portfolio_wanted.connect(self.acts.portfolio)
        self.bar.batch_wanted.connect(self.acts.batch)
        self.fits.before = self.acts.keep_first
        self.fits.compare_wanted.connect(self.acts.compare)
        self.fits.proposed.connect(self.acts.proposed)
        self.timeline.opened.connect(self.acts.go_to_event)
        self.listen("Ctrl+P", self.acts.portfolio)
        looking().changed.connect(self._looked)

    # -- the parts -----------------------------------------------------------------------------------------------------

    @property
    def form(self) -> DossierForm:
        made: DossierForm = super().form
        return made

    def make_bar(self) -> DossierBar:
        return DossierBar(self.index.picker)

    def make_acts(self) -> CandidateActs:
        return CandidateActs(self._context, self)

    def make_form(self) -> DossierForm:
        context = self._context
        asks = context.desk.settings.asks
        helpers = Helpers(context.today, self.lookups.records, self.lookups.store, asks, self._figures)
        made = DossierForm(self.dossier, helpers, {"fits": self.fits, "timeline": self.timeline})
        made.introduction.serve(context, self.acts.keep_first)
        made.wanted.connect(self._go_wanted)
        made.elsewhere.connect(self._go_elsewhere)
        made.placement_wanted.connect(self.acts.add_placement)
        made.portfolio_wanted.connect(lambda: self.dossier.begin_portfolio(context.today()))
        return made

    def name_paths(self) -> tuple[str, ...]:
        return ("name_used", "family_name")

    def listed_records(self) -> tuple[str, ...]:
        return ("candidate", "placement", "employer")

    def state_of(self, root: Any) -> str:
        if isinstance(root, EditSession):
            return str(root.plain("state") or "active")
        return root.state.key if root is not None and root.state else "active"

    # -- who is open ---------------------------------------------------------------------------------------------------

    def choose(self, key: UUID) -> None:
        self._context.choose(key)

    def show_again(self, key: UUID) -> None:
        self.set_candidate(key)

    def set_candidate(self, key: UUID | None) -> None:
        """Another tab chose a person."""
        if key == self.dossier.key:
            return
        if key is None:
            self.flush()
            self.dossier.close()
            self.list.show_current(None)
            return
        self.open(key)
        self.list.reveal(key, self.state_of(self.dossier.main))

    def known(self, key: UUID | None) -> Known | None:
        """What is read of this person already; for the header."""
        person, place = self.dossier.session("candidate"), self.dossier.session("placement")
        employer = self.dossier.session("employer")
        if person is None or person.id != key:
            return None
        return Known(person.root, place.root if place else None, employer.root if employer else None)

    def _opened(self) -> None:
        super()._opened()
        person = self.dossier.main
        kept = None if person is None or person.is_new else person.id
        self.fits.show_of(self.dossier.key)
        self.timeline.show_of("candidate", kept, self.dossier.title)
        self._read_placement()
        self.person_chosen.emit(self.dossier.key)
        self._context.choose(self.dossier.key)

    def _take_read(self, read: Read) -> None:
        self.form.take_read(read)  # it is made only when somebody is open

    def _municipality(self) -> str:
        person = self.dossier.main
        return "" if person is None else str(person.value("municipality"))

    def _figures(self) -> Figures:
        return self.reader.figures_of(self._municipality())

    def _read_placement(self) -> None:
        """What the vault knows of the open placement; of one that was never saved it knows nothing yet."""
        place = self.dossier.session("placement")
        self.reader.read_of(None if place is None or place.is_new else place.id, self._municipality())

    def refresh(self, changed: ChangeSet) -> None:
        if any(record == "employer" for record, _ in changed):
            self.lookups.forget()
        super().refresh(changed)
        person = self.dossier.main
        if person is not None and not person.is_new:
            self.timeline.show_of("candidate", person.id, self.dossier.title)
        self.timeline.refresh(changed)
        if person is not None:
            self._read_placement()
            self.reader.again()  # also when no record changed: numbers of one's own count at once

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reader.wake()

    def close_page(self) -> None:
        super().close_page()
        self.fits.show_of(None)
        self.timeline.let_go()
        self.reader.let_go()

    # -- where one is --------------------------------------------------------------------------------------------------

    def go_to(self, placement: UUID | None, section: str, row: UUID | None) -> None:
        """Go to a field, a list or a row of the open person.

        Args:
            placement: open this one first; ``None`` leaves the one that is open.
            section: attribute of a list or a field, or key of a section.
            row: id of the row in that list; it unfolds.
        """
        person, place = self.dossier.key, self.dossier.session("placement")
        if person is not None and placement is not None and (place is None or place.id != placement):
            self.flush()
            self.dossier.open(person, placement)
        plan = section_of(section)
        if plan is None or self.dossier.key is None:
            return
        self.go_to_section(plan.key)
        focus = arrive(self.form, plan, section, row)
        if focus is not None and self.view.isAncestorOf(focus):
            self.view.ensureWidgetVisible(focus, 0, tk.S7)
            self.index.set_current(plan.key)

    def _go_wanted(self, section: str, row: UUID | None) -> None:
        if section == PLAN_VISIT:
            self.acts.plan_visit(row)
        elif section == TO_SUBSIDY:
            self.acts.to_subsidy(row)
        else:
            self.go_to(None, section, row)

    def _go_elsewhere(self, record: str, section: str) -> None:
        if record == "task_list":
            self._context.window.show_tab(JOBCARVING)
        else:
            self.go_to(None, section or record, None)

    # -- somebody looks as well ----------------------------------------------------------------------------------------

    def _looked(self, on: bool) -> None:
        if on:
            self.list.show_wide(False)
        self._show_right()

    def may_list(self) -> bool:
        return super().may_list() and not looking().on  # nobody reads the names of others

    def _arrange(self, *, force: bool = False) -> None:
        super()._arrange(force=force)
        if looking().on:  # nobody reads the names of others
            for part in (self.list, self._list_line, self.bar.back):
                part.hide()
            self.right.show()
