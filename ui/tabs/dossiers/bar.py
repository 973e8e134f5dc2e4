"""The line above a form: what is open, whether it is saved, and what one can do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.forms.parse import format_time
from ui.theme import colours, icons, paint, px
from ui.theme import tokens as tk
from ui.widgets import Chip, Elided, button, cols, set_button, set_tone

_PICKER: Final = 200
_PICKER_MOST: Final = 260
_TITLE: Final = 80
_TOLD: Final = 60
"""With less room than this, what is told says nothing."""


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

    def __init__(self, picker: QWidget, acts: Sequence[QPushButton] = (), title: Elided | None = None) -> None:
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
        self._dirty, self._title = False, title
        self._acts = [(act, act.text()) for act in acts]
        self._told_asked, self._failing = True, False

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
        self._dirty, self._failing = dirty, failing is not None
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
        self._give_way()

    def arrange(self, width: int) -> None:
        """Give way at the breakpoints."""
        self.picker.setMinimumWidth(_PICKER)
        self.picker.setMaximumWidth(px(_PICKER_MOST))
        self.back.setVisible(width < tk.NARROW)
        self.picker.setVisible(width < tk.WIDE)
        self._told_asked = width >= tk.NARROW
        self._give_way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._give_way()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # letters may have another size
            self._give_way()

    def _give_way(self) -> None:
        """Where not all has room, first when it was kept goes, then the words of the acts, then those of the chip.

        That nothing is kept any more is told whatever the room.
        """
        parts = [part for part in (self.back, self.more, self.save) if not part.isHidden()]
        fixed = [part.sizeHint().width() for part in parts] + ([_TITLE] if self._title is not None else [])
        fixed += [_PICKER] if not self.picker.isHidden() else []
        chip = 0 if self.chip.isHidden() else self.chip.whole + tk.S2
        words = sum(_whole(act, said) + tk.S2 for act, said in self._acts)
        without = len(self._acts) * (px(tk.H_INPUT) + tk.S3)
        room = self.width() - 2 * tk.PAGE_MARGIN - sum(fixed) - len(fixed) * tk.S2
        spare = px(_TOLD) if self._failing else 0
        short = words + chip + spare > room
        for act, said in self._acts:
            if (act.text() == "") != short:
                set_button(act, "" if short else said, str(act.property("glyph")))
        self.chip.set_short(without + chip + spare > room)
        left = room - chip - spare - (without if short else words)
        if self._title is None and self._told_asked and not self.picker.isHidden():
            wide = max(0, min(px(_PICKER) - _PICKER, left))
            self.picker.setMinimumWidth(_PICKER + wide)
            left -= wide
        self.told.setVisible(self._failing or (self._told_asked and not short and left >= px(_TOLD)))

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


def _whole(act: QPushButton, words: str) -> int:
    """How wide an act is with its words."""
    return act.sizeHint().width() + (0 if act.text() else round(paint.width(words, "strong")) + tk.S4)
