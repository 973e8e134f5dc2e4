"""The panel in which one narrows a list, and keeps a filter under a name."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from beschutdesk.services.lists import NAME_LIMIT
from ui.tabs.dossiers.facets import Facet, Filter, chosen, empty, unlisted
from ui.theme import tokens as tk
from ui.widgets import Combo, FieldBox, announce, box, button, cols, label, line, line_edit, rows, scroll


class SidePanel(QWidget):
    """A panel in the place of the list, or beside the table. Esc closes it.

    Args:
        title: what one does here.

    Attributes:
        closed: the user is done.
    """

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.close_button = button("", "quiet", "x", f"{title} sluiten (Esc)", on=self.closed.emit)
        head = cols((label(title, "section", "accent"), 1), self.close_button, margins=(12, 8, 8, 4))
        self._content = rows(gap=tk.S3, margins=(12, 4, 12, 16))
        self.area = scroll(box(self._content))
        self.setLayout(rows(head, (self.area, 1), gap=0))
        self.setMinimumSize(1, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class FilterPanel(SidePanel):
    """One combo box per part of the filter; what is chosen works at once.

    Args:
        facets: the parts.

    Attributes:
        changed: another filter was chosen.
        wiped: all of it is wanted again.
        save_wanted, rename_wanted: keep the filter, or the kept one, under this name.
        drop_wanted: forget the kept filter.
    """

    changed = Signal(object)
    wiped = Signal()
    save_wanted = Signal(str)
    rename_wanted = Signal(str)
    drop_wanted = Signal()

    def __init__(self, facets: Sequence[Facet]) -> None:
        super().__init__("Filter")
        self._facets = facets
        self._wanted: Filter | None = None
        self._kept = ""
        self.combos: dict[str, Combo] = {}
        for facet in facets:
            combo = Combo()
            combo.activated.connect(lambda _index, facet=facet: self._chose(facet))
            self.combos[facet.key] = combo
            self._content.addWidget(FieldBox(facet.label, combo))
        self._count = label("", "meta_strong", "soft")
        self.wipe = button("Wis filter", "quiet", "x", on=self.wiped.emit)
        self.name = line_edit()
        self.name.setMaxLength(NAME_LIMIT)
        self.name.returnPressed.connect(self._save)
        self._name_box = FieldBox("Bewaar als", self.name, "Bijvoorbeeld: Mijn Almelo")
        self.save = button("Bewaar", icon="save", on=self._save)
        self.rename = button("Hernoem", "quiet", on=lambda: self.rename_wanted.emit(self.name.text()))
        self.drop = button("Verwijder", "quiet", on=self.drop_wanted.emit)
        self._content.addWidget(self._count)
        self._content.addLayout(cols(self.wipe, None))
        self._content.addWidget(line())
        self._content.addWidget(self._name_box)
        self._content.addLayout(cols(self.save, None))
        self._of_kept = box(cols(self.rename, self.drop, None, gap=tk.S1))
        self._content.addWidget(self._of_kept)
        self._content.addStretch(1)

    def show_filter(self, wanted: Filter, kept: str, *, narrows: bool) -> None:
        """Show this filter.

        Args:
            wanted: the filter.
            kept: the name that it is kept by; empty for none.
            narrows: whether there is something to wipe.
        """
        self._wanted = wanted
        for facet in self._facets:
            combo = self.combos[facet.key]
            if not combo.count():
                combo.addItem(facet.every, empty(wanted, facet.key))
                for value, words in facet.options():
                    combo.addItem(words, value)
            value = getattr(wanted, facet.key)
            at = next((row for row in range(combo.count()) if combo.itemData(row) == value), -1)
            if at < 0:  # it is kept, and nothing has it any more
                combo.addItem(unlisted(facet, value), value)
                at = combo.count() - 1
            combo.setCurrentIndex(at)
        if kept != self._kept or not self.name.hasFocus():
            self.name.setText(kept)
        self._kept = kept
        self._of_kept.setVisible(bool(kept))
        self.wipe.setEnabled(narrows)
        self._name_box.say("")

    def tell(self, words: str) -> None:
        """Say how many there are."""
        if words != self._count.text():
            self._count.setText(words)
            if self.isVisible():
                announce(self, words)

    def say(self, words: str) -> None:
        """Say why the name cannot be."""
        self._name_box.say(words)

    def forget(self) -> None:
        """Read anew the next time what one chooses from, and hold none of it until then."""
        for combo in self.combos.values():
            combo.clear()
        self.name.clear()
        self._kept, self._wanted = "", None

    def enter(self) -> None:
        """Go to the first field."""
        next(iter(self.combos.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _chose(self, facet: Facet) -> None:
        if self._wanted is not None:
            self.changed.emit(chosen(facet, self._wanted, self.combos[facet.key].currentData()))

    def _save(self) -> None:
        self.save_wanted.emit(self.name.text())


PANEL_WIDTH: Final = 300
"""Beside a table."""
