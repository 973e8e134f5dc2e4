"""A paper that is given to somebody: what is chosen beside its preview, and to whom it goes."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtWidgets import QButtonGroup, QLayout, QScrollArea, QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.fields import TEXT_LIMIT
from beschutdesk.dossier.issued_document import DocumentKind
from ui import jobs
from ui.dialogs.paper import PaperDialog
from ui.dialogs.portfolio_parts import IssuedPart, LeftOutPart
from ui.dialogs.visit_parts import SlipsPart
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Chip, FieldBox, Radio, box, line_edit, plain, rows, scroll

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

T = TypeVar("T")

SIDE: Final = 372
"""How wide the part beside the preview is, before the text size."""


def choices(parent: QWidget, question: str, words: Mapping[T, str], act: Callable[[], object]) -> dict[T, Radio]:
    """A choice of one of these, each with the question in its accessible name.

    Args:
        parent: where they stand.
        question: what is chosen.
        words: what can be, with how it is called.
        act: one was clicked.
    """
    group, made = QButtonGroup(parent), dict[T, Radio]()
    for one, said in words.items():
        made[one] = Radio(plain(said))
        made[one].setAccessibleName(f"{question} {said}")
        made[one].setMinimumWidth(1)
        made[one].clicked.connect(act)
        group.addButton(made[one])
    return made


def beside(*parts: QWidget | QLayout | int, wide: int = SIDE) -> QScrollArea:
    """These below each other, in the part beside the preview.

    Args:
        parts: widgets, layouts and spaces.
        wide: of the part, before the text size.
    """
    content = box(rows(*parts, None, gap=tk.S2, margins=(20, 14, 20, 12)))
    content.setMinimumWidth(1)
    made = scroll(content)
    made.setFixedWidth(px(wide))
    made.follow_focus()
    return made


class GivenPaperDialog(PaperDialog):
    """Preview of a paper that goes to somebody.

    Attributes:
        chip: its version.
        to_whom: the name of who gets it; :attr:`to_whom_box` is that field with its label.
        slips: words to look at.
        left_out: what is not in it, and why.
        issued: what went out before.
    """

    def __init__(self, desk: "Desk", lane: jobs.Lane, what: str, parent: QWidget | None) -> None:
        super().__init__(desk, lane, what, parent)
        self.chip = Chip()
        self.to_whom = line_edit()
        self.to_whom.setMaxLength(TEXT_LIMIT)
        self.to_whom_box = FieldBox("Aan wie gegeven", self.to_whom, "De naam, voor later. Mag leeg blijven.")
        self.slips, self.left_out, self.issued = SlipsPart(), LeftOutPart(), IssuedPart()
        self.issued.reopen.connect(self.look_back)

    def _whom(self) -> str:
        return self.to_whom.text().strip()

    def _forget(self, *, locked: bool) -> None:
        self.to_whom.clear()
        self.left_out.show_fields([])
        self.slips.show_slips([], named=False)
        self.issued.show_issued([])


class ChosenPaperDialog(GivenPaperDialog):
    """Preview of one of some papers, for one of its readers.

    Attributes:
        readers: who may have each paper; the first is the usual one.
        papers: a choice per paper.
        who: a choice per reader; those whom a paper is not for cannot be chosen.
    """

    readers: Mapping[DocumentKind, Sequence[Audience]]
    papers: dict[DocumentKind, Radio]
    who: dict[Audience, Radio]

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
        self._show_choices()
        if audience is not None:
            self.who[audience].setChecked(True)
        self._chose_paper()

    def _chose_paper(self) -> None:
        self._show_choices()
        self._after_handing()
        self._out_of_date()

    def _show_choices(self) -> None:
        """Only what can be asked of this paper; whoever was chosen stays when they may have it."""
        allowed = self.readers[self.kind]
        if not any(made.isChecked() and reader in allowed for reader, made in self.who.items()):
            self.who[allowed[0]].setChecked(True)
