"""The line above a dossier, with the way to the portfolio."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.tabs.dossiers.bar import RootBar
from ui.theme import colours, icons
from ui.widgets import button


class DossierBar(RootBar):
    """The line above a dossier.

    Attributes:
        portfolio_wanted: the portfolio of this person.
        batch_wanted: those of the whole list.
    """

    portfolio_wanted = Signal()
    batch_wanted = Signal()

    def __init__(self, picker: QWidget) -> None:
        self.portfolio = button("Portfolio", icon="file-text", tip="Portfolio bekijken en afdrukken (Ctrl+P)")
        super().__init__(picker, [self.portfolio])
        self.portfolio.clicked.connect(self.portfolio_wanted)

    def menu(self) -> QMenu:
        menu = super().menu()
        batch = QAction(icons.icon("file-text", colours().ink), "Portfolio’s van de hele lijst…", menu)
        batch.triggered.connect(self.batch_wanted)
        menu.addAction(batch)
        return menu
