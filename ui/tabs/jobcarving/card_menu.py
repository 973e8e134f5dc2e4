"""What one can do with a card, by the menu key, the right button or the dots."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.tabs.jobcarving.giving import Giving
from ui.tabs.jobcarving.words import count
from ui.theme import colours, icons

GIVE_KEYS: Final = "Ctrl+Shift+I"
Act = tuple[str, str, str, Callable[[], object]]
"""Icon, words, keys and what is done."""


class CardMenu:
    """The menu of the chosen card.

    Args:
        host: whose menu it is.
        giving: brings tasks to the inventory.
        before, after: what else can be done, above and below that.
    """

    def __init__(self, host: QWidget, giving: Giving, before: Sequence[Act], after: Sequence[Act]) -> None:
        self._host, self._giving = host, giving
        self._before, self._after = tuple(before), tuple(after)

    def menu(self, key: UUID, column: Sequence[UUID], title: str) -> QMenu:
        """Build it; anew each time, for icons keep their colour.

        Args:
            key: the chosen task.
            column: the tasks in its column that are in view.
            title: what that column is called.
        """
        menu = self._made()
        for act in self._before:
            self._add(menu, *act)
        menu.addSeparator()
        heaps = self._giving.heaps()
        self._offer(menu, "Naar de inventaris", GIVE_KEYS, [key], heaps)
        if len(column) > 1:
            self._offer(menu, f"{count(len(column)).capitalize()} bij ‘{title}’ naar de inventaris", "", column, heaps)
        menu.addSeparator()
        for act in self._after:
            self._add(menu, *act)
        return menu

    def give(self, key: UUID, at: Callable[[], QPoint]) -> None:
        """Bring one task to the inventory; where there are more of them, ask which."""
        menu = self.which(key)
        if menu is not None:
            menu.popup(at())
            menu.setActiveAction(menu.actions()[0])

    def which(self, key: UUID) -> QMenu | None:
        """The inventories to choose from; ``None`` when there is but one, and the task went there."""
        heaps = self._giving.heaps()
        if len(heaps) == 1:
            self._giving.give([key], *heaps[0])
            return None
        menu = self._made()
        self._choices(menu, [key], heaps)
        return menu

    def _made(self) -> QMenu:
        menu = QMenu(self._host)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _offer(
        self, menu: QMenu, words: str, keys: str, tasks: Sequence[UUID], heaps: Sequence[tuple[UUID | None, str]]
    ) -> None:
        if len(heaps) == 1:
            self._add(menu, "layout-list", words, keys, partial(self._giving.give, tasks, *heaps[0]))
        else:
            inner = menu.addMenu(icons.icon("layout-list", colours().ink), _plain(words))
            self._choices(inner, tasks, heaps)

    def _choices(self, menu: QMenu, tasks: Sequence[UUID], heaps: Sequence[tuple[UUID | None, str]]) -> None:
        for heap, name in heaps:
            self._add(menu, "", name, "", partial(self._giving.give, tasks, heap, name))

    def _add(self, menu: QMenu, icon: str, words: str, keys: str, act: Callable[[], object]) -> None:
        made = QAction(f"{_plain(words)}\t{keys}" if keys else _plain(words), menu)
        if icon:
            made.setIcon(icons.icon(icon, colours().ink))
        made.triggered.connect(lambda _on=False: act())
        menu.addAction(made)


def _plain(words: str) -> str:
    """An ampersand in a name is one to read."""
    return words.replace("&", "&&")
