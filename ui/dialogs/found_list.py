"""What was found by the field in which one says whom a dialog is about."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt

from ui.shell.palette import ResultRow
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import ItemModel, ListView


class FoundList(ListView):
    """People and employers below a :class:`~ui.dialogs.who_field.WhoField`; hidden while there are none.

    The focus stays in the field.

    Args:
        take: one was clicked.

    Attributes:
        results: what was found.
    """

    def __init__(self, take: Callable[[], object]) -> None:
        results = ItemModel(lambda result: ", ".join(part for part in (result.title, result.subtitle) if part))
        super().__init__(results, ResultRow(grouped=False), "Gevonden")
        self.results = results
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda _index: take())
        self.hide()

    def show_found(self, found: Sequence[Any]) -> None:
        """Show these, with the first as the one that Enter takes."""
        self.results.set_items(found)
        self.setVisible(bool(found))
        if found:
            self.setFixedHeight(len(found) * px(tk.H_RESULT))
            self.go_to(0)

    def step(self, step: int) -> bool:
        """Go up or down; ``False`` when there is nothing to go through."""
        count = self.results.rowCount()
        if not count or self.isHidden():
            return False
        self.go_to(min(max(self.currentIndex().row() + step, 0), count - 1))
        return True
