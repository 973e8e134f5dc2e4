"""The dossier form: built once from the layout, filled for each person."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from beschutdesk.dossier.around import Skill
from beschutdesk.dossier.candidate import CandidateState
from beschutdesk.dossier.placement import Placement
from beschutdesk.rules.figures import standard
from ui.forms.binder import Binder
from ui.forms.choosing import NONE, Combo
from ui.forms.editors import Helpers
from ui.forms.rows import RowsEditor
from ui.looking import KEYS
from ui.looking import current as looking
from ui.tabs.candidates.dossier import OpenDossier
from ui.tabs.candidates.drawn import PhaseLine
from ui.tabs.candidates.introduction import IntroductionPart
from ui.tabs.candidates.layout import SECTIONS
from ui.tabs.candidates.layout_placement import SECTIONS as PLACEMENT
from ui.tabs.candidates.phase_acts import PhaseActs
from ui.tabs.candidates.pictures import now, on_screen, phase_line, standing_words, week_of
from ui.tabs.candidates.placement_reading import Read
from ui.tabs.candidates.placement_says import PlacementSays
from ui.tabs.candidates.remarks import Remarks
from ui.tabs.candidates.row_marks import chain_marks, holding
from ui.tabs.candidates.skills import SkillsTable
from ui.tabs.candidates.success import SuccessPart
from ui.tabs.candidates.told import GuidanceNote, StandingLine
from ui.tabs.candidates.wage_chart import WageChart
from ui.tabs.candidates.week_strip import WeekStrip
from ui.tabs.dossiers.form import RootForm
from ui.tabs.dossiers.plan import SectionPlan
from ui.theme import tokens as tk
from ui.widgets import FieldBox, ItemModel, SectionEntry, box, button, cols, label, lay_out, rows

_DRAW_MS: Final = 250
_BEGIN: Final = {
    "placement": (
        "Nog geen plaatsing. Hier komen de fasen, de uren en wat je met de werkgever afspreekt.",
        "Plaatsing toevoegen",
    ),
    "employer": ("Voeg eerst een plaatsing toe; daar hoort een werkgever bij.", ""),
    "portfolio": (
        "Nog geen portfolio. Het begint met wat al in het dossier staat, in de ik-vorm.",
        "Portfolio beginnen",
    ),
}


class DossierForm(RootForm):
    """All sections of a dossier.

    Args:
        dossier: what is open.
        helpers: what editors may ask.
        views: widgets of the page for the own parts that are no fields: ``fits`` and ``timeline``.

    Attributes:
        placement_wanted, portfolio_wanted: one is to begin.
        wanted: a field, list or row of the placement is asked for: its attribute, and the id of the row or ``None``.
        elsewhere: a field or list of a record is asked for: the name of the record, and its attribute.
    """

    placement_wanted = Signal()
    portfolio_wanted = Signal()
    wanted = Signal(str, object)
    elsewhere = Signal(str, str)
    _dossier: OpenDossier

    def __init__(self, dossier: OpenDossier, helpers: Helpers, views: Mapping[str, QWidget]) -> None:
        self._contents: dict[str, tuple[QWidget, QWidget]] = {}
        self._private: QWidget | None = None
        self._listed: object = None
        self.week, self.phases = WeekStrip(), PhaseLine()
        self.skills, self.standing, self.guidance = SkillsTable(), StandingLine(), GuidanceNote()
        self._views = views
        self._counted_with = standard()
        self.says = PlacementSays()
        self.wage = WageChart()
        self.introduction, self.success = IntroductionPart(helpers), SuccessPart(helpers)
        self._tables: dict[str, IntroductionPart | SuccessPart] = {
            "introduction": self.introduction,
            "success": self.success,
        }
        self.places, self.employers = Combo(), Combo()
        self._at: dict[UUID, int] = {}
        self._new: UUID | None = None
        self._known = ItemModel(lambda employer: str(employer[1]))
        self.employers.setModel(self._known)
        self._remarks = Remarks(lambda: dossier.session("candidate"), lambda: dossier.session("portfolio"), self.week)
        super().__init__(dossier, helpers, SECTIONS)
        self._known.setParent(self)  # it goes with the form: nothing that was read may outlive that
        self.skills.left.connect(self.left)
        self.skills.changed.connect(self.counted)
        self.says.wanted.connect(self.wanted)
        for table in self._tables.values():
            table.left.connect(self.left)
            table.changed.connect(self.counted)
            table.taken_out.connect(self.taken_out)
            table.wanted.connect(self.elsewhere)
        looking().changed.connect(self._fold)
        PhaseActs(self.phases, lambda: dossier.session("placement"), self._phase_rows, self.draw)
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(_DRAW_MS)
        self._drawing.timeout.connect(self.draw)

    # -- building ------------------------------------------------------------------------------------------------------

    def _own(self, name: str) -> QWidget:
        match name:
            case "skills":
                return self.skills
            case "week":
                return self.week
            case "standing":
                return self.standing
            case "guidance":
                return self.guidance
            case "phases":
                return box(rows(self._place_picker(), self.phases, gap=tk.S4))
            case "placement_says":
                return self.says
            case "wage_chart":
                return self.wage
            case "introduction" | "success":
                return self._tables[name]
        return self._views[name]

    def show_row_of(self, name: str, row: UUID) -> bool:
        """Show a row of a part that is no list of small forms; ``False`` when it has no such row."""
        place = self._dossier.session("placement")
        if place is None:
            return False
        if name == "introduction" and row in place.rows("evaluations"):
            self.introduction.go_to(row)
            return True
        if name == "success" and row in place.rows("success_checks"):
            factor = place.value(f"success_checks/{row}/factor")
            if factor is not None:
                self.success.go_to(factor)
            return factor is not None
        return False

    def enter(self, name: str) -> bool:
        """Put the focus in a part that only tells something; ``False`` when there is nothing to go to in it."""
        return name == "placement_says" and self.says.enter()

    def _all_binders(self) -> Iterator[Binder]:
        yield from super()._all_binders()
        for table in self._tables.values():
            yield from table.binders()

    def _framed(self, plan: SectionPlan, content: QWidget) -> QWidget:
        if plan.key == "private":
            return self._foldable(content)
        if plan.key not in _BEGIN:
            return content
        words, act = _BEGIN[plan.key]
        begin = {"placement": self.placement_wanted.emit, "portfolio": self.portfolio_wanted.emit}.get(plan.key)
        acts = [button(act, icon="plus", on=begin)] if begin else []
        empty = box(rows(label(words, "body", "soft", wrap=True), cols(*acts, None), gap=tk.S2))
        self._contents[plan.key] = (content, empty)
        items = (self._employer_picker(), empty, content) if plan.key == "employer" else (empty, content)
        whole = box(rows(*items, gap=tk.S3))
        whole.setMinimumWidth(1)
        return whole

    def _foldable(self, content: QWidget) -> QWidget:
        """What nobody may read over one's shoulder."""
        self._private = content
        self._folded = label(f"Ingeklapt, want iemand kijkt mee. {KEYS} toont het weer.", "body", "soft", wrap=True)
        whole = box(rows(self._folded, content, gap=0))
        whole.setMinimumWidth(1)
        self._fold(looking().on)
        return whole

    def _fold(self, on: bool) -> None:
        if self._private is not None:  # it was made already
            self._private.setVisible(not on)
            self._folded.setVisible(on)

    def _field(self, binder: Binder, attribute: str) -> QWidget:
        made: FieldBox = binder.box(attribute)
        spec = binder.spec(attribute)
        return self._remarks.under(spec, made) if spec.source else made

    def _place_picker(self) -> QWidget:
        self.places.setAccessibleName("Welke plaatsing")
        self.places.activated.connect(self._place_chosen)
        again = button("Nieuwe plaatsing", "quiet", "plus", on=self.placement_wanted.emit)
        return box(cols((self.places, 1), again))

    def _employer_picker(self) -> QWidget:
        self.employers.activated.connect(self._employer_chosen)
        self._new_employer = button("Nieuwe werkgever", "quiet", "plus", on=self._begin_employer)
        self._employer_field = FieldBox("Bij welke werkgever", box(cols((self.employers, 1), self._new_employer)))
        self.employers.setAccessibleName("Bij welke werkgever")
        return self._employer_field

    # -- filling -------------------------------------------------------------------------------------------------------

    def _bound(self) -> None:
        self.skills.let_go()
        for table in self._tables.values():
            table.let_go()

    def _own_parts(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("skills", lambda: self.skills.bind(self._dossier.session("candidate"))),
            ("week", self._draw_week),
            ("placement", self._show_contents),
            ("placement", self._fill_pickers),
            ("placement", self._draw_placement),
            *((name, partial(self._bind_table, name)) for name in self._tables),
            ("contracts", self._draw_paper),
        )

    def _bind_table(self, name: str) -> None:
        self._tables[name].bind(self._dossier.session("placement"))

    def _show_contents(self) -> None:
        hidden = self.sections[PLACEMENT[-1].key].isHidden()
        for plan in PLACEMENT[1:]:  # the first of them says how to begin
            self.sections[plan.key].setVisible(self._has_place)
        if hidden is self._has_place:
            self.counted.emit()
        for key, (content, empty) in self._contents.items():
            there = self._dossier.session(key) is not None
            content.setVisible(there)
            empty.setVisible(not there and not (key == "employer" and self._has_place))

    def _filled(self) -> None:
        self._remarks.look()

    @property
    def _has_place(self) -> bool:
        return self._dossier.session("placement") is not None

    def _fill_pickers(self) -> None:
        place = self._dossier.session("placement")
        self.places.clear()
        for key, words in self._dossier.placements:
            self.places.addItem(words, key)
        if place is not None:
            self.places.setCurrentIndex(
                next((i for i, p in enumerate(self._dossier.placements) if p[0] == place.id), -1)
            )
        self._employer_field.setVisible(place is not None)
        if place is None:
            return
        self._show_employer(place.value("employer"))

    def _show_employer(self, chosen: UUID | None) -> None:
        """Choose an employer in the list of all of them, which may be thousands: it is made again only when it must."""
        known = self._helpers.records("employer")
        if known is not self._listed:
            self._at = {key: number for number, (key, _) in enumerate(known, 1)}
        new = None if chosen is None or chosen in self._at else chosen
        if known is not self._listed or new != self._new:
            self._listed, self._new = known, new
            self._known.set_items([(None, NONE), *([(new, "nieuwe werkgever")] if new else []), *known])
        self.employers.setCurrentIndex(0 if chosen is None else 1 if new else self._at[chosen] + bool(self._new))

    def _place_chosen(self, index: int) -> None:
        key, person = self.places.itemData(index), self._dossier.key
        if person is not None and key is not None:
            self._dossier.open(person, key)

    def _employer_chosen(self, index: int) -> None:
        self._dossier.choose_employer(self._known.item(index)[0])
        self.left.emit()

    def _begin_employer(self) -> None:
        self._dossier.new_employer()
        self._binders["employer"].editor("name").buddy.setFocus()
        self.left.emit()

    def _touched(self, record: str, path: str) -> None:
        if record == "employer" and path.startswith("supervisors"):
            for rows_ in (self.row_list("placement", "terms"), self.row_list("employer", "supervisors")):
                for binder in rows_.binders():
                    binder.refill()
        if record in ("candidate", "portfolio"):
            self._remarks.soon()
        if record != "portfolio":
            self._drawing.start()

    def draw(self) -> None:
        """Bring the pictures, and what follows from the rules, up to date."""
        self._drawing.stop()
        if not self.is_whole:
            return
        focus: QWidget | None = self.window().focusWidget()
        typing = focus if focus is not None and self.isAncestorOf(focus) else None
        before = 0 if typing is None else typing.mapTo(self, QPoint(0, 0)).y()
        self._draw_week()
        self._draw_placement()
        self._draw_paper()
        if typing is not None:
            lay_out()
            self._stay(typing.mapTo(self, QPoint(0, 0)).y() - before)

    def _stay(self, by: int) -> None:
        """What is told above grew: scroll along, so that the field one types in stays where it was."""
        port = self.parentWidget()
        area = None if port is None else port.parentWidget()
        if by and isinstance(area, QScrollArea):
            area.verticalScrollBar().setValue(area.verticalScrollBar().value() + by)

    def _places(self) -> list[Placement]:
        return on_screen(self._dossier.session("placement"), self._dossier.others)

    def _draw_week(self) -> None:
        session, today = self._dossier.session, self._helpers.today()
        candidate, places = session("candidate"), self._places()
        self.week.show_week(week_of(candidate, places, session("employer"), today))
        self.standing.tell(*standing_words(candidate, places, today))

    def _draw_placement(self) -> None:
        place, today = self._dossier.session("placement"), self._helpers.today()
        self.guidance.tell(None if place is None else place.value("match_type"))
        self.phases.show_picture(phase_line(place, today))
        phases, terms = ({}, {}) if place is None else holding(now(place), today)
        self._rows["placement", "phases"].tell(phases)
        self._rows["placement", "terms"].tell(terms)
        employer = self._dossier.session("employer")
        self._counted_with = figures = self._helpers.figures()
        self.says.tell(place, self._dossier.others, employer, today, figures, closed=self._closed)

    def _draw_paper(self) -> None:
        place, figures = self._dossier.session("placement"), self._helpers.figures()
        self.wage.show_values(place, self._helpers.today(), figures, closed=self._closed)
        self._rows["placement", "contracts"].tell({} if place is None else chain_marks(self._places(), figures))

    def take_read(self, read: Read) -> None:
        """Tell what was read of the open placement, and count with the numbers of its gemeente."""
        if read.placement is not None:
            self.says.tell_kept(read.placement, read.signals, read.gaps)
        if self._helpers.figures() != self._counted_with:
            self.draw()

    @property
    def _closed(self) -> bool:
        person = self._dossier.session("candidate")
        return person is not None and person.value("state") is CandidateState.CLOSED

    def _entry(self, plan: SectionPlan) -> SectionEntry:
        entry = super()._entry(plan)
        session = self._dossier.session("candidate")
        if plan.key != "skills" or session is None:
            return entry
        done = len(session.rows("skills"))
        self.sections[plan.key].set_note(f"{done} van {len(Skill)} ingevuld")
        return SectionEntry(plan.key, plan.title, done, len(Skill))

    def finish(self) -> None:
        super().finish()
        if self.introduction.is_waiting:  # who asked for it goes somewhere in it, or below it
            self.introduction.finish()
            lay_out()

    def let_go(self) -> None:
        super().let_go()
        if self.employers.parentWidget() is None:  # its field was not made yet: it goes with the form
            self.employers.setParent(self)

    def _phase_rows(self) -> RowsEditor:
        self.finish()
        return self.row_list("placement", "phases")
