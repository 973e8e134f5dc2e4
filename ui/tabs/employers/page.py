"""The tab Werkgevers: who offers a place, what work there is, who supervises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from beschutdesk.dossier.employer import Employer
from beschutdesk.services.fits import Found, Wanted
from beschutdesk.services.lists import CandidateFilter, CandidateLine
from beschutdesk.services.store import ChangeSet
from beschutdesk.services.timeline import Event
from ui.context import DeskContext
from ui.forms.editors import Helpers
from ui.going import to_visit
from ui.jobs import LATER
from ui.tabs.candidates.timeline import TimelinePane
from ui.tabs.dossiers.bar import RootBar
from ui.tabs.dossiers.page import RootPage
from ui.tabs.dossiers.words import PageWords
from ui.tabs.employers.acts import EmployerActs
from ui.tabs.employers.dossier import OpenEmployer
from ui.tabs.employers.form import EmployerForm
from ui.tabs.employers.list_pane import NEW_NAME, EmployerList
from ui.tabs.employers.parts import FitsHere, Twins, WorksHere
from ui.timers import one_shot
from ui.widgets import Elided, button

_WORDS: Final = PageWords(
    "building-2",
    NEW_NAME,
    ("Kies een werkgever in de lijst", "Dan zie je hier wat je ervan weet. Met Ctrl+N begin je een nieuwe."),
    "Deze werkgever staat in de prullenbak. Terugzetten kan zonder verlies.",
    (
        "Nog geen werkgevers",
        "Hier komen de bedrijven die een plek bieden: wat voor werk er is en wie er begeleidt.",
    ),
    "Werkgever toevoegen",
)
_LOOK_MS: Final = 300
"""After the last key, others with the same name or number are looked for."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an employer.

    Attributes:
        here: who works there now.
        wanting: how many others want the work that there is; ``None`` when nobody said what work that is.
        twins: others that may be the same.
    """

    here: Sequence[CandidateLine] = ()
    wanting: int | None = None
    twins: Sequence[Found] = ()


_NOTHING: Final = Around()


class EmployersPage(RootPage):
    """The employers."""

    dossier: OpenEmployer
    list: EmployerList
    bar: RootBar
    acts: EmployerActs

    def __init__(self, context: DeskContext) -> None:
        self._title = Elided("", "section")
        self._asked = 0
        dossier = OpenEmployer(context.desk, context.database, context.keeper)
        super().__init__(context, dossier, EmployerList(context), _WORDS)
        self.here, self.fits, self.twins = WorksHere(), FitsHere(), Twins()
        self.timeline = TimelinePane(context)
        self.hold(self.here, self.fits, self.twins, self.timeline)
        self._looking = one_shot(self, self._look_around, _LOOK_MS)
        self.listen("Ctrl+I", self._to_inventory)
        self.here.opened.connect(context.open_dossier)
        self.fits.compare_wanted.connect(self.acts.compare)
        self.twins.opened.connect(self.show_again)
        self.timeline.opened.connect(self._go_to_event)

    # -- the parts -----------------------------------------------------------------------------------------------------

    def make_bar(self) -> RootBar:
        tip = "Taken die er bij deze werkgever zijn (Ctrl+I)"
        tasks = button("Taken", icon="layout-list", tip=tip, on=self._to_inventory)
        return RootBar(self.index.picker, [tasks], self._title)

    def _to_inventory(self) -> None:
        self.acts.inventory()

    def make_acts(self) -> EmployerActs:
        return EmployerActs(self._context, self)

    def make_form(self) -> EmployerForm:
        views = {"here": self.here, "fits": self.fits, "twins": self.twins, "timeline": self.timeline}
        return EmployerForm(self.dossier, Helpers(self._context.today, self._records), views)

    def _records(self, target: str) -> Any:
        return self.dossier.supervisors() if target == "supervisor" else []

    def name_paths(self) -> tuple[str, ...]:
        return ("name",)

    def listed_records(self) -> tuple[str, ...]:
        return ("employer", "placement")

    # -- what is open --------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        super()._opened()
        self._name()
        self.twins.tell([])
        self._look_around()
        self._tell_timeline()

    def _touched(self, record: str, path: str) -> None:
        super()._touched(record, path)
        if path in ("name", "place", ""):
            self._name()
        if path in ("name", "place", "kvk", "work_kinds", ""):
            self._looking.start()

    def _name(self) -> None:
        main = self.dossier.main
        place = "" if main is None else str(main.value("place"))
        self._title.set_words(", ".join(part for part in (self.dossier.title or NEW_NAME, place) if part))

    def _go_to_event(self, event: Event) -> None:
        if event.record == "visit":
            to_visit(self._context, event.id)

    def _tell_timeline(self) -> None:
        main = self.dossier.main
        kept = None if main is None or main.is_new else main.id
        self.timeline.show_of("employer", kept, self.dossier.title)

    def refresh(self, changed: ChangeSet) -> None:
        super().refresh(changed)
        self._look_around()
        self._tell_timeline()
        self.timeline.refresh(changed)

    def close_page(self) -> None:
        super().close_page()
        self._looking.stop()
        self._take(_NOTHING)
        self._title.set_words("")
        self.timeline.let_go()

    # -- what stands around it -----------------------------------------------------------------------------------------

    def _look_around(self) -> None:
        """Read who works here, who wants this work, and which other employer may be the same."""
        self._looking.stop()
        self._asked += 1
        asked, main = self._asked, self.dossier.main
        if main is None:
            self._take(_NOTHING)
            return

        def done(found: Around) -> None:
            if asked == self._asked:
                self._take(found)

        read = partial(self._read, main.build(), main.is_new, self._context.today())
        self._context.database.submit(read, done=done, priority=LATER)

    def _read(self, employer: Employer, is_new: bool, today: date) -> Around:
        desk = self._context.desk
        here = desk.lists.candidates(CandidateFilter(employer=employer.id), today=today)
        lines = desk.lists.candidate_lines(here, today)
        work, known = frozenset(employer.work_kinds), {line.id for line in lines}
        wanting = [hit for hit in desk.fits.candidates(Wanted(work=work)) if hit.id not in known] if work else None
        twins = desk.fits.duplicates(employer) if is_new and (employer.name.strip() or employer.kvk.strip()) else ()
        return Around(lines, None if wanting is None else len(wanting), twins)

    def _take(self, found: Around) -> None:
        self.here.show_people(found.here)
        self.fits.tell(found.wanting)
        self.twins.tell(found.twins)
