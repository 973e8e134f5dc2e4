"""Tasks that were tried out, noted at the visit: the open draft of Jobcarving stays as it is."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from ui.forms.editors import LineEdit, clean
from ui.theme import px
from ui.theme import tokens as tk
from ui.visiting.cells import Cell, ChoiceCell, TextCell
from ui.visiting.noted import NotedPane, NotedRow
from ui.visiting.open_visit import TRYOUTS, OpenVisit
from ui.widgets import announce, cols, label, lay_out, line, plain, rows

_ANSWERS: Final = (("own_opinion", "werknemer"), ("supervisor_opinion", "begeleider"), ("help", "hulp"))
_ROOM: Final = (190, 84)


class TryoutRow(NotedRow):
    """One task: its name and what comes of it; below that how it went."""

    def __init__(self, visit: OpenVisit, key: UUID) -> None:
        super().__init__(key)
        task = str(visit.row_value(TRYOUTS, key, "name")) or "taak"

        def cell(attribute: str) -> Cell:
            return Cell(visit, TRYOUTS, key, attribute)

        self.name = TextCell(cell("name"), "Taak die is uitgeprobeerd", "taak")
        self.answers = [
            ChoiceCell(cell(attribute), f"{task}: {cell(attribute).spec.label}") for attribute, _ in _ANSWERS
        ]
        self.minutes = TextCell(cell("minutes"), f"{task}: begeleiding in minuten")
        self.minutes.setMaximumWidth(px(52))
        self.decision = ChoiceCell(cell("decision"), f"{task}: besluit")
        self.decision.setFixedWidth(px(176))
        out = self.out_button(f"{task} weghalen")
        answers = cols(gap=tk.S1 + 2)
        for (_, words), made in zip(_ANSWERS, self.answers, strict=True):
            made.setFixedWidth(px(112))
            answers.addWidget(label(words, "meta", "soft"))
            answers.addWidget(made)
        answers.addStretch(1)
        first = cols((self.name, 1), self.decision, self.minutes, label("min", "meta", "soft"), out, gap=tk.S1 + 2)
        self.setLayout(rows(first, answers, line(), gap=tk.S1))


class _Entry(LineEdit):
    """The name of a task.

    Attributes:
        list_wanted: the user wants to choose one of the task list.
    """

    list_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)


class TryoutsPane(NotedPane[TryoutRow]):
    """The tasks of this visit, and a line for the next.

    Attributes:
        entry: the name of a next task; offers those of the task list.
    """

    def __init__(self, toast: Callable[[str, Callable[[], object] | None], object]) -> None:
        super().__init__(TRYOUTS, TryoutRow, "De taak is weggehaald bij dit bezoek.", _ROOM, toast)
        self.entry = _Entry()
        self.entry.list_wanted.connect(self._offer)
        self.menu = QMenu(self)
        self._take_entry("name", self.entry, "Taak uitgeprobeerd")
        self._build(cols((self.entry, 1), label("Alt+T", "meta", "soft"), gap=tk.S2))

    def show_visit(self, visit: OpenVisit | None) -> None:
        names = [] if visit is None else [name for _, name in visit.person.tasks]
        hint = "typ, of ↓ kiest uit de takenlijst" if names else "typ en druk op Enter"
        self.entry.setPlaceholderText(f"Taak uitgeprobeerd: {hint}")
        super().show_visit(visit)

    def _offer(self) -> None:
        """The tasks of the list in which what is typed occurs."""
        typed = clean(self.entry.text(), one_line=True).strip().casefold()
        names = (
            [] if self._visit is None else [name for _, name in self._visit.person.tasks if typed in name.casefold()]
        )
        self.menu.clear()
        for name in names:
            self.menu.addAction(plain(name)).triggered.connect(partial(self._chose, name))
        if names:
            self.menu.popup(self.entry.mapToGlobal(QPoint(0, self.entry.height())))

    def _chose(self, name: str, _on: bool = False) -> None:
        self.entry.setText(name)
        self._enter()

    def _enter(self) -> None:
        visit, (name,) = self._visit, self._typed()
        if visit is None or not name:
            return
        known = next((key for key, task in visit.person.tasks if task.casefold() == name.casefold()), None)
        key = self._add(visit, {"name": name, "task": known})
        if key is None:
            return
        row = next(row for row in self.made if row.key == key)
        lay_out()  # what was made just now takes no focus before it has its place
        row.answers[0].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(row, f"{name} staat bij wat is uitgeprobeerd")
        self.changed.emit()
