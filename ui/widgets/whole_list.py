"""A list in a page that scrolls: it is as high as all its rows, and has no scroll bar of its own."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QSizePolicy

from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets.layout import lay_out
from ui.widgets.lists import ITEM, ListView, RowDelegate


class WholeList(ListView):
    """A list as high as what is in it: the page around it scrolls, not the list. For tens of rows, not thousands.

    Args:
        model, delegate, name, letters: as for :class:`ListView`.
    """

    def __init__(self, model: QAbstractItemModel, delegate: RowDelegate, name: str, *, letters: bool = True) -> None:
        super().__init__(model, delegate, name, uniform=False, letters=letters)
        self.setVerticalScrollBarPolicy(self.horizontalScrollBarPolicy())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.current_changed.connect(self._into_view)

    def fit(self) -> None:
        """Take the height of all rows; call it after the rows were changed."""
        (model, delegate), at = self._own, self.currentIndex().row()
        items = (model.index(row, 0).data(ITEM) for row in range(model.rowCount()))
        high = sum(px(delegate.row_height(item, current=row == at)) for row, item in enumerate(items))
        if self.height() != high + 2:
            self.setFixedHeight(high + 2)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def _into_view(self, row: int) -> None:
        if row >= 0 and self.hasFocus():
            self.bring_into_view(row)

    def bring_into_view(self, row: int) -> None:
        """Let the page scroll to a row."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        inner = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and inner is not None:
            self.executeDelayedItemsLayout()
            lay_out()  # it may have just grown: where it stands is only right once the whole page was laid out
            rect = self.visualRect(self.model().index(row, 0))
            for corner in (rect.bottomLeft(), rect.topLeft()):
                point = self.viewport().mapTo(inner, corner)
                parent.ensureVisible(point.x(), point.y(), 0, tk.S4)
