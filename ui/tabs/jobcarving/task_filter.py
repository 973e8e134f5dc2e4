"""One quiet field that narrows a board or a list of tasks: it hides what does not match and changes no order."""

from collections.abc import Hashable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from beschutdesk.rules.folding import fold
from ui.tabs.dossiers.list_rows import FilterLine
from ui.timers import one_shot
from ui.widgets import EmptyState

_AFTER_MS: Final = 120
"""From the last key: who types a word waits for one answer, not for one per letter."""
_Key = TypeVar("_Key", bound=Hashable)


class TaskFilter(FilterLine):
    """The words to filter by. Down and Enter go to the tasks, Esc clears.

    Attributes:
        changed: other tasks pass.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Filter taken", "Ctrl+F")
        self.setToolTip("Filter op woorden van de taak of de plek (Ctrl+F)")
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words: tuple[str, ...] = ()
        self._tells = True
        self._soon = one_shot(self, self._read, _AFTER_MS)
        self.textChanged.connect(self._typed)

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered by."""
        return bool(self._words)

    @property
    def said(self) -> str:
        """What nothing matches, in words."""
        return f"Geen taak met ‘{' '.join(self.text().split())}’. Met Esc zie je weer alles."

    def passes(self, *texts: str) -> bool:
        """Whether each word that is typed stands in one of these texts, however it is spelled."""
        if not self._words:
            return True
        within = fold("\n".join(texts))
        return all(word in within for word in self._words)

    def wipe(self, *, tell: bool = True) -> None:
        """Let all of them pass, at once; without *tell* for who shows them anyway."""
        self._tells = tell
        self.clear()
        self._read()
        self._tells = True

    def go(self) -> None:
        """Come here to type."""
        self.setFocus()
        self.selectAll()

    def _typed(self, text: str) -> None:
        if text.strip():
            self._soon.start()
        else:
            self._read()

    def _read(self) -> None:
        self._soon.stop()
        words = tuple(fold(self.text()).split())
        if words != self._words:
            self._words = words
            if self._tells:
                self.changed.emit()


def nothing_found() -> EmptyState:
    """What stands where the tasks were when none matches."""
    return EmptyState("list-filter", "Niets gevonden", "", other="Filter wissen")


def place_among(whole: Sequence[_Key], shown: Sequence[_Key], at: int) -> int | None:
    """Where something comes among all, that is put at a place among those that are shown.

    It comes right before the one that is shown there, or right behind the last one; what is hidden keeps its order.

    Args:
        whole: all the others, in order.
        shown: those of them that are shown, in the same order.
        at: the place among those.

    Returns:
        The place among all the others; ``None`` for the end, when none is shown.
    """
    if not shown:
        return None
    return whole.index(shown[max(0, at)]) if at < len(shown) else whole.index(shown[-1]) + 1
