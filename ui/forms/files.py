"""The editor of a file in the vault."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from beschutdesk.dossier.fields import Spec
from beschutdesk.dossier.values import Attachment
from ui.forms import parse
from ui.forms.editors import Compound, Editor, Helpers, Reading
from ui.widgets import Elided, Glyph, button, cols

PICTURES: Final = "Foto's (*.jpg *.jpeg *.png *.webp)"
PAPERS: Final = "PDF of foto (*.pdf *.jpg *.jpeg *.png *.webp)"
NO_FILE: Final = "Nog geen bestand"


class AttachmentEditor(Editor):
    """A file: choose another, or take it away. Storing it is the page's work and may take a moment."""

    widget: Compound

    def __init__(self, spec: Spec, helpers: Helpers) -> None:
        self._helpers = helpers
        self._value: Attachment | None = None
        self._asked = 0
        self._name = Elided(NO_FILE, "body", "soft")
        photo = spec.name == "photo"
        self._filter = PICTURES if photo else PAPERS
        self._choose = button("Kiezen", icon="image-plus" if photo else "folder", tip="Kies een bestand", on=self._ask)
        self._remove = button("", "quiet", "x", "Bestand weghalen", on=self._take_away)
        row = cols(Glyph("image" if photo else "file-text", "soft"), (self._name, 1), self._choose, self._remove)
        super().__init__(spec, Compound(row, self._choose))
        self._choose.setEnabled(helpers.store is not None)
        self.set_value(None)

    def read(self) -> Reading:
        return Reading(self._value)

    def set_value(self, value: Attachment | None) -> None:
        self._asked += 1  # an answer that is still under way may belong to someone else now
        self._show(value)

    def _show(self, value: Attachment | None) -> None:
        self._value = value
        self._name.set_words(NO_FILE if value is None else f"{value.name} ({parse.format_size(value.size)})")
        self._choose.setText("Kiezen" if value is None else "Vervangen")
        self._remove.setVisible(value is not None)
        self._choose.setAccessibleName(f"{self.spec.label}: {'kiezen' if value is None else self._name.words}")
        self._remove.setAccessibleName(f"{self.spec.label} weghalen")

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self.widget, self.spec.label, "", self._filter)
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Put this file in the vault and show it."""
        if self._helpers.store is None:
            return
        self._asked += 1
        asked, arrived = self._asked, self.expect()
        self._name.set_words("Bezig met bewaren…")

        def stored(value: Attachment | None) -> None:
            if asked != self._asked or value is None:
                if arrived is not None:
                    arrived(value)  # for whom it was chosen, also when someone else is on the screen
                if asked == self._asked:
                    self._show(self._value)
                return
            self._show(value)
            self.edited.emit()
            self.left.emit()

        self._helpers.store(path, stored)

    def _take_away(self) -> None:
        self._asked += 1
        self._show(None)
        self.edited.emit()
        self.left.emit()
        self._choose.setFocus()
