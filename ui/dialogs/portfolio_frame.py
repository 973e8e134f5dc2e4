"""The widgets of the portfolio dialog and where they stand: pages at the left, choices at the right, acts below."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from beschutdesk.services.documents import PORTFOLIO_AUDIENCES
from ui.dialogs.portfolio_book import PortfolioBook
from ui.dialogs.portfolio_side import PortfolioSide
from ui.dialogs.preview import Preview
from ui.theme import px
from ui.widgets import Banner, Chip, button, cols, label, line, rows

IN_MEMORY: Final = "Voorbeeld uit het geheugen; er staat nog niets op schijf."
_SIZE: Final = QSize(1120, 690)
_LEAST: Final = QSize(720, 420)
_NARROW: Final = 980
_LOW: Final = 560
_SIDE, _SIDE_NARROW = 430, 380
_AROUND: Final = 24


class PortfolioFrame(QDialog):
    """What the dialog consists of; what it does is told in :class:`ui.dialogs.portfolio.PortfolioDialog`.

    Attributes:
        book: the portfolio behind it.
        chip: which version, and whether it is still a concept.
        preview: the pages.
        side: the choices.
        back_banner: an earlier version is in view.
        done_banner: it was saved or printed.
        note: a line beside the buttons.
    """

    def __init__(self, book: PortfolioBook, parent: QWidget | None) -> None:
        super().__init__(parent)
        book.setParent(self)
        self.book = book
        title = f"Portfolio van {book.name}"
        self.setWindowTitle(title)
        self.chip = Chip()
        self.preview = Preview()
        self.side = PortfolioSide(book, PORTFOLIO_AUDIENCES)
        self.back_banner, self.done_banner = Banner(), Banner()
        self.back_banner.hide()
        self.done_banner.hide()
        self.note = label(IN_MEMORY, "meta", "soft", wrap=True)
        self.note.setMinimumWidth(1)
        self.close_button = button("Sluiten")
        self.print_button = button("Afdrukken", icon="printer", tip="Afdrukken (Ctrl+P)")
        self.save_button = button("Opslaan als pdf…", "primary", "download", "Opslaan als pdf (Ctrl+S)")
        acts = (self.close_button, self.print_button, self.save_button)
        for made in acts:
            made.setAutoDefault(False)  # Enter in a field must not open a file dialog
        top = cols(label(title, "title"), self.chip, None, gap=12, margins=(20, 12, 20, 10))
        left = rows(self.back_banner, (self.preview, 1), gap=0)
        middle = cols((left, 1), line("upright"), self.side, gap=0)
        foot = cols((self.note, 1), *acts, gap=10, margins=(20, 10, 20, 12))
        self.setLayout(rows(top, line(), (middle, 1), self.done_banner, line(), foot, gap=0))
        self.setMinimumSize(_LEAST)
        self.resize(self._wanted_size())
        self.side.focus_first()

    def _wanted_size(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        return _SIZE.boundedTo(room - QSize(_AROUND, _AROUND)).expandedTo(_LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.side.setFixedWidth(px(_SIDE if self.width() >= _NARROW else _SIDE_NARROW))
        self.side.set_low(self.height() < _LOW)
        super().resizeEvent(event)
