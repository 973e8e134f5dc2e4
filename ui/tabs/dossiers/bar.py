"""The line above a form: what is open, whether it is saved, and what one can do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.forms.parse import format_time
from ui.theme import colours, icons, px
from ui.theme import tokens as tk
from ui.widgets import Chip, Elided, button, cols, set_tone

_PICKER: Final = 200
_PICKER_MOST: Final = 260


class RootBar(QWidget):
    """The line with the chip "Niet opgeslagen" and the one primary button.

    Args:
        picker: goes to a section, where there is no room for the index.
        acts: further buttons, before the primary one.
        title: the name of what is open, where nothing else on the screen says it.

    Attributes:
        list_wanted: back to the list, in a narrow window.
        save_wanted, trash_wanted, discard_wanted: the acts.
        copy_wanted: a section as text, for another program.
        list_file_wanted: a list out of a file is to be read in.
    """

    list_wanted = Signal()
    save_wanted = Signal()
    trash_wanted = Signal()
    discard_wanted = Signal()
    copy_wanted = Signal()
    list_file_wanted = Signal()

    def __init__(self, picker: QWidget, acts: Sequence[QWidget] = (), title: Elided | None = None) -> None:
        super().__init__()
        self.picker = picker
        self.back = button("Lijst", "quiet", "chevron-left", "Terug naar de lijst", on=self.list_wanted.emit)
        self.chip = Chip("Niet opgeslagen", icon="pencil", dashed=True)
        self.told = Elided("", "meta", "soft")
        self.save = button("Opslaan", "primary", tip="Opslaan (Ctrl+S)", on=self.save_wanted.emit)
        self.more = button("", "quiet", "ellipsis", "Meer", on=self._open_menu)
        named = [title] if title is not None else []
        told = cols(*named, self.chip, (self.told, 1))
        doing = cols(self.more, *acts, self.save)
        self.setLayout(cols(self.back, picker, (told, 1), doing, margins=(tk.PAGE_MARGIN, 10, tk.PAGE_MARGIN, 10)))
        self.setMinimumWidth(1)
        self._dirty, self._titled = False, title is not None

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
        self._dirty = dirty
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
        self.picker.setMinimumWidth(px(_PICKER) if width >= tk.NARROW and not self._titled else _PICKER)
        self.picker.setMaximumWidth(px(_PICKER_MOST))
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
        copy = QAction(icons.icon("copy", colours().ink), "Kopieer als tekst… (Ctrl+Shift+C)", menu)
        copy.triggered.connect(self.copy_wanted)
        bring = QAction(icons.icon("upload", colours().ink), "Lijst inlezen…", menu)
        bring.triggered.connect(self.list_file_wanted)
        menu.addAction(discard)
        menu.addAction(trash)
        menu.addSeparator()
        menu.addAction(copy)
        menu.addAction(bring)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
