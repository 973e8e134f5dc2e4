"""The line above an application."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.tabs.dossiers.bar import RootBar
from ui.theme import colours, icons
from ui.widgets import Elided, button


class SubsidyBar(RootBar):
    """The name, whether it is saved, and what can be done with it.

    Attributes:
        papers_wanted: print.
        renewal_wanted: begin the next period.
        form_wanted: fill in the form of the gemeente.
    """

    papers_wanted = Signal()
    renewal_wanted = Signal()
    form_wanted = Signal()

    def __init__(self, picker: QWidget) -> None:
        self._name = Elided("", "section")
        self.papers = button("Papieren", "", "printer", "Papieren (Ctrl+P)")
        super().__init__(picker, [self.papers], self._name)
        self.papers.clicked.connect(lambda _checked=False: self.papers_wanted.emit())
        self._renewal = False

    def name(self, words: str) -> None:
        """Say what is open."""
        self._name.set_words(words)

    def offer_renewal(self, on: bool) -> None:
        """Whether a next period can begin."""
        self._renewal = on

    def menu(self) -> QMenu:
        menu = QMenu(self)
        acts = (
            ("rotate-ccw", "Wijzigingen weggooien", self.discard_wanted, self._dirty),
            ("file-pen", "Formulier van de gemeente invullen…", self.form_wanted, True),
            ("calendar-plus", "Verlengen…", self.renewal_wanted, self._renewal),
            ("trash-2", "Naar de prullenbak", self.trash_wanted, True),
        )
        for icon, words, wanted, on in acts:
            act = QAction(icons.icon(icon, colours().ink), words, menu)
            act.setEnabled(on)
            act.triggered.connect(wanted)
            menu.addAction(act)
        return menu
