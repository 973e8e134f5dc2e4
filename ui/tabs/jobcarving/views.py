"""The four views of jobcarving, and what the page asks of each."""

from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

BOARD, PACKAGE, PLAN, INVENTORY = "board", "package", "plan", "inventory"
VIEWS: Final = (
    (BOARD, "Bord", "columns-3"),
    (PACKAGE, "Pakket", "package-check"),
    (PLAN, "Dagindeling", "calendar-days"),
    (INVENTORY, "Inventaris", "layout-list"),
)
"""The views: name, word and icon, in order. Alt+1 to Alt+4 go there."""


class View(Protocol):
    """What the page asks of each of its views, a widget."""

    def show_tasks(self) -> None:
        """Something in the task list is different, or another person is shown."""

    def panes(self) -> list[QWidget]:
        """The parts between which F6 goes."""

    def flush(self) -> None:
        """Read what is half typed into the session."""

    def close_page(self) -> None:
        """Let go of everything that was read."""


def to_filter(view: View | None) -> None:
    """Go to the words by which tasks are found, in a view that has them."""
    getattr(view, "to_filter", lambda: None)()
