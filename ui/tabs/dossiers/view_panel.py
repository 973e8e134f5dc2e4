"""The panel in which one chooses the order of a list and what it shows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from beschutdesk.services.lists import Column, Sort
from ui.tabs.dossiers.filter_panel import SidePanel
from ui.widgets import CheckBox, Combo, FieldBox, box, button, cols, label, rows


class ViewPanel(SidePanel):
    """The order, and a tick box per column; what is chosen works at once.

    Args:
        columns: all there are.

    Attributes:
        sorted: another order was chosen.
        chosen: other columns were chosen: their keys, without the name.
        reset_wanted: the columns as they were at first.
    """

    sorted = Signal(object)
    chosen = Signal(object)
    reset_wanted = Signal()

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__("Weergave")
        self._columns = columns
        self.order = Combo()
        for column in columns:
            self.order.addItem(column.label, column.key)
        self.down = CheckBox("andersom")
        self.order.activated.connect(lambda _index: self._sort())
        self.down.clicked.connect(lambda _on: self._sort())
        self._title = label("", "meta_strong")
        self.ticks = {column.key: CheckBox(column.label) for column in columns if column.key != "name"}
        for tick in self.ticks.values():
            tick.clicked.connect(lambda _on: self._chose())
        self.reset = button("Zoals het was", "quiet", "rotate-ccw", on=self.reset_wanted.emit)
        self._content.addWidget(FieldBox("Volgorde", self.order))
        self._content.addWidget(self.down)
        self._content.addWidget(self._title)
        self._content.addWidget(box(rows(*self.ticks.values(), gap=4)))
        self._content.addLayout(cols(self.reset, None))
        self._content.addStretch(1)

    def show_view(self, sort: Sort, keys: Sequence[str], *, table: bool) -> None:
        """Show this order and these columns."""
        self.order.setCurrentIndex(self.order.findData(sort.column))
        self.down.setChecked(sort.descending)
        title = "Kolommen in de tabel" if table else "Onder de naam"
        self._title.setText(title)
        for column in self._columns:
            if column.key != "name":
                self.ticks[column.key].setChecked(column.key in keys)
                self.ticks[column.key].setAccessibleName(f"{title}: {column.label}")

    def enter(self) -> None:
        """Go to the first field."""
        self.order.setFocus(Qt.FocusReason.TabFocusReason)

    def _sort(self) -> None:
        self.sorted.emit(Sort(str(self.order.currentData()), self.down.isChecked()))

    def _chose(self) -> None:
        self.chosen.emit(tuple(key for key, tick in self.ticks.items() if tick.isChecked()))
