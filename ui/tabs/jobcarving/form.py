"""The form of one task, from its declarations: what everybody fills in first, the rest in folds, and its steps."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.forms.binder import Binder
from ui.forms.editors import Helpers
from ui.forms.grid import FieldGrid
from ui.forms.pictogram import PictogramEditor
from ui.forms.session import EditSession
from ui.looking import FOLDED
from ui.looking import current as looking
from ui.tabs.jobcarving.steps import StepsEditor
from ui.tabs.jobcarving.tasks import TASKS
from ui.tabs.jobcarving.work_folds import FOLDS, Fold, unfold
from ui.theme import tokens as tk
from ui.widgets import Elided, Section, box, button, cols, label, rows, scroll

_LINES: Final = (
    ("name",),
    ("state",),
    ("minutes", "times", "frequency"),
    ("day_part", "when"),
    ("place",),
    ("pictogram",),
)
_HOW: Final = (
    ("how",),
    ("independence",),
    ("aids", "ask"),
    ("own_opinion", "supervisor_opinion"),
    ("own_territory", "started_on"),
)
_LAST: Final = "remark"
"""Not for who sits beside the bemiddelaar, so it folds while somebody looks as well."""


class TaskForm(QWidget):
    """Name and acts of the chosen task on top, its fields below.

    Attributes:
        back_wanted: back to the board.
        walk_wanted: the next task (1) or the one before (-1) is to be shown.
        removal_wanted: it goes.
        aside_wanted: what else is known of it is to be shown.
    """

    back_wanted = Signal()
    aside_wanted = Signal()
    walk_wanted = Signal(int)
    removal_wanted = Signal()

    def __init__(self, helpers: Helpers) -> None:
        super().__init__()
        self.binder = Binder("carved_task", helpers, self)
        self.key: UUID | None = None
        self._title = Elided("", "section", "accent")
        self.back = button("Bord", "quiet", "arrow-left", "Terug naar het bord (Esc)", on=self.back_wanted.emit)
        self.before = button("", "quiet", "chevron-up", "Vorige taak (Ctrl+PgUp)", on=lambda: self.walk_wanted.emit(-1))
        self.after = button(
            "", "quiet", "chevron-down", "Volgende taak (Ctrl+PgDn)", on=lambda: self.walk_wanted.emit(1)
        )
        self.out = button(
            "Weghalen", "quiet", "trash-2", "Taak weghalen (Delete op het bord)", on=self.removal_wanted.emit
        )
        self.aside = button("Past dit? En beurten", "quiet", "panel-right", on=self.aside_wanted.emit)
        who = self.binder.editor("readers").widget
        top = cols(
            self.back,
            (self._title, 1),
            self.aside,
            self.before,
            self.after,
            self.out,
            gap=2,
            margins=(tk.PAGE_MARGIN - 8, 6, 20, 6),
        )
        self.steps = StepsEditor("task_list", helpers)
        self.folds = [Fold(title, lines, self.binder) for title, lines in FOLDS]
        self.remark, self._folded = self.binder.box(_LAST), label(FOLDED, "body", "soft", wrap=True)
        sections = (
            Section("De taak", self._grid(_LINES)),
            Section("Zo gaat het", self._grid(_HOW)),
            Section("Stappen", self.steps),
            Section("Meer over het werk", box(rows(*self.folds, gap=0))),
            Section("Voor jezelf", box(rows(self.remark, self._folded, cols(who, None), gap=tk.S2))),
        )
        for section in sections:
            section.setMaximumWidth(tk.W_FORM)
        body = box(rows(*sections, None, gap=0, margins=(tk.PAGE_MARGIN, 0, 20, tk.S5)))
        body.setMinimumSize(1, 1)
        self._area = scroll(body)
        self._area.follow_focus()
        self.setLayout(rows(top, (self._area, 1), gap=0))
        self.setMinimumSize(1, 1)
        pictogram = self.binder.editor("pictogram")
        if isinstance(pictogram, PictogramEditor):
            pictogram.about = self._words
        self.binder.refreshed.connect(self._name)
        looking().changed.connect(self._fold)
        self._fold(looking().on)

    def _grid(self, lines: tuple[tuple[str, ...], ...]) -> FieldGrid:
        return FieldGrid([[self.binder.box(name) for name in names] for names in lines])

    def bind(self, session: EditSession | None, key: UUID | None) -> None:
        """Show another task, or none."""
        if self.key == key and self.binder.session is session:
            return
        self.key = key
        self.binder.bind(session if key is not None else None, "" if key is None else f"{TASKS}/{key}/")
        self.steps.show_task(session if key is not None else None, key)
        self._area.verticalScrollBar().setValue(0)

    def offer_aside(self, offered: bool) -> None:
        """Whether the rest that is known of it does not stand beside it anyway."""
        self.aside.setVisible(offered)

    def settle(self) -> None:
        """Read all that is half typed."""
        self.binder.settle()
        self.steps.settle()

    def _fold(self, on: bool) -> None:
        self.remark.setVisible(not on)
        self._folded.setVisible(on)

    def focus_name(self) -> None:
        """Go to the first field."""
        self.binder.editor("name").buddy.setFocus(Qt.FocusReason.TabFocusReason)

    def unfold(self, key: str) -> None:
        """Open the fold in which the field with this key stands."""
        unfold(self.folds, self.binder, key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if not held and event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif held == Qt.KeyboardModifier.ControlModifier and Qt.Key(event.key()) in steps:
            self.walk_wanted.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _words(self) -> str:
        session = self.binder.session
        return str(session.value(self.binder.path("name"))).strip() if session is not None else ""

    def _name(self) -> None:
        self._title.set_words(self._words() or ("(taak zonder naam)" if self.key is not None else ""))
