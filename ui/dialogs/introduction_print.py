"""An evaluatie kennismaking before it leaves: for whom, how it looks, and then to the printer or a file."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.introduction import IntroductionEvaluation
from beschutdesk.services.introduction_paper import READERS, missing
from ui import jobs
from ui.dialogs.given_paper import beside, choices
from ui.dialogs.paper import PaperDialog, Ready
from ui.dialogs.portfolio_parts import IssuedPart, LeftOutPart
from ui.looking import hear_keys
from ui.theme import paint, px
from ui.theme import tokens as tk
from ui.widgets import Chip, Glyph, box, cols, label, rows

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_SIDE: Final = 360
_AROUND: Final = 92
"""Margins, the mark of a choice and a scroll bar."""
_WORDS: Final = {
    Audience.EMPLOYER: "Werkgever",
    Audience.SUPERVISOR: "Leidinggevende",
    Audience.MUNICIPALITY: "Gemeente, die beslist",
    Audience.COLLEAGUE: "Collega-bemiddelaar",
}


class IntroductionDialog(PaperDialog):
    """Preview of one evaluation on paper.

    Args:
        desk: the open profile.
        lane: where it is made.
        candidate, placement: of whom, and of which placement.
        evaluation: what is printed, as it was kept.
        called: what the person is called.
        today: the date on it.
        parent: the window it belongs to.

    Attributes:
        who: a choice per reader.
    """

    def __init__(
        self,
        desk: "Desk",
        lane: jobs.Lane,
        candidate: UUID,
        placement: UUID,
        evaluation: IntroductionEvaluation,
        *,
        called: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, lane, "De evaluatie", parent)
        self._candidate, self._placement, self._said = candidate, placement, evaluation
        self._called, self._today = called.strip(), today
        self._build()
        hear_keys(self)
        self._after_handing()
        self._render()

    def _build(self) -> None:
        self.chip = Chip()
        question = "Voor wie is deze evaluatie?"
        own = f"{self._called} zelf"
        own = own if self._called and paint.width(own) <= px(_SIDE) - _AROUND else "De kandidaat zelf"
        allowed = [one for one in READERS if self._said.readers is None or one in self._said.readers]
        words = {reader: _WORDS.get(reader, own) for reader in READERS}
        self.who = choices(self, question, words, self._out_of_date)
        for reader, made in self.who.items():
            made.setEnabled(reader in allowed)
        self.who[next(iter(allowed), READERS[0])].setChecked(True)
        closed = label("Je hebt bij deze evaluatie zelf gekozen wie haar mag lezen.", "meta", "soft", wrap=True)
        wanted = missing(self._said)
        said = f"Concept. Nog niet ingevuld: {', '.join(one.lower() for one in wanted)}."
        concept = box(
            cols(
                rows(Glyph("triangle-alert", "warn"), None, gap=0),
                (label(said if wanted else "", "body", "warn", wrap=True), 1),
                gap=tk.S2,
            )
        )
        self.left_out, self.issued = LeftOutPart(), IssuedPart()
        self.issued.reopen.connect(self.look_back)
        scroller = beside(
            label(question, "meta_strong"),
            *self.who.values(),
            closed,
            concept,
            tk.S2,
            self.left_out,
            self.issued,
            wide=_SIDE,
        )
        closed.setVisible(len(allowed) < len(READERS))
        concept.setVisible(bool(wanted))
        title = "Evaluatie kennismaking"
        self.lay_out(f"{title} van {self._called}" if self._called else title, scroller, self.chip)
        self.who[self.audience].setFocus()

    @property
    def audience(self) -> Audience:
        """For whom it is now."""
        return next(reader for reader, made in self.who.items() if made.isChecked())

    # -- the preview ---------------------------------------------------------------------------------------------------

    def _making(self) -> Callable[[], Ready]:
        paper, audience, said = self._desk.introductions, self.audience, self._said
        candidate, placement, today = self._candidate, self._placement, self._today

        def make() -> Ready:
            order = paper.order(candidate, audience, today, placement=placement, evaluation=said)
            return Ready(order, paper.render(order))

        return make

    def _shown(self, ready: Ready) -> None:
        self.left_out.show_fields(self._desk.introductions.left_out(ready.order))
        state = "concept" if missing(self._said) else "nog niet gedeeld"
        self.chip.set_look(f"versie {ready.order.number}, {state}", icon="pencil", dashed=True)

    def _after_handing(self) -> None:
        self.issued.show_issued(self._desk.introductions.issued(self._placement))

    def _forget(self, *, locked: bool) -> None:
        self._said = IntroductionEvaluation()
        self.left_out.show_fields([])
        self.issued.show_issued([])
