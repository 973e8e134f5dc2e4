"""The line below the filter of a list: the filters that were kept, and the ways to the panels and the table."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Combo, box, button, cols, label, rows, set_button

_OWN = "eigen keuze"


class ListTools(QWidget):
    """Buttons, the kept filters, and the filter in words.

    Args:
        first: what the list shows while nothing is chosen: ``Alle actieve``.

    Attributes:
        taken: a kept filter was chosen, by its name; empty for the first one.
        filter_wanted, view_wanted, table_wanted: the panels, and the table or no longer.
        wiped: all of it is wanted again.
    """

    taken = Signal(str)
    filter_wanted = Signal()
    view_wanted = Signal()
    table_wanted = Signal()
    wiped = Signal()

    def __init__(self, first: str) -> None:
        super().__init__()
        self._first = first
        self.kept = Combo(_OWN)
        self.kept.setAccessibleName("Bewaard filter")
        self.kept.activated.connect(lambda at: self.taken.emit(self.kept.itemData(at)))
        self.filter = button(
            "Filter", "quiet", "list-filter", "Filter de lijst (Ctrl+Shift+F)", self.filter_wanted.emit
        )
        self.view = button("", "quiet", "columns-3", "Weergave: volgorde en kolommen", self.view_wanted.emit)
        self.table = button("", "quiet", "table-2", "Tabel (Ctrl+T)", self.table_wanted.emit)
        for made in (self.view, self.table):
            made.setFixedWidth(px(36))
        self._words = label("", "meta", "soft", wrap=True)
        self._words.setMinimumWidth(1)
        self._wipe = button("", "quiet", "x", "Wis filter", self.wiped.emit)
        self._wipe.setFixedWidth(px(32))
        self._said = box(cols((self._words, 1), self._wipe, gap=tk.S1))
        for part in (self._said, self.kept):
            part.hide()
        self.setLayout(rows(self.kept, cols(self.filter, None, self.view, self.table, gap=tk.S1), self._said, gap=4))
        self.setMinimumWidth(1)

    def show_filter(self, words: str, number: int) -> None:
        """Say what narrows the list, and by how much of it."""
        set_button(self.filter, f"Filter ({number})" if number else "Filter", "list-filter")
        self.filter.setAccessibleDescription(words)
        self._words.setText(words)
        self._said.setVisible(bool(words))

    def show_kept(self, names: Sequence[str], name: str, *, first: bool) -> None:
        """Show the kept filters.

        Args:
            names: of all.
            name: of the one that is used; empty for none.
            first: whether the list shows what it shows at first.
        """
        if [self.kept.itemData(row) for row in range(1, self.kept.count())] != list(names):
            self.kept.clear()
            self.kept.addItem(self._first, "")
            for one in names:
                self.kept.addItem(one, one)
        self.kept.setCurrentIndex(self.kept.findData(name) if name else 0 if first else -1)
        self.kept.setVisible(bool(names))

    def show_table(self, on: bool) -> None:
        """The table is shown, or the list."""
        self.table.setToolTip("Terug naar de lijst (Ctrl+T)" if on else "Tabel (Ctrl+T)")
        set_button(self.table, "", "layout-list" if on else "table-2")

    def forget(self) -> None:
        """Say nothing of the dossiers any more."""
        self.kept.clear()
        self.show_filter("", 0)
