"""What the sections of the settings have in common."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from beschutdesk.trouble import Trouble
from ui.dialogs.own_lane import own_lane
from ui.theme import tokens as tk
from ui.widgets import Banner, box, label, rows, scroll
from ui.widgets.layout import Item

if TYPE_CHECKING:
    from ui.context import DeskContext
    from ui.jobs import Lane


class SettingsPage(QWidget):
    """A heading, a few words and sections below each other; what does not fit scrolls.

    Args:
        context: the open desk.
        title: the heading.
        words: below it.

    Attributes:
        said: a calm line for the foot of the dialog.
        undo: what takes the last change back, or ``None``; told with :attr:`said`.
        changed: a setting is different now, or a backup was made.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(self, context: "DeskContext", title: str, words: str = "") -> None:
        super().__init__()
        self.context = context
        self.trouble = Banner()
        self.trouble.hide()
        self._column = rows(gap=0)
        head = rows(label(title, "title"), gap=2)
        if words:
            head.addWidget(label(words, "body", "soft", wrap=True))
        content = box(rows(head, self.trouble, self._column, None, gap=tk.S4, margins=(24, 20, 24, 20)))
        content.setMinimumWidth(1)
        content.setMaximumWidth(tk.W_FORM)
        scroller = scroll(content)
        scroller.follow_focus()
        self.setLayout(rows((scroller, 1), gap=0))
        self.setMinimumSize(1, 1)
        self.setAccessibleName(title)

    def add(self, *items: Item) -> None:
        """Put sections below each other."""
        for item in items:
            if isinstance(item, QWidget):
                self._column.addWidget(item)
            elif isinstance(item, int):
                self._column.addSpacing(item)

    @cached_property
    def lane(self) -> "Lane":
        """For what may take long: keys, disks. Its own, so that no section waits for what another one waits for."""
        return own_lane(self)

    def while_here(self, receive: Callable[[Any], None]) -> Callable[[Any], None]:
        """Receives a result as long as the section is there: what runs in a lane of the desk outlives it."""

        def land(result: Any) -> None:
            if isValid(self):
                receive(result)

        return land

    def keep(self, name: str, value: Any, kept: Callable[[Any], None]) -> None:
        """Write a setting at once, beside the window. It counts too when the dialog closes meanwhile.

        Args:
            name: of the property of the settings.
            value: for it.
            kept: called when it stands.
        """
        window = self.context.window

        def failed(trouble: Trouble) -> None:
            if isValid(self):
                self.say_trouble(trouble)
            else:
                window.toast(str(trouble))

        self.context.database.submit(
            setattr, self.context.desk.settings, name, value, done=self.while_here(kept), failed=failed
        )

    def show_page(self) -> None:
        """The section came to the front: read again what may have changed."""

    def flush(self) -> None:
        """The section is left or the dialog closes: keep what is half typed."""

    @property
    def can_take_back(self) -> bool:
        """Whether there is a change to take back."""
        return False

    def take_back(self) -> bool:
        """Undo the last change; ``False`` when there is none."""
        return False

    def forget(self) -> None:
        """The dialog closes."""

    def say_trouble(self, trouble: Trouble | None) -> None:
        """Say what went wrong, on top of the section, or (``None``) nothing."""
        self.trouble.setVisible(trouble is not None)
        if trouble is not None:
            rest = "\n".join(part for part in (trouble.safe, trouble.todo) if part)
            self.trouble.set_words(rest, "care", trouble.happened)
