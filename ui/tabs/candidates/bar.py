"""The line above a dossier: where one is, whether it is saved, and what one can do."""

from datetime import datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.forms.choosing import Combo
from ui.forms.parse import format_time
from ui.theme import colours, icons
from ui.theme import tokens as tk
from ui.widgets import Chip, Elided, button, cols, set_tone


class DossierBar(QWidget):
    """The line with the chip "Niet opgeslagen" and the one primary button.

    Attributes:
        list_wanted: back to the list, in a narrow window.
        portfolio_wanted, save_wanted, trash_wanted, discard_wanted: the acts.
    """

    list_wanted = Signal()
    portfolio_wanted = Signal()
    save_wanted = Signal()
    trash_wanted = Signal()
    discard_wanted = Signal()
    batch_wanted = Signal()

    def __init__(self, picker: Combo | QWidget) -> None:
        super().__init__()
        self.picker = picker
        picker.setMinimumWidth(200)
        picker.setMaximumWidth(260)
        self.back = button("Lijst", "quiet", "chevron-left", "Terug naar de lijst", on=self.list_wanted.emit)
        self.chip = Chip("Niet opgeslagen", icon="pencil", dashed=True)
        self.told = Elided("", "meta", "soft")
        self.portfolio = button("Portfolio", icon="file-text", tip="Portfolio bekijken en afdrukken (Ctrl+P)")
        self.portfolio.clicked.connect(self.portfolio_wanted)
        self.save = button("Opslaan", "primary", tip="Opslaan (Ctrl+S)", on=self.save_wanted.emit)
        self.more = button("", "quiet", "ellipsis", "Meer", on=self._open_menu)
        self.setLayout(
            cols(
                self.back,
                picker,
                self.chip,
                (self.told, 1),
                self.more,
                self.portfolio,
                self.save,
                margins=(tk.PAGE_MARGIN, 10, tk.PAGE_MARGIN, 10),
            )
        )
        self.setMinimumWidth(1)
        self._dirty = False
        self._new = False
        self._kept: datetime | None = None

    def show_state(
        self,
        *,
        dirty: bool,
        new: bool,
        kept: datetime | None = None,
        saved: datetime | None = None,
        failing: datetime | None = None,
    ) -> None:
        """Say how it stands: typed, kept as a draft, saved, or kept no longer since some moment."""
        self._dirty, self._new = dirty, new
        self.chip.setVisible(dirty)
        if failing is not None:
            words = f"Niet bewaard sinds {format_time(failing.time())}. Probeer opnieuw (Ctrl+S)."
        elif dirty:
            words = f"concept bewaard om {format_time(kept.time())}" if kept else ""
        else:
            words = f"Opgeslagen om {format_time(saved.time())}" if saved else ""
        if self.told.words != words:
            self.told.set_words(words)
            set_tone(self.told, "care" if failing else "soft")

    def arrange(self, width: int) -> None:
        """Give way at the breakpoints."""
        self.back.setVisible(width < tk.NARROW)
        self.picker.setVisible(width < tk.WIDE)
        self.told.setVisible(width >= tk.NARROW)

    def menu(self) -> QMenu:
        """The acts behind the dots; built anew each time, for icons keep their colour."""
        menu = QMenu(self)
        discard = QAction(icons.icon("rotate-ccw", colours().ink), "Wijzigingen weggooien", menu)
        discard.setEnabled(self._dirty)
        discard.triggered.connect(self.discard_wanted)
        trash = QAction(icons.icon("trash-2", colours().ink), "Naar de prullenbak", menu)
        trash.triggered.connect(self.trash_wanted)
        batch = QAction(icons.icon("file-text", colours().ink), "Portfolio’s van de hele lijst…", menu)
        batch.triggered.connect(self.batch_wanted)
        menu.addAction(discard)
        menu.addAction(trash)
        menu.addSeparator()
        menu.addAction(batch)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
