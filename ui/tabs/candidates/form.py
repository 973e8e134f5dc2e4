"""The dossier form: built once from the layout, filled for each person."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import shape_of
from ui.forms.binder import Binder
from ui.forms.choosing import Combo
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.rows import RowsEditor, RowsPlan
from ui.tabs.candidates.dossier import OpenDossier
from ui.tabs.candidates.layout import SECTIONS, Fields, SectionPlan
from ui.tabs.candidates.remarks import Remarks
from ui.theme import tokens as tk
from ui.widgets import FieldBox, Section, SectionEntry, box, button, cols, label, rows

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
            parts.append(self._place_picker())
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
        """Show what is open now."""
        for record, binder in self._binders.items():
            if binder.session is not self._dossier.session(record) or binder.session is None:
                binder.bind(self._dossier.session(record))
        for (record, _), editor in self._rows.items():
            editor.bind(self._dossier.session(record))
        for key, (content, empty) in self._contents.items():
            there = self._dossier.session(key) is not None
            content.setVisible(there)
            empty.setVisible(not there and not (key == "employer" and self._has_place))
        self._fill_pickers()
        self._remarks.look()
        self.counted.emit()

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

    # -- asking --------------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Read all that is half typed."""
        for binder in self._all_binders():
            binder.settle()

    def _all_binders(self) -> Iterator[Binder]:
        yield from self._binders.values()
        for editor in self._rows.values():
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
