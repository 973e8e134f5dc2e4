"""What keys do with the list of a tab, wherever on the tab one is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget


class ListKeys(QWidget):
    """The part of a page that goes to the list, its filter and its table."""

    list: Any
    _whole: QStackedWidget

    def show_list(self) -> None:
        """Bring the list into view, in a narrow window."""
        raise NotImplementedError

    def may_list(self) -> bool:
        """Whether there is a list to narrow: not while nothing is kept, or in the trash."""
        return self._whole.currentIndex() == 0 and not self.list.in_trash

    def flush(self) -> None:
        """Read what is half typed."""
        raise NotImplementedError

    def turn_table(self) -> None:
        """Show the list as a table over the full width, or as a list again."""
        if self.may_list():
            self.flush()
            self.list.show_wide(not self.list.wide)

    def to_filter(self) -> None:
        """Go to the words above the list."""
        if self.may_list():
            self.show_list()
            self.list.filter.setFocus()
            self.list.filter.selectAll()

    def open_filter(self) -> None:
        """Open the panel of the filter, or close it."""
        if self.may_list():
            self.show_list()
            self.list.open_filter()

    def listen(self, keys: str, act: Callable[[], object]) -> None:
        """Do something at these keys, while this tab is in front."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)  # a hidden page hears nothing
        shortcut.activated.connect(act)
