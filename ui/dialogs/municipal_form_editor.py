"""What goes into one field of a form: chosen from a list in which one can search, or typed."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.services.municipal_forms import OWN, Entry, Field, FieldKind, values
from ui.dialogs.municipal_form_picker import Choice, Picker
from ui.dialogs.municipal_form_table import ALWAYS
from ui.theme import tokens as tk
from ui.widgets import Combo, FieldBox, line_edit, rows

LEAVE: Final = "Blijft leeg"
TYPED: Final = "Eigen tekst, op elk formulier hetzelfde"
_LONGEST: Final = 200
_ON: Final = "1"
"""What stands for *always* with a tick box that is on whatever is known."""


class FieldEditor(QWidget):
    """Below the table: the field that is current.

    Attributes:
        changed: something else goes in: an :class:`Entry`.
        picker: what goes in.
        answer: of a tick box: the answer at which it is on.
        text: a text of one's own.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._field: Field | None = None
        self.picker = Picker("Wat komt erin", "Typ een stukje om te zoeken, bijvoorbeeld: geboorte.")
        self.answer, self.text = Combo(), line_edit(placeholder="Wat er altijd komt te staan")
        self.text.setMaxLength(_LONGEST)
        self.answer_box = FieldBox("Aangekruist als het antwoord is", self.answer)
        self.text_box = FieldBox("Eigen tekst", self.text)
        self.setLayout(rows(self.picker, self.answer_box, self.text_box, gap=tk.S2))
        self.picker.took.connect(self._took)
        self.answer.activated.connect(lambda _at: self._tell())
        self.text.editingFinished.connect(self._tell)
        self.show_field(None, None)

    def show_field(self, field: Field | None, entry: Entry | None) -> None:
        """Show what goes into a field; ``None`` for no field."""
        self._field = field
        self.setEnabled(field is not None)
        value = entry.value if entry is not None else ""
        self.picker.offer(_choices(field), value)
        asked = field.title if field is not None else ""
        self.picker.finder.setAccessibleName(f"Wat komt in {asked}" if asked else "Wat komt erin")
        self._show_rest(value, entry.option if entry is not None else "")

    def settle(self) -> None:
        """Read what is half typed."""
        if self._field is not None:
            self.picker.settle()
            self._tell()

    def _show_rest(self, value: str, option: str) -> None:
        tick = self._field is not None and self._field.kind is FieldKind.TICK
        known = values().get(value)
        answers = known.options if tick and known is not None else ()
        self.answer.clear()
        if answers:
            self.answer.addItem("– kies –", "")
            for key, words in answers:
                self.answer.addItem(words, key)
            self.answer.setCurrentIndex(max(self.answer.findData(option), 0))
        self.answer_box.setVisible(bool(answers))
        self.text_box.setVisible(value == OWN and not tick)
        self.text.setText(option if value == OWN and not tick else "")

    def _took(self, key: str) -> None:
        self._show_rest(key, "")
        # Somebody who went elsewhere is not called back.
        if self.picker.finder.hasFocus() or self.picker.table.hasFocus():
            if self.text_box.isVisibleTo(self):
                self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            elif self.answer_box.isVisibleTo(self):
                self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _tell(self) -> None:
        field, value, option = self._field, self.picker.key, ""
        if field is None:
            return
        if value == OWN:
            option = _ON if field.kind is FieldKind.TICK else self.text.text().strip()
            value = value if option else ""
        elif self.answer_box.isVisibleTo(self):
            option = str(self.answer.currentData() or "")
        self.changed.emit(Entry(field.name, field.state, value, option))


def _choices(field: Field | None) -> tuple[Choice, ...]:
    """What can go into a field: of a tick box only what has answers."""
    if field is None:
        return ()
    tick = field.kind is FieldKind.TICK
    known = ((key, value.words) for key, value in values().items() if value.options or not tick)
    return ("", LEAVE), (OWN, ALWAYS.capitalize() if tick else TYPED), *known
