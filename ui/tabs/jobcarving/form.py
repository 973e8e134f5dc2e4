"""The form of one task, from its declarations."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.session import EditSession
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.tabs.jobcarving.tasks import TASKS
from ui.theme import tokens as tk
from ui.widgets import Elided, box, button, cols, label, line, rows, scroll

_LINES = (
    ("name",),
    ("state", "minutes"),
    ("when", "started_on"),
    ("how",),
    ("independence",),
    ("aids", "ask"),
    ("own_opinion", "supervisor_opinion"),
)
_LAST = "remark"
"""Not for who sits beside the bemiddelaar, so it folds while somebody looks as well."""


class TaskForm(QWidget):
    """Name and acts of the chosen task on top, its fields below.

    Attributes:
        move_wanted: it goes up (-1) or down (1).
        removal_wanted: it goes.
    """

    move_wanted = Signal(int)
    removal_wanted = Signal()

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self.binder = Binder("carved_task", helpers, self)
        self.key: UUID | None = None
        self._title = Elided("", "section", "accent")
        self.up = button(
            "", "quiet", "arrow-up", "Taak omhoog (Alt+↑ in de lijst)", on=lambda: self.move_wanted.emit(-1)
        )
        self.down = button(
            "", "quiet", "arrow-down", "Taak omlaag (Alt+↓ in de lijst)", on=lambda: self.move_wanted.emit(1)
        )
        self.out = button(
            "Weghalen", "quiet", "trash-2", "Taak weghalen (Delete in de lijst)", on=self.removal_wanted.emit
        )
        who = self.binder.editor("readers").widget
        top = cols((self._title, 1), self.up, self.down, self.out, gap=2, margins=(tk.PAGE_MARGIN, 10, 20, 6))
        grid = FieldGrid([[self.binder.box(name) for name in names] for names in _LINES])
        grid.setMaximumWidth(tk.W_FORM - tk.W_HEAD)
        self.remark, self._folded = self.binder.box(_LAST), label(FOLDED, "body", "soft", wrap=True)
        last = box(rows(self.remark, self._folded, gap=0))
        last.setMaximumWidth(tk.W_FORM - tk.W_HEAD)
        body = box(rows(grid, last, cols(who, None), None, gap=tk.S3, margins=(tk.PAGE_MARGIN, tk.S3, 20, tk.S5)))
        body.setMinimumSize(1, 1)
        self.setLayout(rows(top, line("rule"), (scroll(body), 1), gap=0))
        self.setMinimumSize(1, 1)
        self.binder.refreshed.connect(self._name)
        looking().changed.connect(self._fold)
        self._fold(looking().on)

    def bind(self, session: EditSession | None, key: UUID | None) -> None:
        """Show another task, or none."""
        if self.key == key and self.binder.session is session:
            return
        self.key = key
        self.binder.bind(session if key is not None else None, "" if key is None else f"{TASKS}/{key}/")

    def _fold(self, on: bool) -> None:
        self.remark.setVisible(not on)
        self._folded.setVisible(on)

    def focus_name(self) -> None:
        """Go to the first field."""
        self.binder.editor("name").buddy.setFocus(Qt.FocusReason.TabFocusReason)

    def _name(self) -> None:
        session = self.binder.session
        words = session.value(self.binder.path("name")) if session is not None else ""
        self._title.set_words(words.strip() or "(taak zonder naam)")
