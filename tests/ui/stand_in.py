"""What stands in for the main window in tests of one view."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Window:
    """Stands in for the main window: it remembers what it was asked."""

    toasts: list[tuple[str, Callable[[], object] | None]] = field(default_factory=list)
    hushed: bool = False
    shown: list[str] = field(default_factory=list)

    def toast(self, words: str, undo: Callable[[], object] | None) -> None:
        self.toasts.append((words, undo))

    def hush(self) -> None:
        self.hushed = True

    def show_tab(self, key: str) -> None:
        self.shown.append(key)

    def page(self, _key: str) -> None:
        return None
