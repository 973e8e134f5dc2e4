"""The list of employers, by kind of work."""

from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.employer import EmployerNature
from beschutdesk.dossier.tags import Surrounding, WorkKind
from beschutdesk.services.drafts import Draft
from beschutdesk.services.lists import EmployerFilter, EmployerLine, Sort, initials
from ui.context import DeskContext
from ui.forms.choosing import Combo
from ui.models.employers import EmployersModel
from ui.models.roots import NEW
from ui.tabs.dossiers.facets import QUIET, Facet, of_kinds, of_texts
from ui.tabs.dossiers.list_pane import ListPane, ListWords

NEW_NAME: Final = "Nieuwe werkgever"
_WORDS: Final = ListWords(
    "Werkgevers", "Nieuwe werkgever (Ctrl+N)", "Geen werkgever gevonden", "naam of plaats", "Alle werkgevers"
)


class EmployerList(ListPane):
    """The pane at the left of Werkgevers."""

    list_ = "employers"
    first = EmployerFilter()
    model: EmployersModel

    def __init__(self, context: DeskContext) -> None:
        model = EmployersModel(lambda rids: context.desk.lists.employer_lines(rids, context.today()))
        super().__init__(context, model, _WORDS)

    def facets(self) -> list[Facet]:
        lists = self._context.desk.lists
        places = of_texts(lambda: lists.written("employers", "place"))
        sectors = of_texts(lambda: lists.written("employers", "sector"))
        return [
            Facet("work", "Soort werk", "alle soorten werk", of_kinds(WorkKind), quick=True),
            Facet("place", "Plaats", "alle plaatsen", places, "in {}"),
            Facet("sector", "Branche", "alle branches", sectors, "branche {}"),
            Facet("surrounding", "Omgeving", "elke omgeving", of_kinds(Surrounding)),
            Facet("nature", "Soort organisatie", "alle soorten", of_kinds(EmployerNature)),
            Facet("free", "Plek", "met of zonder plek", lambda: ((True, "plek vrij"),)),
            Facet("quiet_weeks", "Geen contact sinds", "maakt niet uit", lambda: QUIET, "{} geen contact"),
        ]

    def narrowing(self) -> QWidget:
        self.work = Combo()
        self.work.setAccessibleName("Toon werkgevers met dit werk")
        self.work.addItem("alle soorten werk", "")
        for kind in WorkKind:
            self.work.addItem(kind.label, kind.key)
        self.work.activated.connect(lambda _index: self.change(work=self.work.currentData()))
        return self.work

    def show_quick(self, wanted: EmployerFilter) -> None:
        self.work.setCurrentIndex(max(0, self.work.findData(wanted.work)))

    def counts(self) -> dict[str, int]:
        return self._context.desk.lists.employer_counts()

    def rids_of(self, wanted: EmployerFilter, sort: Sort) -> list[int]:
        return self._context.desk.lists.employers(wanted, sort, today=self._context.today())

    def number_words(self, number: int) -> str:
        return "1 werkgever" if number == 1 else f"{number} werkgevers"

    def new_lines(self, drafts: list[Draft]) -> list[EmployerLine]:
        return [
            new_line(draft.id, str(draft.changes.get("name") or ""), str(draft.changes.get("place") or ""))
            for draft in drafts
            if draft.record == "employer" and not draft.base_version
        ]

    def no_words(self) -> str:
        if not self.work.currentData():
            return "Met het plusje hierboven voeg je een werkgever toe."
        return f"Bij geen werkgever staat het werk ‘{self.work.currentText()}’."


def new_line(key: UUID, title: str, place: str) -> EmployerLine:
    """The line of an employer that was never saved."""
    letters = initials(title) if title else ""
    return EmployerLine(NEW, key, title or NEW_NAME, letters, place, "", None, 0, "", None, None, True)
