"""Somebody else on the same trip: chosen by name. Nobody is named before something is typed."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ui.context import DeskContext
from ui.dialogs.found_list import FoundList
from ui.dialogs.who_field import WhoField
from ui.finding import whom
from ui.looking import KEYS, hear_keys
from ui.looking import current as looking
from ui.shell.palette import Result
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import FieldBox, Glyph, button, cols, label, line, rows

_WIDE: Final = 480
_MOST: Final = 5
_HOW: Final = "Iedereen krijgt eigen aantekeningen. Wissel met Ctrl+Tab."


class JoinDialog(QDialog):
    """Finds one candidate.

    Attributes:
        chosen: who it is.
    """

    chosen = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle("Werknemer erbij")
        self.setFixedWidth(px(_WIDE))
        self.who = WhoField()
        self.who.setPlaceholderText("Naam van een werknemer")
        self.who.textEdited.connect(self._find)
        self.who.taken.connect(self._take)
        self.list = FoundList(self._take)
        self.who.moved.connect(self.list.step)
        self._box = FieldBox(
            "Wie zie je nog meer?", self.who, "Iedereen krijgt eigen aantekeningen. Wissel met Ctrl+Tab."
        )
        self.later = button("Annuleren", on=self.reject)
        self.add = button("Erbij", "primary", on=self._take)
        for made in (self.later, self.add):
            made.setAutoDefault(False)
        title = cols(Glyph("users-round", "accent", 24), (label(self.windowTitle(), "title"), 1), gap=12)
        self.setLayout(
            rows(
                rows(title, self._box, self.list, gap=tk.S3, margins=(24, 20, 24, 12)),
                line(),
                cols(None, self.later, self.add, margins=(24, 12, 24, 14)),
                gap=0,
            )
        )
        hear_keys(self)
        looking().changed.connect(self._looked)
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _looked(self, _on: bool) -> None:
        """Somebody looks as well, or no more: other people may be found."""
        self._find(self.who.text())

    def _find(self, words: str) -> None:
        self._box.say("")
        hits = whom(self._context.desk, words) if words.strip() else []
        found = [one for one in hits if one.payload[0] == "candidate"]
        if words.strip() and not found and looking().on:
            self._box.say(f"Iemand kijkt mee: namen van anderen blijven weg. {KEYS} zet de Meekijkstand uit.", "info")
        self.list.show_found(found[:_MOST])
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.width(), self.sizeHint().height())

    def _take(self) -> None:
        result = self.list.current_item()
        if not isinstance(result, Result) or not isinstance(result.payload, tuple):
            self._box.say("Typ een naam en kies wie het is.", "warn")
            self.who.setFocus()
            return
        key = result.payload[1]
        self.accept()
        if isinstance(key, UUID):
            self.chosen.emit(key)
