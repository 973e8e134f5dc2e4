"""Who was there: names that are near at hand as tags, and a line for others."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.dossier.fields import TEXT_LIMIT
from ui.forms.editors import LineEdit, clean
from ui.theme import tokens as tk
from ui.widgets import Tags, rows


class PresentField(QWidget):
    """Names of those who were there.

    Args:
        near: names to choose from.
        there: names that are known to have been there.

    Attributes:
        edited: somebody was put on, off, or typed.
    """

    edited = Signal()

    def __init__(self, near: Sequence[str], there: Sequence[str]) -> None:
        super().__init__()
        self._near = list(dict.fromkeys(name for name in near if name))
        self.tags = Tags(self._near, "Aanwezig")
        self.tags.choose([n for n, name in enumerate(self._near) if name in there])
        self.others = LineEdit(", ".join(name for name in there if name not in self._near))
        self.others.setMaxLength(TEXT_LIMIT)
        self.others.setPlaceholderText("nog iemand: namen met een komma ertussen")
        self.others.setAccessibleName("Aanwezig: nog iemand")
        self.tags.edited.connect(self.edited)
        self.others.textEdited.connect(lambda _words: self.edited.emit())
        parts = [self.tags, self.others] if self._near else [self.others]
        self.setLayout(rows(*parts, gap=tk.S2))
        if not self._near:
            self.tags.setParent(self)
            self.tags.hide()

    def buddy(self) -> QWidget:
        """The widget that takes the focus for the whole."""
        return self.tags.buddy() if self._near else self.others

    def set_name(self, name: str) -> None:
        """The parts have names of their own."""
        self.setAccessibleName(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Who was there."""
        near = [self._near[number] for number in self.tags.chosen]
        typed = [part.strip() for part in clean(self.others.text(), one_line=True).split(",")]
        return tuple(dict.fromkeys([*near, *(part for part in typed if part)]))
