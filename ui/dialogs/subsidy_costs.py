"""What a cost picture needs and no dossier holds: asked beside the preview, kept nowhere."""

from decimal import Decimal
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from beschutdesk.dossier.codec import WrongValue
from beschutdesk.rules.cost_answers import CostAnswers
from ui.forms.parse import parse_number
from ui.theme import tokens as tk
from ui.widgets import FieldBox, label, line_edit, rows

_FIELDS: Final = (
    ("wage_hour", "Loon per uur, bruto", "In euro. Leeg: het minimumloon."),
    ("minimum_month", "Minimumloon per maand", "Alleen als het programma dat van deze periode niet kent."),
    ("full_time", "Volle werkweek in deze sector", "In uren per week, volgens de cao."),
    ("fee", "Inleenvergoeding per maand", "Alleen bij detachering, als die niet in het contract staat."),
)


class CostPart(QWidget):
    """Four numbers, each of which may be left open: then the paper says what is not known.

    Attributes:
        changed: another number was given; a field was left.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, FieldBox] = {}
        self._last: CostAnswers | None = None
        for name, title, hint in _FIELDS:
            edit = line_edit()
            edit.setMaxLength(14)
            edit.editingFinished.connect(self._left)
            self.boxes[name] = FieldBox(title, edit, hint)
        head = label("Voor de schatting", "meta_strong")
        self.setLayout(rows(head, *self.boxes.values(), gap=tk.S2))
        self.setMinimumWidth(1)

    def answers(self) -> CostAnswers | None:
        """What was given; ``None`` for nothing. What cannot be read is said at its field, and left open."""
        found: dict[str, Decimal | None] = {}
        for name, made in self.boxes.items():
            made.say("")
            edit = made.editor
            try:
                value = (
                    parse_number(edit.text(), 2, "€") if isinstance(edit, QLineEdit) and edit.text().strip() else None
                )
                if value is not None and value < 0:
                    raise WrongValue("Dit kan niet onder nul zijn.")
            except WrongValue as wrong:
                words = str(wrong).rstrip(".")
                made.say(f"{words[:1].upper()}{words[1:]}.")
                value = None
            found[name] = value
        return CostAnswers(**found) if any(value is not None for value in found.values()) else None

    def forget(self) -> None:
        """Behind a lock nothing stays."""
        for made in self.boxes.values():
            if isinstance(made.editor, QLineEdit):
                made.editor.clear()
        self._last = None

    def _left(self) -> None:
        now = self.answers()
        if now != self._last:
            self._last = now
            self.changed.emit()
