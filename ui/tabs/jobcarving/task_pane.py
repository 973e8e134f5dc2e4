"""Beside the board: what is known of the chosen task, whether it fits, and how it went when it was tried."""

from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.context import DeskContext
from ui.forms.editors import Helpers
from ui.tabs.jobcarving.acts import Acts
from ui.tabs.jobcarving.fit import FitPanel
from ui.tabs.jobcarving.lines import TaskLine, breakable
from ui.tabs.jobcarving.tasks import OpenTasks
from ui.tabs.jobcarving.tries import TriesPanel
from ui.theme import tokens as tk
from ui.widgets import box, button, cols, label, lay_out, line, pane, rows, scroll


class TaskPane(QWidget):
    """The chosen task.

    Attributes:
        open_wanted: its form is to be shown.
        menu_wanted: what else can be done with it is to be shown.
        more: the button that asks for that.
        back_wanted: back to the board.
    """

    open_wanted = Signal()
    menu_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, context: DeskContext, tasks: OpenTasks, acts: Acts, helpers: Helpers) -> None:
        super().__init__()
        self._tasks = tasks
        self._key: UUID | None = None
        self._can_open = False
        self._title = label("", "section", "accent", wrap=True)
        self._told = label("", "meta", "soft", wrap=True)
        for words in (self._title, self._told):
            words.setMinimumWidth(1)
        self.back = button("Bord", "quiet", "arrow-left", "Terug naar het bord (Esc)", on=self.back_wanted.emit)
        self.open = button("Taak invullen", "quiet", "pencil", "Taak invullen (Enter)", on=self.open_wanted.emit)
        self.more = button("", "quiet", "ellipsis", "Meer met deze taak", on=self.menu_wanted.emit)
        self.fit = FitPanel()
        self.tries = TriesPanel(context, tasks, acts, helpers)
        self._fit = box(rows(self.fit, line(), gap=tk.S2))
        self._about = box(rows(self._fit, self.tries, gap=tk.S2))
        self.tries.writing.connect(self._make_room)
        self._about.setMinimumWidth(1)
        said = rows(self._title, self._told, None, gap=tk.S1)
        head = cols((said, 1), rows(self.more, None, gap=0), gap=tk.S1, margins=(16, 12, 12, tk.S2))
        body = rows(cols(self.open, None), self._about, None, gap=tk.S2, margins=(16, 0, 12, tk.S4))
        inside = box(body)
        inside.setMinimumWidth(1)
        self._area = scroll(inside, "Over deze taak")
        self._area.follow_focus()
        self._bar = box(rows(cols(self.back, None, margins=(tk.PAGE_MARGIN - 8, 6, 20, 6)), line(), gap=0))
        self._bar.hide()
        ground = pane(rows(self._bar, head, (self._area, 1), gap=0), "side")
        self.setLayout(rows(ground, gap=0))
        self.setMinimumSize(1, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # letters of another size: lines that wrap are measured anew
            for made in self.findChildren(QLabel):
                made.updateGeometry()

    def _make_room(self, writing: bool) -> None:
        """Who writes a try sees the name of the task and the try, and nothing else."""
        self._fit.setVisible(not writing)
        self.open.setVisible(self._can_open and not writing)

    def stand_alone(self, alone: bool) -> None:
        """Whether it has taken the place of the board, so that there must be a way back."""
        self._bar.setVisible(alone)

    def show_line(self, shown: TaskLine | None, *, filling: bool = False) -> None:
        """Show a task, or again the same one; *filling* when its form stands beside it."""
        key: UUID | None = shown.id if shown is not None else None
        if key != self._key:
            self._key = key
            self._area.verticalScrollBar().setValue(0)
        self._title.setText(breakable(shown.title) if shown is not None else "Geen taak gekozen")
        told = [shown.often, shown.state.label, shown.opinions.replace(" · ", ", ")] if shown is not None else []
        self._told.setText(" · ".join(part for part in told if part))
        self._told.setVisible(any(told))
        self._can_open = shown is not None and not filling
        self._make_room(self.tries.form.key is not None)
        for part in (self.more, self._about):
            part.setVisible(shown is not None)
        self.fit.show_fit(self._tasks.task(key) if key is not None else None, self._tasks.person)
        self.tries.show_task(key)
        if shown is not None:
            lay_out()  # lines that wrap know how high they are only when those around them know how wide

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.back_wanted.emit()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.tries.finish()
        else:
            super().keyPressEvent(event)
