"""Learning moments: a question of who guides, and the tip that was given. Whether it worked is asked the next time."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt

from ui.forms.editors import LineEdit
from ui.theme import tokens as tk
from ui.visiting.cells import Cell, TextCell
from ui.visiting.noted import NotedPane, NotedRow
from ui.visiting.open_visit import LEARNING, OpenVisit
from ui.widgets import announce, cols, label

_ROOM: Final = (130, 44)


class LearningRow(NotedRow):
    """One question with its tip."""

    def __init__(self, visit: OpenVisit, key: UUID) -> None:
        super().__init__(key)
        self.question = TextCell(Cell(visit, LEARNING, key, "question"), "Vraag van de begeleider")
        self.tip = TextCell(Cell(visit, LEARNING, key, "tip"), "Tip die je gaf", "tip")
        out = self.out_button("Leermoment weghalen")
        self.setLayout(cols((self.question, 1), label("tip", "meta", "soft"), (self.tip, 1), out, gap=tk.S1 + 2))


class LearningPane(NotedPane[LearningRow]):
    """The learning moments of this visit, and a line for the next.

    Attributes:
        question, tip: the cells of the line.
    """

    def __init__(self, toast: Callable[[str, Callable[[], object] | None], object]) -> None:
        super().__init__(LEARNING, LearningRow, "Het leermoment is weggehaald.", _ROOM, toast)
        self.question, self.tip = LineEdit(), LineEdit()
        for attribute, made, name, hint in (
            ("question", self.question, "Leermoment: vraag van de begeleider", "Vraag van de begeleider"),
            ("tip", self.tip, "Leermoment: tip die je gaf", "Tip die je gaf; Enter voegt toe"),
        ):
            self._take_entry(attribute, made, name)
            made.setPlaceholderText(hint)
            made.setMinimumWidth(60)
        self._build(cols((self.question, 1), (self.tip, 1), label("Alt+M", "meta", "soft"), gap=tk.S1 + 2))

    def _enter(self) -> None:
        visit = self._visit
        question, tip = self._typed()
        if visit is None or not (question or tip):
            return
        if self.question.hasFocus() and not tip:
            self.tip.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if self._add(visit, {"question": question, "tip": tip}) is None:
            return
        announce(self.question, "Leermoment toegevoegd")
        self.question.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
