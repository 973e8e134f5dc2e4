"""The papers of an application before they leave: which one, for whom, what is not in it and why, and then out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.dossier.issued_document import DocumentKind, IssuedDocument
from beschutdesk.services.subsidy_papers import READERS, LeftOut, Slip
from beschutdesk.services.visit_papers import Reader
from ui.dialogs.handing import print_out, to_file
from ui.dialogs.paper import PaperDialog, Ready
from ui.dialogs.portfolio_parts import IssuedPart, LeftOutPart
from ui.dialogs.subsidy_costs import CostPart
from ui.dialogs.visit_parts import SlipsPart
from ui.looking import hear_keys
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Chip, FieldBox, Glyph, Radio, box, cols, label, line_edit, plain, rows, scroll

if TYPE_CHECKING:
    from ui.context import DeskContext

_SIDE: Final = 372
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


class SubsidyPaperDialog(PaperDialog):
    """Preview of one paper of an application, for one reader.

    Args:
        context: the open desk.
        application: its id.
        paper: which one to begin with.
        title: of whom, above the window.
        parent: the window it belongs to.

    Attributes:
        papers: a choice per paper.
        who: a choice per reader; those whom a paper is not for cannot be chosen.
        costs: what a cost picture asks besides.
    """

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
        self.chip = Chip()
        which, whom = "Welk papier?", "Voor wie?"
        self.papers: dict[DocumentKind, Radio] = {}
        self.who: dict[Audience, Radio] = {}
        self._kinds, self._readers = QButtonGroup(self), QButtonGroup(self)
        for kind, words in _PAPERS.items():
            self.papers[kind] = self._choice(which, words, self._kinds)
            self.papers[kind].clicked.connect(self._chose_paper)
        for reader, words in _READERS.items():
            self.who[reader] = self._choice(whom, words, self._readers)
            self.who[reader].clicked.connect(self._out_of_date)
        self.papers[paper].setChecked(True)
        self.costs = CostPart()
        self.costs.changed.connect(self._out_of_date)
        self._missing = label("", "body", "warn", wrap=True)
        glyph = rows(Glyph("triangle-alert", "warn"), None, gap=0)
        self._concept = box(cols(glyph, (self._missing, 1), gap=tk.S2))
        self.to_whom = line_edit()
        self.to_whom.setMaxLength(TEXT_LIMIT)
        to_whom = FieldBox("Aan wie gegeven", self.to_whom, "De naam, voor later. Mag leeg blijven.")
        self.slips, self.left_out, self.issued = SlipsPart(), LeftOutPart(), IssuedPart()
        self.issued.reopen.connect(self.look_back)
        side = rows(
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
            to_whom,
            self.issued,
            None,
            gap=tk.S2,
            margins=(20, 14, 20, 12),
        )
        content = box(side)
        content.setMinimumWidth(1)
        self._concept.hide()
        self.slips.hide()
        scroller = scroll(content)
        scroller.setFixedWidth(px(_SIDE))
        scroller.follow_focus()
        self.lay_out(f"Papieren: {title}" if title else "Papieren van de aanvraag", scroller, self.chip, first="save")
        self._show_readers()
        self.papers[paper].setFocus()

    def _choice(self, question: str, words: str, group: QButtonGroup) -> Radio:
        made = Radio(plain(words))
        made.setAccessibleName(f"{question} {words}")
        made.setMinimumWidth(1)
        group.addButton(made)
        return made

    # -- what is chosen ------------------------------------------------------------------------------------------------

    @property
    def kind(self) -> DocumentKind:
        """Which paper it is now."""
        return next(kind for kind, made in self.papers.items() if made.isChecked())

    @property
    def audience(self) -> Audience:
        """For whom it is now."""
        return next(reader for reader, made in self.who.items() if made.isChecked())

    def choose(self, kind: DocumentKind, audience: Audience | None = None) -> None:
        """Make this paper, for this reader; for the usual one when left out."""
        self.papers[kind].setChecked(True)
        self._show_readers()
        if audience is not None:
            self.who[audience].setChecked(True)
        self._chose_paper()

    def _chose_paper(self) -> None:
        self._show_readers()
        self._after_handing()
        self._out_of_date()

    def _show_readers(self) -> None:
        """Only who may have this paper; whoever was chosen stays when that is one of them."""
        allowed = READERS[self.kind]
        for reader, made in self.who.items():
            made.setEnabled(reader in allowed)
        self.costs.setVisible(self.kind is DocumentKind.COST_PICTURE)
        if not any(made.isChecked() and reader in allowed for reader, made in self.who.items()):
            self.who[allowed[0]].setChecked(True)

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

    # -- handing over --------------------------------------------------------------------------------------------------

    def _save_ready(self, ready: Ready) -> None:
        path, whom = self.ask_path(self, ready.printed.name), self.to_whom.text().strip()
        if path is not None:
            work = partial(to_file, self._desk, ready.order, ready.printed, path, whom)
            self._hand(lambda _report: work(), "Opslaan is niet gelukt")

    def _print_ready(self, ready: Ready) -> None:
        choice, whom = self.ask_printer(self, self.preview.pages), self.to_whom.text().strip()
        if choice is not None:
            self._hand(
                lambda report: print_out(self._desk, ready.order, ready.printed, choice, report, whom),
                "Afdrukken is niet gelukt",
            )

    def _after_handing(self) -> None:
        self.issued.show_issued(self._desk.subsidy_papers.issued(self._key, self.kind))

    def _forget(self, *, locked: bool) -> None:
        self.to_whom.clear()
        self.costs.forget()
        self._missing.setText("")
        self.left_out.show_fields([])
        self.slips.show_slips([], named=False)
        self.issued.show_issued([])


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
