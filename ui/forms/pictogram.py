"""The editor of a pictogram: the picture with its word, and a way to choose another."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from beschutdesk.dossier.fields import Spec
from beschutdesk.rules.pictograms import pictogram
from ui.forms.editors import Compound, Editor, Reading
from ui.theme import tokens as tk
from ui.widgets import Elided, Glyph, button, cols

if TYPE_CHECKING:
    from ui.dialogs.pictograms import PictogramDialog

NO_PICTURE: Final = "Nog geen plaatje"
_STRANGE: Final = "Plaatje van een andere versie"
_SIZE: Final = 26


def _nothing() -> str:
    return ""


class PictogramEditor(Editor):
    """One of the pictograms, chosen in a dialog.

    Attributes:
        about: asked for the words of the task or step, so that pictures that go with it come first.
    """

    widget: Compound

    def __init__(self, spec: Spec) -> None:
        self._key = ""
        self.about: Callable[[], str] = _nothing
        self._picture = Glyph("", "accent", _SIZE)
        self._word = Elided(NO_PICTURE, "body", "soft")
        self._choose = button("Kiezen", icon="shapes", tip="Kies een pictogram", on=self.ask)
        self._remove = button("", "quiet", "x", "Pictogram weghalen", on=self._take_away)
        row = cols(self._picture, (self._word, 1), self._choose, self._remove, gap=tk.S2)
        super().__init__(spec, Compound(row, self._choose))
        self.set_value("")

    @property
    def buddy(self) -> QPushButton:
        return self._choose

    def read(self) -> Reading:
        return Reading(self._key)

    def typed(self) -> str:
        return self._key

    def show_raw(self, text: str) -> None:
        self.set_value(text)

    def set_value(self, value: str) -> None:
        self._key = value
        one = pictogram(value)
        self._picture.setVisible(bool(value))
        self._picture.set_glyph(one.key if one is not None else "circle-question-mark" if value else "", "accent")
        words = one.word if one is not None else _STRANGE if value else NO_PICTURE
        self._word.set_words(words)
        self._choose.setText("Vervangen" if value else "Kiezen")
        self._choose.setAccessibleName(f"{self.spec.label}: {words if value else 'kiezen'}")
        self._remove.setVisible(bool(value))

    def ask(self) -> "PictogramDialog":
        """Open the chooser."""
        from ui.dialogs.pictograms import PictogramDialog

        dialog = PictogramDialog(self._key, self.about(), self.widget.window())
        dialog.picked.connect(self._take)
        dialog.open()
        return dialog

    def _take(self, key: str) -> None:
        self._put(key)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self) -> None:
        self._take("")

    def _put(self, key: str) -> None:
        if key == self._key:
            return
        self.set_value(key)
        self.edited.emit()
        self.left.emit()
