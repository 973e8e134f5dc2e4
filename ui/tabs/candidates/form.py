"""The dossier form: built once from the layout, filled for each person."""

from collections.abc import Iterator
from time import perf_counter
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import shape_of
from ui.forms.binder import Binder
from ui.forms.choosing import Combo
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.rows import RowsEditor, RowsPlan
from ui.tabs.candidates.dossier import OpenDossier
from ui.tabs.candidates.drawn import PhaseLine, WeekStrip
from ui.tabs.candidates.layout import SECTIONS, Fields, SectionPlan
from ui.tabs.candidates.pictures import phase_bars, week_blocks
from ui.tabs.candidates.remarks import Remarks
from ui.theme import tokens as tk
from ui.widgets import FieldBox, Section, SectionEntry, box, button, cols, label, rows

_DRAW_MS: Final = 250
_STEP_S: Final = 0.006
"""How long the form may fill before other events have their turn."""
_TAB: Final = Qt.FocusPolicy.TabFocus
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


class DossierForm(QWidget):
    """All sections of a dossier.

    Attributes:
        left: the user is done with a field.
        counted: how far the sections are may have changed.
        taken_out: a row went: what it was, and how to put it back.
    """

    left = Signal()
    counted = Signal()
    taken_out = Signal(str, object)
    placement_wanted = Signal()
    portfolio_wanted = Signal()

    def __init__(self, dossier: OpenDossier, helpers: Helpers) -> None:
        super().__init__()
        self._dossier = dossier
        self._helpers = helpers
        self._binders = {record: Binder(record, helpers, self) for record in ("candidate", "placement", "employer")}
        self._binders["portfolio"] = Binder("portfolio", helpers, self)
        self._rows: dict[tuple[str, str], RowsEditor] = {}
        self._contents: dict[str, tuple[QWidget, QWidget]] = {}
        self._remarks = Remarks(lambda: dossier.session("candidate"), lambda: dossier.session("portfolio"), self)
        self._listed: object = None
        self._bar_rows: list[int] = []
        self._waiting_rows: list[tuple[RowsEditor, str]] = []
        self._filling = QTimer(self)
        self._filling.setSingleShot(True)
        self._filling.timeout.connect(self._fill_more)
        self.week, self.phases = WeekStrip(), PhaseLine()
        self.phases.opened.connect(self._open_phase)
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(_DRAW_MS)
        self._drawing.timeout.connect(self.draw)
        self.places = Combo()
        self.employers = Combo()
        self.sections: dict[str, Section] = {plan.key: self._section(plan) for plan in SECTIONS}
        self.setLayout(rows(*self.sections.values(), None, gap=0, margins=(tk.PAGE_MARGIN, 16, 28, 40)))
        self.setMinimumSize(1, 1)
        for binder in self._binders.values():
            binder.left.connect(self.left)
            binder.refreshed.connect(self.counted)
        for rows_editor in self._rows.values():
            rows_editor.left.connect(self.left)
            rows_editor.taken_out.connect(self.taken_out)
            rows_editor.changed.connect(self.counted)
        dossier.opened.connect(self.bind)
        dossier.touched.connect(self._touched)

    # -- building ------------------------------------------------------------------------------------------------------

    def _section(self, plan: SectionPlan) -> Section:
        parts: list[QWidget] = []
        if plan.key == "placement":
            parts += [self._place_picker(), self.phases]
        elif plan.key == "week":
            parts.append(self.week)
        parts += [self._fields(part) if isinstance(part, Fields) else self._row_list(part) for part in plan.parts]
        content = box(rows(*parts, gap=tk.S4))
        content.setMinimumWidth(1)
        if plan.record == "candidate":
            return Section(plan.title, content, plan.note)
        words, act = _BEGIN[plan.key]
        begin = {"placement": self.placement_wanted.emit, "portfolio": self.portfolio_wanted.emit}.get(plan.key)
        acts = [button(act, icon="plus", on=begin)] if begin else []
        empty = box(rows(label(words, "body", "soft", wrap=True), cols(*acts, None), gap=tk.S2))
        self._contents[plan.key] = (content, empty)
        items = (self._employer_picker(), empty, content) if plan.key == "employer" else (empty, content)
        whole = box(rows(*items, gap=tk.S3))
        whole.setMinimumWidth(1)
        return Section(plan.title, whole, plan.note)

    def _fields(self, part: Fields) -> QWidget:
        binder = self._binders[part.record]
        return FieldGrid([[self._field(binder, attribute) for attribute in line] for line in part.lines])

    def _field(self, binder: Binder, attribute: str) -> QWidget:
        made: FieldBox = binder.box(attribute)
        spec = binder.spec(attribute)
        return self._remarks.under(spec, made) if spec.source else made

    def _row_list(self, plan: RowsPlan) -> QWidget:
        made = RowsEditor(plan, self._helpers)
        self._rows[plan.record, plan.attribute] = made
        return made

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

    def bind(self) -> None:
        """Show what is open now: first what is in view, the rest in small steps between other events."""
        seen = self._in_view()
        self._waiting_rows = []
        for record, binder in self._binders.items():
            session = self._dossier.session(record)
            if binder.session is not session or session is None:
                binder.bind(session, first=seen)
        for (record, _), editor in self._rows.items():
            if seen & {record}:
                editor.bind(self._dossier.session(record))
            else:
                self._waiting_rows.append((editor, record))
        for key, (content, empty) in self._contents.items():
            there = self._dossier.session(key) is not None
            content.setVisible(there)
            empty.setVisible(not there and not (key == "employer" and self._has_place))
        self._fill_pickers()
        self.draw()
        self.counted.emit()
        self._filling.start()

    def _in_view(self) -> set[str]:
        """The fields down to the bottom of what is seen, and the records whose rows are."""
        bottom = self.visibleRegion().boundingRect().bottom()
        seen: set[str] = set()
        for plan in SECTIONS:
            if self.visibleRegion().isEmpty() or self.sections[plan.key].y() > bottom:
                break
            for part in plan.parts:
                seen.update(part.attributes if isinstance(part, Fields) else {part.record})
        return seen

    def _fill_more(self) -> None:
        until = perf_counter() + _STEP_S
        while perf_counter() < until:
            if not any(binder.fill_some(1) for binder in self._binders.values()):
                if not self._waiting_rows:
                    self._remarks.look()
                    return
                editor, record = self._waiting_rows.pop(0)
                editor.bind(self._dossier.session(record))
        self._filling.start()

    def finish(self) -> None:
        """Fill at once what still waits."""
        self._filling.stop()
        for binder in self._binders.values():
            binder.fill_some(1000)
        for editor, record in self._waiting_rows:
            editor.bind(self._dossier.session(record))
        self._waiting_rows = []
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
        known = self._helpers.records("employer")
        if known is self._listed and place.value("employer") == self.employers.currentData():
            return
        self._listed = known
        chosen: UUID | None = place.value("employer")
        if chosen is not None and all(key != chosen for key, _ in known):
            known = [(chosen, "nieuwe werkgever"), *known]
        self.employers.clear()
        self.employers.addItem("–", None)
        for key, words in known:
            self.employers.addItem(words, key)
        self.employers.setCurrentIndex(next((i + 1 for i, (key, _) in enumerate(known) if key == chosen), 0))

    def _place_chosen(self, index: int) -> None:
        key, person = self.places.itemData(index), self._dossier.key
        if person is not None and key is not None:
            self._dossier.open(person, key)

    def _employer_chosen(self, index: int) -> None:
        self._dossier.choose_employer(self.employers.itemData(index))
        self.left.emit()

    def _begin_employer(self) -> None:
        self._dossier.new_employer()
        self._binders["employer"].editor("name").buddy.setFocus()
        self.left.emit()

    def _touched(self, record: str, path: str) -> None:
        if record == "employer" and path.startswith("supervisors"):
            for binder in self._rows["placement", "terms"].binders():
                binder.refill()
        if record in ("candidate", "portfolio"):
            self._remarks.soon()
        if record != "portfolio":
            self._drawing.start()

    def draw(self) -> None:
        """Bring the pictures up to date."""
        self._drawing.stop()
        session, today = self._dossier.session, self._helpers.today()
        self.week.show_blocks(week_blocks(session("candidate"), session("placement"), session("employer"), today))
        bars, self._bar_rows = phase_bars(session("placement"))
        self.phases.show_bars(bars, today)

    def _open_phase(self, number: int) -> None:
        self.finish()
        form = self._rows["placement", "phases"].forms()[self._bar_rows[number]]
        form.binder.editor("kind").buddy.setFocus(Qt.FocusReason.TabFocusReason)

    # -- asking --------------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Read all that is half typed. What waits to be filled shows nothing that anybody typed here."""
        for binder in self._all_binders():
            binder.settle()

    def _all_binders(self) -> Iterator[Binder]:
        yield from self._binders.values()
        waiting = [editor for editor, _ in self._waiting_rows]
        for editor in self._rows.values():
            if editor not in waiting:
                yield from editor.binders()

    def binder(self, record: str) -> Binder:
        """The fields of a root."""
        return self._binders[record]

    def row_list(self, record: str, attribute: str) -> RowsEditor:
        """The editor of a list of rows."""
        return self._rows[record, attribute]

    def go_to_first(self, key: str) -> None:
        """Put the focus in the first field of a section."""
        section = self.sections[key]
        widget = section.nextInFocusChain()
        while widget is not None and widget is not section:
            if section.isAncestorOf(widget) and widget.isVisible() and widget.focusPolicy() & _TAB:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
            widget = widget.nextInFocusChain()

    def entries(self) -> list[SectionEntry]:
        """How far each section is; also told below each heading."""
        return [self._entry(plan) for plan in SECTIONS]

    def _entry(self, plan: SectionPlan) -> SectionEntry:
        session = self._dossier.session(plan.record)
        done = total = 0
        if session is not None:
            for part in plan.parts:
                names = part.attributes if isinstance(part, Fields) else [part.attribute]
                for name in names:
                    if name in plan.uncounted:
                        continue
                    total += 1
                    done += (
                        session.is_filled(_key(part.record, name))
                        if isinstance(part, Fields)
                        else bool(session.rows(name))
                    )
        if not plan.note:
            self.sections[plan.key].set_note(f"{done} van {total} ingevuld" if total else "")
        return SectionEntry(plan.key, plan.title, done, total)


def _key(record: str, attribute: str) -> str:
    return shape_of(record).specs[attribute].key
