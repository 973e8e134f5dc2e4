"""The papers of an application before they leave: which one, for whom, what is not in it and why, and then out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.services.subsidy_papers import READERS, LeftOut, Slip
from beschutdesk.services.visit_papers import Reader
from ui.dialogs.given_paper import ChosenPaperDialog, beside, choices
from ui.dialogs.paper import Ready
from ui.dialogs.subsidy_costs import CostPart
from ui.looking import hear_keys
from ui.theme import tokens as tk
from ui.widgets import Glyph, box, cols, label, plain, rows

if TYPE_CHECKING:
    from ui.context import DeskContext

_PAPERS: Final = {
    DocumentKind.SUBSIDY_APPLICATION: "De aanvraag, om te tekenen",
    DocumentKind.STEP_PLAN: "Stappenplan voor de werkgever",
    DocumentKind.COST_PICTURE: "Kostenplaatje (schatting)",
    DocumentKind.SUPERVISION_LOG: "Overzicht van de begeleiding",
}
_READERS: Final = {
    Audience.MUNICIPALITY: "Gemeente, die beslist",
    Audience.EMPLOYER: "Werkgever",
    Audience.SOB: "SOB",
}


@dataclass(frozen=True, slots=True)
class Paper(Ready):
    """A paper that is made, with what must be looked at first.

    Attributes:
        left_out: what is not in it, and why.
        slips: words to look at.
        missing: what must be filled in before it is more than a concept.
    """

    left_out: tuple[LeftOut, ...] = ()
    slips: tuple[Slip, ...] = ()
    missing: tuple[str, ...] = ()


class SubsidyPaperDialog(ChosenPaperDialog):
    """Preview of one paper of an application, for one reader.

    Args:
        context: the open desk.
        application: its id.
        paper: which one to begin with.
        title: of whom, above the window.
        parent: the window it belongs to.

    Attributes:
        costs: what a cost picture asks besides.
    """

    readers = READERS

    def __init__(
        self, context: "DeskContext", application: UUID, paper: DocumentKind, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.desk, context.jobs, "De aanvraag", parent)
        self._key, self._today = application, context.today()
        self._build(paper, title)
        hear_keys(self)
        self._after_handing()
        self._render()

    def _build(self, paper: DocumentKind, title: str) -> None:
        which, whom = "Welk papier?", "Voor wie?"
        self.papers = choices(self, which, _PAPERS, self._chose_paper)
        self.who = choices(self, whom, _READERS, self._out_of_date)
        self.papers[paper].setChecked(True)
        self.costs = CostPart()
        self.costs.changed.connect(self._out_of_date)
        self._missing = label("", "body", "warn", wrap=True)
        glyph = rows(Glyph("triangle-alert", "warn"), None, gap=0)
        self._concept = box(cols(glyph, (self._missing, 1), gap=tk.S2))
        scroller = beside(
            label(which, "meta_strong"),
            *self.papers.values(),
            tk.S1,
            label(whom, "meta_strong"),
            *self.who.values(),
            self.costs,
            self._concept,
            self.slips,
            tk.S1,
            self.left_out,
            self.to_whom_box,
            self.issued,
        )
        self._concept.hide()
        self.slips.hide()
        self.lay_out(f"Papieren: {title}" if title else "Papieren van de aanvraag", scroller, self.chip, first="save")
        self._show_choices()
        self.papers[paper].setFocus()

    # -- what is chosen ------------------------------------------------------------------------------------------------

    def _show_choices(self) -> None:
        """Only who may have this paper; whoever was chosen stays when that is one of them."""
        allowed = READERS[self.kind]
        for reader, made in self.who.items():
            made.setEnabled(reader in allowed)
        self.costs.setVisible(self.kind is DocumentKind.COST_PICTURE)
        super()._show_choices()

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _making(self) -> Callable[[], Ready]:
        papers, key, kind = self._desk.subsidy_papers, self._key, self.kind
        audience, today = self.audience, self._today
        answers = self.costs.answers() if kind is DocumentKind.COST_PICTURE else None

        def make() -> Ready:
            order = papers.order(key, kind, audience, today, answers=answers)
            left, said = tuple(papers.left_out(order)), tuple(papers.slips(order))
            return Paper(order, papers.render(order), left, said, tuple(order.missing))

        return make

    def _shown(self, ready: Ready) -> None:
        if not isinstance(ready, Paper):
            return
        self.left_out.show_fields(ready.left_out)
        self.slips.show_slips([(Reader.DOSSIER, slip) for slip in ready.slips], named=False)
        self._concept.setVisible(bool(ready.missing))
        self._missing.setText(plain(f"Concept. Nog niet ingevuld: {', '.join(_small(one) for one in ready.missing)}."))
        state = "concept" if ready.missing else "nog niet gedeeld"
        self.chip.set_look(f"versie {ready.order.number}, {state}", icon="pencil", dashed=True)

    def _after_handing(self) -> None:
        self.issued.show_issued(self._desk.subsidy_papers.issued(self._key, self.kind))

    def _forget(self, *, locked: bool) -> None:
        super()._forget(locked=locked)
        self.costs.forget()
        self._missing.setText("")


def _small(words: str) -> str:
    """A label inside a sentence; IBAN and BSN stay capitals."""
    return words if words[:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def open_papers(
    context: "DeskContext",
    application: UUID,
    parent: QWidget,
    *,
    paper: str = "",
    back: IssuedDocument | None = None,
) -> SubsidyPaperDialog:
    """Open the papers of an application.

    Args:
        context: the open desk.
        application: its id.
        parent: the window below.
        paper: key of a kind of document, to begin with; the application when empty.
        back: show this version, as it went out.
    """
    kind = back.kind if back is not None and back.kind in _PAPERS else None
    kind = kind or next((one for one in _PAPERS if one.key == paper), DocumentKind.SUBSIDY_APPLICATION)
    title = context.database.call(_title, context, application)
    dialog = SubsidyPaperDialog(context, application, kind, title, parent)
    dialog.kept.connect(context.announce)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    if back is not None:
        dialog.look_back(back)
    return dialog


def _title(context: "DeskContext", application: UUID) -> str:
    """In the database lane: of whom, at which employer."""
    found = context.desk.dossiers.get("supervision_subsidy", application)
    person = None if found is None else context.desk.dossiers.get("candidate", found.candidate)
    place = None if found is None else context.desk.dossiers.get("placement", found.placement)
    house = None if place is None or place.employer is None else context.desk.dossiers.get("employer", place.employer)
    name = "" if person is None else " ".join(part for part in (person.name_used, person.family_name) if part)
    return ", ".join(part for part in (name, house.name if house is not None else "") if part)
