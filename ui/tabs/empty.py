"""A tab that has nothing to show yet says what will live there and what to do."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.widgets import EmptyState, rows, scroll

Act = Callable[[], object]


class EmptyTab(QWidget):
    """An empty state that fills a page. An act is offered only when there is something behind it.

    Args:
        icon: that of the tab.
        title: what there is not.
        words: what will be here.
        do: words of the act.
        on_do: does it; ``None`` offers nothing.
        other: words of another way.
        on_other: goes it; ``None`` offers nothing.
        do_icon: icon on the act.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        words: str,
        *,
        do: str = "",
        on_do: Act | None = None,
        other: str = "",
        on_other: Act | None = None,
        do_icon: str = "plus",
    ) -> None:
        super().__init__()
        state = EmptyState(icon, title, words, do if on_do else "", other if on_other else "", do_icon)
        if on_do:
            state.acted.connect(on_do)
        if on_other:
            state.other_acted.connect(on_other)
        self.state = state
        self.setLayout(rows((scroll(state), 1), gap=0))
        self.setMinimumSize(1, 1)
