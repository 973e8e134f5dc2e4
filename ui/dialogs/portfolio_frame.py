"""The widgets of the portfolio dialog and where they stand: pages at the left, choices at the right, acts below."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
from ui import jobs
from ui.dialogs.paper import PaperDialog
from ui.dialogs.portfolio_book import PortfolioBook
from ui.dialogs.portfolio_side import PortfolioSide
from ui.theme import px
from ui.widgets import Chip

if TYPE_CHECKING:
    from beschutdesk.services.desk import Desk

_NARROW: Final = 980
_LOW: Final = 560
_SIDE, _SIDE_NARROW = 430, 380


class PortfolioFrame(PaperDialog):
    """What the dialog consists of; what it does is told in :class:`ui.dialogs.portfolio.PortfolioDialog`.

    Attributes:
        book: the portfolio behind it.
        chip: which version, and whether it is still a concept.
        side: the choices.
    """

    WANTED = QSize(1120, 690)
    LEAST = QSize(720, 420)

    def __init__(self, desk: "Desk", lane: jobs.Lane, book: PortfolioBook, parent: QWidget | None) -> None:
        super().__init__(desk, lane, "Het portfolio", parent)
        book.setParent(self)
        self.book = book
        self.chip = Chip()
        self.side = PortfolioSide(book, PORTFOLIO_AUDIENCES)
        self.lay_out(f"Portfolio van {book.name}", self.side, self.chip, first="save")
        self.side.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.side.setFixedWidth(px(_SIDE if self.width() >= _NARROW else _SIDE_NARROW))
        self.side.set_low(self.height() < _LOW)
        super().resizeEvent(event)
