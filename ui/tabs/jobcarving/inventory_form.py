"""The form of a task of an inventory, and that of the inventory itself."""

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from beschutdesk.services.inventories import Use
from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.pictogram import PictogramEditor
from ui.forms.session import EditSession
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.tabs.jobcarving.inventory_open import RECORD, TASKS
from ui.tabs.jobcarving.steps import StepsEditor
from ui.tabs.jobcarving.work_folds import FOLDS, Fold, unfold
from ui.theme import tokens as tk
from ui.widgets import Elided, box, button, clear, cols, label, line, plain, rows, scroll

_FIRST: Final = (("name",), ("minutes", "times"), ("frequency",), ("day_part", "place"), ("pictogram",))
_LAST: Final = "remark"
"""Not for who sits beside the bemiddelaar, so it folds while somebody looks as well."""
_ABOUT: Final = (("department",), ("spoken_with", "made_on"), ("notes",))
_MARGINS: Final = (tk.PAGE_MARGIN, tk.S3, 20, tk.S5)


class UsedBy(QWidget):
    """Who has the task on the own board.

    Attributes:
        wanted: go to the board of this candidate.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._uses: tuple[Use, ...] = ()
        self._list = rows(gap=0)
        self._none = label("Niemand heeft deze taak op het bord.", "body", "soft", wrap=True)
        self.setLayout(rows(label("Bij wie op het bord", "strong", "accent"), self._none, box(self._list), gap=tk.S1))
        self.setMinimumWidth(1)
        looking().changed.connect(self._look)

    def tell(self, uses: Sequence[Use]) -> None:
        """Show these."""
        if tuple(uses) != self._uses:
            self._uses = tuple(uses)
            self._fill()

    def _look(self, _on: bool) -> None:
        self._fill()

    def _fill(self) -> None:
        clear(self._list)
        shown = () if looking().on else self._uses
        for use in shown:
            go = partial(self.wanted.emit, use.candidate)
            made = button(plain(use.name or "iemand"), "quiet", "arrow-right", "Ga naar dit bord", on=go)
            self._list.addLayout(cols(made, (label(use.state.label, "body", "soft"), 1)))
        hidden = looking().on and bool(self._uses)
        self._none.setText(FOLDED if hidden else "Niemand heeft deze taak op het bord.")
        self._none.setVisible(not shown)


class OfferForm(QWidget):
    """Name and acts of the task on top, its fields, steps and folds below.

    Attributes:
        move_wanted: it goes up (-1) or down (1).
        removal_wanted: it goes.
        steps: its steps.
        uses: who has it.
    """

    move_wanted = Signal(int)
    removal_wanted = Signal()

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self.key: UUID | None = None
        self.binder = Binder("inventory_task", helpers, self)
        self._title = Elided("", "section", "accent")
        self.up = button("", "quiet", "arrow-up", "Taak omhoog (Alt+↑ in de lijst)", lambda: self.move_wanted.emit(-1))
        self.down = button(
            "", "quiet", "arrow-down", "Taak omlaag (Alt+↓ in de lijst)", lambda: self.move_wanted.emit(1)
        )
        self.out = button("", "quiet", "trash-2", "Taak weghalen (Delete in de lijst)", self.removal_wanted.emit)
        top = cols((self._title, 1), self.up, self.down, self.out, gap=2, margins=(tk.PAGE_MARGIN, 8, 20, 4))
        grid = FieldGrid([[self.binder.box(name) for name in names] for names in _FIRST])
        picture = self.binder.editor("pictogram")
        if isinstance(picture, PictogramEditor):
            picture.about = self._name
        self.steps = StepsEditor(RECORD, helpers)
        self.folds = [Fold(title, lines, self.binder) for title, lines in FOLDS]
        self.remark, self._folded = self.binder.box(_LAST), label(FOLDED, "body", "soft", wrap=True)
        self.uses = UsedBy()
        folds = rows(*self.folds, gap=0)
        parts = (grid, self.steps, folds, self.remark, self._folded, self.uses)
        body = box(rows(*parts, None, gap=tk.S4, margins=_MARGINS))
        body.setMinimumSize(1, 1)
        body.setMaximumWidth(tk.W_FORM)
        self.area = scroll(body)
        self.setLayout(rows(top, line("rule"), (self.area, 1), gap=0))
        self.setMinimumSize(1, 1)
        self.binder.refreshed.connect(self._say_name)
        looking().changed.connect(self._fold)
        self._fold(looking().on)

    def bind(self, session: EditSession | None, key: UUID | None) -> None:
        """Show another task, or none."""
        if self.key == key and self.binder.session is session:
            return
        self.key = key
        shown = session if key is not None else None
        self.steps.show_task(shown, key)
        self.binder.bind(shown, "" if key is None else f"{TASKS}/{key}/")
        self.area.verticalScrollBar().setValue(0)

    def settle(self) -> None:
        """Read what is half typed."""
        self.binder.settle()
        self.steps.settle()

    def focus_first(self) -> None:
        """Go to the field after the name: that was typed already."""
        self.binder.editor("minutes").buddy.setFocus(Qt.FocusReason.TabFocusReason)

    def unfold(self, key: str) -> None:
        """Open the fold in which the field with this key stands."""
        unfold(self.folds, self.binder, key)

    def _fold(self, on: bool) -> None:
        self.remark.setVisible(not on)
        self._folded.setVisible(on)

    def _name(self) -> str:
        session = self.binder.session
        return str(session.value(self.binder.path("name"))).strip() if session is not None else ""

    def _say_name(self) -> None:
        self._title.set_words(self._name() or "(taak zonder naam)")


class AboutForm(QWidget):
    """What there is to say of the inventory itself."""

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self.binder = Binder(RECORD, helpers, self)
        title = label("Over deze inventaris", "section", "accent")
        grid = FieldGrid([[self.binder.box(name) for name in names] for names in _ABOUT])
        body = box(rows(grid, None, gap=tk.S4, margins=_MARGINS))
        body.setMinimumSize(1, 1)
        body.setMaximumWidth(tk.W_FORM)
        self.setLayout(
            rows(cols(title, None, margins=(tk.PAGE_MARGIN, 12, 20, 8)), line("rule"), (scroll(body), 1), gap=0)
        )
        self.setMinimumSize(1, 1)

    def bind(self, session: EditSession | None) -> None:
        """Show another inventory, or none."""
        if self.binder.session is not session:
            self.binder.bind(session)

    def focus_first(self) -> None:
        """Go to the first field."""
        self.binder.editor("department").buddy.setFocus(Qt.FocusReason.TabFocusReason)
