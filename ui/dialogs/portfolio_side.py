"""The right side of the portfolio dialog: for whom it is, what is in it and what is not, and what was agreed on it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from beschutdesk.dossier.audience import Audience
from beschutdesk.dossier.issued_document import IssuedDocument
from ui.dialogs.portfolio_book import PortfolioBook
from ui.dialogs.portfolio_parts import IssuedPart, LeftOutPart, Part, SectionsPart, StalePart
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.theme import paint
from ui.theme import tokens as tk
from ui.widgets import Segmented, box, cols, label, line, rows, scroll

if TYPE_CHECKING:
    from beschutdesk.services.documents import LeftOut

_WORDS = {
    Audience.FLOOR: "Vloer",
    Audience.SUPERVISOR: "Leidinggevende",
    Audience.COLLEAGUE: "Collega",
}
_NAME_ROOM = 92
AGREED = ("discussed_with", "discussed_on", "review_on")


class PortfolioSide(QWidget):
    """All that can be chosen about a portfolio before it leaves.

    Attributes:
        audience_chosen: it is for other readers.
        reopen: an earlier version is to be shown.
        audience: for whom it is now.
    """

    audience_chosen = Signal(object)
    reopen = Signal(object)

    def __init__(self, book: PortfolioBook, audiences: Sequence[Audience]) -> None:
        super().__init__()
        self._book, self._audiences, self._low = book, audiences, False
        self.audience = audiences[0]
        own = f"{book.name} zelf"
        own = own if paint.width(own, "strong") <= _NAME_ROOM else "Zelf"
        question = "Voor wie is dit portfolio?"
        self.who = Segmented([_WORDS.get(a, own) for a in audiences], 0, question, clearable=False)
        self.who.edited.connect(self._chose)
        self.stale = StalePart()
        self.stale.take.connect(book.take)
        self.stale.keep.connect(book.keep_own)
        self.left_out = LeftOutPart()
        self.sections = SectionsPart()
        self.sections.toggled.connect(book.show_section)
        self.issued = IssuedPart()
        self.issued.reopen.connect(self.reopen)
        self.binder = Binder("portfolio", Helpers(today=lambda: book.today), self)
        readers = Part("Lezers")
        readers.body.addSpacing(tk.S2)
        readers.body.addWidget(self.binder.box("readers_named"))
        parts = rows(
            self.stale, self.left_out, self.sections, readers, self.issued, None, gap=tk.S4, margins=(0, 4, 12, 12)
        )
        content = box(parts)
        content.setMinimumWidth(1)
        fields = [self.binder.box(name, hint="") for name in AGREED]
        for field in fields:
            field.setMinimumWidth(1)
            field.set_readers("")
        self._agreed = box(rows(line("hair"), fields[0], cols((fields[1], 1), (fields[2], 1), gap=12), gap=tk.S2))
        self._parts = parts
        self._scroller = scroll(content)
        self._column = rows(
            label(question, "meta_strong"),
            self.who,
            tk.S1,
            (self._scroller, 1),
            self._agreed,
            gap=6,
            margins=(20, 14, 20, 12),
        )
        self.setLayout(self._column)
        # Qt brings a stop into view only when the focus was inside already; coming from the readers it would not.
        QApplication.instance().focusChanged.connect(self._into_view)  # type: ignore[union-attr]
        self.binder.bind(book.session)
        self.sections.show_printed(book.printed_sections())

    def set_low(self, low: bool) -> None:
        """In a low window what was agreed scrolls along, else the list above it would have no room."""
        if low == self._low:
            return
        self._low = low
        if low:
            self._parts.insertWidget(1, self._agreed)
        else:
            self._column.addWidget(self._agreed)

    def show_state(self, left_out: "Sequence[LeftOut]") -> None:
        """What follows from the texts as they are now."""
        self.left_out.show_fields(left_out)
        self.sections.show_printed(self._book.printed_sections())
        self.stale.show_stale(self._book.stale(), self._book.pair)

    def show_issued(self, issued: Sequence[IssuedDocument]) -> None:
        """Show the earlier versions."""
        self.issued.show_issued(issued)

    def settle(self) -> None:
        """Read what is half typed."""
        self.binder.settle()

    def unbind(self) -> None:
        """Let go of the session."""
        self.binder.bind(None)

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        self.who.setFocus()

    def _into_view(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._scroller.isAncestorOf(now):
            self._scroller.ensureWidgetVisible(now, 0, tk.S5)

    def _chose(self, index: int) -> None:
        self.audience = self._audiences[index]
        self.audience_chosen.emit(self.audience)
