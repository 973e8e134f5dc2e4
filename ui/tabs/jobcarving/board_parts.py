"""What stands around the columns of the board: entry and filter above, news of visits, and the sum below."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.tabs.jobcarving.inventory_entry import TaskEntry
from ui.tabs.jobcarving.lines import TaskLine
from ui.tabs.jobcarving.task_filter import TaskFilter
from ui.tabs.jobcarving.words import short, sum_words
from ui.theme import px
from ui.theme import tokens as tk
from ui.widgets import Banner, Elided, Glyph, box, cols, rows

_ENTRY: Final = 380
_FILTER, _FILTER_NARROW = 244, 170
_ANY_WIDTH: Final = 16777215
_NAMED: Final = 3
"""So many tasks are named that were tried elsewhere."""
_KEYS: Final = "Ctrl+← → kolom · Alt+↑ ↓ volgorde · Alt+T beurt · Ctrl+I inventaris · Delete weg"


class BoardTop(QWidget):
    """The line above the board.

    Attributes:
        entry: the next task, with how long and how often behind it; Enter puts it with the ideas.
        filter: the words that cards are found by.
    """

    def __init__(self) -> None:
        super().__init__()
        self.entry, self.filter = TaskEntry(), TaskFilter()
        self._keys = Elided(_KEYS, "meta", "soft")
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        beside = rows(cols(None, self.filter), self._keys, None, gap=tk.LABEL_GAP)
        margins = (tk.PAGE_MARGIN, 10, 20, 8)
        self.setLayout(cols((rows(self.entry, None, gap=0), 1), (box(beside), 1), gap=tk.S4, margins=margins))

    def arrange(self, width: int, *, some: bool) -> None:
        """Give way in a narrow window; where there are no tasks nothing is to be found."""
        roomy = width >= tk.NARROW
        self._keys.setVisible(roomy and some)
        self.entry.setMaximumWidth(_ENTRY if roomy else _ANY_WIDTH)
        self.filter.setFixedWidth(px(_FILTER if roomy else _FILTER_NARROW))
        self.filter.setVisible(some)


class NewsBanner(Banner):
    """Says what was tried at visits and does not stand on the board."""

    def tell(self, names: Sequence[str]) -> None:
        """These tasks were; nothing is said of none."""
        self.setVisible(bool(names))
        if names:
            told = ", ".join(short(name) for name in names[:_NAMED]) + (" en meer" if len(names) > _NAMED else "")
            self.set_words(f"Bij een bezoek geprobeerd: {told}.", act="Op het bord", icon="footprints")


class SumLine(QWidget):
    """The package in one line, below the board."""

    def __init__(self) -> None:
        super().__init__()
        self._sum, self._more = Elided("", "meta_strong"), Elided("", "meta", "soft")
        glyph, margins = Glyph("package-check", "accent"), (tk.PAGE_MARGIN, 8, 20, 8)
        self.setLayout(cols(glyph, self._sum, (self._more, 1), gap=tk.S2, margins=margins))

    @property
    def told(self) -> tuple[str, str]:
        """The package, and what else is said."""
        return self._sum.words, self._more.words

    def tell(self, lines: Sequence[TaskLine], hours: Decimal | None) -> None:
        """Say what is in the package of all cards, against the hours a week that were agreed."""
        package, more = sum_words(lines, hours)
        self._sum.set_words(package)
        self._more.set_words(more)
